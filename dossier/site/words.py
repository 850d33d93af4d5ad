"""Turn codes, counts and dates into the words that readers see."""

from __future__ import annotations

import re

from dossier.model import Basis, EntityKind, PartialDate, Tlp
from dossier.site.views import OWN, Language

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
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


def grade_words(grade: str | None) -> str:
    """Spell an Admiralty code out: `B2: usually reliable source, probably true`."""
    if not grade or len(grade) != 2 or grade[0] not in RELIABILITY or grade[1] not in CREDIBILITY:
        return ""
    return f"{grade}: {RELIABILITY[grade[0]]}, {CREDIBILITY[grade[1]]}"


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


def datetime_value(value: PartialDate) -> str | None:
    """Return what `<time datetime>` may hold: a day, a month or a year; else None."""
    return value.edtf if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", value.edtf) else None


def http_address(url: str | None) -> str:
    """Return an address that a reader may follow, http or https; else nothing."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def cut(words: str, limit: int) -> str:
    """Fold white space, and cut at a word before `limit` characters with `…`."""
    folded = " ".join(words.split())
    if len(folded) <= limit:
        return folded
    head = folded[:limit]
    return (head[: head.rfind(" ")] if " " in head[limit // 2 :] else head).rstrip(" ,;:–—-") + "…"
