"""Tell whether a sentence says that something happened on its date, or will."""

from functools import lru_cache

from dossier.analysis.dates import governing_cue, is_governed, tense_at, was_given_up
from dossier.model import DateMention, Document, Sentence, Span
from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS
from dossier.text.datelines import read_dateline
from dossier.text.language import primary
from dossier.text.quotes import find_quotations
from dossier.text.reporting import CITED_ON
from dossier.text.transcripts import MESSAGE, TURN, is_ceremony, is_talk

_REACH = 200  # characters on either side of a date that may say what it is the date of
_TEXT_OF = re.compile(
    r"\b(?:Update|Report|Bulletin|Newsletter|Minutes|Notice|Summary|Briefing|Release|Statement|Edition),? $"
    r"|^By (?:[A-ZÀ-Þ][\w.’'-]* ){1,4}$|^(?:\w+ )?[Dd]ate:? $"
    r"|\b[Ll]ast (?:updated|modified|edited|changed)(?: on)?:? $"
    r"|\b(?:[Aa]bgerufen|[Zz]uletzt(?: \w+)?|Stand:?)(?: am)? $|\b[Cc]onsultée? le $|\b[Cc]onsultado el $"
)
"""Before the day of a text, which tells when it was written and not what happened."""
_ANYTHING_OF = re.compile(
    r"\b(?:l(?:e|a|es)\s|l[’'])(?:[\w’'-]+ ){0,2}(?!nuit|matin|soir|journée|soirée|matinée|aube|début|fin)"
    r"[^\W\d_]+ du $"
    r"|(?!Nacht|Morgen|Abend|Vormittag|Nachmittag|Mittag|Ende|Anfang)[A-ZÄÖÜ][a-zäöüß-]{2,}\.?"
    r" (?:vom|v\.|von|des) $"
    r"|\b(?:[Оо]т|[Вв]ід) $"
    r"|\b(?:l[aeo]s?|el|il|gli|i|(?:de|ne|a|da)ll[aeo’']|[dn]el|al) ?(?:[\w’'-]+ ){0,2}"
    r"(?!noche|mañana|tarde|madrugada|día|mes|notte|mattina|sera|giorno|mese|fine|fin|inicio|inizio)"
    r"[^\W\d_]{3,} del $"
    r"|\b(?:[OoAa]s?|(?:d|n|pel)[oa]s?) (?:[\w’'-]+ ){0,2}(?!noite|manhã|tarde|madrugada|dia|mês|fim|início)"
    r"[^\W\d_]{3,} de $"
    r"|\b(?:[Nn]°|[Nn]r\.?|[Nn]o\.?|núm\.?|n\.) ?\d[\w./-]* (?:du|vom|del|of) $"
)
"""In other languages, before a day by which a thing is called: no part of it is told ("la nuit du 9 mai")."""
_END_OF = re.compile(
    r"\b(?:(?:fiscal )?year(?= ended)|period|quarter|half|months?|weeks?)(?: period)? (?:that )?"
    r"(?:ended|ending|ends|to) (?:on )?(?:the )?$",
    re.IGNORECASE,
)
"""Before the last day of a time of which figures are given: "the quarter ended 30 June"."""
_COMPARED = re.compile(
    r"\b(?:than|(?:compared (?:with|to)|versus|(?:up|down|to [$€£]?\d[^;]{0,25}) from)"
    r" [$€£]?\d[\d.,]*%?(?: [a-z]+){0,2})"
    r" (?:in|for|at|on|during) (?:the )?"
    r"(?:(?:same|corresponding|comparable) (?:period|quarter|month|week|day|time|point) (?:(?:of|in) )?"
    r"(?:the )?)?$"
)
"""Before the date of what something is compared with: "lower than in the same period of 2024"."""
_BRACKET = re.compile(r"\(([^()]*)$")
_TO_ITS_END = re.compile(r"[^()]*(?=\))")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_PERIOD_OF = re.compile(
    r"\b(?:financial|fiscal|tax|budget|school|academic) years? (?:\d{4}(?:,| and) )*$"
    r"|\b(?:reports?|results?|budgets?|accounts|figures|forecasts?|estimates?) for (?:the )?$",
    re.IGNORECASE,
)
"""Before a year of which a text or a sum is."""
_PRICE_OF = re.compile(
    r"\b(?:closing|opening) (?:price|level|value|rate)s?\b[^;:]{0,40} (?:on|of) $"
    r"|\bworth [^,;:]{1,40} (?:on|when [a-z]+ [a-z]+ on) $",
    re.IGNORECASE,
)
"""Before the day of a price, to which something else is compared."""
_NEVER_WAS = re.compile(
    r"[^.;]{0,30}?,? (?:but )?(?:this|it|that|which) (?:can ?not|could not|will not|did not|won[’']t"
    r"|didn[’']t) (?:happen|take place|go ahead|be (?:held|so))\b"
)
"""Behind the day of what did not happen."""
_TERM_OF = re.compile(
    r"\b(?:contract|deal|sign(?:s|ed)?|extension|lease|mandate|firm[óa]\w*|contrato|contrat|signé|vertrag|contratto)\b"
    r"[^.;]{0,80} (?:until|till|through|hasta|jusqu[’']au|bis(?: zum)?|fino al)(?: el)? $",
    re.IGNORECASE,
)
"""Before the last day of what was signed."""
_OPENS = re.compile(r"[“\"]?(?:(?:[Aa]nd|[Ss]o|[Bb]ut|[Nn]ow|[Oo]n|[Ii]n),? ){0,2}")
_WISH = re.compile(
    r"(?:let[’']s|let us|(?:I|we) (?:also |again )?(?:want|wish|would like|hope) to)\b", re.IGNORECASE
)
_NOT_TOLD = re.compile(
    r"\b(?:not (?:yet )?(?:said|told|decided|known|clear)|unclear|unknown|unsure)\b"
    r"[^;]*\b(?:what|when|whether|if|how)\b"
    r"|\b(?:I|[Ww]e) (?:hope|wish)\b|\bI would(?: not)?\b[^,;]*$",
)
"""Of what nobody has told, or somebody only hopes for."""
_ASIDE = re.compile(r", (?:which|who|whose)\b[^,;:]*$")
"""A clause that may tell of a name's past: ", who built it in May, left"; but ", which fell on 9 May"."""
_OF_THE_TALK = re.compile(
    r"\b(?:embargoed (?:until|for)|on (?:deep )?background,|(?:today|tonight)[’']s call\b"
    r"|on the (?:call|line) today\b|in (?:our|my) (?:thoughts|prayers|hearts)|thoughts and prayers"
    r"|(?:good|glad|honou?red) to be (?:here|together))",
    re.IGNORECASE,
)
"""Of the hour in which it is said: its terms, its courtesies."""
_SPEAKING = re.compile(r"\b(?:me|you|I (?:welcome|thank|greet|speak|stand|am (?:here|speaking)))\b")
_NO_DEED = ("", "bound")
"""What governs the day of "I welcome you today": no verb of what was or will be."""
_THESE_DAYS = re.compile(
    r"[’']s (?:[\w-]+ ){0,2}(?:world|society|economy|age|era|climate|standards|youth|generation)\b"
    r"|[’']s (?:more |most |ever |modern |busy |digital |[a-z]+er )[a-z -]+s\b"
    r"|,? (?:[\w’'-]+ ){0,6}?"
    r"(?=(?:is|are|has|have) (?!been\b|\w+(?:ing|ed|en)\b|set\b|due\b|to\b|held\b|met\b))"
)
"""Behind a "today" that means these years: "Today the bay has six ports", "in today's world"."""
_WORD = re.compile(r"[^\W\d_]{3}")
_LETTER = re.compile(r"[^\W\d_]")
_STOPS = re.compile(r"[.!?;…。！？؟][\"”’'»)\]]*(?:\[\w{1,3}\])*$")
_OF_IT = re.compile(r"(?:vom|du|del|of|dated) (?:(?:dem |den )?[^\W\d_]+,? )?\d{1,2}\W")
"""The rest of a line that was broken: "of 9 May 2019 of the council"."""
_HEAD = 3  # paragraphs, in which a date line in small letters stands
_LABEL = 8  # words before the day of a line without a stop, in a language whose verbs are not known


