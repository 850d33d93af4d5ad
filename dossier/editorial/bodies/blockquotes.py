"""Find the block quotes of a body, and the citation with which each of their words is compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from markdown_it.token import Token

from dossier.editorial.bodies.blocks import Block, Pointer
from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.model import Citation, Place, Quoted
from dossier.text import late as re
from dossier.text.quotes import DOUBLE_MARKS, editors_quotations, without_marks
from dossier.text.reporting import WINDOW, is_reported
from dossier.text.words import WITHIN_NAMES, words_of

_SIGNATURE = re.compile(r"\n?[ \t]*(?:—|–|--|―)[^\n]*$")
_LABEL = re.compile(r"\n[^\n:]{1,40}:[ \t]*$")
"""Before a citation that closes: `Source:`."""
_CREDIT = re.compile(
    r"(?<=[.!?…”’\"'»])[ \t]*(?:\n{0,3}[ \t]*(?:—|–|―|--|-[ \t])([^\n]{1,100})"
    r"|\n{0,3}[ \t]*\(([^()\n]{1,100})\)\.?|\n{2,3}[ \t~]*([^\n]{1,100}))$"
)
"""Behind a full stop: who said it, behind a dash, in brackets or in a paragraph or entry of its own."""
_NAMED = re.compile(r"([^:\n]{1,40}):[ \t]+(?=\S)")
_GOES_ON = re.compile(r"[.!?][”’\"']?\s+\S")
LONGEST_REPORT = 3  # words; `the mayor said`
_DASHES = ("—", "–", "-", "―")
"""What opens the words that say who spoke."""
_APART = frozenset(
    ["heading_open", "list_item_open", "dt_open", "dd_open", "footnote_block_open", "footnote_open"]
)
"""What begins something else than the quotation above it."""
LONGEST_SIGNATURE = 100  # characters; `— the spokeswoman of the ministry, to reporters`


def with_credit(words: str) -> str:
    """Return a block quote's words without outer quotation marks and a last line such as `— a name`."""
    words = words.strip()
    return without_marks(_SIGNATURE.sub("", words).strip() if "\n" in words else words)


def without_signature(words: str) -> str:
    """Return a block quote's words without outer quotation marks and what may say whose words they are.

    That is a last line such as `— a name` or `Source:`, and, beside marks or a full stop, `she said` and a
    name behind a dash, in brackets or before a colon.
    """
    words = words.strip()
    if "\n" in words and (signed := _SIGNATURE.search(words) or _LABEL.search(words)):
        return without_marks(words[: signed.start()].strip())
    spans = [each for each in editors_quotations(words) if words[each[0]] in DOUBLE_MARKS]
    if spans:
        start, end = spans[0][0], spans[-1][1]
        if _introduces(words[:start]) and _says_whose(words, end):
            return without_marks(words[start:end])
    credit = _CREDIT.search(words)
    if credit and _is_name(credit[1] or credit[2] or credit[3]):
        words = words[: credit.start()].strip()
    label = _NAMED.match(words)
    return without_marks(words[label.end() :] if label and _is_name(label[1]) else words)


def _introduces(words: str) -> bool:
    """Tell whether words before a quotation say no more than whose it is: `Ann Moor:`, `She said`."""
    label = words.strip(" \t:")
    is_short = len(words_of(label)) <= LONGEST_REPORT and is_reported(label, "")
    return not label or is_short or (words.rstrip().endswith(":") and _is_name(label))


def _says_whose(words: str, end: int) -> bool:
    """Tell whether words behind a quotation say no more than whose it is: `she said`, `— Ann Moor`."""
    credit = words[end:].strip(" \t\n.,;:")
    if not credit or _GOES_ON.search(credit):
        return not credit
    if credit.startswith((*_DASHES, "(")):
        return len(credit) <= LONGEST_SIGNATURE
    opens_sentence = credit[0].isupper() and words[end - 2] in ".!?…"
    return len(words_of(credit)) <= WINDOW and is_reported("", credit) and not opens_sentence


def _is_name(words: str) -> bool:
    """Tell whether words are a name, perhaps with an office or a day behind a comma: `The Log, of Monday`."""
    name = words_of(words.partition(",")[0])
    if not name or len(words) > LONGEST_SIGNATURE or not any(map(str.isalpha, words)):
        return False
    return not any(word.raw[0].islower() and word.key not in WITHIN_NAMES for word in name)


