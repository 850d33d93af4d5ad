"""Leave out the names, former names and search terms that only what an audience may not see speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from html import unescape
from itertools import chain

from dossier.editorial.references import written_pages
from dossier.forms.comments import shown_words
from dossier.model import (
    Desk,
    DeskPage,
    Document,
    EditorsPage,
    Entity,
    EntityId,
    EntityKind,
    Note,
    PageKind,
    Topic,
)
from dossier.text import late as re
from dossier.text.slugs import file_id
from dossier.text.words import STOP, TITLES, WEEKDAYS, Word, keys_of, stem, words_of

_NO_GIVEN = STOP | TITLES | WEEKDAYS
"""Words before a surname that are no given name, as months may be: "Jan", "April"."""
_GAP = re.compile(r"[\s*_]*")

_LINK = re.compile(r"!\[\[[^\]]*\]\]|\[\[[^\]|]*\|([^\]]*)\]\]|(?<=\])\((?![a-z]+:)[^)\s]*\)")
"""An embed, a link with words of its own, the address of a link to a page: none of them names it."""


def without_hidden_names(
    before: Desk, after: Desk, gone: Iterable[Document], kept: Sequence[Document]
) -> Desk:
    """Return a desk without the entities, aliases and terms that occur in what is left out and nowhere else.

    `before` is the whole desk, `after` what is left of it; `gone` and `kept` are the sources. A registry
    has no mark of its own, so a name that no source has is for everybody; so is a term, which finds nothing
    in what stays. An entity stays where an editor gives it a position or a pronoun, or where its own words
    cite a source. Other names of pages go, too: each is an address.
    """
    gone = tuple(gone)
    hidden = _hidden_text(before, after, gone)
    suspects = frozenset(words for words in _listed(after) if _key(words) in hidden)
    terms = _hidden_terms(before, after, gone, kept)
    if not suspects and not terms:
        return after
    names = _Names(suspects, after, kept)
    lost = {entity.id for entity in after.entities if names.hide(entity)}

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


def _hidden_text(before: Desk, after: Desk, gone: Iterable[Document]) -> str:
    """Return the words of all pages and of the sources left out; other names are those of pages left out."""
    shown = {page.ref for page in written_pages(after) if page.published}
    others = (name for page in written_pages(before) if page.ref not in shown for name in page.aliases)
    return _text_of((*_words_of_pages(before, drafts=True), *others, *_words_of_sources(gone)))


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
    hidden = _text_of((*_words_of_pages(before), *_words_of_sources(gone)), _stems)
    shown = _text_of((*_words_of_pages(after), *_words_of_sources(kept)), _stems)
    return frozenset(term for term, stems in terms.items() if stems in hidden and stems not in shown)


class _Names:
    """Knows which names occur in what stays."""

    def __init__(self, suspects: frozenset[str], desk: Desk, kept: Sequence[Document]) -> None:
        self._suspects = suspects
        texts = (*map(_seen, _words_of_pages(desk)), *_words_of_sources(kept))
        self._texts = [(_key(text), text) for text in texts]
        self._own = {each.id: _own_words(each) for each in desk.entities}
        self._chosen = frozenset(_chosen(desk, kept))

    def hide(self, entity: Entity) -> bool:
        """Tell whether an entity is known from what is left out alone."""
        if self._suspects.isdisjoint(entity.spellings) or entity.id in self._chosen:
            return False
        is_cited = any(body.citations for body in entity.bodies)
        return not is_cited and not any(self._occurs(name, entity) for name in _ways_to_name(entity))

    def show(self, name: str, entity: Entity) -> bool:
        """Tell whether a spelling may be shown."""
        return name not in self._suspects or self._occurs(name, entity)

    def former(self, names: tuple[str, ...], page: str) -> tuple[str, ...]:
        """Return those of a page's former and other names that may be shown."""
        return tuple(each for each in names if file_id(each) == page or self._is_open(each))

    def _is_open(self, words: str) -> bool:
        return words not in self._suspects or any(_key(words) in keys for keys, _ in self._texts)

    def _occurs(self, name: str, entity: Entity) -> bool:
        """Tell whether a name occurs in what stays; an entity's own words are no witness.

        The single name of a person occurs where it stands alone: "Brandt" is not in "Willy Brandt".
        """
        key = _key(name)
        others = [words for other, words in self._own.items() if other != entity.id]
        texts = [text for keys, text in (*self._texts, *others) if key in keys]
        is_single = entity.kind is EntityKind.PERSON and key.count(" ") == len("  ")
        return bool(texts) and (not is_single or _stands_alone(key.strip(), entity, texts))


def _own_words(entity: Entity) -> tuple[str, str]:
    """Return the words that a reader sees of what an entity's page says, folded and as they are."""
    words = "\n".join(_seen(shown_words(body.markdown)) for body in entity.bodies)
    return _key(words), words


def _ways_to_name(entity: Entity) -> Iterator[str]:
    """Yield all by which a text or a link can mean an entity."""
    yield from entity.spellings
    yield from (entity.id, *entity.redirect_from)
    if entity.kind is EntityKind.PERSON:
        yield entity.name.rpartition(" ")[2]  # a surname alone is found as well


def _stands_alone(key: str, entity: Entity, texts: Iterable[str]) -> bool:
    """Tell whether the single name of a person is in some texts without another's given name before it."""
    own = frozenset(chain.from_iterable(map(keys_of, entity.spellings)))
    for text in map(unescape, texts):
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


def _words_of_pages(desk: Desk, *, drafts: bool = False) -> Iterator[str]:
    """Yield what editors wrote on pages that are published, those of entities left out.

    With drafts, what comments say is among it; without, a comment shows nobody a name.
    """
    for page in written_pages(desk):
        if (page.published or drafts) and page.ref.kind is not PageKind.ENTITY:
            yield from (page.name, page.ref.id, *(title for _, title in page.positions))
            yield from (body.markdown if drafts else shown_words(body.markdown) for body in page.bodies)
            if isinstance(page.page, Note):
                yield from (*page.page.authors, *page.page.tags)
            elif isinstance(page.page, DeskPage):
                yield page.page.dossier or ""


def _seen(words: str) -> str:
    """Return what a reader sees of words where nothing is embedded and the links lead nowhere."""
    return _LINK.sub(lambda link: link[1] or "", words)


def _words_of_sources(documents: Iterable[Document]) -> Iterator[str]:
    for each in documents:
        meta = each.meta
        yield from (each.text, meta.title, meta.short or "", meta.publisher or "")
        yield from (*meta.authors, *meta.summary)


def _text_of(texts: Iterable[str], key: Callable[[str], str] | None = None) -> str:
    """Return texts as one, in which a key can be found as it is."""
    return "\n".join(map(key or _key, texts))


def _key(text: str) -> str:
    """Return the folded words of a text, a blank round each."""
    return f" {' '.join(keys_of(text))} "


def _stems(text: str) -> str:
    """Return the stems of a text, as those by which terms are found, a blank round each."""
    return f" {' '.join(map(stem, keys_of(text)))} "
