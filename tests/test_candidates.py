"""Names that no entity bears, grouped by bearer."""

from collections import defaultdict
from pathlib import Path

import pytest
from builders import corpus, document, entity
from fixture_documents import read_fixtures

from dossier.analysis.names import cues, kinds
from dossier.analysis.names.candidates import find_candidates
from dossier.analysis.names.known import find_mentions
from dossier.analysis.names.registry import compile_registry
from dossier.analysis.names.runs import find_raw_names
from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.sources import read_corpus
from dossier.text.read_text import read_text


def propose(sources, entities=()):
    names = {source.id: find_raw_names(read_text(source), ()) for source in sources.documents}
    return find_candidates(sources, names, tuple(map(entity, entities)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*blocks, id=title) for title, *blocks in read_fixtures("candidates", 2)],
)
def test_variants_of_a_name_are_one_candidate(text, expected):
    source = corpus(document(text))

    found = [
        f"{c.text} ({len(c.passages)}): {', '.join(sorted({source.quote(p) for p in c.passages}))}"
        f" | {c.kind or 'unknown'}"
        for c in propose(source)
    ]

    assert sorted(found) == expected.split("\n")


@pytest.mark.parametrize("table", [cues, kinds])
def test_each_row_of_a_table_decides_a_fixture(table, monkeypatch):
    def proposals():
        sources = [corpus(document(text)) for _, text, _ in read_fixtures("candidates", 2)]
        return [[(c.text, c.kind, len(c.passages)) for c in propose(source)] for source in sources]

    rows, with_all = table.RULES, proposals()

    def is_silent(row):
        monkeypatch.setattr(table, "RULES", tuple(other for other in rows if other is not row))
        return proposals() == with_all

    assert [row for row in rows if is_silent(row)] == []


def test_a_firm_is_known_by_its_first_word_where_another_source_says_that_it_is_one():
    sources = corpus(
        document("They saw the Orvane Real Estate Group, a real estate.", id="a"),
        document("They saw Orvane Real Estate in Holm, and Orvane won.", id="b"),
    )

    assert {c.text: len(c.passages) for c in propose(sources)} == {"Orvane Real Estate Group": 3, "Holm": 1}


def test_the_names_against_which_least_speaks_come_first():
    sources = corpus(
        document("They sang Quarn Tell. Quarn Tell was long. They met Anna Roe in Elver Ferry Bay.", id="a"),
        document(
            "They left Elver and Varna Bay. The bay is small. They rang the Port Orde Fund and the ABQ, ABQ.",
            id="b",
        ),
        document("She met Anna Roe in Elver, and saw the Port Orde Fund.", id="c"),
    )

    found = [candidate.text for candidate in propose(sources)]

    assert found == [
        "Anna Roe",
        "Elver",
        "Port Orde Fund",
        "Varna Bay",
        "ABQ",
        "Quarn Tell",
        "Elver Ferry Bay",
    ]


def test_a_reason_says_why_a_name_may_not_be_whole():
    sources = corpus(
        document("They met at Varna Bay Harbour. The bay is small.", id="a"),
        document("They left Varna Bay.", id="b"),
        document("They called the Grain Fund in Elver.", id="c"),
    )

    assert {c.text: c.reason.partition("; but ")[2] for c in propose(sources)} == {
        "Varna Bay": "a word of it is also written small",
        "Varna Bay Harbour": "a word of it is also written small, it has the words of another name",
        "Grain Fund": "its first word is a common one",
        "Elver": "",
    }


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        pytest.param("They read Orland Quarn.", [], id="no kind"),
        pytest.param("They read Orland Quarn. They sold Orland Quarn.", ["Orland Quarn"], id="twice"),
        pytest.param("They rang the ORQN.", [], id="an acronym"),
        pytest.param("They rang the ORQN. The ORQN is shut.", ["ORQN"], id="an acronym twice"),
        pytest.param("They lived near Orland.", ["Orland"], id="a place"),
        pytest.param("They met Mr Orland.", [], id="a single name of a person"),
        pytest.param("They met Mr Orland. Mr Orland left.", ["Orland"], id="that twice"),
        pytest.param("They met Mark Orland.", ["Mark Orland"], id="a given name may be a common word"),
        pytest.param("They met in New Quarn Bay.", ["New Quarn Bay"], id="so may a part of places"),
        pytest.param("They rang the Grain Fund.", [], id="its first word is a common one"),
        pytest.param("They rang the Grain Fund. The Grain Fund is shut.", ["Grain Fund"], id="that twice"),
        pytest.param("They rang the Orland Fund.", ["Orland Fund"], id="its first word is a name"),
        pytest.param("They rang the Orland Fund, near Orland.", ["Orland"], id="with another name in it"),
    ],
)
def test_what_is_mentioned_once_is_proposed_if_nothing_speaks_against_it(text, proposed):
    found = propose(corpus(document(text)))

    assert proposed == [candidate.text for candidate in found if candidate.is_proposed]


