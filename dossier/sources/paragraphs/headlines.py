"""Tell the headline, the standfirst and the name of a paper among the first lines of a text."""

from dossier.model import ParagraphKind
from dossier.sources.paragraphs.kinds import is_notice
from dossier.sources.paragraphs.units import Unit
from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS, PLAIN
from dossier.text.lines import is_open_line
from dossier.text.stamps import read_stamp
from dossier.text.stated_dates import real_date
from dossier.text.transcripts import TURN
from dossier.text.words import STOP, keys_of

K = ParagraphKind
HEAD = 12  # units; header lines stand among the first
TITLE_LENGTH = 200  # characters of a headline
# Scripts without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese; a headline has a few signs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{4}")
_PARTED = re.compile(r"\s[|–—-]\s")  # an office and its place
_WORD = re.compile(r"[^\W\d_]{2}")
_SHORT = 500  # characters of a text that need not have a word of its headline
_FIGURE = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_PLACE = 2  # words of a place behind a weekday and a day
_OF_YEAR = 4  # letters behind a day: "r.", "roku"
_ALONE = 4  # words of a line that is the only one above the prose, and so its headline
BELOW = 2500  # characters below a headline in which its words come again
_SHORTEST = 2  # letters of a first line that the text has
_SHARE = 1 / 3  # of the telling words of a headline, but for a first line
_BRACKETS = re.compile(r"\[.{2,30}\] \[")
_OPENING = 5  # letters
_ARTICLE = re.compile("^(?:ال|ה)")  # Arabic and Hebrew, written as one word with the next
_FEWEST = 4  # letters of a telling word
_DENSE = re.compile(r"[\u0590-\u0dff]{3}")  # Hebrew to Sinhala, written without some or all vowels
_SYLLABLES = re.compile(r"[\uac00-\ud7a3]{2}")  # Korean, with endings behind them
_TRAIL = re.compile(
    r"(?:home|首页|首頁|ホーム|главная|inicio|accueil|startseite|الرئيسية) ?[>»/|].{0,120}"
    r"|[^>]{2,60}(?: > [^>]{2,60}){2,8}|[^→›»«‹]{2,60}(?:[→›»][^→›»«‹]{2,60}){2,8}",
    re.I,
)
_FURNITURE = re.compile(
    r"(?:skip to|jump to|zum inhalt|aller au contenu|(?:ir|saltar) al contenido|vai al contenuto|naar inhoud"
    r"|hoppa (?:yfir|till))\b.{0,30}"
    rf"|{_TRAIL.pattern}|[^|]{{2,40}}\|"
    r"|(?:estimated )?(?:read(?:ing)? time\W*)?\d{1,3}(?:-\d{1,3})? min(?:ute)?s?(?: read)?"
    r"|(?:\d{1,3}|an?) (?:second|minute|hour|day|week|month|year)s? ago"
    r"|(?:written|posted|published|reported) by\b.{0,80}"
    r"|(?:view|add|leave|post|adjust|show|hide|no) (?:a )?comments?(?: print)?"
    r"|\d{1,5} (?:comments?|photos?|pictures?|views?|shares?|likes?)"
    r"|(?:save|share|print|listen|download|partager|teilen|compartir)"
    r"(?: (?:this )?(?:story|article|page|audio|pdf))?"
    r"|for (?:immediate )?release"
    r"|(?:(?:press|news) release|communiqué de presse|pressemitteilung|persbericht|comunicato stampa"
    r"|nota (?:de prensa|à imprensa)|comunicado de prensa)(?: n(?:o|r|º|°)\.? ?[\d/-]{1,12})?",
    re.I,
)


def is_furniture(words: str) -> bool:
    """Tell whether a line is what a site puts round its headlines: a menu, a count, a button."""
    if not _LETTER.search(words):  # an hour, a rate, a sign; not the day of an entry
        return real_date(words) is None
    return _FURNITURE.fullmatch(words.rstrip(" :")) is not None or is_notice(words)


def is_trail(words: str) -> bool:
    """Tell whether a line says where in a site a page is: "Home / News / Larne"."""
    return _TRAIL.fullmatch(words) is not None


def told_headline(units: list[Unit]) -> str | None:
    """Return the first line of the head whose words the text below takes up; None where prose comes first.

    So a section, a button, a byline or a notice above a headline is not taken for it. A line of which two
    telling words come again goes before one of which only one does.
    """
    return _headline(units, 2) or _headline(units, 1)


def _headline(units: list[Unit], least: int) -> str | None:
    for place, unit in enumerate(units[:HEAD]):
        words, telling = unit.words, len(_openings(unit.words))
        is_line = is_open_line(words) and len(words) <= TITLE_LENGTH
        shared = taken_up(words, _below(units, place)) if unit.kind is None else 0
        if place == 0 and is_line and least > 1:  # a first line is believed sooner
            is_told = shared >= min(least, max(telling, 1))
        else:
            is_told = shared >= max(least, _SHARE * telling)
        if is_told and not is_line:
            return None
        if is_told and _may_be_headline(units, place):
            return words
    return None


