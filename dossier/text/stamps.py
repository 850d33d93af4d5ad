"""Read the stamp at the head of a text: where, when and by whom it was published, in one line.

A stamp is a row of parts of known kinds, in any order: a label, a place, a byline, weekday, day and time, an
agency. It takes a whole line, or stands before the first words of the text.
"""

from typing import NamedTuple

from dossier.model import PartialDate
from dossier.text import late as re
from dossier.text.date_words import ALL_WEEKDAYS, PLAIN, SHORT_WEEKDAYS, month_names
from dossier.text.datelines import AGENCIES, read_dateline
from dossier.text.stamp_labels import LABEL, LABELLED, LATER, OTHER, Label, label_of
from dossier.text.stated_dates import MONTH_NAMES, date_at, real_date
from dossier.text.words import PAST_VERBS

LONGEST = 200  # characters of a stamp
_WEEKDAYS = "|".join(sorted(ALL_WEEKDAYS, key=lambda name: (-len(name), name)))
_SHORT = "|".join(sorted(SHORT_WEEKDAYS, key=lambda name: (-len(name), name)))
_ZONE = r"(?:[A-Z]{1,4}T|UTC|MSK|UK|Z|[A-Z]{2,4}(?=\W*$))(?:[+-]\d{1,4})?\b|[+-]\d{2}:?\d{2}"
# A letter that is not small: that of a script without capitals passes.
_NAME = r"(?:(?:and|of|the|de|la|van|von|al|bin|for) ){0,2}[^\W\d_a-zß-ÿ](?:[\w.’']|-(?!-))*"
_DATE_BEGINS = rf"(?:\d|(?i:{MONTH_NAMES}|{_WEEKDAYS})\b)"
_NETWORKS = r"facebook|instagram|linkedin|messenger|pinterest|reddit|stumbleupon|telegram|twitter|whatsapp"