def test_a_surname_finds_its_full_name_in_another_source():
    sources = corpus(
        document("They saw Marta Oliveira.", id="a"), document("Then they saw Oliveira again.", id="b")
    )

    [candidate] = propose(sources)

    assert [p.source for p in candidate.passages] == ["a", "b"]


def test_a_body_finds_its_fuller_name_in_another_source_when_three_words_tell_it():
    sources = corpus(
        document(
            "In Norland the Norland Rural Fire Service met. So did the Norland Foreign Ministry.", id="a"
        ),
        document("Then the Rural Fire Service left, and the Foreign Ministry of Elver.", id="b"),
    )

    assert [(c.text, len(c.passages)) for c in propose(sources) if c.kind == "organisation"] == [
        ("Norland Rural Fire Service", 2),
        ("Foreign Ministry of Elver", 1),
        ("Norland Foreign Ministry", 1),
    ]


def test_an_acronym_stands_for_the_words_whose_initials_it_is_in_every_source():
    sources = corpus(
        document("They paid the Norland Public Grain Fund (PGF), and PGF slept.", id="a"),
        document("They paid the Elver Public Grain Fund (PGF).", id="b"),
        document("The Public Grain Fund slept, and so did PGF.", id="c"),
    )

    found = {c.text: len(c.passages) for c in propose(sources)}

    assert found == {"Public Grain Fund": 5, "Norland Public Grain Fund": 1, "Elver Public Grain Fund": 1}


def test_a_name_that_a_line_breaks_is_read_whole(tmp_path):
    lines = (
        "The letter about the price of grain was written by the minister Tomas",
        "Lindqvist and read by those who had come to the harbour of the town.",
        "Everybody listened until the end, and then the people in the hall of",
        "the town asked him for more.",
    )
    (tmp_path / "letter.txt").write_text("\n".join(lines), "utf-8")
    sources = read_corpus(tmp_path, Settings())

    [candidate] = propose(sources)

    assert candidate.text == "Tomas Lindqvist"
    assert sources.quote(candidate.passages[0]) == "Tomas\nLindqvist"


def test_a_son_is_not_his_father_for_an_initial(tmp_path):
    (tmp_path / "vote.txt").write_text(
        "They had seen Tom Berg at the gate. Later they saw the late J. T. Berg and Karl J. Holt there. "
        "It was Karl Holt who wept.\n",
        "utf-8",
    )

    found = propose(read_corpus(tmp_path, Settings()))

    assert [c.text for c in found] == ["Karl J. Holt", "Tom Berg", "J. T. Berg"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They met Karl W. Berg. Later they met Karl H. W. Berg.",
            [("Karl H. W. Berg", 1), ("Karl W. Berg", 1)],
        ),
        (
            "They met Karl H. W. Berg. Later they met Karl H. Berg and Karl Holm.",
            [("Karl H. W. Berg", 2), ("Karl Holm", 1)],
        ),
        ("They met Tomas K. “Red” Holm, and Holm left.", [("Tomas K. “Red” Holm", 2)]),
        (
            "They met J. Küster. Later J. Küster left with Jürgen Küster, and J. Küster wept.",
            [("Jürgen Küster", 4)],
        ),
        ("They met Peter Küster. Then Peter Kuester wept.", [("Peter Kuester", 2)]),
        ("They met Peter Koel. Then Peter Kol wept.", [("Peter Koel", 1), ("Peter Kol", 1)]),
        ("They met Moussa Qardhawi. Then Moussa al-Gardawi wept.", [("Moussa Qardhawi", 2)]),
    ],
)
def test_persons_are_one_for_a_spelling_and_two_for_an_initial(tmp_path, text, expected):
    (tmp_path / "meeting.txt").write_text(f"{text}\n", "utf-8")

    found = propose(read_corpus(tmp_path, Settings()))

    assert sorted((c.text, len(c.passages)) for c in found) == expected


