"""Turn sources and names into FollowTheMoney entities, so that they open in OpenAleph.

The vocabulary is that of followthemoney.tech: sources are `Article`s, people `Person`s,
organisations `Organization`s, places `Address`es, agreements `Contract`s, events `Event`s; a
`Documentation` joins a name to each source that names it.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha1

from dossier.model import Asset, Document, Dossier, Entity, EntityKind
from dossier.site.shelf import Shelf
from dossier.site.words import datetime_value

SCHEMATA = {
    EntityKind.PERSON: ("Person", "name"),
    EntityKind.ORGANISATION: ("Organization", "name"),
    EntityKind.PLACE: ("Address", "full"),
    EntityKind.AGREEMENT: ("Contract", "title"),
    EntityKind.EVENT: ("Event", "name"),
}
"""Schema of each kind, and the property that it is called by."""


def followthemoney_assets(shelf: Shelf) -> Iterator[Asset]:
    """Yield `data/followthemoney.json`: one entity a line, as OpenAleph reads them."""
    dossier = shelf.dossier
    named = sorted((name, source, n) for source, held in shelf.named.items() for name, n in held.items())
    lines = [
        *(_article(shelf, document) for document in shelf.documents.values()),
        *(_name(dossier, entity) for entity in shelf.entities.values()),
        *(
            _line(
                dossier,
                f"{name}/{source}",
                "Documentation",
                entity=[_id(dossier, name)],
                document=[_id(dossier, f"source/{source}")],
                role=[f"named {number} times" if number > 1 else "named once"],
            )
            for name, source, number in named
        ),
    ]
    yield Asset("data/followthemoney.json", "".join(lines))


def _article(shelf: Shelf, document: Document) -> str:
    meta, published = document.meta, shelf.published(document.id)
    return _line(
        shelf.dossier,
        f"source/{document.id}",
        "Article",
        title=[meta.title],
        fileName=[document.path],
        publisher=[meta.publisher],
        author=meta.authors,
        sourceUrl=[meta.url],
        publishedAt=[datetime_value(published) if published else None],
        bodyText=[None if meta.is_closed else document.text],
    )


def _name(dossier: Dossier, entity: Entity) -> str:
    schema, called = SCHEMATA[entity.kind]
    properties = {called: [entity.name], "alias": entity.aliases, "description": [entity.role]}
    return _line(dossier, entity.id, schema, **properties)


def _line(dossier: Dossier, key: str, schema: str, **properties: Sequence[str | None]) -> str:
    """Return an entity as a line of JSON; what is not known is left out."""
    kept = {name: [each for each in values if each] for name, values in properties.items()}
    known = {name: values for name, values in kept.items() if values}
    record = {"id": _id(dossier, key), "schema": schema, "properties": known}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _id(dossier: Dossier, key: str) -> str:
    """Return the id of an entity: SHA-1, the form that the vocabulary's own tools make."""
    return sha1(f"{dossier.title}/{key}".encode(), usedforsecurity=False).hexdigest()
