"""Turn one source into the capitalised names that no entity of the registry has.

Runs of capitalised words are found sentence by sentence; `cuts` cuts each into names, `cues` suggests what
they are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from dossier.analysis.names.cues import Row
from dossier.analysis.names.cuts import cut_run, is_opener
from dossier.analysis.names.peoples import is_demonym
from dossier.analysis.names.series import goes_on
from dossier.analysis.names.spelling import (
    APOSTROPHES,
    BARE_PARTICLES,
    HYPHENS,
    PARTICLES,
    PLURAL_ACRONYM,
    SPACED_ARTICLES,
    SUFFIXES,
    Keys,
    has_capital,
    name_words,
    without_words,
)
from dossier.analysis.names.vocabulary import (
    AGREEMENTS,
    BODIES,
    BODIES_ABROAD,
    CHARGES,
    CORPORATE,
    GERMAN_ARTICLES,
    GIVEN,
    HAPPENINGS,
    HEADS,
    LISTS,
    ORGANISATION,
    OWNERS,
    STATES,
    is_ordinary,
    is_title_abroad,
)
from dossier.model import Document, Mention, ParagraphKind, RawName, RawNames, Span
from dossier.text import late as re
from dossier.text.capitals import is_headline, is_title_case
from dossier.text.date_words import ALL_WEEKDAYS
from dossier.text.language import primary, small_words
from dossier.text.read_text import ReadText
from dossier.text.words import MONTHS, STOP, TIMES, TITLES, Word, fold, wordset

_LINKS = PARTICLES | SPACED_ARTICLES | {"of", "for", "upon"}
_LINKING = _LINKS | {"the", "on", "to"}
"""Small words inside a name."""
_SYLLABLE = re.compile(r"[bcdghjkmnprstwy]{0,2}[aeiouwy]{1,3}(?:ng|[hklmnp])?")
"""The form of what ends an East Asian name behind a hyphen."""
_SYLLABLES = wordset("hi ho il in jung min moon sun won young")
"""Those which are common words too."""
_INNER = wordset("e i o ul ud ur us ye en et les lès sous sur le la on upon y")
"""After a hyphen they hold a name together: "Jaish-e-Noor", "Nad-e Noor"."""
_BETWEEN = _LINKING | _INNER | {"and"}
_OF = BODIES | HEADS | AGREEMENTS | HAPPENINGS | LISTS["before of"]
"""Words after which "of" goes on with the name."""
_AFTER = {"the": _LINKS, "on": LISTS["before on"], "to": LISTS["before to"]}
"""Small words, with those words after which alone they go on with a name."""
_REGION = re.compile(r", (?:[A-Z]\.){2}$")
"""What tells where a town is: "Arvik, N.D."."""
_MODEL = re.compile(r"[-‐‑–]\d")
_REFERENCE = re.compile(r"\d[-‐‑–]$")
_ELIDED = re.compile(r"[dl]['’ʼ][A-ZÀ-Þ]")
_DAY = re.compile(r"\.? ?\d")
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th|\.)? ?$")
"""Before the name of a month: "6 Jan"."""
_SINCE = wordset("after before by during early for from in last late mid next of since this to until")
"""Words before a month."""
_CLOCK = re.compile(r"\d[:.]\d\d(?: ?[ap]\.?m\.?)?,? \(?$", re.I)
_ZONE = re.compile(r"UTC|[A-Z]{1,4}T")
"""The letters of a time zone, behind a time of the day: "8:30 CET"."""
_SEAT = re.compile(r"[(,] ?[DRI]-$")
"""Before the letters of a politician's state: "Roe, R-N.J."."""
_TO_LABEL = 12  # characters; a time of the day
_MONEY = re.compile(r"[A-Z]+\$|[A-Z]{2,4} ?\d[\d.,]* ?(?:[mb]illion|[mb]n)\b")
"""A sum, with the letters of its currency: "US$5", "RMB 4.18 billion"."""
_EXPLAINED_THING = re.compile(r"(?<![a-z])((?:[a-z]+[ -]){2,8})[(][“\"]?([A-Z]{2,6})[”\"]?[)]")
_COUNTED = wordset(
    "army battalion brigade company corps court division fleet infantry regiment squadron wing"
)
"""Bodies of which each has a number."""
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)")
_NO_NAME_IF = re.compile(r"-\s|[:_@]\w")
"""Behind a word that is broken off ("Mark- Marković"), or code ("Module:Map")."""
_ABBREVIATED = re.compile(r"\.(?:[,;)]| [a-z])")
"""Behind an abbreviation ("Del., he"), and behind the last name of a sentence in brackets."""
_SHORT = 5  # letters of an acronym that may also be a common word ("SEAL")
_LONGEST = 12  # words of a name
_TAILS = CORPORATE | SUFFIXES
"""Last words that texts often leave out: "Ltd", "Jr"."""
_CONJUNCTIONS = ("After", "As", "Before", "If", "Since", "When", "Where", "While")
_STOPPED = re.compile(r"[)\]\"”’]*[.!?]")
_FEW = 2  # words without a capital in a label or a list; a sentence that names many has more
_SPACES = (" ", "\u00a0", " & ", "&")
_POSSESSIVES = ("' ", "’ ", "'s ", "’s ")
_NICKNAME = re.compile(r"\.? [“\"][A-ZÀ-Þ][\w’'-]*[”\"] ")
"""A nickname between two parts of a name, with its marks: Tomas “Red” Roe."""
_HEADINGS = (ParagraphKind.TITLE, ParagraphKind.HEADING, ParagraphKind.BOILERPLATE)
_ENGLISH = ("en", "und")
_ALL_NOUNS = ("de", "lb")
"""Languages that write all nouns with a capital."""
_OPENERS = LISTS["before a speaker"] | frozenset(map(fold, ALL_WEEKDAYS))
_NUMBERED = re.compile(r"\d $")
_PRONOUNS = ("US", "IT", "WHO")


