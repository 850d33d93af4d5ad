"""Tell the captions, embedded posts, boilerplate and headings among the units of a text."""

from collections import Counter
from itertools import pairwise, takewhile

from dossier.model import ParagraphKind
from dossier.sources.paragraphs.scenes import is_scene, opens_as_picture
from dossier.sources.paragraphs.units import Unit
from dossier.text import late as re
from dossier.text.datelines import AGENCIES
from dossier.text.lines import BULLET, ENDS, FULL, OFFER, is_open_line
from dossier.text.sentences import split_sentences
from dossier.text.stamps import read_stamp

K = ParagraphKind
_CREDITED = 3  # lines between two blank ones, the last of them a credit
SHORT = 400  # characters; captions, notices and embedded posts are no longer

_CREDIT = re.compile(
    r"\((?:photo|image|picture|file|video|screenshot)?\s?"
    r"(?:credits?|photos?|images?|picture|photograph|illustration)(?: by\b|\s{0,2}:)[^()]{2,120}\)"
    r"|\([A-Z][^()]{1,40}(?:Photo|Images|Pictures?)(?:/[^()]{1,60}| by [^()]{2,80})?\)"
    r"|\(screen ?(?:capture|grab|shot)[^()]{0,60}\)"
    r"|\[(?:photo|image|picture|file)[^\[\]]{0,4}(?:by|:|courtesy)[^\[\]]{2,120}\]",
    re.I,
)
_CAPTION = re.compile(
    r"(?:file photo|file picture|file image|photo(?:graph)?|image|picture|caption|illustration"
    r"|(?:photo |image |picture )?credits?|watch|video|listen)\s{0,2}[:|]|FILE\s{0,2}[-–—:]"
    r"|(?-i:[A-Z]{2,8}) Photos?/|(?:photo|image|picture) taken on\b",
    re.I,
)
_CREDIT_END = re.compile(
    r"\b(?i:photo(?:graph)?|image|picture|credit)s?(?:\s{1,2}(?:by|credit))?\s{0,2}:\s[^.:?!]{2,80}$"
    r"|\b[A-Z]{3,10}/[A-Z][\w .'’-]{2,40}(?:/File Photo)?$"
    r"|\[[^\[\]/]{2,60}/[^\[\]]{2,60}\]$|[.!?][\"”’']? / [A-Z]{2,6}$"
    r"|[.!?][\"”’']? (?:Photo|Image|Picture|Video)(?: by|:| courtesy(?: of)?)"
    r" [A-Z](?:[^.:?!]|(?<=[A-Z])\.){2,60}$"
    r"|\((?i:screen ?(?:capture|grab|shot)|file photo)\)\.?$"
    r"|[.!?][\"”’']? \((?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w.’'-]+/[A-Z][\w ]{1,40}\)$"
    r"|\b(?:Handout|Pool) via [A-Z]{2,10}\b|\bTHIS (?:IMAGE|PICTURE|VIDEO) HAS BEEN SUPPLIED BY\b"
)
_SIGNED = re.compile(rf"[.!?][\"”’']? (?:{AGENCIES})$")
HANDLE = re.compile(r"\((?:@[\w.-]{1,60}|[\w-]{1,40}\.bsky\.social)\)")
"""Who wrote a post, as an embedded one says it."""
_EMBED = re.compile(rf"(?:^|\s)[—–-]{{1,2}}\s?[^()\n]{{1,80}}\s{HANDLE.pattern}\s[^\n]{{6,60}}$")
_PICTURE = re.compile(r"\b(?:pic\.(?:twitter|x)\.com|t\.co)/\w{4,}", re.I)
_EMBED_ONLY = re.compile(
    r"https?://\S+|pic\.(?:twitter|x)\.com/\S+|view this post on \w+.*|a post shared by .*"
    r"|embedded (?:post|tweet|video|media).*|th(?:is|e) (?:post|tweet) (?:is|was) (?:unavailable|deleted).*",
    re.I,
)
_RIGHTS = r"(?:^|\s)(?:©|\(c\)|copyright)\s{0,2}(?:©|\(c\)|\d{4}|by\b)"
_OPENING_NOTICES = (
    r"\W?(?:additional )?report(?:ing|ed) by\b",
    r"(?:with|from) (?:files|reporting|inputs?|agencies|contributions?)\b.{0,120}$",
    r"the .{2,60}\b(?-i:Staff) (?:is|are|consists?|was|were|comprises?)\b",
    r"(?-i:(?:[A-ZÀ-Þ][\w.’'-]{0,20}\s){2,4})is an? (?:[\w-]{1,20} ){0,4}"
    r"(?:reporter|correspondent|journalist|columnist|staff writer|editor|freelancer|contributor)\b.{0,200}$",
    r"(?:read (?:more|also|next|the full)|see also|also read|more on this|related(?: \w+)?|recommended"
    r"|don['’]t miss|most read|you may also like|must read|trending)\b.{0,3}(?::|$)",
    r"(?:read more|read also|see also|also read|related|recommended|more on this)\s{0,2}[:|>–—-]",
    r"(?:share (?:this|on|via)|follow us|sign up|subscribe|log in|click (?:here|to)|download (?:the|our)"
    r"|join (?:us|our)|support (?:us|our)|advertisement|sponsored|comments?$|leave a (?:comment|reply)"
    r"|skip to|continue reading|story continues|print this|get (?:the|our) .{0,30}newsletter)\b",
    r"(?:an )?official (?:web)?site of the .{3,60}\bgovernment\b.{0,30}$|(?:a )?\.gov websites? belongs? to\b"
    r"|secure \.gov websites use\b|(?:share sensitive information only on|here['’]s how you know)\b",
    r"this (?:article|story|piece|report|post) (?:was|is|has been|first|originally)\b.{0,60}"
    r"(?:published|updated|appeared|republished|translated|corrected)",
    r"(?:for immediate release|(?:press|news|media) release|breaking(?: news)?|exclusive)\W{0,3}$",
    r"(?:media |press )?contacts?\s{0,2}:",
    r"(?:editor|publisher)(?:['’]s)? note\s?:",
    r"(?:this|the) audio (?:is|was)\b",
    r"\(?this (?:article|story|report|text) has not been (?:edited|checked)\b",
    r"(?:\w{0,8}- |[-•*] )?[↑^] ",  # a work that the text cites, as encyclopedias list them
    r"\[?\d{1,3}[.\]] [“\"].{5,160}[”\"],? .{2,60}\b(?:19|20)\d\d\W?$",  # a work that the text cites
    r"our standards:|the views expressed\b|learn more about our\b",
    r"follow .{2,60} on (?:x|twitter|facebook|instagram|telegram|whatsapp|linkedin|youtube)\b",
    r"(?:write to .{2,60} at |e-?mail:? )?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,20}){1,3}\W?$",
    r"(?:\(?ends?\)?|-{2,}|[*#_=]{3,}|-\s?30\s?-|share|tweet|print|e-?mail)$",
    r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]$",  # the number of a paragraph, on a line of its own
    r"\[?\d{1,3} (?:comments?|shares?|min(?:ute)?s? read)\]?$",
    r"there (?:are|were) [\d.,]{1,9} (?:press releases|articles|posts|stories|comments) posted in the last\b",
)
_OPENING_NOTICE = re.compile("|".join(_OPENING_NOTICES), re.I)
_NOTICES_INSIDE = tuple(
    (part, re.compile(notice, re.I))
    for part, notice in (
        (
            "contr",
            r"contribut(?:ed|ing)(?: reporting| to (?:this|the|our) (?:report|article|story|piece|coverage))",
        ),
        ("ng by", r"\bediting by\b.{0,80}$"),
        ("©", _RIGHTS),
        ("(c)", _RIGHTS),
        ("copyr", _RIGHTS),
        ("erved", r"\ball rights reserved\b.{0,20}$"),
        ("vacy pol", r"\bprivacy policy(?: and .{3,30})?\W?$"),
        ("retrieved", r"[.”\"»)] Retrieved(?: on)? (?:\d{1,2} )?[A-Z][a-z]{2,8} (?:\d{1,2}, )?\d{4}\W*$"),
        ("follow", r"\bfollow (?:her|him|them|us|me) (?:at|on) @[\w.]{2,40}\W?$"),
    )
)
"""Notices, each with a part in small letters that it contains; no i, k or s, which have other capitals."""
_ABOUT = re.compile(r"About (?P<name>[A-ZÀ-Þ][\w.&’'-]*)(?: [\w.&’'-]+){0,6}:?")
_RECORD = re.compile(r"- Hansard -(?: -)*(?: Excerpts)?")
"""Buttons between the name of who speaks in the House of Commons and the words."""
_HEADLINE = 3  # words at least
_MASTHEAD = re.compile(r"(?:(?:of|and|the|[A-ZÀ-Þ&]\S*)\s?){1,6}")
"""The name of a paper above all else: a headline has words in small letters."""
_BYLINE = re.compile(r"(?:By|BY)\s{1,3}[A-ZÀ-Þ][^:;?!]{2,90}")
_QUESTION = re.compile(r"[?？؟]['\"”’»)\]]*$")
_SMALL_START = re.compile(r"[a-z]{1,3}[-’']?[A-Z]|[a-z]\d")  # el-Niño, iPhone, i5
HEADING_WORDS = 14  # a heading of more words is a sentence that lost its full stop
HEADING_LENGTH = 100  # characters
FEWEST = 5  # words of a sentence of prose before a notice; fewer are a part of it