# In this order; those of the second table only until a day was found.
_PARTS = (
    ("label", LABELLED),
    ("weekday", re.compile(rf"(?:{_WEEKDAYS})\b\.?|(?:{_SHORT})\b\.?(?=,? \d{{1,2}}[. ])", re.I)),
    (
        "time",
        re.compile(
            r"T?(?i:(?:at|um|om|à|às|a las|alle(?: ore)?|ore|klo|kl\.?|o(?: godz\.)?|в|о|об|saat"
            r"|الساعة|בשעה) )?"
            r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?|\d{1,2}h\d{2}(?:min)?"
            r"|\d{1,2}[時시点] ?\d{1,2}[分분]"
            r"|\d{1,2} h(?: \d{2})?\b|\d{1,2}(?=\s?[apAP]\.?[mM])|\d{4}(?=\s(?:on|GMT|UTC|[A-Z]{2,3}T)\b))"
            r"(?i:\s?[ap]\.?m\b\.?| uhr| uur| hrs|\s?h\b\.?)?"
            rf"(?:\s?\(?(?:{_ZONE})\)?| بتوقيت [^\W\d_]+)?(?!\d)"
        ),
    ),
    (
        "byline",
        re.compile(
            rf"(?:(?:Edited |Reported |Written )?(?:[Bb]y|BY):?|[Vv]on|[Pp]ar|[Dd]i|[Pp]or|[Dd]oor) (?:the )?"
            rf"(?P<names>{_NAME}(?: (?:(?:avec|with|mit|con) )?{_NAME}){{0,6}}?|admin|editor|staff|webmaster)"
            rf"(?=\s?[,;|/•·(–—]|\s-\s|$| in | (?:on )?{_DATE_BEGINS}"
            rf"| (?i:{LABEL}|leave a (?:comment|reply))\b)"
        ),
    ),
    (
        "agency",
        re.compile(
            rf"\([^()\d]{{2,40}}\)|/[^/\d]{{2,40}}/|(?:The )?(?:{AGENCIES})(?!\w| [a-z])"
            r"|[A-Z]{2,6}(?= [–—] \d)|[^\W\d_a-zß-ÿа-яё]{3,20}\.[A-Z]{2,4}(?= ?[-–—] )"
        ),
    ),
    ("shelf", re.compile(rf"(?:[Ff]iled )?(?:in|under) {_NAME}(?: {_NAME}){{0,3}}(?=\s?[|•·/]| by )")),
    (
        "article",  # "On" opens a sentence; before a day of ours the same in the years of the Hijra
        re.compile(
            r"(?:[Ll]e|[Dd]en|[Vv]om|on|th(?:e|is)|dne|a|lì|[Dd]nia"
            r"|\d{4}/\d{1,2}/\d{1,2} ?هـ?[،,]?(?: -| الموافق)?) "
            rf"(?={_DATE_BEGINS})"
        ),
    ),
    ("place", re.compile(rf"{_NAME}(?: {_NAME}){{0,2}}(?:, {_NAME})? ?\([A-Z]{{2,6}}\) ?(?:--?|[–—])")),
    ("place", re.compile(rf"{_NAME}(?: {_NAME}){{0,2}}(?=\s?[–—]\s)")),
    (
        "number",
        re.compile(
            r"(?i:no|nr|núm|ref|n°|issue|vol|cc(?=\d)|(?:pm|ip|sc|ga)(?= ?/?\d))[.:]? ?/?"
            r"[\w./-]*\d[\w./-]*\b(?: of\b)?"
        ),
    ),
    ("capitals", re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ ,.]{2,40}(?=\s?\|)")),
    (
        "reading",
        re.compile(
            r"(?:GMT|UTC)$|\d{1,3} min(?:ute)?s? read|from the print edition|article history"
            r"|from the section (?-i:[A-Z]\w+(?: & [A-Z]\w+)?)"
            r"|(?:sec\. [ivx]+\. )?(?:page|pág\.) [A-Z]?\d{1,3}|(?-i:[гr]\.|roku\b|года\b|م(?=\W*$))"
            r"|(?:\d{1,3}|an?) (?:minute|hour|day|week|month|year)s? ago|in \d{1,2} (?:minute|hour)s"
            r"|(?:temps de lecture|(?:estimated )?reading time|lesezeit|tiempo de lectura|tempo di lettura"
            r"|leestijd|czas czytania|время чтения)\W{1,3}\d{1,3} min(?:\b\.?|ut\w{1,2}\b)"
            r"|(?:source|sumber|fuente|fonte|quelle|источник|来源|來源|出典) ?[:：] ?[^|\n]{2,40}$"
            r"|(?:jump to )?comments \(\d+\)|(?:\d{1,4}|no) comments?"
            r"|leave a (?:comment|reply)|printable version|e-?mail this to a friend|@\w+|[\w.]+@[\w.]+"
            r"|(?:share(?: this)?(?: page| story)?(?: with| on| via)?|print|help|e-?mail|delicious|digg"
            r"|redacción|rédaction|redaktion|redazione|redactie|redakcja|редакция|staff"
            r"|save(?= (?:share|print|tweet|e-?mail))|copy (?:this )?link"
            r"|teilen|drucken|partager|imprimer|compartir|imprimir|condividi|stampa|delen|compartilhar|udostępnij"
            r"|drukuj|paylaş|yazdır|поделиться|печать|поділитися|друк|شارك|مشاركة|طباعة|שתפו|שיתוף|הדפסה"
            rf"|{_NETWORKS}|tweet)\b(?-i:(?! (?!(?:{_NETWORKS})\b)[a-z]))",
            re.I,
        ),
    ),
)
_PARTS_BEFORE = (
    ("paper", re.compile(rf"in (?:the )?{_NAME}(?: {_NAME}){{0,4}}(?=,)")),
    ("section", re.compile(r"[^|•·»>.!?\n\d]{2,40}(?:#\d{1,4})?(?=\s?[|•·»>]|\s/\s)")),
    (
        "place",
        re.compile(
            rf"{_NAME}(?:[ /]{_NAME}){{0,3}}(?:, {_NAME}(?: {_NAME}){{0,2}})?"
            r"(?=\s?(?:[,(\[/–—]|--)|\s-\s| d(?:en|ne) \d)"
        ),
    ),
    # Without a comma, where an agency follows the day: it stands in no sentence then.
    ("place", re.compile(rf"[ء-ي]+(?: [ء-ي]+)?(?= \d[\d/-]{{7,9}} (?:{AGENCIES}) ?[-–])")),
    (
        "place",
        re.compile(
            r"[А-ЯЁ][\w-]+\. (?=\d{1,2} [а-яё]{3,8} \d{4}[\s.а-я]{1,8}[^\W\d_]{3,20}(?:\.[A-Z]{2,4})? [-–—] )"
        ),
    ),
)
_OF_STAMPS = frozenset({"label", "time", "place", "source"})
"""Kinds of parts that no sentence has."""
_WEEKDAY_BEFORE = re.compile(rf"\b({_WEEKDAYS})\.?,? $", re.I)
_GAP = re.compile(r"[)\]]?(?:[\s,،;|•·»>–—−:：*⏱⏰🕒📅🗓\ufe0f-]|//){0,40}")
_FIGURE = re.compile(r"\d")
_IS_HOUR_NEXT = re.compile(
    r"(?:[\d./-]{6,8}|\d{1,2} [A-Za-z]{3,9} \d\d)[ ,/|·•–-]{1,3}(?:(?:à|um|at) )?\d{1,2}:\d{2}"
)
_OPENING = re.compile(r"[(\[/] ?")
_CLOSE = re.compile(r"[)\]]?\s?\.?[\s,|•·/–—−:*-]*")
_SLAVIC = "|".join(name for tag in ("cs", "pl", "ru", "uk") for name in month_names(tag, short=False))
_OF_SENTENCE = re.compile(rf"\d\.? (?:{_SLAVIC})\b", re.I)
"""A day in a language in which it opens a sentence without a word before it."""
_SCENE = re.compile(r"\d?[.:]\s*")
_TELLS_SCENE = re.compile(
    r"(?:on |in |an |a |em )?(?:th(?:at|is) day|diesem tag|jenem tag|ce jour|(?:ese|aquel|este) día"
    r"|(?:quel|questo) giorno|n?(?:esse|aquele|este) dia|die dag)\b"
    rf"|(?![^.!?]*\b(?:was|were|had|did|has|have|[a-z]{{3,}}ed|{'|'.join(sorted(PAST_VERBS))})\b)"
    r"(?-i:(?:The|An?|His|Her|Its|Their|My|Our) (?:[\w’-]+ ){1,3}?"
    r"|(?:He|She|It|We|They|I) |(?:[A-Z][\w’-]+ ){2,3})"
    r"(?!(?:says|was|has|does)\b)(?:[a-z]{2,}s|are|am)\b",
    re.I,
)
"""Behind a day alone: what is told as if it were now, or of "that day", is no news of the day."""
_BREAK = re.compile(r"[|•·/–—−\n:*-]")
_SECTIONS = re.compile(r"(?:\s?[|•·/–—]\s?[^|•·/.!?\n]{2,40}){1,3}(?:\s*\n\s*|$)")
_PLACE_AFTER = re.compile(
    rf"(?:,| in|(?<=\d{{4}})(?= [^\W\d_a-z][a-zß-ÿ-]+$)) {_NAME}(?: {_NAME}){{0,3}}\s*(?:\n\s*|$)"
)  # or "in News"
_VENUE = re.compile(
    r"\b(?:hall|rooms?|street|square|centre|center|house|school|church|library|hotel|building|court|theatre|theater"
    r"|auditorium|chambers?|offices?|campus|saal|rathaus|salle|mairie|sala|ayuntamiento)\b",
    re.IGNORECASE,
)
"""In a place at which one meets; a town alone is that of who writes."""
_OPENS_TEXT = re.compile(r"[\"“„«‘'(\[]{0,2}([^\W_])")
_BYLINE_AND_CAPTION = re.compile(
    r"By [A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ](?:[^.!?:;\n]{4,240}|[\w’'-]*)[a-zß-ÿ] "
    r"(?=(?:The|An?|In|On|At|It|He|She|They|There|This|When|After|As|With|But) [a-zß-ÿ])"
)
_DOCUMENT = re.compile(
    r"(?=.*\b(?:statement|memo|briefing|press conference|transcript|notice|report|summary|communiqué|bulletin"
    r"|newsletter|circular|remarks|readout|memorandum|release|\w{0,20}pressekonferenz|(?:presse)?mitteilung"
    r"|communiqué|comunicado|comunicato|bollettino)\b)"
    r"(?!.*\b(?:loi|ley|lei|legge|\w{0,20}gesetz|décret|decreto|acuerdo|acordo|accordo|accord|abkommen|réunion"
    r"|reunión|reunião|riunione|sitzung|treffen)\b)[^.!?;]{0,100}"
    rf"(?:[,–—|(-] ?|\b(?:issued|released|presented|published|dated)(?: on)? |\b(?:vom|du|del|de|di) "
    r"|(?:(?<=\Amemo )|(?<=\Astatement )|(?<=\Acommuniqué )|(?<=\Apress release )|(?<=\Anotice ))of )"
    rf"(?:(?:{_WEEKDAYS}),? (?:dem |den )?)?"
    rf"(?P<day>(?:\d{{1,2}}[. -]+(?:de )?(?:{MONTH_NAMES})|(?:{MONTH_NAMES})\.? \d{{1,2}}),?[ -](?:de )?"
    r"\d{4})"
    r"(?:\)|,? (?:transcript|\d{1,2}[:.]\d{2}[\w. ]{0,8}|\([^()]{2,30}\)))?",
    re.I,
)
_JUDGMENT = re.compile(
    r"(?:(?:end)?urteil|beschluss|entscheid(?:ung)?|verfügung|arrêt|jugement|ordonnance|sentenza|ordinanza|sentencia"
    rf"|judge?ment|ruling|order) (?:vom|du|del|of|dated) "
    rf"(?:(?:{_WEEKDAYS}),? )?(?P<day>[^;]{{5,24}}\d{{4}})\s*",
    re.I,
)
_TEXT = r"(?:article|story|piece|report|post|essay|interview|column|item|feature|page|text)"
_FIRST_PUBLISHED = re.compile(
    rf"(?:\W{{0,3}}(?:editor[’']s )?note: )?this (?:\w+ )?{_TEXT}(?: by [^,.!?;]{{3,40}})?"
    r" (?:was |is |has been )?(?:first|originally)"
    r" (?:published|posted|printed|appeared|ran)\b[^.!?;]{0,90}?(?=\s\d|\s[^\W\d_]{3,9}\.? \d)"
    r"|dieser (?:artikel|beitrag|text) (?:ist |wurde )?(?:zuerst |erstmals |ursprünglich )?"
    r"(?:erschien(?:en)? )?(?:zuerst |erstmals |ursprünglich )?am(?=\s\d)"
    r"|(?:cet article|ce texte) (?:a été |est )(?:initialement |d[’']abord )?(?:publié|paru)"
    r"(?: initialement)?\b[^.!?;]{0,60}? le(?=\s\d)"
    r"|este (?:artículo|texto) (?:fue |se )public(?:ado|ó) (?:originalmente |por primera vez )"
    r"[^.!?;]{0,60}?el(?=\s\d)",
    re.I,
)
_SOURCE_WORD = (
    r"(?:[A-ZÀ-Þ][\w.’'&-]*|[\w-]+(?:\.[a-z]{2,8}){1,2}|and|of|the|in|by|for|from|staff|news|services?|agencies"
    r"|correspondents?|writers?|reporters?|&|@\w+)"
)
_SOURCE = re.compile(
    rf"\s?(?:(?:(?:From|Source):|{_SOURCE_WORD}[,;.]?) {{1,3}}(?:[|–—-] )?){{1,10}}?"
    rf"(?=(?i:{LABEL})\b(?! [a-z])|{_DATE_BEGINS})"
)
OF_EVENT = (
    r"event|when|venue|where|deadline|save the date|hearing|meeting|kick-?off|closes|opens|opening|starts?"
    r"|begins|ends?|departure|arrival|incident|accident|doors|date and time"
    r"|\w{0,20}(?:termin|beginn|schluss|frist|ende)|(?:tat|unfall|einsatz)zeit|einlass|stichtag"
    r"|début|fin|audience|échéance|date limite|clôture|ouverture|plazo|audiencia|inicio|cierre|fecha límite"
    r"|vencimiento|apertura|scadenza|udienza|inizio|chiusura|rozprawa|początek|koniec"
    r"|начало|окончание|срок|заседание|موعد|מועד"
)
"""What stands before the day of something else than a text, in small letters."""
_OF_EVENT = re.compile(rf"\W{{0,3}}(?:{OF_EVENT})[\s,:(|–—-]{{1,4}}(?:am |le |el |il )?{_DATE_BEGINS}", re.I)
_IS_SOURCE = re.compile(
    r"[\w’][,;.]|\b(?:[A-Z]{2,}|[Ss]taff|[Nn]ews|[Ww]riters?|[Rr]eporters?|By)\b|\b(?:From|Source):|^On $"
)
"""What only a paper or who writes has; other words in front of a day may say what happened on it."""


