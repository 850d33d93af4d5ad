"""Leave out the names, former names and search terms that only what an audience may not see speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from dossier.editorial.references import Targets, Written, written_pages
from dossier.forms.comments import shown_words
from dossier.model import (
    Desk,
    DeskPage,
    Document,
    EditorsPage,
    Entity,
    EntityId,
    EntityKind,
    MarkdownBody,
    Note,
    PageKind,
    Topic,
)
from dossier.text import late as re
from dossier.text.slugs import file_id
from dossier.text.words import COMMON, STOP, TITLES, WEEKDAYS, Word, is_unspaced, keys_of, stem, words_of

_NO_GIVEN = STOP | TITLES | WEEKDAYS
"""Words before a surname that are no given name, as months may be: "Jan", "April"."""
_ORDINARY = COMMON | TITLES
"""Words that are names only as they are, and no form of another: "Hills", "Minister"."""
_GAP = re.compile(r"\s*")
_LINKED = re.compile(r"\[\[(?:[^\[\]|#]*/)?([^\[\]|#/]+?)\s*(?:\.md\s*)?[\]|#]|([^\s()\[\]<>/]+)\.md\b")
"""The id or the name of a page where a link leads to it: `[[id|words]]`, `(../entities/id.md)`."""

_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
"""An address names nobody: those of a newspaper have its name."""
_BRACKETS = re.compile(r"[()]")
_BEGINNING = 3  # letters by which words are looked up
_SHORTEST_STEM = 5  # letters; shorter names change no letter of their own
_LONGEST_ENDING = 3  # letters of a name that another ending may take the place of: "Virtanen", "Virtasen"
_LONGEST_CASE = 4  # letters that an ending may add, fewer to a short name in our script
_LONGEST_PREFIX = 2  # letters of words that Arabic and Hebrew join to the next
_LONG = 6  # letters from which a name is known in a compound: "Nordhafenprojekt"

Seen = Callable[[frozenset[EntityId]], Set[EntityId]]
"""Returns those of some entities that the sources which stay name."""


def without_hidden_names(
    before: Desk,
    after: Desk,
    gone: Sequence[Document],
    kept: Sequence[Document],
    *,
    seen: Seen,
    targets: Targets,
    is_marked: bool,
) -> Desk:
    """Return a desk without the entities, aliases and terms that are named in what is left out alone.

    `before` is the whole desk, `after` what is left of it; `gone` and `kept` are the sources, and `seen`
    tells which entities the latter name. A registry has no mark of its own, so a name that nothing
    has is for everybody; so is a term, which finds nothing in what stays. What is left out may name an
    entity in any form of its words, what stays names it as the analysis finds it, or by a link that shows
    its name. An entity stays where an editor gives it a position or a pronoun, or where its own words
    cite a source; and where it has words of its own or a page links to it, if nothing at all `is_marked`.
    Other names of pages go, too: each is an address.
    """
    hidden = _Hidden(before, after, gone)
    suspects = frozenset(words for words in _listed(after) if hidden.has(words))
    terms = _hidden_terms(before, after, gone, kept)
    told = [each for each in after.entities if hidden.may_name(each, has_words=_has_words(each))]
    if not suspects and not terms and not told:
        return after
    names = _Names(suspects, after, kept, targets)
    meant = frozenset() if is_marked else frozenset(_linked(after, targets, in_other_words=True))
    unseen = frozenset(
        each.id
        for each in told
        if (is_marked or not (_has_words(each) or each.id in meant)) and names.may_hide(each)
    )
    lost = unseen - seen(unseen) if unseen else unseen

    def shown(page: EditorsPage) -> EditorsPage | None:
        if not isinstance(page, Entity):
            page = replace(page, aliases=names.former(page.aliases, page.id))
            if not isinstance(page, Topic):
                return page
            return replace(page, terms=tuple(term for term in page.terms if term.phrase not in terms))
        if page.id in lost:
            return None
        return replace(
            page,
            aliases=tuple(each for each in page.aliases if names.show(each, page)),
            redirect_from=names.former(page.redirect_from, page.id),
            see=tuple(each for each in page.see if each not in lost),
        )

    return after.changed(shown)


class _Hidden:
    """Knows what may be named in what is left out: sources and pages, and what was cut of other pages."""

    def __init__(self, before: Desk, after: Desk, gone: Sequence[Document]) -> None:
        written = _words_left_out(before, after)
        texts = (*written, *_words_of_sources(gone))
        self._text = "".join(map(_key, texts))
        self._count = 0
        self._lines: dict[str, set[int]] = defaultdict(set)
        """The numbers of the lines that have a word."""
        self._large: dict[str, set[int]] = defaultdict(set)
        """The same of words with a capital letter, and of those in a script or a text that has none."""
        for text in texts:
            self._add(text)
        self._alike = _by_beginning(self._lines)
        overrides = chain.from_iterable(each.meta.overrides for each in gone)
        self._ids = {entity.value for override in overrides for _, entity in override.names}
        self._ids.update(file_id(a or b) for text in written for a, b in _LINKED.findall(text))

    def _add(self, text: str) -> None:
        is_small = not _is_large(text)
        for line in text.split("\n"):
            self._count += 1
            for word in words_of(line):
                self._lines[word.key].add(self._count)
                if _is_large(word.raw) or (is_small and word.key not in _ORDINARY):
                    self._large[word.key].add(self._count)

    def has(self, words: str) -> bool:
        """Tell whether some words occur as they are."""
        return _key(words) in self._text

    def may_name(self, entity: Entity, *, has_words: bool) -> bool:
        """Tell whether an entity may be meant: by its names or ids as they are, or by forms of their words.

        Any word of its own means a person, more than half of the words of a name anything else; of a
        person whose page `has_words` the first word of several does not, since many are called so.
        """
        ids = (entity.id, *entity.redirect_from)
        named = (*entity.spellings, *map(str.title, ids))  # outside a link an id is a word as others
        if not self._ids.isdisjoint(ids) or any(map(self._has_name, named)):
            return True
        names = (part for name in entity.spellings for part in _BRACKETS.split(name))  # "Works Company (WC)"
        return any(self._may_be_name(name, entity.kind, has_words=has_words) for name in names)

    def _has_name(self, name: str) -> bool:
        """Tell whether a name occurs as it is; one of a single word with the capital letter that it has."""
        words = [word for word in words_of(name) if word.key not in STOP]
        is_ordinary = len(words) == 1 and _is_large(words[0].raw) and words[0].key not in self._large
        return not is_ordinary and self.has(name)

    def _may_be_name(self, name: str, kind: EntityKind, *, has_words: bool) -> bool:
        is_person = kind is EntityKind.PERSON
        words = _telling_words(name, is_person=is_person)
        if is_person and has_words:
            words = words[1:] or words
        table = self._large if is_person or has_words or len(words) == 1 else self._lines
        is_joined = not (is_person and has_words)
        lines = Counter[int]()
        for word in words:
            lines.update(self._lines_with(word, table, is_joined=is_joined))
        return max(lines.values(), default=0) > (0 if is_person else len(words) / 2)

    def _lines_with(self, word: str, table: Mapping[str, set[int]], *, is_joined: bool) -> set[int]:
        """Return the numbers of the lines that have a word in any of its forms."""
        alike = self._alike.get(word[:_BEGINNING], ())
        forms = (each for each in alike if _is_form(each, word, is_joined=is_joined))
        return set().union(*(table.get(each, ()) for each in forms))


def _by_beginning(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return words by their first letters; one in another script than ours also by those behind a prefix."""
    alike: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for start in range(1 if word.isascii() else _LONGEST_PREFIX + 1):
            alike[word[start : start + _BEGINNING]].append(word)
    return alike


