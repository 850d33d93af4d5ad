"""What several kinds of page show alike: links, quotations, notes, events, strips and the chrome."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of some words, where it is not the page's own."""

    lang: str | None = None
    """BCP 47 tag; None: the page's."""
    dir: str | None = None
    """`rtl`, `ltr` or `auto`; None: the page's."""


OWN = Tongue()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as a template shows it."""

    href: str
    """Relative to the page, always to a file."""
    words: str
    gloss: str = ""
    """Key of its preview in the page's glossary; empty: none."""
    tongue: Tongue = OWN


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source with their place."""

    words: str
    """Exact, or cut at a word with `…`; a word in brackets when they may not leave the desk."""
    marks: str
    """`bare` when the words hold quotation marks of their own, else `marked`."""
    tongue: Tongue
    place: Anchor
    """To the very sentence: `¶3`."""
    source: Anchor
    when: str
    """Publication date of the source, in words."""
    speaker: str = ""
    """Who says it, in the source's words; empty: the source itself."""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A numbered note beside a paragraph of editors' words."""

    number: int
    id: str
    """Target of the number's link."""
    quote: Quotation
    origin: str
    """Publisher, or the start of the title where none is known."""
    how: str
    """Date and grade of the source; who says it, where there is room."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of editors' words with the notes that stand beside it."""

    html: Markup
    notes: tuple[EvidenceNote, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline."""

    id: str
    datetime: str | None
    """Value for `<time datetime>`; None when HTML has no form for it."""
    when: str
    exact: bool
    expression: str
    """The words of the source for the date."""
    headline: Quotation
    others: tuple[Quotation, ...]
    """Further sources of the same event."""
    more: str
    """`and 3 more places`, or empty."""
    disputed: bool
    filters: str
    """Space-separated topic ids, for filters."""
    names: str
    """Space-separated entity ids, for filters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a strip: a dot, or a bar where the date is a range."""

    left: float
    """Per cent of the strip's width."""
    right: float
    shape: str
    """`full` or `ring`: words first, shape second."""
    size: float
    """Radius in pixels; grows with the number of things on one date."""
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis of a strip."""

    at: float
    """Per cent of the strip's width."""
    words: str
    """Empty for a tick without a label."""
    edge: float
    """Per cent at which its label is anchored; the ends of the strip for the outer ones."""
    anchor: str
    """SVG `text-anchor`: start, middle or end."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Marks on a dated axis; strips of one page share the axis."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    label: str
    """What it shows, in words."""


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One answer to a question, in brief."""

    title: str
    href: str
    count: str
    """`2 sources, one origin`."""
    quote: Quotation | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A question with its answers, in brief."""

    question: Anchor
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that links here, with the sentences round its links."""

    origin: Anchor
    contexts: tuple[str, ...]
    more: str
    """`and 3 more places`, or empty."""


@dataclass(frozen=True, slots=True)
class BacklinkGroup:
    """Backlinks from one kind of page."""

    kind: str
    links: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list."""

    source: Anchor
    when: str
    how: str
    """How the date is known, in words."""
    publisher: str
    summary: str
    tongue: Tongue
    topics: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Gloss:
    """The preview of a linked page, built into the page that links it."""

    key: str
    kind: str
    title: Anchor
    lines: tuple[str, ...]
    tongue: Tongue


@dataclass(frozen=True, slots=True)
class Nav:
    """An entry of the navigation."""

    href: str
    words: str
    current: str | None
    """Value of `aria-current`: `page` here, `true` in this part, None elsewhere."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page of a long list stands."""

    words: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Chrome:
    """What stands round the body on every page."""

    language: str
    direction: str | None
    """`rtl` where the pages' own language runs so, else None."""
    dossier: str
    heading: str
    """Text of `<title>`."""
    description: str
    home: str
    search: str
    nav: tuple[Nav, ...]
    footer: tuple[Anchor, ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    feeds: tuple[Anchor, ...]
    as_of: str
    mark: str
    """`TLP:AMBER`, or empty."""
    mark_words: str
    canonical: str
    """Absolute address; empty when the site has no fixed home."""
    picture: str
    """Absolute address of the picture for link cards; empty likewise."""
    described: Markup | None
    """JSON-LD for machines, escaped for a data block; None for lists."""
    citation: str
    """How to cite this page, as plain text; empty for lists."""
    glossary: tuple[Gloss, ...]
    csp: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template gets: `chrome` and, as `view`, the body."""

    chrome: Chrome
    body: object
