"""Tell what the styles of a page hide: its words are in the markup, and no reader of the page sees them.

Only what hides words for good counts. What a script or a click may show later (`display: none` in a style
sheet, `opacity: 0`) is left to others.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_DECLARATION = re.compile(r"([a-z-]{3,40})\s{0,9}:\s{0,9}([^;]{1,200})")
_ZERO = re.compile(r"0(?:\.0+)?(?:px|pt|r?em|%)?")
_FAR = re.compile(r"-(?:\d{3,6}(?:\.\d+)?(?:px|pt)|\d{2,6}(?:\.\d+)?r?em|\d{3,6}(?:\.\d+)?(?:%|vw|vh))")
_FAR_AWAY = ("left", "right", "top", "text-indent", "margin-left", "margin-top")
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]{0,9})?([.#][\w-]{1,80})")
"""A class or an id alone; what depends on other parts of the page is not followed."""
_SHOWS = re.compile(r"(?<![\w-])(?:font-size|visibility|color|background|position|left|text-indent)\s?:")
"""What a later rule may set otherwise."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LONGEST = 500_000  # characters of a style sheet
_WHITE = {"white": "#ffffff", "#fff": "#ffffff", "rgb(255,255,255)": "#ffffff"}
_BLACK = {"black": "#000000", "#000": "#000000", "rgb(0,0,0)": "#000000"}
_COLOURS = _WHITE | _BLACK
_BY_NAME = ("inherit", "initial", "unset", "revert", "currentcolor")
"""What the colour of letters and the one behind them may both be called, and are two colours."""


def hidden_by_style(page: HtmlElement) -> list[HtmlElement]:
    """Return the elements whose styles hide their words: too small, off the page, or as their background.

    Parts of such an element that have styles of their own may be seen, and then it is not among them.

    >>> from lxml.html import fromstring
    >>> page = fromstring('<p class="x">A</p><p style="color: #fff; background: white">B</p><p>C</p>'
    ...     '<style>.x { font-size: 0 } @media print { .y { font-size: 0 } }</style>')
    >>> [each.text for each in hidden_by_style(page)]
    ['A', 'B']
    """
    names = _hidden_names(page)
    return [
        element
        for element in page.xpath("//*[@style or @class or @id]")
        if (hides(element.get("style") or "") or not names.isdisjoint(_names(element)))
        and not element.xpath(".//*[@style or @class or self::li or self::p or self::div or self::td]")
    ]


def hides(style: str) -> bool:
    """Tell whether the declarations of a style hide the words of an element that has them."""
    values = dict(_DECLARATION.findall(style.lower()))
    values = {name: value.replace("!important", "").strip() for name, value in values.items()}
    if _ZERO.fullmatch(values.get("font-size", "")):
        return True
    is_moved = values.get("position") in ("absolute", "fixed") or "text-indent" in values
    if is_moved and any(_FAR.fullmatch(values.get(name, "")) for name in _FAR_AWAY):
        return True
    colour = _colour(values.get("color", ""))
    behind = _colour(values.get("background-color") or values.get("background", ""))
    is_clipped = "text" in (values.get("background-clip"), values.get("-webkit-background-clip"))
    is_named = colour.startswith("var(") or colour in _BY_NAME
    return bool(colour) and not is_clipped and not is_named and colour in (behind, "transparent")


def _colour(value: str) -> str:
    value = re.sub(r"\s", "", value)
    return _COLOURS.get(value, value)


def _names(element: HtmlElement) -> set[str]:
    """Return the classes and the id of an element as a style sheet names them."""
    names = {f".{name}" for name in (element.get("class") or "").split()}
    return names | {f"#{element.get('id')}"}


def _hidden_names(page: HtmlElement) -> set[str]:
    """Return the classes and ids that the style sheets of a page hide; of several rules the last counts."""
    verdicts: dict[str, bool] = {}
    for sheet in page.iter("style"):
        for selectors, declarations in _rules(_COMMENT.sub(" ", (sheet.text or "")[:_LONGEST])):
            for selector in selectors.split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                if match and (hides(declarations) or _SHOWS.search(declarations)):
                    verdicts[match[1]] = hides(declarations)
    return {name for name, is_hidden in verdicts.items() if is_hidden}


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the rules of a style sheet that hold everywhere: selectors, declarations."""
    begin = 0
    openings: list[str] = []
    for brace in re.finditer(r"[{}]", sheet):
        words, begin = sheet[begin : brace.start()], brace.end()
        if brace[0] == "{":
            openings.append(words.rpartition(";")[2])
        elif openings:
            selectors = openings.pop()
            if not openings:
                yield selectors, words
