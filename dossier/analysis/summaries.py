"""Turn a source into the few sentences that stand for it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from math import fsum
from typing import NamedTuple

from dossier.analysis.names import is_surname
from dossier.config import Settings
from dossier.model import (
    Attribution,
    Document,
    Marker,
    ParagraphKind,
    Sentence,
    SentenceId,
    SentenceTerms,
    Summary,
)
from dossier.text import late as re
from dossier.text.datelines import read_dateline
from dossier.text.denials import is_negative
from dossier.text.lines import BULLET, NOTES
from dossier.text.numbers import NUMBER_WORDS
from dossier.text.quotes import DOUBLE_MARKS, find_quotations, unclosed_quotation
from dossier.text.references import needs_context
from dossier.text.reporting import introduces_words
from dossier.text.transcripts import TURN, is_ceremony, is_talk, is_transcript, without_place
from dossier.text.words import PAST_VERBS, STOP, WEEKDAYS, fold, keys_of, stem, wordset

# Parts of a sentence's worth, as measured on edited news and on the marked set: where it stands, how near
# it is to the whole text, and how much it adds that the chosen ones do not say.
_POSITION, _CENTROID, _COVERAGE = 0.50, 0.30, 0.35
# Sentences of a summary: an editor keeps 97 in 100 of the first ones that are chosen, 93 of the second and
# 82 of the third, so a third one has news, or is of a long text or a transcript.
_ENOUGH = 2
_LONG = 15  # sentences fit for a summary
_FIGURED = 0.05  # added for a sum, a share or a number of people
_FIGURE = re.compile(
    r"[$€£¥] ?\d|\d%"
    r"|\d (?:million|billion|percent|per cent|dollars|euros|pounds|people|dead|killed|injured)\b"
    rf"|\b(?:{'|'.join(NUMBER_WORDS)}|dozens of|hundreds of|thousands of) (?:other |more )?"
    r"(?:people|dead|men|women|children|bodies|workers|soldiers|passengers)\b",
    re.IGNORECASE,
)
_DENIAL = 0.3  # added for a denial and for what clears somebody; without it a contested report is half told
_OF_THE_LEAD = 2  # words of the lead in a sentence that negates it
_NOT = re.compile(r"(?:\b(?:not|never)|n[’']t) (?:(?:be|been|being|yet|even|ever|for) )*([a-z]{3,})")
_CLEARS = re.compile(
    r"\b(?:acquitted|exonerated|without charge|no longer (?:a )?suspects?|found not guilty"
    r"|cleared of (?:\w+ ){0,2}"
    r"(?:wrong ?doing|blame|charges?|counts?|involvement|suspicion|guilt|responsibility)"
    r"|(?:charges?|case) (?:\w+ ){0,3}(?:was|were|been) (?:dropped|dismissed|withdrawn))\b"
)
"""What takes a suspicion or a charge off somebody."""
_STEP = 0.15  # added for the next step
_QUOTED = 0.15  # taken off for words of somebody: mostly they say the news again, or are colour
_FEWEST_QUOTED = 6  # words; fewer are a title, a term or a saying
_AHEAD = re.compile(
    r"\b(?:is|are|was|were) (?:to|due|set|expected|scheduled) (?:to )?(?!be\b)\w+|\bplans? to\b"
    r"|\b(?:he|she|it|they) w(?:ill|ould) (?:appeal(?=[,.;]| and\b)|(?:appeal|challenge|contest)\b[^.;]{0,60}"
    r"\b(?:courts?|judges?|judge?ment|ruling|verdict|decisions?|sentence|conviction|charges?|fine)\b)"
    r"|\bwill (?!be able)[a-z]+\b[^.;]{0,60}\b(?:next (?:week|month|year)|tomorrow|tonight"
    r"|(?:on|by|until) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d))"
)
"""What is planned, or will be on a day that is told; what somebody will do against a ruling."""
_TITLE = 0.15  # added for a sentence with all words of the title
_SPOKEN_TITLE, _TOLD = 0.5, 0.2  # of a transcript, added for its title, and for what is told as news
_TELLING = re.compile(
    r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening|week)|announc\w+|direct(?:ed|ing)|agreed"
    r"|for the first time)\b",
    re.I,
)
_FILLER = re.compile(r"^(?:(?:so|now|and|but|well|look|again|obviously|(?:quite )?frankly),? )+", re.I)
"""What opens a sentence in speech and points at nothing."""
_OF_TITLES = wordset("remarks statement readout press call briefing background transcript president")
"""Words of titles that say what kind of text it is."""
_FADING = 0.35  # how fast a later sentence counts for less: the fourth has half the first one's share
_FRESH = 6.0  # weight of new names and words that makes a sentence wholly new
_SHORTEST, _LONGEST = 8, 60  # words; shorter ones say little, longer ones too much
_SHORTEST_NEWS = 5  # words; a lead, a denial or a next step may be as short as "Police seized two boats"
_LONGEST_LEAD = 100  # words; releases name everybody who was there in their first sentence
_FEW = 3  # sentences of a summary
_SOON = 5  # sentences
_NO_STATEMENT = re.compile(
    r"(?:…|\.\.)$|\w [>|] \w"
    r"|^(?:please(?! note that)|listen to|read on|let[’']s|we(?:[’']re| are) sorry"
    r"|here[’']s (?:what|why|how))\b|^for (?:an optimal|(?:the|a) (?:best|better)(?: possible)?) experience\b"
    r"|\bhighlighted (?:with|in) an? (?:\w+ )?(?:border|colou?r)\W*$"
    r"|\bearlier version of this (?:story|article|report|page|text|post)\b"
    r"|^(?:the following|this (?:text|page)|(?:below|what follows)) is (?:an?|the) (?:[\w-]+ ){0,3}"
    r"(?:transcript|record|text|version|translation|summary)\b"
    r"|^(?-i:(?!(?:al|el|de|di|da|du|van|von|bin|ter)\b)[a-zß-ÿ]+\s|[,;:]"
    r"|B[Yy] (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*){1,3}"
    r", an? (?:[\w-]+ ){0,2}(?:reporter|writer|correspondent|editor|columnist)\b)",
    re.IGNORECASE,
)
"""What a page cuts short, trails of its menu, what it says to readers or of itself, ends and bylines."""
_LABELLED = re.compile(r"(?:[-•*] )?[A-ZÀ-Þ][\w’'-]*: ")
"""A label of one word before a sentence: "Details: the port is shut"; before the first one it is a place."""
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_PLAIN = 2  # words without a capital; a line with fewer is a stamp or a list of names
_SINGLE_MARKS = frozenset("'‘’")
_IN_WORD = re.compile(r'(?<=\w)"(?=\w)')  # of a Hebrew abbreviation
_SURNAME = re.compile(r"(?:(?:Abu|Al|Bin|Da|De|Del|Di|Du|El|La|Le|St\.?|Van|Von) )?[A-ZÀ-Þ][\w’'-]+")
_FULL_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+ (?:[A-ZÀ-Þ]\. )?[A-ZÀ-Þ][\w’'-]+")
_SUBJECT = re.compile(r"(?:M(?:rs?|s)\.? )?([A-ZÀ-Þ][a-zß-ÿ]+)(?=,? [a-zß-ÿ])")
_GIVEN = re.compile(r"(?<![\w’'-])([A-ZÀ-Þ][\w’'-]*) $")
_TYPED_OPEN, _TYPED_CLOSE = re.compile("``\\s?"), re.compile(r"\s?''")
"""Quotation marks as some agencies send them: `` We left. ''"""
_NO_GIVEN = STOP | WEEKDAYS  # "In Norland", "Monday Norland"
_COURTESY = re.compile(r"^(?:Mr|Mrs|Ms|Mx|Miss|Dr|Sir|Dame|Lord|Lady)\.? ")
"""What, unlike an office, does not say who somebody is."""
_STOPS = tuple(".!…。।؟။។։።")  # a line without one is a label or a headline


def summarise(
    document: Document,
    rows: Sequence[SentenceTerms],
    markers: Iterable[Marker],
    attributions: Iterable[Attribution],
    settings: Settings,
) -> Summary:
    """Choose two sentences by greedy coverage, and a third with news; an editor's summary replaces them.

    A long text and a transcript have a third sentence in any case. A sentence is worth .50 position, .30
    nearness to the whole text, .35 newly covered names and words, and what it tells; words of somebody are
    worth less. "They" needs the sentence before it, a speaker by surname the one with the full name; without
    it they are left out.
    `rows`, `markers` and `attributions` are those of this document.
    """
    if document.meta.summary:
        return _by_editor(document)
    spoken = is_transcript(document)
    quotes = _quotes(document, rows, spoken=spoken)
    denying = {marker.sentence.id for marker in markers}
    if not spoken:
        denying |= _negating_lead(document, rows, quotes)
    news = _news(rows, quotes, denying, spoken=spoken)
    said = [_Said(quote, keys_of(quote)) for quote in quotes]
    usable = _usable(document, rows, said, news, spoken=spoken)
    leaning = {n for n in usable if _leans(n, quotes[n], spoken=spoken)}
    needs = _introductions(document, rows, attributions)
    values = _titled(document, said, news, _SPOKEN_TITLE if spoken else _TITLE)
    needs |= {n: frozenset((n - 1,)) for n in leaning}
    choice = _Choice(rows, {n: values[n] for n in usable}, needs)
    choice.add(min(settings.summary_sentences, _ENOUGH), within=usable)
    is_long = spoken or len(usable) > _LONG
    choice.add(settings.summary_sentences, within=usable if is_long else [n for n in usable if news[n] > 0])
    return _summary(document, rows, sorted(choice.chosen), leaning)


def _summary(
    document: Document, rows: Sequence[SentenceTerms], chosen: Sequence[int], leaning: set[int]
) -> Summary:
    places = {n: document.passage(rows[n].sentence.span) for n in chosen}
    alone = tuple(places[n] for n in chosen if n in leaning and n - 1 not in places)
    return Summary(document.id, tuple(places.values()), leaning=alone)


def _quotes(document: Document, rows: Sequence[SentenceTerms], *, spoken: bool) -> list[str]:
    """Return the words of the sentences with like quotation marks; of a report without its place."""
    quotes = [_TYPED_CLOSE.sub("”", _TYPED_OPEN.sub("“", document.quote(row.sentence.span))) for row in rows]
    return quotes if spoken else [without_place(quote) for quote in quotes]


class _Said(NamedTuple):
    """A sentence in words."""

    text: str
    """Without the place that opens a report."""
    keys: tuple[str, ...]
    """Its words, folded."""


class _Choice:
    """The sentences that are chosen of a text, each for what it adds to those before."""

    def __init__(
        self,
        rows: Sequence[SentenceTerms],
        values: Mapping[int, float],
        needs: Mapping[int, frozenset[int]],
    ) -> None:
        """Take what each fit sentence is worth for its news, and those of which it needs one."""
        counts = Counter(term for row in rows for term in set(row.terms))
        top = max(counts.values(), default=1)
        self.needs = needs
        self.chosen: list[int] = []
        self.covered: set[str] = set()
        self.terms = {n: frozenset(rows[n].terms) for n in values}
        self.weight = {term: count / top for term, count in counts.items()}
        self.alone = {
            n: _POSITION / (1 + _FADING * place)
            + values[n]
            + _CENTROID * min(2 * sum([counts[term] for term in terms]) / top / len(terms), 1)
            for place, (n, terms) in enumerate(self.terms.items())
        }
        """What a sentence is worth by its place, its kind of news and its nearness to the whole text."""

    def add(self, most: int, *, within: Sequence[int]) -> None:
        """Choose the sentences that are worth most, the first of equals, until there are `most`.

        One that needs another is chosen first only where no other is there.
        """
        while len(self.chosen) < most:
            left = [n for n in within if self._is_clear(n)]
            if not (left or self.chosen):
                left = list(within)
            if not left:
                break
            best = max(left, key=self._worth)
            self.chosen.append(best)
            self.covered |= self.terms[best]

    def _is_clear(self, n: int) -> bool:
        needs = self.needs.get(n)
        return n not in self.chosen and (needs is None or not needs.isdisjoint(self.chosen))

    def _worth(self, n: int) -> tuple[float, int]:
        fresh = fsum([self.weight[term] for term in self.terms[n] - self.covered]) / _FRESH
        return round(self.alone[n] + _COVERAGE * min(fresh, 1), 6), -n


def _introductions(
    document: Document, rows: Sequence[SentenceTerms], attributions: Iterable[Attribution]
) -> dict[int, frozenset[int]]:
    """Return, for sentences in which somebody speaks by surname, the one before with the full name.

    A full name in the title is shown above the summary.
    """
    starts = [row.sentence.span.start for row in rows]
    found: dict[int, frozenset[int]] = {}
    named = [(each.passage.span.start, document.quote(each.speaker.span)) for each in attributions]
    named += _subjects(document.text, starts)
    for start, words in named:
        name = _COURTESY.sub("", words)
        if not _SURNAME.fullmatch(name):
            continue
        n = bisect_right(starts, start) - 1
        full = re.compile(rf"([A-ZÀ-Þ][\w.’'-]{{0,40}}[a-zß-ÿ.]) {re.escape(name)}(?![\w’'])")
        before = {
            bisect_right(starts, match.start()) - 1
            for match in full.finditer(document.text, 0, start)
            if match[1].casefold() not in _NO_GIVEN
        }
        if before and before.isdisjoint((-1, n)) and not full.search(document.meta.title):
            found[n] = frozenset(before)
    return found


def _subjects(text: str, starts: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the surnames that open sentences and that a text has at first behind a given name: "Roe left"."""
    for start in starts:
        subject = _SUBJECT.match(text, start)
        if subject and subject[1].casefold() not in STOP:
            first = text.find(subject[1])
            given = _GIVEN.search(text, max(0, first - 40), first)
            if first < start and given and is_surname(fold(subject[1]), after=fold(given[1])):
                yield start, subject[1]


