"""Turn sources into the names by which citations call them: short, and no two alike."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dossier.model import Document, PartialDate, SourceId
from dossier.text.characters import cut
from dossier.text.date_phrases import in_words
from dossier.text.interface import Interface
from dossier.text.words import STOP

LONGEST = 32  # characters of the words of a title; with number and place they fit on a line of the margin
Dates = Mapping[SourceId, PartialDate | None]


def short_names(documents: Iterable[Document], published: Dates, say: Interface) -> dict[SourceId, str]:
    """Name each source as its sidecar does, else by publisher and day, else by its title.

    A long title is its first words, with the day if it has one. Single words out of its middle would read as
    a name of somebody: “United Nations”.

    The year is said where the sources are of several years. Names that are alike each say more: the day with
    its year, then words of the title; in the end they are counted.
    """
    sources = {document.id: document for document in documents}
    years = {
        day.year for value in published.values() if value for day in (value.earliest, value.latest) if day
    }
    further = {
        source: _ways(document, published.get(source), say, of_one_year=len(years) < 2)
        for source, document in sources.items()
    }
    names = {source: next(ways) for source, ways in further.items()}
    while alike := _alike(names, sources):
        longer = {source: name for source in alike if (name := next(further[source], ""))}
        if not longer:
            return names | _numbered(alike, names)
        names |= longer
    return names


def _ways(
    document: Document, value: PartialDate | None, say: Interface, *, of_one_year: bool
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
        yield _first_words(meta.title, LONGEST)
        yield _first_words(meta.title, 2 * LONGEST)
        yield f"{_first_words(meta.title, 2 * LONGEST)}, {day}"


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