def split_captions(units: list[Unit]) -> list[Unit]:
    """Give a photo credit, and the sentence before it, a unit of its own of kind caption.

    A line that only describes a picture is one too, and so is a short one right above a credit.
    """
    done: list[Unit] = []
    for unit in units:
        if unit.kind is not None:
            done.append(unit)
            continue
        begin = 0
        for match in _CREDIT.finditer(unit.words):
            at, end = match.span()
            shown = unit.words[max(begin, at - SHORT) : at].rstrip()
            is_parted, shown = shown.endswith("|"), shown.rstrip(" |")  # the caption from its credit
            after = unit.words[end : end + SHORT].lstrip()
            is_ended = is_parted or ENDS.search(shown[-5:])
            if after and (not is_ended or after[0].islower() or after[0] in ".,;:"):
                continue  # a remark in mid-sentence
            spans = split_sentences(shown)
            start = max(begin, at - SHORT) + spans[-1][0] if spans else at
            if start == at - SHORT > begin:
                start = at  # what stands before is too long for a caption
            start = max(begin, _scene_start(unit.words, start, end))
            done += unit.part(begin, start) + unit.part(start, end, K.CAPTION)
            begin = end
        done += unit.part(begin, len(unit.words))
    for unit in done:
        if unit.kind in (None, K.BODY) and _is_caption(unit.words):
            unit.kind = K.CAPTION
    _mark_credited(done)
    _mark_above_headline(done)
    return done


