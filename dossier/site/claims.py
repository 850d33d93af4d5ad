"""Turn each question into its page: who says what, with the words, and how independent they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Claim, Page, PageKind, PageRef, TopicId
from dossier.site.draft import Draft
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks, claim_row, claim_state, most_contested, support
from dossier.site.shelf import Shelf
from dossier.site.views import Anchor, BacklinkGroup, Block, ClaimRow

FULL = 600  # characters; here the words themselves are the matter


@dataclass(frozen=True, slots=True)
class PositionView:
    """One answer to the question."""

    id: str
    title: str
    count: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A question as its page shows it."""

    question: str
    state: str
    facts: str
    blocks: tuple[Block, ...]
    positions: tuple[PositionView, ...]
    one_origin: tuple[tuple[Anchor, ...], ...]
    would_change: str
    topics: tuple[Anchor, ...]
    backlinks: tuple[BacklinkGroup, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All questions: those on which the sources differ, then those on which they agree."""

    differ: tuple[ClaimRow, ...]
    agree: tuple[ClaimRow, ...]


def claim_list(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of questions."""
    draft = Draft(shelf, PageRef(PageKind.CLAIMS), previews=False)
    claims = most_contested(shelf, shelf.claims.values())
    view = ClaimsView(
        tuple(claim_row(draft, claim) for claim in claims if len(claim.positions) > 1),
        tuple(claim_row(draft, claim) for claim in claims if len(claim.positions) < 2),
    )
    yield draft.page(
        "claims.html", "Where sources agree and differ", view, description="Questions and answers."
    )


def claim_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page of each question."""
    for claim in shelf.claims.values():
        yield claim_page(shelf, claim)


def claim_page(shelf: Shelf, claim: Claim) -> Page:
    """Compose the page of one question."""
    draft = Draft(shelf, PageRef(PageKind.CLAIM, claim.id))
    topics: tuple[TopicId, ...] = claim.topics
    view = ClaimView(
        question=claim.question,
        state=claim_state(claim),
        facts=" · ".join(f"{each.title}: {support(shelf, claim, each)}" for each in claim.positions),
        blocks=prose(draft, claim.body, quote=FULL),
        positions=tuple(
            PositionView(
                position.stance,
                position.title,
                support(shelf, claim, position),
                prose(draft, position.body, heading_level=3, quote=FULL),
            )
            for position in claim.positions
        ),
        one_origin=tuple(
            tuple(draft.source(source) for source in group if source in shelf.documents)
            for group in claim.one_origin
        ),
        would_change=plain_words(claim.would_change),
        topics=draft.topics(topics),
        backlinks=backlinks(draft),
    )
    return draft.page(
        "claim.html",
        claim.question,
        view,
        description=view.facts,
        citation=f"{claim.question} In: {shelf.dossier.title}, {draft.path}",
        topics=topics,
    )
