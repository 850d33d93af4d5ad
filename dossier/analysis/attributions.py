"""Turn the sentences of a document into who says what they say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dossier.analysis.words import WEEKDAYS, Word, words_of, wordset
from dossier.model import Attribution, Document, EntityId, EntityKind, Mention, Mode, Sentence, Span

_AFTER = (
    wordset("quoting citing quoted cited")
    | {
        f"{word} by"
        for word in ("announced", "confirmed", "reported", "stated", "said", "claimed", "denied", "described")
    }
    | {"according to"}
)
"""Cues that stand before their speaker."""
_PARTICIPLES = wordset("saying adding stressing noting warning claiming insisting arguing")
"""Cues whose speaker is the subject of the sentence."""
_CUES = (
    wordset(
        """said says told tells announced confirmed denied denies reported claimed stated noted added
        warned warns wrote declared acknowledged admitted insisted argued explained indicated
        suggested stressed emphasized emphasised urged described dismissed rejected refuted disputed
        hailed praised promised pledged vowed alleged revealed disclosed replied answered responded
        condemned denounced asserted maintained predicted tweeted posted recalled reiterated"""
    )
    | _PARTICIPLES
    | _AFTER
    | {"called for", "called on", "pointed out", "spoke of", "demanded that"}
)
"""Reporting words; all but `_AFTER` follow their speaker, or precede it after a comma or a quotation."""
_QUOTING = wordset("called justified laughed joked disagreed wondered asked demanded")
"""Cues only where a quotation follows or precedes them."""
_SECOND: dict[str, frozenset[str]] = {
    first: frozenset(cue.split()[1] for cue in _CUES if cue.startswith(f"{first} "))
    for first in {cue.split()[0] for cue in _CUES if " " in cue}
}
_QUOTED = re.compile(r"“[^“”]{8,}|\"[^\"]{8,}[\"”]|«[^«»]{8,}»")
_EDGE = re.compile(r"[;:—“”\"()]|, | – | - ")
_NOUN_BEFORE = wordset(
    """been was were is are be being not to the a an his her its their as by so never previously"""
)
"""Before a cue they make it an adjective, a noun or a passive: "the reported talks"."""
_JOINING = wordset("and but or yet")
_OPENERS = wordset(
    """but and however meanwhile while although though that when if because as after before since yet or
    so also still then later recently reportedly previously publicly earlier now for what which where
    whereas instead twice once again today here there thus"""
)
_TRAILERS = wordset(
    """also later recently reportedly previously publicly then has have had who which that and himself
    herself itself themselves further earlier again now still first did does do would will may might
    could since"""
)
_VERBS = wordset("was were is are has have had will would did does could may might remains remained")
_SUBORDINATE = wordset("after when while before since time that because if than until as")
_ASIDE = re.compile(r"(?:who|which|whose|when|where|seen|obtained|including|like|such|\w+ing|\w+ed)\b", re.I)
_RELATIVE = re.compile(r"(?:who|which|whose)\b")
_END = re.compile(
    r"[,;:!?“”\"()—]|\.(?:\s|$)|\s(?:who|which|that|when|after|during|as|while|where|confirming|released|issued|"
    r"published|and (?:put|published|added|said)|last|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"in (?:a|an|the|his|her|its)|at the|to say)\b"
)
_SPEAKER = re.compile(
    r"\b(?:sources?|officials?|reports?|statements?|ministers?|ministry|spokes\w+|presidency|president|government|"
    r"administration|agency|army|military|police|company|group|letter|witness\w*|residents?|analysts?|experts?|"
    r"media|leaders?|diplomats?|person|people|lawyers?|prosecutors?|court|commission|office|paper|newspaper|channel|"
    r"broadcaster|outlets?|advis[eo]r|governor|mayor|doctors?|authorities|rebels|he|she|they|it)\b",
    re.I,
)
_CAN_SPEAK = re.compile(rf"[A-ZÀ-Þ]|(?i:{_SPEAKER.pattern})")
_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|reports?|statements?|letter|diplomats?|analysts?|media|person)$", re.I
)
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_NO_SPEAKER = _PRONOUNS | WEEKDAYS
_PEOPLE = frozenset({"he", "she"})
_INVERTED = wordset("said says added claimed wrote noted warned announced reported explained insisted")
"""Cues that precede their speaker after a mere comma: ", said the mayor."."""
_DETERMINERS = wordset("the a an his her its their some one two three several he she they")
_NOBODY = wordset("neither nobody none")
_STRETCH = wordset("day week month year hour night morning evening days weeks months years hours")
_NAME_FIRST = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:of|for|de|van|von|al-|bin)\b)?\s+){1,8}")
_Cue = tuple[int, int, str]
"""(number of its first word, one past its last, the words)."""
_THING = 5  # words; "the harbour master" may speak, a longer run without a name or an office may not
_READABLE = 2000  # characters; a longer sentence is a table or a text without stops
_LONGEST = 16  # words; a longer run is a clause and not a speaker


def find_attributions(
    document: Document, mentions: Sequence[Mention], kinds: Mapping[EntityId, EntityKind]
) -> tuple[Attribution, ...]:
    """Return who says what, in order of place; at most two speakers of a sentence.

    `mentions` are those of this document. "He" and "she" are given to the person who spoke last, or who
    alone was named, in the sentence before; to nobody when there are two.
    """
    words = words_of(document.text)
    starts = [word.start for word in words]
    places = [mention.passage.span.start for mention in mentions]
    found: list[Attribution] = []
    previous: EntityId | None = None
    for sentence in document.prose():
        row = words[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        here = mentions[bisect_left(places, sentence.span.start) : bisect_left(places, sentence.span.end)]
        spoken = _sentence(document, sentence, row, here, kinds, previous=previous)
        found += spoken
        named = {a.entity for a in spoken if a.entity and kinds.get(a.entity) is EntityKind.PERSON}
        named = named or {m.entity for m in here if m.entity and _is_person(m, kinds)}
        previous = next(iter(named)) if len(named) == 1 else None
    return tuple(found)


def _cues(row: Sequence[Word], quotes: bool) -> list[_Cue]:
    """Return the reporting words of a sentence; `quotes` tells whether it holds a quotation."""
    found = []
    for number, word in enumerate(row):
        following = row[number + 1].key if number + 1 < len(row) else ""
        if following in _SECOND.get(word.key, ()):
            found.append((number, number + 2, f"{word.key} {following}"))
        elif (word.key in _CUES or (quotes and word.key in _QUOTING)) and not (
            word.key in ("quoted", "cited") and following in ("by", "as")
        ):
            found.append((number, number + 1, word.key))
    return found


def _sentence(
    document: Document,
    sentence: Sentence,
    row: Sequence[Word],
    mentions: Sequence[Mention],
    kinds: Mapping[EntityId, EntityKind],
    *,
    previous: EntityId | None,
) -> list[Attribution]:
    text, start, end = document.text, sentence.span.start, sentence.span.end
    found: list[Attribution] = []
    for first, last, cue in _cues(row, _has_quotation(text, start, end)) if end - start <= _READABLE else ():
        at = row[first].start
        quoted = text.count("“", start, at) > text.count("”", start, at) or text.count('"', start, at) % 2
        if quoted or len(found) == 2 or (cue in _PARTICIPLES and (found or text[at - 2] != ",")):
            continue
        if cue in _PARTICIPLES:
            span = next(
                (m.passage.span for m in mentions if m.passage.span.start - start < len("President ")), None
            ) or _opening_name(text, start)
        else:
            span = _speaker(text, sentence.span, row, (first, last, cue))
        if span is None or any(span.overlaps(other.speaker.span) for other in found):
            continue
        span, entity = _apposed(text, span, mentions)
        if text[span.start : span.end].casefold() in _PEOPLE:
            named = {m.entity for m in mentions if m.passage.span.end < span.start and _is_person(m, kinds)}
            named = {a.entity for a in found if a.entity in named} or named
            entity = next(iter(named)) if len(named) == 1 else None if named else previous
        entity = entity or _entity(text, span, mentions, kinds)
        if entity is None or all(entity != other.entity for other in found):
            mode = Mode.DIRECT if _QUOTED.search(text, start, end) else Mode.INDIRECT
            found.append(
                Attribution(document.passage(sentence.span), document.passage(span), cue, mode, entity)
            )
    return found


def _has_quotation(text: str, start: int, end: int) -> bool:
    return text.find("“", start, end) >= 0 or text.find('"', start, end) >= 0


def _opening_name(text: str, start: int) -> Span | None:
    """Return the capitalised words that open a sentence, when there are several."""
    match = _NAME_FIRST.match(text, start)
    name = match.group().rstrip() if match else ""
    return Span(start, start + len(name)) if " " in name else None


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
    if cue in _AFTER:
        cited = _following(text, sentence, row, last)
        thing = cue in ("citing", "cited") and cited and not _CAN_SPEAK.search(text, cited.start, cited.end)
        return None if thing else cited
    before = text[sentence.start : row[first].start].rstrip()
    quoted = (
        before[-1:] in ("”", '"') or (before[-1:] == "’" and "‘" in before) or before[-2:] in (",”", ',"')
    )
    if quoted or not before or (before[-1] == "," and cue in _INVERTED and not _in_aside(before)):
        following = _following(text, sentence, row, last)
        words = text[following.start : following.end].casefold() if following else ""
        after = next((w.key for w in row[last:] if following and w.start >= following.end), "")
        apart = not quoted and (after in _VERBS or words.rpartition(" ")[2] in _STRETCH)
        if following and words not in _NO_SPEAKER and not apart:
            return following
    elif first and row[first - 1].key in _NOUN_BEFORE:
        return None
    return _preceding(text, sentence, row, first)


def _in_aside(before: str) -> bool:
    """Tell whether the last comma of "The mayor, who was ill, said" closes an aside."""
    head, comma, aside = before[:-1].rpartition(",")
    return bool(comma and head and _RELATIVE.match(aside.strip()))


def _following(text: str, sentence: Span, row: Sequence[Word], last: int) -> Span | None:
    if last >= len(row):
        return None
    end = _END.search(text, row[last].start, sentence.end)
    stop = end.start() if end else sentence.end
    cue = next((w.start for w in row[last:] if w.key in _CUES and w.start < stop), stop)
    return _trimmed(text, row[last:], row[last].start, cue)


def _preceding(text: str, sentence: Span, row: Sequence[Word], first: int) -> Span | None:
    """Look for the speaker in the clause before the cue, passing over asides such as ", seen by us,"."""
    stop = row[first].start
    edges = [sentence.start, *(edge.end() for edge in _EDGE.finditer(text, sentence.start, stop))]
    for start, end in zip(reversed(edges), [stop, *reversed(edges)], strict=False):
        clause = [word for word in row[:first] if start <= word.start < end]
        if not clause or _ASIDE.match(text, clause[0].start) or _in_brackets(text, sentence, start):
            continue
        if all(word.key in _OPENERS for word in clause):  # "…, but added": the subject stands further up
            if any(word.key in _JOINING for word in clause):
                return _opening_name(text, sentence.start)
            continue
        for number in range(len(clause) - 2, 0, -1):  # "it came a week after X said"
            after = clause[number + 1]
            if clause[number].key in _SUBORDINATE and (after.raw[0].isupper() or after.key in _DETERMINERS):
                clause = clause[number + 1 :]
                break
        span = _trimmed(text, clause, start, end)
        if span or end != stop:
            return span and _with_office(text, row, span, edges)
    return None


def _in_brackets(text: str, sentence: Span, at: int) -> bool:
    return text.count("(", sentence.start, at) > text.count(")", sentence.start, at)


def _with_office(text: str, row: Sequence[Word], span: Span, edges: Sequence[int]) -> Span:
    """Join "Name, a teacher," and "the mayor, Name," to one speaker."""
    before = [edge for edge in edges if edge < span.start - 2]
    if text[span.end : span.end + 1] != "," or text[span.start - 2 : span.start] != ", " or not before:
        return span
    left = _trimmed(text, row, before[-1], span.start - 2)
    if left is None or left.end != span.start - 2 or left.start != before[-1]:
        return span
    return Span(left.start, span.end)


def _trimmed(text: str, row: Sequence[Word], start: int, end: int) -> Span | None:
    """Cut a clause down to the words that name a speaker; None when nothing in it can speak."""
    words = [word for word in row if start <= word.start < end]
    while words and words[0].key in _OPENERS:
        words = words[1:]
    verb = next((n for n, w in enumerate(words) if n and w.key in _VERBS and w.raw.islower()), len(words))
    words = words[:verb]
    while words and words[-1].raw.islower() and (words[-1].key in _TRAILERS or words[-1].key.endswith("ly")):
        words = words[:-1]
    if (
        not words
        or len(words) > _LONGEST
        or words[0].key in ("in", "on", "at", "to", "from")
        or words[0].key in _NOBODY
    ):
        return None
    span = Span(words[0].start, words[-1].end)
    named = any(word.raw[0].isupper() for word in words[1:]) or (
        words[0].raw[0].isupper() and (len(words) == 1 or text[words[0].end] in "'’")
    )
    thing = words[0].key in _DETERMINERS and 1 < len(words) <= _THING
    return span if named or thing or _SPEAKER.search(text, span.start, span.end) else None


def _entity(
    text: str, span: Span, mentions: Sequence[Mention], kinds: Mapping[EntityId, EntityKind]
) -> EntityId | None:
    """Return the entity that speaks: the name that ends the words, unless an unnamed source does."""
    inside = [m for m in mentions if m.passage.span in span and m.entity]
    if not inside or _UNNAMED.search(text[span.start : span.end]):
        return None
    people = [m.entity for m in inside if _is_person(m, kinds)]
    last = inside[-1]
    if last.passage.span.end == span.end:
        alone = last.passage.span.start - span.start <= len("the ")
        return last.entity if alone or last.entity in people else None
    head = text[span.start : span.end].split(" ", maxsplit=1)[0]
    return people[0] if len(people) == 1 and inside[0].entity in people and not _SPEAKER.match(head) else None
