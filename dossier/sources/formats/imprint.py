"""Turn the markup of a web page into what the page says of itself: title, names, date, language, address."""

import html
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from lxml.etree import strip_elements
from lxml.html import HtmlElement

from dossier.model import PartialDate
from dossier.sources.formats.pruning import block_of, in_noise, pieces_of
from dossier.text import late as re
from dossier.text.bylines import split_names
from dossier.text.characters import flat, one_line
from dossier.text.date_words import ALL_MONTHS, ALL_WEEKDAYS, PLAIN
from dossier.text.stamp_labels import LABELLED, LATER, label_of, says_published
from dossier.text.stamps import read_stamp
from dossier.text.stated_dates import day_in_address, real_date
from dossier.text.words import is_unspaced

DEEPEST = 20  # levels of nested linked data; more is no honest page
LINE = 100  # characters of a line that tells the day
MOST = 50  # authors, titles or headlines of one page; what names more is a list
KIN = 200  # lines of the kind of one that are looked at
NEAR = 40  # pieces of text after the headline among which the date line stands
LIKE = 0.5  # of the words of a title and of the heading that says it in other marks
ALIKE = 0.25  # of the words of two titles; papers word them anew for other sites

# Keys of the linked data, names of the meta elements, and of ours; all in small letters, best first.
_TITLES = ("headline", "og:title", "twitter:title", "dc.title", "citation_title", "title element")
_AUTHORS = (
    "person", "author", "article:author", "dc.creator", "citation_author", "parsely-author",
    "sailthru.author", "byl", "article_author", "dcterms.creator",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGES = ("lang", "content-language", "og:locale", "language", "inlanguage")
_ADDRESSES = ("canonical", "og:url", "url")
_DATES = (
    "datepublished", "article:published_time", "og:published_time", "publishdate", "publish-date",
    "publish_date", "published", "pubdate", "publication_date", "article_date_original", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
    "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "citation_date", "bt:pubdate", "displaydate", "article:published", "release_date",
)  # fmt: skip
_CREATED = ("datecreated",)
"""The day of a page's file, which may be that of a move to another system: a day that the page prints near
its headline outdoes it, though a standfirst is between them."""
_EDITED = ("datemodified",)
"""Of a page of a wiki, whose first day is that of a text which was there before."""
_STAMPS = (
    "(//time[@pubdate] | //*[@itemprop='datePublished'])"
    "[@datetime and not(ancestor::li or ancestor::aside or ancestor::nav or ancestor::footer)]"
)
_MARKED = (
    "//*[@itemprop='author' or @rel='author' or contains(@class, 'author-name')"
    " or contains(@class, 'author__name') or contains(@class, 'byline__name')]"
)
_BYLINE = "//*[contains(@class, 'byline') or contains(@class, 'author')][not(*[3])]"
_LINKED = "//script[contains(@type, 'ld+json')]"
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "dt"])
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_WRAPPED = re.compile(r"^\s*//.*|^\s*<!\[CDATA\[|\]\]>\s*$")
_PAGE = re.compile(r"https?://[^/\s]+/\S")
_DAY = re.compile(r"\s{0,3}((?:19|20)\d{2})-?(\d{2})-?(\d{2})(?!\d)")
_SEPARATOR = re.compile(
    r"\s+(?:[|»«·•‹›]|::|--?|[–—])\s+|\s*[|｜：_]\s*(?=[^|｜：_]{1,30}$)|(?<=[^\x00-\x7f])-"
)
_CLIPPED = re.compile(r"(?:\.\.\.|…)$")
_BY = re.compile(
    r"(?i:view all (?:posts|articles|stories)(?: by)?\s+|(?:written |posted |story |words )?by\s?:?\s+"
    r"|authors?\s?:\s?|von\s+|por\s+|par\s+|nga\s+)"
)
_FACTS = frozenset(["dd", "dt", "td", "th"])
_DATE = re.compile(r"(?:date|datum|dato|fecha|data|дата|tarih|dátum)\s?:?", re.I)
_EVENT = re.compile(
    r"(?:time|venue|place|location|where|zeit|uhrzeit|ort|heure|lieu|hora|lugar|local|ora|luogo|tijd|plaats)\s?:?",
    re.I,
)
"""What stands beside "date" in a list that announces a meeting, or tells the facts of an event."""
_COLON = re.compile(r"(?P<label>[^\W\d_]{1,20})\s?[:：](?P<value>[^|•·–—:：\d]{0,30})\d")
_OF_DAYS = frozenset((*ALL_WEEKDAYS, *ALL_MONTHS))
_OF_TEXT = re.compile(r"news|story|edition|nachrichten|ausgabe|édition|edición|edizione|editie", re.I)
_GOES_ON = re.compile(
    r"\w\s(?:on|at|in|of|since|until|from|[a-z]{2,20}ed|am|seit|bis|vom|le|du|depuis|el|desde|em|il|dal|op|sinds)$"
)
"""Words such as "Incorporated on": a label before a day, as that with a colon is."""
_PERSON = r"(?:(?:de|di|la|van|von|der|bin|al)\s)?[^\W\d_a-z][\w.’'-]*"
_BY_PERSON = re.compile(
    rf"(?:{_BY.pattern}){_PERSON}(?:\s{_PERSON}){{0,4}}\s?(?:$|[,|•·(–-]|&|(?:and|und|et|y|in|for|at)\s)"
)
_ELSEWHERE = re.compile(
    r"\s(?:(?:in|at|for)\s|(?i:envoyée?s?|correspondante?s?|corresponsal|korrespondent(?:in)?)\b).*$"
)  # By Ann Roe in Oslo
_NO_NAME = re.compile(
    r"https?:|www\.|^(?-i:[\w-]{3,}\.(?:com|org|net|info|news|[a-z]{2}))$|[@#\d<>{}]"
    r"|\b(?:admin|submitted|unknown|none|null|guest|anonymous|super ?user|profile)\b",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|analyst|columnist|journalist|producer|staff|bureau|desk|chief"
    r"|director|fellow|professor|contributor|news)\b",
    re.I,
)
_BESIDE_NAME = re.compile(r"[A-Z]{2,5}|(?:[a-zà-ÿ]+ ){3}.*")  # an agency, or what somebody does
Statements = dict[str, list[str]]  # what a page says under each key, in the order of the page


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
    stated = _statements(page)
    publisher, language, description = (
        next(_lines(stated, keys), None) for keys in (_SITES, _LANGUAGES, _DESCRIPTIONS)
    )
    headlines = [line for h1 in page.iter("h1") if (line := one_line(h1.text_content(), 300))]
    title = _title(list(_lines(stated, _TITLES))[:MOST], headlines[:MOST], publisher, page)
    url = next((one_line(a, 2000) for a in _values(stated, _ADDRESSES) if _PAGE.match(a)), None)
    under = list(under_headline(page, title))
    authors = _authors(page, stated, [line for _, line in under], publisher)
    published = _published(page, stated, under, url or "")
    body = next(_values(stated, ("articlebody",)), "")
    return Imprint(title, authors, publisher, language, url, published, description, body)


