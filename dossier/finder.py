"""Read each source and find what is in it: in one process or in several, and only what no build has kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from dossier.analysis import (
    FindParagraphs,
    Make,
    Paragraphs,
    Registries,
    compile_registries,
    find_with_words,
    relate,
)
from dossier.config import Settings
from dossier.crew import spread
from dossier.errors import UsageError
from dossier.kept import PLAIN, Kept, Key, Parcel, key_of
from dossier.model import (
    Analysis,
    Corpus,
    Desk,
    Document,
    MarkdownBody,
    Severity,
    SourceDates,
    SourceFindings,
    SourceId,
    Tlp,
)
from dossier.model.problems import NOWHERE
from dossier.sources import RawSource, Reading, read_source, surely_marked
from dossier.text.counts import count

if TYPE_CHECKING:  # it starts slowly, and few builds need it
    from dossier.cluster import Cluster

V = TypeVar("V")
R = TypeVar("R")

_NO_WORDS = MarkdownBody("", 1, "")
_AT_ONCE = 500  # sources whose words are in memory together


class Finder:
    """What reads sources and finds what is in them, both on one way through a process.

    Findings are asked for when the editors' files have been joined with the sources, and what is not for an
    audience is left out. So a reading is kept by the bytes of its source and what is said of it, findings
    also by those names and terms of the desk whose words it has, and an analysis by all names and topics and
    what editors decided. Where there is a cluster, its workers do this for all sources whose marks allow it.
    """

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        jobs: int = 1,
        kept: Kept | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        self._desk, self._settings, self._jobs, self._cluster = desk, settings, jobs, cluster
        self._kept = kept or Kept()
        self._may_leave = _marks_that_may_leave(settings)
        if cluster:
            _check_topics(desk, self._may_leave, settings)
        self._read: dict[SourceId, tuple[Document, Key]] = {}
        """Each document as it was read, and the key of its reading."""
        self._unsure: set[SourceId] = set()
        """Sources whose file or sidecar has an error: their marks may be other ones."""
        self.made_of: Key | None = None
        """The hash of all that the last analysis and its sources depend on; None where none is kept."""
        self.sources_made_of: Mapping[SourceId, Key] = {}
        """The hash of what the last analysis has from each source by itself, where such a hash is known."""

    def read(self, sources: Sequence[RawSource]) -> list[Reading]:
        """Read sources; find on the way what is in those that are new."""
        keys = [_key_of_reading(source) for source in sources]
        readings = {key: _opened(packed) for key, packed in self._kept.get(keys).items()}
        new = [(key, source) for key, source in zip(keys, sources, strict=True) if key not in readings]
        if new:
            self._read_new(new, readings)
        self._kept.memory.take(readings)
        for key in keys:
            document, problems = readings[key]
            if document:
                self._read[document.id] = document, key
            if document and any(problem.severity is Severity.ERROR for problem in problems):
                self._unsure.add(document.id)
        return [readings[key] for key in keys]

    def _read_new(self, new: Sequence[tuple[Key, RawSource]], readings: dict[Key, Reading]) -> None:
        """Add to the readings those of new sources; find on the way what is in them."""
        known = _Known(self._desk, self._settings)
        raw = [source for _, source in new]
        leaves = [self._cluster is not None and surely_marked(each, self._may_leave) for each in raw]
        made = self._spread(_read_and_find, known.shared, raw, leaves, lambda each: len(each.raw))
        for (key, _), (reading, found) in zip(new, made, strict=True):
            self._kept.put({key: reading})
            document, _ = readings[key] = _opened(reading.value)
            if document and found:
                self._keep(known, document, key, found)

    def analyse(self, corpus: Corpus, desk: Desk, settings: Settings) -> Analysis:
        """Find everything, as `dossier.analysis.analyse` does."""
        corpus = replace(corpus, problems=())  # what cannot change a finding is out of reach
        desk = replace(desk, notes=(), pages=(), problems=())
        settings = _that_matter(settings)
        keys = [self._key_of(document) for document in corpus.documents]
        marks = [document.meta.tlp for document in corpus.documents]
        key = key_of("analysis", keys, marks, desk, settings)
        can_be_kept = None not in keys
        self.made_of = key if can_be_kept else None
        parts = {each.name: key_of("analysis", key, each.name) for each in fields(Analysis)}
        kept = self._kept.get_packed(parts.values()) if can_be_kept else {}
        if len(kept) == len(parts) and key in (found := self._kept.get([key])):
            used, self.sources_made_of = found[key]
            self._kept.use(used)
            return _KeptAnalysis({name: kept[parts[name]] for name in parts})
        found_in, found_by, used = self._find(corpus.documents, keys, _Known(desk, settings))
        self._kept.save()
        dated_by: dict[SourceId, Key] = {}

        def recall(of: Mapping[SourceId, object], make: Make) -> Collection[SourceDates]:
            made, keys_of_dates = self._dates(of, make, found_by)
            dated_by.update(keys_of_dates)
            return made

        def one_by_one() -> Iterator[SourceFindings]:
            for document in corpus.documents:
                findings = found_in.pop(document.id).value
                if document.id in found_by:
                    self._kept.memory.take({found_by[document.id]: findings})
                yield findings

        analysis = relate(corpus, desk, one_by_one(), settings, recall)
        self.sources_made_of = _by_themselves(dated_by, desk, analysis)
        if can_be_kept:  # it is large, and packed late
            of_needed = (*used, *dated_by.values()), self.sources_made_of
            self._kept.put({key: Parcel(of_needed)})
            self._kept.put({part: Parcel(getattr(analysis, name)) for name, part in parts.items()})
        return analysis

    def recall_paragraphs(
        self, sources: Collection[SourceId], find: FindParagraphs
    ) -> Mapping[SourceId, Paragraphs]:
        """Return what the last analysis has in the paragraphs of sources, as `check_support` asks for it."""
        made_of = self.sources_made_of
        keys = {each: key_of("paragraphs", made_of[each]) for each in sources if each in made_of}
        kept = self._kept.get(keys.values())
        known = {source: kept[key] for source, key in keys.items() if key in kept}
        missing = [source for source in sources if source not in known]
        found = find(missing) if missing else {}
        self._kept.put({keys[source]: Parcel(found[source]) for source in found if source in keys})
        return {**known, **found}

    def _find(
        self, documents: Sequence[Document], readings: Sequence[Key | None], known: _Known
    ) -> tuple[dict[SourceId, Parcel], Mapping[SourceId, Key], list[Key]]:
        """Return what is in each source, packed, the keys of these, and those of all that is kept.

        `readings` has the keys of those documents that are as they were read.
        """
        rows = list(zip(documents, readings, strict=True))
        as_read = [(document, key) for document, key in rows if key]
        wanted = dict(self._wanted(as_read, known))
        kept = self._kept.get_packed(wanted.values())
        found = {source: kept[key] for source, key in wanted.items() if key in kept}
        new = [row for row in rows if row[0].id not in found]
        again = [document for document, _ in new]
        leaves = [each.meta.tlp in self._may_leave and each.id not in self._unsure for each in again]
        made = self._spread(_find, known.shared, again, leaves, lambda each: len(each.text))
        for (document, key), both in zip(new, made, strict=True):
            found[document.id] = both[1]
            if key:
                wanted[document.id] = self._keep(known, document, key, both)
        table = {key: wanted[document.id] for document, key in as_read}
        self._kept.put({known.key_of_all: Parcel(table, level=PLAIN)})
        used = [known.key_of_all, *map(_key_of_words, table), *wanted.values()]
        self._kept.use(used)
        return found, wanted, used

    def _dates(
        self, of: Mapping[SourceId, object], make: Make, found_by: Mapping[SourceId, Key]
    ) -> tuple[Collection[SourceDates], Mapping[SourceId, Key]]:
        """Return the dates of each source, and the keys by which they are kept.

        They follow from its findings (`found_by` has their keys), from what related sources say of them
        (`of`) and from settings that the former depend on too.
        """
        keys = {source: key_of("dates", found_by[source], of[source]) for source in of if source in found_by}
        kept = self._kept.get(keys.values())
        made = {source: Parcel(kept[key]) for source, key in keys.items() if key in kept}
        missing = [source for source in of if source not in made]
        fresh = dict(zip(missing, spread(_packed, make, missing, self._jobs), strict=True))
        self._kept.put({keys[source]: parcel for source, parcel in fresh.items() if source in keys})
        made |= fresh
        return [made[source].value for source in of], keys

    def _wanted(self, rows: Sequence[tuple[Document, Key]], known: _Known) -> Iterator[tuple[SourceId, Key]]:
        """Yield the keys of the findings of those documents whose words are kept.

        They are in a table as long as no name or topic is another one.
        """
        table = self._kept.get([known.key_of_all]).get(known.key_of_all, {})
        yield from ((document.id, table[key]) for document, key in rows if key in table)
        rows = [row for row in rows if row[1] not in table]
        for start in range(0, len(rows), _AT_ONCE):
            some = [(document, key, _key_of_words(key)) for document, key in rows[start : start + _AT_ONCE]]
            words = self._kept.get(of_words for _, _, of_words in some)
            for document, key, of_words in some:
                if of_words in words:
                    yield document.id, known.key(key, document, words[of_words])

    def _keep(self, known: _Known, document: Document, reading: Key, found: tuple[Parcel, Parcel]) -> Key:
        """Keep the words of a source and what is found in it; return the key of the latter."""
        words, findings = found
        key = known.key(reading, document, words.value)
        self._kept.put({_key_of_words(reading): Parcel(packed=words.packed), key: findings})
        return key

    def _spread(
        self,
        work: Callable[[tuple[Registries, Settings], V], R],
        shared: tuple[Registries, Settings],
        values: Sequence[V],
        leaves: Sequence[bool],
        weight: Callable[[V], int],
    ) -> list[R]:
        """Return `work(shared, value)` for each value, in order; a cluster makes what may leave."""
        made: dict[int, R] = {}
        if self._cluster and values:
            away = {place: values[place] for place, leave in enumerate(leaves) if leave}
            self._cluster.tell(_notice(len(away), len(values), self._cluster.engine, self._settings))
            made = self._cluster.spread(work, shared, away, weight)
        here = [place for place in range(len(values)) if place not in made]
        made |= zip(here, spread(work, shared, [values[place] for place in here], self._jobs), strict=True)
        return [made[place] for place in range(len(values))]

    def _key_of(self, document: Document) -> Key | None:
        """Return the key of a document's reading; None where it is not as it was read."""
        read, key = self._read.get(document.id, (None, None))
        same = read is document or (read is not None and _unmarked(read) == _unmarked(document))
        return key if same else None


