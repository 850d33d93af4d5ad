"""Tell the language of a text by its script and its most frequent small words."""

from collections import Counter
from collections.abc import Sequence

from dossier.text import late as re


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region, in lower case: `en` of `en-GB`."""
    return tag.partition("-")[0].lower()


SAMPLE = 5_000  # characters; the figures hardly change after the first paragraphs
_SMALL_WORDS = {
    "en": "the of and to in that is for was with on as by from has have not be are he it its said",
    "de": "der die und in den das von zu mit sich des auf für ist im dem nicht ein eine als auch hat",
    "fr": "le la les de des et en du un une dans que qui est pour pas sur au aux avec il par ont",
    "es": "el la los las de y que en un una del se por con para su al es lo como más pero sus",
    "it": "il di che la e un per è del in non della una si con le dei da sono ha gli nel anche",
    "pt": "o de que e do da em um para é com não uma os no se na por mais as dos como foi ao",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om ook als bij door naar",
    "sv": "och i att det som en på är av för med den till inte har ett om de var men så",
    "pl": "w i z na do się nie że to jest o jak po za od przez dla przy ale są oraz który",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ancak ise değil göre",
    "ru": "и в не на что с по как это из у за от о для но его к до мы был они также",
    "uk": "і в не на що з та як це у за від до для але його про й їх був вони також які",
    "ar": "في من على إلى أن التي عن الذي مع هذا هذه ما لا بين قال كان كما بعد ذلك",
    "fa": "در به از که این را با است برای آن می های شد خود ها یک بود تا اما",
}
_LANGUAGES: dict[str, list[str]] = {}
"""Of each small word, the languages that have it."""
for _tag in sorted(_SMALL_WORDS):
    for _small in dict.fromkeys(_SMALL_WORDS[_tag].split()):
        _LANGUAGES.setdefault(_small, []).append(_tag)
# Scripts that one language, or one that we can name, is written in.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)
_ARABIC = re.compile("[\u0621-\u064a]")
_OTHER_ARABIC = re.compile(
    "[پچژگکیٹڈےںۆێ]"
)  # letters of Persian, Urdu, Kurdish and others in the same script
_TURKISH = re.compile("[ğĞıİ]")  # Azerbaijani, too, which has "ə" as well
_TELLING = {
    "pl": ("[ąęłńśźż]", "[čěřšžđ]"),  # Czech, Slovak, Slovene, Croatian, Serbian
    "pt": ("[áâãçéêíóôõú]", "[čěřšžđ]"),
    "sv": ("[äö]", "[æø]"),  # Danish, Norwegian
    "ru": ("[ыэ]", "[ъђјљњћџ]"),  # Bulgarian, Serbian, Macedonian
    "uk": ("[їєґ]", "[ыэёў]"),  # Belarusian
}
"""Of a language its letters, and those of languages that have many of its small words."""
_FEW = 3  # letters, as a name or two of the other language have
_CATALAN = "amb"  # "with", a word of no language that is like it
_ARTICLE = re.compile(r"\b[وفبك]?ال\w")
_FOREIGN = re.compile("[\u0370-\uffff]")  # beyond the Latin letters
_WORD = re.compile(r"[^\W\d_]+")


def small_words(language: str) -> frozenset[str]:
    """Return the most frequent small words of a language, none where they are not known here.

    >>> "los" in small_words("es-MX"), small_words("eu")
    (True, frozenset())
    """
    return frozenset(_SMALL_WORDS.get(primary(language), "").split())


def detect_language(text: str) -> str:
    """Return the BCP 47 tag of the text's language, `und` when it is not clear.

    >>> detect_language("The talks were held in the capital and it was said that they went on for days.")
    'en'
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    letters = len("".join(words))
    if not letters:
        return "und"
    foreign = len(_FOREIGN.findall(sample)) > 0.1 * letters
    for tag, script in _SCRIPTS if foreign else ():
        share = len(script.findall(sample)) / letters
        if share > (0.1 if tag == "ja" else 0.5):
            return tag
    scores = Counter(dict.fromkeys(sorted(_SMALL_WORDS), 0))
    for word, count in Counter(map(str.lower, words)).items():
        for tag in _LANGUAGES.get(word, ()):
            scores[tag] += count
    (tag, best), (_, second) = scores.most_common(2)
    if foreign and _is_arabic(sample, letters, len(words)):
        return "ar"
    clear = best >= 2 and best > 0.12 * len(words) and best > 1.15 * second
    return _by_telling_signs(sample, words, tag if clear else "und")


def _by_telling_signs(text: str, words: Sequence[str], tag: str) -> str:
    """Return the language of a text by what only one has, where its small words do not tell it."""
    if tag != "en" and _CATALAN in map(str.lower, words):
        return "ca"
    if tag in _TELLING:
        own, other = (len(re.findall(letters, text.lower())) for letters in _TELLING[tag])
        return "und" if other > max(own, _FEW) else tag
    is_turkish = tag == "und" and len(_TURKISH.findall(text)) > 1 and "ə" not in text.lower()
    return "tr" if is_turkish else tag


def _is_arabic(text: str, letters: int, words: int) -> bool:
    """Tell Arabic by its letters and its article, where a text is too short to have many small words."""
    if len(_ARABIC.findall(text)) < 0.8 * letters or _OTHER_ARABIC.search(text):
        return False
    return len(_ARTICLE.findall(text)) >= 0.15 * words