def find_raw_names(
    source: ReadText, mentions: Iterable[Mention], words: Sequence[Word] | None = None
) -> RawNames:
    """Return the unknown names of one source; a headline in title case has only those of the other text.

    `words` are the `name_words` of the text, where they are known already.
    """
    document = source.document
    words = words or name_words(document.text, source.words, document.meta.language)
    starts = [word.start for word in words]
    known = _known_words(words, starts, mentions)
    found = _found(document, words, starts, known)
    large = [word for word in words if not word.raw.islower()]
    return RawNames(
        tuple(found),
        " ".join(
            sorted(
                {word.key for word in words if word.raw.islower()}
                | _plural_acronyms(large)
                | _explained_things(document.text)
            )
        ),
        frozenset([word.key for word in large if is_demonym(word.key)]),
    )


def _found(
    document: Document, words: Sequence[Word], starts: Sequence[int], known: set[int]
) -> list[RawName]:
    """Find the names sentence by sentence, then repeat them in headlines, notices and speakers' labels."""
    # "di Genova" is where, in Italian
    language = primary(document.meta.language)
    particles = BARE_PARTICLES if language in _ENGLISH else frozenset()
    found: list[RawName] = []
    headlines: list[Row] = []
    for kind, row in _rows(document, words, starts):
        if _is_heading(kind, row):
            headlines.append(row)
            continue
        label = _label_of(row)
        if label:
            headlines.append(row._replace(words=row.words[:label]))
        listed = kind is not ParagraphKind.CAPTION and _is_list(row)
        found += [name._replace(listed=listed) for name in _names_of(row, label, known, particles)]
    if language in _ALL_NOUNS:
        found = _persons(document.text, found)
    found = list(_without_openers(document, found))
    prose = [name for name in found if not name.listed]
    names = {name.keys for name in prose if len(name.keys) > 1 or not name.opening}
    return sorted([*found, *(name for row in headlines for name in _repeated(row, names, known))])


def _without_openers(document: Document, names: Sequence[RawName]) -> Iterator[RawName]:
    """Yield names without what opens a sentence in other languages: "Según Marta Ruiz", "Los Pescadores".

    A name that has it inside a sentence too, as "El Salvador" has, keeps it.
    """
    language = document.meta.language
    small = frozenset() if primary(language) == "en" else small_words(language) | _OPENERS
    inside = {name.keys for name in names if not name.opening}
    for name in names:
        if name.opening and name.keys not in inside and name.keys[0] in small:
            if len(name.keys) == 1:
                continue
            rest = without_words(document.text, name, 1)
            if rest.keys[0] not in small:
                yield rest._replace(opening=len(rest.keys) == 1)
        else:
            yield name


