"""Tell the head of a mail and the line that opens a quotation by what programs write in many languages."""

from itertools import takewhile

from dossier.text import late as re

_LABELS = {
    "From": "from|von|absender|de|expéditeur|remitente|da|mittente|van|från|fra|od|nadawca|odesílatel|feladó"
    "|kimden|gönderen|lähettäjä|expeditor|από|от|от кого|від|від кого|差出人|送信者|发件人|發件人|寄件者"
    "|寄件人|보낸 사람|보낸사람|מאת|من|از|فرستنده",
    "Date": "date|sent|gesendet|datum|envoyé|enviado|enviado el|enviado em|enviada em|fecha|data|inviato"
    "|verzonden|skickat|sendt|dato|wysłano|data wysłania|odesláno|odoslané|küldve|dátum|gönderildi"
    "|gönderme tarihi|tarih|lähetetty|päiväys|päivämäärä|trimis|στάλθηκε|ημερομηνία|отправлено|дата"
    "|дата отправки|надіслано|送信日時|日時|日付|发送时间|发件时间|日期|發送時間|寄件日期|傳送日期|보낸 날짜"
    "|보낸날짜|날짜|נשלח|תאריך|تاريخ الإرسال|تم الإرسال|التاريخ|تاریخ|تاریخ ارسال",
    "To": "to|an|à|a|para|destinataire|aan|till|til|do|adresat|komu|címzett|kime|alıcı|vastaanottaja|către"
    "|προς|кому|宛先|收件人|收件者|받는 사람|받는사람|אל|إلى|به|گیرنده",
    "Cc": "cc|copie|kopie|kopia|kopi|dw|másolatot kap|bilgi|kopio|κοιν|копия|копія|抄送|副本|참조|עותק|نسخة",
    "Subject": "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|temat|předmět|predmet|tárgy"
    "|konu|aihe|subiect|θέμα|тема|件名|主题|主旨|主題|제목|נושא|הנדון|الموضوع|موضوع",
}
"""What programs write before the colon of each line of a head."""
_USUAL = {label: name for name, labels in _LABELS.items() for label in labels.split("|")}
_LINE = re.compile(r"(?P<label>[^\W\d_][^:：\n]{0,40}?)\s?[:：](?P<value>.*)", re.S)
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of the direction of writing
_BEFORE = re.compile(r"\A\ufeff?\s{0,9}(?:From [^\n]{1,300}\n)?")
_HEAD = {"From", "Date", "Subject"}
_FIRST = {*_LABELS, "reply-to"}
HEAD = 12  # lines
_STARRED = r"\*{0,2}(?:%s)\*{0,2}\s?[:：]"  # a word in bold as plain text has it
_FORWARDED = re.compile(
    r"[-_]{2,}\s?[^\W\d_][^-_\n]{3,60}[-_]{2,}|begin forwarded message:|(?P<head>"
    + _STARRED % _LABELS["From"]
    + r"\*{0,2}\s{0,9}\S.{0,400}?\s"
    + _STARRED % f"{_LABELS['Date']}|{_LABELS['Subject']}"
    + ")",
    re.I | re.S,
)
_OF_MAIL = re.compile(
    rf"(?:^|\s){_STARRED % _LABELS['Subject']}|\S@\S"
    rf"|(?:^|\s){_STARRED % _LABELS['Date']}.{{0,80}}?(?<![\d.])\d\d?[:.]\d\d(?![\d.])",
    re.I,
)
"""What a head has that a plan of travel lacks: a subject, an address, or an hour beside its day."""
_VERB = re.compile(
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napsal|napísal"
    r"|napisał(?:\(a\))?|написал(?:\(а\))?|пише|писав|написав|a scris|ezt írta|yazdı|kirjoitti|έγραψε"
    r"|כתב|كتب|نوشت|ने लिखा)(?!\w)(?:[^:：]|:(?=\s?\d)){0,80}[:：]$"
    r"|(?:写道|寫道|書きました|のメール|작성|썼습니다)\s?[:：]$"
)
"""Who wrote, at the end of a line; "written: 18:02" may follow in brackets."""
_ADDRESSED = re.compile(r"[<(]\S{1,100}@\S{1,100}[>)](?P<words>.{0,60})[:：]$")
_WORDS = r"(?:[^\W\d_]{1,10}[.,]{0,2}\s)"
_DATED = re.compile(
    rf"(?:(?:on|am|le|el|em|il giorno|op|den|pe|på|w dniu|dne|dnia|στις)\s{_WORDS}{{0,2}}|{_WORDS}?)"
    rf"(?:\d\d?[.,]{{0,2}}\s{_WORDS}?\d{{4}}|\d{{1,4}}[./-]\d\d?[./-]\d{{2,4}}|\d{{4}}年\d\d?月\d\d?日\S{{0,5}})"
    r"(?:[.,]?\s[^\W\d_]{1,4}\.?){0,2}[.,]?\s\d\d?[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s(?-i:[A-Z]{2,4})[\d:+-]{0,6}){0,2},?\s"
    r"(?:(?:(?:von|van|de|der|den|di|da)|(?-i:(?![a-z])[^\s<>()@:：]{1,30}))\s){0,5}[<(]",
    re.I,
)
"""How programs open a line above a quotation: the day, the hour, and a name before its address."""
_QUOTES = tuple("\"“„«»‘‚'「")
_YEAR, _HOUR = re.compile(r"\d{4}|\d\d?[./]\d\d?[./]\d\d"), re.compile(r"\d\d?[:.]\d\d")


