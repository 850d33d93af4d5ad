"""Measure how well saved pages of many layouts are read: `python tests/page_layouts.py [--wrong]`.

The layouts are in `fixtures/layouts/`. In them `{text 3}` is a paragraph of the text in three sentences,
`{paragraphs 2 of 3}` two such as elements, `[[…]]` words of the text, `{noise 2}` prose that is none of it,
`{links 3}` a list of links, `{frame}` and `{end}` the frame of a site. Every sentence is made by a counter,
so that no two are alike.
"""

import re
import sys
from collections import Counter
from itertools import count
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from fixture_documents import read_fixtures  # noqa: E402  # found beside this file

from dossier.sources.formats.web import read  # noqa: E402  # found beside this file

LAYOUTS = dict(read_fixtures("layouts", 1))
WHO = ["The council", "A fisherman", "Her lawyer", "The harbour office", "One of the pilots", "A witness"]
DID = ["said on Tuesday that", "told the court that", "wrote to the owners that", "did not accept that"]
WHAT = ["the ferry", "the new quay", "the lower bridge", "the grain store", "the night train", "the mill"]
IS = ["would be closed until the spring", "had been paid for twice", "was never inspected", "is the town's"]
WHY = ["because of the storm", "for want of money", "after a long dispute", "as the charter demands"]
OFFERS = ["Ten boats you must see", "How to cook a pike", "Our quiz of the week", "The best hats for rain"]
_PLACE = re.compile(
    r"\[\[(.*?)\]\]|\{(text|paragraphs|noise|links) (\d+)(?: of (\d+))?\}|\{(frame|end)\}", re.S
)


class Reading(NamedTuple):
    """How well a page was read."""

    precision: float
    """Share of the words that were read which are words of the text."""
    recall: float
    """Share of the words of the text that were read."""
    lost: list[str]
    """Paragraphs of the text that were not read."""
    silent: list[str]
    """Those of them that are not reported as left out."""
    extra: list[str]
    """What was read and is no part of the text."""

    @property
    def f1(self):
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def make(layout):
    """Return the markup of a page, and the paragraphs of its text."""
    numbers = count(1)
    text = []
    title = re.findall(r"<h1[^<>]*>([^<>]+)</h1>", layout)[-1:] or ["Ferry"]

    def sentences(size):
        parts = []
        for n in [next(numbers) for _ in range(size)]:
            words = [WHO[n % 6], DID[n % 4], WHAT[n // 2 % 6], IS[n // 3 % 4], WHY[n // 5 % 4]]
            parts.append(f"{' '.join(words)}, file {n * 37 % 1000}.")
        return " ".join(parts)

    def paragraph(size):
        text.append(sentences(size))
        return text[-1]

    def links(size):
        entries = [f'<li><a href="/{n}">{OFFERS[n % 4]}</a></li>' for n in range(size)]
        return f"<ul>{''.join(entries)}</ul>"

    def fill(match):
        said, kind, number, size, frame = match.groups()
        if said:
            text.append(said)
            return said
        if frame == "frame":
            return (
                f'<!DOCTYPE html><html lang="en"><head><title>{title[0]} - Dale Post</title></head><body>'
                f'<header class="masthead"><a href="/">Dale Post</a><nav>{links(4)}</nav></header>'
            )
        if frame == "end":
            notice = f"<p>© Dale Post. All rights reserved. {sentences(1)}</p>"
            return f'<footer class="foot">{notice}{links(3)}</footer></body></html>'
        if kind == "paragraphs":
            return "\n".join(f"<p>{paragraph(int(size))}</p>" for _ in range(int(number)))
        return {"text": paragraph, "noise": sentences, "links": links}[kind](int(number))

    return _PLACE.sub(fill, layout), text


def measure(layout):
    """Read a page and compare what was read with its text; the title counts for neither."""
    markup, text = make(layout)
    page = read(markup.encode(), "page.html")
    blocks = [block.text for block in page.blocks if block.text != page.title]
    there, found = (Counter(re.findall(r"\w+", " ".join(words))) for words in (text, blocks))
    both = (there & found).total()
    joined, reported = " ".join(blocks), " ".join(page.left_out)
    lost = [words for words in text if words not in joined]
    return Reading(
        both / max(1, found.total()),
        both / there.total(),
        lost,
        [words for words in lost if words not in reported],
        [words for words in blocks if not any(each in words or words in each for each in text)],
    )


def main():
    readings = {name: measure(layout) for name, layout in LAYOUTS.items()}
    for name, reading in readings.items():
        print(f"{name:24} F1 {reading.f1:.3f}  lost without a word {len(reading.silent)}")
        if "--wrong" in sys.argv:
            for kind in ("lost", "silent", "extra"):
                for words in getattr(reading, kind):
                    print(f"    {kind}: {words[:90]}")
    scores = [reading.f1 for reading in readings.values()]
    print(f"mean F1 {sum(scores) / len(scores):.3f} of {len(scores)} pages")


if __name__ == "__main__":
    main()
