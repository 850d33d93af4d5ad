"""Words are cut, folded and stemmed alike on every machine."""

import snowballstemmer.english_stemmer
from builders import document
from press import ROOT

from dossier.text.read_text import read_text
from dossier.text.words import stem, words_of


def test_the_compiled_stemmer_and_the_plain_one_agree():
    """Where no compiled stemmer can be installed, a build must still give the same bytes."""
    plain = snowballstemmer.english_stemmer.EnglishStemmer()
    compiled = snowballstemmer.stemmer("english")
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    keys = sorted({word.key for text in texts for word in words_of(text)})

    assert type(compiled) is not type(plain)
    assert [compiled.stemWord(key) for key in keys] == [plain.stemWord(key) for key in keys]


def test_irregular_words_and_british_spellings_share_a_stem():
    assert stem("met") == stem("meets") and stem("normalisation") == stem("normalization")


def test_each_sentence_has_its_own_words():
    text = read_text(document("Rain fell. No one knew.\nThe dam held."))

    cut = [(row.sentence.id, [word.raw for word in text.words_in(row)]) for row in text.sentences]

    assert cut == [
        ("p1s1", ["Rain", "fell"]),
        ("p1s2", ["No", "one", "knew"]),
        ("p2s1", ["The", "dam", "held"]),
    ]