def _may_be_headline(units: list[Unit], place: int) -> bool:
    """Tell whether a line is whole, no furniture, and not the line below it behind words of the site."""
    words = units[place].words
    is_whole = len(words.split()) >= 3 and not words[0].islower() and not _BRACKETS.search(words)
    below = units[place + 1].words if place + 1 < len(units) else ""
    is_again = len(below.split()) >= _ALONE and words.endswith(f" {below}")
    return is_whole and not (is_again or is_furniture(words) or read_stamp(words))


def taken_up(words: str, text: str) -> int:
    """Return how many telling words of a line or a sentence come again in the text below it."""
    return len(_openings(words) & _openings(text))


def _below(units: list[Unit], place: int) -> str:
    """Return the text below a unit, as far as it may take up a headline, without what repeats the unit."""
    rest = (unit.words for unit in units[place + 1 :] if unit.words != units[place].words)
    return "\n".join(rest)[:BELOW]


def _openings(words: str) -> set[str]:
    """Return the first letters of the telling words: enough to know them again with another ending."""
    found = set()
    for written in keys_of(words):
        key = written if written.isascii() else _ARTICLE.sub("", written)
        if not key.isascii() and (syllables := _SYLLABLES.match(key)):
            found.add(syllables[0])
        elif (len(key) >= _FEWEST or _DENSE.match(key)) and key not in STOP:
            found.add(key[:_OPENING])
    return found


def is_title(units: list[Unit], index: int, titled: str | None) -> bool:
    """Tell whether a unit is the headline: the one that the format knows, or an open line above text."""
    words = units[index].words
    if titled is not None:
        return " ".join(words.split()).casefold() == " ".join(titled.split()).casefold()
    is_whole = sum(len(key) > 1 and not _FIGURE.search(key) for key in keys_of(words)) >= 2
    if not (is_whole or _UNSPACED.match(words) or _is_topic(units, index)) or _is_aside(words):
        return False
    if len(words) > TITLE_LENGTH or not is_open_line(words) or words[0].islower():
        return False
    return any(later.kind is None for later in units[index + 1 :]) and _is_of_the_text(units, index)


def _is_topic(units: list[Unit], index: int) -> bool:
    """Tell whether the first line stands alone above prose that has it, or above what somebody says."""
    words = units[index].words
    if index or len(words) < _SHORTEST or len(units) == 1 or is_open_line(units[1].words):
        return False
    has_it = words.casefold() in _below(units, index).casefold()
    return TURN.match(units[1].words) is not None or (has_it and not is_furniture(words))


def _is_aside(words: str) -> bool:
    """Tell whether a line is all in brackets, or a day with little beside it: a weekday, a place."""
    if words[0] in "(（" and words[-1] in ")）":
        return True
    found = real_date(words)
    if found is None or not found[0].is_exact:
        return False
    before, behind = words[: found[1]].split(), words[found[2] :].split()
    if before and before[-1].strip(",.").translate(PLAIN).lower() in ALL_WEEKDAYS:
        return len(before) == 1 and len(behind) <= _PLACE
    return not before and len("".join(behind)) <= _OF_YEAR


def _is_of_the_text(units: list[Unit], index: int) -> bool:
    """Tell whether the text takes up a word of a line, or is too short to, or has no other line above it."""
    words, below = units[index].words, _below(units, index)
    is_alone = index == 0 and len(words.split()) >= _ALONE and not is_open_line(units[1].words)
    is_short = len(below) < _SHORT or _UNSPACED.search(words) is not None
    return is_alone or is_short or taken_up(words, below) > 0 or _is_topic(units, index)


def is_name(units: list[Unit], index: int) -> bool:
    """Tell whether a line is as short as the name of a paper or an office, and the head goes on."""
    words = units[index].words
    goes_on = index + 1 < min(len(units), HEAD)
    return is_open_line(words) and len(words.split()) <= 4 and goes_on


def below_headline(units: list[Unit], index: int) -> ParagraphKind | None:
    """Return what a unit right under the headline is, where it stands apart from the prose: its standfirst.

    One that repeats the headline is a heading, and so is a number, or an office or a byline: capitals with
    a dash, or under a headline that has small letters.
    """
    if index == 0 or units[index - 1].kind is not K.TITLE or index + 1 >= len(units):
        return None
    above, unit, below = units[index - 1 : index + 2]
    words = unit.words.split()
    is_open = is_open_line(unit.words) and len(words) >= 5
    if not (is_open or above.group == unit.group != below.group):
        return None
    is_again = keys_of(unit.words) == keys_of(above.words)
    return K.HEADING if is_again or _is_of_names(unit.words, above.words) else K.STANDFIRST


def _is_of_names(line: str, headline: str) -> bool:
    if line.isupper() or not _WORD.search(line):
        return not _WORD.search(line)
    in_capitals = all(word[0].isupper() for word in line.split() if word[0].isalpha())
    is_plain = any(word[0].islower() and word not in STOP for word in headline.split())
    return in_capitals and (is_plain or _PARTED.search(line) is not None)
