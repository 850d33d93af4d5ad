"""The marked set of date expressions: each fixture gives a text, its publication and what stands in it."""

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from builders import document

from dossier.analysis.dates import find_dates, find_expressions, relative, rules
from dossier.analysis.dates.patterns import pattern
from dossier.analysis.dates.read import read_expressions
from dossier.analysis.dates.relative import no_date
from dossier.analysis.dates.rules import RULES, language_of, plain_sentence, rule, rules_of
from dossier.config import Settings
from dossier.model import ParagraphKind, PartialDate
from dossier.text.read_text import read_text

FOLDER = Path(__file__).parent / "fixtures" / "dates"


def cases():
    """Yield (file and title, publication, language, text, expected) of each fixture."""
    for path in sorted(FOLDER.glob("*.md")):
        for block in path.read_text(encoding="utf-8").rstrip().removesuffix("\n.").split("\n.\n\n"):
            head, text, *expected = block.strip().split("\n.\n")
            title, _, told = head.rstrip("].\n").rpartition(" [")
            published, _, language = told.partition(" ")
            lines = expected[0].removesuffix("\n.").strip().splitlines() if expected else []
            yield f"{path.stem}: {title}", published, language or "en", text.removesuffix("\n."), lines


def read(text, published="unknown", language="en", week_starts_on=0):
    source = document(text, language)
    known = None if published == "unknown" else PartialDate.parse(published)
    found = find_dates(source, known, Settings(week_starts_on=week_starts_on))
    return [f"{source.quote(m.passage)} | {m.value.edtf} | {m.rule}" for m in found]


CASES = list(cases())


