"""Tell which letters of a PDF page nobody sees: the text layer has them, and they are not on the page.

They are not drawn, clear, of no size, on a layer that is off, outside the page or cut off, under what is
painted later, or of the colour of what is behind them. The operators of a page (ISO 32000-1, annex A) are
followed, and each text and each painted area is noted with its place; then each letter is judged by a line
through its middle. What is not known, such as the colours of a picture, hides nothing.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count, groupby
from math import hypot, inf
from typing import Any, NamedTuple
from unicodedata import combining

from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, PdfObject
from pypdf.generic._font import Font

from dossier.sources.formats.direction import RIGHT_TO_LEFT

Matrix = Sequence[float]
Point = tuple[float, float]
Visitor = Callable[[bytes, list[Any], Matrix, Matrix], None]
Unseen = list[list[bool]]
"""For each string of a text, whether nobody sees each of its letters."""
Colour = tuple[object, ...] | None
"""None: not known, or many."""
_WHITE: Colour = (1.0, 1.0, 1.0)
_BLACK: Colour = (0.0, 0.0, 0.0)
_ALONE = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_OPAQUE = {"/ca": 1.0, "/BM": "/Normal", "/SMask": "/None"}
TINY = 1.0  # point; nobody sees letters of this size beside larger ones
FOOT, TOP = 0.1, 0.4  # of the size of letters: between these heights each small letter has ink
LEAST = 2.0  # points; what is lower or narrower covers no word
MANY = 2000  # areas of a page; one with more is a drawing, and taken for one picture
_FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_STROKES = (b"S", b"s", b"B", b"B*", b"b", b"b*")
_SHOWS = {b"Tj": 0, b"TJ": 0, b"'": 0, b'"': 2}  # and which operand is shown
RGB = 3  # numbers of a colour of red, green and blue
_NOT_DRAWN, _CLIPS = 3, 7  # rendering modes of letters


class Box(NamedTuple):
    """A rectangle on a page, in points."""

    left: float
    foot: float
    right: float
    top: float

    def meets(self, other: "Box") -> "Box":
        """Return what is in both; without width or height where nothing is."""
        left, foot = max(self.left, other.left), max(self.foot, other.foot)
        return Box(left, foot, max(left, min(self.right, other.right)), max(foot, min(self.top, other.top)))

    def touches(self, other: "Box") -> bool:
        """Tell whether anything is in both, be it a line or a point."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.foot <= other.top and other.foot <= self.top

    def has(self, point: Point) -> bool:
        """Tell whether a point is inside."""
        return self.left <= point[0] <= self.right and self.foot <= point[1] <= self.top


class Widths(NamedTuple):
    """How wide the letters of a typeface are, in thousandths of their size."""

    of: dict[str, float]
    step: int
    """Bytes of a letter."""
    is_measured: bool
    """False for letters that are drawn as pictures or run downwards: only where they begin is known."""
    font: object = None
    """The typeface, which is kept with its identity."""
    letters: Font | None = None
    """Which letters its codes are."""

    def letter(self, code: bytes) -> str:
        """Return what a code shows: a letter, or those that are drawn as one."""
        if self.letters is None:
            return ""
        encoding = self.letters.encoding
        if isinstance(encoding, str):
            known = code.decode(encoding, "replace")
        else:
            known = encoding.get(code[0], chr(code[0]))
        return str(self.letters.character_map.get(known, known))


Fonts = dict[int, Widths]
"""By the identity of the typeface in its file."""


class _Area(NamedTuple):
    """What is painted."""

    box: Box
    colour: Colour
    covers: bool
    is_picture: bool
    before: int
    """How many texts were shown before it."""


