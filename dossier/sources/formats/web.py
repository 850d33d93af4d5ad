"""Turn saved web pages into blocks: the article without the menus, and what the page says of itself."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from operator import itemgetter

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document as Extract
from trafilatura.utils import load_html

from dossier.model import Basis, DateHint, ParagraphKind, PartialDate, Phrase
from dossier.sources.encodings import declared_encoding, decode
from dossier.sources.file_text import Block, FileText, warning
from dossier.sources.formats.imprint import (
    NEAR,
    Imprint,
    drop_other_articles,
    headline_of,
    is_entry,
    read_imprint,
)
from dossier.sources.formats.pruning import (
    KINDS_OF_TAGS,
    MOST,
    PROSE,
    Piece,
    block_of,
    drop_elsewhere,
    drop_side_matter,
    is_side_matter,
    links_in,
    marks_of,
    pieces_of,
    prepare,
)
from dossier.text import late as re
from dossier.text.characters import flat
from dossier.text.handling import says_who
from dossier.text.lines import FULL
from dossier.text.stamped_marks import marks_alone, stamped_mark
from dossier.text.stated_dates import real_date

for _name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # faults come back as problems

_HEAD = 100_000  # characters in which a page names itself
_XML = re.compile(r"\s{0,9}<\?xml[^>]{0,200}\?>")
_ENVELOPE = re.compile(r"\A\s*(?:</?(?!HTML)[A-Z-]{3,20}>[^<>]{0,9999}){0,40}(?=<(?i:html|!doctype)\b)")
"""Blanks, and what an office of record puts before each page of a filing: its kind, number and name."""
_SAVED_FROM = re.compile(
    r"<!--\s{0,3}saved from url=\(\d{1,5}\)(https?://[^\s<>]{1,2000})"
    r"|Page saved with SingleFile\s{1,5}url:\s{0,3}(https?://[^\s<>]{1,2000})"
)
# htmldate takes today for its last possible day; a fixed one keeps builds equal whenever they run.
_LAST_DAY = "2099-12-31"
BESIDE = 2  # paragraphs of the text that make their neighbours part of it
_MAY_SAY_DAY = (
    "(//text()[not(ancestor::script[not(contains(@type, 'ld+json'))] or ancestor::style)] | //@*)"
    "[contains(., $year)]"
)
_DAY_IN_WORDS = re.compile(r"\s(?:19|20)\d{2}[-/.年]")  # of a meta element: "Page generated 2023-10-23 11:23"
_AROUND = r"""[^<>"']{0,100}\b%s\b[^<>"']{0,100}"""
"""A year and what is said beside it."""
_BREAK = re.compile(r"</?(?:p|br|div|li|h\d)\b[^<>]{0,999}>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]{0,999}>", re.I)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|sub-?(?:title|headline|line)|dek|deck|intro|chapo|summary"
    r"|description|excerpt|abstract)(?:$|[\s_-])",
    re.I,
)
_BLOCKS = frozenset(["p", "head", "item", "quote", "row", "list", "table", "code", "ab", "div", "lb", "body"])
_LOST = frozenset(
    ["p", "li", "div", "h2", "h3", "h4"]
)  # tags of what extractors drop although text is around it
_HEADINGS = frozenset(["h2", "h3", "h4"])
Lines = dict[str, ParagraphKind | None]  # of a page: what is its text though no prose
_KINDS = {"head": ParagraphKind.HEADING, "item": ParagraphKind.BODY, "row": ParagraphKind.BODY}


def read(raw: bytes, file: str) -> FileText:
    """Read a page by trafilatura (Barbaresi 2021) and htmldate (Barbaresi 2020); nothing is fetched."""
    markup, encoding, problems = decode(raw, file, encoding=declared_encoding(raw))
    if markup is None:
        return FileText((), encoding, problems=problems)
    markup = _XML.sub("", markup.replace("\0", " "), count=1)
    markup = _ENVELOPE.sub("", markup)
    if "<html" not in markup[:_HEAD].lower():
        markup = f"<html><body>{markup}</body></html>"  # a part of a page; parsers want it whole
    hint = "Open it in a browser and save it again when its words are there, or save them as .txt."
    message = "the page shows no text, only scripts, pictures or broken markup; not read"
    read_as = f"web page, {encoding}"
    empty = FileText((), read_as, problems=(*problems, warning("no-text", message, file, hint)))
    page = load_html(markup)
    if page is None:
        return empty
    for template in list(page.iter("template")):
        if template.get("shadowrootmode", "").lower() in ("open", "closed"):
            template.tag = "div"  # what a browser shows, as a component in a saved page
    marks = _marks(page, markup)
    imprint = read_imprint(page)
    lines, unseen = prepare(page)
    shown = [piece.text for piece in pieces_of(page)]
    blocks = _article(page, imprint, lines)
    if not blocks:
        return empty
    text = " ".join(block.text for block in blocks)
    saved = _SAVED_FROM.search(markup[:_HEAD])
    return FileText(
        blocks,
        read_as,
        title=imprint.title,
        authors=imprint.authors,
        publisher=imprint.publisher,
        language=imprint.language,
        url=imprint.url or (saved and (saved[1] or saved[2])),
        date_hints=_date_hints(imprint, page),
        problems=problems,
        marks=marks,
        left_out=tuple(words for words in (*shown, *unseen) if words not in text and words != imprint.title),
        is_prose=False,
    )


