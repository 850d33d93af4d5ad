"""Tell what the styles of a page hide: its words are in the markup, and no reader of the page sees them.

Only what hides words for good counts, not what comes in by degrees as the page is read on, nor what another
rule of a style sheet shows again.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree
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
_PART = re.compile(
    r"(?:[a-z][a-z0-9]{0,9}|\*)?"
    r"(?:[.#][\w-]{1,80}|\[(?![\w-]{0,40}cloak)[\w-]{1,40}(?:=[^\[\]]{0,80})?\]){0,5}|>"
)
"""A part of a selector: tag, classes, id, attributes; no states, nor what a script takes off (`x-cloak`)."""
_MOST_PARTS = 7  # of a selector, with the signs between them
_WITHOUT_SCRIPTS = re.compile(r"\.no-?js\b", re.I)
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*")
_NAME = re.compile(r"[.#][\w-]{1,80}|\[[^\]]{1,130}\]")
_TAG = re.compile(r"[a-z][a-z0-9]*")
_QUOTES = re.compile(r"[\"']")
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
Part = frozenset[str]
Names = dict[HtmlElement, set[str]]
_CHILD: Part = frozenset(">")
_HIGHEST = 40  # parts around an element in which it may be chosen
_BY_NAME = ("inherit", "initial", "unset", "revert", "currentcolor")
"""What the colour of letters and the one behind them may both be called, and are two colours."""


class _Rule(NamedTuple):
    """A rule of a style sheet that takes away what it chooses, or shows it again."""

    weight: tuple[int, int, int]
    order: int
    style: str
    selector: tuple[Part, ...]
    is_important: bool
    is_away: bool


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
    names_of = {element: _names(element) for element in page.iter(etree.Element)}
    hidden, rules = _rules_that_hide(page, frozenset().union(*names_of.values()))
    has_backgrounds = bool(
        page.xpath(
            "//link[contains(@rel, 'stylesheet')]"
            " | //style[contains(., 'background') or contains(., '@import')]"
            " | //*[self::img or self::svg or self::video or self::canvas][contains(@style, 'position')]"
        )
    )
    return [
        element
        for element, names in names_of.items()
        for style in [_style_of(element)]
        if _is_gone(element, names_of, style, rules)
        or (
            (
                hides(style)
                or any(
                    _fits(selector, element, names_of) for name in names for selector in hidden.get(name, ())
                )
                or (style and not has_backgrounds and _is_white_on_paper(element, style))
            )
            and not element.xpath(".//*[@style or @class or self::li or self::p or self::div or self::td]")
        )
    ]


def _is_gone(element: HtmlElement, names_of: Names, style: str, rules: dict[str, list[_Rule]]) -> bool:
    """Tell whether the last rule that counts for an element, or its own style, takes it away."""
    near = [rule for name in names_of[element] for rule in rules.get(name, ())]
    if not any(rule.is_away for rule in near):
        return takes_away(style)
    own = sorted(rule for rule in near if _fits(rule.selector, element, names_of))
    if not any(rule.is_away for rule in own):
        return takes_away(style)
    weak, strong = ([rule.style for rule in own if rule.is_important is each] for each in (False, True))
    return takes_away(";".join((*weak, style, *strong)))


def _fits(selector: tuple[Part, ...], element: HtmlElement, names_of: Names) -> bool:
    """Tell whether a selector chooses an element; of a part above it the nearest is looked at."""
    *above, own = selector
    if not own <= names_of[element]:
        return False
    around = islice(element.iterancestors(), _HIGHEST)
    is_child = False
    for part in reversed(above):
        if part == _CHILD:
            is_child = True
            continue
        steps = islice(around, 1) if is_child else around
        if not any(part <= names_of[each] for each in steps):
            return False
        is_child = False
    return True


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
    struck = values.get("text-decoration", "") + values.get("text-decoration-line", "")
    if values.get("content-visibility") == "hidden" or "line-through" in struck:
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
    """Return the tag, the classes, the id and the attributes of an element as a style sheet names them."""
    names = {f".{name}" for name in (element.get("class") or "").split()}
    names |= {each for key, value in element.items() for each in (f"[{key}]", f"[{key}={value}]")}
    return names | {f"#{element.get('id')}", str(element.tag)}


def _rules_that_hide(
    page: HtmlElement, known: frozenset[str]
) -> tuple[dict[str, list[tuple[Part, ...]]], dict[str, list[_Rule]]]:
    """Return, by a name of what they choose, selectors whose words are hidden, and rules that take away.

    Of several rules the last counts. What a rule shows under a condition is not taken away, and what hides on
    paper or without scripts hides nothing here. With the rules that take away are those that show again. What
    names what the page does not have (`known`) is left out.
    """
    sheets = list(_rules_of(page))
    backs = (part for part, style, _ in sheets if _BACK.search(style) and not takes_away(style))
    shown = {name for selectors in backs for name in _NAME.findall(_QUOTES.sub("", selectors))}
    words = dict[tuple[Part, ...], bool]()
    hidden, rules = defaultdict[str, list[tuple[Part, ...]]](list), defaultdict[str, list[_Rule]](list)
    for rule in _chosen(sheets, known):
        if hides(rule.style) or _SHOWS.search(rule.style):
            words[rule.selector] = hides(rule.style)
        names = _key(rule.selector)
        if names.isdisjoint(shown) if rule.is_away else _BACK.search(rule.style):
            rules[max(names)].append(rule)
    for selector, is_hidden in words.items():
        if is_hidden:
            hidden[max(_key(selector))].append(selector)
    return hidden, rules


def _chosen(sheets: list[tuple[str, str, bool]], known: frozenset[str]) -> Iterator[_Rule]:
    """Yield, for each selector that can be followed, the rule that holds everywhere."""
    for order, (selectors, style, holds) in enumerate(sheets):
        is_important, is_away = "!important" in style, takes_away(style)
        for selector in selectors.split(",") if holds else ():
            if parts := _selected(selector, known):
                yield _Rule(_weight(parts), order, style, parts, is_important, is_away)


def _selected(selector: str, known: frozenset[str]) -> tuple[Part, ...]:
    """Return the names in each part of a selector; none where it has states, or its last part only a tag."""
    words = _QUOTES.sub("", selector).replace(">", " > ").split()
    is_read = 0 < len(words) <= _MOST_PARTS and all(map(_PART.fullmatch, words))
    if not is_read or _WITHOUT_SCRIPTS.search(selector):
        return ()
    parts = tuple(_CHILD if word == ">" else _part(word) for word in words)
    return parts if _key(parts) and all(part <= known for part in parts if part != _CHILD) else ()


def _part(word: str) -> Part:
    tag = _TAG.match(word)
    return frozenset((*_NAME.findall(word), *([tag[0]] if tag else [])))


def _key(selector: tuple[Part, ...]) -> Part:
    """Return the names of the last part of a selector that are no tags."""
    return frozenset(name for name in selector[-1] if name[0] in ".#[")


def _weight(parts: tuple[Part, ...]) -> tuple[int, int, int]:
    """Return how many ids, classes or attributes, and tags a selector has: the more, the more it counts."""
    names = [name[0] for part in parts if part != _CHILD for name in part]
    ids, others = names.count("#"), names.count(".") + names.count("[")
    return ids, others, len(names) - ids - others


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
