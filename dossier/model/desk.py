"""What editors wrote: topics, entities, notes, claims and pages, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NewType

from dossier.model.dates import PartialDate
from dossier.model.decisions import UNDECIDED, Decisions
from dossier.model.problems import NOWHERE, Place, Problem
from dossier.model.refs import PageRef
from dossier.model.text import CitedPlace, SourceId

EntityId = NewType("EntityId", str)
TopicId = NewType("TopicId", str)
NoteId = NewType("NoteId", str)
ClaimId = NewType("ClaimId", str)


class Tlp(StrEnum):
    """Handling marks of the Traffic Light Protocol 2.0 (FIRST), mildest first."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"

    @property
    def slug(self) -> str:
        """Return it as the names of folders and classes have it: `amber-strict`."""
        return self.replace("+", "-")

    def allows(self, mark: Tlp | None) -> bool:
        """Tell whether an audience of this level may have what is marked so, or not marked at all.

        >>> Tlp.AMBER.allows(Tlp.AMBER), Tlp.AMBER.allows(Tlp.AMBER_STRICT), Tlp.AMBER.allows(None)
        (True, False, True)
        """
        return mark is None or strictest([mark, self]) == self


def strictest(marks: Iterable[Tlp | None]) -> Tlp | None:
    """Return the strictest of some handling marks; None where none is marked."""
    return max(filter(None, marks), key=tuple(Tlp).index, default=None)


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@source#p3s2; @other]`: one or more places, with the words quoted before it."""

    at: Place
    targets: tuple[CitedPlace, ...]
    quotation: str | None = None
    """Words in quotation marks, or the block quote, directly before it; verified."""
    quotation_at: Place | None = None
    context: str = ""
    """The sentence round it, as plain text."""
    translated: bool = False
    """True for `[@source#p3s2 tr]`: the quotation is the desk's translation of the cited words."""
    credited: str = ""
    """A block quote with what may say whose words they are: `“Words,” she said`."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation that no citation directly follows."""

    at: Place
    words: str
    """Without the marks."""
    cited_at: tuple[Place, ...]
    """Where the citations are that cover its sentence; one of them must have the words."""
    is_speech: bool
    """True when the form says that somebody's words are given: by a verb of speech, or as a block quote."""
    is_label: bool = False
    """True in a title or heading without a citation; where nothing covers it, any source may have it."""
    credited: str = ""
    """A block quote with what may say whose words they are."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """What looks like a citation or a link and is shown as text: `(@id#p3)`, `[id#p3]`, `[Name]]`."""

    at: Place
    raw: str
    """As typed."""
    named: str
    """The id of a source, or what a link would name; counts only where there is such a source or page."""


@dataclass(frozen=True, slots=True)
class WikiLink:
    """`[[target#heading|words]]` as typed; `![[…]]` embeds."""

    at: Place
    target: str
    """Id, name or alias, as typed."""
    heading: str | None = None
    words: str | None = None
    embed: bool = False
    context: str = ""
    """The sentence round it, as plain text."""


@dataclass(frozen=True, slots=True)
class PictureLink:
    """`![words](target)` or `![[target|words]]` as typed: a picture of one's own."""

    at: Place
    target: str
    words: str
    """What it shows, for those who do not see it; empty: nobody said."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the desk that a page may show."""

    path: str
    """In the site, with `/`: `images/pier-0123456789ab.png`; the name follows from the bytes."""
    file: Path
    """Where it lies at the desk."""
    sha256: str
    """Of what is published: the picture without notes on who took it, when and where."""
    width: int
    """Pixels."""
    height: int


class BlockKind(StrEnum):
    """What a block of editors' Markdown is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    """On its own, not within a list or a quote."""
    CODE = "code"
    OTHER = "other"
    """Within a list, a quote, a callout or a footnote; a table's row."""


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """The words of a block as a reader sees them: without marks, citations and comments."""

    kind: BlockKind
    anchor: str
    """Of the heading itself, or of the one above; empty: before the first, or in a footnote."""
    parts: tuple[str | WikiLink, ...]
    """Words in order, a link where the title of its page is shown."""

    def words(self, shown: Callable[[WikiLink], str]) -> str:
        """Return the words on one line; `shown` says what a link without words of its own shows."""
        words = "".join(part if isinstance(part, str) else shown(part) for part in self.parts)
        return " ".join(words.split())