@dataclass(slots=True)
class _State:
    """What of the graphics state decides on what is seen, and of the page or form that is open."""

    clip: Box
    resources: Any
    is_clip_exact: bool = True
    fill: Colour = _BLACK
    stroke: Colour = _BLACK
    look: dict[str, Any] = field(default_factory=lambda: dict(_OPAQUE))
    """What graphics state dictionaries have set."""
    is_veiled: bool = False
    """In a group that is not solid as a whole."""
    is_off: bool = False
    """In a form that is clear, or on a layer that is off."""
    base: Matrix = _ALONE
    """Of the form that is open."""
    spaces: tuple[object, object] = ("", "")
    """Of the colours with which it strokes and fills."""
    font: Any = None
    size: float = 0.0
    numbers: dict[bytes, float] = field(
        default_factory=lambda: {
            b"Tr": 0.0,
            b"Tz": 100.0,
            b"Tc": 0.0,
            b"Tw": 0.0,
            b"TL": 0.0,
            b"Ts": 0.0,
            b"w": 1.0,
        }
    )
    """By the operator that sets them."""

    def is_solid(self) -> bool:
        """Tell whether nothing shines through what is painted."""
        is_plain = self.look["/BM"] in ("/Normal", "/Compatible")  # it replaces what is below it
        return self.look["/ca"] == 1 and is_plain and self.look["/SMask"] == "/None" and not self.is_veiled


class Glyph(NamedTuple):
    """One shape on a page, in points from the left and the foot."""

    text: str
    """A letter, or more that are drawn as one, in the order in which they are read."""
    is_mark: bool
    """On a letter, or of a shape for which the file has no letter."""
    x: float
    y: float
    end: float
    """Where it ends; where it begins, if that is not known."""


class _Letter(NamedTuple):
    """A letter of a string, in the units of its text."""

    code: bytes
    middle: float
    width: float


class _Text(NamedTuple):
    """What one operator shows."""

    strings: list[list[_Letter]]
    matrix: Matrix
    height: float
    """Of the letters, in these units."""
    clip: Box
    colour: Colour
    is_drawn: bool
    is_gone: bool
    """Clear, or on a layer that is off."""
    size: float
    """In points, the lesser of height and width; without end where the file does not say it."""
    rise: float
    """Of its letters above the line, in the units of the text."""
    end: float
    """Where its last letter ends, in points from the left."""
    font: Widths
    read: str | None
    """What is to be read in the place of its letters, if the file says it."""

    def glyphs(self, gone: Unseen | None, *, is_unseen: bool) -> Iterator[Glyph]:
        """Yield either the unseen or the other letters."""
        read = self.read
        for string, unseen in zip(self.strings, gone or self.all_are(False), strict=True):
            for letter, each in zip(string, unseen, strict=True):
                if each == is_unseen:
                    sides = (letter.middle - letter.width / 2, letter.middle + letter.width / 2)
                    (x, y), (end, _) = (place_of(self.matrix, side, self.rise) for side in sides)
                    shown = self.font.letter(letter.code)
                    is_known = shown.isprintable()
                    is_mark = not is_known or bool(combining(shown[:1] or " "))
                    shown = shown if is_known else ""
                    yield Glyph(shown if read is None else read, is_mark, x, y, end)
                    read = read and ""

    def all_are(self, unseen: bool) -> Unseen:
        """Return the same for each of its letters."""
        return [[unseen] * len(string) for string in self.strings]

    def box(self) -> Box:
        """Return what is round the middles of its letters."""
        middles = [letter.middle for string in self.strings for letter in string] or [0.0]
        ends = [(x, part * self.height) for x in (min(middles), max(middles)) for part in (FOOT, TOP)]
        return _around([place_of(self.matrix, *end) for end in ends])

    def line(self) -> float:
        """Return how far its line is from the corner of the page, in whole points."""
        a, b, _, _, x, y = self.matrix
        return (a * y - b * x) / (hypot(a, b) or 1.0) // 1


