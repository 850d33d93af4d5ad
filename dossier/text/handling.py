"""Tell the lines and keys with which people keep a text from its readers: CONFIDENTIAL, `draft: true`."""

from collections.abc import Iterator
from unicodedata import category, normalize

from dossier.text import late as re
from dossier.text.characters import joined_capitals
from dossier.text.date_words import ALL_MONTHS, ALL_WEEKDAYS, PLAIN
from dossier.text.words import wordset

YES = wordset("true yes y on 1 ja oui sí si sim tak да так evet 是 はい نعم כן")
NO = wordset("false no n off 0 nein non não nie nee nej нет ні hayır 否 いいえ لا לא")
"""How YAML 1.1, which programs for notes read, and people spell the two."""
KEEPS_BACK = {
    **dict.fromkeys(("draft", "hidden", "isdraft", "private", "unlisted"), YES),
    **dict.fromkeys(("publish", "published", "dg-publish", "public"), NO),
}
"""The words in a front matter that keep a file back, by their key."""
FOR_ALL = NO | {"", "none", "public", "open", "clear", "unclassified", "everyone", "all", "normal"}
"""Values of a key that says who may see a file with which it keeps nobody out."""
_KEY = re.compile(
    r"access|audience|(?:security )?classification|confidentiality|embargo(?:ed)?(?: (?:until|till|date))?"
    r"|handling|(?:protective )?marking|sensitivity(?: label)?|visibility"
)
_WORDS = (
    r"confidential|private|secret|restricted|classified|internal|draft|embargo(?:ed)?|unpublished"
    r"|vertraulich|geheim|verschlusssache|entwurf|sperrfrist|confidentiel|brouillon|confidencial|reservado"
    r"|borrador|riservato|bozza|vertrouwelijk|poufne|tajne|zastrzeżone|gizli|taslak|секретно|конфиденциально"
    r"|سرّ?ي|مسودة|סודי|חסוי|טיוטה"
    r"|rascunho|szkic|utkast|kladde|hemligt?|konfidentiellt?|fortroligt?|luonnos|salainen|důvěrné|tajné|bizalmas|ciornă|απόρρητο"
    r"|εμπιστευτικό|черновик|чернетка|таємно|конфіденційно|məxfi|qaralama|rahasia|yayı[mn]lanmaz|محرمانه"
    r"|پیش[\u200c ]?نویس|[机機绝絕]密|草稿|[极極]秘|下書き|गोपनीय|मसौदा"
)
"""Words that may say so, and may be the heading of a section."""
_PHRASES = "|".join((
    r"(?:(?:strictly|highly|privileged and|private (?:and|&)|commercially|company|streng|strictement)[ -])"
    rf"{{1,2}}(?:{_WORDS})",
    r"(?:top secret|secret|confidential|cui)//[\w ,/-]{2,40}"
    r"|(?:unclassified//)?(?:fouo|for official use only)",
    r"on (?:deep )?background\W{1,3}(?:only|not for attribution)",
    r"top secret|eyes only|off the record|work in progress|wip|not public|official[ :–-]{1,3}sensitive",
    r"noforn|(?:sensitive but|controlled) unclassified(?: information)?|(?-i:UNDER EMBARGO)",
    r"(?:commercial|cabinet|staff|budget|policy)[ -]in[ -]confidence|law enforcement sensitive",
    r"(?:for |strictly )?(?:internal|official|desk) (?:use )?only|for (?:internal|official) use",
    r"(?:embargoed:? )?not (?:yet )?for (?:onward |further |public |wider )?(?:publication|release"
    r"|distribution|circulation|quotation|broadcast|attribution|dissemination|public use)",
    r"do not (?:publish|distribute|circulate|share|forward|quote|cite|release)"
    r"(?: (?:outside|beyond|further)\b.{0,40})?",
    r"(?:first|second|third|final|rough|early|working|internal|unedited|pre-?decisional) draft",
    r"draft (?:no\.? ?|v(?:ersion )?)?\d[\d.]{0,5}",
    r"nicht zur veröffentlichung|nur (?:für den|zum|zur) (?:internen )?(?:dienst)?(?:gebrauch|verwendung)",
    r"ne pas (?:diffuser|publier|divulguer)|no (?:publicar|difundir|divulgar)|non (?:pubblicare|divulgare)",
    r"(?:à |a |para |per |de )?us(?:age|o) (?:exclusiv\w* )?intern[eo]|diffusion interne(?: uniquement)?",
    r"vs(?:\s?[–-]\s?|\s)(?:nfd|nur für den dienstgebrauch|vertraulich)|nicht zur weitergabe",
    r"sensitivity: personal|très secret(?:[ -]défense)?|secret[ -]défense|confidentiel[ -]défense",
    r"diffusion restreinte|restreint ue(?:\s?/\s?eu restricted)?|difusión limitada",
    r"niet (?:voor publicatie|verspreiden|publiceren)|(?:ej|inte) för (?:publicering|spridning)",
    r"zeer geheim|(?:nato|eu|uk|us) (?:restricted|confidential|(?:top )?secret)",
    r"ściśle tajne|do użytku służbowego|nie (?:do publikacji|publikować|rozpowszechniać)",
    r"(?:concept|projekt)\s?[–—-]\s?niet? \w{1,20}|não (?:divulgar|publicar|distribuir)",
    r"для (?:служебного|внутреннего) пользования|совершенно секретно|не для (?:публикации|печати)",
    r"для (?:службового|внутрішнього) користування|цілком таємно|не для (?:публікації|друку)",
    r"не (?:публиковать|распространять|публікувати|поширювати)|[部社]外秘|取扱注意|公開禁止",
    r"内部(?:资料|文件)(?:[，、 ]{0,2}请?勿外传)?|请?勿外传|仅供内部(?:使用|参考)",
    r"çok gizli|hizmete özel|سرّ?ي للغاية|(?:غير مخصص|ليس) للنشر",
    r"סודי ביותר|לא לפרסום|לשימוש פנימי(?: בלבד)?",
    r"status: (?-i:CONFIDENTIAL|DRAFT|EMBARGOED|ENTWURF)",
    r"(?-i:(?:CONFIDENTIAL|SECRET)(?: SECTION \d{1,2} OF \d{1,2})? [A-Z][A-Z ]{2,30} \d{6})",
    r"classified by:? .{1,80}\breasons?:? 1\.[45].{0,40}",
))  # fmt: skip
"""Words that say so wherever they are a line of their own."""
_LABEL = re.compile(
    r"(?:(?:security|protective) )?(?:classification|marking)|handling(?: instructions| caveats?)?"
    r"|distribution|dissemination|sensitivity|confidentiality|einstufung|geheimhaltungsgrad|verteiler"
    r"|classification de sécurité|clasificación|classificazione|rubricering|klauzula(?: tajności)?"
    r"|гриф(?: секретности)?|gizlilik derecesi|درجة السرية|סיווג",
    re.IGNORECASE,
)
"""What may stand before such words, with a colon between."""
_EMBARGO = re.compile(
    r"(?:strict(?:ly)? |under |sous |unter )?(?:embargo(?:ed)?|sperrfrist|embarg(?:ad[oa]|ato)|[эе]мбарго)"
    r"(?: for release)?(?:\s(?=until|till|to|bis|jusqu|hasta|até|fino|tot|до)|\s?[:–—-]\s?)"
    r"(?:(?:until|till|to|bis|jusqu[’'](?:au|à)|hasta|até|fino al?|tot|до):?\s)?(.{1,60})"
    r"|not (?:for (?:publication|release|use)|to be (?:published|released)) (?:before|until) (.{1,60})",
    re.IGNORECASE,
)
_EMBARGOED = re.compile(
    r"(?:(?i:strictly |under )?(?i:embargoed)|(?:STRICT )?EMBARGO|SPERRFRIST):? (?i:until|till|bis) .*\d.*"
)
"""The same in words that no headline has."""
_IN_TIME = wordset("""
    a am and at cest cet edt est et further gmt h hours hrs local m midnight noon notice of on p pm
    publication release st nd rd th the time utc bst à au le el de del der um uhr und
""") | {part for name in (*ALL_MONTHS, *ALL_WEEKDAYS) for part in name.split()}
"""Words of which, with figures, a day or an hour is made."""
_WORD = re.compile(rf"{_WORDS}|in[ -]confidence|draft for (?:comments?|clearance|approval)", re.IGNORECASE)
_PHRASE = re.compile(_PHRASES, re.IGNORECASE)
_PARTS = re.compile(r"\s?(?:[—–|/,;:(]|-{1,3}(?=\s)|(?<=\s)-|[.!](?=\s))[/\s]?")
_NAME = re.compile(
    rf"(?!embargo$)(?:{_WORDS}|{_PHRASES}|privat|drafts|entwürfe|brouillons|borradores|bozze|rascunhos|concepten|szkice|черновики|чернетки|مسودات|טיוטות)",
    re.IGNORECASE,
)
"""Names of files and folders that say so; one called "embargo" may be about it."""
_NUMBERED = re.compile(r"(?:\d+ )*(.*?)(?: \d+)*")
_BRACKETED = re.compile(
    r"(?i)[(\[](?![^()\[\]]*(?:draft|entw|brouillon|borrador|bozz|rascunh|utkast|черн|草稿))([^()\[\]]+)[)\]]"
)
_AT_END = re.compile(
    r"(?i)^[(\[]([^()\[\]]+)[)\]](?=.)"
    r"|(?<=.)[(\[]((?:do not|not|for|strictly|nicht|nur|ne pas|no|non)\b[^()\[\]]+)[)\]]$"
)
"""A bracket before words, and one behind them that forbids; another may say of what they are."""
_OF_OFFICE = re.compile("LIMITE|ДСП")
"""Short marks of offices, in capitals, which elsewhere are words of the text."""
_IN_BRACKET = re.compile(r"[(\[](?:draft|wip)[)\]]$", re.IGNORECASE)
_DRAFTED = wordset("""
    accord act agreement bill budget charter constitution convention declaration directive law pact protocol
    regulation resolution statute treaty
""")
"""Words for what has drafts that are written about."""
_SUBJECT = re.compile(r"secret|private|restricted|classified|internal|embargo(?:ed)?|geheim", re.IGNORECASE)
"""Words that as a tag tell what a text is about."""
_STAGE = re.compile(r"(?:.*/)?(?:status|state|stage|visibility|workflow)/", re.IGNORECASE)
"""What is before the last part of a tag that says how far a text is."""
_MARKUP = " \t*_#>~=()[]{}.!。"
_TAG = re.compile(r"</?[a-z]\w{0,9}[^<>]{0,200}>", re.IGNORECASE)
_AGAIN = re.compile(r"(.{2,30}?)(?:[\W_]{1,5}\1){1,9}")
"""The same words several times, as on a stamp."""
_TITLE_PARTS = re.compile(r"\s[–—|-]\s|[:：]\s|(?<=[)\]])|(?=[(\[])")
_OF_STAGE = re.compile(
    r"(?:.*[_ -])?(?:status|state|stage|visibility|workflow|estado|stato|état|zustand|durum"
    r"|статус|стан|状态|状態)",
    re.IGNORECASE,
)
_LONGEST = 12  # words of such a line