class Coverage(StrEnum):
    """What a sentence of an editor rests on."""

    CITED = "cited"
    JUDGEMENT = "judgement"
    """It is the desk's own assessment, and marked as that."""
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an editor that states something."""

    words: str
    line: int
    """Of the file, from 1."""
    coverage: Coverage
    column: int = 1
    """Of the line, from 1."""
    cited: tuple[int, ...] = ()
    """Numbers of the citations that cover it, from 0 in `MarkdownBody.citations`."""


@dataclass(frozen=True, slots=True)
class MarkdownBody:
    """The Markdown under a front matter, with what it cites and links."""

    file: str
    """Path of the file, with `/`: `content/notes/x.md`."""
    first_line: int
    """Line of the file on which `markdown` begins, from 1."""
    markdown: str
    citations: tuple[Citation, ...] = ()
    links: tuple[WikiLink, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    in_heading: tuple[Citation | WikiLink, ...] = ()
    """Of a position: what its heading cites and links, which are shown there as plain words."""
    quoted: tuple[Quoted, ...] = ()
    pictures: tuple[PictureLink, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    """(anchor, words) of each heading, in order."""
    heading_forms: tuple[tuple[int, str, str], ...] = ()
    """Of each: its level, its Markdown, and the id that its editor gave it, or none: `Costs {#cost}`."""
    block_ids: tuple[tuple[str, str], ...] = ()
    """(id in lower case, anchor) of each block that links can name: `words ^id`."""
    blocks: tuple[PlainBlock, ...] = ()
    """Its plain words, block by block, the footnotes last."""
    statements: tuple[Statement, ...] = ()
    """Its sentences that state something, in order."""

    def plain_words(self) -> str:
        """Return all its words on one line; a link without words of its own shows its target."""
        return " ".join(block.words(lambda link: link.target) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of the interface in a language of the desk's own, from `content/interface.yaml`."""

    language: str
    """BCP 47 tag."""
    plural: str
    """Which form of a text belongs to a number `n`, as gettext writes it."""
    texts: tuple[tuple[str, str | tuple[str, ...]], ...]
    """Each text, or its forms, by its name; all that the English table has."""


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    AGREEMENT = "agreement"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, agreement or event of the registry."""

    id: EntityId
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    """Spellings as they occur, without `name`."""
    body: MarkdownBody
    redirect_from: tuple[str, ...] = ()
    """Former names of the file, whose addresses lead on to its page."""
    role_body: MarkdownBody | None = None
    """One line on who or what, by an editor, with citations; None when empty."""
    see: tuple[EntityId, ...] = ()
    """Entities that a reader may look for next."""
    at: Place = NOWHERE

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return all by which a text can name it, the name of its page first."""
        return self.name, *self.aliases

    @property
    def role(self) -> str:
        """Return the line on who or what, as plain words."""
        return self.role_body.plain_words() if self.role_body else ""

    @property
    def bodies(self) -> tuple[MarkdownBody, ...]:
        """Return all its Markdown in the order in which a reader meets it."""
        return (self.role_body, self.body) if self.role_body else (self.body,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPage:
    """What pages of editors that may carry a handling mark have in common."""

    tlp: Tlp | None = None
    at: Place = NOWHERE
    aliases: tuple[str, ...] = ()
    """Other names that links may use; the file's name as typed is the first."""


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase that speaks for a topic."""

    phrase: str
    weight: int = 1
    """2: alone makes a passage `about`; 1: `mentions`, two of them `about`."""
    with_any: tuple[str, ...] = ()
    """Counts only where one of these stands in the same paragraph."""
    without: tuple[str, ...] = ()
    """Does not count where one of these stands in the same paragraph."""


@dataclass(frozen=True, slots=True)
class Topic(MarkedPage):
    """A subject that the dossier keeps an index of."""

    id: TopicId
    title: str
    terms: tuple[Term, ...]
    body: MarkdownBody
    summary_body: MarkdownBody | None = None
    """Editors' one or two sentences, with citations; None when empty."""
    order: int | None = None
    """Place among the topics, the smallest first; those without one follow by id."""

    @property
    def bodies(self) -> tuple[MarkdownBody, ...]:
        """Return all its Markdown in the order in which a reader meets it."""
        return (self.summary_body, self.body) if self.summary_body else (self.body,)


@dataclass(frozen=True, slots=True)
class Note(MarkedPage):
    """An editors' note."""

    id: NoteId
    title: str
    body: MarkdownBody
    date: PartialDate | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[TopicId, ...] = ()
    tags: tuple[str, ...] = ()
    """Words under which the editors file it, without `#`."""
    published: bool = True
    """False for `status: draft`: checked, but not on the site."""

    @property
    def bodies(self) -> tuple[MarkdownBody, ...]:
        """Return all its Markdown, as of every page that editors wrote."""
        return (self.body,)


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a question, and the places that give it."""

    stance: str
    """Slug of the title, unique in its claim."""
    title: str
    body: MarkdownBody
    """The Markdown under the heading; its citations are the evidence."""
    one_origin: tuple[tuple[CitedPlace, ...], ...] = ()
    """Groups of places that repeat one origin, in two sources or more."""
    by: tuple[EntityId, ...] = ()
    """The entities that hold it, as the editor names them; never inferred."""

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """Return the citations under the heading, in order."""
        return self.body.citations

    def cites(self, source: SourceId, sentence: str) -> bool:
        """Tell whether the evidence names a sentence such as `p3s2`, or the whole of its paragraph."""
        fragments = (sentence, sentence.partition("s")[0])
        places = (place for citation in self.evidence for place in citation.targets)
        return any(place.source == source and place.fragment in fragments for place in places)


@dataclass(frozen=True, slots=True)
class Claim(MarkedPage):
    """A question on which sources agree or differ, as an editor confirmed it."""

    id: ClaimId
    question: str
    topics: tuple[TopicId, ...]
    positions: tuple[Position, ...]
    body: MarkdownBody
    """What stands before the first position."""
    would_change_body: MarkdownBody | None = None
    """What would change the answer; None when empty. It states nothing, so it has no statements."""

    @property
    def would_change(self) -> str:
        """Return what would change the answer, as plain words."""
        return self.would_change_body.plain_words() if self.would_change_body else ""

    @property
    def bodies(self) -> tuple[MarkdownBody, ...]:
        """Return all its Markdown in the order in which a reader meets it."""
        asked = (self.would_change_body,) if self.would_change_body else ()
        return (self.body, *(position.body for position in self.positions), *asked)


@dataclass(frozen=True, slots=True)
class DeskPage(MarkedPage):
    """A plain page such as `about`, or the front page's words (`index`)."""

    id: str
    title: str
    body: MarkdownBody
    dossier: str | None = None
    """Only in `index.md`: the name of the whole dossier."""
    language: str | None = None
    """Only in `index.md`: BCP 47 tag of the pages' own words; default `en`."""
    judgement: MarkdownBody | None = None
    """Only in `index.md`: the desk's assessment; its statements are judgements, whatever they cite."""
    watch: tuple[MarkdownBody, ...] = ()
    """Only in `index.md`: what to watch for, one line each."""

    @property
    def bodies(self) -> tuple[MarkdownBody, ...]:
        """Return all its Markdown in the order in which a reader meets it."""
        judgement = (self.judgement,) if self.judgement else ()
        return (self.body, *judgement, *self.watch)


EditorsPage = Topic | Entity | Note | Claim | DeskPage


@dataclass(frozen=True, slots=True)
class Desk:
    """All that editors wrote, each tuple sorted by id."""

    topics: tuple[Topic, ...] = ()
    entities: tuple[Entity, ...] = ()
    notes: tuple[Note, ...] = ()
    claims: tuple[Claim, ...] = ()
    pages: tuple[DeskPage, ...] = ()
    pictures: tuple[tuple[tuple[str, str], Picture], ...] = ()
    """Each picture that a file shows, by (file, name as typed)."""
    problems: tuple[Problem, ...] = ()
    decisions: Decisions = UNDECIDED
    """What editors decided about findings; no page shows it."""

    def changed(self, change: Callable[[EditorsPage], EditorsPage | None]) -> Desk:
        """Return the desk with each of its pages changed, and without those for which there is None."""
        kinds = ("topics", "entities", "notes", "claims", "pages")
        pages: Any = {kind: tuple(filter(None, map(change, getattr(self, kind)))) for kind in kinds}
        return replace(self, **pages)


@dataclass(frozen=True, slots=True)
class Link:
    """A resolved link between two pages; a backlink is a Link read from its target."""

    origin: PageRef
    target: PageRef
    fragment: str
    """Anchor inside the target, without `#`; empty: the page."""
    context: str
    """The sentence round the link, as plain text."""
    at: Place
