"""Turn words that editors typed into those that may leave the desk: without `%% comments %%` and HTML's."""

from dossier.text import late as re

SIGNS = {"%%": "%%", "<!--": "-->"}
"""What opens a comment: what ends it."""
OPENING = re.compile("|".join(SIGNS))
FOREIGN = re.compile(
    r"\{>>|\{--(?=\S[^{}]*(?:--\}|\Z))|\{%-? ?comment\b|\{\{[<%] ?comment\b"
    r"|\{# (?=[^{}]*(?:#\}|\Z))|<%#|\{\{!--|\{?\{/\*"
)
"""What opens a comment or a deletion in CriticMarkup, Liquid, Jinja, Templater, Handlebars, Hugo and MDX."""


def comment_end(text: str, start: int) -> int:
    """Return where the comment that opens at `start` ends, or -1.

    One that opens a comment of the other kind and does not end it has no end: what follows its own sign
    would be shown, and may be meant to be hidden.

    >>> comment_end("%% a %% b", 0), comment_end("%% <!-- a %% b -->", 0), comment_end("<!-->", 0)
    (7, -1, 5)
    """
    opening = OPENING.match(text, start)
    if not opening:
        return -1
    closer = SIGNS[opening[0]]
    inside = text.find(closer, start + 2)
    if inside < 0:
        return -1
    hidden = text[start + 2 : inside]
    if closer == "-->":
        other_open = hidden.count("%%") % 2 == 1
    else:
        other_open = hidden.rfind("<!--") > hidden.rfind("-->")
    return -1 if other_open else inside + len(closer)


def shown_words(words: str) -> str:
    """Return words that are no Markdown without their comments; an opening sign without an end stays.

    >>> shown_words("The master %% which? %% of <!-- or the? --> harbour")
    'The master  of  harbour'
    """
    return without_comments(words)[0]


def without_comments(words: str) -> tuple[str, tuple[str, ...]]:
    """Return words without their comments, as `shown_words` does, and the comments."""
    parts, comments, cursor = [], [], 0
    while opening := OPENING.search(words, cursor):
        end = comment_end(words, opening.start())
        if end < 0:
            break
        parts.append(words[cursor : opening.start()])
        comments.append(words[opening.start() : end])
        cursor = end
    return "".join([*parts, words[cursor:]]), tuple(comments)
