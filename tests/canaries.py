"""A desk with a word of its own in every place that must not leave, its places derived from models."""

from __future__ import annotations

import enum
import json
import types
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from dossier.editorial.files import frontmatter
from dossier.editorial.files.decisions import DecisionsFields
from dossier.editorial.files.settings import SettingsFields
from dossier.model import (
    Claim,
    DeskPage,
    Entity,
    MarkdownBody,
    Note,
    PartialDate,
    Position,
    SourceMeta,
    Topic,
)
from dossier.sources.sidecar import Shared, Sidecar

KINDS = {
    "topics": frontmatter.TopicFields,
    "entities": frontmatter.EntityFields,
    "notes": frontmatter.NoteFields,
    "claims": frontmatter.ClaimFields,
    "pages": frontmatter.PageFields,
}
"""The model of the front matter in each folder."""
RECORDS = (Note, Topic, Claim, Position, Entity, DeskPage, SourceMeta)
INDEX_KEYS = ("dossier", "language", "judgement", "watch")
"""Keys that are read in index.md alone."""
CODED = (
    "0" * 64, "0" * 16, "2024-03-06", "B2", "en", "utf-8", "red", "person", "published", "full",
    "allow", "amber", 1
)  # fmt: skip
"""Values for the fields that take no words."""


HIDDEN = "docks %% {0} %%<!-- {0} -->"
"""A value whose visible words name a topic, an entity and a word of the sources alike."""
DRAWING = b"\x89PNG "
BODY = """WORDparagraph stands here.

## WORDheading

It was shut, WORDevidence says [@harbour#p2].

- WORDitem

> WORDquote

| WORDcell |
| --- |
| WORDrow |

```
WORDcode
```

![WORDalt](images/WORD.png) A footnote[^WORD].

[^WORD]: WORDfootnote.
"""
PAGE = """<html><head><title>Docks today</title><meta name=keywords content=canarykeyword>
<!-- canarycomment -->
<script>var a = 'canaryscript'</script><style>.canarystyle{}</style></head>
<body><nav><a href=/canarynav>canarynav</a></nav><article><h1>Docks today</h1>
<p>The docks were shut in May. The crew left on the next day, and nobody came back for the boats.</p>
<p hidden>canaryhiddenpart</p></article></body></html>
"""


class CannotFillError(Exception):
    """A field for which this module knows no value."""


def fill(model: type[BaseModel], word: str, seen: str = "{}") -> dict[str, object]:
    """Return a value for every field of a model, with a word of its own in each that takes words.

    `seen` is what stands round each of these words.
    """
    return {
        field.alias or name: _value(model, field.alias or name, seen.format(f"{word}{name.replace('_', '')}"))
        for name, field in model.model_fields.items()
    }


def _value(model: type[BaseModel], key: str, words: str) -> object:
    for value in _candidates(model, key, words):
        try:
            model.model_validate({key: value})
        except ValidationError as error:
            if key in {str(fault["loc"][0]) for fault in error.errors()}:
                continue
        return value
    raise CannotFillError(f"{model.__name__}.{key}: no value is known for it; extend tests/canaries.py")


def _candidates(model: type[BaseModel], key: str, words: str) -> typing.Iterator[object]:
    field = next(each for name, each in model.model_fields.items() if key in (name, each.alias))
    for inner in _models_in(field.annotation):
        filled = fill(inner, words)
        yield from ([filled], filled)
    yield words
    yield f"https://example.org/{words}"
    yield [words]
    yield {"p1": {words: None}}
    yield {words: words}
    yield {"p1": [words]}
    yield {"p1": "caption"}
    yield from CODED


def _models_in(annotation: object) -> typing.Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)


def front(values: dict[str, object]) -> str:
    """Return front matter."""
    return f"---\n{_yaml(values)}---\n"


