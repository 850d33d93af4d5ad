"""Turn findings into the links, quotations, notes and chrome of one page while it is composed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from dossier.editorial import PageIds
from dossier.model import (
    CitedPlace,
    ClaimId,
    Coverage,
    Document,
    EntityId,
    MarkdownBody,
    Page,
    PageKind,
    PageRef,
    Passage,
    SourceId,
    SourceMeta,
    Statement,
    TimelineEvent,
    Tlp,
    TopicId,
    strictest,
)
from dossier.site import urls
from dossier.site.data import described
from dossier.site.preview import PREVIEWS, first_sentence_on, preview
from dossier.site.reads import name_of
from dossier.site.shelf import Shelf, cited_sources, positions_of
from dossier.site.urls import page_ref, source_ref, topic_ref
from dossier.site.views import OWN, Anchor, EvidenceNote, Gloss, Grade, Language, Line, Quotation, Said
from dossier.site.words import (
    coverage_words,
    grade_words,
    language_of,
    sheet_mark,
)
from dossier.text.characters import cut
from dossier.text.quotes import within_quotation

ABOUT = "about"  # the page of the editors that explains the dossier
SPEAKER = 80  # characters
QUOTE = 320  # characters
MARGIN = 36  # characters of a source's name beside which a line of the margin has room for words
NOTE = 600  # characters of evidence; the whole sentence, in nearly all cases
PREVIEWED = 200  # characters of a sentence in a preview
QUOTED = (PageKind.ENTITY, PageKind.TOPIC)  # kinds whose previews quote a source
DOUBTED = frozenset("DEF45")  # signs of grades that readers meet wherever the source is quoted
DESCRIPTION = 200  # characters, as search engines and link cards show them

MENU = tuple(sorted((kind for kind in PageKind if kind.row.menu), key=lambda kind: kind.row.menu))
"""Entries of the masthead."""

# Everything from the site itself, nothing inline; images also as data, for the one-file bundle. From disk no
# page is of the origin 'self', so the search box of a page without script needs the scheme.
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self' file:; require-trusted-types-for 'script'"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is composed later: perhaps in another process, or not at all where it would be as it was.

    It is made of nothing but the shelf and these arguments.
    """

    compose: Callable[..., Page]
    """A function of a module."""
    arguments: tuple[str | int, ...] = ()

    def page(self, shelf: Shelf) -> Page:
        """Compose the page."""
        return self.compose(shelf, *self.arguments)

    @property
    def key(self) -> tuple[str | int, ...]:
        """What it is called from one build to the next."""
        return name_of(self.compose), *self.arguments