@pytest.mark.parametrize(
    ("published", "language", "text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_marked_set(published, language, text, expected):
    assert read(text, published, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "is_span"),
    [
        ("en", "The fair will be held on 12 and 13 June 2025.", True),
        ("en", "The fair took place on 1–2 June 2025.", True),
        ("en", "The fair ran from 12 to 14 April 2025.", True),
        ("en", "The fair ran from 12 through 14 April 2025.", True),
        ("en", "The fair of June 12-14, 2025 was small.", True),
        ("en", "They met in Riga on 31 May and 1 June 2025.", True),
        ("en", "The ship sank between 12 and 14 April 2025.", False),
        ("en", "The ship sank between 12–14 April 2025.", False),
        ("en", "The ship sank between about 12 and 13 April 2025.", False),
        ("en", "The ship sank on the night of 12–13 April 2025.", False),
        ("en", "The ship sank overnight on April 12-13, 2025.", False),
        ("en", "The ship sank on 12/13 April 2025.", False),
        ("en", "They met on 12, 13 and 14 April 2025.", False),
        ("en", "The ship sank some time from 12 to 14 April 2025.", False),
        ("en", "The paper was signed possibly 12-14 April 2025.", False),
        ("en", "He went missing April 12-14, 2025.", False),
        ("en", "The fair lasted from 1 to 30 June 2025.", False),  # that is the month
        ("ru", "Выставка прошла 12–14 апреля 2025 года.", True),
        ("de", "Es geschah in der Nacht vom 12. auf den 13. April 2025.", False),
        ("fr", "La foire a eu lieu 12-14 avril 2025.", True),
        ("fr", "Le navire a coulé entre le 12 et 13 avril 2025.", False),
        ("fr", "Dans la nuit du 12-13 avril 2025, le navire a coulé.", False),
        ("pl", "Statek zatonął w nocy 12-13 kwietnia 2025.", False),
        ("ru", "В ночь 12–13 апреля 2025 судно затонуло.", False),
    ],
)
def test_all_days_from_one_to_another_are_told_from_one_of_them(language, text, is_span):
    source = document(text, language)
    found = find_dates(source, None, Settings())

    assert [each.value.is_span for each in found if each.rule == "days-of-month"] == [is_span]


@pytest.mark.parametrize("number", ["0", "31", "99", "2100", "99999"])
def test_no_number_in_the_marked_set_stops_a_build(number):
    for _, published, language, text, _ in CASES:
        changed = re.sub(r"\d+", number, text)
        assert all(changed.count(line.split(" | ")[0]) for line in read(changed, published, language))


def test_each_rule_reads_something_in_the_marked_set():
    silent = [(language, rule) for language in ("en", "de", "fr", "es") for rule in rules_of(language)]
    for _, published, language, text, _ in CASES:
        source = document(text, language)
        known = None if published == "unknown" else PartialDate.parse(published)
        for read in read_expressions(source, find_expressions(read_text(source)), known, Settings()):
            silent = [(where, rule) for where, rule in silent if rule is not read.rule]

    unread = [(language, rule.name, rule.text) for language, rule in silent]
    assert unread == []


def test_a_rule_must_say_which_words_call_it():
    with pytest.raises(ValueError, match="'other' has no word in braces"):
        rule("other", r"\bthe other week\b", no_date)


def test_the_words_in_the_braces_of_a_pattern_and_of_its_fragments_call_a_rule():
    assert pattern(r"\({in}(?: {May|june})* {ZONE}{DAY:2}").words == {"in", "May", "june", "utc", "gmt"}
    assert pattern("{SPAN}").words == {"week", "month", "quarter", "year", "decade", "century"}


def test_no_sentence_is_passed_over_in_which_a_rule_would_match():
    for _, _, language, text, _ in CASES:
        source = document(text, language)
        found = {(each.sentence, each.rule, each.match) for each in find_expressions(read_text(source))}
        for number in range(len(source.sentences)):
            words = plain_sentence(source, number)
            for row, each in enumerate(rules_of(language_of(source))):
                missed = {(number, row, m.start()) for m in each.regex.finditer(words)} - found
                assert not missed, (each.name, each.text, words)


def test_the_week_begins_where_the_desk_says():
    # 2025-05-17 is a Saturday.
    assert read("It rained this week.", "2025-05-17") == ["this week | 2025-05-12/2025-05-18 | unit"]
    assert read("It rained this week.", "2025-05-17", week_starts_on=6) == [
        "this week | 2025-05-11/2025-05-17 | unit"
    ]


def test_a_broken_line_cuts_no_date():
    whole = document("The pact of Feb 19 was signed in April, in the winter of 2024, three days later.")
    broken = replace(whole, text=whole.text.replace(" ", "\n"))
    published = PartialDate.parse("2025-05-14")

    assert find_dates(broken, published, Settings()) == find_dates(whole, published, Settings())
    assert len(find_dates(whole, published, Settings())) == 4


@pytest.mark.parametrize(
    "published", ["0001-01-01", "9999-12-31", "../2025-06", "2025-06/..", "19XX", "2025-07~"]
)
def test_no_publication_is_too_strange(published):
    words = (
        "In May, on Friday, last week, yesterday, tomorrow, next year, last year, a century ago, "
        "two decades ago, 50 years from now, last summer, over the weekend, the following day, "
        "three days later, on Oct. 7, "
        "in recent weeks, by the end of the year, in the coming months, 99 centuries ago, the fourth quarter."
    )
    for line in read(words, published):
        value = PartialDate.parse(line.split(" | ")[1])
        assert value.earliest is None or value.latest is None or value.earliest <= value.latest


def test_an_age_in_the_frame_of_a_page_is_no_date_of_its_text():
    source = document(
        "By Ann Roe 3 years ago\nThe pier was sold 3 years ago.", kinds={1: ParagraphKind.BOILERPLATE}
    )

    (found,) = find_dates(source, PartialDate.parse("2025-07-22"), Settings())

    assert found.passage.span.start > len("By Ann Roe 3 years ago")


def test_what_a_mail_passes_on_is_older_by_an_unknown_time():
    source = document("See below.\nThe council sold the pier yesterday.", kinds={2: ParagraphKind.EMBED})

    (found,) = find_dates(source, PartialDate.parse("2025-07-22"), Settings())

    assert found.value.edtf == "../2025-07-21"


def test_offsets_are_exact_and_never_overlap():
    text = "\n".join(text for _, _, _, text, _ in CASES)
    source = document(text)
    found = find_dates(source, PartialDate.parse("2025-05-14"), Settings())

    assert len(found) > 150
    for before, after in pairwise(found):
        assert before.passage.span.end <= after.passage.span.start
    for mention in found:
        sentence = source.sentence_at(mention.passage.span.start)
        assert mention.passage.span in sentence.span


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "May ",
        "the ",
        "3-",
        "3 May ",
        "19",
        "of ",
        "and a half ",
        "in the last ",
        "-",
        "May 22, ",
        "22, ",
        "expects a ",
        "will be ",
        "in ten ",
        "in about three or four ",
        "Christmas ",
        "the early ",
        "Monday ",
    ],
)
def test_long_repetitions_end_soon(unit):
    source = document(unit * (20_000 // len(unit)))

    begun = time.process_time()
    find_dates(source, PartialDate.parse("2025-05-14"), Settings())

    assert time.process_time() - begun < 20  # seconds; a search without bounds takes minutes


def test_rules_that_other_rooms_ask_for_by_name_are_rows_of_the_table():
    analysis = Path(rules.__file__).parent.parent
    rooms = [*analysis.glob("*.py"), *analysis.glob("dates/*.py"), *analysis.glob("likeness/*.py")]
    asked = re.compile(
        r"(?:\brule(?:\.name)? (?:==|not in|in)|_(?:BACKGROUND|NAMED_DAYS|OF_MONTHS|DEICTIC) =)"
        r" ([^#\n]*)"
    )
    code = "\n".join(path.read_text("utf-8") for path in rooms)
    named = {name for line in asked.findall(code) for name in re.findall(r'"([a-z-]+)"', line)}

    assert {"weekday", "window", "overnight", "which-month", "deictic"} <= named
    assert named - {row.name for rows in RULES.values() for row in rows} == set()


class Looked:
    """A pattern that notes how many characters each search may read."""

    def __init__(self, pattern):
        self.pattern, self.widths = pattern, []

    def search(self, text, begin=0, end=None):
        end = len(text) if end is None else end
        self.widths.append(min(end, len(text)) - begin)
        return self.pattern.search(text, begin, end)


def test_a_sentence_without_an_end_is_not_read_anew_for_each_date(monkeypatch):
    looked = Looked(relative._SPOKEN)
    monkeypatch.setattr(relative, "_SPOKEN", looked)

    read("They met on last Friday, and " * 200, "2024-05-04")

    assert looked.widths
    assert max(looked.widths) < 1000
