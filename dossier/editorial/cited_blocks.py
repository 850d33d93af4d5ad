"""Read the words of each block together with the citations in it, and tell which of them cover a stretch."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from markdown_it.token import Token

from dossier.editorial.footnotes import citations_of_notes
from dossier.editorial.plainwords import words_by_child

_LINKS = ("link_open", "wikilink", "link_close")
Sentences = Sequence[tuple[int, int]]
"""Start and end of each sentence of some words, in order."""


@dataclass(slots=True)
class CitedBlock:
    """The plain words of one block; numbers of citations are those in `MarkdownBody.citations`, from 0."""

    token: Token
    words: str = ""
    prose: str = ""
    """The words with those in code blanked: these are no quotation."""
    cites: list[tuple[int, int]] = field(default_factory=list)
    """Offset and number of each citation, those of a footnote at its mark."""
    direct: list[int] = field(default_factory=list)
    """Offsets of the citations that stand in the block itself."""
    linked: list[tuple[int, int]] = field(default_factory=list)
    """Spans of the words that are links."""

    def covering(self, sentences: Sentences, start: int, end: int) -> list[int]:
        """Return the citations of the sentences round a stretch, and those after the block's last full stop.

        What is between two sentences belongs to the first.
        """
        first, last = sentences_round(sentences, start, end)
        following = bisect_left(sentences, last, key=itemgetter(0))
        limit = sentences[following][0] if following < len(sentences) else len(self.words)
        begin = 0 if first == sentences[0][0] else first + 1
        low = bisect_left(self.cites, begin, key=itemgetter(0))
        high = bisect_right(self.cites, limit, key=itemgetter(0))
        tail = bisect_left(self.cites, sentences[-1][1], key=itemgetter(0))
        return [number for _, number in (*self.cites[low:high], *self.cites[max(high, tail) :])]


def sentences_round(sentences: Sentences, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a stretch begins and ends; several where it runs over their ends."""
    first = max(bisect_right(sentences, start, key=itemgetter(0)) - 1, 0)
    last = max(bisect_right(sentences, end - 1, key=itemgetter(0)) - 1, first)
    return sentences[first][0], max(sentences[last][1], end)


class CitedBlocks:
    """Reads the blocks of one body, all of whose tokens it is given."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        blocks = (token for token in tokens if token.type in ("inline", "embed"))
        cites = (child for block in blocks for child in block.children or () if child.type == "citation")
        self._numbers = {id(token): number for number, token in enumerate(cites)}
        self._notes = {
            note: [self._numbers[id(cite)] for cite in cites]
            for note, cites in citations_of_notes(tokens).items()
        }

    def read(self, inline: Token) -> CitedBlock:
        """Return the words of a block with the citations in it."""
        block, depth = CitedBlock(inline), 0
        for child, words in words_by_child(inline):
            start = len(block.words)
            if child.type == "citation":
                block.cites.append((start, self._numbers[id(child)]))
                block.direct.append(start)
            elif child.type == "footnote_ref":
                block.cites += [(start, number) for number in self._notes.get(child.meta["id"], ())]
            depth += child.nesting if child.type in _LINKS else 0
            if words and (depth or child.type == "wikilink"):
                block.linked.append((start, start + len(words)))
            block.words += words
            block.prose += "_" * len(words) if child.type == "code_inline" else words
        return block
