"""Turn the clause round a date into what it speaks of: what was, or what is to come."""

from functools import lru_cache

from dossier.analysis.dates.plans import has_happened, may_run_on, sets_a_term
from dossier.text import late as re
from dossier.text.language import primary
from dossier.text.words import PAST_VERBS, UNCHANGED, wordset

_PARTICIPLES = wordset("taken given driven stolen broken begun fallen")
"""Forms that are no past alone: "will be taken on Monday"."""
_PAST_VERBS = "|".join(sorted(PAST_VERBS - UNCHANGED - _PARTICIPLES))
_UNCHANGED = "|".join(sorted(UNCHANGED))
_PLAIN_PAST = (
    "said|says|told|was|were|had|did|came|became|met|held|took|went|began|[Ss]ince|left|won|gave|made"
)
# The last of these before a date decides what it speaks of; what was to be is tried first, then what is
# to come, so that "may have left", "will be made" and "to be signed" are read whole.
_TENSE = re.compile(
    r"\b(?:(?P<unreal>(?<!that )(?<!which )(?:would|could|may|might|should|can|must)(?: not)? have \w+"
    r"|had (?:been )?(?:due|supposed|set|slated|scheduled|expected|planned|hoped|intended|meant|wanted)"
    r"(?: to \w+| for|(?<!set) on))"
    r"|(?P<denied>before (?:it|he|she|they|the \w+) (?:was|were) (?:due|scheduled|expected|supposed|set)"
    r"(?: to \w+)?|could(?: not|n[’']t)(?: be)?(?: \w+)?"
    r"|(?i:no one|nobody|none|neither)(?: [\w-]+){0,3} could(?: be)?(?: \w+)?"
    r"|would(?: not|n[’']t) (?:say|comment|confirm|deny|discuss|elaborate|give|reply))"
    r"|(?P<seems>(?:believed|thought|known|feared|alleged|presumed|appeared|seemed|claimed|asked) to be \w+)"
    r"|(?P<plan>(?:will|shall|won't)(?: \w+ly| not| also| then)?(?: (?:be|have)(?: been)?)?(?: \w+)?"
    r"|(?:plan|hope|intend|want|aim|expect|prepare)s?(?: [\w-]+){0,3}? to"
    r"|plan(?:s|ning)? (?:for )?(?:an?|another)|warned (?:on )?[A-Z][a-z]+day of"
    r"|(?<!had )planned (?:for|to|an?|another)|(?<!had )(?:hoped|intended|aimed) to"
    r"|(?:getting|got) ready to|gearing up to"
    r"|(?:hoping|bracing|preparing|gearing up) for(?![^.;]{0,60} that )"
    r"|(?:set|calls?|called|fixe[sd]|schedule[sd]?) an?(?= $)"
    r"|(?:planning|hoping|intending|aiming|preparing|expecting)(?: [\w-]+){0,3}? to"
    r"|(?<!as )(?:planned|proposed|scheduled) (?!on\b|for\b)\w+(?: on| for)?(?= $)|(?:is|are)(?: on| for)?"
    r"(?: (?:at )?(?:noon|midnight|[\d:.]+ ?(?:[ap]\.?m\.?)?)(?: on)?)?(?= $)|go(?:es)? on sale"
    r"|(?i:see) (?:you|them|him|her|us)|faces?(?: [\w-]+){1,3}"
    r"(?= (?:on|in|at) $)|faces (?:an? )?(?:[\w-]+ )?(?:trial|hearing|vote)(?= $)"
    r"|(?i:ending|starting|beginning|effective)(?: on| in| from)?(?= $)"
    r"|(?:is|are|was|were) (?:expected|scheduled|set|due|slated|planned|to|going|likely(?! the)"
    r"|poised)|to be \w+|to be(?= $)"
    r"|(?:target(?:ed)?|new|launch|release|start|due|election|trial) dates? (?:of|for|is)(?= $)"
    r"|(?<!was )(?<!were )payable(?: on| in| by)?"
    r"|[Ee]xpected|[Ss]cheduled|[Ss]lated|[Ss]et (?:to|for)|Planned for"
    r"|due(?! to (?:an?|the|its|his|her|their|bad|heavy|high|low|poor|lack|fears|concerns|technical"
    r"|fog|snow|rain|ice|wind|flood\w*|fire|illness|injur\w+|strikes?|weather|storms?|\w+ing|\w+ages?)\b)"
    r"|upcoming|forthcoming|(?i:ahead of)|going to"
    r"|(?:agreed|decided|vowed|pledged|promised|threatened)(?: (?:on )?\w+day)? to"
    r"(?! (?:an?|the|its|his|her|their|this|that|all|these|in|by|on|at)\b| $)"
    r"|(?:ask|told|urg|order|advis|invit|warn|summon|instruct)(?:s|ed|es)?(?: [\w’'-]+){0,5} to (?!be\b)\w+"
    r"(?: [\w’'-]+){0,5} (?:by|before)(?= $)"
    r"|(?:considering|weighing|mulling|proposing|seeking|demanding|discussing|debating)"
    r"(?: [\w-]+){1,4}(?= (?:from|for) $)"
    r"|(?:(?<=which )|(?<=who ))(?!(?:is|was|has|does)\b)[a-z]{2,}s(?: [\w-]+){0,3}(?= (?:on|at|by|from) $)"
    r"|(?:is|are) (?:headed|bound)"
    r"|(?:is|are) (?:heard|held|published|released|unveiled|launched|opened|closed|shut|tried|sentenced)"
    r"|coming (?=in |on )|(?:is|be|are) available|(?:re)?opens|(?:re)?starts|hosts|expires|lapses"
    r"|matures|premieres|debuts|steps down|(?:leaves|takes) office|comes (?:out|due)(?=(?: on)? $)"
    r"|(?:re)?(?:open|close|end)s?(?=(?: again)? (?:on|at|from)\b)|go(?:es)? to the polls|forecast (?:for|to)"
    r"|(?:leave|depart|arrive|return|travel|fly|sail|start|begin|end|close|resume)s"
    r"(?=(?: (?:for|to|at|in|from)(?: the)? [\w’'-]+)?(?: (?:on|at|by|in|early|late))? $)"
    r"|call(?:s|ed|ing)?(?: [\w-]+){1,3} for(?= $)"
    r"|(?:they|we|who|people|[A-Za-z]{2,}s) hope for|turns \d+(?= on $)|, out(?= (?:on|in) $)"
    r"|(?:run|time|start|open|close|shut|wind|kick|set|sell)s (?:out|off|up|down)(?= (?:in|on|at) $)"
    r"|(?:make|hold|end|begin|start|open|close|play|give|celebrate|host|take|launch|resume|finish)s"
    r" (?:its|his|her|their)"
    r"(?: [\w-]+){1,3}(?= (?:on|in|at) $)"
    r"|(?:until|pending) (?:an?|the|his|her|its|their)(?: [a-z-]+){1,3}(?= $)"
    r"|(?:take|come)s? (?:effect|place|into force)|goes (?:on trial|to|into)|kicks? off)"
    r"|(?P<either>(?:(?<!was )(?<!were )(?:ask|told|urg|order|advis|warn)|invit|summon|subpoena|cit)"
    r"(?:s|ed|es)?"
    rf"(?: (?!(?:{_PLAIN_PAST}|{_PAST_VERBS}|that|is|has|[a-z]+ed)\b)[\w’'-]+){{0,5}} to (?!be\b)\w+"
    r"|issued\b[^,;:]{0,60} (?:until|till|through)|to (?:begin|start)(?=(?: on)? $))"
    r"|(?P<bound>(?:would|must)(?: not)?(?: be)?(?: \w+)?"
    r"|should (?:be (?:completed|finished|ready|over|open)|end|close|open|begin|start|arrive)"
    r"(?= (?:by|in|on|at)\b))"
    r"|(?P<ought>(?:should|ought to)(?: not)?(?: be)?(?: \w+)?)"
    r"|(?P<may>(?:could|may|might|can)(?: not)?(?: be)?(?: \w+)?|with(?: \w+)? hopes? to)"
    r"|(?P<future>plans|expects?"
    r"|be (?:held|signed|\w+ed)"
    r"|(?<!to )(?:meet|begin|convene|resume)s?|fly|flies|travels?|sits|speaks|sings|performs|decides)"
    rf"|(?P<past>(?:refused|nothing|had) to be \w+|{_PLAIN_PAST}"
    r"|(?:after|during)(?!(?: the)? $)"
    r"|ha(?:s|ve)(?! (?:an?|no|the|its|his|her|their|to|\d+|two|three|four|five|six|several|many|more)\b)"
    rf"|been|heard|knew|got|felt|(?<!to )cost(?= [$€£])|{_PAST_VERBS}"
    r"|^[A-Z][a-z]{2,}ed(?= (?:early |late )?(?:on|in)\b)"
    r"|(?<!\bto )(?<!ly )(?<!\bremain )(?<!\bstay )(?<!\bbe )(?<!\bkept )(?<!\bthe )(?<!\ba )(?<!\ban )"
    rf"(?<!\bits )(?<!\btheir )(?:[a-z]{{3,}}ed|{_UNCHANGED})))\b"
    r"|[’'](?P<ll>ll)\b"
)
_LETTERS = r"[^\W\d_]{2,}"
_SIGNS = {
    "de": (
        r"wurden?|war(?:en)?|hat(?:ten?)?|haben|begann(?:en)?|starb(?:en)?|kam(?:en)?|ging(?:en)?|fand(?:en)?"
        r"|trat(?:en)?|fiel(?:en)?|brach(?:en)?|verlor(?:en)?"
        r"|(?!er|letz|näch|zwei|drit|vier|fünf|sech|gu|al|heu|könn|soll|möch|müss|dürf|hät|gesam|geplan|spä|rech)"
        r"(?-i:[a-zäöüß]{2,}ten?)",
        r"wird|werden|will|wollen|soll(?:te)?n?|geplant\w*|bis|ab|findet|beginnt|startet|endet|tritt",
    ),
    "fr": (
        r"(?:s[’']est|se sont|a|ont|avait|avaient|est|sont)(?: été)? (?!été|prévu|attend|fix|annonc|programm"
        r"|conv|progr|organis|report|invit)[^\W\d_]+(?:ée?s?|[iu]e?s?|ise?s?|[eo]rte?s?)|fut|furent"
        r"|(?-i:[a-zàâçèéêëîïôûü]{3,}(?:[^\W\d_r]a|[iuè]rent))",
        rf"{_LETTERS}(?:ra|ront)|va|vont|doit|doivent|prévue?s?|attendue?s?|jusqu[’']au|d[’']ici",
    ),
    "es": (
        rf"{_LETTERS}(?:ó|aron|ieron)|(?:han?|habían?)(?: {_LETTERS}[aií]do)?|fue|fueron|hubo|tuvo|hizo|dijo",
        rf"{_LETTERS}(?:rá|rán)|va|van|previst[oa]s?|programad[oa]s?|prevé|hasta|desde",
    ),
    "it": (
        rf"(?:è|sono) (?!previst|fissat|attes|programmat){_LETTERS}[st][oaie]|si è|si sono"
        rf"|(?:ha|hanno)(?: {_LETTERS}[st]o)?"
        r"|fu|furono|aveva|(?!così|\w+[er]dì)[^\W\d_]{3,}(?:[òì]|[aei]rono)|disse|dimise|fece|prese|venne|vinse",
        rf"{_LETTERS}(?:rà|ranno)|previst[oaie]|fissat[oaie]|attes[oaie]|entro|fino|dal",
    ),
    "pt": (
        rf"{_LETTERS}(?:[aei]u|ou|aram|eram|iram)|foi|foram|teve|houve",
        rf"{_LETTERS}(?:rá|rão)|vai|vão|previst[oa]s?|até",
    ),
    "nl": (
        r"werd(?:en)?|was|waren|heeft|hebben|had(?:den)?|begon(?:nen)?|stierf|kwam(?:en)?|ging(?:en)?",
        r"zal|zullen|wordt|worden|gaat|gaan|wil|moet|moeten|tot|vanaf|gepland",
    ),
    "pl": (
        rf"{_LETTERS}(?:ł[aoy]?|[aiyę]li)|{_LETTERS}[^\W\d_](?:[ao]no|ęto)",
        rf"będzie|będą|ma|mają|do|od|{_LETTERS}(?:nie|ną|dzie|dą) się",
    ),
    "ru": (
        r"[^\W\d_]+[аеиуыя]л[аои]?(?:ся|сь)?|(?:умер|погиб)(?:л[аои])?",
        rf"будет|будут|должен|должн[аоы]|до|намечен\w*|назначен\w*|{_LETTERS}[еёиуюая]тся|пройд[её]т|пройдут",
    ),
    "uk": (
        rf"{_LETTERS}[аеиіуя](?:вся|л[аои](?:ся|сь)?)|був|помер",
        rf"буде|будуть|має|мають|до|{_LETTERS}[еиіуюая]ться",
    ),
    "ar": (r"(?!)", r"سوف|س[يت](?!ار|اس|د|طر|ة|ين)[^\W\d_]{2,}"),
    "he": (r"(?!)", r"\w+"),  # its verbs are not told apart: a day of last year may be of the one to come
}
"""Language, and in it the verbs of what was and of what will be, with the words of plans and terms."""
_ARTICLE = r"(?:(?:am|le|el|il|em|no dia|op|den) )?"
"""Between a verb and its day; "au", "auf den" and "para el" stand before what is to come."""
_MAY_BE_NOW = re.compile(
    r"(?:est|sont|è|sono) (?!(?:mort|née?|nat|décéd|scad|arriv|part|ven|tomb|cad|entr|usc|sorti))"
    r"|(?:a|ont|ha|hanno|han|hat|haben|heeft|hebben)$|(?-i:[a-zäöüß]{2,}ten)$"
    r"|[а-яіїє]+л[аои]?$|[a-ząęćńśźż]*(?:[uóoae]|si)ł[ay]?$|święto$",
    re.IGNORECASE,
)
"""Of the verbs of what was those that may tell a state or what is to come, or be nouns: "est fermé"."""
_CLAUSE = re.compile(r"[^,;:.!?()–—]*$")
_TO_ITS_END = re.compile(r"[^,;:.!?()–—]*")


