"""Turn sources into the names by which citations call them: short, and no two alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dossier.model import Document, PartialDate, SourceId
from dossier.text.characters import cut
from dossier.text.date_phrases import in_words
from dossier.text.interface import Interface
from dossier.text.words import STOP, words_of

LONGEST = 32  # characters of the words of a title; with number and place they fit on a line of the margin
TELLING = 2  # words that no other title has; more make no better name
Dates = Mapping[SourceId, PartialDate | None]


def short_names(documents: Iterable[Document], published: Dates, say: Interface) -> dict[SourceId, str]:
    """Name each source as its sidecar does, else by publisher and day, else by its title.

    A long title is its first words with the day. Single words out of its middle would read as a name of
    somebody: “United Nations”. Only an undated source is called by what sets its title apart.

    The year is said where the sources are of several years. Names that are alike each say more: the day with
    its year, then words of the title; in the end they are counted.
    """
    sources = {document.id: document for document in documents}
    titles = Counter(key for document in sources.values() for key in _keys(document.meta.title))
    years = {
        day.year for value in published.values() if value for day in (value.earliest, value.latest) if day
    }
    further = {
        source: _ways(document, published.get(source), titles, say, of_one_year=len(years) < 2)
        for source, document in sources.items()
    }
    names = {source: next(ways) for source, ways in further.items()}
    while alike := _alike(names, sources):
        longer = {source: name for source in alike if (name := next(further[source], ""))}
        if not longer:
            return names | _numbered(alike, names)
        names |= longer
    return names


def _keys(title: str) -> set[str]:
    return {word.key for word in words_of(title)}


def _ways(
    document: Document, value: PartialDate | None, titles: Counter[str], say: Interface, *, of_one_year: bool
) -> Iterator[str]:
    """Yield names for one source, each saying more than the one before."""
    meta, full = document.meta, in_words(value, say) if value else say("undated")
    day = _without_year(full, value) if value and of_one_year else full
    given = meta.short or meta.publisher
    if meta.short:
        yield meta.short
    if given:
        yield f"{given}, {day}"
        yield f"{given}, {full}"
        yield f"{given}, {full}: {cut(meta.title, 2 * LONGEST)}"
    elif value and len(meta.title) > LONGEST:
        yield f"{_first_words(meta.title, LONGEST)}, {day}"
        yield f"{_first_words(meta.title, 2 * LONGEST)}, {day}"
    else:
        telling = _telling_words(meta.title, titles)
        yield telling
        yield f"{telling}, {day}"


def _without_year(words: str, value: PartialDate) -> str:
    year = value.earliest.year if value.earliest else 0
    day = words.removesuffix(f" {year}")
    return day if any(map(str.isalpha, day)) else words  # “2025”, “early 2025” stay as they are


def _first_words(title: str, longest: int) -> str:
    """Cut a title after a word that can end it: “Statement from the Board…”, not “… on the…”."""
    if len(title) <= longest:
        return title
    words = cut(title, longest).removesuffix("…").split()
    while len(words) > 1 and words[-1].casefold() in STOP:
        del words[-1]
    return " ".join(words) + "…"


def _telling_words(title: str, titles: Counter[str]) -> str:
    """Return the first words of a title that set it apart: at most two that no other has, and those between.

    A short title is its own name, and so is one without such words, cut.
    """
    if len(title) <= LONGEST:
        return title
    words = words_of(title)
    own = [word for word in words if titles[word.key] == 1 and word.key not in STOP]
    chosen: dict[str, int] = {}
    for word in own:
        if word.end - own[0].start > LONGEST or len(chosen) == TELLING:
            break
        chosen.setdefault(word.key, word.end)
    if not chosen:
        return cut(title, LONGEST)
    telling = title[own[0].start : max(chosen.values())]
    return telling[0].upper() + telling[1:]


def _alike(names: Mapping[SourceId, str], sources: Mapping[SourceId, Document]) -> list[SourceId]:
    """Return the sources whose names others have too; the first whose editor gave it keeps it."""
    held = Counter(name.casefold() for name in names.values())
    alike = [source for source, name in names.items() if held[name.casefold()] > 1]
    given = {
        names[source].casefold(): source
        for source in reversed(alike)
        if sources[source].meta.short == names[source]
    }
    return [source for source in alike if given.get(names[source].casefold()) != source]


def _numbered(alike: list[SourceId], names: Mapping[SourceId, str]) -> dict[SourceId, str]:
    taken, numbered = {name.casefold() for source, name in names.items() if source not in alike}, {}
    for source in alike:
        number, name = 1, names[source]
        while name.casefold() in taken:
            number += 1
            name = f"{names[source]} ({number})"
        taken.add(name.casefold())
        numbered[source] = name
    return numbered
