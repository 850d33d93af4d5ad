"""Tell what the styles of a page hide: its words are in the markup, and no reader of the page sees them.

Only what hides words for good counts, not what comes in by degrees as the page is read on, nor what another
rule of a style sheet shows again.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from dossier.text import late as re

_DECLARATION = re.compile(r"([a-z-]{3,40})\s{0,9}:\s{0,9}([^;]{1,200})")
_ZERO = re.compile(r"\.?0(?:\.0{0,9})?(?:px|pt|r?em|%)?")
_SPECK = re.compile(r"[01]?(?:\.\d+)?(?:px|pt)|0?(?:\.0\d*)?(?:r?em|%)?")
"""The size of letters that nobody sees."""
_FAINT = re.compile(r"0?(?:\.0\d*)?%?")
_LENGTH = r"-(?:\d{3,6}(?:\.\d+)?(?:px|pt|%|vw|vh)|\d{2,6}(?:\.\d+)?r?em)"
_FAR = re.compile(rf"{_LENGTH}|(?:[5-9]\d{{3}}|\d{{5,6}})(?:\.\d+)?px")
_LENGTH_IN_FLOW = r"-(?:\d{4,6}(?:\.\d+)?(?:px|pt)|\d{3,6}(?:\.\d+)?(?:r?em|vw|vh))"
_FAR_IN_FLOW = re.compile(_LENGTH_IN_FLOW)
"""For what has its place in the flow of a page: -100px there makes room for a fixed head."""
_PUSHED = re.compile(rf"\btranslate(?:x|y|3d)?\([^)]{{0,40}}?{_LENGTH_IN_FLOW}")
_MOVES = ("margin-left", "margin-top")
_MOVES_WHAT_IS_PLACED = ("left", "right", "top", "bottom", "inset")
_PLACED = ("absolute", "fixed", "relative", "sticky")
_SHRUNK = re.compile(r"\bscale(?:x|y|3d)?\(0(?:\.0+)?[,)]")
_CUT = re.compile(r"rect\((?:0(?:px)?[,\s]+(?:\w+[,\s]+)?[01](?:px)?\b|(\d+px)[,\s]+\1[,\s]+\1)")
_CLIPPED = re.compile(r"inset\((?:[^)]{0,40}\s)?(?:[5-9]\d|\d{3})(?:\.\d+)?%|(?:circle|ellipse)\(0")
"""Nothing is left: an inset says what is cut off, a circle what stays."""
_CLEAR = re.compile(
    r"transparent|#[\da-f]{3}0|#[\da-f]{6}00|(?:rgb|hsl)a?\((?:(?:[^,)]+,){3}|[^/)]+/)\.?0(?:\.0*)?%?\)"
)
_NOT_YET = re.compile(r"(?:^|[;\s])(?:transition|animation|will-change)[a-z-]{0,30}\s?:|:[^;]*\btranslate")
"""What comes in by degrees when a reader reaches it."""
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]{0,9})?(?:[.#][\w-]{1,80}){1,4}")
"""Classes or an id; what depends on other parts of the page is not followed."""
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*")
_NAME = re.compile(r"[.#][\w-]{1,80}")
_BACK = re.compile(
    r"(?<![\w-])(?:display|visibility|opacity|transform|clip|clip-path|height|max-height|overflow)\s?:"
)
"""What a rule may set that shows again what another takes away."""
_SHOWS = re.compile(
    r"(?<![\w-])(?:font|font-size|visibility|color|background|position|left|text-indent|transform|clip-path)\s?:"
)
"""What a later rule may set otherwise."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LONGEST = 500_000  # characters of a style sheet
_WHITE = {"white": "#ffffff", "#fff": "#ffffff", "rgb(255,255,255)": "#ffffff"}
_BLACK = {"black": "#000000", "#000": "#000000", "rgb(0,0,0)": "#000000"}
_COLOURS = _WHITE | _BLACK
_BEHIND = re.compile(r"background|position|transform|grid|margin[^;]*:[^;]*-")
"""What gives words a ground, or puts them over other parts of the page."""
_BY_NAME = ("inherit", "initial", "unset", "revert", "currentcolor")
"""What the colour of letters and the one behind them may both be called, and are two colours."""


def hidden_by_style(page: HtmlElement) -> list[HtmlElement]:
    """Return the elements whose styles hide their words: gone, tiny, off the page or like their background.

    Unless all of it is gone, parts of an element that have styles of their own may be seen, and then it is
    not among them.

    >>> from lxml.html import fromstring
    >>> page = fromstring('<p class="x">A</p><p style="color: #fff; background: white">B</p><p>C</p>'
    ...     '<style>.x { font-size: 0 } @media print { .y { font-size: 0 } }</style>')
    >>> [each.text for each in hidden_by_style(page)]
    ['A', 'B']
    """
    hidden, gone = _hidden_names(page)
    has_backgrounds = bool(
        page.xpath(
            "//link[contains(@rel, 'stylesheet')]"
            " | //style[contains(., 'background') or contains(., '@import')]"
            " | //*[self::img or self::svg or self::video or self::canvas][contains(@style, 'position')]"
        )
    )
    return [
        element
        for element in page.xpath("//*[@style or @class or @id or self::font]")
        for style, names in [(_style_of(element), _names(element))]
        if takes_away(style)
        or any(each <= names for each in gone)
        or (
            (
                hides(style)
                or any(each <= names for each in hidden)
                or (not has_backgrounds and _is_white_on_paper(element, style))
            )
            and not element.xpath(".//*[@style or @class or self::li or self::p or self::div or self::td]")
        )
    ]


def _style_of(element: HtmlElement) -> str:
    colour = f"color: {element.get('color')};" if element.tag == "font" else ""
    return f"{colour}{element.get('style') or ''}"


