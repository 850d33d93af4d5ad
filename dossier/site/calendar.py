"""Turn the timeline into an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dossier.datewords import in_words
from dossier.model import Asset, Dossier, SourceId, TimelineEvent
from dossier.site.release import released_sentences

Released = Mapping[SourceId, frozenset[str] | None]
_FOLD = 73  # octets of a content line before it is folded; the standard allows 75


def calendar_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return `data/timeline.ics`: an all-day entry for each event with both ends known."""
    newest = [p.value.latest for p in dossier.analysis.publications if p.value and p.value.latest]
    stamp = max(newest, default=date(1970, 1, 1))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dossier//Timeline//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(dossier.title)}")
    released = released_sentences(dossier)
    for event in dossier.analysis.events:
        if event.when.earliest and event.when.latest:
            lines += _entry(dossier, released, event, (event.when.earliest, event.when.latest), stamp)
    lines.append("END:VCALENDAR")
    return (Asset("data/timeline.ics", "".join(_folded(line) + "\r\n" for line in lines)),)


def _entry(
    dossier: Dossier, released: Released, event: TimelineEvent, days: tuple[date, date], stamp: date
) -> list[str]:
    allowed = released[event.evidence[0].source]
    shown = allowed is None or dossier.corpus.sentence_id(event.evidence[0]) in allowed
    words = dossier.corpus.quote(event.evidence[0]) if shown else in_words(event.when)
    places = ", ".join(f"{p.source}#{dossier.corpus.sentence_id(p)}" for p in event.evidence)
    disputed = " Sources date it differently." if event.disputed else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.id)}@dossier",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}",
        f"DTEND;VALUE=DATE:{days[1] + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(' '.join(words.split()))}",
        f"DESCRIPTION:{_escaped(f'{in_words(event.when)}.{disputed} Sources: {places}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(words: str) -> str:
    for character in "\\;,":
        words = words.replace(character, "\\" + character)
    return words.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a content line at whole characters (RFC 5545, 3.1)."""
    if len(line.encode("utf-8")) <= _FOLD:
        return line
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > _FOLD:
            parts.append("")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n ".join(parts)
