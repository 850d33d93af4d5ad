"""Turn subtitles (SubRip, WebVTT) into the paragraphs of what is said; the times are left out."""

from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from dossier.model import Problem
from dossier.sources.encodings import decode
from dossier.sources.file_text import Block, FileText
from dossier.text import late as re
from dossier.text.characters import clean, one_line
from dossier.text.lines import FULL
from dossier.text.stamped_marks import marks_alone

PAUSE = 3.0  # seconds of silence after which a full sentence ends a paragraph
ROLLS = 0.1  # seconds; what rolls up is shown again at once, and alone for no longer
SOON = 0.5  # seconds; so soon nobody says many words again
MANY = 3  # words; fewer, such as "Not guilty.", may be said twice
FEW = 3  # lines that open with a name; those of fewer are no speakers
LONG = 600  # characters of a paragraph, after which the next full sentence ends it
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = re.compile(rf"[ \t]*({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t].*)?")
_BEGINS = re.compile(rf"\s*(?:WEBVTT\b|(?:\d+[ \t]*\n)?{_TIMES.pattern}\n)")
_HEADER = re.compile(r"WEBVTT(?:[ \t]+[-–—:]?[ \t]*(?P<title>[^\n]{1,200}))?")
_LANGUAGE = re.compile(r"^Language:\s?(?P<tag>[A-Za-z-]{2,20})$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,99})?\s(?P<name>[^<>]{1,99})>")
_MARKS = re.compile(r"</?[A-Za-z\d][^<>\n]{0,99}>|\{\\[^{}\n]{1,99}\}")
_TURN = re.compile(r"(?:[-–—]|>>)\s?(?=\S)")
_NAME = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
_NAMED = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}}):\s(?=\S)")
_NO_WORDS = ("WEBVTT", "STYLE", "REGION")  # what opens the head of a file, and how it looks
_LINE_END = re.compile(r"\n[ \t]*\n+")


class _Line(NamedTuple):
    """A line of a subtitle."""

    words: str
    opens: bool
    """True when another speaker begins."""
    silence: float
    """Seconds before it."""


def read(raw: bytes, file: str) -> FileText:
    """Read a file of subtitles."""
    text, encoding, problems = decode(raw, file)
    if text is None:
        return FileText((), encoding, problems=problems)
    return read_subtitles(clean(text), f"subtitles, {encoding}", problems)


def is_subtitles(text: str) -> bool:
    r"""Tell whether a text begins as subtitles do: with their mark, or with the times of the first.

    >>> is_subtitles("1\n00:00:01,000 --> 00:00:04,200\nGood evening.\n")
    True
    """
    return _BEGINS.match(text) is not None and "-->" in text


def read_subtitles(text: str, read_as: str, problems: tuple[Problem, ...]) -> FileText:
    """Join the lines of subtitles to paragraphs: up to a pause, another speaker, or a fair length."""
    marks = tuple(marks_alone(text))
    parts = _LINE_END.split(text.strip())
    head = _HEADER.match(parts[0])
    language = _LANGUAGE.search(parts[0]) if head else None
    parts = parts if head else _joined(parts)
    untimed = (part for part in parts if _line_of_times(part) is None and not part.strip().isdigit())
    return FileText(
        tuple(map(Block, _paragraphs(_lines(parts)))),
        read_as,
        title=one_line(head["title"]) if head and head["title"] else None,
        language=language["tag"] if language else None,
        problems=problems,
        left_out=tuple(part for part in untimed if not part.startswith(_NO_WORDS)),
        marks=marks,
        is_prose=False,
    )


def _line_of_times(part: str) -> int | None:
    """Return the number of the line with the times of a subtitle; None where it has none."""
    lines = enumerate(part.split("\n")[:2])
    return next((number for number, line in lines if _TIMES.fullmatch(line)), None)