_NAMES_EVENT = re.compile(rf"\b(?:{OF_EVENT})\b", re.I)


def _is_source(words: str) -> bool:
    """Tell whether the words before a day are those of a paper or a writer, and name nothing that happens."""
    is_long = len(words.split()) > 1 and not _NAMES_EVENT.search(words)
    return is_long or _IS_SOURCE.search(words) is not None


class StampDay(NamedTuple):
    """A day that a stamp states."""

    days: tuple[PartialDate, ...]
    """More than one where its figures can be read as several days; none when no calendar has it. Marked as
    uncertain where the weekday that the stamp names contradicts it."""
    label: Label | None
    """What stands before it and says what happened on it."""
    start: int
    end: int

    @property
    def is_later(self) -> bool:
        """Tell whether it is the day of a change, not the first."""
        return self.label is not None and self.label.when == LATER


class Stamp(NamedTuple):
    """What stands before a text on its line, or has a line of its own."""

    days: tuple[StampDay, ...]
    """In order; at least one."""
    names: str
    """The names of its byline; may be empty."""
    weekday: int | None
    """Number of the weekday it names, 0 Monday."""
    has_place: bool
    is_bare: bool
    """True when it is a day and nothing else that only stamps have."""
    end: int
    """Where it ends; what follows is the text."""
    has_hour: bool = False

    @property
    def says_published(self) -> bool:
        """Tell whether it is labelled as the day of a publication or a change: "Date:" may be a meeting's."""
        return any(day.label is not None and day.label.when != OTHER for day in self.days)

    @property
    def is_day_alone(self) -> bool:
        """Tell whether it is one day, perhaps with a place, as under a letter."""
        is_told = self.is_bare or self.has_place
        return len(self.days) == 1 and is_told and not self.days[0].is_later and not self.names