class Ink:
    """Follows what is drawn on a page."""

    def __init__(
        self,
        page: Box,
        resources: DictionaryObject,
        fonts: Fonts,
        layers_off: Container[int],
        unit: float = 1.0,
    ) -> None:
        self._tiny = TINY / unit  # in units of the page, each of so many points
        self._fonts, self._layers_off = fonts, layers_off
        self._page, self._state, self._saved = page, _State(page, resources), list[_State]()
        self._matrix: Matrix = _ALONE
        self._begun: list[
            tuple[int, list[bool]] | None
        ] = []  # for each `Do`: states and parts before its form
        self._pen = 0.0
        self._rise: float | None = None  # of the first text that was shown and not yet read
        self._end = 0.0  # of the last one
        self._glyphs: list[Iterator[Glyph]] = []  # of those that were not yet read
        self._read: str | None = None  # in the place of the letters of a part of the content
        self._shapes: list[list[Point]] = []
        self._has_curves = self._clips = False
        self._parts: list[bool] = []  # of the content that are open: whether each is on a layer that is off
        self._count = 0  # of texts, those with faults too
        self._texts: dict[int, _Text] = {}
        self._areas: list[_Area] = []
        self._stencils: list[int] = []  # texts that clip what follows
        self._filled: set[int] = set()  # those of them through which something was painted

    def follow(self, operator: bytes, operands: list[Any], matrix: Matrix, text_matrix: Matrix) -> None:
        """Take one operator of the page before it is carried out."""
        self._matrix = _times(matrix, self._state.base)
        try:
            if operator in _SHOWS:
                self._count += 1
                self._show(operator, operands, text_matrix)
            elif operator in self._state.numbers:
                self._state.numbers[operator] = float(operands[0])
            elif operator in _METHODS:
                _METHODS[operator](self, operator, operands)
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
            return  # operands that are none, which viewers pass over, too

    def leave(self, operator: bytes, *_: object) -> None:
        """Take one operator after it was carried out: a form ends."""
        begun = self._begun.pop() if operator == b"Do" and self._begun else None
        if begun is not None:
            saved, self._parts = begun
            self._state = self._saved[saved]
            del self._saved[saved:]

    def take_place(self) -> tuple[float, float]:
        """Return what pypdf does not say of the text that it has read: its rise, and where it ends."""
        rise, self._rise = self._rise, None
        return rise or 0.0, self._end

    def take_glyphs(self) -> list[Glyph]:
        """Return the shapes of the text that pypdf has read, as drawn; a mark waits for its letter."""
        glyphs = list(chain.from_iterable(self._glyphs))
        end = len(glyphs)
        while end and glyphs[end - 1].is_mark:
            end -= 1
        self._glyphs = [iter(glyphs[end:])]
        return glyphs[:end]

    def _note(self, text: _Text, gone: Unseen | None = None, *, is_unseen: bool = False) -> None:
        self._rise = text.rise if self._rise is None else self._rise
        self._end = text.end
        self._glyphs.append(text.glyphs(gone, is_unseen=is_unseen))

    def unseen(self) -> dict[int, Unseen]:
        """Return by its number each text with letters that nobody sees."""
        is_mixed = any(text.size > self._tiny for text in self._texts.values())
        gone = set(self._cut_off())
        for number, text in self._texts.items():
            if text.is_gone or (is_mixed and text.size <= self._tiny):
                gone.add(number)
        drawing = _Area(self._page, None, covers=False, is_picture=True, before=0)
        areas = self._areas if len(self._areas) <= MANY else [drawing]
        judged = {
            number: text.all_are(True) if number in gone else self._judged(number, text, areas)
            for number, text in self._texts.items()
        }
        return {number: unseen for number, unseen in judged.items() if any(map(any, unseen))}

    def _judged(self, number: int, text: _Text, areas: list[_Area]) -> Unseen:
        box = text.box()
        near = [area for area in areas if area.box.touches(box)]
        if not near:
            return text.all_are(self._is_unseen(number, text, 0.0, near))
        return [[self._is_unseen(number, text, x, near) for _, x, _ in string] for string in text.strings]

    def _cut_off(self) -> Iterator[int]:
        """Yield the texts of lines of which nothing is drawn; one that runs over an edge is read whole."""
        for (clip, _), group in groupby(self._texts.items(), lambda item: (item[1].clip, item[1].line())):
            texts = list(group)
            if not any(text.box().touches(clip) for _, text in texts):
                yield from (number for number, _ in texts)

    def only(self, unseen: dict[int, Unseen], *, is_unseen: bool) -> Visitor:
        """Return what takes either the unseen or the other letters out of the operators of this page."""
        numbers = count(1)

        def follow(operator: bytes, operands: list[Any], *_: object) -> None:
            number = next(numbers) if operator in _SHOWS else 0
            if number not in self._texts:
                return
            strings = self._texts[number].strings
            gone = unseen.get(number) or self._texts[number].all_are(False)
            self._note(self._texts[number], gone, is_unseen=is_unseen)
            kept = (
                ByteStringObject(
                    b"".join(code for (code, *_), each in zip(*pair, strict=True) if each == is_unseen)
                )
                for pair in zip(strings, gone, strict=True)
            )
            place = _SHOWS[operator]
            if operator == b"TJ":
                shown = [next(kept) if isinstance(each, bytes) else each for each in operands[place]]
                operands[place] = ArrayObject(shown)
            else:
                operands[place] = next(kept)

        return follow

    def _is_unseen(self, number: int, text: _Text, x: float, areas: list[_Area]) -> bool:
        """Tell whether nobody sees a letter; what is not drawn and on a picture is the text of a scan."""
        foot, top = (place_of(text.matrix, x, height * text.height) for height in (FOOT, TOP))
        later = (area for area in areas if area.covers and area.before >= number)
        if any(area.box.has(foot) and area.box.has(top) for area in later):
            return True
        if not text.is_drawn:
            return number not in self._filled and not any(area.is_picture for area in areas)
        earlier = [area for area in areas if area.before < number]
        return text.colour is not None and text.colour == _colour_at((foot, top), earlier)

    def _show(self, operator: bytes, operands: list[Any], matrix: Matrix) -> None:
        state, numbers = self._state, self._state.numbers
        if operator in (b"'", b'"'):
            matrix, self._pen = _times((1, 0, 0, 1, 0, -numbers[b"TL"]), matrix), 0.0
        matrix = _times(matrix, self._matrix)
        font = self._font(state.font)
        strings = []
        for each in operands[_SHOWS[operator]] if operator == b"TJ" else [operands[_SHOWS[operator]]]:
            if isinstance(each, bytes):
                strings.append(list(self._letters(each, font)))
            else:
                self._pen -= each * state.size * numbers[b"Tz"] / 100_000
        mode = int(numbers[b"Tr"])
        if mode == _CLIPS:
            self._stencils.append(self._count)
        is_stroked = mode % 4 == 1
        is_both = mode % 4 == 2 and state.fill != state.stroke
        width = hypot(matrix[0], matrix[1]) * numbers[b"Tz"] / 100
        size = abs(state.size) * min(width, hypot(matrix[2], matrix[3]))
        self._texts[self._count] = _Text(
            strings,
            matrix,
            state.size if font.is_measured else 0.0,
            state.clip,
            None if is_both else state.stroke if is_stroked else state.fill,
            mode not in (_NOT_DRAWN, _CLIPS),
            state.look["/ca"] == 0 or state.is_off or any(self._parts),
            size if font.is_measured and state.size else inf,
            numbers[b"Ts"],
            place_of(matrix, self._pen, 0)[0],
            font,
            self._read,
        )
        self._read = self._read and ""
        self._note(self._texts[self._count])

    def _letters(self, string: bytes, font: Widths) -> Iterator[_Letter]:
        """Yield each letter of a string; the pen moves on."""
        numbers = self._state.numbers
        scale = numbers[b"Tz"] / 100 if font.is_measured else 0
        size, usual = self._state.size / 1000, font.of["default"]
        for start in range(0, len(string), font.step):
            code = string[start : start + font.step]
            width = font.of.get(chr(int.from_bytes(code)), usual) * size
            advance = scale * (width + numbers[b"Tc"] + (numbers[b"Tw"] if code == b" " else 0))
            yield _Letter(code, self._pen + advance / 2, advance)
            self._pen += advance

    def _font(self, font: DictionaryObject | None) -> Widths:
        if id(font) not in self._fonts:
            self._fonts[id(font)] = _widths(font)
        return self._fonts[id(font)]

    def _save(self, *_: object) -> None:
        state = self._state
        self._saved.append(replace(state, numbers=dict(state.numbers), look=dict(state.look)))

    def _restore(self, *_: object) -> None:
        self._stencils.clear()
        opened = self._begun[-1] if self._begun else None
        if opened is None or len(self._saved) > opened[0] + 1:  # that of a form is restored where it ends
            self._state = self._saved.pop()

    def _take_font(self, _: bytes, operands: list[Any]) -> None:
        self._state.font, self._state.size = None, float(operands[1])
        self._state.font = self._state.resources["/Font"][operands[0]]

    def _start_line(self, operator: bytes, operands: list[Any]) -> None:
        self._pen = 0.0
        if operator == b"TD":
            self._state.numbers[b"TL"] = -float(operands[1])

    def _take_colour(self, operator: bytes, operands: list[Any]) -> None:
        """Take a colour; in a space of one colorant, which may be any, it is known by the name of that."""
        state, is_fill = self._state, operator.islower()
        numbers = [float(each) for each in operands if isinstance(each, int | float)]
        colour: Colour = None
        if operator.lower() == b"cs":
            space = (operands[0], id(self._state.resources))  # each form may name its own
            state.spaces = (state.spaces[0], space) if is_fill else (space, state.spaces[1])
        elif operator.lower() == b"g":
            colour = (*numbers, *numbers, *numbers)
        elif operator.lower() == b"k":
            colour = tuple(round(1 - min(1, each + numbers[3]), 2) for each in numbers[:3])
        elif numbers and len(numbers) == len(operands):
            colour = tuple(numbers) if len(numbers) == RGB else (state.spaces[is_fill], *numbers)
        if is_fill:
            state.fill = colour
        else:
            state.stroke = colour

    def _take_look(self, _: bytes, operands: list[Any]) -> None:
        look = self._state.resources["/ExtGState"][operands[0]]
        self._state.look.update((name, look[name]) for name in _OPAQUE.keys() & look.keys())

    def _begin_part(self, _: bytes, operands: list[Any]) -> None:
        self._parts.append(False)
        if operands[0] == "/Span" and len(operands) > 1 and isinstance(operands[1], DictionaryObject):
            said = operands[1].get("/ActualText", b"")
            said = said.decode("utf-16", "replace") if isinstance(said, bytes) else str(said)
            self._read = said if RIGHT_TO_LEFT.search(said) else None  # brackets are not as they are seen
        if operands[0] == "/OC":
            self._parts[-1] = self._is_off(self._state.resources["/Properties"].raw_get(operands[1]))

    def _is_off(self, layer: PdfObject) -> bool:
        """Tell whether a layer is off, or all of the layers that a group names."""
        named: Any = layer.get_object()
        if isinstance(named, DictionaryObject):
            layer = named.raw_get("/OCGs") if "/OCGs" in named else layer
            named = layer.get_object()
        layers = named if isinstance(named, ArrayObject) else [layer]
        return bool(layers) and all(getattr(each, "idnum", 0) in self._layers_off for each in layers)

    def _end_part(self, *_: object) -> None:
        self._read = None
        self._parts.pop()

    def _use(self, _: bytes, operands: list[Any]) -> None:
        """Paint a picture, or open a form, whose operators follow."""
        self._begun.append(None)
        used = self._state.resources["/XObject"][operands[0]]
        if used["/Subtype"] == "/Image":
            self._paint_picture()
            return
        matrix = used.get("/Matrix", _ALONE)
        base = _times([float(each) for each in matrix], self._matrix)
        if "/Resources" not in used:  # its operators do not follow
            self._add(_around(_corners(base, *map(float, used["/BBox"]))), None)
            return
        self._begun[-1] = len(self._saved), self._parts
        self._save()
        state = self._state
        state.base, state.resources = base, used["/Resources"]
        is_off = "/OC" in used and self._is_off(used.raw_get("/OC"))
        state.is_off = state.is_off or is_off or state.look["/ca"] == 0 or any(self._parts)
        self._parts = []  # those that a form opens end with it, and it ends no other
        if "/Group" in used:
            state.is_veiled, state.look = not state.is_solid(), dict(_OPAQUE)

    def _paint_picture(self, *_: object) -> None:
        self._add(_around(_corners(self._matrix, 0, 0, 1, 1)), None, is_picture=True)

    def _shade(self, *_: object) -> None:
        self._add(self._state.clip, None)

    def _add(self, box: Box, colour: Colour, *, covers: bool = False, is_picture: bool = False) -> None:
        state = self._state
        self._filled.update(self._stencils)
        box = box.meets(state.clip)
        is_large = is_picture or min(box.right - box.left, box.top - box.foot) >= LEAST
        if is_large and not (state.is_off or any(self._parts)):
            self._areas.append(_Area(box, colour, covers, is_picture, self._count))

    def _add_corners(self, operator: bytes, operands: list[Any]) -> None:
        """Add to a path a rectangle, the first corner of a shape, or what a line or curve leads to."""
        numbers = [float(each) for each in operands]
        if operator == b"re":
            x, y, width, height = numbers
            self._shapes.append(_corners(self._matrix, x, y, x + width, y + height))
            return
        if operator == b"m":
            self._shapes.append([])
        points = zip(numbers[::2], numbers[1::2], strict=True)
        self._shapes[-1] += [place_of(self._matrix, *point) for point in points]
        self._has_curves = self._has_curves or operator in (b"c", b"v", b"y")

    def _clip(self, *_: object) -> None:
        self._clips = True

    def _paint(self, operator: bytes, _: list[Any]) -> None:
        """Note the areas that a path paints; where it clips, cut off what follows."""
        state, boxes = self._state, [_around(shape) for shape in self._shapes]
        is_exact = self._is_exact(operator)
        is_known = is_exact and state.is_clip_exact and state.is_solid() and state.fill is not None
        edge = state.numbers[b"w"] * hypot(self._matrix[0], self._matrix[1]) / 2
        for box in boxes:
            if operator in _FILLS:
                self._add(box, state.fill if is_known else None, covers=is_known)
            if operator in _STROKES and 2 * edge >= LEAST:
                self._add(Box(box.left - edge, box.foot - edge, box.right + edge, box.top + edge), None)
        if self._clips and boxes:
            state.clip = state.clip.meets(_around(list(chain.from_iterable(self._shapes))))
            state.is_clip_exact = state.is_clip_exact and is_exact and len(boxes) == 1
        self._shapes, self._has_curves, self._clips = [], False, False

    def _is_exact(self, operator: bytes) -> bool:
        """Tell whether a path is of rectangles alone, which leave nothing open between them."""
        is_filled = len(self._shapes) == 1 or not operator.endswith(b"*")
        return is_filled and not self._has_curves and all(map(_is_upright, self._shapes))


