"""Tell the furniture of pages, such as their numbers, from the lines of a text."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, pairwise
from typing import NamedTuple

from dossier.sources.formats.pdf_lines import SLACK, Line
from dossier.sources.formats.pdf_paragraphs import INDENT, WIDER, Measures, measure
from dossier.sources.formats.pdf_rows import OTHER
from dossier.text import late as re
from dossier.text.lines import FULL, is_prose_line
from dossier.text.stamped_marks import marks_in_edge, parts_of_edge
from dossier.text.stamps import read_stamp

MANY = 3  # pages; what fewer repeat may be by chance
EDGE = 3  # lines at the top and foot of a page among which furniture is sought
SENTENCE = 5  # words; what is shorter and has a full stop may be an address
_PAGE = "page|p a g e|seite|p[áa]gina|strona|sida|side|страница"
_PAGE_NUMBER = re.compile(
    rf"\W{{0,3}}(?P<page>\b(?:{_PAGE}|(?:p|pp|s|str|стр)\.)\W{{0,3}})?"
    r"(?P<number>\d{1,4})(?:\s?(?:/|(?P<of>of|von|sur|de|di|van|av|af|z|из))\s?(?P<all>\d{1,4}))?"
    rf"(?:\s?[|–-]\s?(?P<name>{_PAGE}))?\W{{0,3}}",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}(?:\s?[AP]\.?M\.?)?(?:\s.{0,300})?"
    r"|(?:https?|file)://\S{1,2000}\s{1,3}\d{1,4}/\d{1,4}|file:///\S{1,2000}",
    re.IGNORECASE,
)
"""What a browser prints above and below a page."""
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


class Edges(NamedTuple):
    """What stands at the head and the foot of the pages of a file."""

    known: Counter[str]
    """How many pages have each line, by its words, by these as it counts the pages, and by its shape."""
    pages: int
    """Those that have any text."""
    is_form: bool
    """When they share a line of their text: then they may begin and end alike as well."""
    numbers: int
    """How many pages have a number alone above or below their text, where these rise."""

    def repeat(self, *names: str) -> bool:
        """Tell whether half the pages or more have a line of such a name."""
        return any(self.known[name] >= max(2, self.pages / 2) for name in names)


def without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line], list[Line]]:
    """Return the lines of the text, those left out, and all that the edges of pages repeat.

    Left out are page numbers, and what is repeated in the margin or in small letters. A line of the text is
    never furniture, however often a form repeats it.
    """
    first = next((line for page in pages for line in page), None)
    edges = _repeated(pages)
    usual = measure([line for page in pages for line in page])
    kept: list[list[Line]] = []
    dropped: list[Line] = []
    repeated: list[Line] = []
    for number, page in enumerate(pages):
        kept.append([])
        for index, line in enumerate(page):
            is_title = line is first and _is_title(line)  # whose first place stays
            is_repeated = not is_title and _is_repeated(page, index, usual, edges)
            is_furniture = (
                (is_repeated and _is_head_or_foot(page, index, usual, edges, number))
                or _is_page_number(page, index, usual, edges, number)
                or _is_print_mark(page, index)
            )
            (dropped if is_furniture else kept[-1]).append(line)
            if is_repeated or is_furniture:
                repeated.append(line)
    return kept, dropped, repeated


def _is_repeated(page: list[Line], index: int, usual: Measures, edges: Edges) -> bool:
    """Tell whether a line stands at the edge of half the pages, whatever its numbers are, and is no text."""
    is_known = _is_at_edge(page, index) and edges.repeat(_shape(page[index]))
    return is_known and not _is_text(page, index, usual)


def _is_at_edge(page: list[Line], index: int) -> bool:
    return not EDGE <= index < len(page) - EDGE


def _is_print_mark(page: list[Line], index: int) -> bool:
    """Tell whether a line is what a browser prints round a page: the time above it, the address below it.

    It is drawn after the page, and above or below all of it; only the first time of a page is its own.
    """
    line, before = page[index], page[:index]
    body = [each for each in before if not _PRINTED.fullmatch(each.text)]
    is_outside = bool(body) and (
        line.y > max(each.y for each in body) or line.y < min(each.y for each in body)
    )
    return is_outside and index >= len(page) - EDGE and bool(_PRINTED.fullmatch(line.text))


def _repeated(pages: list[list[Line]]) -> Edges:
    """Return what stands at the edges of pages, and on how many of them."""
    known, inside = Counter[str](), Counter[tuple[str, int]]()
    numbers = list(chain.from_iterable(map(_lone_numbers, pages)))
    for number, page in enumerate(pages):
        edge = (*page[:EDGE], *page[-EDGE:])
        known.update(
            {name for line in edge for name in (_shape(line), _words(line), *_counted(line, number))}
        )
        outermost = _outermost(page)
        text = [line for line in page if " " in line.text and line not in outermost]
        inside.update({(_shape(line), round(line.y)) for line in text})
    count = sum(map(bool, pages))
    is_form = any(each > max(1, count / 2) for each in inside.values())
    rises = len(numbers) >= count / 2 and all(a < b for a, b in pairwise(numbers))
    return Edges(known, count, is_form, len(numbers) * rises)


def _lone_numbers(page: list[Line]) -> Iterator[int]:
    """Yield the number that stands alone above or below the text of a page."""
    found = (_PAGE_NUMBER.fullmatch(line.text) for line in _outermost(page))
    yield from islice((int(each["number"]) for each in found if each), 1)


def _outermost(page: list[Line]) -> list[Line]:
    """Return the first and the last line of the text of a page, and what is above or below it."""
    text = [line.y for line in page if not line.is_in_margin and not _PAGE_NUMBER.fullmatch(line.text)]
    text.sort()
    return [line for line in page if not text[1] <= line.y <= text[-2]] if len(text) > 1 else []


def _is_head_or_foot(page: list[Line], index: int, usual: Measures, edges: Edges, number: int) -> bool:
    """Tell whether a line is beside the text, or only apart from it, and the same on most of many pages."""
    line = page[index]
    if _is_beside_text(line, number, usual, edges):
        return True
    is_large = line.size > (1 + OTHER) * usual.size
    if is_large or FULL.search(line.text) or not _is_apart(page, index, usual, edges):
        return False
    is_called = len(re.findall(r"[^\W\d_]+", line.text)) > 1  # else it may be a heading: Article 1
    counts_pages = is_called and not _is_day(line) and edges.repeat(*_counted(line, number))
    return counts_pages or edges.repeat(_words(line))


def _is_apart(page: list[Line], index: int, usual: Measures, edges: Edges) -> bool:
    """Tell whether a line is above or below the text of a page, of at least three that are no forms."""
    is_alone = edges.pages >= MANY and not edges.is_form and not _is_joined(page, index, usual)
    return is_alone and page[index] in _outermost(page)


def _words(line: Line) -> str:
    return line.text.casefold()


def _counted(line: Line, page: int) -> Iterator[str]:
    """Yield the words of a line with each of its numbers as it counts the pages: from the first on."""
    for number in _NUMBER.finditer(line.text):
        words = f"{line.text[: number.start()]}#{int(number.group()) - page}{line.text[number.end() :]}"
        yield words.casefold()


def _is_beside_text(line: Line, page: int, usual: Measures, edges: Edges) -> bool:
    """Tell whether a line is in the margin or small, and the same on other pages but for a page number."""
    counts_pages = not _is_day(line) and edges.repeat(*_counted(line, page))
    if line.is_in_margin or line.size < (1 - OTHER) * usual.size:
        return counts_pages or edges.repeat(_words(line))
    all_pages = str(page + 1), str(edges.pages)
    numbers = _PAGE_NUMBER.finditer(line.text)
    return counts_pages and any(each["page"] or each.group("number", "all") == all_pages for each in numbers)


def _is_day(line: Line) -> bool:
    stamp = read_stamp(line.text)
    return stamp is not None and stamp.is_day_alone and stamp.end >= len(line.text)


def _is_page_number(page: list[Line], index: int, usual: Measures, edges: Edges, number: int) -> bool:
    """Tell whether a line is a number that rises with the pages, and is called one or set apart."""
    line = page[index]
    found = _PAGE_NUMBER.fullmatch(line.text)
    if not found or not _is_at_edge(page, index):
        return False
    is_apart = edges.numbers >= MANY and _is_apart(page, index, usual, edges)
    if not is_apart and not _is_told(page, line, found):
        return False
    is_first = edges.pages == 1 or int(found["number"]) == number + 1
    rises = is_apart or (line.is_in_margin and edges.numbers > 1)
    return is_first or rises or any(edges.known[name] > 1 for name in _counted(line, number))


def _is_told(page: list[Line], line: Line, found: re.Match[str]) -> bool:
    """Tell whether a number is called that of a page, or is in the margin, centred or on the right."""
    is_inside = min(each.x for each in page) + INDENT * line.size < line.x
    return bool(found["page"] or found["of"] or found["name"]) or line.is_in_margin or is_inside


def _is_title(line: Line) -> bool:
    return ("#" not in _shape(line) or _is_day(line)) and "://" not in line.text


def _is_text(page: list[Line], index: int, usual: Measures) -> bool:
    """Tell whether a line at the edge of a page is one of its text: a sentence, or joined to other lines."""
    line = page[index]
    if abs(line.size - usual.size) > OTHER * usual.size:
        return False
    if FULL.search(line.text) and len(line.text.split()) >= SENTENCE:
        return True
    is_joined = _is_joined(page, index, usual)
    return is_joined and ("#" not in _shape(line) or len(line.text) >= SLACK * usual.width)


def _is_joined(page: list[Line], index: int, usual: Measures) -> bool:
    """Tell whether a line is no further from the one before or after it than the lines of a paragraph."""
    return any(
        0 < a.y - b.y <= WIDER * usual.pitch * a.size and abs(a.size - b.size) <= OTHER * a.size
        for a, b in pairwise(page[max(index - 1, 0) : index + 2])
    )


def marks_of(pages: list[list[Line]], edges: list[Line]) -> Iterator[str]:
    """Yield what the heads and feet of pages may say of those for whom a file is.

    The first and the last line of a page may be one, unless it is prose or, in larger letters, a title.
    """
    usual = measure([line for page in pages for line in page])
    for page in filter(None, pages):
        for index in (0, len(page) - 1):
            line = page[index]
            if line.size <= usual.size and not (_is_text(page, index, usual) or is_prose_line(line.text)):
                yield from marks_in_edge(line.text)
    for line in edges:
        yield from (*marks_in_edge(line.text), *parts_of_edge(line.text))


def _shape(line: Line) -> str:
    """Return the words of a line by which it is known on another page, whatever its numbers are."""
    return re.sub(r"\d+", "#", _words(line))
