"""Find the words that name who speaks, given the reporting words of a sentence."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from dossier.analysis.speech.phrases import (
    LONGEST,
    THING,
    cut,
    is_auxiliary,
    is_idle,
    without_end,
    without_opening,
)
from dossier.analysis.speech.statements import Clause, Cue, Statement
from dossier.analysis.speech.vocabulary import (
    ACTS,
    ANTECEDENT,
    ARTICLES,
    ASIDE,
    BEING,
    BETWEEN,
    CITED,
    CITED_AS_SAYING,
    COMPANY_FORMS,
    DENYING,
    DETERMINERS,
    EDGE,
    END,
    FIRST_PERSON,
    INVERTED,
    ISSUED,
    JOINING,
    NAME_FIRST,
    NICKNAMED,
    NOBODY,
    NOUN_BEFORE,
    OPENERS,
    PARTICIPLE,
    PLACING,
    POINTERS,
    PORTFOLIO,
    POSSIBLE,
    PRONOUN,
    PRONOUNS,
    SPEAKERS,
    STATED,
    STRETCH,
    SUBORDINATE,
    VERBS,
)
from dossier.model import Span
from dossier.text import late as re
from dossier.text.reporting import CUES, PARTICIPLES
from dossier.text.words import PAST_VERBS, TIMES, TITLES, Word

_ASIDE = 8  # words; "Mr Roe, the harbour master of Elver, claimed …"
_NAME = 4  # words; "The mayor, Ann Lee Roe, said"
_CLOSES = re.compile(r"(?: \([^()]*\))?(?:,|\s[–—-])")
"""Behind an office that stands between two commas."""
_IS_SAID = re.compile(r"[^,;:“\"]*:|, [“\"]|(?<!told)(?: (?:on|in) \w+| today| yesterday)* that\b|[\s.]*$")
"""Behind a verb that is no participle, though a comma is before it: "The mayor, said: …"."""


def find_speaker(statement: Statement, cue: Cue) -> Span | None:
    """Return the words for the speaker; None where there are none, or only a pronoun."""
    if cue.words in PARTICIPLES:
        speaker = _subject(statement)
    elif cue.cites:
        speaker = _cited(statement, cue)
    elif _may_be_inverted(statement, cue):
        speaker = _inverted(statement, cue) or _subject_before(statement, cue)
    else:
        speaker = None if _is_unsaid(statement, cue) else _subject_before(statement, cue)
    if speaker is None or _is_pronoun(statement.text, speaker) or not _has_voice(statement, cue, speaker):
        return None
    for whole in (NICKNAMED, PORTFOLIO):
        speaker = _within(whole, statement.text, statement.span, speaker)
    last = statement.text[speaker.start : speaker.end].casefold().rpartition(" ")[2]
    if last in ARTICLES or _is_passive(statement, cue, speaker) or _is_clause(statement, cue, speaker):
        return None  # also "the “Evening Ledger” reports"
    return speaker


def _is_passive(statement: Statement, cue: Cue, speaker: Span) -> bool:
    """Tell whether a cue behind the comma that ends its subject is a participle: "The tug, reported lost,".

    The comma behind "The mayor, Ann Roe," ends an aside.
    """
    text, at = statement.text, statement.words[cue.first].start
    may_be = statement.key(cue.first).endswith("ed") or cue.words in ("told", "said")
    if not may_be or text[speaker.end : at] != ", " or "," in text[speaker.start : speaker.end]:
        return False
    end = statement.words[cue.last - 1].end
    if _IS_SAID.match(text, end, statement.span.end):
        return False
    before = [word for word in statement.words if word.start < speaker.start]
    return not text[: speaker.start].endswith(", ") or before[0].key in NOBODY


def _is_clause(statement: Statement, cue: Cue, speaker: Span) -> bool:
    """Tell whether a speaker is the subject of a clause about what is before it: "The quay Roe said was"."""
    words = [word for word in statement.words if speaker.start <= word.start < speaker.end]
    is_thing = words[0].key in ARTICLES and len(words) > 1 and words[1].raw.islower()
    is_about = is_thing or (words[0].key == "all" and len(words) > 1)
    return is_about and words[-1].raw[0].isupper() and statement.key(cue.last) in VERBS


def _has_voice(statement: Statement, cue: Cue, speaker: Span) -> bool:
    """Tell whether a speaker is named or has an office, where the cue may also be what a thing does."""
    first, *others = [word for word in statement.words if speaker.start <= word.start < speaker.end]
    is_described = first.key in DETERMINERS and not any(word.raw[0].isupper() for word in others)
    if not is_described or not SPEAKERS.isdisjoint(word.key for word in others):
        return True
    following = statement.key(cue.last)
    may_be_act = cue.words in ACTS or f"{cue.words} {following}" in ACTS
    follows = statement.words[cue.first].start < speaker.start  # "…, claimed the harbour master."
    speaks = not may_be_act or follows or statement.is_direct or following == "that"
    return speaks and not _may_be_passive(statement, cue, speaker)


def _may_be_passive(statement: Statement, cue: Cue, speaker: Span) -> bool:
    """Tell whether a thing may be what is said: "the plan was drafted, and disputed in a letter"."""
    between = [word.key for word in statement.words[: cue.first] if speaker.end <= word.start]
    return statement.words[cue.first].key.endswith("ed") and not BEING.isdisjoint(between)


def _is_unsaid(statement: Statement, cue: Cue) -> bool:
    """Tell whether the word before a cue denies it, makes it no verb or a passive, or is a pronoun."""
    before = cue.first - 1
    if statement.key(before) in BETWEEN:
        before -= 1
    if statement.key(before) in NOUN_BEFORE | DENYING | PRONOUNS:
        return True
    chain = list(takewhile(is_idle, reversed(statement.words[: cue.first])))
    keys = {word.key for word in chain if word.raw.islower()}
    has_have = "have" in keys and not keys.isdisjoint(("would", "to"))  # "is thought to have said"
    is_negated = not keys.isdisjoint(DENYING | {"not", "never"}) and "only" not in keys  # "has not yet said"
    return has_have or is_negated or not keys.isdisjoint(POSSIBLE)


def _within(whole: re.Pattern[str], text: str, sentence: Span, speaker: Span) -> Span:
    """Return a whole of which a speaker is a part: a name with a nickname, an office with all its cares."""
    for name in whole.finditer(text, sentence.start, sentence.end):
        if name.start() < speaker.end and speaker.start < name.end():
            return Span(min(speaker.start, name.start()), max(speaker.end, name.end()))
    return speaker


def _is_pronoun(text: str, span: Span) -> bool:
    """Tell whether a speaker is pointed to ("he", "they all", "some"), or a clause with "I" or "you"."""
    words = text[span.start : span.end]
    subject = words.rpartition(", ")[2]  # "Seven, they told the court"
    is_pronoun = PRONOUN.match(words) or PRONOUN.match(subject) or FIRST_PERSON.search(words)
    last = words.rpartition(" ")[2]  # "As a witness he"
    return is_pronoun is not None or words.casefold() in POINTERS or last in PRONOUNS


def _subject(statement: Statement) -> Span | None:
    """Return the name with which a sentence begins, a title before it left out: "Roe left, saying …"."""
    text, start = statement.text, statement.span.start
    if PRONOUN.match(text, start):
        return None
    for mention in statement.mentions:
        before = text[start : mention.passage.span.start].strip().casefold()
        if len(before) < len("President ") and before not in NOBODY:
            return mention.passage.span
    return _opening_name(text, start)


def _opening_name(text: str, start: int) -> Span | None:
    """Return the capitalised words that open a sentence, when there are several."""
    match = NAME_FIRST.match(text, start)
    if match is None or match.group().split(maxsplit=1)[0].casefold() in NOBODY:
        return None
    return Span(start, match.end())


def _cited(statement: Statement, cue: Cue) -> Span | None:
    """Return the speaker after "according to"; after a mere "citing" it must be a name or an office."""
    speaker = _following(statement, cue, THING)
    is_reported = cue.first == 0 and cue.words != "according to"
    if speaker and is_reported and not statement.text[speaker.end : statement.span.end].strip(" ."):
        return None  # of a picture: "Reported by Ann Roe."
    if speaker is None or cue.words not in ("citing", "cited"):
        return speaker
    words = [word for word in statement.words[cue.last :] if word.end <= speaker.end]
    if any(word.key in CITED for word in words[:2]) or _is_example(statement.text, speaker.end):
        return None
    return speaker if any(word.raw[0].isupper() or word.key in SPEAKERS for word in words) else None


def _is_example(text: str, end: int) -> bool:
    """Tell whether somebody is cited as something, not as saying it: "cited Ann Roe as the only witness"."""
    return text.startswith(" as ", end) and not CITED_AS_SAYING.match(text, end)


def _follows_quotation(before: str) -> bool:
    return before.endswith(("”", '"', "''")) or (before[-1:] == "’" and "‘" in before)


def _may_be_inverted(statement: Statement, cue: Cue) -> bool:
    """Tell whether a cue stands where its speaker may come next: after a quotation, or after a clause."""
    before = statement.before(cue)
    if not before or _follows_quotation(before):
        return True
    if before[-1] == "," and cue.words in INVERTED and _closes_with_name(statement, cue):
        return True
    return before[-1] == "," and cue.words in INVERTED | STATED and not _closes_aside(before, cue)


def _closes_with_name(statement: Statement, cue: Cue) -> bool:
    """Tell whether a name and a mark follow a cue: "…, which opens in May, said Ann Roe, a lawyer."."""
    words = statement.words[cue.last :]
    name = NAME_FIRST.match(statement.text, words[0].start, statement.span.end) if words else None
    return name is not None and statement.text[name.end() : name.end() + 1] in (",", ".", "")


def _closes_aside(before: str, cue: Cue) -> bool:
    """Tell whether the comma before a cue closes an aside of the speaker: "The mayor, Ann Roe, said"."""
    head, _, aside = before[:-1].rpartition(",")
    words = aside.split()
    if not head or not words:
        return False
    if ASIDE.match(words[0]) or (1 < len(words) <= _NAME and all(word[0].isupper() for word in words)):
        return True
    apposed = len(words) <= _ASIDE and words[0] not in OPENERS and VERBS.isdisjoint(words)
    return apposed and cue.words in STATED


def _inverted(statement: Statement, cue: Cue) -> Span | None:
    """Return the speaker after a cue: "…”, said the harbour master."."""
    quoted = _follows_quotation(statement.before(cue))
    speaker = _following(statement, cue, LONGEST if quoted else THING)
    if speaker is None or quoted:
        return _with_name(statement, speaker)
    after = next((word.key for word in statement.words[cue.last :] if word.start >= speaker.end), "")
    last = statement.text[speaker.start : speaker.end].casefold().rpartition(" ")[2]
    is_time = any(word.key in TIMES for word in statement.words[cue.last : cue.last + 2])
    return None if after in VERBS or last in STRETCH or is_time else _with_name(statement, speaker)


def _with_name(statement: Statement, speaker: Span | None) -> Span | None:
    """Join "said the mayor, Ann Roe." to one speaker: an office, and behind a comma the name in it."""
    text, end = statement.text, statement.span.end
    if speaker is None or not text.startswith(", ", speaker.end):
        return speaker
    found = NAME_FIRST.match(text, speaker.end + 2, end)
    if found is None or not text[speaker.start : speaker.end].islower():
        return speaker
    name_end = found.start() + len(found.group().rstrip("."))
    return Span(speaker.start, name_end) if text[name_end : name_end + 1] in (",", ".", ";") else speaker


def _following(statement: Statement, cue: Cue, longest: int) -> Span | None:
    """Return the speaker in the words after a cue, up to a mark, the next cue or the next clause."""
    words = statement.words[cue.last :]
    if not words or words[0].key in SUBORDINATE:  # "said after a meeting with the mayor"
        return None
    end = END.search(statement.text, words[0].start, statement.span.end)
    stop = end.start() if end else statement.span.end
    stop = next((word.start for word in words if word.key in CUES and word.start < stop), stop)
    speaker = cut(statement.text, [word for word in words if word.start < stop], longest)
    return None if speaker and _is_of_quotation(statement, speaker) else speaker


def _is_of_quotation(statement: Statement, speaker: Span) -> bool:
    """Tell whether words are a part of what is quoted; a name may be in marks: "said “Big” Tom Roe"."""
    around = [each for each in statement.quotations if each[0] < speaker.start and speaker.end < each[1]]
    return any(end - start > speaker.end - speaker.start + 2 for start, end in around)


def _subject_before(statement: Statement, cue: Cue) -> Span | None:
    """Return the speaker before a cue: a name before ", who said", or the subject, a whole list of names."""
    clauses = statement.clauses_before(cue)
    nearest, *before = clauses
    is_relative = nearest.words and nearest.words[0].key in ("who", "which")
    before = [clause for clause in before if clause.words and not _is_apart(statement, clause)]
    is_aside = statement.text[nearest.start - 2 : nearest.start] == ", "
    if is_aside and _is_predicate(nearest.words):
        speaker = _first_of_all(statement)
    elif before and is_aside and is_relative and all(is_idle(word) for word in nearest.words):
        speaker = _antecedent(statement, clauses, before[0])
    else:
        speaker = _preceding(statement, clauses)
    return _listed(statement, speaker) if speaker else None


def _preceding(statement: Statement, clauses: list[Clause]) -> Span | None:
    """Return the speaker in the clause before a cue, passing over asides such as ", seen by us,".

    Where the nearest clause has no subject the next one may; no further one is looked at.
    """
    for number, clause in _main_clauses(statement, clauses):
        if all(word.key in OPENERS for word in clause.words):  # "…, but added": the subject is further up
            if any(word.key in JOINING for word in clause.words):
                return _first_of_all(statement)
            continue
        if clause.words[-1].key in JOINING:
            return _first_subject(statement.text, clause.words)
        speaker = cut(statement.text, _main_words(clause.words))
        if speaker and number + 1 < len(clauses):
            whole = _with_office(statement.text, speaker, clause, clauses[number + 1])
            return whole if whole != speaker else _described(statement, speaker)
        if speaker or number or (clause.adjoins and _has_subject(clause)):
            return speaker
    return None


def _is_predicate(words: list[Word]) -> bool:
    """Tell whether words begin with a verb that "and" joins to the cue: "paused and" said."""
    if not words or words[-1].key not in JOINING or not words[0].raw.islower():
        return False
    return words[0].key.endswith("ed") or words[0].key in PAST_VERBS


def _antecedent(statement: Statement, clauses: list[Clause], before: Clause) -> Span | None:
    """Return the name or the office before ", who said" and ", which has denied", where it is no other's.

    In "a friend of the mayor, who" and "the mayor of Leeds, who" it may be either.
    """
    nearest = clauses[0]
    head = list(takewhile(lambda word: word.key not in NOBODY, before.words))
    rest = before.words[len(head) :]
    is_one = not rest or (nearest.words[0].key == "who" and not _may_speak_alone(head, rest))
    if before.words[0].key in DETERMINERS and before.start > statement.span.start:
        return _preceding(statement, clauses) if is_one else None  # "Ann Roe, the mayor, who said"
    name = ANTECEDENT.search(statement.text, before.start, nearest.start)
    if name:
        after = [word.key for word in before.words if word.end <= name.start()][-1:]
        return None if PLACING.intersection(after) else Span(name.start(), name.end())
    return cut(statement.text, before.words) if is_one else None


def _may_speak_alone(head: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Tell whether "who" may be who is behind "of": "a friend of Ann Roe", not "the head of the bank"."""
    if not TITLES.isdisjoint(word.key for word in rest):
        return True
    is_office = not (TITLES | SPEAKERS | {"head"}).isdisjoint(word.key for word in head)
    return not is_office and any(word.raw[0].isupper() for word in rest)


