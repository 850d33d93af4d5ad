"""Turn what a format read into one text with its paragraphs, and what the text states of itself."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model import Basis, DateHint, Paragraph, ParagraphKind, PartialDate, Passage, SourceId, Span
from dossier.sources.front import Head, read_head, split_leading_date
from dossier.sources.kinds import EMBED, mark_boilerplate, mark_embeds, mark_headings, split_captions
from dossier.sources.reading import Reading
from dossier.sources.sentences import split_sentences
from dossier.sources.stated_dates import read_date
from dossier.sources.units import Unit, find_units

K = ParagraphKind
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
TITLE_LENGTH = 110  # characters of a title that is made of the first sentence


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, its paragraphs and what its head states."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    head: Head
    date_hints: tuple[DateHint, ...]
    """Stated ones, then the dated embed; with their passages."""


def lay_out(reading: Reading, source: SourceId, file: str) -> Layout:
    """Join the blocks to a text and tell its paragraphs.

    The paragraphs hold every character of the text but white space, in order.
    """
    text = "\n\n".join(block.text for block in reading.blocks)
    units = split_leading_date(_units(reading, text), text)
    units = mark_embeds(split_captions(mark_boilerplate(units, text), text), text)
    head = read_head(units, text, file, titled=reading.title)
    units = mark_headings(units, text)
    paragraphs = tuple(
        Paragraph(number, unit.kind or K.BODY, Span(unit.start, unit.end))
        for number, unit in enumerate(units, start=1)
    )
    return Layout(text, paragraphs, head, _date_hints(head, paragraphs, text, source))


def _units(reading: Reading, text: str) -> list[Unit]:
    units = find_units(text, joined=reading.is_prose)
    if all(block.kind is None for block in reading.blocks):
        return units
    done, offset = [], 0
    bounds = []
    for block in reading.blocks:
        bounds.append((offset, offset + len(block.text), block.kind))
        offset += len(block.text) + 2
    current = iter(bounds)
    _, end, kind = next(current)
    for unit in units:
        while unit.start >= end:
            _, end, kind = next(current)
        done.append(unit.cut(unit.start, unit.end, text, kind) or unit)
    return done


def _date_hints(
    head: Head, paragraphs: tuple[Paragraph, ...], text: str, source: SourceId
) -> tuple[DateHint, ...]:
    hints = [
        DateHint(value, Basis.STATED, Passage(source, span), words)
        for _, value, span, words in sorted(head.dates, key=lambda date: (date[0], date[2]))
    ]
    posts = []
    for paragraph in paragraphs:
        line = text[paragraph.span.start : paragraph.span.end]
        match = EMBED.search(line) if paragraph.kind is K.EMBED else None
        try:
            found = read_date(match["date"]) if match else None
        except ValueError:
            continue  # no real day; the post's words stay visible
        if match and found and found[0].earliest:
            start = paragraph.span.start + match.start("date")
            posts.append((found[0].earliest, Span(start + found[1], start + found[2])))
    if posts:
        day, span = max(posts)
        words = f"not before the embedded post of {day.day} {_MONTHS[day.month - 1]} {day.year}"
        hints.append(DateHint(PartialDate.between(day, None), Basis.INFERRED, Passage(source, span), words))
    return tuple(hints)


def short_title(text: str, paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the first sentence of the prose, cut at a word and ended with `…` when it is long."""
    first = next((p for p in paragraphs if p.kind.is_prose), paragraphs[0])
    words = text[first.span.start : min(first.span.end, first.span.start + 2000)]
    start, end = split_sentences(words)[0]
    title = " ".join(words[start:end].split())
    if len(title) <= TITLE_LENGTH:
        return title.removesuffix(".")
    cut = title[:TITLE_LENGTH]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–—-") + "…"