def _persons(text: str, names: Sequence[RawName]) -> list[RawName]:
    """Keep the names that need no capital to be known: after a title or with a given name, and acronyms."""
    persons = []
    for name in names:
        given = next((number for number, key in enumerate(name.keys[:-1]) if key in GIVEN), None)
        if not BODIES_ABROAD.isdisjoint(name.keys) and not (given is not None and _is_surname(text, name)):
            continue  # "Verein Mark Norland", "Rosa Roe Platz"
        if given is not None:
            persons.append(without_words(text, name, given)._replace(cue="person"))
        elif name.cue == "person":
            persons.append(name)
    surnames = {name.keys[-1:] for name in persons}
    acronyms = [
        name for name in names if len(name.keys) == 1 and text[name.span.start : name.span.end].isupper()
    ]
    return sorted({*persons, *acronyms, *(name for name in names if name.keys in surnames)})


def _is_surname(text: str, name: RawName) -> bool:
    """Tell whether a word for a body is a German surname: "von Karl Ring", but "der Karl Ring"."""
    before = text[max(0, name.span.start - _SHORT * 2) : name.span.start].casefold().split()
    is_short = len(name.keys) - (name.keys[0] in PARTICLES) <= 2
    return is_short and GERMAN_ARTICLES.isdisjoint([*before[-1:], name.keys[0]])


def _rows(
    document: Document, words: Sequence[Word], starts: Sequence[int]
) -> Iterator[tuple[ParagraphKind, Row]]:
    """Yield the sentences of a document, each with the kind of its paragraph and its words."""
    last, language = 0, primary(document.meta.language)
    for sentence in document.sentences:
        first = bisect_left(starts, sentence.span.start, last)
        last = bisect_left(starts, sentence.span.end, first)
        row = Row(document.text, words[first:last], sentence.span.start, language)
        yield document.kind_of(sentence), row


def _is_heading(kind: ParagraphKind, row: Row) -> bool:
    """Tell whether a line is in title case, or is a date line, a byline or a menu."""
    titled = is_headline(row.words) or (kind in _HEADINGS and is_title_case(row.words))
    return titled or kind is ParagraphKind.BOILERPLATE


def _is_list(row: Row) -> bool:
    """Tell whether a sentence is none but a label or a list: it has hardly a word without a capital."""
    written_small = [word for word in row.words if word.raw.islower()]
    if written_small and _STOPPED.match(row.text, row.words[-1].end):
        return False
    small = len(written_small)
    return small <= _FEW and small <= sum(has_capital(word) for word in row.words)


def _known_words(words: Sequence[Word], starts: Sequence[int], mentions: Iterable[Mention]) -> set[int]:
    """Return where the words begin that are part of known names."""
    known: set[int] = set()
    for mention in mentions:
        span = mention.passage.span
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = bisect_left(starts, span.end, first)
        known.update(word.start for word in words[first:last] if word.end > span.start)
    return known


def _plural_acronyms(words: Sequence[Word]) -> frozenset[str]:
    """Return acronyms that stand for things, not for a body: "IEDs", as they are written."""
    return frozenset([word.raw for word in words if PLURAL_ACRONYM.fullmatch(word.raw)])


def _explained_things(text: str) -> frozenset[str]:
    """Return, as plurals, the acronyms that small words explain, if not as a body: "vehicle device (VD)"."""
    things = set()
    for match in _EXPLAINED_THING.finditer(text):
        words = re.findall("[a-z]+", match[1])[-len(match[2]) :]
        if "".join(word[0] for word in words) == match[2].casefold() and words[-1] not in ORGANISATION:
            things.add(f"{match[2]}s")
    return frozenset(things)


def _label_of(row: Row) -> int:
    """Return the number of words of a speaker's label in capitals: "MODERATOR:", but "MS. ROE:" is a name."""
    size = 0
    while size < len(row.words) and row.words[size].raw.isupper():
        size += 1
    colon = size > 0 and row.text[row.words[size - 1].end : row.words[size - 1].end + 1] == ":"
    return size if colon and row.words[0].key not in TITLES else 0


def _repeated(row: Row, names: set[Keys], known: set[int]) -> list[RawName]:
    """Find in a headline the names that the other text has."""
    found: list[RawName] = []
    sizes, firsts, last = sorted({len(keys) for keys in names}, reverse=True), {keys[0] for keys in names}, 0
    for number, word in enumerate(row.words):
        if number < last or word.key not in firsts or word.start in known or not has_capital(word):
            continue
        for size in sizes:
            run = row.words[number : number + size]
            keys = tuple(word.key for word in run)
            if keys in names and (size > 1 or word.raw not in _PRONOUNS):
                found.append(RawName(Span(word.start, run[-1].end), keys, False, "", ""))
                last = number + size
                break
    return found


