"""Know the names of peoples, and of which place each is."""

from collections.abc import Iterable
from functools import lru_cache

from dossier.analysis.names.vocabulary import GIVEN
from dossier.text import late as re
from dossier.text.words import fold

_ROOT = 4  # letters that the name of a people shares with its place
_OF_NO_PLACE = (
    r"jews?|muslims?|christians?|catholics?|anglicans?|protestants?|hindus?|sikhs?|sunnis?|shiites?|islamic"
    r"|islamists?|buddhists?|democrats?|republicans?|antarctic|arctic|western|eastern|northern|southern|central"
)
"""People of a faith or a party, and adjectives of a direction."""
_DEMONYM = re.compile(
    rf"{_OF_NO_PLACE}|"
    r"[a-z]{2,}(?:ian|ean|ish|ese|stani)s?|[a-z]{3,}landers?|israelis?|iraqis?|yemenis?|kuwaitis?|qataris?|"
    r"saudis?|omanis?|emiratis?|azerbaijanis?|bahrainis?|greeks?|french|dutch|germans?|swiss|turks?|turkic|arabs?|"
    r"afghan(?:i?s?)|nigeriens?|thais?|czechs?|americans?|africans?|koreans?|mexicans?|moroccans?|cubans?|lankans?|chechens?|"
    r"kashmiris?|serbs?|croats?|arabic|hispanics?|aboriginals?|aborigines|soviets?|kurds?|welsh|"
    r"bengalis?|somalis?|nepalis?|azeris?|pashtuns?|tamils?|(?:english|french|irish|dutch)m[ae]n|"
    r"cypriots?|filipin[oa]s?|philippine|swedes?|finns?|danes?|poles?|spaniards?|britons?|scots|argentines?|slovaks?|slovenes?|"
    r"uzbeks?|kazakhs?|tajiks?|rwandans?|ugandans?|kenyans?|libyans?|angolans?|moldovans?|tibetans?|venezuelans?|anglo|franco|russo|sino"
)
_IS_OF_NO_PLACE = re.compile(_OF_NO_PLACE)
_PLACES = {
    "american": "united states", "americans": "united states", "british": "united kingdom",
    "french": "france", "dutch": "netherlands", "greek": "greece", "greeks": "greece", "spanish": "spain",
    "danish": "denmark", "swiss": "switzerland", "welsh": "wales", "irish": "ireland", "turks": "turkey",
    "norwegian": "norway", "norwegians": "norway", "polish": "poland", "emirati": "united arab emirates",
    "emiratis": "united arab emirates", "finnish": "finland", "peruvian": "peru", "cypriot": "cyprus",
}  # fmt: skip
"""The places of peoples that do not begin as the place does."""
_ENDING = re.compile(r"(?:a|e|i|o|u|y|ia|ey|us)?(?:n|an|ian|ean|i|ish|ese|er|ene|ic|ite)s?")


@lru_cache(maxsize=1 << 14)
def is_demonym(key: str) -> bool:
    """Tell whether a folded word is a nationality or another people's name: "peruvian", but not "brian"."""
    return key not in GIVEN and _DEMONYM.fullmatch(key) is not None


def is_people_of(word: str, names: Iterable[str]) -> bool:
    """Tell whether a folded word is the people, or the adjective, of a place with these names."""
    for name in names:
        key = fold(name)
        if _PLACES.get(word) == key:
            return True
        for length in range(max(len(key) - 3, _ROOT), len(key) + 1):
            if word.startswith(key[:length]) and _ENDING.fullmatch(word, length):
                return True
    return False


def roots_of(peoples: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of peoples, of which the name of a state may be made; "Islamic" is of none."""
    of_places = (people for people in peoples if not _IS_OF_NO_PLACE.fullmatch(people))
    return frozenset(people[:end] for people in of_places for end in range(_ROOT, len(people) + 1))


def has_people(key: str, roots: frozenset[str]) -> bool:
    """Tell whether a people of the sources is named after a place: "Peru" and "peruvian"."""
    return key.removesuffix("istan")[: max(_ROOT, len(key) - 2)] in roots
