"""Cut the words of a clause down to those that name a speaker."""

from collections.abc import Sequence

from dossier.analysis.speech.vocabulary import (
    BEING,
    DETERMINERS,
    FINITE,
    IDLE,
    JOINING,
    NAMED,
    NO_VERBS,
    NOBODY,
    OBJECTS,
    OPENERS,
    SPEAKERS,
    STRETCH,
    TRAILERS,
    VERBS,
)
from dossier.model import Span
from dossier.text.reporting import CUES
from dossier.text.words import PAST_VERBS, TIMES, Word

THING = 5  # words; "the harbour master" may speak, a longer run without a name or an office may not
LONGEST = 16  # words; a longer run is a clause and not a speaker


def cut(text: str, words: Sequence[Word], longest: int = THING) -> Span | None:
    """Cut words down to those that name a speaker; None when nothing in them can speak."""
    while words and _is_number_before(text, words[0]):
        words = words[1:]
    words = without_opening(words)
    if not _leads_to_cue(words):
        return None
    words = without_end(words)
    if not words or len(words) > LONGEST or words[0].key in NOBODY or words[0].raw in CUES:
        return None
    if _has_verb(text, words):
        return None
    speaks = (
        _is_named(text, words)
        or (words[0].key in DETERMINERS and 1 < len(words) <= longest)
        or any(word.key in SPEAKERS for word in words)
    )
    return Span(words[0].start, words[-1].end) if speaks else None


def _is_number_before(text: str, word: Word) -> bool:
    """Tell whether a word is the number of a paragraph or a note, or a time of the day: "14:05 Roe says"."""
    around = text[word.end : word.end + 1], text[max(0, word.start - 1) : word.start]
    return word.raw.isdigit() and (around[0] in (".", ")", "]", ":") or around[1] in (".", ":"))


def _has_verb(text: str, words: Sequence[Word]) -> bool:
    """Tell whether words have a verb of their own, and so are a clause: "Police held the mayor".

    The verb of "who" is none: "the nurse who hit the mayor".
    """
    is_relative = False
    for number, word in enumerate(words):
        if word.key in ("who", "which", "that"):
            is_relative = True
        elif number and word.raw.islower() and _is_verb(text, words[: number + 2], number):
            if not is_relative:
                return True
            is_relative = False
    return False


def _is_verb(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether a word is a verb and no participle: "Roe signed the plan", not "a plan signed by Roe"."""
    key, follows = words[number].key, words[-1]
    if not key.endswith("ed") and key not in PAST_VERBS | FINITE:
        return follows.key in OBJECTS and key not in NO_VERBS and not key.endswith("ing")
    if key in ("said", "says"):
        return True
    if key in NAMED or _describes(text, words, number):
        return False
    has_object = follows.key in OBJECTS or (follows.raw[0].isupper() and follows.key not in TIMES)
    is_of_name = all(each.raw[0].isupper() for each in words[:number])
    is_last = number == len(words) - 1
    return key in FINITE or has_object or (is_of_name and (is_last or number > 1))


def _describes(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether a participle belongs to a noun behind it: "the retired", "my old and trusted" friend."""
    before = words[number - 1]
    is_joined = text[words[number].start - 1] == "-"  # "Elver-based"
    is_second = before.key in JOINING and number > 2 and words[number - 3].key in DETERMINERS
    is_first = before.key in DETERMINERS or before.key.endswith("ly") or text[before.end] in "'’"
    return is_joined or is_first or is_second


def without_opening(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out "but", "later", "on Friday" and "a year ago" at the beginning."""
    while words and words[0].key in OPENERS:
        words = words[1:]
    if len(words) > 3 and words[1].key in STRETCH and words[2].key == "ago":
        return words[3:]
    on_a_day = len(words) > 2 and words[0].key in ("on", "in") and words[1].key in TIMES
    return words[2:] if on_a_day else words


def without_end(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out a verb and what follows it, and words such as "also" at the end."""
    for number, word in enumerate(words):
        if number and is_auxiliary(word):
            words = words[:number]
            break
    if len(words) > 2 and words[-2].key == "on" and words[-1].key in TIMES:
        words = words[:-2]
    while words and words[-1].raw.islower() and (words[-1].key in TRAILERS or words[-1].key.endswith("ly")):
        words = words[:-1]
    return words


def _leads_to_cue(words: Sequence[Word]) -> bool:
    """Tell whether the subject of an auxiliary is that of the cue: "has since denied", "was ill and said".

    It is not where another verb comes between: "did not see the letter published", "was then described".
    """
    number = next((number for number, word in enumerate(words) if number and is_auxiliary(word)), 0)
    if not number or words[number - 1].key in ("who", "which", "that"):
        return True
    rest = words[number + 1 :]
    joining = [place for place, word in enumerate(rest) if word.key in JOINING]
    if joining:
        return all(is_idle(word) for word in rest[joining[-1] :])
    if words[number].key in BEING:
        return False
    return all(is_idle(word) for word in rest) or rest[0].key in NOBODY


def is_auxiliary(word: Word) -> bool:
    """Tell whether a word is an auxiliary, and not the month or the name May."""
    return word.key in VERBS and word.raw.islower()


def is_idle(word: Word) -> bool:
    """Tell whether a word before a cue is no verb and no subject, but tells when, how or whether."""
    return word.key in IDLE or (word.raw.islower() and word.key.endswith("ly"))


def _is_named(text: str, words: Sequence[Word]) -> bool:
    """Tell whether a capital letter shows a name; the first of several words may only open a sentence."""
    if any(word.raw[0].isupper() for word in words[1:]):
        return True
    return words[0].raw[0].isupper() and (len(words) == 1 or text[words[0].end] in "'’")
