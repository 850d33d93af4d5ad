"""Names and documents in the vocabulary that OpenAleph reads."""

import json

# Properties that we write, as followthemoney.tech defines them for each schema.
KNOWN = {
    "Article": {"title", "fileName", "publisher", "author", "sourceUrl", "publishedAt", "bodyText"},
    "Person": {"name", "alias", "description"},
    "Organization": {"name", "alias", "description"},
    "Address": {"full", "alias", "description"},
    "Contract": {"title", "alias", "description"},
    "Event": {"name", "alias", "description"},
    "Documentation": {"entity", "document", "role"},
}


def test_each_line_is_an_entity_of_the_vocabulary_and_each_reference_holds(site):
    lines = (site / "data" / "followthemoney.json").read_text("utf-8").splitlines()
    entities = [json.loads(line) for line in lines]
    ids = {entity["id"] for entity in entities}

    assert len(ids) == len(entities) > 90
    for entity in entities:
        assert set(entity["properties"]) <= KNOWN[entity["schema"]]
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)
        if entity["schema"] == "Documentation":
            assert {*entity["properties"]["entity"], *entity["properties"]["document"]} <= ids
