"""Read the date line with which agencies open a report: PORT TOWN, May 17 (Agency) —."""

from typing import NamedTuple

from dossier.text import late as re

PRINTED = 3  # days from the date line of a report to the page that has it
_REST = r"(?:[\w.'’]|-(?!-)){0,40}"
_NAME = rf"(?:(?:de|du|la|of|am|an|der|sur) ){{0,2}}[A-ZÀ-Þ]{_REST}"  # one word of a place
_PLACE = (
    rf"[A-ZÀ-Þ]{{2}}{_REST}(?:[ /]{_NAME}){{0,3}}"  # PORT TOWN, or NEW York as some write
    rf"(?:, (?:the )?{_NAME}(?: {_NAME}){{0,2}})??(?: ?\([A-Z][^()\d]{{1,30}}\))?"  # ", Calif.": the region
)
_AGENCY = r"(?:\([^()]{2,40}\)|/[^/]{2,40}/)"
AGENCIES = (
    r"Associated Press|AP|AFP|Agence France-Presse|(?:Thomson )?Reuters|UPI|United Press International"
    r"|Bloomberg|Xinhua|dpa|ANSA|EFE|Interfax|TASS|Kyodo|PTI|IANS|ANI|TNN"
    r"|РИА [А-ЯЁ]\w+|ТАСС|Интерфакс|Рейтер|رويترز|وفا|واس|سانا|أ ف ب|د ب أ"
)
_KNOWN = rf"(?:[\w ]{{2,20}}/){{0,3}}(?i:{AGENCIES})(?:/[\w ]{{2,20}}){{0,3}}"
"""An agency, perhaps with others: APA/Reuters/dpa."""
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = (
    rf"(?:[^\W\d_]{{3,10}},? )?(?P<day>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?(?!\d)"
    rf"|\d{{1,2}}\.? (?:de )?{_MONTH}(?:,? (?:de )?\d{{4}})?)"
)
_DASH = r"(?:\s?[–—−]|\s-{1,2}|\.?-{1,2}(?=\s)|--)"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})"
    rf"(?:(?:,\s|\s|\s?[–—-]{{1,2}}\s?(?:{_AGENCY}\s?[–—-]{{1,2}}\s?)?){_DAY}\s?{_AGENCY}?(?:{_DASH}|\s?:)"
    rf"|\s?{_AGENCY}?{_DASH})"
)
_WITH_STATE = re.compile(
    rf"(?P<place>{_NAME}(?: {_NAME}){{0,2}} \[{_NAME}(?: {_NAME}){{0,2}}\]),? {_DAY}(?:{_DASH}|\s?:)"
)
# Port Town, May 17th, 2019 – The …: in small letters, where a comma and a dash hold the day.
_IN_SMALL = re.compile(
    rf"(?P<place>(?!(?:On|In|At|By|From|Since|Until|After|Before|Last|This|Next|Updated|Published|Photo|Around|During|Between)\b|[A-Z][a-z]+day\b)"
    rf"{_NAME}(?: {_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})??),\s{_DAY}(?:\s[–—-]|—)"
    r"(?=\s?[“\"]?[A-ZÀ-Þ])"
)
_WITHOUT_PLACE = re.compile(rf"(?P<place>){_DAY}\s{_AGENCY}{_DASH}")  # Dec. 25 (UPI) —
# Port Town, May 17 (AP) The …: the agencies may put no dash; perhaps behind a note to editors.
_OF_AGENCY = re.compile(
    rf"(?:\(Eds: [^()]{{2,80}}\) )?(?P<place>{_NAME}(?: {_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?)"
    rf", {_DAY} \({_KNOWN}\){_DASH}?(?=\s?[“\"«]?[A-ZÀ-Þ])"
)
# Larne (Oct. 3) —: also in small letters, and on a line of its own without a dash.
_IN_BRACKETS = re.compile(
    rf"(?P<place>{_NAME}(?: {_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?) ?\({_DAY}\)"
    rf"(?:{_DASH}|\s*(?:\n|$))"
)
_DAY_FIRST = re.compile(rf"{_DAY}(?:\s?[:–—]|\s(?:--?|\|))\s(?=[A-ZÀ-Þ\d“\"])")