def _news(
    rows: Sequence[SentenceTerms], quotes: Sequence[str], denying: Set[SentenceId], *, spoken: bool
) -> list[float]:
    """Return what each sentence is worth for what it tells; words of somebody tell less."""
    values = []
    for row, quote in zip(rows, quotes, strict=True):
        value = _DENIAL if row.sentence.id in denying or _CLEARS.search(quote) else 0.0
        if _AHEAD.search(quote):
            value += _STEP
        if spoken and _TELLING.search(quote):
            value += _TOLD
        if _FIGURE.search(quote):
            value += _FIGURED
        if _opens_with_words(quote):
            value -= _QUOTED
        values.append(value)
    return values


def _negating_lead(
    document: Document, rows: Sequence[SentenceTerms], quotes: Sequence[str]
) -> set[SentenceId]:
    """Return the sentences that negate the verb of the lead: "The ferry has not been sold"; each once."""
    leads = [row for row in rows if document.kind_of(row.sentence) is ParagraphKind.BODY][:1]
    told = {term for row in leads for term in row.terms}
    keys = chain.from_iterable(keys_of(document.quote(row.sentence.span)) for row in leads)
    done = {stem(key) for key in keys if key in PAST_VERBS or key.endswith("ed")}
    found = {
        quote: row.sentence.id
        for row, quote in reversed(list(zip(rows, quotes, strict=True)))
        if row not in leads
        and len(told.intersection(row.terms)) >= _OF_THE_LEAD
        and any(stem(fold(match[1])) in done for match in _NOT.finditer(quote))
    }
    return set(found.values())


