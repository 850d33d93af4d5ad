"""Keep citations pointing to the words that their editor read, whatever becomes of the sources.

`content/citations.lock` has, for each cited place, a fingerprint of its words. When a source was
corrected or renamed, the lock sets apart a citation whose words moved and one whose words changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier.editorial.references.lockfile import Lock, LockEntry
from dossier.model import CitedPlace, Corpus, Document, Place, Problem, Severity, SourceId
from dossier.text.fingerprint import fingerprints
from dossier.text.quotes import find_quotations
from dossier.text.words import keys_of

_FIRST = 160  # characters of the cited words that the lock repeats, to be shown when they are gone
_SAME_SOURCE = 0.5  # part of its cited words that a new source must have to be an old one renamed
_NEAR = 0.4  # part of the words in common from which a sentence is worth showing as the nearest
_MEND = "To correct all such citations, run: python3 tasks.py mend"


@dataclass(frozen=True, slots=True)
class Use:
    """One place that one sentence of an editor cites, or that a sidecar names in its own source."""

    file: str
    """`content/notes/x.md`, or the sidecar."""
    place: CitedPlace
    statement: str
    """Fingerprint of the sentence that cites; in a sidecar, of the key under which the place is."""
    at: Place
    """Where the citation is written."""


@dataclass(frozen=True, slots=True)
class Drifted:
    """A citation that no longer points to the words that it was written for."""

    use: Use
    entry: LockEntry | None
    """The line of the lock by which it was judged; None where only the name of its source was."""
    new_place: CitedPlace | None
    """Where the words are now; None unless that is certain."""
    problem: Problem


class _Words:
    """The words of a source by their fingerprints."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def of(self, place: CitedPlace) -> str | None:
        """Return the words of a place, all of the text for a whole source; None when there is none."""
        span = self.document.cited_span(place)
        return self.document.quote(span) if span else None

    @cached_property
    def places(self) -> Mapping[tuple[bool, str], list[CitedPlace]]:
        """Return the sentences (True) and paragraphs (False) with some words, by fingerprint."""
        found: dict[tuple[bool, str], list[CitedPlace]] = defaultdict(list)
        sentences = ((each.span, each.paragraph, each.number) for each in self.document.sentences)
        paragraphs = ((each.span, each.number, None) for each in self.document.paragraphs)
        for span, paragraph, sentence in (*sentences, *paragraphs):
            place = CitedPlace(self.document.id, paragraph, sentence)
            for words in fingerprints(self.document.quote(span)):
                found[place.sentence is not None, words].append(place)
        return found

    def having(self, words: str, like: CitedPlace) -> list[CitedPlace]:
        """Return the sentences, or paragraphs, whichever a place is, with some words (a fingerprint)."""
        return self.places.get((like.sentence is not None, words), [])

    def turn(self, place: CitedPlace, words: str) -> int:
        """Return which of several places with some words (a fingerprint) one is, from 1; 0: the only one."""
        places = self.having(words, place)
        return places.index(place) + 1 if len(places) > 1 and place in places else 0

    def share_of(self, entries: Sequence[LockEntry]) -> float:
        """Return the part of some cited words that are here, too: 0 to 1."""
        return round(sum(bool(self.having(each.words, each.place)) for each in entries) / len(entries), 4)

    def nearest(self, words: str) -> tuple[CitedPlace, str] | None:
        """Return the sentence that shares most words with some others, if it shares enough."""
        wanted = Counter(keys_of(words))
        best, most = None, 0.0
        for sentence in self.document.sentences:
            quoted = self.document.quote(sentence.span)
            keys = Counter(keys_of(quoted[:_FIRST]))
            size = max(wanted.total(), keys.total())
            share = (wanted & keys).total() / size if size else 0.0
            if share > most:
                best = (CitedPlace(self.document.id, sentence.paragraph, sentence.number), quoted)
                most = share
        return best if most >= _NEAR else None


