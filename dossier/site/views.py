"""What several kinds of page show alike: links, quotations, notes, events, strips and the chrome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dossier.model import TimelineEvent


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language and direction of some words; None where they are the page's own."""

    lang: str | None = None  # BCP 47 tag
    dir: str | None = None  # `rtl`, `ltr` or `auto`


OWN = Tongue()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as a template shows it, relative to the page; without `href` words alone."""

    href: str
    words: str
    gloss: str = ""  # key of its preview in the page's glossary; empty: none
    tongue: Tongue = OWN


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source with their place."""

    words: str  # exact, or cut at a word with `…`; in brackets why they may not leave the desk
    marks: str  # `bare` when the words hold quotation marks of their own, else `marked`
    tongue: Tongue
    place: Anchor  # to the very sentence: `¶3`
    source: Anchor
    when: str  # publication date of the source, in words
    speaker: str  # who says it, in the source's words; empty: the source itself


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A numbered note beside a paragraph of editors' words."""

    number: int
    quote: Quotation
    how: str  # date and grade of the source; who says it, where there is room


@dataclass(frozen=True, slots=True)
class Block:
    """A block of editors' words with the notes that stand beside it."""

    html: Markup
    notes: tuple[EvidenceNote, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline."""

    event: TimelineEvent
    expression: str  # the words of the source for the date
    headline: Quotation
    others: tuple[Quotation, ...]  # further sources of the same event
    more: str  # `and 3 more places`, or empty
    names: tuple[str, ...]  # entity ids, for filters


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a strip: a dot, or a bar where the date is a range; ends in per cent of the width."""

    left: float
    right: float
    shape: str  # `full` or `ring`: words first, shape second
    size: float  # radius in pixels; grows with the number of things on one date
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis of a strip."""

    at: float  # per cent of the strip's width
    words: str  # empty for a tick without a label
    edge: float  # per cent at which its label is anchored; the ends of the strip for the outer ones
    anchor: str  # SVG `text-anchor`: start, middle or end


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks on a dated axis; strips of one page share the axis."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    label: str  # what it shows, in words


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A question with its answers, in brief."""

    question: Anchor
    positions: tuple[tuple[Anchor, str, Quotation | None], ...]  # answer, who holds it, its first words


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that links here, with the sentences round its links."""

    origin: Anchor
    contexts: tuple[str, ...]
    more: str  # `and 3 more places`, or empty


Backlinks = tuple[tuple[str, tuple[Backlink, ...]], ...]
"""Kind of page in words, and the links from its pages."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list."""

    source: Anchor
    publisher: str | None
    when: str
    how: str  # how the date is known, in words
    summary: str
    topics: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A name in a list, and how often it stands there."""

    entity: Anchor
    role: str
    times: int


@dataclass(frozen=True, slots=True)
class Gloss:
    """The preview of a linked page, built into the page that links it."""

    key: str
    kind: str
    title: Anchor
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page of a long list stands, and the links to its neighbours."""

    words: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template gets: `chrome`, what stands round every page, and, as `view`, the body."""

    chrome: Mapping[str, object]
    body: Mapping[str, object]