def _mark_above_headline(units: list[Unit]) -> None:
    """Mark the captions above a headline that end in the name of an agency, as the last line of news may."""
    shown = list(takewhile(lambda unit: len(unit.words) <= SHORT and _SIGNED.search(unit.words), units))
    if len(shown) < len(units) and is_open_line(units[len(shown)].words):
        for unit in shown:
            unit.kind = unit.kind if unit.kind is K.TITLE else K.CAPTION


def _scene_start(words: str, start: int, end: int) -> int:
    """Return where a caption begins that ends in a credit: at the opening of a short line on a picture."""
    is_whole = end == len(words.rstrip()) and end <= SHORT
    return 0 if is_whole and is_scene(words[:start], credited=True) else start


def _mark_credited(units: list[Unit]) -> None:
    """Mark the short line right above a credit, where few lines stand together."""
    sizes = Counter(unit.group for unit in units)
    for shown, credit in pairwise(units):
        is_pair = shown.group == credit.group and sizes[credit.group] <= _CREDITED
        if is_pair and shown.kind is None and len(shown.words) <= SHORT and _CREDIT.fullmatch(credit.words):
            shown.kind = K.CAPTION


def _is_caption(words: str) -> bool:
    if len(words) > SHORT:
        return len(words) <= 2 * SHORT and opens_as_picture(words)
    return (
        bool(_CAPTION.match(words) or _CREDIT_END.search(words)) or opens_as_picture(words) or is_scene(words)
    )


def mark_embeds(units: list[Unit]) -> None:
    """Mark the lines of embedded posts: the line with name, handle and date, and the post's own words.

    The words stand before that line, or after it up to the line with the picture's link.
    """
    open_units = [unit.kind is None and len(unit.words) <= 4 * SHORT for unit in units]
    for index, unit in enumerate(units):
        if not open_units[index]:
            continue
        signed = _EMBED.search(unit.words)
        if signed or _EMBED_ONLY.fullmatch(unit.words):
            unit.kind = K.EMBED
        if signed and signed.start() == 0:  # else the post's words stand on the same line
            for line in _post_of(units, index):
                line.kind = line.kind or K.EMBED


def _post_of(units: list[Unit], index: int) -> list[Unit]:
    """Return the lines of the post that a line with name, handle and date belongs to."""
    unit, below = units[index], units[index + 1 : index + 4]
    picture = next((number for number, line in enumerate(below, start=1) if _has_picture(line)), 0)
    post = below[:picture]
    if index:
        before = units[index - 1]
        own = len(before.words) <= 4 * SHORT and not (picture and ENDS.search(before.words))
        if _has_picture(before) or (own and (before.group == unit.group or not picture)):
            post.append(before)
    return post


def _has_picture(unit: Unit) -> bool:
    return len(unit.words) <= 4 * SHORT and bool(_PICTURE.search(unit.words))


def is_notice(words: str) -> bool:
    """Tell whether a line is a notice of the publisher: who contributed, what to read next, rights."""
    return bool(_OPENING_NOTICE.match(words)) or _has_notice(words)


def _has_notice(words: str) -> bool:
    small = words.lower()
    return any(part in small and notice.search(words) for part, notice in _NOTICES_INSIDE)


