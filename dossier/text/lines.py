"""What the two ends of a line say: whether it closes a sentence, opens an entry of a list, or neither."""

from dossier.text import late as re

_NOTES = r"(?:\[\d{1,3}\])*"
_LONG = 8  # words; a line with so many is prose, whatever it ends with
FULL = re.compile(rf"[.!?…。！？؟।۔။។։።:]['\"”’»)\]]*{_NOTES}$")
"""The end of a sentence, or of a line that announces one."""
NOTES = re.compile(r"(?:\s?\[(?:\d{1,3}|[a-z])\])+$")
"""The marks of notes behind a sentence."""
SIGNS = "•·‣▪ "
"""Signs before an entry of a list that no word begins with."""
BULLET = re.compile(r"(?:[•*·‣▪–—-]|\(?\d{1,3}[.)]|\(?[a-z]\)|[QA][.:])\s")
"""The start of an entry of a list, or of a question and its answer."""
ENDS = re.compile(rf"[.!…。！。।۔။។։።,;:，、：；]['\"”’»)\]]*{_NOTES}$")
"""The end of a sentence or of a part of one, but for a question, which headlines ask as well."""
OFFER = re.compile(
    r"(?:more (?:must-reads?|from|on|stories|news)\b.{0,40}|related(?: \w+){0,2}|recommended(?: \w+){0,2}"
    r"|read (?:more|next|also)|also (?:read|see)|see also|most read|trending(?: now)?"
    r"|(?:[àa] )?lire aussi|à la une(?: d[eu] .{1,40})?"
    r"|(?:the )?latest(?: (?:news|stories|headlines|articles|posts|releases))?|top stories"
    r"|recent (?:news|stories|articles|posts)|you (?:may|might) also like)\W{0,3}",
    re.I,
)
"""A line above what else there is to read."""
INTERRUPTION = re.compile(
    r"(?:(?:story|article) continues (?:below|after)(?: (?:this|the))?(?: ad\w{0,12}| promotion)?"
    r"|follow .{1,60}(?:@\w{2,30}|(?:on|at) (?:x|twitter|facebook|instagram|linkedin|mastodon|bluesky"
    r"|threads|telegram|whatsapp|youtube|social media)\b.{0,20})"
    r"|advertisement|scroll (?:down )?to continue(?: reading)?)\W{0,3}",
    re.I,
)
"""A line that says that a notice stands inside the text."""
REMARKS = re.compile(
    r"(?:\d{1,5} )?(?:(?:reader |your )?comments?|responses?|kommentare?|commentaires?|comentarios?|commenti"
    r"|reacties)(?: ?\(\d{1,5}\))?|(?:leave|post) a (?:comment|reply)|join the (?:conversation|discussion)",
    re.I,
)
"""A line above what readers say of a text."""


def is_prose_line(words: str) -> bool:
    """Tell whether a line is prose: it is long, or ends as a sentence does."""
    return len(words.split()) >= _LONG or bool(FULL.search(words))


def is_open_line(words: str) -> bool:
    """Tell whether a line lacks the full stop (or comma, or colon) of a sentence."""
    return bool(re.search(r"[^\W\d_]", words)) and not ENDS.search(words) and not BULLET.match(words)
