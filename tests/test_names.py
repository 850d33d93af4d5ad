"""The names of a registry, found in a text."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from builders import document, registry
from fixture_documents import read_fixtures
from hypothesis import given
from hypothesis import strategies as st

from dossier.analysis.names.known import find_mentions
from dossier.analysis.names.registry import compile_registry
from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.model import CitedPlace, Override, Placed
from dossier.sources import read_corpus
from dossier.text.read_text import read_text


@pytest.mark.parametrize(
    ("entities", "text", "expected"),
    [pytest.param(*blocks, id=title) for title, *blocks in read_fixtures("names", 3)],
)
def test_names_are_found(entities, text, expected):
    source = document(text)

    found = [
        f"{source.quote(m.passage)} | {m.entity or ' or '.join(m.rivals)} | {m.rule}"
        for m in find_mentions(read_text(source), registry(entities))
    ]

    assert "\n".join(found) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "L’Oria parle. Il a quitté l'Oria, dit qu’Oria dort, et la ville d’Oria.", ["Oria"] * 4),
        ("fr-FR", "L’Oria parle. Il a quitté l'Oria.", ["Oria"] * 2),
        ("FR", "Il a quitté l'Oria.", ["Oria"]),
        ("it", "Il sindaco dell'Oria è nell’Oria.", ["Oria"] * 2),
        ("tr-TR", "Oria'da yağmur var.", ["Oria"]),
        ("tr", "Oria'da yağmur var, Oria’dan gelen yok.", ["Oria"] * 2),
        ("en", "He quoted d'Oria. O'Oria left.", []),
        ("en", "Oria's boats left.", ["Oria"]),
    ],
)
def test_an_article_or_an_ending_behind_an_apostrophe_is_no_part_of_a_name(language, text, expected):
    source = document(text)
    source = replace(source, meta=replace(source.meta, language=language))

    found = find_mentions(read_text(source), registry("place: Oria"))

    assert [source.quote(m.passage) for m in found] == expected


@pytest.mark.parametrize(
    ("entity", "language", "text", "expected"),
    [
        ("place: L'Orma", "it", "Va all’Orma e dell'Orma, e L’Orma dorme.", ["Orma", "Orma", "L’Orma"]),
        ("place: L'Orma", "it", "Un'orma, d'Orma e Orma.", []),
        ("person: Anil D'Sola", "fr", "D’Sola reste. Puis D’Sola dort.", ["D’Sola"] * 2),
        ("person: Anil D'Sola", "fr", "Puis Sola dort.", []),
        ("place: أورما", "ar", "قال وأورما بأورما وبأورما", ["أورما"] * 3),
        ("place: أورما", "ar", "قال سأورما", []),
        ("place: الأورما", "ar", "ذهب للأورما والأورما", ["لأورما", "الأورما"]),
        ("place: אורמה", "he", "הוא נסע לאורמה", ["אורמה"]),
        ("place: קר", "he", "הוא בקר", []),
        ("organisation: أورم", "ar", "قال بأورم وبأورم وأورم", ["أورم"]),
        ("place: أورم", "ar", "قال بأورم", ["أورم"]),
        ("person: أورم سولا", "ar", "قال لأورم سولا", ["أورم سولا"]),
    ],
)
def test_a_name_is_found_behind_what_its_language_joins_to_it(entity, language, text, expected):
    source = document(text, language)

    found = find_mentions(read_text(source), registry(entity))

    assert [source.quote(m.passage) for m in found] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Dann kam Hafenministerin Koch. Frau Koch sprach. Später rief Koch an.", ["Koch"] * 3),
        ("de", "Dann kam Sophia Koch. Ein Koch ging. Sie sahen den alten Koch am Koch.", []),
        (
            "de-AT",
            "Die Frau gegen Koch verlor. Gegen Koch half nichts. Für Koch endet die Koch-Reise.",
            ["Koch"] * 4,
        ),
        ("de", "Das sagte Koch. Dem stimmte Koch zu. Das haben Koch und Moor geprüft.", ["Koch"] * 3),
        (
            "de",
            "Der Mann, den Koch traf. Das Haus, in dem Koch lebt. Die Rede, die Koch hielt.",
            ["Koch"] * 3,
        ),
        ("de", "Er sagte, der Koch schlafe. Sie sagte, den Koch kenne sie. Man sah die Koch.", []),
        ("tr", "Dün Başbakan Koch’a soruldu.", ["Koch"]),
        ("fr", "Le Préfet Koch est là. Puis Sophia Koch parle.", ["Koch"]),
        ("en", "They saw Doktor Koch.", []),
    ],
)
def test_behind_a_title_a_surname_is_known_and_behind_a_german_article_it_is_a_noun(language, text, expected):
    source = document(f"Roland Koch kam.\n{text}", language)

    _, *found = find_mentions(read_text(source), registry("person: Roland Koch"))

    assert [source.quote(m.passage) for m in found] == expected


def test_an_alias_with_an_elision_is_found_in_every_language():
    source = document("Puis Valéry d'Estang dort. D'Estang parle.")
    for language in ("en", "fr"):
        source = replace(source, meta=replace(source.meta, language=language))

        found = find_mentions(read_text(source), registry("person: Valéry d'Estang"))

        assert [source.quote(m.passage) for m in found] == ["Valéry d'Estang", "D'Estang"]


def test_an_editor_says_whose_a_name_is():
    source = document("Marković spoke.\nMarković left.")
    override = Override(CitedPlace(source.id, 2), names=(("Marković", Placed("ivan-markovic")),))
    source = replace(source, meta=replace(source.meta, overrides=(override,)))

    found = find_mentions(read_text(source), registry("person: Elena Marković\nperson: Ivan Marković"))

    assert [(m.entity, m.rule) for m in found] == [(None, "surname"), ("ivan-markovic", "editor")]


def test_an_editor_says_that_words_are_no_name():
    source = document("The Hope sailed. Ann Hope waved to Hope.")
    override = Override(CitedPlace(source.id, 1, 1), names=(("Hope", Placed("")),))
    source = replace(source, meta=replace(source.meta, overrides=(override,)))

    found = find_mentions(read_text(source), registry("person: Ann Hope, Hope"))

    assert [source.quote(m.passage) for m in found] == ["Ann Hope", "Hope"]


def test_ten_thousand_entities_do_not_blur_a_name():
    lines = "\n".join(f"person: Given{number} Surname{number}" for number in range(10_000))
    source = document("Then Surname77 and Given9999 Surname9999 met Surname10000.")

    found = find_mentions(read_text(source), registry(lines))

    assert [m.entity for m in found] == ["given77-surname77", "given9999-surname9999"]


@given(st.text(alphabet="Aal- ’'.(MarkoviŠéś)\nB@1", max_size=80))
def test_mentions_are_ordered_apart_and_never_fail(text):
    source = document(text)

    found = find_mentions(read_text(source), registry("person: Mara al-Kovi, AAB\nplace: Bar Al"))

    spans = [m.passage.span for m in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(source.quote(span).strip() for span in spans)


def test_spellings_that_a_source_alone_uses_are_still_found():
    """Leave out, for each shipped source, the spellings that no other source has."""
    sources = read_corpus(Path("seeds"), Settings())
    entities = read_desk(Path("content"), Settings()).entities
    everything, known, still = compile_registry(entities), 0, 0
    for source in sources.documents:
        others = " ".join(other.text for other in sources.documents if other is not source)
        spellings = [
            (e, [n for n in (e.name, *e.aliases) if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", others)])
            for e in entities
        ]
        kept = {e.id: replace(e, name=names[0], aliases=tuple(names[1:])) for e, names in spellings if names}
        found = {
            (m.passage.span.end, m.entity)
            for m in find_mentions(read_text(source), compile_registry(tuple(kept.values())))
        }
        marked = {
            (m.passage.span.end, m.entity)
            for m in find_mentions(read_text(source), everything)
            if m.entity in kept
        }
        known += len(marked)
        still += len(marked & found)

    assert still / known > 0.95
