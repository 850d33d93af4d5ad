"""Find the numbers, dates and names in cited sentences of editors that no cited place supports."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import NamedTuple, TypeVar

from dossier.analysis.dates import find_dates
from dossier.analysis.names import compile_registry, find_mentions, is_people_of
from dossier.config import Settings
from dossier.model import (
    Analysis,
    Attribution,
    Basis,
    CitedPlace,
    Corpus,
    Coverage,
    DateMention,
    Desk,
    Document,
    Entity,
    EntityId,
    EntityKind,
    MarkdownBody,
    Mention,
    Paragraph,
    ParagraphKind,
    PartialDate,
    Passage,
    Problem,
    Publication,
    Sentence,
    SentenceId,
    Severity,
    SourceId,
    SourceMeta,
    Span,
    Statement,
)
from dossier.text import late as re
from dossier.text.characters import cut
from dossier.text.date_words import ORDINALS
from dossier.text.fingerprint import fingerprint
from dossier.text.numbers import Number, find_numbers
from dossier.text.read_text import read_text
from dossier.text.words import fold

_SHOWN = 160  # characters of a sentence that a message repeats
_BEFORE = 2  # paragraphs before a cited one in which a pronoun of it may find its person
_SETTINGS = (EntityKind.PLACE, EntityKind.EVENT)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|his|hers|their|them|it|its|the (?:president|minister|group|company|city"
    r"|country|government|mayor|party|union|agreement|deal|accord|island|court|ministry|agency|newspaper|channel|network))\b",
    re.I,
)
_OF_THE_DESK = re.compile(
    r"\s(?:of\s(?:the|these|our)\s)?(?:\w+\s)?"
    r"(?:sources?|reports?|accounts?|texts?|notes?|answers?|questions?|versions?|positions?|things|ways)\b",
    re.I,
)
"""After a number in words: what the desk counts itself."""
_POINTING = re.compile(r"\b(?:the|these|those|both|all|of|last|next|other|no|any|each|every)\s$", re.I)
"""Before a small number: it points back to what was counted already ("the two sides")."""
_NEARLY = re.compile(
    r"\b(?:about|around|circa|likely|probably|perhaps|roughly|near)\s(?:on\s|in\s|the\s)*$", re.I
)
_WHERE = re.compile(r"\b(?:in|at|to|from|near|of|outside|around|into)\s$", re.I)
_ONE = ("a", "an", "the", "last", "next", "past")
_NOT_COUNTED = ("one", "first", "second", "both", "pair", "couple", "twice", "double")
"""Number words that mostly say something else."""


_M = TypeVar("_M", Mention, DateMention)
F = TypeVar("F", Attribution, DateMention, Mention)


class _Found(NamedTuple):
    """A number, date or name of a statement that no cited place supports."""

    what: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A warning on a statement, and by what an editor may settle it."""

    problem: Problem
    words: str
    """The statement."""
    fingerprint: str
    """Of the statement with the words that it cites."""