def usual_name(label: str) -> str | None:
    """Return the name that RFC 5322 has for a line of a head.

    >>> usual_name("Enviado el"), usual_name("件名"), usual_name("Source")
    ('Date', 'Subject', None)
    """
    return _USUAL.get(" ".join(label.lower().split()))


def in_usual_words(line: str) -> str:
    """Return a line of a head with its usual name; one in another script that is unknown has a name, too."""
    match = None if line.startswith("From ") else _LINE.fullmatch(_MARKS.sub("", line))
    name = usual_name(match["label"]) if match else None
    if match is None or (name is None and match["label"].isascii()):
        return line
    if name == "Date" and match["label"].lower() != "date":
        name = "Sent"  # as its program writes a day, which the parser of headers must not touch
    return f"{name or 'X-Label'}: {match['value'].lstrip(' ')}"


def opens_with_head(text: str) -> bool:
    r"""Tell whether the first lines of a text are the head of a mail: who wrote, when, about what.

    >>> opens_with_head("Von: Bo\nDatum: 3. Mai\nBetreff: Aale"), opens_with_head("Von: Bo\nDatum: 3. Mai")
    (True, False)
    """
    lines = _BEFORE.sub("", _MARKS.sub("", text), count=1).split("\n")[:HEAD]
    head = list(takewhile(str.strip, lines))
    matches = [_LINE.match(line) for line in head]
    names = [match and (usual_name(match["label"]) or match["label"].lower()) for match in matches]
    return bool(names) and names[0] in _FIRST and _HEAD.issubset(names)


def passes_on(lines: list[str]) -> bool:
    """Tell whether lines open a mail that is passed on: a divider, or a head of it."""
    text = _MARKS.sub("", "\n".join(lines)).lstrip("* ")
    opening = _FORWARDED.match(text)
    if opening is None or opening["head"] is None:
        return opening is not None
    head = list(takewhile(_is_of_head, text.split("\n")))
    return len(head) > opening.group().count("\n") and any(map(_OF_MAIL.search, head))


def _is_of_head(line: str) -> bool:
    match = _LINE.match(line.replace("*", "").strip())
    return "@" in line or (match is not None and usual_name(match["label"]) is not None)


def opens_quotation(words: str) -> bool:
    """Tell whether a line may open a quotation: it says who wrote, or has the address and when."""
    words = _MARKS.sub("", words)
    is_dated = _YEAR.search(words) or _HOUR.search(words)
    return bool(_VERB.search(words) or (is_dated and _ADDRESSED.search(words)))


def opens_bare_quotation(words: str, below: str) -> bool:
    """Tell whether only programs write so above a quotation that no sign marks: day, hour, name, address."""
    words = _MARKS.sub("", words)
    address = _ADDRESSED.search(words)
    if address is None or not _DATED.match(words) or below.lstrip()[:1] in _QUOTES:
        return False
    verb = address["words"].strip()
    return not verb or _VERB.match(f"{verb}:") is not None
