"""Tell the lines and keys with which people keep a text from its readers: CONFIDENTIAL, `draft: true`."""

from unicodedata import normalize

from dossier.text import late as re

YES = frozenset(("true", "yes", "y", "on", "1", "ja", "oui", "sí", "si"))
NO = frozenset(("false", "no", "n", "off", "0", "nein", "non"))
"""How YAML 1.1, which programs for notes read, and people spell the two."""
KEEPS_BACK = {
    **dict.fromkeys(("draft", "hidden", "private", "unlisted"), YES),
    **dict.fromkeys(("publish", "published", "dg-publish"), NO),
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
    r"|vertraulich|geheim|verschlusssache|entwurf|sperrfrist|confidentiel|brouillon|confidencial|borrador|riservato|bozza"
)
"""Words that may say so, and may be the heading of a section."""
_PHRASES = "|".join((
    r"(?:(?:strictly|highly|privileged and|private (?:and|&)|commercially|company|streng|strictement)[ -])"
    rf"{{1,2}}(?:{_WORDS})",
    r"(?:top secret|secret|confidential|cui)//[\w ,/-]{2,40}"
    r"|(?:unclassified//)?(?:fouo|for official use only)",
    r"top secret|eyes only|off the record|work in progress|wip|not public|official[ :–-]{1,3}sensitive",
    r"(?:for |strictly )?(?:internal|official|desk) (?:use )?only|for (?:internal|official) use",
    r"(?:embargoed:? )?not (?:yet )?for (?:publication|release|distribution|circulation|quotation|broadcast"
    r"|attribution|dissemination|public use)",
    r"do not (?:publish|distribute|circulate|share|forward|quote|cite|release)",
    r"(?:first|second|third|final|rough|early|working|internal|unedited) draft",
    r"draft (?:no\.? ?|v(?:ersion )?)?\d[\d.]{0,5}",
    r"nicht zur veröffentlichung|nur (?:für den|zum|zur) (?:internen )?(?:dienst)?(?:gebrauch|verwendung)",
    r"ne pas (?:diffuser|publier|divulguer)|no (?:publicar|difundir|divulgar)|non (?:pubblicare|divulgare)",
    r"(?:à |a |para |per |de )?us(?:age|o) (?:exclusiv\w* )?intern[eo]|для служебного пользования",
    r"vs(?:\s?[–-]\s?|\s)(?:nfd|nur für den dienstgebrauch|vertraulich)|nicht zur weitergabe",
    r"sensitivity: personal|très secret|confidentiel[ -]défense|diffusion restreinte",
    r"(?:nato|eu) (?:restricted|confidential|secret)",
))  # fmt: skip
"""Words that say so wherever they are a line of their own."""
_EMBARGO = re.compile(
    r"(?:strict(?:ly)? |under |sous |unter )?(?:embargo(?:ed)?|sperrfrist)"
    r"(?:\s(?:until|till|to|bis|jusqu[’']\S+):?|\s?[:–—-])\s.{1,60}"
    r"|not (?:for (?:publication|release|use)|to be (?:published|released)) (?:before|until) .{1,60}",
    re.IGNORECASE,
)
_EMBARGOED = re.compile(
    r"(?:(?i:strictly |under )?(?i:embargoed)|(?:STRICT )?EMBARGO|SPERRFRIST):? (?i:until|till|bis) .*\d.*"
)
"""The same in words that no headline has."""
_WORD = re.compile(_WORDS, re.IGNORECASE)
_PHRASE = re.compile(_PHRASES, re.IGNORECASE)
_PARTS = re.compile(r"\s?(?:[—–|/,;:(]|-{1,3}(?=\s)|(?<=\s)-|[.!](?=\s))[/\s]?")
_NAME = re.compile(
    rf"(?!embargo$)(?:{_WORDS}|{_PHRASES}|private|drafts|entwürfe|brouillons|borradores|bozze)", re.IGNORECASE
)
"""Names of files and folders that say so; one called "embargo" may be about it."""
_NUMBERED = re.compile(r"(?:\d+ )*(.*?)(?: \d+)*")
_BRACKETED = re.compile(r"(?i)[(\[](?![^()\[\]]*(?:draft|entw|brouillon|borrador|bozz))([^()\[\]]+)[)\]]")
_SUBJECT = re.compile(r"secret|private|restricted|classified|internal|embargo(?:ed)?|geheim", re.IGNORECASE)
"""Words that as a tag tell what a text is about."""
_MARKUP = " \t*_#>~=()[]{}.!"
_LONGEST = 10  # words of such a line


def keeps_back(line: str, *, opens: bool) -> bool:
    """Tell whether a line says that the text is not for its readers; `opens`: no prose is above it.

    A single word ("Draft", "Restricted") says so above the text, in capitals or by itself, else in capitals
    alone: it may be a heading.

    >>> keeps_back("DRAFT — not for circulation", opens=True), keeps_back("Confidential talks", opens=True)
    (True, False)
    """
    words = line.strip(_MARKUP)
    if not words or len(words.split()) > _LONGEST:
        return False
    if _PHRASE.fullmatch(words) or (_WORD.fullmatch(words) and (opens or words.isupper())):
        return True
    if _EMBARGO.fullmatch(words):
        return opens or _EMBARGOED.fullmatch(words) is not None
    first, *others = [part.strip(_MARKUP) for part in _PARTS.split(words)]
    if not others or not _says_so(first):
        return False
    return (opens and first.isupper()) or all(map(_says_so, others))


def names_kept_back(name: str) -> bool:
    """Tell whether the name of a file or a folder says that it is not for readers.

    A number may be round it, or a bracket in which it is all; "Treaty (draft)" may be about a draft.

    >>> list(map(names_kept_back, ("Entwürfe 2024", "Plan (internal_only)", "Treaty (draft)")))
    [True, True, False]
    """
    parts = map(_words, (name, *_BRACKETED.findall(name)))
    return any(_NAME.fullmatch(match[1]) for match in map(_NUMBERED.fullmatch, parts) if match)


def tags_kept_back(tag: str) -> bool:
    """Tell whether a tag says that a text is not for readers, and not what it is about.

    >>> tags_kept_back("internal-only"), tags_kept_back("secret")
    (True, False)
    """
    return names_kept_back(tag) and not _SUBJECT.fullmatch(tag)


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
