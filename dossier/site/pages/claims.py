"""Turn each question into its page: who says what, with the words, and how independent they are."""

from collections.abc import Iterator

from dossier.model import Claim, ClaimId, EntityId, Page, PageKind, SourceId
from dossier.site.composer import Composer, Draft
from dossier.site.preview import shared_origins, support
from dossier.site.prose import prose
from dossier.site.rows import backlinks, contested
from dossier.site.shelf import Shelf, cited_sources, positions_of
from dossier.site.urls import entity_ref
from dossier.site.views import Anchor


def pages(shelf: Shelf) -> Iterator[Draft]:
    """Yield the list of questions, then the page of each."""
    yield Draft(_list_page)
    for claim in shelf.claims:
        yield Draft(_claim_page, (claim,))


def _list_page(shelf: Shelf) -> Page:
    composer = Composer(shelf, PageKind.CLAIMS)
    return composer.page(contested(composer, shelf.claims.values()), composer.say("of_claims"))


def _state(claim: Claim) -> str:
    """Return the name of what says whether sources differ or agree; one source alone does neither."""
    several = len(cited_sources(*positions_of(claim))) > 1
    if len(claim.positions) > 1:
        return "sources_differ" if several else "source_differs"
    return "sources_agree" if several else "source_answers"


def _shared_origins(
    composer: Composer, claim: Claim
) -> Iterator[tuple[str, Anchor | None, tuple[Anchor, ...]]]:
    """Yield sources that count as one: the name of the text that says why, the speaker, each group once."""
    groups: dict[tuple[SourceId, ...], tuple[str, EntityId | None]] = {}
    for position in claim.positions:
        for why, speaker, sources in shared_origins(composer.shelf, position):
            groups.setdefault(sources, (why, speaker))
    for sources, (why, speaker) in groups.items():
        by = composer.anchor(entity_ref(speaker)) if speaker else None
        yield why, by, tuple(composer.source(source, short=True) for source in sources)


def _claim_page(shelf: Shelf, claim_id: ClaimId) -> Page:
    claim = shelf.claims[claim_id]
    composer = Composer(shelf, PageKind.CLAIM, claim.id)
    supports = [support(shelf, each) for each in claim.positions]
    facts = " · ".join(f"{p.title}: {words}" for p, words in zip(claim.positions, supports, strict=True))
    view = {
        "state": composer.say(_state(claim)),
        "shared": list(_shared_origins(composer, claim)),
        "blocks": prose(composer, claim.body),
        "positions": [
            (each, sources, prose(composer, each.body, heading_level=3))
            for each, sources in zip(claim.positions, supports, strict=True)
        ],
        "would_change": claim.would_change,
        "topics": composer.topics(claim.topics),
        "backlinks": backlinks(composer),
    }
    return composer.page(view, facts, citation=claim.question, topics=claim.topics)
