"""Markdown at random, of the signs that mean something in a note."""

from hypothesis import strategies as st

SIGNS = """[ ] [[ ]] ![[ [@ ] ( ) | \\ # ^ ^[ [^1] [^1]: == %% > >> - * ** _ ` ``` ~~~ ~~ : ; < >
& " ' “ ” « » a é [[harbour]] <script> <img/src=x/onerror=alert(1)> javascript:alert(1) http://a.example
![x](http://a.example/x.png) [a](data:text/html,x) [x](y.md#z) &#106;avascript: 😀 [a](<"""
LINES = (
    """\n|\n\n|  \n|    |\t|- [ ] |> [!note]- |# |---\n|1. |[@log#p1s2; @b]|x\n: y\n|[x]: javascript:a\n"""
)
PIECES = st.sampled_from(
    [*SIGNS.split(), *LINES.split("|"), "| a | b |\n|---|:-:|\n", "\u202e", "\u2028", "\0"]
)
MARKDOWN = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)

WORDS = [
    "The pier was shut on 3 May.", "See:", "She said “it will not open again” [@log#p1s2].", "[@log]",
    "[@a#p1s1; @b]", "— the mayor [@log]", "words[^1]", "words^[A note [@b#p1].]", "[[harbour]]",
    "![[harbour#h-x]]", "![[sold]]", "See [[sold]].", "![[x.png]]", "==high==", "`sold`", "#draft", "13 May.",
    "[x](y.md#z)", "%%hidden%%", "**bold** “open", "[^1]", "[[", "<!-- c -->", "^id", "It is likely.",
    "He sold the old pier to them all for gold.",
]  # fmt: skip
SMALL = ("words", "words", "heading", "code", "table", "note", "tasks")
LARGE = ("list", "quote", "callout", "callout", "term")
"""Kinds of blocks, and those that contain others."""
DEEPEST = 3  # levels


def note(pick):
    """Return the Markdown of a note whose blocks stand within each other; `pick` is a random.Random."""
    return pick.choice(["\n\n", "\n\n", "\n"]).join(_block(pick, 0) for _ in range(pick.randint(1, 6)))


def _words(pick, most=3):
    return " ".join(pick.choice(WORDS) for _ in range(pick.randint(1, most)))


def _row(pick):
    return f"| {_words(pick, 2)} | {_words(pick, 2)} |\n"


def _under(sign, text):
    """Put lines under a sign such as `> ` or `- `, so that they are in its block."""
    rest = sign if sign == "> " else " " * len(sign)
    return sign + f"\n{rest}".join(text.split("\n"))


def _block(pick, depth):
    kind = pick.choice(SMALL if depth == DEEPEST else SMALL + LARGE)
    if kind == "words":
        return _words(pick) + pick.choice(["", f"\n{_words(pick)}"])
    if kind in ("heading", "note", "tasks"):
        return {"heading": "## ", "note": "[^1]: ", "tasks": "- [ ] "}[kind] + _words(pick, 2)
    if kind == "code":
        return pick.choice(["***", "```\n[@log]\n```", "    sold"])
    if kind == "table":
        return _row(pick) + "|---|---|\n" + _row(pick) + _row(pick)
    inside = "\n\n".join(_block(pick, depth + 1) for _ in range(pick.randint(1, 2)))
    if kind == "list":
        return "\n".join(_under("- ", each) for each in (inside, _block(pick, depth + 1)))
    if kind == "term":
        return f"{_words(pick, 1)}\n{_under(': ', inside)}"
    title = f"[!{pick.choice(['judgement', 'note', 'quote'])}]{pick.choice(['', '-'])} {_words(pick, 1)}\n"
    return _under("> ", f"{title if kind == 'callout' else ''}{inside}")


NOTES = st.randoms(use_true_random=False).map(note)
