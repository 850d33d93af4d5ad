"""Turn raw bytes into characters, and say which encoding was used and how it is known."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dossier.model import Problem
from dossier.sources.file_text import warning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.I)
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8"}  # as browsers read them
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_SAMPLE = 20_000  # bytes; enough to tell an encoding
# Bytes that CP1252 gives to quotation marks, dashes, the ellipsis and the letters of western Europe.
_WESTERN = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xb0\xb4\xb7\xbb"
                     b"\xc0\xc4\xc5\xc6\xc7\xc8\xc9\xd1\xd6\xd8\xdc\xdf\xe0\xe1\xe2\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb"
                     b"\xed\xee\xef\xf1\xf2\xf3\xf4\xf6\xf8\xf9\xfa\xfb\xfc")  # fmt: skip


def decode(
    raw: bytes, file: str, *, encoding: str | None = None
) -> tuple[str | None, str, tuple[Problem, ...]]:
    """Return the text (None for binary bytes), the name of its encoding and what is to be said of it.

    By byte order mark; by the `encoding` that the format states, unless the bytes are none of it; as UTF-16
    without a mark; as UTF-8; and at last by the likeliest guess of charset-normalizer, which is reported.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _replaced(raw[len(mark) :], name, file)
    if encoding:
        text = _try(raw, _MEANT.get(encoding.lower(), encoding))
        if text is not None:
            return text, encoding.upper(), ()
    if wide := _wide(raw):
        return _replaced(raw, wide, file, guessed=True)
    if _is_binary(raw):
        hint = "Save it under the ending of its own format, or take it out."
        message = "holds bytes of some other format, not text; not read"
        return None, "binary", (warning("binary-file", message, file, hint),)
    text = _try(raw, "utf-8")
    if text is not None:
        return text, "UTF-8", ()
    broken = raw.decode("utf-8", "replace")
    faults = broken.count("\ufffd")
    if sum(character > "\x7f" for character in broken) - faults > 3 * faults:
        return _replaced(raw, "utf-8", file)
    name = _guess(raw)
    return _replaced(raw, name, file, guessed=True)


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that markup declares near its beginning, as it is written there."""
    match = _DECLARED.search(raw[:4096])
    return match.group(1).decode("ascii") if match else None


def _try(raw: bytes, name: str) -> str | None:
    """Return the text, None when the bytes are none of that encoding or no text has it."""
    try:
        return raw.decode(name)
    except (
        LookupError,
        UnicodeError,
        ValueError,
    ):
        return None


def _replaced(
    raw: bytes, name: str, file: str, *, guessed: bool = False
) -> tuple[str, str, tuple[Problem, ...]]:
    text = raw.decode(name, "replace")
    faults = text.count("\ufffd")
    problems = []
    label = name.upper().replace("_", "-")
    if guessed:
        hint = "If letters look wrong, save the file again as UTF-8."
        problems.append(warning("guessed-encoding", f"the encoding is a guess: {label}", file, hint))
    if faults:
        line = text[: text.index("\ufffd")].count("\n") + 1
        many = f"{faults} place{'s' if faults > 1 else ''}"
        hint = "They are shown as \ufffd; save the file again as UTF-8."
        problems.append(warning("invalid-bytes", f"{many} cannot be read as {label}", file, hint, line))
    return text, label, tuple(problems)


def _wide(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its Latin letters and spaces."""
    sample = raw[:_SAMPLE]
    if len(sample) < 4 or len(raw) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.02 * half else None


def _is_binary(raw: bytes) -> bool:
    """Tell bytes that are no text by their share of control characters."""
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 0.02 * len(sample) and (controls >= 4 or b"\0" in sample)


def _guess(raw: bytes) -> str:
    high = [byte for byte in raw if byte > 0x7F]
    if sum(byte in _WESTERN for byte in high) > 0.9 * len(high) and len(high) < 0.2 * len(raw):
        return "cp1252"
    best = from_bytes(raw[:_SAMPLE]).best()
    return best.encoding if best else "cp1252"
