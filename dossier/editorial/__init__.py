"""Turn what editors write into the desk, its links and its HTML."""

from dossier.editorial.bodies import chances_in, read_body, render, statements_under
from dossier.editorial.desk import read_desk
from dossier.editorial.files import (
    front_matter_lines,
    read_picture,
    read_settings,
    read_translation,
    split_front_matter,
    write_new,
    write_translation,
    write_whole,
)
from dossier.editorial.markdown import LinkTarget, PageIds, PictureShown, markdown, read_place
from dossier.editorial.references import (
    EMPTY,
    Drifted,
    Lock,
    LockCheck,
    LockEntry,
    Use,
    check_coverage,
    few_words,
    is_sidecar,
    load_lock,
    resolve,
    save_lock,
    settle_words,
    starter_words,
    write_lock,
    written_pages,
)
from dossier.editorial.release import (
    close,
    closed_copies,
    keep_what_is_valid,
    release_to,
    strictest_mark,
    with_default_mark,
)