def _marks(page: HtmlElement, markup: str) -> tuple[str, ...]:
    """Return what may be a handling mark: a line alone, of breaks or `pre`, a part of the title, metadata."""
    parts = [re.sub(r"\s[-–—|·]\s", "\n", flat(title.text_content())) for title in page.iter("title")]
    texts = (" ".join(markup.split()), *(each.text_content() for each in page.iter("pre")), *parts)
    metas = ((each.get("name", ""), flat(each.get("content", ""))) for each in page.iter("meta"))
    said = (
        f"TLP:{words}" if name.lower().endswith("tlp") else words
        for name, words in metas
        if name.lower().endswith("tlp") or (name.lower() != "access" and says_who(name, words))  # to be paid
    )
    opening = (f"TLP:{found.mark}" for part in parts if (found := stamped_mark([part])))
    return (*(mark for text in texts for mark in marks_alone(text)), *opening, *said)


def _date_hints(imprint: Imprint, page: HtmlElement) -> tuple[DateHint, ...]:
    """Return the day that a page states of itself, or one guessed from it; side matter is gone already."""
    if imprint.published:
        value, words = imprint.published
        return (DateHint(value, Basis.METADATA, None, words),)
    # The extensive search reads "17 May" by the clock of the machine.
    drop_other_articles(page)
    drop_elsewhere(page)
    for entry in [piece.element for piece in pieces_of(page) if is_entry(piece.element, page)]:
        entry.drop_tree()
    for meta in page.xpath("//meta[@content]"):
        if _DAY_IN_WORDS.search(meta.get("content")):
            meta.drop_tree()
    guess = find_date(page, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    if not guess or guess.endswith("-01-01"):  # htmldate's way to say: only the year
        return ()
    day = PartialDate.parse(guess)
    if not _says_day(page, day):
        return ()
    return (DateHint(day, Basis.INFERRED, None, Phrase("guessed")),)


def _says_day(page: HtmlElement, day: PartialDate) -> bool:
    """Tell whether a page has this very day, in an attribute, its text or its linked data.

    Other scripts say when the page was made or saved, and where a page says a month alone,
    `<time datetime="2024-01">`, htmldate adds the day of today.
    """
    said = page.xpath(_MAY_SAY_DAY, year=day.edtf[:4])
    pieces = (piece for words in said for piece in re.findall(_AROUND % day.edtf[:4], words))
    return any((found := real_date(piece)) is not None and found[0] == day for piece in pieces)


def _article(page: HtmlElement, imprint: Imprint, lines: Lines) -> tuple[Block, ...]:
    """Return the article's blocks: of the markup, or of the linked data where a script fills the page."""
    drop_side_matter(page)
    kept = _extracted(page, imprint.title, lines)
    linked = [line for line in map(flat, _TAG.sub("", _BREAK.sub("\n", imprint.text)).split("\n")) if line]
    if sum(len(block.text) for block in kept) < len(imprint.text) / 2 or len(kept) == 1 < len(linked):
        return tuple(map(Block, linked))
    kept = _with_lost_prose(page, kept)
    if not kept:
        kept = _around(page, _is_prose)
    elif _is_merged(page, kept):
        kept = _around(page, _is_prose) or _around(page, FULL.search) or kept
    return _with_standfirst(page, imprint, _without_ends(kept)) or tuple(map(_block, pieces_of(page)))


def _block(piece: Piece) -> Block:
    return Block(piece.text, KINDS_OF_TAGS.get(piece.element.tag))


def _extracted(page: HtmlElement, title: str | None, lines: Lines) -> tuple[Block, ...]:
    """Return what is prose, and of the rest what a second, stricter reading keeps."""
    links = {flat(link.text_content()) for link in page.iter("a")}
    strict = {block.text for block in _extract(page, strict=True)} - links
    shown = Counter(piece.text for piece in pieces_of(page))
    found: Counter[str] = Counter()
    blocks = []
    for block in _extract(page):
        found[block.text] += 1
        is_kept = block.text in strict or block.text in lines or block.text == title or _is_prose(block.text)
        is_twice = 0 < shown[block.text] < found[block.text]  # text beside elements, read once more
        if is_kept and not is_twice:
            blocks.append(Block(block.text, lines.get(block.text) or block.kind))
    return tuple(blocks)


def _without_ends(kept: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take away a last line that ends in a colon: what it introduced was no text."""
    last = kept[-1].text if len(kept) > 1 else ""
    return kept[:-1] if last.endswith((":", "：")) and len(last) < PROSE else kept


def _is_merged(page: HtmlElement, kept: tuple[Block, ...]) -> bool:
    """Tell whether the extractor, short of text, made one block of several paragraphs."""
    said = [piece.text for piece in pieces_of(page) if piece.element.tag == "p" and FULL.search(piece.text)]
    return len(kept) <= BESIDE and any(sum(words in block.text for words in said) > 1 for block in kept)


def _around(page: HtmlElement, is_prose: Callable[[str], object]) -> tuple[Block, ...]:
    """Return all that stands beside the prose of a page, for articles too short for the extractor."""
    pieces = pieces_of(page)
    prose = Counter[HtmlElement]()
    for piece in pieces:
        if piece.element.tag == "p" and is_prose(piece.text):
            prose[piece.element.getparent()] += len(piece.text)
    if not prose:
        return ()
    home = prose.most_common(1)[0][0]
    return tuple(
        _block(piece) for piece in pieces if any(each is home for each in piece.element.iterancestors())
    )


def _with_lost_prose(page: HtmlElement, kept: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put back what the extractor dropped beside prose that it kept: prose, and what is between its lines."""
    texts = {block.text for block in kept}
    pieces = pieces_of(page)
    parts = [piece for piece in pieces if piece.element.tag in _LOST | {"h1"}]
    beside = Counter(_home(piece.element) for piece in parts if piece.text in texts)
    between = _between(parts, texts, page)

    def is_lost(piece: Piece) -> bool:
        own = [link for link in piece.element.iter("a") if block_of(link) is piece.element]
        links = sum(len(flat(link.text_content())) for link in own)
        is_heading = piece.element.tag in _HEADINGS
        is_line = is_heading or bool(FULL.search(piece.text)) or is_entry(piece.element, page)
        is_inner = piece.element in between and is_line
        return (
            (is_inner or (_is_prose(piece.text) and not is_heading))
            and beside[_home(piece.element)] >= BESIDE
            and links <= MOST * len(piece.text)
            and not is_side_matter(piece.element)
            and piece.element.tag in _LOST
            and piece.text not in texts
            and (is_heading or not any(piece.text in text for text in texts))
            and sum(len(text) for text in texts if text in piece.text) <= MOST * len(piece.text)
        )

    lost = [(number, _block(piece)) for number, piece in enumerate(pieces) if is_lost(piece)]
    return _in_order(pieces, kept, lost)


def _in_order(
    pieces: list[Piece], kept: tuple[Block, ...], more: list[tuple[int, Block]]
) -> tuple[Block, ...]:
    """Put blocks where the page has them, which extractors change; others stay behind what they follow."""
    times = Counter(piece.text for piece in pieces)
    places = {piece.text: number for number, piece in enumerate(pieces) if times[piece.text] == 1}
    place = -1
    placed = []
    for block in kept:
        place = places.get(block.text, place)
        placed.append((place, block))
    return tuple(block for _, block in sorted([*placed, *more], key=itemgetter(0)))


def _between(pieces: list[Piece], texts: set[str], page: HtmlElement) -> set[HtmlElement]:
    """Return what is between two texts that were kept, or between the headline of the page and the first.

    Below the headline that is a heading of the same rank as others in the text, or the day of an entry.
    """
    triples = [t for t in zip(pieces, pieces[1:], pieces[2:], strict=False) if t[2].text in texts]
    between = {b.element for a, b, _ in triples if a.text in texts}
    ranks = {element.tag for element in between} | {p.element.tag for p in pieces if p.text in texts}
    between |= {
        b.element
        for a, b, _ in triples
        if a.element.tag == "h1" and (b.element.tag in ranks & _HEADINGS or is_entry(b.element, page))
    }
    return between


def _home(element: HtmlElement) -> HtmlElement | None:
    """Return what holds a paragraph and its neighbours; of one alone in an entry, the list."""
    parent = element.getparent()
    return parent.getparent() if parent is not None and parent.tag == "li" else parent


def _with_standfirst(page: HtmlElement, imprint: Imprint, kept: tuple[Block, ...]) -> tuple[Block, ...]:
    """Mark the standfirst under the title, or put back the one that the page shows under its headline."""
    first = 1 if kept and kept[0].text == imprint.title else 0
    title, text = kept[:first], kept[first:]
    if words := _lost_standfirst(page, imprint, text):
        return (*title, Block(words, ParagraphKind.STANDFIRST), *text)
    is_long = bool(text) and text[0].kind is ParagraphKind.HEADING and len(text[0].text) >= PROSE
    leads = (each for each in page.iter("p", "h2", "h3", "div", "section") if _is_lead(each))
    if is_long or (len(text) > 1 and any(text[0].text == flat(lead.text_content()) for lead in leads)):
        return (*title, Block(text[0].text, ParagraphKind.STANDFIRST), *text[1:])
    return kept


def _is_lead(element: HtmlElement) -> bool:
    """Tell whether the marks of an element say that it is a standfirst; one has no picture and is no link."""
    is_marked = bool(_LEAD.search(marks_of(element))) and element.tag != "body"
    is_text = element.find(".//img") is None and element.find(".//figcaption") is None
    return (
        is_marked
        and is_text
        and not is_side_matter(element)
        and links_in(element) <= MOST * len(element.text_content())
    )


def _is_in_lead(element: HtmlElement) -> bool:
    parent = element.getparent()
    return _is_lead(element) or (parent is not None and _is_lead(parent) and not is_side_matter(element))


def _lost_standfirst(page: HtmlElement, imprint: Imprint, text: tuple[Block, ...]) -> str | None:
    """Return what the page shows between its headline and the text that was kept, when it is a standfirst."""
    described = (imprint.description or "")[:PROSE]
    for words, element in _below_headline(page, imprint.title):
        if len(words) < PROSE or words == imprint.title:
            continue
        if _has_begun(words, text):
            return None
        is_described = len(described) == PROSE and words.startswith(described)
        if is_described or element.tag in ("h2", "h3") or _is_in_lead(element):
            return words
    return None


def _has_begun(words: str, text: tuple[Block, ...]) -> bool:
    """Tell whether a piece of a page is of the text that was kept."""
    kept = (block.text for block in text if len(block.text) >= PROSE)
    opens = any(words.startswith(block.text) for block in text[:1])
    return opens or any(block.startswith(words) or block in words for block in kept)


def _below_headline(page: HtmlElement, title: str | None) -> list[Piece]:
    """Return the next pieces below the headline of a page."""
    pieces, headline = pieces_of(page), headline_of(page, title)
    inside = {*headline.iter()} if headline is not None else set()
    last = max((number for number, piece in enumerate(pieces, start=1) if piece.element in inside), default=0)
    return pieces[last : last + NEAR] if last else []


def _extract(page: HtmlElement, *, strict: bool = False) -> Iterator[Block]:
    found = bare_extraction(page, include_comments=False, favor_precision=strict)
    return _blocks(found.body) if isinstance(found, Extract) else iter(())


def _is_prose(words: str) -> bool:
    return len(words) >= PROSE and bool(FULL.search(words))


def _blocks(body: etree._Element) -> Iterator[Block]:
    """Yield the paragraphs, headings, list entries and table rows of an extracted body, in order."""
    parts: list[str] = []
    inside: list[str] = []

    def flush() -> Iterator[Block]:
        words = flat("".join(parts)).strip(" |")  # a row may end in empty cells
        parts.clear()
        is_line = inside[-1:] == ["row"] and " | " not in words  # of a table that only lays out the page
        if words:
            yield Block(words, None if is_line or not inside else _KINDS[inside[-1]])

    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _BLOCKS:
                yield from flush()
            if name in _KINDS:
                inside.append(name)
            if name == "cell" and "".join(parts).strip():
                parts.append(" | ")
            parts.append(element.text or "" if name else "")
        else:
            if name in _BLOCKS:
                yield from flush()
            if name in _KINDS:
                inside.pop()
            parts.append(element.tail or "")
    yield from flush()
