"""The reporting words of English, and whether one of them introduces or follows a quotation."""

from itertools import pairwise, zip_longest

from dossier.text import late as re
from dossier.text.words import words_of, wordset

AFTER = (
    wordset("quoting citing quoted cited")
    | {
        f"{word} by"
        for word in ("announced", "confirmed", "reported", "stated", "said", "claimed", "denied", "described")
    }
    | {"according to"}
)
"""Cues that stand before their speaker."""
PARTICIPLES = wordset("saying adding stressing noting warning claiming insisting arguing")
"""Cues whose speaker is the subject of the sentence."""
CUES = (
    wordset(
        """said says say told tells announced confirmed denied denies reported claimed stated noted added
        warned warns wrote declared acknowledged admitted insisted argued explained indicated suggested
        stressed emphasized emphasised urged described dismissed rejected refuted disputed hailed praised
        promised pledged vowed alleged revealed disclosed replied answered responded condemned denounced
        asserted maintained predicted testified tweeted posted recalled reiterated insists argues adds claims
        admits acknowledges"""
    )
    | PARTICIPLES
    | AFTER
    | {"called for", "called on", "pointed out", "spoke of", "demanded that"}
)
"""Reporting words; all but `AFTER` follow their speaker, or precede it after a comma or a quotation."""
QUOTING = wordset(
    "commented remarked observed called justified laughed joked disagreed wondered asked demanded"
)
"""Cues only where a quotation follows or precedes them."""
PRESENT = wordset("writes asks calls denies confirms reports states notes warns quotes replies answers")
"""The same in the present tense, as editors write: "the log notes that"."""
ELSEWHERE = frozenset(
    word.key
    for word in words_of(
        """sagte sagt sagten erklärte erklärt betonte schrieb schreibt berichtete meldete meinte behauptete
    antwortete kündigte teilte laut zufolge
    dit disait déclaré déclare déclara affirmé affirme affirma expliqué explique ajouté ajoute écrit assuré
    assure indiqué souligné répondu selon
    dijo declaró declara afirmó afirma explicó añadió agregó aseguró señaló escribió respondió según
    disse detto dichiarato dichiara affermato afferma spiegato aggiunto scritto scrive risposto secondo
    afirmou declarou respondeu escreveu explicou acrescentou
    zei zeiden zegt verklaarde schreef antwoordde meldde volgens aldus
    sade säger sagde siger sier skrev svarade svarede svarte enligt ifølge
    powiedział powiedziała mówi oświadczył oświadczyła stwierdził stwierdziła dodał dodała
    napisał napisała według
    сказал сказала сказали говорит заявил заявила заявили сообщил сообщила ответил ответила добавил добавила
    написал написала отметил отметила словам
    сказав сказали каже заявив заявила повідомив повідомила відповів відповіла додав додала написав написала
    dedi dedik dediler diyor söyledi söylüyor belirtti açıkladı ekledi yazdı göre
    אמר אמרה אמרו אומר אומרת הוסיף הוסיפה כתב כתבה טען טענה הודיע הודיעה השיב השיבה לדברי
    قال قالت قالوا يقول صرح صرحت أضاف أضافت كتب كتبت أكد أكدت"""
    )
)
"""The same in other languages; only near a quotation of an editor."""
_INTRODUCING = (CUES | QUOTING | ELSEWHERE | wordset("writes continued continues concluded")) - {"claims"}
_TELLING = wordset("told tells")
_ADVERBIALS = wordset("in on at to of after during via later yesterday today last this")
"""Words that may follow a verb of speech before its colon: "said in a statement:"."""
CITED_ON = re.compile(r"\baccording to [^,;:“”\"]{1,60} on $", re.IGNORECASE)
"""Before the day on which somebody said what a sentence tells."""
_NAMING = re.compile(r"\bcalled\s+$", re.IGNORECASE)
WINDOW = 6  # words between a quotation and its reporting word


def introduces_words(line: str) -> bool:
    """Tell whether a line ends in a verb of speech and a colon, so that what is below it is somebody's words.

    >>> introduces_words("Mayor Roe said on Monday:"), introduces_words("The mayor announced plans:")
    (True, False)
    """
    if not line.endswith(":"):
        return False
    keys = [word.key for word in words_of(line)[-WINDOW:]]
    return any(
        key in _TELLING or (key in _INTRODUCING and (not after or after in _ADVERBIALS))
        for key, after in zip_longest(keys, keys[1:], fillvalue="")
    )


def is_reported(before: str, after: str) -> bool:
    """Tell whether the words around a quotation, in its sentence, say that somebody's words are given.

    What is called something has a name, or a word that is kept at a distance.

    >>> is_reported("She said that ", " was the cause."), is_reported("It is known as ", ".")
    (True, False)
    >>> is_reported("She called it ", "."), is_reported("the so-called ", " came")
    (True, False)
    """
    if before.rstrip().endswith(":"):
        return True
    before = _NAMING.sub("", before)
    near = [word.key for word in words_of(before)[-WINDOW:]], [word.key for word in words_of(after)[:WINDOW]]
    pairs = {" ".join(pair) for keys in near for pair in pairwise(keys)}
    return not (CUES | QUOTING | PRESENT | ELSEWHERE).isdisjoint({*near[0], *near[1], *pairs})