def _telling_words(name: str, *, is_person: bool) -> list[str]:
    """Return the words of a name, folded, that may mean whom it names.

    >>> _telling_words("Dr. Ida van Gruber", is_person=True)
    ['ida', 'gruber']
    """
    words = [word for word in words_of(name) if not is_unspaced(word.key)]
    if is_person:
        return [word.key for word in words if _is_large(word.raw[0]) and word.key not in _NO_GIVEN]
    return [word.key for word in words if word.key not in STOP]


def _is_large(words: str) -> bool:
    """Tell whether some words have a capital letter, or are in a script that has none.

    >>> [_is_large(words) for words in ("Hill", "hill", "d'Estaing", "דוד")]
    [True, False, True, True]
    """
    return words != words.lower() or words == words.upper()


def _is_form(word: str, name: str, *, is_joined: bool = True) -> bool:
    """Tell whether a word may be one of a name with another ending, with a prefix, or joined to another word.

    >>> [_is_form(word, "virtanen") for word in ("virtasen", "virtanen", "virtual", "virtanenprojekti")]
    [True, True, False, True]
    >>> [_is_form(word, "hart") for word in ("harts", "hartford")], _is_form("hills", "hill")
    ([True, False], False)
    """
    if word == name:
        return True
    if (len(name) <= _BEGINNING and name.isascii()) or not _ORDINARY.isdisjoint((word, name)):
        return False
    added = len(word) - len(name)
    if not word.isascii() and word.endswith(name) and added <= _LONGEST_PREFIX:
        return True
    if is_joined and len(name) >= _LONG and word.startswith(name):
        return True
    beginning = name[: max(len(name) - _LONGEST_ENDING, _SHORTEST_STEM)]
    longest = min(_LONGEST_CASE, len(name) // 2 + 1) if name.isascii() else _LONGEST_CASE
    return word.startswith(beginning) and added <= longest


def _words_left_out(before: Desk, after: Desk) -> tuple[str, ...]:
    """Return what editors wrote that is not shown: pages, drafts, comments, and what was cut elsewhere."""
    shown = {page.ref for page in written_pages(after) if page.published}
    bodies = (body for page in written_pages(after) if page.published for body in page.bodies)
    lines = {line for body in bodies for line in shown_words(body.markdown).split("\n")}
    texts: list[str] = []
    for page in written_pages(before):
        if page.ref not in shown and page.ref.kind is not PageKind.ENTITY:
            texts += (*_head_of(page), *page.aliases)
        for body in page.bodies:
            texts.append("\n".join(line for line in body.markdown.split("\n") if line not in lines))
    return tuple(texts)


def _listed(desk: Desk) -> Iterator[str]:
    """Yield the names that a desk shows only since an editor listed them."""
    yield from chain.from_iterable(each.spellings for each in desk.entities)
    yield from chain.from_iterable(page.former for page in written_pages(desk))


def _hidden_terms(
    before: Desk, after: Desk, gone: Iterable[Document], kept: Iterable[Document]
) -> frozenset[str]:
    """Return the terms that find something in what is left out, drafts aside, and nothing in what stays."""
    terms = {term.phrase: _stems(term.phrase) for topic in after.topics for term in topic.terms}
    if not terms:
        return frozenset()
    hidden = _stems_of((*_words_of_pages(before, MarkdownBody.plain_words), *_words_of_sources(gone)))
    shown = _stems_of(_words_of_pages(after, MarkdownBody.plain_words))
    told = {term: stems for term, stems in terms.items() if stems in hidden and stems not in shown}
    found = _stems_of(_words_of_sources(kept)) if told else ""
    return frozenset(term for term, stems in told.items() if stems not in found)


class _Names:
    """Knows which names occur in what stays."""

    def __init__(
        self,
        suspects: frozenset[str],
        desk: Desk,
        kept: Sequence[Document],
        targets: Targets,
    ) -> None:
        self._suspects = suspects
        self._texts = [
            (_key(text), text) for text in (*_words_of_pages(desk, _words_of), *map(_said_of, kept))
        ]
        sources = [(_key(each.text), each.text) for each in kept] if suspects else []
        self._all = (*self._texts, *sources)
        self._own = {each.id: _own_words(each) for each in desk.entities}
        self._chosen = frozenset((*_chosen(desk, kept), *_linked(desk, targets)))

    def may_hide(self, entity: Entity) -> bool:
        """Tell whether no words that stay name an entity, those of sources left aside."""
        is_cited = entity.id in self._chosen or any(body.citations for body in entity.bodies)
        return not is_cited and not any(
            self._occurs(name, entity, self._texts) for name in _ways_to_name(entity)
        )

    def show(self, name: str, entity: Entity) -> bool:
        """Tell whether a spelling may be shown."""
        return name not in self._suspects or self._occurs(name, entity, self._all)

    def former(self, names: tuple[str, ...], page: str) -> tuple[str, ...]:
        """Return those of a page's former and other names that may be shown."""
        return tuple(each for each in names if file_id(each) == page or self._is_open(each))

    def _is_open(self, words: str) -> bool:
        return words not in self._suspects or any(_key(words) in keys for keys, _ in self._all)

    def _occurs(self, name: str, entity: Entity, texts: Iterable[tuple[str, str]]) -> bool:
        """Tell whether a name occurs in some texts; an entity's own words are no witness.

        The single name of a person occurs where it stands alone: "Brandt" is not in "Willy Brandt".
        """
        key = _key(name)
        others = [words for other, words in self._own.items() if other != entity.id]
        found = [text for keys, text in (*texts, *others) if key in keys]
        is_single = entity.kind is EntityKind.PERSON and key.count(" ") == len("  ")
        return bool(found) and (not is_single or _stands_alone(key.strip(), entity, found))


def _has_words(entity: Entity) -> bool:
    """Tell whether editors say something of an entity beside what a list has."""
    return any(body.blocks for body in entity.bodies)


def _own_words(entity: Entity) -> tuple[str, str]:
    """Return the words that a reader sees of what an entity's page says, folded and as they are."""
    words = "\n".join(map(_words_of, entity.bodies))
    return _key(words), words


def _words_of(body: MarkdownBody) -> str:
    """Return the words that a reader sees of a body, without those of links that show a page's name."""
    words = "\n".join(block.words(lambda link: "") for block in body.blocks)
    return _ADDRESS.sub("", words)


def _linked(desk: Desk, targets: Targets, *, in_other_words: bool = False) -> Iterator[EntityId]:
    """Yield the entities whose names links show, since they have no words of their own."""
    for page in written_pages(desk):
        parts = chain.from_iterable(block.parts for body in page.bodies for block in body.blocks)
        links = chain.from_iterable(body.links for body in page.bodies) if in_other_words else ()
        for part in (*parts, *links) if page.published else ():
            refs = () if isinstance(part, str) or part.embed else targets.find(part.target)
            yield from (EntityId(ref.id) for ref in refs if ref.kind is PageKind.ENTITY and ref != page.ref)


def _ways_to_name(entity: Entity) -> Iterator[str]:
    """Yield the words by which an editor's text can mean an entity."""
    yield from entity.spellings
    if entity.kind is EntityKind.PERSON:
        yield entity.name.rpartition(" ")[2]  # a surname alone is found as well


def _stands_alone(key: str, entity: Entity, texts: Iterable[str]) -> bool:
    """Tell whether the single name of a person is in some texts without another's given name before it."""
    own = frozenset(chain.from_iterable(map(keys_of, entity.spellings)))
    for text in texts:
        words = words_of(text)
        for number, word in enumerate(words):
            if word.key == key and not _is_anothers(text, words[max(number - 2, 0) : number + 1], own):
                return True
    return False


def _is_anothers(text: str, words: Sequence[Word], own: Set[str]) -> bool:
    """Tell whether the last of some words has the given name of another before it: "Jan", "Jan A."."""
    *others, before, word = (None, *words)
    if before is None or not before.raw[0].isupper():
        return False
    is_initial = len(before.key) == 1 and text[before.end] == "."
    if is_initial and any(each.startswith(before.key) for each in own):
        return False
    if not is_initial and before.key in own | _NO_GIVEN:
        return False
    if not _GAP.fullmatch(text, before.end + is_initial, word.start):
        return False
    first = others[-1]  # "SPD-Chef Brandt"
    return not (first and first.raw.isupper() and text[first.end : before.start] == "-")


def _chosen(desk: Desk, kept: Sequence[Document]) -> Iterator[EntityId]:
    """Yield the entities that editors name by their ids."""
    for claim in desk.claims:
        for position in claim.positions:
            yield from position.by
    for document in kept:
        for override in document.meta.overrides:
            yield from (EntityId(placed.value) for _, placed in override.names)
    sources = {document.id for document in kept}
    for event in desk.decisions.events:
        if event.place.partition("#")[0] in sources:
            yield from (EntityId(entity) for _, entity in event.names)


def _words_of_pages(desk: Desk, words_of_body: Callable[[MarkdownBody], str]) -> Iterator[str]:
    """Yield what editors wrote on published pages, those of entities left out."""
    for page in written_pages(desk):
        if page.published and page.ref.kind is not PageKind.ENTITY:
            yield from _head_of(page)
            yield from map(words_of_body, page.bodies)


def _head_of(page: Written) -> Iterator[str]:
    """Yield what a page says above its words, and in its address."""
    yield from (page.name, page.ref.id, *(position.title for position in page.positions))
    if isinstance(page.page, Note):
        yield from (*page.page.authors, *page.page.tags)
    elif isinstance(page.page, DeskPage):
        yield page.page.dossier or ""


def _words_of_sources(documents: Iterable[Document]) -> Iterator[str]:
    for each in documents:
        yield from (each.text, _said_of(each))


def _said_of(document: Document) -> str:
    """Return what is said of a source beside its text."""
    meta = document.meta
    words = (meta.title, meta.short, meta.publisher, *meta.authors, *meta.summary)
    return "\n".join(filter(None, words))


def _stems_of(texts: Iterable[str]) -> str:
    """Return the stems of texts as one, in which those of a term can be found as they are."""
    return "\n".join(map(_stems, texts))


def _key(text: str) -> str:
    """Return the folded words of a text, a blank round each."""
    return f" {' '.join(keys_of(text))} "


def _stems(text: str) -> str:
    """Return the stems of a text, as those by which terms are found, a blank round each."""
    return f" {' '.join(map(stem, keys_of(text)))} "