def _main_clauses(statement: Statement, clauses: list[Clause]) -> Iterator[tuple[int, Clause]]:
    """Yield the clauses that are no asides, up to one in which somebody says something else."""
    for number, clause in enumerate(clauses):
        if not clause.words or _is_apart(statement, clause):
            continue
        if not clause.adjoins and any(word.key in CUES for word in clause.words):
            return
        if not clause.adjoins and _adds_office(clause):
            continue
        yield number, clause


def _has_subject(clause: Clause) -> bool:
    """Tell whether a clause has words, beside adverbs, that may be the subject of what adjoins it."""
    return bool(without_end(without_opening(clause.words)))


def _first_subject(text: str, words: Sequence[Word]) -> Span | None:
    """Return the subject of a verb that "and" joins to the cue: "Ann Roe won the race and said".

    Behind an article it ends with the verb: "The Irish mayor's clerk closed the port and said".
    """
    name = None if words[0].key in DETERMINERS else _opening_name(text, words[0].start)
    if name and text.startswith(" (", name.end):  # "Former Elver (EL) chief Ann Roe won the race and said"
        name = None
    verbs = (n for n, word in enumerate(words) if n and (word.raw.endswith("ed") or is_auxiliary(word)))
    verb = next(verbs, None)
    return name or (cut(text, words[:verb]) if verb else None)