def read_stamp(line: str) -> Stamp | None:
    """Return the stamp with which a line begins; None where its first words are a sentence.

    >>> line = "PORT TOWN | Thu Oct 3, 2019 4:12 pm BST Police seized two boats."
    >>> stamp = read_stamp(line)
    >>> stamp.days[0].days[0].edtf, line[stamp.end :]
    ('2019-10-03', 'Police seized two boats.')
    >>> read_stamp("On 3 October 1987 the river rose.") is None
    True
    """
    plain = line[:LONGEST].translate(PLAIN)
    if not _FIGURE.search(plain) or _OF_EVENT.match(plain):
        return None
    scan = _Scan(plain, 0)
    if scan.days:
        return scan.stamp(line)
    for start in dict.fromkeys((0, scan.end)):
        source = _SOURCE.match(plain, start)  # the paper and its writers; an hour, a label or "By" shows it
        if not source:
            continue
        scan = _Scan(plain, source.end())
        if source.group() == "On ":  # also opens a sentence
            scan.kinds.add("article")
        is_known = scan.kinds & {"label", "reading"} or scan.names or _is_source(source.group())
        has_source = is_known and (scan.kinds & {"time", "label"} or scan.names or line.startswith("By "))
        if scan.days and has_source and not scan.is_of_another_thing(source.group()):
            scan.kinds.add("source")
            return scan.stamp(line)
    return None


