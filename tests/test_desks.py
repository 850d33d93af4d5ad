"""The desk of topics and names alone keeps step with the desk that ships."""

import re

from press import ROOT

DESK = ROOT / "tests" / "desks" / "topics-and-names" / "content"
SUMMARY = re.compile(r"(?m)^summary:.*\n((?:[ \t]+.*\n)*)")


def front_matter(path):
    head = path.read_text("utf-8").split("---\n", 2)[1]
    return f"---\n{SUMMARY.sub('', head)}---\n"


def test_topics_and_names_are_those_that_ship_without_cited_words():
    shipped = {}
    for kind in ("topics", "entities"):
        for path in (ROOT / "content" / kind).glob("*.md"):
            shipped[path.relative_to(ROOT / "content")] = front_matter(path)
    kept = {path.relative_to(DESK): path.read_text("utf-8") for path in DESK.rglob("*.md")}

    assert kept == shipped


if __name__ == "__main__":  # `python tests/test_desks.py` copies the shipped topics and names anew
    for kind in ("topics", "entities"):
        for path in (ROOT / "content" / kind).glob("*.md"):
            (DESK / kind / path.name).write_text(front_matter(path), "utf-8")
