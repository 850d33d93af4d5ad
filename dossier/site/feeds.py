"""Turn the newest sources and notes into Atom feeds (RFC 4287), the pages into a sitemap and robots.txt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from dossier.datewords import in_words
from dossier.model import Asset, Dossier, Page, PageKind, PageRef, TopicId
from dossier.site.release import released_sentences
from dossier.site.urls import path_of, relative

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50  # entries of a feed; readers keep the older ones
_UNDATED = date(1970, 1, 1)  # Atom wants a date: an undated source comes last, and says so in words


@dataclass(frozen=True, slots=True)
class _Entry:
    updated: date
    ref: PageRef
    title: str
    words: str
    authors: tuple[str, ...]
    topics: frozenset[TopicId]


def feed_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return the feed of all, one for each topic and, with a site address, the sitemap."""
    entries = sorted(_entries(dossier), key=lambda e: (-e.updated.toordinal(), e.ref))
    feeds = [_feed(dossier, "feeds/all.atom.xml", dossier.title, entries)]
    for topic in dossier.desk.topics:
        chosen = [entry for entry in entries if topic.id in entry.topics]
        title = f"{dossier.title}: {topic.title}"
        feeds.append(_feed(dossier, f"feeds/topic-{topic.id}.atom.xml", title, chosen))
    return tuple(feeds)


def sitemap_assets(dossier: Dossier, pages: tuple[Page, ...]) -> tuple[Asset, ...]:
    """Return the sitemap, only of a site that has an address."""
    if not dossier.site_url:
        return ()
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for page in pages:
        address = f"{dossier.site_url}/{relative('', page.path)}"
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    return (Asset("sitemap.xml", _xml(root), "feed"),)


def robots_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return `robots.txt` (RFC 9309): all may be read; it names the sitemap where there is one."""
    sitemap = f"Sitemap: {dossier.site_url}/sitemap.xml\n" if dossier.site_url else ""
    return (Asset("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}", "static"),)


def _entries(dossier: Dossier) -> list[_Entry]:
    released = released_sentences(dossier)
    dated = {each.source: each for each in dossier.analysis.publications}
    summaries = {summary.about: summary for summary in dossier.analysis.summaries}
    topics: dict[str, set[TopicId]] = {}
    for found in dossier.analysis.topic_passages:
        topics.setdefault(found.passage.source, set()).add(found.topic)
    entries = []
    for document in dossier.corpus.documents:
        value = dated[document.id].value if document.id in dated else None
        summary = summaries.get(document.id)
        allowed = released[document.id]
        words = [in_words(value) + "." if value else "Date not known."]
        if summary:
            words += summary.words or [
                document.quote(p)
                for p in summary.sentences
                if allowed is None or dossier.corpus.sentence_id(p) in allowed
            ]
        updated = (value.latest or value.earliest) if value else None
        ref = PageRef(PageKind.SOURCE, document.id)
        authors = document.meta.authors or ((document.meta.publisher,) if document.meta.publisher else ())
        chosen = frozenset(topics.get(document.id, ()))
        entries.append(
            _Entry(updated or _UNDATED, ref, document.meta.title, " ".join(words), authors, chosen)
        )
    for note in dossier.desk.notes:
        if note.published:
            updated = note.date.latest if note.date else None
            ref = PageRef(PageKind.NOTE, note.id)
            chosen = frozenset(note.topics)
            entries.append(_Entry(updated or _UNDATED, ref, note.title, "A note.", note.authors, chosen))
    return entries


def _feed(dossier: Dossier, path: str, title: str, entries: list[_Entry]) -> Asset:
    root = ET.Element("feed", xmlns=_ATOM)
    root.set("xml:lang", dossier.language)
    newest = max((entry.updated for entry in entries), default=_UNDATED)
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "id").text = _name(dossier, path)
    ET.SubElement(root, "updated").text = f"{newest.isoformat()}T00:00:00Z"
    ET.SubElement(ET.SubElement(root, "author"), "name").text = dossier.title
    ET.SubElement(root, "generator").text = "Dossier"
    ET.SubElement(root, "link", rel="self", href=_address(dossier, path, path))
    ET.SubElement(root, "link", rel="alternate", href=_address(dossier, path, "index.html"))
    for entry in entries[:_MOST]:
        node = ET.SubElement(root, "entry")
        ET.SubElement(node, "title").text = entry.title
        ET.SubElement(node, "id").text = _name(dossier, path_of(entry.ref))
        ET.SubElement(node, "updated").text = f"{entry.updated.isoformat()}T00:00:00Z"
        for author in entry.authors:
            ET.SubElement(ET.SubElement(node, "author"), "name").text = author
        ET.SubElement(node, "link", rel="alternate", href=_address(dossier, path, path_of(entry.ref)))
        for topic in sorted(entry.topics):
            ET.SubElement(node, "category", term=topic)
        ET.SubElement(node, "summary").text = entry.words
    return Asset(path, _xml(root), "feed")


def _address(dossier: Dossier, from_path: str, to_path: str) -> str:
    if dossier.site_url:
        return f"{dossier.site_url}/{relative('', to_path)}"
    return relative(from_path, to_path)


def _name(dossier: Dossier, path: str) -> str:
    """Return an id that stays the same wherever the site is published (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{dossier.title}/{path}')}"


def _xml(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"
