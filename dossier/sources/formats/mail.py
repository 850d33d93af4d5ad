"""Turn saved mails (RFC 5322, MIME) into blocks: what the sender wrote, what is quoted, who and when."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from itertools import groupby

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from dossier.model import Basis, DateHint, ParagraphKind, PartialDate, Problem
from dossier.sources.encodings import decode, narrowed
from dossier.sources.file_text import Block, FileText, attached, stated_marks, warning
from dossier.sources.formats.mail_labels import (
    in_usual_words,
    opens_bare_quotation,
    opens_quotation,
    passes_on,
)
from dossier.sources.formats.pruning import KINDS_OF_TAGS, pieces_of, prepare
from dossier.text import late as re
from dossier.text.bylines import is_of_office
from dossier.text.characters import clean, flat, one_line
from dossier.text.stamped_marks import marks_alone
from dossier.text.stated_dates import real_date

K = ParagraphKind
_MESSAGE = re.compile(rb"\n\r?\n(?=From \S{1,200} [^\n]{0,60}\d\d:\d\d)")  # one after the other, in an mbox
_REPLY = re.compile(r"(?:(?:re|aw|fwd?|wg|tr|sv|rv|antw|odp)(?:\[\d{1,3}\])?\s?:\s?)+", re.I)
_QUOTED = re.compile(r"[ \t]{0,3}>[> \t]*")
_CHARSET = re.compile(rb"""charset\s{0,3}=\s{0,3}["']?([\w.:-]{2,40})""", re.I)
_NAMED = re.compile(r"From: {1,3}(\S{1,100}?)(?:@| at )(\S{1,100}) {1,3}\(([^()\"]{1,100})\)(?=\r?$)")
"""A sender as old programs and archives write it: `ann@list.example (Ann Roe)`."""
_ESCAPED = re.compile(">From ")  # what mailboxes put before a line of the text that begins as a mail in them
_SAVED_BY = re.compile(r"\W{0,2}saved by\b", re.I)
_SIGNATURE = re.compile(r"--\s?|_{20,}")
_FLOWS = re.compile(r"^((?:>.*|-- \r?)\n)| \r?\n(?!>|-- \r?$)", re.M)
"""A line that is quoted or opens a signature; an end of any other that flows on into the next (RFC 3676)."""
_SIGNED_TEXT = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\S+: .*\n)*\n", re.M)
_ARMOUR = re.compile(
    r"^-----BEGIN PGP (?P<kind>[A-Z ]{3,30})-----\n(?:.*\n)*?-----END PGP (?P=kind)-----$", re.M
)
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_EMPTY_LINE = re.compile(r"(?:<br\s?/?>\s{0,20}){2,99}", re.I)
_QUOTES = (
    "//blockquote | //*[contains(@class, 'gmail_quote') or contains(@class, 'yahoo_quoted')]"
    " | //*[@id='divRplyFwdMsg' or @id='appendonsend']/following-sibling::* | //*[@id='divRplyFwdMsg']"
)
_BLOCKS_INSIDE = ".//table | .//p | .//div | .//ul | .//ol | .//h1 | .//h2 | .//h3"
_SIGNED = "//*[contains(@class, 'gmail_signature') or contains(@class, 'moz-signature')]"
_WORD = re.compile(r"[^\W_]{2,}")
MISSING = 8  # words of the sender that the plain form of a mail lacks, and
MISSING_SHARE = 0.1  # their share of all; then its other form is read
LINES = 5  # of a head, in which it says when or about what, too
FEW = 0.2  # of the characters beyond ASCII, as in languages with Latin letters
MORE = 3  # words that only the plain form has; one or two are how it writes links and lists
_ADDRESS = re.compile(r"\b(?:https?://|www\.|mailto:|cid:)\S+")
_DEVICE = re.compile(r"(?:sent from my|get outlook for|von meinem \w+ gesendet|envoyé de mon) .{0,60}", re.I)