class Composer:
    """What composes one page, and remembers what the page links and all that it shows.

    The handling mark is the strictest of what it shows. Every link, title and quotation is made
    here and remembered; what a page shows of others by other means it names with `shows`.
    So are statements of editors and extracts of sources, for the line that says what holds for the page.
    """

    def __init__(self, shelf: Shelf, kind: PageKind, page_id: str = "") -> None:
        self.shelf = shelf
        self.say = shelf.say
        self.ref = PageRef(kind, page_id)
        self.title = shelf.titles[self.ref if self.ref in shelf.titles else PageRef(kind)]
        self.path = urls.path_of(self.ref)
        self.desk = self.language(shelf.dossier.language)
        """Of what editors write."""
        self.interface = language_of(self.say.language, shelf.dossier.language)
        """Of the words of the page's own, seen from what editors write."""
        self.linked: dict[PageRef, None] = {}
        self.shown: dict[PageRef, None] = {self.ref: None}
        self._sources: dict[tuple[SourceId, bool], Anchor] = {}
        """Links that were made already; a page has many to the same source."""
        self.notes: dict[tuple[CitedPlace, str | None], EvidenceNote] = {}
        """The evidence of the page, in the order of its numbers."""
        self.ids = PageIds()
        self.coverage: Counter[Coverage] = Counter()
        """Of the statements of editors that the page shows."""
        self.has_extracts = False
        """Whether the page shows words of sources that no editor chose."""

    # --- what it shows ----------------------------------------------------------------------

    def shows(self, refs: Iterable[PageRef]) -> None:
        """Remember pages of which this one shows something: a title, an id, words, a date."""
        for ref in refs:
            self.shown.setdefault(ref)

    def shows_sources(self, sources: Iterable[SourceId]) -> None:
        """Remember sources of which this page shows something, or what was found in them."""
        self.shows(map(source_ref, sources))

    def shows_events(self, events: Iterable[TimelineEvent]) -> None:
        """Remember the sources that date some events, and the topics that the events belong to."""
        sources, topics = dict[SourceId, None](), dict[TopicId, None]()
        for event in events:
            sources.update((passage.source, None) for passage in event.evidence)
            topics.update(dict.fromkeys(event.topics))
        self.shows_sources(sources)
        self.shows(map(topic_ref, topics))

    def shows_basis(self, *bodies: MarkdownBody) -> None:
        """Remember what editors' words cite and link, where this page shows some of them as plain text."""
        self.shows_sources(cited_sources(*bodies))
        found = (self.shelf.link_at.get(link.at) for body in bodies for link in body.links)
        self.shows(link.target for link in found if link)

    def shows_statements(self, statements: Iterable[Statement]) -> None:
        """Count statements of editors that this page shows with what they rest on."""
        self.coverage.update(each.coverage for each in statements)

    def mark(self) -> Tlp | None:
        """Return the strictest handling mark of what the page shows; None when none is marked."""
        return strictest(self.shelf.marks.get(ref) for ref in self.shown)

    # --- links ------------------------------------------------------------------------------

    def href(self, ref: PageRef, fragment: str = "") -> str:
        """Return the link to a page; to the paragraph of a sentence that may not leave the desk."""
        self.shown.setdefault(ref)
        released = self.shelf.released.get(SourceId(ref.id)) if ref.kind is PageKind.SOURCE else None
        if released is not None and fragment not in released:
            place = CitedPlace.parse(SourceId(ref.id), fragment)
            fragment = replace(place, sentence=None).fragment if place else fragment
        return urls.link(self.path, ref, fragment)

    def plain(self, ref: PageRef, words: str = "", fragment: str = "", own: Language | None = None) -> Anchor:
        """Return a link without a preview, by the page's title where no other words are given."""
        own = own or (OWN if words else self.titled(ref))
        return Anchor(self.href(ref, fragment), words or self.shelf.titles[ref], language=own)

    def anchor(
        self, ref: PageRef, words: str = "", fragment: str = "", own: Language | None = None
    ) -> Anchor:
        """Return a link that opens a preview, and put its page into the glossary."""
        link = self.plain(ref, words, fragment, own)
        if ref.kind not in PREVIEWS or ref == self.ref or self.ref.kind.row.is_long:
            return link
        self.linked.setdefault(ref)
        return Anchor(link.href, link.words, urls.gloss_key(ref), link.language)

    def source(self, source: SourceId, *, short: bool = False) -> Anchor:
        """Return a link to a source by its title; in short by the name that citations call it."""
        made = self._sources.get((source, short))
        if made is None:
            made = self._sources[source, short] = self._source(source, short=short)
        elif made.gloss:
            self.linked.setdefault(source_ref(source))  # where it was taken out meanwhile
        return made

    def _source(self, source: SourceId, *, short: bool) -> Anchor:
        meta, evidence = self.shelf.documents[source].meta, self.shelf.publications[source].evidence
        self.shows_sources([evidence.source] if evidence else [])  # its date may rest on another source
        own = self._short_language(meta) if short else self.language(meta.language)
        return self.anchor(source_ref(source), self.shelf.short[source] if short else meta.title, own=own)

    def _short_language(self, meta: SourceMeta) -> Language:
        """Return the language of what citations call a source: a publisher and a day are in the desk's."""
        own = self.language(meta.language)
        return replace(self.desk, dir="auto") if own.dir and (meta.short or meta.publisher) else own

    def topics(self, topics: Iterable[TopicId]) -> tuple[Anchor, ...]:
        """Return links to those topics that the desk keeps."""
        return tuple(self.anchor(topic_ref(topic)) for topic in topics if topic in self.shelf.topics)

    # --- words of sources -------------------------------------------------------------------

    def language(self, tag: str) -> Language:
        """Return how the language of some words is told on this page."""
        return language_of(tag, self.say.language)

    def titled(self, ref: PageRef) -> Language:
        """Return the language of a page's title: of its source, of the desk, or of the program."""
        if ref.kind is PageKind.SOURCE:
            return self.language(self.shelf.documents[SourceId(ref.id)].meta.language)
        return self.desk if ref.kind.has_ids or ref.kind is PageKind.FRONT else OWN

    def head(self) -> Language:
        """Return the language of the page's title, seen from the page as a whole."""
        own = self.titled(self.ref)
        return self.interface if own is OWN else OWN if own == self.desk else own

    def quotes(self, passages: Iterable[Passage], limit: int = QUOTE) -> tuple[Quotation, ...]:
        """Quote those of several passages that may leave the desk."""
        return tuple(self.quote(each, limit) for each in passages if self.shelf.may_show(each))

    def quote(self, passage: Passage, limit: int = QUOTE) -> Quotation:
        """Quote the sentence in which a passage begins, as far as it may leave the desk."""
        self.has_extracts = True
        return self._quote(passage, limit)

    def in_context(self, passage: Passage, limit: int = QUOTE) -> Quotation:
        """Quote a sentence with the one before, where it refers to that, and with the days that it names."""
        quote, before = self.quote(passage, limit), self.shelf.sentence_before(passage)
        return replace(
            quote,
            before=within_quotation(cut(self.shelf.words(before), limit)) if before else "",
            days=tuple((words, self.shelf.date(value)) for words, value in self.shelf.days_named(passage)),
        )

    def _quote(self, passage: Passage, limit: int) -> Quotation:
        document, shown = self.shelf.documents[passage.source], self.shelf.may_show(passage)
        sentence = document.sentence_at(passage.span.start)
        words = (
            cut(document.quote(sentence.span if sentence else passage), limit)
            if shown
            else self.say("withheld")
        )
        said = self.shelf.speaker_at(*self.shelf.place(passage)) if shown else None
        speaker = cut(document.quote(said.speaker), SPEAKER) if said else ""
        return self._quotation(document, words, self.place(passage), speaker)

    def place(self, passage: Passage) -> Anchor:
        """Return the link to the sentence in which a passage begins: `¶3`."""
        sentence = self.shelf.documents[passage.source].sentence_at(passage.span.start)
        if sentence is None:
            return self.plain(source_ref(passage.source))
        return self.plain(source_ref(passage.source), f"¶{sentence.paragraph}", sentence.id)

    def quote_place(self, place: CitedPlace, quoted: str | None = None, limit: int = QUOTE) -> Quotation:
        """Quote a cited place; of a whole source no more than what an editor quotes, perhaps nothing."""
        document = self.shelf.documents[place.source]
        sentence = document.sentence(place.fragment) if place.sentence else None
        if sentence:
            return self._quote(document.passage(sentence.span), limit)
        paragraph = document.paragraph(place.paragraph or 0)
        words = quoted or (document.quote(paragraph.span) if paragraph else "")
        at = (f"¶{paragraph.number}", place.fragment) if paragraph else ()
        return self._quotation(document, cut(words, limit), self.plain(source_ref(document.id), *at))

    def note(self, place: CitedPlace, quoted: str | None, how: str) -> tuple[EvidenceNote, bool]:
        """Return the numbered note on a cited place, and whether the page cites the place for the first time.

        A whole source has one note for each quotation, since each may stand anywhere in it.
        """
        key = place, None if place.paragraph else quoted
        if key in self.notes:
            return self.notes[key], False
        meta = self.shelf.documents[place.source].meta
        quote = self.quote_place(place, None if place.paragraph else quoted, NOTE)
        speaker = self.say("according_to", speaker=quote.speaker) if quote.speaker else ""
        is_first = all(cited.source != place.source for cited, _ in self.notes)
        published = filter(None, [meta.publisher, self.shelf.when(place.source)])
        self.notes[key] = EvidenceNote(
            number=len(self.notes) + 1,
            quote=quote,
            place=f"{quote.place.words}\u00a0→" if place.paragraph else "",
            how=", ".join(filter(None, [speaker, how])),
            grade=self.grade(meta.grade),
            is_long=len(quote.source.words) > MARGIN,
            title=Anchor("", meta.title, language=quote.language) if is_first else None,
            published="".join(f", {each}" for each in published),
        )
        return self.notes[key], True

    def cited_sentences(self) -> set[tuple[SourceId, str]]:
        """Return the sentences that the notes of the page quote so far."""
        return {
            (place.source, sentence.id)
            for place, _ in self.notes
            for sentence in self.shelf.documents[place.source].cited_sentences(place)
        }

    def grade(self, code: str | None) -> Grade | None:
        """Return a grade with its meaning and a link to the section of a page that explains grades."""
        words = grade_words(code, self.say)
        if not words:
            return None
        about = self.shelf.pages.get(ABOUT)
        anchors = [anchor for anchor, _ in about.body.headings if "grade" in anchor] if about else []
        href = self.href(page_ref(about.id), anchors[0]) if about and anchors else ""
        return Grade(code or "", words, href)

    def doubt(self, source: SourceId) -> Grade | None:
        """Return the grade of a source that an editor gives little trust; None for any other."""
        code = self.shelf.documents[source].meta.grade
        return self.grade(code) if code and DOUBTED.intersection(code) else None

    def _quotation(self, document: Document, words: str, place: Anchor, speaker: str = "") -> Quotation:
        return Quotation(
            words=within_quotation(words),
            language=self.language(document.meta.language),
            place=place,
            source=self.source(document.id, short=True),
            when=self._when(document.id) if place.words.startswith("¶") else self.shelf.when(document.id),
            speaker=speaker,
            doubt=self.doubt(document.id),
        )

    def _when(self, source: SourceId) -> str:
        """Say when a source was published, as far as its short name does not."""
        value, short = self.shelf.publications[source].value, self.shelf.short[source]
        when, day = self.shelf.when(source), f", {self.shelf.when(source, says_how=True)}"
        year = f" {value.earliest.year}" if value and value.earliest else ""
        if not short.endswith(day) and not (short + year).endswith(day):
            return when
        return self.say("date_inferred") if not day.endswith(when) else ""

    # --- the page ---------------------------------------------------------------------------

    def page(
        self,
        view: Mapping[str, object],
        description: str,
        *,
        citation: str = "",
        topics: Iterable[TopicId] = (),
    ) -> Page:
        """Finish the page: add the glossary, the chrome and the mark it inherits.

        The template is named after the kind of page, and reads the keys of `view`.
        """
        chrome = self._chrome(description, citation)
        return Page(self.ref, self.path, f"{self.ref.kind}.html", self.title, view, chrome, tuple(topics))

    def _chrome(self, description: str, citation: str) -> dict[str, object]:
        """Return what stands round the body on every page."""
        dossier, kind = self.shelf.dossier, self.ref.kind
        direction = language_of(dossier.language, "").dir
        address = f"{dossier.site_url}/{urls.relative('', self.path)}" if dossier.site_url else ""
        here = kind is PageKind.FRONT and self.title == dossier.title
        pages = [page_ref(page) for page in self.shelf.pages if page not in ("index", ABOUT)]
        foot = (PageRef(each) for each in PageKind if each.row.in_foot)
        footer = [*map(self.plain, pages), *map(self.plain, foot)]
        glossary = [self._gloss(ref) for ref in self.linked]
        menu = self._menu()
        mark = self.mark()  # last: by now the page has made all that it shows
        return {
            "language": dossier.language,
            "direction": direction if direction == "rtl" else None,
            "interface": self.interface,
            "desk": self.desk,
            "titled": self.titled(self.ref),
            "head": self.head(),
            "dossier": dossier.title,
            "heading": self.title if here else f"{self.title} — {dossier.title}",
            "description": cut(description, DESCRIPTION),
            "root": urls.root(self.path),
            "nav": menu,
            "footer": footer,
            "as_of": self.shelf.as_of,
            "contact": Anchor(urls.contact(dossier.contact), dossier.contact) if dossier.contact else None,
            "holds": coverage_words(self.coverage, self.say, has_extracts=self.has_extracts),
            "mark": f"TLP:{mark.upper()}" if mark else "",
            "mark_words": self.say(f"tlp_{mark}") if mark else "",
            "sheet": sheet_mark(mark),
            "canonical": address,
            "described": described(self.shelf, self.ref, address),
            "citation": self._citation(citation, address or self.path),
            "evidence": tuple(self.notes.values()),
            "glossary": glossary,
            "csp": CSP,
        }

    def _citation(self, title: str, address: str) -> str:
        """Say how to cite the page; empty for a page without a title of its own."""
        words = "in_dossier_as_of" if self.shelf.as_of else "in_dossier"
        inside = self.say(words, dossier=self.shelf.dossier.title, date=self.shelf.as_of)
        return f"{title} {inside} {address}" if title else ""

    def _menu(self) -> list[tuple[Anchor, str | None]]:
        """Return the entries of the masthead that have something, "About" last, each with `aria-current`."""
        entries = (entry for entry in MENU if entry not in self.shelf.empty)
        menu = [(self.plain(PageRef(entry)), self._is_current(entry)) for entry in entries]
        if ABOUT in self.shelf.pages:
            about = page_ref(ABOUT)
            menu.append((self.plain(about, self.say("title_about")), "page" if self.ref == about else None))
        return menu

    def _is_current(self, entry: PageKind) -> str | None:
        """Return the `aria-current` of an entry of the masthead: for the page itself, and under its list."""
        if self.ref == PageRef(entry):
            return "page"
        under = entry.folder and entry.folder == self.ref.kind.folder
        return "true" if under or self.ref.kind is entry else None

    def _said(self, passage: Passage) -> Said:
        """Return a sentence of a source for a preview."""
        document = self.shelf.documents[passage.source]
        self.shows_sources([passage.source])
        words = within_quotation(cut(document.quote(passage), PREVIEWED))
        name, doubt = self.shelf.short[passage.source], self.doubt(passage.source)
        place = ", ".join([name, self.place(passage).words, *([doubt.words] if doubt else [])])
        own = self._short_language(document.meta)
        return Said(words, self.language(document.meta.language), place, own)

    def _gloss(self, ref: PageRef) -> Gloss:
        """Return the preview of a linked page: its kind, title and a line or two."""
        shelf, kind = self.shelf, self.say(f"title_{ref.kind}")
        if ref.kind is PageKind.ENTITY:
            kind = self.say(f"kind_{shelf.entities[EntityId(ref.id)].kind}")
        if ref.kind is PageKind.CLAIM:
            self.shows_basis(*positions_of(shelf.claims[ClaimId(ref.id)]))
        lines = tuple(Line(words, self.language(tag), after) for words, tag, after in preview(shelf, ref))
        said = None
        if ref.kind in QUOTED and self.ref.kind is not PageKind.SOURCE:  # a source's page says it itself
            passage = first_sentence_on(shelf, ref)
            said = self._said(passage) if passage else None
        return Gloss(urls.gloss_key(ref), kind, self.plain(ref), lines, said)
