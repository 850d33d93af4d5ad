"""Tell whether a sentence refers to the text before it."""

from __future__ import annotations

import re

_PRONOUNS = "he|she|they|it|his|her|their|its|this|that|these|those"
_CONNECTIVES = "but|and|yet|also|however|meanwhile|instead|moreover|so"
_AGREED = (
    r"(?:framework|deal|agreement|accord|pact|treaty|plan|proposal|arrangement|memorandum|contract"
    r"|project|offer|statement)s?"
)
_OPENING = re.compile(rf"[“\"‘']|(?:{_PRONOUNS}|but|and)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"[“\"]?(?:(?:{_CONNECTIVES}),? )?"
    r"(?:(?:all|both|many|most|neither|one|several|some|others)"
    r" (?:are|could|had|has|have|is|of them|was|were|will)|"
    rf"{_PRONOUNS}|the (?:[\w’'-]+ ){{1,3}}also|such|both(?! sides)|there|then|"
    r"the (?:meeting|talks|statement|sources?|officials?|agency|group|move|decision|reports?|two|latter|"
    r"former|same|remarks|letter|visit|attack|incident|contacts|discussions?|framework|deal|agreement))\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"(?:[Tt]here (?:is|are|was|were|has|have|had|will|would)\b"
    r"|[Ii]t (?:is|was|has been|had been) (?:now |also )?(?:\w+ed|known|understood|thought|said)\b"
    r"|[Ii]t (?:has )?emerged\b)"
)
"""An opening that points at nothing: "It has been confirmed that", "There are fears"."""
_PRONOUN = re.compile(
    rf"(?:(?:{_CONNECTIVES}),? )?"
    rf"(?:{_PRONOUNS}|such|both(?! sides)|there|then|the (?:two|latter|former|same))\b",
    re.IGNORECASE,
)
_CONNECTED = re.compile(rf"(?:{_CONNECTIVES}|amid the)\b", re.IGNORECASE)
_INNER = re.compile(
    r"\b(?:about|after|at|by|for|from|in|of|on|to|with) (?:that|this|those|these) "
    r"(?!time\b|day|week|month|year|morning|evening|afternoon|century|season|summer|winter|spring|autumn)\w+",
    re.IGNORECASE,
)
_SAME_MATTER = re.compile(
    r"[“\"(]"
    r"|(?:[\w’'-]+ ){0,6}(?:the|this|that|these|those) (?:(?:new|proposed|tentative|draft|same|reported) )?"
    rf"{_AGREED}\b"
    r"|(?:it|this|that) (?:\w+s|is|was|will|would|has|had|may|could|can|also)\b",
    re.IGNORECASE,
)


def is_poor_headline(sentence: str) -> bool:
    """Tell whether a sentence begins with a quotation, a pronoun, "and" or "but": "It opened on Monday"."""
    return bool(_OPENING.match(sentence))


def opens_with_pronoun(sentence: str) -> bool:
    """Tell whether only the sentence before says who or what a sentence opens with: "The two met again".

    >>> [opens_with_pronoun(s) for s in ("But they left.", "The two met again.", "The talks went on.")]
    [True, True, False]
    """
    return bool(_PRONOUN.match(sentence)) and not _EXPLETIVE.match(sentence)


def needs_context(sentence: str) -> bool:
    """Tell whether a sentence refers to something that only the sentence before explains.

    >>> [needs_context(s) for s in ("However, the talks failed.", "He had no comment on that letter.")]
    [True, True]
    >>> needs_context("The port of Varna opened in that year.")
    False
    """
    opening = _REFERENCE.match(sentence) and not _EXPLETIVE.match(sentence)
    return any((opening, _CONNECTED.match(sentence), _INNER.search(sentence)))


def continues_matter(sentence: str) -> bool:
    """Tell whether a sentence may go on with the matter of the one before it.

    It may when it opens with a quotation or with "it would", or comes soon to "the deal", as in "He praised
    the deal".
    """
    return bool(_SAME_MATTER.match(sentence))