def _names_of(row: Row, start: int, known: set[int], particles: frozenset[str]) -> list[RawName]:
    """Return the names of one sentence from word `start` on, looking only at its words with capitals."""
    found: list[RawName] = []
    words, last = row.words, start
    for first in [number for number, word in enumerate(words) if not word.raw.islower()]:
        if (
            first < last
            or not has_capital(words[first])
            or words[first].start in known
            or not _may_begin(row, first)
        ):
            continue
        last = first + 1
        end = min(first + _LONGEST, len(words))
        while last < end and words[last].start not in known and _belongs(row, first, last):
            last += 1
        while not _may_end(row, first, last - 1):
            last -= 1
        if words[last - 1].key in _TAILS and (last - first == 1 or words[first - 1].start in known):
            continue  # the "Jr" of "Ann Roe, Jr", the "Pte Ltd" of a company that has a page
        found += cut_run(row, _start(row, first, last, particles), last)
    return found


def _start(row: Row, first: int, last: int, particles: frozenset[str]) -> int:
    """Return where a name begins: with particles ("bin Rashid") or a number ("101st Airborne Division")."""
    words = row.words[first:last]
    if len(words) > 1 and words[-1].key in _COUNTED:
        return first - bool(_ORDINAL.fullmatch(row.before(first)))
    while row.before(first) in particles:
        first -= 1
    return first


def _may_begin(row: Row, index: int) -> bool:
    """Tell whether a capitalised word may begin a name: months, initials and prices do not."""
    word, text = row.words[index], row.text
    if word.key in TIMES:
        hyphen = text[word.end : word.end + 1] == "-" and text[word.end + 1 : word.end + 2].isupper()
        return hyphen or row.after(index + 1) in GIVEN or _is_given(row, index)  # "Jan Erik Roe"
    if len(word.raw) == 1:
        return _is_first_initial(row, index)
    if _is_shouted(row, index) or _is_part_of_a_label(text, word):
        return False
    money = text[word.start - 1 : word.start] == "$" or _MONEY.match(text, word.start)
    number = word.raw[-1].isdigit() and text[word.end : word.end + 1] in (".", ",")
    return not (money or number or _is_weapon(row, index))


def _is_given(row: Row, index: int) -> bool:
    """Tell whether "Jan" or "Jun" is a given name: an uncommon capital follows, no word of time precedes."""
    following = row.after(index + 1)
    is_name = row.words[index].raw in ("Jan", "Jun") and _has_capital(row, index + 1)
    start = row.words[index].start
    if _DAY_BEFORE.search(row.text, max(0, start - 5), start):
        return False  # "on 6 Jan"
    return is_name and row.before(index) not in _SINCE and not (following in TIMES or is_ordinary(following))


def _is_part_of_a_label(text: str, word: Word) -> bool:
    """Tell whether what is beside a word makes it code, an abbreviation, a zone or a politician's state."""
    region = word.key not in STATES and _REGION.search(text, max(0, word.start - 2), word.end)
    short = len(word.raw) <= _SHORT and word.key not in TITLES
    no_name = _NO_NAME_IF.match(text, word.end) or (short and _ABBREVIATED.match(text, word.end))
    left = max(0, word.start - _TO_LABEL)
    zone = _ZONE.fullmatch(word.raw) and _CLOCK.search(text, left, word.start)
    seat = word.raw.isupper() and _SEAT.search(text, left, word.start)
    return bool(region or no_name or zone or seat)


def _is_first_initial(row: Row, index: int) -> bool:
    """Tell whether a letter opens a name, not a question or an answer in a transcript ("Q. Can you")."""
    word, text = row.words[index], row.text
    opening = index == 0 or _NUMBERED.search(text, max(0, word.start - 2), word.start)
    asked = word.raw in ("A", "Q") and opening
    return text[word.end : word.end + 2] == ". " and text[word.end + 2 : word.end + 3].isupper() and not asked


def _is_weapon(row: Row, number: int) -> bool:
    """Tell whether letters beside a number are a model or part of a reference: "AK-47", "09-CA-7"."""
    word, text = row.words[number], row.text
    behind = _REFERENCE.search(text, max(0, word.start - 2), word.start)
    between = (
        _NUMBERED.search(text, max(0, word.start - 2), word.start)
        and text[word.end + 1 : word.end + 2].isdigit()
    )
    return word.raw.isupper() and bool(behind or between or _MODEL.match(text, word.end))