def _joined(parts: list[str]) -> list[str]:
    """Return the subtitles of a SubRip file: an empty line within one does not end it."""
    joined = parts[:1]
    for part, following in zip(parts[1:], [*parts[2:], ""], strict=False):
        is_number = part.strip().isdigit() and (not following or _line_of_times(following) == 0)
        if _line_of_times(part) is None and not is_number:
            joined[-1] += f"\n{part}"
        else:
            joined.append(part)
    return joined


def _subtitles(parts: list[str]) -> Iterator[tuple[float, float, list[str]]]:
    """Yield when each subtitle begins and ends, and its lines; once where a stream gives it in two pieces."""
    read: set[tuple[float | str, ...]] = set()
    for part in parts:
        lines, place = part.split("\n"), _line_of_times(part)
        if place is None:
            continue
        start, end = (_seconds(time) for time in _TIMES.findall(lines[place])[0])
        lines = [line for line in lines[place + 1 :] if _words(line)]
        if (start, end, *lines) not in read:
            read.add((start, end, *lines))
            yield start, end, lines


def _lines(parts: list[str]) -> Iterator[_Line]:
    """Yield the lines of the subtitles; those of the one before that have rolled up are left out."""
    shown: list[str] = []
    speaker, said, last = "", "", 0.0
    names = _names(parts)
    for start, end, lines in _subtitles(parts):
        before, shown = shown, [_words(line) for line in lines]
        rolled = _rolled(before, shown, pause=start - last, is_brief=end - start <= ROLLS)
        for line in lines[rolled:]:
            words, name, opens = _opening(line, names)
            is_typed = bool(name) and words.startswith(f"{name}:")
            if name not in (None, speaker):
                opens, speaker = True, name or ""
                words = f"{name}: {words}" if name and not is_typed else words
            is_again = is_typed and FULL.search(said) is not None
            yield _Line(words, opens or is_again, max(0.0, start - last))
            said, last = words, end
        last = end


def _opening(line: str, names: frozenset[str]) -> tuple[str, str | None, bool]:
    """Return the words of a line; who says them, None if it does not tell; whether a turn begins."""
    words, voice = _words(line), _VOICE.search(line)
    turn, named = _TURN.match(words), _NAMED.match(words)
    if turn:
        return words[turn.end() :], voice["name"] if voice else "", True
    if voice:
        return words, voice["name"], False
    if named and named["name"] in names:
        return words, named["name"], False
    return words, None, False


def _names(parts: list[str]) -> frozenset[str]:
    """Return the names that open lines, where several lines open so and one of them twice."""
    lines = (_words(line) for part in parts for line in part.split("\n"))
    names = Counter(named["name"] for line in lines if (named := _NAMED.match(line)))
    is_usual = names.total() >= FEW and max(names.values()) > 1
    return frozenset(names) if is_usual else frozenset()


def _rolled(before: list[str], shown: list[str], *, pause: float, is_brief: bool) -> int:
    """Return how many lines at the head of a subtitle are the last of the one before, which rolled up.

    Few words that are only the same once more were said again, unless they are there for no longer than a
    blink.
    """
    longest = range(min(len(before), len(shown)), 0, -1)
    same = next((count for count in longest if before[-count:] == shown[:count]), 0)
    if len(" ".join(shown[:same]).split()) >= MANY:
        return same if pause <= SOON else 0
    return same if pause <= ROLLS and (is_brief or before != shown) else 0


def _words(line: str) -> str:
    """Return the words of a line without its marks, and with the signs that are written as `&amp;`."""
    return " ".join(unescape(_MARKS.sub("", line)).split())


def _paragraphs(lines: Iterator[_Line]) -> Iterator[str]:
    words: list[str] = []
    for line in lines:
        is_full = bool(words) and FULL.search(words[-1]) is not None
        is_due = line.silence >= PAUSE or sum(map(len, words)) >= LONG
        if words and (line.opens or (is_full and is_due)):
            yield " ".join(words)
            words = []
        words.append(line.words)
    if words:
        yield " ".join(words)


def _seconds(time: str) -> float:
    """Return the seconds of `01:02:03,400` or `02:03.400`."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total
