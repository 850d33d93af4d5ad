"""Find whose the names in a text are, and which names no entity of the registry has.

Once for a desk: `registry` turns its entities into a tree of names.
In one source: `known` looks these names up, with the `acronyms` that the source explains; then `runs` finds
the other capitalised words, `series` joins names over an "and", `cuts` cuts them into raw names, and `cues`
suggests what each is.
Over all sources: `usage` keeps the raw names that are names by how all sources write their words,
`full_names` tells which spellings are one, `groups` brings the short names to them, `kinds` suggests a kind,
`candidates` turns each group into one question for an editor, and `doubts` puts the surest first.
Under them lie `spelling`, `peoples` and `vocabulary`, whose words are in `vocabulary.txt` and `english.txt`.
"""

from dossier.analysis.names.candidates import find_candidates
from dossier.analysis.names.known import find_mentions
from dossier.analysis.names.peoples import is_people_of
from dossier.analysis.names.registry import Registry, compile_registry, words_and_pairs
from dossier.analysis.names.runs import find_raw_names
from dossier.analysis.names.spelling import name_words, owns
from dossier.analysis.names.vocabulary import is_surname