def read(raw: bytes, file: str) -> FileText:
    """Read a mail: its subject, sender and day, its text or else its HTML; name what is attached."""
    first, *more = _MESSAGE.split(_with_usual_names(narrowed(raw).removeprefix(BOM_UTF8).lstrip()))
    message = message_from_bytes(first, _class=EmailMessage, policy=policy.default)
    if _is_web_archive(message):
        hint = "Save the page as HTML."
        archive = warning("not-read", "this is a web page in one file (MHTML), no mail; not read", file, hint)
        return FileText((), "web archive", problems=(archive,))
    parts = list(_parts(message, file))
    blocks = _body(parts)
    subject = _REPLY.sub("", _header(message, "subject"), count=1)
    sender, authors, office = _sender(message)
    group = next(filter(None, parseaddr(_header(message, "list-id"))), None)  # its name, or else its address
    hints, problems = _date_hints(message, file)
    return FileText(
        (*_head(subject, sender, _sent(message)), *blocks) if blocks else (),
        "mail",
        title=subject or None,
        authors=authors,
        publisher=_header(message, "organization") or group or office or None,
        date_hints=hints,
        problems=(
            *problems,
            *(problem for part in parts for problem in part.problems if _is_told(problem, part)),
            *_not_read(message, len(more), file),
        ),
        left_out=tuple(dict.fromkeys(words for part in parts for words in part.left_out)),
        marks=(
            *stated_marks(_headers(message)),
            *(mark for part in parts for mark in part.marks),
        ),
        is_prose=all(part.is_prose for part in parts),
    )


def _is_web_archive(message: MIMEPart) -> bool:
    """Tell whether a file is a page as browsers and offices save it (MHTML, RFC 2557), sent by nobody."""
    if _SAVED_BY.match(_header(message, "from")) or _header(message, "snapshot-content-location"):
        return True
    is_sent = any(_header(message, name) for name in ("to", "received", "message-id", "return-path"))
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    return page is not None and not is_sent and bool(page.get("content-location"))


def _is_told(problem: Problem, part: FileText) -> bool:
    """Tell whether a problem is to be named: a guess of the encoding only where many letters depend on it."""
    words = "".join(block.text for block in part.blocks)
    beyond = sum(not character.isascii() for character in words)
    return problem.code != "guessed-encoding" or beyond > FEW * len(words)


def _sender(message: MIMEPart) -> tuple[str, tuple[str, ...], str]:
    """Return who sent a mail, by name or else by address; as its author, or as an office by its name."""
    name, address = parseaddr(_header(message, "from"))
    if not (name or address):
        return "", (), ""
    is_office = is_of_office(name, address)
    return name or address, () if is_office else (name or address,), name if is_office else ""


def _with_usual_names(raw: bytes) -> bytes:
    """Return a mail with the usual names of its headers, which a program may print in its own language."""
    head, empty_line, rest = re.split(rb"(\r?\n\r?\n|\Z)", raw, maxsplit=1)
    lines = (in_usual_words(line) for line in _decoded(head).split("\n"))
    usual = "\n".join(_NAMED.sub(r'From: "\3" <\1@\2>', line) for line in lines)
    return usual.encode() + empty_line + rest


def _decoded(head: bytes) -> str:
    """Return the headers as text: in UTF-8, else as the mail says of its text, else by their letters."""
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        stated = _CHARSET.search(head)
        text, *_ = decode(head, "", encoding=stated[1].decode("ascii") if stated else None)
        return text or head.decode("cp1252", "replace")


def _head(subject: str, sender: str, sent: str) -> list[Block]:
    """Return what of the headers a reader wants to see."""
    from_line, date_line = sender and f"From: {sender}", sent and f"Date: {sent}"
    head = [(subject, K.TITLE), (from_line, K.BOILERPLATE), (date_line, K.BOILERPLATE)]
    return [Block(words, kind) for words, kind in head if words]


