"""Turn what editors call a page (an id, a name, an alias, a title) into the page."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from dossier.editorial.markdown import PageIds
from dossier.model import (
    Claim,
    Corpus,
    Desk,
    EditorsPage,
    Entity,
    MarkdownBody,
    MarkedPage,
    PageKind,
    PageRef,
    Place,
    Position,
    Problem,
    Tlp,
)
from dossier.text import late as re
from dossier.text.nearest import nearest

FOLDERS = {kind.folder: kind for kind in PageKind if kind.has_ids} | {"seeds": PageKind.SOURCE}
"""The folders that may precede an id, as Obsidian completes it: `notes/who-is-who`."""
FIXED = {"index": PageKind.FRONT} | {
    kind.value: kind for kind in PageKind if kind.is_single and kind is not PageKind.FRONT
}
"""Pages that the program makes; a link names them by their kind."""
MOST_COMPARED = 100_000  # names looked through in one run, at most a second; later broken links get no hint
_SIGNS = re.compile(r"[:#^|\\\"*_~=`%\[\]]")
_CURLY = str.maketrans("’‘“”", "''\"\"")
_WITHIN = re.compile("#(?=[^#])")
"""Between headings within each other (`First#Second`); one at the end is of the heading: `C#`."""
_NO_ANCHOR = re.compile(r"[^\w -]")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that a link may name."""

    anchor: str
    words: str
    level: int
    """The smaller, the higher; all that follows a heading is in it, up to one of its level."""
    markdown: str = ""
    typed: str = ""
    """The id that the editor gave it: `Costs {#cost}`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page that editors wrote, as links see it."""

    ref: PageRef
    name: str
    """Its name, title or question."""
    aliases: tuple[str, ...]
    page: EditorsPage
    published: bool = True
    """False for a draft: checked, but no link may lead there."""

    @property
    def former(self) -> tuple[str, ...]:
        """Return the names that its file had before; the aliases of an entity are its spellings."""
        return self.page.redirect_from if isinstance(self.page, Entity) else self.aliases

    @property
    def bodies(self) -> tuple[MarkdownBody, ...]:
        """Return all its Markdown in the order in which a reader meets it."""
        return self.page.bodies

    @property
    def tlp(self) -> Tlp | None:
        """Return its handling mark; names have none."""
        return self.page.tlp if isinstance(self.page, MarkedPage) else None

    @property
    def block_ids(self) -> dict[str, str]:
        """Return the anchor of each block that has an id, by the id in lower case."""
        return dict(chain.from_iterable(body.block_ids for body in reversed(self.bodies)))

    @property
    def positions(self) -> tuple[Position, ...]:
        """Return the positions of a claim."""
        return self.page.positions if isinstance(self.page, Claim) else ()

    @property
    def sections(self) -> Iterator[Section]:
        """Yield each heading that a link may name, in order; a claim's positions are headings too."""
        ids = PageIds()
        for body in self.bodies:
            for position in self.positions:
                if position.body is body:
                    yield Section(position.stance, position.title, level=1)
            for (anchor, words), form in zip(body.headings, body.heading_forms, strict=True):
                yield Section(ids.unique(anchor), words, *form)


def written_pages(desk: Desk) -> Iterator[Written]:
    """Yield every page that editors wrote."""
    for topic in desk.topics:
        yield Written(PageRef(PageKind.TOPIC, topic.id), topic.title, topic.aliases, topic)
    for entity in desk.entities:
        names = (*entity.aliases, *entity.redirect_from)
        yield Written(PageRef(PageKind.ENTITY, entity.id), entity.name, names, entity)
    for note in desk.notes:
        ref = PageRef(PageKind.NOTE, note.id)
        yield Written(ref, note.title, note.aliases, note, note.published)
    for claim in desk.claims:
        ref = PageRef(PageKind.CLAIM, claim.id)
        yield Written(ref, claim.question, claim.aliases, claim)
    for page in desk.pages:
        ref = PageRef(PageKind.FRONT) if page.id == "index" else PageRef(PageKind.PAGE, page.id)
        yield Written(ref, page.title, page.aliases, page)


def unknown(kind: str, word: str, at: Place, meant: str) -> Problem:
    """Return the error of an id that no file of a kind has; `meant` is the hint to the one that is meant."""
    hint = meant or f"Make it with: python3 tasks.py new {kind}."
    return Problem.error(f"unknown-{kind}", f'unknown {kind} "{word}"', at, hint)


