"""Turn the words of a source into the places where a rule may read a date."""

from functools import cache, lru_cache
from typing import NamedTuple

from dossier.analysis.dates.patterns import Words, shape
from dossier.analysis.dates.rules import Rule, language_of, plain_sentence, rules_of
from dossier.model import Expression
from dossier.text.read_text import ReadText
from dossier.text.words import Word


class _Index(NamedTuple):
    """Which words call which rules of a language; each set of words that a rule needs is one bit."""

    bits: dict[str, int]
    """Word to the bits of the sets that it is in."""
    needs: tuple[int, ...]
    """The bits that each rule needs, all of them."""


@cache
def _index(language: str) -> _Index:
    rules = rules_of(language)
    sets: dict[Words, int] = {}
    for rule in rules:
        for words in rule.needs:
            sets.setdefault(words, 1 << len(sets))
    bits: dict[str, int] = {}
    for words, bit in sets.items():
        for word in words:
            bits[word] = bits.get(word, 0) | bit
    for word in bits:  # a word looked up as it is spelt answers for its small letters too
        bits[word] |= bits.get(word.lower(), 0)
    return _Index(bits, tuple(sum(sets[words] for words in rule.needs) for rule in rules))


@lru_cache(maxsize=4096)  # sentences of one kind call the same rules
def _called(bits: int, language: str) -> tuple[tuple[int, Rule, bool], ...]:
    """Return number and rule of each rule whose needs are met, and whether its pattern has a core."""
    needs = _index(language).needs
    return tuple(
        (number, rule, "core" in rule.regex.groupindex)
        for number, rule in enumerate(rules_of(language))
        if needs[number] & bits == needs[number]
    )


def _bits_of(words: tuple[Word, ...], bits: dict[str, int]) -> int:
    """Return the bits of all words of a sentence."""
    found = 0
    for _, _, raw, key in words:
        if raw[0].isdigit() or raw[:2] == "FY":
            found |= bits.get(shape(raw), 0)
        else:
            found |= bits.get(raw) or bits.get(key, 0)
            if "’" in raw or "'" in raw:  # "Haziran’da"
                found |= bits.get(raw.replace("'", "’").partition("’")[0], 0)
    return found


def find_expressions(source: ReadText) -> tuple[Expression, ...]:
    """Return where the rules match in a source, in order, the longest of one start first.

    All that is slow is done here, once for a document; to read them against a publication is quick.
    """
    language = language_of(source.document)
    bits = _index(language).bits
    found: list[Expression] = []
    for number, row in enumerate(source.sentences):
        called = _called(_bits_of(source.words_in(row), bits), language)
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
