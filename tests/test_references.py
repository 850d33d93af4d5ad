"""Sentences that refer to the text before them, and sentences that deny something."""

import pytest

from dossier.text.denials import find_denial, is_negative
from dossier.text.references import continues_matter, is_poor_headline, needs_context
from dossier.text.words import words_of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They left Varna on Monday.", True),
        ("Её обвинили в растрате.", True),
        ("Эти дни в порту были тихими.", False),
        ("Онлайн-касса закрыта.", False),
        ("Про це мер сказав у Варні.", True),
        ("Церква у Варні закрита.", False),
        ("Lo annuncia il sindaco di Orle.", True),
        ("La ha comprata il porto.", True),
        ("La nave è partita da Orle.", False),
        ("Esta última nave salió de Orle.", True),
        ("Esta semana salió la nave de Orle.", False),
        ("Il a quitté le port.", True),
        ("Il y a deux ports à Orle.", False),
        ("Il porto di Orle è chiuso.", False),
        ("Er sei nicht in Orle gewesen.", True),
        ("Erst am Montag öffnete der Hafen.", False),
        ("Diese Woche öffnet der Hafen von Orle.", False),
        ("Dieser Hafen ist alt.", True),
        ("Dit jaar opent de haven van Orle.", False),
        ("Hij sloot de haven.", True),
        ("وأضاف أن الميناء مغلق.", True),
        ("من جهة الميناء جاءت السفينة.", False),
        ("היא נסגרה.", True),
        ("Eleven ships left Orle.", False),
        ("Eric Roe left Orle.", False),
        ("But the meeting ended early.", True),
        ("“The two agreed at once.”", True),
        ("Meanwhile, Oslo kept its port open.", True),
        ("“We kept the port open,” she said in Oslo.", True),
        ("“We kept the port open,” Ann Roe said.", False),
        ("Asked whether the port was open, he left.", True),
        ("Asked whether the port was open, Ann Roe left.", False),
        ("If true, the sale breaks the law.", True),
        ("If the sale is true, Oslo pays.", False),
        ("The firm sold the port.", True),
        ("The blaze cost Oslo a pier.", True),
        ("The firms of Oslo pay.", False),
        ("The mayor had no comment on that letter.", True),
        ("The commander also leads a band of smugglers.", True),
        ("Most were immigrants from the north.", True),
        ("It has been confirmed that two ships sank.", False),
        ("It is understood that the port will open.", False),
        ("There are fears for the old quay.", False),
        ("There he slept.", True),
        ("Unions spoke of this plan.", True),
        ("Both had left by noon.", True),
        ("Both sides are to meet on Friday.", False),
        ("The mayor was ill at that time.", False),
        ("Rain fell in that week.", False),
        ("The mayor of Varna opened the bridge.", False),
        ("Thereafter it rained.", False),
        ("It had been extended twice, but was due to end.", True),
        ("It remains to be seen whether the port will open.", False),
        ("It is not yet clear who paid.", False),
        ("In the same year it sank off Varna.", True),
        ("Since then Varna has kept its port open.", True),
        ("Since the storm Varna has kept its port open.", False),
        ("On Monday he told the union to wait.", True),
        ("On Monday the mayor said that he would wait.", False),
        ("The office of the mayor announced this on Sunday.", True),
        ("The office of the mayor announced this week's ferries.", False),
        ("The Irish leader praised the ferries.", True),
        ("The leader of the union praised the ferries.", False),
        ("The announcement came a day after the storm.", True),
        ("The 33-year-old swam ashore.", True),
        ("Because of them the crew left the port.", True),
        ("Without it, nobody could sail.", True),
        ("After that week the port opened.", False),
        ("For the mayor of Varna it was a feast.", False),
        ("The mayor of Varna has, however, said no.", True),
        ("In response, the mayor shut the port.", True),
        ("In response to the storm the mayor shut the port.", False),
        ("In other words, the port has no money.", True),
        ("The security source said that two ships sank.", True),
        ("The richest source of the port was grain.", False),
        ("By contrast, the mayor of Varna kept his port open.", True),
    ],
)
def test_a_sentence_that_only_the_one_before_explains(sentence, expected):
    assert expected == needs_context(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“We shall build it”, the mayor said.", True),
        ("The mayor of Varna praised the new contract.", True),
        ("It would cost too much.", True),
        ("The mayor of Varna and both of his deputies praised the contract.", False),
        ("Varna praised a contract.", False),
    ],
)
def test_a_sentence_that_goes_on_with_the_matter(sentence, expected):
    assert expected == continues_matter(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("“It opened on Monday.”", True), ("His bridge opened on Monday.", True), ("History was made.", False)],
)
def test_a_sentence_that_makes_a_poor_headline(sentence, expected):
    assert expected == is_poor_headline(sentence)


def test_the_first_denial_of_a_sentence_counts():
    text = "However, the mayor denied the rest and rejected the claims."

    assert find_denial(text, words_of(text)) == "denied"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bridge is not safe.", True),
        ("The mayor dismissed the report.", True),
        ("The captain was dismissed for nine.", False),
        ("The mayor noted the report.", False),
    ],
)
def test_a_sentence_that_denies_or_negates(sentence, expected):
    assert expected == is_negative(sentence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No minister of the two towns had attended.", "no minister of the two towns had attended"),
        ("No one should have to endure a day of this.", ""),
        ("None of us should have known.", ""),
        ("Nobody can deny the beauty of the coast.", ""),
        ("She could not deny it.", ""),
        ("The fear was not unfounded.", ""),
        ("These are unfounded fears.", ""),
        ("The tannery called the claim untrue.", "untrue"),
        ("The tannery called the report false.", "called the report false"),
        ("The tannery called the guard after a false alarm.", ""),
        ("The reports were entirely wrong.", "reports were entirely wrong"),
        ("The reports were late.", ""),
        ("The tannery said no such deal existed.", "no such deal existed"),
        ("There is no truth in it.", "no truth in"),
        ("No such luck.", ""),
        ("La tannerie a démenti la vente.", "démenti"),
        ("La tannerie n’a pas démenti la vente.", ""),
        ("Das Rathaus dementierte, dass es verkauft.", "dementierte"),
        ("Das Rathaus dementierte nicht.", ""),
        ("Das Rathaus bestritt den Vorwurf.", "bestritt den vorwurf"),
        ("Orle bestritt das Spiel in Larne.", ""),
        ("Мэрия опровергла продажу.", "опровергла"),
        ("El alcalde desmintió la venta.", "desmintió"),
    ],
)
def test_what_should_not_be_is_no_denial(text, found):
    assert find_denial(text, words_of(text)) == found
