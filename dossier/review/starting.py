"""Turn a candidate or a proposal of the program into a file that an editor can finish."""

from collections import defaultdict
from pathlib import Path

from dossier.analysis.names import name_words
from dossier.config import Paths, Settings
from dossier.editorial import few_words, write_new
from dossier.errors import UsageError
from dossier.model import Candidate, Dossier, EntityKind, Passage, Proposal, ProposalKind
from dossier.pipeline import read_dossier
from dossier.text.nearest import did_you_mean


def entity_from_candidate(name: str, paths: Paths, settings: Settings) -> tuple[Path, EntityKind | None]:
    """Write `content/entities/ID.md` for a name that no entity bears yet; return its path and its kind.

    Its other spellings become aliases, but for those that a person's name implies. A kind that is not clear
    is left for the editor to write, and is missing until then. Raises UsageError, with
    the nearest candidates, when the sources propose no such name.
    """
    dossier = read_dossier(paths, settings)
    found = {each.text: each for each in dossier.analysis.candidates}
    if name not in found:
        proposed = sorted(each.text for each in dossier.analysis.proposed)
        hint = did_you_mean(name, found) or f"Proposed are: {', '.join(proposed) or 'none'}."
        raise UsageError(f'the sources propose no name "{name}". {hint}')
    kind = found[name].kind
    return write_entity(dossier, found[name], paths.content, kind), kind


def write_entity(dossier: Dossier, found: Candidate, content: Path, kind: EntityKind | None) -> Path:
    """Write `content/entities/ID.md` for a name; its other spellings become aliases."""
    spellings = {" ".join(dossier.corpus.quote(passage).split()) for passage in found.passages}
    words = {word.key for word in name_words(found.text)} if kind is EntityKind.PERSON else set()
    others = spellings - {found.text}
    aliases = sorted(each for each in others if not {word.key for word in name_words(each)} <= words)
    return write_new("entity", found.text, content, entity_kind=kind or "", aliases=tuple(aliases))


def claim_from_proposal(places: str, question: str, paths: Paths, settings: Settings) -> Path:
    """Write `content/claims/ID.md` with the sentences of a proposal, named as the report names it.

    `places` is `source#p3s2,other#p1s1`. Raises UsageError when no proposal has these places.
    """
    dossier = read_dossier(paths, settings)
    found = {dossier.corpus.addresses(each.members): each for each in reversed(dossier.analysis.proposals)}
    if places not in found:
        raise UsageError(f'there is no proposal "{places}". {did_you_mean(places, found)}'.rstrip())
    return write_claim(dossier, found[places], question, paths.content)


def write_claim(dossier: Dossier, proposal: Proposal, question: str, content: Path) -> Path:
    """Write `content/claims/ID.md` with the sentences of a proposal.

    An agreement becomes one position with all its places, a dispute one position for each source.
    """

    def cited(passage: Passage) -> str:
        document = dossier.corpus.by_id[passage.source]
        sentence = document.sentence_at(passage.span.start)
        few = few_words(document, sentence) if sentence else ""
        by_words = f'%% or [@{document.id} "{few}"] %%\n' if few else ""
        words = " ".join(document.quote(passage).split())
        return f"%% {words} %%\n{by_words}[@{document.address(passage.span.start)}]\n"

    sides: dict[str, list[str]] = defaultdict(list)
    for member in proposal.members:
        agreed = proposal.kind is ProposalKind.AGREEMENT
        sides["They agree" if agreed else f"As {member.source} has it"].append(cited(member))
    positions = (f"## {heading}\n\n" + "\n".join(parts) for heading, parts in sides.items())
    return write_new("claim", question, content, body="\n".join(positions))
