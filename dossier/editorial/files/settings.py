"""Turn `content/settings.yaml` into the settings of a desk."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from dossier.config import Settings
from dossier.forms.checked import Form, Keys
from dossier.forms.fields import Language, Mark, Needed, matching
from dossier.model import Problem, Tlp

NAME = "settings.yaml"
Address = Annotated[
    Needed,
    matching(r"https?://[^\s?#]+", "an address such as https://example.org/dossier"),
    AfterValidator(lambda address: address.rstrip("/")),
]


class SettingsFields(Keys):
    """`content/settings.yaml`; every key may be left out. A field is called as in `Settings`."""

    title: Needed | None = None
    """The dossier's name, where `pages/index.md` gives none."""
    language: Language | None = None
    """Language of the desk's own words, where `pages/index.md` gives none."""
    site_url: Address | None = Field(None, alias="address")
    """Absolute root of the published site: adds a sitemap and full addresses in the feeds."""
    contact: Needed | None = None
    """Whom a reader may write to: an address for mail, a web page or plain words."""
    audience: Mark = None
    """The strictest mark that is published; without it everything is."""
    default_tlp: Mark = None
    """The mark of sources, topics, notes, claims and pages that have none of their own."""
    cluster_tlp: Annotated[Literal["clear", "green", "amber", "amber+strict"], AfterValidator(Tlp)] | None = (
        None
    )
    """The strictest mark of a source whose text `build --engine` may send to a cluster; what is red stays."""
    uncited: Literal["allow", "warn", "error"] | None = None
    """What becomes of a sentence of editors that cites nothing and is no judgement."""
    week_starts_on: int | None = Field(None, alias="first_day", ge=0, le=6)
    """First day of the week: 0 Monday … 6 Sunday; decides what "this week" means in the sources."""


def read_settings(content: Path, settings: Settings) -> tuple[Settings, tuple[Problem, ...]]:
    """Put what the desk's file says over the settings; a key that does not fit is an error, and left out."""
    form = Form.of(content, NAME)
    given = {key: value for key, value in form.check_each(SettingsFields) if value is not None}
    return replace(settings, **given), tuple(form.problems)
