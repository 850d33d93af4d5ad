"""Turn the words of a source into the places where a rule may read a date."""

from collections import defaultdict
from functools import cache, lru_cache

from dossier.analysis.dates.patterns import shape
from dossier.analysis.dates.rules import Rule, language_of, plain_sentence, rules_of
from dossier.model import Expression
from dossier.text.read_text import ReadText
from dossier.text.words import Word


@cache
def _calls(language: str) -> dict[str, int]:
    """Return which rules each word calls, one bit for each rule."""
    calls: dict[str, int] = defaultdict(int)
    for number, rule in enumerate(rules_of(language)):
        for word in rule.words:
            calls[word] |= 1 << number
    # a word looked up as it is spelt answers for its small letters too
    return {word: bits | calls.get(word.lower(), 0) for word, bits in calls.items()}


@lru_cache(maxsize=4096)  # sentences of one kind call the same rules
def _called(bits: int, language: str) -> tuple[tuple[int, Rule, bool], ...]:
    """Return number and rule of each rule that is called, and whether its pattern has a core."""
    return tuple(
        (number, rule, "core" in rule.regex.groupindex)
        for number, rule in enumerate(rules_of(language))
        if bits & (1 << number)
    )


def _bits_of(words: tuple[Word, ...], calls: dict[str, int]) -> int:
    """Return the bits of the rules that the words of a sentence call."""
    found = 0
    for _, _, raw, key in words:
        if raw[0].isdigit() or raw[:2] == "FY":
            found |= calls.get(shape(raw), 0)
        else:
            found |= calls.get(raw) or calls.get(key, 0)
            if "’" in raw or "'" in raw:  # "Haziran’da"
                found |= calls.get(raw.replace("'", "’").partition("’")[0], 0)
    return found


def find_expressions(source: ReadText) -> tuple[Expression, ...]:
    """Return where the rules match in a source, in order, the longest of one start first.

    All that is slow is done here, once for a document; to read them against a publication is quick.
    """
    language = language_of(source.document)
    calls = _calls(language)
    found: list[Expression] = []
    for number, row in enumerate(source.sentences):
        called = _called(_bits_of(source.words_in(row), calls), language)
        if not called:
            continue
        text = plain_sentence(source.document, number)
        matches = [
            (*(m.span("core") if has_core else m.span()), rule_number, m.start())
            for rule_number, rule, has_core in called
            for m in rule.regex.finditer(text)
        ]
        matches.sort(key=lambda match: (match[0], -match[1], match[2]))
        found += [Expression(number, *match) for match in matches]
    return tuple(found)