def _yaml(values: dict[str, object]) -> str:
    """Return a mapping, its values as JSON, which is YAML."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())


def wordy_fields(record: type) -> typing.Iterator[str]:
    """Yield the names of the fields of a dataclass that hold words in some form."""
    hints = typing.get_type_hints(record)
    yield from (field.name for field in fields(record) if _holds_words(hints[field.name]))


def _holds_words(hint: object) -> bool:
    if isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if typing.get_origin(hint) is not None or isinstance(hint, types.UnionType):
        return any(map(_holds_words, typing.get_args(hint)))
    if hint is MarkdownBody or hint is str:
        return True
    if isinstance(hint, type) and issubclass(hint, enum.Enum | PartialDate):
        return False
    return is_dataclass(hint) and any(True for _ in wordy_fields(typing.cast(type, hint)))


def write_desk(folder: Path) -> None:
    """Write seeds and content; every word that must not leave contains `canary`, the others never do."""
    for name, text in (_open_files() | _red_files() | _hidden_files() | _drafts() | _seeds()).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def _body(word: str) -> str:
    """Return Markdown that holds a word in each kind of block."""
    return BODY.replace("WORD", word)


def _positions(word: str, source: str = "canaryredsource#p1") -> str:
    return (
        f"\n## {word}position\nby: [docks] %% {word}by %%\n\n{word}answer [@{source}].\n\n"
        f"## No %% {word}comment %%\n\nIt did not [@harbour#p3].\n"
    )


def _red_files() -> dict[str, str | bytes]:
    """Return a red file of each kind that takes a mark, every field of it filled."""
    files: dict[str, str | bytes] = {}
    for kind, model in KINDS.items():
        if "tlp" not in model.model_fields:
            continue
        word = f"canaryred{kind}"
        values = fill(model, word) | {"tlp": "red"}
        if kind == "pages":
            values = {key: value for key, value in values.items() if key not in INDEX_KEYS}
        words = _positions(word) if kind == "claims" else ""
        files[f"content/{kind}/{word}.md"] = front(values) + _body(word) + words
        files[f"content/images/{word}.png"] = DRAWING + word.encode()
        if "topics" in values:
            files[f"content/topics/{values['topics']}.md"] = front({"title": values["topics"], "tlp": "red"})
    sidecar = fill(Sidecar, "canaryredsidecar") | {"tlp": "red"}
    files["seeds/canaryredsource.yaml"] = json.dumps(sidecar)
    files["seeds/canaryredsource.txt"] = (
        f"Canaryredfirst {' '.join(sidecar['names']['p1'])}\n\nIt says docks canaryquotation. {sidecar}\n"
    )
    for topic in sidecar["not_topics"]["p1"]:
        files[f"content/topics/{topic}.md"] = front({"title": topic, "tlp": "red"})
    files["seeds/canaryredfolder/_folder.yml"] = _yaml(fill(Shared, "canaryredfolder") | {"tlp": "red"})
    files["seeds/canaryredfolder/deep/canaryredbelow.txt"] = "It says docks canaryredbelow.\n"
    return files


def _hidden_files() -> dict[str, str | bytes]:
    """Return a file of each kind for everybody, with comments in every field, in YAML and in Markdown."""
    files: dict[str, str | bytes] = {}
    for kind, model in KINDS.items():
        word = f"canaryhidden{kind}"
        values = fill(model, word, HIDDEN) | {key: "clear" for key in ("tlp",) if "tlp" in model.model_fields}
        if kind == "pages":
            values = {key: value for key, value in values.items() if key not in INDEX_KEYS}
        text = front(values).replace("---\n", f"---\n# {word}yaml\n", 1)
        text += f"The docks %% {word}percent %% stay. <!-- {word}html -->\n\n%%\n{word}block\n%%\n"
        if kind == "claims":
            text += _positions("docks", "harbour#p2").replace("docksc", f"{word}c")
        files[f"content/{kind}/docks.md"] = text
    index = fill(frontmatter.PageFields, "canaryhiddenindex", HIDDEN) | {"tlp": "clear", "language": "en"}
    files["content/pages/index.md"] = front(index) + "The docks.\n"
    settings = fill(SettingsFields, "canaryhiddensettings", HIDDEN) | {
        "audience": "clear",
        "default_tlp": "clear",
    }
    files["content/settings.yaml"] = f"# canaryhiddenyaml\n{_yaml(settings)}"
    sidecar = fill(Sidecar, "canaryhiddensidecar", HIDDEN) | {"tlp": "clear", "summary": ["p2s1"]}
    sidecar["names"] = {"p2": {"docks": None}}
    sidecar["not_topics"] = {"p2": ["canaryredtopics"]}  # a topic that the reader does not have
    files["seeds/harbour.yaml"] = f"# canaryhiddenyaml\n{_yaml(sidecar)}"
    return files


def _drafts() -> dict[str, str | bytes]:
    """Return a draft with every field filled, and files of the desk that are no pages."""
    values = fill(frontmatter.NoteFields, "canarydraft") | {
        "status": "draft",
        "tlp": "clear",
        "topics": ["docks"],
    }
    decisions = fill(DecisionsFields, "canarydecisions")
    for event in decisions["events"]:
        event["hidden"] = False  # of a source that the desk does not have: an error
    return {
        "content/decisions.yaml": f"# canarydecisionsyaml\n{_yaml(decisions)}",
        "content/notes/canarydraft.md": front(values)
        + _body("canarydraft")
        + "\nIt says [@harbour#p2; @closed#p3].\n",
        "content/images/canarydraft.png": DRAWING + b"canarydraft",
        "content/images/below/canaryunused.png": DRAWING + b"canaryunused",
        "content/canarystray.md": "Canarystray words.\n",
        "content/README.md": "Canaryreadme words.\n",
        "content/notes/canaryfile.pdf": b"canaryfile",
        "content/.obsidian/canary.json": "{}",
        "content/citations.lock": "dossier-citations 1\n# canarylock\n"
        "cite\tcontent/notes/canarylock.md\tharbour#p9\t0123456789abcdef\t0123456789abcdef\tcanarylockwords\n",
    }


def _seeds() -> dict[str, str | bytes]:
    """Return sources for everybody; of one only a sentence is shown, of a web page only the article."""
    closed = "Closed report\n\nThe docks were shut in May. The crew left.\n\n" + "\n\n".join(
        f"Captain Canary Withheld{part} said on 3 May 2024 that the docks were not canaryword{part}. "
        f"“We are canaryquoted{part},” Captain Canary Withheld{part} said in Canarytown."
        for part in ("one", "two", "three")
    )
    return {
        "seeds/harbour.txt": "Harbour log\n\nThe docks were shut. Boats left.\n\nThe docks open in June.\n",
        "seeds/closed.txt": closed,
        "seeds/closed.yaml": "publish: summary\nsummary: [p2s1]\n",
        "seeds/page.html": PAGE,
        "seeds/canaryunread.bin": b"canaryunread\x00",
        "seeds/canaryempty.txt": b"",
    }


def _open_files() -> dict[str, str | bytes]:
    """Return words for everybody that point in every way to what is not for them."""
    pointers = (
        "The canarycited sentence [@canaryredsource#p2].",
        'The canarysaid sentence [@canaryredsource "It says docks"].',
        "- The canarylisted item [@canaryredsource]\n- A kept item",
        "> docks canaryquotation\n\n[@canaryredsource#p2]",
        "![[canaryrednotes]]",
        "See [[canaryrednotes]], a canarynamed page.",
        "See [[canaryredtopics|the topic]] and [[canaryredpages#canaryredpagesheading|the page]].",
        "> [!judgement] canarycallout\n> As told [@canaryredsource].",
        "It is told[^told].\n\n[^told]: canaryfootnote [@canaryredsource].",
        "## canaryheading\n\nAll canaryunder it [@canaryredsource#p2].",
        '## After\n\nThe docks are open [@harbour "The docks open"].',
    )
    front_matter = {"title": "Open", "topics": ["docks", "canaryredtopics"]}
    return {
        "content/notes/open.md": front(front_matter) + "\n\n".join(pointers) + "\n",
        "content/topics/boats.md": front({"title": "Boats", "terms": ["boats"], "summary": pointers[0]})
        + pointers[1],
        "content/entities/boat.md": front(
            {"name": "The boat", "kind": "person", "role": f"Boat. {pointers[0]}"}
        )
        + pointers[0],
        "content/claims/paid.md": front({"question": "canaryquestion?"})
        + "## Yes\n\nIt did [@canaryredsource#p2].\n\n## No\n\nIt did not [@harbour#p2].\n",
    }
