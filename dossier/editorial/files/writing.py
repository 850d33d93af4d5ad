"""Write a file as a whole or not at all; turn a kind and a few words into a new one, to be filled in."""

import json
from pathlib import Path

from dossier.errors import UsageError
from dossier.text.slugs import is_device, slug

FOLDERS = {"note": "notes", "topic": "topics", "entity": "entities", "claim": "claims"}
"""Kind: its folder in `content/`; what a new file has is in `blank/`."""
_BLANK = Path(__file__).with_name("blank")


def write_new(
    kind: str,
    words: str,
    content: Path,
    *,
    body: str = "",
    entity_kind: str = "person",
    aliases: tuple[str, ...] = (),
) -> Path:
    """Write `content/FOLDER/ID.md`, its id made of `words`, and return its path; overwrite nothing.

    `body` is put first under the front matter (for a claim: instead of the empty positions). Raises
    UsageError for an unknown kind, words without letters, and a file that is there already.
    """
    if kind not in FOLDERS:
        raise UsageError(f"there is no kind {kind!r}; known are {', '.join(FOLDERS)}, translation and source")
    template = (_BLANK / f"{kind}.md").read_text("utf-8")
    name = slug(words)
    if not name:
        raise UsageError(f"a {kind} needs a title with letters in it, not {words!r}")
    if is_device(name):
        name = f"{kind}-{name}"
    if kind == "claim" and body:
        template = template[: template.index("{body}")] + "{body}\n"
    text = template.format(
        words=_quoted(words),
        body=body.rstrip("\n"),
        kind=entity_kind,
        aliases="[" + ", ".join(map(_quoted, aliases)) + "]",
    )
    return write_fresh(content / FOLDERS[kind] / f"{name}.md", text)


def _quoted(words: str) -> str:
    """Return words as a YAML string in double quotes (JSON strings are such)."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def write_fresh(path: Path, text: str) -> Path:
    """Write a file that is not there yet, and return its path; raise UsageError for one that is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} already exists; nothing was written") from None
    return path