class Targets:
    """All pages by the words that may name them: what is looked up once is kept."""

    def __init__(self, desk: Desk, corpus: Corpus) -> None:
        ids, names, aliases = (defaultdict[str, dict[PageRef, None]](dict) for _ in range(3))
        for document in corpus.documents:
            ref = PageRef(PageKind.SOURCE, document.id)
            ids[_folded(document.id)][ref] = names[_folded(document.meta.title)][ref] = None
            aliases[_folded(PurePosixPath(document.path).stem)][ref] = None
        self.file_names = frozenset(PurePosixPath(document.path).stem for document in corpus.documents)
        """Of the sources, without their endings."""
        self.pages = {page.ref: page for page in written_pages(desk)}
        for ref, page in self.pages.items():
            ids[_folded(ref.id or "index")][ref] = names[_folded(page.name)][ref] = None
            for alias in page.aliases:
                aliases[_folded(alias)][ref] = None
        made = {word: {PageRef(kind): None} for word, kind in FIXED.items()}
        self._ranks = [
            {word: tuple(refs) for word, refs in rank.items() if word} for rank in (ids, names, aliases, made)
        ]
        self._headings: dict[PageRef, _Headings] = {}
        self._nearest: dict[str, str | None] = {}

    def find(self, target: str) -> tuple[PageRef, ...]:
        """Return all pages that a target may mean: one when it is certain, none when unknown.

        The first rank that knows a word decides: ids, then names and titles, then aliases.
        """
        word = _folded(target).removesuffix(".md")
        for rank in self._ranks:
            if word in rank:
                return rank[word]
        folder, slash, name = word.rpartition("/")
        kind = FOLDERS.get(folder.rpartition("/")[2])
        if slash and not kind:
            return self.find(name)
        for rank in self._ranks if slash else ():
            found = tuple(ref for ref in rank.get(name, ()) if ref.kind is kind)
            if found:
                return found
        return ()

    def headings(self, page: PageRef) -> tuple[str, ...]:
        """Return the words of the headings of a page."""
        return tuple(section.words for section in self._headings_of(page).sections)

    def anchors(self, page: PageRef, heading: str) -> tuple[str, ...]:
        """Return the anchors of the headings that a link may mean: one when it is certain."""
        return self._headings_of(page).find(heading)

    def _headings_of(self, page: PageRef) -> "_Headings":
        if page not in self._headings:
            written = self.pages.get(page)
            self._headings[page] = _Headings(tuple(written.sections) if written else ())
        return self._headings[page]

    def shows(self, page: PageRef, fragment: str) -> bool:
        """Tell whether an embed of a page, or of an anchor on it, has anything to show."""
        written = self.pages.get(page)
        if written is None:  # a source shows a place; a page that the program makes, nothing
            return page.kind is PageKind.SOURCE and bool(fragment)
        body = written.page.body  # the positions of a claim are not in it
        if not fragment:
            return bool(body.blocks) and not written.positions
        return fragment in {*dict(body.headings), *dict(body.block_ids).values()}

    def block(self, page: PageRef, name: str) -> str | None:
        """Return the anchor of a block that an editor gave an id; None without one."""
        written = self.pages.get(page)
        return written.block_ids.get(name.lower()) if written else None

    def meant(self, target: str) -> str:
        """Return the hint to the known word most like a target.

        It is empty where none is near, or as many were compared as one run may compare.
        """
        word = _folded(target)
        if word not in self._nearest and len(self._nearest) * sum(map(len, self._ranks)) < MOST_COMPARED:
            known = {each for rank in self._ranks for each in rank if _may_be_near(word, each)}
            self._nearest[word] = nearest(word, known)
        near = self._nearest.get(word)
        return f'Did you mean "{near}"?' if near else ""


class _Headings:
    """The headings of one page, by the words that may name them."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self.sections = sections
        self.above: dict[Section, Section | None] = {}
        """The heading in which each is."""
        self.exact, self.plain, self.made = (defaultdict[str, list[Section]](list) for _ in range(3))
        """By the words, by the words without signs, and by what tools and editors make an address of."""
        elsewhere = PageIds(first=0)
        around: list[Section] = []
        for section in sections:
            around = [each for each in around if each.level < section.level]
            self.above[section] = around[-1] if around else None
            around.append(section)
            anchor, made = section.anchor, elsewhere.unique(_github_anchor(section.words))
            self.exact[_folded(section.words)].append(section)
            for name in {_heading_name(section.words), _heading_name(section.markdown)}:
                self.plain[name].append(section)
            for name in {anchor, anchor.removeprefix("h-"), made, _folded(section.typed)}:
                self.made[name].append(section)

    def find(self, heading: str) -> tuple[str, ...]:
        """Return the anchors of what a link calls by some words, or by headings within each other.

        The exact words decide over those without signs, and these over addresses. Of headings with the same
        words the first counts, as in Obsidian; an address that means two in two tools has both, unless it is
        made of the words of one alone, without a number.
        """
        parts = [part for part in _WITHIN.split(heading) if part.strip()]
        for name, above in ((heading, []), (parts[-1], parts[:-1])) if parts else ():
            for rank, key in (self.exact, _folded), (self.plain, _heading_name), (self.made, _folded):
                found = [each for each in rank.get(key(name), ()) if self._is_within(each, above)]
                own = [each for each in found if _github_anchor(each.words) == key(name)]
                if found:
                    counted = own[:1] or found if rank is self.made else found[:1]
                    return tuple(each.anchor for each in counted)
        return ()

    def _is_within(self, section: Section, path: list[str]) -> bool:
        """Tell whether a heading is in all the headings of a path, some of which may be left out."""
        ahead, around = list(path), self.above[section]
        while ahead and around:
            if any(around in rank.get(_heading_name(ahead[-1]), ()) for rank in (self.plain, self.made)):
                ahead.pop()
            around = self.above[around]
        return not ahead


def _github_anchor(words: str) -> str:
    """Return the address that GitHub and editors of code give a heading.

    >>> _github_anchor("Ships & crews")
    'ships--crews'
    """
    return _NO_ANCHOR.sub("", words.strip().lower()).replace(" ", "-")


def _folded(words: str) -> str:
    """Return a name as links compare it: case, white space and curls of quotes do not count."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().translate(_CURLY).split())


def _heading_name(words: str) -> str:
    """Return a heading as links compare it: Obsidian writes some signs of a heading as blanks."""
    return " ".join(_SIGNS.sub(" ", _folded(words)).split())


def _may_be_near(word: str, other: str) -> bool:
    """Tell cheaply whether two words are worth comparing: alike in length, and at one of their ends."""
    alike = word[:1] == other[:1] or word[-3:] == other[-3:]
    return alike and abs(len(word) - len(other)) <= 2 + len(word) // 3
