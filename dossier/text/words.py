"""Turn text into words with offsets, folded for comparison, and word lists of plain English."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from dossier.text import late as re
from dossier.text.date_words import WEEKDAY_NUMBERS, month_names

UNSPACED = "".join((
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0edc-\u0edf",  # Thai, Lao
    "\u1000-\u109f\u1780-\u17d3",  # Burmese, Khmer
    "\u3041-\u3096\u30a1-\u30fa\u30fc",  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",  # Chinese
))  # fmt: skip
"""The letters and signs of scripts without blanks between words: there each letter is taken for a word."""
POINTS = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff\u302a-\u302f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # the points of Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # of Arabic
    "\u0711\u0730-\u074a\u0951-\u0954"  # of Syriac; of Sanskrit
    "\u200d\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"  # joiners and forms of one letter
)
"""Accents and the like, as they stand in the brackets of a pattern."""
ACCENTS = POINTS + "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc"  # nukta, which many leave out
"""The same of all marks that a word may lose; vowel signs are none of them."""
_BLOCKS_WITH_SIGNS = ((0x0300, 0x1E00), (0xA660, 0xAC00))
SIGNS = ACCENTS + "".join(
    sign
    for block in _BLOCKS_WITH_SIGNS
    for sign in map(chr, range(*block))
    if unicodedata.category(sign)[0] == "M"
)
"""The same of all marks that follow a letter, the vowel signs of India and its neighbours among them."""
# Dotted abbreviations stay whole ("U.S."); an apostrophe joins ("O'Brien") unless it opens a possessive.
_LETTERS = rf"[^\W_{UNSPACED}]+(?:[{SIGNS}]+[^\W_{UNSPACED}]*)*"
_WORD = re.compile(
    rf"((?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?|{_LETTERS}(?:['’ʼ‘](?![sS]\b){_LETTERS})*|[{UNSPACED}](?:(?!\w)[{UNSPACED}])*)"
    r"(?:['’ʼ][sS]\b)?"
)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_DROPPED = re.compile(r"[.'’ʼ‘`ʾʿ]")
_ACCENT = re.compile(f"[{ACCENTS}]+")
_UNDECOMPOSED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
_STEMMER = snowballstemmer.stemmer("english")


def wordset(words: str) -> frozenset[str]:
    """Return the words of a table that is written as running text."""
    return frozenset(words.split())


ARTICLES = frozenset(["a", "an", "the"])

STOP = wordset(
    """a about above across after again against ago all almost along already also although always am amid
    among an and another any anyone are around as at away back be became because become been before being
    below between both but by came can cannot come could did do does doing done down during each earlier
    either else even ever every few for from further get given go going got had has have having he her
    here hers herself him himself his how however i if in indeed instead into is it its itself just last
    later least less like made make many may me meanwhile might more moreover most much must my near
    neither never next no nobody none nor not nothing now of off often on once one only onto or other
    others our out outside over own per perhaps put quite rather re really said same saw say saying says
    see seen several shall she should since so some someone something soon still such t than that the
    their theirs them themselves then there therefore these they this those though through throughout thus
    to together told too took toward towards two under until up upon us use used using very via was we
    well went were what whatever when where whether which while who whoever whom whose why will with
    within without would yes yet you your yours ve ll yesterday today tomorrow tonight according following
    despite regarding including citing asked based added first second three new old year years month
    months week weeks day days time times"""
)
"""Stop words."""

MONTHS = frozenset(name.lower() for name in month_names("en"))
WEEKDAYS = frozenset({*WEEKDAY_NUMBERS, *(f"{day}s" for day in WEEKDAY_NUMBERS if day.endswith("day"))})
TIMES = MONTHS | WEEKDAYS

WITHIN_NAMES = wordset("the of and for in at a an de la le du der die das von van den")
"""Small words that a name may hold: `Bank of the South`, `Leïla de la Cour`."""
TITLES = wordset(
    """acting adm admiral adviser advisor ambassador amir analyst archbishop assistant attorney author
    ayatollah bishop brig brigadier capt captain cardinal ceo cfo chair chairman chairwoman chancellor
    chief coach col colonel commander commissioner congressman congresswoman corporal council dame defence
    defense deputy detective director dr economy emir energy envoy ex executive father finance first
    foreign former gen general gov governor haji hajj imam information interior judge justice king lady
    late lawyer leader lieutenant lord lt maj major manager marshal mayor mep minister miss mp mr mrs ms
    mullah national officer official opposition party pope premier president press prime prince princess
    prof professor queen rabbi rear rep representative rev reverend secretary security sen senator senior
    sergeant sgt sheik sheikh sir speaker special spokesman spokesperson spokeswoman st state sultan supreme
    then vice det insp supt cllr const aunty grandmaster incumbent treasurer inspector magistrate constable
    commandant commanding crown gentleman presiding principal
    presidents ministers senators governors mayors professors generals councilmembers councillors
    councilmember councillor councilman councilwoman alderman petty class mme mlle monsieur madame
    superintendent sheriff doctor administrator coordinator chef spc pfc cpl pvt madam honourable
    rapporteur rapporteurs counsellor counselor retired"""
)
"""Words before a person's name that are no part of it."""