def is_against(language: str, sentence: str, start: int, end: int, *, ahead: bool) -> bool:
    """Tell whether the clause round a day that lies ahead, or back, has verbs of the other direction alone.

    >>> is_against("de", "Das Fest begann am 2. Mai", 19, 25, ahead=True)
    True
    """
    signs = _SIGNS.get(primary(language))
    before, behind = _CLAUSE.search(sentence, 0, start), _TO_ITS_END.match(sentence, end)
    if signs is None or before is None or behind is None:
        return False
    clause = f"{before.group()} {behind.group()}"
    was, will = (re.search(rf"\b(?:{words})\b", clause, re.IGNORECASE) is not None for words in signs)
    return was and not will if ahead else will and not was


def is_over_at(language: str, sentence: str, start: int) -> bool:
    """Tell whether the verb of what was stands right before a day.

    >>> sentence = "Le bail a expiré le 20 mai"
    >>> is_over_at("fr", sentence, 20), is_over_at("fr", "Le bac est fermé le 20 mai", 20)
    (True, False)
    """
    signs = _SIGNS.get(primary(language))
    before = sentence[max(0, start - _BEFORE) : start]
    verb = re.search(rf"\b({signs[0]}) {_ARTICLE}$", before, re.IGNORECASE) if signs else None
    return verb is not None and not _MAY_BE_NOW.match(verb[1])