_METHODS: dict[bytes, Callable[[Ink, bytes, list[Any]], None]] = {
    b"q": Ink._save,
    b"Q": Ink._restore,
    b"gs": Ink._take_look,
    b"Tf": Ink._take_font,
    **dict.fromkeys((b"BT", b"Td", b"TD", b"Tm", b"T*"), Ink._start_line),
    **dict.fromkeys(
        (b"g", b"rg", b"k", b"cs", b"sc", b"scn", b"G", b"RG", b"K", b"CS", b"SC", b"SCN"), Ink._take_colour
    ),
    **dict.fromkeys((b"BMC", b"BDC"), Ink._begin_part),
    b"EMC": Ink._end_part,
    b"Do": Ink._use,
    b"INLINE IMAGE": Ink._paint_picture,
    b"sh": Ink._shade,
    **dict.fromkeys((b"re", b"m", b"l", b"c", b"v", b"y"), Ink._add_corners),
    **dict.fromkeys((b"W", b"W*"), Ink._clip),
    **dict.fromkeys((b"n", *_FILLS, *_STROKES), Ink._paint),
}


def _colour_at(points: Sequence[Point], areas: list[_Area]) -> Colour:
    """Return the colour of the last area that has one of some points, of the paper without any."""
    return next((area.colour for area in reversed(areas) if any(map(area.box.has, points))), _WHITE)


def _widths(font: DictionaryObject | None) -> Widths:
    if font is None:
        return Widths({"default": 500.0}, 1, is_measured=True)
    kind = str(font["/Subtype"])
    is_wide = kind == "/Type0"
    is_measured = kind != "/Type3" and not (is_wide and str(font["/Encoding"]).endswith("V"))
    letters = Font.from_font_resource(font)
    return Widths(letters.character_widths, 1 + is_wide, is_measured, font, letters)


def _times(a: Matrix, b: Matrix) -> Matrix:
    """Return what first one and then the other makes of a place."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def place_of(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a matrix puts a point."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _corners(matrix: Matrix, left: float, foot: float, right: float, top: float) -> list[Point]:
    return [place_of(matrix, x, y) for x, y in ((left, foot), (right, foot), (right, top), (left, top))]


def _around(corners: list[Point]) -> Box:
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def _is_upright(shape: list[Point]) -> bool:
    """Tell whether the corners of a shape are those of a rectangle that is not turned."""
    box = _around(shape)
    corners = {(round(x, 1), round(y, 1)) for x, y in shape}
    return corners == {(round(x, 1), round(y, 1)) for x in (box.left, box.right) for y in (box.foot, box.top)}
