"""Turn the sentences of a source into who says what they say."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dossier.analysis.speech.speakers import find_speaker
from dossier.analysis.speech.statements import Cue, Statement, read_statement
from dossier.analysis.speech.vocabulary import (
    CLAIMED,
    DISOWNED,
    FIRST,
    JOINING,
    SUPPOSED,
    TRAILERS,
    UNASSERTED,
    VERBS,
)
from dossier.model import Attribution, Document, EntityId, EntityKind, Mention, Mode, Span
from dossier.text import late as re
from dossier.text.denials import denial_before
from dossier.text.read_text import ReadText
from dossier.text.reporting import PARTICIPLES, QUOTING
from dossier.text.words import TITLES, Word, wordset

_READABLE = 2000  # characters; a longer sentence is a table or a text without stops
_MOST = 2  # speakers of a sentence
_OTHERS = wordset("of to for from with by about against near behind on at under over after before")
"""Before the name of a person who does not speak, but somebody or something of theirs."""
_CLAUSE = wordset("who whose which that")
"""Words that open what somebody else does: "the driver who hit" Roe."""
_BEFORE_ADJECTIVE = re.compile(r"(?i:^the$|^an?$|['’]s?$)")
"""Before a word that is no verb: "the country's outgoing" President Roe, but "lawyers representing" him."""

Kinds = Mapping[EntityId, EntityKind]


def find_attributions(text: ReadText, mentions: Sequence[Mention], kinds: Kinds) -> tuple[Attribution, ...]:
    """Return who says what, in order of place; at most two speakers of a sentence.

    `mentions` are those of this source. A pronoun is no speaker: whom "he" stands for is a guess.
    """
    cues = [number for number, word in enumerate(text.words) if word.key in FIRST]
    places = [mention.passage.span.start for mention in mentions]
    found: list[Attribution] = []
    for row in text.prose():
        span = row.sentence.span
        has_cue = bisect_left(cues, row.first) < bisect_left(cues, row.last)
        if has_cue and span.end - span.start <= _READABLE:
            inside = mentions[bisect_left(places, span.start) : bisect_left(places, span.end)]
            statement = read_statement(text.document.text, span, text.words_in(row), inside)
            found += _attributions(text.document, statement, kinds)
    return tuple(found)


def _attributions(document: Document, statement: Statement, kinds: Kinds) -> list[Attribution]:
    found: list[Attribution] = []
    is_retold = False
    for cue in statement.cues():
        is_direct = statement.is_direct and not (is_retold and cue.cites) and not _is_answered(statement, cue)
        mode = Mode.DIRECT if is_direct else Mode.INDIRECT
        is_retold |= not statement.is_quoted(
            statement.words[cue.first].start
        )  # "“No,” he said, according to"
        speaker = find_speaker(statement, cue) if _may_report(statement, cue, found) else None
        if speaker is None or any(speaker.overlaps(other.speaker.span) for other in found):
            continue
        if not _is_asserted(statement, speaker):
            continue
        speaker, entity = _apposed(statement, speaker)
        entity = entity or _entity(statement, speaker, kinds)
        if entity is None or all(entity != other.entity for other in found):
            place = document.passage(statement.span)
            found.append(Attribution(place, document.passage(speaker), cue.words, mode, entity))
    return found[:_MOST]


def _is_answered(statement: Statement, cue: Cue) -> bool:
    """Tell whether what is quoted is said by another: "Ann Roe asked him why, and Cy Doe said: “No.”"."""
    start = statement.quotations[0][0] if statement.quotations else 0
    return any(
        _has_own_subject(statement, statement.words[cue.last : other.first])
        for other in statement.cues()
        if cue.last <= other.first
        and statement.words[other.first].start < start
        and not (other.cites or other.words in PARTICIPLES)
    )


def _has_own_subject(statement: Statement, words: Sequence[Word]) -> bool:
    """Tell whether words between two cues open a clause of another speaker: ", and Cy Doe" said."""
    has_subject = False
    for number, word in reversed(list(enumerate(words))):
        if word.key in JOINING and any(each.key in VERBS for each in words[:number]):
            return has_subject
        has_subject |= word.key not in TRAILERS | JOINING
        if statement.text[word.start - 2] in ",;":
            return has_subject or word.key in ("who", "which")
    return False  # "the radio said Roe called it"


def _is_asserted(statement: Statement, speaker: Span) -> bool:
    """Tell whether a source says that somebody spoke: not "if Roe says", "it is false that Roe said"."""
    text, span = statement.text, statement.span
    before = text[span.start : speaker.start]
    if text.startswith(("the ", "a ", "an "), speaker.start) and text[speaker.end : speaker.end + 1] == ",":
        before = before.removesuffix(", ")  # "if Ann Roe, the mayor, says so"
    is_claimed = CLAIMED.search(before) and DISOWNED.search(text, speaker.end, span.end)
    is_supposed = SUPPOSED.search(before) or SUPPOSED.search(text, span.start, speaker.end)
    return not (is_claimed or is_supposed or UNASSERTED.search(before) or denial_before(before, "en"))


def _may_report(statement: Statement, cue: Cue, found: Sequence[Attribution]) -> bool:
    """Tell whether a cue reports in the words of the source: not in a quotation, and no mere "saying"."""
    at = statement.words[cue.first].start
    if cue.words in PARTICIPLES and (found or statement.text[at - 2] != ","):
        return False
    if cue.words in QUOTING and _is_answered(statement, cue):
        return False
    return not statement.is_quoted(at)


def _apposed(statement: Statement, span: Span) -> tuple[Span, EntityId | None]:
    """Join "Name, the minister," to one speaker."""
    text = statement.text
    if _opens_with_name(text[span.start : span.end]):
        return span, None
    if text[span.end : span.end + 1] == "," and text[span.start - 2 : span.start] == ", ":
        for mention in statement.mentions:
            if mention.passage.span.end == span.start - 2:
                return Span(mention.passage.span.start, span.end), mention.entity
    return span, None


def _opens_with_name(speaker: str) -> bool:
    """Tell whether a speaker has a name of its own: "Ann Roe, a lawyer", not "Minister of Ports"."""
    return all(word[0].isupper() for word in speaker.partition(", ")[0].split())


def _entity(statement: Statement, span: Span, kinds: Kinds) -> EntityId | None:
    """Return the entity that speaks: a name that is or ends the words, or that an office explains."""
    inside = [m for m in statement.mentions if m.passage.span in span and m.entity]
    if not inside:
        return None
    people = [m.entity for m in inside if m.entity and kinds.get(m.entity) is EntityKind.PERSON]
    first, last = inside[0], inside[-1]
    if last.passage.span.end == span.end:
        before = statement.text[span.start : last.passage.span.start]
        alone = len(before) <= len("the ")
        if alone or (last.entity in people and not _is_of_another(before)):
            return last.entity
        people = people[:1] if first.passage.span.start == span.start else []
    explained = statement.text[first.passage.span.end] == ","  # "Elena Marković, the port's director"
    return first.entity if explained and people == [first.entity] else None


def _is_of_another(before: str) -> bool:
    """Tell whether words before a name make it no speaker's: "the brother of Mr. " Roe, not "An angry "."""
    words = before.rpartition(", ")[2].replace(".", "").split()
    titles: list[str] = []
    while words and words[-1].casefold() in TITLES:
        titles.append(words.pop())
    if not words or words[-1] in ("named", "called"):
        return False
    *others, last = words
    describes = words[0].casefold() in ("a", "an") and len(words) > len(("an", "angry"))
    is_office = "".join(titles).islower() or (others and _BEFORE_ADJECTIVE.search(others[-1]))
    acts = last.islower() and last.endswith("ing") and others and not is_office  # "managing director"
    return bool(describes or acts or last.casefold() in _OTHERS or not _CLAUSE.isdisjoint(words))
