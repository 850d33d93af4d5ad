"""Turn one source into mentions: the names in it that entities of the registry have."""

from bisect import bisect_left
from dataclasses import dataclass, field

from dossier.analysis.names.acronyms import explained_names
from dossier.analysis.names.registry import POSSESSIVE, PROVINCES, Bearer, Entry, Node, Registry, Words
from dossier.analysis.names.spelling import (
    APOSTROPHES,
    FIRST_PREFIX,
    HYPHENS,
    SPACED_ARTICLES,
    SUFFIXES,
    name_words,
    owns,
    skeleton,
    without_prefix,
)
from dossier.analysis.names.vocabulary import GERMAN_ARTICLES, LISTS, is_title_abroad
from dossier.model import Document, EntityId, EntityKind, Mention, Span
from dossier.text import late as re
from dossier.text.capitals import is_headline
from dossier.text.language import primary, small_words
from dossier.text.read_text import ReadText
from dossier.text.words import MONTHS, STOP, TIMES, TITLES, Word, wordset

_GAP = re.compile(r"[ \t\n\u00a0]?[-‐‑–./&'’]{0,2}[ \t\n\u00a0]{0,2}")
_NO_GIVEN = TITLES | TIMES | SUFFIXES | SPACED_ARTICLES
_FOLLOWERS = wordset(
    "post times tribune herald journal review university street avenue boulevard road city airport"
    " declaration agreement accord accords treaty convention conventions protocol"
)
"""After a place name they make another name of it: a newspaper, a street, a city of a state, a treaty."""
_PHRASING = "بكل"
"""Arabic letters for "in", "as" and "for", which with a short word may make a phrase: "with zeal"."""
_SHORT = 4  # letters
_NO_E_BEHIND = wordset(
    "den dem des einen einem einer eines keinen keinem keiner diesen diesem diese jeden jedem"
)
"""German words behind which a word in "-e" is rather a verb than an adjective: "Den lehnte Koch ab"."""
_RELATIVE = re.compile(r"[\dA-ZÄÖÜ][\w-]*, (?:[a-zäöüß]+ )?(?:das|dem|den|die)$")
"""A noun and a relative pronoun: "das Buch, das", "das Haus, in dem"."""
_TO_RELATIVE = 40  # characters; the longest noun that is looked at, with the pronoun behind it
_ADJECTIVE = re.compile(r"[a-z]{2,}e[nrms]?")
_NO_ADJECTIVE = wordset("gegen hinter neben ohne unter uber wegen zwischen ausser sagen sie")
_BEFORE_MONTHS = wordset("in since until till during last next this early mid late every")

