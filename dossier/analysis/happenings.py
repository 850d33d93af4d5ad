"""Tell whether a sentence says that something happened on its date, or will."""

import re
from datetime import date
from functools import lru_cache

from dossier.analysis.dates import is_possible_at, tense_at
from dossier.model import DateMention, Document, Sentence, Span
from dossier.text.datelines import read_dateline
from dossier.text.late import late_pattern
from dossier.text.quotes import find_quotations
from dossier.text.reporting import CITED_ON
from dossier.text.transcripts import MESSAGE, TURN, is_ceremony, is_talk

LATER = 2  # days after an event from which a source that names it looks back on it
_REACH = 200  # characters on either side of a date that may say what it is the date of
_CALENDAR = frozenset({"month-day", "day-month", "iso-day", "numeric-day"})
"""Rules of days that a thing is called by for years; who says "Monday's vote" speaks of this week's."""
_NARROW = 3  # days; "an overnight raid", "a weekend rally" are news of their time

_EVENT = (
    r"(?:attack|assault|massacre|bombing|blast|explosion|shooting|killing|strike|raid|war|coup|uprising|riot|clash"
    r"|incident|election|referendum|vote|protest|disaster|earthquake|flood|storm|fire|crash|collapse|tragedy"
    r"|agreement|accord|deal|treaty|truce|ceasefire|resolution|decision|ruling|statement|summit|meeting)(?:e?s)?"
)
_TEXT_OF = late_pattern(
    r"\b(?:reports?|letters?|minutes|articles?|editorials?|(?<!the )issues?|editions?) (?:of|dated) $"
    r"|\b(?:Update|Report|Bulletin|Newsletter|Minutes|Notice|Summary|Briefing|Release|Statement|Edition),? $"
    r"|^By (?:[A-ZÀ-Þ][\w.’'-]* ){1,4}$|^(?:\w+ )?[Dd]ate:? $|\b[Uu]pdates (?:for|from) $"
    r"|\b(?:Retrieved|Accessed|Archived(?: from [\w ]{1,20})?|[Ll]ast (?:updated|modified|edited|changed))"
    r"(?: on)?:? $"
    r"|\b(?:[Aa]bgerufen|[Zz]uletzt(?: \w+)?|Stand:?)(?: am)? $|\b[Cc]onsultée? le $|\b[Cc]onsultado el $"
    r"|\b(?:[Uu]rteil|[Bb]eschluss|[Ee]ntscheid(?:ung)?|[Vv]erfügung|[Aa]rrêté?|[Jj]ugement|[Ss]enten(?:za|cia))"
    r" (?:vom|du|del) $"
)
"""Before the day of a text, which tells when it was written and not what happened."""
_THING_OF = late_pattern(rf"\b{_EVENT}\b[^.,;:]{{0,40}} of (?:the )?$", re.IGNORECASE)
"""Before the day by which an event is called: "the attack of 9 May" is seldom the news of its sentence."""
_ANYTHING_OF = late_pattern(
    r"\b(?!(?:night|morning|evening|afternoon|hour|day|dawn|dusk|weekend|week|close|end|start|beginning|course"
    r"|rest|all|most|noon|midnight|part)s?\b)[^\W\d_]{3,} of (?:the )?$"
    r"|\b(?:l(?:e|a|es)\s|l[’'])(?:[\w’'-]+ ){0,2}(?!nuit|matin|soir|journée|soirée|matinée|aube|début|fin)"
    r"[^\W\d_]+ du $"
    r"|(?!Nacht|Morgen|Abend|Vormittag|Nachmittag|Mittag|Ende|Anfang)[A-ZÄÖÜ][a-zäöüß-]{2,} (?:vom|von|des) $"
    r"|\b(?:l[aeo]s?|el|il|gli|i|(?:de|ne|a|da)ll[aeo’']|[dn]el|al) ?(?:[\w’'-]+ ){0,2}"
    r"(?!noche|mañana|tarde|madrugada|día|mes|notte|mattina|sera|giorno|mese|fine|fin|inicio|inizio)"
    r"[^\W\d_]{3,} del $"
    r"|\b(?:[OoAa]s?|(?:d|n|pel)[oa]s?) (?:[\w’'-]+ ){0,2}(?!noite|manhã|tarde|madrugada|dia|mês|fim|início)"
    r"[^\W\d_]{3,} de $"
    r"|\b(?:[Nn]°|[Nn]r\.?|[Nn]o\.?|núm\.?|n\.) ?\d[\w./-]* (?:du|vom|del|of) $"
)
"""The same of a day, also in other languages, before which no part of it stands: "the night of 9 May". And of
the number of a law: "Law No. 44 of 9 May"."""
_BOUND = late_pattern(r"\b(?:as of|before|after|prior to|following) (?:the )?$", re.IGNORECASE)
_COUNTED_SINCE = late_pattern(r"(?<!closed )(?<!open )(?<!shut )(?<!out )\bsince (?:the )?$", re.IGNORECASE)
_END_OF = late_pattern(
    r"\b(?:(?:fiscal )?year(?= ended)|period|quarter|half|months?|weeks?)(?: period)? (?:that )?"
    r"(?:ended|ending|ends|to) (?:on )?(?:the )?$",
    re.IGNORECASE,
)
"""Before the last day of a time of which figures are given: "the quarter ended 30 June"."""
_NUMBERED = late_pattern(
    r"\b(?:reference|incident|case|crime|log|file|ref|no|number)\b\.?(?: (?:reference|number|no\.?))? ?"
    r"\d[\w/-]{0,12} (?:of|dated) (?:the )?$",
    re.IGNORECASE,
)
"""Before the day of a file: "quoting reference 1235 of 9 May"."""
_NEXT_ISSUE = late_pattern(
    r"\bnext (?:report|update|issue|bulletin|edition|situation report)\b[^.;]{0,60}$", re.IGNORECASE
)
_COMPARED = late_pattern(
    r"\b(?:compared (?:with|to)|(?:un)?like|than(?: in| for| at| on| during)?|another"
    r"|(?:up|down|rise|rose|increase|gain|fall|fell|drop|points?|percent)\b[^.,;]{0,30} from) (?:the )?$",
    re.IGNORECASE,
)
_PERIOD_OF = late_pattern(
    r"\b(?:financial|fiscal|tax|budget|school|academic) years? (?:\d{4}(?:,| and) )*$"
    r"|\b(?:reports?|results?|budgets?|accounts|figures|forecasts?|estimates?) for (?:the )?$",
    re.IGNORECASE,
)
"""Before a year of which a text or a sum is."""
_PRICE_OF = late_pattern(
    r"\b(?:closing|opening) (?:price|level|value|rate)s?\b[^;:]{0,40} (?:on|of) $"
    r"|\bworth [^,;:]{1,40} (?:on|when [a-z]+ [a-z]+ on) $|\b(?:markets?|exchanges?) (?:closed|opened) on $",
    re.IGNORECASE,
)
"""Before the day of a price, to which something else is compared."""
_OF_A_TERM = late_pattern(
    r"(?:[’']s)? (?:closing|opening) (?:price|level|value)\b|[’']s close\b"
    r"| (?:expiration|expiry|due date)\b"
)
_NEVER_WAS = late_pattern(
    r"[^.;]{0,30}?,? (?:but )?(?:this|it|that|which) (?:can ?not|could not|will not|did not|won[’']t"
    r"|didn[’']t) (?:happen|take place|go ahead|be (?:held|so))\b"
)
"""Behind the day of what did not happen."""
_TERM_OF = late_pattern(
    r"\b(?:contract|deal|sign(?:s|ed)?|extension|lease|mandate|firm[óa]\w*|contrato|contrat|signé|vertrag|contratto)\b"
    r"[^.;]{0,80} (?:until|till|through|hasta|jusqu[’']au|bis(?: zum)?|fino al)(?: el)? $",
    re.IGNORECASE,
)
"""Before the last day of what was signed."""
_DROPPED = late_pattern(
    r"\b(?:put off|postponed|cancell?ed|called off|scrapped|skipped)\b[^;.]*"
    r"\b(?:was|were|had been) (?:to|due|scheduled|expected|supposed)\b[^;.,]{0,80}$"
    r"|\b(?:originally|initially) (?:supposed|scheduled|due|planned|set|expected|slated)\b[^;.]{0,80}$"
)
"""Before the day of what was given up: "he put off his trip to Larne, where he was to speak on Tuesday"."""
_OF_A_THING = late_pattern(r"(?:[’']s)? [a-z]{3,}")  # "after Monday's vote", "after the 9 May attack"
_NAMED_BY = late_pattern(r"(?:\b(?:the|an?|its|his|her|their|this|that)|[’']s)(?: [a-z-]+)? $", re.IGNORECASE)
_DEFINITE = late_pattern(
    r"(?:\b(?:the|its|our|his|her|their|this|that|those)|[’']s)(?: [a-z-]+)? $|\b(?:pre|post)-$",
    re.IGNORECASE,
)
_IS_NAMED = late_pattern(
    r" (?!(?:or|and|but|when|after|before|the|said|was|were|has|had|she|they)\b)[A-Za-z][a-z]{2,}"
)
_INDEFINITE = late_pattern(r"\b(?:an?|another) (?:[a-z-]+ )?$", re.IGNORECASE)
_ON = late_pattern(r"\b(?:on|by|until|from) $", re.IGNORECASE)
_IS_CALLED = late_pattern(rf"[’']s(?= )| (?:[a-z-]+ ){{0,2}}{_EVENT}\b")
_CAME_ABOUT = (
    r" (?:killed|left|injured|wounded|hurt|destroyed|damaged|claimed|began|started|ended|lasted|took place"
    r"|happened|broke|struck|hit|sank|collapsed|passed|failed)\b"
)
_CAME_OF = late_pattern(_CAME_ABOUT)  # "the storm of 9 May broke the dam"
_CAME_OF_IT = late_pattern(
    rf"(?: (?!(?:he|she|they|it|we|I|who|you)\b)[\w’'-]+){{1,4}}?{_CAME_ABOUT}"
)  # "the 9 May storm"
_OPENS = late_pattern(r"[“\"]?(?:(?:[Aa]nd|[Ss]o|[Bb]ut|[Nn]ow|[Oo]n|[Ii]n),? ){0,2}")
_WISH = late_pattern(
    r"(?:let[’']s|let us|(?:I|we) (?:also |again )?(?:want|wish|would like|hope) to)\b", re.IGNORECASE
)
_NOT_TOLD = late_pattern(
    r"\b(?:not (?:yet )?(?:said|told|decided|known|clear)|unclear|unknown|unsure)\b"
    r"[^;]*\b(?:what|when|whether|if|how)\b"
    r"|\b(?:I|[Ww]e) (?:hope|wish)\b",
)
"""Of what nobody has told, or somebody only hopes for."""
_OF_THE_TALK = late_pattern(
    r"\b(?:embargoed (?:until|for)|on (?:deep )?background,|(?:today|tonight)[’']s call\b"
    r"|on the (?:call|line) today\b|in (?:our|my) (?:thoughts|prayers|hearts)|thoughts and prayers"
    r"|(?:good|glad|honou?red) to be (?:here|together))",
    re.IGNORECASE,
)
"""Of the hour in which it is said: its terms, its courtesies."""
_INSTEAD_OF = late_pattern(
    r"\b(?:moved|postponed|put off|brought forward|delayed|deferred|rescheduled)(?: [\w-]+){0,2} from "
    r"(?:the )?$"
    r"|\bhad (?:hoped|planned|intended|meant|wanted|expected) to "
    r"(?:(?!\b(?:when|but|and|before|until|after|as|while|because)\b)[^.,;]){1,60}$",
    re.IGNORECASE,
)
"""Before a day on which something did not happen: "moved from Friday", "had planned to strike on Sunday"."""
_WORD = late_pattern(r"[^\W\d_]{3}")
_LETTER = late_pattern(r"[^\W\d_]")
_STOPS = late_pattern(r"[.!?;…。！？؟][\"”’'»)\]]*(?:\[\w{1,3}\])*$")
_OF_IT = late_pattern(r"(?:vom|du|del|of|dated) (?:(?:dem |den )?[^\W\d_]+,? )?\d{1,2}\W")
"""The rest of a line that was broken: "of 9 May 2019 of the council"."""
_LABEL = 8  # words before the day of a line without a stop, in a language whose verbs are not known
_IF = late_pattern(r",? (?:only )?if\b")


