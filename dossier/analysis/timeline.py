"""Turn dated sentences into the events of a timeline."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import NamedTuple

from dossier.analysis.dates import has_tenses, tense_at
from dossier.analysis.deeds import find_deeds, may_be_one_deed
from dossier.analysis.happenings import is_day_alone, is_news, is_told, words_round
from dossier.analysis.likeness import figures_of, may_be_one_event, other_figure
from dossier.groups import Groups
from dossier.model import (
    Basis,
    Claim,
    CopyGroup,
    Corpus,
    DateMention,
    Document,
    ParagraphKind,
    PartialDate,
    Passage,
    Proposal,
    ProposalKind,
    Publication,
    Sentence,
    SentenceTerms,
    SourceDates,
    SourceId,
    Span,
    TimelineEvent,
    ToldDate,
    TopicId,
    TopicPassage,
)
from dossier.text import late as re
from dossier.text.datelines import read_dateline
from dossier.text.denials import is_negated_at
from dossier.text.language import small_words
from dossier.text.lines import NOTES, is_open_line
from dossier.text.references import is_poor_headline
from dossier.text.transcripts import is_transcript
from dossier.text.words import TIMES, keys_of, stem, wordset

_LATER = 2  # days after an event from which a source that names it looks back on it
_LONGEST = 366  # days; a vaguer date places nothing on a timeline
_LONGEST_INTERVAL = 125  # days of a date that is no stated year: "early 2023" is the longest
_SAME = 0.24  # likeness from which two sentences of one date tell one event
_SAME_YEAR = 0.15  # the same where only the year is said: "the 1974 agreement" is named in passing
_LEAST = min(_SAME, _SAME_YEAR)  # what is less alike tells one event with nothing
_CONTAINED = 0.32  # the same where one date only contains the other: "in May", "May 14"
_SURE = 0.75  # the same where they need not tell the same deed
_SHORT = 8  # terms of a sentence in which little beside its names tells one event from another
_IN_MONTH = 0.4  # the same of a month or more and of a day in it
_MONTH = 29  # days; "earlier this month" has up to 28
_LONG = 62  # days of a range that no day in it joins
_REPEAT = 0.5  # likeness from which two sentences tell one event although their dates differ
_OPENING = 2  # sentences; the news of a report, which say when it was
_MOST = 12  # dates of one sentence; what holds more is a table
_COMMON = 60  # candidates; a word in more of them finds no partners
_IS_SENTENCE = re.compile(rf"[.!?][”\"’')]{{0,2}}(?:{NOTES.pattern}|$)")
_NAME = re.compile(r"(?<=[\w,] )[A-Z][^\W\d_]{2,}")
_NO_NAMES = TIMES | wordset("corp inc co plc ltd llc company group")
# Rules whose dates are no events: "the 1967 war" did not happen in 1967 alone, "a May pact" is but named.
_BACKGROUND = frozenset({"window", "decade", "century", "years", "year-name", "the-month"})


@dataclass(frozen=True, slots=True)
class _Dated:
    """One sentence with one of its dates."""

    sentence: Passage
    place: str
    """Id: source, sentence and, for a further date of it, its number."""
    mention: DateMention
    terms: tuple[str, ...]
    """Each once; a set of them takes four times the memory."""
    rank: tuple[int, bool, bool, date, Passage]
    """Smaller is better evidence."""

    is_negated: bool
    """What did not happen is no report of what did."""
    is_background: bool
    """A month or more beside a day ("on 9 May they left the union of 2019"), or a range that wide, such
    as "today" in a text of unknown day: no sentence of a day in it tells the same."""

    @property
    def days(self) -> int:
        return self.mention.value.days or 0

    @property
    def bounds(self) -> tuple[date, date]:
        ends = self.mention.value.ends
        assert ends  # `_candidates` leaves open ranges out
        return ends


class Timeline(NamedTuple):
    """What is dated, and where sources may date one event differently."""

    events: tuple[TimelineEvent, ...]
    """Ordered by date."""
    differences: tuple[Proposal, ...]
    """Disputes over a day, for an editor to confirm by a claim."""


def build_timeline(
    corpus: Corpus,
    found: Collection[SourceDates],
    topic_passages: tuple[TopicPassage, ...],
    publications: tuple[Publication, ...],
    terms: Mapping[SourceId, tuple[SentenceTerms, ...]],
    *,
    claims: Iterable[Claim] = (),
    copies: Iterable[CopyGroup] = (),
) -> Timeline:
    """Build the events, rank them, and propose where two sources differ over a day.

    An event is a prose sentence and a date in it that is not vaguer than a stated year. Sentences of one date
    that share enough of their rarer words are one event: the weight that they share over the geometric mean
    of their weights. Sentences of different sources that tell the same with days that exclude each other are
    both events and are proposed as a dispute: most such pairs are two events. They are marked as disputed
    where an editor's claim cites them in different positions.
    """
    dates = tuple(chain.from_iterable(each.dates for each in found))
    rows = _candidates(corpus, found, publications, terms)
    groups = Groups(range(len(rows)))
    clashes = _group(corpus, rows, groups)
    contested = [(a, b) for a, b, _ in clashes if _is_contested(corpus, claims, rows[a], rows[b])]
    disputed = {groups.leader(number) for pair in contested for number in pair}
    topics: dict[Passage, set[TopicId]] = defaultdict(set)
    for passage in topic_passages:
        topics[passage.passage].add(passage.topic)
    events = (
        _event([rows[number] for number in members], topics, members[0] in disputed)
        for members in groups.listed()
    )
    differences = {_difference(rows[a], rows[b], likeness) for a, b, likeness in clashes}
    return Timeline(
        rank_events(events, dates, publications, copies),
        tuple(sorted(differences, key=lambda proposal: (-proposal.score, proposal.members))),
    )


def find_told(
    document: Document, dates: tuple[DateMention, ...], publication: Publication | None
) -> tuple[ToldDate, ...]:
    """Return the sentences of one source that tell what happens on a date, by its dates and publication."""
    found = [
        *_dated_sentences(document, dates),
        *(_leads_under_date_line(document, dates, publication) if publication else ()),
        *_entries_under_days(document, dates),
    ]
    return tuple(ToldDate(*each) for each in found)


def rank_events(
    events: Iterable[TimelineEvent],
    dates: Iterable[DateMention],
    publications: Iterable[Publication],
    copies: Iterable[CopyGroup],
) -> tuple[TimelineEvent, ...]:
    """Return the events by date, each with its rank among all.

    First comes what most independent sources tell two days later or more, then what of a day that most name
    so late, then what most sources tell; copies count as one. How often later news names a day is what best
    tells the days that a timeline needs (Kessler et al. 2012).
    """
    published = {p.source: p.value.earliest for p in publications if p.value and p.value.earliest}
    origin = {source: group.sources[0] for group in copies for source in group.sources}
    naming: dict[date, set[SourceId]] = defaultdict(set)
    for mention in dates:
        source, day = mention.passage.source, mention.value.earliest
        if day and mention.value.is_exact and _looks_back(published.get(source), day):
            naming[day].add(origin.get(source, source))

    def key(event: TimelineEvent) -> tuple[int, int, int, int, bool, date, str]:
        sources, last = {place.source for place in event.evidence}, event.when.latest or date.max
        later = {origin.get(each, each) for each in sources if _looks_back(published.get(each), last)}
        of_day = naming[last] if event.when.is_exact else set()
        told = {origin.get(each, each) for each in sources}
        return (
            -len(later),
            -len(of_day),
            -len(told),
            -len(event.topics),
            not event.when.is_exact,
            last,
            event.id,
        )

    ranked = sorted(events, key=key)
    placed = (replace(event, rank=number) for number, event in enumerate(ranked, 1))
    return tuple(sorted(placed, key=lambda event: (event.when.sort_key, event.id)))


def _looks_back(published: date | None, day: date) -> bool:
    """Tell whether a source of some day of publication looks back on a day."""
    return published is not None and (published - day).days >= _LATER


def _group(corpus: Corpus, rows: list[_Dated], groups: Groups[int]) -> list[tuple[int, int, float]]:
    """Join the sentences that tell one event, most alike first.

    All dates of a group contain its narrowest one, its core, so that no group spans two days that differ, nor
    two tolls.
    Return the pairs whose dates clash, each with how alike its sentences are.
    """
    core = [row.bounds for row in rows]
    figures: dict[int, dict[str, set[float]]] = {}
    clashes = []
    for likeness, a, b in _alike(rows):
        (first, last), (begin, end) = rows[a].bounds, rows[b].bounds
        inner = (max(first, begin), min(last, end))
        if inner in (rows[a].bounds, rows[b].bounds):
            if likeness >= _least(rows[a], rows[b]) and _may_be_one(corpus, likeness, rows[a], rows[b]):
                for number in (a, b):
                    if number not in figures:
                        figures[number] = figures_of(corpus.quote(rows[number].sentence))
                _join(groups, core, figures, a, b)
        elif inner[0] > inner[1] and likeness >= _REPEAT and _can_clash(rows[a], rows[b]):
            clashes.append((a, b, likeness))
    return clashes


def _alike(rows: list[_Dated]) -> list[tuple[float, int, int]]:
    """Return how alike (0 to 1) the terms of each two rows are that share enough, most alike first."""
    weight = _weights(rows)
    whole = [_sum(weight, row.terms) for row in rows]
    pairs = []
    for a, b in _pairs(rows):
        shared = _sum(weight, set(rows[a].terms).intersection(rows[b].terms))
        likeness = round(shared / math.sqrt(whole[a] * whole[b]), 4)
        if likeness >= _LEAST:
            pairs.append((-likeness, a, b))
    return [(-unlike, a, b) for unlike, a, b in sorted(pairs)]


def _least(a: _Dated, b: _Dated) -> float:
    """Return the likeness from which two sentences tell one event, given their dates."""
    if a.bounds != b.bounds:
        if max(a.days, b.days) < _MONTH:
            return _CONTAINED
        return math.inf if a.is_background or b.is_background else _IN_MONTH
    return _SAME_YEAR if a.mention.rule == "year" else _SAME


def _may_be_one(corpus: Corpus, likeness: float, a: _Dated, b: _Dated) -> bool:
    """Tell whether two sentences that are alike may tell one deed: short ones of a day are soon alike.

    What one tells and the other negates is none.
    Where each has names and none is the other's, as in two firms' reports of a deal, they tell two.
    """
    if a.is_negated != b.is_negated:
        return False
    if likeness >= _SURE:
        return True
    words = [corpus.quote(row.sentence) for row in (a, b)]
    if _name_others(*words):
        return False
    if min(len(a.terms), len(b.terms)) > _SHORT:
        return True
    one, other = (find_deeds(each) for each in words)
    return may_be_one_deed(one, a.terms, other, b.terms)


@lru_cache(maxsize=1 << 12)
def _names_in(sentence: str) -> frozenset[str]:
    """Return the capitalised words inside a sentence that tell who or where."""
    return frozenset(word.lower() for word in _NAME.findall(sentence)) - _NO_NAMES


def _name_others(one: str, other: str) -> bool:
    """Tell whether both sentences have names inside, and none is in the other, even as its first word."""
    first, other_first = (each.partition(" ")[0].lower() for each in (one, other))
    inside, other_inside = _names_in(one), _names_in(other)
    shared = inside & {*other_inside, other_first} or first in other_inside
    return bool(inside and other_inside and not shared)


def _join(
    groups: Groups[int],
    core: list[tuple[date, date]],
    figures: dict[int, dict[str, set[float]]],
    a: int,
    b: int,
) -> None:
    """Make one group of two when the core of one contains the core of the other, and no figure differs."""
    a, b = groups.leader(a), groups.leader(b)
    inner = (max(core[a][0], core[b][0]), min(core[a][1], core[b][1]))
    if inner not in (core[a], core[b]) or other_figure(figures[a], figures[b]):
        return
    leader = groups.join(a, b)
    core[leader] = inner
    figures[leader] = {**figures[a], **figures[b]}


def _candidates(
    corpus: Corpus,
    found: Iterable[SourceDates],
    publications: tuple[Publication, ...],
    terms: Mapping[SourceId, tuple[SentenceTerms, ...]],
) -> list[_Dated]:
    published = {p.source: p.value.earliest for p in publications if p.value and p.value.earliest}
    rows: list[_Dated] = []
    for of_source in found:
        if of_source.told:
            document = corpus.by_id[of_source.told[0].mention.passage.source]
            day = published.get(document.id, date.max)
            rows += _candidates_in(document, of_source, day, terms[document.id])
    return rows


def _candidates_in(
    document: Document, found: SourceDates, published: date, terms: tuple[SentenceTerms, ...]
) -> Iterator[_Dated]:
    about = {row.sentence.id: row for row in terms}
    empty = _empty_words(document, found.dates)
    seen: dict[Passage, list[PartialDate]] = defaultdict(list)
    days: dict[str, set[str]] = defaultdict(set)
    for mention in found.dates:
        if mention.value.is_exact and (around := _sentence_of(document, mention)):
            days[around.id].add(mention.value.edtf)
    for sentence, mention in found.told:
        place, value = document.passage(sentence.span), mention.value
        if value in seen[place] or len(seen[place]) == _MOST:
            continue
        seen[place].append(value)
        number = len(seen[place])
        name = f"{document.id}-{sentence.id}" + (f"-{number}" if number > 1 else "")
        vague = value.is_approximate or _is_poor_headline(document.quote(place))
        # "today we freed two who were taken on 9 May" is about today
        of_several = len(days[sentence.id]) > 1
        is_background = _is_background(value, days[sentence.id])
        rank = (value.days or 0, vague, of_several, published, place)
        words = dict.fromkeys(about[sentence.id].terms)
        terms_of = tuple(intern(term) for term in words if term not in empty)
        is_negated = is_negated_at(*words_round(document, sentence, mention), document.meta.language)
        yield _Dated(place, name, mention, terms_of, rank, is_negated, is_background)


def _empty_words(document: Document, dates: Iterable[DateMention]) -> Collection[str]:
    """Return the stems of words by which no two sentences of a text are alike.

    English has a list of them; of other languages it is their small words and those of the dates themselves.
    """
    language = document.meta.language
    if has_tenses(language):
        return TIMES
    said = [document.quote(mention.passage.span) for mention in dates]
    return {stem(key) for words in (*small_words(language), *said) for key in keys_of(words)}


def _is_background(value: PartialDate, days: set[str]) -> bool:
    length = value.days or 0
    return (length >= _MONTH and bool(days)) or (length >= _LONG and "/" in value.edtf)


def _is_poor_headline(words: str) -> bool:
    return is_poor_headline(words) or not _IS_SENTENCE.search(words)


def _dated_sentences(
    document: Document, dates: tuple[DateMention, ...]
) -> Iterator[tuple[Sentence, DateMention]]:
    """Yield the dates in prose that are narrow enough."""
    is_spoken = is_transcript(document)
    for mention in sorted(dates, key=lambda d: d.passage):
        sentence = _sentence_of(document, mention)
        if sentence is None or not document.kind_of(sentence).is_prose or not _is_narrow(mention):
            continue
        is_something = is_news(*words_round(document, sentence, mention), in_transcript=is_spoken)
        if is_something and is_told(document, sentence, mention):
            yield sentence, mention


def _leads_under_date_line(
    document: Document, dates: tuple[DateMention, ...], publication: Publication
) -> Iterator[tuple[Sentence, DateMention]]:
    """Yield the lead of a report under a date line that tells what happened but not when.

    Such news is of about the day of its date line: of that day, or of the day before.
    """
    line = _date_line_of(document, publication, dates)
    if line is None:
        return
    opening = [each for each in document.prose() if each.span.start >= line.passage.span.end][:_OPENING]
    if not opening:
        return
    told = [m.passage.span for m in dates if m.rule not in _BACKGROUND]
    is_dated = any(sentence.span.overlaps(span) for sentence in opening for span in told)
    words = document.quote(opening[0].span)
    if not is_dated and _IS_SENTENCE.search(words) and tense_at(words, 0, 0) == "past":
        yield opening[0], replace(line, value=line.value.about())


def _entries_under_days(
    document: Document, dates: tuple[DateMention, ...]
) -> Iterator[tuple[Sentence, DateMention]]:
    """Yield the first sentence under each heading of a chronicle that is a day and nothing else.

    Headings that all have one day are the stamps of posts or comments.
    """
    told = {_sentence_of(document, m) for m in dates if _is_narrow(m) and not m.anchored_on}
    entries: list[tuple[Sentence, DateMention]] = []
    for mention in sorted(dates, key=lambda d: d.passage):
        heading = _sentence_of(document, mention)
        if (
            heading is None
            or not mention.value.is_exact
            or not is_day_alone(*words_round(document, heading, mention))
        ):
            continue
        entry = _entry_under(document, heading, is_first=not entries)
        if entry and entry not in told:
            entries.append((entry, mention))
    yield from entries if len({mention.value for _, mention in entries}) > 1 else ()


def _entry_under(document: Document, heading: Sentence, *, is_first: bool) -> Sentence | None:
    """Return the sentence under a heading, or behind the day with which a paragraph opens.

    A further one under a heading, such as a name, is that of a comment.
    """
    beside = document.sentences_of(heading.paragraph)
    if len(beside) > 1:
        is_next = beside[0] == heading and document.kind_of(heading).is_prose
        return beside[1] if is_next and _IS_SENTENCE.search(document.quote(beside[1].span)) else None
    above = document.paragraph(heading.paragraph - 1)
    below = document.sentences_of(heading.paragraph + 1)
    kind = document.kind_of(heading)
    if not (kind is ParagraphKind.HEADING or kind.is_prose) or not below:
        return None
    is_named = above and (above.kind is ParagraphKind.HEADING or is_open_line(document.quote(above.span)))
    if is_named and not is_first:
        return None
    is_prose = document.kind_of(below[0]).is_prose and _IS_SENTENCE.search(document.quote(below[0].span))
    return below[0] if is_prose else None


def _sentence_of(document: Document, mention: DateMention) -> Sentence | None:
    return document.sentence_at(mention.passage.span.start)


def _date_line_of(
    document: Document, publication: Publication, mentions: Iterable[DateMention]
) -> DateMention | None:
    """Return the day in the date line (PORT TOWN, May 17 —) by which a document is dated."""
    if publication.basis is not Basis.STATED or publication.evidence is None:
        return None
    sentence = document.sentence_at(publication.evidence.span.start)
    line = read_dateline(document.text, sentence.span.start) if sentence else None
    if line is None or line.day is None:
        return None
    return next((m for m in mentions if m.value.is_exact and m.passage.span.overlaps(Span(*line.day))), None)


def _is_narrow(mention: DateMention) -> bool:
    """Tell whether a date has two ends near enough to each other to place something on a timeline."""
    longest = _LONGEST_INTERVAL if "/" in mention.value.edtf else _LONGEST
    days = mention.value.days
    return days is not None and days <= longest and mention.rule not in _BACKGROUND


def _weights(rows: list[_Dated]) -> dict[str, float]:
    """Weigh terms by log(1 + N / dated sentences that hold them), 6 places."""
    frequency = Counter(term for row in rows for term in row.terms)
    return {term: round(math.log(1 + len(rows) / count), 6) for term, count in frequency.items()}


def _sum(weight: dict[str, float], terms: Iterable[str]) -> float:
    return math.fsum([weight[term] for term in terms])


def _pairs(rows: list[_Dated]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (a < b) that share two terms or more, found through inverted lists."""
    postings: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for term in row.terms:
            postings[term].append(number)
    for a, row in enumerate(rows):
        near = [postings[term] for term in row.terms if len(postings[term]) <= _COMMON]
        shared = Counter(chain.from_iterable(numbers[bisect_right(numbers, a) :] for numbers in near))
        yield from ((a, b) for b, count in shared.items() if count >= 2)


