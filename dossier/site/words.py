"""Turn codes, counts and dates into the words that readers see."""

from collections.abc import Mapping
from functools import lru_cache

from dossier.editorial import chances_in
from dossier.model import Coverage, PartialDate, Tlp
from dossier.site.views import OWN, Language
from dossier.text import late as re
from dossier.text.interface import Interface
from dossier.text.language import primary

RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_MARKS = {
    "de": "„“‚‘",
    "fr": "«»‹›",
    "es": "«»“”",
    "it": "«»“”",
    "ru": "«»„“",
    "uk": "«»„“",
    "pl": "„”‚’",
    "nl": "“”‘’",
}
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


def grade_words(grade: str | None, say: Interface) -> str:
    """Spell an Admiralty code (NATO AJP-2.1) out: `usually reliable source, probably true`."""
    if not grade or not re.fullmatch("[A-F][1-6]", grade):
        return ""
    return ", ".join(say(f"grade_{letter}") for letter in grade)


@lru_cache(maxsize=1000)
def language_of(tag: str, own: str) -> Language:
    """Return the `lang` and `dir` of words in the language `tag` on a page in `own`.

    >>> language_of("ar", "en")
    Language(lang='ar', dir='rtl')
    """
    if not _TAG.fullmatch(tag) or tag == "und":
        return Language(None, "auto")
    if primary(tag) == primary(own):
        return OWN
    return Language(tag, "rtl" if primary(tag) in RIGHT_TO_LEFT else "ltr")


def sheet_mark(mark: Tlp | None) -> str:
    """Return the class of a page with a handling mark, which its printed sheets are named after."""
    return f"tlp-{Tlp(mark).slug}" if mark else ""


def with_apostrophes(words: str) -> str:
    """Return a title of the desk with its typed apostrophes as printed ones.

    >>> with_apostrophes("The crews' boats, the mayor's pier")
    'The crews’ boats, the mayor’s pier'
    """
    return re.sub(r"(?<=\w)'", "’", words)


def quotation_marks(language: str) -> str:
    """Return the marks of a language, double and single, opening and closing; those of English where unknown.

    >>> quotation_marks("de-AT")
    '„“‚‘'
    """
    return _MARKS.get(primary(language), "“”‘’")


def datetime_value(value: PartialDate) -> str | None:
    """Return what `<time datetime>` may hold: a day, a month or a year; else None."""
    return value.edtf if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", value.edtf) else None


def likelihood_words(words: str, say: Interface) -> str:
    """Explain the words of probability in some words: `“Likely”: a chance of 55–80 %`; nothing where none is.

    >>> from dossier.text.interface import ENGLISH
    >>> likelihood_words("A strike is likely.", ENGLISH)
    '“Likely”: a chance of 55–80 % (ICD 203)'
    """
    found = chances_in(words).items()
    chances = [say("chance", word=word.capitalize(), chance=chance) for word, chance in found]
    return "; ".join(chances) + " (ICD 203)" if chances else ""


def http_address(url: str | None) -> str:
    """Return an address that a reader may follow, http or https; else nothing."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def coverage_words(
    coverage: Mapping[Coverage, int], say: Interface, *, has_extracts: bool
) -> tuple[str, ...]:
    """Say what the statements of a page rest on, and that extracts have links; empty where it has neither.

    >>> from dossier.text.interface import ENGLISH
    >>> counts = {Coverage.CITED: 12, Coverage.JUDGEMENT: 1, Coverage.UNCITED: 1}
    >>> coverage_words(counts, ENGLISH, has_extracts=False)
    ('12 of 14 statements are cited, 1 is the desk’s judgement, 1 has no source',)
    """
    total = sum(coverage.values())
    given = [(kind, coverage[kind]) for kind in Coverage if coverage.get(kind)]
    lines = []
    if len(given) == 1:
        kind, number = given[0]
        lines.append(say.all_of(kind, number))
    elif given:
        (kind, number), *others = given
        first = say(f"some_{kind}", number, all=total)
        lines.append(", ".join([first, *(say(f"also_{kind}", n) for kind, n in others)]))
    if has_extracts:
        lines.append(say("extracts"))
    return tuple(lines)
