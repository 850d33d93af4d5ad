"""Turn the sentences of a document into who says what they say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dossier.analysis.names import owns
from dossier.analysis.speech.vocabulary import (
    AFTER,
    ASIDE,
    CUES,
    DETERMINERS,
    EDGE,
    END,
    FIRST,
    INVERTED,
    ISSUED,
    JOINING,
    NAME_FIRST,
    NO_SPEAKER,
    NOBODY,
    NOUN_AFTER,
    NOUN_BEFORE,
    OPENERS,
    PARTICIPLES,
    POINTERS,
    PRONOUN,
    QUOTED,
    QUOTING,
    SECOND,
    SPEAKERS,
    STATED,
    STRETCH,
    SUBORDINATE,
    TRAILERS,
    UNNAMED,
    VERBS,
)
from dossier.model import Attribution, Document, EntityId, EntityKind, Mention, Mode, Sentence, Span
from dossier.text.read_text import ReadText
from dossier.text.words import TIMES, Word

_Cue = tuple[int, int, str]
"""(number of its first word, one past its last, the words)."""
_THING = 5  # words; "the harbour master" may speak, a longer run without a name or an office may not
_ASIDE = 8  # words; "Mr Roe, the harbour master of Elver, claimed …"
_NAME = 4  # words; "The mayor, Ann Lee Roe, said"
_READABLE = 2000  # characters; a longer sentence is a table or a text without stops
_LONGEST = 16  # words; a longer run is a clause and not a speaker


def find_attributions(
    text: ReadText, mentions: Sequence[Mention], kinds: Mapping[EntityId, EntityKind]
) -> tuple[Attribution, ...]:
    """Return who says what, in order of place; at most two speakers of a sentence.

    `mentions` are those of this document. A pronoun is no speaker: whom "he" stands for is a guess.
    """
    document, words = text.document, text.words
    cues = [number for number, word in enumerate(words) if word.key in FIRST]
    places = [mention.passage.span.start for mention in mentions]
    found: list[Attribution] = []
    for sentence, first, last in ((row.sentence, row.first, row.last) for row in text.prose()):
        start, end = sentence.span.start, sentence.span.end
        if bisect_left(cues, first) < bisect_left(cues, last):
            here = mentions[bisect_left(places, start) : bisect_left(places, end)]
            found += _sentence(document, sentence, words[first:last], here, kinds)
    return tuple(found)


def _cues(text: str, row: Sequence[Word], sentence: Span) -> list[_Cue]:
    """Return the reporting words of a sentence; some count only beside a quotation."""
    found: list[_Cue] = []
    for number in [number for number, word in enumerate(row) if word.key in FIRST]:
        key, following = row[number].key, row[number + 1] if number + 1 < len(row) else None
        after = following.key if following else ""
        figure = following and following.raw[0].isdigit() and key in ("added", "claimed", "posted")
        if after in SECOND.get(key, ()):
            found.append((number, number + 2, f"{key} {after}"))
        elif key == "quoted" and after in ("by", "as") and number and row[number - 1].key in VERBS:
            found.append((number - 1, number + 1, "quoted"))  # "was quoted by the paper as saying"
        elif after in NOUN_AFTER.get(key, ()) or figure or (number and owns(text, row[number - 1].end)):
            continue
        elif key in CUES or (key in QUOTING and _has_quotation(text, sentence.start, sentence.end)):
            found.append((number, number + 1, key))
    return found


def _sentence(
    document: Document,
    sentence: Sentence,
    row: Sequence[Word],
    mentions: Sequence[Mention],
    kinds: Mapping[EntityId, EntityKind],
) -> list[Attribution]:
    text, start, end = document.text, sentence.span.start, sentence.span.end
    found: list[Attribution] = []
    for first, last, cue in _cues(text, row, sentence.span) if end - start <= _READABLE else ():
        at = row[first].start
        if (
            _in_quotes(text, start, at)
            or len(found) == 2
            or (cue in PARTICIPLES and (found or text[at - 2] != ","))
        ):
            continue
        if cue in PARTICIPLES:
            span = _subject(text, start, mentions)
        else:
            span = _speaker(text, sentence.span, row, (first, last, cue))
        if span is None or any(span.overlaps(other.speaker.span) for other in found):
            continue
        span, entity = _apposed(text, span, mentions)
        if _is_pronoun(text, span):
            continue
        entity = entity or _entity(text, span, mentions, kinds)
        if entity is None or all(entity != other.entity for other in found):
            mode = Mode.DIRECT if QUOTED.search(text, start, end) else Mode.INDIRECT
            found.append(
                Attribution(document.passage(sentence.span), document.passage(span), cue, mode, entity)
            )
    return found


def _is_pronoun(text: str, span: Span) -> bool:
    """Tell whether a speaker is not named, but pointed to: "he", "they all", "some"."""
    return bool(PRONOUN.match(text, span.start)) or text[span.start : span.end].casefold() in POINTERS


def _has_quotation(text: str, start: int, end: int) -> bool:
    return text.find("“", start, end) >= 0 or text.find('"', start, end) >= 0


def _in_quotes(text: str, start: int, at: int) -> bool:
    return text.count("“", start, at) > text.count("”", start, at) or text.count('"', start, at) % 2 == 1


def _subject(text: str, start: int, mentions: Sequence[Mention]) -> Span | None:
    """Return the name with which a sentence begins, a title before it left out."""
    if PRONOUN.match(text, start):
        return None
    for mention in mentions:
        before = text[start : mention.passage.span.start].strip().casefold()
        if len(before) < len("President ") and before not in NOBODY:
            return mention.passage.span
    return _opening_name(text, start)


def _opening_name(text: str, start: int) -> Span | None:
    """Return the capitalised words that open a sentence, when there are several."""
    match = NAME_FIRST.match(text, start)
    if match is None or match.group().split(maxsplit=1)[0].casefold() in NOBODY:
        return None
    return Span(start, match.end())


def _is_person(mention: Mention, kinds: Mapping[EntityId, EntityKind]) -> bool:
    return mention.entity is not None and kinds.get(mention.entity) is EntityKind.PERSON


def _apposed(text: str, span: Span, mentions: Sequence[Mention]) -> tuple[Span, EntityId | None]:
    """Join "Name, the minister," to one speaker."""
    if text[span.end : span.end + 1] == "," and text[span.start - 2 : span.start] == ", ":
        for mention in mentions:
            if mention.passage.span.end == span.start - 2:
                return Span(mention.passage.span.start, span.end), mention.entity
    return span, None


def _speaker(text: str, sentence: Span, row: Sequence[Word], found: _Cue) -> Span | None:
    first, last, cue = found
    if cue in AFTER and last - first == len(cue.split()):
        cited = _following(text, sentence, row, last)
        inside = [word for word in row[last:] if cited and word.end <= cited.end]
        speaks = any(word.raw[0].isupper() or word.key in SPEAKERS for word in inside)
        return cited if speaks or cue not in ("citing", "cited") else None
    before = text[sentence.start : row[first].start].rstrip()
    quoted = before[-1:] in ("”", '"') or (before[-1:] == "’" and "‘" in before)
    if quoted or not before or (before[-1] == "," and _is_inverted(cue, before)):
        following = _following(text, sentence, row, last, _LONGEST if quoted else _THING)
        words = text[following.start : following.end].casefold() if following else ""
        after = next((w.key for w in row[last:] if following and w.start >= following.end), "")
        apart = not quoted and (after in VERBS or words.rpartition(" ")[2] in STRETCH)
        if following and words not in NO_SPEAKER and not apart:
            return following
    elif first and row[first - 1].key in NOUN_BEFORE:
        return None
    return _preceding(text, sentence, row, first)


def _is_inverted(cue: str, before: str) -> bool:
    """Tell whether a speaker follows a comma and a cue, or the comma closes an aside of one before it."""
    if cue not in INVERTED | STATED:
        return False
    head, _, aside = before[:-1].rpartition(",")
    words = aside.split()
    if not head or not words:
        return True
    apposed = len(words) <= _ASIDE and words[0] not in OPENERS and VERBS.isdisjoint(words)
    named = 1 < len(words) <= _NAME and all(word[0].isupper() for word in words)
    return not (named or ASIDE.match(words[0]) or (apposed and cue in STATED))


def _following(text: str, sentence: Span, row: Sequence[Word], last: int, thing: int = _THING) -> Span | None:
    if last >= len(row):
        return None
    end = END.search(text, row[last].start, sentence.end)
    stop = end.start() if end else sentence.end
    cue = next((w.start for w in row[last:] if w.key in CUES and w.start < stop), stop)
    return _trimmed(text, row[last:], row[last].start, cue, thing)


def _preceding(text: str, sentence: Span, row: Sequence[Word], first: int) -> Span | None:
    """Look for the speaker in the clause before the cue, passing over asides such as ", seen by us,"."""
    stop = row[first].start
    edges = [sentence.start, *(edge.end() for edge in EDGE.finditer(text, sentence.start, stop))]
    for start, end in zip(reversed(edges), [stop, *reversed(edges)], strict=False):
        clause = [word for word in row[:first] if start <= word.start < end]
        if not clause or ASIDE.match(text, clause[0].start) or _is_enclosed(text, sentence.start, start):
            continue
        if all(word.key in OPENERS for word in clause):  # "…, but added": the subject stands further up
            if any(word.key in JOINING for word in clause):
                return _opening_name(text, sentence.start)
            continue
        if clause[-1].key in JOINING and (name := _opening_name(text, clause[0].start)):
            return name  # "Ann Roe won the race and said"
        for number in range(len(clause) - 2, 0, -1):  # "it came a week after X said"
            after = clause[number + 1]
            issued = clause[number - 1].key in ISSUED
            opens = after.raw[0].isupper() or after.key in DETERMINERS
            if opens and not issued and clause[number].key in SUBORDINATE | CUES:
                clause = clause[number + 1 :]
                break
        span = _trimmed(text, clause, start, end)
        if span or end != stop:
            return span and _with_office(text, row, span, edges)
    return None


def _is_enclosed(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at) or _in_quotes(text, start, at)


def _with_office(text: str, row: Sequence[Word], span: Span, edges: Sequence[int]) -> Span:
    """Join "Name, a teacher," and "the mayor, Name," to one speaker."""
    before = [edge for edge in edges if edge < span.start - 2]
    if text[span.end : span.end + 1] != "," or text[span.start - 2 : span.start] != ", " or not before:
        return span
    left = _trimmed(text, row, before[-1], span.start - 2)
    if left is None or left.end != span.start - 2 or left.start != before[-1]:
        return span
    return Span(left.start, span.end)


def _trimmed(text: str, row: Sequence[Word], start: int, end: int, longest: int = _THING) -> Span | None:
    """Cut a clause down to the words that name a speaker; None when nothing in it can speak."""
    words = [word for word in row if start <= word.start < end]
    while words and words[0].key in OPENERS:
        words = words[1:]
    if len(words) > 2 and words[0].key in ("on", "in") and words[1].key in TIMES:  # "On Friday he said"
        words = words[2:]
    verb = next((n for n, w in enumerate(words) if n and w.key in VERBS and w.raw.islower()), len(words))
    words = words[:verb]
    while words and words[-1].raw.islower() and (words[-1].key in TRAILERS or words[-1].key.endswith("ly")):
        words = words[:-1]
    if not words or len(words) > _LONGEST or words[0].key in NOBODY:
        return None
    span = Span(words[0].start, words[-1].end)
    named = any(word.raw[0].isupper() for word in words[1:]) or (
        words[0].raw[0].isupper() and (len(words) == 1 or text[words[0].end] in "'’")
    )
    thing = words[0].key in DETERMINERS and 1 < len(words) <= longest
    return span if named or thing or any(word.key in SPEAKERS for word in words) else None


def _entity(
    text: str, span: Span, mentions: Sequence[Mention], kinds: Mapping[EntityId, EntityKind]
) -> EntityId | None:
    """Return the entity that speaks: the name that ends the words, unless an unnamed source does."""
    inside = [m for m in mentions if m.passage.span in span and m.entity]
    if not inside or text[span.start : span.end].rpartition(" ")[2] in UNNAMED:
        return None
    people = [m.entity for m in inside if _is_person(m, kinds)]
    last = inside[-1]
    if last.passage.span.end == span.end:
        alone = last.passage.span.start - span.start <= len("the ")
        return last.entity if alone or last.entity in people else None
    head = text[span.start : span.end].split(" ", maxsplit=1)[0]
    return (
        people[0]
        if len(people) == 1 and inside[0].entity in people and head.casefold() not in SPEAKERS
        else None
    )