_OPENS_CLAUSE = re.compile(r" that,?(?: (?:from|on|by|in|at|until|after|before))? ")
_NEW_CLAUSE = re.compile(
    r"(?:[;:]|, (?:and|while)|\bwhen,?) (?:on|in|by|late|early) $|\bbut(?: then| later)?(?: (?:on|in|by))? $"
)
_SPAN = re.compile(r"ending|starting|beginning", re.IGNORECASE)
_NOW = re.compile(
    r"(?:^|[“\"(]|[,;:—–] )(?:(?:and|but|while|who|which|where) )?"
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Hh]e|[Ss]he|[Ii]t|[Tt]his|[Tt]hat|[A-Z][\w’'-]+)"
    r"(?:(?: [\w’'-]+){0,4}?"
    r" (?!(?:with|of|for|to|by|from|and|or|in|on|at|the|an?|its|his|her|their|no|more|some)\b)"
    r"[\w’'-]+)? (?:(?!says\b|was\b|has\b)[a-z]{2,}(?<!s)s(?: [\w’'-]+){0,8}|is|are)"
    r" (?:in|on|by|from)(?: the)?(?: (?:early|mid|late|middle of|end of|start of))? $"
)
"""Before a date, what may be told in the present tense, of the year that runs or of the next."""
_DECIDED = re.compile(r"(?:agreed|decided|vowed|pledged|promised|threatened) to")
_CLOSING = re.compile(r"\bclosing (?:price|level|value|rate)s?\b[^;:]{0,40} $")
_ASIDE = re.compile(
    r"[^,;:“”\"]{0,60}, (?:ahead of|who|which|whose)\b[^,;:“”\"]{1,80}, "
    r"| ahead of (?:an?|the|its|his|her|their)\b"
)
_BEFORE = 160  # characters in which the verb is found