_BEFORE_NO_EVENT = (
    _TEXT_OF,
    _COMPARED,
    _PERIOD_OF,
    _PRICE_OF,
    _END_OF,
)


def is_news(words: str, start: int, end: int, *, in_transcript: bool) -> bool:
    """Tell whether a sentence with a date at `start..end` is more than a question, a courtesy or talk.

    Talk that opens with its day ("Yesterday we left, and I'll come to that") still tells what happened.
    """
    begin, is_something, talk = _kind_of(words)
    if not is_something:
        return False
    if not words[begin : begin + 1].islower() and _OPENS.fullmatch(words, begin, start):
        behind = words[end : end + _REACH].lstrip(" ,")
        return not _WISH.match(behind)
    return not (in_transcript and talk)


@lru_cache(maxsize=8)  # a sentence may have many dates
def _kind_of(words: str) -> tuple[int, bool, bool]:
    """Return where a sentence begins behind a speaker's label, if it says something, and if it is talk."""
    turn = TURN.match(words)
    said = words[turn.end() if turn else 0 :].lstrip()
    is_question = words.rstrip(" ”\"’')").endswith("?")
    is_aside = words.startswith("(") and words.rstrip(".").endswith(")")
    is_something = not (is_aside or is_question or is_ceremony(said) or _OF_THE_TALK.search(words))
    return len(words) - len(said), is_something, is_talk(said)


