"""Tell whether a sentence says that something happened on its date, or will."""

from functools import lru_cache

from dossier.analysis.dates import governing_cue, has_tenses, is_governed, tense_at, was_given_up
from dossier.model import DateMention, Document, Sentence, Span
from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS, PLAIN
from dossier.text.datelines import day_before_colon, read_dateline
from dossier.text.quotes import find_quotations, is_quoted
from dossier.text.reporting import CITED_ON, CUES, introduces_words
from dossier.text.stamp_labels import LABELLED
from dossier.text.transcripts import MESSAGE, TURN, is_ceremony, is_talk

_REACH = 200  # characters on either side of a date that may say what it is the date of
_TEXT_OF = re.compile(
    r"\b(?:Update|Report|Bulletin|Newsletter|Minutes|Notice|Summary|Briefing|Release|Statement|Edition),? $"
    r"|^By (?:[A-ZÀ-Þ][\w.’'-]* ){1,4}$|^(?:\w+ )?[Dd]ate:? $"
    r"|\b[Ll]ast (?:updated|modified|edited|changed)(?: on)?:? $"
    r"|\b(?:[Aa]bgerufen|[Zz]uletzt(?: \w+)?|Stand:?)(?: am)? $|\b[Cc]onsultée? le $|\b[Cc]onsultado el $"
)
"""Before the day of a text, which tells when it was written and not what happened."""
_PAPERS = (
    "accord|traité|bail|loi|lettre|budget|décret|contrat|pacte|rapport|jugement|arrêt|convention|résolution"
    "|acuerdo|tratado|ley|carta|presupuesto|decreto|contrato|pacto|informe|sentencia|convenio|resolución"
    "|accordo|trattato|legge|lettera|bilancio|contratto|patto|rapporto|sentenza|convenzione"
    "|umow[aęyą]|traktat|ustaw[aęyą]|list|budżet|porozumienie|pakt|wyrok|uchwał[aęyą]|rozporządzenie"
    "|verdrag|wet|brief|begroting|akkoord|besluit|vonnis|contract|overeenkomst"
    "|avtal(?:et?|en)?|aftalen?|fördrag(?:et)?|lag(?:en)?|lov(?:en)?|brev(?:et)?|dom(?:men|en)?"
    "|acord(?:ul)?|tratat(?:ul)?|lege[a]?|scrisoarea?|buget(?:ul)?|decret(?:ul)?|contractul"
    "|smlouv[ayu]|zákon|dopis|rozpočet|dohod[ayu]|rozsudek"
)
"""What is called by its day in many languages, and is no deed: a treaty, a law, a letter."""
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
    rf"|\b(?i:{_PAPERS}) (?:du|del|ze?(?: dnia| dne)?|van|av(?: den)?|af(?: den)?|din) $"
    r"|\b(?:اتفاق(?:ية)?|معاهدة|ميثاق|قانون|مرسوم|قرار|رسالة|ميزانية|عقد|تقرير|بيان|حكم) $"
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
_OF_A_LOSS = re.compile(
    r"\b(?<!died )(?<!killed )(?<!drowned )(?<!injured )(?<!hurt )"
    r"(?i:to|into|over|about|after|since|following|surrounding|with)"
    r" (?:the|his|her|its|their|(?:[A-Z][\w.-]* ){0,3}[A-Z][\w.-]*[’']s?) (?:[a-z-]+ ){0,2}"
    r"(?:deaths?|murders?|killings?|destruction|loss|sinking|collapse|bombing|shooting|disappearance"
    r"|assassination|crash|explosion)(?: (?:of|at|in) [^,;:]{1,60})? on (?:the )?$"
)
"""Before the day of what a noun tells: "the inquiry looked into the loss of the ferry on 9 May 2019"."""
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
_CLAIM = r"(?:claims?|reports?|rumou?rs?|accusations?|allegations?|suggestions?|statements?|ideas?)"
_DISOWNED = re.compile(
    r"\b(?:(?:den(?:y|ie[sd]|ying)|(?:reject|dismiss|refut|disput|contradict)(?:e?s|ed?|ing)?)"
    rf"(?:(?: [\w’'-]+){{0,4}}? {_CLAIM}(?: [\w-]+){{0,3}}?)?(?: on \w+day)? that"
    r"|(?:not|n[’']t|never) (?:true|correct|the case) that|(?:false|untrue|wrong|a lie|a hoax|a myth) that"
    rf"|(?:false|wrong|incorrect|mistaken)(?:ly)? (?:said|stated|claimed|reported|suggested|{_CLAIM})"
    r"|wrong (?:when|to|in)\b[^,;]{0,30} sa(?:id|y|ying)"
    r"|(?<!confirmed )(?<!confirm )rumou?r(?:s|ed)? (?:that|of|about|to)"
    r"|(?:earlier|previous|original) version of (?:this|the|our|that))\b(?:(?!, (?:and|but|then) )[^;])*$"
    r"|^[“\"]?(?:Had|Should) [^,;]*$",
    re.IGNORECASE,
)
"""Before the day of what is denied, withdrawn, only rumoured, or was not so: "Had the mill shut on 9 May"."""
_ASIDE = re.compile(r", (?:which|who|whose)\b[^,;:]*$")
"""A clause that may tell of a name's past: ", who built it in May, left"; but ", which fell on 9 May"."""
_IS_NOW = re.compile(r"[^,;:]*, (?:(?:is|are) (?:now|still)|remains?)\b")
"""Behind such a clause, what is so on the day of the text."""
_OF_THE_TALK = re.compile(
    r"\b(?:embargoed (?:until|for)|on (?:deep )?background,|(?:today|tonight)[’']s call\b"
    r"|on the (?:call|line) today\b|in (?:our|my) (?:thoughts|prayers|hearts)|thoughts and prayers"
    r"|(?:good|glad|honou?red) to be (?:here|together))",
    re.IGNORECASE,
)
"""Of the hour in which it is said: its terms, its courtesies."""
_SPEAKING = re.compile(r"\b(?:me|you|I (?:welcome|thank|greet|speak|stand|am (?:here|speaking)))\b")
_NO_DEED = ("", "bound", "ought")
"""What governs the day of "I welcome you today": no verb of what was or will be."""
_THESE_DAYS = re.compile(
    r"[’']s (?:[\w-]+ ){0,2}(?:world|society|economy|age|era|climate|standards|youth|generation)\b"
    r"|[’']s (?:more |most |ever |modern |busy |digital |[a-z]+er )[a-z -]+s\b"
    r"|,? (?:[\w’'-]+ ){0,6}?"
    r"(?=(?:is|are|has|have) (?!been\b|\w+(?:ing|ed|en)\b|set\b|due\b|to\b|held\b|met\b))"
)
"""Behind a "today" that means these years: "Today the bay has six ports", "in today's world"."""
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]{3}")
_LETTER = re.compile(r"[^\W\d_]")
_STOPS = re.compile(r"[.!?;…。！？؟][\"”’'»)\]]*(?:\[\w{1,3}\])*$")
_NO_DEED_OPENS = re.compile(
    r"\W+(?:Why|How|What|Who|Where|When|If|Read|Click|See|Watch|Listen|Download|I|We|This)\b"
)
"""Behind the day of an entry that tells of no deed: "9 May – Why the bridge is not safe."."""
_OF_IT = re.compile(r"(?:vom|du|del|of|dated) (?:(?:dem |den )?[^\W\d_]+,? )?\d{1,2}\W")
"""The rest of a line that was broken: "of 9 May 2019 of the council"."""
_ENTRIES = 3  # of a chronicle
_HEAD = 3  # paragraphs, in which a date line in small letters stands
_BEFORE_DAY = 12  # letters between the label of a stamp and its day: "on Wednesday"
_LABEL = 8  # words before the day of a line without a stop, in a language whose verbs are not known


