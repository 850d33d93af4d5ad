"""Turn a dossier into `data/dossier.json` and its JSON Schema (2020-12): one table tells both.

A record names its fields; beside each stands its shape and, where that is not the attribute of the
same name, where its value comes from: a dotted attribute, a place in a pair, or a function
`(shelf, value)`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from dossier.model import (
    Asset,
    Basis,
    CitedPlace,
    Document,
    EntityKind,
    Grade,
    Mode,
    PageRef,
    ParagraphKind,
    PartedAsset,
    Position,
    ProposalKind,
    Severity,
    SourceId,
)
from dossier.site.shelf import Shelf, cited_places, remembered
from dossier.site.urls import note_ref, path_of, source_ref
from dossier.text.date_phrases import said

NAME = "dossier/1"
Schema = dict[str, Any]
Read = Callable[[Shelf, Any], Any]


def _as_it_is(_shelf: Shelf, value: object) -> object:
    return value


@dataclass(frozen=True, slots=True)
class Shape:
    """What the schema says of a value, and how it is written as JSON."""

    schema: Schema
    write: Read = _as_it_is


Field = Shape | tuple[Shape, str | int | Read]
Tables = dict[str, tuple[Shape, Callable[[Shelf], Iterable[Any]]]]
"""Key to the shape of its records, and what it lists."""


_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def _many(shape: Shape) -> Shape:
    def write(shelf: Shelf, values: Iterable[Any]) -> list[Any]:
        return [shape.write(shelf, value) for value in values]

    return Shape({"type": "array", "items": shape.schema}, write)


def _one_of(values: Iterable[str]) -> Shape:
    return Shape({"enum": [str(value) for value in values]})


def _record(**fields: Field) -> Shape:
    parts = {name: field if isinstance(field, tuple) else (field, name) for name, field in fields.items()}
    writers = [(name, _writer(shape.write, _reader(source))) for name, (shape, source) in parts.items()]

    def write(shelf: Shelf, value: object) -> dict[str, Any]:
        return {name: write(shelf, value) for name, write in writers}

    known = {name: shape.schema for name, (shape, _) in parts.items()}
    closed = {"required": list(fields), "additionalProperties": False}
    return Shape({"type": "object", "properties": known, **closed}, write)


def _writer(write: Read, read: Read) -> Read:
    return read if write is _as_it_is else lambda shelf, value: write(shelf, read(shelf, value))


def _reader(source: str | int | Read) -> Read:
    if callable(source):
        return source
    get = itemgetter(source) if isinstance(source, int) else attrgetter(source)
    return lambda _, value: get(value)


TEXT = Shape({"type": "string"})
MAYBE = Shape({"type": ["string", "null"]})
COUNT = Shape({"type": "integer", "minimum": 0})
SCORE = Shape({"type": "number", "minimum": 0, "maximum": 1})
FLAG = Shape({"type": "boolean"})
DAY = Shape(MAYBE.schema | {"pattern": r"^\d{4}-\d{2}-\d{2}$"}, lambda _, day: str(day) if day else None)
ID = Shape(MAYBE.schema | {"pattern": r"^p\d+s\d+$"})
SENTENCE = Shape(ID.schema, lambda shelf, passage: shelf.sentence_id(passage) or None)
WORDS = Shape(TEXT.schema, lambda shelf, passage: shelf.words(passage))
TEXTS = _many(TEXT)
GRADE, BASIS = _one_of(Grade), _one_of(Basis)


HERE: Field = (SENTENCE, lambda _, passage: passage)
START_END: dict[str, Field] = {"start": (COUNT, "span.start"), "end": (COUNT, "span.end")}
PASSAGE = _record(source=TEXT, **START_END, sentence=HERE)
PLACE = _record(source=TEXT, sentence=HERE)
FOUND_AT: dict[str, Field] = {
    "source": (TEXT, "passage.source"),
    "start": (COUNT, "passage.span.start"),
    "end": (COUNT, "passage.span.end"),
    "sentence": (SENTENCE, "passage"),
}


def _topics(shelf: Shelf, document: Document) -> list[tuple[str, str]]:
    """Return the topics of a source, each with its best grade."""
    found = shelf.topics_in[document.id]
    about = {each.topic for each in found if each.grade is Grade.ABOUT}
    topics = sorted({each.topic for each in found})
    return [(topic, Grade.ABOUT if topic in about else Grade.MENTIONS) for topic in topics]


def _in_order(shelf: Shelf, found: Mapping[SourceId, Iterable[Any]]) -> Iterator[Any]:
    """Yield the findings of all sources, source by source."""
    return chain.from_iterable(found[source] for source in shelf.documents)


def _paths(refs: Iterable[PageRef]) -> list[str]:
    return sorted(set(map(path_of, refs)))


def _evidence(shelf: Shelf, position: Position) -> Iterator[tuple[SourceId, str | None, str | None]]:
    """Yield each cited place once, with who speaks there; a paragraph or source is its first sentence."""
    for place in cited_places(position.body):
        key = CitedPlace(place.source, place.paragraph or 1, place.sentence or 1).fragment
        known = shelf.documents[place.source].sentence(key) is not None
        said = shelf.speaker_at(place.source, key)
        yield place.source, key if known else None, shelf.words(said.speaker) if said else None


PUBLISHED = _record(
    edtf=(MAYBE, lambda _, each: each.value and each.value.edtf),
    earliest=(DAY, lambda _, each: each.value and each.value.earliest),
    latest=(DAY, lambda _, each: each.value and each.value.latest),
    basis=BASIS,
    evidence=Shape(
        {"anyOf": [{"type": "null"}, PASSAGE.schema]},
        lambda shelf, passage: passage and PASSAGE.write(shelf, passage),
    ),
)
SOURCE = _record(
    id=TEXT,
    file=(TEXT, "path"),
    sha256=Shape({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
    title=(TEXT, "meta.title"),
    title_basis=(BASIS, "meta.title_basis"),
    short=(TEXT, lambda shelf, each: shelf.short[each.id]),
    publisher=(MAYBE, "meta.publisher"),
    authors=(TEXTS, "meta.authors"),
    language=(TEXT, "meta.language"),
    url=(MAYBE, "meta.url"),
    publish=(_one_of(["full", "summary"]), "meta.publish"),
    published=(PUBLISHED, lambda shelf, each: shelf.publications[each.id]),
    text=(MAYBE, lambda _, each: None if each.meta.is_closed else each.text),
    paragraphs=_many(_record(n=(COUNT, "number"), kind=_one_of(ParagraphKind), **START_END)),
    sentences=_many(_record(id=ID, paragraph=COUNT, **START_END)),
    summary=(
        _many(_record(sentence=HERE, **START_END)),
        lambda shelf, each: shelf.summary(each.id).sentences,
    ),
    topics=(_many(_record(id=(TEXT, 0), grade=(GRADE, 1))), _topics),
    entities=(
        _many(_record(id=(TEXT, 0), count=(COUNT, 1))),
        lambda shelf, each: sorted(shelf.named[each.id].items()),
    ),
    related=(
        _many(_record(id=(TEXT, 0), score=(SCORE, 1), reasons=(TEXTS, 2))),
        lambda shelf, each: [
            (
                near.b if near.a == each.id else near.a,
                near.score,
                list(dict.fromkeys(said(reason.words, shelf.say) for reason in near.reasons)),
            )
            for near in shelf.relations[each.id]
        ],
    ),
    cited_by=(TEXTS, lambda shelf, each: _paths(link.origin for link in shelf.links_to[source_ref(each.id)])),
)
ENTITY = _record(
    id=TEXT,
    name=TEXT,
    kind=_one_of(EntityKind),
    aliases=TEXTS,
    mentions=(_many(PASSAGE), lambda shelf, each: [m.passage for m in shelf.mentions_of[each.id]]),
)
CANDIDATE = _record(
    text=TEXT,
    count=(COUNT, lambda _, each: len(each.passages)),
    sources=(TEXTS, lambda _, each: sorted({passage.source for passage in each.passages})),
    kind=(TEXT, lambda _, each: each.kind or "unknown"),
    spellings=(TEXTS, lambda shelf, each: sorted({shelf.words(passage) for passage in each.passages})),
    suggestion=MAYBE,
)
TOPIC = _record(
    id=TEXT,
    title=TEXT,
    passages=(
        _many(_record(**FOUND_AT, grade=GRADE, matched=TEXTS)),
        lambda shelf, each: shelf.passages_on[each.id],
    ),
)
DATE = _record(
    **FOUND_AT,
    text=(WORDS, "passage"),
    edtf=(TEXT, "value.edtf"),
    earliest=(DAY, "value.earliest"),
    latest=(DAY, "value.latest"),
    anchored_on=DAY,
    rule=TEXT,
    inferred=(FLAG, lambda shelf, each: each.passage in shelf.doubtful),
)
EVENT = _record(
    id=TEXT,
    edtf=(TEXT, "when.edtf"),
    earliest=(DAY, "when.earliest"),
    latest=(DAY, "when.latest"),
    headline=(WORDS, lambda _, each: each.evidence[0]),
    topics=TEXTS,
    evidence=_many(PLACE),
    disputed=FLAG,
    inferred=(FLAG, lambda shelf, each: shelf.is_doubtful(each)),
    rank=COUNT,
)
EVIDENCE = _record(source=(TEXT, 0), sentence=(ID, 1), attribution=(MAYBE, 2))
CLAIM = _record(
    id=TEXT,
    question=TEXT,
    topics=TEXTS,
    positions=_many(_record(stance=TEXT, title=TEXT, evidence=(_many(EVIDENCE), _evidence))),
)
PROPOSAL = _record(kind=_one_of(ProposalKind), members=_many(PLACE), score=SCORE, cue=TEXT)
ATTRIBUTION = _record(
    source=(TEXT, "passage.source"),
    sentence=(SENTENCE, "passage"),
    speaker=WORDS,
    cue=TEXT,
    mode=_one_of(Mode),
)
NOTE = _record(
    id=TEXT,
    title=TEXT,
    date=(MAYBE, lambda _, each: each.date and each.date.edtf),
    topics=TEXTS,
    path=(TEXT, lambda _, each: path_of(note_ref(each.id))),
    links=(TEXTS, lambda shelf, each: _paths(link.target for link in shelf.links_from[note_ref(each.id)])),
)
LEFT_OUT = _record(kind=TEXT, why=TEXT, file=(TEXT, "at.file"), line=(COUNT, "at.line"))
PROBLEM = _record(
    code=TEXT,
    severity=_one_of(Severity),
    message=TEXT,
    file=(TEXT, "at.file"),
    line=(COUNT, "at.line"),
    hint=TEXT,
)

TABLES: Tables = {
    "sources": (SOURCE, lambda shelf: shelf.documents.values()),
    "entities": (ENTITY, lambda shelf: shelf.entities.values()),
    "topics": (TOPIC, lambda shelf: shelf.topics.values()),
    "dates": (DATE, lambda shelf: _in_order(shelf, shelf.found_dates)),
    "events": (EVENT, lambda shelf: shelf.found_events),
    "claims": (CLAIM, lambda shelf: shelf.claims.values()),
    "attributions": (ATTRIBUTION, lambda shelf: _in_order(shelf, shelf.attributions_in)),
    "notes": (NOTE, lambda shelf: shelf.notes.values()),
}
"""The keys of the export after its title, in the order of the contract, and what each lists."""
REPORT_TABLES: Tables = {
    "candidates": (CANDIDATE, lambda shelf: shelf.candidates),
    "proposals": (PROPOSAL, lambda shelf: shelf.proposals),
    "problems": (PROBLEM, lambda shelf: shelf.dossier.problems),
    "left_out": (LEFT_OUT, lambda shelf: shelf.dossier.left_out),
}
"""What only editors see, in the same form."""

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A dossier: sources, and what was found in them",
    "description": "start and end are half-open character offsets into sources[].text; "
    "a sentence is its id, p3s2: second sentence of the third paragraph.",
    **_record(
        schema=Shape({"const": NAME}), title=TEXT, **{key: _many(shape) for key, (shape, _) in TABLES.items()}
    ).schema,
}


def export_assets(_shelf: Shelf) -> Iterator[Asset | PartedAsset]:
    """Yield the export and its JSON Schema."""
    yield PartedAsset("data/dossier.json", partial(_part, TABLES), ("head", *TABLES, "end"))
    yield Asset("data/dossier.schema.json", json.dumps(SCHEMA, ensure_ascii=False, indent=1) + "\n")


def report_asset(shelf: Shelf) -> Asset:
    """Return what waits for an editor, as data."""
    parts = ("head", *REPORT_TABLES, "end")
    return Asset("report.json", "".join(_report_part(shelf, part) for part in parts))


@remembered
def _report_part(shelf: Shelf, part: str) -> str:
    return "".join(_part(REPORT_TABLES, shelf, part))


def _part(tables: Tables, shelf: Shelf, part: str) -> Iterator[str]:
    """Write a part of an export as JSON, each record a line: small, and two editions compare well."""
    if part == "head":
        yield f'{{\n"schema": "{NAME}",\n"title": {_JSON.encode(shelf.dossier.title)}'
    elif part == "end":
        yield "\n}\n"
    else:
        yield f',\n"{part}": ['
        shape, values_of = tables[part]
        separator = "\n"
        for value in values_of(shelf):
            yield separator + _JSON.encode(shape.write(shelf, value))
            separator = ",\n"
        yield "\n]"