def _belongs(row: Row, first: int, number: int) -> bool:
    """Tell whether a word goes on with the name that began at word `first` and reaches up to it."""
    if _is_held(row, first, number):
        return True
    word, last = row.words[number], row.words[number - 1]
    capital = _goes_inside(word)
    if not (capital or word.key in _BETWEEN) or _opens_sentence(row, number):
        return False
    gap = row.gap(number)
    if gap in HYPHENS and (last.raw in _INNER or word.raw in _INNER):
        return capital or (_has_capital(row, number + 1) and row.gap(number + 1) in (*HYPHENS, " "))
    if gap in (" ", ", ") and goes_on(row, first, number):
        return True
    if not _is_joined(last, gap, word):
        return False
    return _may_go_on(row, number) if capital else gap == " " and _links(row, first, number)


def _is_title(row: Row, number: int) -> bool:
    """Tell whether a word is a title, in the language of its text."""
    key = row.words[number].key
    return key in TITLES or is_title_abroad(key, row.language)


def _goes_inside(word: Word) -> bool:
    """Tell whether a word is written like a name, or like the second part of one: "Côte d'Ivoire"."""
    return has_capital(word) or _ELIDED.match(word.raw) is not None


def _may_end(row: Row, first: int, number: int) -> bool:
    """Tell whether a word may be the last of a name."""
    return _goes_inside(row.words[number]) or _is_syllable(row, first, number)


def _may_go_on(row: Row, number: int) -> bool:
    """Tell whether a capitalised word may be inside a name: a month, the pronoun "I" and a model may not."""
    word = row.words[number]
    bare = (word.key in TIMES and not _is_month_surname(row, number)) or _is_shouted(row, number)
    last = row.words[number - 1]  # "NATO Ally Estonia", "OPEC Member Gabon"
    ally = word.key in ("ally", "allies") or (word.key in ("member", "partner") and last.raw.isupper())
    return not (bare or ally or _is_lone_letter(row, number) or _is_weapon(row, number))


def _is_month_surname(row: Row, number: int) -> bool:
    """Tell whether a month is a surname: "Anna May", but not "they met Anna May 4"."""
    month = row.words[number].key in MONTHS and row.gap(number) == " "
    return month and row.words[number - 1].key in GIVEN and not _DAY.match(row.text, row.words[number].end)


def _is_shouted(row: Row, number: int) -> bool:
    """Tell whether a common word is written in capitals inside a sentence: "Karl Roe REFUSED this"."""
    word = row.words[number]
    inside = number > 0 and not row.words[number - 1].raw.isupper()
    return inside and word.raw.isupper() and len(word.raw) > _SHORT and is_ordinary(word.key)


def _opens_sentence(row: Row, number: int) -> bool:
    """Tell whether a word opens a sentence that a heading runs into: "The Port At night the port …"."""
    word = row.words[number]
    following = row.words[number + 1].raw if number + 1 < len(row.words) else ""
    return is_opener(word) and (following.islower() or word.raw in _CONJUNCTIONS)


def _is_joined(last: Word, gap: str, word: Word) -> bool:
    """Tell whether what stands between two words may stand inside a name."""
    if gap in HYPHENS:
        double = last.raw.isupper() and word.raw.isupper() and min(len(last.raw), len(word.raw)) > 3
        return double or not (_is_apart(last) or _is_apart(word))  # "MS. HALL-PIERRE"
    elided = last.raw == "d" and gap in APOSTROPHES  # "Giscard d'Estaing"
    return gap in _SPACES or elided or _is_initial(last, gap) or _is_owner(last, gap, word)


def _is_held(row: Row, first: int, number: int) -> bool:
    """Tell whether a word is or follows a nickname inside a name, or is a part of it behind a hyphen."""
    follows = number > first + 1 and _is_nickname(row, number - 1)
    if row.gap(number) in HYPHENS and _is_title(row, first):  # "Herr FALK-OSK:"
        follows |= row.words[number - 1].raw.isupper() and row.words[number].raw.isupper()
    return follows or _is_nickname(row, number) or _is_syllable(row, first, number)


