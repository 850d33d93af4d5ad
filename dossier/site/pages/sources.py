"""Turn each source into its page, and all of them into the list of sources."""

from collections.abc import Iterator
from dataclasses import replace

from dossier.model import (
    Attribution,
    Basis,
    Document,
    Grade,
    Mode,
    Page,
    PageKind,
    Passage,
    Phrase,
    SourceId,
    Summary,
)
from dossier.site.composer import SPEAKER, Composer, Draft
from dossier.site.pages._source_text import source_text
from dossier.site.preview import first_words
from dossier.site.rows import backlinks, by_kind, more, page_numbers, paged, source_row
from dossier.site.shelf import Shelf, asked_once, ranked
from dossier.site.urls import entity_ref, source_ref, topic_ref
from dossier.site.views import OWN, Anchor, Language, Quotation
from dossier.site.words import http_address, language_of
from dossier.text.characters import cut
from dossier.text.date_phrases import said
from dossier.text.interface import LANGUAGE, Interface

Reasons = tuple[tuple[str, list[tuple[Anchor, Quotation]]], ...]
"""Why two sources are related: words, and a sentence of this source and one of the other, where found."""

Near = tuple[tuple[Phrase, tuple[Passage, ...]], ...]
"""`Reasons` as they were found: words, and the two places."""

