"""Turn the markup of a web page into what the page says of itself: title, names, date, language, address."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from dossier.model import PartialDate
from dossier.sources.front import split_names
from dossier.sources.reading import clean, one_line
from dossier.sources.stated_dates import LATER, read_date, read_date_line

DEEPEST = 20  # levels of nested linked data; more is no honest page
LINE = 100  # characters of a line that tells the day
NEAR = 40  # pieces of text after the headline among which the date line stands
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author",
            "byl", "article_author", "dcterms.creator")  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGES = ("content-language", "og:locale", "language")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "publish-date",
    "publish_date", "published", "pubdate", "publication_date", "article_date_original", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "citation_date", "bt:pubdate", "displaydate", "article:published", "release_date", "datecreated",
)  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_DAY = re.compile(r"\s{0,3}((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")
_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})[/-]")
_SEPARATOR = re.compile(
    r"\s+(?:[|»«·•‹›]|::|--?|[–—])\s+|\s*[|｜：_]\s*(?=[^|｜：_]{1,30}$)|(?<=[^\x00-\x7f])-"
)
_CLIPPED = re.compile(r"(?:\.\.\.|…)$")
_BY = re.compile(r"(?:written |posted |story |words )?by\s?:?\s+|authors?\s?:\s?|von\s+|por\s+|par\s+", re.I)
_NO_NAME = re.compile(
    r"https?:|www\.|[@#\d<>{}]|\b(?:admin|submitted|unknown|none|null|guest|anonymous)\b", re.I
)
_MARKED = (
    "//*[@itemprop='author' or @rel='author' or contains(@class, 'author-name')"
    " or contains(@class, 'author__name') or contains(@class, 'byline__name')]"
)
_BYLINE = "//*[contains(@class, 'byline') or contains(@class, 'author')][not(*[3])]"
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|analyst|columnist|journalist|producer|staff|bureau|desk|chief|"
    r"director|fellow|professor|contributor|news)\b", re.I
)  # fmt: skip


Metas = dict[str, list[str]]  # contents of the meta elements by their names in small letters


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a page says of itself; a date beside how it is known."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    language: str | None
    url: str | None
    published: tuple[PartialDate, str] | None
    description: str | None
    text: str
    """The article's words as the page's linked data hold them; often empty."""


def read_imprint(page: HtmlElement) -> Imprint:
    """Read the linked data (JSON-LD, schema.org), the meta elements, the headline and what stands near it."""
    linked, metas = _linked(page), _metas(page)
    headlines = [line for h1 in page.iter("h1") if (line := one_line(h1.text_content(), 300))]
    title_tag = one_line(page.findtext(".//title"))
    publisher = next(_first(metas, _SITES), None) or _name(linked.get("publisher"))
    named = [one_line(_text(linked.get("headline"))), *_first(metas, _TITLES), title_tag]
    title = _title([name for name in named if name], headlines, publisher)
    languages = (page.get("lang"), *_first(metas, _LANGUAGES), linked.get("inLanguage"))
    addresses = (
        *page.xpath("//link[@rel='canonical']/@href"),
        *_first(metas, ("og:url",)),
        linked.get("url"),
    )
    url = next((a for a in map(_text, addresses) if a and re.match(r"https?://[^/\s]+/\S", a)), None)
    return Imprint(
        title,
        _authors(page, linked, metas, title or "", publisher),
        publisher,
        next((one_line(tag) for tag in map(_text, languages) if tag), None),
        one_line(url, 2000),
        _published(page, linked, metas, title or "", url or ""),
        next(_first(metas, _DESCRIPTIONS), None),
        _text(linked.get("articleBody")) or "",
    )


def _text(value: object) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _first(metas: Metas, names: tuple[str, ...]) -> Iterator[str]:
    return (line for name in names for content in metas.get(name, ()) if (line := one_line(content)))


def _metas(page: HtmlElement) -> Metas:
    found: Metas = {}
    for meta in page.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(key) and meta.get("content"):
                found.setdefault(meta.get(key).strip().lower(), []).append(meta.get("content"))
    return found


def _linked(page: HtmlElement) -> dict[str, Any]:
    """Return the page's article among its linked data, with references to its people resolved."""
    ids: dict[str, Any] = {}
    found: list[dict[str, Any]] = []

    def walk(value: object, depth: int) -> None:
        if isinstance(value, list):
            for part in value[:500]:
                walk(part, depth + 1)
        elif isinstance(value, dict) and depth < DEEPEST:
            if isinstance(value.get("@id"), str) and len(value) > 1:
                ids.setdefault(value["@id"], value)
            kinds = value.get("@type")
            if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                found.append(value)
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                walk(value.get(key), depth + 1)

    for script in page.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            walk(
                json.loads(
                    re.sub(r"^\s*//.*|^\s*<!\[CDATA\[|\]\]>\s*$", "", script.text or ""), strict=False
                ),
                0,
            )
        except (ValueError, RecursionError):
            continue
    article = next((one for one in found if one.get("headline")), found[0] if found else {})
    people = article.get("author")
    people = people if isinstance(people, list) else [people]
    return {
        **article,
        "author": [ids.get(str(p.get("@id")), p) if isinstance(p, dict) else p for p in people],
    }