class _KeptAnalysis(Analysis):
    """An analysis as it is kept: the findings of each kind are unpacked when they are first asked for."""

    __slots__ = ("_parts",)
    _parts: Mapping[str, Parcel]

    def __init__(self, parts: Mapping[str, Parcel]) -> None:
        object.__setattr__(self, "_parts", parts)

    def __getattr__(self, name: str) -> object:
        """Return findings for which nobody has asked before."""
        if name == "_parts" or name not in self._parts:
            raise AttributeError(name)
        found = self._parts[name].value
        object.__setattr__(self, name, found)
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Analysis) and _all_of(self) == _all_of(other)

    __hash__ = Analysis.__hash__

    def __reduce__(self) -> tuple[type[Analysis], tuple[object, ...]]:
        return Analysis, _all_of(self)  # another process has all of it


def _all_of(analysis: Analysis) -> tuple[object, ...]:
    return tuple(getattr(analysis, each.name) for each in fields(Analysis))


def _marks_that_may_leave(settings: Settings) -> frozenset[Tlp | None]:
    """Return the marks of sources that a cluster may have; None is one that has no mark."""
    limit = settings.cluster_tlp
    unmarked = [None] if limit.allows(settings.default_tlp) else []
    return frozenset([*filter(limit.allows, Tlp), *unmarked])