def _can_clash(a: _Dated, b: _Dated) -> bool:
    """Tell whether two dates are firm, near and of different sources: they may differ on one event."""
    firm = all(r.mention.value.days == 1 and not r.mention.value.is_approximate for r in (a, b))
    return firm and a.sentence.source != b.sentence.source and may_be_one_event(a.mention, b.mention)


def _difference(a: _Dated, b: _Dated, likeness: float) -> Proposal:
    first, second = sorted((a, b), key=lambda row: row.sentence)
    cue = f"different dates: {first.mention.value.edtf} and {second.mention.value.edtf}"
    return Proposal(ProposalKind.DISPUTE, (first.sentence, second.sentence), likeness, cue)


def _is_contested(corpus: Corpus, claims: Iterable[Claim], a: _Dated, b: _Dated) -> bool:
    """Tell whether a claim has one sentence in one position, and the other in another."""
    for claim in claims:
        for_a = {p.stance for p in claim.positions if p.cites(*corpus.place(a.sentence))}
        for_b = {p.stance for p in claim.positions if p.cites(*corpus.place(b.sentence))}
        if for_a and for_b and len(for_a | for_b) > 1:
            return True
    return False


def _event(rows: list[_Dated], topics: dict[Passage, set[TopicId]], disputed: bool) -> TimelineEvent:
    best = sorted(rows, key=lambda r: r.rank)
    once: dict[tuple[SourceId, Passage], _Dated] = {}
    for row in best:
        once.setdefault((row.sentence.source, row.sentence), row)
    rows = list(once.values())
    return TimelineEvent(
        id=rows[0].place,
        when=rows[0].mention.value,
        evidence=tuple(row.sentence for row in rows),
        mentions=tuple(row.mention for row in rows),
        topics=tuple(sorted({topic for row in rows for topic in topics.get(row.sentence, ())})),
        disputed=disputed,
    )