@lru_cache(maxsize=8)  # a rule may ask more than once
def governing_cue(sentence: str, start: int, end: int) -> str:
    """Return what governs the day at `start..end`, a name of a group of `_TENSE`, or nothing."""
    if sentence.isupper():
        sentence = sentence.lower()
    if has_happened(sentence, end):  # "planned for Monday, went ahead"
        return "past"
    if _CLOSING.search(sentence, max(0, start - _BEFORE), start):
        return "past"  # "will pay more than the closing price on Friday"
    if sets_a_term(sentence, start, end):
        return "plan"
    if may_run_on(sentence, start, end):
        return "either"
    cue, words = _last_cue(sentence, start)
    if not cue and (following := _verb_after(sentence, end)):
        # "on Wednesday agreed to pay", "told them to pay": the day of the agreement, not of the payment
        is_decided = following.lastgroup == "either" or _DECIDED.match(following.group())
        cue = "past" if is_decided else following.lastgroup or ""
    if _SPAN.match(words) and (following := _TENSE.search(sentence, end, end + _BEFORE)):
        cue = following.lastgroup or cue  # "the year ending June 30 was good"
    return cue


def _last_cue(sentence: str, start: int) -> tuple[str, str]:
    """Return the group and the words of the last cue before a date in its clause."""
    cue, words = "", ""
    for match in _TENSE.finditer(sentence, max(0, start - _BEFORE), start):
        # "He said that from July 1 …": a clause that opens with the date is governed by what follows.
        opens = _OPENS_CLAUSE.fullmatch(sentence, match.end(), start)
        opens = opens or _NEW_CLAUSE.search(sentence, match.end(), start)
        if cue == "plan" and match.group().startswith("to "):  # "is set to begin on Monday"
            continue
        cue, words = ("", "") if opens else (match.lastgroup or "", match.group())
    return cue, words


