"""Turn the tokens of a body into what it quotes, each quotation with the citations that cover it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from markdown_it.token import Token

from dossier.editorial.footnotes import citations_of_notes
from dossier.editorial.places import Places
from dossier.editorial.plainwords import LABELS, words_by_child
from dossier.model import Citation, Place, Quoted
from dossier.text.quotes import editors_quotations, quotation_before
from dossier.text.reporting import is_reported
from dossier.text.sentences import split_sentences

_BESIDE = re.compile(r"[\s.,;:!?…—–-]*(?:\([^()]{0,80}\))?[\s.,;:!?…—–-]*")
"""Between a quotation and its citation: marks, and perhaps who said it, in brackets."""
_JOINED = re.compile(r"[\s,;]*(?:and|or|but|then)?[\s,;]*")
"""Between two quotations that one citation closes."""

_REACH = 120  # characters on each side of a quotation that are searched for a verb of speech

Read = Mapping[int, Citation]
"""The citations of a body by the identity of their tokens."""


@dataclass(slots=True)
class _Block:
    """One block of words with the citations in it."""

    token: Token
    words: str
    cites: list[tuple[int, Place]]
    """Offset and place of each citation, those of footnotes at the mark of the note."""
    direct: list[int]
    """Offsets of the citations that stand in the block itself."""


def find_quoted(tokens: Sequence[Token], read: Read, places: Places) -> Iterator[Quoted]:
    """Yield each quotation that no citation directly follows; a row of a table is covered as a whole."""
    notes = _notes(tokens, read)
    row: list[_Block] | None = None
    yield from _in_terms(tokens, read, notes, places)
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            cited_at = tuple(at for block in row for _, at in block.cites)
            for block in row:
                yield from _quotations(block, places, cited_at)
            row = None
        elif token.type == "inline" and tokens[index - 1].type not in LABELS:
            block = _block(token, read, notes)
            if row is not None:
                row.append(block)
            else:
                yield from _quotations(block, places, None)


def _in_terms(
    tokens: Sequence[Token], read: Read, notes: Mapping[int, list[Place]], places: Places
) -> Iterator[Quoted]:
    """Yield the quotations in the terms of lists of definitions, each covered by its definition."""
    terms: list[_Block] = []
    cited_at: list[Place] = []
    for index, token in enumerate(tokens):
        if token.type == "dl_close" or (token.type == "dt_open" and cited_at):
            for block in terms:
                yield from _quotations(block, places, tuple(cited_at), is_label=True)
            terms, cited_at = [], []
        elif token.type == "inline" and tokens[index - 1].type == "dt_open":
            terms.append(_block(token, read, notes))
        elif token.type == "inline" and terms:
            cited_at += (at for _, at in _block(token, read, notes).cites)


def cited_by_notes(tokens: Sequence[Token], blocks: Sequence[Token], read: Read) -> tuple[Place, ...]:
    """Return where the footnotes of some blocks cite."""
    notes = _notes(tokens, read)
    return tuple(at for block in blocks for _, at in _block(block, read, notes).cites)


def _notes(tokens: Sequence[Token], read: Read) -> Mapping[int, list[Place]]:
    """Return the places of the citations in each footnote, by its number."""
    return {note: [read[id(cite)].at for cite in cites] for note, cites in citations_of_notes(tokens).items()}


def _block(inline: Token, read: Read, notes: Mapping[int, list[Place]]) -> _Block:
    block = _Block(inline, "", [], [])
    for child, words in words_by_child(inline):
        if id(child) in read:
            block.cites.append((len(block.words), read[id(child)].at))
            block.direct.append(len(block.words))
        elif child.type == "footnote_ref":
            block.cites += [(len(block.words), at) for at in notes.get(child.meta["id"], ())]
        block.words += _outside_code(child, words)
    return block


def words_outside_code(inline: Token) -> str:
    """Return the plain words of a block, those in code blanked: they are no quotation."""
    return "".join(_outside_code(child, words) for child, words in words_by_child(inline))


def _outside_code(child: Token, words: str) -> str:
    return "_" * len(words) if child.type == "code_inline" else words  # the length stays, for the offsets


def _quotations(
    block: _Block, places: Places, row: tuple[Place, ...] | None, *, is_label: bool = False
) -> Iterator[Quoted]:
    """Yield the quotations of a block; `row` has the citations of the row of a table that it is in.

    `is_label`: the block is a term, and `row` has the citations of its definition.
    """
    spans = editors_quotations(block.words)
    if not spans:
        return
    followed = {quotation_before(block.words, offset) for offset in block.direct}
    sentences = split_sentences(block.words)
    found_at = _found_at(block, places, spans)
    is_closed = False
    """Whether a citation closes the present quotation, directly or through those after it."""
    found: list[Quoted] = []
    for number in range(len(spans) - 1, -1, -1):
        start, end = spans[number]
        following = spans[number + 1][0] if number + 1 < len(spans) else end
        is_closed = is_closed and bool(_JOINED.fullmatch(block.words, end, following))
        is_closed = is_closed or _is_beside_citation(block, end)
        if (start, end) in followed:
            is_closed = True
            continue
        first, last = _sentence(sentences, start, end)
        reported = is_reported(
            block.words[max(first, start - _REACH) : start], block.words[end : min(last, end + _REACH)]
        )
        is_cell = row is not None and not is_label
        is_speech = is_closed or reported or (is_cell and _is_alone(block, start, end))
        cited_at = tuple(_covering(block, sentences, start, end)) if row is None else row
        words = block.words[start + 1 : end - 1].strip()
        found.append(Quoted(found_at[number], words, cited_at, is_speech))
    yield from reversed(found)


def _is_beside_citation(block: _Block, end: int) -> bool:
    index = bisect_left(block.direct, end)
    return index < len(block.direct) and bool(_BESIDE.fullmatch(block.words, end, block.direct[index]))


def _is_alone(block: _Block, start: int, end: int) -> bool:
    """Tell whether a quotation is all of its block."""
    return not block.words[:start].strip() and not block.words[end:].strip(" .,")


def _sentence(sentences: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a quotation begins and ends; several where it runs over their ends."""
    first = max(bisect_right(sentences, start, key=itemgetter(0)) - 1, 0)
    last = max(bisect_right(sentences, end - 1, key=itemgetter(0)) - 1, first)
    return sentences[first][0], max(sentences[last][1], end)


