"""Turn subtitles (SubRip, WebVTT) into the paragraphs of what is said; the times are left out."""

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
LONG = 600  # characters of a paragraph, after which the next full sentence ends it
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = re.compile(rf"[ \t]*({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t].*)?")
_BEGINS = re.compile(rf"\s*(?:WEBVTT\b|(?:\d+[ \t]*\n)?{_TIMES.pattern}\n)")
_HEADER = re.compile(r"WEBVTT(?:[ \t]+[-–—:]?[ \t]*(?P<title>[^\n]{1,200}))?")
_LANGUAGE = re.compile(r"^Language:\s?(?P<tag>[A-Za-z-]{2,20})$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,99})?\s(?P<name>[^<>]{1,99})>")
_MARKS = re.compile(r"</?[A-Za-z\d][^<>\n]{0,99}>|\{\\[^{}\n]{1,99}\}")
_TURN = re.compile(r"(?:[-–—]|>>)\s?(?=\S)")
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


def _lines(parts: list[str]) -> Iterator[_Line]:
    """Yield the lines of the subtitles; those that the one before has already shown are left out."""
    shown: list[str] = []
    speaker, last = "", 0.0
    for part in parts:
        lines, place = part.split("\n"), _line_of_times(part)
        if place is None:
            continue
        start, end = (_seconds(time) for time in _TIMES.findall(lines[place])[0])
        for line in lines[place + 1 :]:
            voice = _VOICE.search(line)
            words = _words(line)
            if not words or words in shown:
                continue
            turn = _TURN.match(words)
            words = words[turn.end() :] if turn else words
            is_other = voice is not None and voice["name"] != speaker
            if voice and is_other:
                speaker = voice["name"]
                words = f"{speaker}: {words}"
            yield _Line(words, turn is not None or is_other, max(0.0, start - last))
            last = end
        shown = [_words(line) for line in lines[place + 1 :]]
        last = end


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
