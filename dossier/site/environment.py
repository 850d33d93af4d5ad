"""Turn the folder of templates into the environment that renders every page."""

import contextlib
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import escape

from dossier.folders import theme_folder
from dossier.kept import version
from dossier.site.words import datetime_value
from dossier.text.date_phrases import in_words
from dossier.text.interface import ENGLISH, Interface

Templates = tuple[tuple[str, str, bytes], ...]
"""Of each template its name, such as `source.html`, its file and its bytes; sorted by name."""


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept in a folder as Python keeps compiled modules: to compile nine takes 0.1 s.

    Those of Dossier alone lie in the folder of its compiled modules: who can write there can change the
    program itself. What lies on a desk is never run.
    """

    def get_source_checksum(self, source: str) -> str:
        """Return by what one is known to be that of this template, this program and these libraries."""
        return version().hex() + super().get_source_checksum(source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take one that is there; none where it is damaged."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever the bytes of a damaged file mean
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, where Python may write its own."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)


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
    ours, folder = theme_folder() / "templates", Path(__spec__.cached or "").parent
    is_ours = all(Path(file).parent == ours for _, file, _ in templates)
    environment = Environment(
        loader=FunctionLoader(_loader(templates)),
        bytecode_cache=_Compiled(str(folder)) if is_ours and __spec__.cached else None,
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
