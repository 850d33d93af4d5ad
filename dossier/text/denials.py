"""Find the words with which a sentence denies or disputes something."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dossier.text import late as re
from dossier.text.language import primary
from dossier.text.words import Word, keys_of, words_of, wordset

_LONGEST = 30  # letters of a word that marks a denial
_SAID = (
    r"(?:[\w’'-]+ ){0,3}?(?:claims?|reports?|accounts?|accusations?|allegations?|charges?|figures?"
    r"|suggestions?|versions?|ideas?|remarks?)\b"
)
"""What somebody said before."""
_DENY = wordset("deny denies denied denying")
_GIVEN = "bail|entry|access|permission|visas?|boarding|parole|asylum|entrance|leave|treatment|care"
"""What somebody is denied who asked for it."""
_NAMED = r"(?-i:(?:[A-ZÀ-Þ][\w’'-]* ){1,3})"
_SOMEBODY = rf"(?:{_NAMED}|(?:him|her|them|us|me|you) |(?:the|his|her|its|their|two) [\w’'-]+ )"
_FALSE = r"(?:false|incorrect|inaccurate|wrong|nonsense|fake|made up|invented|fabricat\w+|lies?|misleading)"
"""What a report is that is denied."""
_DENY_ELSEWHERE = keys_of(
    "dementierte dementierten dementiert démenti démentie démentis démentit démentent"
    " desmintió desmiente desmintieron desmienten desmentiu desmente smentì smentisce smentito smentita"
    " опроверг опровергла опровергло опровергли опровергает спростував спростувала спростували спростовує"
    " zaprzeczył zaprzeczyła zaprzeczyli zdementował zdementowała zdementowali ontkende ontkent ontkenden"
    " dementerade förnekade yalanladı"
)
_VORWURF = r"(?:Vor[wh]|Bericht|Anschuldigung|Darstellung|Behauptung|Schuld|Beteiligung)\w*"
"""What Germans deny with a verb that also says that they play a match."""
_BASELESS = wordset("untrue baseless unfounded groundless")
MARKERS: tuple[tuple[str, str], ...] = (
    (" ".join(sorted(_DENY)), rf"(?! (?:{_GIVEN})\b)(?! {_SOMEBODY}(?:an? |the |any )?(?:{_GIVEN})\b)"
        rf"(?! {_NAMED}(?:an?|the|any|their|its|once|twice|again|from)\b)"),
    ("refute refutes refuted contradict contradicts contradicted", ""),
    ("contrary", rf" to\b(?= (?:{_SAID}|what\b))"),
    ("dispute disputes disputed", r" (?:that|whether|any|this|the|these|his|her|its|their|claims|reports)\b"),
    ("disputed contested rejected denied", r" by\b(?! (?:both|many|several|two|three|four|five|\d))"),
    ("doubts doubted", rf" (?:that|whether|the|this) (?:{_SAID}|numbers?|tolls?)"),
    ("reject rejects rejected", rf" (?:{_SAID}|(?:it|them|that)\b)"),
    ("dismiss dismisses dismissed", rf" (?:{_SAID}|(?:it|them|that)\b|(?:[\w’'-]+ ){{1,8}}?as\b)"),
    ("did didnt", r"(?: not)? (?:attend|participate|take part|meet|happen|hold|sign)\b"),
    ("was were wasnt werent", r"(?: not)? (?:at the|in the room|present|part of|among|involved)\b"),
    (" ".join(sorted(_BASELESS)), r"(?! (?:fears?|hopes?|worries|optimism)\b)"),
    ("is are was were isnt arent wasnt werent", r"(?: not)? (?:responsible for|behind|to blame|guilty of)\b"),
    ("had has have", r" (?:had )?no (?:responsibility|part|role|hand|involvement|connection|knowledge)\b"),
    ("took", r" no part\b"),
    ("no", r" (?:such (?:[\w’'-]+ ){1,3}?(?:exist(?:s|ed)?|is|was|were|ha[sd]|took|ever)|truth (?:in|to))\b"),
    ("call calls called describe describes described label labels labelled brand brands branded",
        rf" (?:{_SAID}|it|this|that|them) (?:as )?(?:an? )?{_FALSE}\b"),
    ("claim claims report reports allegation allegations accusation accusations account accounts story",
        rf" (?:[\w’'-]+ ){{0,3}}?(?:is|are|was|were) (?:\w+ly )?{_FALSE}\b(?! (?:about|on|to)\b)"),
    (" ".join(_DENY_ELSEWHERE), r"(?! (?:nicht|niet|inte)\b)"),
    ("bestritt bestritten bestreitet bestreiten", rf"(?:,| (?:[\w-]+ ){{1,3}}?{_VORWURF})"),
    ("no none", r" [^.;“”]{1,40}? (?<!should )(?<!would )(?:had|has|have) (?!(?:been|to)\b)\w+"),
)  # fmt: skip
"""First words, and what must follow them."""
_NEEDS_NOT = wordset("did is are was were")
_NEGATED = re.compile(r"n['’]t\b| not\b")
_NEGATION = re.compile(rf"\b(?:not|no|never|none|nobody|{'|'.join(sorted(_DENY))})\b|n['’]t\b", re.IGNORECASE)
_UNDENIED = re.compile(
    r"(?:\b(?:am|are|be|been|being|is|was|were|not|never|nobody|none|can|could|cannot|pas|nicht|no|non|не|nie)"
    r"|n['’]t)\s$",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:this|that|which)\s$", re.IGNORECASE)
"""What points back, and says no more than that something was not done: "but this did not happen"."""
_DOUBLE = re.compile(r"\b(?:not|no|never)\s$", re.IGNORECASE)
"""What makes a word of denial its opposite: "not unfounded"."""
_GUARDS = (
    dict.fromkeys(_DENY, _UNDENIED)
    | dict.fromkeys(_BASELESS, _DOUBLE)
    | dict.fromkeys(_DENY_ELSEWHERE, _UNDENIED)
    | dict.fromkeys(("did", "didnt"), _POINTING)
)
"""What, right before a word of denial, makes it none."""
_BEFORE = 8  # letters in which the auxiliary of a passive lies, or "not"
_BY_WORD: dict[str, list[re.Pattern[str]]] = defaultdict(list)
for _words, _rest in MARKERS:
    for _word in _words.split():
        _pattern = re.compile(rf"[\w'’]{{1,{_LONGEST}}}(?![\w'’]){_rest}", re.IGNORECASE)
        _BY_WORD[_word].append(_pattern)


NEGATIVES: Mapping[str, frozenset[str]] = {
    language: frozenset(keys_of(words))
    for language, words in {
        "en": "not no never none nobody nothing neither nor cannot without hardly",
        "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne",
        "fr": "pas jamais aucun aucune rien ni sans",
        "es": "no nunca jamás nadie nada ninguno ninguna ningún tampoco ni sin",
        "it": "non mai nessuno nessuna niente nulla senza",
    }.items()
}
"""Words that turn a statement into its opposite, by language."""
_CONTRACTED = re.compile(r"n['’]t$", re.IGNORECASE)


def has_negative(words: str, language: str) -> bool:
    """Tell whether some words of a source deny; English is assumed where the language is not known.

    >>> has_negative("did not", "en"), has_negative("nichts", "de-AT"), has_negative("ein Boot", "de")
    (True, True, False)
    """
    known = NEGATIVES.get(primary(language), NEGATIVES["en"])
    return any(word.key in known or _CONTRACTED.search(word.raw) for word in words_of(words))


_NEW_CLAUSE = re.compile(
    r"[,;:–—]|\b(?:and|but|that|who|which|because|when|after|before|while|as|though|although|where|if|so|without"
    r"|und|aber|dass|weil|als|ohne|et|mais|que|qui|sans|y|pero|sin|e|ma|che|senza)\b",
    re.IGNORECASE,
)


def is_negated_at(sentence: str, start: int, end: int, language: str) -> bool:
    """Tell whether the clause round the words at `start..end` has a negative: "did not leave on Monday".

    >>> is_negated_at("He never left on Monday", 17, 23, "en")
    True
    >>> is_negated_at("He left on Monday but did not say why", 11, 17, "en")
    False
    """
    before = _NEW_CLAUSE.split(sentence[:start])[-1]
    behind = sentence[end:].removeprefix(",")  # "On Monday, he did not leave"
    if before.strip().count(" "):
        behind = sentence[end:]
    return has_negative(f"{before} {_NEW_CLAUSE.split(behind)[0]}", language)


_CLAIMED = r"(?: [\w’'-]+){0,3}? (?:claims?|reports?|accusations?|allegations?|suggestions?|idea|that)"
_DENIES = re.compile(
    rf"\b(?P<denial>(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing))\b"
    rf"|(?:reject|dismiss|disput)(?:e?s|ed|e|ing)?(?={_CLAIMED}\b)"
    r"|(?:bestreite[nt]|bestritt(?:en)?|dementiert?e?n?|nie(?:nt)?|nié|dément(?:i|ent)?|niegan?|negó|negaron"
    r"|desm(?:iente|intió|intieron)|neg(?:a|ò|ato|ano)|smenti(?:sce|to|ta))\b)"
    r"(?P<between>(?: [\w’'-]+){0,6})$",
    re.IGNORECASE,
)
"""A verb that denies what follows at most some words behind it."""
_CLAUSE = re.compile(r"[.!?;:,“”\"]+(?=\s|$)|[“”\"]|\s[–—-]\s")
_OTHER_VERB = wordset(
    "and but or while when after before because as by to said says say told tells added adds insisted "
    "insists confirmed confirms announced announces stated states und aber sagte et mais dit y "
    "pero dijo e ma ha detto"
)
_BETWEEN = wordset("be been being yet ever even also")
"""Words between "not" and what it denies: "had not been | sold"."""


def denial_before(before: str, language: str) -> str:
    """Return the word of denial that governs what directly follows some words; empty where there is none.

    >>> denial_before("The count was over. The mayor denied claims that", "en")
    'denied'
    >>> denial_before("He denied the report and said that", "en"), denial_before("It was not", "en")
    ('', 'not')
    """
    clause = _CLAUSE.split(before.rstrip())[-1].rstrip()
    words = words_of(clause)
    while words and words[-1].key in _BETWEEN:
        words = words[:-1]
    if words and has_negative(words[-1].raw, language):
        return words[-1].raw
    match = _DENIES.search(clause)
    if not match or _UNDENIED.search(clause, max(0, match.start() - _BEFORE), match.start()):
        return ""
    between = {word.key for word in words_of(match["between"])}
    return "" if between & _OTHER_VERB else match["denial"]


_DISOWNS = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ials?)|refut|reject|dismiss|disput|contradict|rebut|retract|false|untrue|wrong"
    r"|incorrect|rumou?r|alleg|bestr[ei]|dement|falsch|faux|fausse|dément|falso|desm[ei]nt|smenti)",
    re.IGNORECASE,
)


def disowns(words: str, language: str) -> bool:
    """Tell whether some words say that others are denied, false or only alleged."""
    return bool(_DISOWNS.search(words)) or is_negative(words) or has_negative(words, language)


def find_denial(text: str, words: Iterable[Word]) -> str:
    """Return the first words of denial among some words of a text, in lower case; empty where there are none.

    Who "was denied" something denies nothing, and who "did not deny" it neither.
    """
    for word in words:
        for pattern in _BY_WORD.get(word.key, ()):
            match = pattern.match(text, word.start)
            if not match or (word.key in _NEEDS_NOT and not _NEGATED.search(match.group())):
                continue
            before = max(0, word.start - _BEFORE)
            guard = _GUARDS.get(word.key)
            if guard is None or not guard.search(text, before, word.start):
                return match.group().casefold()
    return ""


def is_negative(sentence: str) -> bool:
    """Tell whether a sentence denies something or contains "not", "no" or "never"."""
    return bool(_NEGATION.search(sentence) or find_denial(sentence, words_of(sentence)))
