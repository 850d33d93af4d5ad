"""Turn the folder of templates into the environment that renders every page."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from dossier.site.interface import WORDS
from dossier.site.words import datetime_value
from dossier.text.counts import all_of, count
from dossier.text.date_phrases import in_words


@cache
def theme_environment(*templates: Path) -> Environment:
    """Return the environment of the theme: everything escaped, every name defined, its words under `say`.

    Of a template that several folders have, the first is taken.

    A page is rendered as `get_template(page.template).render(page=page,
    chrome=page.chrome, view=page.view)`. It is made once for a folder; a template that
    was saved since is read anew.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["say"] = SimpleNamespace(**{key: escape(words) for key, words in WORDS.items()})
    environment.filters |= {
        "in_words": in_words,
        "datetime": datetime_value,
        "count": count,
        "all_of": all_of,
    }
    return environment