def keeps_back(line: str, *, opens: bool) -> bool:
    """Tell whether a line says that the text is not for its readers; `opens`: no prose is above it.

    A single word ("Draft", "Restricted") says so above the text, in capitals or by itself, else in capitals
    alone: it may be a heading.

    >>> keeps_back("DRAFT — not for circulation", opens=True), keeps_back("Confidential talks", opens=True)
    (True, False)
    """
    words = _said_once(_bare(joined_capitals(_TAG.sub(" ", line))))
    if not words or len(words.split()) > _LONGEST:
        return False
    if _PHRASE.fullmatch(words) or (_WORD.fullmatch(words) and (opens or _is_raised(words))):
        return True
    if (embargo := _EMBARGO.fullmatch(words)) and _is_time(embargo[1] or embargo[2]):
        return opens or _EMBARGOED.fullmatch(words) is not None
    above = opens and embargo is None  # that of trade, else
    return is_labelled(words, opens=opens) or _has_parts(words, opens=above) or (above and _has_bracket(line))


def marks_edge(line: str) -> bool:
    """Tell whether a line at the head or foot of a text is the short mark of an office, or a draft's day.

    >>> marks_edge("LIMITE"), marks_edge("*Draft v0.3 – 12 May 2025*"), marks_edge("Draft, May 2025")
    (True, True, False)
    """
    words = _bare(line)
    first, *others = [part.strip(_MARKUP) for part in _PARTS.split(words)]
    is_dated = bool(others) and all(map(_is_time, others)) and not _SUBJECT.fullmatch(first)
    is_stage = _PHRASE.fullmatch(first) or (_WORD.fullmatch(first) and _is_raised(first))
    return bool(_OF_OFFICE.fullmatch(words) or (is_dated and is_stage))


