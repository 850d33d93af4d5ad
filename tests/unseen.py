"""Measure what the program finds on texts that were read once before any rule was changed for them.

python tests/unseen.py [--wrong]     with `--wrong` every difference is listed below the figures

A fixture of `fixtures/unseen/` is a file as it would be found and what an editor reads in it, a line each:
`published | DAY`, `WORDS | DATE`, `event | DAY`, `says | SPEAKER`. Each text is read alone. What the rules do
on texts of others is told by the figures at first sight, in docs/method.md, not by those after a change.
"""

import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from fixture_documents import read_fixtures  # noqa: E402  # found beside this file

from dossier.analysis import analyse  # noqa: E402
from dossier.config import Settings  # noqa: E402
from dossier.model import Corpus, Desk, PartialDate  # noqa: E402
from dossier.sources import read_corpus  # noqa: E402

SETTINGS = Settings()


def read(text):
    """Return the document that a file with this text is, and what is found in it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "text.txt").write_text(text, "utf-8")
        corpus = read_corpus(Path(folder), SETTINGS)
    return corpus.documents[0], analyse(corpus, Desk(), SETTINGS)


def compare(marks, document, analysis):
    """Yield (kind, verdict, words).

    The verdict is right, missed, vague, or wrong: a certain day that is not so.
    """
    publication = analysis.publications[0].value
    day = next(value for key, value in marks if key == "published")
    yield "published", _verdict_of_day(day, publication), f"{day}, found {publication and publication.edtf}"
    dates = [(document.quote(m.passage), m.value) for m in analysis.dates]
    for words, value in marks:
        if words in ("published", "event", "says"):
            continue
        near = [found for quote, found in dates if words in quote or quote in words]
        if any(_is_same(found, PartialDate.parse(value)) for found in near):
            verdict = "right"
        elif not near:
            verdict = "missed"
        else:
            firm = any(found.is_exact and not found.is_approximate for found in near)
            verdict = "wrong" if firm else "vague"
        yield "dates", verdict, f"{words} {value}, found {[found.edtf for found in near]}"
    days = {event.when.edtf.rstrip("~") for event in analysis.events if event.when.days == 1}
    marked = {value for key, value in marks if key == "event"}
    for each in sorted(days | marked):
        yield "events", "missed" if each not in days else "right" if each in marked else "wrong", each
    speakers = {document.quote(a.speaker) for a in analysis.attributions}
    told = {value for key, value in marks if key == "says"}
    for each in sorted(told):
        same = any(each in found or found in each for found in speakers)
        yield "speakers", "right" if same else "missed", f"{each}, found {sorted(speakers)}"
    for each in sorted(speakers):
        if not any(each in one or one in each for one in told):
            yield "speakers", "wrong", each


def _is_same(found, marked):
    """Tell whether two dates are the same days; one that is not known is compared as it is written."""
    ends = (marked.earliest, marked.latest)
    return (found.earliest, found.latest) == ends if any(ends) else found.edtf == marked.edtf


def _verdict_of_day(day, found):
    if day == "unknown":
        return "right" if found is None or not (found.earliest and found.latest) else "wrong"
    if found is None:
        return "missed"
    if found.edtf == day:
        return "right"
    inside = str(found.earliest or "") <= day <= str(found.latest or "9999")
    return "vague" if inside else "wrong"


def measure():
    """Return how often each verdict was given for each kind, and all differences, as lines."""
    counts, wrong = {}, []
    for title, text, marked in read_fixtures("unseen", 2):
        marks = [tuple(line.rsplit(" | ", 1)) for line in marked.split("\n")]
        for kind, verdict, words in compare(marks, *read(text)):
            counts.setdefault(kind, Counter())[verdict] += 1
            if verdict != "right":
                wrong.append(f"{title}: {kind} {verdict}: {words}")
    return counts, wrong


def inferred():
    """Return how many closed ranges are right and wrong that are inferred where a date is hidden.

    All texts are read as one dossier, which spans 28 years, without the dates of one half, then of the other.
    """
    read_alone = [read(text)[0] for _, text, _ in read_fixtures("unseen", 2)]
    documents = [replace(each, id=f"text-{number:02d}") for number, each in enumerate(read_alone)]
    counts = Counter()
    for half in (0, 1):
        hidden = {each.id: each.meta.date_hints for each in documents[half::2] if each.meta.date_hints}
        shown = (
            replace(each, meta=replace(each.meta, date_hints=())) if each.id in hidden else each
            for each in documents
        )
        for publication in analyse(Corpus(tuple(shown)), Desk(), SETTINGS).publications:
            value = publication.value
            if publication.source in hidden and value and value.earliest and value.latest:
                day = hidden[publication.source][0].value.earliest
                counts["right" if value.earliest <= day <= value.latest else "wrong"] += 1
        counts["hidden"] += len(hidden)
    return counts


def main(arguments):
    """Print the figures."""
    counts, wrong = measure()
    for kind, verdicts in counts.items():
        print(f"{kind:<10}" + "".join(f"{verdicts[v]:>4} {v}" for v in ("right", "vague", "missed", "wrong")))
    hidden = inferred()
    print(
        f"inferred  {hidden['right']:>4} right{hidden['wrong']:>4} wrong closed ranges,"
        f" of {hidden['hidden']} hidden days"
    )
    if "--wrong" in arguments:
        print("", *wrong, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
