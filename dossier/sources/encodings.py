"""Turn raw bytes into characters, and say which encoding was used and how it is known."""

import codecs
import html
import unicodedata
from collections import Counter
from itertools import pairwise

from dossier.model import Problem
from dossier.sources.file_text import warning
from dossier.text import late as re
from dossier.text.counts import count
from dossier.text.stamped_marks import plain_letters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^<>]{0,300}?\bcharset|\?xml\b[^<>]{0,200}?\bencoding)\s{0,9}=\s{0,9}["']?\s{0,9}"""
    rb"([A-Za-z0-9_.:-]{2,40})",
    re.I,
)
_COMMENT = re.compile(rb"(?s)<!--.*?-->")
_MEANT = {
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "ascii": "utf-8",
    "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip
"""What browsers read for an encoding that is stated (WHATWG, "Encoding"), by Python's names of both."""
_COLOURS = re.compile(r"\x1b(?:\[[0-?]{0,40}[@-~]|\]\d{1,4};[^\x07\x1b\n]{0,200}(?:\x07|\x1b\\))")
"""What tells a terminal the colour of its letters, or its title, as in a log."""
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_NOT_SHOWN = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_SAMPLE = 20_000  # bytes; enough to tell an encoding
_MARKS = "“”„‘’‚«»–—…·•§©°€£™®\u00a0"
_WEST = "àáâãäåæçèéêëìíîïñòóôõöøœšžßùúûüÿ¡¿ºª"
_MIDDLE = "áâäăąćčçďđéęěëíîłľĺńňóôöőřŕśšşťţúůüűýźžżß"
_BALTIC = "äąāčęēėģįīķļņöõšųūüž"
_TURKISH = "âçğîıİöşüû"
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђѓѕјљњћќџ№"
_GREEK = "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋφχψωώ"
_ALPHABETS = [
    frozenset(letters)
    for letters in (
        "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü¡¿ºª", "áâãàçéêíóôõúüºª", "àèéìîòùºª", "àçèéíïòóúü",
        "åäöæøé", "áæðéíóöúýþ", "éëïóö", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż",
        "áéíóöőúüű", "ăâîşţ", "čćđšž", "çëâ", "çğıİöşüâîû", "ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž",
        "אבגדהוזחטיךכלםמןנסעףפץצקרשת", _GREEK,
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    )
]  # fmt: skip
"""Letters beyond ASCII of one language each: of encodings that fit alike, that which gives them is taken."""
_HEBREW, _ARABIC = "\u05b0-\u05f4", "\u0621-\u0652"
_KANA, _HAN, _HANGUL = "\u3040-\u30ff", "\u4e00-\u9fff", "\uac00-\ud7a3"
_WIDE_MARKS = "\u3000-\u301f\uff01-\uff60"
_ASIAN = re.compile(f"[{_KANA}{_HAN}{_HANGUL}{_WIDE_MARKS}]")
# Encodings without a mark: what texts in them have beyond ASCII, and what they must have.
# The first of the best is taken, so the commoner stand first.
_GUESSES = tuple(
    (name, re.compile(f"[{characters}]", re.I), re.compile(needed))
    for name, characters, needed in (
        ("cp1252", _WEST + _MARKS, ""),
        ("cp1254", _TURKISH + _MARKS, "[ğış]"),
        ("cp1250", _MIDDLE + _MARKS, ""),
        ("iso8859-2", _MIDDLE + "\u00a0§°", ""),
        ("cp1257", _BALTIC + _MARKS, "[āēėģįīķļņų]"),
        ("cp1252", _WEST + "ðþý", "[ðþ]"),
        ("cp1255", _HEBREW + _MARKS + "₪", "[אהוי]"),
        ("cp1251", _CYRILLIC + _MARKS, "(?i)[а-яё]{3}"),
        ("koi8-r", _CYRILLIC + "©°·\u00a0", "(?i)[а-яё]{3}"),
        ("koi8-u", _CYRILLIC + "©°·\u00a0", "[ієїґ]"),
        ("cp1253", _GREEK + _MARKS, ""),  # before that whose capitals are no letters in it
        ("mac-cyrillic", _CYRILLIC + _MARKS, "[а-яё]{3}"),
        ("iso8859-5", "а-яёіїєў§№\u00a0", "(?i)[а-яё]{3}"),
        ("cp1256", _ARABIC + _MARKS + "،؛؟", "ال"),
        ("iso8859-6", _ARABIC + "،؛؟\u00a0", "ال"),
        ("euc_kr", _HANGUL + "ㄱ-ㆎ" + _HAN + _WIDE_MARKS + _MARKS, f"[{_HANGUL}]"),
        ("euc_jp", _KANA + _HAN + _WIDE_MARKS, "[\u3041-\u3096]"),
        ("shift_jis", _KANA + _HAN + _WIDE_MARKS, "[\u3041-\u3096]"),
        ("gb18030", _HAN + _WIDE_MARKS + _MARKS, "[的一是不了在人有我他这]"),
        ("big5", _HAN + _WIDE_MARKS, "[的一是不了在人有我他這]"),
        ("cp949", _HANGUL + "ㄱ-ㆎ" + _HAN + _WIDE_MARKS + _MARKS, "[이가는을를의은에다]"),
        ("cp866", _CYRILLIC + "«»№\u00a0", "[а-яё]{3}"),
        ("mac-roman", _WEST + _MARKS, ""),
        ("mac-turkish", _TURKISH + _MARKS, "[ğış]"),
        ("cp857", _TURKISH + "«»§°\u00a0", "[ğış]"),
        ("cp850", _WEST + "«»§°·\u00a0", ""),
        ("cp852", _MIDDLE + "«»§°\u00a0", ""),
    )
)
_LEAST_NEEDED = {"euc_kr": 0.8, "cp949": 0.05, "euc_jp": 0.05, "shift_jis": 0.05}
"""Of the characters beyond ASCII; in other encodings one of those that a text must have is enough."""
_WRONG_ENDS = {
    "cp1255": re.compile(
        r"[ךםןףץ][א-ת]|(?<![\"'״׳])[כמנצ](?![א-ת'\"״׳־])|(?<![א-ת\u05b0-\u05c7])[\u05b0-\u05c7]"
    )
}
"""What no word has: the last form of a letter inside it, the other form at its end, a point alone."""
_HEBREW_WORD = re.compile("[א-ת]+")
MANY_WRONG = 0.05  # of the words of that script; initials and numbers of pages end as no word does
_SHIFTS = (
    (re.compile(rb"\x1b\$[@B]"), "iso2022_jp"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"~\{(?:[!-w][!-~]){1,500}~\}"), "hz"),
)
"""What opens letters of Asia in encodings that are all ASCII."""
_SEVEN = re.compile(rb"\+[A-Za-z\d+/]{3,}")  # a run of letters in UTF-7
_FEW = 3  # blocks of 256 characters in which those of an alphabet lie; letters that tell an encoding
_LEAST = 8  # characters beyond ASCII, fewer tell no encoding
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
ENOUGH = 0.97  # of the characters beyond ASCII; a name in another language may stand in any text


