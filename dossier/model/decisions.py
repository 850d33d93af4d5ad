"""What editors decided about findings, so that they are not asked again: values of `decisions.yaml`."""

from dataclasses import dataclass

from dossier.model.problems import Place, Placed


@dataclass(frozen=True, slots=True)
class Settled:
    """A warning on a sentence of an editor that is right as it is."""

    file: str
    """Of the sentence: `content/notes/x.md`."""
    words: str
    """Its first words."""
    fingerprint: str
    """Of the sentence with the words that it cites; empty as long as none is given."""
    at: Place


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposed agreement or dispute that is none."""

    places: str
    """Its sentences, as `new claim --from-proposal` takes them: `a#p1s1,b#p2s3`."""
    fingerprint: str
    """Of the words of its sentences; empty as long as none is given."""
    at: Place


@dataclass(frozen=True, slots=True)
class EventDecision:
    """What becomes of the events that one sentence of a source dates."""

    place: str
    """The sentence: `harbour-log#p3s1`."""
    pinned: bool
    """Shown first where not all events are shown."""
    hidden: bool
    """Shown nowhere."""
    names: tuple[tuple[str, str], ...]
    """(a word such as `he`, id of the entity that it stands for)."""
    fingerprint: str
    """Of the words of the sentence; empty as long as none is given."""
    at: Place


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a desk, in the order of the file."""

    settled: tuple[Settled, ...] = ()
    not_names: tuple[Placed[str], ...] = ()
    """Unknown names that are none, as the report writes them."""
    refused: tuple[Refused, ...] = ()
    background: tuple[Placed[str], ...] = ()
    """Ids of the sources that are read for context alone."""
    events: tuple[EventDecision, ...] = ()


UNDECIDED = Decisions()
