"""Turn each question into its page: who says what, with the words, and how independent they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model import Claim, Page, PageKind, PageRef, Position
from dossier.site.draft import Draft
from dossier.site.prose import plain_words, prose
from dossier.site.rows import backlinks, by_contest, claim_row, support
from dossier.site.shelf import Shelf
from dossier.site.urls import claim_ref
from dossier.site.views import Anchor, Backlinks, Block, ClaimRow

FULL = 600  # characters; here the words themselves are the matter


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A question as its page shows it."""

    state: str
    facts: str
    blocks: tuple[Block, ...]
    positions: tuple[tuple[Position, str, tuple[Block, ...]], ...]  # answer, who holds it, the evidence
    one_origin: tuple[tuple[Anchor, ...], ...]
    would_change: str
    topics: tuple[Anchor, ...]
    backlinks: Backlinks


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All questions: those on which the sources differ, then those on which they agree."""

    differ: tuple[ClaimRow, ...]
    agree: tuple[ClaimRow, ...]


def claim_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of questions, then the page of each."""
    draft = Draft(shelf, PageRef(PageKind.CLAIMS), previews=False)
    differ, agree = by_contest(shelf.claims.values())
    view = ClaimsView(
        tuple(claim_row(draft, claim) for claim in differ), tuple(claim_row(draft, claim) for claim in agree)
    )
    yield draft.page("claims.html", "Where sources agree and differ", view, "Questions and answers.")
    for claim in shelf.claims.values():
        yield _claim_page(shelf, claim)


def _claim_page(shelf: Shelf, claim: Claim) -> Page:
    draft = Draft(shelf, claim_ref(claim.id))
    view = ClaimView(
        state="The sources differ" if len(claim.positions) > 1 else "The sources agree",
        facts=" · ".join(f"{each.title}: {support(shelf, claim, each)}" for each in claim.positions),
        blocks=prose(draft, claim.body, quote=FULL),
        positions=tuple(
            (each, support(shelf, claim, each), prose(draft, each.body, heading_level=3, quote=FULL))
            for each in claim.positions
        ),
        one_origin=tuple(
            tuple(draft.source(source) for source in group if source in shelf.documents)
            for group in claim.one_origin
        ),
        would_change=plain_words(claim.would_change),
        topics=draft.topics(claim.topics),
        backlinks=backlinks(draft),
    )
    return draft.page(
        "claim.html", claim.question, view, view.facts, citation=claim.question, topics=claim.topics
    )
