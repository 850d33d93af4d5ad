"""Tables of reporting words, and of the words that speak or that end a speaker."""

from dossier.text import late as re
from dossier.text.numbers import NUMBER_WORDS
from dossier.text.reporting import CUES, PARTICIPLES, QUOTING
from dossier.text.words import STOP, TIMES, wordset

FIRST = frozenset(cue.split()[0] for cue in CUES | QUOTING)
"""Words with which a cue begins."""
SECOND: dict[str, frozenset[str]] = {
    first: frozenset(cue.split()[1] for cue in CUES if cue.startswith(f"{first} "))
    for first in {cue.split()[0] for cue in CUES if " " in cue}
}
EDGE = re.compile(r"[;—“”\"()]|(?<!\d):|:(?!\d)|''|, | – | - ")
NOUN_BEFORE = wordset(
    """been was were is are be being not to the a an his her its their as by so never previously no any make
    made more other new recent should must when if unless"""
)
"""Before a cue they make it an adjective, a noun, a passive or a duty: "the reported talks", "when asked"."""
DENYING = wordset(
    "dont doesnt didnt wont wouldnt cant cannot couldnt havent hasnt hadnt isnt arent wasnt werent"
)
"""The same for what is not said: "the mayor didn't say", as "did not say"."""
BETWEEN = wordset("almost long much often once still twice ever quite officially")
"""Adverbs between such a word and the cue: "the long disputed border", "was almost declared extinct"."""
NOUN_AFTER = {
    "added": wordset("a an another to more up"),
    "claimed": wordset("a an"),
    "said": wordset("to"),
    "alleged": wordset("to"),
    "claims": wordset("by of for from about against made on and"),
    "reported": wordset("missing"),
    "asked": wordset("by about if whether for"),
    "hailed": wordset("from by"),
    "noted": wordset("above below earlier by"),
    "posted": wordset("a an the its his her their at outside"),
    "adds": wordset("to more another a an"),
    "maintained": wordset("a an its contact control"),
    "quoted": wordset("by as"),
    "cited": wordset("by as"),
}
"""Words before which a cue is a noun, or the verb of something else."""
PASSIVE = re.compile(
    r"reported to (?:have|be)\b|(?!responded|replied|insisted)\w+ed by (?:(?:the|an?)\b|[A-ZÀ-Þ])"
    rf"|\w+ed by (?!(?:{'|'.join(sorted(PARTICIPLES))})\b)\w+ing\b"
)
"""What is said of somebody, or by another, or is an act: "revealed by the mayor", "responded by closing"."""
COUNTING = wordset("added claimed posted")
"""Cues that are the verb of something else before a figure: "added 300 jobs"."""
LOSSES = wordset("life lives")
"""What an accident, not a speaker, has claimed."""
NAMING = wordset("called calls")
"""Cues that name a thing in a quotation: "called it “a lie”"; who "called the mayor and said" telephoned."""
OBJECT = re.compile(r" (?:what|the|his|her|its|their|any|all)\b")
"""Behind a quotation, what is called so: "called “a lie” what he said"."""
NEXT_CLAUSE = re.compile(r"\b(?:and|but|that|to|who|which)\b")
MADE_KNOWN = wordset("announced reported confirmed disclosed revealed")
MADE_KNOWN_ON = re.compile(r" (?:late|early|earlier|on|in|at|by|last|yesterday|today)\b[^,;:“”\"]{0,40}, ")
"""Verbs that may describe a thing between commas, and what then follows them."""
WHEN = wordset("on in last this earlier late today yesterday tonight week month year")
"""Words of the time at which something was made known."""
POSSIBLE = wordset("should could might must may can ought")
"""Auxiliaries of what is not said: "the mayor could have said"."""
SUPPOSED = re.compile(r"\b(?:if|unless|whether)\b[^,;:“”\"]*$", re.IGNORECASE)
"""Before what somebody may say, or not: "asked whether the mayor said so"."""
_ON = r"(?:[^,;:“”\"]|,(?= (?:(?:and|or) )?(?:that|which|in which)\b)|(?<=that),[^,;:“”\"]{1,40},)*$"
"""The rest of a clause, and further ones that "that" or "which" joins to it."""
_FALSE = "false|fake|faked|bogus|fabricated|untrue|unfounded|baseless|doctored|forged|manipulated|wrong"
_REPORT = (
    r"(?:stor(?:y|ies)|(?:claim|report|rumou?r|post|allegation|suggestion|assertion|idea|notion|statement|tweet"
    r"|video|clip|recording|image|photo|message|article|letter|interview|quote|quotation)s?)"
)
_REPORTING = r"(?:claim|stat|said|say|report|suggest|quot|attribut|alleg|assert|impl|show|depict|wr[io]t)\w*"
_FALSELY = "falsely|wrongly|incorrectly|erroneously|mistakenly|inaccurately"
_NOTHING = "no (?:evidence|proof|record|indication|sign|suggestion|truth)|nothing to (?:suggest|show)"
UNASSERTED = re.compile(
    rf"\b(?:(?:{_FALSELY}) (?:\w+ )?{_REPORTING}|(?:{_FALSE}) (?:\w+ )?{_REPORT}|{_NOTHING}"
    rf"|(?:{_FALSE}|a lie|a myth) (?:to (?:say|claim|suggest) )?that)\b{_ON}"
    rf"|(?:\b(?:not|never|nobody)|n[’']t) (?:true\b|correct\b|the case\b|{_REPORTING} that\b){_ON}"
    rf"|^(?:in|on) an? (?:\w+ )?(?:{_FALSE}) [^,;:“”\"]*, $",
    re.IGNORECASE,
)
"""Before a speaker of whom it is not true, or not known, that he speaks."""
CLAIMED = re.compile(
    rf"\b{_REPORT} (?:(?!said|says|told)\w+ ){{0,2}}?(?:that|which|saying|claiming|showing|how)\b{_ON}",
    re.IGNORECASE,
)
DISOWNED = re.compile(
    rf"\b(?:is|are|was|were) (?:\w+ )?(?!wrong)(?:{_FALSE}|an? (?:hoax|lie|myth)|misleading)\b"
    r"|(?:\bnot|n[’']t) (?:true|correct|accurate)\b",
    re.IGNORECASE,
)
"""Behind a speaker of whom `CLAIMED` tells: "the report that Roe said so was false"."""
CITED = wordset(
    """allegations concerns fears reasons evidence threats risks security safety costs rules violations
    attacks problems issues difficulties grounds health weather lack need threat risk"""
)
"""What may be cited and cannot speak."""
CITED_AS_SAYING = re.compile(
    r" as (?:(?:saying|telling|claiming|confirming|denying|stating|warning)\b"
    r"|having (?:said|told|confirmed)\b|(?:its|their|his|her|the) source that\b)"
)
"""How somebody is cited for words, not as an example."""
JOINING = wordset("and but or yet")
OPENERS = wordset(
    """but and however meanwhile while although though that when if because as after before since yet or so
    also still then later recently reportedly previously publicly earlier now for what which where whereas
    similarly instead twice once again today here there thus like overnight separately finally initially
    elsewhere yesterday tomorrow unless q"""
)
STRETCH = wordset("day week month year hour night morning evening days weeks months years hours")
TRAILERS = wordset(
    """also later recently reportedly previously publicly then has have had who which that and himself herself
    itself themselves further earlier again now still first did does do would will may might could since
    yesterday today tomorrow tonight at"""
)
BEING = wordset("was were is are remains remained")
VERBS = wordset("was were is are has have had will would did does could may might remains remained")
IDLE = (
    TRAILERS | VERBS | OPENERS | BETWEEN | STRETCH | TIMES | JOINING
    | wordset(
        """last this next on in never not been only just all both should must can ought to have already always
        even so far sometimes nevertheless nonetheless therefore thus instead ever often seldom rather simply
        perhaps almost quite again much yet soon once"""
    )
)  # fmt: skip
"""Words between a subject and its cue that tell when, how or whether."""
SUBORDINATE = wordset(
    """after when where while before since time date moment way reason that which whom because if than until
    as what how why like"""
)
ASIDE = re.compile(
    r"(?:(?i:who|which|whose|when|where|seen|obtained|including|like|such)|[a-zß-ÿ]\w*(?:ing|ed)"
    r"|(?:\w+ ){1,2}(?:whom|whose|which))\b"
)
"""The first words of an aside; a name such as Kipling or Ahmed is none."""
FINITE = wordset(
    """ate became began blew broke came chose drank drew drove fell flew gave grew knew rang rode sang sank
    saw shook shone spoke stole swam swore took threw tore went woke wore wrote
    said says agreed appeared arrived declined died disappeared failed happened hoped lied occurred resigned
    seemed"""
)
"""Verbs that are no participles of what is before them: "the appeal failed"."""
NO_VERBS = (STOP - CUES) | wordset(
    "behind inside beyond beside alongside aboard atop opposite unlike worth plus versus whom whose"
)
"""Words that are no verb though an object follows; any other one is: "the nurses want a rise"."""
OBJECTS = wordset("the a an his her its their him them")
"""Words with which an object begins."""
NAMED = wordset("called named dubbed known nicknamed based aged born")
"""Participles behind which a name or a place comes: "a group called Red Lamp"."""
PARTICIPLE = re.compile(r"[A-ZÀ-Þ]\w*(?:ing|ed)\b")
"""The first word of a sentence that opens with an aside, or with such a name."""
END = re.compile(
    r"[,;:!?“”\"()—]|\.\s+[“\"]|\s(?:who|which|that|when|after|during|as|while|where|confirming|released|issued|"
    r"published|and (?:put|published|added|said)|last|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"in (?:a|an|the|his|her|its)|at the|to say|about)\b"
)
PRONOUNS = frozenset({"he", "she", "they", "it"})
PRONOUN = re.compile(
    r"(?:[Hh]e|HE|[Ss]he|SHE|[Tt]hey|THEY|[Ii]t|I|[Ww]e|[Yy]ou|him|them|us|me)(?:['’](?:d|s|m|ve|re|ll))?"
    r"(?![\w.'’-]|\s[A-ZÀ-Þ][\w.])"
)
"""A pronoun that opens a speaker, but not "IT experts", "I. Roe" or the name He Ming."""
FIRST_PERSON = re.compile(r"(?<!&)\b(?:I|[Yy]ou|we)(?:['’]\w+)?(?![\w.])")
"""Words by which a clause shows that it is no name: "the framework that you"."""
POINTERS = wordset(
    "this that these those who which her some others many several most both all one whoever whatever"
    " everyone someone anyone everybody somebody anybody"
) | frozenset(NUMBER_WORDS)
"""Words that, alone, point to somebody who is named elsewhere or nowhere."""
SPEAKERS = PRONOUNS | wordset(
    """source sources official officials report reports statement statements minister ministers ministry
    spokesman spokeswoman spokesperson spokesmen spokespeople presidency president government administration
    agency army military police company group letter witness witnesses resident residents analyst analysts
    expert experts media leader leaders diplomat diplomats person people lawyer lawyers prosecutor
    prosecutors court commission office paper newspaper channel broadcaster radio television station outlet
    outlets force forces troops team patrol adviser advisor governor mayor doctor doctors authorities rebels
    manager managers director directors executive executives trader traders economist economists scientist
    scientists researcher researchers investigator investigators study survey coach captain union council
    party bank banks bureau service department auditor auditors regulator regulators critics supporters
    opponents demonstrators protesters activists"""
)
"""Words of offices and of those who speak without a name."""
COMPANY_FORMS = wordset("inc incorporated ltd limited llc llp plc corp co sa ag gmbh")
"""What a comma may part from the name of a company."""
ANTECEDENT = re.compile(
    r"(?<!\d )(?:[Tt]he )?(?:[A-ZÀ-Þ][\w.’'-]*\s(?:(?:of|for|and)\s(?:the\s)?)?)*[A-ZÀ-Þ][\w.’'-]*"
    r"(?=(?: \([^()]{1,12}\))?, $)"
)
"""A name right before ", who said" or ", which has denied"."""
PLACING = wordset("of in at near on from as under for inside outside")
"""Before a name they make it a place, or a part of what is before them: "the mayor of Leeds, who said"."""
INVERTED = wordset("said says say added insisted")
"""Cues that precede their speaker after a mere comma: ", said the mayor."."""
ACTS = wordset(
    """claimed claims denied denies warned warns noted hailed indicated suggested revealed maintained added
    adds posted"""
) | {"called for", "told its"}
"""Cues that may be no speech: "the storm claimed two boats", "the port denied the ship entry"."""
STATED = wordset("claimed wrote noted warned announced reported explained")
"""The same, but not where the comma closes an aside: "The mayor, Mr Roe, announced a plan"."""
ISSUED = wordset("issued released published made posted given taken signed written")
"""Words after which "after" goes on with the speaker: "A statement issued after a meeting said"."""
DETERMINERS = wordset(
    "the a an his her its their my our your some one two three several he she they i you we it"
)
ARTICLES = wordset("the a an")
NOBODY = wordset(
    """neither nobody none in on at to from with of for by about into under over against between have had has
    is are was were do does did can could will would should may might must let just yes yeah no well okay
    among amid despite during through without whose whom until till everything anything nothing"""
)
"""Words with which no speaker begins."""
NAME_FIRST = re.compile(
    r"[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:(?:of|for|de|van|von|bin)\s+)?(?:al-)?[A-ZÀ-Þ][\w.’'-]*){1,7}"
)
NICKNAMED = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]* ){0,2}(?:“[A-ZÀ-Þ][\w’ -]{0,20}”|\"[A-ZÀ-Þ][\w' -]{0,20}\"|‘[A-ZÀ-Þ][\w -]{0,20}’)"
    r"(?: [A-ZÀ-Þ][\w.’'-]*\w){1,3}"
)
"""A name with a nickname in quotation marks: "Ann “Red” Roe", "“Big” Tom Roe"."""
_CARE = r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)?"
_CARES = rf"(?:{_CARE}, ){{1,3}}{_CARE},? and (?:the )?{_CARE}"
PORTFOLIO = re.compile(
    rf"(?:[A-ZÀ-Þ]\w*[’']s )?(?:Ministers?|Ministry|Secretary|Department|Office) (?:of|for) {_CARES}"
    rf"|{_CARES} (?:Minister|Secretary|Ministry|Department)"
    r"(?: [A-Z][a-z]{1,3}\.)?(?: [A-ZÀ-Þ][\w’'-]+){0,3}"
)
"""An office with a list of what it is for: "Minister of Water, Roads and Parks"; of the list none speaks."""