def _check_topics(desk: Desk, may_leave: frozenset[Tlp | None], settings: Settings) -> None:
    """Raise UsageError where the terms of a topic must not leave: every worker looks for all of them."""
    for topic in desk.topics:
        if topic.tlp not in may_leave:
            mark = (topic.tlp or settings.default_tlp or "").upper()
            raise UsageError(
                f'the terms of the topic "{topic.id}" would be sent with the sources, and it is marked '
                f"TLP:{mark}. Build without --engine"
            )


def _by_themselves(
    dated_by: Mapping[SourceId, Key], desk: Desk, analysis: Analysis
) -> Mapping[SourceId, Key]:
    """Return the keys of sources of which the analysis has nothing but what follows from them.

    The key of its dates has what is found in a source, less what repeats. A source where an editor said whom
    a pronoun means is left out: its event may go when another source changes.
    """
    if not any(decision.names for decision in desk.decisions.events):
        return dated_by
    decided = {mention.passage.source for mention in analysis.mentions if mention.rule == "editor"}
    return {source: key for source, key in dated_by.items() if source not in decided}


def _notice(away: int, all_: int, engine: str, settings: Settings) -> str:
    """Say what is about to leave this machine, and what stays."""
    stay = count(all_ - away, "source")
    limit = settings.cluster_tlp.upper()
    sent = f"Sending the text of {count(away, 'source')} to {engine}, with the names and topics of the desk."
    kept = f"Kept on this machine: {stay} whose mark is or may be stricter than TLP:{limit}."
    return " ".join([*([sent] if away else []), *([kept] if away < all_ else [])])


