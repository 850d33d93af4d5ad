"""Put an editor's sidecar over what was found in a source: the editor's word wins."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dossier.model import (
    Basis,
    DateHint,
    Document,
    Override,
    ParagraphKind,
    PartialDate,
    Place,
    Problem,
    Severity,
    TopicId,
)
from dossier.sources.sidecar import Sidecar

_SENTENCE = re.compile(r"p\d{1,7}s\d{1,7}")
_PLAIN = ("title", "publisher", "url", "language", "rights", "grade", "tlp", "publish")


def apply_sidecar(
    document: Document, sidecar: Sidecar, places: dict[str, Place], file: str
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the document with the sidecar's fields, kinds and overrides, and what does not fit its text."""
    checks = _Checks(document, places, file)
    kinds = checks.kinds(sidecar)
    changes: dict[str, Any] = {
        key: getattr(sidecar, key) for key in _PLAIN if getattr(sidecar, key) is not None
    }
    changes |= {"summary": checks.summary(sidecar), "overrides": checks.overrides(sidecar)}
    changes["by_editor"] = frozenset(sidecar.model_fields_set)
    if sidecar.title:
        changes["title_basis"] = Basis.EDITOR
    if sidecar.authors is not None:
        changes["authors"] = tuple(sidecar.authors)
    if sidecar.retrieved:
        changes["retrieved"] = PartialDate.parse(sidecar.retrieved)
    if sidecar.published:
        hint = DateHint(PartialDate.parse(sidecar.published), Basis.EDITOR, None, "set by an editor")
        changes["date_hints"] = (hint, *document.meta.date_hints)
    if sidecar.derived_from:
        changes["derived_from"] = (sidecar.derived_from.file, sidecar.derived_from.sha256)
    paragraphs = tuple(
        replace(p, kind=kinds[p.number], by_editor=True) if p.number in kinds else p
        for p in document.paragraphs
    )
    changed = replace(document, meta=replace(document.meta, **changes), paragraphs=paragraphs)
    return changed, tuple(checks.problems)


class _Checks:
    """Reads the parts of a sidecar that point into the text, and collects those that miss it."""

    def __init__(self, document: Document, places: dict[str, Place], file: str) -> None:
        self.document, self.places, self.file = document, places, file
        self.problems: list[Problem] = []

    def kinds(self, sidecar: Sidecar) -> dict[int, ParagraphKind]:
        found = sidecar.paragraphs or {}
        return {
            n: kind for n, kind in found.items() if self.has(f"p{n}", f"paragraphs/p{n}:", f"paragraphs/{n}:")
        }

    def summary(self, sidecar: Sidecar) -> tuple[str, ...]:
        lines = enumerate(sidecar.summary or ())
        return tuple(
            line for n, line in lines if not _SENTENCE.fullmatch(line) or self.has(line, f"summary/{n}")
        )

    def overrides(self, sidecar: Sidecar) -> tuple[Override, ...]:
        topics = {p: ids for p, ids in (sidecar.not_topics or {}).items() if self.has(p, f"not_topics/{p}:")}
        names = {p: whose for p, whose in (sidecar.names or {}).items() if self.has(p, f"names/{p}:")}
        for place, whose in names.items():
            quoted = self.document.quote(self.document.paragraphs[int(place[1:]) - 1].span)
            for words in whose:
                if words not in quoted:
                    message, hint = f'"{words}" does not stand in {place}', "Copy the words as they stand."
                    self.report("unknown-words", message, hint, f"names/{place}/{words}:")
        return tuple(
            Override(
                place,
                tuple(map(TopicId, topics.get(place, ()))),
                tuple((words, entity or "") for words, entity in names.get(place, {}).items()),
            )
            for place in sorted({*topics, *names}, key=_numbers)
        )

    def has(self, place: str, *paths: str) -> bool:
        """Tell whether the text has a paragraph or sentence; report at the first known path when not."""
        number, sentence = _numbers(place)
        count, last = len(self.document.paragraphs), len(self.document.sentences_of(number))
        if not 1 <= number <= count:
            hint = f"It has p1 to p{count}."
        elif "s" in place and not 1 <= sentence <= last:
            hint = f"That paragraph has p{number}s1 to p{number}s{last}."
        else:
            return True
        what = "sentence" if "s" in place else "paragraph"
        self.report("unknown-place", f"the source has no {what} {place}", hint, *paths)
        return False

    def report(self, code: str, message: str, hint: str, *paths: str) -> None:
        at = next((self.places[path] for path in paths if path in self.places), Place(self.file))
        self.problems.append(Problem(code, Severity.ERROR, message, at, hint))


def _numbers(place: str) -> tuple[int, int]:
    """Read `p3s2` as (3, 2) and `p3` as (3, 0)."""
    number, _, sentence = place[1:].partition("s")
    return int(number), int(sentence or 0)
