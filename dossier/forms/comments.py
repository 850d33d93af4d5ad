"""Turn words that editors typed into those that may leave the desk: without `%% comments %%` and HTML's."""

from collections.abc import Sequence

from dossier.text import late as re

SIGNS = {"%%": "%%", "<!--": "-->"}
"""What opens a comment: what ends it."""
OPENING = re.compile("|".join(SIGNS))
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]{0,4}"
_CHANGED = (
    rf"(?:[<‹＜]|&(?:amp;)?lt;|&#60;|&#x3[cC];){_UNSEEN}\\?"
    rf"(?:\s?[!！]{_UNSEEN}\s?\\?(?:-{_UNSEEN}-|[–—−])|[!！]-)"
    rf"|(?<![\d%％])(?:％{_UNSEEN}[%％]|%{_UNSEEN}％)|%(?!%){_UNSEEN}%"
)
"""What the signs of a comment become where a system sets dashes, puts in unseen signs or escapes HTML."""
FOREIGN = re.compile(
    r"\{>>|\{--(?=\S[^{}]*(?:--\}|\Z))|\{%-? ?comment\b|\{\{[<%] ?comment\b"
    rf"|\{{# (?=[^{{}}]*(?:#\}}|\Z))|<%#|\{{\{{!--|\{{?\{{/\*|{_CHANGED}"
)
"""What opens a comment or a deletion in CriticMarkup, Liquid, Jinja, Templater, Handlebars, Hugo and MDX.

Signs of ours that were changed are among them.
"""
EMPTY = "%%%%"


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


def sign_of_none(words: str, comments: Sequence[str]) -> str:
    """Return the first sign that opens no comment here and may be meant to; "" where there is none.

    `words` are what is shown, `comments` what is not: two that are empty may be meant as the ends of one.

    >>> sign_of_none("The pier <!— sold? —>", ()), sign_of_none(" sold? ", (EMPTY, EMPTY))
    ('<!—', '%%%%')
    """
    found = FOREIGN.search(words)
    return EMPTY if comments.count(EMPTY) > 1 else found[0] if found else ""
