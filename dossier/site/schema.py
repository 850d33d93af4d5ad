"""The JSON Schema (2020-12) of `data/dossier.json`."""

from __future__ import annotations

from typing import Any

SCHEMA_NAME = "dossier/1"

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_FLAG: Schema = {"type": "boolean"}
_DAY: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PLACE: Schema = {"type": ["string", "null"], "pattern": r"^p\d+s\d+$"}


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _record(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


_SPAN: dict[str, Schema] = {"source": _TEXT, "start": _COUNT, "end": _COUNT, "sentence": _PLACE}
_SENTENCE = _record(source=_TEXT, sentence=_PLACE)
_RANGE: dict[str, Schema] = {"earliest": _DAY, "latest": _DAY}
_GRADE = _one_of("about", "mentions")
_KINDS = _one_of("title", "standfirst", "heading", "body", "caption", "embed", "boilerplate")
_BASIS = _one_of("editor", "stated", "metadata", "inferred", "unknown")

_SOURCE = _record(
    id=_TEXT,
    file=_TEXT,
    sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    title=_TEXT,
    title_basis=_BASIS,
    publisher=_MAYBE,
    authors=_many(_TEXT),
    language=_TEXT,
    url=_MAYBE,
    publish=_one_of("full", "summary"),
    published=_record(
        edtf=_MAYBE, **_RANGE, basis=_BASIS, evidence={"anyOf": [{"type": "null"}, _record(**_SPAN)]}
    ),
    text=_MAYBE,
    paragraphs=_many(_record(n=_COUNT, kind=_KINDS, start=_COUNT, end=_COUNT)),
    sentences=_many(_record(id=_PLACE, paragraph=_COUNT, start=_COUNT, end=_COUNT)),
    summary=_many(_record(sentence=_PLACE, start=_COUNT, end=_COUNT)),
    topics=_many(_record(id=_TEXT, grade=_GRADE)),
    entities=_many(_record(id=_TEXT, count=_COUNT)),
    related=_many(_record(id=_TEXT, score=_SCORE, reasons=_many(_TEXT))),
    cited_by=_many(_TEXT),
)

_POSITION = _record(
    stance=_TEXT,
    title=_TEXT,
    evidence=_many(_record(source=_TEXT, sentence=_PLACE, attribution=_MAYBE)),
)

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A dossier: sources, and what was found in them",
    "description": "start and end are half-open character offsets into sources[].text; "
    "a sentence is its id, p3s2: second sentence of the third paragraph.",
    **_record(
        schema={"const": SCHEMA_NAME},
        title=_TEXT,
        sources=_many(_SOURCE),
        entities=_many(
            _record(
                id=_TEXT,
                name=_TEXT,
                kind=_one_of("person", "organisation", "place", "agreement", "event"),
                aliases=_many(_TEXT),
                mentions=_many(_record(**_SPAN)),
            )
        ),
        candidates=_many(_record(text=_TEXT, count=_COUNT, sources=_many(_TEXT), suggestion=_MAYBE)),
        topics=_many(
            _record(
                id=_TEXT, title=_TEXT, passages=_many(_record(**_SPAN, grade=_GRADE, matched=_many(_TEXT)))
            )
        ),
        dates=_many(_record(**_SPAN, text=_TEXT, edtf=_TEXT, **_RANGE, anchored_on=_DAY, rule=_TEXT)),
        events=_many(
            _record(
                id=_TEXT,
                edtf=_TEXT,
                **_RANGE,
                headline=_TEXT,
                topics=_many(_TEXT),
                evidence=_many(_SENTENCE),
                disputed=_FLAG,
            )
        ),
        claims=_many(_record(id=_TEXT, question=_TEXT, topics=_many(_TEXT), positions=_many(_POSITION))),
        proposals=_many(
            _record(kind=_one_of("agreement", "dispute"), members=_many(_SENTENCE), score=_SCORE, cue=_TEXT)
        ),
        attributions=_many(
            _record(
                source=_TEXT, sentence=_PLACE, speaker=_TEXT, cue=_TEXT, mode=_one_of("direct", "indirect")
            )
        ),
        notes=_many(
            _record(id=_TEXT, title=_TEXT, date=_MAYBE, topics=_many(_TEXT), path=_TEXT, links=_many(_TEXT))
        ),
        problems=_many(
            _record(
                code=_TEXT,
                severity=_one_of("error", "warning", "question"),
                message=_TEXT,
                file=_TEXT,
                line=_COUNT,
                hint=_TEXT,
            )
        ),
    ),
}
