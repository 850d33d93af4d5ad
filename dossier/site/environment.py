"""Turn the folder of templates into the environment that renders every page."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import escape

from dossier.site.words import datetime_value
from dossier.text.date_phrases import in_words
from dossier.text.interface import ENGLISH, Interface

Templates = tuple[tuple[str, str, bytes], ...]
"""Of each template its name, such as `source.html`, its file and its bytes; sorted by name."""


def read_templates(folders: Iterable[Path]) -> Templates:
    """Return all templates; of one that several folders have, the first is taken."""
    found: dict[str, tuple[str, str, bytes]] = {}
    for folder in folders:
        for file in folder.rglob("*"):
            name = file.relative_to(folder).as_posix()
            if name not in found and file.is_file():
                found[name] = name, str(file), file.read_bytes()
    return tuple(sorted(found.values()))


def theme_environment(*folders: Path) -> Environment:
    """Return the environment of the theme in these folders as they are now."""
    return environment_of(read_templates(folders))


@lru_cache(maxsize=2)  # of a build and the one before
def environment_of(templates: Templates, interface: Interface = ENGLISH) -> Environment:
    """Return the environment of the theme: everything escaped, every name defined, its words under `say`.

    A text that counts is a function there: `say.n_sources(3)`.

    A page is rendered as `get_template(page.template).render(page=page,
    chrome=page.chrome, view=page.view)`. Nothing is read from the disk, so a template
    that is saved meanwhile is that of the next build.
    """
    environment = Environment(
        loader=FunctionLoader(_loader(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["say"] = SimpleNamespace(
        **{
            key: escape(text) if isinstance(text, str) else partial(interface, key)
            for key, text in interface.texts.items()
        },
        all_of=interface.all_of,
    )
    environment.filters |= {"in_words": partial(in_words, say=interface), "datetime": datetime_value}
    return environment


def _loader(templates: Templates) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    """Return what gives a template by its name, with its file, for the place of an error."""
    by_name = {name: (file, content) for name, file, content in templates}

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file, content = by_name.get(name, ("", b""))
        return (content.decode("utf-8"), file, lambda: True) if file else None

    return load