def decode(
    raw: bytes, file: str, *, encoding: str | None = None
) -> tuple[str | None, str, tuple[Problem, ...]]:
    """Return the text (None for binary bytes), the name of its encoding and what is to be said of it.

    By byte order mark; by the `encoding` that the format states, unless the bytes are none of it, or plainly
    UTF-8, as of a page that was fetched and written anew; as UTF-16 without a mark; as UTF-8; then by the
    letters of the languages that are written in an encoding, and at last by the likeliest guess of
    charset-normalizer; guesses are reported.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _replaced(raw[len(mark) :], name, file)
    text = _try(raw, "utf-8")
    declared = _as_declared(raw, encoding, text or "") if encoding else None
    if encoding and declared is not None:
        return declared, encoding.upper(), ()
    if told := _wide(raw) or _shifted(raw) or (_is_binary(raw) and _wide_script(raw)):
        return _replaced(raw, told, file, guessed=True)
    if _is_binary(raw):
        hint = "Save it under the ending of its own format, or take it out."
        message = "binary data, not text; skipped"
        return None, "binary", (warning("binary-file", message, file, hint),)
    if text is not None:
        return _COLOURS.sub("", text), "UTF-8", ()
    broken = raw.decode("utf-8", "replace")
    faults = broken.count("\ufffd")
    if sum(character > "\x7f" for character in broken) - faults > 3 * faults:
        return _replaced(raw, "utf-8", file)
    name = _guess(raw)
    return _replaced(raw, name, file, guessed=True)


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that markup declares for itself near its beginning, as it is written there."""
    match = _DECLARED.search(_COMMENT.sub(b"", raw[:_SAMPLE]))
    return match.group(1).decode("ascii") if match else None


def _as_declared(raw: bytes, encoding: str, as_utf8: str) -> str | None:
    """Return the text in the encoding that is stated, as browsers read it; None where it has no words so.

    None also for what is plainly UTF-8, as no other is, and for UTF-16, which the bytes themselves show.
    """
    try:
        name = codecs.lookup(encoding.lower().removeprefix("x-")).name
    except LookupError:
        return None
    if len(_BEYOND_ASCII.findall(as_utf8)) >= _FEW or name.startswith(("utf-16", "utf-32")):
        return None
    name = _MEANT.get(name, name)
    text = _try(raw, name)
    return None if text is None or _UNUSED.search(text) or _is_mistaken(raw, name) else text