def test_where_every_noun_has_a_capital_it_makes_no_name(tmp_path):
    (tmp_path / "hafen.txt").write_text(
        "Der Hafen ist zu\n\nDer Meister schloss die Mole am Dienstag, und das sagte er der NATO und den "
        "Fischern nicht. Der Bäcker Karl Moor sagte es der Stadt. Moor schwieg, weil ein Sturm kam. "
        "Das ist der Bericht des NATO-Büros.\n",
        "utf-8",
    )

    found = propose(read_corpus(tmp_path, Settings()))

    assert [(c.text, len(c.passages)) for c in found] == [("Karl Moor", 2), ("NATO", 2)]


@pytest.mark.parametrize(
    ("tags", "text"),
    [
        (("de", "de-DE", "DE"), "Der Meister schloss die Mole. Karl Moor schwieg, weil ein Sturm kam."),
        (("es", "es-MX"), "Los Pescadores esperan. Según Marta Ruiz, el muelle se cerró el Lunes."),
        (("en", "en-US", "en-GB"), "The crews met bin Lardo. The next day bin Lardo left Orle."),
    ],
)
def test_the_region_of_a_language_tag_changes_no_name(tags, text):
    expected, *others = (propose(corpus(document(text, tag))) for tag in tags)

    assert others == [expected] * len(others)