def _said_once(words: str) -> str:
    """Return words that are said several times as one of them: "DRAFT DRAFT DRAFT"."""
    again = _AGAIN.fullmatch(words)
    return again[1] if again else words


def _bare(words: str) -> str:
    """Return words without the markup and the signs round them: `🚧 DRAFT 🚧`."""
    shown = [n for n, sign in enumerate(words) if sign not in _MARKUP and category(sign)[0] not in "SC"]
    return words[shown[0] : shown[-1] + 1].strip(f"{_MARKUP}–—|-\ufe0f") if shown else ""


def is_labelled(words: str, *, opens: bool) -> bool:
    """Tell whether words behind a label say so; below the text, where it may be of another, in capitals."""
    label, _, rest = words.partition(":")
    return bool(_LABEL.fullmatch(label.strip(_MARKUP))) and keeps_back(rest, opens=opens)


def _has_parts(words: str, *, opens: bool) -> bool:
    """Tell whether all parts of a line say so, or, above the text, the first in capitals."""
    first, *others = [part.strip(_MARKUP) for part in _PARTS.split(words)]
    if not others or not _says_so(first):
        return False
    return (opens and _is_raised(first)) or all(map(_says_so, others))


def _has_bracket(line: str) -> bool:
    """Tell whether a bracket at an end of a line says so: [CONFIDENTIAL] The port."""
    brackets = _AT_END.findall(line.strip(" *_#.!"))
    return any(keeps_back(before or behind, opens=False) for before, behind in brackets)


