"""Read each source and find what is in it: in one process or in several, and only what no build has kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dossier.analysis import Registries, compile_registries, find_in_source, relate
from dossier.config import Settings
from dossier.crew import spread
from dossier.errors import UsageError
from dossier.kept import Kept, Key, Parcel, key_of
from dossier.model import (
    Analysis,
    Corpus,
    Desk,
    Document,
    MarkdownBody,
    Severity,
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


class Finder:
    """What reads sources and finds what is in them, both on one way through a process.

    Findings are asked for when the editors' files have been joined with the sources, and what is not for an
    audience is left out. So a reading is kept by the bytes of its source and what is said of it, findings
    also by the names and topics of the desk, and an analysis by all of these and what editors decided.
    Where there is a cluster, its workers do this for all sources whose marks allow that.
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

    def read(self, sources: Sequence[RawSource]) -> list[Reading]:
        """Read sources; find on the way what is in those that are new."""
        keys = [_key_of_reading(source) for source in sources]
        readings = self._kept.get(keys)
        new = [(key, source) for key, source in zip(keys, sources, strict=True) if key not in readings]
        words, known = _words(self._desk, self._settings)
        made = self._read_new([source for _, source in new], words) if new else []
        for (key, _), (reading, findings) in zip(new, made, strict=True):
            self._kept.put({key: reading} | ({_key_of_findings(key, known): findings} if findings else {}))
            readings[key] = reading.value
        for key in keys:
            document, problems = readings[key]
            if document:
                self._read[document.id] = document, key
            if document and any(problem.severity is Severity.ERROR for problem in problems):
                self._unsure.add(document.id)
        return [readings[key] for key in keys]

    def _read_new(self, raw: Sequence[RawSource], words: Desk) -> list[tuple[Parcel, Parcel | None]]:
        """Return what each source is read as, and what is in it."""
        shared = compile_registries(words), _that_matter(self._settings)
        leaves = [self._cluster is not None and surely_marked(each, self._may_leave) for each in raw]
        return self._spread(_read_and_find, shared, raw, leaves, lambda each: len(each.raw))

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
        words, known = _words(desk, settings)
        wanted = {
            document.id: _key_of_findings(key, known)
            for document, key in zip(corpus.documents, keys, strict=True)
            if key
        }
        self._kept.use(wanted.values())
        if can_be_kept and (found := self._kept.get([key])):
            analysis: Analysis = found[key]
            return analysis
        registries = compile_registries(words)
        analysis = relate(corpus, desk, self._find(corpus.documents, wanted, registries, settings), settings)
        self._kept.save()
        if can_be_kept:  # it is large, and packed late
            self._kept.put({key: Parcel(analysis)})
        return analysis

    def _find(
        self,
        documents: Sequence[Document],
        wanted: Mapping[SourceId, Key],
        registries: Registries,
        settings: Settings,
    ) -> Mapping[SourceId, SourceFindings]:
        """Return what is in each source, in their order; `wanted` has the keys of what may be kept."""
        kept = self._kept.get(wanted.values())
        found = {source: kept[key] for source, key in wanted.items() if key in kept}
        new = [document for document in documents if document.id not in found]
        leaves = [each.meta.tlp in self._may_leave and each.id not in self._unsure for each in new]
        made = self._spread(_find, (registries, settings), new, leaves, lambda each: len(each.text))
        for document, findings in zip(new, made, strict=True):
            found[document.id] = findings.value
            if document.id in wanted:
                self._kept.put({wanted[document.id]: findings})
        return {document.id: found[document.id] for document in documents}

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
        same = read is not None and _unmarked(read) == _unmarked(document)
        return key if same else None


def _marks_that_may_leave(settings: Settings) -> frozenset[str | None]:
    """Return the marks of sources that a cluster may have; None is one that has no mark."""
    marks = tuple(Tlp)
    limit = marks.index(Tlp(settings.cluster_tlp))
    unmarked = [None] if settings.default_tlp is None or marks.index(settings.default_tlp) <= limit else []
    return frozenset([*marks[: limit + 1], *unmarked])


def _check_topics(desk: Desk, may_leave: frozenset[str | None], settings: Settings) -> None:
    """Raise UsageError where the terms of a topic must not leave: every worker looks for all of them."""
    for topic in desk.topics:
        if topic.tlp not in may_leave:
            mark = (topic.tlp or settings.default_tlp or "").upper()
            raise UsageError(
                f'the terms of the topic "{topic.id}" would be sent with the sources, and it is marked '
                f"TLP:{mark}. Build without --engine"
            )


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


def _words(desk: Desk, settings: Settings) -> tuple[Desk, Key]:
    """Return the names and topics of a desk, without what editors wrote beside them, and their key."""
    entities = tuple(
        replace(each, body=_NO_WORDS, role_body=None, see=(), at=NOWHERE) for each in desk.entities
    )
    topics = tuple(replace(each, body=_NO_WORDS, summary_body=None, at=NOWHERE) for each in desk.topics)
    key = key_of("known", entities, topics, _that_matter(settings))
    return Desk(topics=topics, entities=entities), key


def _key_of_reading(source: RawSource) -> Key:
    beside, written = source.sidecar or ("", b"")
    shared = repr(sorted(source.shared.model_dump(exclude_unset=True).items()))
    return key_of(
        "reading", source.path, source.folder, beside, shared, source.sidecar is None, written, source.raw
    )


def _key_of_findings(reading: Key, known: Key) -> Key:
    return key_of("findings", reading, known)


def _read_and_find(shared: tuple[Registries, Settings], source: RawSource) -> tuple[Parcel, Parcel | None]:
    reading = read_source(source)
    document = reading[0]
    return Parcel(reading), Parcel(find_in_source(document, *shared)) if document else None


def _find(shared: tuple[Registries, Settings], document: Document) -> Parcel:
    return Parcel(find_in_source(document, *shared))