_BEFORE_NO_EVENT = (
    _TEXT_OF,
    _COMPARED,
    _PERIOD_OF,
    _PRICE_OF,
    _END_OF,
    _TERM_OF,
    _NOT_TOLD,
    _DISOWNED,
    CITED_ON,
)


def words_round(document: Document, sentence: Sentence, mention: DateMention) -> tuple[str, int, int]:
    """Return the words of a sentence, and where a date of it begins and ends in them."""
    span, start = mention.passage.span, sentence.span.start
    return document.quote(sentence.span), span.start - start, span.end - start


def is_news(words: str, start: int, end: int, *, in_transcript: bool) -> bool:
    """Tell whether a sentence with a date at `start..end` is more than a question, a courtesy or talk.

    Talk that opens with its day ("Yesterday we left, and I'll come to that") still tells what happened.
    """
    begin, is_something, talk = _kind_of(words)
    if not is_something:
        return False
    if not words[begin : begin + 1].islower() and _OPENS.fullmatch(words, begin, start):
        return not _WISH.match(words[end : end + _REACH].lstrip(" ,"))
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


def is_day_alone(words: str, begin: int, end: int) -> bool:
    """Tell whether a line says a date and nothing else, but for an hour; "On Friday." may be an answer."""
    before, behind = words[max(0, begin - _REACH) : begin], words[end : end + _REACH]
    is_answer = behind.endswith(".") and _LETTER.search(before)
    return not (_WORD.search(before) or _WORD.search(behind) or is_answer)


