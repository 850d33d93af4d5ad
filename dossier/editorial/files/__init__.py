"""Turn the files of a desk into front matter, Markdown, settings, decisions and pictures; write new ones."""

from dossier.editorial.files.decisions import read_decisions
from dossier.editorial.files.folder import find_strays, name_of, name_of_device, not_read, read_files, walk
from dossier.editorial.files.frontmatter import (
    ClaimFields,
    DeskFile,
    EntityFields,
    Fields,
    NoteFields,
    PageFields,
    TopicFields,
    split_front_matter,
)
from dossier.editorial.files.heads import front_matter_lines
from dossier.editorial.files.picturefile import read_picture
from dossier.editorial.files.pictures import Pictures, is_picture
from dossier.editorial.files.settings import read_settings
from dossier.editorial.files.translation import read_translation, write_translation
from dossier.editorial.files.writing import write_new, write_whole