def last_verb(sentence: str, start: int) -> tuple[int, int]:
    """Return where the last verb, or other cue, before a date begins and ends; the date itself without one.

    >>> last_verb("They backed the treaty signed on Monday", 33)
    (23, 29)
    """
    spans = [match.span() for match in _TENSE.finditer(sentence, max(0, start - _BEFORE), start)]
    return spans[-1] if spans else (start, start)


def _verb_after(sentence: str, end: int) -> re.Match[str] | None:
    """Return what governs a date that precedes its verb.

    No aside does: "On Sunday, ahead of the vote, he left".
    """
    aside = _ASIDE.match(sentence, end)
    return _TENSE.search(sentence, aside.end() if aside else end, end + _BEFORE)


def has_tenses(language: str) -> bool:
    """Tell whether the rules here are for a language; where it is not known, English is assumed."""
    return primary(language) in ("en", "und")


def tense_at(sentence: str, start: int, end: int) -> str:
    """Tell whether the clause round `start..end` speaks of what was or of what is to come."""
    cue = governing_cue(sentence, start, end)
    if cue in ("unreal", "denied", "past"):
        return "past"
    return "" if cue in ("either", "seems", "") else "future"


def may_be_now(sentence: str, start: int, end: int) -> bool:
    """Tell whether the clause before a date may have a verb in the present tense, and no other.

    >>> may_be_now("The court hears the case in October.", 28, 35)
    True
    """
    is_told = governing_cue(sentence, start, end)
    return not is_told and _NOW.search(sentence, max(0, start - _BEFORE), start) is not None


def is_planned_at(sentence: str, start: int, end: int) -> bool:
    """Tell whether the clause says that something will be, and not only that it may.

    >>> is_planned_at("It will open on 3 May", 16, 21), is_planned_at("It may open on 3 May", 15, 20)
    (True, False)
    """
    return governing_cue(sentence, start, end) in ("plan", "ll")
