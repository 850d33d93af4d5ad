"""Turn a run of capitalised words into the names in it, each with what suggests its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dossier.analysis.names.registry import SPACED_ARTICLES, owns
from dossier.analysis.names.vocabulary import (
    BODIES,
    COMPANY,
    CORPORATE,
    GIVEN,
    GROUPS,
    HEADS,
    LANDS,
    NEVER,
    OF_GROUPS,
    OFFICES,
    ORGANISATION,
    PARTICLES,
    PARTS,
    PERSONAL_TITLES,
    PLACE,
    PLAIN,
    PORTFOLIOS,
    POSTNOMINALS,
    SPEAKS,
    STATES,
    SURNAMES,
    WEAK_TITLES,
    WHERE,
    WHERE_AFTER,
    WHERE_OF,
    ZONE,
    is_demonym,
)
from dossier.model import RawName, Span
from dossier.text.datelines import read_dateline
from dossier.text.words import STOP, TITLES, Word, fold, wordset

LINKS = wordset("of for de del la der von van bin ibn al el da du di")
"""Small words inside a name."""
_LEADING = LINKS | SPACED_ARTICLES
_AGE = re.compile(r", \d{2},")
_THERE = re.compile(
    r"-based\b|,? (?:just )?(?:north|south|east|west)[\w-]* of\b|, (?:the|a) (?:capital|town|village)\b"
)
_WHO = re.compile(r",? who\b")
_SITES = PLACE | {"bank"}
_PLACE_HEADS = wordset("mount mt lake gulf port fort cape lower upper")
_OF_BODY = HEADS | ORGANISATION
_OFFICE_OF = re.compile(
    r"(?:envoy|ambassador|minister|secretary|representative|advis[eo]r) (?:to|for) (?:the )?$", re.I
)
_TAUGHT = re.compile(r"['’”\"]? ?\(([A-Z][A-Za-z.&-]{1,9})\)")
_WRAP = 6  # characters of white space between words of one name, where a line is broken in it
_CHARGES = PORTFOLIOS | WEAK_TITLES | {"staff"}
_FOLLOWING = SPEAKS | {""}
_OPENING = re.compile(r"(?:[“\"‘(:—–-]\s*|\. )$")


class Row(NamedTuple):
    """One sentence: a text and the words of it."""

    text: str
    words: Sequence[Word]
    start: int
    """Where the sentence begins."""

    def gap(self, number: int) -> str:
        """Return what stands before a word; a broken line reads as a space."""
        gap = self.text[self.words[number - 1].end : self.words[number].start]
        return " " if len(gap) <= _WRAP and gap.isspace() else gap

    def before(self, number: int) -> str:
        """Return the folded word directly before a word, an empty string when something else is."""
        return self.words[number - 1].key if number and self.gap(number) == " " else ""

    def after(self, number: int) -> str:
        """Return the folded word directly after word `number - 1`."""
        return self.words[number].key if number < len(self.words) and self.gap(number) == " " else ""


def cut_run(row: Row, first: int, last: int) -> list[RawName]:
    """Cut the capitalised words `first` to `last` into names, titles and nationalities left out."""
    words, titled = row.words, False
    if last - first == 1 and _is_nobody(words[first]):
        return []
    named: list[RawName] = []
    first, opening = _opened(row, first, last)
    keys = [word.key for word in words[first:last]]
    splits = len(keys) > 2 and [n for n in range(1, len(keys) - 1) if keys[n] in GIVEN and _ends(keys[n - 1])]
    if splits:  # "Lund Airport Tom Berg", "Peruvian Ana Quispe"
        split = splits[0]
        named = cut_run(row, first, first + split) if keys[split - 1] in BODIES else []
        first, opening, titled, keys = first + split, False, True, keys[split:]
    person = len(keys) > 1 and keys[-1] in SURNAMES and keys[-2] in GIVEN
    office = keys and (keys[-1] not in BODIES or person or (keys[0] in PERSONAL_TITLES and len(keys) < 4))
    if office and not TITLES.isdisjoint(keys):
        bearer, after = _office(row, first, last, opening)
        named += bearer
        first, opening, titled = after, opening and after == first, titled or after > first
    if last - first > 1 and (state := _state(row, first, last)):
        named.append(state)
        first, opening, titled = first + 1, False, titled or state.cue == "office"
    first, last = _trimmed(row, first, last)
    if first >= last or (last - first == 1 and _is_nobody(words[first])):
        return named
    return [*named, _name(row, first, last, opening, titled)]


def _opened(row: Row, first: int, last: int) -> tuple[int, bool]:
    """Pass over a word that only opens the sentence; tell whether the capital of the next tells nothing."""
    text, words, start = row.text, row.words, row.words[first].start
    opening = start == row.start or (
        not text[start - 2 : start - 1].isalnum()
        and bool(_OPENING.search(text[max(row.start, start - 3) : start]))
    )
    if opening and last - first > 1 and words[first].key in STOP and words[first].key != "new":
        first, opening = _next(row, first + 1, last), False
    if (
        opening
        and last - first > 1
        and words[first + 1].key in ("of", "for")
        and words[first].key not in HEADS
    ):
        first, opening = _next(row, first + 1, last), False  # "Critics of the Fund"
    return first, opening


def _next(row: Row, first: int, last: int) -> int:
    """Return the number of the next word that may begin a name, `last` when there is none."""
    while first < last and not (row.words[first].raw[0].isupper() or row.words[first].key in PARTICLES):
        first += 1
    return first


def _ends(key: str) -> bool:
    """Tell whether a person's name may begin after this word of a run."""
    return key in BODIES or is_demonym(key)


