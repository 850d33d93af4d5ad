"""Compare the rules for sentences with two well-kept splitters: paragraphs that each cuts wrongly.

pip install sentencex nupunkt      Dossier does without them: give them an environment of their own
python tests/compare_sentences.py
"""

import sys
from itertools import groupby
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from fixture_documents import FIXTURES  # noqa: E402  # found beside this file
from marked import read_marked  # noqa: E402

from dossier.text.sentences import split_sentences  # noqa: E402


def hard_list():
    """Return (paragraph, its sentences) of the fixtures, written for our own rules."""
    parts = (FIXTURES / "sources" / "sentences.md").read_text("utf-8").split("\n.\n")
    return [(text, expected.split("\n")) for text, expected in zip(parts[1::3], parts[2::3], strict=False)]


def marked_paragraphs():
    """Return (paragraph, its sentences) of the prose of the marked set."""
    found = []
    for marked in read_marked():
        text = marked.text
        body = [s for s in marked.sentences if s.kind == "body"]
        for _, group in groupby(body, key=lambda s: text.count("\n", 0, s.start)):
            sentences = [" ".join(text[s.start : s.end].split()) for s in group]
            found.append((" ".join(sentences), sentences))
    return found


def main():
    """Print the number of paragraphs that each splitter cuts wrongly."""
    import nupunkt  # not among the dependencies
    import sentencex

    splitters = {
        "ours": lambda text: [text[start:end] for start, end in split_sentences(text)],
        "sentencex": lambda text: list(sentencex.segment("en", text)),
        "nupunkt": nupunkt.sent_tokenize,
    }
    for name, cases in (("hard list", hard_list()), ("marked set", marked_paragraphs())):
        for splitter, split in splitters.items():
            wrong = sum([s.strip() for s in split(text)] != expected for text, expected in cases)
            print(f"{name:<12}{splitter:<12}{wrong:>4} of {len(cases)}")


if __name__ == "__main__":
    main()