@dataclass(slots=True)
class _Ground:
    """What the places that one statement cites say, each with the whole of its paragraph."""

    text: list[str] = field(default_factory=list)
    """Its words, and what is known of its sources, in small letters."""
    numbers: list[Number] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    published: list[PartialDate] = field(default_factory=list)
    names: set[EntityId] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Its folded words."""


Paragraphs = tuple[Mapping[int, tuple[EntityId, ...]], Mapping[int, tuple[DateMention, ...]]]
"""Whom each paragraph of a source names, sorted, and the dates in it, by its number; 0 is none."""
FindParagraphs = Callable[[Collection[SourceId]], Mapping[SourceId, Paragraphs]]
RecallParagraphs = Callable[[Collection[SourceId], FindParagraphs], Mapping[SourceId, Paragraphs]]
"""Returns what is in the paragraphs of sources: as it is kept where the same was found in one, else found."""


def find_all(sources: Collection[SourceId], find: FindParagraphs) -> Mapping[SourceId, Paragraphs]:
    """Recall nothing."""
    return find(sources)


def check_support(  # noqa: PLR0917  # the last one has a usual value
    bodies: Iterable[MarkdownBody],
    corpus: Corpus,
    desk: Desk,
    analysis: Analysis,
    settings: Settings,
    recall: RecallParagraphs = find_all,
) -> tuple[Unsupported, ...]:
    """Report what the cited statements of editors say and their sources do not, as warnings `unsupported`.

    A place supports what it says together with the rest of its paragraph, and with who published its source
    and when; all places that cover a statement support it together. Relative dates of a source are as the
    analysis read them. Relative dates of editors are not checked.
    """
    bodies = tuple(bodies)
    cited = {place.source for body in bodies for citation in body.citations for place in citation.targets}
    cited &= corpus.by_id.keys()
    checker = _Checker(corpus, desk, analysis, settings, recall(cited, partial(_find, corpus, analysis)))
    return tuple(found for body in bodies for found in checker.check(body))


def _find(corpus: Corpus, analysis: Analysis, sources: Collection[SourceId]) -> dict[SourceId, Paragraphs]:
    """Return what is in the paragraphs of some sources."""
    names: dict[SourceId, dict[int, set[EntityId]]] = {source: defaultdict(set) for source in sources}
    dates: dict[SourceId, dict[int, list[DateMention]]] = {source: defaultdict(list) for source in sources}

    def paragraph(passage: Passage) -> int:
        sentence = corpus.by_id[passage.source].sentence_at(passage.span.start)
        return sentence.paragraph if sentence else 0

    for mention in _within(sources, analysis.mentions):
        names[mention.passage.source][paragraph(mention.passage)] |= _bearers(mention)
    for attribution in _within(sources, analysis.attributions):
        if attribution.entity:
            names[attribution.passage.source][paragraph(attribution.passage)].add(attribution.entity)
    for date in _within(sources, analysis.dates):
        dates[date.passage.source][paragraph(date.passage)].append(date)
    return {
        source: (
            {number: tuple(sorted(named)) for number, named in names[source].items()},
            {number: tuple(found) for number, found in dates[source].items()},
        )
        for source in sources
    }


def _within(sources: Collection[SourceId], findings: Iterable[F]) -> Iterator[F]:
    """Yield the findings of some sources."""
    return (finding for finding in findings if finding.passage.source in sources)


class _Checker:
    def __init__(  # called once
        self,
        corpus: Corpus,
        desk: Desk,
        analysis: Analysis,
        settings: Settings,
        cited: Mapping[SourceId, Paragraphs],
    ) -> None:
        self.corpus, self.settings = corpus, settings
        self.registry = compile_registry(desk.entities)
        self.entities: dict[EntityId, Entity] = {entity.id: entity for entity in desk.entities}
        self.publications: dict[SourceId, Publication] = {each.source: each for each in analysis.publications}
        self.names: dict[tuple[SourceId, int], set[EntityId]] = defaultdict(set)
        """The entities that each paragraph of a cited source names."""
        self.dates: dict[tuple[SourceId, int], Sequence[DateMention]] = defaultdict(tuple)
        for source, (names, dates) in cited.items():
            self.names.update({(source, number): set(named) for number, named in names.items()})
            self.dates.update({(source, number): found for number, found in dates.items()})
        self._grounds: dict[tuple[CitedPlace, ...], _Ground] = {}
        self._numbers: dict[tuple[SourceId, int], tuple[Number, ...]] = {}

    def check(self, body: MarkdownBody) -> Iterator[Unsupported]:
        """Report what is not supported in one body."""
        statements = [each for each in body.statements if each.coverage is Coverage.CITED and each.cited]
        if not statements:
            return
        document = _as_document(body, statements)
        mentions = _by_sentence(document, find_mentions(read_text(document), self.registry))
        dates = _by_sentence(document, find_dates(document, None, self.settings))
        for statement, sentence in zip(statements, document.sentences, strict=True):
            citations = [body.citations[number] for number in statement.cited]
            places = tuple(dict.fromkeys(place for each in citations for place in each.targets))
            if not places or any(place.source not in self.corpus.by_id for place in places):
                continue
            ground = self._ground(places)
            unsupported = (
                *self._unsupported_names(document, mentions[sentence.id], ground),
                *_unsupported_dates(document, dates[sentence.id], ground),
                *_unsupported_numbers(document, sentence, mentions[sentence.id], dates[sentence.id], ground),
            )
            quotes = [self._quote(place) for place in places]
            mark = fingerprint(" ".join((statement.words, *quotes)))
            hint = self._hint(places, mark)
            for what, span in unsupported:
                words = " ".join(document.quote(span).split())
                said = cut(statement.words, _SHOWN)
                message = f"the {what} “{words}” is not in the cited words: “{said}”"
                problem = Problem("unsupported", Severity.WARNING, message, citations[0].at, hint)
                yield Unsupported(problem, statement.words, mark)

    def _hint(self, places: tuple[CitedPlace, ...], mark: str) -> str:
        quoted = [f"{place}: “{cut(self._quote(place), _SHOWN)}”" for place in places[:2] if place.paragraph]
        return " ".join((*quoted, f"If the sentence is right, settle it in decisions.yaml ({mark})."))

    def _quote(self, place: CitedPlace) -> str:
        """Return the cited words; those of a whole source are none."""
        document = self.corpus.by_id[place.source]
        span = document.cited_span(place) if place.paragraph is not None else None
        return document.quote(span) if span else ""

    def _ground(self, places: tuple[CitedPlace, ...]) -> _Ground:
        """Return what places say; a long note may cite the same whole source in every sentence."""
        if places not in self._grounds:
            self._grounds[places] = self._read_ground(places)
        return self._grounds[places]

    def _read_ground(self, places: tuple[CitedPlace, ...]) -> _Ground:
        ground = _Ground()
        for source in dict.fromkeys(place.source for place in places):
            document = self.corpus.by_id[source]
            meta = document.meta
            ground.text += [meta.publisher or "", meta.title, *meta.authors, source.replace("-", " ")]
            ground.names |= self._setting(document)
            publication = self.publications.get(source)
            if publication and publication.value:
                ground.published.append(publication.value)
        for place in places:
            document = self.corpus.by_id[place.source]
            whole = place.paragraph is None
            numbers = range(1, len(document.paragraphs) + 1) if whole else (place.paragraph or 0,)
            for number in numbers:
                self._add_paragraph(ground, document, number)
        ground.numbers = list({(n.value, n.unit, n.factor): n for n in ground.numbers}.values())
        ground.dates = list({(d.value, d.anchored_on, d.rule): d for d in ground.dates}.values())
        ground.text = [text.casefold() for text in ground.text]
        ground.words = {fold(word) for text in ground.text for word in re.findall(r"[^\W\d_]+", text)}
        return ground

    def _setting(self, document: Document) -> set[EntityId]:
        """Return the places and events of a source's opening, where all that it tells is set."""
        kinds = document.paragraphs
        first = next((each.number for each in kinds if each.kind is ParagraphKind.BODY), 0)
        names = set[EntityId]().union(*(self.names[document.id, number] for number in range(1, first + 1)))
        known = (self.entities[name] for name in names if name in self.entities)  # a sidecar may name others
        return {entity.id for entity in known if entity.kind in _SETTINGS}

    def _add_paragraph(self, ground: _Ground, document: Document, number: int) -> None:
        paragraph, key = document.paragraph(number), (document.id, number)
        if paragraph is None:
            return
        text = document.quote(paragraph.span)
        if key not in self._numbers:
            self._numbers[key] = find_numbers(text)
        ground.text.append(text)
        ground.numbers += self._numbers[key]
        ground.dates += self.dates[key]
        ground.names |= self.names[key]
        if _PRONOUN.search(text):
            for before in range(max(1, number - _BEFORE), number):
                ground.names |= self.names[document.id, before]

    def _unsupported_names(
        self, document: Document, mentions: Iterable[Mention], ground: _Ground
    ) -> Iterator[_Found]:
        for mention in mentions:
            span = mention.passage.span
            stays = _WHERE.search(document.text, max(0, span.start - 10), span.start) is not None
            if not self._names(ground, mention, document.quote(span), stays=stays):
                yield _Found("name", span)

    def _names(self, ground: _Ground, mention: Mention, words: str, *, stays: bool) -> bool:
        """Tell whether the cited words name one of those a name may mean; `stays`, after "in" or "to"."""
        bearers = _bearers(mention)
        if bearers & ground.names or not bearers:
            return True
        for bearer in bearers:
            entity = self.entities[bearer]
            names = (words, *entity.spellings)
            if any(len(name) > 2 and name.casefold() in text for name in names for text in ground.text):
                return True
            if entity.kind is EntityKind.PLACE and any(is_people_of(word, names) for word in ground.words):
                return True
            if entity.kind is EntityKind.PLACE and not stays and not ground.names.isdisjoint(entity.see):
                return True  # "Lisbon demands": a capital stands for its state
        return False