def under_headline(page: HtmlElement, title: str | None) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the pieces of text after the last heading that says the title, each with its element."""
    headline = headline_of(page, title)
    if headline is not None:
        for piece in headline.xpath("following::text()[normalize-space()][position() <= $near]", near=NEAR):
            yield piece.getparent(), flat(piece)


def headline_of(page: HtmlElement, title: str | None) -> HtmlElement | None:
    """Return the last heading that is the title, or else says it, or else is most like it."""
    if not title:
        return None
    headings = [(h, one_line(h.text_content()) or "") for h in page.iter("h1", "h2")]
    same = [h for h, words in headings if title == words] or [h for h, words in headings if title in words]
    like = max(headings[:MOST], key=lambda each: _like(title, each[1]), default=(None, ""))
    return same[-1] if same else like[0] if _like(title, like[1]) > LIKE else None


def _statements(page: HtmlElement) -> Statements:
    stated: Statements = defaultdict(list)
    for key, value in _article(page).items():
        for one in value if isinstance(value, list) else [value]:
            name = one.get("name") if isinstance(one, dict) else one
            name = name[0] if isinstance(name, list) and name else name
            if isinstance(name, str):
                stated[key.lower()].append(html.unescape(name))
    for meta in page.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            stated[meta.get(key, "").strip().lower()].append(meta.get("content", ""))
    stated["datepublished"] += _stamps(page)
    stated["canonical"] += page.xpath("//link[@rel='canonical']/@href")
    stated["title element"].append(page.findtext(".//title") or "")
    stated["lang"].append(page.get("lang", ""))
    return stated


def _stamps(page: HtmlElement) -> list[str]:
    """Return the day that is marked below a headline, or on a page without one; several are a list."""
    marked = [element for element in page.xpath(_STAMPS) if not in_noise(element)]
    has_headline = page.find(".//h1") is not None
    below = [element for element in marked if element.xpath("preceding::h1") or not has_headline]
    return [element.get("datetime") for element in below] if len(below) == 1 else []


def _values(stated: Statements, keys: tuple[str, ...]) -> Iterator[str]:
    return (value.strip() for key in keys for value in stated.get(key, ()) if value.strip())


def _lines(stated: Statements, keys: tuple[str, ...]) -> Iterator[str]:
    return (line for value in _values(stated, keys) if (line := one_line(value)))


def _article(page: HtmlElement) -> dict[str, Any]:
    """Return the page's article among its linked data, with references to its people resolved."""
    ids: dict[str, Any] = {}
    linked = [article for script in page.xpath(_LINKED) for article in _articles_in(script, ids)]
    found = [article for article in linked if not _is_elsewhere(article, page, is_only=len(linked) == 1)]
    article = next((one for one in found if one.get("headline")), found[0] if found else {})
    people, firms = _people(article, ids)
    whole = {"author": None, "person": people, "organisation": firms, "articleBody": _words_of(article)}
    return {**article, **whole}


