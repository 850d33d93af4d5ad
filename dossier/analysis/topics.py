"""Turn a document and the topics' terms into the sentences that speak of each topic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from dossier.model import (
    CARRIED,
    Document,
    Grade,
    ParagraphKind,
    Sentence,
    Term,
    Topic,
    TopicId,
    TopicPassage,
)
from dossier.text import late as re
from dossier.text.read_text import ReadText
from dossier.text.references import continues_matter
from dossier.text.words import COMMON, IRREGULAR, STOP, Word, american, stem, words_of, wordset

_HEADS = (ParagraphKind.TITLE, ParagraphKind.STANDFIRST, ParagraphKind.HEADING)
_VERB = re.compile(r"(?:[iy]z|if)(?:e|y|ed|ied|es|ies|ing|ying)$|[a-z]{5}at(?:e|ed|es|ing)$")
"""How words end that are verbs and nothing else, so that a tense of them is no other word."""
_TENSE = re.compile(
    r"(?<=..)(?<!\b[^aeiouy])(?<!\b[^aeiouy]{2})(?<!\b[^aeiouy]{3})(?:ing|ed|es|s)$"
)  # not of "king", "string"
_APART = re.compile(r"[,;:!?()—]")
"""Between two words they make them no term: "Abraham, accord us time"."""
_ARABIC_ARTICLE = re.compile(r"(?:[وف]?[بك]?ال|[وف]?لل)(?=\w{3})")
"""The article, with the small words that Arabic joins to it."""
_BEFORE_VERBS = wordset(
    "to i you he she it we they who will would can could may might must should shall do does did not let"
)
_SHORT_VERB = re.compile(r"(?:n['’]t|['’]ll)$")
_SUBJECTS = wordset("he she it who")
_OBJECTS = wordset("me him us them")
_LONGEST_ACRONYM = 4  # letters; longer ones are hardly words
_STEPS = 2  # sentences in a row that a topic is handed on to; further on the reference has faded


@dataclass(frozen=True, slots=True)
class TermPattern:
    """A term with its phrases as runs of stems, each between blanks."""

    term: Term
    phrase: str
    is_apart: bool
    """True where the phrase itself has a mark between its words."""
    keys: tuple[str, ...]
    """The folded words of the phrase."""
    capitals: tuple[bool, ...]
    """Which of them count only in capitals: WHO, US."""
    with_any: tuple[str, ...]
    without: tuple[str, ...]
    stems: frozenset[str]
    """The stems of the phrase."""


Patterns = tuple[tuple[TopicId, tuple[TermPattern, ...]], ...]


def compile_topics(topics: tuple[Topic, ...]) -> Patterns:
    """Cut the phrases of all topics into stems, once for a desk."""
    return tuple(
        (
            topic.id,
            tuple(
                TermPattern(
                    term,
                    _stems(term.phrase),
                    _APART.search(term.phrase) is not None,
                    tuple(word.key for word in words_of(term.phrase)),
                    tuple(_is_acronym(word) for word in words_of(term.phrase)),
                    tuple(map(_stems, term.with_any)),
                    tuple(map(_stems, term.without)),
                    frozenset(_stems(term.phrase).split()),
                )
                for term in topic.terms
                if _stems(term.phrase).strip()
            ),
        )
        for topic in topics
    )


def patterns_within(patterns: Patterns, stems: frozenset[str]) -> Patterns:
    """Return the terms that may stand in a text which has no other stems than these."""
    held = ((topic, tuple([each for each in terms if each.stems <= stems])) for topic, terms in patterns)
    return tuple([(topic, terms) for topic, terms in held if terms])


def find_topic_passages(text: ReadText, patterns: Patterns) -> tuple[TopicPassage, ...]:
    """Return the sentences that speak of each topic, in order of place, then of topic.

    A term matches in its sentence when its condition is met in the paragraph; plurals, hyphens and case are
    folded, and in a term of several words also tenses. Up to four letters in capitals ("WHO") ask for
    capitals, or, where four are no ordinary word ("Nato"), for the first. "Bridging" is no form of "bridge"
    nor "normally" of "normalization". Prose that opens by pointing back is handed the topic of the sentence
    before it. The grade is `about` for a term of weight 2, for two terms and in headlines, else `mentions`.
    """
    rows = _match_terms(text, patterns)
    topics = {topic for row in rows for topic in row.terms}
    found = [passage for topic in topics for passage in _passages_of(topic, text.document, rows)]
    return tuple(sorted(found, key=lambda p: (p.passage.span, p.topic)))


@dataclass(frozen=True, slots=True)
class _Stems:
    """A sentence by its words."""

    sentence: Sentence
    words: list[Word]
    stems: str
    """Their stems, each between blanks."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence with the terms that match in it."""

    sentence: Sentence
    terms: Mapping[TopicId, list[Term]]


