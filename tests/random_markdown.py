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
