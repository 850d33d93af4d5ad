"""Cut a run of capitalised words into names: titles, offices and nationalities are no part of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.analysis.names.cues import Row, find_cue
from dossier.analysis.names.peoples import is_demonym
from dossier.analysis.names.series import EXPLAINED
from dossier.analysis.names.spelling import (
    BARE_PARTICLES,
    PARTICLES,
    PLURAL_ACRONYM,
    SPACED_ARTICLES,
    has_capital,
    owns,
)
from dossier.analysis.names.vocabulary import (
    AGREEMENTS,
    BODIES,
    CHARGES,
    CORPORATE,
    EVENTS,
    GERMAN_ARTICLES,
    GIVEN,
    HEADS,
    LISTS,
    NEVER,
    ORGANISATION,
    PARTS,
    PERSONAL_TITLES,
    PLAIN,
    PORTFOLIOS,
    STATES,
    WEAK_TITLES,
    ends_in_surname,
    is_ordinary,
    is_title_abroad,
)
from dossier.model import RawName, Span
from dossier.text import late as re
from dossier.text.datelines import read_dateline
from dossier.text.language import small_words
from dossier.text.words import STOP, TITLES, Word, fold, wordset

_OPENING = re.compile(r"(?:[“\"‘(\[:—―–•·▪◦►*-]\s*|\. |\d\.)$")
_BULLET = 5  # characters; the longest sign of a list with the spaces after it
_OFFICE_OF = re.compile(
    r"(?:envoy|ambassador|minister|secretary|representative|advis[eo]r) (?:to|for) (?:the )?$", re.I
)
_ZONE = re.compile(r"A?[CEMPW][SD]T|GMT|UTC|BST|CEST")
"""A time zone: "4 p.m. AEDT"."""
_NUMBERED = re.compile(r"[A-Z]+\d{4,}")
"""A number with its letters: "P002061"."""
_NUMERAL = re.compile(r"[IVX]{2,}")
_LEADING = SPACED_ARTICLES | {"of", "for", "the"}
_BESIDE = LISTS["beside a name"]
_OF_PERSONS = PERSONAL_TITLES | LISTS["office"]
_ROYAL = LISTS["royal"]
_LETTERS = frozenset(map(str.upper, LISTS["letters after a name"]))
_NO_NAME = NEVER | _BESIDE | LISTS["letters after a name"]
_TITLES = TITLES - {"st"}
_OPENERS = wordset(
    "after as at before by during he his if in it its on our she since so that their there these they this "
    "those we when where while with you"
)
"""Words that open a sentence, also where a heading without a full stop runs into it."""
_OF_A_CHARGE = ("of", "for", "without")
_CHARGED = wordset("commissioner director minister ministers secretary undersecretary")
"""Titles that are of a charge, not of a place or a body."""
_OF_PLACES = ("ы", "и", "ї")
"""Cyrillic endings of a genitive, which given names and surnames hardly have."""
_ADDRESS = LISTS["form of address"]
_OF_THINGS = LISTS["title of things"]
_BEFORE_PLACES = ("d", "de", "di", "van", "von")
"""Words without an article: before a place or a field, hardly before a body that a name goes on."""
_PATRONYMICS = ("вич", "вна", "чна")
"""Their endings, in Russian and Ukrainian."""
_SLAVIC = ("pl", "ru", "uk")
"""Languages in which an ending alone says what a title is of."""
_BEFORE_ACRONYMS = WEAK_TITLES | wordset("assistant deputy ex former incumbent retired senior")
"""Titles that a body may follow, before an office in it: "Former NGF chief"."""
_OFFICE = _TITLES | CHARGES | {"of", "for"}


def is_opener(word: Word) -> bool:
    """Tell whether a word with a capital opens a sentence, wherever it is."""
    return word.raw.istitle() and word.raw.lower() in _OPENERS


def cut_run(row: Row, first: int, last: int) -> list[RawName]:
    """Cut the capitalised words `first` to `last` of a sentence into names."""
    run = _Run(row, first, last)
    if run.is_nobody(last):
        return []
    _pass_opening(run)
    for step in (_take_charge, _take_letters, _take_office, _take_state, _trim):
        if run.size > 1:
            step(run)
    if run.size and _is_behind_title(run):
        _take_complement(run)
    if run.size == 0 or run.is_nobody(run.last):
        return run.names
    return [*run.names, run.name_to(run.last)]


@dataclass(slots=True)
class _Run:
    """What is left of a run of capitalised words while names are cut off it."""

    row: Row
    first: int
    """Number of its first word in the sentence."""
    last: int
    """One past the number of its last word."""
    opening: bool = False
    """True while its first word opens the sentence, so that its capital means nothing."""
    titled: bool = False
    """True when a person's title came before it."""
    charged: bool = False
    """True when it may begin with what a title before it is of."""
    names: list[RawName] = field(default_factory=list)
    """The names cut off it."""

    @property
    def size(self) -> int:
        """Return the number of its words."""
        return self.last - self.first

    def key(self, number: int) -> str:
        """Return its folded word `number`, counted from 0, or from its end by a negative number."""
        return self.row.words[number + (self.first if number >= 0 else self.last)].key

    def keys(self) -> list[str]:
        """Return its folded words."""
        return [word.key for word in self.row.words[self.first : self.last]]

    def shorten(self, first: int) -> None:
        """Let it begin at word `first` of the sentence."""
        self.opening = self.opening and first == self.first
        self.first = first

    def is_nobody(self, last: int) -> bool:
        """Tell whether its words up to `last` are one word that alone is no name, or "P.M. EDT"."""
        if last - self.first == 1:
            return self.is_title(self.first) or _is_nobody(self.row.words[self.first])
        keys = [word.key for word in self.row.words[self.first : last]]
        return NEVER.issuperset(keys) and keys[:1] != keys[1:]  # "Colo Colo" is a name

    def is_title(self, number: int) -> bool:
        """Tell whether a word of the sentence is a title of another language."""
        return is_title_abroad(self.row.words[number].key, self.row.language)

    def name_to(self, last: int) -> RawName:
        """Return its words up to `last` as a name."""
        name = _name(self.row, self.first, last, opening=self.opening, titled=self.titled)
        return name._replace(cue="charge") if self.charged else name