def _is_raised(words: str) -> bool:
    """Tell whether words are in capitals (VS-NfD)."""
    return words != words.lower() and all(
        word == word.upper() or sum(map(str.isupper, word)) > 1 for word in words.split()
    )


def _is_time(words: str) -> bool:
    """Tell whether words are a day or an hour, and nothing else.

    >>> _is_time("10 a.m. on Friday"), _is_time("2025, says the council")
    (True, False)
    """
    parts = re.findall(r"[^\W\d_]+", words.translate(PLAIN).lower())
    has_time = any(map(str.isdigit, words)) or any(len(part) > 3 for part in parts)
    return has_time and all(part in _IN_TIME for part in parts)


def names_kept_back(name: str) -> bool:
    """Tell whether the name of a file or a folder says that it is not for readers.

    A number may be round it, or a bracket in which it is all; "Treaty (draft)" may be about a draft. In
    capitals it may be at either end of a name that is not, where a sign sets it apart.

    >>> list(map(names_kept_back, ("Entwürfe 2024", "Plan (internal_only)", "Treaty (draft)")))
    [True, True, False]
    >>> list(map(names_kept_back, ("Plan - VS-NfD", "[DRAFT] plan", "DRAFT plan")))
    [True, True, False]
    """
    parts = [*map(_words, (name, *_BRACKETED.findall(name))), *_raised_ends(name)]
    return any(_NAME.fullmatch(match[1]) for match in map(_NUMBERED.fullmatch, parts) if match)


