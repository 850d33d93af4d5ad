"""The vocabulary of the whole program: frozen values, standard library only."""

from dossier.model.dates import DateMention, PartialDate
from dossier.model.decisions import Decisions, EventDecision, Refused, Settled
from dossier.model.desk import (
    BlockKind,
    Citation,
    Claim,
    ClaimId,
    Coverage,
    Desk,
    DeskPage,
    EditorsPage,
    Entity,
    EntityId,
    EntityKind,
    Link,
    Lookalike,
    MarkdownBody,
    MarkedPage,
    Note,
    NoteId,
    Picture,
    PictureLink,
    PlainBlock,
    Position,
    Quoted,
    Statement,
    Term,
    Tlp,
    Topic,
    TopicId,
    Translation,
    WikiLink,
    strictest,
)
from dossier.model.document import (
    Basis,
    Corpus,
    DateHint,
    Document,
    Override,
    OwnPlace,
    Phrase,
    Publication,
    SourceMeta,
)
from dossier.model.findings import (
    CARRIED,
    Analysis,
    Attribution,
    Candidate,
    CopyGroup,
    Grade,
    Mention,
    Mode,
    Proposal,
    ProposalKind,
    Reason,
    Relation,
    Summary,
    TimelineEvent,
    TopicPassage,
)
from dossier.model.kinds import PageKind
from dossier.model.pages import (
    Asset,
    Dossier,
    LeftOut,
    Manifest,
    ManifestEntry,
    Page,
    PartedAsset,
    count_kinds,
)
from dossier.model.problems import Place, Placed, Problem, Severity, in_order, of_severity
from dossier.model.refs import PageRef
from dossier.model.source_findings import (
    Expression,
    Marker,
    ParagraphWords,
    RawName,
    RawNames,
    SentenceTerms,
    SourceDates,
    SourceFindings,
    ToldDate,
)
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