def _match_terms(text: ReadText, patterns: Patterns) -> list[_Row]:
    """Match all terms in all sentences; only those that occur in the text are tried in each paragraph."""
    stems = [
        _Stems(row.sentence, words, f" {' '.join([term_stem(word.key) for word in words])} ")
        for row in text.sentences
        for words in [list(text.words_in(row))]
    ]
    whole = "".join(row.stems for row in stems)
    present = [(topic, [p for p in of_topic if p.phrase in whole]) for topic, of_topic in patterns]
    found: list[_Row] = []
    for _, paragraph in groupby(stems, key=lambda row: row.sentence.paragraph):
        found += _match_paragraph(text.document.text, list(paragraph), present)
    return found


def _match_paragraph(
    text: str, sentences: list[_Stems], patterns: list[tuple[TopicId, list[TermPattern]]]
) -> Iterator[_Row]:
    paragraph = "".join(row.stems for row in sentences)
    fitting = [(topic, [p for p in of_topic if _fits(p, paragraph)]) for topic, of_topic in patterns]
    for row in sentences:
        matches = {topic: _matching(text, fits, row) for topic, fits in fitting if fits}
        yield _Row(row.sentence, {topic: terms for topic, terms in matches.items() if terms})


@dataclass(frozen=True, slots=True)
class _Carried:
    """A topic on its way from a sentence that names it to those that go on with its matter."""

    phrase: str
    """The term that named it."""
    steps: int
    """How many sentences it was handed on to."""
    paragraph: int
    """Number of the paragraph of the last one."""


def _passages_of(topic: TopicId, document: Document, rows: list[_Row]) -> Iterator[TopicPassage]:
    refused = _refused(topic, document)
    carried: _Carried | None = None
    for row in rows:
        sentence, kind = row.sentence, document.kind_of(row.sentence)
        passage = document.passage(sentence.span)
        if kind is ParagraphKind.BOILERPLATE:
            continue
        if sentence in refused:
            carried = None
        elif terms := row.terms.get(topic):
            heavy = sum(term.weight for term in terms) >= 2 or kind in _HEADS
            phrases = tuple(dict.fromkeys(term.phrase for term in terms))
            yield TopicPassage(topic, passage, Grade.ABOUT if heavy else Grade.MENTIONS, phrases)
            carried = _Carried(phrases[0], 0, sentence.paragraph)
        elif kind.is_prose:
            carried = carried and _next_step(document, row, carried)
            if carried:
                yield TopicPassage(topic, passage, Grade.MENTIONS, (f"{CARRIED}{carried.phrase}",))


def _refused(topic: TopicId, document: Document) -> set[Sentence]:
    """Return the sentences of which an editor said that they do not speak of a topic."""
    places = (
        override.place
        for override in document.meta.overrides
        if topic in {each.value for each in override.not_topics}
    )
    return {sentence for place in places for sentence in document.cited_sentences(place)}


def _next_step(document: Document, row: _Row, carried: _Carried) -> _Carried | None:
    """Hand a topic on to a sentence; None when that sentence does not go on with it."""
    if row.terms or carried.steps == _STEPS or _prose_between(document, carried, row.sentence):
        return None
    if not continues_matter(document.quote(row.sentence.span)):
        return None
    return _Carried(carried.phrase, carried.steps + 1, row.sentence.paragraph)


def _stems(phrase: str) -> str:
    return f" {' '.join(term_stem(word.key) for word in words_of(phrase))} "


@lru_cache(maxsize=1 << 16)
def term_stem(key: str) -> str:
    """Return the stem by which a term is found, that of an Arabic word without its article."""
    return stem(_ARABIC_ARTICLE.sub("", key, count=1))


def _fits(pattern: TermPattern, paragraph: str) -> bool:
    """Tell whether a paragraph contains a term's phrase and meets its condition."""
    return (
        pattern.phrase in paragraph
        and (not pattern.with_any or any(phrase in paragraph for phrase in pattern.with_any))
        and not any(phrase in paragraph for phrase in pattern.without)
    )


def _matching(text: str, patterns: list[TermPattern], row: _Stems) -> list[Term]:
    """Return the terms in a sentence; a repeated phrase, or one inside a longer one, counts once."""
    terms = {
        pattern.phrase: pattern.term
        for pattern in patterns
        if pattern.phrase in row.stems and _is_inflected(text, pattern, row)
    }
    return [term for p, term in terms.items() if not any(p != other and p in other for other in terms)]


