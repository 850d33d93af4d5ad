"""Tell what the words before a day in a head say happened on it: a publication, a change or another thing."""

from typing import NamedTuple

from dossier.text import late as re
from dossier.text.date_words import PLAIN

FIRST, LATER, OTHER = "first", "later", "other"


class Label(NamedTuple):
    """Words before a day."""

    language: str
    """BCP 47; in English alone the month may be the first of the figures after it."""
    when: str
    """FIRST: published; LATER: changed; OTHER: what may be either, as "date"."""
    words: str
    """A pattern, with letters as PLAIN leaves them."""


_WAS = r"(?:this (?:article|story|page|post) was )?(?:first |originally |article |story |web )?"
_ON = r"(?: on(?: the)?| at)?"
_RELEASES = (
    ("de", r"pressemitteilung", r"vom"),
    ("fr", r"communiqué de presse", r"du"),
    ("es", r"(?:nota|comunicado) de prensa", r"del?"),
    ("pt", r"(?:nota à|comunicado de) imprensa", r"de"),
    ("it", r"comunicato stampa", r"del"),
    ("nl", r"persbericht", r"van"),
    ("sv", r"pressmeddelande", r"den"),
    ("da", r"pressemeddelelse", r"den"),
    ("nb", r"pressemelding", r"den"),
    ("fi", r"(?:lehdistö)?tiedote", r"-"),
    ("pl", r"komunikat(?: prasowy)?", r"z(?: dnia)?"),
    ("cs", r"tisková zpráva", r"ze dne"),
    ("ro", r"comunicat de presă", r"din"),
    ("ru", r"пресс-релиз", r"от"),
    ("uk", r"прес-?реліз", r"від"),
    ("tr", r"basin (?:açiklamasi|bülteni)", r"-"),
)
"""Language, its words for a press release, and that between them and a day."""
_NUMBER = r"(?: (?:(?:nr|no?|núm|n°|nº|№)\.? ?\d[\d/-]{0,11}|\d{1,4}/\d{2,4}(?![/\d])))?"
_FIRST_AND_LATER = (
    (
        "de",
        r"(?:veröffentlicht|erschienen)(?: am)?",
        r"(?:zuletzt )?aktualisiert(?: am)?|letzte aktualisierung|stand",
    ),
    ("fr", r"publiée?(?: le)?", r"(?:(?:dernière )?mise? à jour|modifiée?)(?: le)?"),
    ("pt", r"publicado em", r"atualizado em|última atualização"),
    ("es", r"publicado(?: el)?", r"actualizado(?: el| a)?|última actualización"),
    ("it", r"pubblicato(?: il)?", r"(?:aggiornato|modificato|modifica)(?: il)?|ultimo aggiornamento"),
    ("nl", r"(?:gepubliceerd|geplaatst)(?: op)?", r"(?:laatst )?bijgewerkt(?: op)?"),
    ("sv", r"publicerad", r"uppdaterad"),
    ("da", r"offentliggjort|publiceret|oprettet", r"opdateret"),
    ("nb", r"publisert", r"oppdatert"),
    ("fi", r"julkaistu", r"päivitetty"),
    ("pl", r"opublikowano", r"(?:ostatnia )?aktualizacja"),
    ("cs", r"publikováno", r"aktualizováno"),
    ("hu", r"megjelent", r"frissítve"),
    ("ro", r"publicat(?: (?:la|în))?", r"actualizat(?: (?:la|în))?"),
    ("el", r"δημοσίευση", r"ενημέρωση"),
    ("ru", r"опубликовано|дата публикации", r"обновлено"),
    ("uk", r"опубліковано", r"оновлено"),
    ("tr", r"(?:yayin(?:lan)?ma|giriş)(?: tarihi)?", r"(?:son )?güncelle(?:n)?me(?: tarihi)?"),
    ("id", r"dipublikasikan|diterbitkan", r"diperbarui"),
    ("bg", r"публикувано(?: на)?", r"обновено"),
    ("hr", r"objavljeno", r"ažurirano"),
    ("sk", r"publikované|zverejnené", r"aktualizované"),
    ("ko", r"입력|등록", r"수정"),
    ("ja", r"(?:公開|掲載|配信)(?:日時?)?|(?:発表|公表)日時?", r"(?:最終)?更新日時?"),
    ("zh", r"(?:发布|發布|發佈|发表|發表)(?:时间|時間|日期|于|於)?", r"更新(?:时间|時間|日期|于|於)?"),
    ("ar", r"(?:تاريخ )?(?:ال)?نُ?شر(?: في| بتاريخ)?", r"آخر تحديث"),
    (
        "he",
        r"פורסם(?: בתאריך| ב-?(?=\d))?|תאריך (?:ה)?פרסום",
        r"(?:עודכן|עדכון)(?: לאחרונה| אחרון)?(?: בתאריך| ב-?(?=\d))?",
    ),
)
"""Language, and in it the words for the day of a first publication and for that of a change."""
_LABELS = (
    Label(
        "en",
        OTHER,
        r"(?:(?:argued|submitted|heard) [a-z]{3,9}\.? \d{1,2}(?:[-–]\d{1,2})?, \d{4}\W{1,3})?"
        r"decided(?=:? [a-z]{3,9}\.? \d{1,2}, \d{4}(?-i:(?!,? [a-z])))",
    ),
    Label(
        "en",
        FIRST,
        rf"{_WAS}(?:published(?: time)?|posted|(?:publish|publication) date|date of publication){_ON}",
    ),
    Label(
        "en", OTHER, rf"{_WAS}(?:submitted|added|issued|written(?= by)|released|filed|publication(?=:)){_ON}"
    ),
    Label("en", LATER, rf"(?:and )?(?:(?:page |story )?last )?(?:updated|modified){_ON}"),
    Label(
        "en",
        LATER,
        rf"(?:edited(?: time)?|last (?:reviewed|revised|changed)){_ON}"
        rf"|(?:(?:latest|last) )?update(?=:| on\b){_ON}|(?:latest|last) update",
    ),
    Label(
        "en",
        OTHER,
        r"(?:(?:issue|document|report|release|filing|posting|post|upload|article|creation) )?dated?"
        rf"(?: created| ?/ ?time| posted| published| of (?:notice|issue|publication|release))?{_ON}",
    ),
    Label("en", OTHER, rf"created{_ON}|embargo(?:ed)?(?: until| to)?|for (?:immediate )?release{_ON}"),
    Label("en", OTHER, r"(?:(?:press|news|media) )?release|(?:press|news|media) (?:releases|notices?)"),
    Label("en", OTHER, r"h[cl] deb(?:ates?)?|volume \d{1,4}: debated on"),
    Label("en", OTHER, r"part of (?:the|a) debate\W{1,3}in (?:the )?[a-z ]{3,40}(?= at \d)"),
    Label("en", OTHER, r"(?:news|analysis|feature|comment|interview)(?= \d{1,2} [a-z]{3} \d\d$)"),
    Label("en", OTHER, r"(?:statement|speech|announcement|news)(?= \d{1,2} [a-z]{3,9} \d{4} [a-z]+$)"),
    Label("en", OTHER, r"readout(?=:)|statements and releases|(?:done|signed) (?:at|in|(?=this))"),
    Label("es", OTHER, r"fecha(?: de publicación)?(?=:)"),
    Label("it", OTHER, r"data(?: (?:(?:di )?pubblicazione|de publicação|publikacji))?(?=:)"),
    Label("de", OTHER, r"datum(?=:)"),
    Label("fr", OTHER, r"date de publication(?=:|\s:)"),
    Label("ru", OTHER, r"дата(?=:)"),
    Label("de", OTHER, r"erstellt(?: am)?|ausgabe vom"),
    Label("fr", OTHER, r"mise? en ligne(?: le)?|édition du|fait à"),
    Label("es", OTHER, r"edición del"),
    *(Label(language, OTHER, rf"{words}{_NUMBER}(?: {of})?") for language, words, of in _RELEASES),
    *(
        Label(language, when, words)
        for language, first, later in _FIRST_AND_LATER
        for when, words in ((FIRST, first), (LATER, later))
    ),
)
LABEL = "|".join(label.words for label in _LABELS)
"""A pattern of all labels, in small letters."""
LABELLED = re.compile(
    "(?:" + "|".join(f"(?P<row{number}>{label.words})" for number, label in enumerate(_LABELS)) + r")\b", re.I
)
"""One label; `label_of` tells which."""


def label_of(match: re.Match[str]) -> Label:
    """Return the label that LABELLED has matched.

    >>> label_of(LABELLED.match("zuletzt aktualisiert am 3. Oktober"))[:2]
    ('de', 'later')
    """
    return _LABELS[int((match.lastgroup or "").removeprefix("row"))]


def says_published(line: str) -> bool:
    """Tell whether a line begins with a label of the day of publication."""
    label = LABELLED.match(line.translate(PLAIN))
    return label is not None and label_of(label).when == FIRST
