"""Turn a corpus and a desk into findings; every finding carries its passage."""

from dossier.analysis.decided import STALE, settle
from dossier.analysis.pipeline import Make, analyse, relate
from dossier.analysis.repeats import mark_repeats
from dossier.analysis.source import (
    Registries,
    compile_registries,
    find_in_source,
    find_named,
    find_with_words,
)
from dossier.analysis.support import (
    FindParagraphs,
    Paragraphs,
    RecallParagraphs,
    Unsupported,
    check_support,
    find_all,
)
