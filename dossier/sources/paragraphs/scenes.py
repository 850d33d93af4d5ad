"""Tell the line that says what a picture shows from the news beside it."""

from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS
from dossier.text.reporting import CUES, PRESENT, QUOTING
from dossier.text.sentences import split_sentences
from dossier.text.stated_dates import MONTH_NAMES
from dossier.text.words import PAST_VERBS, UNCHANGED, words_of, wordset

_LONGEST = 60  # characters after the day of a picture; what goes on longer is news of that day
_WEEKDAYS = "|".join(sorted(ALL_WEEKDAYS))
_DATE = rf"(?:(?:{MONTH_NAMES})\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:{MONTH_NAMES}),? \d{{4}})"
_DAY = re.compile(rf"(?:,| on| in) (?:(?:{_WEEKDAYS}),? )?{_DATE}(?!\d)", re.I)
"""The full day with which agencies close the description of a picture."""
_SIDE = r"(?:[LRC]|left|right|cent(?:er|re)|(?:top|bottom|front|back|(?:second|third) from) \w+)"
_ON_SIDE = re.compile(
    r"\((?:far |second from |third from )?(?:left|right|cent(?:er|re)|[LRC])\)[^.]* (?:is|are|[a-z]+s) "
)
"""Who is where in a picture, in the present: "Ann Roe (centre) opens the fair"."""
_SHOWS = re.compile(
    rf"\({_SIDE}\)|, {_SIDE},|\b(?:is|are) (?:seen|pictured|shown|photographed)\b"
    r"|^(?:(?:An?|The) )?(?:(?:[A-Za-z]+ ){0,2}[Vv]iew|(?:[Ss]atellite |[Aa]erial )?"
    r"(?:[Ii]mage|[Pp]hoto(?:graph)?|[Pp]icture)|[Mm]ap|(?<= )(?:sign|logo|poster|banner|flag)) "
    r"(?:of|on|at|in|for|from|outside|over|above|near)\b"
    r"|(?<!\bto )\b(?:search|stand|sit|pose|wave|wait|walk|ride|dig|pray|mourn|queue|arrive|unload|load"
    r"|collect|carr(?:y|ie)|inspect|clear|sail|pass|shake|speak)(?:s|es)? "
    r"(?:up|down|out|for|on|at|in|to|through|by|near|next|beside|outside|along|around|past|under|with|during"
    r"|hands|the|an?|his|her|their|[a-z]+ (?:at|in|on|near|outside))\b"
)
"""How a picture is described: who is on which side, what is seen, what people do."""
_OPENS = re.compile(
    r"(?:• ?)?(?:In )?(?:[Tt]his|[Tt]hese) (?:(?!and\b)[\w.,’'-]+ ){0,6}"
    r"(?:photo|photograph|picture|image|frame grab|video grab)s?"
    r"(?: \w+){0,4}? (?:taken|provided by|released|made available|obtained|from video)\b"
)
"""How agencies open the description of a picture: "This aerial photo taken on Monday shows"."""
_IN_PICTURE = re.compile(
    r"([^.]*) in th(?:is|ese) (?:[\w-]+ ){0,2}(?:handout|file|undated|aerial|satellite|still)"
    r" (?:photo|image|picture)s?"
    r"(?=[.,]| (?:of|from|by|released|provided|made|taken|obtained|posted)\b)[^.]*"
)
"""How they close one, where nobody says anything: "Divers wait, in this handout photo of the port."."""
_CLOSES = re.compile(rf", (?:(?P<weekday>{_WEEKDAYS}),? |(?<!day, )){_DATE}\.$", re.I)
"""Full day behind a comma, with which a sentence in the present ends only below a picture."""
_VERB = re.compile(
    r"\b(?:is|are)\b|(?:[a-z]s|\b[Pp]eople|\b[Pp]olice|(?:\b[Mm]|[Ww]om)en|[Cc]hildren) (?!of\b)[a-z]"
    r"|^(?:An?|The) [^,]+ (?:at|after|during|under) [a-z]"
)
"""What may be a verb in the present, or a view at dawn; a place before a day has none."""
_PRESENT = re.compile(
    r"(?:(?:An?|The) )?(?:[\w’'-]*[^\Ws] ){1,2}(?:is|are|[a-z]{2,}s) (?:over|in|at|on|near|through|past|from"
    r"|into|along|to|up|down|out|by|across|above|under|outside|off|an?|the|its|his|her|their)\b"
)
"""One subject and its verb, with which a sentence opens; it may lack the weekday at its end."""
_FINITE = "|".join(sorted(PAST_VERBS - UNCHANGED - wordset("begun broken driven fallen stolen sunk taken")))
_PARTICIPLES = "bought|brought|built|caught|found|held|hung|kept|made|sent|shot|sold|taught"
"""Forms that tell what was done to a thing where no object follows: "signs made of paper"."""
_PAST = re.compile(
    r"\b(?!(?i:an?|the|of|by|with|to|towards?|near|from|in|on|at|and|for|is|are|[a-z]+ly)\b)"
    r"[A-Za-z]+ [a-z]{3,}ed\b"
    r"|\b(?:was|were|has|have|had|will|would|did|said|told)\b"
    rf"|(?<!\bis )(?<!\bare )\b(?!(?:{_PARTICIPLES}) (?:in|of|from|on|at)\b)(?:{_FINITE})\b(?! by\b)"
    r"|\b(?:is|are) (?:to|due|expected|scheduled|planned|set (?:to|for))\b"
)
"""A verb in the past, not a word for what things are ("toward armed police", "is carried"), or a plan."""
_ASIDE = re.compile(r" (?:after|as|where|when|while|who|which|that|during|following|before)\b.*$")
_TELLS = re.compile(
    r"\b(?:was|were|has|have|had|will|would|did|says?|said|told|took|held|[a-z]+ed (?:that|on|to))\b"
    r"|(?<!,) [a-z]{2,}ed (?:(?:an?|the|its|his|her|their|two|three|four)\b|\d)"
)
"""What no description of a picture does; it has participles without an object: "injured in the storm"."""


