"""Turn a document into the capitalised names that no entity of the registry bears."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dossier.analysis.registry import PARTICLES, SPACED_ARTICLES, name_words
from dossier.analysis.words import STOP, TIMES, TITLES, Word, wordset
from dossier.model import Document, Mention, Span

COMPANY = wordset(
    """bancorp therapeutics pharmaceuticals pharma resources renewables shipping railways securities motors
    electronics technologies industries enterprises insurance telecom energy partners bank group airlines
    airways holdings"""
)
"""Words that end the name of a company, which is also told by what stands before them."""
ORGANISATION = COMPANY | wordset(
    """agency alliance army assembly association authority board brigade brigades broadcasting bureau
    center centre chamber church club co college command commission committee company conference
    congress consortium coalition corp corporation council court department directorate division
    federation force forces forum foundation front fund globe government guard guards herald hospital
    house inc institute institution international journal league limited ltd media ministry mission
    movement network news office oil organisation organization parliament party plc police post
    presidency press school secretariat senate service services society staff systems times tribune
    union university"""
)
"""Words that end the name of an organisation."""
PLACE = wordset(
    """airport avenue bay beach bridge camp canal city coast county crossing desert district east gulf
    cathedral hall museum stadium theater theatre harbour harbor heights hill hills island islands lake
    mount mountain mountains north ocean palace park peninsula plateau port province region republic
    river road sea south square state strait street town valley village west"""
)
"""Words that end or open the name of a place."""
HEADS = wordset("ministry university bank department organisation organization institute federation society")
"""Words that open the name of an organisation: "Ministry of …"."""
CORPORATE = wordset("inc corp ltd plc llc co ag sa gmbh nv spa")
"""Legal forms, which a name is mostly told without."""
STATES = wordset("us usa uk eu un uae ussr")
"""Abbreviations that stand before another name as an adjective: "US trade policy"."""
_LINKS = wordset("of for de del la der von van bin ibn al el da du di")
_LINKING = _LINKS | PARTICLES | {"the"}
_LEADING = _LINKS | SPACED_ARTICLES
_BODIES = ORGANISATION | PLACE
_PLAIN = STOP | TITLES
DEMONYM = re.compile(
    r"[a-z]{2,}(?:ian|ean|ish|ese|stani)s?|israelis?|iraqis?|yemenis?|kuwaitis?|qataris?|saudis?|omanis?|emiratis?|"
    r"azerbaijanis?|bahrainis?|greeks?|french|dutch|germans?|swiss|turks?|turkic|arabs?|afghans?|thais?|czechs?|"
    r"americans?|africans?|koreans?|mexicans?|jews?|muslims?|christians?|kurds?|welsh|bengalis?|"
    r"somalis?|nepalis?|azeris?|western|eastern|northern|southern|central"
)
_NEVER = wordset(
    """gmt utc est edt pst pdt et cest bst rs usd eur gbp q1 q2 q3 q4 phase ph phd
    christmas christmases easter eve ramadan hanukkah diwali"""
)
"""Words with capitals that name nobody: time zones, currencies, holidays."""
_PORTFOLIOS = wordset(
    "railway railways education health transport trade labour labor agriculture culture tourism"
)
"""Before "minister" they are an office."""
_OWNERS = wordset("people women men children workers teachers farmers writers veterans")
"""Groups that own a body: "Teachers' Federation", "People's Bank"."""
_PERSON_VERBS = re.compile(r",? (?:who|said|says|told|added|argued|was born|tweeted|resigned)\b|, \d{2},")
_SPEAKS = re.compile(
    r"['’]s | [–—-]{1,2} |"
    r" (?:said|says|has|had|is|was|will|would|and|told|reported|announced|confirmed|denied)\b"
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
_OF = _BODIES | HEADS
"""Words after which "of" goes on with the name."""
_SMALLEST = wordset("a an the of in on at to for by with and or as from over after into up out is vs via")
"""Words that headlines in title case leave small."""
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
    """`person`, `organisation`, `company`, `place` or empty: what the words round it suggest; `opening` for a
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
    words = name_words(document.text)
    found: list[RawName] = []
    at = hold = 0
    for sentence in document.sentences:
        row: list[Word] = []
        while at < len(words) and words[at].start < sentence.span.end:
            if words[at].start >= sentence.span.start:
                row.append(words[at])
            at += 1
        if _titled(row):
            continue
        run: list[Word] = []
        for number, word in enumerate(row):
            if not run and not word.raw[0].isupper():
                continue
            while hold < len(held) and held[hold].end <= word.start:
                hold += 1
            known = hold < len(held) and held[hold].start < word.end
            if known or len(run) == _LONGEST or not _belongs(document, row, number, run):
                found += _names(document, run, sentence.span)
                run = []
            if not known and (run or _starts(document.text, word)):
                run.append(word)
        found += _names(document, run, sentence.span)
    return RawNames(tuple(found), frozenset(word.key for word in words if word.raw.islower()))