def _is_syllable(row: Row, first: int, number: int) -> bool:
    """Tell whether a small word ends an East Asian name behind a hyphen: "Roe Jae-myung"."""
    if number < first + 2 or row.gap(number) not in HYPHENS:
        return False
    before, word = row.words[number - 1], row.words[number]
    is_short = before.raw.istitle() and max(len(before.raw), len(word.raw)) < _SHORT + 1
    is_word = word.key not in _SYLLABLES and (word.key in STOP or is_ordinary(word.key))
    return is_short and not is_word and _SYLLABLE.fullmatch(word.raw) is not None


def _is_nickname(row: Row, number: int) -> bool:
    """Tell whether a word is a nickname in quotation marks between two parts of a name."""
    before = row.words[number - 1]
    marked = _NICKNAME.match(row.text, before.end)
    if len(before.key) == 1 and number > 1:  # "Tomas K. “Red” Roe"
        before = row.words[number - 2]
    if marked is None or before.key not in GIVEN or not _has_capital(row, number + 1):
        return False
    return row.words[number + 1].key not in GIVEN  # "to Ann “Big” Tom Roe"


def _is_apart(word: Word) -> bool:
    """Tell whether a word next to a hyphen is a name of its own: "US-China", "Franco-German"."""
    return (word.raw.isupper() and len(word.raw) > 1) or is_demonym(word.key)


def _is_initial(last: Word, gap: str) -> bool:
    """Tell whether a full stop ends an initial or a title: "J. Roe", "Sen. Roe"."""
    if last.raw == "O" and gap in ("' ", "’ "):  # "O' Leary", as some type it
        return True
    return gap in (". ", ".") and (len(last.raw) == 1 or last.key in TITLES)


def _is_owner(last: Word, gap: str, word: Word) -> bool:
    """Tell whether a possessive stays inside the name of a body: "Farmers' Federation"."""
    plural = gap in ("' ", "’ ") and last.key.endswith("s") and word.key in ORGANISATION
    men = last.key.endswith("men") and word.key in ORGANISATION  # "Longshoremen's Association"
    office = last.key in TITLES and word.key == "office"  # "U.S. Attorney's Office"
    return plural or (gap in _POSSESSIVES and (men or office or last.key in OWNERS))


def _is_lone_letter(row: Row, number: int) -> bool:
    """Tell whether a letter is the pronoun "I" or opens a number ("F-16"), not an initial."""
    word = row.words[number]
    pronoun = word.raw == "I" and row.words[number - 1].key != "war"
    return len(word.raw) == 1 and (pronoun or row.text[word.end : word.end + 1] in HYPHENS)


def _has_capital(row: Row, number: int) -> bool:
    return number < len(row.words) and has_capital(row.words[number])


def _links(row: Row, first: int, number: int) -> bool:
    """Tell whether a small word links the name to a capitalised word after it."""
    words, key, last = row.words, row.words[number].key, row.words[number - 1]
    if key not in _LINKING or _parts(key, last):
        return False
    if key == "to" and not _is_verb(row, number + 1):
        return False  # "Committee to Protect Fishers", but "the Committee to Norland"
    if key in _AFTER:
        return _has_capital(row, number + 1) and _may_be_before(row, first, number)
    so_far = {word.key for word in words[first:number]}
    if key in ("of", "for") and _OF.isdisjoint(so_far):
        return last.key in TITLES and row.after(number + 1) in CHARGES
    following = number + 1
    while following < min(number + 3, len(words)) and words[following].key in _LINKING:
        following += 1
    return following < number + 3 and _has_capital(row, following)


def _is_verb(row: Row, number: int) -> bool:
    """Tell whether a word behind "to" may be the verb of a body's name: not in "to House Speaker"."""
    key, following = row.after(number), row.after(number + 1)
    is_noun = key in BODIES or following in TITLES
    return is_ordinary(key) and _has_capital(row, number + 1) and not is_noun


def _may_be_before(row: Row, first: int, number: int) -> bool:
    """Tell whether a body goes on with "on": "Centre for Research on Peat", but "Research on Norland"."""
    last = row.words[number - 1].key
    is_topic = last == "research" and (number < first + 3 or row.before(number - 1) not in ("for", "of"))
    return last in _AFTER[row.words[number].key] and not is_topic


def _parts(key: str, last: Word) -> bool:
    """Tell whether "de" or "des" begins no surname: behind an acronym, or a "des" but behind a given name."""
    acronym = last.raw.isupper() and 2 < len(last.raw) <= _SHORT  # "PSU de Orle", but "AB de Roe"
    return last.key not in GIVEN and (key == "des" or (acronym and key in ("de", "du")))