def _name(value: object) -> str | None:
    for _ in range(3):  # a list of one person, whose name is a list of one
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
    return one_line(_text(value))


def _title(named: list[str], headlines: list[str], publisher: str | None) -> str | None:
    """Choose the headline that the page shows when its metadata name one like it; without the site's name."""
    likeness, headline = max(((_like(name, h), h) for name in named for h in headlines), default=(0.0, ""),
                             key=lambda pair: pair[0])  # fmt: skip
    if headline and (likeness >= 0.25 or not named):
        inner = [name for name in named if name in headline and len(name) >= 0.5 * len(headline)]
        return min(inner, key=len) if inner else headline
    whole = [name for name in named if not _CLIPPED.search(name)] or named
    return _without_site(whole[0], publisher) if whole else (headlines[0] if len(headlines) == 1 else None)


def _like(one: str, other: str) -> float:
    """Return the share of words, or of characters where a script sets no spaces, that two titles share."""
    first, second = (set(t.split()) if t.count(" ") > len(t) / 12 else set(t) for t in
                     (one.casefold(), other.casefold()))  # fmt: skip
    return len(first & second) / max(len(first), len(second))


def _without_site(title: str, publisher: str | None) -> str:
    parts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    for start, end in parts:
        tail = title[end:]
        if (publisher and publisher.casefold() in tail.casefold()) or re.search(r"[|»｜]", title[start:end]):
            return title[:start]
    return title


def _authors(
    page: HtmlElement, linked: dict[str, Any], metas: Metas, title: str, publisher: str | None
) -> tuple[str, ...]:
    """Return the first names that hold: of the linked data, the meta elements, the marks of a byline."""
    people = [p for p in linked["author"] if not isinstance(p, dict) or p.get("@type") != "Organization"]
    bylines = [element.text_content().strip() for element in page.xpath(_BYLINE)[:9]]
    bylines += [line for _, line in under_headline(page, title)]
    sources = (
        [_name(person) for person in people],
        list(_first(metas, _AUTHORS)),
        [element.text_content() for element in page.xpath(_MARKED)[:9]],
        [line for line in bylines if _BY.match(line) and len(line) <= LINE][:1],
        [_name(person) for person in linked["author"]],
    )
    for lines in sources:
        names = [name for line in lines if line for name in _names(line, publisher)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _names(line: str, publisher: str | None) -> list[str]:
    line = _BY.sub("", one_line(line, 300) or "", count=1)
    names = [name for name in split_names(line) if not _NO_NAME.search(name) and len(name.split()) <= 6]
    names = [name for name in names if publisher is None or name.casefold() != publisher.casefold()]
    return [name for name in names if not _ROLE.search(name)] or names[:1]


def _published(
    page: HtmlElement, linked: dict[str, Any], metas: Metas, title: str, url: str
) -> tuple[PartialDate, str] | None:
    marked = page.xpath("//time[@pubdate]/@datetime | //*[@itemprop='datePublished']/@datetime"
                        " | //*[@itemprop='datePublished']/@content")  # fmt: skip
    told = [
        _text(linked.get("datePublished")),
        *_first(metas, _DATES),
        *marked,
        _text(linked.get("dateCreated")),
    ]
    for words in told:
        if words and (day := _day(words)):
            return day, "from the page's metadata"
    if day := _near_headline(page, title):
        return day, "from the line under the headline"
    match = _URL_DAY.search(url)
    day = _parse("{:04d}-{:02d}-{:02d}".format(*map(int, match.groups()))) if match else None
    return (day, "from the page's address") if day else None


def _near_headline(page: HtmlElement, title: str) -> PartialDate | None:
    """Return the day of the first short line after the headline that ends in a day."""
    for element, line in under_headline(page, title):
        if len(line) > LINE and line.endswith("."):
            break  # the text has begun
        stamp = element.get("datetime") if element.tag == "time" else None
        if day := _day(stamp or "") or (_last_day(line) if len(line) <= LINE else None):
            return day
    return None


def under_headline(page: HtmlElement, title: str) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the pieces of text after the last heading that says the title, each with its element."""
    headlines = [h for h in page.iter("h1", "h2") if title and title in (one_line(h.text_content()) or "")]
    for headline in headlines[-1:]:
        for piece in headline.xpath("following::text()[normalize-space()][position() <= $near]", near=NEAR):
            yield piece.getparent(), " ".join(clean(piece).split())


def _last_day(line: str) -> PartialDate | None:
    try:
        found, whole = read_date(line), read_date_line(line)
    except ValueError:
        return None
    if whole:
        return None if whole[1].startswith(LATER) else whole[0]
    apart = (
        found
        and re.search(r"[,|·•:–—-]\s?$", line[: found[1]])
        and not re.search(r"[^\W\d_]{5}", line[found[2] :])
    )
    return found[0] if found and apart else None


def _day(words: str) -> PartialDate | None:
    """Read the day as it is written: neither the hour nor the time zone moves it."""
    if match := _DAY.match(words):
        return _parse("-".join(match.groups()))
    try:
        found = read_date(words)
    except ValueError:
        return None
    return found[0] if found else None


def _parse(edtf: str) -> PartialDate | None:
    try:
        return PartialDate.parse(edtf)
    except ValueError:
        return None