def _unmarked(document: Document) -> Document:
    return replace(document, meta=replace(document.meta, tlp=None))  # it says nothing of the text


def _that_matter(settings: Settings) -> Settings:
    """Return the settings that findings depend on, all others as in every desk."""
    return Settings(week_starts_on=settings.week_starts_on, summary_sentences=settings.summary_sentences)


class _Known:
    """What a desk knows beforehand, without what editors wrote beside it, and what of it touches a source."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        entities = tuple(
            replace(each, body=_NO_WORDS, role_body=None, see=(), at=NOWHERE) for each in desk.entities
        )
        topics = tuple(replace(each, body=_NO_WORDS, summary_body=None, at=NOWHERE) for each in desk.topics)
        self._registries = compile_registries(Desk(topics=topics, entities=entities))
        self._settings = _that_matter(settings)
        self._key_of_settings = key_of(self._settings)
        self.key_of_all = key_of("all that is known", entities, topics, self._settings)
        self._keys: dict[int, Key] = {}
        """The key of each part of the registries, by its `id`; the parts live as long as this does."""

    @property
    def shared(self) -> tuple[Registries, Settings]:
        """What is given to each process."""
        return self._registries, self._settings

    def key(self, reading: Key, document: Document, words: frozenset[str]) -> Key:
        """Return the key of what is found in a source, without names and topics that it has no word of."""
        parts = self._registries.touching(document, words).parts()
        touching = b"".join(name.encode() + b"\0" + self._key_of(part) for name, part in parts)
        return key_of("findings", reading, self._key_of_settings, touching)

    def _key_of(self, part: object) -> Key:
        if id(part) not in self._keys:
            self._keys[id(part)] = key_of(part)
        return self._keys[id(part)]


def _key_of_reading(source: RawSource) -> Key:
    beside, written = source.sidecar or ("", b"")
    shared = repr(sorted(source.shared.model_dump(exclude_unset=True).items()))
    return key_of(
        "reading", source.path, source.folder, beside, shared, source.sidecar is None, written, source.raw
    )


def _key_of_words(reading: Key) -> Key:
    return key_of("words", reading)


def _read_and_find(
    shared: tuple[Registries, Settings], source: RawSource
) -> tuple[Parcel, tuple[Parcel, Parcel] | None]:
    document, problems = read_source(source)
    if document is None:
        return Parcel((document, problems)), None
    body = Parcel((document.text, document.paragraphs, document.sentences))
    head = replace(document, text="", paragraphs=(), sentences=())
    return Parcel((head, problems, body), level=PLAIN), _find(shared, document)  # most of it is packed


def _opened(packed: Sequence[Any]) -> Reading:
    """Return a reading as it is kept, with a document whose text is unpacked when it is asked for."""
    head, problems, *body = packed
    return head.with_body(lambda: body[0].value) if body else head, problems


def _find(shared: tuple[Registries, Settings], document: Document) -> tuple[Parcel, Parcel]:
    """Return the words of a source and what is found in it."""
    findings, words = find_with_words(document, *shared)
    return Parcel(words), Parcel(findings)


def _packed(make: Make, source: SourceId) -> Parcel:
    return Parcel(make(source))