def _raised_ends(name: str) -> Iterator[str]:
    """Yield the words in capitals that a sign sets apart at either end of a name with small ones."""
    apart = name.replace("_", " - ") if name.count("_") == 1 else name  # several stand for blanks
    parts = [_words(part) for part in re.split(r"\s[–—-]\s|(?<=[)\]])", apart)]
    if any(word.islower() or word.istitle() for part in parts for word in part.split()):
        yield from filter(_is_raised, (parts[0], parts[-1]))


def ends_kept_back(name: str) -> bool:
    """Tell whether the name of a note, which may be about a draft, ends in a word that says it is one.

    That is the only one in capitals, or directly behind a full stop.

    >>> list(map(ends_kept_back, ("plan-v2-DRAFT", "plan.draft", "nba-draft", "NBA DRAFT", "Treaty (DRAFT)")))
    [True, True, False, False, False]
    """
    words, last = _words(name).split(), _closing_stage(name)
    return bool(last) and (name.endswith(f".{last}") or [*filter(_is_raised, words)] == [last])


def may_keep_back(name: str) -> bool:
    """Tell whether the name of a note may say so in a bracket at its end.

    >>> list(map(may_keep_back, ("The cook (draft)", "Treaty (draft)")))
    [True, False]
    """
    return bool(_closing_stage(name) and _IN_BRACKET.search(name))


def _closing_stage(name: str) -> str:
    """Return the last word of a name where it may say how far a text is; of a treaty, it is a subject."""
    *others, last = _words(name).split() or [""]
    is_subject = not others or others[-1].casefold() in _DRAFTED
    return last if not is_subject and tags_kept_back(last) else ""


def title_keeps_back(title: str) -> bool:
    """Tell whether a title says in capitals at either end that the text is not for readers.

    >>> title_keeps_back("[DRAFT] The pier"), title_keeps_back("The pier (CONFIDENTIAL)")
    (True, True)
    >>> title_keeps_back("The pier (draft)"), title_keeps_back("DRAFT resolution")
    (False, False)
    """
    parts = [part for part in map(_bare, _TITLE_PARTS.split(title)) if part]
    is_mixed = title != title.upper() or len(parts) == 1
    return is_mixed and any(_is_raised(part) and _NAME.fullmatch(part) for part in (*parts[:1], *parts[-1:]))


def is_stage_of_draft(key: str, value: object) -> bool:
    """Tell whether the whole value of any key is a word for a draft.

    >>> is_stage_of_draft("estado", "borrador"), is_stage_of_draft("company", "private")
    (True, False)
    >>> is_stage_of_draft("review_state", "private"), is_stage_of_draft("categories", ["drafts"])
    (True, True)
    """
    if key.casefold() in ("visible", "share", "shared", "listed"):
        return str(value).casefold() in NO
    says_so = names_kept_back if _OF_STAGE.fullmatch(key) else tags_kept_back
    return any(
        isinstance(each, str) and says_so(each) for each in (value if isinstance(value, list) else [value])
    )


def tags_kept_back(tag: str) -> bool:
    """Tell whether a tag says that a text is not for readers, and not what it is about.

    >>> tags_kept_back("internal-only"), tags_kept_back("secret")
    (True, False)
    >>> tags_kept_back("status/draft"), tags_kept_back("law/draft")
    (True, False)
    """
    words = _STAGE.sub("", tag)
    return names_kept_back(words) and not _SUBJECT.fullmatch(words)


def says_who(key: str, value: object) -> bool:
    """Tell whether a key of a front matter keeps anybody out: by its whole name, or by its value too.

    >>> says_who("Embargo-Until", "Monday"), says_who("confidential", True), says_who("first_draft", 2024)
    (True, True, False)
    """
    name, said = _words(key).casefold(), str("" if value is None else value).casefold()
    if _KEY.fullmatch(name):
        return said not in FOR_ALL
    return bool(_NAME.fullmatch(name) and (said in YES or keeps_back(said, opens=True)))


def _words(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", normalize("NFC", name)))  # a system may write "ü" as two signs


def _says_so(words: str) -> bool:
    return bool(_WORD.fullmatch(words) or _PHRASE.fullmatch(words))