def _pass_opening(run: _Run) -> None:
    """Pass over a word that has its capital only because it opens the sentence."""
    row, words = run.row, run.row.words
    start = words[run.first].start
    run.opening = (
        start == row.start
        or is_opener(words[run.first])
        or (
            not row.text[start - 2 : start - 1].isalpha()
            and _OPENING.search(row.text, max(row.start, start - _BULLET), start) is not None
        )
    )
    if not run.opening or run.size == 1:
        return
    small = run.key(0) in STOP and run.key(0) != "new"
    critics = run.key(1) in ("of", "for") and run.key(0) not in HEADS | _TITLES
    if small or critics:  # "Critics of the Fund"
        first = run.first + 1
        while first < run.last and not (has_capital(words[first]) or words[first].key in PARTICLES):
            first += 1
        run.shorten(first)


def _take_charge(run: _Run) -> None:
    """Cut off what the title before a run is of: "Minister of Fisheries and Oceans Karl Brandt"."""
    link = _charge_link(run)
    if link is None:
        _take_body(run)
        return
    given = _given_after(run, run.first) or _name_after(run)
    if given and BODIES.isdisjoint(word.key for word in run.row.words[run.first : given]):
        run.shorten(given)
        run.titled = True


def _take_body(run: _Run) -> None:
    """Cut off the body that a title before a run is of: "Governor of the Bank of Orle Ruve Ostin"."""
    row, link = run.row, run.first - 1
    if link > 0 and row.words[link].key == "the":
        link -= 1
    of_office = link > 0 and row.words[link].key == "of" and row.before(link) in _TITLES | {"head"}
    person = _person_behind(run) if of_office and run.key(0) in ORGANISATION | HEADS else None
    if person is None:
        return
    if run.key(1) == "of":
        run.names.append(run.name_to(person))
    run.shorten(person)
    run.titled = True


def _person_behind(run: _Run) -> int | None:
    """Return where a given name begins behind a body, which is one word or goes on with "of"."""
    person = _given_after(run, run.first)
    if person is None or run.row.gap(run.last - 1) != " ":
        return None
    size = person - run.first
    is_whole = size > 2 if run.key(1) == "of" else size == 1 and run.key(0) not in HEADS
    return person if is_whole else None  # "Speaker of the House Ann Roe", but "the Bank Ann Roe"