def _is_mistaken(raw: bytes, name: str) -> bool:
    """Tell whether another encoding gives far more letters of one language than the one that is stated."""
    sample = _sample(raw)
    fits = [(_fit(sample, *guess), guess[0]) for guess in _GUESSES]
    stated = max((fit for fit, each in fits if codecs.lookup(each).name == name), default=())
    good, share, *_ = (*max(fit for fit, _ in fits), 0.0)
    is_sure = len(stated) > 1 and min(good, share) >= ENOUGH and len(_HIGH.findall(sample)) >= _LEAST
    return is_sure and stated[0] * stated[1] < good * share - MISTAKEN


def _try(raw: bytes, name: str) -> str | None:
    """Return the text, None when the bytes are none of that encoding or no text has it."""
    try:
        return raw.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _replaced(
    raw: bytes, name: str, file: str, *, guessed: bool = False
) -> tuple[str, str, tuple[Problem, ...]]:
    text = _COLOURS.sub("", raw.decode(name, "replace"))
    faults = text.count("\ufffd")
    problems = []
    label = name.upper().replace("_", "-")
    if guessed:
        hint = "If letters look wrong, name another in a sidecar (`encoding: …`), or save the file as UTF-8."
        problems.append(warning("guessed-encoding", f"the encoding is a guess: {label}", file, hint))
    if faults:
        line = text[: text.index("\ufffd")].count("\n") + 1
        hint = "They are shown as \ufffd; save the file again as UTF-8."
        problems.append(
            warning("invalid-bytes", f"{count(faults, 'place')} cannot be read as {label}", file, hint, line)
        )
    return text, label, tuple(problems)


