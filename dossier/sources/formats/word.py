"""Turn Word documents (`.docx`, ECMA-376) into blocks, without what was deleted, struck, hidden or commented.

Elements are told by their local names, since the strict form of the standard has other namespaces.
"""

import posixpath
import zipfile
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from dossier.model import ParagraphKind, Problem
from dossier.sources.file_text import Block, FileText, fit_authors, fit_title, stated_marks, warning
from dossier.text import late as re
from dossier.text.characters import flat, one_line
from dossier.text.counts import count
from dossier.text.lines import FULL
from dossier.text.raised import raised
from dossier.text.stamped_marks import marks_alone, marks_in_edge, parts_of_edge, unread_mark

K = ParagraphKind
MOST = 40_000_000  # bytes of all parts that are read, unpacked; a long book has less, a bomb far more
CHAIN = 20  # styles that are based on one another
_KINDS = (
    (re.compile(r"title"), K.TITLE),
    (re.compile(r"subtitle"), K.STANDFIRST),
    (re.compile(r"heading \d"), K.HEADING),
    (re.compile(r"caption"), K.CAPTION),
    (re.compile(r"toc (?:\d|heading)|header|footer"), K.BOILERPLATE),
    (re.compile(r"list\b.*"), K.BODY),
)  # by the name of a style, which Word keeps in English
_DROPPED = frozenset(["del", "moveFrom"])
_NO_TEXT = frozenset(
    ["pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delInstrText", "rt"]
)
_SPACES = frozenset(["tab", "br", "cr", "ptab"])
_OFF = ("0", "false", "off", "none")
_WHITE = "FFFFFF"
_NO_FILL = (None, "auto", _WHITE)
_PAPER = ("background1", "light1")  # the colour of paper in a theme
_HIGHLIGHTS = {"black": "000000", "white": _WHITE}
_TINY = 2  # half points; letters of one point are a speck
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_UNREAD = {
    "diagramData": "diagram",
    "chart": "chart",
    "aFChunk": "inserted document",
    "oleObject": "embedded file",
    "package": "embedded file",
}
"""Parts with words that are not read, by their kind of relation."""


class UnpackedTooLargeError(Exception):
    """The file is far larger, unpacked, than any text; it may be made to fill the memory."""


class DeclaredEntitiesError(Exception):
    """A part of the file declares a document type, which no office program writes."""


def read(raw: bytes, file: str) -> FileText:
    """Read a Word document: paragraphs, rows of tables, and its notes at the end."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        package = _Package(archive)
        main = next(iter(package.related("").get("officeDocument", ())), "word/document.xml")
        related = package.related(main)
        reader = _Reader(_styles(package.parts(related["styles"])))
        body = package.part(main)
        blocks = list(reader.blocks(body))
        for kind in ("footnotes", "endnotes"):
            blocks += reader.notes(package.parts(related[kind]), kind)
        edges = [_words(part, "\n") for part in package.parts(related["header"] + related["footer"])]
        comments = [each for part in package.parts(related["comments"]) for each in part]
        stated = package.stated()
        properties = (*stated.items(), *package.custom())
    title = next((block.text for block in blocks if block.kind is K.TITLE), None)
    return FileText(
        tuple(blocks),
        "Word document",
        title=one_line(title) or fit_title(stated.get("title")),
        authors=fit_authors(stated.get("creator")),
        problems=_not_read(file, reader, len(comments), related),
        marks=(*_marks(body, edges), *stated_marks(properties), *_named_marks(comments)),
        left_out=(
            *dict.fromkeys(map(flat, edges)),
            *reader.hidden,
            *reader.struck,
            *reader.prompts,
            *(_value(each, "descr") or "" for each in body.iter() if _name(each) == "docPr"),
        ),
        is_prose=False,
    )


def _marks(body: etree._Element, edges: list[str]) -> Iterator[str]:
    """Yield what may say for whom a document is: lines of its text and its edges."""
    yield from marks_alone(_words(body, "\n"))
    for edge in edges:
        yield from (*marks_in_edge(edge), *edge.split("\n"), *parts_of_edge(edge))


def _named_marks(comments: Iterable[etree._Element]) -> Iterator[str]:
    """Yield the lines of comments that name a handling mark; all others are no words of the document."""
    lines = (line for each in comments for line in _words(each, "\n").split("\n"))
    yield from (line for line in lines if unread_mark([line], None))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute by its local name."""
    attributes = element.attrib.items() if element is not None else ()
    return next((value for key, value in attributes if etree.QName(key).localname == name), None)


