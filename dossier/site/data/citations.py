"""Turn sources into citations that reference managers read: CSL-JSON and BibTeX."""

import json
from collections.abc import Iterator
from datetime import date

from dossier.model import Asset, Document, PartialDate
from dossier.site.shelf import Shelf
from dossier.text import late as re

_POINT = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
# What TeX reads as a command, and how it is written instead.
_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\^{}"}
)


def citation_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield `data/citations.json` (CSL-JSON 1.0) and `data/citations.bib` (BibTeX)."""
    rows = [(document, shelf.published(document.id)) for document in shelf.documents.values()]
    csl = json.dumps([_csl(*row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    yield Asset("data/citations.json", csl)
    yield Asset("data/citations.bib", "\n".join(_bibtex(*row) for row in rows))


def _csl(document: Document, published: PartialDate | None) -> dict[str, object]:
    meta = document.meta
    accessed = meta.retrieved.earliest if meta.retrieved else None
    record = {
        "id": document.id,
        "type": "article-newspaper" if meta.publisher else "webpage" if meta.url else "article",
        "title": meta.title,
        "author": [{"literal": author} for author in meta.authors],
        "container-title": meta.publisher,
        "issued": _csl_date(published) if published else None,
        "accessed": {"date-parts": [_parts(accessed)]} if accessed else None,
        "URL": meta.url,
        "language": meta.language if meta.language != "und" else None,
    }
    return {name: value for name, value in record.items() if value or name == "title"}


def _csl_date(value: PartialDate) -> dict[str, object]:
    """Return a CSL date; a range keeps both ends as exact as they are, an open one its known end, `circa`."""
    ends = [each.rstrip("~?%") for each in value.edtf.split("/")]
    if all(_POINT.fullmatch(end) for end in ends):
        parts = [[int(part) for part in end.split("-")] for end in ends]
    else:
        parts = [_parts(end) for end in dict.fromkeys([value.earliest, value.latest]) if end]
    circa = value.earliest is None or value.latest is None or value.is_approximate
    return {"date-parts": parts, "circa": True} if circa else {"date-parts": parts}


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _bibtex(document: Document, published: PartialDate | None) -> str:
    meta = document.meta
    fields = {
        "title": f"{{{_tex(meta.title)}}}",
        "author": " and ".join(f"{{{_tex(author)}}}" for author in meta.authors),
        "journal": _tex(meta.publisher or ""),
        "date": published.edtf if published else "",
        "year": str(published.earliest.year) if published and published.earliest else "",
        "url": meta.url or "",
        "language": meta.language if meta.language != "und" else "",
    }
    kind = "article" if meta.publisher else "online" if meta.url else "misc"  # an article needs a journal
    lines = [f"  {name} = {{{content}}}," for name, content in fields.items() if content]
    return "\n".join([f"@{kind}{{{document.id},", *lines, "}", ""])


def _tex(words: str) -> str:
    return words.translate(_TEX)
