"""Turn the newest sources and notes into Atom feeds (RFC 4287), the pages into a sitemap and robots.txt."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from dossier.model import Asset, Dossier, NoteId, Page, PageKind, PageRef, SourceId, TopicId
from dossier.site.shelf import Shelf
from dossier.site.urls import file_name, note_ref, path_of, relative, source_ref
from dossier.text.characters import capitalised
from dossier.text.quotes import without_sign
from dossier.text.sentences import split_sentences

_MOST = 50  # entries of a feed; readers keep the older ones
_UNDATED = date(1970, 1, 1)  # Atom wants a date: an undated source comes last, and says so in words


@dataclass(frozen=True, slots=True)
class _Entry:
    ref: PageRef
    updated: date
    authors: tuple[str, ...]
    topics: frozenset[TopicId]


def feed_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield the feed of all sources and notes, and one for each topic."""
    entries = sorted(_entries(shelf), key=lambda e: (-e.updated.toordinal(), e.ref))
    title = shelf.dossier.title
    yield _feed(shelf, "feeds/all.atom.xml", title, entries)
    for topic in shelf.topics.values():
        chosen = [entry for entry in entries if topic.id in entry.topics]
        yield _feed(shelf, f"feeds/topic-{file_name(topic.id)}.atom.xml", f"{title}: {topic.title}", chosen)


def sitemap_assets(dossier: Dossier, pages: tuple[Page, ...]) -> tuple[Asset, ...]:
    """Return the sitemap, only of a site that has an address."""
    if not dossier.site_url:
        return ()
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in pages:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = _address(dossier, "", page.path)
    return (Asset("sitemap.xml", _xml(root), "feed"),)


def robots_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield `robots.txt` (RFC 9309): all may be read; it names the sitemap where there is one."""
    home = shelf.dossier.site_url
    sitemap = f"Sitemap: {home}/sitemap.xml\n" if home else ""
    yield Asset("robots.txt", f"User-agent: *\nAllow: /\n{sitemap}", "static")


def _entries(shelf: Shelf) -> Iterator[_Entry]:
    for source, document in shelf.documents.items():
        value, meta = shelf.published(source), document.meta
        updated = value.first if value else None  # the day that pages sort it by
        authors = meta.authors or ((meta.publisher,) if meta.publisher else ())
        topics = frozenset(shelf.topics_of[source])
        yield _Entry(source_ref(source), updated or _UNDATED, authors, topics)
    for note in shelf.notes.values():
        updated = note.date.latest if note.date else None
        yield _Entry(note_ref(note.id), updated or _UNDATED, note.authors, frozenset(note.topics))


def _words(shelf: Shelf, ref: PageRef) -> str:
    """Return what a feed says of a source or a note: of most, which no feed shows, nobody asks."""
    if ref.kind is PageKind.NOTE:
        paragraph = shelf.first_paragraph(shelf.notes[NoteId(ref.id)].body)
        first = next((paragraph[start:end] for start, end in split_sentences(paragraph)), "")
        return first or shelf.say("a_note")
    source = SourceId(ref.id)
    summary = shelf.summary(source)
    words = summary.words or filter(None, (without_sign(shelf.words(each)) for each in summary.sentences))
    return " ".join([f"{capitalised(shelf.when(source))}.", *words])


def _feed(shelf: Shelf, path: str, title: str, entries: Sequence[_Entry]) -> Asset:
    dossier = shelf.dossier
    root = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    root.set("xml:lang", dossier.language)
    newest = max((entry.updated for entry in entries), default=_UNDATED)
    _head(root, title, _name(dossier, path), newest, (dossier.title,))
    ET.SubElement(root, "generator").text = "Dossier"
    ET.SubElement(root, "link", rel="self", href=_address(dossier, path, path))
    ET.SubElement(root, "link", rel="alternate", href=_address(dossier, path, "index.html"))
    for entry in entries[:_MOST]:
        node, page = ET.SubElement(root, "entry"), path_of(entry.ref)
        _head(node, shelf.titles[entry.ref], _name(dossier, page), entry.updated, entry.authors)
        ET.SubElement(node, "link", rel="alternate", href=_address(dossier, path, page))
        for topic in sorted(entry.topics):
            ET.SubElement(node, "category", term=topic)
        ET.SubElement(node, "summary").text = _words(shelf, entry.ref)
    return Asset(path, _xml(root), "feed")


def _head(node: ET.Element, title: str, name: str, updated: date, authors: Sequence[str]) -> None:
    """Add what a feed and an entry have alike."""
    ET.SubElement(node, "title").text = title
    ET.SubElement(node, "id").text = name
    ET.SubElement(node, "updated").text = f"{updated.isoformat()}T00:00:00Z"
    for author in authors:
        ET.SubElement(ET.SubElement(node, "author"), "name").text = author


def _name(dossier: Dossier, path: str) -> str:
    """Return an id that stays the same wherever the site is published (RFC 4122, version 5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{dossier.title}/{path}')}"


def _address(dossier: Dossier, from_path: str, to_path: str) -> str:
    if dossier.site_url:
        return f"{dossier.site_url}/{relative('', to_path)}"
    return relative(from_path, to_path)


def _xml(root: ET.Element) -> str:
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"