def _letters(element: etree._Element) -> str:
    """Return the letters of a text, a hyphen or a symbol; a blank for one that its typeface alone knows.

    Typefaces of symbols have them at the numbers of Latin letters; no other typeface needs a symbol there.
    """
    if _name(element) != "sym":
        return element.text or "" if _name(element) == "t" else "-"
    try:
        letter = chr(int(_value(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return " "
    return letter if letter > "\xff" and letter.isprintable() else " "


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a local name, if there is one."""
    return next((each for each in element if _name(each) == name), None) if element is not None else None


def _flag(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off; None where it is not there."""
    found = _child(properties, name)
    return _value(found) not in _OFF if found is not None else None


def _words(element: etree._Element, gap: str = " ") -> str:
    """Return the words of an element; `gap` stands for breaks, tabs and the ends of paragraphs."""
    words = ""
    for each in element.iter():
        if _name(each) in ("t", "delText"):
            words += each.text or ""
        elif _name(each) == "textpath":  # letters that are drawn, such as a watermark
            words += _value(each, "string") or ""
        elif _name(each) in ("p", *_SPACES):
            words += gap
    return words


class _Package:
    """The parts of a file, unpacked up to a size in all."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.names = archive, frozenset(archive.namelist())
        self.left = MOST  # bytes that may still be unpacked

    def part(self, name: str) -> etree._Element:
        """Return the root of a part; entities are never followed and nothing is fetched."""
        with self.archive.open(name) as packed:
            raw = packed.read(self.left + 1)
        self.left -= len(raw)
        if self.left < 0:
            raise UnpackedTooLargeError(name)
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        root = etree.fromstring(raw, parser)
        if root.getroottree().docinfo.doctype:
            raise DeclaredEntitiesError(name)
        return root

    def parts(self, names: Iterable[str]) -> list[etree._Element]:
        """Return the roots of those parts that are there."""
        return [self.part(name) for name in names if name in self.names]

    def related(self, part: str) -> defaultdict[str, list[str]]:
        """Return the parts that belong to one, or to the file as a whole, by the kind of relation."""
        folder, name = posixpath.split(part)
        found: defaultdict[str, list[str]] = defaultdict(list)
        for relations in self.parts([posixpath.join(folder, "_rels", f"{name}.rels")]):
            for each in relations:
                target = posixpath.normpath(posixpath.join("/", folder, _value(each, "Target") or ""))
                found[(_value(each, "Type") or "").rpartition("/")[2]].append(target.lstrip("/"))
        return found

    def stated(self) -> dict[str, str]:
        """Return the core properties, such as title and creator; their days are those of the file."""
        parts = self.parts(self.related("")["core-properties"])
        return {_name(each): (each.text or "").strip() for part in parts for each in part}

    def custom(self) -> list[tuple[str, str]]:
        """Return the properties that people or their programs added, by name."""
        parts = self.parts(self.related("")["custom-properties"])
        return [
            (_value(each, "name") or "", flat("".join(each.itertext()))) for part in parts for each in part
        ]


_Look = MutableMapping[str, object]
"""What properties make of letters, by name; what they leave open is not in it."""


class _Style(NamedTuple):
    """What a style makes of its paragraphs or runs."""

    kind: ParagraphKind | None
    look: _Look
    is_filled: bool
    """A colour behind the letters."""


_NO_STYLE = _Style(None, {}, is_filled=False)


def _styles(parts: list[etree._Element]) -> dict[str, _Style]:
    """Return the styles by their id."""
    elements = {
        _value(each, "styleId") or "": each for part in parts for each in part if _name(each) == "style"
    }
    return {style: _style(list(_based_on(style, elements))) for style in elements}


def _based_on(style: str | None, elements: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style, the one on which it is based, and so on."""
    for _ in range(CHAIN):
        if style not in elements:
            return
        yield elements[style]
        style = _value(_child(elements[style], "basedOn"))


def _style(chain: list[etree._Element]) -> _Style:
    """Return what a style says; what it leaves open is as in the one on which it is based."""
    names = [(_value(_child(each, "name")) or "").lower() for each in chain]
    kinds = (kind for name in names for pattern, kind in _KINDS if pattern.fullmatch(name))
    look = ChainMap(*(_look(_child(each, "rPr")) for each in chain))
    return _Style(next(kinds, None), look, any(map(_is_filled, chain)))


def _look(properties: etree._Element | None) -> _Look:
    """Return what the properties of a run, or of the runs of a style, say."""
    colour, size = _child(properties, "color"), _value(_child(properties, "sz")) or ""
    value = (_value(colour) or "").upper().replace("AUTO", "")
    if not value and _value(colour, "themeColor") in _PAPER:
        value = _WHITE
    behind = _HIGHLIGHTS.get(_value(_child(properties, "highlight")) or "")
    look = {
        "is_hidden": _flag(properties, "vanish"),
        "strike": _flag(properties, "strike"),
        "dstrike": _flag(properties, "dstrike"),
        "is_tiny": int(size) <= _TINY if size.isdecimal() else None,
        "colour": value or None,
        "behind": behind or _value(_child(properties, "shd"), "fill") or None,
    }
    return {name: value for name, value in look.items() if value is not None}


def _is_filled(element: etree._Element) -> bool:
    """Tell whether an element has a colour behind its words, or may have one by a style of tables."""
    for rule in (element, *(each for each in element if _name(each).endswith("Pr"))):
        shade = _child(rule, "shd")
        if _value(shade) not in (None, "clear", "nil") or _value(shade, "fill") not in _NO_FILL:
            return True
        if any(_child(rule, name) is not None for name in ("tblStyle", "highlight")):
            return True
    return _value(_child(element, "background"), "color") not in _NO_FILL


@dataclass(slots=True)
class _Reader:
    """Reads the paragraphs of a document in order, and keeps in mind what is no text."""

    styles: dict[str, _Style]
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    """What a field asks to be typed into it, and notes to which nothing refers."""
    deleted: list[str] = field(default_factory=list)
    references: list[tuple[str, str | None]] = field(default_factory=list)
    """(kind, id) of the notes to which the text refers, in order."""
    words: str = ""
    """Of the open paragraph; those of one whose end was deleted go on in the next."""
    unseen: str = ""
    """The hidden words of the open paragraph."""
    struck_words: str = ""
    """Its words that are struck through."""
    style: _Style = _NO_STYLE
    """Of the open paragraph."""
    boxes: list[etree._Element] = field(default_factory=list)
    """Text boxes in the open paragraph."""
    has_title: bool = False
    is_first: bool = True

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield the blocks of the paragraphs and tables in a part, a cell or a text box."""
        for child in container:
            name = _name(child)
            if name == "p":
                yield from self.paragraph(child)
            elif name == "tbl":
                yield from self.rows(child)
            elif name not in _NO_TEXT and not self.drops(child):
                yield from self.blocks(child)

    def drops(self, element: etree._Element) -> bool:
        """Tell whether an element was deleted or is a field that nobody has filled in, and note its words."""
        is_prompt = _flag(_child(element, "sdtPr"), "showingPlcHdr")
        if is_prompt or _name(element) in _DROPPED:
            (self.prompts if is_prompt else self.deleted).append(flat(_words(element)))
            return True
        return False

    def rows(self, table: etree._Element) -> Iterator[Block]:
        """Yield a block for each row of a table; of one cell alone, those of its paragraphs."""
        for row in table:
            if _name(row) != "tr":
                yield from self.rows(row) if _name(row) not in _NO_TEXT | _DROPPED else ()
            elif _flag(_child(row, "trPr"), "del"):
                self.deleted.append(flat(_words(row)))
            elif _flag(_child(row, "trPr"), "hidden"):
                self.hidden.append(flat(_words(row)))
            else:
                cells = [blocks for cell in _cells(row) if (blocks := list(self.blocks(cell)))]
                if len(cells) > 1:
                    yield Block(" | ".join(map(_in_a_row, cells)), K.BODY)
                else:
                    yield from (block for cell in cells for block in cell)

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        """Yield the block of a paragraph, and those of the text boxes in it."""
        properties = _child(element, "pPr")
        self.style = self.styles.get(_value(_child(properties, "pStyle")) or "", _NO_STYLE)
        kind = self.style.kind
        self.read(element)
        if _flag(_child(properties, "rPr"), "del") and _is_followed(element):
            return  # its end was deleted
        words, self.words = flat(self.words), ""
        unseen, self.unseen = flat(self.unseen), ""
        struck, self.struck_words = flat(self.struck_words), ""
        boxes, self.boxes = self.boxes, []
        self.hidden += filter(None, [unseen])
        self.struck += filter(None, [struck])
        if words:
            yield Block(words, self.kind(properties, kind))
            self.is_first = False
        for box in boxes:
            yield from self.blocks(box)

    def kind(self, properties: etree._Element | None, kind: ParagraphKind | None) -> ParagraphKind | None:
        """Return the part of a paragraph by its style, its level in the outline, or its being in a list."""
        if _child(properties, "outlineLvl") is not None and kind is None:
            kind = K.HEADING
        if kind is K.HEADING and self.is_first:
            kind = K.TITLE
        if kind is K.TITLE and self.has_title:
            kind = K.HEADING
        self.has_title = self.has_title or kind is K.TITLE
        return K.BODY if kind is None and _child(properties, "numPr") is not None else kind

    def read(self, element: etree._Element) -> None:
        """Add the words of an element to the open paragraph."""
        for child in element:
            name = _name(child)
            if name == "r":
                self.run(child)
            elif name in ("t", "noBreakHyphen", "sym"):
                self.words += _letters(child)
            elif name in _SPACES:
                self.words += " "
            elif name == "textpath":
                self.words += f" {_value(child, 'string') or ''} "
            elif name in _NOTES:
                self.references.append((_NOTES[name], _value(child, "id")))
            elif name == "AlternateContent":
                self.read(child[0] if len(child) else child)  # the same again for older programs follows
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in _NO_TEXT and not self.drops(child):
                self.read(child)

    def run(self, element: etree._Element) -> None:
        """Add the words of a run; hidden ones are none, and raised ones are read as what they mean."""
        properties = _child(element, "rPr")
        style = self.styles.get(_value(_child(properties, "rStyle")) or "", _NO_STYLE)
        look = ChainMap(_look(properties), style.look, self.style.look)
        before, self.words = self.words, ""
        count_before = len(self.boxes)
        self.read(element)
        words, self.words = self.words, before
        colour = look.get("colour", "")
        is_white = colour == _WHITE and self.is_on_paper(element)
        if look.get("strike") or look.get("dstrike"):
            self.struck_words += words
            self.words += " " if words.startswith(" ") and words.endswith(" ") else ""
        elif look.get("is_hidden") or look.get("is_tiny") or is_white or colour == look.get("behind"):
            self.unseen += f"{words} {''.join(map(_words, self.boxes[count_before:]))} "
            del self.boxes[count_before:]
        elif _value(_child(properties, "vertAlign")) == "superscript":
            self.words += raised(words, before, _following(element))
        else:
            self.words += words

    def is_on_paper(self, element: etree._Element) -> bool:
        """Tell whether nothing but white paper is behind an element; a text box may have any colour."""
        around = [element, *element.iterancestors()]
        named = (_child(_child(each, f"{kind}Pr"), f"{kind}Style") for each in around for kind in "pr")
        styles = (self.styles.get(_value(each) or "") for each in named)
        return not any(_name(each) == "txbxContent" or _is_filled(each) for each in around) and not any(
            style.is_filled for style in styles if style
        )

    def notes(self, parts: list[etree._Element], kind: str) -> Iterator[Block]:
        """Yield the blocks of the notes of a kind, in the order in which the text refers to them."""
        found = {_value(note, "id"): note for part in parts for note in part}
        referred = {note for of, note in self.references if of == kind}
        self.prompts += (flat(_words(note)) for id_, note in found.items() if id_ not in referred)
        for each in dict.fromkeys(self.references):
            if each[0] == kind and each[1] in found:
                yield from self.blocks(found[each[1]])


def _following(run: etree._Element) -> str:
    """Return the words of the next run."""
    following = run.getnext()
    return "" if following is None else _words(following)


def _is_followed(paragraph: etree._Element) -> bool:
    """Tell whether the next thing beside a paragraph is one too, and no table, frame or end of a cell."""
    beside = (_name(each) for each in paragraph.itersiblings())
    return next((name for name in beside if name in ("p", "tbl", "sdt", "sectPr")), "") == "p"


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, those too that a content control wraps."""
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) not in _NO_TEXT | _DROPPED:
            yield from _cells(child)


def _in_a_row(cell: list[Block]) -> str:
    """Return the paragraphs of a cell one after the other."""
    words = ""
    for block in cell:
        words += (" " if not words or FULL.search(words) else "; ") + block.text
    return words.strip()


def _not_read(
    file: str, reader: _Reader, comments: int, related: Mapping[str, list[str]]
) -> tuple[Problem, ...]:
    """Say which parts of a document are no text of it, and which have words that are not read."""
    deletions = len([words for words in reader.deleted if words])
    counted = [(deletions, "tracked deletion"), (comments, "comment"), (len(reader.hidden), "hidden passage")]
    counted += [(len(reader.struck), "struck-through passage")]
    counted += [(len(related.get(kind, ())), name) for kind, name in _UNREAD.items()]
    parts = [count(number, name) for number, name in counted if number]
    parts += ["macros"] if related.get("vbaProject") else []
    if not parts:
        return ()
    hint = "Accept or reject the changes in Word and save it again, if they matter."
    return (warning("not-text", f"not read: {', '.join(parts)}", file, hint if deletions else ""),)
