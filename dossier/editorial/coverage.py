"""Tell which sentences of editors have a source, which are the desk's judgement, and which have neither."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from dossier.editorial.cited_blocks import CitedBlock, CitedBlocks
from dossier.editorial.plainwords import LABELS
from dossier.editorial.targets import written_pages
from dossier.model import Coverage, Desk, MarkdownBody, Place, Problem, Severity, Statement
from dossier.text.characters import cut
from dossier.text.date_words import LANGUAGES, WEEKDAYS, month_names
from dossier.text.sentences import split_sentences
from dossier.text.words import wordset

_LISTS = ("bullet_list_open", "ordered_list_open", "table_open", "dl_open", "blockquote_open")
"""What may follow a sentence that ends with a colon and spell it out."""
_HOW = "Cite a source, or put it into a > [!judgement] callout."
_HOW_MANY = "For notes that need no source, write `uncited: allow` in content/settings.yaml."
MOST_LISTED = 50  # files without a citation that are named one by one
_SHOWN = 100  # characters of a sentence that a message repeats
_JUDGEMENT = "judgement"  # the kind of callout for the desk's own assessment
_DATE_WORDS = {"and", "or", "to", *WEEKDAYS, *(name for each in LANGUAGES for name in month_names(each))}
_POINTING = wordset(
    "see also compare cf and or siehe auch vgl und oder voir aussi et ou véase también y o vedi anche e"
)
"""Words beside links that state nothing."""
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")


def find_statements(tokens: Sequence[Token]) -> tuple[Statement, ...]:
    """Return the sentences of a body that state something, in order; `line` counts from 0 in the body.

    A citation covers its sentence; one after the last full stop of a block covers the block; one in a row
    of a table, or at a block quote, covers the whole. A footnote that cites covers the sentence with its
    mark. A sentence that ends with a colon is covered when all of the list below it is. Headings,
    questions, dates alone, tasks, pictures, embeds and links alone state nothing.
    """
    return tuple(_Reader(tokens).read())


def check_coverage(desk: Desk, severity: Severity) -> tuple[Problem, ...]:
    """Report sentences without a source that are no judgement; a file that cites nothing gets one line.

    Where very many files cite nothing, as in a vault of notes, one warning counts them.
    """
    problems: list[Problem] = []
    without: list[tuple[Place, int]] = []
    """Each file that cites nothing: its first statement, and how many it has."""
    for page in written_pages(desk):
        uncited = [
            (Place(body.file, statement.line, statement.column), statement)
            for body in page.bodies
            for statement in body.statements
            if statement.coverage is Coverage.UNCITED
        ]
        if uncited and not any(body.citations for body in page.bodies):
            without.append((uncited[0][0], len(uncited)))
            continue
        for at, statement in uncited:
            message = f"this has no source: “{cut(statement.words, _SHOWN)}”"
            problems.append(Problem("uncited", severity, message, at, _HOW))
    if len(without) > MOST_LISTED and severity is Severity.WARNING:
        message = f"{len(without):,} files cite no source; this is the first of them"
        problems.append(Problem("uncited", severity, message, min(at for at, _ in without), _HOW_MANY))
        return tuple(problems)
    for at, number in without:
        has = f"{number} statements have" if number > 1 else "1 statement has"
        problems.append(Problem("uncited", severity, f"{has} no source: this file cites none", at, _HOW))
    return tuple(problems)


def as_judgement(body: MarkdownBody) -> MarkdownBody:
    """Return a body that is the desk's assessment as a whole: its statements are judgements, cited or not."""
    statements = tuple(replace(each, coverage=Coverage.JUDGEMENT) for each in body.statements)
    return replace(body, statements=statements)


