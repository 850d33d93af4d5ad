"""Tell the headline, the standfirst and the name of a paper among the first lines of a text."""

import re

from dossier.model import ParagraphKind
from dossier.sources.paragraphs.kinds import is_notice
from dossier.sources.paragraphs.units import Unit
from dossier.text.lines import is_open_line
from dossier.text.stamps import read_stamp
from dossier.text.words import keys_of, wordset

K = ParagraphKind
REPEATED = 30  # units in which a headline comes again
HEAD = 12  # units; header lines stand among the first
TITLE_LENGTH = 200  # characters of a headline
# Scripts without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese; a headline has a few signs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{4}")
_NETWORK = r"(?:facebook|twitter|youtube|instagram|linkedin|whatsapp|telegram|tiktok|reddit|pinterest)"
_FURNITURE = re.compile(
    r"(?:skip to|jump to|zum inhalt|aller au contenu|(?:ir|saltar) al contenido|vai al contenuto|naar inhoud"
    r"|hoppa (?:yfir|till))\b.{0,30}"
    r"|(?:left |main |top )?menu|breadcrumbs?|you are here\b.{0,80}|home ?[>»/|].{0,120}"
    r"|(?:\d{1,3}|an?) (?:second|minute|hour|day|week|month|year)s? ago"
    r"|(?:estimated )?(?:read(?:ing)? time\W*)?\d{1,3}(?:-\d{1,3})? min(?:ute)?s?(?: read)?"
    r"|(?:story|article|news|document|page) (?:code|id|number)\b.{0,40}"
    r"|(?:written|posted|published|reported) by\b.{0,80}|[\w.]+ staff"
    r"|(?:view|add|leave|post|adjust|show|hide|no) (?:a )?comments?(?: print)?"
    r"|\d{1,5} (?:comments?|photos?|pictures?|views?|shares?|likes?)"
    r"|(?:save|share|print|listen|download|partager|teilen|compartir)"
    r"(?: (?:this )?(?:story|article|page|audio|pdf))?"
    r"|(?:latest|breaking|top|more|other) news|connect with us|en ce moment|subscribe|sign (?:in|up)"
    r"|(?:this )?(?:content|page|article) (?:has been|is|was) archived.{0,40}|exhibit \d{1,3}(?:\.\d{1,3})?"
    r"|.{2,40} \+ \d{1,3} more|[^→›»«‹]{2,60}(?:[→›»][^→›»«‹]{2,60}){2,8}"
    rf"|.{{0,80}}\b{_NETWORK}[ |•]{{1,3}}{_NETWORK}\b.{{0,80}}"
    r"|abonnez-vous|augmenter|version imprimable|current size: \d{1,3}%"
    r"|category archives: .{2,80}|\W{0,3}\d{1,2}[:.]\d{2}(?: uhr| hrs)?\W{0,2}"
    r"|originally published|publication date|[^→›»>]{2,20}[→›»>]{1,2}|(?:company |press )?contacts?: .{2,80}"
    r"|log ?in|register|search(?: form)?|printer[- ]friendly.{0,20}|(?:go )?back to .{2,30}|[^|]{2,40}\|",
    re.I,
)

_SECTIONS = wordset(
    """news world home local national international regional global business economy markets money finance
    politics sport sports opinion comment analysis culture arts entertainment life lifestyle style science
    technology tech health education environment climate travel features society media law crime europe africa
    asia americas uk us and top latest breaking main"""
)
"""Of the names that papers give their parts."""


def is_furniture(words: str) -> bool:
    """Tell whether a line is what a site puts round its headlines: a menu, a count, a button."""
    return _FURNITURE.fullmatch(words.rstrip(" :")) is not None or is_notice(words)


def repeated_headline(units: list[Unit]) -> str | None:
    """Return the line among the first that soon comes again, as a headline does round its picture."""
    lines = [unit.words.split("\n") for unit in units[:REPEATED]]
    for place, unit in enumerate(units[:HEAD]):
        words = unit.words
        is_long = len(words.split()) >= 3 and len(words) <= TITLE_LENGTH and ":" not in words[:24]
        is_long = is_long and not words.isupper()  # names of speakers come again, too
        if is_long and is_open_line(words) and sum(words in later for later in lines[place + 1 :]) == 1:
            return words if not (is_furniture(words) or read_stamp(words)) else None
    return None


def is_title(units: list[Unit], index: int, titled: str | None) -> bool:
    """Tell whether a unit is the headline: the one that the format knows, or an open line above text."""
    words = units[index].words
    if titled is not None:
        return " ".join(words.split()).casefold() == titled.casefold()
    if len(words) > TITLE_LENGTH or (len(words.split()) < 2 and not _UNSPACED.match(words)):
        return False
    if not is_open_line(words) or words[0].islower() or _is_section(units, index):
        return False
    return any(later.kind is None for later in units[index + 1 :])


def _is_section(units: list[Unit], index: int) -> bool:
    """Tell whether the first line names the part of a paper the headline is in: "WORLD", "World news"."""
    words = units[index].words
    if index or len(words.split()) > 3 or len(units) < 3:
        return False
    below = units[1]
    if _SECTIONS.issuperset(keys_of(words)):
        return is_open_line(below.words) and len(below.words.split()) > 3
    is_apart = below.group != units[0].group and not below.words.isupper()
    return words.isupper() and is_open_line(below.words) and is_apart


def is_name(units: list[Unit], index: int) -> bool:
    """Tell whether a line is as short as the name of a paper or an office, and the head goes on."""
    words = units[index].words
    goes_on = index + 1 < min(len(units), HEAD)
    return is_open_line(words) and len(words.split()) <= 4 and goes_on


def is_standfirst(units: list[Unit], index: int) -> bool:
    """Tell whether the unit stands right under the headline, apart from the prose."""
    if index == 0 or units[index - 1].kind is not K.TITLE or index + 1 >= len(units):
        return False
    above, unit, below = units[index - 1 : index + 2]
    if above.group == unit.group != below.group:
        return True
    return is_open_line(unit.words) and len(unit.words.split()) >= 5
