"""Read the size of a picture, and its bytes without what a camera or a program noted in it.

PNG (W3C, third edition), JPEG (ITU T.81), GIF89a and WebP (RFC 9649): their parts are copied or left out
whole, so no picture loses quality. What a reader sees stays: colours, animation, which side is up.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD hIST pHYs acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_NOTES = 0x08 | 0x04  # flags of the header: there is Exif, there is XMP
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # GIF: how often an animation is shown
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # markers that give the size
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture without notes on who made it, when, where and with what."""

    ending: str
    """`.png`, `.jpg`, `.gif` or `.webp`, by the bytes."""
    width: int
    """Pixels, as shown."""
    height: int
    content: bytes


def read_picture(raw: bytes) -> PictureFile:
    """Read the bytes of a picture; raise ValueError when they are no whole PNG, JPEG, GIF or WebP."""
    ending, read = next(
        ((ending, read) for magic, ending, read in _KINDS if raw.startswith(magic)), ("", None)
    )
    if read is None or (ending == ".webp" and raw[8:12] != b"WEBP"):
        raise ValueError("not a PNG, JPEG, GIF or WebP picture")
    try:
        width, height, content = read(raw)
    except (struct.error, IndexError) as error:
        raise ValueError("a damaged picture") from error
    if not (width and height):
        raise ValueError("a picture without a size")
    return PictureFile(ending, width, height, content)


def _read_png(raw: bytes) -> tuple[int, int, bytes]:
    parts, offset, name = [_PNG], len(_PNG), b""
    width, height = struct.unpack(">II", raw[16:24])
    while name != b"IEND":
        length, name = struct.unpack(">I4s", raw[offset : offset + 8])
        end = offset + 12 + length
        if end > len(raw):
            raise ValueError("a damaged picture")
        if name in _PNG_KEPT:
            parts.append(raw[offset:end])
        offset = end
    return width, height, b"".join(parts)


def _read_jpeg(raw: bytes) -> tuple[int, int, bytes]:
    parts, size, turned = [raw[:2]], (0, 0), 1
    for marker, segment in _segments(raw):
        body = segment[4:]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", body[1:5])
            size = width, height
        if marker == _APP1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:])
            if turned > 1:
                parts.append(_exif(turned))
        elif marker == _APP2:
            parts += [segment] if body.startswith(b"ICC_PROFILE\0") else []
        elif marker == _APP0:  # JFIF may hold a small picture of what was cut off the large one
            parts += [_bare_jfif(segment)] if body.startswith(b"JFIF\0") and len(body) >= 14 else []
        elif marker == _APP14 or not (_APP0 <= marker <= 0xEF or marker == _COM):
            parts.append(segment)
    width, height = size[::-1] if turned > 4 else size  # 5 to 8: on its side
    return width, height, b"".join(parts)


def _bare_jfif(segment: bytes) -> bytes:
    """Return a head of JFIF 1.02 without its small picture: size, name, version, density, 0 by 0."""
    return segment[:2] + struct.pack(">H", 16) + segment[4:16] + b"\0\0"


def _segments(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker and the bytes of each segment after the first, up to the end of the picture.

    The bytes of a scan belong to the segment that begins it.
    """
    offset, marker = 2, _SOI
    while marker != _EOI:
        if raw[offset] != 0xFF:
            raise ValueError("a damaged picture")
        marker = raw[offset + 1]
        if marker == 0xFF:  # a fill byte
            offset += 1
            continue
        end = offset + 2
        if marker != _EOI and marker not in _ALONE:
            end += struct.unpack(">H", raw[end : end + 2])[0]
        if marker == _SOS:
            end = _end_of_scan(raw, end)
        yield marker, raw[offset:end]
        offset = end


def _end_of_scan(raw: bytes, offset: int) -> int:
    """Return where the next marker is; 0xFF before 0x00 and restart marks belong to the scan."""
    while True:
        offset = raw.index(b"\xff", offset)
        if raw[offset + 1] and raw[offset + 1] not in _ALONE:
            return offset
        offset += 2


def _orientation(tiff: bytes) -> int:
    """Return how a camera was held (Exif 2.32, tag 0x0112); 1 where nothing sound says it."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    if not order or len(tiff) < 8:
        return 1
    (start,) = struct.unpack(order + "I", tiff[4:8])
    entries = tiff[start : start + 2]
    number = struct.unpack(order + "H", entries)[0] if len(entries) == 2 else 0
    for at in range(start + 2, min(start + 2 + 12 * number, len(tiff) - 11), 12):
        tag, _, _, value = struct.unpack(order + "HHIH", tiff[at : at + 10])
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else 1
    return 1


def _exif(turned: int) -> bytes:
    """Return a segment that says how the camera was held, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">BBH", 0xFF, _APP1, len(body) + 2) + body


def _read_gif(raw: bytes) -> tuple[int, int, bytes]:
    width, height, flags = struct.unpack("<HHB", raw[6:11])
    offset = 13 + _colours(flags)
    parts = [raw[:offset]]
    while raw[offset] != 0x3B:
        start, kind = offset, raw[offset]
        if kind == 0x2C:  # an image
            end = _end_of_blocks(raw, offset + 11 + _colours(raw[offset + 9]))
            parts.append(raw[start:end])
        elif kind == 0x21:  # an extension
            label, end = raw[offset + 1], _end_of_blocks(raw, offset + 2)
            if label == 0xF9 or (label == 0xFF and raw[offset + 3 : offset + 14] in _LOOPS):
                parts.append(raw[start:end])
        else:
            raise ValueError("a damaged picture")
        offset = end
    return width, height, b"".join([*parts, b"\x3b"])


def _colours(flags: int) -> int:
    """Return the bytes of a table of colours, by the flags before it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(raw: bytes, offset: int) -> int:
    while raw[offset]:
        offset += 1 + raw[offset]
    return offset + 1


def _read_webp(raw: bytes) -> tuple[int, int, bytes]:
    parts, size, offset = [], (0, 0), 12
    while offset < min(len(raw), 8 + struct.unpack("<I", raw[4:8])[0]):
        name, length = struct.unpack("<4sI", raw[offset : offset + 8])
        end = offset + 8 + length + length % 2
        if end > len(raw):
            raise ValueError("a damaged picture")
        chunk = raw[offset:end]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_NOTES]) + chunk[9:]
        size = size if all(size) else _webp_size(name, chunk[8:])
        parts += [chunk] if name in _WEBP_KEPT else []
        offset = end
    body = b"WEBP" + b"".join(parts)
    return *size, b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


_KINDS: tuple[tuple[bytes, str, Callable[[bytes], tuple[int, int, bytes]]], ...] = (
    (_PNG, ".png", _read_png),
    (b"\xff\xd8\xff", ".jpg", _read_jpeg),
    (b"GIF87a", ".gif", _read_gif),
    (b"GIF89a", ".gif", _read_gif),
    (b"RIFF", ".webp", _read_webp),
)
"""How a picture of each kind begins, its ending, and what reads it."""
