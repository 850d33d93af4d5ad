"""Turn the front matter of a Markdown source into what the file says of itself.

The file is a source, not an editor's: a fault in it is a warning, and the text stays. A mark is believed,
though, and one that cannot be read is an error.
"""

from collections.abc import Iterator, Mapping

from dossier.forms.yamlfile import load_mapping
from dossier.model import Basis, DateHint, Place, Problem, Tlp
from dossier.sources.file_text import FileText, stated_marks
from dossier.text import late as re
from dossier.text.characters import one_line
from dossier.text.handling import KEEPS_BACK
from dossier.text.stamped_marks import stamped_mark
from dossier.text.stated_dates import read_date

# The names by which clipping tools call one thing, best first. `created` is the day of the clipping.
_KEYS = {
    "title": ("title", "headline"),
    "authors": ("authors", "author", "by", "byline"),
    "publisher": ("publisher", "site", "site_name", "publication", "outlet", "source"),
    "language": ("language", "lang"),
    "url": ("url", "source_url", "source-url", "source", "link", "canonical", "canonical_url"),
    "date": ("published", "date", "date_published", "datePublished", "publish_date"),
}
_KEEPS_BACK = {**KEEPS_BACK, "status": frozenset(("draft",))}
_MARK_TAG = re.compile(r"#?TLP[:/ _-]+(CLEAR|WHITE|GREEN|AMBER(?:[+/ _-]+STRICT)?|RED)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_TAG = re.compile(r"^[\w-]+[ \t]*:[ \t]+(!\S*)", re.M)
_LINKED = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")  # as note programs write names


def read_front_matter(text: str, file: str, first_line: int = 2) -> FileText:
    """Read the YAML that begins on a line of a file: what it says of itself, without its text."""
    values, places, faults = load_mapping(text, file, first_line=first_line)
    problems = [Problem.warning(f.code, f.message, f.at, f.hint) for f in faults]
    for tag in _TAG.finditer(text):
        message = f"the YAML tag {tag[1][:60]} has no meaning here; the value is read as words"
        at_tag = Place.of(file, text, tag.start(1), first_line=first_line)
        problems.append(Problem.warning("yaml-tag", message, at_tag))
    words = {name: list(_lines(values, keys)) for name, keys in _KEYS.items()}
    addresses = list(filter(_ADDRESS.fullmatch, words["url"]))
    at = {key: places.get(key) or places.get(f"{key}:") or Place(file) for key in values}
    hints, wrong = _date_hints(values, at)
    tlp, unfit = _mark(values, at)
    return FileText(
        (),
        "front matter",
        title=next(iter(words["title"]), None),
        authors=tuple(dict.fromkeys(words["authors"])),
        publisher=next((line for line in words["publisher"] if not _ADDRESS.match(line)), None),
        language=next(iter(words["language"]), None),
        url=next(iter(addresses), None),
        tlp=tlp,
        marks=tuple(stated_marks(_properties(values))),
        date_hints=hints,
        problems=(*problems, *_unused(values, len(set(addresses)), at), *wrong, *unfit),
    )


def _properties(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each line under a key with that key, but for those that are read in another way."""
    keys = (key for key in values if key.lower() not in {"tlp", "title", *_KEEPS_BACK})
    return ((key, line) for key in keys for line in _lines(values, (key,)))


def _unused(values: Mapping[str, object], addresses: int, at: Mapping[str, Place]) -> Iterator[Problem]:
    """Yield a warning for a title without words, a second address, and what would keep a note back."""
    for key in values:
        if key in _KEYS["title"] and not any(_lines(values, (key,))):
            fault = "is empty" if values[key] in (None, "") else "is not a line of words"
            message = f"the {key} in the front matter {fault}; the title is taken from the text"
            yield Problem.warning("bad-value", message, at[key])
    for key in values:
        if key.lower() in _KEEPS_BACK and str(values[key]).lower() in _KEEPS_BACK[key.lower()]:
            message = f'"{key}: {values[key]}" keeps no source back: it is published'
            help_words = "Take the file out of seeds/, or mark it: `tlp: red` in its sidecar."
            yield Problem.warning("bad-value", message, at[key], help_words)
    if addresses > 1:
        key = next(key for key in _KEYS["url"] if key in values)
        message = f"the front matter gives {addresses} addresses; the first is taken"
        yield Problem.warning("doubled-url", message, at[key])


def _lines(values: Mapping[str, object], keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the words under some keys, each on one line; of a list, each of its lines."""
    for key in keys:
        value = values.get(key)
        for each in value if isinstance(value, list) else [value]:
            line = one_line(_LINKED.sub(r"\1", str(each))) if isinstance(each, str | int) else None
            if line:
                yield line


def _date_hints(
    values: Mapping[str, object], at: Mapping[str, Place]
) -> tuple[tuple[DateHint, ...], tuple[Problem, ...]]:
    """Return the day under the first key that has one, and what is no day."""
    problems: list[Problem] = []
    for key in _KEYS["date"]:
        for words in _lines(values, (key,)):
            try:
                found = read_date(words)
            except ValueError:
                found = None
            if found:
                hint = DateHint(found[0], Basis.METADATA, None, "stated in the front matter")
                return (hint,), tuple(problems)
            message = f'the date "{words[:60]}" in the front matter is not a real day'
            help_words = "Give the day in a sidecar beside the source."
            problems.append(Problem.warning("bad-date", message, at[key], help_words))
    return (), tuple(problems)


def _mark(values: Mapping[str, object], at: Mapping[str, Place]) -> tuple[Tlp | None, tuple[Problem, ...]]:
    """Return the strictest handling mark; one that is none could leave unprotected what it was to protect."""
    stamps: list[str] = []
    for key, value in values.items():
        if key.lower() == "tlp":
            stamp = f"TLP:{str(value).upper().removeprefix('TLP:').strip()}"
            if not stamped_mark([stamp]):
                message = f'the mark "{str(value)[:60]}" in the front matter is not one of {", ".join(Tlp)}'
                return None, (Problem.error("bad-value", message, at[key]),)
            stamps.append(stamp)
    stamps += (line for line in _lines(values, tuple(values)) if line.upper().startswith("TLP:"))
    tags = filter(None, map(_MARK_TAG.fullmatch, _lines(values, tuple(values))))
    stamps += (re.sub(r"[/_]", "+", f"TLP:{tag[1]}") for tag in tags)
    found = stamped_mark(stamps)
    return found.mark if found else None, ()
