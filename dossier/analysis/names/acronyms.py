"""Turn "Full Name (ABC)" into mentions: one of the two is known, and explains the other inside a source."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from dossier.analysis.names.spelling import Keys, name_words
from dossier.model import Document, EntityId, Mention, Span
from dossier.text import late as re
from dossier.text.words import Word, fold

_LETTERS = 8  # of an acronym; longer ones are hardly explained
_ACRONYM = re.compile(r"['’]?s?[”\"]? ?\(\s*[“\"]?([A-Z][A-Za-z0-9.&-]{1,9})[”\"]?\s*[),;]")


def explained_names(words: Sequence[Word], document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Find, wherever a source has them, the acronyms and full names that a known name explains."""
    entities: dict[Keys, EntityId] = {}
    for mention in mentions:
        keys = _acronym_after(document, mention) or _name_before(words, document, mention)
        if keys and mention.entity:
            entities.setdefault(keys, mention.entity)
    known = {offset for m in mentions for offset in range(m.passage.span.start, m.passage.span.end)}
    return list(_named_again(words, document, entities, known)) if entities else []


def _named_again(
    words: Sequence[Word], document: Document, entities: Mapping[Keys, EntityId], known: set[int]
) -> Iterator[Mention]:
    sizes = sorted({len(keys) for keys in entities})
    for number, word in enumerate(words):
        for size in sizes if word.start not in known else ():
            run = words[number : number + size]
            entity = entities.get(tuple(each.key for each in run))
            if entity and (size > 1 or word.raw[:2].isupper()):
                yield Mention(document.passage(Span(word.start, run[-1].end)), entity, (), "acronym")
                break


def _acronym_after(document: Document, mention: Mention) -> Keys:
    """Return the acronym that follows a name in parentheses and begins as a word of it; empty for none."""
    match, name = _ACRONYM.match(document.text, mention.passage.span.end), document.quote(mention.passage)
    if not match or len(name) <= len(match[1]) or not match[1][:2].isupper():
        return ()
    letters = fold(match[1])
    return (letters,) if letters[0] in {word.key[0] for word in name_words(name)} else ()


def _name_before(words: Sequence[Word], document: Document, mention: Mention) -> Keys:
    """Return the full name before an acronym in parentheses whose initials it is; empty for none."""
    start, text = mention.passage.span.start, document.text
    if text[max(0, start - 2) : start].rstrip('“"')[-1:] != "(":
        return ()
    letters = fold(document.quote(mention.passage))[:_LETTERS]
    last = bisect_left(words, start, key=lambda word: word.start)
    run = words[max(0, last - len(letters)) : last]
    initials = "".join(word.key[0] for word in run if word.raw[0].isupper())
    if len(run) < 3 or initials != letters or text[run[-1].end : start].strip(' “”"’('):
        return ()
    return tuple(word.key for word in run)
