"""Correct the citations whose words moved in a source, and record the words that an editor accepts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.config import Paths, Settings
from dossier.editorial import (
    Drifted,
    Lock,
    LockCheck,
    LockEntry,
    Use,
    is_sidecar,
    load_lock,
    read_desk,
    read_place,
    resolve,
    save_lock,
    settle_words,
    write_lock,
    write_whole,
)
from dossier.errors import InputProblems, UsageError
from dossier.model import CitedPlace, Place, Problem, in_order
from dossier.sources import read_corpus
from dossier.text import late as re

_BRACKETS = re.compile(r"\[@[^\[\]]{1,1000}\]|!?\[\[[^\[\]]{1,1000}\]\]")
_KEY = re.compile(r"[\"']?p?[0-9]{1,7}(?:s[0-9]{1,7})?(?!\w)")
"""A place in a sidecar with the quotation mark before it."""
_ADDRESS = re.compile(r"[^\s()<>\[\]]*?([^\s()<>\[\]/]+?)(\.html|\.md)?#(p[0-9]+(?:s[0-9]+)?)")
"""The address of a Markdown link: `../sources/x.html#p3`."""
_BROKEN = ("unknown-source", "unknown-place", "unknown-words", "ambiguous-words")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Change:
    """One citation that was corrected, or would be."""

    at: Place
    old: CitedPlace
    new: CitedPlace

    def __str__(self) -> str:
        """Return both places as editors write them."""
        return f"{self.old} → {self.new}"


@dataclass(frozen=True, slots=True)
class Mended:
    """What a run of `mend` did, and what it left to an editor."""

    changes: tuple[Change, ...]
    left: tuple[Problem, ...]


def mend(paths: Paths, settings: Settings, *, dry_run: bool = False) -> Mended:
    """Rewrite the citations whose words moved or whose source was renamed; nothing is ever guessed.

    Raises InputProblems when the lock cannot be read.
    """
    lock_check, _ = _read(paths, settings)
    drifted = tuple(lock_check.drifted())
    by_file: dict[str, list[Drifted]] = defaultdict(list)
    for each in _free_moves(lock_check, drifted):
        by_file[each.use.file].append(each)
    changes: list[Change] = []
    moved: list[Drifted] = []
    for file, group in sorted(by_file.items()):
        path = (paths.seeds if is_sidecar(file) else paths.content) / Path(*Path(file).parts[1:])
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:  # a sidecar may be in another encoding; then its editor corrects it
            continue
        text, found = _rewritten(text, group)
        changes += [Change(each.use.at, each.use.place, each.new_place) for each in found if each.new_place]
        moved += found
        if found and not dry_run:
            write_whole(path, text.encode())
    if moved and not dry_run:
        _save(paths, lock_check, moved, filter(None, map(_line_after, moved)))
    left = [each.problem for each in drifted if each not in moved]
    left += _broken(_read(paths, settings)[1], {each.use.at for each in drifted})
    return Mended(tuple(sorted(changes, key=lambda change: change.at)), in_order(left))


def _free_moves(lock_check: LockCheck, drifted: Sequence[Drifted]) -> Iterator[Drifted]:
    """Yield the citations whose words moved; none to a place that its sentence cites and waits for an editor.

    Otherwise one place would have its old and its new words in the lock. A key of a sidecar may not be there
    twice at all.
    """
    left = {_site(each.use, each.use.place) for each in drifted if not each.new_place}
    moving = [each for each in drifted if each.new_place]
    staying = {_site(use, use.place) for use in lock_check.uses} - {
        _site(each.use, each.use.place) for each in moving
    }
    for each in moving:
        taken = staying if is_sidecar(each.use.file) else left
        if each.new_place and _site(each.use, each.new_place) not in taken:
            yield each


def _site(use: Use, place: CitedPlace) -> tuple[str, str, CitedPlace]:
    return use.file, use.statement, place


def accept(paths: Paths, settings: Settings, words: str) -> int:
    """Record the present words of a place (`ID#p3s2`) for all that cite it; return how many do.

    Raises UsageError when nothing that cites the place has drifted.
    """
    place = read_place(f"@{words.removeprefix('@')}")
    lock_check, _ = _read(paths, settings)
    drifted = [each for each in lock_check.drifted() if each.use.place == place]
    if not drifted:
        raise UsageError(f"no citation of {words} waits for an editor")
    fresh = [entry for each in drifted if (entry := lock_check.entry_now(each.use))]
    if not fresh:
        raise UsageError(f"there are no words at {words} to accept; cite another place")
    _save(paths, lock_check, drifted, fresh)
    return len({each.use for each in drifted})


def _read(paths: Paths, settings: Settings) -> tuple[LockCheck, tuple[Problem, ...]]:
    """Read a desk; return what compares its citations with their lock, and what is wrong with them."""
    lock, damage = load_lock(paths.content)
    if damage:
        raise InputProblems(damage)
    corpus = read_corpus(paths.seeds, settings)
    desk, unsettled = settle_words(read_desk(paths.content, settings), corpus)
    resolution = resolve(desk, corpus)
    return LockCheck(lock, resolution.uses, corpus), (*unsettled, *resolution.problems)


def _broken(problems: Iterable[Problem], drifted: set[Place]) -> Iterator[Problem]:
    """Yield the citations that name no source or place, other than those that drifted there."""
    return (each for each in problems if each.code in _BROKEN and each.at not in drifted)


def _key(entry: LockEntry) -> tuple[str, CitedPlace, str]:
    return entry.file, entry.place, entry.statement


def _line_after(moved: Drifted) -> LockEntry | None:
    """Return the line of a citation at its new place; what the lock does not know yet has none."""
    use, entry, place = moved.use, moved.entry, moved.new_place
    if not entry or not place:
        return None
    turn = 0 if moved.problem.code == "moved-words" else entry.turn  # they are at one place only
    return replace(entry, file=use.file, statement=use.statement, place=place, turn=turn)


def _save(
    paths: Paths, lock_check: LockCheck, settled: Sequence[Drifted], fresh: Iterable[LockEntry]
) -> None:
    """Write the lock with some fresh lines in the place of those that are settled.

    What else has drifted keeps its line, and where it has none, that by which it was judged: a line of no
    sentence (`-`), until the next good build.
    """
    fresh = tuple(fresh)
    gone = {_key(entry) for entry in fresh}
    gone |= {(each.use.file, each.use.place, each.use.statement) for each in settled}
    kept = [entry for entry in lock_check.lines if _key(entry) not in gone]
    waiting = [_waiting(each) for each in lock_check.drifted() if each not in settled]
    cited = {each.place.source for each in fresh}
    hashes = {each.id: each.sha256 for each in lock_check.corpus.documents if each.id in cited}
    lock = Lock({**lock_check.lock.sources, **hashes}, (*kept, *filter(None, waiting), *fresh))
    save_lock(paths.content, write_lock(lock))


def _waiting(drifted: Drifted) -> LockEntry | None:
    """Return the line that remembers why a citation waits for an editor; None where it has one of its own."""
    use, entry = drifted.use, drifted.entry
    if drifted.problem.code == "renamed-source":  # its file could not be corrected
        return LockEntry(use.file, CitedPlace(use.place.source), "-", "-", "")
    is_own = entry and entry.statement == use.statement
    return replace(entry, file=use.file, statement="-") if entry and not is_own else None


def _pointer_at(
    file: str, line: str, begin: int
) -> tuple[re.Match[str] | None, Callable[[str, dict[str, str]], str | None]]:
    """Return what points to a source at a place of a line, and what exchanges the place in it."""
    if is_sidecar(file):
        return _KEY.match(line, begin), _corrected_key
    if match := _BRACKETS.match(line, begin):
        return match, _corrected
    return _ADDRESS.match(line, begin), _corrected_address


def _rewritten(text: str, group: list[Drifted]) -> tuple[str, list[Drifted]]:
    """Return a text with its citations corrected, and those that were found where they were read."""
    lines = _LINE.findall(text)
    by_place: dict[Place, list[Drifted]] = defaultdict(list)
    for each in group:
        by_place[each.use.at].append(each)
    done: list[Drifted] = []
    for at in sorted(by_place, reverse=True):  # the last of a line first, so that columns stay true
        line = lines[at.line - 1] if 0 < at.line <= len(lines) else ""
        begin = at.column - 1 + (at.line == 1 and line.startswith("\ufeff"))
        match, correct = _pointer_at(at.file, line, begin)
        pairs = [(each.use.place, each.new_place) for each in by_place[at]]
        new_places = {str(old): str(new.source if old.words else new) for old, new in pairs if new}
        corrected = correct(match[0], new_places) if match else None
        if match and corrected:
            lines[at.line - 1] = line[:begin] + corrected + line[match.end() :]
            done += by_place[at]
    return "".join(lines), done


def _corrected(citation: str, new_places: dict[str, str]) -> str | None:
    """Return a citation with all its places exchanged at once; None when one is not in it."""
    named = "|".join(map(re.escape, sorted(new_places, key=len, reverse=True)))
    pattern = re.compile(rf"(?<=[@\[])({named})(?=[\s;\]|\\\"“])")
    if {match[1] for match in pattern.finditer(citation)} != new_places.keys():
        return None
    return pattern.sub(lambda match: new_places[match[1]], citation)


def _corrected_key(written: str, new_places: dict[str, str]) -> str | None:
    """Return a place in a sidecar, `p3s2` or `3` with its quotation mark, exchanged for its new one."""
    old = written.lstrip("\"'")
    for known, new in new_places.items():
        if known.partition("#")[2].removeprefix("p") == old.removeprefix("p"):
            fragment = new.partition("#")[2]
            return written.removesuffix(old) + (fragment if old.startswith("p") else fragment[1:])
    return None


def _corrected_address(address: str, new_places: dict[str, str]) -> str | None:
    """Return the address of a Markdown link with its place exchanged."""
    match = _ADDRESS.fullmatch(address)
    new = new_places.get(f"{match[1]}#{match[3]}") if match else None
    if not match or not new:
        return None
    source, _, fragment = new.partition("#")
    return f"{address[: match.start(1)]}{source}{match[2] or ''}#{fragment}"