def _first_of_all(statement: Statement) -> Span | None:
    """Return the subject with which a sentence opens, before its first mark."""
    edge = EDGE.search(statement.text, statement.span.start, statement.span.end)
    stop = edge.start() if edge else statement.span.end
    words = without_opening([word for word in statement.words if word.start < stop])
    speaker = _first_subject(statement.text, words) if words else None
    speaks = not SPEAKERS.isdisjoint(word.key for word in words)
    return speaker or (cut(statement.text, words) if speaks else None)


def _is_apart(statement: Statement, clause: Clause) -> bool:
    """Tell whether a clause is an aside, or inside brackets or a quotation.

    One that adjoins the cue is its own clause where it begins with "where", "when" or "like", has
    a subject behind "which", or opens the sentence: "which the mayor called", "Leading ministers said".
    """
    text, at = statement.text, clause.words[0].start
    if clause.adjoins and (_has_own_subject(clause) or _opens_sentence(statement, clause)):
        return statement.is_quoted(at)
    opened = text.count("(", statement.span.start, at) > text.count(")", statement.span.start, at)
    is_bracketed = opened and not clause.adjoins
    return _opens_aside(statement, clause) or is_bracketed or statement.is_quoted(at)


def _opens_aside(statement: Statement, clause: Clause) -> bool:
    """Tell whether a clause is an aside by its first word: "seen by us", "Going home", not "Kipling"."""
    first, *others = clause.words
    if ASIDE.match(statement.text, first.start):
        return True
    opens = first.start == statement.span.start and PARTICIPLE.match(first.raw)
    return bool(opens and others and others[0].raw.islower() and others[0].key not in TITLES | SPEAKERS)


