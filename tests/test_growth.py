"""No stage works much longer on a text of eight times the length than eight times as long."""

import gc
import json
from string import ascii_lowercase
from time import process_time

import pytest
from builders import corpus, document, registry, topics

from dossier.analysis.dates import find_dates
from dossier.analysis.likeness.markers import find_markers
from dossier.analysis.likeness.vectors import compare, sentence_terms, weigh
from dossier.analysis.names import find_mentions
from dossier.analysis.names.candidates import find_candidates
from dossier.analysis.names.runs import find_raw_names
from dossier.analysis.timeline import build_timeline, find_told
from dossier.analysis.topics import find_topic_passages
from dossier.config import Settings
from dossier.model import PartialDate, SourceDates
from dossier.sources.corpus import read_document
from dossier.text.read_text import read_text

TIMES = 8
MOST = 24  # times the work for eight times the text; twice that much where it grew with the square
PUBLISHED = PartialDate.parse("2024-05-14")


def name(number):
    """Return a word with a capital that no other number gives."""
    letters = ""
    while number or not letters:
        number, letter = divmod(number, 26)
        letters += ascii_lowercase[letter]
    return f"{letters}q".capitalize()


def candidates(text):
    source = corpus(document(text))
    return find_candidates(source, {d.id: find_raw_names(read_text(d), ()) for d in source.documents}, ())


def dates(text):
    return find_dates(document(text), PUBLISHED, Settings())


def events(text):
    source = document(text)
    found = find_dates(source, PUBLISHED, Settings())
    dates = SourceDates(found, find_told(source, found, None))
    return build_timeline(
        corpus(source), [dates], (), (), {source.id: sentence_terms(read_text(source), ())}
    ).events


def passages(text):
    return find_topic_passages(read_text(document(text)), topics("port 2 with: quay, ferry"))


def page(head):
    def read(text):
        html = f"<html><head>{head(text)}</head><body><p>The strike ended.</p></body></html>"
        return read_document("strike.html", html.encode(), "seeds")

    return read


def plain(text):
    return read_document("strike.txt", text.encode(), "seeds")


def authors(text):
    firms = [{"@type": "Organization", "name": word} for word in text.split()]
    data = {"@type": "NewsArticle", "headline": "Strike ends", "author": firms}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def raw_names(text):
    return find_raw_names(read_text(document(f"She met the {text}")), ())


def mentions(text):
    return find_mentions(read_text(document(text)), registry("person: Ann Roe, Roe"))


CASES = {
    "one name in one line": (mentions, "Ann Roe "),
    "decades": (dates, "in the 50s and "),
    "days of one sentence": (events, "on {day} May {year} the boat {name} sank and "),
    "persons of one given name": (candidates, "He met Ann {name} Roe. "),
    "bodies": (candidates, "He met {name} Ministry. "),
    "a series of names without an end": (raw_names, "{name}, "),
    "one word without an end": (raw_names, "a"),
    "phrases of one paragraph": (passages, "The port is shut. "),
    "words that go on": (lambda text: find_markers(read_text(document(text))), "no_"),
    "marks on one letter": (plain, "\u0301\u0323"),
    "authors of a page": (page(authors), "{name} "),
}


@pytest.mark.parametrize("case", CASES)
def test_work_grows_with_the_length_and_not_with_its_square(case):
    stage, unit = CASES[case]

    def work(length):
        parts, size = [], 0
        while size < length:
            parts.append(
                unit.format(name=name(len(parts)), day=1 + len(parts) % 28, year=1700 + len(parts) % 330)
            )
            size += len(parts[-1])
        text = "".join(parts)
        gc.collect()
        begin = process_time()
        stage(text)
        return process_time() - begin

    work(1000)  # tables are filled and modules loaded
    small = max(min(work(5_000) for _ in range(3)), 0.002)
    large = min(work(TIMES * 5_000) for _ in range(2))
    assert large / small < MOST


def test_two_sources_that_repeat_one_sentence_are_not_compared_sentence_by_sentence():
    boats = "The red boat sank at the quay. " * 300
    source, other = document(f"{boats}A crane fell on the harbour office.", id="a"), document(boats, id="b")

    compared = compare(weigh({d.id: sentence_terms(read_text(d), ()) for d in (source, other)}))
    assert sum(len(each.pairs) for each in compared) < 300


def test_what_two_sources_repeat_a_few_times_is_compared():
    boats = "The red boat sank at the quay. " * 5

    compared = compare(
        weigh({name: sentence_terms(read_text(document(boats, id=name)), ()) for name in ("a", "b")})
    )
    assert sum(len(each.pairs) for each in compared) == 25