def _titled(row: list[Word]) -> bool:
    """Tell whether a line is a headline in title case: all words but the smallest have a capital."""
    small = [word for word in row if word.raw[0].islower() and word.key not in _SMALLEST]
    return (
        len(row) > 3 and row[0].key != "by" and not small and sum(word.raw[0].isupper() for word in row) > 2
    )


def _starts(text: str, word: Word) -> bool:
    initial = text[word.end : word.end + 2] == ". " and text[word.end + 2 : word.end + 3].isupper()
    return word.raw[0].isupper() and word.key not in TIMES and (len(word.raw) > 1 or initial)


def _belongs(document: Document, row: list[Word], number: int, run: list[Word]) -> bool:
    """Tell whether a word goes on with the name that stands directly before it."""
    word = row[number]
    if not run:
        return True
    gap = document.text[run[-1].end : word.start]
    initial = gap in (". ", ".") and (len(run[-1].raw) == 1 or run[-1].key in TITLES)
    if gap in _HYPHENS and (_apart(run[-1]) or _apart(word)):
        return False
    owned = (gap in ("' ", "’ ") and run[-1].key.endswith("s") and word.key in ORGANISATION) or (
        gap in ("' ", "’ ", "'s ", "’s ") and run[-1].key in _OWNERS
    )
    if not (owned or gap in (" ", "-", "\u00a0", " & ", "‑", ".-") or initial):
        return False
    if word.raw[0].isupper():
        return word.key not in TIMES
    if gap != " " or (word.key in ("of", "for") and not {run[-1].key, run[0].key} & _OF):
        return False
    ahead = row[number : number + 3]
    links = next((n for n, w in enumerate(ahead) if w.key not in _LINKING), 0)
    return (0 < links < len(ahead) and ahead[links].raw[0].isupper() and word.key != "the") or (
        word.key == "the"
        and run[-1].key in _LINKS
        and number + 1 < len(row)
        and row[number + 1].raw[0].isupper()
    )


def _apart(word: Word) -> bool:
    """Tell whether a word next to a hyphen is a name of its own: "US-China", "Franco-German"."""
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
    if opening and len(run) > 1 and run[1].key in ("of", "for") and not heads:  # "Critics of the Fund"
        run, opening = run[1:], False
        while run and not run[0].raw[0].isupper():
            run = run[1:]
    named: list[RawName] = []
    titled = False
    if run and run[-1].key not in _BODIES:
        titles = [i for i, w in enumerate(run) if w.key in TITLES and (not i or run[i - 1].raw[0].isupper())]
        cut = max(titles, default=-1)
        if cut + 1 < len(run):
            titled = cut >= 0
            bearer = run[: min(titles, default=0)]  # "Bank of England" of "Bank of England Governor"
            if bearer and not DEMONYM.fullmatch(bearer[0].key) and bearer[0].key not in _PORTFOLIOS:
                named.append(_name(document, bearer, opening, False))
            run = run[cut + 1 :]
            opening = opening and not titled
        elif cut >= 0:  # a title alone names nobody
            run = [word for word in run[: min(titles)] if not DEMONYM.fullmatch(word.key)]
        office = len(run) > 2 and _OFFICE_OF.search(document.text[max(0, run[0].start - 20) : run[0].start])
        if len(run) > 1 and (run[0].key in STATES or office):
            named.append(_name(document, run[:1], False, False))
            run, opening, titled = run[1:], False, titled or bool(office)
    while run and (run[0].key in _LEADING and not run[0].raw[0].isupper()):
        run = run[1:]
    if not run or (len(run) == 1 and (_ordinary(run[0]) or DEMONYM.fullmatch(run[0].key))):
        return named
    return [*named, _name(document, run, opening, titled)]


def _name(document: Document, run: list[Word], opening: bool, titled: bool) -> RawName:
    text, start, end = document.text, run[0].start, run[-1].end
    taught = _TAUGHT.match(text, end)
    opening = opening and not (
        run[0].raw.isupper() and len(run[0].raw) > 1
    )  # a capital more than a sentence gives
    cue = ""
    if run[-1].key in COMPANY and len(run) > 1:
        cue = "company"
    elif run[-1].key in ORGANISATION or run[0].key in HEADS:
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
    while len(keys) > 1 and keys[-1] in CORPORATE:
        keys, opening, cue = keys[:-1], False, "company"
    return RawName(
        Span(start, end), keys, opening, cue, taught[1].replace(".", "").casefold() if taught else ""
    )


def _ordinary(word: Word) -> bool:
    if word.raw.isupper() and word.key in STATES:
        return False
    if word.key in _NEVER or word.raw.partition("'")[0].partition("’")[0].casefold() in STOP:
        return True
    return word.key in _PLAIN or (word.key in ORGANISATION and not word.raw.isupper())
