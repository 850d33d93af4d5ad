"""Pair quotation marks, whatever marks were typed and mixed: the quotations of a text.

`find_quotations` walks forward through a text of any origin, where a mark may be missing or of the wrong
kind. `quotation_before` walks back from the end of a quotation that an editor closed before a citation.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from dossier.text import late as re
from dossier.text.words import keys_of

_RUN = 6  # words in a row, in two quotations, that make them one utterance
LONGEST = 2500  # characters; past this an opening mark is taken for a stray one
LONGEST_SINGLE = 400  # characters; single marks are mostly apostrophes, so less trust
LONGEST_EDITORS = 6_000  # characters; a page that an editor quotes
DEEPEST = 20  # marks that close and never open; more are no quotation
DOUBLE_MARKS = frozenset('"“”„«»「」『』＂״〝〞〟｢｣❝❞')
_ENTRY = re.compile(r"^[•‣▪◦●·*-]\s+(?=\S)")
_MARKS = re.compile(f"[{''.join(sorted(DOUBLE_MARKS))}]|``|''")
_SINGLE = re.compile("['‘’‚]")
_PAIRS = {"「": "」", "『": "』", "｢": "｣", "〝": "〞〟", "❝": "❞"}
_OPENS_ALWAYS = frozenset("`„") | _PAIRS.keys()
_OPENERS = {
    "”": "“„”", "“": "„“”", '"': '"“„', "»": "«", "«": "»", "›": "‹", "‹": "›", "’": "‘‚", "‘": "‚",
    "'": "'‘", "」": "「", "』": "『", "″": "″", "＂": "＂",
    "״": "״", "｣": "｢", "〞": "〝", "〟": "〝", "❞": "❝",
}  # fmt: skip
"""Closing mark: the marks that may open it, in the styles of Europe and East Asia."""
_IN_ACRONYM = re.compile(r"(?<=[א-ת])[\"״”“](?=[א-ת])")
_GLUED_IN_HEBREW = re.compile(r"(?<![א-ת])[בהוכלמש][\"״”“](?=[א-ת]{2})")
"""A quotation behind one letter, which Hebrew writes with the word: "in", "the", "and"."""
_BEFORE_WORD = "([{—–-/"
_BEFORE_INNER = _BEFORE_WORD + "“‘\"'"  # an inner quotation may open right after the mark of the outer one
_GAP = re.compile(r"[.,;:!?…]?[ \t\n\u00a0]*$")


def find_quotations(text: str, *, unclosed: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each quotation in `text`, marks included, in order, not overlapping.

    Straight and curly marks may be mixed: a quotation opened by one may be closed by the other. A mark
    that is never closed opens nothing; with `unclosed`, a double one opens a quotation that reaches to the
    end of the text, as where a speech goes on in the next paragraph. Single marks count only outside
    double ones.

    >>> find_quotations('He said “yes. No." Then he left.')
    ((8, 18),)
    >>> find_quotations("“Yes,'' he said.")
    ((0, 7),)
    >>> find_quotations("He said: “Yes.", unclosed=True)
    ((9, 14),)
    """
    double = _pair(text, _MARKS, _opens, LONGEST, unclosed=unclosed)
    if not _SINGLE.search(text):
        return tuple(double)
    single = [
        span
        for span in _pair(text, _SINGLE, _opens_single, LONGEST_SINGLE)
        if not any(start < span[1] and span[0] < end for start, end in _near(double, span))
    ]
    return tuple(sorted(double + single))