COMMON = (
    STOP
    | MONTHS
    | WEEKDAYS
    | wordset(
        """accord aid alliance apple bank bill bird bishop black blue brown bush change congress cook
        council court covenant cross dawn field forward fox frank gap grace grant gray green guardian
        hill hope house independent island jack justice king lake law lee light long love mark meta
        mirror nation north order orange park parliament peace pope post power price quad reform rice
        rich rose senate shell shield short signal south spring state stone summer sun target treasury
        union unity victory west east white winter wolf wood x young"""
    )
)
"""Ordinary words that also serve as names: alone they are one only when written so."""


REPORTING = wordset(
    """anonymity anonymous comment comments condition familiar identified knowledge named official
    officials person quoted report reported reportedly reporters reporting reports request requested
    requesting requests sensitive sensitivity source sources speaking spoke statement statements told"""
)
"""Words of the trade: two sentences that share them alone have nothing in common."""

_BRITISH = re.compile(r"(?<=[a-z]{4}[iy])s(?=(?:e|ed|es|ing|ers?|ations?)$)")
IRREGULAR = {
    "met": "meet", "held": "hold", "led": "lead", "sent": "send", "fell": "fall", "fallen": "fall",
    "began": "begin",
    "begun": "begin", "won": "win", "struck": "strike", "shot": "shoot", "fought": "fight", "left": "leave",
    "sought": "seek", "broke": "break", "broken": "break", "grew": "grow", "rose": "rise", "lost": "lose",
}  # fmt: skip
"""Past tenses, each with its verb."""
UNCHANGED = wordset("beat burst cut hit hurt put quit set shed shut split spread thrust")
"""Verbs whose past is written as their present."""
PAST_VERBS = (
    frozenset(IRREGULAR)
    | UNCHANGED
    | wordset(
        """ate became blew bought bred brought built burnt came caught chose clung crept dealt died drank
        drew driven drove dug fed fled flew flung found froze gave given hid hung kept knelt knew laid lent
        lit made overthrew paid ran rang rode sang sank sat saw sent shook shone shrank slept slid sold spent
        spoke sprang spun stole stolen stood stuck stung sued sunk swam swept swore swung taken taught threw
        took tore went withdrew woke wore wove wrote"""
    )
)
"""Verbs of deeds in the past that do not end in -ed."""


class Word(NamedTuple):
    """One word of a text."""

    start: int
    """Offset of its first character."""
    end: int
    """One past its last character, without a possessive."""
    raw: str
    key: str
    """Folded for comparison, see `fold`."""


def is_unspaced(word: str) -> bool:
    """Tell whether a word is one letter of a script that has no blanks between words.

    >>> is_unspaced("码"), is_unspaced("a")
    (True, False)
    """
    return _IS_UNSPACED.match(word) is not None


def is_letter(character: str) -> bool:
    """Tell whether a character is part of a word: a letter, a figure, or a sign that follows one.

    >>> is_letter("ल"), is_letter("\u093e"), is_letter("-")
    (True, True, False)
    """
    return character.isalnum() or unicodedata.category(character)[0] == "M"


_word = tuple.__new__  # a source has hundreds of words, and `Word(...)` takes twice as long


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Fold case, diacritics, apostrophes, dots and long vowels of one word.

    >>> [fold(word) for word in ("Sa'ar", "Türkiye", "U.N.", "Karaaoğlu", "Moon", "दाल")]
    ['sar', 'turkiye', 'un', 'karaoglu', 'moon', 'दाल']
    """
    key = _DROPPED.sub("", word).casefold()
    if not key.isascii():
        key = key.translate(_UNDECOMPOSED)
        key = _ACCENT.sub("", unicodedata.normalize("NFKD", key))
    # English doubles e and o freely; aa, ii and uu come from transliteration alone.
    return key.replace("aa", "a").replace("ii", "i").replace("uu", "u") if len(key) > 2 else key


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order.

    >>> [word.raw for word in words_of("Peru’s U.N.-patrolled line, O'Brien said.")]
    ['Peru', 'U.N.', 'patrolled', 'line', "O'Brien", 'said']
    >>> [word.raw for word in words_of("关闭码头 2025年")]
    ['关', '闭', '码', '头', '2025', '年']
    """
    return tuple(
        [
            _word(Word, (match.start(), match.end(1), raw := match[1], fold(raw)))
            for match in _WORD.finditer(text)
        ]
    )


def keys_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in order.

    >>> keys_of("Türkiye’s U.N. envoy")
    ('turkiye', 'un', 'envoy')
    """
    return tuple([word.key for word in words_of(text)])


def american(key: str) -> str:
    """Return a word such as "normalised" or "normalisation" with a "z", as others write it."""
    return _BRITISH.sub("z", key)


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """Return the English stem of a folded word (Snowball, Porter 2)."""
    stemmed: str = _STEMMER.stemWord(IRREGULAR.get(key, american(key)))
    return stemmed
