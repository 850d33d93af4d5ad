"""What the program finds in sources; every finding carries its passage."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.dates import DateMention, PartialDate
from dossier.model.desk import EntityId, EntityKind, TopicId
from dossier.model.document import Phrase, Publication
from dossier.model.problems import Problem
from dossier.model.text import Passage, SourceId


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text and whose it is."""

    passage: Passage
    entity: EntityId | None
    """None when the name has several bearers (see `rivals`)."""
    rivals: tuple[EntityId, ...] = ()
    """The bearers it could be; empty when it is certain."""
    rule: str = "alias"
    """How it was read: `alias`, `variant`, `surname`, `given`, `acronym`, `editor`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capitalised name that no entity bears: a proposal for an editor."""

    text: str
    passages: tuple[Passage, ...]
    """Where it stands, in order of source and place; at least one."""
    kind: EntityKind | None
    """The kind of entity that is suggested; None where no rule knows."""
    suggestion: EntityId | None = None
    """The nearest entity of the registry, when one is near."""
    reason: str = ""
    """Why that one, or why that kind, in words; and why it may not be a whole name."""
    is_proposed: bool = True
    """False where it is mentioned once, and has no kind or may not be whole.

    A quarter of these are no names.
    """


CARRIED = "carried: "
"""Before the term of a passage to which the topic of the sentence before was handed on."""


class Grade(StrEnum):
    """How far a passage speaks of a topic."""

    ABOUT = "about"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class TopicPassage:
    """A sentence that speaks of a topic."""

    topic: TopicId
    passage: Passage
    """One whole sentence."""
    grade: Grade
    matched: tuple[str, ...]
    """The terms that fired, as typed in the topic; `carried: …` when handed on."""


class Mode(StrEnum):
    """Whether a speaker's very words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what a sentence says."""

    passage: Passage
    """The sentence."""
    speaker: Passage
    """The words that name the speaker, in the same source."""
    cue: str
    """The reporting words: `told`, `according to`."""
    mode: Mode
    entity: EntityId | None = None
    """The speaker in the registry, when known."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two sources are related: a pair of sentences, or names that both carry."""

    words: Phrase
    """In words: `both name Lisbon, the harbour union`; `nearly the same sentence`."""
    passages: tuple[Passage, ...] = ()
    """The pair, first of `a`, then of `b`; empty for shared names."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Two sources on the same matter; `a` < `b`."""

    a: SourceId
    b: SourceId
    score: float
    """0 to 1, rounded to 4 places."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Sources that carry one text: they count as one independent source."""

    sources: tuple[SourceId, ...]
    """Sorted, at least two; the first stands for the group."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened, or is to happen, when a source says it did."""

    id: str
    """From content: source and sentence of its first evidence."""
    when: PartialDate
    evidence: tuple[Passage, ...]
    """The sentences, best first; the first is the headline."""
    mentions: tuple[DateMention, ...]
    """The date expressions, one for each evidence, in the same order: in it, or in the date line above it."""
    topics: tuple[TopicId, ...] = ()
    disputed: bool = False
    """True when an editor's claim contests its date."""
    pinned: bool = False
    """True when an editor wants it shown first where not all are shown."""
    stands_for: tuple[tuple[str, EntityId], ...] = ()
    """(word of its headline such as `He`, whom it means), as an editor said."""
    rank: int = 0
    """Its place among all events, 1 first: by how many independent sources look back on it, copies as one.

    0 where it is shown on a page, which must not change when another event gains a source.
    """


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences that stand for a source or a topic."""

    about: str
    """A source id or `topic:ID`."""
    sentences: tuple[Passage, ...]
    """Whole sentences, in reading order."""
    words: tuple[str, ...] = ()
    """An editor's own words instead; then `sentences` may be empty."""
    by_editor: bool = False
    leaning: tuple[Passage, ...] = ()
    """Those of `sentences` that open with a reference to a sentence left out."""


class ProposalKind(StrEnum):
    """What a proposal says of its members."""

    AGREEMENT = "agreement"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Sentences that may agree or differ; only an editor makes it a claim."""

    kind: ProposalKind
    members: tuple[Passage, ...]
    """Whole sentences; the one with the marker first."""
    score: float
    """0 to 1, rounded to 4 places."""
    cue: str
    """Why: `denied`, `close match`, `different dates: …`."""
    same_origin: bool = False
    """True when the members repeat one statement of one speaker."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All findings."""

    publications: tuple[Publication, ...] = ()
    """One for each source, sorted by source id."""
    mentions: tuple[Mention, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    topic_passages: tuple[TopicPassage, ...] = ()
    dates: tuple[DateMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    relations: tuple[Relation, ...] = ()
    copies: tuple[CopyGroup, ...] = ()
    summaries: tuple[Summary, ...] = ()
    """One for each source and each topic."""
    events: tuple[TimelineEvent, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    repeats: tuple[Passage, ...] = ()
    """Paragraphs that several sources repeat word for word, and that speak for none of them."""
    doubtful: tuple[Passage, ...] = ()
    """Those of the dates that rest on an inferred publication."""
    problems: tuple[Problem, ...] = ()
    """Questions for the editors that the findings raise."""

    @property
    def proposed(self) -> tuple[Candidate, ...]:
        """The candidates that an editor is shown, the surest first."""
        return tuple(candidate for candidate in self.candidates if candidate.is_proposed)