_BEFORE_NO_EVENT = (
    _TEXT_OF,
    _COMPARED,
    _COUNTED_SINCE,
    _PERIOD_OF,
    _PRICE_OF,
    _END_OF,
    _NUMBERED,
    _NEXT_ISSUE,
    _INSTEAD_OF,
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
        return not (is_ceremony(behind) or _WISH.match(behind))
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


def is_told(document: Document, sentence: Sentence, mention: DateMention, published: date | None) -> bool:
    """Tell whether a sentence says what happened on a date, or will.

    "Since 9 May" tells of the time from it, "up from 9 May" of its figures, "the October 2024 agreement" what
    a thing is called. The day by which it is called is its news only in sources of that day or the next.
    """
    span = mention.passage.span
    before = document.text[max(sentence.span.start, span.start - _REACH) : span.start]
    behind = document.text[span.end : min(sentence.span.end, span.end + _REACH)]
    line = read_dateline(document.text, sentence.span.start)
    if is_day_alone(document, sentence, mention) or _is_label(document, sentence, mention):
        return False
    if line and line.day and span.overlaps(Span(*line.day)):
        return False
    message = MESSAGE.match(document.text, sentence.span.start)
    if message and span.end <= message.end():  # the day on which it was sent
        return False
    if _is_beside_no_event(before, behind):
        return False
    if _BOUND.search(before) and not _OF_A_THING.match(behind):
        return False
    if mention.rule == "deictic" and _is_quoted(document, sentence, mention):
        return False
    latest = mention.value.latest
    if _is_name(before, behind, mention):
        return published is not None and latest is not None and (published - latest).days < LATER
    return latest != mention.anchored_on or not _is_only_possible(document, sentence, mention)


def _is_quoted(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether "today" is a quoted speaker's, who need not have spoken on the day of the text."""
    paragraph = document.paragraph(sentence.paragraph)
    assert paragraph  # a sentence is in one
    place = mention.passage.span.start - paragraph.span.start
    marked = find_quotations(document.quote(paragraph.span), unclosed=True)
    return any(start <= place < end for start, end in marked)


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
    if not is_list and words.endswith(", ", 0, begin):  # "-- Ann Roe, The bridge, 9 May 2019"
        return True
    if document.meta.language.split("-")[0] in ("en", "und"):
        return not tense_at(words, begin, end)
    return len(words[:begin].split()) <= _LABEL


def _is_beside_no_event(before: str, behind: str) -> bool:
    """Tell whether the words beside a date make it that of a text, a period, a price or a comparison."""
    if _NOT_TOLD.search(before) or CITED_ON.search(before) or _DROPPED.search(before):
        return True
    if _TERM_OF.search(before) or _NEVER_WAS.match(behind):
        return True
    return any(pattern.search(before) for pattern in _BEFORE_NO_EVENT) or bool(_OF_A_TERM.match(behind))


def _is_name(before: str, behind: str, mention: DateMention) -> bool:
    """Tell whether a thing is called by a date, and nothing says that it came about."""
    if _THING_OF.search(before):
        return not _CAME_OF.match(behind)
    days = mention.value.days or 0
    if days != 1:
        is_news = mention.anchored_on is not None and days <= _NARROW
        return bool(not is_news and _NAMED_BY.search(before) and _IS_NAMED.match(behind))
    if mention.rule not in _CALENDAR:
        return False
    if _ANYTHING_OF.search(before):
        return not _CAME_OF.match(behind)
    if _CAME_OF_IT.match(behind):
        return False
    if _DEFINITE.search(before) and _IS_NAMED.match(behind):
        return True
    return bool(_IS_CALLED.match(behind) and not _ON.search(before) and not _INDEFINITE.search(before))


def _is_only_possible(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether the day of the text itself is only that of what could be: "they could stop it today"."""
    span, start = mention.passage.span, sentence.span.start
    if _IF.match(document.text, span.end):
        return True
    return is_possible_at(document.quote(sentence.span), span.start - start, span.end - start)