Bearers = tuple[Bearer, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A document, its words and the names to look for."""

    document: Document
    words: tuple[Word, ...]
    registry: Registry
    strangers: dict[EntityId, int] = field(default_factory=dict)
    """Entities of whose surname another person is named in full, and the number of that word."""
    headlines: dict[int, bool] = field(default_factory=dict)
    """Whether a sentence is a headline, by its start: one may be as long as a list of names."""

    @property
    def language(self) -> str:
        """Return its language without the region."""
        return primary(self.document.meta.language)

    def before(self, number: int) -> Word | None:
        """Return the word before word `number`, an initial with its full stop too."""
        if number == 0:
            return None
        before = self.words[number - 1]
        gap = self.document.text[before.end : self.words[number].start]
        return before if gap == " " or (gap == ". " and len(before.key) == 1) else None

    def after(self, number: int) -> Word | None:
        """Return word `number` when only a space comes before it."""
        words, text = self.words, self.document.text
        if number == len(words) or text[words[number - 1].end : words[number].start] != " ":
            return None
        return words[number]

    def owns(self, number: int) -> bool:
        """Tell whether a word stands in the possessive: "May's cabinet"."""
        return self.document.text.startswith(("’s", "'s"), self.words[number].end)

    def entry(self, bearer: Bearer) -> Entry:
        """Return what is known of the entity."""
        return self.registry.entries[bearer.entity]

    def is_in_headline(self, word: Word) -> bool:
        """Tell whether a word is in a sentence with a capital on every word that matters."""
        sentence = self.document.sentence_at(word.start)
        if sentence is None:
            return False
        start = sentence.span.start
        if start not in self.headlines:
            first = bisect_left(self.words, (start,))
            last = bisect_left(self.words, (sentence.span.end,), first)
            self.headlines[start] = is_headline(self.words[first:last])
        return self.headlines[start]


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    """Number of its first word."""
    last: int
    """One past its last word."""
    bearers: Bearers


def find_mentions(text: ReadText, registry: Registry, words: Words | None = None) -> tuple[Mention, ...]:
    """Return the mentions in order of place, not overlapping; the longest name wins.

    `words` are the `name_words` of the text, where they are known already.

    A bare name of several entities is given to the one that is named in full in the same source; where
    none or several are, it stays open (`entity` None, `rivals` given).
    """
    document = text.document
    words = words or name_words(document.text, text.words, document.meta.language)
    root = registry.root.following
    words = tuple(
        [
            word if word.raw[0] < FIRST_PREFIX or word.key in root else _known_part(word, registry)
            for word in words
        ]
    )
    source = _Source(document, words, registry)
    matches = _matches(source)
    full = {b.entity for match in matches for b in match.bearers if b.full and len(match.bearers) == 1}
    sure = full | {b.entity for match in matches for b in match.bearers if not b.common and b.rule == "alias"}
    mentions: list[Mention] = []
    for match in matches:
        bearers = _chosen(source, match, full, sure)
        if bearers:
            mentions.append(_mention(source, match, bearers))
    mentions += explained_names(source.words, document, mentions)
    return _overridden(document, tuple(sorted(mentions, key=lambda m: m.passage.span)))


def _known_part(word: Word, registry: Registry) -> Word:
    """Return what a name of the registry begins with, where a small word is joined to it, and no phrase."""
    for bare in without_prefix(word):
        node = registry.root.following.get(bare.key)
        if node is None:
            continue
        is_short = len(bare.raw) <= _SHORT and word.raw[bare.start - word.start - 1] in _PHRASING
        kinds = {registry.entries[bearer.entity].kind for bearer in node.bearers}
        if not is_short or node.following or EntityKind.PLACE in kinds:
            return bare
    return word


def _matches(source: _Source) -> list[_Match]:
    matches: list[_Match] = []
    words, text, root, last = source.words, source.document.text, source.registry.root.following, 0
    for number in [number for number, word in enumerate(words) if word.key in root]:
        if number < last or text[words[number].start - 1 : words[number].start] == "@":  # a handle
            continue
        match = _longest(source, number, root[words[number].key])
        if match:
            matches.append(match)
            last = match.last
    return matches


def _longest(source: _Source, first: int, node: Node | None) -> _Match | None:
    best, last, words, text = None, first + 1, source.words, source.document.text
    while node:
        fitting = tuple(b for b in node.bearers if _fits(source, first, last, b))
        if fitting:
            best = _Match(first, last, fitting)
        if last == len(words):
            break
        end, possessive = words[last - 1].end, node.following.get(POSSESSIVE)
        if possessive and owns(text, end):
            node, end = possessive, end + len(POSSESSIVE)
        if not _GAP.fullmatch(text, end, words[last].start):
            break
        following = node.following.get(words[last].key)
        if not following and len(words[last].key) == 1 and last + 1 < len(words):  # "Mary J. Holt"
            last += 1
            following = node.following.get(words[last].key)
        node, last = following, last + 1
    return best


def _fits(source: _Source, first: int, last: int, bearer: Bearer) -> bool:
    """Tell whether the words `first` to `last` are written as a name of an entity, and not of another."""
    raw, kind = source.words[first].raw, source.entry(bearer).kind
    if last - first == 1 and source.words[first].key in MONTHS and _is_month(source, first):
        return False
    text, start = source.document.text, source.words[first].start
    if not text.startswith(bearer.signs, source.words[last - 1].end):
        return False
    if bearer.elided and not (text[start - 1] in APOSTROPHES and text[start - 2 : start - 1] in ("l", "L")):
        return False
    if not (raw.isupper() if bearer.acronym else raw[0].isupper() or not bearer.capital):
        return False
    if kind is EntityKind.PERSON:
        return _is_person(source, first, last, bearer)
    after = source.after(last) if kind is EntityKind.PLACE else None
    return after is None or not after.raw[0].isupper() or after.key not in _FOLLOWERS


def _is_month(source: _Source, number: int) -> bool:
    """Tell whether the name of a month stands in a date: "in May", "5 May", "May 2019"."""
    before, after = source.before(number), source.after(number + 1)
    is_numbered = any(each is not None and each.key[:1].isdigit() for each in (before, after))
    is_placed = before is not None and before.key in _BEFORE_MONTHS
    return is_numbered or (is_placed and not source.owns(number))


def _is_person(source: _Source, first: int, last: int, bearer: Bearer) -> bool:
    """Tell whether a person's name ends where the words end, and no other person's begins before them."""
    after, word = source.after(last), source.words[first]
    if after and after.key in SUFFIXES:
        return False
    if bearer.full:
        return True
    if source.language == "de" and _is_noun(source, first):
        return False
    goes_on = after and after.raw[0].isupper() and after.key not in TIMES
    if goes_on and bearer.rule in ("surname", "given") and not source.is_in_headline(word):
        return False
    if _is_another(source, first, bearer):
        source.strangers.setdefault(bearer.entity, first)
        return False
    return True


def _is_noun(source: _Source, number: int) -> bool:
    """Tell whether a surname stands where a noun does in German: "den alten Koch", but "die Koch-Reise"."""
    end = source.words[number].end
    if source.document.text[end : end + 1] in HYPHENS:
        return False
    before = source.before(number)
    if before is None:
        return False
    if before.key in GERMAN_ARTICLES:
        return _RELATIVE.search(source.document.text, max(0, before.end - _TO_RELATIVE), before.end) is None
    if not (before.raw.islower() and _ADJECTIVE.fullmatch(before.key)) or before.key in _NO_ADJECTIVE:
        return False
    article = source.before(number - 1)
    if article is None or article.key == "das":
        return False  # "Das sagte Koch"
    return article.key in GERMAN_ARTICLES and not (before.key.endswith("e") and article.key in _NO_E_BEHIND)


def _is_another(source: _Source, number: int, bearer: Bearer) -> bool:
    """Tell whether the word before makes a bare surname another person's ("Pavel Oliveira")."""
    before = source.before(number)
    if before is None or not before.raw[0].isupper() or before.key in _NO_GIVEN:
        return False
    if is_title_abroad(before.key, source.language):
        return False
    if _is_given(before, source.entry(bearer).given) or _only_opens(source, before):
        return False
    return not source.is_in_headline(source.words[number])


def _only_opens(source: _Source, word: Word) -> bool:
    """Tell whether a word has its capital from the sentence that it opens: "Yesterday Oliveira"."""
    sentence = source.document.sentence_at(word.start)
    opening = sentence is not None and word.start - sentence.span.start < 2
    small = word.key in STOP | LISTS["before a speaker"] or word.raw.lower() in small_words(source.language)
    return opening and (small or word.key.endswith(("ing", "ed", "ly")))


def _is_given(word: Word, given: frozenset[str]) -> bool:
    """Tell whether a word is one of these given names, its initial, or the same but for its vowels."""
    if len(word.key) == 1:
        return any(name[0] == word.key for name in given)
    return any(skeleton(name) == skeleton(word.key) for name in given)


def _chosen(source: _Source, match: _Match, full: set[EntityId], sure: set[EntityId]) -> Bearers:
    """Return who may be meant: one bearer where it is certain, several where it stays open."""
    bearers = match.bearers
    if len(bearers) == 1 and bearers[0].full and not bearers[0].common and bearers[0].rule == "alias":
        return bearers
    bearers = _by_given_name(bearers, full)
    bearers = _without_ordinary(source, match, bearers, sure)
    bearers = _without_strangers(source, match, bearers, full)
    if len(bearers) < 2:
        return bearers
    in_full = tuple(b for b in bearers if b.entity in full)
    return in_full if len(in_full) == 1 and not bearers[0].full else bearers


def _by_given_name(bearers: Bearers, full: set[EntityId]) -> Bearers:
    """Keep those whom the source names in full where only given names match, else the others."""
    others = tuple(b for b in bearers if b.rule != "given")
    return others or tuple(b for b in bearers if b.entity in full)


def _without_ordinary(source: _Source, match: _Match, bearers: Bearers, sure: set[EntityId]) -> Bearers:
    """Leave out an ordinary word that opens a sentence, if nothing else names its entity."""
    start = source.words[match.first].start
    sentence = source.document.sentence_at(start)
    if sentence is None or sentence.span.start != start:
        return bearers
    return tuple(b for b in bearers if not b.common or b.acronym or b.entity in sure)


def _without_strangers(source: _Source, match: _Match, bearers: Bearers, full: set[EntityId]) -> Bearers:
    """Leave out who is never named in full, after another with the surname is: "his brother Emil Roe"."""
    before = source.before(match.first)
    if before and (before.key in TITLES or is_title_abroad(before.key, source.language)):
        return bearers
    known = full | {b.entity for b in bearers if source.strangers.get(b.entity, match.first) >= match.first}
    return tuple(b for b in bearers if b.rule != "surname" or b.entity in known)


def _mention(source: _Source, match: _Match, bearers: Bearers) -> Mention:
    """Return the mention, with the words beside it that belong to the name."""
    bearer = bearers[0]
    end, after = source.words[match.last - 1].end, source.after(match.last)
    if after and source.entry(bearer).kind is EntityKind.PLACE and after.key in PROVINCES:
        end = after.end if after.raw[0].isupper() else end
    start, rule = source.words[match.first].start, bearer.rule
    if source.entry(bearer).kind is EntityKind.PERSON and not bearer.full and len(bearers) == 1:
        start, rule = _with_given_name(source, match.first, bearer)
    article = source.document.text[max(0, start - 4) : start] == "The "
    if article and source.entry(bearer).opens_with_the:
        start -= 4
    passage = source.document.passage(Span(start, end))
    if len(bearers) == 1:
        return Mention(passage, bearer.entity, (), rule)
    return Mention(passage, None, tuple(sorted(b.entity for b in bearers)), rule)


def _with_given_name(source: _Source, number: int, bearer: Bearer) -> tuple[int, str]:
    """Return where a person's name begins that has a surname at word `number`, and its rule."""
    before, start = source.before(number), source.words[number].start
    if before and before.raw[0].isupper():
        if before.key in SPACED_ARTICLES:
            return before.start, bearer.rule
        if _is_given(before, source.entry(bearer).given):
            return before.start, "variant"
    return start, bearer.rule


def _overridden(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Put an editor's reading of a name in the place of what was found."""
    kept = list(mentions)
    for override in document.meta.overrides:
        place = document.cited_span(override.place)
        if place is None:
            continue
        for words, entity in override.names:
            start = document.text.find(words, place.start, place.end) if words else -1
            while start >= 0:
                span = Span(start, start + len(words))
                kept = [mention for mention in kept if not mention.passage.span.overlaps(span)]
                if entity.value:
                    kept.append(Mention(document.passage(span), EntityId(entity.value), (), "editor"))
                start = document.text.find(words, span.end, place.end)
    return tuple(sorted(kept, key=lambda mention: mention.passage.span))