class _Reader:
    """Walks through the tokens of one body."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.blocks = CitedBlocks(tokens)
        self.callouts: list[str] = []
        """The kinds of the callouts round the present token."""

    def read(self) -> Iterator[Statement]:
        """Yield the statements of the body."""
        found: list[Statement] = []
        leads: list[tuple[int, str, int]] = []
        """Of each sentence with a colon: its number in `found`, what closes the list below, its level."""
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.type == "callout_open":
                self.callouts.append(str(token.meta["kind"]))
            elif token.type == "callout_close":
                self.callouts.pop()
            end = self._whole(index)
            if end is not None:
                found += self._as_one(index, end)
                index = end
            elif token.type == "inline" and self._says(index):
                found += self._sentences(token)
                below = self._next_block(index)
                if below and found and found[-1].words.endswith(":") and below.type in _LISTS:
                    leads.append((len(found) - 1, below.type.replace("open", "close"), below.level))
            token = self.tokens[index]
            if leads and (token.type, token.level) == leads[-1][1:]:
                _settle(found, leads.pop()[0])
            index += 1
        return iter(found)

    def _says(self, index: int) -> bool:
        children = self.tokens[index].children or []
        is_task = bool(children) and children[0].type == "task"
        seen = [child for child in children if child.type != "softbreak" and child.content.strip()]
        is_picture = bool(seen) and all(child.type == "image" for child in seen)
        return self.tokens[index - 1].type not in LABELS and not is_task and not is_picture

    def _whole(self, index: int) -> int | None:
        """Return where a row of a table or a block quote ends that begins here; None for all else."""
        token = self.tokens[index]
        if token.type not in ("tr_open", "blockquote_open"):
            return None
        closing = token.type.replace("open", "close")
        return next(
            number
            for number in range(index, len(self.tokens))
            if self.tokens[number].type == closing and self.tokens[number].level == token.level
        )

    def _as_one(self, start: int, end: int) -> list[Statement]:
        """Return a row or a quotation as one statement; none where it says nothing."""
        parts = [
            self.blocks.read(token)
            for number, token in enumerate(self.tokens[start:end], start)
            if token.type == "inline" and self.tokens[number - 1].type not in LABELS
        ]
        words = " ".join(part.words for part in parts if part.words.strip())
        if not words or all(_is_linked(part, 0, len(part.words)) for part in parts):
            return []
        cited = [number for part in parts for _, number in part.cites]
        if self.tokens[start].type == "blockquote_open":
            cited += self._opening_citation(end)
        return [self._statement(words, (self.tokens[start].map or [0])[0], cited)]

    def _opening_citation(self, end: int) -> list[int]:
        """Return the numbers of the citations with which the paragraph after a block quote begins."""
        below = self._next_block(end)
        if not below or below.type != "paragraph_open":
            return []
        part = self.blocks.read(self.tokens[end + 2])
        return [number for offset, number in part.cites if not part.words[:offset].strip(" —–-")]

    def _sentences(self, inline: Token) -> Iterator[Statement]:
        part = self.blocks.read(inline)
        spans = split_sentences(part.words)
        for start, end in spans:
            words = part.words[start:end]
            if _states(words) and not _is_linked(part, start, end):
                line = (inline.map or [0])[0] + part.words.count("\n", 0, start)
                yield self._statement(words, line, part.covering(spans, start, end))

    def _statement(self, words: str, line: int, cited: Sequence[int]) -> Statement:
        coverage = Coverage.CITED if cited else Coverage.UNCITED
        if _JUDGEMENT in self.callouts:
            coverage = Coverage.JUDGEMENT
        return Statement(" ".join(words.split()), line, coverage, cited=tuple(cited))

    def _next_block(self, index: int) -> Token | None:
        """Return the block that begins directly after the one in which a token is."""
        for token in self.tokens[index + 1 : index + 3]:
            if token.nesting > 0:
                return token
        return None


def _settle(found: list[Statement], lead: int) -> None:
    """Cover a sentence with a colon when all that spells it out is covered."""
    below = found[lead + 1 :]
    if below and all(each.coverage is not Coverage.UNCITED for each in below):
        cited = tuple(number for each in below for number in each.cited)
        found[lead] = replace(found[lead], coverage=below[-1].coverage, cited=cited)


def _states(words: str) -> bool:
    is_question = words.rstrip("”\"’') ").endswith(("?", "？", "؟"))
    return any(char.isalpha() for char in words) and not is_question and not _is_date(words)


def _is_date(words: str) -> bool:
    """Tell whether words are a date alone: `13 and 14 May.` as the label of an entry in a chronology."""
    return all(word in _DATE_WORDS or _NUMBER.fullmatch(word) for word in _WORD.findall(words))


def _is_linked(part: CitedBlock, start: int, end: int) -> bool:
    """Tell whether a stretch of words is links alone, with what stands between them: "See also X and Y."."""
    rest = list(part.words[start:end])
    has_links = any(first < end and start < last for first, last in part.linked)
    for first, last in part.linked:
        for offset in range(max(first, start), min(last, end)):
            rest[offset - start] = " "
    words = {word.casefold() for word in _WORD.findall("".join(rest))}
    return words <= _POINTING if has_links else not words