def _words_of(article: dict[str, Any]) -> str:
    """Return the words of an article, and of each post of a live one the headline and the words."""
    posts = article.get("liveBlogUpdate")
    parts = [article.get("articleBody")]
    for post in posts if isinstance(posts, list) else ():
        if isinstance(post, dict):
            parts += [post.get("headline"), post.get("articleBody")]
    return "\n".join(part for part in parts if isinstance(part, str))


def _people(article: dict[str, Any], ids: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return the persons and the organisations that an article names as its authors."""
    named = article.get("author")
    known = [
        ids.get(str(one.get("@id")), one) if isinstance(one, dict) else one
        for one in (named[:MOST] if isinstance(named, list) else [named])
    ]
    firms = [one for one in known if isinstance(one, dict) and one.get("@type") == "Organization"]
    return [one for one in known if one not in firms], firms


def _articles_in(script: HtmlElement, ids: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the articles of a piece of linked data, and note by its id what others refer to."""
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

    with suppress(ValueError, RecursionError):
        walk(json.loads(_WRAPPED.sub("", script.text or ""), strict=False), 0)
    return found


def drop_other_articles(page: HtmlElement) -> None:
    """Take out the linked data that hold articles of other pages, or lists of them."""
    for script in page.xpath(_LINKED):
        articles = _articles_in(script, {})
        is_only = len(articles) == 1
        others = any(_is_elsewhere(each, page, is_only=is_only) for each in articles)
        if others or '"ItemList"' in (script.text or ""):
            script.drop_tree()


def _is_elsewhere(article: dict[str, Any], page: HtmlElement, *, is_only: bool) -> bool:
    """Tell whether an article of the linked data is another page's: by its headline and its address.

    Papers word headlines anew: the only one (`is_only`) is the page's, too, if it gives no address.
    """
    if _has_headline(article, page):
        return False
    whole = article.get("mainEntityOfPage")
    own = [article.get("url"), whole.get("@id") if isinstance(whole, dict) else whole]
    paths = {_path(each) for each in own if isinstance(each, str)}
    shown = page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    addresses = {_path(each) for each in shown if each.strip()}
    return not paths & addresses and (not is_only or bool(paths))


def _has_headline(article: dict[str, Any], page: HtmlElement) -> bool:
    """Tell whether the headline of an article is like one of the page, or one of them has none."""
    headline = article.get("headline")
    names = [one_line(h1.text_content(), 300) for h1 in page.iter("h1")]
    names += page.xpath("//title/text() | //meta[@property='og:title' or @name='twitter:title']/@content")
    if not isinstance(headline, str) or not any(names):
        return True
    return any(_like(html.unescape(headline), name) >= ALIKE for name in names[:MOST] if name)


def _path(address: str) -> str:
    """Return an address without its scheme, query and last slash."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address.strip()).rstrip("/")


def _title(named: list[str], headlines: list[str], publisher: str | None, page: HtmlElement) -> str | None:
    """Choose the headline that the page shows when its metadata name one like it; without the site's name."""
    if headline := _beside_site(named, headlines, page) or _headline(named, headlines):
        return headline
    whole = [name for name in named if not _CLIPPED.search(name)] or named
    if whole:
        return _without_site(whole[0], publisher, page)
    return headlines[0] if len(headlines) == 1 else None


def _headline(named: list[str], headlines: list[str]) -> str | None:
    """Return the headline that is most like a title that the page names, or the title inside it."""
    pairs = [(_like(name, headline), headline) for name in named for headline in headlines]
    likeness, headline = max(pairs, default=(0.0, ""), key=lambda pair: pair[0])
    if likeness < ALIKE:
        return None
    inner = [name for name in named if name in headline and len(name) >= 0.5 * len(headline)]
    return min(inner, key=len) if inner else headline


def _beside_site(named: list[str], headlines: list[str], page: HtmlElement) -> str | None:
    """Return the heading that opens a title which ends with the name of the site, a headline as well."""
    parts = {
        name[: m.start()] for name in named for m in _SEPARATOR.finditer(name) if name[m.end() :] in headlines
    }
    headings = (flat(heading.text_content()) for heading in page.iter("h1", "h2", "h3"))
    return next((heading for heading in headings if heading in parts), None)


def _like(one: str, other: str) -> float:
    """Return the share of words, or of characters where a script sets no spaces, that two titles share."""
    titles = (one.casefold(), other.casefold())
    first, second = (set(title) if any(map(is_unspaced, title)) else set(title.split()) for title in titles)
    if not (first and second) or (first != second and 1 in (len(first), len(second))):
        return 0.0  # a title of one word is in many others
    return len(first & second) / max(len(first), len(second))


def _without_site(title: str, publisher: str | None, page: HtmlElement) -> str:
    """Return the part of a title that the page shows as a line, or else what is before the site's name."""
    parts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    lines = {piece.text for piece in pieces_of(page)} if parts else set()
    starts = [0, *(end for _, end in parts)]
    runs = [title[start:end] for start in starts for end, _ in parts if end - start > len(title) / 2]
    if shown := [run for run in runs if run in lines]:
        return max(shown, key=len)
    for start, end in parts:
        tail = title[end:]
        if (publisher and publisher.casefold() in tail.casefold()) or re.search(r"[|»｜]", title[start:end]):
            return title[:start]
    return title


def _authors(
    page: HtmlElement, stated: Statements, lines: list[str], publisher: str | None
) -> tuple[str, ...]:
    """Return the first names that hold: of the linked data, the meta elements, the marks of a byline."""
    marked, bylined = (
        [each for each in page.xpath(path) if not in_noise(each)][:9] for path in (_MARKED, _BYLINE)
    )
    bylines = [line for element in bylined for line in _untimed_lines(element)] + lines
    sources = (
        *(list(_values(stated, (key,))) for key in _AUTHORS),
        [element.text_content() for element in marked],
        [line for line in bylines if _BY_PERSON.match(line) and len(line) <= LINE][:1],
        list(_values(stated, ("organisation",))),
    )
    for source in sources:
        names = [name for line in source for name in _names(line, publisher)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _untimed_lines(byline: HtmlElement) -> list[str]:
    byline = deepcopy(byline)  # a page of its own
    byline.tail = None
    strip_elements(byline, "time", with_tail=False)
    return [piece.text for piece in pieces_of(byline)]


def _names(line: str, publisher: str | None) -> list[str]:
    line = _BY.sub("", one_line(line, 300) or "", count=1).rstrip(" |–—-")
    names = [_ELSEWHERE.sub("", name) for name in split_names(line)]
    names = [name for name in names if not _NO_NAME.search(name) and len(name.split()) <= 6]
    names = [name for name in names if publisher is None or name.casefold() != publisher.casefold()]
    return _without_agencies([name for name in names if not _ROLE.search(name)] or names[:1])


def _without_agencies(names: list[str]) -> list[str]:
    """Leave out an agency, or what somebody does, behind a whole name."""
    if not names or " " not in names[0] or names[0].islower():
        return names
    return [name for name in names if not _BESIDE_NAME.fullmatch(name)]


def _published(
    page: HtmlElement, stated: Statements, under: list[tuple[HtmlElement, str]], url: str
) -> tuple[PartialDate, str] | None:
    if any(generator.startswith("MediaWiki") for generator in stated.get("generator", ())):
        footer = "".join(page.xpath("//*[@id='footer-info-lastmod']//text()"))
        if edited := _stated_day(stated, _EDITED) or _day(footer):
            return edited, "from the day of the last edit"
    created = _stated_day(stated, _CREATED)
    if day := _stated_day(stated, _DATES):
        return day, "from the page's metadata"
    if day := _printed_day(page, under, beyond_text=created is not None):
        return day, "from the line under the headline"
    if created:
        return created, "from the page's metadata"
    day = day_in_address(url)
    return (day, "from the page's address") if day and day.is_exact else None


def _stated_day(stated: Statements, keys: tuple[str, ...]) -> PartialDate | None:
    return next((day for words in _values(stated, keys) if (day := _day(words))), None)


def _printed_day(
    page: HtmlElement, under: list[tuple[HtmlElement, str]], *, beyond_text: bool
) -> PartialDate | None:
    """Return the first day in the lines below the headline, up to where the text begins unless told."""
    for (above, before), (element, line) in pairwise([(page, ""), *under]):
        if len(line) > LINE and line.endswith(".") and not beyond_text:
            break
        if _in_prose(element) or is_entry(element, page):
            continue
        stamp = element.get("datetime") if element.tag == "time" else None
        day = _day(stamp or "") or _last_day(line)
        is_beside = block_of(above) is block_of(element)
        if day and not _is_of_another_thing(element, line, before, is_beside=is_beside):
            return day
    return None


def _is_of_another_thing(element: HtmlElement, line: str, before: str, *, is_beside: bool) -> bool:
    """Tell whether a day lies in a list of facts or has an unknown label, so that it may be of anything.

    `before` are the words before its line; `is_beside` where they lie in the same paragraph.
    """
    if not (is_beside or before.endswith((":", "："))):
        before = ""
    fact = next((each for each in (element, *element.iterancestors()) if each.tag in _FACTS), None)
    if fact is not None and not fact.xpath("ancestor::table[.//h1 or .//h2]"):
        beside = fact.xpath("preceding-sibling::dt[1] | preceding-sibling::td | preceding-sibling::th")
        labels = (line, before, *(flat(each.text_content()) for each in beside))
        if _DATE.fullmatch(labels[-1]):
            return _announces(fact)
        return not any(says_published(label) or _BY.match(f"{label} ") for label in labels)
    if _says_when(line) or _says_when(before):
        return False
    return _GOES_ON.search(before) is not None or _has_own_label(f"{before} {line}")


def _announces(fact: HtmlElement) -> bool:
    """Tell whether a list of facts has an hour or a place beside its day."""
    others = fact.xpath("ancestor::*[self::dl or self::table][1]//*[self::dt or self::th or self::td]")
    return any(_EVENT.fullmatch(flat(each.text_content())) for each in others[:KIN])


def _has_own_label(words: str) -> bool:
    """Tell whether a day is what a label with a colon names, as "Next sitting:".

    None is what names a text, nor what names another thing before the day: "Source: Harbour Agency, 3 June".
    """
    found = _COLON.search(words)
    if found is None or _OF_TEXT.fullmatch(found["label"]):
        return False
    value = re.findall(r"[^\W\d_]+", found["value"])
    return all(word.islower() or word.casefold() in _OF_DAYS for word in value)


def _says_when(words: str) -> bool:
    """Tell whether words begin with a label of the day of publication, or with a byline."""
    label = LABELLED.match(words.translate(PLAIN))
    return _BY.match(words) is not None or (label is not None and label_of(label).when != LATER)


def _in_prose(element: HtmlElement) -> bool:
    """Tell whether an element stands inside a paragraph of the text, too long for a date line."""
    texts = (flat(each.text_content()) for each in element.iterancestors("p"))
    return any(len(text) > LINE and text.endswith((".", "!", "?", "”", '"')) for text in texts)


def is_entry(element: HtmlElement, page: HtmlElement) -> bool:
    """Tell whether a line is the day of an entry, since others of its kind are other days.

    Of its kind are all headings of its rank; of other lines those that are marked alike and lie beside it, or
    beside what it lies in.
    """
    element = block_of(element)
    own = _last_day(_short(element))
    if own is None:
        return False
    alike = islice(_of_its_kind(element, page), KIN)
    return any((day := _last_day(_short(each))) is not None and day != own for each in alike)


def _short(element: HtmlElement) -> str:
    """Return the words of an element on one line; none where they are too long for one."""
    words = ""
    for piece in element.itertext():
        words += piece
        if len(flat(words)) > LINE:
            return ""
    return flat(words)


def _of_its_kind(element: HtmlElement, page: HtmlElement) -> Iterator[HtmlElement]:
    parent = element.getparent()
    if element.tag in _HEADINGS or parent is None:
        yield from page.iter(element.tag)
        return
    around = parent.getparent()
    beside = [parent] if around is None else [parent, *(each for each in around if each.tag == parent.tag)]
    for home in dict.fromkeys(beside):
        yield from (
            each for each in home if each.tag == element.tag and each.get("class") == element.get("class")
        )


def _last_day(line: str) -> PartialDate | None:
    """Return the day that a short line says, alone or at its end; not a day of change."""
    found = real_date(line)
    stamp = read_stamp(line) if found else None
    if stamp and stamp.end == len(line):
        return next((d.days[0] for d in stamp.days if d.days and not d.is_later), None)
    if not found or len(line) > LINE or re.search(r"[^\W\d_]{5}|[a-zß-ÿ]{3}", line[found[2] :]):
        return None
    return found[0] if re.search(r"[,|·•:–—-]\s?$", line[: found[1]]) else None


def _day(words: str) -> PartialDate | None:
    """Read the day as it is written: neither the hour nor the time zone moves it."""
    match = _DAY.match(words)
    found = real_date("-".join(match.groups()) if match else words)
    return found[0] if found else None