def end_of_byline(line: str) -> int | None:
    """Return where the text begins on a line that opens with a byline and a caption, neither of them closed.

    >>> line = "By Ann Roe News, Larne Dockers wait at the gate The dockers of Larne have blocked it."
    >>> line[end_of_byline(line) :]
    'The dockers of Larne have blocked it.'
    """
    match = _BYLINE_AND_CAPTION.match(line)
    return match.end() if match else None


def day_of_document(line: str) -> StampDay | None:
    """Return the day in a line that names the kind of a document and is no sentence.

    >>> day_of_document("Press briefing of the mission, 31 August 2009").days[0].edtf
    '2009-08-31'
    >>> day_of_document("Morning report on the river of 3 October 2019") is None
    True
    """
    plain = line.translate(PLAIN)
    if len(line) > LONGEST or not _FIGURE.search(line):
        return None
    match = _DOCUMENT.fullmatch(plain) or _JUDGMENT.fullmatch(plain)
    found = date_at(plain, match.start("day")) if match else None
    if not (match and found):
        return None
    return _doubted((StampDay(found[0], None, match.start("day"), found[1]),), plain, None)[0]


def day_of_first_publication(line: str) -> StampDay | None:
    """Return the day on which a notice says that the text was published for the first time.

    >>> day_of_first_publication("This article was first published on 3 March 2021.").days[0].edtf
    '2021-03-03'
    """
    match = _FIRST_PUBLISHED.match(line) if len(line) <= LONGEST else None
    found = real_date(line[match.end() :]) if match else None
    if not match or not found or found[1] > 1:
        return None
    return StampDay((found[0],), None, match.end() + found[1], match.end() + found[2])


