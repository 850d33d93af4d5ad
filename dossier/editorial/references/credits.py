"""Tell whether words beside a block quote say no more than whose it is."""

from collections.abc import Set

from dossier.text import late as re
from dossier.text.denials import has_negative
from dossier.text.reporting import CUES, ELSEWHERE, PRESENT, QUOTING
from dossier.text.words import PAST_VERBS, STOP, TIMES, TITLES, WITHIN_NAMES, words_of, wordset

MARKS = " \t\n.,;:“”„\"«»‘’'()—–―-~"
"""Signs round a credit that say nothing."""
_PRONOUNS = wordset("he she they it i we er sie il elle ils elles él ella lui lei ele ela hij ze zij han hon")
_SAYING = ELSEWHERE | wordset("said says say told tells wrote writes added")
"""Verbs of speech that do not judge what is said."""
_VERBS = CUES | QUOTING | PRESENT | ELSEWHERE | PAST_VERBS
_SOURCE = re.compile(
    r"(?:sources?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|источник|מקור)", re.IGNORECASE
)
_OFFICE = re.compile(rf"(?:the )?(?:{'|'.join(sorted(TITLES))})(?: of(?: the)?(?: [A-ZÀ-Þ][\w’'-]*){{1,2}})?")
_LONGEST_NAME = 6  # words


def has_pronoun(credit: str) -> bool:
    """Tell whether a credit is a pronoun and a verb of speech: `she said`.

    >>> list(map(has_pronoun, ("she said", "the mayor said", "they", "Ann said")))
    [True, False, False, False]
    """
    keys = {word.key for word in words_of(credit)}
    return len(keys) == 2 and bool(keys & _SAYING) and keys - _SAYING <= _PRONOUNS


def is_source_label(credit: str) -> bool:
    """Tell whether a credit is the word before a source: `Source`."""
    return bool(_SOURCE.fullmatch(credit))


def is_name(words: str, language: str) -> bool:
    """Tell whether words may be a name: all with capitals but the joining words, without verb and denial.

    >>> words = "Port Office of Larne", "Larne", "The", "May", "Ann hid", "Port of Larne and North Coast Isle"
    >>> [is_name(each, "en") for each in words]
    [True, True, False, False, False, False]
    """
    return _are_capital(words, WITHIN_NAMES) and not has_negative(words, language)


def is_person(words: str) -> bool:
    """Tell whether words may be the name of a person that nothing else knows: two or three with capitals.

    >>> list(map(is_person, ("Ann Roe", "Roe", "Bank of Larne", "Mayor Roe")))
    [True, False, False, False]
    """
    name = words_of(words)
    is_plain = not any(word.key in STOP | TIMES | TITLES for word in name)
    return 1 < len(name) <= 3 and is_plain and _are_capital(words, frozenset())


def is_beside_name(words: str) -> bool:
    """Tell whether words are what follows a name behind a comma: an office or a day.

    >>> list(map(is_beside_name, ("mayor of Larne", "9 May 2024", "who lied", "9 lies")))
    [True, True, False, False]
    """
    return bool(_OFFICE.fullmatch(words)) or all(
        word.key in TIMES or word.raw.isdecimal() for word in words_of(words)
    )


def _are_capital(words: str, small: Set[str]) -> bool:
    name = words_of(words)
    raw = [word.raw for word in name if word.key not in small]
    return (
        0 < len(raw) <= len(name) <= _LONGEST_NAME
        and all(each[0].isupper() and not each.endswith("ed") for each in raw)
        and not any(word.key in _VERBS or (len(raw) == 1 and word.key in STOP | TIMES) for word in name)
        and not set("[]….!?") & set(words)
    )
