"""What every kind of page shows alike: links, words of sources with their place, previews."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Language:
    """The language and direction of some words; None where they are the page's own."""

    lang: str | None = None  # BCP 47 tag
    dir: str | None = None  # `rtl`, `ltr` or `auto`


OWN = Language()


def attributes_of(language: Language) -> Markup:
    """Return what marks an element as of a language: ` lang="ar" dir="rtl"`; nothing for the page's own."""
    given = (("lang", language.lang), ("dir", language.dir))
    return Markup("").join(Markup(' {}="{}"').format(*each) for each in given if each[1])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as a template shows it, relative to the page; without `href` words alone."""

    href: str
    words: str
    gloss: str = ""  # key of its preview in the page's glossary; empty: none
    language: Language = OWN


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source with their place."""

    words: str  # exact, but for its marks, or cut at a word with `…`; `[withheld]`; empty: a whole source
    language: Language
    place: Anchor  # to the very sentence: `¶3`; to a whole source by its title
    source: Anchor
    when: str  # publication date of the source, in words
    speaker: str  # who says it, in the source's words; empty: the source itself
    doubt: Grade | None  # that of the source, where an editor gives it little trust
    before: str = ""  # the sentence before, where this one refers to it
    days: tuple[tuple[str, str], ...] = ()  # words of it, and the day that they name: “on Friday”, 9 May 2025
    dated: tuple[int, int] = (0, 0)  # where in `words` those are that date it; 0 and 0: nowhere


@dataclass(frozen=True, slots=True)
class Grade:
    """How far an editor trusts a source, in the Admiralty code."""

    code: str  # `B2`
    words: str  # `usually reliable source, probably true`
    href: str  # to the page that explains the code; empty: none does


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """A numbered note: the words of a source that editors' words rest on."""

    number: int
    quote: Quotation
    place: str  # the words of the link to the place: `¶3 →`; empty: the whole source is cited
    how: str  # who says it, who translated it; may be empty
    grade: Grade | None
    is_long: bool  # whether the name of the source leaves no room for words beside it in the margin
    title: Anchor | None  # of the source, where the page cites it first
    published: str  # by whom and when, behind the title: `, The Harbour Log, 3 May 2024`


@dataclass(frozen=True, slots=True)
class Gloss:
    """The preview of a linked page, built into the page that links it."""

    key: str
    kind: str
    title: Anchor
    lines: tuple[Line, ...]
    said: Said | None = None  # where the page has room


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a preview."""

    words: str
    language: Language
    after: str  # of the interface: `: 2 sources`


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a source in a preview, which is no place for links."""

    words: str
    language: Language
    place: str  # `Harbour log, 3 May, ¶4`, and how little the source is trusted
    named: Language  # of that name