def is_told(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether a sentence says what happened on a date, or will.

    "Since 9 May" tells of the time from it, "up from 9 May" of its figures, "the October 2024 agreement" what
    a thing is called. Where the verbs of a language are not known, most that a sentence dates is told.
    """
    words, begin, end = words_round(document, sentence, mention)
    is_english = has_tenses(document.meta.language)
    if _is_of_text(document, sentence, mention.passage.span) or is_day_alone(words, begin, end):
        return False
    if _is_label(words, begin, end, is_english=is_english):
        return False
    if _is_beside_no_event(words, begin, end, mention.rule) or _is_reference(
        words, begin, end, is_english=is_english
    ):
        return False
    if mention.rule == "deictic" and _is_of_speaker(document, sentence, mention, is_english=is_english):
        return False
    if mention.rule == "overnight":  # "an overnight raid" is of its night
        return governing_cue(words, begin, end) not in ("may", "unreal")
    if is_english:
        is_entry = _opens_entry(words, begin) and _is_chronicle(document.text)
        return is_entry or _is_of_verb(words, begin, end, is_exact=mention.value.is_exact)
    before = words[max(0, begin - _REACH) : begin]
    return not (mention.value.is_exact and _ANYTHING_OF.search(before))


def _is_of_text(document: Document, sentence: Sentence, day: Span) -> bool:
    """Tell whether a day is that of a date line, or on which a message was sent."""
    start = sentence.span.start
    line = read_dateline(document.text, start, small=sentence.paragraph <= _HEAD)
    message = MESSAGE.match(document.text, start)
    is_of_line = line is not None and line.day is not None and day.overlaps(Span(*line.day))
    return is_of_line or (message is not None and day.end <= message.end())


def _opens_entry(words: str, begin: int) -> bool:
    """Tell whether a date opens an entry of a chronicle, in whatever tense: "9 May – The mayor resigns."."""
    day = day_before_colon(words)
    if day is None or begin >= len(day) or _STOPS.search(words) is None:
        return False
    return _NO_DEED_OPENS.match(words, len(day)) is None


@lru_cache(maxsize=1)
def _is_chronicle(text: str) -> bool:
    """Tell whether three lines of a text or more open with a day and a dash."""
    return sum(day_before_colon(line) is not None for line in text.split("\n")) >= _ENTRIES


def _is_of_verb(words: str, begin: int, end: int, *, is_exact: bool) -> bool:
    """Tell whether a verb governs a date, and not that of a clause which tells of a name's past."""
    aside = _ASIDE.search(words, 0, begin)
    is_past = aside and (not is_exact or " had " in aside.group() or _IS_NOW.match(words, end))
    return is_governed(words, begin, end, is_exact=is_exact) and not is_past


def _is_of_speaker(document: Document, sentence: Sentence, mention: DateMention, *, is_english: bool) -> bool:
    """Tell whether "today" is not the day of the text, but that of who speaks, or these years."""
    words, begin, end = words_round(document, sentence, mention)
    if _is_quoted(document, sentence, mention) or _is_these_days(words, begin, end):
        return True
    return is_english and mention.value.latest == mention.anchored_on and _is_in_talk(words, begin, end)


def _is_quoted(document: Document, sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether "today" is a quoted speaker's, who need not have spoken on the day of the text."""
    paragraph = document.paragraph(sentence.paragraph)
    assert paragraph  # a sentence is in one
    place = mention.passage.span.start - paragraph.span.start
    return is_quoted(find_quotations(document.quote(paragraph.span), unclosed=True), place)


def _is_these_days(words: str, begin: int, end: int) -> bool:
    """Tell whether "today" is of what is so for years: a state, with no verb of a deed."""
    state = _THESE_DAYS.match(words, end)
    if state is None or words[begin:end].casefold() != "today":
        return False
    if words[end] in "’'":
        return True
    return _OPENS.fullmatch(words, 0, begin) is not None and not tense_at(words[: state.end()], begin, end)


def _is_in_talk(words: str, begin: int, end: int) -> bool:
    """Tell whether "today" is the hour of a speech, of which nothing is told: "I welcome you here today"."""
    return governing_cue(words, begin, end) in _NO_DEED and _SPEAKING.search(words) is not None


def _is_label(words: str, begin: int, end: int, *, is_english: bool) -> bool:
    """Tell whether a day stands in a line without a full stop and without a verb: "Judgment of 9 May 2019".

    The verbs of English alone are known: in other languages a short line is taken for one.
    """
    if _OF_IT.match(words) or _is_of_saying(words, end):
        return True
    is_list = words.endswith(":")  # "In operations yesterday:"
    has_stop = _STOPS.search(words) is not None
    label = None if has_stop else LABELLED.match(words.translate(PLAIN))
    if label and len(_LETTER.findall(words, label.end(), begin)) <= _BEFORE_DAY:
        return True  # whatever button is behind it: "Posted on 9 May 2019 at 12:20 Share"
    if has_stop or (_WORD.search(words, end) and not is_list):
        return False
    if not is_list and words[:begin].rstrip().endswith(","):  # "-- Ann Roe, The bridge, 9 May 2019"
        return True
    return not tense_at(words, begin, end) if is_english else len(words[:begin].split()) <= _LABEL


def _is_of_saying(words: str, end: int) -> bool:
    """Tell whether a day is that of the words below a line: "Mayor Ann Roe yesterday said:"."""
    behind = words[end:].strip(" :").casefold()
    return introduces_words(words) and (not behind or behind in CUES)


def _is_reference(words: str, begin: int, end: int, *, is_english: bool) -> bool:
    """Tell whether a date is of what brackets refer to: "(Harbour Institute, 2021)", "(four in May 2024)".

    What happened needs a verb there, and only those of English are known. A day alone explains the word
    before it.
    """
    opening = _BRACKET.search(words, max(0, begin - _REACH), begin)
    closing = _TO_ITS_END.match(words, end, end + _REACH)
    if not opening or not closing:
        return False
    if all(word.lower() in ALL_WEEKDAYS for word in _LONG_WORD.findall(opening[1] + closing.group())):
        return False
    left = opening.start(1)
    return not (is_english and tense_at(words[left : closing.end()], begin - left, end - left))


def _is_beside_no_event(words: str, begin: int, end: int, rule: str) -> bool:
    """Tell whether the words beside a date make it that of a text, a period, a price or a comparison."""
    before, behind = words[max(0, begin - _REACH) : begin], words[end : end + _REACH]
    if was_given_up(before, behind) or _NEVER_WAS.match(behind):
        return True
    if rule == "beside":  # of what this is a year after, which is not what the sentence tells
        return True
    if _YEAR.search(words, begin, end) and _OF_A_LOSS.search(before):
        return True
    return any(pattern.search(before) for pattern in _BEFORE_NO_EVENT)