def _wide(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its Latin letters and spaces."""
    sample = raw[:_SAMPLE]
    if len(sample) < 4 or len(raw) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.02 * half else None


def narrowed(raw: bytes) -> bytes:
    """Return text in UTF-16 as UTF-8, and any other bytes as they are."""
    marked = next((name for mark, name in _BOMS if raw.startswith(mark)), "")
    name = _wide(raw) if 0 in raw[:2] else marked if marked.startswith("utf-16") else None
    return raw.decode(name, "replace").removeprefix("\ufeff").encode() if name else raw


def may_be_seven_bits(raw: bytes) -> bool:
    """Tell whether bytes may be UTF-7: two runs of its letters in ASCII."""
    return raw.isascii() and len(_SEVEN.findall(raw[:_SAMPLE])) > 1


def _shifted(raw: bytes) -> str | None:
    """Tell an encoding that is all ASCII by what opens its other letters, and by what these are."""
    for opening, name in _SHIFTS:
        beyond = _BEYOND_ASCII.findall(_try(raw, name) or "") if opening.search(raw) else []
        if len(beyond) >= _FEW and sum(_ASIAN.match(each) is not None for each in beyond) >= ENOUGH * len(
            beyond
        ):
            return name
    beyond = _BEYOND_ASCII.findall(_try(raw, "utf-7") or "") if may_be_seven_bits(raw) else []
    return "utf-7" if beyond and all(_is_letter(each) or each in _MARKS for each in beyond) else None


def _wide_script(raw: bytes) -> str | None:
    """Tell UTF-16 without a mark in another script: its characters are those of one alphabet, or of Asia."""
    for name in ("utf-16-le", "utf-16-be"):
        text = _try(raw[: _SAMPLE - _SAMPLE % 2], name) if len(raw) % 2 == 0 else None
        beyond = _BEYOND_ASCII.findall(text or "")
        good = sum(map(_is_letter, beyond)) + sum(each in _MARKS for each in beyond)
        asian = sum(_ASIAN.match(each) is not None for each in beyond)
        blocks = {ord(each) >> 8 for each in beyond}
        is_script = good >= ENOUGH * len(beyond) and len(blocks) <= _FEW
        if text and len(beyond) >= _LEAST and (is_script or asian >= ENOUGH * len(beyond)):
            return None if any(each < " " and each not in "\t\n\v\f\r" for each in text) else name
    return None


def _is_letter(character: str) -> bool:
    """Tell whether a character is a letter, or a mark on one."""
    return unicodedata.category(character)[0] in "LM"


def _is_binary(raw: bytes) -> bool:
    """Tell bytes that are no text by their share of control characters."""
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > 0.02 * len(sample) and (controls >= 4 or b"\0" in sample)


_TWO_SCRIPTS = re.compile("[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z]")
"""Letters of two scripts side by side, as in no word."""
_NO_LETTERS = re.compile(r"[^\W\d_](?:[“”„‚«»•§©°€£™®№][^\W\d_]|[‚„](?!\w))|[a-z]ç[b-df-hj-np-tv-zï]", re.I)
"""What stands in a word of no language: a mark inside it, a quotation mark that opens at its end, a cedilla
that softens a consonant."""
_UNUSED = re.compile("[\x80-\x9f]")
"""Controls that no text has; in encodings for Windows their bytes are quotation marks and letters."""
_HIGH = re.compile(b"[\x80-\xff]")
_ALIKE = ("cp1250", "iso8859-2")
_STRANGE = {"[ğış]": re.compile("j", re.I), "[ðþ]": re.compile("[cqwz]", re.I)}
"""Letters that the languages of these letters hardly have: one `đ` may be read as a `ğ` and as a `ð`."""
_VOWEL = re.compile("[аеёиоуыэюяіїє]", re.I)
VOWELS = (
    0.3  # of the letters of a text in Cyrillic; in capitals, one encoding has the small letters of another
)
MISTAKEN = 0.1  # of the letters, that a stated encoding has less of one language than another one


def _sample(raw: bytes) -> bytes:
    """Return the first of those lines, and of those parts between tags, that have more than ASCII."""
    return b"\n".join(part for part in re.split(b"[<>\n]", raw) if not part.isascii())[:_SAMPLE]


def _guess(raw: bytes) -> str:
    """Return the first encoding that gives the letters of its languages; else the guess of a library."""
    sample = _sample(raw)
    fits = [(_fit(sample, *guess), guess[0]) for guess in _GUESSES]
    best = max(fit for fit, _ in fits)
    if best[0] >= ENOUGH:
        return next(name for fit, name in fits if fit == best)
    from charset_normalizer import from_bytes  # it starts slowly, and few texts need it

    found = from_bytes(sample).best()
    return found.encoding if found else "cp1252"


def _fit(sample: bytes, name: str, letters: re.Pattern[str], needed: re.Pattern[str]) -> tuple[float, ...]:
    """Return how well an encoding fits: the share of characters beyond ASCII that its texts have, 0 for none.

    The second figure is the share of letters that one language has; the third, how many letters of that
    language there are, for encodings of the same languages, or how likely the other letters are in it.
    """
    decoder = codecs.getincrementaldecoder(name)()  # the sample may end inside a character
    try:
        text = decoder.decode(sample)
    except UnicodeError:
        return (0.0,)
    beyond = _BEYOND_ASCII.findall(text)
    if not beyond or not _is_written(text, len(beyond), name, needed):
        return (0.0,)
    good = sum(letters.match(character) is not None for character in beyond)
    turned = sum(a.islower() and b.isupper() for a, b in pairwise(text))  # small letters read as capitals
    mixed = len(_TWO_SCRIPTS.findall(text)) + len(_NO_LETTERS.findall(text))
    counts = Counter(character.lower() for character in beyond if character.isalpha())
    own, seen = max(
        (sum(counts[letter] for letter in alphabet), len(alphabet & counts.keys()) / len(alphabet))
        for alphabet in _ALPHABETS
    )
    share = own / counts.total() if counts else 1.0
    likely = seen if name in _ALIKE else _likelihood(text, letters, needed)
    return (good - turned - mixed) / len(beyond), share, likely


def _likelihood(text: str, letters: re.Pattern[str], needed: re.Pattern[str]) -> float:
    """Return how likely the other letters of a text are in the languages of an encoding, 1 at the most."""
    if letters.match("ж"):
        cyrillic = letters.findall(text)
        return min(1.0, len(_VOWEL.findall(text)) / VOWELS / max(1, len(cyrillic)))
    strange = _STRANGE.get(needed.pattern)
    return 0.0 if strange and strange.search(text) else 1.0


def _is_written(text: str, beyond: int, name: str, needed: re.Pattern[str]) -> bool:
    """Tell whether a text has what every text in an encoding must have, and nothing that words never have."""
    wrong = _WRONG_ENDS[name].findall(text) if name in _WRONG_ENDS else []
    least = max(1, _LEAST_NEEDED.get(name, 0) * beyond)
    return (
        needed.search(text) is not None
        and not _UNUSED.search(text)
        and len(wrong) <= MANY_WRONG * len(_HEBREW_WORD.findall(text))
        and (least == 1 or len(needed.findall(text)) >= least)
    )


def may_bear_mark(raw: bytes) -> bool:
    """Tell whether text, not yet read and in whatever encoding, may bear a mark: it has its letters.

    >>> may_bear_mark("T<b>LP</b>:RED".encode("utf-16")), may_bear_mark(b"Let people in")
    (True, False)
    """
    if may_be_seven_bits(raw):
        return True
    read, *_ = decode(raw, "", encoding=declared_encoding(raw))
    texts = [plain_letters(html.unescape(each)) for each in (raw.decode("latin-1"), read or "")]
    texts += [_NOT_SHOWN.sub("", each) for each in texts]
    letters = (re.sub(r"[^A-Za-z]", "", each).lower() for each in texts)
    return any("tlp" in each or "trafficlightprotocol" in each for each in letters)
