"""Compose the pages of a site: one module per page kind, named after its row in `PageKind`.

Such a module has a function `pages(shelf)`; a list and what it lists are made by one. Where there may be
many pages it yields drafts, functions that compose a page later, perhaps in another process. Modules whose
name begins with `_` are parts of others, as in `theme/templates/`.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules

from dossier.model import Page, PageKind
from dossier.site.composer import Draft
from dossier.site.shelf import Shelf


def page_makers(*, for_editors: bool = False) -> tuple[Callable[[Shelf], Iterable[Page | Draft]], ...]:
    """Return what makes the pages of each kind of the site, or of the report, in the order of the rows.

    Raises LookupError where a module has no row, or a row neither a module nor a list that makes it.
    """
    modules = {module.name for module in iter_modules(__path__) if not module.name.startswith("_")}
    for name in sorted(modules - set(PageKind)):
        raise LookupError(f'no row "{name}" in PageKind (dossier/model/kinds.py) for {__name__}.{name}')
    folders = {kind.folder for kind in PageKind if kind in modules}
    for kind in PageKind:
        if kind not in modules and kind.folder not in folders - {""}:
            raise LookupError(f"the row {kind.name} of PageKind has no dossier/site/pages/{kind}.py")
    wanted = [kind for kind in PageKind if kind in modules and kind.row.for_editors is for_editors]
    return tuple(import_module(f"{__name__}.{kind}").pages for kind in wanted)