def _by_sentence(document: Document, found: Iterable[_M]) -> dict[SentenceId, list[_M]]:
    by_sentence = defaultdict[SentenceId, list[_M]](list)
    for each in found:
        by_sentence[document.place_of(each.passage.span.start) or SentenceId("")].append(each)
    return by_sentence


def _unsupported_dates(document: Document, dates: Iterable[DateMention], ground: _Ground) -> Iterator[_Found]:
    for date in dates:
        span = date.passage.span
        about = _NEARLY.search(document.text, max(0, span.start - 24), span.start) is not None
        is_absolute = date.anchored_on is None and _is_known(date.value)
        if is_absolute and not _is_dated(ground, date.value, document.quote(span), about=about):
            yield _Found("date", span)


def _unsupported_numbers(
    document: Document,
    sentence: Sentence,
    mentions: Iterable[Mention],
    dates: Iterable[DateMention],
    ground: _Ground,
) -> Iterator[_Found]:
    """Yield the numbers of a statement that are no part of a name or a date, and that nothing supports."""
    taken = [each.passage.span for each in mentions]
    taken += [each.passage.span for each in dates if _is_known(each.value)]
    text, begin = document.quote(sentence.span), sentence.span.start
    for number in find_numbers(text):
        span = Span(begin + number.start, begin + number.end)
        if any(span.overlaps(each) for each in taken) or _says_no_number(text, number):
            continue
        if not any(number.is_supported_by(other) for other in ground.numbers):
            yield _Found("number", span)