@dataclass(slots=True)
class BlockQuote:
    """An outermost block quote, or a callout of words that are quoted."""

    at: Place
    blocks: list[Block] = field(default_factory=list)
    waiting: str = ""
    """Its words, where no citation is in it nor opens the paragraph below."""
    credited: str = ""
    """The same with what may say whose they are."""
    is_checked: bool = False
    """True when each of its words has a citation to be compared with, or waits for one."""
    trailing: str = ""
    """Words after its last citation that do not say whose they are."""
    last: Place | None = None
    """Where its last citation is."""
    closing: list[int] = field(default_factory=list)
    """Numbers of the citations of footnotes that close it from the paragraph below."""

    def give_words(self, cites: Sequence[tuple[Pointer, int]], words: str) -> None:
        """Give each citation in it, with its offset in all the words, the words before it."""
        self.is_checked, self.last = True, cites[-1][0].at
        self.trailing = _own_words(words[cites[-1][1] :])
        begin = 0
        for pointer, end in cites:
            typed = words[begin:end].strip().lstrip(".,;: ")
            quoted = without_signature(typed)
            if any(map(str.isalnum, quoted)):
                pointer.quotation, pointer.quotation_at = quoted, self.at
                pointer.credited = with_credit(typed)
                pointer.words, pointer.offset = quoted, len(quoted)
                begin = end

    def close(self, below: Block) -> None:
        """Give its words to the citation that closes it in the block below."""
        closing = closing_citations(below, self.blocks[-1])
        first = next((each for each in below.pointers if each.cites), None)
        if first and closing and not below.words[below.cites[0][0] : first.offset].strip():
            first.quotation, first.quotation_at = self.waiting, self.at
            first.credited = self.credited
            self.waiting = ""
        else:
            self.closing = closing

    def quoted(self, citations: Sequence[Citation]) -> Iterator[Quoted]:
        """Yield what of it no citation directly follows; `citations` are those of the body."""
        if self.waiting:
            cites = [number for block in self.blocks for _, number in block.cites] + self.closing
            cited_at = tuple(citations[each].at for each in cites)
            yield Quoted(self.at, self.waiting, cited_at, is_speech=True, credited=self.credited)
        if self.trailing and self.last:
            yield Quoted(self.at, self.trailing, (self.last,), is_speech=False)


def find_block_quotes(blocks: Sequence[Block], places: TokenPlaces) -> list[BlockQuote]:
    """Return the block quotes in order, and give the citations that close them their words.

    A citation that opens the paragraph directly below a quote without citations is the quote's.
    """
    found: list[BlockQuote] = []
    waiting: BlockQuote | None = None
    for _, group in groupby(blocks, key=lambda block: id(quote_round(block))):
        parts = list(group)
        outer = quote_round(parts[0])
        if outer is None:
            if waiting:
                waiting.close(parts[0])
            waiting = None
            continue
        quote = BlockQuote(places.at((outer.map or [0])[0]))
        words, cites = "", []
        for block in parts:
            if block.token.type in ("inline", "embed") and block.opening != "callout_title_open":
                words += "\n" if words and block.within("bullet_list_open") else ""  # `- Ann Moor`
                cites += [(each, len(words) + each.offset) for each in block.pointers if each.cites]
                words += f"{block.words}\n\n"
                quote.blocks.append(block)
        found.append(quote)
        if cites:
            quote.give_words(cites, words)
        else:
            quote.waiting, quote.credited = without_signature(words), with_credit(words)
            quote.is_checked = bool(quote.waiting)
        waiting = quote if quote.waiting else None
    return found


def quote_round(block: Block) -> Token | None:
    """Return the outermost quote that a block is in; the words of other callouts are the desk's own."""
    return next(filter(is_quote, block.around), None)


def is_quote(token: Token) -> bool:
    """Tell whether a token opens a block quote or a callout of quoted words."""
    return quote_nesting(token) == 1


def quote_nesting(token: Token) -> int:
    """Return 1 where a block quote or a callout of quoted words is opened, -1 where it is closed, else 0."""
    is_callout = token.type in ("callout_open", "callout_close") and token.meta["kind"] == "quote"
    return token.nesting if is_callout or token.type in ("blockquote_open", "blockquote_close") else 0


def _own_words(words: str) -> str:
    """Return words after the citation of a block quote; none where they say who spoke, or in what."""
    trailing = words.strip(" \t\n.,;:")
    is_signature = trailing.startswith((*_DASHES, "(")) or is_reported("", trailing)
    return "" if is_signature else trailing


def closing_citations(block: Block, quoted: Block) -> list[int]:
    """Return the numbers of the citations of a block that are those of the block quote directly above it.

    They open the block, or follow the words there that say who spoke. Headings, the next entry of a list and
    footnotes, which come last, close nothing. `quoted` is the last block of the quote.
    """
    if not block.cites or not is_below(block, quoted):
        return []
    first, _ = block.cites[0]
    before = block.words[:first].strip()
    is_signature = before.startswith(_DASHES) and len(before) < LONGEST_SIGNATURE and "\n" not in before
    if before and not is_signature:
        return []
    return [number for offset, number in block.cites if not block.words[first:offset].strip()]


def may_name_speaker(block: Block, quoted: Block) -> bool:
    """Tell whether a block may say whose words the quote directly above it has: one short line of any form.

    Many such lines do not, so this is for where a quote too many is better than one too few. `quoted` is the
    last block of the quote.
    """
    words = block.words.strip()
    is_short = len(words) <= LONGEST_SIGNATURE and "\n" not in words
    return is_short and block.opening == "paragraph_open" and is_below(block, quoted)


def is_below(block: Block, quoted: Block) -> bool:
    """Tell whether a block is no part of something else than what is above it, such as a quote."""
    around = zip_longest(quoted.around, block.around)
    parting = next((theirs for ours, theirs in around if ours is not theirs), None)
    return parting is not None and parting.type not in _APART
