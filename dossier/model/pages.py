"""The dossier as a whole, and the pages that are made of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from dossier.model.desk import Desk, Link, Tlp, Translation
from dossier.model.document import Corpus
from dossier.model.findings import Analysis
from dossier.model.problems import Place, Problem
from dossier.model.refs import PageRef
from dossier.model.text import SourceId


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """Something that an audience may not see, for the editors alone."""

    at: Place
    kind: str
    """A kind of page, `name` for an entity, or `paragraph` for a part of a page or of a sidecar."""
    why: str
    """The name of a text of the interface: `why_marked`."""


def count_kinds(left_out: Iterable[LeftOut]) -> tuple[tuple[str, int], ...]:
    """Return how much is left out of each kind."""
    return tuple(sorted(Counter(each.kind for each in left_out).items()))


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the pages are made of."""

    title: str
    """The dossier's name, as an editor gave it."""
    language: str
    """BCP 47 tag of the pages' own words."""
    corpus: Corpus
    desk: Desk
    analysis: Analysis
    links: tuple[Link, ...]
    """All links that editors wrote, citations included, sorted."""
    problems: tuple[Problem, ...]
    """Of all rooms, sorted by place."""
    tlp: Tlp | None = None
    """The strictest mark of what it contains; None without any."""
    audience: Tlp | None = None
    """For whom it is: nothing in it is marked stricter; None: whatever there is."""
    quotations: tuple[int, int] = (0, 0)
    """How many quotations of editors were compared with their source, and how many were not."""
    left_out: tuple[LeftOut, ...] = ()
    """What is marked above the audience, and what points to it."""
    citations_lock: str | None = None
    """What `content/citations.lock` is to contain once this is published; None: leave it alone."""
    site_url: str = ""
    """Absolute root without a final slash; empty when the site has no fixed home."""
    is_preview: bool = False
    """Shows drafts too, and must not leave the desk."""
    contact: str = ""
    """Whom a reader may write to: an address for mail, a web page or plain words."""
    translation: Translation | None = None
    """The words of the interface; None: those in English."""
    made_of: bytes | None = field(default=None, repr=False, compare=False)
    """The hash of the sources as they are here, and of all that was found; None where it is not known."""
    sources_made_of: Mapping[SourceId, bytes] = field(default_factory=dict, repr=False, compare=False)
    """The hash of all that was found in each source by itself, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site before it is written."""

    ref: PageRef
    path: str
    """Inside the site, with `/`: `sources/x.html`."""
    template: str
    """File name under `theme/templates`."""
    title: str
    view: Mapping[str, object]
    """What the template shows in the body, by name."""
    chrome: Mapping[str, object]
    """What stands round the body of every page."""
    topics: tuple[str, ...] = ()
    """Ids of the topics that the page belongs to; a topic's bundle takes it along."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that needs no template: data, index shards, calendars."""

    path: str
    """Inside the site, with `/`: `data/dossier.json`."""
    text: str
    kind: str = "data"
    """`data`, `feed`, `search`, `redirect` or `static`."""


@dataclass(frozen=True, slots=True)
class PartedAsset:
    """A large file whose parts need not all be written anew."""

    path: str
    write: Callable[[Any, str], Iterable[str]]
    """Returns the text of a part, line by line, from the shelf and the name of the part."""
    parts: tuple[str, ...]
    """Their names, in order."""
    kind: str = "data"

    def whole(self, shelf: object) -> Asset:
        """Return the file with all of its text."""
        lines = chain.from_iterable(self.write(shelf, part) for part in self.parts)
        return Asset(self.path, "".join(lines), self.kind)


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One file of a built site."""

    path: str
    kind: str
    """A `PageKind`, or the kind of an `Asset`."""
    title: str
    sha256: str
    topics: tuple[str, ...] = ()
    """Ids of the topics that the page belongs to; what a topic bundle takes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a built site, in reading order."""

    title: str
    language: str
    generator: str
    """Program and version."""
    entries: tuple[ManifestEntry, ...]
    tlp: str = ""
    """The strictest mark of what the site contains; empty without any."""
    audience: str = ""
    """The strictest mark that was let through; empty: everything was."""
    is_preview: bool = False
    """Shows drafts too, and must not leave the desk."""
    translation: Translation | None = None
    """What bundles say themselves; None: that in English."""