def editors_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each quotation in an editor's text, as `find_quotations` does.

    Left out are those without a word, and single marks that may well be apostrophes: the '80s, the crews'.

    >>> editors_quotations("In the '80s the crews' “old songs” ended.")
    ((23, 34),)
    """
    return tuple(
        (start, end)
        for start, end in find_quotations(text)
        if any(map(str.isalnum, text[start:end]))
        and not (text[start] == "'" and text[end - 1] in "'’" and text[end - 2] in "sS")
    )


def unclosed_quotation(text: str) -> int | None:
    """Return the offset of the first double mark that opens a quotation which nothing closes, None without.

    >>> unclosed_quotation("She said “no. He said “yes” twice."), unclosed_quotation("A “so “it” was” on")
    (9, None)
    """
    opened: list[int] = []
    for match in _MARKS.finditer(text):
        verdict = _opens(text, match.start(), text[opened[-1]] if opened else "")
        if verdict:
            opened.append(match.start())
        elif verdict is False and opened:
            opened.pop()
    return opened[0] if opened else None


def is_quoted(quotations: Sequence[tuple[int, int]], offset: int) -> bool:
    """Tell whether the character at `offset` lies in one of the quotations found in its text.

    >>> is_quoted(find_quotations("He said “yes” twice."), 9)
    True
    """
    index = bisect_right(quotations, offset, key=lambda span: span[0]) - 1
    return index >= 0 and offset < quotations[index][1]


def quoted_words(text: str) -> tuple[str, ...]:
    """Return what stands between the double marks of each quotation.

    >>> quoted_words("They “never met” in the ‘port’.")
    ('never met',)
    """
    spans = _pair(text, _MARKS, _opens, LONGEST)
    inner = (text[start:end].strip("".join(DOUBLE_MARKS) + "`'") for start, end in spans)
    return tuple(words for words in inner if words)


def quoted_runs(text: str) -> set[tuple[str, ...]]:
    """Return each six words in a row, folded, of the quotations in a text.

    Two texts that share one pass on the same utterance.
    """
    keys = [key for quotation in quoted_words(text) for key in keys_of(quotation)]
    return {tuple(keys[i : i + _RUN]) for i in range(len(keys) - _RUN + 1)}


def quotation_before(words: str, offset: int) -> tuple[int, int] | None:
    """Return the span of a quotation, marks included, that ends just before `offset`; None without one.

    A full stop or comma and white space may stand between; an apostrophe is no quotation mark.

    >>> quotation_before("They “never met” ", 17)
    (5, 16)
    """
    tail = words[max(0, offset - 12) : offset]
    end = offset - len(tail) + len(_GAP.sub("", tail))
    low = max(0, offset - LONGEST_EDITORS)
    window = words[low:end]
    start = _opening(window) if window[-1:] in _OPENERS else None
    if start is None or not window[start + 1 : -1].strip():
        return None
    return low + start, end


def without_marks(words: str) -> str:
    """Return the words of a text that is one quotation, without the marks round it.

    >>> without_marks("„Nein.“")
    'Nein.'
    """
    is_quotation = len(words) > 1 and words[0] in _OPENERS.get(words[-1], "")
    return words[1:-1].strip() if is_quotation else words


def quotation_of(words: str) -> str:
    """Return words of a source as a quotation to be pasted; empty where it would not be read as one.

    >>> quotation_of("Der Hafen „bleibt zu“, sagte er"), quotation_of("Hafen „bleibt")
    ('“Der Hafen ‘bleibt zu’, sagte er”', '“Hafen ‘bleibt”')
    """
    quotation = f"“{within_quotation(' '.join(words.split()))}”"
    return quotation if editors_quotations(quotation) == ((0, len(quotation)),) else ""


def within_quotation(words: str) -> str:
    """Return words as they stand inside double quotation marks: with single marks in place of double ones.

    >>> within_quotation('He said “yes. No." Then «he» left by“sea”.')
    'He said ‘yes. No.’ Then ‘he’ left by‘sea’.'

    What was cut inside a quotation closes it behind the sign of the cut:

    >>> within_quotation("He is ready “under the right…")
    'He is ready ‘under the right…’'

    The sign of an entry of a list is not quoted:

    >>> within_quotation("• Two tugs came.")
    'Two tugs came.'
    """
    words = without_sign(words)
    singles = []

    def single(match: re.Match[str]) -> str:
        at, mark = match.start(), match.group()
        if mark in "「」『』":
            return mark
        glued = mark == "“" and words[at + 1 : at + 2].isalnum()  # by“Roe”
        opens = mark == "„" or glued or _starts_word(words, at) or words[at : at + 2] == "« "
        singles.append("‘" if opens else "’")
        return singles[-1]

    said = _MARKS.sub(single, words)
    return said + "’" if said.endswith("…") and singles[-1:] == ["‘"] else said


def without_sign(words: str) -> str:
    """Return words without the sign of an entry of a list before them.

    >>> without_sign("• Two tugs came.")
    'Two tugs came.'
    """
    return _ENTRY.sub("", words)


def _near(spans: list[tuple[int, int]], span: tuple[int, int]) -> list[tuple[int, int]]:
    index = bisect_left(spans, span)
    return spans[max(index - 1, 0) : index + 2]


def _pair(
    text: str,
    marks: re.Pattern[str],
    opens: Callable[[str, int, str], bool | None],
    longest: int,
    *,
    unclosed: bool = False,
) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for match in marks.finditer(text):
        at = match.start()
        if opened is not None and at - opened > longest:
            opened = None
        verdict = opens(text, at, text[opened] if opened is not None else "")
        if verdict:
            opened = at
        elif verdict is False and opened is not None:
            spans.append((opened, match.end()))
            opened = None
    if unclosed and opened is not None:
        spans.append((opened, len(text)))
    return spans


def _starts_word(text: str, at: int, may_precede: str = _BEFORE_WORD) -> bool:
    """Tell whether the mark stands before a word and after a space, a bracket or a dash."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in may_precede) and bool(after) and not after.isspace()