def _is_white_on_paper(element: HtmlElement, style: str) -> bool:
    """Tell whether an element has white letters, and no part round it may have a colour behind them."""
    return _colour(_values(style).get("color", "")) == _WHITE["white"] and not any(
        each.get("class")
        or each.get("id")
        or each.get("bgcolor")
        or each.get("background")
        or _BEHIND.search(each.get("style") or "")
        for each in (element, *element.iterancestors())
    )


def hides(style: str) -> bool:
    """Tell whether the declarations of a style hide the words of an element that has them."""
    values = _values(style)
    sizes = re.sub(r"\s?/\s?", "/", values.get("font", "")).split()
    sizes = [size.partition("/")[0] for size in (*sizes, values.get("font-size", ""), values.get("zoom", ""))]
    if any(size and _SPECK.fullmatch(size) for size in sizes):
        return True
    far = _FAR if values.get("position") in ("absolute", "fixed") else _FAR_IN_FLOW
    moves = _MOVES + (_MOVES_WHAT_IS_PLACED if values.get("position") in _PLACED else ())
    if any(far.fullmatch(values.get(name, "")) for name in moves) or _FAR.fullmatch(
        values.get("text-indent", "")
    ):
        return True
    return _PUSHED.search(values.get("transform", "")) is not None or _is_colourless(values)


def _is_colourless(values: dict[str, str]) -> bool:
    """Tell whether letters are clear, or have the colour of what is behind them."""
    colour = _colour(values.get("-webkit-text-fill-color") or values.get("color", ""))
    behind = _colour(values.get("background-color") or values.get("background", ""))
    is_clipped = "text" in (values.get("background-clip"), values.get("-webkit-background-clip"))
    if not colour or is_clipped or colour.startswith("var(") or colour in _BY_NAME:
        return False
    return colour == behind or _CLEAR.fullmatch(colour) is not None


def takes_away(style: str) -> bool:
    """Tell whether the declarations of a style hide an element with all that is in it."""
    values = _values(style)
    if values.get("display") == "none" or values.get("visibility") in ("hidden", "collapse"):
        return True
    if _CUT.match(values.get("clip", "")) or _CLIPPED.match(values.get("clip-path", "")):
        return True
    if values.get("content-visibility") == "hidden":
        return True
    opacity = values.get("opacity") or values.get("filter", "").removeprefix("opacity(").rstrip(")") or "1"
    is_gone = _FAINT.fullmatch(opacity) is not None or _SHRUNK.search(values.get("transform", "")) is not None
    return (is_gone or _is_flat(values)) and not _NOT_YET.search(style.lower())


def _is_flat(values: dict[str, str]) -> bool:
    """Tell whether an element has no height or width, and shows nothing beyond it."""
    if "hidden" not in values.get("overflow", "") or any("padding" in name for name in values):
        return False
    return any(
        _ZERO.fullmatch(values.get(most + name, "")) and _ZERO.fullmatch(values.get(f"min-{name}", "0"))
        for name in ("height", "width")
        for most in ("", "max-")
    )


def _values(style: str) -> dict[str, str]:
    """Return the declarations of a style; of several of one name the last counts."""
    values = dict(_DECLARATION.findall(style.lower()))
    return {name: value.replace("!important", "").strip() for name, value in values.items()}


def _colour(value: str) -> str:
    value = re.sub(r"\s", "", value)
    return _COLOURS.get(value, value)


def _names(element: HtmlElement) -> set[str]:
    """Return the classes and the id of an element as a style sheet names them."""
    names = {f".{name}" for name in (element.get("class") or "").split()}
    return names | {f"#{element.get('id')}"}


def _hidden_names(page: HtmlElement) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Return the classes and ids whose words the style sheets of a page hide, and those that they take away.

    Of several rules the last counts. What a rule shows under a condition is not taken away, and what hides on
    paper or without scripts hides nothing here.
    """
    words = dict[frozenset[str], bool]()
    whole, shown = set[frozenset[str]](), set[str]()
    for selectors, declarations, holds in _rules_of(page):
        is_away = takes_away(declarations)
        if _BACK.search(declarations) and not is_away:
            shown.update(_NAME.findall(selectors))
        for selector in selectors.split(",") if holds else ():
            names = _selected(selector)
            if names and (hides(declarations) or _SHOWS.search(declarations)):
                words[names] = hides(declarations)
            if names and is_away:
                whole.add(names)
    hidden = {names for names, is_hidden in words.items() if is_hidden}
    return hidden, {names for names in whole if names.isdisjoint(shown)}


def _selected(selector: str) -> frozenset[str]:
    """Return the classes and the id of a selector that has no more than these."""
    return frozenset(_NAME.findall(selector) if _SELECTOR.fullmatch(selector.strip()) else ())


def _rules_of(page: HtmlElement) -> Iterator[tuple[str, str, bool]]:
    """Yield the rules of the style sheets of a page: selectors, declarations, and whether it always holds."""
    for sheet in page.xpath("//style[not(ancestor::noscript)]"):
        is_for_screens = (sheet.get("media") or "all").strip().lower() in ("all", "screen")
        for selectors, declarations, holds in _rules(_COMMENT.sub(" ", (sheet.text or "")[:_LONGEST])):
            yield selectors, declarations, holds and is_for_screens


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the rules of a style sheet: selectors, declarations, and whether it holds everywhere."""
    begin = 0
    openings: list[str] = []
    for brace in re.finditer(r"[{}]", sheet):
        words, begin = sheet[begin : brace.start()], brace.end()
        if brace[0] == "{":
            openings.append(words.rpartition(";")[2])
        elif openings:
            selectors = openings.pop()
            yield selectors, words, all(map(_SCREEN.fullmatch, map(str.strip, openings)))
