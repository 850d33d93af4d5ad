"""What is found in one source by itself, before sources are related; all of it can be kept and sent.

Lists of words are kept as strings with blanks between the words: the findings of all sources are in memory at
once, and there a word of its own takes ten times its letters.
"""

from dataclasses import dataclass
from typing import NamedTuple

from dossier.model.dates import DateMention
from dossier.model.findings import Attribution, Mention, Summary, TopicPassage
from dossier.model.text import Sentence, SourceId, Span


class Expression(NamedTuple):
    """A place where a rule matches; expressions may overlap."""

    sentence: int
    """Number of the sentence in the document, from 0."""
    start: int
    """First character of the expression in the sentence."""
    end: int
    rule: int
    """Number in `rules_of(document)`."""
    match: int
    """Where the pattern begins to match: at the start, or at words that it needs before."""


class RawName(NamedTuple):
    """A run of capitalised words as it stands."""

    span: Span
    keys: tuple[str, ...]
    """Folded words, article left out."""
    opening: bool
    """True when its first word opens a sentence, so that its capital tells nothing."""
    cue: str
    """What suggests a kind: its own words (`company`, `organisation`, `place`) or those round it (`person`,
    `group`, `where`); `speaks` before a verb of speech, `name` where it is followed as a name is;
    `number` before one; `term` where a text defines it (the “Seller”); `office` before a title;
    `charge` behind one, where it may begin with what the title is of; or empty."""
    taught: str
    """The acronym that follows in parentheses, folded; may be empty."""
    listed: bool = False
    """True in a label, a table or a list of names: a line of capitals, where a capital tells nothing."""


class RawNames(NamedTuple):
    """The unknown names of one document, in order."""

    names: tuple[RawName, ...]
    small_words: str
    """`small` in one string."""
    peoples: frozenset[str]
    """The nationalities and peoples that it tells of."""

    @property
    def small(self) -> list[str]:
        """The folded words that it writes without a capital, sorted."""
        return self.small_words.split()


@dataclass(frozen=True, slots=True)
class SentenceTerms:
    """What a sentence is made of, without the words that tell nothing."""

    sentence: Sentence
    words: str
    """`terms` in one string."""
    says_what: bool
    """False where it has no name, no number and few terms, or is a courtesy: "Why did it take so long?"."""

    @property
    def terms(self) -> list[str]:
        """Stems, and `@id` for a name that an entity bears; in order, with repeats."""
        return self.words.split()


class Marker(NamedTuple):
    """The first words of denial in one sentence."""

    sentence: Sentence
    cue: str
    """The words, folded."""


class ParagraphWords(NamedTuple):
    """The words of one paragraph, by which copies and repeats are known."""

    paragraph: int
    """Its number, from 1."""
    is_prose: bool
    words: str
    """`keys` in one string."""

    @property
    def keys(self) -> list[str]:
        """Folded words, in order."""
        return self.words.split()


@dataclass(frozen=True, slots=True)
class SourceFindings:
    """Everything found in one source by itself; its relative dates are not anchored yet."""

    source: SourceId
    mentions: tuple[Mention, ...]
    topic_passages: tuple[TopicPassage, ...]
    attributions: tuple[Attribution, ...]
    raw_names: RawNames
    """The names that no entity of the registry has."""
    terms: tuple[SentenceTerms, ...]
    """One for each prose sentence, in order."""
    paragraphs: tuple[ParagraphWords, ...]
    """One for each paragraph, in order."""
    markers: tuple[Marker, ...]
    """Its prose sentences that dispute something."""
    expressions: tuple[Expression, ...]
    """Where it may name a date."""
    summary: Summary


class ToldDate(NamedTuple):
    """A sentence that tells what happens on a date."""

    sentence: Sentence
    mention: DateMention


@dataclass(frozen=True, slots=True)
class SourceDates:
    """The dates of one source, counted from its publication."""

    dates: tuple[DateMention, ...]
    told: tuple[ToldDate, ...]
    """The dates on which something happens, each with the sentence that tells it."""
