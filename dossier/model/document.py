"""Sources as read: documents with exact offsets, and the corpus that holds them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.model.dates import PartialDate
from dossier.model.desk import Tlp, TopicId
from dossier.model.problems import Place, Placed, Problem
from dossier.model.text import (
    CitedPlace,
    Paragraph,
    ParagraphKind,
    Passage,
    Sentence,
    SentenceId,
    SourceId,
    Span,
)


class Basis(StrEnum):
    """How something is known."""

    EDITOR = "editor"
    STATED = "stated"
    METADATA = "metadata"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of the interface, which each page says in its language."""

    name: str
    """In the table of all texts."""
    values: tuple[tuple[str, str | PartialDate | Phrase], ...] = ()
    """What stands in the place of the names in it."""

    @classmethod
    def of(cls, name: str, **values: str | PartialDate | Phrase) -> Phrase:
        """Make a phrase."""
        return cls(name, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class DateHint:
    """A publication date that a file itself offers."""

    value: PartialDate
    basis: Basis
    evidence: Passage | None
    """Where the text states it; None for a sidecar or the page's metadata."""
    words: str | Phrase
    """How it is known, to follow the date, for editors in English: `stated in the first line`."""


@dataclass(frozen=True, slots=True)
class Publication:
    """When a source was published, and how that is known."""

    source: SourceId
    value: PartialDate | None
    basis: Basis
    evidence: Passage | None
    """The place that says so; may lie in another source."""
    words: str | Phrase
    """In words: `inferred from "on Saturday" and a related source`."""


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's correction to one place: `not: topic`, or whose name it is."""

    place: CitedPlace
    """A paragraph or a sentence, that of the source."""
    not_topics: tuple[Placed[TopicId], ...] = ()
    names: tuple[tuple[str, Placed[str]], ...] = ()
    """(words as they stand, entity id; an empty id means: not a name)."""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of a source's own text that its sidecar names."""

    key: str
    """Of the sidecar: `summary`, `paragraphs`, `not_topics` or `names`."""
    place: CitedPlace
    """A paragraph or a sentence; the text may have fewer."""
    at: Place
    """Where it is written."""


@dataclass(frozen=True, slots=True)
class SourceMeta:
    """What is known of a source beside its text; a sidecar's word replaces a finding."""

    title: str
    title_basis: Basis
    short: str | None = None
    """What an editor calls the source where it is cited; None: the program finds a name."""
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "und"
    """BCP 47 tag, `und` when not told."""
    url: str | None = None
    archive: str | None = None
    """Where a copy of the original is kept, by an editor's word."""
    date_hints: tuple[DateHint, ...] = ()
    """Best first: editor, stated, metadata."""
    retrieved: PartialDate | None = None
    rights: str | None = None
    grade: str | None = None
    """Admiralty code (NATO AJP-2.1): reliability A-F, credibility 1-6."""
    tlp: Tlp | None = None
    is_stamped: bool = False
    """Whether its mark was found in its text or path, and so cannot be milder than the desk's own."""
    publish: str = "full"
    """`full`, or `summary`: nothing but quoted passages leaves the desk."""
    summary: tuple[str, ...] = ()
    """An editor's summary: sentence ids or own words; empty: the program chooses."""
    overrides: tuple[Override, ...] = ()
    own_places: tuple[OwnPlace, ...] = ()
    """Every place that the sidecar names, those too that the text does not have (any more)."""
    derived_from: tuple[str, str] | None = None
    """(file, sha256) of the text that this one retells; None: the text is as it was filed."""
    by_editor: frozenset[str] = frozenset()
    """Names of the fields that the sidecar set."""

    @property
    def is_closed(self) -> bool:
        """Tell whether only quoted passages may leave the desk; `release.py` says which."""
        return self.publish == "summary"


Body = tuple[str, tuple[Paragraph, ...], tuple[Sentence, ...]]
"""The text of a document, its paragraphs and its sentences."""
_BODY = ("text", "paragraphs", "sentences")


@dataclass(frozen=True, slots=True)
class Document:
    """One source as read."""

    id: SourceId
    path: str
    """Path inside the seeds folder, with `/`."""
    sha256: str
    """Of the raw bytes, hexadecimal."""
    read_as: str
    """Format and encoding in words: `plain text, UTF-8`."""
    meta: SourceMeta
    text: str
    """The whole text, NFC, lines ended by one newline."""
    paragraphs: tuple[Paragraph, ...]
    """In order, not overlapping; between them only white space."""
    sentences: tuple[Sentence, ...]
    """All sentences in order; each lies inside its paragraph."""
    left_out: str = ""
    """What of the file is no part of the text, in words: `12 words, from “Home News Sport”`."""
    folder: str = "seeds"
    """Name of the folder of sources."""
    starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where each sentence begins; asked so often that it is worked out once."""

    _later: Callable[[], Body] = field(init=False, repr=False, compare=False)
    """Gives the text and what is in it, where nobody has asked for it yet."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(sentence.span.start for sentence in self.sentences))

    def with_body(self, body: Callable[[], Body]) -> Document:
        """Return this document with another text, which is made when it is first asked for."""
        late = object.__new__(Document)
        for name in _HEAD:
            object.__setattr__(late, name, getattr(self, name))
        object.__setattr__(late, "_later", body)
        return late

    if not TYPE_CHECKING:  # else it would have any attribute

        def __getattr__(self, name: str) -> object:
            """Make the text and what is in it."""
            if name not in (*_BODY, "starts"):
                raise AttributeError(name)
            later = self._later
            if later:  # another thread may have made it just now
                for part, value in zip(_BODY, later(), strict=True):
                    object.__setattr__(self, part, value)
                self.__post_init__()
                object.__setattr__(self, "_later", None)
            return object.__getattribute__(self, name)

    def __reduce__(self) -> tuple[type[Document], tuple[object, ...]]:
        return Document, tuple(getattr(self, each.name) for each in fields(self) if each.init)

    @property
    def file(self) -> str:
        """Its path as problems and pages name it: `seeds/x.txt`."""
        return f"{self.folder}/{self.path}"

    def quote(self, place: Passage | Span) -> str:
        """Return the exact words at a place."""
        span = place.span if isinstance(place, Passage) else place
        return self.text[span.start : span.end]

    def passage(self, span: Span) -> Passage:
        """Make a span of this text a passage."""
        return Passage(self.id, span)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds the character at `offset`, if any."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= self.sentences[index].span.end:
            return None
        return self.sentences[index]

    def sentence(self, sentence_id: str) -> Sentence | None:
        """Return the sentence `p3s2`, if there is one."""
        return next((s for s in self.sentences if s.id == sentence_id), None)

    def paragraph(self, number: int) -> Paragraph | None:
        """Return paragraph `number` (from 1), if there is one."""
        return self.paragraphs[number - 1] if 1 <= number <= len(self.paragraphs) else None

    def kind_of(self, sentence: Sentence) -> ParagraphKind:
        """Return the kind of the paragraph that a sentence is in."""
        return self.paragraphs[sentence.paragraph - 1].kind

    def sentences_of(self, paragraph: int) -> tuple[Sentence, ...]:
        """Return the sentences of one paragraph, in order."""
        return tuple(s for s in self.sentences if s.paragraph == paragraph)

    def prose(self) -> tuple[Sentence, ...]:
        """Return the sentences that speak for the source (body and standfirst)."""
        return tuple(s for s in self.sentences if self.kind_of(s).is_prose)

    def place_of(self, offset: int) -> SentenceId | None:
        """Return the id of the sentence at `offset`, if any."""
        sentence = self.sentence_at(offset)
        return sentence.id if sentence else None

    def address(self, offset: int) -> str:
        """Return `source#p3s2` for the sentence at `offset`; the id of the source where there is none."""
        sentence = self.sentence_at(offset)
        return f"{self.id}#{sentence.id}" if sentence else self.id

    def cited_span(self, place: CitedPlace) -> Span | None:
        """Return the characters that an editor cites: a sentence, a paragraph or all; None where none are."""
        if place.paragraph is None:
            return Span(0, len(self.text))
        paragraph = self.paragraph(place.paragraph)
        cited = paragraph if place.sentence is None else self.sentence(place.fragment)
        return cited.span if cited else None

    def cited_sentences(self, place: CitedPlace) -> tuple[Sentence, ...]:
        """Return the sentence that an editor cites, or those of the paragraph; of a whole source none."""
        inside = self.sentences_of(place.paragraph) if place.paragraph else ()
        return tuple(each for each in inside if place.sentence in (None, each.number))


_HEAD = tuple(each.name for each in fields(Document) if each.init and each.name not in _BODY)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All sources, sorted by id."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()
    by_id: Mapping[SourceId, Document] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table = MappingProxyType({document.id: document for document in self.documents})
        object.__setattr__(self, "by_id", table)

    def __reduce__(self) -> tuple[type[Corpus], tuple[object, ...]]:
        return Corpus, (self.documents, self.problems)  # its table is made anew in another process

    def quote(self, passage: Passage) -> str:
        """Return the exact words of a passage."""
        return self.by_id[passage.source].quote(passage)

    def sentence_id(self, passage: Passage) -> SentenceId | None:
        """Return the id of the sentence in which a passage begins."""
        return self.by_id[passage.source].place_of(passage.span.start)

    def place(self, passage: Passage) -> tuple[SourceId, SentenceId]:
        """Return the source and the sentence in which a passage begins; an empty id where it is in none."""
        return passage.source, self.sentence_id(passage) or SentenceId("")

    def addresses(self, passages: Iterable[Passage]) -> str:
        """Return the sentences in which passages begin, as editors name them: `a#p1s1,b#p2s3`."""
        return ",".join(self.by_id[each.source].address(each.span.start) for each in passages)
