"""Find the handling marks that are stamped into a text, on its pages or on parts of it."""

from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from unicodedata import normalize

from dossier.model import Tlp
from dossier.text import late as re
from dossier.text.characters import joined_capitals
from dossier.text.lines import is_prose_line

_NAME = (
    r"(?:TLP(?: ?v?2(?:\.0)?)?|Traffic[ -]Light[ -]Protocol(?: \(TLP\))?)"
    r"(?:[ -](?i:level|colou?r|marking|classification|designation|status))?"
)
_STAMP = re.compile(
    rf"[\W_]*{_NAME}\s?[:：=\s_–—-]\s?[\"']?"
    r"(CLEAR|WHITE|GREEN|AMBER(?:\s?[+ -]\s?STRICT)?|RED)(?![^\W_])(?P<more>.*)",
    re.IGNORECASE,
)
_LEVEL = rf"{_NAME}[: _–—-] ?(CLEAR|WHITE|GREEN|AMBER(?: ?[+ -] ?STRICT)?|RED)"
_OF_ITSELF = re.compile(
    r"\bThis (?:document|report|paper|note|memo|brief|briefing|text|message|e-?mail|information|product)"
    rf" (?:is|has been) (?:\w{{5,10}} )?(?:as )?{_LEVEL}(?![\w+-])"
)
"""This report is marked TLP:RED and may not be passed on."""
_IN_FOOTER = re.compile(
    rf"(?:[|–—·•/:\d\t(\[]|[ \u00a0][ \u00a0-])[ \u00a0]?{_LEVEL}"
    r"(?=[ \u00a0]?(?:$|[|–—·•/)\]\t])|[ \u00a0][ \u00a0-])"
)
"""Behind a part of a footer: `Page 1 of 3 | TLP:AMBER`, `Handling: TLP:AMBER`."""
_OPEN, _CLOSE = r"[*_\[(<]{0,3}", r"[*_\])>]{0,3}"
_LABELS = (
    "handling|distribution|classification|(?:protective )?marking|sharing|dissemination|disclosure"
    "|sensitivity|security|confidentiality"
)
_OF_PORTION = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:^|[.!?][\"”’)]?\s+)[(\[]{_LEVEL}[)\]](?=\s|$)",  # (TLP:RED) The price is secret.
        rf"[(\[]{_LEVEL}[)\]][.!?]?$",  # The price is secret (TLP:RED).
        rf"^{_OPEN}{_LEVEL}{_CLOSE}(?:[:;.]|\s?[–—|-])?\s+(?=[\"“‘(]?[A-ZÀ-Þ\d])",  # TLP:RED The price.
        rf"^{_OPEN}{_LEVEL}{_CLOSE}\s?[–—|-]\s+(?=(?:for|not?|only|restricted|limited|strictly|do)\b)",
        rf"^{_OPEN}(?i:{_LABELS})[^:：.!?\d]{{0,20}}[:：]\s?{_LEVEL}"  # Distribution: TLP:RED only
        r"(?![\w+-]|,? (?:and|or|to)\b|\s?[/,]\s?TLP)",
        rf"(?:[.!?][\"”’)]?\s+|//\s?){_LEVEL}$",  # The price is secret. TLP:RED
    )
)
"""Before or after what it marks."""
_IN_EDGE = re.compile(rf"(?<![^\W_]){_LEVEL}(?![\w+-])")
_IN_CAPITALS = re.compile(r"[\W_]*TLP:[A-Z]")
_NAMED = re.compile(_NAME, re.IGNORECASE)
_IN_PATH = re.compile(r"(?<![^\W_])TLP[\W_]{0,3}(CLEAR|WHITE|GREEN|AMBER(?:[\W_]{0,3}STRICT)?|RED)(?![^\W_])")
_NAMING = re.compile(
    rf"\S{{1,9}}://\S*|(?<![^\W_])(?:{_NAME}|Ampel-?Protokoll)[\W_]{{1,4}}"
    r"(?P<level>CLEAR|WHITE|GREEN|AMBER(?:\s?[+ -]\s?STRICT)?|RED|ámbar|amarillo|ambre|bernstein|gelb|groen"
    r"|grün|jaune|kırmızı|orange|rojo|rood|rosso|rot|rouge|sarı|verde|vert|yellow|зел[её]ный|красный|أحمر|אדום)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
"""A mark in whatever words, with a level that may be none; or an address."""
_UNSEEN = dict.fromkeys(map(ord, "\u061c\u200c\u200d\u200e\u200f"))
"""Marks that steer the direction and the joining of letters."""
_LOOKALIKES = str.maketrans("АВЕНІКМОРЅСТХΑΒΕΗΙΚΜΝΟΡΤасеіор", "ABEHIKMOPSCTXABEHIKMNOPTaceiop")
_LIKE = "".join(map(chr, _LOOKALIKES))
_LIKE_NAME = re.compile("[TТΤt][Ll][PРΡpр]")  # first, since few texts have it
_MIXED = re.compile(rf"[{_LIKE}]{{1,9}}(?=[A-Za-z])|(?<=[A-Za-z])[{_LIKE}]{{1,9}}")
"""Letters of other scripts beside Latin ones that look like them (UTS 39)."""
_HINT = re.compile("tlp|proto[ck]ol", re.IGNORECASE)
_LONGEST = 100  # characters of a line that bears a mark
_BREAK = re.compile(r"</?(?:br|p|div|li|td|th|tr|h\d)\b[^<>]{0,999}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,999}>", re.IGNORECASE)
_ALONE = re.compile(
    rf"[\W_]*(?:NOTE\s|[^\W\d_][\w /-]{{0,30}}:\s)?[\W_]*{_NAME}[\"'*_]{{0,3}}\s*[:：=\s-][\s\"'*_]*"
    r"(CLEAR|WHITE|GREEN|AMBER(?:\s?[+ -]\s?STRICT)?|RED)(?:[\W_]*|\W{0,3}\s#.*)",
    re.IGNORECASE,
)
"""A line with nothing but a mark, perhaps its label, and what YAML takes for a comment."""


class StampedMark(NamedTuple):
    """A mark of the Traffic Light Protocol: a line, a part of a short line, or in brackets at a sentence."""

    mark: Tlp
    line: str
    """The whole line."""


def plain_letters(text: str) -> str:
    """Return a text with plain letters in place of wide, spaced, unseen and feigned ones (UAX 15)."""
    plain = normalize("NFKC", text).translate(_UNSEEN)
    if _LIKE_NAME.search(plain):
        plain = _MIXED.sub(lambda letters: letters[0].translate(_LOOKALIKES), plain)
    return joined_capitals(plain)


def stamped_mark(texts: Iterable[str]) -> StampedMark | None:
    """Return the strictest mark that lines of texts bear; None without any.

    >>> stamped_mark(["Port report", "TLP:AMBER  Not for the press"]).mark.value
    'amber'
    >>> stamped_mark(["Page 1 of 3 | TLP:GREEN", "It was sold. (TLP:RED) The price is secret."]).mark.value
    'red'
    >>> stamped_mark(["What TLP:RED means", "TLP:RED is the strictest of the four marks."])
    """
    found = (mark for line in _lines(texts) for mark in _read(line))
    return max(found, key=lambda each: tuple(Tlp).index(each.mark), default=None)


def unread_mark(texts: Iterable[str], mark: Tlp | None) -> str | None:
    """Return the first words of texts that name a mark which `mark` does not give, or one that is none.

    They count in what is no prose: in a title, a heading, a cell, the name of a file; in prose only at the
    end of a line, in a bracket, and at the start before what may be marked.

    >>> unread_mark(["The weekly report – TLP:RED"], None), unread_mark(["Harbour Tlp Red"], Tlp.AMBER)
    ('TLP:RED', 'Tlp Red')
    >>> unread_mark(["TLP:RED means that nobody else may read it.", "TLP:GREEN"], Tlp.AMBER)
    """
    named = (each for line in _lines(texts) for each in _named(line))
    return next((words for words, level in named if not _gives(mark, level)), None)


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield the lines, in plain letters, of those texts that may name a mark."""
    for text in map(plain_letters, texts):
        if _HINT.search(text):
            yield from map(str.strip, text.splitlines())


def _named(line: str) -> Iterator[tuple[str, str]]:
    """Yield the words by which a line names a mark, and its level."""
    for match in _NAMING.finditer(line):
        words, before, behind = match[0], line[: match.start()], line[match.end() :]
        if match["level"] and (not is_prose_line(line) or _is_apart(words, before, behind)):
            yield words, match["level"]


def _is_apart(words: str, before: str, behind: str) -> bool:
    """Tell whether the name of a mark in prose is at an end of the line, or in a bracket.

    At the start, a sentence may be about it: TLP:RED is the strictest.
    """
    if not any(map(str.isalnum, before)):
        return (":" in words or words[:3].isupper()) and not re.match(r",?\s+[^\W\d_A-ZÀ-Þ]", behind)
    is_last = not any(map(str.isalnum, behind))
    return words.isupper() and (is_last or bool(re.search(r"[(\[][^()\[\]]*$", before)))


def _gives(mark: Tlp | None, level: str) -> bool:
    named = stamped_mark([f"TLP:{level}"])
    return named is not None and (mark or Tlp.CLEAR).allows(named.mark)


def marks_alone(text: str) -> Iterator[str]:
    r"""Yield the marks that are alone in a line of a file, for readers that join lines; a tag may end one.

    >>> list(marks_alone("Author: Ann Roe\ntlp: red\nDate: May"))
    ['TLP:RED']
    >>> list(marks_alone("Ann Roe<br>TLP:GREEN<br>May"))
    ['TLP:GREEN']
    >>> list(marks_alone("The paper\nwas TLP:RED then."))
    []
    """
    if not _NAMED.search(text):
        return
    named = filter(_NAMED.search, _BREAK.sub("\n", text).split("\n"))
    for words in (unescape(_TAG.sub("", line)).strip() for line in named):
        match = _ALONE.fullmatch(words) if len(words) <= _LONGEST else None
        if match:
            yield f"TLP:{match[1].upper()}"


def marks_in_path(path: str) -> Iterator[str]:
    """Yield the marks in the names of a file and its folders: in capitals, or a folder's whole name.

    >>> list(marks_in_path("2024/TLP-AMBER_STRICT Lagebild.pdf")), list(marks_in_path("tlp red/log.txt"))
    (['TLP:AMBER+STRICT'], ['TLP:RED'])
    >>> list(marks_in_path("what-tlp-red-means.html"))
    []
    """
    for part in path.split("/"):
        for match in list(_IN_PATH.finditer(part)) or filter(None, [_IN_PATH.fullmatch(part.upper())]):
            yield "TLP:" + re.sub(r"[\W_]*STRICT", "+STRICT", match[1].upper())


def marks_in_edge(text: str) -> Iterator[str]:
    """Yield the marks in the head or foot of a page, which say nothing of marks but that the page has one.

    >>> list(marks_in_edge("Port Office, TLP:RED, page 3"))
    ['TLP:RED']
    """
    yield from (f"TLP:{match[1].upper()}" for match in _IN_EDGE.finditer(text))


def parts_of_edge(text: str) -> Iterator[str]:
    """Yield the parts of the head or foot of a page: what signs, gaps or capitals set apart.

    >>> list(parts_of_edge("Port Office | Confidential")), list(parts_of_edge("Port SECRET May"))
    (['Port Office', 'Confidential'], ['Port SECRET May', 'SECRET'])
    """
    yield from re.split(r"\s[|–—-]\s|\s{2,}|[\n\t|]", text)
    yield from re.findall(r"\b[A-ZÀ-Þ]{4,}(?:[ –-]{1,3}[A-ZÀ-Þ]{2,})*\b", text)


def marked_portions(words: str) -> Iterator[StampedMark]:
    """Yield the marks that the lines of a paragraph give a part of it; a line that is a mark alone has none.

    >>> [each.line for each in marked_portions("It was sold. (TLP:RED) The price is secret.")]
    ['(TLP:RED)']
    >>> list(marked_portions("TLP:RED is the strictest of the four marks."))
    []
    """
    for line in map(str.strip, words.splitlines()):
        for match in _portions(line):
            stamp = _STAMP.fullmatch(line)
            if not stamp or any(map(str.isalnum, stamp["more"])):
                yield StampedMark(_mark(match[1]), match[0].strip(' .:;!?/"”’–—|-'))


def _portions(line: str) -> Iterator[re.Match[str]]:
    if _NAMED.search(line):
        for pattern in _OF_PORTION:
            yield from pattern.finditer(line)


def _read(line: str) -> Iterator[StampedMark]:
    if not _NAMED.search(line):
        return
    for match in (*_portions(line), *_OF_ITSELF.finditer(line)):
        yield StampedMark(_mark(match[1]), line if len(line) <= _LONGEST else match[0].strip())
    if len(line) > _LONGEST:
        return
    stamp = _STAMP.fullmatch(line)
    more = re.sub(r"[\W_]+$", "", stamp["more"]) if stamp else ""
    is_sentence = line.endswith((".", "!", "?"))
    if stamp and (not more or (_IN_CAPITALS.match(line) and not is_sentence)):
        yield StampedMark(_mark(stamp[1]), line)
    for match in _IN_FOOTER.finditer(line) if not is_sentence else ():
        yield StampedMark(_mark(match[1]), line)


def _mark(word: str) -> Tlp:
    word = re.sub(r"\W+", "+", word.strip()).lower()
    return Tlp("clear" if word == "white" else word)


_UNSHOWN = re.compile(
    rb"(?:<!--|\b(?:content|alt|title)\s?=\s?[\"'])"
    rb"([^<>\"']{0,40}\b(?i:TLP|Traffic Light Protocol)\s?[: -]\s?[A-Za-z][^<>\"']{0,40}?)(?:-->|[\"'])"
)


def unshown_marks(markup: bytes) -> Iterator[str]:
    """Yield what may be a mark in the comments of some markup and in the words of its pictures."""
    yield from (match[1].decode("ascii", "replace").strip() for match in _UNSHOWN.finditer(markup))