def _has_own_subject(clause: Clause) -> bool:
    first, *others = clause.words
    if first.key in ("where", "when", "like", "whose"):
        return True
    if others and others[0].key in ("which", "whom", "whose"):  # "a letter, in which the mayor said"
        return True
    return first.key in ("which", "that") and bool(others) and _opens_subject(others[0])


def _opens_sentence(statement: Statement, clause: Clause) -> bool:
    before = statement.text[statement.span.start : clause.start]
    return not before or (before[-1] == ":" and before[:-1].isupper())  # VARNA:


def _opens_subject(word: Word) -> bool:
    return (word.raw[0].isupper() and word.key not in TIMES) or word.key in DETERMINERS | SPEAKERS


def _main_words(words: list[Word]) -> list[Word]:
    """Return what follows the last word that opens a clause: "it came a week after" X said.

    Before "who" it is what the nearest article opens: "the paper quoted" a clerk who said.
    """
    if words and words[-1].key == "who":
        opening = [number for number, word in enumerate(words) if word.key in ARTICLES]
        return words[opening[-1] :] if opening else words
    for number in range(len(words) - 2, 0, -1):
        if not _opens_subject(words[number + 1]):
            continue
        issued = words[number - 1].key in ISSUED
        joins = words[number].key in JOINING and any(word.key in VERBS for word in words[:number])
        reports = words[number].key == "reports"
        if joins or reports or (not issued and words[number].key in SUBORDINATE | CUES):
            return words[number + 1 :]
    return words