def test_a_small_word_of_another_language_opens_no_surname(tmp_path):
    (tmp_path / "porto.txt").write_text(
        "Il porto è chiuso\n\nMassimo D'Alba è nel porto di Genova e non si sa che cosa ha visto. "
        "Si dice che Valéry d'Estang è con lui.\n",
        "utf-8",
    )

    found = propose(read_corpus(tmp_path, Settings()))

    assert [c.text for c in found] == ["Genova", "Massimo D'Alba", "Valéry d'Estang"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Nadie resultó herido. El Lunes se cerró el muelle. Los Pescadores esperan. Según Marta Ruiz, "
            "la obra de la ciudad durará un mes. Vive en El Salvador. El Salvador lo sabe.",
            ["El Salvador", "Marta Ruiz"],
        ),
        (
            "Niemand mag er door en de schippers wachten. Volgens Piet de Vries duurt het lang. "
            "Vrijdag is er overleg.",
            ["Piet de Vries"],
        ),
        (
            "Personne n’est venu. Les Pêcheurs ont attendu. Selon Paul Garnier, "
            "la mairie est fermée pour un mois. Le dossier est au TGU de Norvane.",
            ["Norvane", "Paul Garnier", "TGU"],
        ),
    ],
)
def test_what_opens_a_sentence_in_another_language_is_no_part_of_a_name(tmp_path, text, names):
    (tmp_path / "port.txt").write_text(f"{text}\n", "utf-8")

    assert names == sorted(c.text for c in propose(read_corpus(tmp_path, Settings())))


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "de",
            "Der Verein Mark Elver tagt. Der Rosa Moor Platz ist zu. Die Max Moor Gesellschaft prüft.",
            [],
        ),
        ("de", "Es sprach Hafenminister Karl Moor.", ["Karl Moor"]),
        (
            "de",
            "Gerhard Richter malte. Peter Ring schlief. Der Karl Park ist zu.",
            ["Gerhard Richter", "Peter Ring"],
        ),
        (
            "de",
            "Der Sprecher der Partei, Uwe Saal, schlief. Man sah von Rosa Park nichts.",
            ["Rosa Park", "Uwe Saal"],
        ),
        ("de", "Weltmeister Elver verlor. Hafenbürgermeister Karl Moor kam.", ["Karl Moor"]),
        ("fr", "On a vu Paul Le Maire. Anna Prinz est venue.", ["Anna Prinz", "Paul Le Maire"]),
        ("es", "Sin Embargo dijo no. Ayer Marta Alcalde dijo no.", ["Marta Alcalde", "Sin Embargo"]),
        ("ru", "Вчера Иван Король пришёл.", ["Иван Король"]),
        ("pl", "Tymczasem Burmistrz czekał. Także Rząd czeka. Potem Burmistrz Elk spał.", ["Elk"]),
        ("sv", "Även Regeringen väntar. Statsminister Ulf Moor sade nej.", ["Ulf Moor"]),
        ("tr", "Ayrıca Hükümet bekliyor. Belediye Başkanı Ayşe Moor geldi.", ["Ayşe Moor"]),
        ("fr", "Hier le Préfet est venu. Puis le Préfet Paul Moor parle.", ["Paul Moor"]),
        (
            "ru",
            "Это Президент России Иван Мур. Позже Мэр Олег Мур пришёл.",
            ["Иван Мур", "Олег Мур", "России"],
        ),
        (
            "uk",
            "Це Президент України Іван Мур. Потім Мер Олег Мур прийшов.",
            ["Іван Мур", "Олег Мур", "України"],
        ),
    ],
)
def test_a_title_of_another_language_is_no_part_of_a_name(language, text, names):
    assert sorted(c.text for c in propose(corpus(document(text, language)))) == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("es", "Ayer el Alcalde de Orvane Evaristo Moor salió.", []),
        ("es", "Ayer el Alcalde de San Juan Luis Moor salió.", [("Luis Moor", "person")]),
        ("es", "Ayer el Presidente de la República Ana Moor salió.", [("Ana Moor", "person")]),
        ("es", "Ayer el Presidente de la Escuela Ana Moor salió.", []),
        (
            "it",
            "Parla il Sindaco di Orvane Oronzo Moor. Poi disse Oronzo Moor di no.",
            [("Oronzo Moor", None)],
        ),
        ("it", "Parla il Ministro della Difesa Oronzo Moor.", []),
        ("fr", "Puis le Maire d’Orvane Gwénolé Moor parle.", []),
        ("nl", "Toen zei de Burgemeester van Orvane Hessel Moor niets.", []),
        ("de", "Gestern traf der Kanzler den Wirt. Er ist Herr der Lage.", []),
        ("de", "Gestern sprach der Bürgermeister von Orvane.", []),
        ("de", "Gestern sprach Frau von Orvane.", [("von Orvane", "person")]),
        ("de", "Gestern sprach die Präsidentin von der Moor.", [("von der Moor", "person")]),
        ("nl", "Toen zei Premier de Moor niets.", [("de Moor", "person")]),
        ("fr", "Puis le Président de Moor parle.", [("de Moor", None)]),
        ("fr", "Hier ce fut le Général de Moor.", [("de Moor", "person")]),
        ("es", "Ayer el General de División Evaristo Moor salió.", []),
        ("pl", "Potem Prezydent Orvany Dobromir Moor spał.", []),
        ("pl", "Potem Prezydent Andrzej Piotr Moor spał.", [("Andrzej Piotr Moor", "person")]),
        ("uk", "Потім Мер Орвана Олег Мур прийшов.", []),
        ("ru", "Позже Мэр Орвана Олег Петрович Мур пришёл.", [("Олег Петрович Мур", "person")]),
        ("es", "Ayer el Alcalde de Orvane salió y vio Orvane.", [("Orvane", None)]),
        ("es", "Es el Presidente Orvane, un barco.", [("Orvane", None)]),
        ("de", "Es ist König Orvane, ein Bier.", []),
        ("es", "Son los Orvane Bay Moors, un equipo.", [("Orvane Bay Moors", None)]),
    ],
)
def test_what_a_title_is_of_begins_no_name(language, text, names):
    assert sorted((c.text, c.kind) for c in propose(corpus(document(text, language)))) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Herr FALK-ODE: Das ist der Bericht, und die Sitzung ist eröffnet. Ich sehe keine Fragen.",
            "Falk-Ode",
        ),
        ("M. FALK-ODE : La séance est ouverte, et je ne vois pas de questions dans la salle.", "Falk-Ode"),
    ],
)
def test_a_label_with_a_title_of_another_language_names_a_person(tmp_path, text, name):
    (tmp_path / "minutes.txt").write_text(f"{text}\n\n{text}\n", "utf-8")

    found = propose(read_corpus(tmp_path, Settings()))

    assert [(c.text, c.kind) for c in found] == [(name, "person")]


def test_a_short_heading_in_title_case_repeats_only_names_of_the_text(tmp_path):
    (tmp_path / "facts.txt").write_text(
        "What the port needs now\n\nThe port was shut on Monday, and the crews of Varna left it.\n\n"
        "Clear Wreckage\n\nThe crews cleared the quay, and then they slept in the hall of the town.\n\n"
        "Varna Crews\n\nThe crews went home in the evening, and nobody saw them again in the hall.\n",
        "utf-8",
    )

    found = propose(read_corpus(tmp_path, Settings()))

    assert [(c.text, len(c.passages)) for c in found] == [("Varna", 2)]


