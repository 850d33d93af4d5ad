"""Turn a kind and a few words into a new file of `content/`, ready to be filled in."""

import json
from pathlib import Path

from dossier.errors import UsageError
from dossier.text.slugs import is_device, slug

TEMPLATES = {
    "note": (
        "notes",
        """---
title: {words}
date:  # 2025-07-13, 2025-07 or 2025
authors: []
topics: []  # ids: the file names in content/topics, without .md
status: draft  # published, when it is ready
---
{body}
%% Write here. Cite as [@source#p3s2], link as [[id]] or [[name]]. %%
""",
    ),
    "topic": (
        "topics",
        """---
title: {words}
terms:  # weight 2: one alone shows that a passage is about the topic
  - {{phrase: {words}, weight: 2}}
summary:  # one or two sentences, cited
---
{body}
%% Introduce the topic here, each statement with its citation: [@source#p3s2]. %%
""",
    ),
    "entity": (
        "entities",
        """---
name: {words}
kind: {kind}  # person, organisation, place, agreement or event
aliases: {aliases}  # other spellings, as they stand in the sources
role:  # one line on who or what
---
{body}
""",
    ),
    "claim": (
        "claims",
        """---
question: {words}
topics: []  # ids: the file names in content/topics, without .md
would_change:  # what would settle it
---
{body}
## The first answer
by: []

%% The evidence: [@source#p3s2] %%

## The second answer
by: []

%% The evidence: [@source#p3s2] %%
""",
    ),
}
"""Kind: its folder in `content/`, and what a new file holds."""


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
    if kind not in TEMPLATES:
        raise UsageError(
            f"there is no kind {kind!r}; known are {', '.join(TEMPLATES)}, translation and source"
        )
    folder, template = TEMPLATES[kind]
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
    return write_fresh(content / folder / f"{name}.md", text)


def write_fresh(path: Path, text: str) -> Path:
    """Write a file that is not there yet, and return its path; raise UsageError for one that is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} already exists; nothing was written") from None
    return path


def _quoted(words: str) -> str:
    """Return words as a YAML string in double quotes (JSON strings are such)."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
