"""Turn a document into the capitalised names that no entity of the registry bears."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dossier.analysis.registry import PARTICLES, SPACED_ARTICLES, name_words
from dossier.analysis.words import MONTHS, STOP, TITLES, WEEKDAYS, Word, wordset
from dossier.model import Document, Mention, ParagraphKind, Span

ORGANISATION = wordset(
    """government presidency agency army airlines airways assembly association authority bank board
    brigade brigades broadcasting bureau centre center chamber club college command commission
    committee company conference congress consortium corporation corp council court department
    directorate federation force forces foundation front fund group guard guards holdings inc
    institute institution international league ltd limited media ministry mission movement network
    news office organisation organization parliament party plc police press secretariat senate service
    services society staff systems times post journal herald tribune union university"""
)
"""Words that end the name of an organisation."""
PLACE = wordset(
    """airport avenue bay beach bridge camp canal city coast county crossing desert district east gulf
    harbour harbor heights hill hills island islands lake mount mountain mountains north ocean palace
    park peninsula plateau port province region republic river road sea south square state strait
    street town valley village west"""
)
"""Words that end or open the name of a place."""
HEADS = wordset("ministry university bank department organisation organization institute federation society")
"""Words that open the name of an organisation: "Ministry of …"."""
STATES = wordset("us usa uk eu un uae ussr")
"""Abbreviations that stand before another name as an adjective: "US Syria policy"."""
_LINKS = wordset("of for de del la der von van bin ibn al el da du di")
DEMONYM = re.compile(
    r"[a-z]{2,}(?:ian|ean|ish|ese|stani)s?|israelis?|iraqis?|yemenis?|kuwaitis?|qataris?|saudis?|omanis?|emiratis?|"
    r"azerbaijanis?|bahrainis?|greeks?|french|dutch|germans?|swiss|turks?|turkic|arabs?|afghans?|thais?|czechs?|"
    r"americans?|africans?|koreans?|mexicans?|jews?|muslims?|christians?|kurds?|welsh|bengalis?|"
    r"somalis?|nepalis?|azeris?|western|eastern|northern|southern|central"
)
_PERSON_VERBS = re.compile(r",? (?:who|said|says|told|added|argued|was born|tweeted|resigned)\b|, \d{2},")
_SPEAKS = re.compile(
    r"['’]s | (?:said|says|has|had|is|was|will|would|and|told|reported|announced|confirmed|denied)\b"
)
_PLACE_LEADS = re.compile(r"\b[Ii]n (?:the )?$|\b(?:near|outside|across|throughout|around) (?:the )?$")
_OFFICE_OF = re.compile(
    r"(?:envoy|ambassador|minister|secretary|representative|advis[eo]r) (?:to|for) (?:the )?$", re.I
)
_OFFICE = re.compile(
    r"\b(?:president|premier|minister|chancellor|senator|envoy|ambassador|advis[eo]r|secretary|chairman|director|leader|"
    r"spokes\w+|general|colonel|commander|judge|king|queen|prince|pope|coach|manager|author|lawyer|captain|mayor|"
    r"governor|singer|actor|wife|husband|son|brother|sister|daughter|attorney|analyst|economist|professor) $"
)
_TAUGHT = re.compile(r"['’”\"]? ?\(([A-Z][A-Za-z.&-]{1,9})\)")
_HYPHENS = ("-", "‐", "‑", "–")
_LONGEST = 12  # words of a name
_OPENING = re.compile(r"(?:[“\"‘(:—–-]\s*|\. )$")


class RawName(NamedTuple):
    """A run of capitalised words as it stands."""

    span: Span
    keys: tuple[str, ...]
    """Folded words, article left out."""
    opening: bool
    """True when its first word opens a sentence, so that its capital tells nothing."""
    cue: str
    """`person`, `organisation`, `place` or empty: what the words round it suggest; `opening` for a
    single word that opens a sentence and is followed as a name is."""
    taught: str
    """The acronym that follows in parentheses, folded; may be empty."""


class RawNames(NamedTuple):
    """The unknown names of one document, in order."""

    names: tuple[RawName, ...]
    small: frozenset[str]
    """The folded words that it writes without a capital."""


def find_raw_names(document: Document, mentions: Iterable[Mention]) -> RawNames:
    """Return the unknown names of one document; headlines in title case are passed over."""
    held = sorted(m.passage.span for m in mentions)
    words, kinds = name_words(document.text), document.paragraphs
    found: list[RawName] = []
    at = hold = 0
    for sentence in document.sentences:
        row: list[Word] = []
        while at < len(words) and words[at].start < sentence.span.end:
            if words[at].start >= sentence.span.start:
                row.append(words[at])
            at += 1
        if _titled(row, kinds[sentence.paragraph - 1].kind):
            continue
        run: list[Word] = []
        for number, word in enumerate(row):
            while hold < len(held) and held[hold].end <= word.start:
                hold += 1
            known = hold < len(held) and held[hold].start < word.end
            if known or len(run) == _LONGEST or not _belongs(document, row, number, run):
                found += _names(document, run, sentence.span)
                run = []
            if not known and (run or _starts(word)):
                run.append(word)
        found += _names(document, run, sentence.span)
    return RawNames(tuple(found), frozenset(word.key for word in words if word.raw.islower()))


def _titled(row: list[Word], kind: ParagraphKind) -> bool:
    """Tell whether a headline, or another line, has a capital on almost every long word."""
    long = [word for word in row if len(word.raw) > 3 and word.raw[0].isalpha()]
    enough, share = (4, 0.9) if kind.is_prose else (2, 0.7)
    return len(long) > enough and sum(word.raw[0].isupper() for word in long) > share * len(long)


def _starts(word: Word) -> bool:
    return word.raw[0].isupper() and word.key not in MONTHS | WEEKDAYS and len(word.raw) > 1


def _belongs(document: Document, row: list[Word], number: int, run: list[Word]) -> bool:
    """Tell whether a word goes on with the name that stands directly before it."""
    word = row[number]
    if not run:
        return True
    gap = document.text[run[-1].end : word.start]
    initial = gap in (". ", ".") and (len(run[-1].raw) == 1 or run[-1].key in TITLES)
    if gap in _HYPHENS and (_apart(run[-1]) or _apart(word)):
        return False
    if not (gap in (" ", "-", "\u00a0", " & ", "‑", ".-") or initial):
        return False
    if word.raw[0].isupper():
        return word.key not in MONTHS | WEEKDAYS
    following = row[number + 1] if number + 1 < len(row) else None
    if word.key in _LINKS | PARTICLES | {"the"} and following and gap == " ":
        if word.key == "the":
            return run[-1].key in _LINKS and following.raw[0].isupper()
        after = row[number + 2] if number + 2 < len(row) else None
        return following.raw[0].isupper() or (
            following.key == "the" and bool(after and after.raw[0].isupper())
        )
    return False


def _apart(word: Word) -> bool:
    """Tell whether a word next to a hyphen is a name of its own: "US-China", "Arab-Israeli"."""
    return word.raw.isupper() or bool(DEMONYM.fullmatch(word.key))


def _names(document: Document, run: list[Word], sentence: Span) -> list[RawName]:
    """Cut a run of capitalised words into the names in it, titles and nationalities left out."""
    while run and not run[-1].raw[0].isupper():
        run = run[:-1]
    while run and not run[0].raw[0].isupper():
        run = run[1:]
    if not run:
        return []
    start = run[0].start
    opening = start == sentence.start or bool(
        _OPENING.search(document.text[max(sentence.start, start - 3) : start])
    )
    if opening and len(run) > 1 and run[0].key in STOP:
        run, opening = run[1:], False
        while run and not run[0].raw[0].isupper():
            run = run[1:]
    heads = run[:1] and run[0].key in HEADS
    if opening and len(run) > 1 and run[1].raw.islower() and not heads:  # "Critics of the Fund"
        run, opening = run[1:], False
        while run and not run[0].raw[0].isupper():
            run = run[1:]
    named: list[RawName] = []
    titled = False
    if run and not heads and run[-1].key not in ORGANISATION | PLACE:
        cut = max((i for i, word in enumerate(run) if word.key in TITLES), default=-1)
        if cut + 1 < len(run):
            titled = cut >= 0
            if titled and run[0].key in STATES:
                named.append(_name(document, run[:1], False, False))
            run = run[cut + 1 :]
            opening = opening and not titled
        elif cut >= 0:  # a title alone names nobody
            run = [word for word in run[:1] if word.key in STATES]
        office = len(run) > 2 and _OFFICE_OF.search(document.text[max(0, run[0].start - 20) : run[0].start])
        if len(run) > 1 and (run[0].key in STATES or office):
            named.append(_name(document, run[:1], False, False))
            run, opening, titled = run[1:], False, titled or bool(office)
    while run and (run[0].key in SPACED_ARTICLES | _LINKS and not run[0].raw[0].isupper()):
        run = run[1:]
    if not run or (len(run) == 1 and (_ordinary(run[0]) or DEMONYM.fullmatch(run[0].key))):
        return named
    return [*named, _name(document, run, opening, titled)]


def _name(document: Document, run: list[Word], opening: bool, titled: bool) -> RawName:
    text, start, end = document.text, run[0].start, run[-1].end
    taught = _TAUGHT.match(text, end)
    cue = ""
    if run[-1].key in ORGANISATION or run[0].key in HEADS:
        cue = "organisation"
    elif run[-1].key in PLACE or run[0].key in ("mount", "lake", "gulf", "port", "lower", "upper"):
        cue = "place"
    elif opening and len(run) == 1 and _SPEAKS.match(text, end):
        cue = "opening"
    elif (
        titled
        or (1 < len(run) < 4 and _PERSON_VERBS.match(text, end))
        or _OFFICE.search(text, max(0, start - 16), start)
    ):
        cue = "person"
    elif not run[0].raw.isupper() and _PLACE_LEADS.search(text[max(0, start - 16) : start]):
        cue = "place"
    keys = tuple(word.key for word in run if word.key != "the") or (run[0].key,)
    return RawName(
        Span(start, end), keys, opening, cue, taught[1].replace(".", "").casefold() if taught else ""
    )


def _ordinary(word: Word) -> bool:
    if word.raw.isupper() and word.key in STATES:
        return False
    return word.key in STOP | TITLES or (word.key in ORGANISATION and not word.raw.isupper())