def test_a_date_line_a_byline_and_a_menu_name_nobody(tmp_path):
    (tmp_path / "head.txt").write_text(
        "By Ann Roe ORM News, Larne\n\nBoats seized\n\n3 October 2019 Last updated at 17:55 GMT Help Police"
        " seized two boats of the Coast Railway on Thursday."
    )

    assert [each.text for each in propose(read_corpus(tmp_path, Settings()))] == ["Coast Railway"]


def test_a_transcript_names_its_speakers_by_their_surnames(tmp_path):
    (tmp_path / "briefing.txt").write_text(
        "Briefing in the harbour hall of the town\n\n"
        "MS. HALL-PIERRE:  Thank you all for coming to the hall today. The next question, please.\n\n"
        "MR. ROE:  We are done with the quay, and the ferry will leave as it did before.\n\n"
        "MODERATOR:  Hey, thanks to all of you.\n\nThe briefing ended at 4:30 P.M. EDT and nobody stayed.\n",
        "utf-8",
    )

    found = propose(read_corpus(tmp_path, Settings()))

    assert sorted((c.text, c.kind) for c in found) == [("Hall-Pierre", "person"), ("Roe", "person")]


@pytest.mark.parametrize(
    ("text", "entity_line", "why"),
    [
        (
            "Then they saw Pavel Oliveira.",
            "person: Marta Oliveira",
            "shares its last word with Marta Oliveira",
        ),
        ("Then they saw the NGF.", "organisation: Nordic Grain Fund", "the initials of Nordic Grain Fund"),
        ("Then they saw Marto Olivera.", "person: Marta Oliveira", "spelt nearly like Marta Oliveira"),
    ],
)
def test_the_nearest_entity_is_named_with_its_reason(text, entity_line, why):
    [candidate] = propose(corpus(document(text)), [entity_line])

    assert candidate.suggestion == entity(entity_line).id
    assert candidate.reason == why


def test_what_is_left_behind_a_known_name_is_no_candidate():
    source = document("They sued Nordic Grain Pte Ltd. Ann Roe, Jr. of the Nordic Grain Club agreed.")
    mentions = find_mentions(read_text(source), compile_registry((entity("organisation: Nordic Grain"),)))

    names = find_raw_names(read_text(source), mentions).names

    assert [source.quote(name.span) for name in names] == ["Ann Roe"]


def test_two_sources_do_not_make_two_candidates_that_look_alike():
    source = corpus(
        document("The Justice Department filed a suit on Tuesday. They saw the Justice Department.", id="a"),
        document(
            "The US Justice Department on Monday filed a suit. Ann Roe, who heads the Justice Department's"
            " Civil Division, spoke. The Justice Department's suit is one of two.",
            id="b",
        ),
    )

    assert [c.text for c in propose(source) if "Justice" in c.text] == ["Justice Department"]


def test_most_frequent_first():
    source = corpus(document("We saw Porto and Faro. Then we left Faro. We slept."))

    assert [c.text for c in propose(source)] == ["Faro", "Porto"]


def test_without_a_registry_names_group_as_the_registry_groups_them():
    """B³ (Bagga and Baldwin 1998) over the shipped sources: each mention's group against its entity."""
    sources = read_corpus(Path("seeds"), Settings())
    registry = compile_registry(read_desk(Path("content"), Settings()).entities)
    gold = {
        mention.passage: mention.entity
        for source in sources.documents
        for mention in find_mentions(read_text(source), registry)
        if any(letter.isupper() for letter in sources.quote(mention.passage))
    }
    proposed = {passage: c.text for c in propose(sources) for passage in c.passages}

    found = {place: proposed.get(place, place) for place in gold}  # a name that was missed stands alone

    assert b_cubed(found, gold) > 0.95  # precision
    assert b_cubed(gold, found) > 0.95  # recall


def b_cubed(groups, truth):
    """Return the mean share of a mention's group that is truly of its kind."""
    members, kinds = defaultdict(set), defaultdict(set)
    for place in truth:
        members[groups[place]].add(place)
        kinds[truth[place]].add(place)
    shares = [len(members[groups[p]] & kinds[truth[p]]) / len(members[groups[p]]) for p in truth]
    return sum(shares) / len(shares)


@pytest.mark.parametrize(("near", "kind"), [(2, None), (3, "place")])
def test_a_few_of_many_mentions_after_a_word_of_place_make_no_place(near, kind):
    text = "They read Quell Orvane. " * (28 - near) + "They slept near Quell Orvane. " * near

    [found] = propose(corpus(document(text)))

    assert (kind, 28) == (found.kind, len(found.passages))
