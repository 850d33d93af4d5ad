"""The settings of a run: what a desk may choose, as one frozen value."""

from dataclasses import dataclass
from pathlib import Path

from dossier.model import Tlp


@dataclass(frozen=True, slots=True)
class Settings:
    """What a desk may choose; none of it names a subject."""

    title: str = "Dossier"
    """The dossier's name where `content/pages/index.md` gives none."""
    language: str = "en"
    """Language of the desk's own words where `content/pages/index.md` gives none."""
    contact: str = ""
    """Whom a reader may write to."""
    site_url: str = ""
    """Absolute root of the published site; empty: no feed ids by URL, no sitemap."""
    week_starts_on: int = 0
    """First day of the week: 0 Monday … 6 Sunday; decides "this week"."""
    summary_sentences: int = 3
    """Most sentences of a source's summary."""
    drafts: bool = False
    """Whether drafts are shown: in a preview at the desk, and nowhere else."""
    audience: Tlp | None = None
    """The strictest mark that is published; None: everything is."""
    default_tlp: Tlp | None = None
    """The mark of what has none of its own."""
    cluster_tlp: Tlp = Tlp.AMBER_STRICT
    """The strictest mark of a source whose text may be sent to a cluster; never red."""
    uncited: str = "warn"
    """What becomes of a sentence of editors without a source: `allow`, `warn` or `error`."""
    max_bytes: int = 20_000_000
    """Size over which a source is refused."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders that a run reads."""

    seeds: Path
    content: Path

    @property
    def read(self) -> tuple[Path, Path]:
        """The two folders in which editors write."""
        return self.seeds, self.content

    @property
    def is_own_desk(self) -> bool:
        """Tell whether the sources are the desk's own, so that it is not only tried on others."""
        seeds, desk = self.seeds.resolve(), self.content.resolve().parent
        return seeds.parent == desk and (seeds.name == "seeds" or not (desk / "seeds").exists())
