"""Turn saved web pages into blocks: the article without the menus, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from htmldate import find_date
from lxml import etree
from trafilatura import bare_extraction, baseline
from trafilatura.settings import Document as Extract

from dossier.model import Basis, DateHint, ParagraphKind, PartialDate, Problem
from dossier.sources.encodings import decode
from dossier.sources.reading import Block, Reading, clean, one_line, warning

for _name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # faults come back as problems

_HEAD = 100_000  # characters in which a page names itself
_XML = re.compile(r"\s{0,9}<\?xml[^>]{0,200}\?>")
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\slang\s{0,3}=\s{0,3}[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)", re.I
)
_SAVED_FROM = re.compile(
    r"<!--\s{0,3}saved from url=\(\d{1,5}\)(https?://[^\s<>]{1,2000})"
    r"|Page saved with SingleFile\s{1,5}url:\s{0,3}(https?://[^\s<>]{1,2000})"
)
# htmldate takes today for its last possible day; a fixed one keeps builds equal whenever they run.
_LAST_DAY = "2099-12-31"
_BLOCKS = frozenset(["p", "head", "item", "quote", "row", "list", "table", "code", "ab", "div", "lb", "body"])
_KINDS = {"head": ParagraphKind.HEADING, "item": ParagraphKind.BODY, "row": ParagraphKind.BODY}


def read_web(raw: bytes, file: str) -> Reading:
    """Read a page by trafilatura (Barbaresi 2021) and htmldate (Barbaresi 2020); nothing is fetched."""
    markup, encoding, problems = decode(raw, file, declared=True)
    if markup is None:
        hint = "Save the page again as HTML."
        problem = warning("binary-file", "holds bytes of some other format, not a page; not read", file, hint)
        return Reading((), "binary", problems=(problem,))
    markup = _XML.sub("", markup.replace("\0", " "), count=1)
    if "<html" not in markup[:_HEAD].lower():
        markup = f"<html><body>{markup}</body></html>"  # a part of a page; parsers want it whole
    try:
        return _read(markup, encoding, file, problems)
    except Exception as error:
        hint = "Save the page again, or save its text as .txt."
        fault = warning("unreadable-page", f"the page cannot be read: {type(error).__name__}", file, hint)
        return Reading((), f"web page, {encoding}", problems=(*problems, fault))


def _read(markup: str, encoding: str, file: str, problems: tuple[Problem, ...]) -> Reading:
    found = bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LAST_DAY},
    )
    body = found.body if isinstance(found, Extract) else baseline(markup)[0]
    blocks = tuple(_blocks(body))
    if not blocks:
        hint = "Open it in a browser and save it again when its words are there, or save them as .txt."
        fault = warning(
            "no-text", "the page shows no text, only scripts, pictures or broken markup; not read", file, hint
        )
        return Reading((), f"web page, {encoding}", problems=(*problems, fault))
    head = markup[:_HEAD]
    language, saved = _LANGUAGE.search(head), _SAVED_FROM.search(head)
    url = one_line(getattr(found, "url", None), 2000) or (saved and (saved[1] or saved[2]))
    site, host = (one_line(getattr(found, key, None)) for key in ("sitename", "hostname"))
    author = one_line(getattr(found, "author", None))
    return Reading(
        blocks,
        f"web page, {encoding}",
        title=one_line(getattr(found, "title", None)),
        authors=tuple(name.strip() for name in author.split(";")) if author else (),
        publisher=None if site and host and site.lower().removeprefix("www.") in host else site,
        language=language[1] if language else None,
        url=url if url and url.startswith(("http://", "https://")) else None,
        date_hints=_date_hints(getattr(found, "date", None), markup),
        problems=problems,
        is_prose=False,
    )


def _date_hints(stated: str | None, markup: str) -> tuple[DateHint, ...]:
    if stated:
        return (DateHint(PartialDate.parse(stated), Basis.METADATA, None, "from the page's metadata"),)
    guess = find_date(markup, extensive_search=True, original_date=True, max_date=_LAST_DAY)
    if not guess or guess.endswith("-01-01"):  # htmldate's way to say: only the year
        return ()
    return (DateHint(PartialDate.parse(guess), Basis.INFERRED, None, "guessed from a date on the page"),)


def _blocks(body: etree._Element) -> Iterator[Block]:
    """Yield the paragraphs, headings, list entries and table rows of an extracted body, in order."""
    parts: list[str] = []
    inside: list[ParagraphKind] = []

    def flush() -> Iterator[Block]:
        words = " ".join(clean("".join(parts)).split())
        parts.clear()
        if words:
            yield Block(words, inside[-1] if inside else None)

    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _BLOCKS:
                yield from flush()
            if name in _KINDS:
                inside.append(_KINDS[name])
            if name == "cell" and element.getprevious() is not None:
                parts.append(" | ")
            parts.append(element.text or "" if name else "")
        else:
            if name in _BLOCKS:
                yield from flush()
            if name in _KINDS:
                inside.pop()
            parts.append(element.tail or "")
    yield from flush()
