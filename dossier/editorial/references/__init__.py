"""Follow what editors write of other pages and of sources: links, citations, quotations, and the lock."""

from dossier.editorial.references.cited_words import few_words, settle_words
from dossier.editorial.references.coverage import check_coverage, starter_words
from dossier.editorial.references.lock_check import Drifted, LockCheck, Use, is_sidecar
from dossier.editorial.references.lockfile import EMPTY, Lock, LockEntry, load_lock, save_lock, write_lock
from dossier.editorial.references.resolution import resolve
from dossier.editorial.references.targets import FOLDERS, Targets, Written, unknown, written_pages
