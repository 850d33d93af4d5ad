"""Turn the timeline into an iCalendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import date, timedelta

from dossier.model import Asset, TimelineEvent
from dossier.site.shelf import Shelf
from dossier.text.quotes import without_sign

_FOLD = 73  # octets of a content line before it is folded; the standard allows 75


def calendar_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield `data/timeline.ics`: an all-day entry for each event with both ends known."""
    newest = [each.value.latest for each in shelf.publications.values() if each.value and each.value.latest]
    stamp = max(newest, default=date(1970, 1, 1))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dossier//Timeline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(shelf.dossier.title)}",
        *(line for event in shelf.events for line in _entry(shelf, event, stamp)),
        "END:VCALENDAR",
    ]
    yield Asset("data/timeline.ics", "".join(_folded(line) + "\r\n" for line in lines))


def _entry(shelf: Shelf, event: TimelineEvent, stamp: date) -> Iterator[str]:
    first, last, when = event.when.earliest, event.when.latest, shelf.date(event.when)
    if first is None or last is None:
        return
    before = shelf.sentence_before(event.evidence[0])  # without it nobody knows who “they” are
    words = " ".join(without_sign(shelf.words(each)) for each in (before, event.evidence[0]) if each) or when
    places = ", ".join(f"{p.source}#{shelf.sentence_id(p)}" for p in event.evidence)
    said = "calendar_disputed" if event.disputed else "calendar_entry"
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.id)}@dossier"
    yield f"DTSTAMP:{_digits(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_digits(first)}"
    yield f"DTEND;VALUE=DATE:{_digits(last + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(' '.join(words.split()))}"
    yield f"DESCRIPTION:{_escaped(shelf.say(said, date=when, sources=places))}"
    if event.when.is_approximate:
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _digits(day: date) -> str:
    """Write a day as `20250713`; `strftime` leaves out the zeros before a year under 1000."""
    return day.isoformat().replace("-", "")


def _escaped(words: str) -> str:
    for character in "\\;,":
        words = words.replace(character, "\\" + character)
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a content line at whole characters (RFC 5545, 3.1)."""
    content = line.encode("utf-8")
    parts, start, room = [], 0, _FOLD
    while len(content) - start > room:
        end = start + room
        while content[end] & 0b1100_0000 == 0b1000_0000:  # inside a character
            end -= 1
        parts.append(content[start:end])
        start, room = end, _FOLD - 1  # a blank opens the next line
    return b"\r\n ".join([*parts, content[start:]]).decode("utf-8")