def _sent(message: MIMEPart) -> str:
    return _header(message, "date") or _header(message, "sent")


def _body(parts: list[FileText]) -> list[Block]:
    """Return the blocks of all parts; a mail that only passes another one on says what that one says."""
    blocks = [block for part in parts for block in part.blocks]
    if any(block.kind not in (K.EMBED, K.BOILERPLATE) for block in blocks):
        return blocks
    return [replace(block, kind=None) if block.kind is K.EMBED else block for block in blocks]


def _header(message: MIMEPart, name: str) -> str:
    """Return a header on one line, its encoded words undone; nothing for one that cannot be read."""
    try:
        return one_line(str(message.get(name, ""))) or ""
    except (ValueError, LookupError, AttributeError, TypeError):  # what the parser of headers raises
        return ""


def _headers(message: MIMEPart) -> Iterator[tuple[str, str]]:
    return ((name, _header(message, name)) for name in message)


def _date_hints(message: MIMEPart, file: str) -> tuple[tuple[DateHint, ...], tuple[Problem, ...]]:
    """Return the day on which the mail was sent, where the sender was."""
    words = _sent(message)
    try:
        day = PartialDate.parse(parsedate_to_datetime(words).date().isoformat())
    except (ValueError, TypeError, IndexError):  # a mail that was printed as text says it in other forms
        found = real_date(words)
        if not words or not found:
            fault = f'the header "Date: {words[:60]}" names no real day'
            bad = warning("bad-date", fault, file, "Give the day in a sidecar beside it.")
            return (), (bad,) if words else ()
        day = found[0]
    return (DateHint(day, Basis.METADATA, None, "from the header of the mail"),), ()


def _parts(message: MIMEPart, file: str) -> Iterator[FileText]:
    """Yield what each part of a mail says; of the same words in two forms, the plain one."""
    kind = message.get_content_type()
    if kind == "message/rfc822":
        for inner in message.iter_parts():
            yield from _passed_on(inner, file)
    elif message.is_multipart():
        inner_parts = list(message.iter_parts())
        if kind == "multipart/alternative":
            yield from _fuller(inner_parts, file)
            return
        for part in inner_parts:
            yield from _parts(part, file)
    elif not _is_attached(message):
        yield _text(message, kind, file)


def _fuller(forms: list[MIMEPart], file: str) -> list[FileText]:
    """Return the plain one of several forms of the same words; another one where that lacks words of it."""
    plain = [form for form in forms if form.get_content_type() == "text/plain" and _raw(form).strip()]
    other = next((form for form in reversed(forms) if form.get_content_type() != "text/plain"), None)
    if not plain or other is None:
        return [part for form in (plain[:1] or forms[-1:]) for part in _parts(form, file)]
    short, rich = list(_parts(plain[0], file)), list(_parts(other, file))
    is_richer = _is_richer(Counter(_words_in(short)), Counter(_words_in(rich)))
    shown, besides = (rich, short) if is_richer else (short, rich)
    return [
        *shown,
        *(replace(part, blocks=(), is_prose=shown[0].is_prose) for part in besides),
        _rest(besides, shown),
    ]


def _is_richer(plain: Counter[str], other: Counter[str]) -> bool:
    """Tell whether the other form of a mail has a fair share of words that the plain one lacks, or says less.

    One that lacks most of the plain words, such as a picture with a notice, is not the mail.
    """
    missing, more = (other - plain).total(), (plain - other).total()
    if other.total() < plain.total() < 2 * more:
        return False
    return more >= MORE or (missing >= MISSING and missing >= MISSING_SHARE * other.total())


def _rest(others: list[FileText], shown: list[FileText]) -> FileText:
    """Return as left out the lines of one form that the form that is read does not have."""
    text = flat(" ".join(block.text for part in shown for block in part.blocks))
    lines = (flat(line) for part in others for block in part.blocks for line in block.text.split("\n"))
    left_out = tuple(line for line in lines if line not in text)
    return FileText((), "mail", left_out=left_out, is_prose=shown[0].is_prose)


