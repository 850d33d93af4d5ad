"""Turn what editors call a page (an id, a name, an alias, a title) into the page."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dossier.model import Corpus, Desk, MarkdownBody, PageKind, PageRef
from dossier.nearest import nearest

FOLDERS = {
    "sources": PageKind.SOURCE,
    "seeds": PageKind.SOURCE,
    "topics": PageKind.TOPIC,
    "entities": PageKind.ENTITY,
    "notes": PageKind.NOTE,
    "claims": PageKind.CLAIM,
    "pages": PageKind.PAGE,
}
"""The folders that may stand before an id, as Obsidian completes it: `notes/who-is-who`."""
FIXED = (
    PageKind.SOURCES, PageKind.TOPICS, PageKind.ENTITIES, PageKind.NOTES, PageKind.CLAIMS,
    PageKind.TIMELINE, PageKind.MAP, PageKind.SEARCH, PageKind.REPORT, PageKind.CHANGES,
)  # fmt: skip
"""Pages that the program makes; a link names them by their kind."""
SENTENCE_PLACE = re.compile(r"p[0-9]{1,6}(?:s[0-9]{1,6})?")
MOST_COMPARED = 100_000  # names looked through in one run, at most a second; later broken links get no hint

_CURLY = str.maketrans("’‘“”", "''\"\"")


def folded_name(words: str) -> str:
    """Return a name as links compare it: case, white space and curls of quotes do not count."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().translate(_CURLY).split())


@dataclass(frozen=True, slots=True)
class Targets:
    """All pages by the words that may name them."""

    ranks: tuple[Mapping[str, tuple[PageRef, ...]], ...]
    """Ids, then names and titles, then aliases; the first rank that knows a word decides."""
    headings: Mapping[PageRef, tuple[tuple[str, str], ...]]
    """(anchor, words) of the headings that editors wrote on a page."""
    names: Mapping[PageRef, str]
    """The words for a page where a link gives none: its name or title."""
    drafts: frozenset[PageRef]
    """Notes that are checked and not published."""
    _anchors: dict[PageRef, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)
    _hints: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    _compared: list[int] = field(default_factory=list, compare=False, repr=False)

    def find(self, target: str) -> PageRef | None:
        """Return the page that a target names; None when no page or several bear the name."""
        rivals = self.rivals(target)
        return rivals[0] if len(rivals) == 1 else None

    def rivals(self, target: str) -> tuple[PageRef, ...]:
        """Return all pages that a target may mean: one when it is certain, none when unknown."""
        word = folded_name(target)
        if word.endswith(".md"):
            word = word[:-3]
        for rank in self.ranks:
            if word in rank:
                return rank[word]
        folder, slash, name = word.rpartition("/")
        kind = FOLDERS.get(folder.rpartition("/")[2]) if slash else None
        if not kind:
            return self.rivals(name) if slash and name else ()
        for rank in self.ranks:
            found = tuple(ref for ref in rank.get(name, ()) if ref.kind is kind)
            if found:
                return found
        return ()

    def anchor(self, page: PageRef, heading: str) -> str | None:
        """Return the anchor of a heading, by its words, or of a place in a source; None without one."""
        if page.kind is PageKind.SOURCE:
            return heading if SENTENCE_PLACE.fullmatch(heading) else None
        if page not in self._anchors:
            known = self._anchors.setdefault(page, {})
            for anchor, words in self.headings.get(page, ()):
                for name in (anchor, anchor.removeprefix("h-"), folded_name(words)):
                    known.setdefault(name, anchor)
        return self._anchors[page].get(folded_name(heading))

    def nearest(self, target: str) -> str | None:
        """Return the known word most like a target, if one is near and comparing is not used up."""
        word = folded_name(target)
        if word not in self._hints and sum(self._compared) < MOST_COMPARED:
            self._compared.append(sum(map(len, self.ranks)))
            known = {each for rank in self.ranks for each in rank if _may_be_near(word, each)}
            self._hints[word] = nearest(word, known)
        return self._hints.get(word)


def _may_be_near(word: str, other: str) -> bool:
    """Tell cheaply whether two words are worth comparing: alike in length, and at one of their ends."""
    alike = word[:1] == other[:1] or word[-3:] == other[-3:]
    return alike and abs(len(word) - len(other)) <= 2 + len(word) // 3


def bodies_of(desk: Desk) -> Iterator[tuple[PageRef, bool, MarkdownBody]]:
    """Yield (page, is published, body) of all that editors wrote."""
    for topic in desk.topics:
        page = PageRef(PageKind.TOPIC, topic.id)
        if topic.summary_body:
            yield page, True, topic.summary_body
        yield page, True, topic.body
    for entity in desk.entities:
        yield PageRef(PageKind.ENTITY, entity.id), True, entity.body
    for note in desk.notes:
        yield PageRef(PageKind.NOTE, note.id), note.published, note.body
    for claim in desk.claims:
        page = PageRef(PageKind.CLAIM, claim.id)
        yield page, True, claim.body
        for position in claim.positions:
            yield page, True, position.body
    for each in desk.pages:
        yield page_ref(each.id), True, each.body


def page_ref(page_id: str) -> PageRef:
    """Return the page that a file of `content/pages` becomes."""
    return PageRef(PageKind.FRONT) if page_id == "index" else PageRef(PageKind.PAGE, page_id)


def find_targets(desk: Desk, corpus: Corpus) -> Targets:
    """Collect every page of the dossier with the words that may name it."""
    ids, names, aliases = (defaultdict[str, dict[PageRef, None]](dict) for _ in range(3))
    words: dict[PageRef, str] = {}

    def add(ref: PageRef, page_id: str, name: str, others: Iterable[str] = ()) -> None:
        words[ref] = name
        for rank, keys in ((ids, [page_id]), (names, [name]), (aliases, others)):
            for key in keys:
                folded = folded_name(key)
                if folded:
                    rank[folded][ref] = None

    for document in corpus.documents:
        add(PageRef(PageKind.SOURCE, document.id), document.id, document.meta.title)
    for topic in desk.topics:
        add(PageRef(PageKind.TOPIC, topic.id), topic.id, topic.title, topic.aliases)
    for entity in desk.entities:
        add(PageRef(PageKind.ENTITY, entity.id), entity.id, entity.name, entity.aliases)
    for note in desk.notes:
        add(PageRef(PageKind.NOTE, note.id), note.id, note.title, note.aliases)
    for claim in desk.claims:
        add(PageRef(PageKind.CLAIM, claim.id), claim.id, claim.question, claim.aliases)
    for page in desk.pages:
        add(page_ref(page.id), page.id, page.title, page.aliases)
    ranks = [{key: tuple(refs) for key, refs in rank.items() if refs} for rank in (ids, names, aliases)]
    made = {kind.value: (PageRef(kind),) for kind in FIXED} | {"index": (PageRef(PageKind.FRONT),)}
    headings: dict[PageRef, tuple[tuple[str, str], ...]] = {}
    for ref, _, body in bodies_of(desk):
        headings[ref] = headings.get(ref, ()) + body.headings
    for claim in desk.claims:
        ref = PageRef(PageKind.CLAIM, claim.id)
        headings[ref] += tuple((position.stance, position.title) for position in claim.positions)
    drafts = frozenset(PageRef(PageKind.NOTE, note.id) for note in desk.notes if not note.published)
    return Targets((*ranks, made), headings, words, drafts)
