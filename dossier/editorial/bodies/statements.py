"""Find the sentences of a body that state something, and what each rests on: a source, judgement, nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from markdown_it.token import Token

from dossier.editorial.bodies.blockquotes import closing_citations, is_quote
from dossier.editorial.bodies.blocks import Block
from dossier.model import Coverage, MarkdownBody, Statement
from dossier.text import late as re
from dossier.text.date_words import LANGUAGES, WEEKDAYS, month_names
from dossier.text.sentences import split_sentences
from dossier.text.words import wordset

UNPLACED = -1
"""The line of a statement in a footnote within a sentence, `^[…]`, which the parser moves."""
_LISTS = ("bullet_list_open", "ordered_list_open", "table_open", "dl_open")
"""What may follow a sentence that ends with a colon and spell it out, as a quote may."""
_JUDGEMENT = "judgement"  # the kind of callout for the desk's own assessment
_DATE_WORDS = {"and", "or", "to", *WEEKDAYS, *(name for each in LANGUAGES for name in month_names(each))}
_POINTING = wordset(
    "see also compare cf and or siehe auch vgl und oder voir aussi et ou véase también y o vedi anche e"
)
"""Words beside links that state nothing."""
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")


def find_statements(blocks: Sequence[Block]) -> tuple[Statement, ...]:
    """Return the sentences of a body that state something, in order; `line` counts from 0 in the body.

    A citation covers its sentence; one after the last full stop of a block covers the block; one in a row
    of a table, or at a block quote, covers the whole. A footnote that cites covers the sentence with its
    mark. A sentence that ends with a colon is covered when all of the list below it is. Headings,
    questions, dates alone, tasks, pictures, embeds and links alone state nothing.
    """
    placed = list(_statements(blocks))
    found = [statement for statement, _ in placed]
    for number in reversed(range(len(found))):  # from the end, for lists in lists
        statement, block = placed[number]
        if statement.words.endswith(":") and not _whole(block) and block.below:
            found[number] = _settled(statement, found[number + 1 : _end_of_list(placed, number, block.below)])
    return tuple(found)


def as_judgement(body: MarkdownBody) -> MarkdownBody:
    """Return a body that is the desk's assessment as a whole: its statements are judgements, cited or not."""
    statements = tuple(replace(each, coverage=Coverage.JUDGEMENT) for each in body.statements)
    return replace(body, statements=statements)


def _end_of_list(placed: Sequence[tuple[Statement, Block]], lead: int, listed: Token) -> int:
    """Return the number of the statement after those in the list below one; of the next where it is none."""
    end = lead + 1
    spells_out = listed.type in _LISTS or is_quote(listed)
    while spells_out and end < len(placed) and listed in placed[end][1].around:
        end += 1
    return end


def _statements(blocks: Sequence[Block]) -> Iterator[tuple[Statement, Block]]:
    """Yield each statement with the block that it is in."""
    groups = [list(group) for _, group in groupby(blocks, key=lambda block: id(_whole(block)))]
    for group, following in pairwise([*groups, []]):
        whole = _whole(group[0])
        if whole:
            yield from ((each, group[0]) for each in _as_one(whole, group, following))
        else:
            yield from ((each, block) for block in group if _says(block) for each in _sentences(block))


def _whole(block: Block) -> Token | None:
    """Return the row of a table or the block quote that a block is in, which is one statement."""
    return next((token for token in block.around if token.type == "tr_open" or is_quote(token)), None)


def _says(block: Block) -> bool:
    children = block.token.children or []
    is_task = bool(children) and children[0].type == "task"
    seen = [child for child in children if child.type != "softbreak" and child.content.strip()]
    is_picture = bool(seen) and all(child.type == "image" for child in seen)
    return block.is_prose and not is_task and not is_picture


def _as_one(whole: Token, blocks: Sequence[Block], following: Sequence[Block]) -> Iterator[Statement]:
    """Yield a row or a quotation as one statement; none where it says nothing."""
    parts = [block for block in blocks if block.is_prose]
    words = " ".join(part.words for part in parts if part.words.strip())
    if words and not all(_is_linked(part, 0, len(part.words)) for part in parts):
        outside = blocks[0].around[: blocks[0].around.index(whole)]
        cited = [number for part in parts for _, number in part.cites]
        if is_quote(whole) and following:
            cited += closing_citations(following[0], blocks[-1])
        yield _statement(words, (parts[0].token.map or whole.map or [0])[0], cited, outside)


def _sentences(block: Block) -> Iterator[Statement]:
    spans = split_sentences(block.words)
    for start, end in spans:
        words = block.words[start:end]
        if _states(words) and not _is_linked(block, start, end):
            line = block.token.map[0] + block.words.count("\n", 0, start) if block.token.map else UNPLACED
            yield _statement(words, line, block.covering(spans, start, end), block.around)


def _statement(words: str, line: int, cited: Sequence[int], around: Sequence[Token]) -> Statement:
    coverage = Coverage.CITED if cited else Coverage.UNCITED
    if any(token.type == "callout_open" and token.meta["kind"] == _JUDGEMENT for token in around):
        coverage = Coverage.JUDGEMENT
    return Statement(" ".join(words.split()), line, coverage, cited=tuple(cited))


def _settled(lead: Statement, below: Sequence[Statement]) -> Statement:
    """Cover a sentence with a colon when all that spells it out is covered."""
    if not below or any(each.coverage is Coverage.UNCITED for each in below):
        return lead
    cited = tuple(number for each in below for number in each.cited)
    return replace(lead, coverage=below[-1].coverage, cited=cited)


def _states(words: str) -> bool:
    is_question = words.rstrip("”\"’') ").endswith(("?", "？", "؟"))
    return any(char.isalpha() for char in words) and not is_question and not _is_date(words)


def _is_date(words: str) -> bool:
    """Tell whether words are a date alone: `13 and 14 May.` as the label of an entry in a chronology."""
    return all(word in _DATE_WORDS or _NUMBER.fullmatch(word) for word in _WORD.findall(words))


def _is_linked(part: Block, start: int, end: int) -> bool:
    """Tell whether a stretch of words is links alone, with what stands between them: "See also X and Y."."""
    rest = list(part.words[start:end])
    has_links = any(first < end and start < last for first, last in part.linked)
    for first, last in part.linked:
        for offset in range(max(first, start), min(last, end)):
            rest[offset - start] = " "
    words = {word.casefold() for word in _WORD.findall("".join(rest))}
    return words <= _POINTING if has_links else not words
