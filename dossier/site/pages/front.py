"""Turn the whole dossier into its front page: a brief of one screen, and what it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from dossier.analysis.dates import has_tenses
from dossier.model import (
    Claim,
    DeskPage,
    EntityId,
    MarkdownBody,
    Page,
    PageKind,
    PartialDate,
    Position,
    SourceId,
    TimelineEvent,
)
from dossier.site.briefs import findings_of
from dossier.site.composer import Composer, Draft
from dossier.site.pages.notes import newest_notes, note_entry
from dossier.site.pages.timeline import best, entry
from dossier.site.pages.topics import topic_entry
from dossier.site.prose import Block, plain_words, prose
from dossier.site.rows import Event, by_contest, claim_row, event_row, first_evidence, source_row
from dossier.site.shelf import Shelf, cited_places, ranked
from dossier.site.strips import event_strip, is_near
from dossier.site.urls import claim_ref, entity_ref
from dossier.site.views import Anchor, Quotation
from dossier.site.words import likelihood_words

TOPICS = 6
CLAIMS = 5
SOURCES = 5
EVENTS = 5
NOTES = 3
WATCHED = 4  # coming events beside the editors' own lines
COLUMNS = 4  # questions in the table of who stands where; more do not fit on a page
PARTIES = 12
WORDS = 160  # characters of a source's sentence in the box of what to watch


@dataclass(frozen=True, slots=True)
class Watched:
    """A line of what to watch: an editor's, or the words of a source for an event to come."""

    when: PartialDate | None  # from the timeline
    blocks: tuple[Block, ...]  # an editor's line
    quotes: tuple[Quotation, ...]  # else the sentence that dates the event


@dataclass(frozen=True, slots=True)
class Stance:
    """A position that an editor says a party holds."""

    answer: str
    place: Anchor | None  # a place that the editor cites for it: `Harbour log, 3 May, ¶4`


@dataclass(frozen=True, slots=True)
class Party:
    """A row of the table of who stands where: what one name holds on each question."""

    entity: Anchor
    cells: tuple[tuple[Anchor, tuple[Stance, ...]], ...]  # the question, and the positions held on it


@dataclass(frozen=True, slots=True)
class Stands:
    """Who stands where: parties by questions, of positions to which an editor gave a holder alone."""

    questions: tuple[Anchor, ...]
    parties: tuple[Party, ...]
    more: str  # questions that are left out, in words


def pages(_shelf: Shelf) -> Iterator[Draft]:
    """Yield the front page: its brief is read in a minute, the rest says what is behind it."""
    yield Draft(_front_page)


def _front_page(shelf: Shelf) -> Page:
    composer = Composer(shelf, PageKind.FRONT)
    written = shelf.pages.get("index")
    view = {**_brief(composer, written), **_behind(composer)}
    return composer.page(view, plain_words(shelf, written.body) if written else composer.title)


def _brief(composer: Composer, written: DeskPage | None) -> dict[str, object]:
    """Return the first screen, and the evidence for it; by counting where no editor wrote it."""
    shelf = composer.shelf
    lead = prose(composer, written.body) if written else ()
    judgement = prose(composer, written.judgement) if written else ()
    watch = _watch(composer, written)
    filled_first = sorted(shelf.topics.values(), key=lambda topic: topic.id not in shelf.reach)
    topics = [topic_entry(composer, topic) for topic in filled_first[:TOPICS]]
    blocks = chain(lead, judgement, *(line.blocks for line in watch), *(topic.lead for topic in topics))
    return {
        "facts": _facts(shelf),
        "lead": lead,
        "found": None if lead else findings_of(composer),
        "judgement": judgement,
        "likelihood": likelihood_words(plain_words(shelf, written.judgement), shelf.say) if written else "",
        "watch": watch,
        "topics": topics,
        "all_topics": len(shelf.topics),
        "evidence": [note for block in blocks for note in block.notes],
    }


def _behind(composer: Composer) -> dict[str, object]:
    """Return what follows the brief: where sources differ, who stands where, when, the newest sources."""
    shelf = composer.shelf
    newest = shelf.news()
    differ, _ = by_contest(shelf.claims.values())
    past = [event for event in shelf.events if is_near(shelf, event) and not _is_coming(shelf, event)]
    return {
        "differ": [claim_row(composer, claim, quoted=False) for claim in differ[:CLAIMS]],
        "all_claims": len(shelf.claims),
        "stands": _stands(composer),
        "strip": event_strip(composer, shelf.events),
        "events": [_highlight(composer, event) for event in best(shelf, past, EVENTS)],
        "newest": [source_row(composer, source) for source in newest[:SOURCES]],
        "newest_title": shelf.say("newest" if shelf.newest else "all_sources"),
        "all_sources": len(shelf.documents),
        "notes": [note_entry(composer, shelf.notes[note]) for note in newest_notes(shelf)[:NOTES]],
    }