def _charge_link(run: _Run) -> int | None:
    """Return the number of the "of" or "for" between a title before a run and what the title is of."""
    row, link = run.row, run.first - 1
    if link > 1 and row.words[link].key == "and":
        link -= 1
        while link > 1 and has_capital(row.words[link]):
            link -= 1
    if link > 0 and row.words[link].key == "the":
        link -= 1
    if link < 1 or row.words[link].key not in _OF_A_CHARGE:
        return None
    state = row.words[link].key == "for" and row.before(link) == "state"  # "Secretary of State for"
    return link if state or row.before(link) in _CHARGED else None


def _given_after(run: _Run, number: int) -> int | None:
    """Return where a given name begins the last two or three words of a run, behind word `number`."""
    ends = (run.last - 2, run.last - 3)
    return next((n for n in ends if n > number and run.row.words[n].key in GIVEN), None)


def _name_after(run: _Run) -> int | None:
    """Return where two or three uncommon words follow common ones in a run: "Oceans Talia Roe"."""
    first = run.first
    while first < run.last and is_ordinary(run.row.words[first].key):
        first += 1
    return first if first > run.first and run.last - first in (2, 3) else None


def _take_letters(run: _Run) -> None:
    """Cut off the letters before a person's name: "KC Ann Roe", but "KC Harbour"."""
    if run.row.words[run.first].raw in _LETTERS and run.key(1) in GIVEN:
        run.shorten(run.first + 1)
        run.titled = True


def _take_office(run: _Run) -> None:
    """Cut off a title and the office before it; a body before the title is a name of its own."""
    words = run.row.words
    if _OFFICE.issuperset(run.keys()) and (run.key(-1) not in BODIES or run.key(0) not in WEAK_TITLES):
        run.shorten(run.last)  # "Secretary of State for Energy", but "Security Council"
        return
    titles = _titles(run)
    strong = [number for number in titles if words[number].key not in WEAK_TITLES]
    if not strong:
        return
    head = strong[0]
    while head - 1 in titles:
        head -= 1
    body = _body_before(run, head)
    if body:
        run.names.append(body)
    run.titled = True
    run.shorten(_pass_charge(run, strong[-1] + 1))
    title = words[strong[-1]]
    if run.size == 1:
        of_states = body is not None and body.keys[0][-1].isdigit()  # "G7 Chair Norland"
        is_person = title.key in _OF_PERSONS or _may_be_person(words[run.first], title)
        run.titled = run.titled and is_person and not of_states


def _may_be_person(word: Word, title: Word) -> bool:
    """Tell whether a word behind a title may be a name: not in "Official Report", "Former NGF"."""
    is_acronym = word.raw.isupper() and not title.raw.isupper() and title.key in _BEFORE_ACRONYMS
    return not (is_acronym or is_ordinary(word.key))


def _pass_charge(run: _Run, number: int) -> int:
    """Return where what a title is for ends: "of State" after "Secretary", but not "of the Army"."""
    words = run.row.words
    if number == run.last or words[number].key not in ("of", "for"):
        return number
    number += 1
    run.titled = words[number].key in CHARGES
    while number < run.last and words[number].key in CHARGES:
        number += 1
    if number < run.last and words[number].key == "for":  # "of State for Energy"
        return _given_after(run, number) or run.last
    return number


def _titles(run: _Run) -> list[int]:
    """Return the numbers of the words that are titles: "Senator Hill", but "National Security Council"."""
    words, keys = run.row.words, run.keys()
    surname = ends_in_surname(keys[-2:])
    if keys[-1] in BODIES and not surname and not (keys[0] in PERSONAL_TITLES and run.size < 4):
        return []
    last = run.last
    if surname or (run.size > 1 and keys[-1] in _ROYAL):
        last -= 1  # "Stephen King", "Robert Hill"
    titles = [
        number
        for number in range(run.first, last)
        if words[number].key in _TITLES or (number < run.last - 1 and run.is_title(number))
    ]
    return [number for number in titles if _is_title(run, number)]


