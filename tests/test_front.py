"""The front page: the brief, what to watch, who stands where, and what a desk without words gets."""

import re

from builders import document
from ormsund import DESK, dossier_of, rendered, reply, vote, write_desk

INDEX = """---
title: The terminal is decided
judgement: |
  A second vote is likely [@vote#p2s2].
watch:
  - Whether the ferry opens [@plan#p1s2]
  - Whether the union appeals [@reply]
---

The council voted [@vote#p2s2].
"""


def plan(text="The builders met on 7 March 2024. The night ferry opens on 1 June 2024."):
    return document(text, id="plan", title="The plan", published="2024-03-07")


def front(tmp_path, files, *sources):
    return rendered(dossier_of(write_desk(tmp_path, files), *sources))["index.html"]


def section(page, name):
    start = page.index(f'id="{name}"')
    return " ".join(re.sub(r"<[^>]+>", " ", page[start : page.index("</section>", start)]).split())


def test_a_line_to_watch_takes_its_date_from_the_event_that_it_cites(tmp_path):
    page = front(tmp_path, DESK | {"pages/index.md": INDEX}, vote(), reply(), plan())
    watch = section(page, "watch")

    assert watch.count("1 June 2024") == 1
    assert (
        watch.index("1 June 2024") < watch.index("Whether the ferry opens") < watch.index("the union appeals")
    )
    assert "The night ferry opens" not in watch  # the editor's line says it


def test_an_event_after_the_newest_source_is_coming_without_an_editor(tmp_path):
    page = front(tmp_path, {}, plan())

    assert "The night ferry opens on 1 June 2024." in section(page, "watch")
    assert "The builders met" not in section(page, "watch")


def test_what_an_undated_source_dates_in_a_language_whose_verbs_are_not_known_may_be_over(tmp_path):
    words = "Am 1. Juni 2024 eröffnete der Rat im Hafen von Orle die Nachtfähre."
    undated = document(words, "de", id="ferry", title="Die Fähre")
    dated = document(words, "de", id="ferry", title="Die Fähre", published="2024-03-06")
    met = plan("The builders met on 7 March 2024.")

    assert 'id="watch"' not in front(tmp_path, {}, met, undated)
    assert "die Nachtfähre" in section(front(tmp_path, {}, met, dated), "watch")


def test_an_aside_of_a_distant_year_is_not_coming(tmp_path):
    page = front(tmp_path, {}, plan("The lease of the pier ends on 1 June 2050."))

    assert 'id="watch"' not in page


def test_the_judgement_is_marked_and_its_likelihood_explained(tmp_path):
    page = front(tmp_path, DESK | {"pages/index.md": INDEX}, vote(), reply(), plan())

    assert "Judgement of the desk</b> · “Likely”: a chance of 55–80 % (ICD 203)" in page
    assert "is the desk’s judgement" in page


def test_topics_come_in_the_editors_order(tmp_path):
    topic = "---\ntitle: {0}\nterms: [word]\n{1}---\n"
    files = {
        "topics/a.md": topic.format("Anchors", ""),
        "topics/b.md": topic.format("Boats", "order: 2\n"),
        "topics/c.md": topic.format("Cranes", "order: 1\n"),
    }
    page = front(tmp_path, files, vote())

    assert re.findall(r"<h3><a[^>]*>(\w+)", page) == ["Cranes", "Boats", "Anchors"]


HELD = """---
question: Was the pier sold?
---

## Yes
by: [dahl]

It was sold [@vote#p2s2].

## No

It was not [@reply].
"""


def test_who_stands_where_shows_only_positions_with_a_holder(tmp_path):
    page = front(tmp_path, DESK | {"claims/pier.md": HELD}, vote(), reply())
    stands = section(page, "stands")

    assert "Yes" in stands and "Was the pier sold?" in stands
    assert re.findall(r'<th scope="row"><a[^>]*>([^<]*)', page) == ["Ingrid Dahl"]
    assert "It was not" not in stands


def test_without_a_holder_there_is_no_table(tmp_path):
    page = front(tmp_path, DESK | {"claims/pier.md": HELD.replace("by: [dahl]\n", "")}, vote(), reply())

    assert 'id="stands"' not in page


def test_a_dossier_without_words_of_editors_says_that_its_brief_is_counted(tmp_path):
    page = front(tmp_path, {"entities/dahl.md": DESK["entities/dahl.md"]}, vote(), reply())
    brief = page[page.index('class="lead"') : page.index('id="timeline"')]

    assert "Compiled automatically" in brief
    assert "From the newest source" in brief and "Ingrid Dahl" in brief


def test_the_newest_source_is_named_only_where_a_date_makes_it_so(tmp_path):
    page = front(tmp_path, {}, document("The council sold the pier to a firm.", id="a"))

    assert "From the sources" in page and "newest" not in section(page, "main").lower()


def test_a_topic_that_no_source_speaks_of_comes_last_and_lists_are_linked_as_such(tmp_path):
    topic = "---\ntitle: {0}\nterms: [{1}]\norder: {2}\n---\n"
    files = {
        "topics/a.md": topic.format("Anchors", "anchor", 1),
        "topics/b.md": topic.format("Boats", "terminal", 2),
    }
    page = front(tmp_path, files, vote())

    assert re.findall(r"<h3><a[^>]*>(\w+)", page) == ["Boats", "Anchors"]
    assert ">All sources</a>" in page  # of one


def test_the_brief_of_a_topic_without_a_summary_is_of_the_topic(tmp_path):
    files = {
        "topics/pier.md": "---\ntitle: The pier\nterms: [pier]\n---\n",
        "entities/dahl.md": DESK["entities/dahl.md"],
    }
    text = "The council met on Monday. Ingrid Dahl sold the pier. It is raining."
    page = front(tmp_path, files, document(text, id="a", published="2024-03-07"))
    topic = page[page.index("<article>") : page.index("</article>")]

    assert "Ingrid Dahl sold the pier." in topic and "The council met" not in topic
    assert "Compiled automatically" in topic