def opens_as_picture(words: str) -> bool:
    """Tell whether a paragraph opens as agencies describe a picture, news behind it or not.

    >>> opens_as_picture("This aerial photo taken on Monday shows the lock of Larne.")
    True
    >>> opens_as_picture("This photo made the keeper of the lock famous.")
    False
    >>> opens_as_picture("Divers wait at the lock, in this aerial photo taken on Monday.")
    True
    >>> opens_as_picture("The port denied what is seen in these aerial photos and shut the lock.")
    False
    """
    return bool(_OPENS.match(words)) or _is_seen_in_picture(words)


def _is_seen_in_picture(words: str) -> bool:
    scene = _IN_PICTURE.match(words)
    if scene is None or _TELLS.search(_ASIDE.sub("", scene[1])):
        return False
    return (CUES | QUOTING | PRESENT).isdisjoint(word.key for word in words_of(scene.group()))


def is_scene(words: str, *, credited: bool = False) -> bool:
    """Tell whether a line only describes a picture: in the present, with its full day or the sides.

    One that is `credited` to a photographer need not tell what people do in a picture.

    >>> is_scene("Divers wait at the lock of Larne, on 9 May 2019, after the flood.")
    True
    >>> is_scene("Ann Roe (centre) is at the lock of Larne for the start of the works.")
    True
    >>> is_scene("Divers waited at the lock of Larne on 9 May 2019.")
    False
    >>> is_scene("Owners signed a contract for the road over the pass on 9 May 2019.")
    False
    >>> is_scene("A barge launches from the quay of Larne, Northern Ireland, Thursday, May 9, 2019.")
    True
    >>> is_scene("Crews look at the shut lock of Larne, on 9 May 2019, after rain.", credited=True)
    True
    """
    spans = split_sentences(words)
    first = words[: spans[0][1]] if spans else words
    if _ON_SIDE.search(first) and not _TELLS.search(first):
        return True
    days = list(_DAY.finditer(first))
    if not days or len(first) - days[-1].end() > _LONGEST:
        return False
    main = _ASIDE.sub("", first)
    closes = _CLOSES.search(first)
    shows = closes and (_VERB.search(main) if closes["weekday"] else _PRESENT.match(main))
    if (credited or shows) and not _PAST.search(main):
        return True
    return bool(_SHOWS.search(first)) and not _TELLS.search(first)
