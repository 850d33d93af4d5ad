"""Turn codes, counts and dates into the words that readers see."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier.editorial import chances_in
from dossier.model import Basis, Coverage, EntityKind, PartialDate, Tlp
from dossier.site.views import OWN, Language
from dossier.text.counts import all_of

# Admiralty code: NATO AJP-2.1, source reliability and credibility of information.
RELIABILITY = {
    "A": "completely reliable source",
    "B": "usually reliable source",
    "C": "fairly reliable source",
    "D": "source not usually reliable",
    "E": "unreliable source",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
# Traffic Light Protocol 2.0, FIRST, August 2022.
TLP_WORDS = {
    Tlp.CLEAR: "may be shared without limit",
    Tlp.GREEN: "may be shared within the community, not in public",
    Tlp.AMBER: "may be shared on a need-to-know basis within the organisation and its clients",
    Tlp.AMBER_STRICT: "may be shared on a need-to-know basis within the organisation only",
    Tlp.RED: "for the eyes and ears of individual recipients only",
}
_COVERAGE_WORDS = {
    Coverage.CITED: ("is cited", "are cited"),
    Coverage.JUDGEMENT: ("is the desk’s judgement", "are the desk’s judgement"),
    Coverage.UNCITED: ("has no source", "have no source"),
}
"""What is said of one statement, and of several."""
ENTITY_WORDS = {
    EntityKind.PERSON: ("Person", "People"),
    EntityKind.ORGANISATION: ("Organisation", "Organisations"),
    EntityKind.PLACE: ("Place", "Places"),
    EntityKind.AGREEMENT: ("Agreement", "Agreements"),
    EntityKind.EVENT: ("Event", "Events"),
}
BASIS_WORDS = {
    Basis.EDITOR: "set by an editor",
    Basis.STATED: "stated in the source",
    Basis.METADATA: "from the file's own description",
    Basis.INFERRED: "inferred",
    Basis.UNKNOWN: "not known",
}
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


def grade_words(grade: str | None) -> str:
    """Spell an Admiralty code out: `usually reliable source, probably true`."""
    if not grade or len(grade) != 2 or grade[0] not in RELIABILITY or grade[1] not in CREDIBILITY:
        return ""
    return f"{RELIABILITY[grade[0]]}, {CREDIBILITY[grade[1]]}"


def language_of(tag: str, own: str) -> Language:
    """Return the `lang` and `dir` of words in the language `tag` on a page in `own`.

    >>> language_of("ar", "en")
    Language(lang='ar', dir='rtl')
    """
    if not _TAG.fullmatch(tag) or tag == "und":
        return Language(None, "auto")
    first = tag.split("-", maxsplit=1)[0].lower()
    if first == own.split("-", maxsplit=1)[0].lower():
        return OWN
    return Language(tag, "rtl" if first in RIGHT_TO_LEFT else "ltr")


def sheet_mark(mark: Tlp | None) -> str:
    """Return the class of a page with a handling mark, which its printed sheets are named after."""
    return f"tlp-{mark.replace('+', '-')}" if mark else ""


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
    return _MARKS.get(language.split("-", maxsplit=1)[0].lower(), "“”‘’")


def datetime_value(value: PartialDate) -> str | None:
    """Return what `<time datetime>` may hold: a day, a month or a year; else None."""
    return value.edtf if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", value.edtf) else None


def likelihood_words(words: str) -> str:
    """Explain the words of probability in some words: `“Likely”: a chance of 55–80 %`; nothing where none is.

    >>> likelihood_words("A strike is likely.")
    '“Likely”: a chance of 55–80 % (ICD 203)'
    """
    chances = [f"“{word.capitalize()}”: a chance of {chance}" for word, chance in chances_in(words).items()]
    return "; ".join(chances) + " (ICD 203)" if chances else ""


def http_address(url: str | None) -> str:
    """Return an address that a reader may follow, http or https; else nothing."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def coverage_words(coverage: Mapping[Coverage, int], *, has_extracts: bool) -> tuple[str, ...]:
    """Say what the statements of a page rest on, and that extracts have links; empty where it has neither.

    >>> coverage_words({Coverage.CITED: 12, Coverage.JUDGEMENT: 1, Coverage.UNCITED: 1}, has_extracts=False)
    ('12 of 14 statements are cited, 1 is the desk’s judgement, 1 has no source',)
    """
    total = sum(coverage.values())
    given = [(kind, coverage[kind]) for kind in Coverage if coverage.get(kind)]
    lines = []
    if len(given) == 1:
        kind, number = given[0]
        lines.append(f"{all_of(number, 'statement')} {_COVERAGE_WORDS[kind][number > 1]}")
    elif given:
        (kind, number), *others = given
        first = f"{number} of {total} statements {_COVERAGE_WORDS[kind][number > 1]}"
        lines.append(", ".join([first, *(f"{n} {_COVERAGE_WORDS[kind][n > 1]}" for kind, n in others)]))
    if has_extracts:
        lines.append("Extracts link to their place in a source")
    return tuple(lines)
