"""Make the characters of a text plain: line ends, spaces, marks that only steer a screen."""

import unicodedata

from dossier.text import late as re

# Line ends of all systems; single spaces of all widths; marks that only steer a screen.
_NEWLINES = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACED = re.compile(r"(?<!\w)(?:[A-ZÀ-Þ] {1,2}){2,40}[A-ZÀ-Þ](?!\w)")

PLAIN_MARKS = {
    **dict.fromkeys("“”„‟«»‹›‘’‚‛\"′″＂「」『』״〝〞〟｢｣❝❞", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}  # fmt: skip
"""What makes the styles of quotation marks, apostrophes, dashes and dots one, and drops unseen marks."""

_SHAPED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")  # Arabic letters as drawn at their place in a word
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")  # combining marks among them
_STACK = 30  # marks on one letter, as in the Stream-Safe Text Format (UAX 15); time grows with their square


def _unstacked(run: re.Match[str]) -> str:
    """Leave out the marks that no letter can carry."""
    kept, marks = [], 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _STACK:
            kept.append(character)
    return "".join(kept)


def clean(text: str) -> str:
    r"""Return the text in NFC with `\n` line ends and without control characters.

    Spaces of other widths become plain spaces and control characters become spaces, one for one;
    soft hyphens, marks that turn the direction of writing and what is stacked on one letter are removed.
    Letters of Arabic that are drawn for their place in a word become plain letters.

    >>> clean("a\r\nb\x00c\u00a0d")
    'a\nb c d'
    >>> clean("\ufead\ufebb\ufef4\ufed2") == "رصيف"
    True
    """
    text = _NEWLINES.sub("\n", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    text = _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub(" ", text))
    text = _SHAPED.sub(lambda letters: unicodedata.normalize("NFKC", letters.group()), text)
    return unicodedata.normalize("NFC", _MARKS.sub(_unstacked, text))


def flat(text: str) -> str:
    """Return the clean text on one line, single spaces between its words."""
    return " ".join(clean(text).split())


def joined_capitals(line: str) -> str:
    """Return a line with its spaced capitals as words.

    >>> joined_capitals("S E C R E T  B E R L I N, plan B")
    'SECRET BERLIN, plan B'
    """
    return _SPACED.sub(lambda run: re.sub(" ( ?)", r"\1", run[0]), line)


def cut(words: str, limit: int) -> str:
    """Fold white space, and cut at a word before `limit` characters with `…`."""
    folded = " ".join(words.split())
    if len(folded) <= limit:
        return folded
    head = folded[:limit]
    return (head[: head.rfind(" ")] if " " in head[limit // 2 :] else head).rstrip(" ,;:–—-") + "…"


def capitalised(words: str) -> str:
    """Return words with a capital at their beginning, the others as they are."""
    return words[:1].upper() + words[1:]


def one_line(text: str | None, longest: int = 500) -> str | None:
    """Return metadata as one clean line of at most `longest` characters, None when it says nothing."""
    return flat(text or "")[:longest] or None