def _titled(document: Document, said: Sequence[_Said], values: Sequence[float], most: float) -> list[float]:
    """Add what sentences are worth for the words of the title that they have (Edmundson 1969)."""
    title = {stem(key) for key in keys_of(document.meta.title) if key not in STOP | _OF_TITLES}
    shared = [title.intersection(map(stem, each.keys)) if title else title for each in said]
    return [
        value + most * len(words) / max(1, len(title)) for value, words in zip(values, shared, strict=True)
    ]


def _opens_with_words(sentence: str) -> bool:
    """Tell whether a sentence opens with words of somebody, and not with a title: "We left," Roe said."""
    if sentence[:1] not in DOUBLE_MARKS:
        return False
    quotations = find_quotations(sentence, unclosed=True)
    return bool(quotations) and len(sentence[slice(*quotations[0])].split()) >= _FEWEST_QUOTED


def _leans(n: int, sentence: str, *, spoken: bool) -> bool:
    """Tell whether a sentence needs the one before; a lead introduces "the talks", though not "they"."""
    if spoken:
        sentence = _FILLER.sub("", without_place(sentence))
    if n == 0 and sentence.startswith("The "):
        return False
    return needs_context(sentence)


def _usable(
    document: Document,
    rows: Sequence[SentenceTerms],
    said: Sequence[_Said],
    news: Sequence[float],
    *,
    spoken: bool,
) -> list[int]:
    """Return the numbers of the sentences fit for a summary; where there are none, of all with words.

    What is news may be as short as a lead. Where all turns of a transcript are short, the words behind their
    labels count; its chair is never shown.
    """
    prose = _prose(document, rows, spoken=spoken)
    chaired = _chaired(document) if spoken else frozenset()
    body = _body(document, rows, said, [n for n in prose if rows[n].sentence.paragraph not in chaired])
    leads = (0, *body[:1])

    def fit(quotes: Sequence[str]) -> list[int]:
        return [n for n in body if _says_something(quotes[n], is_lead=n in leads, is_news=news[n] > 0)]

    quotes = [each.text for each in said]
    if spoken:
        usable = fit(quotes)
        if len(usable) < _FEW:
            usable = fit([without_place(quote) for quote in quotes])
        return _without_talk(quotes, usable) or body
    return _with_speakers(document, rows, fit(quotes)) or _without_courtesy(quotes, prose)


