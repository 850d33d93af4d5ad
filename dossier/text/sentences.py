"""Turn the text of a paragraph into the spans of its sentences, by rules."""

from bisect import bisect_right

from dossier.model import Paragraph, Sentence, SentenceId, Span
from dossier.text import late as re
from dossier.text.date_words import month_names
from dossier.text.quotes import find_quotations
from dossier.text.words import wordset

_STOPS = "[.!?…。！？؟।۔။។։።]"
# A stop, what may close after it (quotation marks, brackets, marks of notes), and the space behind.
_STOP = re.compile(
    rf"((?:\.(?: \.){{2,}}|{_STOPS}){_STOPS}*)"
    r"((?:[\"”’'»)\]」』]|[ \u00a0\u202f]»(?![^\s.,;:])"  # a mark with a blank on both sides closes
    r"|\[(?:\d{1,3}(?:[,–-] ?\d{1,3}){0,9}|[a-z]|[^\W\d_]{2,12} \d{1,2}|[a-z]{2,20} needed)\]"
    r"|\(\d{1,2}\)(?=\s)|[¹²³⁰⁴-⁹]{1,3}(?:[,–⁻-][¹²³⁰⁴-⁹]{1,3}){0,9}|[*†‡]{1,3}(?=\s|$))*)(\s*)"
)
_NUMBER_BEFORE_TEXT = re.compile(
    r"(?:[•·▪*–—-]\s)?(?:\(|§{1,2}\s?)?"
    r"(?:[A-Z]{0,2}\d{1,3}[a-z]?|[IVX]{1,5}|[ivx]{1,5}|[A-Za-z])(?:\.\d{1,2}){0,2}"
)  # "1. The commission", "§ 4. The lease", "OP12. Decides"
_NUMBERED = (
    "Annex|Appendix|Art|Article|Chapter|Clause|Item|Para|Paragraph|Part|Rule|Schedule|Section|Step"
    "|Artikel|Abschnitt|Absatz|Anhang|Anlage|Kapitel|Ziffer|Annexe|Chapitre|Paragraphe|Artículo|Anexo|Capítulo"
    "|Articolo|Allegato|Capitolo|Artigo|Artykuł|Rozdział|Załącznik|Článek|Článok|Član|Articolul|Madde|Bölüm|Ek"
    "|Статья|Пункт|Глава|Раздел|Приложение|Стаття|Розділ|Додаток|Член|Άρθρο|المادة|الفصل|البند|ماده|סעיף"
)
"""Words that have the number of a part of a law or a book behind them."""
_NUMBER_INSIDE = re.compile(
    r"(?:.{0,300}(?:: \(?1|; \(?\d{1,2})|\(?\d{1,2})"
    rf"|(?:{_NUMBERED})\.? \d{{1,3}}(?:\.\d{{1,2}})?(?:[a-z]| (?:bis|ter|quater))?",
    re.S,
)  # "2. A bridge", "these: 1. A bridge", "Annex 2. Fees"
_OPENERS = "\"“„‘'`«([{—–-•¿¡「『* \t\n"
_WIDE = frozenset("。！？।۔؟။។։።")  # stops that need no space behind