def _is_title(run: _Run, number: int) -> bool:
    """Tell whether a title is not in a clause of its own ("for minister") and opens no body."""
    words = run.row.words
    if owns(run.row.text, words[number].end):
        return False  # "Attorney's Office"
    head = number
    while head > run.first and words[head - 1].key in _TITLES | {"the"}:
        head -= 1
    if head - run.first > 1 and words[head].key == "the" and words[head - 2].key in HEADS:
        return _names_after(run, number)  # "Office of the Prime Minister", but "Office of the Mayor Ann Roe"
    follows = number == run.first or words[number - 1].key == "the" or has_capital(words[number - 1])
    follows = follows or run.is_title(number)  # "Puis le Préfet Paul Roe"
    return follows and not _opens_body(words[number : run.last])


def _names_after(run: _Run, number: int) -> bool:
    """Tell whether a name follows a title and those that stand behind it."""
    words = run.row.words
    while number < run.last and words[number].key in _TITLES:
        number += 1
    return number < run.last and has_capital(words[number])


def _opens_body(words: Sequence[Word]) -> bool:
    """Tell whether a title is here a body: "Council for the Safeguard of the Homeland"."""
    return len(words) > 1 and words[0].key in BODIES and words[1].key in ("of", "for", "on")


def _body_before(run: _Run, title: int) -> RawName | None:
    """Return the name of whom a title serves: "Bank of England" before "Governor"."""
    if run.is_title(title):  # "Tymczasem Burmistrz": adverbs, too, may come before it
        return None
    while title > run.first and not has_capital(run.row.words[title - 1]):
        title -= 1
    if title == run.first or is_demonym(run.key(0)) or run.is_nobody(title):
        return None
    body = run.name_to(title)
    if body.cue in ("company", "organisation"):
        return body
    return body._replace(cue="office") if PORTFOLIOS.isdisjoint(body.keys) else None


def _take_state(run: _Run) -> None:
    """Cut off a state before another name ("US Gulf"), or the one that a person has an office in."""
    row, tail = run.row, run.key(-1)
    start = row.words[run.first].start
    keys = run.keys()
    body = tail in ORGANISATION | EVENTS or ("for" in keys and not ORGANISATION.isdisjoint(keys))
    adjective = run.key(0) in STATES and not body and (run.size > 2 or tail not in BODIES)
    person = not adjective and run.size > 2 and run.key(1) in GIVEN
    office = person and _OFFICE_OF.search(row.text, max(0, start - 20), start)
    if not (adjective or office):
        return
    state = _name(row, run.first, run.first + 1, opening=False, titled=False)
    run.names.append(state._replace(cue="office") if office else state)
    run.titled = run.titled or bool(office)
    run.shorten(run.first + 1)


def _take_complement(run: _Run) -> None:
    """Cut off what a title is of, where an ending or a given name tells: "Президент России Иван Петров"."""
    first = run.first
    if run.row.words[first].raw.endswith(_OF_PLACES):
        run.titled = False
        if run.size > 1:
            run.names.append(run.name_to(first + 1))
            run.shorten(first + 1)
            run.titled = True
        return
    title, small = run.row.words[first - 1].key, _small_before(run)
    if title in _ADDRESS and run.key(0) not in GERMAN_ARTICLES:  # "Frau von Orle", but "Herr der Lage"
        return
    if run.size - small > 1:
        if small or (run.row.language in _SLAVIC and run.size > 2 and run.key(0) not in GIVEN):
            person = _person_after(run, small)
            run.charged = person is None
            run.titled = not run.charged
            run.shorten(first if person is None else person)
    elif run.is_title(first - 1):
        run.charged = small == 1 or (small > 1 and run.key(0) not in ("van", "von"))
        run.titled = run.titled and title not in _OF_THINGS


def _is_behind_title(run: _Run) -> bool:
    """Tell whether a title is directly before a run, in a text of another language."""
    before, language = run.row.before(run.first), run.row.language
    cut = run.titled and before in _TITLES and language not in ("en", "und")
    return cut or is_title_abroad(before, language)


def _small_before(run: _Run) -> int:
    """Return how many small words of the text's language, as "de la", open a run behind a title."""
    words, language = run.row.words[run.first : run.last], run.row.language
    known = (small_words(language) or BARE_PARTICLES) | {"d"}
    if words[0].raw not in known or (language, words[0].key) == ("nl", "de"):
        return 0
    return next((number for number, word in enumerate(words) if has_capital(word)), 0)