PER_PAGE = 200  # sources on a page of the list
PLACES = 12  # links to places under one heading; further ones are counted
SET_BY_EDITOR = (
    "title", "short", "publisher", "authors", "published", "language", "url", "archive", "summary",
    "paragraphs", "names", "not_topics",
)  # fmt: skip
"""Fields of a sidecar that change what the page shows."""


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the list of sources, cut into pages, then the page of each."""
    for number in page_numbers(shelf.documents, PER_PAGE):
        yield Draft(_list_page, (number,))
    for source in shelf.documents:
        yield Draft(source_page, (source,))


def _list_page(shelf: Shelf, number: int) -> Page:
    newest = shelf.newest_first(shelf.documents)
    composer, chunk, pager = paged(shelf, PageKind.SOURCES, newest, PER_PAGE, number)
    rows = [source_row(composer, source) for source in chunk]
    say, is_dated = composer.say, shelf.newest is not None
    view = {
        "facts": say("newest_first" if is_dated else "n_sources", len(newest)),
        "title": say("the_newest_first" if is_dated else "all_sources"),
        "rows": rows,
        "pager": pager,
    }
    return composer.page(view, say("of_sources" if is_dated else "all_sources"))


def source_page(shelf: Shelf, source: SourceId) -> Page:
    """Compose the page of one source."""
    document = shelf.documents[source]
    meta = document.meta
    composer = Composer(shelf, PageKind.SOURCE, source)
    publication, summary = shelf.publications[source], shelf.summary(source)
    text, names = source_text(composer, document), list(_names_by_kind(composer, source))
    told = {"margin_legend": any(each.folded for each in text), "names_legend": bool(names)}
    view = {
        "document": document,
        "language": composer.language(meta.language),
        "interface": language_of(composer.say.language, meta.language),
        "when": shelf.when(source, says_how=True),
        "how": shelf.how(source),
        "evidence": composer.quote(publication.evidence).place if publication.evidence else None,
        "words": len(document.text.split()),
        "grade": composer.grade(meta.grade),
        "summary_title": _summary_title(summary, composer.say),
        "summary": [composer.quote(passage, 600) for passage in summary.sentences],
        "summary_words": summary.words,  # an editor's own summary instead
        "leaning": bool(summary.leaning),
        "topics": list(_topics_said(composer, source)),
        "said": list(_said(composer, document)),
        "dates": list(_dates_said(composer, document)),
        "names": names,
        "related": list(_related(composer, source)),
        "more_related": max(0, nearest(shelf, source)[1] - PLACES),
        "copies": [composer.source(other) for other in shelf.copies_of.get(source, ()) if other != source],
        "backlinks": backlinks(composer, contexts=1),
        "text": text,
        "legend": [composer.say(key) for key, is_so in told.items() if is_so],
        "retelling": meta.derived_from is not None,
        "closed": meta.is_closed,
        "outside": http_address(meta.url),
        "archive": http_address(meta.archive),
        "provenance": list(_provenance(composer, document)),
    }
    return composer.page(
        view,
        first_words(shelf, source, 200),
        citation=f"{meta.title}, {meta.publisher or composer.say('no_publisher')}, {shelf.when(source)}.",
        topics=shelf.topics_of[source],
    )


def _summary_title(summary: Summary, say: Interface) -> str:
    number = len(summary.sentences)
    words = say.spelled("in_sentences", number) if number else say("in_short")
    by_editor = "chosen_by_editor" if summary.sentences else "by_an_editor"
    return say(by_editor, title=words) if summary.by_editor else words


def _provenance(composer: Composer, document: Document) -> Iterator[tuple[str, str, Language]]:
    meta, say = document.meta, composer.say
    yield say("file"), document.file, OWN
    yield "SHA-256", document.sha256, OWN
    yield say("read_as"), document.read_as, composer.language(LANGUAGE)
    edited = [say(f"set_{name}") for name in SET_BY_EDITOR if name in meta.by_editor]
    if edited:
        yield say("set_by_editor"), ", ".join(edited), OWN
    if meta.title_basis not in (Basis.STATED, Basis.EDITOR):
        yield say("title"), say(f"basis_{meta.title_basis}"), OWN
    if meta.retrieved:
        yield say("retrieved"), composer.shelf.date(meta.retrieved), OWN
    if meta.rights:
        yield say("rights"), meta.rights, composer.desk
    yield say("text"), say("retelling_here" if meta.derived_from else "as_filed"), OWN
    if meta.derived_from:
        yield say("retold_from"), meta.derived_from[0], OWN
        yield say("sum_of_that"), meta.derived_from[1], OWN


def _topics_said(
    composer: Composer, source: SourceId
) -> Iterator[tuple[Anchor, list[tuple[str, tuple[Anchor, ...], str]]]]:
    """Yield each topic with the paragraphs that are about it, and those that mention it."""
    for topic in composer.shelf.topics_of[source]:
        held = [each for each in composer.shelf.topics_in[source] if each.topic == topic]
        graded = [[each for each in held if each.grade is grade] for grade in (Grade.ABOUT, Grade.MENTIONS)]
        lines, seen = [], set[str]()
        for key, passages in zip(("about_paragraphs", "mentions_paragraphs"), graded, strict=True):
            anchors = [composer.place(each.passage) for each in reversed(passages)]
            places = {anchor.words: anchor for anchor in anchors if anchor.words not in seen}
            seen |= set(places)
            if places:
                listed = tuple(reversed(places.values()))
                beyond = more(composer.say, "paragraphs", len(listed) - PLACES)
                lines.append((composer.say(key, len(listed)), listed[:PLACES], beyond))
        yield composer.anchor(topic_ref(topic)), lines


def _said(composer: Composer, document: Document) -> Iterator[tuple[Anchor, str, str, list[Anchor]]]:
    """Yield who says something, the cue, in whose words, and where; each speaker once a sentence."""
    seen: set[tuple[str, str]] = set()
    said: dict[tuple[Anchor, str, str], list[Anchor]] = {}
    for each in composer.shelf.attributions_in[document.id]:
        key = (composer.shelf.sentence_id(each.passage), document.quote(each.speaker))
        if key not in seen and composer.shelf.may_show(each.speaker):
            seen.add(key)
            mode = composer.say("quoted" if each.mode is Mode.DIRECT else "reported")
            row = _speaker(composer, document, each), each.cue, mode
            said.setdefault(row, []).append(composer.place(each.passage))
    return ((*row, places) for row, places in said.items())


def _speaker(composer: Composer, document: Document, each: Attribution) -> Anchor:
    words = cut(document.quote(each.speaker), SPEAKER)
    if each.entity and each.entity in composer.shelf.entities:
        return composer.anchor(entity_ref(each.entity), words, own=composer.language(document.meta.language))
    return Anchor("", words)


def _dates_said(composer: Composer, document: Document) -> Iterator[tuple[str, str, list[Anchor]]]:
    """Yield the dates that the source speaks of: in words, as the source has it, and its places.

    The line that dates the source itself is none of them.
    """
    shelf, dates = composer.shelf, dict[tuple[str, str], dict[Anchor, None]]()
    own = shelf.publications[document.id]
    line = own.evidence if own.basis is Basis.STATED else None
    for each in shelf.dates_in[document.id]:
        if line and line.span.overlaps(each.passage.span):
            continue
        row = shelf.date(each.value), cut(document.quote(each.passage), 60)
        dates.setdefault(row, {}).setdefault(composer.place(each.passage))
    return ((*row, list(places)) for row, places in dates.items())


def _names_by_kind(
    composer: Composer, source: SourceId
) -> Iterator[tuple[str, tuple[tuple[Anchor, str], ...]]]:
    """Yield the names that the source carries, by kind, the most frequent first, with how often."""
    entities, counts = composer.shelf.entities, composer.shelf.named[source]
    for _, plural, held in by_kind((entities[name] for name in ranked(counts)), composer.say):
        often = ((e, counts[e.id]) for e in held)
        yield plural, tuple((composer.plain(entity_ref(e.id)), f"{n}×" if n > 1 else "") for e, n in often)


@asked_once
def nearest(shelf: Shelf, source: SourceId) -> tuple[tuple[tuple[SourceId, Near], ...], int]:
    """Return the nearest sources and why, the closest first; and how many relations there are.

    Scores are no part of it: those of all sources change with each new one, their order seldom does.
    """
    related = shelf.relations[source]
    near = []
    for relation in sorted(related, key=lambda r: (-r.score, r.a, r.b))[:PLACES]:  # there may be hundreds
        other = relation.b if relation.a == source else relation.a
        reasons = {each.words: each.passages for each in reversed(relation.reasons)}
        near.append((other, tuple(reasons.items())[::-1]))
    return tuple(near), len(related)


def _related(composer: Composer, source: SourceId) -> Iterator[tuple[Anchor, str, Reasons]]:
    """Yield the related sources and their dates, the closest first, with one pair of sentences a reason."""
    shelf, here = composer.shelf, Anchor("", composer.say("this_source"))
    for other, near in nearest(shelf, source)[0]:
        reasons = tuple(
            (
                said(words, composer.say),
                [
                    (here if each.source == source else composer.source(other, short=True), quote)
                    for each in sorted(passages, key=lambda each: each.source != source)
                    for quote in composer.quotes([each], 120)
                ],
            )
            for words, passages in near
        )
        link = composer.source(other)  # which counts what its date rests on
        composer.linked.pop(source_ref(other), None)  # a preview would say what the row says
        yield replace(link, gloss=""), shelf.when(other), reasons