def _prose(document: Document, rows: Sequence[SentenceTerms], *, spoken: bool) -> list[int]:
    """Return the numbers of the sentences with words, but for words whose speaker another line names."""
    prose = [n for n, row in enumerate(rows) if row.terms]
    below = frozenset[int]() if spoken else _below_speakers(document)
    if not below:
        return prose
    sentences = [(n, rows[n].sentence) for n in prose if rows[n].sentence.paragraph not in below]
    return [n for n, sentence in sentences if _ends(document.quote(sentence.span))]


def _without_courtesy(quotes: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Leave out greetings and figures, where anything else is said."""
    return [n for n in numbers if _LETTER.search(quotes[n]) and not is_ceremony(quotes[n])] or list(numbers)


def _without_talk(quotes: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Leave out the talk of a transcript, where enough else is said."""
    plain = [n for n in numbers if not is_talk(quotes[n])]
    return plain if len(plain) >= _FEW else list(numbers)


def _with_speakers(document: Document, rows: Sequence[SentenceTerms], numbers: Sequence[int]) -> list[int]:
    """Leave out the quotations that do not say whose they are, where anything else is said."""
    return [n for n in numbers if not _is_bare_quotation(document, rows[n].sentence)] or list(numbers)


def _is_bare_quotation(document: Document, sentence: Sentence) -> bool:
    """Tell whether a sentence is nothing but somebody's words, and does not say whose.

    Its marks may be those of sentences before and after it.
    """
    paragraph = document.paragraph(sentence.paragraph)
    assert paragraph  # a sentence is in one
    text, quote = document.quote(paragraph.span), document.quote(sentence.span)
    end = sentence.span.end - paragraph.span.start
    start = end - len(without_place(quote))
    around = [stop for begin, stop in find_quotations(text, unclosed=True) if begin <= start < stop]
    return bool(around) and len(text[around[0] : end].split()) < _FEWEST_PLAIN


def _body(
    document: Document, rows: Sequence[SentenceTerms], said: Sequence[_Said], numbers: Sequence[int]
) -> list[int]:
    """Leave out what is no statement of a text: its title, and what it denies."""
    heads = [document.quote(p.span) for p in document.paragraphs if p.kind is ParagraphKind.TITLE]
    titles, longest = [set(keys_of(head)) for head in heads], 2 * max(map(len, heads), default=0)
    denied, head = _entries_denied(document), _head(document)
    body = []
    for n in _without_raised(said, numbers):
        sentence, (text, keys) = rows[n].sentence, said[n]
        is_title = len(text) <= longest and any(title.issuperset(keys) for title in titles)
        is_below = sentence.paragraph >= head and sentence.paragraph not in denied
        if is_below and document.kind_of(sentence) is ParagraphKind.BODY and not is_title:
            body.append(n)
    return body


def _without_raised(said: Sequence[_Said], numbers: Sequence[int]) -> list[int]:
    """Leave out the sentences that are set above the text, which soon repeats them."""
    return [n for n in numbers if all(said[n].keys != each.keys for each in said[n + 1 : n + _SOON])]


def _head(document: Document) -> int:
    """Return the number of the paragraph with which a report begins: the one with the only date line.

    Above it are captions, notices and lines that only lead to it; half a text is no head.
    """
    lines = [
        each for each in document.paragraphs if read_dateline(document.text, each.span.start, small=False)
    ]
    return lines[0].number if len(lines) == 1 and 2 * lines[0].span.start < len(document.text) else 0


def _below_speakers(document: Document) -> frozenset[int]:
    """Return the paragraphs of somebody's words below a line that alone says whose: "Mayor Ann Roe said:".

    Quoted words go on while paragraphs open with a quotation mark; others as far as the next line without a
    full stop, for where they end is not told. What an office announces without marks is its own release.
    """
    found = set()
    is_below = is_quoted = is_named = False
    for paragraph in document.paragraphs:
        words = document.quote(paragraph.span)
        if introduces_words(words):
            is_below, is_quoted, is_named = True, False, _FULL_NAME.search(words) is not None
            continue
        opens = words[:1] in DOUBLE_MARKS | _SINGLE_MARKS
        goes_on = opens if is_quoted or not is_named else _ends(words)
        is_below = is_below and paragraph.kind.is_prose and goes_on
        is_quoted = is_quoted or opens
        if is_below:
            found.add(paragraph.number)
    return frozenset(found)


def _ends(words: str) -> bool:
    return words.rstrip("”\")’*' ").endswith(_STOPS)


def _entries_denied(document: Document) -> frozenset[int]:
    """Return the paragraphs that are entries of a list of what is denied: "The mayor disputes that:"."""
    found = set()
    is_under = False
    for paragraph in document.paragraphs:
        words = document.quote(paragraph.span)
        if BULLET.match(words):
            if is_under:
                found.add(paragraph.number)
        else:
            is_under = words.endswith(":") and is_negative(words)
    return frozenset(found)


def _chaired(document: Document) -> frozenset[int]:
    """Return the paragraphs of a transcript in which the chair or a questioner speaks: "Q  ".

    Where nobody else has a label, what has none is an answer.
    """
    turns = [(each.number, TURN.match(document.text, each.span.start)) for each in document.paragraphs]
    is_answered = any(turn and turn["chair"] is None for _, turn in turns)
    chaired: set[int] = set()
    is_chair = False
    for number, turn in turns:
        if turn or not is_answered:
            is_chair = turn is not None and turn["chair"] is not None
        if is_chair:
            chaired.add(number)
    return frozenset(chaired)


def _says_something(text: str, *, is_lead: bool, is_news: bool) -> bool:
    """Tell whether a sentence has a fair length and an end, and is no question, greeting or direction."""
    end = NOTES.sub("", text).rstrip('”")’* ')[-1:]
    shortest = _SHORTEST_NEWS if is_lead or is_news else _SHORTEST
    longest = _LONGEST_LEAD if is_lead else _LONGEST
    words = text.split()
    plain = [word for word in words if word[0].isalpha() and not word[0].isupper()]
    if len(plain) < _FEWEST_PLAIN or _NO_STATEMENT.search(text) or is_ceremony(text):
        return False
    if not is_lead and (_LABELLED.match(text) or _is_open(text)):
        return False
    return end in _STOPS and shortest <= len(words) <= longest


def _is_open(text: str) -> bool:
    """Tell whether the rest of a quotation is in the sentences that follow."""
    return unclosed_quotation(_IN_WORD.sub("", text)) is not None


def _by_editor(document: Document) -> Summary:
    passages, words = [], []
    for entry in document.meta.summary:
        sentence = document.sentence(entry)
        if sentence:
            passages.append(document.passage(sentence.span))
        else:
            words.append(entry)
    return Summary(document.id, tuple(passages), tuple(words), by_editor=True)