def _bearers(mention: Mention) -> set[EntityId]:
    return {mention.entity} if mention.entity else set(mention.rivals)


def _is_known(value: PartialDate) -> bool:
    """Tell whether a date has bounds, or is a day or month of an unknown year."""
    return bool(value.earliest or value.latest) or not value.edtf.startswith("XXXX-XX")


def _is_dated(ground: _Ground, value: PartialDate, words: str, *, about: bool) -> bool:
    """Tell whether the cited words, or their publication, give a date that lies within this one."""
    if any(words.casefold() in text for text in ground.text):
        return True
    for date in ground.dates:
        if not _is_known(date.value):
            return True  # a date that nobody could read: it cannot be refuted
        loosely = about or date.anchored_on is not None or date.value.is_approximate
        if any(_lies_in(each, value, loosely=loosely) for each in _readings(date)):
            return True
    return any(_lies_in(each, value, loosely=about or not each.is_exact) for each in ground.published)


def _readings(date: DateMention) -> tuple[PartialDate, ...]:
    """Return what a date may mean: whether a weekday was the last or the next is often doubtful."""
    day = date.value.earliest
    if "weekday" not in date.rule or not date.value.is_exact or day is None:
        return (date.value,)
    week = timedelta(days=7)
    return date.value, PartialDate.on(day - week), PartialDate.on(day + week)


def _lies_in(found: PartialDate, value: PartialDate, *, loosely: bool) -> bool:
    """Tell whether a found date lies in an editor's; `loosely`, whether the two can be one."""
    if value.edtf.startswith("XXXX"):
        return _month_and_day(value, found, loosely=loosely)
    if found.edtf.startswith("XXXX"):
        return _month_and_day(found, value, loosely=loosely)
    if not (found.earliest and found.latest):
        return loosely
    starts, ends = value.earliest or found.earliest, value.latest or found.latest
    if loosely:
        return found.earliest <= ends and starts <= found.latest
    return starts <= found.earliest and found.latest <= ends


def _month_and_day(yearless: PartialDate, other: PartialDate, *, loosely: bool) -> bool:
    """Tell whether a day or month of an unknown year can be the other date."""
    month, day = yearless.edtf[5:7], yearless.edtf[8:10]
    if other.edtf.startswith("XXXX"):
        return other.edtf[5:7] == month and (not day or other.edtf[8:10] in (day, ""))
    if not (other.earliest and other.latest):
        return loosely
    if loosely and day:
        years = range(other.earliest.year, other.latest.year + 1)
        days = (f"{year:04d}-{month}-{day}" for year in years)
        return any(other.earliest.isoformat() <= each <= other.latest.isoformat() for each in days)
    ends = (other.earliest, other.latest)
    return any(f"{end.month:02d}" == month and (not day or f"{end.day:02d}" == day) for end in ends)


def _says_no_number(text: str, number: Number) -> bool:
    """Tell whether a number is a turn of phrase, or what the desk counts itself."""
    word = text[number.start : number.end].casefold()
    before = text[max(0, number.start - 20) : number.start].casefold()
    if word in _NOT_COUNTED or (number.unit == "time" and word.split()[0] in _ONE):
        return True
    if word[0].isdigit():
        return False
    if number.value <= 3 and _POINTING.search(before):
        return True
    if word in ORDINALS and before.endswith(("a ", "an ")):  # a third: a part, or one more
        return True
    return _OF_THE_DESK.match(text, number.end) is not None


def _as_document(body: MarkdownBody, statements: list[Statement]) -> Document:
    """Return statements as a document to be read as a source: one paragraph and sentence for each."""
    paragraphs, sentences, text = [], [], ""
    for number, statement in enumerate(statements, 1):
        span = Span(len(text), len(text) + len(statement.words))
        paragraphs.append(Paragraph(number, ParagraphKind.BODY, span))
        sentences.append(Sentence(SentenceId(f"p{number}s1"), number, 1, span))
        text += statement.words + "\n"
    meta = SourceMeta(title="", title_basis=Basis.UNKNOWN, language="en")
    parts = tuple(paragraphs), tuple(sentences)
    return Document(SourceId("statements"), body.file, "", "Markdown", meta, text, *parts)
