"""Turn a text into units: its lines, with hard-wrapped ones put together again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.model import ParagraphKind
from dossier.text import late as re
from dossier.text.date_words import ALL_MONTHS, ALL_WEEKDAYS
from dossier.text.lines import BULLET, FULL
from dossier.text.reporting import is_reported
from dossier.text.stated_dates import date_at
from dossier.text.transcripts import TURN
from dossier.text.words import wordset

WIDEST = 120  # characters; lines of more are paragraphs, not wrapped
NARROWEST = 35  # characters; shorter lines are verse, lists or addresses
_IN_NAMES = frozenset(["al", "bin", "da", "de", "di", "du", "el", "la", "van", "von"])
"""Words in small letters with which a name may open a line."""
_LINE = re.compile(r"[^\n]+")
_NEVER_LAST = wordset(
    """the a an of and or nor than to from with into at for by in on between whose which who because their its
    my your our Mr Mrs Ms Dr der das dem des und oder vom zum zur ein eine einen einem einer für dass
    du et une aux el los las del una"""
)
"""Words with which no line of prose ends that is its last."""
_MAY_CLOSE = wordset("of to from with into at for by in on")
"""Those of them with which a headline may end: "What Larne waits for"."""
_BEGINS = re.compile(r"[“\"‘]|(?:The|An?|In|On|It|This|That|He|She|They|There|Der|Die|Das|Le|La|Les|El)\b")
"""Words with which a text begins below a headline."""
_TURN = re.compile(r"[A-ZÀ-Þ][\w.’' -]{1,40}: ")
_WORD = re.compile(r"\S+")
_COUNTED = re.compile(r"\b(?:on|of|by|until|since|from|before|after) \d{1,2}$")
_SEAM = 20  # characters on either side of a break in which a date may lie across it
_SAID = 60  # characters in which the verb of speech stands behind a quotation


@dataclass(slots=True)
class Unit:
    """A paragraph to be, on its way through the rules that tell its kind."""

    start: int
    """Offset of its first character."""
    words: str
    """Its text, without white space at its ends."""
    group: int
    """Number of the blank-line group it stands in."""
    kind: ParagraphKind | None = None
    """None until a rule has told it."""
    indent: int = 0
    """Characters before it on its line."""

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.start + len(self.words)

    def part(self, start: int, end: int, kind: ParagraphKind | None = None) -> list[Unit]:
        """Return the part between two offsets of its words, in a list that is empty when the part is."""
        words = self.words[start:end]
        start += len(words) - len(words.lstrip())
        return [Unit(self.start + start, words.strip(), self.group, kind)] if words.strip() else []


def find_units(text: str, *, joined: bool = True) -> list[Unit]:
    """Return the units of `text` in order; together they hold every character but white space.

    A line is a unit. With `joined`, lines that were broken at a fixed width are one unit until a line is
    indented; where no indents mark the paragraphs, until a line ends short or the next one is indented.
    """
    lines = _lines(text)
    margin = _margin(lines)
    width = _wrap_width(lines, margin) if joined else None
    if width is None:
        return _with_broken_sentences(lines, text) if joined else lines
    ends = [line.end for line in lines[:1]]
    units = lines[:1]
    for previous, line in pairwise(lines):
        if margin is None:
            is_inner = _is_inner(previous, line, width) or _is_cut(previous, line)
            goes_on = line.indent <= previous.indent + 1 and is_inner
        else:
            goes_on = line.indent <= margin and not BULLET.match(line.words)
        if goes_on and line.group == previous.group:
            ends[-1] = line.end
        else:
            units.append(line)
            ends.append(line.end)
    for unit, end in zip(units, ends, strict=True):
        unit.words = text[unit.start : end]
    return units


def _with_broken_sentences(lines: list[Unit], text: str) -> list[Unit]:
    """Return lines, joined where they break a sentence: it goes on in small letters, up to a full stop."""
    units: list[Unit] = []
    start = 0
    for end, line in enumerate(lines, start=1):
        if end < len(lines) and lines[end].group == line.group and _breaks_sentence(line, lines[end]):
            continue
        run, start = lines[start:end], end
        if FULL.search(line.words):
            run = [replace(run[0], words=text[run[0].start : line.end])]
        units += run
    return units


def _breaks_sentence(line: Unit, following: Unit) -> bool:
    """Tell whether a sentence goes on: the next line opens in small letters, not with a name or address."""
    if _is_cut(line, following):
        return True
    first = following.words.split(maxsplit=1)[0].rstrip(",.;")
    return not FULL.search(line.words) and first.isalpha() and first.islower() and first not in _IN_NAMES


def _is_cut(line: Unit, following: Unit) -> bool:
    """Tell whether a line ends within a date, with an article or the like, or before who said what it quotes.

    Then its sentence goes on, though the next line opens with a capital or a figure.
    """
    words, after = line.words, following.words
    if BULLET.match(after) or (words[0].isdigit() and after[0].isdigit()):  # of numbered lines
        return False
    if len(words) >= _SEAM and _parts_date(words[-_SEAM:], after[:_SEAM]):
        return True
    if len(words) < NARROWEST or not (len(after) >= NARROWEST or FULL.search(after)):
        return False
    if words.endswith((',"', ",”", ",’", ",'")):
        return is_reported("", after[:_SAID])
    last = words[words.rfind(" ") + 1 :]
    begins = line.start == 0 or _BEGINS.match(after) is not None
    may_be_last = last not in _NEVER_LAST or (begins and last in _MAY_CLOSE)
    return not (may_be_last or TURN.match(after) or _TURN.match(after))  # who cuts a speaker short


def _parts_date(before: str, behind: str) -> bool:
    """Tell whether a date lies across a break: "on Tuesday, | 4 June 2013", "on 6 | November"."""
    last, first = (
        word.rstrip(",.").lower() for word in (before.rsplit(maxsplit=1)[-1], behind.split(maxsplit=1)[0])
    )
    if not (first[:1].isdigit() or first in ALL_MONTHS):
        return False
    if last in ALL_WEEKDAYS:
        return date_at(behind, 0) is not None
    if last.isdigit() and first in ALL_MONTHS and _COUNTED.search(before):
        return True
    if not (last.isdigit() or last in ALL_MONTHS):
        return False
    starts = [match.start() for match in _WORD.finditer(before)][-2:]
    dates = [date_at(f"{before} {behind}", start) for start in starts]
    return any(found[1] > len(before) for found in dates if found)


def _lines(text: str) -> list[Unit]:
    lines: list[Unit] = []
    group, last_end = 0, 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        if lines and text.count("\n", last_end, start) > 1:
            group += 1
        lines.append(Unit(start, words, group, indent=indent))
        last_end = start + len(words)
    return lines


def _wrap_width(lines: list[Unit], margin: int | None) -> int | None:
    """Return the width at which the text was wrapped, None when it was not."""
    breaks = [(a, b) for a, b in pairwise(lines) if a.group == b.group]
    if not breaks:
        return None
    lengths = sorted(len(line.words) for line in lines)
    width = lengths[9 * len(lengths) // 10]
    if not NARROWEST <= width <= WIDEST:
        return None
    inner = [(a, b) for a, b in breaks if not FULL.search(a.words) and b.indent <= a.indent]
    held = sum(_is_inner(a, b, width) for a, b in inner)
    enough = held >= (0.8 if margin is None else 0.5) * len(inner) and len(inner) >= 0.3 * len(breaks)
    return width if enough and any(_would_not_fit(a, b, width) for a, b in inner) else None


def _margin(lines: list[Unit]) -> int | None:
    """Return the indent of the lines that go on, when a deeper one marks the first line of a paragraph."""
    margin = min((line.indent for line in lines), default=0)
    deeper = sum(line.indent > margin + 1 for line in lines)
    return margin if 1 <= deeper <= len(lines) / 2 else None


def _would_not_fit(line: Unit, following: Unit, width: int) -> bool:
    return len(line.words) + 1 + len(following.words[:WIDEST].split(maxsplit=1)[0]) > width


def _is_inner(line: Unit, following: Unit, width: int) -> bool:
    """Tell whether the break after a line was one of width or stands in mid-sentence."""
    if _would_not_fit(line, following, width):
        return True
    return following.words[0].islower() and not FULL.search(line.words)
