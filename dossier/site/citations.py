"""Turn sources into citations that reference managers read: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
from datetime import date

from dossier.model import Asset, Document, Dossier, PartialDate, Publication

# What TeX reads as a command, and how it is written instead.
_TEX = {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\^{}"}


def citation_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return `data/citations.json` (CSL-JSON 1.0) and `data/citations.bib` (BibTeX)."""
    dated = {each.source: each for each in dossier.analysis.publications}
    rows = [(document, dated.get(document.id)) for document in dossier.corpus.documents]
    csl = json.dumps([_csl(*row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    return (
        Asset("data/citations.json", csl),
        Asset("data/citations.bib", "\n".join(_bibtex(*row) for row in rows)),
    )


def _csl(document: Document, publication: Publication | None) -> dict[str, object]:
    meta = document.meta
    record: dict[str, object] = {"id": document.id, "type": "article-newspaper", "title": meta.title}
    if meta.authors:
        record["author"] = [{"literal": author} for author in meta.authors]
    if meta.publisher:
        record["container-title"] = meta.publisher
    if publication and publication.value:
        record["issued"] = _csl_date(publication.value)
    if meta.retrieved and meta.retrieved.earliest:
        record["accessed"] = {"date-parts": [_parts(meta.retrieved.earliest)]}
    if meta.url:
        record["URL"] = meta.url
    if meta.language != "und":
        record["language"] = meta.language
    return record


def _csl_date(value: PartialDate) -> dict[str, object]:
    """Return a CSL date; a range keeps both ends, an open one its known end as `circa`."""
    ends = [end for end in (value.earliest, value.latest) if end]
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value.edtf):
        return {"date-parts": [[int(part) for part in value.edtf.split("-")]]}
    parts = [_parts(end) for end in dict.fromkeys(ends)]
    circa = value.earliest is None or value.latest is None or value.edtf[-1] in "~?%"
    return {"date-parts": parts, "circa": True} if circa else {"date-parts": parts}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _bibtex(document: Document, publication: Publication | None) -> str:
    meta = document.meta
    value = publication.value if publication else None
    fields = {
        "title": f"{{{_tex(meta.title)}}}",
        "author": " and ".join(f"{{{_tex(author)}}}" for author in meta.authors),
        "journal": _tex(meta.publisher or ""),
        "date": value.edtf if value else "",
        "year": str(value.earliest.year) if value and value.earliest else "",
        "url": meta.url or "",
        "language": meta.language if meta.language != "und" else "",
    }
    lines = [f"  {name} = {{{content}}}," for name, content in fields.items() if content]
    return "\n".join([f"@article{{{document.id},", *lines, "}", ""])


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in words)
