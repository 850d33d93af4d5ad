"""Turn the tokens of a body into what it quotes, each quotation with the citations that cover it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dossier.editorial.bodies.blockquotes import closing_citations
from dossier.editorial.bodies.blocks import Block, sentences_round
from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.model import Citation, Place, Quoted
from dossier.text import late as re
from dossier.text.quotes import editors_quotations, quotation_before
from dossier.text.reporting import is_reported
from dossier.text.sentences import split_sentences

_BESIDE = re.compile(r"[\s.,;:!?…—–-]*(?:\([^()]{0,80}\))?[\s.,;:!?…—–-]*")
"""Between a quotation and its citation: marks, and perhaps who said it, in brackets."""
_JOINED = re.compile(r"[\s,;]*(?:and|or|but|then)?[\s,;]*")
"""Between two quotations that one citation closes."""

_LISTS = ("bullet_list_open", "ordered_list_open")
_REACH = 120  # characters on each side of a quotation that are searched for a verb of speech


def find_quoted(
    blocks: Sequence[Block], citations: Sequence[Citation], places: TokenPlaces
) -> Iterator[Quoted]:
    """Yield each quotation that no citation directly follows; a row of a table is covered as a whole.

    So is a list whose citation is all of the paragraph below it.

    `citations` are those of the whole body.
    """
    yield from _in_terms(blocks, citations, places)
    for block in blocks:
        if block.is_label and block.opening != "dt_open" and not block.cites:
            spans = editors_quotations(block.prose)
            for at, span in zip(_found_at(block, places, spans), spans, strict=True):
                yield _in_label(block.prose, span, at)
    closing = _closed_lists(blocks)
    prose = (block for block in blocks if block.is_prose)
    for _, group in groupby(prose, key=lambda block: id(block.within("tr_open") or block.token)):
        cells = list(group)
        row = closing.get(id(cells[0].within(*_LISTS))) if not cells[0].cites else None
        if cells[0].within("tr_open"):
            row = [number for cell in cells for _, number in cell.cites]
        for cell in cells:
            yield from _quotations(cell, places, citations, row)


def _closed_lists(blocks: Sequence[Block]) -> dict[int, list[int]]:
    """Return the citations that are all of the paragraph directly below a list, by the list."""
    lists = groupby(blocks, key=lambda block: block.within(*_LISTS))
    groups = [(listed, list(group)) for listed, group in lists]
    return {
        id(listed): cites
        for (listed, entries), (_, below) in pairwise(groups)
        if listed and not below[0].words.strip(" .") and (cites := closing_citations(below[0], entries[-1]))
    }


def quoted_in_title(title: str, at: Place) -> Iterator[Quoted]:
    """Yield each quotation in the title of a page, which is not Markdown."""
    for span in editors_quotations(title):
        yield _in_label(title, span, at)


def _in_label(label: str, span: tuple[int, int], at: Place) -> Quoted:
    start, end = span
    before, after = label[:start], label[end:]
    is_speech = before.rstrip().endswith(":") or is_reported(before, after)
    return Quoted(at, label[start + 1 : end - 1].strip(), (), is_speech, is_label=True)


def _in_terms(
    blocks: Sequence[Block], citations: Sequence[Citation], places: TokenPlaces
) -> Iterator[Quoted]:
    """Yield the quotations in the terms of lists of definitions, each covered by its definition."""
    listed = (block for block in blocks if block.token.type == "inline" and block.within("dl_open"))
    by_part = groupby(listed, key=lambda block: (id(block.within("dl_open")), block.opening == "dt_open"))
    for terms, definition in pairwise([*(list(group) for _, group in by_part), []]):
        others = (block for block in definition if block.opening != "dt_open")
        cites = [number for block in others for _, number in block.cites]
        for term in terms:
            if term.opening == "dt_open":
                yield from _quotations(term, places, citations, cites, is_label=True)


def _quotations(
    block: Block,
    places: TokenPlaces,
    citations: Sequence[Citation],
    row: Sequence[int] | None,
    *,
    is_label: bool = False,
) -> Iterator[Quoted]:
    """Yield the quotations of a block; `row` has the citations of the row of a table or the list it is in.

    `is_label`: the block is a term, and `row` has the citations of its definition.
    """
    spans = editors_quotations(block.prose)
    if not spans:
        return
    followed = {quotation_before(block.prose, offset) for offset in block.direct}
    sentences = split_sentences(block.prose)
    found_at = _found_at(block, places, spans)
    is_closed = False
    """Whether a citation closes the present quotation, directly or through those after it."""
    found: list[Quoted] = []
    for number in range(len(spans) - 1, -1, -1):
        start, end = spans[number]
        following = spans[number + 1][0] if number + 1 < len(spans) else end
        is_closed = is_closed and bool(_JOINED.fullmatch(block.prose, end, following))
        is_closed = is_closed or _is_beside_citation(block, end)
        if (start, end) in followed:
            is_closed = True
            continue
        first, last = sentences_round(sentences, start, end)
        reported = is_reported(
            block.prose[max(first, start - _REACH) : start], block.prose[end : min(last, end + _REACH)]
        )
        is_cell = row is not None and not is_label
        is_speech = is_closed or reported or (is_cell and _is_alone(block, start, end))
        covering = block.covering(sentences, start, end) if row is None else row
        cited_at = tuple(citations[number].at for number in covering)
        words = block.prose[start + 1 : end - 1].strip()
        found.append(Quoted(found_at[number], words, cited_at, is_speech))
    yield from reversed(found)


def _is_beside_citation(block: Block, end: int) -> bool:
    index = bisect_left(block.direct, end)
    return index < len(block.direct) and bool(_BESIDE.fullmatch(block.prose, end, block.direct[index]))


def _is_alone(block: Block, start: int, end: int) -> bool:
    """Tell whether a quotation is all of its block."""
    return not block.prose[:start].strip() and not block.prose[end:].strip(" .,")


def _found_at(block: Block, places: TokenPlaces, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Return where each quotation begins in the file; those that begin alike are found in turn."""
    found: list[Place] = []
    last: dict[str, int] = {}
    for start, end in spans:
        shown = block.opening_of(block.prose[start:end])
        last[shown] = block.token.content.find(shown, last.get(shown, -1) + 1)
        found.append(places.inside(block.token, max(last[shown], 0), shown))
    return found