class _Scan:
    """The parts of a stamp from one place on, one after the other, as far as they go."""

    def __init__(self, plain: str, start: int) -> None:
        self.plain, self.end = plain, start
        self.days: list[StampDay] = []
        self.label: Label | None = None
        self.names = ""
        self.label_start = start
        self.weekday: int | None = None
        self.kinds: set[str] = set()
        """Those of its parts so far."""
        while self._take_part():
            pass

    def is_of_another_thing(self, source: str) -> bool:
        """Tell whether the words before the label are part of it: "Closing date: 3 October"."""
        label = self.days[0].label
        return label is not None and label.when == OTHER and source.rstrip()[-1:].isalnum()

    def _is_event(self, line: str) -> bool:
        """Tell whether an hour and a place follow a day that has no label: when and where to meet."""
        has_hour = _FIGURE.search(self.plain, self.days[-1].end, self.end) is not None
        is_plain = not self.names and self.kinds.isdisjoint({"label", "source"})
        place = _PLACE_AFTER.match(line, self.end)
        return has_hour and is_plain and place is not None and _VENUE.search(place.group()) is not None

    def _take_part(self) -> bool:
        """Take the part after the gap, if there is one."""
        gap = _GAP.match(self.plain, self.end)
        at = gap.end() if gap else self.end
        if self._take_at(at):
            return True
        opening = _OPENING.match(self.plain, at)
        return opening is not None and self._take_at(opening.end())

    def _take_at(self, at: int) -> bool:
        if self._take_day(at):
            return True
        for kind, pattern in _PARTS if self.days else _PARTS + _PARTS_BEFORE:
            match = pattern.match(self.plain, at)
            if match and not (kind == "place" and "place" in self.kinds):
                self._take(kind, match)
                return True
        return bool(self.days) and self._take_dateline(at)

    def _take_day(self, at: int) -> bool:
        is_timed = self.kinds & {"time", "label"} or _IS_HOUR_NEXT.match(self.plain, at)
        found = date_at(self.plain, at, short_year=bool(is_timed))
        if not found:
            return False
        days, end = found
        if self.label and self.label.language != "en":
            days = days[:1]  # only in English the month may be the first of the figures
        self.days.append(StampDay(days, self.label, self.label_start if self.label else at, end))
        self.label, self.end = None, end
        return True

    def _take_dateline(self, at: int) -> bool:
        line = None if "dateline" in self.kinds else read_dateline(self.plain, at)
        if line is None:
            return False
        self.end = line.end
        self.kinds |= {"place", "dateline"}
        return True

    def _take(self, kind: str, match: re.Match[str]) -> None:
        self.end = match.end()
        self.kinds.add(kind)
        if kind == "label":
            self.label, self.label_start = label_of(match), match.start()
        elif kind == "weekday":
            name = match.group().lower().rstrip(".")
            self.weekday = ALL_WEEKDAYS.get(name, SHORT_WEEKDAYS.get(name))
        elif kind == "byline":
            self.names = match["names"]

    def stamp(self, line: str) -> Stamp | None:
        """Return the stamp, if it fills the line or what follows it opens a text."""
        close = _CLOSE.match(line, self.end)
        end = close.end() if close else self.end
        if end < len(line) and (sections := self._sections(line)):
            end = sections.end()
        first = set(self.days[0].days)
        is_range = any(not day.label and first.isdisjoint(day.days) for day in self.days[1:])
        if is_range or self._is_event(line) or (end < len(line) and not self._is_before_text(line, end)):
            return None
        is_bare = self.kinds.isdisjoint(_OF_STAMPS) and not self.names
        days = _doubted(tuple(map(self._day_first, self.days)), self.plain, self.weekday)
        return Stamp(
            days, self.names, self.weekday, "place" in self.kinds, is_bare, end, "time" in self.kinds
        )

    def _day_first(self, day: StampDay) -> StampDay:
        """Read figures with full stops as day and month, unless a weekday can tell."""
        is_dotted = len(day.days) > 1 and self.plain[day.end - 5] == "."
        return day._replace(days=day.days[:1]) if is_dotted and self.weekday is None else day

    def _sections(self, line: str) -> re.Match[str] | None:
        """Return the sections of a paper, or the place, between the parts and the end of the line."""
        place = _PLACE_AFTER.match(line, self.end) if self.days else None
        if place and line[self.end] != "," and "label" not in self.kinds:
            place = None
        return _SECTIONS.match(line, self.end) or place

    def _is_before_text(self, line: str, end: int) -> bool:
        """Tell whether a text begins at `end`, rather than that the day is part of a sentence."""
        opens = _OPENS_TEXT.match(line, end)
        if not opens or opens[1].islower() or not all(map(_is_full, self.days)):
            return False
        between = line[self.end : end]
        is_closed = "label" in self.kinds or bool(self.names) or _BREAK.search(between) is not None
        if self._tells_scene(line, end, opens[1]):
            return False
        if (opens[1].isalpha() and not opens[1].isupper()) or self._opens_sentence():
            return is_closed or ("time" in self.kinds and between[-1:].isspace())
        if "article" in self.kinds:  # "On 3 October 1987, at 4:12 pm, Larne Council shut the quay"
            return is_closed
        return is_closed or not self.kinds.isdisjoint(_OF_STAMPS) or "," not in between

    def _tells_scene(self, line: str, end: int, letter: str) -> bool:
        is_told = letter > "Þ" or _TELLS_SCENE.match(line, end) is not None  # in other scripts all is
        return is_told and self._opens_scene(line[:end])

    def _opens_scene(self, stamp: str) -> bool:
        """Tell whether a day, perhaps with its hour, stands alone before a full stop or a colon."""
        last = stamp[self.end - ("time" not in self.kinds) :]  # the stop of "p.m." is that of the hour
        is_alone = self.kinds.isdisjoint(_OF_STAMPS - {"time"}) and not self.names
        return is_alone and _SCENE.fullmatch(last) is not None

    def _opens_sentence(self) -> bool:
        """Tell whether a day stands alone in a language in which it opens a sentence as it is."""
        is_alone = self.kinds.isdisjoint({"weekday", *_OF_STAMPS} - {"time"})
        return is_alone and _OF_SENTENCE.search(self.plain, self.days[0].start, self.end) is not None


def _doubted(days: tuple[StampDay, ...], plain: str, weekday: int | None) -> tuple[StampDay, ...]:
    """Mark days as uncertain where a weekday is named, with them or before the first, that none falls on."""
    if weekday is None and (
        before := _WEEKDAY_BEFORE.search(plain, max(0, days[0].start - 20), days[0].start)
    ):
        weekday = ALL_WEEKDAYS.get(before[1].lower())
    named = [each.earliest for day in days for each in day.days if each.is_exact and each.earliest]
    if weekday is None or not named or weekday in {each.weekday() for each in named}:
        return days
    return tuple(day._replace(days=tuple(each.doubted() for each in day.days)) for day in days)


def _is_full(day: StampDay) -> bool:
    """Tell whether a date has day, month and year."""
    return bool(day.days) and day.days[0].earliest == day.days[0].latest