def _covering(block: _Block, sentences: Sequence[tuple[int, int]], start: int, end: int) -> list[Place]:
    """Return the citations of a quotation's sentence, and those after the last full stop of the block."""
    first, last = _sentence(sentences, start, end)
    next_sentence = bisect_left(sentences, last, key=itemgetter(0))
    limit = sentences[next_sentence][0] if next_sentence < len(sentences) else len(block.words)
    begin = 0 if first == sentences[0][0] else first + 1  # what is between two sentences belongs to the first
    low = bisect_left(block.cites, begin, key=itemgetter(0))
    high = bisect_right(block.cites, limit, key=itemgetter(0))
    tail = bisect_left(block.cites, sentences[-1][1], key=itemgetter(0))
    return [at for _, at in (*block.cites[low:high], *block.cites[max(high, tail) :])]


def _found_at(block: _Block, places: Places, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Return where each quotation begins in the file; those that begin alike are found in turn."""
    content, found = block.token.content, []
    last: dict[str, int] = {}
    for start, end in spans:
        opening = block.words[start:end].split("\n")[0]
        shown = next((opening[:size] for size in (24, 8, 2) if opening[:size] in content), opening[:1])
        last[shown] = content.find(shown, last.get(shown, -1) + 1)
        found.append(places.inside(block.token, max(last[shown], 0), shown))
    return found