def _with_office(text: str, speaker: Span, clause: Clause, before: Clause) -> Span:
    """Join "Name, a teacher," and "the mayor, Name," to one speaker; `before` is the clause before its own.

    Without the second comma only a name and an office are joined: "Ann Roe, Chief Executive Officer said".
    """
    words = _main_words(before.words)
    is_joined = 0 < len(words) < len(before.words) and before.words[-len(words) - 1].key in JOINING
    left = None if is_joined else cut(text, words)  # "talks between Syria and Israel, the paper said"
    if left is None or text[speaker.start - 2 : speaker.start] != ", ":
        return speaker
    is_form = text[speaker.start : speaker.end].casefold().rstrip(".") in COMPANY_FORMS
    closes = _CLOSES.match(text, speaker.end) is not None or is_form
    office = [word for word in clause.words if speaker.start <= word.start < speaker.end]
    is_post = _is_bare_name(words) and (_is_office(office) or _is_described(office))
    if left != Span(words[0].start, speaker.start - 2) or not (closes or is_post):
        return speaker
    return Span(left.start, speaker.end)


def _is_described(words: Sequence[Word]) -> bool:
    """Tell whether words say with an article what somebody is: "a spokesman for the port"."""
    keys = {word.key for word in words}
    return bool(words) and words[0].key in ("a", "an") and not (TITLES | SPEAKERS).isdisjoint(keys)