def _closes_high(text: str, at: int, opener: str) -> bool:
    """Tell whether a high mark that mostly opens closes here: „so“, and ”so“ with both marks reversed."""
    return opener == "„" or (opener == "”" and not _starts_word(text, at))


def _opens(text: str, at: int, opener: str) -> bool | None:
    """Tell whether a double mark opens (True), closes (False) or neither (None)."""
    return None if _is_in_acronym(text, at) else _opens_or_closes(text, at, opener)


def _opens_or_closes(text: str, at: int, opener: str) -> bool | None:
    """Tell the same of a mark that is in no acronym."""
    mark = text[at]
    if opener in _PAIRS:
        return False if mark in _PAIRS[opener] else None
    if mark in _OPENS_ALWAYS:
        return True
    if mark == "'":
        return False if _closes_typed(text, at, opener) else None
    if mark == "“":
        return not _closes_high(text, at, opener)
    if mark == "«":
        return opener != "»"
    if mark in "”»":
        return False if opener else (True if _starts_word(text, at) else None)
    if _starts_word(text, at):
        return True
    if opener:
        return False
    glued = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()  # the"Front
    return True if glued else None


def _is_in_acronym(text: str, at: int) -> bool:
    """Tell whether a mark is within a word of Hebrew, where it is the sign of an acronym."""
    return bool(_IN_ACRONYM.match(text, at)) and not _GLUED_IN_HEBREW.match(text, at - 1)


def _closes_typed(text: str, at: int, opener: str) -> bool:
    """Tell whether two single marks close a quotation: after ``, or behind a stop or comma."""
    return opener == "`" or (opener in ("“", '"') and text[at - 1] in ".,!?")


def _opens_single(text: str, at: int, opener: str) -> bool | None:
    """Tell the same of a single mark, most of which are apostrophes."""
    mark = text[at]
    if mark != "’" and _starts_word(text, at):
        return True
    after = text[at + 1 : at + 2]
    return None if not opener or after.isalnum() or mark in "‘‚" else False


def _opening(window: str) -> int | None:
    """Walk back to the mark that opens what the last character closes."""
    closer, depth = window[-1], 0
    openers, closers = _OPENERS[closer], {closer, "”"} if closer == '"' else {closer}
    for index in range(len(window) - 2, -1, -1):
        mark = window[index]
        if (closer in "’'" and _is_apostrophe(window, index)) or _is_in_acronym(window, index):
            continue
        may_close = mark in closers or mark == "”"
        if mark in openers and (not may_close or _starts_word(window, index, _BEFORE_INNER)):
            if not depth:
                return index
            depth -= 1
        elif mark in closers:
            depth += 1
            if depth == DEEPEST:
                return None
    return None


def _is_apostrophe(window: str, index: int) -> bool:
    return 0 < index < len(window) - 1 and window[index - 1].isalnum() and window[index + 1].isalnum()