def _is_inflected(text: str, pattern: TermPattern, row: _Stems) -> bool:
    """Tell whether a phrase whose stems a sentence has stands there in one of its own forms."""
    size = len(pattern.keys)
    stems = row.stems.split()
    wanted = pattern.phrase.split()
    return any(
        not _is_clause(pattern.keys, found)
        and (pattern.is_apart or not _APART.search(text, found[0].end, found[-1].start))
        and all(
            _is_form(term, word.key, tenses=size > 1) and (not is_acronym or _may_be_acronym(word))
            for term, word, is_acronym in zip(pattern.keys, found, pattern.capitals, strict=True)
        )
        for start in range(len(stems) - size + 1)
        if stems[start : start + size] == wanted
        if size > 1 or _is_noun(text, pattern, row.words, start)
        for found in [row.words[start : start + size]]
    )


def _is_noun(text: str, pattern: TermPattern, words: list[Word], at: int) -> bool:
    """Tell whether a word is no verb: not "it strikes me", nor "to talk" for the term `talks`.

    A term in the singular stands as it is written: "to peace" and "to withdraw" look alike.
    """
    [term], word = pattern.keys, words[at]
    if _VERB.search(term) or not pattern.term.phrase.islower():
        return True
    near = [w for w in words[max(at - 2, 0) : at + 2] if not _APART.search(text, *_between(w, word))]
    before = [w for w in near if w.start < word.start]
    if word.key != term and term in _plurals(word.key):  # the singular of a plural
        return not _is_behind_verb(before)
    behind = [w.raw for w in near if w.start > word.start]
    is_verb = any(w.key in _SUBJECTS for w in before[-1:]) or not _OBJECTS.isdisjoint(behind)
    return not (word.key.endswith("s") and is_verb)


def _is_behind_verb(before: list[Word]) -> bool:
    """Tell whether what is before a word makes it a verb: "to talk", "will just talk"."""
    if before and (before[-1].key == "just" or before[-1].key.endswith("ly")):
        before = before[:-1]
    return any(w.key in _BEFORE_VERBS or _SHORT_VERB.search(w.raw) for w in before[-1:])


def _between(one: Word, other: Word) -> tuple[int, int]:
    return min(one.end, other.end), max(one.start, other.start)


def _is_clause(keys: tuple[str, ...], found: list[Word]) -> bool:
    """Tell whether a term is here a noun in the plural and its verb: "general strike", "generals struck"."""
    is_plural = False
    for term, word in zip(keys, found, strict=True):
        if is_plural and word.key not in _plurals(term) and term not in _plurals(word.key):
            return True
        is_plural |= word.key == f"{term}s"
    return False


def _is_acronym(word: Word) -> bool:
    """Tell whether a word is written as letters that may be an ordinary word too: WHO, U.S."""
    return word.raw.isupper() and 1 < len(word.key) <= _LONGEST_ACRONYM


def _may_be_acronym(word: Word) -> bool:
    """Tell whether a word has the capitals of an acronym: all, or the first of no ordinary word ("Nato")."""
    is_name = word.raw.istitle() and len(word.key) == _LONGEST_ACRONYM and word.key not in COMMON | STOP
    return word.raw[:2].isupper() or is_name


def _is_form(term: str, word: str, *, tenses: bool) -> bool:
    """Tell whether two words of one stem are one word: in the plural, or in a tense where tenses count."""
    a, b = (american(_ARABIC_ARTICLE.sub("", key, count=1)) for key in (term, word))
    if b in _plurals(a) or a in _plurals(b):
        return True
    if not tenses and not _VERB.search(a):
        return False
    return _without_tense(IRREGULAR.get(a, a)) == _without_tense(IRREGULAR.get(b, b))


def _plurals(key: str) -> tuple[str, ...]:
    return key, f"{key}s", f"{key}es", f"{key[:-1]}ies"


def _without_tense(key: str) -> str:
    """Return what the tenses of a verb share: "suppli" of "supply", "supplied", "supplying"."""
    bare = _TENSE.sub("", key).rstrip("e")
    bare = f"{bare[:-1]}i" if bare.endswith("y") else bare
    return bare[:-1] if bare[-2:-1] == bare[-1:] else bare  # "stopped"


def _prose_between(document: Document, carried: _Carried, sentence: Sentence) -> bool:
    between = document.paragraphs[carried.paragraph : sentence.paragraph - 1]
    return any(paragraph.kind.is_prose for paragraph in between)