# Port Town (AP) —, but not the name of an agency or of a party, a share, a country before its letters.
_IN_SMALL_OF_AGENCY = (
    rf"(?![^(]*\b[Pp]ress\b){_NAME}(?:[ /]{_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
    rf" \({_KNOWN}\)"
)
_WITHOUT_DAY = re.compile(
    r"(?:By (?:[A-ZÀ-Þ][a-zß-ÿ][\w.’'-]{0,20} ){2,3}(?=[A-ZÀ-Þ]{2}))?"
    rf"(?:{_PLACE}(?:\s?{_AGENCY}?{_DASH}|\s?[–—-]{{1,2}}\s?{_AGENCY}\s?[–—-]{{1,2}})"
    rf"|(?:{_IN_SMALL_OF_AGENCY}|\([A-Z][\w .]{{1,30}}\))\s?[–—-]{{1,2}})"
    r"\s?(?=[\"“‘„«]?[A-ZÀ-Þ\d])(?![^.!?\n]{0,80}\s[–—-]\s)"
)
_IN_CYRILLIC = re.compile(
    r"[А-ЯЁІЇЄҐ][\w-]+(?:[ -][А-ЯЁІЇЄҐ][\w-]+){0,2}, \d{1,2} [а-яёіїєґ]{3,9}\.?"
    rf"\s?(?:{_AGENCY}\.?{_DASH}?|[–—-]\s(?:{AGENCIES})\.)\s(?=[\"„«]?[А-ЯЁІЇЄҐ\d])"
)


class Dateline(NamedTuple):
    """Where a report says from where and of which day it is: (start, end) in the text that was read."""

    place: tuple[int, int]
    """In capitals, with its region; empty where an agency names none."""
    day: tuple[int, int] | None
    """Day and month, and often the year; None where only the place is given."""
    end: int
    """After its dash."""


def read_dateline(text: str, start: int = 0, *, small: bool = True) -> Dateline | None:
    """Return the date line with which the text begins at `start`.

    A dash closes it, after a day also a colon; after a day in brackets nothing need follow on its line.
    Without `small` a place needs capitals: "Larne, 9 May 2024 – The", far down, is the entry of a list.

    >>> line = read_dateline("PORT TOWN, Calif., May 17 (Agency One) — Dock workers voted.")
    >>> line
    Dateline(place=(0, 17), day=(19, 25), end=40)
    >>> read_dateline("May 17 (Agency One) -- Dock workers voted.").day
    (0, 6)
    >>> read_dateline("NATO said on May 17 - again - no.") is None
    True
    """
    match = _IN_BRACKETS.match(text, start) or _DATELINE.match(text, start)
    match = match or _WITHOUT_PLACE.match(text, start) or _WITH_STATE.match(text, start)
    match = match or _OF_AGENCY.match(text, start)
    match = match or (_IN_SMALL.match(text, start) if small else None)
    if not match:
        return None
    return Dateline(match.span("place"), match.span("day") if match["day"] else None, match.end())


def end_of_place_line(text: str) -> int | None:
    """Return where a report begins behind a date line without a day: its place, its agency and a dash.

    In Cyrillic letters also with a day, whose full stop would end a sentence.

    >>> line = "PORT TOWN (AP) — Two boats sank."
    >>> line[end_of_place_line(line) :]
    'Two boats sank.'
    >>> end_of_place_line("NATO – Europe's alliance – said no.") is None
    True
    """
    match = _WITHOUT_DAY.match(text) or _IN_CYRILLIC.match(text)
    return match.end() if match else None


def day_before_colon(headline: str) -> str | None:
    """Return the day, before a colon, a dash or a bar, with which a headline or an entry begins.

    >>> day_before_colon("Dec. 9: Two boats seized")
    'Dec. 9'
    """
    match = _DAY_FIRST.match(headline)
    return match["day"] if match else None