def _office(row: Row, first: int, last: int, opening: bool) -> tuple[list[RawName], int]:
    """Return the body that stands before a title, if one does, and the number of the word after the title."""
    words = row.words
    titles = [n for n in range(first, last) if words[n].key in TITLES and words[n].key != "st"]
    titles = [n for n in titles if n == first or words[n - 1].raw[0].isupper()]
    strong = [number for number in titles if words[number].key not in WEAK_TITLES]
    if not strong:
        return [], last if len(titles) == last - first else first
    head = next(n for n in titles if all(m in titles for m in range(n, strong[0])))
    after = strong[-1] + 1
    while after + 1 < last and words[after].key in ("of", "for") and words[after + 1].key in _CHARGES:
        after += 2  # "Secretary of State"
    if head == first or is_demonym(words[first].key) or (head - first == 1 and _is_nobody(words[first])):
        return [], after
    bearer = _name(row, first, head, opening, False)
    if bearer.cue in ("company", "organisation"):  # "Bank of England" of "Bank of England Governor"
        return [bearer], after
    return ([bearer._replace(cue="office")] if PORTFOLIOS.isdisjoint(bearer.keys) else []), after


def _state(row: Row, first: int, last: int) -> RawName | None:
    """Return a state that stands before another name ("US Gulf"), or whose office a person has."""
    word, tail, several = row.words[first], row.words[last - 1].key, last - first
    if word.key in STATES and tail not in ORGANISATION and (several > 2 or tail not in BODIES):
        return _name(row, first, first + 1, False, False)
    if several > 2 and _OFFICE_OF.search(row.text, max(0, word.start - 20), word.start):
        return _name(row, first, first + 1, False, False)._replace(cue="office")
    return None


def _trimmed(row: Row, first: int, last: int) -> tuple[int, int]:
    """Leave out links before a name, letters after a person's, and a people's name that follows."""
    words = row.words
    while first < last and words[first].raw in _LEADING and words[first].key not in PARTICLES:
        first += 1
    while last - first > 2 and words[last - 1].key in POSTNOMINALS and words[last - 1].raw[:2].isupper():
        last -= 1
    if last - first > 1 and is_demonym(words[last - 1].key) and words[first].key not in GIVEN:
        if words[first].key in PARTS:  # "South African"
            return last, last
        while last - first > 1 and is_demonym(words[last - 1].key) and row.after(last) not in _FOLLOWING:
            last -= 1  # "Arvik Anglican"
    return first, last


def _name(row: Row, first: int, last: int, opening: bool, titled: bool) -> RawName:
    text, run = row.text, row.words[first:last]
    start, end = run[0].start, run[-1].end
    shouted = run[0].raw.isupper() and len(run[0].raw) > 1
    dateline = opening and shouted and len(run[0].raw) > 2 and _opens_dateline(text, start, end)
    taught = None if dateline else _TAUGHT.match(text, end)
    opening = opening and not shouted  # a capital more than a sentence gives
    cue = "where" if dateline else _cue(row, first, last, titled)
    keys = tuple(word.key for word in run if word.key != "the") or (run[0].key,)
    while len(keys) > 1 and keys[-1] in CORPORATE and run[-1].raw.casefold() in CORPORATE:
        keys, run, opening, cue = keys[:-1], run[:-1], False, "company"
    return RawName(Span(start, end), keys, opening, cue, fold(taught[1]) if taught else "")


def _opens_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a name is the place of a date line, or that place without its region."""
    line = read_dateline(text, start)
    return line is not None and end <= line.place[1]


def _cue(row: Row, first: int, last: int, titled: bool) -> str:
    """Tell what a name, or what stands beside it, suggests of its kind."""
    run, text = row.words[first:last], row.text
    end, head, tail, several = run[-1].end, run[0].key, run[-1].key, len(run) > 1
    if titled and not (several and tail in ORGANISATION):
        return "person"
    if " & " in text[run[0].start : end] or (
        several and tail in COMPANY and not (tail == "bank" and head in ("west", "south", "left"))
    ):
        return "company"
    inner = len(run) > 2 and any(w.key in _OF_BODY and of.key == "of" for w, of in pairwise(run))
    if inner or (tail in ORGANISATION and tail != "bank") or (several and head in HEADS):
        return "organisation"
    if several and head in GIVEN and tail in SURNAMES:
        return "person"
    if (several and tail in _SITES) or head in _PLACE_HEADS:
        return "place"
    before, acronym = row.before(first), not several and run[0].raw.isupper()
    office = before in OFFICES and not acronym
    if office or _AGE.match(text, end) or (several and _WHO.match(text, end)):
        return "person"
    if before in GROUPS:
        return "group"
    at = first
    if before == "the":
        at = first - 1
        before = row.before(at)
    after = row.after(last)
    if (
        before in WHERE
        or (before == "at" and row.words[at - 1].raw == "At")
        or (before == "of" and row.before(at - 1) in WHERE_OF)
        or after in WHERE_AFTER
        or (last < len(row.words) and owns(text, end) and row.words[last].key in LANDS)
        or _THERE.match(text, end)
    ):
        return "where"
    if 1 < len(run) < 5 and head in GIVEN:
        return "person"
    if after in OF_GROUPS:
        return "group"
    if after in SPEAKS or owns(text, end) or text[end : end + 3] in (" – ", " — ", " - "):
        return "speaks"
    return ""


def _is_nobody(word: Word) -> bool:
    """Tell whether a word alone is a nationality, a title or an ordinary word."""
    raw, key = word.raw, word.key
    if len(raw) == 1 or raw.casefold() in PLAIN or key in NEVER or is_demonym(key):
        return not (key in STATES and raw.isupper())
    if raw.isupper():
        return ZONE.fullmatch(raw) is not None
    return key in ORGANISATION or raw.partition("'")[0].partition("’")[0].casefold() in PLAIN