class LockCheck:
    """Compares the citations of a desk with its lock."""

    def __init__(self, lock: Lock, uses: Iterable[Use], corpus: Corpus) -> None:
        self.lock = lock
        self.uses = tuple(uses)
        self.corpus = corpus
        self._words = {document.id: _Words(document) for document in corpus.documents}
        by_hash = {document.sha256: document.id for document in corpus.documents}
        self._copies = {source: by_hash[sha] for source, sha in lock.sources.items() if sha in by_hash}
        """The source that has the very bytes which a source had at the last good build."""
        self._new_names = self._find_new_names()
        self.lines = tuple(self._followed(lock.entries))
        """The lines of the lock as they would be in the files, and of the sources, of today."""
        self._statements: dict[tuple[str, str], dict[CitedPlace, LockEntry]] = defaultdict(dict)
        self._copied: dict[tuple[str, CitedPlace], LockEntry] = {}
        self._paragraphs: dict[tuple[SourceId, int | None], list[LockEntry]] = defaultdict(list)
        for entry in self.lines:
            self._statements[entry.file, entry.statement][entry.place] = entry
            self._copied[entry.statement, entry.place] = entry
            self._paragraphs[entry.place.source, entry.place.paragraph].append(entry)
        self._cited: dict[tuple[str, str], set[CitedPlace]] = defaultdict(set)
        for use in self.uses:
            self._cited[use.file, use.statement].add(use.place)

    def fresh_lock(self) -> Lock:
        """Return the lock of what the citations point to now."""
        entries = []
        for use in self.uses:
            entry = self.entry_now(use)
            if entry:
                waits = self._corrected(use)  # until an editor has accepted the text
                entries.append(replace(entry, words=waits.entry.words) if waits and waits.entry else entry)
        cited = {use.place.source for use in self.uses}
        sources = {each.id: each.sha256 for each in self.corpus.documents if each.id in cited}
        return Lock(sources, tuple(entries))

    def entry_now(self, use: Use) -> LockEntry | None:
        """Return the line of the lock for what a use points to now; None where that is nothing."""
        words, marks = self._now(use.place)
        if words is None:
            return None
        mark = marks[0] if marks else "-"
        is_whole = use.place.paragraph is None
        turn = 0 if is_whole else self._words[use.place.source].turn(use.place, mark)
        return LockEntry(use.file, use.place, mark, use.statement, "" if is_whole else _cut(words), turn)

    def drifted(self) -> Iterator[Drifted]:
        """Yield the citations that no longer point to the words that they were written for."""
        for use in self.uses:
            if use.place.source not in self._words:
                found = self._renamed(use)
            elif use.place.paragraph is None:
                found = self._corrected(use)
            else:
                found = self._compare(use)
            if found:
                yield found

    def _find_new_names(self) -> Mapping[SourceId, SourceId]:
        """Return what each source that is gone is probably called now: the new source with most of its words.

        That is a source which the lock does not know, with at least half of the words that were cited.
        """
        gone: dict[SourceId, list[LockEntry]] = defaultdict(list)
        for entry in self.lock.entries:
            if entry.place.source not in self._words and entry.place.paragraph is not None:
                gone[entry.place.source].append(entry)
        fresh = [words for source, words in self._words.items() if source not in self.lock.sources]
        found = {}
        for source, entries in gone.items():
            shares = sorted((words.share_of(entries), words.document.id) for words in fresh)
            if shares and shares[-1][0] >= _SAME_SOURCE and shares[-1][0] not in [s for s, _ in shares[:-1]]:
                found[source] = shares[-1][1]
        return found

    def _followed(self, entries: Iterable[LockEntry]) -> Iterator[LockEntry]:
        """Yield lines with the names that their sources and files have now.

        A sidecar that was renamed with its source keeps its lines, also where the text changed. So does a
        sentence that was moved to another file, or whose file was renamed.
        """
        cited = {(use.file, use.statement) for use in self.uses}
        known = {(entry.file, entry.statement) for entry in entries}
        heirs: dict[tuple[str, str], set[str]] = defaultdict(set)
        for use in self.uses:
            if (use.file, use.statement) not in known:
                heirs[_sentence(use)].add(use.file)
        for entry in entries:
            source = entry.place.source
            new = self._copies.get(source) or (
                self._new_names.get(source) if is_sidecar(entry.file) else None
            )
            is_gone = source not in self._words
            line = replace(entry, place=replace(entry.place, source=new)) if new and is_gone else entry
            is_left = (line.file, line.statement) not in cited
            for file in sorted(heirs.get(_sentence(line), ())) if is_left else ():
                yield replace(line, file=file)
            if not (is_left and _sentence(line) in heirs):
                yield line

    def _known(self, use: Use) -> Mapping[CitedPlace, LockEntry]:
        """Return the lines of the sentence that cites; of one that was copied, that of its place."""
        copied = self._copied.get((use.statement, use.place))
        own = self._statements.get((use.file, use.statement))
        return own or ({use.place: copied} if copied else {})

    def _corrected(self, use: Use) -> Drifted | None:
        """Warn where a source that is cited as a whole has another text than when it was cited."""
        entry = self._known(use).get(use.place)
        words = self._words.get(use.place.source)
        if use.place.paragraph is not None or entry is None or words is None:
            return None
        if entry.words in ("-", *fingerprints(words.document.text)):
            return None
        message = f'the text of "{use.place}" has changed since it was cited here as a whole'
        hint = f"When you have read it, {_accept(use)}"
        return _drifted(use, "corrected-source", entry, message, hint, severity=Severity.WARNING)

    def _now(self, place: CitedPlace) -> tuple[str | None, tuple[str, ...]]:
        """Return the words at a place, None where there is none, and what a lock may have for them."""
        words = self._words.get(place.source)
        now = words.of(place) if words else None
        return now, fingerprints(now) if now else ()

    def _renamed(self, use: Use) -> Drifted | None:
        new = self._copies.get(use.place.source)
        if new is None:
            return self._renamed_and_changed(use)
        place = replace(use.place, source=new)
        message = f'the source "{use.place.source}" is now called "{new}"'
        return _drifted(use, "renamed-source", self._known(use).get(place), message, new_place=place)

    def _cited_by_words(self, use: Use) -> LockEntry | None:
        """Return the line of a citation by a few words, whose sentence is not known without its source."""
        cited = self._cited[use.file, use.statement]
        left = [each for each in self._known(use).values() if each.place.source == use.place.source]
        left = [each for each in left if each.place not in cited]
        return left[0] if use.place.words and len(left) == 1 else None

    def _renamed_and_changed(self, use: Use) -> Drifted | None:
        """Name the source that one which is gone has probably become; to cite it is left to the editor."""
        entry = self._known(use).get(use.place) or self._cited_by_words(use)
        entry = entry or next(iter(self._lines_at(use.place)), None)
        new = self._new_names.get(use.place.source)
        if entry is None or new is None:
            return None
        places = self._elsewhere(entry)
        nearest = self._words[new].nearest(entry.first_words)
        near = places[0] if places else nearest and nearest[0]
        name = near.source if near else new
        shown = _cut(self._words[near.source].of(near) or "") if near else ""
        message = f'there is no source "{use.place.source}" any more; "{name}" contains some of its text'
        is_certain = "There the words are at" if places else "There the nearest words are at"
        hint = f"{is_certain} [@{near}]: “{shown}”" if near else f"Look whether [@{new}] is meant."
        return _drifted(use, "unclear-words", entry, message, hint)

    def _elsewhere(self, entry: LockEntry) -> list[CitedPlace]:
        """Return where sources that the lock does not know have the words of a line, the likeliest first."""
        likely = self._new_names.get(entry.place.source)
        fresh = [words for source, words in self._words.items() if source not in self.lock.sources]
        found = [place for words in fresh for place in words.having(entry.words, entry.place)]
        return sorted(found, key=lambda place: (place.source != likely, place.source, place.numbers))

    def _compare(self, use: Use) -> Drifted | None:
        now, current = self._now(use.place)
        known = self._known(use)
        cited = self._cited[use.file, use.statement]
        replaced = [entry for place, entry in known.items() if place not in cited]
        is_replaced = any(each.words in current for each in replaced)
        entry = known.get(use.place)
        if entry and entry.words in current:
            return self._another(use, entry)
        if entry and is_replaced:
            return self._unclear(use, entry, now)  # was this place corrected by hand, or not yet?
        if entry:
            return self._moved(use, entry, now)
        if is_replaced:
            return None  # the place was corrected by hand
        if replaced and use.place.words:
            return self._moved(use, replaced[0], now)  # the few words are in another sentence now
        return self._compare_new(use)

    def _lines_at(self, place: CitedPlace) -> Sequence[LockEntry]:
        """Return the lines of all that cited a place; where none did, those of its paragraph or sentences."""
        lines = self._paragraphs.get((place.source, place.paragraph), ())
        exact = [entry for entry in lines if entry.place == place]
        return exact or [entry for entry in lines if None in (entry.place.sentence, place.sentence)]

    def _compare_new(self, use: Use) -> Drifted | None:
        """Judge a citation that the lock does not know by those that had its place, in whatever file.

        It may be meant for the words that were there, or for those that are there now. One by a few words
        is where these are: they cannot have moved, and may have come into another sentence.
        """
        for entry in self._lines_at(use.place):
            words, marks = self._now(entry.place)
            moved = self._words[use.place.source].having(entry.words, entry.place)
            if entry.words not in marks and not (use.place.words and moved):
                return self._unclear(use, entry, words, moved)
        return None

    def _unclear(
        self, use: Use, entry: LockEntry, now: str | None, moved: Sequence[CitedPlace] = ()
    ) -> Drifted:
        message = f"{entry.place} has other words since the last good build: {_both(entry, now)}"
        hint = f"If the new words are meant, {_accept(use)}"
        if len(moved) == 1:
            hint = f"The words that it had are at {moved[0]} now: cite that. {hint}"
        return _drifted(use, "unclear-words", entry, message, hint)

    def _another(self, use: Use, entry: LockEntry) -> Drifted | None:
        """Judge a place that has the words that were cited; of several such places it may be another now."""
        turn = self._words[use.place.source].turn(use.place, entry.words)
        if not (turn and entry.turn) or turn == entry.turn:
            return None
        message = f"the words of {use.place} occur several times, and it is another of these places now"
        hint = f"Cite the one that is meant; if it is this one, {_accept(use)}"
        return _drifted(use, "unclear-words", entry, message, hint)

    def _moved(self, use: Use, entry: LockEntry, now: str | None) -> Drifted:
        words = self._words[use.place.source]
        places = words.having(entry.words, use.place)
        if len(places) == 1:
            message = f"the words cited from {use.place} are now at {places[0]}"
            return _drifted(use, "moved-words", entry, message, new_place=places[0])
        if places:
            named = ", ".join(map(str, places[:5]))
            message = f"the words cited from {use.place} now occur several times: {named}"
            return _drifted(use, "unclear-words", entry, message, "Cite the one that is meant.")
        near = self._in_copy(entry) or words.nearest(entry.first_words)
        if now is not None:
            message = f"the words of {use.place} changed: {_both(entry, now)}"
            hint = f"When you have read both, {_accept(use)}"
            whole = replace(near[0], sentence=None) if near else None
            if near and use.place not in (near[0], whole):
                hint = f"Nearest: {near[0]} “{_cut(near[1])}”. Cite that"
                hint += f"; or, if the new words are meant, {_accept(use)}"
            return _drifted(use, "changed-words", entry, message, hint)
        hint = f"Nearest: {near[0]} “{_cut(near[1])}”" if near else "Nothing like it is there."
        message = f"the words cited from {use.place} are gone: “{entry.first_words}”"
        return _drifted(use, "gone-words", entry, message, hint)

    def _in_copy(self, entry: LockEntry) -> tuple[CitedPlace, str] | None:
        """Return the place with the words of a line in the source that has the bytes which its own had."""
        copy = replace(entry.place, source=self._copies.get(entry.place.source, entry.place.source))
        words, marks = self._now(copy)
        return (copy, words) if words and entry.words in marks else None