def split_notices(units: list[Unit]) -> list[Unit]:
    """Give a notice that stands behind the last sentence of a paragraph a unit of its own."""
    done: list[Unit] = []
    for unit in units:
        at = _notice_behind(unit.words) if unit.kind in (None, K.BODY) else 0
        if at:
            done += [*unit.part(0, at, unit.kind), *unit.part(at, len(unit.words), K.BOILERPLATE)]
        else:
            done.append(unit)
    return done


def _notice_behind(words: str) -> int:
    """Return where a notice begins behind a sentence of prose; 0 where there is none."""
    tail = max(0, len(words) - SHORT)
    if not _has_notice(words[tail:]):
        return 0
    for start, end in split_sentences(words):
        if start < tail or not _has_notice(words[start:end]):
            continue
        before = words[:start]
        return start if FULL.search(before.rstrip()) and len(before.split()) >= FEWEST else 0
    return 0


def mark_boilerplate(units: list[Unit]) -> None:
    """Mark notices of the publisher: who contributed, what to read next, rights, "About" the company."""
    offered = False  # under "Read next": every line without a full stop
    own = _own_headline(units)
    for number, unit in enumerate(units):
        if number == own:
            offered = False
            _lift(unit, units[:number])
            continue
        words = unit.words if len(unit.words) <= SHORT else ""
        if unit.kind not in (None, K.HEADING, K.BODY):
            offered = False
            continue
        offered = bool(OFFER.fullmatch(words)) or (
            offered and unit.kind is not K.HEADING and is_open_line(BULLET.sub("", words, count=1))
        )
        if offered or is_notice(words):
            unit.kind = K.BOILERPLATE
    _mark_record(units)
    for before, unit in pairwise(units):
        about = _ABOUT.fullmatch(before.words) if len(unit.words) <= 2 * SHORT else None
        if about and re.match(rf"(?:The )?{re.escape(about['name'])}\b", unit.words):
            before.kind = unit.kind = K.BOILERPLATE


def _mark_record(units: list[Unit]) -> None:
    """Mark who speaks in a debate, and the questions with a number; its subject is the first line."""
    for number, unit in enumerate(units):
        if number and _RECORD.fullmatch(unit.words):
            units[0].kind = units[0].kind or K.TITLE
            units[number - 1].kind, unit.kind = K.HEADING, K.BOILERPLATE
            for below in units[number + 1 : number + 2]:
                below.kind = K.HEADING if below.words[0].isdigit() else below.kind


def _own_headline(units: list[Unit]) -> int | None:
    """Return the number of the headline below a list of other texts in the head of a text.

    It stands apart above a byline; without one it is the last line, where the list is the first thing of all.
    """
    end = next((number for number, unit in enumerate(units) if FULL.search(unit.words)), len(units))
    first = 1 if _MASTHEAD.fullmatch(units[0].words) else 0
    offer = next((n for n in range(min(first + 1, end - 1)) if OFFER.fullmatch(units[n].words)), None)
    if offer is None:
        return None
    if signed := _signed_headline(units, offer, end):
        return signed
    lines = [number for number in range(2, end) if not _is_stamp(units[number].words)]
    return lines[-1] if lines and offer == 0 else None


def _lift(headline: Unit, above: list[Unit]) -> None:
    """Make a headline the title, where a line such as the name of a paper stands above the list."""
    for unit in above if not OFFER.fullmatch(above[0].words) else ():
        if unit.kind is None:
            unit.kind, headline.kind = K.HEADING, K.TITLE


def _signed_headline(units: list[Unit], offer: int, end: int) -> int | None:
    """Return the number of the line above the first byline, where a blank line parts it from the list."""
    own = next((n - 1 for n in range(offer + 3, end) if _BYLINE.fullmatch(units[n].words)), None)
    if own is None or len(units[own].words.split()) < _HEADLINE:
        return None
    is_list = units[offer].group == units[offer + 1].group
    return own if is_list and units[own - 1].group < units[own].group else None


def _is_stamp(words: str) -> bool:
    stamp = read_stamp(words)
    return stamp is not None and stamp.end == len(words)


def mark_headings(units: list[Unit]) -> None:
    """Mark short lines without a full stop that stand before prose; three in a row are a list."""
    kinds = (None, K.CAPTION, K.EMBED, K.BODY)
    run: list[Unit] = []
    for unit in units:
        if unit.kind is None and _like_heading(unit.words):
            run.append(unit)
            continue
        if len(run) < 3 and unit.kind in kinds:
            for heading in run:
                heading.kind = K.HEADING
        run = []


def _like_heading(words: str) -> bool:
    if len(words) > HEADING_LENGTH or (words[0].islower() and not _SMALL_START.match(words)):
        return False
    if len(words.split()) > HEADING_WORDS or not is_open_line(words):
        return False
    return not _QUESTION.search(words) or words[0] not in '"“”„«'
