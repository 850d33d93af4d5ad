"""Tell which words of a PDF page are white or not drawn: the text layer has them, and no reader sees them."""

from collections.abc import Sequence
from typing import Any

_FILL = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"S", b"s"))
_PICTURE = frozenset((b"Do", b"BI", b"INLINE IMAGE"))
_SHOW = frozenset((b"Tj", b"TJ", b"'", b'"'))
_NOT_DRAWN = 3  # the rendering mode of letters that are neither filled nor stroked
_COLOUR = {  # by the operator that sets the colour of letters, what is white
    b"g": ((1.0,),),
    b"rg": ((1.0, 1.0, 1.0),),
    b"k": ((0.0, 0.0, 0.0, 0.0),),
    b"sc": ((1.0, 1.0, 1.0),),  # of one colorant, 1 may be the full ink
    b"scn": ((1.0, 1.0, 1.0),),
    b"cs": (),
}


class Ink:
    """Follows the colour in which a page is drawn (operators of ISO 32000-1, annex A)."""

    def __init__(self) -> None:
        self.has_background = False
        """Whether a picture or a coloured area is on the page: what is white may be seen on it, and what is
        not drawn may be the text of a scan."""
        self._is_white = False
        self._is_drawn = True
        self._saved: list[tuple[bool, bool]] = []
        self._shown: set[bool] = set()

    def follow(self, operator: bytes, operands: Sequence[Any], *_: object) -> None:
        """Take one operator of the page before it is carried out."""
        if operator in _SHOW:
            self._shown.add(self._is_white or not self._is_drawn)
        elif operator == b"Tr":
            self._is_drawn = operands[:1] != [_NOT_DRAWN]
        elif operator in _COLOUR:
            numbers = tuple(float(each) for each in operands if isinstance(each, int | float))
            self._is_white = numbers in _COLOUR[operator]
        elif operator == b"q":
            self._saved.append((self._is_white, self._is_drawn))
        elif operator == b"Q":
            self._is_white, self._is_drawn = self._saved.pop() if self._saved else (False, True)
        elif operator in _PICTURE or (operator in _FILL and not self._is_white):
            self.has_background = True

    def is_unseen(self) -> bool:
        """Tell whether all that was shown since this was last asked is white or not drawn."""
        shown, self._shown = self._shown, set()
        return shown == {True}