def _drifted(
    use: Use,
    code: str,
    entry: LockEntry | None,
    message: str,
    hint: str = _MEND,
    *,
    new_place: CitedPlace | None = None,
    severity: Severity = Severity.ERROR,
) -> Drifted:
    return Drifted(use, entry, new_place, Problem(code, severity, message, use.at, hint))


def _accept(use: Use) -> str:
    return f"run: python3 tasks.py mend --accept {use.place}"


def _sentence(each: Use | LockEntry) -> tuple[str, str]:
    """Return what a sentence is known by in all files; the key of a sidecar speaks for its source alone."""
    return each.statement, each.place.source if is_sidecar(each.file) else ""


def is_sidecar(file: str) -> bool:
    """Tell whether what cites is a sidecar; in `content/` only Markdown does."""
    return file.lower().endswith((".yaml", ".yml"))


def _both(entry: LockEntry, now: str | None) -> str:
    """Show the words that were cited beside those that are there; of the former the lock has the first."""
    words = _cut(now or "")
    if words == entry.first_words:
        rest = _cut(" ".join((now or "").split())[len(words) - 1 :])
        return f"“{words}” begins as before, and what follows is other than what was cited: “…{rest}”"
    return f"“{entry.first_words}” was cited; there is now “{words}”"


def _cut(words: str) -> str:
    line = " ".join(words.split())
    if len(line) <= _FIRST:
        return line
    part = line[: _FIRST - 1].rstrip() + "…"
    is_open = any(end == len(part) for _, end in find_quotations(part, unclosed=True))
    return f"{part}”" if is_open else part  # a quotation that is cut stays one