# Never the end of a sentence: something follows.
_TITLES = wordset(
    "mr mrs ms mx dr prof gen lt col maj capt cmdr cdr sgt adm gov sen sens rep reps rev hon pres brig cpl "
    "pvt pte amb supt det insp st ste mt ft messrs mme mlle mm sr sra srta dña hr fr nr bzw ca vgl evtl ggf "
    "sig sigg dott avv av abs ул ul vs viz cf fig figs eq approx est dept univ gens cols sgts op art arts pp "
    "vol vols tel ed eds eng engr atty"
)
_ELSEWHERE = wordset(
    "dr prof mr drs dhr mevr jhr św ks abp kard prok проф акад доц просп пл обл гр св вул ім смт"
)
"""Titles in small letters of other languages; a word that opens an English sentence ends them."""
_AS_SPELT = wordset("Abg Bgm Dipl Ing Fa Doç Yrd Cad Mah Dª Dña Excmo Excma")  # but ING, the FA
_SMALL_TITLES = wordset(
    "hon sig sigg dott avv av ул ul vs viz cf ca bzw approx vgl evtl pp"
)  # also without a capital
# May end a sentence: only when a word follows that opens sentences.
_EITHER = wordset(
    "inc corp co ltd llc plc jr sr etc jan feb apr jun jul aug sep sept oct nov dec mon tue tues wed thu "
    "thur thurs fri ave blvd rd bros assn intl natl govt usw uam bd esq"
)
_BEFORE_NUMBER = wordset(
    "no nos nr p pp v art arts fig figs vol vols ch chs sec secs sect para paras rs mar sat sun ft lb lbs"
    " godz ust pkt pág стр ст буд кв"
)
_STARTERS = wordset(
    "a after again all also although among an and another any as at because before both but by despite "
    "during each earlier even every few following for former from given he her here his how however i if "
    "in indeed instead it its last later like many may meanwhile more moreover most my neither never "
    "nevertheless no nobody none nonetheless nor not nothing now of on once one only or other others our "
    "over people perhaps several she since so some somebody soon still such that the their then there "
    "therefore these they this those though through thus to today together two under unlike until we what "
    "when where whereas whether which while who why will with within without yes yesterday yet you your "
    "der die das ein eine er sie es wir ich und aber im in am auf bei nach le la les un une il elle ils "
    "on nous mais et en el los las una pero y"
)
_PARTICLES = wordset("la le el der die das les los")  # also of names: David F. La Rue
_SPEECH = (
    "said|says|asked|asks|told|added|adds|wrote|writes|replied|exclaimed|shouted|declared|answered|"
    "tweeted|posted|quipped|wondered|cried|yelled|insisted|continued|concluded|stated|remarked|"
    "laughed|joked|recalled|warned|explained"
)
# `“Why?” Jane Doe asked`: the sentence goes on after the quotation.
_GOES_ON = re.compile(rf"(?:[^\W\d_][\w.’'-]*,?\s+){{1,6}}(?:{_SPEECH})\b|(?:{_SPEECH})\b")
# Months before which languages that write "5. Mai" have a day with a full stop.
_MONTHS = "|".join([*month_names("de", short=False), "januari|februari|mars|maj|leden|ledna|května"])
_ORDINAL = re.compile(rf"(?:{_MONTHS}|jahrhundert|weltkrieg|bölüm|daire|ceza|hukuk)\b", re.I)
# A small letter that still opens a sentence: al-Rahman, i5, iPhone, d’Estaing.
_SMALL_START = re.compile(r"[a-z]{1,4}[-’'][A-ZÀ-ÞĀ-ž]|[a-z]{1,2}\d|[a-z][A-Z]")
_ENTRY = re.compile(r"\((?:[a-z]|[ivx]{2,4})\)\s[\"“‘«„]?[A-ZÀ-Þ]")  # "It is shut. (b) The lock is open."
_AFTER_LETTER = re.compile(r"[A-ZÄÖÜ][a-zäöü]{0,2}\.")  # "z. B.", "v. Chr.", "u. Co."
_VERSUS = re.compile(r"\b[A-ZÀ-Þ][\w.’'-]* v$")  # "Roe v. Holm"
_DAY_AND_MONTH = re.compile(r"\b\d{1,2}\. ?\d{1,2}$")  # "am 3. 4. 2024"
_REGNAL = re.compile(r"\b(?:Sultan|Padişah|Şah|Çar|Kral|Kraliçe|Papa|Prens|İmparator) [IVX]{1,5}$")
_OF_TWO = re.compile(r"\b(?:d\. ?h|z\. ?B)$")
_BEFORE_ORDINAL = re.compile(r"\b(?:der|die|das|dem|den|des|am|im|zum|zur|vom|beim) \d{1,2}$", re.I)
_INITIAL = re.compile(r"[A-Z]\.\s")
_INITIALS = re.compile(r"(?:^|\b[A-Z]\.\s?)[A-Z]$")  # the first word, or after another initial
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DOUBLED = re.compile(r"([A-Z])\1")  # of a plural: "EE. UU."
_DOUBLED_NEXT = re.compile(r"([A-Z])\1\.")
_CYRILLIC_LETTER = re.compile(r"(?:^|[^\d .] )[бвгґджзклмнопрстуфхцчшщ]$")  # "г. Томск"; but "5 г. Потом"
_YEAR_FIRST = re.compile(r"(?:^|[.!?] )(?:\w{1,3} )?\d{4} (?:г|р|r)$")  # "В 2019 г. Иванов стал мэром."
_NUMBER = re.compile(r"\d|[IVXLC]+\b")
_BRACKETED = re.compile(r"\w\.?\s\([\w-]{1,7}$")  # Gen. (ret.) Roe, Rep. Doe (R-Fla.) said
_ON_A_SITE = re.compile(r"\b(?:on|to|via|from) X$")  # "a post on X. Bashir signed": no initial
_ZONE = re.compile(r"[A-Z]{2,4}\b")  # "8:30 a.m. ET"
_CREDIT = re.compile(r"\((?:photo|image|picture|file|video|credit)", re.I)
_LAST_WORD = re.compile(r"[\w.&’'-]*$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WINDOW = 40  # characters; longer than any abbreviation


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each sentence of one paragraph, without the white space between.

    A stop ends a sentence when what follows may open one and what precedes is no abbreviation, initial
    or number; never inside a quotation, nor inside a bracket that opened in mid-sentence.

    >>> text = "The U.S. envoy met Lt. Gen. Roe. “We agreed. It holds,” he said."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['The U.S. envoy met Lt. Gen. Roe.', '“We agreed. It holds,” he said.']
    """
    shut = _Shut(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        end = match.end(2)
        if _is_label(text, start, match.start()):
            continue
        if match.end() < len(text) and not shut.holds(end) and _ends(text, match):
            spans.append((start, end))
            start = match.end()
    spans.append((start, len(text)))
    trimmed = ((_skip(text, a, b), a + len(text[a:b].rstrip())) for a, b in spans)
    return tuple((a, b) for a, b in trimmed if a < b)


def number_sentences(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Sentence, ...]:
    """Split each paragraph of `text`; sentence 2 of paragraph 3 is `p3s2`, offsets count in `text`."""
    return tuple(
        Sentence(
            SentenceId(f"p{paragraph.number}s{number}"),
            paragraph.number,
            number,
            Span(paragraph.span.start + start, paragraph.span.start + end),
        )
        for paragraph in paragraphs
        for number, (start, end) in enumerate(
            split_sentences(text[paragraph.span.start : paragraph.span.end]), start=1
        )
    )


def _is_label(text: str, start: int, stop: int) -> bool:
    """Tell whether what a full stop would end is the number of what follows."""
    first = _skip(text, start, stop)
    return bool(
        _NUMBER_INSIDE.fullmatch(text, first, stop)
        or (start == 0 and _NUMBER_BEFORE_TEXT.fullmatch(text, first, stop))
    )


class _Shut:
    """The stretches in which no sentence may end: quotations, and brackets in mid-sentence."""

    def __init__(self, text: str) -> None:
        spans = list(find_quotations(text))
        for match in re.finditer(r"\(([^()]{1,300})\)", text):
            before = text[max(match.start() - 3, 0) : match.start()].rstrip()
            if before and before[-1] not in '.!?…”"':
                spans.append(match.span())
        spans.sort()
        self.starts = [start for start, _ in spans]
        self.ends: list[int] = []
        furthest = 0
        for _, end in spans:
            furthest = max(furthest, end)
            self.ends.append(furthest)

    def holds(self, end: int) -> bool:
        """Tell whether a sentence that ends before `end` would end inside."""
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and end < self.ends[index]


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, match: re.Match[str]) -> bool:
    """Decide on one stop."""
    stop, closers, space = match.groups()
    begin, after = match.start(), match.end()
    if stop[-1] in _WIDE:  # in Japanese a sentence goes on after what is quoted
        return not (closers[-1:] in ("」", "』") and text[after : after + 1] in ("と", "っ", "、", "。"))
    if not space:
        return _is_glued(text, begin, match.end(1), closers, after)
    ahead = text[after : after + _WINDOW * 3].lstrip(_OPENERS)
    if not ahead:
        return True
    if ahead[0].islower() and (text[after] == "(" or not _SMALL_START.match(ahead)):
        return bool(_ENTRY.match(text, after))
    if _CREDIT.match(text, after):
        return False
    if stop != ".":
        return _is_loud_end(stop, closers, ahead)
    if closers:
        bracketed = text[after] in "—–" or _BRACKETED.search(text, max(begin - _WINDOW, 0), begin)
        return not (closers == ")" and bracketed)  # also "(VARNA, Bulg.) — The port"
    return not _is_short(text[max(begin - _WINDOW, 0) : begin], ahead, text[after])


def _is_loud_end(stop: str, closers: str, ahead: str) -> bool:
    """Tell whether a question mark, an exclamation mark or an ellipsis ends a sentence."""
    if any(mark in closers for mark in "\"”’'»") and _GOES_ON.match(ahead):
        return False
    return stop not in ("…", "...", "..") or not ahead[0].isdigit()


def _goes_on_after(acronym: str, ahead: str, opener: str) -> bool:
    """Tell whether a sentence goes on behind the stop of an acronym: "LARNE, N.L. — The", "8 p.m. ET"."""
    return opener in "—–" or (acronym.casefold() in ("m", "a.m", "p.m") and bool(_ZONE.match(ahead)))


def _is_short(before: str, ahead: str, opener: str) -> bool:
    """Tell whether the word before a full stop is one that goes on: an abbreviation, an initial."""
    last = _LAST_WORD.search(before)
    word = last.group() if last else ""
    tail = re.split(r"[-’'&]", word)[-1]
    if not tail:
        return False
    following = _WORD.match(ahead)
    next_word = following.group().casefold() if following else ""
    if tail.isdigit():
        return _is_ordinal(before, ahead, next_word)
    if (tail[0] in "IVX" and _REGNAL.search(before)) or (
        len(tail) == 1 and _is_letter_inside(tail, before, ahead, next_word)
    ):
        return True
    opens = next_word in _STARTERS or opener in '“"„«'
    if (goes_on := _abbreviates(tail, before, ahead, opens)) is not None:
        return goes_on
    if _ACRONYM.fullmatch(word) or _ACRONYM.fullmatch(tail):
        return not opens or _goes_on_after(tail, ahead, opener)
    return _is_initial(tail, before, ahead, next_word)


def _is_letter_inside(tail: str, before: str, ahead: str, next_word: str) -> bool:
    """Tell whether a letter with a full stop goes on: "z. B.", "В 2019 г. Иванов", "Roe v. Holm"."""
    if tail == "v" and _VERSUS.search(before):
        return ahead[0].isupper() and next_word not in _STARTERS
    if tail.islower() and _AFTER_LETTER.match(ahead):
        return True
    return any(pattern.search(before) for pattern in (_OF_TWO, _CYRILLIC_LETTER, _YEAR_FIRST))


def _is_ordinal(before: str, ahead: str, next_word: str) -> bool:
    """Tell whether a number with a full stop is a German ordinal: "5. Mai", "der 2. Punkt", but no year."""
    if next_word not in _STARTERS and _BEFORE_ORDINAL.search(before):
        return True
    if _DAY_AND_MONTH.search(before) and ahead[0].isdigit():
        return True
    return not before[-3:].isdigit() and bool(_ORDINAL.match(ahead))


def _abbreviates(tail: str, before: str, ahead: str, opens: bool) -> bool | None:
    """Tell whether a sentence goes on after a word of the tables; None for any other word."""
    folded = tail.casefold()
    if folded in _BEFORE_NUMBER and _NUMBER.match(ahead):
        return True
    if _DOUBLED.fullmatch(tail) and _DOUBLED_NEXT.match(ahead):
        return True
    if folded in _EITHER or before.endswith("et al"):
        return not opens
    if folded in _SMALL_TITLES or tail in _AS_SPELT:
        return True
    if tail in _ELSEWHERE:
        return not opens
    if folded in _TITLES and opens and len(tail) > 2 and tail.isupper():
        return False  # "5 p.m. EST. The bell"
    return tail[0].isupper() if folded in _TITLES else None


def _is_initial(tail: str, before: str, ahead: str, next_word: str) -> bool:
    """Tell whether a capital is the initial of a name, and not the name of a site or the end of a list."""
    if len(tail) != 1 or not (tail.isalpha() and tail.isupper()) or _ON_A_SITE.search(before):
        return False
    if next_word not in _STARTERS - _PARTICLES:
        return True
    return bool(_INITIALS.search(before) or _INITIAL.match(ahead))


def _is_glued(text: str, begin: int, stop_end: int, closers: str, after: int) -> bool:
    """Tell whether a sentence ends without a space: `agreed.The talks`, `agreed.“The talks`."""
    if text[begin] not in ".!?" or stop_end - begin != 1 or after >= len(text):
        return False
    word = re.search(r"(?<![\w./@:-])[^\W\d_]+$", text[max(begin - _WINDOW, 0) : begin])
    if not word or len(word.group()) < 3 or not word.group()[1:].islower():
        return False
    if text[after] == "“" or (closers and text[after] in '“"‘'):
        return True
    ahead = re.match(r"[A-ZÀ-Þ][^\W\d_]*(?=[\s,’'])", text[after : after + _WINDOW])
    return ahead is not None and (bool(closers) or ahead.group().casefold() in _STARTERS)
