"""Turn what editors write into the desk, its links and its HTML."""

from dossier.editorial.bodies import read_body, section
from dossier.editorial.desk import read_desk
from dossier.editorial.elements import Addresses, PageIds
from dossier.editorial.elsewhere import keep_what_holds
from dossier.editorial.frontmatter import split_front_matter
from dossier.editorial.markdown import markdown
from dossier.editorial.new import write_new
from dossier.editorial.render import render
from dossier.editorial.resolve import Resolution, resolve

__all__ = [
    "Addresses",
    "PageIds",
    "Resolution",
    "keep_what_holds",
    "markdown",
    "read_body",
    "read_desk",
    "render",
    "resolve",
    "section",
    "split_front_matter",
    "write_new",
]
