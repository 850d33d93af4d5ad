"""Turn what editors write into the desk, its links and its HTML."""

from dossier.editorial.audience import release_to, strictest_mark, with_default_mark
from dossier.editorial.bodies import read_body
from dossier.editorial.citations import read_place
from dossier.editorial.cited_words import few_words, settle_words
from dossier.editorial.coverage import check_coverage
from dossier.editorial.desk import read_desk
from dossier.editorial.elements import Addresses, LinkTarget, PageIds, PictureShown
from dossier.editorial.elsewhere import keep_what_holds
from dossier.editorial.files import write_whole
from dossier.editorial.frontmatter import split_front_matter
from dossier.editorial.heads import front_matter_lines
from dossier.editorial.likelihood import chances_in
from dossier.editorial.lock import EMPTY, Drifted, Keeper, Lock, LockEntry, Use, write_lock
from dossier.editorial.lockfile import load_lock, save_lock
from dossier.editorial.markdown import markdown
from dossier.editorial.new import write_new
from dossier.editorial.picturefile import read_picture
from dossier.editorial.render import render, statements_under
from dossier.editorial.resolve import Resolution, resolve
from dossier.editorial.settings import read_settings
from dossier.editorial.targets import written_pages

__all__ = [
    "EMPTY",
    "Addresses",
    "Drifted",
    "Keeper",
    "LinkTarget",
    "Lock",
    "LockEntry",
    "PageIds",
    "PictureShown",
    "Resolution",
    "Use",
    "chances_in",
    "check_coverage",
    "few_words",
    "front_matter_lines",
    "keep_what_holds",
    "load_lock",
    "markdown",
    "read_body",
    "read_desk",
    "read_picture",
    "read_place",
    "read_settings",
    "release_to",
    "render",
    "resolve",
    "save_lock",
    "settle_words",
    "split_front_matter",
    "statements_under",
    "strictest_mark",
    "with_default_mark",
    "write_lock",
    "write_new",
    "write_whole",
    "written_pages",
]
