"""Turn the sentences of a document into who says what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.analysis.words import wordset, words_of
from dossier.model import Attribution, Document, EntityId, EntityKind, Mention, Mode, Passage, Sentence, Span

_AFTER = ("according to", "quoted", "quoting", "cited", "citing", "announced by", "confirmed by", "reported by",
          "quoted by", "stated by", "said by", "claimed by", "denied by", "in the words of", "told by")  # fmt: skip
"""Cues that stand before their speaker."""
_BEFORE = ("said", "says", "told", "tells", "announced", "confirmed", "denied", "denies", "reported", "claimed",
           "claims", "stated", "states", "noted", "notes", "added", "adds", "warned", "warns", "wrote", "writes",
           "declared", "declares", "acknowledged", "admitted", "insisted", "argued", "explained", "indicated",
           "suggested", "stressed", "emphasized", "emphasised", "urged", "called for", "called on", "described",
           "dismissed", "rejected", "refuted", "disputed", "hailed", "praised", "promised", "pledged", "vowed",
           "alleged", "revealed", "disclosed", "told reporters", "replied", "answered", "responded", "pointed out",
           "condemned", "denounced", "asserted", "maintained", "predicted", "tweeted", "posted", "recalled",
           "saying", "adding", "stressing", "noting", "warning", "claiming")  # fmt: skip
"""Cues that follow their speaker, or stand before it after a comma or a quotation."""
_CUE = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, _AFTER + _BEFORE), key=lambda c: (-len(c), c)))})\b", re.I
)
_QUOTED = re.compile(r"“[^“”]{8,}(?:”|$)|\"[^\"]{8,}(?:\"|$|”)|«[^«»]{8,}»")
_EDGE = re.compile(r"[;:—“”\"()]|, | – | - |[.?!]\s")
_PASSIVE = wordset("been was were is are be being not to the a an his her its their as by so never previously")
_OPENERS = wordset(
    """but and however meanwhile while although though that when if because as after before since yet or so
    also still then later recently reportedly previously publicly earlier now for what which where whereas"""
)
_TRAILERS = wordset(
    """also later recently reportedly previously publicly then has have had who which that and himself herself
    itself themselves further earlier again now still first did does do would will may might could since"""
)
_VERBS = re.compile(
    r"\s(?:was|were|is|are|has|have|had|will|would|did|does|could|may|might|and (?:later|then|also))\s"
)
_ASIDE = re.compile(r"(?:who|which|whose|when|where|seen|obtained|including|like|such|\w+ing|\w+ed)\b", re.I)
_END = re.compile(
    r"[,;:.!?](?:\s|$)|[“”\"()—]|\s(?:who|which|that|when|after|during|as|while|where|confirming|saying|released|published|"
    r"issued|and (?:published|added|said)|last|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in (?:a|an|the|his|her|its)|"
    r"at the|to (?:the|say))\b"
)
_SPEAKER = re.compile(
    r"\b(?:sources?|officials?|reports?|statements?|ministers?|ministry|spokes\w+|presidency|president|government|"
    r"administration|agency|army|military|police|company|group|letter|witness\w*|residents?|analysts?|experts?|media|"
    r"leaders?|diplomats?|person|people|lawyers?|prosecutors?|court|commission|office|paper|newspaper|channel|"
    r"broadcaster|outlets?|adviser|advisor|governor|mayor|doctors?|authorities|rebels|he|she|they|it)\b",
    re.I,
)
_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|reports?|statements?|letter|diplomats?|analysts?|media|person)$", re.I
)
_PRONOUNS = {"he": True, "she": True, "they": False, "it": False}
"""Pronouns; True for those that may stand for a person named just before."""
_LONGEST = 16  # words; a longer run is a clause and not a speaker


def find_attributions(
    document: Document, mentions: Sequence[Mention], kinds: dict[EntityId, EntityKind]
) -> tuple[Attribution, ...]:
    """Return who says what, in order of place; at most two speakers of a sentence.

    `mentions` are those of this document. A pronoun is given to the person who spoke last, when that was in
    the same or the previous sentence and no other person stands between.
    """
    found: list[Attribution] = []
    previous: tuple[int, EntityId] | None = None
    for number, sentence in enumerate(document.prose()):
        text = document.quote(sentence.span)
        direct = Mode.DIRECT if _QUOTED.search(text) else Mode.INDIRECT
        here = [m for m in mentions if m.passage.span in sentence.span] if _CUE.search(text) else []
        spoken: list[Attribution] = []
        for cue in _CUE.finditer(text):
            span = _speaker(text, cue)
            if span is None or len(spoken) == 2 or any(_overlap(sentence, span, a.speaker) for a in spoken):
                continue
            words = text[span[0] : span[1]]
            speaker = Passage(document.id, Span(sentence.span.start + span[0], sentence.span.start + span[1]))
            entity = _entity(words, speaker, here, kinds)
            if _PRONOUNS.get(words.casefold()) and previous and number - previous[0] <= 1:
                entity = previous[1]
            passage = document.passage(sentence.span)
            spoken.append(Attribution(passage, speaker, cue.group().casefold(), direct, entity))
        found += spoken
        people = _people(document, sentence, mentions, kinds)
        named = {a.entity for a in spoken if a.entity and kinds.get(a.entity) is EntityKind.PERSON} or people
        if len(named) == 1:
            previous = (number, named.pop())
        elif named:
            previous = None
    return tuple(found)


def _people(
    document: Document, sentence: Sentence, mentions: Sequence[Mention], kinds: dict[EntityId, EntityKind]
) -> set[EntityId]:
    return {
        m.entity
        for m in mentions
        if m.entity and kinds.get(m.entity) is EntityKind.PERSON and m.passage.span in sentence.span
    }


def _overlap(sentence: Sentence, span: tuple[int, int], speaker: Passage) -> bool:
    start = sentence.span.start
    return Span(start + span[0], start + span[1]).overlaps(speaker.span)


def _inside_quotation(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count('"', 0, at) % 2 == 1


def _speaker(text: str, cue: re.Match[str]) -> tuple[int, int] | None:
    if _inside_quotation(text, cue.start()):
        return None
    before = text[: cue.start()].rstrip()
    if cue.group().casefold() in _AFTER:
        return _following(text, cue.end())
    last = words_of(before)[-1].key if words_of(before) else ""
    if not before or before[-1] in ',”"' or (before[-1] == "’" and "‘" in before):
        return _following(text, cue.end()) or _preceding(text, cue.start())
    return None if last in _PASSIVE else _preceding(text, cue.start())


def _following(text: str, start: int) -> tuple[int, int] | None:
    while start < len(text) and text[start] in ' “"':
        start += 1
    end = _END.search(text, start)
    return _trimmed(text, start, end.start() if end else len(text))


def _preceding(text: str, end: int) -> tuple[int, int] | None:
    clauses, last = [], 0
    for edge in _EDGE.finditer(text, 0, end):
        clauses.append((last, edge.start()))
        last = edge.end()
    clauses.append((last, end))
    while clauses:
        start, stop = clauses.pop()
        words = text[start:stop].strip()
        if words and not _ASIDE.match(words) and (span := _trimmed(text, start, stop)):
            return span
        if words and not _ASIDE.match(words) and stop != end:
            return None
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut a clause down to the words that name a speaker; None when nothing in it can speak."""
    verb = _VERBS.search(text, start, end)
    words = [w for w in words_of(text) if start <= w.start and w.end <= (verb.start() if verb else end)]
    while words and words[0].key in _OPENERS:
        words = words[1:]
    while words and (
        words[-1].key in _TRAILERS or (words[-1].key.endswith("ly") and words[-1].raw.islower())
    ):
        words = words[:-1]
    if (
        not words
        or len(words) > _LONGEST
        or (words[0].raw.islower() and words[0].key in ("in", "on", "at", "to"))
    ):
        return None
    first, last = words[0].start, words[-1].end
    named = any(w.raw[0].isupper() for w in words[1:]) or (words[0].raw[0].isupper() and words[0].start > 0)
    opening = len(words) == 1 and words[0].raw[0].isupper()
    if named or opening or _SPEAKER.search(text, first, last):
        return first, last
    return None


def _entity(
    words: str, speaker: Passage, mentions: Sequence[Mention], kinds: dict[EntityId, EntityKind]
) -> EntityId | None:
    """Return the entity that speaks: the name that ends the words, unless an unnamed source does."""
    inside = [m for m in mentions if m.passage.span in speaker.span and m.entity]
    if not inside or _UNNAMED.search(words):
        return None
    last = inside[-1]
    if last.passage.span.end == speaker.span.end and last.entity:
        alone = last.passage.span.start - speaker.span.start <= len("the ")
        if alone or kinds.get(last.entity) is EntityKind.PERSON:
            return last.entity
    people = [m for m in inside if m.entity and kinds.get(m.entity) is EntityKind.PERSON]
    return (
        people[0].entity
        if len(people) == 1 and not _SPEAKER.search(words.split(" ", maxsplit=1)[0])
        else None
    )
