"""Tell whether a date of an English sentence says when its verb happened, or is to happen."""

from dossier.analysis.dates.plans import is_moved_from, is_replaced
from dossier.analysis.dates.tense import governing_cue, last_verb
from dossier.text import late as re
from dossier.text.reporting import CUES
from dossier.text.words import PAST_VERBS, UNCHANGED, wordset

_REACH = 120  # characters before a date in which what introduces it is found
_DAY = r"(?:[A-Z][a-z]+,? )?\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]{2,8})?(?:,? \d{4})?|[A-Z][a-z]+day|\d{4}"
_LIST = re.compile(rf"(?:(?:{_DAY})(?:, | and | or |, and | & ))+$")
"""The other days of a list: the word before the first introduces all of them."""
_PART = re.compile(
    r"(?:\bthe )?(?:\b(?:early|late|later|earlier|about|around|only|just|morning|night|evening|afternoon"
    r"|hours?|day|(?<!before )(?<!after )(?:dawn|noon|midnight)|weekend|close|opening|start|beginning"
    r"|end|part|half|rest|course)"
    r"(?: of| on)? "
    r"(?:the )?)+$",
    re.IGNORECASE,
)
"""What of a day is meant, between it and the word that introduces it."""
_ON = re.compile(r"\bon (?:the )?$", re.IGNORECASE)
_FROM = re.compile(r"(?:^|[,;:“\"]) ?from (?:the )?$", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"\d|[A-Z][a-z]+\.? \d")
_LAST_WORD = re.compile(r"([A-Za-z]+(?:[’']s)?)[ “\"]*$")
_TERMS = wordset("for to by from until till through")
"""Words before the day on which a plan begins or ends, or for which it is made."""
_LASTING = wordset("until till through")
"""Words before the last day of what went on, or of what may be done."""
_TIED = wordset(
    """of from dated through towards toward before after following since than like unlike between
    against about regarding concerning including despite with without via per
    the a an its his their our my your this these those another each every any no"""
)
"""Words behind which a date belongs to a noun ("the attack of 9 May", "the 9 May blast") or is a bound."""
_NEW_THING = re.compile(
    r"(?<!\bafter )(?<!\bsince )(?<!\bbefore )(?<!\b[Ff]ollowing )(?<!\bof )(?<!\bfor )"
    r"\b(?:an?|another) (?:[a-z-]+ )?$",
    re.IGNORECASE,
)
"""Before the day of a thing that was not named so far, unless it places another: "a 9 May blast"."""
_DETERMINED = re.compile(r"\b(?:the|its|his|her|their|our|[A-Za-z]+[’']s) [a-z-]+ $", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_NAME = re.compile(r"[a-z] (?:[A-Z][\w’'-]* )+$|^(?:The|A|An) (?:[A-Z][\w’'-]* )+$")
_COMPOUND = re.compile(r"\b(?:pre|post)-$", re.IGNORECASE)
_FISCAL = re.compile(r"(?:fy|fiscal) ?\d", re.IGNORECASE)
_NAME_BEHIND = re.compile(r" [A-Z][a-z]")
_TIME_WORD = re.compile(
    r"(?:^|, |\b(?:in|by|until|till|since|from|to|through|during|of|after|before|around|about|late|early|mid"
    r"|and|or)[ -])$",
    re.IGNORECASE,
)
"""Behind what a year may be a time; behind any other word, and before a name, it is part of the name."""
_FIGURE = re.compile(r"\d")
_NOUN = re.compile(r"[ -](?!(?:after|before|when|while|with|from|over|that|and|but|because|the)\b)[a-z]{3,}")
_POSSESSIVE = re.compile(r"[’']s?\b")
_AT = re.compile(r"\b(?:at|in|during|on) $", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_STATE_SINCE = re.compile(r"\b(?:has|have) been (?!at )(?:[\w-]+ ){1,3}since (?:the )?$")
_COUNTED = re.compile(
    r"(?:^|, )(?:(?:about|some|nearly|over|only) )?\d|\b(?:no|not|none|never|nobody|nothing|only|two|three"
    r"|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|more|many|several)\b",
    re.IGNORECASE,
)
"""What is counted from a day on ("no fish has been sold since") is no deed of it, as "closed since" is."""
_ENTRY = re.compile(r"\s?(?::|[–—-]{1,2}\s)")
_STOPS = re.compile(r"[.!…][\"”’)\]]*(?:\[\w{1,3}\])*$")
_IF_BEFORE = re.compile(r"(?<!\bas )(?<!\basked )\b(?:if|unless)\b[^,;:]*$", re.IGNORECASE)
_IF_BEHIND = re.compile(r",? (?:only )?if\b(?! (?:only|not)\b)")
_IF_OPENS = re.compile(
    r"(?:^|[“\"(;:] ?|, |\b(?:that|said|says) )(?:if|unless)\b(?! (?:not|only)\b)(?:(?!\bbut\b)[^;:])*$",
    re.IGNORECASE,
)
_IF_CLOSES = re.compile(
    r"[^,;:.“”\"]*,? (?:unless"
    r"|(?<!even )(?<! as )(?<!what )(?<!see )(?<!out )(?<!decide )(?<!know )(?<!ask )if)\b"
)
"""Beside a date of what only is to be if something else is so: "if it rains, they will leave on"."""
_TAKES_A_CLAUSE = (
    CUES - wordset("dismissed rejected described hailed praised condemned denounced")
    | wordset(
        "agreed concluded decided determined estimated feared believed learned realised realized noticed"
    )
    | wordset("knew felt found ruled showed ordered asked wanted needed saw heard watched had left kept got")
)
"""Past verbs behind which a noun may have a verb in the past of its own: "heard the man drowned on 9 May"."""
_OF_NOUN = re.compile(
    r"(?<!,)(?<!\band)(?<!\bbut) (?P<which>who|which|that) (?P<be>(?:had |was |were |ha(?:[ds]|ve) been )?)$"
    r"|\bwhat (?:was|were|ha(?:[ds]|ve) been)(?: \w+ly)? $"
    rf"|(?<!\bwho )(?<!\bwhich )(?<!\bthat )\b(?!(?:{'|'.join(sorted(_TAKES_A_CLAUSE))})\b)"
    rf"(?:[a-z]{{3,}}ed|{'|'.join(sorted(PAST_VERBS))})"
    r" (?:an?|the|its|his|her|their|this|these|those|[A-Z][\w-]*[’']s)"
    r"(?: (?:of|between) [A-Z][\w-]*(?:, [A-Z][\w-]*)*,? and [A-Z][\w-]*"
    r"| (?!(?:and|or|but|that|who|which|when|while|where|after|before|as|because|if|since|until|than"
    r"|he|she|it|they|we|I|you)\b)[“\"]?[\w’'-]+[”\"]?){1,12} $"
)
"""Before the verb of what tells a noun from others: "a ship that sank on", "backed the treaty signed on"."""
_FOLLOWING = re.compile(
    r"\b[Ff]ollowing (?:the|its|his|her|their|[A-Z][\w-]*[’']s)"
    r"(?: (?!(?:he|she|it|they|we|I|who|which|that|and|but|was|were|had|did"
    rf"|[a-z]{{3,}}ed|{'|'.join(sorted(PAST_VERBS - UNCHANGED))})\b)[\w’'-]+){{1,6}} on (?:the )?$"
)
"""Before the day of what came first: "following the cut on 9 May, they were calm"."""
_NO_OTHER = re.compile(r"\b(?:[Ii]t|[Tt]here) (?:is|are|was|were)\b")
_AT_ONCE = re.compile(
    r"(?: out| up| off)?(?: (?:in|at|between) (?:[A-Z][\w.’'-]*(?: and)? )+| )?"
    r"(?P<by>by (?:[^,;:]|,(?= [A-Z]))* )?(?:(?:on|in|at|early|late|last|this|earlier|the) )*$"
)
"""Between a participle and its day, no object: a verb with one has a subject of its own."""


def is_governed(sentence: str, start: int, end: int, *, is_exact: bool = True) -> bool:
    """Tell whether a verb governs the date at `start..end`, and no noun is called by it.

    Of the words that may introduce a date, most are of closed classes, so those are named behind which it is
    no adverbial. What only may be, or would be on a condition, does not happen. Where no verb is known there
    is one in the present, or none: then "on" or nothing introduces a date.

    >>> is_governed("The dam burst on Monday", 17, 23), is_governed("They met for Monday talks", 13, 19)
    (True, False)
    """
    cue = governing_cue(sentence, start, end)
    if cue in ("unreal", "ought") or _dates_nothing(sentence, start, end):
        return False
    if _is_of_clause(sentence, start, end, cue, is_exact=is_exact):
        return False
    if _opens_entry(sentence, start, end):
        return bool(cue)  # "9 May: a storm may have broken the dam"
    if _POSSESSIVE.match(sentence, end):
        return cue != "may" and _is_subject_or_time(sentence, start, end)
    has_figure = _FIGURE.search(sentence, start, end) is not None
    is_before_noun = _NOUN.match(sentence, end) is not None
    left = max(0, start - _REACH)
    if is_before_noun and _NEW_THING.search(sentence, left, start):
        return cue != "may" and not _YEAR.fullmatch(sentence, start, end)  # "a 1998 ruling" is old
    if is_before_noun and has_figure and _DETERMINED.search(sentence, left, start):
        return False  # "its deadly 9 May fire"; but "the court Monday ruled"
    if not cue and not _may_lack_verb(sentence, _begin_of(sentence, start), has_figure=has_figure):
        return False
    return _is_introduced(sentence, _begin_of(sentence, start), cue, is_before_noun=is_before_noun)


def _dates_nothing(sentence: str, start: int, end: int) -> bool:
    return (
        _is_in_condition(sentence, start, end)
        or _COMPOUND.search(sentence, max(0, start - _REACH), start) is not None
        or (_FISCAL.match(sentence, start) is not None and _NOUN.match(sentence, end) is not None)
        or is_moved_from(sentence, start)
        or is_replaced(sentence, start)
        or _FOLLOWING.search(sentence, max(0, start - _REACH), start) is not None
        or _is_name(sentence, start, end)
    )


def _is_in_condition(sentence: str, start: int, end: int) -> bool:
    before = _IF_BEFORE.search(sentence, max(0, start - _REACH), start)
    return before is not None or _IF_BEHIND.match(sentence, end) is not None


def _is_of_clause(sentence: str, start: int, end: int, cue: str, *, is_exact: bool) -> bool:
    """Tell whether what governs a date is a clause of a noun, or one that rests on another."""
    if cue == "past":
        return _is_of_noun(sentence, start, is_exact=is_exact)
    return _is_on_condition(sentence, start, end)


def _is_on_condition(sentence: str, start: int, end: int) -> bool:
    """Tell whether what is to be on a date only is to be if something else is so."""
    opening = _IF_OPENS.search(sentence, max(0, start - 3 * _REACH), start)
    return opening is not None or _IF_CLOSES.match(sentence, end, end + _REACH) is not None


def _is_of_noun(sentence: str, start: int, *, is_exact: bool) -> bool:
    """Tell whether the last verb before a date only tells which thing is meant.

    What a thing did on a certain day is told with it: "they seized the boats that broke the dam on 3 May".
    """
    left = max(0, start - 2 * _REACH)
    verb, end = last_verb(sentence, start)
    found = _OF_NOUN.search(sentence, left, verb)
    if found is None or _NO_OTHER.search(sentence, left, verb):
        return False
    if found["which"]:
        return bool(found["be"]) or not is_exact
    behind = _AT_ONCE.match(sentence, end, start)
    is_unsure = behind and behind["by"] and is_exact  # "captured a town held by rebels on Monday"
    return behind is not None and not is_unsure


def _is_name(sentence: str, start: int, end: int) -> bool:
    """Tell whether a year is a word of a name: "the Pier Act 1974", "the vaunted 1974 Pier Act"."""
    if not _YEAR.fullmatch(sentence, start, end):
        return False
    left = max(0, start - _REACH)
    is_first = _NAME_BEHIND.match(sentence, end) and not _TIME_WORD.search(sentence, left, start)
    return bool(is_first or _NAME.search(sentence, left, start))


def _opens_entry(sentence: str, start: int, end: int) -> bool:
    return not sentence[:start].strip() and _ENTRY.match(sentence, end) is not None


def _begin_of(sentence: str, start: int) -> int:
    """Return where a date begins with the other days of its list and the part of the day that is meant."""
    for pattern in (_LIST, _PART):
        if found := pattern.search(sentence, max(0, start - _REACH), start):
            start = found.start()
    return start


def _may_lack_verb(sentence: str, start: int, *, has_figure: bool) -> bool:
    """Tell whether a date of a sentence without a known verb is its adverbial."""
    is_on = _ON.search(sentence, max(0, start - _REACH), start) is not None
    return (is_on or not has_figure) and _STOPS.search(sentence) is not None


def _is_subject_or_time(sentence: str, start: int, end: int) -> bool:
    """Tell whether a thing of a day opens its sentence or says when: "at Monday's session they agreed"."""
    begin = _begin_of(sentence, start)
    if not sentence[:begin].strip(' “"'):
        return _WEEKDAY.search(sentence, start, end) is not None  # "Sunday's crash killed six"
    return _AT.search(sentence, max(0, begin - _REACH), begin) is not None


def _is_introduced(sentence: str, start: int, cue: str, *, is_before_noun: bool) -> bool:
    """Tell whether the words before a date let it be an adverbial of a verb of this kind."""
    left = max(0, start - _REACH)
    word = _LAST_WORD.search(sentence, left, start)
    introduced = word[1].lower() if word else ""
    if _FROM.search(sentence, left, start):
        return cue != "may"  # "From Monday buses replace trains"
    if introduced in _TERMS and _is_term(introduced, cue):
        return not is_before_noun
    if introduced == "at" and _DAY_OF_MONTH.match(sentence, start):
        return False  # "the balance at 31 March"
    if introduced == "since":
        state = _STATE_SINCE.search(sentence, left, start)
        return state is not None and not _COUNTED.search(sentence, left, state.start())
    if cue == "may":
        return False
    if _ON.search(sentence, left, start):
        return True
    return introduced not in _TIED | _TERMS and not introduced.endswith(("’s", "'s"))


def _is_term(word: str, cue: str) -> bool:
    """Tell whether a word makes a date the first or last day of what is planned, may be, or went on."""
    return cue in ("plan", "bound", "future", "ll") or (word in _LASTING and cue in ("may", "past", "either"))
