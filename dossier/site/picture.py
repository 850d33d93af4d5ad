"""Turn the dossier into the picture that link cards show: its title, its date and its topics' strips."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont

from dossier.model import Asset
from dossier.site.shelf import Shelf
from dossier.site.strips import Strip, coverage_strip
from dossier.site.words import cut

PATH = "picture.png"
SIZE = (1200, 630)  # pixels; what OpenGraph cards are cut to
FINE = 2  # drawn so many times larger, then reduced: smooth edges
PAPER, INK, SOFT, LINE, ACCENT = "#fffefa", "#1b1a17", "#555149", "#d9d4c7", "#97310f"  # of style.css
SHADES = 3  # steps from the paper to a colour, for smooth edges
LEFT, RIGHT = 80, 1120  # pixels; the margins
TOPICS = 3
TITLE_LINES = 2
LEADING = 12  # pixels between two lines
PLAIN = str.maketrans("‐‑–—‘’“”", "----''\"\"")  # what Pillow's own font lacks, in plain signs
MISSING = "\uffff"  # never a character: shows what the font draws for one that it lacks

Draw = ImageDraw.ImageDraw
Font = ImageFont.FreeTypeFont


def picture_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield the picture of a site that has an address; link cards need an absolute one."""
    if shelf.dossier.site_url:
        yield Asset(PATH, "", "static", draw_picture(shelf))


def draw_picture(shelf: Shelf) -> bytes:
    """Draw the picture as PNG, 1200 by 630 pixels; words that the font cannot show are left out."""
    image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    draw = ImageDraw.Draw(image)
    below = _write(draw, 60, shelf.dossier.title, 68, INK, lines=TITLE_LINES)
    _write(draw, below + 8, f"Newest source: {shelf.as_of}" if shelf.as_of else "", 30, SOFT)
    topics = tuple(shelf.topics.values())[:TOPICS]
    for number, topic in enumerate(topics):
        top = SIZE[1] - 70 - 88 * (len(topics) - number)
        _write(draw, top, topic.title, 28, INK)
        strip = coverage_strip(shelf, topic.id)
        if strip:
            _strip(draw, strip, top + 56)
    return _png(_with_palette(image.reduce(FINE)))


def _write(draw: Draw, top: int, words: str, size: int, colour: str, *, lines: int = 1) -> int:
    """Write words on so many lines at most; return where the next line would stand."""
    for line in _lines(draw, words, size, lines):
        draw.text((LEFT * FINE, top * FINE), line, colour, _font(size))
        top += size + LEADING
    return top


def _font(size: int) -> Font:
    font = ImageFont.load_default(size * FINE)
    assert isinstance(font, ImageFont.FreeTypeFont)  # Pillow's wheels bring FreeType
    return font


def _can_show(words: str, font: Font) -> bool:
    missing = bytes(font.getmask(MISSING))
    return all(each == " " or bytes(font.getmask(each)) != missing for each in set(words))


def _lines(draw: Draw, words: str, size: int, most: int) -> list[str]:
    """Break words into lines that fit; none when the font lacks one of their characters."""
    font, width = _font(size), (RIGHT - LEFT) * FINE
    lines: list[str] = []
    for word in cut(words.translate(PLAIN), 200).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if not _can_show("".join(lines), font):
        return []
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return [_fitting(draw, line, font, width) for line in lines]


def _fitting(draw: Draw, line: str, font: Font, width: int) -> str:
    while draw.textlength(line, font) > width:
        line = f"{line[:-2]}…"
    return line


def _strip(draw: Draw, strip: Strip, middle: int) -> None:
    """Draw a strip's axis and marks; full dots are about the topic, rings mention it."""

    def x(per_cent: float) -> float:
        return (LEFT + (RIGHT - LEFT) * per_cent / 100) * FINE

    y = middle * FINE
    draw.line((x(0), y, x(100), y), LINE, 2 * FINE)
    for mark in strip.marks:
        radius = (mark.size + 3) * FINE
        draw.line((x(mark.left), y, x(mark.right), y), ACCENT, 4 * FINE)
        for at in {mark.left, mark.right}:
            box = (x(at) - radius, y - radius, x(at) + radius, y + radius)
            draw.ellipse(box, ACCENT if mark.shape == "full" else PAPER, ACCENT, 4 * FINE)


def _with_palette(image: Image.Image) -> Image.Image:
    """Reduce to the paper and three shades of each colour: 13 of at most 16."""
    ground = _channels(PAPER)
    colours = [ground]
    for colour in map(_channels, (INK, SOFT, LINE, ACCENT)):
        for step in range(1, SHADES + 1):
            colours.append([a + (b - a) * step // SHADES for a, b in zip(ground, colour, strict=True)])
    table = Image.new("P", (1, 1))
    table.putpalette([channel for colour in colours for channel in colour])
    return image.quantize(palette=table, dither=Image.Dither.NONE)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _png(image: Image.Image) -> bytes:
    """Write a palette image as PNG, four bits a pixel, stored: no version of a compressor shows."""
    palette = bytes(image.getpalette() or [])[:48]
    width, height = image.size
    pixels = image.tobytes()
    raw = bytearray()
    for row in range(height):
        line = pixels[row * width : (row + 1) * width]
        raw.append(0)  # no filter
        raw += bytes(left << 4 | right for left, right in zip(line[::2], line[1::2], strict=True))
    header = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", _stored(bytes(raw))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _stored(raw: bytes) -> bytes:
    """Wrap bytes as a zlib stream of stored blocks (RFC 1950; RFC 1951, 3.2.4)."""
    longest = 0xFFFF  # bytes of a stored block
    starts = range(0, len(raw), longest)
    blocks = b"".join(
        struct.pack("<BHH", start + longest >= len(raw), len(part), len(part) ^ 0xFFFF) + part
        for start in starts
        for part in [raw[start : start + longest]]
    )
    return b"\x78\x01" + blocks + struct.pack(">I", zlib.adler32(raw))
