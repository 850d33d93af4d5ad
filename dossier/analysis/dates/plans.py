"""Tell what became of a plan: what was put off or given up, what runs to a day, what was to be."""

from dossier.text import late as re
from dossier.text.words import PAST_VERBS

_MOVE = "moved|postponed|put off|put back|pushed back|brought forward|delayed|deferred|adjourned|rescheduled"
_DROP = "cancell?ed|called off|scrapped|abandoned|dropped|shelved|suspended|skipped|banned"
_PLANNED = "expected|scheduled|set|due|slated|planned|supposed"
_PAST_VERBS = "|".join(sorted(PAST_VERBS))
_BEFORE = 160  # characters in which the verb is found
_TO_HOUR = (  # "until 2 p.m. "
    r"(?: (?:at|least|about|early|late|noon|midnight|the|next|earliest|[\d:.]+|[ap]\.?m\.?|on)){0,4} ?$"
)
_MOVED = re.compile(
    rf"\b(?:{_MOVE}|pushed|extended|prolonged|renewed|reopened|recessed|paused|broken? off"
    r"|stood (?:over|down))\b"
    rf"[^,;:]{{0,30}}? (?:until|till|through|to|for){_TO_HOUR}"
    r"|\b(?:orders?|ordered|ordering|sentenced|(?:told|instructed)(?: [\w’'-]+){0,5} to)\b"
    rf"[^;:]{{0,60}} (?:until|till){_TO_HOUR}"
)
_FROM = re.compile(rf"\b(?:{_MOVE})(?: back| forward| again)? $")
"""Before "from 4 May to 11 May" no time between the two is told."""
_REPLACED = re.compile(
    r"\b(?:rather than|instead of)(?: (?:at|on|from|until|noon|midnight|the|[\d:.]+|[ap]\.?m\.?))* $"
)
"""Before a day that another has taken the place of: "on 4 May rather than on 11 May"."""
_STILL = re.compile(
    r"\b(?:is|are|be|(?:has|have) been|on bail|in custody|remanded|suspended|remains?|stays?"
    r"|continues?|runs?|lasts?|has|have|had(?= (?:until|till|to|an?|the|his|her|its|their)\b)|gave|given)\b"
    rf"(?![^,;:]*\b(?:lasted|ran|stayed|continued|went on)\b)[^,;:]{{0,50}} (?:until|till|through){_TO_HOUR}"
    r"|\b(?:run|last|extend|continue)s(?: [\w-]+){0,2} to $"
)
_PUT_IN_FORCE = (
    "jailed|imprisoned|interned|detained|suspended|closed|shut|sealed|banned|barred|blocked|cut|grounded|halted"
    "|extended|prolonged|disqualified|excluded|evicted|exiled"
)
_IN_FORCE = re.compile(
    rf"(?<!one )(?<!body )\b(?:(?:was|were|got)(?: \w+ly)? (?:{_PUT_IN_FORCE})"
    rf"|(?<!had )(?<!been )(?<!was )(?<!were )(?<!ly )(?<!not )(?:{_PUT_IN_FORCE}))\b"
    r"(?:(?!\b(?:that|who|which|I|he|she|it|we|they|not)\b)[^,;:]){0,50}"
    rf" (?:until|till|through){_TO_HOUR}"
)
"""Before the end of what may be over or run on: "was jailed until Friday", but not "fished until Friday"."""
_WAS_LIFTED = re.compile(
    r", when\b"
    r"|[^.,;]{0,40},? (?:and|but) (?:then\b|(?:was |were )?(?:later )?(?:released|freed|lifted|re[a-z]+ed)\b)"
)
"""Behind such an end that is over: "shut until Monday, when it reopened"."""
_TRIED = re.compile(
    r"\b(?:(?:was|were|had been) (?:planning|hoping|preparing|aiming|intending|going|getting ready) to"
    r"|had(?= until| till)|(?:planned|hoped|wanted|meant|intended|vowed|threatened) to)\b"
    r"[^;:]*$"
)
_OUTCOME = re.compile(
    r"[^.;:,]{0,40}(?:;|,? but) (?:[\w’'-]+ ){0,4}?"
    r"(?!add|warn|insist|claim|argu|not|need|(?:gave|did|had|were)\b)"
    rf"(?:[a-z]{{3,}}ed|went|was|{_PAST_VERBS})\b"
)
"""What came of a plan, behind its day: "were to sail on Sunday, but a gale stopped them"."""
_BOOKED = re.compile(
    r"\b(?:set(?:s|ting)?|fix(?:e[sd])?|(?:schedul|book|reserv|hir|prepar|invit|list|pencill|call)(?:e?d|e?s))\b"
    r"(?![^.;:]*\b(?:records?|marks?)\b)[^.;:]{0,40} for (?:an? |the )?$"
)
"""Before the day of what is arranged: "booked a hall for a Friday vote", "set a hearing for 9 May"."""
_HAPPENED = re.compile(
    r",? (?:but )?(?:went ahead|never|took place|did not (?:take place|go ahead|happen|come|start|open)"
    r"|came and went|passed|failed)\b"
    r"|,? but (?:remains?\b|(?:is|are|was|were|has|have|had|did) (?:still|not|yet|never)\b)"
)
_DEADLINE = re.compile(
    r" (?:deadline|cut-?off|ultimatum)\b(?! (?:had |has )?(?:passed|expired|lapsed|came|went|failed))"
)
_AS_TERM = re.compile(r" as (?:the|an?|its|his|her|their)(?: [\w-]+)? (?:deadline|date|day|start)\b")
_CHOSEN = re.compile(
    r"\b(?:set(?:s|ting)?|fix(?:e[sd])?|ch(?:oose|ose|osen)|picked|proposed?|scheduled|announced|agreed)\b"
    r"[^.;:]{0,30} $"
)
"""Before a day that is chosen for something: "set Monday as the deadline", but not "described Monday as"."""
_FOR = re.compile(
    r"\b(?!(?:figures|results|sales|prices?|shares|data|numbers|as|paid|closed|shut|except|thanks|sorry|blame[ds]?"
    r"|apolog\w+|critici[sz]ed|condemned|claimed|responsibility|alibi|excuse"
    r"|credit|responsible|left|known|thanked|praised|jailed|fined|charged|punished|remembered"
    r"|is|are|was|were|be|had|there) )[a-z]{3,} for $"
)
"""What is told for a weekday is to come on it: "a hearing listed for Friday", but not "closed for Monday"."""
_NAMES = re.compile(
    r" (?!(?:at|in|on|by|with|and|or|but|after|before|when|where|while|if|as|because|over|from|to|of|that"
    r"|this|the|an?|no)\b)[a-z]"
)
"""What a weekday names, which may be long over: "met for Monday talks"."""
_WEEKDAY = re.compile(r"(?:(?:early|late) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_OVERRUN = re.compile(r"\b(?:missed|met|passed|ignored|after|expired)\b[^,;:]{0,30} $")
_WAS_TO_BE = re.compile(
    rf"\b(?:(?:{_MOVE})(?: [\w-]+)? from"
    rf"|had been (?:{_PLANNED})(?: to [\w ]{{2,20}}| for| on)?) $"
)
_DROPPED = re.compile(rf"\b(?:{_DROP})\b[^.,;:]{{0,50}} (?:planned|scheduled|set|due) for $")
_WAS_PLANNED = re.compile(rf"\b(?:was|were) (?:{_PLANNED}|to)(?: [\w-]+){{0,7}}(?: on| for)? $")
_CALLED_OFF = re.compile(rf",? (?:was|were|has been|have been) (?:{_DROP}|{_MOVE})\b")
_POSSESSIVE = re.compile(r"[’']s (?:[\w-]+ ){1,2}(?:is|are|comes?)\b")
_TO_COME = re.compile(rf"(?<!\bas )\b(?!set (?!for\b))(?:{_PLANNED})\b[^.;,]{{0,40}}$")
_PUT_OFF = re.compile(
    rf"(?:(?! and\b)[^.;,]){{0,60}} (?:was|were|has been|have been|had been) (?:{_DROP}|{_MOVE})\b"
)
"""Round a day that was given up: "the vote planned for 9 May has been put off"."""
_GIVEN_UP = re.compile(
    rf"\b(?:{_DROP}|{_MOVE})\b[^;.]*\b(?:was|were|had been) (?:to|{_PLANNED})\b[^;.,]{{0,80}}$"
    rf"|\b(?:originally|initially) (?:{_PLANNED})\b[^;.]{{0,80}}$"
)
"""Before the day of what was given up: "he put off his trip to Larne, where he was to speak on Tuesday"."""
_AHEAD = re.compile(
    r"\b(?i:for|to|un?til|till|through|from|as of|effective|(?<=\w )by|before|what|whether|how|that)"
    r"(?: the)?(?: \w+day,?)? ?$"
    r"|\bif\b[^,;:]*$|\b(?:chose|chosen|named|picked|selected|proposed|suggested|set|fixed) (?:\w+day,? )?$"
    r"|\b(?:vot|order|ask|urg|advis|instruct|sentenc|permitt|allow|authori[sz]|want|wish)ed\b[^.,;:]{0,40}"
    r" to [a-z][^.,;:]{0,60} (?:on )?(?:\w+day,? )?$"
    r"|\b(?:announc|book|reserv|invit|advertis|promis|pledg|offer|publish|bought|sold|call|schedul|fix|propos)"
    r"\w*\b[^.;:]{0,40} (?:for|(?:tickets?|seats?)\b[^.;:]{0,30} (?:of|on)) (?:\w+day,? )?$"
)
"""Before a day that may be to come, though a past verb governs it: "jailed until 9 May", "named 9 May"."""
_IS_NAMED = re.compile(r" (?:as|would|will|could|should|might|may)\b")
"""Behind such a day: "named 9 May as the day of the vote"."""


def sets_a_term(sentence: str, start: int, end: int) -> bool:
    """Tell whether the date ends what runs or was put off: `closed until Friday`, `a Saturday deadline`."""
    left = max(0, start - _BEFORE)
    if _AS_TERM.match(sentence, end):
        return bool(_CHOSEN.search(sentence, left, start))
    is_for = _WEEKDAY.match(sentence, start) and _FOR.search(sentence, left, start)
    is_planned = is_for and not is_dropped_at(sentence, start)
    if is_planned and not _NAMES.match(sentence, end) and not _WAS_TO_BE.search(sentence, left, start):
        return True
    if _DEADLINE.match(sentence, end):
        return not _OVERRUN.search(sentence, left, start)
    return any(term.search(sentence, left, start) for term in (_MOVED, _STILL, _BOOKED))


def may_run_on(sentence: str, start: int, end: int) -> bool:
    """Tell whether the day at `start..end` ends a state that may be over or not.

    >>> may_run_on("A pilot was jailed until Friday", 25, 31)
    True
    """
    in_force = _IN_FORCE.search(sentence, max(0, start - _BEFORE), start)
    return in_force is not None and not _WAS_LIFTED.match(sentence, end)


def may_be_given_up(sentence: str, start: int, end: int) -> bool:
    """Tell whether words behind the day of a plan leave open if it was carried out, and when.

    >>> may_be_given_up("They were planning to sail on Sunday, but a gale stopped them", 30, 36)
    True
    """
    return bool(_OUTCOME.match(sentence, end) and _TRIED.search(sentence, max(0, start - _BEFORE), start))


def was_planned_at(sentence: str, start: int) -> bool:
    """Tell whether something was to be on the day that begins at `start`: it may be over, or to come.

    >>> was_planned_at("The crews were to meet on Tuesday", 26)
    True
    """
    return _WAS_PLANNED.search(sentence, max(0, start - _BEFORE), start) is not None


def is_dropped_at(sentence: str, start: int) -> bool:
    """Tell whether the day is that of a plan given up, over or not: `banned a march planned for Sunday`."""
    return _DROPPED.search(sentence, max(0, start - _BEFORE), start) is not None


def is_open_at(sentence: str, start: int, end: int) -> bool:
    """Tell whether the words leave open if the day is over: `moved from Sunday`, `Friday's vote is close`.

    >>> is_open_at("A rally planned for Wednesday was cancelled", 20, 29)
    True
    """
    if has_happened(sentence, end):  # "was due on Sunday but is still in port"
        return False
    moved = _WAS_TO_BE.search(sentence, max(0, start - _BEFORE), start)
    return bool(moved or _CALLED_OFF.match(sentence, end) or _POSSESSIVE.match(sentence, end))


def has_happened(sentence: str, end: int) -> bool:
    """Tell whether the words behind a day that ends at `end` say what came of it: `Monday, went ahead`."""
    return _HAPPENED.match(sentence, end) is not None


def is_moved_from(sentence: str, start: int) -> bool:
    """Tell whether dates that begin at `start` are an old day and a new one: `put off from 4 to 11 May`."""
    moved = _FROM.search(sentence, max(0, start - _BEFORE), start)
    return moved is not None and sentence.startswith("from", start)


def is_replaced(sentence: str, start: int) -> bool:
    """Tell whether another day has taken the place of the one that begins at `start`."""
    return _REPLACED.search(sentence, max(0, start - _BEFORE), start) is not None


def was_given_up(before: str, behind: str) -> bool:
    """Tell whether the words beside a day say that what was to be on it was put off or given up."""
    is_dropped = _TO_COME.search(before) and _PUT_OFF.match(behind)
    return bool(is_dropped or _GIVEN_UP.search(before))


def may_be_ahead(sentence: str, start: int, end: int) -> bool:
    """Tell whether a day at `start..end` may be to come, though what governs it is past: a term, an aim.

    >>> may_be_ahead("He was jailed until 9 May 2031", 20, 30)
    True
    """
    before, behind = sentence[:start], sentence[end:]
    return bool(_AHEAD.search(before) or _IS_NAMED.match(behind) or was_given_up(before, behind))
