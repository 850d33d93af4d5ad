"""Turn sources and names into FollowTheMoney entities, so that they open in OpenAleph.

The vocabulary is that of followthemoney.tech: sources are `Article`s, people `Person`s,
organisations `Organization`s, places `Address`es, agreements `Contract`s, events `Event`s; a
`Documentation` joins a name to each source that names it.
"""

from __future__ import annotations

import json
import re
from hashlib import sha1

from dossier.model import Asset, Document, Dossier, Entity, EntityKind, PartialDate

Properties = dict[str, list[str]]

SCHEMATA = {
    EntityKind.PERSON: ("Person", "name"),
    EntityKind.ORGANISATION: ("Organization", "name"),
    EntityKind.PLACE: ("Address", "full"),
    EntityKind.AGREEMENT: ("Contract", "title"),
    EntityKind.EVENT: ("Event", "name"),
}
"""Schema of each kind, and the property that it is called by."""

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")  # what the vocabulary's dates may be


def followthemoney_assets(dossier: Dossier) -> tuple[Asset, ...]:
    """Return `data/followthemoney.json`: one entity a line, as OpenAleph reads them."""
    dated = {each.source: each.value for each in dossier.analysis.publications}
    counts: dict[tuple[str, str], int] = {}
    for mention in dossier.analysis.mentions:
        if mention.entity:
            key = (mention.entity, mention.passage.source)
            counts[key] = counts.get(key, 0) + 1
    lines = [
        *(_article(dossier, document, dated.get(document.id)) for document in dossier.corpus.documents),
        *(_name(dossier, entity) for entity in dossier.desk.entities),
        *(
            _line(dossier, f"{name}/{source}", "Documentation", {
                "entity": [_id(dossier, name)],
                "document": [_id(dossier, f"source/{source}")],
                "role": [f"named {count} times" if count > 1 else "named once"],
            })
            for (name, source), count in sorted(counts.items())
        ),
    ]  # fmt: skip
    return (Asset("data/followthemoney.json", "".join(lines)),)


def _article(dossier: Dossier, document: Document, published: PartialDate | None) -> str:
    meta = document.meta
    properties: Properties = {
        "title": [meta.title],
        "fileName": [document.path],
        "publisher": [meta.publisher] if meta.publisher else [],
        "author": list(meta.authors),
        "sourceUrl": [meta.url] if meta.url else [],
        "publishedAt": [published.edtf] if published and _DAY.fullmatch(published.edtf) else [],
        "bodyText": [document.text] if meta.publish == "full" else [],
    }
    return _line(dossier, f"source/{document.id}", "Article", properties)


def _name(dossier: Dossier, entity: Entity) -> str:
    schema, called = SCHEMATA[entity.kind]
    properties: Properties = {called: [entity.name], "alias": list(entity.aliases)}
    if entity.role:
        properties["description"] = [entity.role]
    return _line(dossier, entity.id, schema, properties)


def _line(dossier: Dossier, key: str, schema: str, properties: Properties) -> str:
    kept = {name: values for name, values in properties.items() if values}
    record = {"id": _id(dossier, key), "schema": schema, "properties": kept}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _id(dossier: Dossier, key: str) -> str:
    """Return the id of an entity: SHA-1, the form that the vocabulary's own tools make."""
    return sha1(f"{dossier.title}/{key}".encode(), usedforsecurity=False).hexdigest()