def _facts(shelf: Shelf) -> str:
    """Say how much of what the dossier holds: `5 sources · 2 questions`."""
    counted = (
        (len(shelf.documents), "n_sources"),
        (len(shelf.entities), "n_names"),
        (len(shelf.claims), "n_questions"),
        (len(shelf.events), "n_dated_events"),
    )
    words = " · ".join(shelf.say(key, number) for number, key in counted if number)
    return words or shelf.say("empty_dossier")


def _highlight(composer: Composer, event: TimelineEvent) -> tuple[Event, Anchor]:
    """Return an event with the link to its entry in the timeline."""
    return event_row(composer, event, others=0), entry(composer, event)


# --- what to watch ------------------------------------------------------------------------------


def _is_coming(shelf: Shelf, event: TimelineEvent) -> bool:
    """Tell whether an event lies after the newest source: no clock is asked."""
    if not (shelf.newest and _is_after(event, shelf.newest, shelf)):
        return False
    return any(_is_ahead(event, passage.source, shelf) for passage in event.evidence)


def _is_ahead(event: TimelineEvent, source: SourceId, shelf: Shelf) -> bool:
    """Tell whether a source speaks of what is to come: by its verbs, or else by its day of publication."""
    return has_tenses(shelf.documents[source].meta.language) or _is_after(event, source, shelf)


def _is_after(event: TimelineEvent, source: SourceId, shelf: Shelf) -> bool:
    published = shelf.published(source)
    return bool(published and published.last and event.when.earliest and event.when.earliest > published.last)


def _watch(composer: Composer, written: DeskPage | None) -> tuple[Watched, ...]:
    """Return what to watch, the dated lines first; an event that an editor's line cites comes once."""
    shelf = composer.shelf
    coming = [event for event in shelf.events if _is_coming(shelf, event) and is_near(shelf, event)]
    lines, cited = [], set[str]()
    for body in written.watch if written else ():
        dates = [event for event in coming if _cites(shelf, body, event)]
        cited.update(event.id for event in dates)
        lines.append(Watched(dates[0].when if dates else None, prose(composer, body), ()))
    for event in best(shelf, [event for event in coming if event.id not in cited], WATCHED):
        composer.shows_events([event])
        lines.append(Watched(event.when, (), (composer.quote(event.evidence[0], WORDS),)))
    return tuple(sorted(lines, key=lambda line: (not line.when, line.when.sort_key if line.when else ())))


def _cites(shelf: Shelf, body: MarkdownBody, event: TimelineEvent) -> bool:
    places = {(place.source, place.fragment) for place in cited_places(body)}
    return any(shelf.place(passage) in places for passage in event.evidence)


# --- who stands where ---------------------------------------------------------------------------


def _stands(composer: Composer) -> Stands | None:
    """Return the table of who stands where; None where no editor says who holds a position."""
    holders = {
        claim.id: {name for position in claim.positions for name in position.by}
        for claim in composer.shelf.claims.values()
    }
    ordered = sorted(filter(holders.get, holders), key=lambda claim: (-len(holders[claim]), claim))
    claims = [composer.shelf.claims[claim] for claim in ordered[:COLUMNS]]
    parties = ranked(Counter(name for claim in claims for name in holders[claim.id]))[:PARTIES]
    if not parties:
        return None
    questions = tuple(composer.anchor(claim_ref(claim.id)) for claim in claims)
    rows = tuple(_party(composer, name, claims, questions) for name in parties)
    left = len(ordered) - len(claims)
    return Stands(questions, rows, composer.say("more_stands", left) if left else "")


def _party(composer: Composer, name: EntityId, claims: Iterable[Claim], questions: Iterable[Anchor]) -> Party:
    cells = []
    for claim, question in zip(claims, questions, strict=True):
        held = (position for position in claim.positions if name in position.by)
        cells.append((question, tuple(_stance(composer, position, name) for position in held)))
    return Party(composer.anchor(entity_ref(name)), tuple(cells))


def _stance(composer: Composer, position: Position, name: EntityId) -> Stance:
    """Return a position with the first place that names its holder, or else the first place."""
    composer.shows_basis(position.body)
    evidence = first_evidence(composer.shelf, position, name)
    if evidence is None:
        return Stance(position.title, None)
    quote = composer.quote_place(*evidence)
    words = f"{quote.source.words}, {quote.place.words}" if quote.words else quote.place.words
    return Stance(position.title, Anchor(quote.place.href, words, language=quote.source.language))