def _person_after(run: _Run, small: int) -> int | None:
    """Return where a person's name begins behind what a title is of: "de Elver Ana Moor"."""
    words, first = run.row.words, run.first + small
    is_noun = small > 1 or (small and run.key(0) not in _BEFORE_PLACES)  # "de la Escuela Ana Moor"
    for number in range(first + 1, run.last - 1):
        before = words[number - 1].key
        if words[number].raw.endswith(_PATRONYMICS):
            return number - 1
        if words[number].key in GIVEN and before not in PARTS and not (is_noun and before not in NEVER):
            return number
    return None


def _trim(run: _Run) -> None:
    """Leave out links, "Ally" beside a name, things ("Peruvian NGOs") and peoples ("South African")."""
    words = run.row.words
    _pass_beside(run)
    if run.size > 1 and _ZONE.fullmatch(words[run.first].raw):  # "8 a.m. GMT Ann Roe"
        run.shorten(run.first + 1)
    while run.size and _is_beside(run):
        run.last -= 1
        run.titled = run.titled or words[run.last].raw in _LETTERS
    things = run.size > 1 and is_demonym(run.key(0)) and PLURAL_ACRONYM.fullmatch(words[run.last - 1].raw)
    if things or (run.size > 1 and run.key(0) in PARTS and is_demonym(run.key(-1))):
        run.first = run.last


def _pass_beside(run: _Run) -> None:
    """Leave out links, and "Ally" or "Member State", before a name."""
    while run.size and (run.row.words[run.first].raw in _LEADING or run.key(0) in _BESIDE):
        is_state = run.keys()[:2] == ["member", "state"] and run.size > 2
        run.shorten(run.first + 1 + is_state)


def _is_beside(run: _Run) -> bool:
    """Tell whether the last word of a run is no part of a name: "Allies", "KC", but "Roe & Partners"."""
    word = run.row.words[run.last - 1]
    firm = word.key != "others" and run.size > 1 and run.row.gap(run.last - 1) == " & "
    return word.raw == "No" or word.raw in _LETTERS or (word.key in _BESIDE and not firm)


def _name(row: Row, first: int, last: int, *, opening: bool, titled: bool) -> RawName:
    run = row.words[first:last]
    start, end = run[0].start, run[-1].end
    shouted = run[0].raw.isupper() and len(run[0].raw) > 1
    dateline = opening and shouted and _opens_dateline(row.text, run)
    cue = "where" if dateline else find_cue(row, first, last, titled=titled)
    opening = opening and not shouted  # a capital more than a sentence gives
    keys = tuple(word.key for word in run if word.key != "the") or (run[0].key,)
    # "LISBON, March 4 (Wire) - Prices fell": a place, of which "Wire" is no acronym
    explained = None if dateline or titled or keys[0] in GIVEN else EXPLAINED.match(row.text, end)
    size = len(keys) - _legal_form(run)
    if 0 < size < len(keys):
        keys, opening, cue = keys[:size], False, "company"
    return RawName(Span(start, end), keys, opening, cue, fold(explained[1]) if explained else "")


def _legal_form(run: Sequence[Word]) -> int:
    """Return how many words at the end of a company's name say its legal form: "Corvane Inc"."""
    size = 0
    while size < len(run) - 1 and {run[-1 - size].key, run[-1 - size].raw.casefold()} <= CORPORATE:
        size += 1
    return size


def _opens_dateline(text: str, run: Sequence[Word]) -> bool:
    """Tell whether a name in capitals is the place of a date line, or that place without its region."""
    line = read_dateline(text, run[0].start) if len(run[0].raw) > 2 else None
    return line is not None and run[-1].end <= line.place[1]


def _is_nobody(word: Word) -> bool:
    """Tell whether a word alone is a nationality, a title or an ordinary word."""
    raw, key = word.raw, word.key
    if PLURAL_ACRONYM.fullmatch(raw) or _NUMERAL.fullmatch(raw) or _NUMBERED.fullmatch(raw):
        return True
    if len(raw) == 1 or raw.casefold() in PLAIN or key in _NO_NAME or is_demonym(key):
        return not (key in STATES and raw.isupper())
    if raw.isupper():
        return _ZONE.fullmatch(raw) is not None
    return (
        key in ORGANISATION | AGREEMENTS
        or key.removesuffix("s") in ORGANISATION
        or raw.partition("'")[0].partition("’")[0].casefold() in PLAIN
    )