def _words_in(parts: list[FileText]) -> list[str]:
    """Return the words of the sender, in small letters."""
    texts = (
        _ADDRESS.sub(" ", block.text) for part in parts for block in part.blocks if block.kind is not K.EMBED
    )
    return [word for text in texts for word in _WORD.findall(text.casefold())]


def _passed_on(message: MIMEPart, file: str) -> Iterator[FileText]:
    """Yield a mail inside a mail: its head and its words, all of them another's."""
    head = ", ".join(filter(None, (_header(message, name) for name in ("subject", "from", "date"))))
    yield FileText((Block(head, K.EMBED),) if head else (), "mail")
    for part in _parts(message, file):
        blocks = (
            Block(each.text, K.BOILERPLATE if each.kind is K.BOILERPLATE else K.EMBED) for each in part.blocks
        )
        yield replace(part, blocks=tuple(blocks))


def _is_attached(part: MIMEPart) -> bool:
    is_words = part.get_content_type() in ("text/plain", "text/html") and not part.get_filename()
    return part.get_content_disposition() == "attachment" or not is_words


def _raw(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    if any("Base64" in type(defect).__name__ for defect in part.defects):
        payload = str(part.get_payload()).encode("utf-8", "surrogateescape")  # it only says that it is Base64
    return payload if isinstance(payload, bytes) else b""


def _text(part: MIMEPart, kind: str, file: str) -> FileText:
    """Return the words of one part, with those quoted, forwarded and signed marked as such."""
    encoding = part.get_content_charset()
    text, _, problems = decode(_raw(part), file, encoding=encoding if encoding != "us-ascii" else None)
    if text is None:
        return FileText((), "mail", problems=problems)
    marks = tuple(marks_alone(" ".join(text.split()) if kind == "text/html" else text))
    if kind == "text/html":
        page = load_html(f"<html><body>{_EMPTY_LINE.sub('</p><p>', text)}</body></html>")
        _, unseen = prepare(page) if page is not None else ((), ())
        blocks = tuple(_html_blocks(page)) if page is not None else ()
        return FileText(blocks, "mail", problems=problems, left_out=unseen, marks=marks, is_prose=False)
    if str(part.get_param("format", "")).lower() == "flowed":
        between = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
        text = _FLOWS.sub(lambda end: end[1] or between, text)
    text, armour, is_encrypted = _without_armour(clean(text))
    problems += (_encrypted(file),) if is_encrypted else ()
    return FileText(tuple(_blocks(text.split("\n"))), "mail", problems=problems, left_out=armour, marks=marks)


def _without_armour(text: str) -> tuple[str, tuple[str, ...], bool]:
    """Return a text without keys, signatures and what is encrypted, these, and whether any was encrypted."""
    if opening := _SIGNED_TEXT.search(text):
        text = text[: opening.start()] + re.sub(r"^- (?=-)", "", text[opening.end() :], flags=re.M)
    armours = list(_ARMOUR.finditer(text))
    is_encrypted = any(each["kind"] == "MESSAGE" for each in armours)
    return _ARMOUR.sub("", text), tuple(each[0] for each in armours), is_encrypted


def _encrypted(file: str) -> Problem:
    hint = "Decrypt it in a mail program and save its words."
    return warning("not-read", "the mail is encrypted; not read", file, hint)


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield the runs of lines of one part: the sender's own, quoted ones, the signature."""
    for kind, run in groupby(_marked(lines), key=lambda pair: pair[0]):
        words = "\n".join(line for _, line in run).strip("\n")
        if words.strip():
            yield Block(words, kind)


def _html_blocks(page: HtmlElement) -> Iterator[Block]:
    """Yield all that is left of a mail in HTML; it has no menus, so all else is text."""
    _join_cells(page)
    quoted, signed = frozenset(page.xpath(_QUOTES)), frozenset(page.xpath(_SIGNED))
    is_below = False
    pieces = list(pieces_of(page))
    for number, piece in enumerate(pieces):
        around = {piece.element, *piece.element.iterancestors()}
        following = pieces[number + 1].text if number + 1 < len(pieces) else ""
        is_below = is_below or passes_on([each.text for each in pieces[number : number + LINES]])
        if is_below or around & quoted:
            yield Block(piece.text, K.EMBED)
        elif around & signed or _DEVICE.fullmatch(piece.text):
            yield Block(piece.text, K.BOILERPLATE)
        elif opens_bare_quotation(piece.text, following) or (quoted and opens_quotation(piece.text)):
            is_below = not quoted
            yield Block(piece.text, K.BOILERPLATE)
        else:
            yield Block(piece.text, KINDS_OF_TAGS.get(piece.element.tag))


def _join_cells(page: HtmlElement) -> None:
    """Make each row of cells without blocks in them one line."""
    for row in page.iter("tr"):
        cells = [flat(cell.text_content()) for cell in row if cell.tag in ("td", "th")]
        if len(cells) > 1 and not row.xpath(_BLOCKS_INSIDE):
            row.text = " | ".join(filter(None, cells))
            row[:] = []


def _marked(lines: list[str]) -> Iterator[tuple[ParagraphKind | None, str]]:
    """Yield each line with its part; below a mail that was passed on, all is another's."""
    below: ParagraphKind | None = None
    for number, line in enumerate(lines):
        if passes_on(lines[number : number + LINES]):
            below = K.EMBED
        elif _SIGNATURE.fullmatch(line) and below is None:
            below = K.BOILERPLATE
        quoted = None if _is_escaped(lines, number) else _QUOTED.match(line)
        if quoted:
            below = None if below is K.BOILERPLATE else below
            yield K.EMBED, line[quoted.end() :]
        elif below is not K.EMBED and (_is_opening(lines, number) or _DEVICE.fullmatch(line.strip())):
            yield K.BOILERPLATE, line
            below = K.EMBED if _is_opening(lines, number, is_bare=True) else below
        else:
            yield below, line.removeprefix(">" if _is_escaped(lines, number) else "")


def _is_escaped(lines: list[str], number: int) -> bool:
    """Tell whether a mailbox put a sign before a line of the text that begins with "From"; none is quoted."""
    return _ESCAPED.match(lines[number]) is not None and not any(
        _QUOTED.match(line) and not _ESCAPED.match(line) for line in lines
    )


def _is_opening(lines: list[str], number: int, *, is_bare: bool = False) -> bool:
    """Tell whether a line, or it and the next, says who wrote the quoted lines that follow.

    Where no sign quotes what follows (`is_bare`), it must be such a line as programs write.
    """
    for count in (1, 2):
        opening = " ".join(lines[number : number + count]).strip()
        begins = not number or not lines[number - 1].strip()
        following = lines[number + count : number + count + LINES]
        below = next((line for line in following if line.strip()), "")
        is_quoted = _QUOTED.match(below) is not None
        if begins and below and not is_quoted and opens_bare_quotation(opening, below):
            return True
        if opening and (begins or count == 1) and is_quoted and not is_bare and opens_quotation(opening):
            return True
    return False


def _not_read(message: MIMEPart, more: int, file: str) -> Iterator[Problem]:
    """Name what is attached, and say how many further mails the file has."""
    parts = [
        part
        for part in message.walk()
        if isinstance(part, MIMEPart) and not part.is_multipart() and _is_attached(part)
    ]
    locked = [part for part in parts if part.get_content_type() in _ENCRYPTED]
    names = (
        one_line(part.get_filename(), 100) or part.get_content_type() for part in parts if part not in locked
    )
    if locked:
        yield _encrypted(file)
    yield from attached(names, file)
    if more:
        hint = "Save each mail as a file of its own."
        yield warning("several-mails", f"only the first of {more + 1} mails is read", file, hint)