def is_day_alone(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether a line says a date and nothing else, but for an hour; "On Friday." may be an answer."""
    span, text = mention.passage.span, document.text
    before = text[max(sentence.span.start, span.start - _REACH) : span.start]
    behind = text[span.end : sentence.span.end][:_REACH]
    is_answer = behind.endswith(".") and _LETTER.search(before)
    return not (_WORD.search(before) or _WORD.search(behind) or is_answer)


def is_told(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether a sentence says what happened on a date, or will.

    "Since 9 May" tells of the time from it, "up from 9 May" of its figures, "the October 2024 agreement" what
    a thing is called.
    """
    span, start = mention.passage.span, sentence.span.start
    before = document.text[max(start, span.start - _REACH) : span.start]
    behind = document.text[span.end : min(sentence.span.end, span.end + _REACH)]
    line = read_dateline(document.text, start, small=sentence.paragraph <= _HEAD)
    if is_day_alone(document, sentence, mention) or _is_label(document, sentence, mention):
        return False
    if line and line.day and span.overlaps(Span(*line.day)):
        return False
    message = MESSAGE.match(document.text, start)
    if message and span.end <= message.end():  # the day on which it was sent
        return False
    if _is_beside_no_event(before, behind) or _is_reference(document, sentence, mention):
        return False
    if mention.rule == "deictic" and _is_of_speaker(document, sentence, mention):
        return False
    words, begin, end = document.quote(sentence.span), span.start - start, span.end - start
    if mention.rule == "overnight":  # "an overnight raid" is of its night
        return governing_cue(words, begin, end) not in ("may", "unreal")
    if _is_english(document):
        return _is_of_verb(words, begin, end, is_exact=mention.value.is_exact)
    return not (mention.value.is_exact and _ANYTHING_OF.search(before))


def _is_of_verb(words: str, begin: int, end: int, *, is_exact: bool) -> bool:
    """Tell whether a verb governs a date, and not that of a clause which tells of a name's past."""
    aside = _ASIDE.search(words, 0, begin)
    is_past = aside is not None and (not is_exact or " had " in aside.group())
    return is_governed(words, begin, end) and not is_past


def _is_english(document: Document) -> bool:
    """Tell whether the verbs of a text are known."""
    return primary(document.meta.language) in ("en", "und")


def _is_of_speaker(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether "today" is not the day of the text, but that of who speaks, or these years."""
    return any(tells(document, sentence, mention) for tells in (_is_quoted, _is_these_days, _is_in_talk))


def _is_quoted(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether "today" is a quoted speaker's, who need not have spoken on the day of the text."""
    paragraph = document.paragraph(sentence.paragraph)
    assert paragraph  # a sentence is in one
    place = mention.passage.span.start - paragraph.span.start
    marked = find_quotations(document.quote(paragraph.span), unclosed=True)
    return any(start <= place < end for start, end in marked)


def _is_these_days(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether "today" is of what is so for years: a state, with no verb of a deed."""
    span, start = mention.passage.span, sentence.span.start
    words, begin, end = document.quote(sentence.span), span.start - start, span.end - start
    state = _THESE_DAYS.match(words, end)
    if state is None or words[begin:end].casefold() != "today":
        return False
    if words[end] in "’'":
        return True
    return _OPENS.fullmatch(words, 0, begin) is not None and not tense_at(words[: state.end()], begin, end)


def _is_in_talk(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether "today" is the hour of a speech, of which nothing is told: "I welcome you here today"."""
    span, start = mention.passage.span, sentence.span.start
    words = document.quote(sentence.span)
    if mention.value.latest != mention.anchored_on or not _is_english(document):
        return False
    cue = governing_cue(words, span.start - start, span.end - start)
    return cue in _NO_DEED and _SPEAKING.search(words) is not None


def _is_label(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether a day stands in a line without a full stop and without a verb: "Judgment of 9 May 2019".

    The verbs of English alone are known: in other languages a short line is taken for one.
    """
    words, start = document.quote(sentence.span), sentence.span.start
    if _OF_IT.match(words):
        return True
    begin, end = mention.passage.span.start - start, mention.passage.span.end - start
    is_list = words.endswith(":")  # "In operations yesterday:"
    if _STOPS.search(words) or (_WORD.search(words, end) and not is_list):
        return False
    if not is_list and words[:begin].rstrip().endswith(","):  # "-- Ann Roe, The bridge, 9 May 2019"
        return True
    if _is_english(document):
        return not tense_at(words, begin, end)
    return len(words[:begin].split()) <= _LABEL


def _is_reference(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether a date is of what brackets refer to: "(Harbour Institute, 2021)", "(four in May 2024)".

    What happened needs a verb there, and only those of English are known. A day alone explains the word
    before it.
    """
    span, text = mention.passage.span, document.text
    opening = _BRACKET.search(text, max(sentence.span.start, span.start - _REACH), span.start)
    closing = _TO_ITS_END.match(text, span.end, min(sentence.span.end, span.end + _REACH))
    if not opening or not closing:
        return False
    words = opening[1] + closing.group()
    if all(word.lower() in ALL_WEEKDAYS for word in _LONG_WORD.findall(words)):
        return False
    inside = text[opening.start(1) : closing.end()]
    begin = span.start - opening.start(1)
    return not (_is_english(document) and tense_at(inside, begin, begin + span.end - span.start))


def _is_beside_no_event(before: str, behind: str) -> bool:
    """Tell whether the words beside a date make it that of a text, a period, a price or a comparison."""
    if _NOT_TOLD.search(before) or CITED_ON.search(before) or was_given_up(before, behind):
        return True
    if _TERM_OF.search(before) or _NEVER_WAS.match(behind):
        return True
    return any(pattern.search(before) for pattern in _BEFORE_NO_EVENT)