def _adds_office(clause: Clause) -> bool:
    """Tell whether a clause goes on with an aside: "Ann Roe, a clerk, and president of the board, said"."""
    first, *others = clause.words
    return first.key in JOINING and _is_office(others)


def _is_office(words: Sequence[Word]) -> bool:
    """Tell whether words are the office of one person without a name: "head of works", not "Mayor Roe"."""
    while words and words[0].key in ("former", "deputy"):
        words = words[1:]
    if not words or words[0].key not in TITLES | {"head"} or words[0].key.endswith("s"):
        return False
    return words[-1].key in TITLES or any(word.key in ("of", "for", "at") for word in words)


def _is_bare_name(words: Sequence[Word]) -> bool:
    """Tell whether words are a name and nothing else: all have capitals, and none is a day."""
    return len(words) <= _NAME and all(word.raw[0].isupper() and word.key not in TIMES for word in words)


def _listed(statement: Statement, speaker: Span) -> Span:
    """Return the whole list that "Elver and Orle" ends: "Officials of Varna, Elver and Orle"."""
    text, start = statement.text, statement.span.start
    before = [word for word in statement.words if word.start < speaker.start]
    if before and before[0].key in NOBODY:  # "On Monday, Elver, Orle and Varna said"
        start = text.find(", ", start) + 2
        before = [word for word in before if word.start >= start]
    is_list = " and " in text[speaker.start : speaker.end] and text[speaker.start - 2 : speaker.start] == ", "
    is_plain = all(word.raw[0].isupper() or word.key in ("of", "from", "the") for word in before)
    return Span(start, speaker.end) if is_list and is_plain and len(before) <= LONGEST else speaker


def _described(statement: Statement, speaker: Span) -> Span:
    """Return the name with which a sentence opens for what describes it: "Roe Ltd (R), a maker of it,"."""
    text = statement.text
    is_aside = text[speaker.start - 2 : speaker.start] == ", " and text[speaker.end : speaker.end + 1] == ","
    if not is_aside or not text.startswith(("a ", "an "), speaker.start):
        return speaker
    name = _opening_name(text, statement.span.start)
    return name if name and text.startswith((" (", ","), name.end) else speaker
