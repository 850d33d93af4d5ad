"""Turn knowledge of how English names are made into tables of words: bodies, places, given names, offices."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.text.words import STOP, TITLES, fold, wordset

COMPANY = wordset(
    """bancorp therapeutics pharmaceuticals pharma resources renewables shipping railways securities motors
    electronics technologies industries enterprises insurance telecom energy partners bank group airlines
    airways holdings associates petroleum laboratories brothers"""
)
"""Words that end the name of a company, which is also told by what stands before them."""
ORGANISATION = COMPANY | wordset(
    """academy administration agency alliance army assembly association authority board brigade brigades
    broadcasting bureau center centre chamber church club co college command commission committee company
    conference congress consortium coalition corp corporation corps exchange magazine navy regiment council
    court department directorate division embassy federation force forces forum foundation front fund globe
    government guard guards herald hospital house inc institute institution international journal league
    limited ltd media ministry mission movement network news office oil organisation organization
    parliament party plc police post presidency press school secretariat senate service services society
    staff survey systems times tribune trust union university"""
)
"""Words that end the name of an organisation."""
PLACE = wordset(
    """airport archipelago avenue basin bay beach bridge camp canal city coast county crossing desert district
    dome east gulf cathedral hall museum stadium theater theatre harbour harbor heights highway hill hills
    island islands lake mount mountain mountains north ocean oval palace park peninsula plateau port
    province region republic river road sea south square state strait street territory tower towers hotel
    plaza gorge dam range falls springs forest creek tunnel gardens resort strip point town valley village
    west"""
)
"""Words that end or open the name of a place."""
HEADS = wordset(
    """ministry university bank department organisation organization institute federation society bureau
    association centre center office board"""
)
"""Words that open the name of an organisation: "Ministry of …"."""
CORPORATE = wordset("inc corp ltd plc llc co ag sa gmbh nv spa")
"""Legal forms, which a name is mostly told without."""
STATES = wordset("us usa uk eu un uae ussr")
"""Abbreviations that stand before another name as an adjective: "US trade policy"."""
KNOWN = {
    "us": ("united", "states"),
    "usa": ("united", "states"),
    "america": ("united", "states"),
    "uk": ("united", "kingdom"),
    "britain": ("united", "kingdom"),
    "un": ("united", "nations"),
    "eu": ("european", "union"),
    "uae": ("united", "arab", "emirates"),
}
"""Abbreviations that news does not explain."""
LEAGUES = {KNOWN["un"], KNOWN["eu"], ("un",), ("eu",)}
"""Those of them that are no states."""
BODIES = ORGANISATION | PLACE
SURNAMES = wordset("hill west north hall")
"""Words of places that after a given name are a surname."""
PARTS = wordset(
    """new old north south east west united great saint st san los las el upper lower central sri western
    eastern northern southern middle latin"""
)
"""First words of places and states."""
AGREEMENTS = wordset("accord accords agreement treaty pact protocol convention memorandum declaration")
"""Words that end the name of an agreement."""
HAPPENINGS = wordset(
    "cup open games championship championships marathon tour race festival war summit olympics"
)
"""Words that end the name of an event."""
EVENTS = (
    AGREEMENTS
    | HAPPENINGS
    | wordset(
        "classic test tests trophy award awards prize act day week eve index solution plan uss hms hmas"
    )
)
"""Words of events, awards, laws and ships: nobody's name."""
PARTICLES = wordset("bin ibn van von de del della der di da dos")
"""Words in small letters with which a bare surname may begin: "bin Rashid"."""
POSTNOMINALS = wordset("qc kc sc mp mep obe mbe cbe ao phd md")
"""Letters after a person's name."""
WEAK_TITLES = wordset(
    """first second foreign national security energy information economy supreme party state special interior
    defence defense finance opposition press st late then acting vice"""
)
"""Titles only before another title: "National Security Adviser", but "National Grain"."""
PERSONAL_TITLES = wordset(
    "mr mrs ms miss dr sir senator sen minister professor prof judge detective sergeant sgt colonel col"
)
"""Titles that nothing but a person bears, whatever the last word is: "Senator Hill"."""
PORTFOLIOS = wordset(
    """railway railways education health transport trade labour labor agriculture culture tourism immigration
    environment affairs relations employment justice science sport sports industry planning privacy housing
    communications development water social welfare community commerce treasury federal shadow junior"""
)
"""Before "minister" they are an office."""
OWNERS = wordset("people women men children workers teachers farmers writers veterans")
"""Groups that own a body: "Teachers' Federation", "People's Bank"."""
NEVER = wordset(
    """gmt utc est edt pst pdt et cest bst rs usd eur gbp q1 q2 q3 q4 phase ph phd tv dna hiv aids gst vat ceo
    christmas christmases easter eve ramadan hanukkah diwali ii iii iv vi vii viii ix xi xii"""
)
"""Words with capitals that name nobody: time zones, currencies, holidays, numbers."""
ZONE = re.compile(r"A?[CEMPW][SD]T")
"""Time zones: "4 p.m. AEDT"."""

OFFICES = wordset(
    """president premier minister chancellor senator envoy ambassador adviser advisor secretary chairman
    chairwoman director leader spokesman spokeswoman spokesperson general colonel commander judge king
    queen prince pope coach manager author lawyer captain mayor governor singer actor actress wife husband
    son brother sister daughter mother father attorney analyst economist professor founder editor striker
    spinner skipper president goalkeeper driver journalist"""
)
"""Before a name they tell that a person bears it."""
GROUPS = wordset(
    """group network company airline airlines movement organisation organization agency newspaper party
    insurer firm faction militia broadcaster retailer carrier manufacturer daily rebels charity"""
)
"""Before a name they tell that a body bears it: "the insurer Corvane"."""
OF_GROUPS = wordset(
    """spokesman spokeswoman chairman shares employees workers management militants members fighters
    executives subsidiary headquarters staff customers activists guerrillas gunmen"""
)
"""After a name they tell that a body bears it: "Corvane shares"."""
WHERE = wordset("in near outside across throughout around inside between")
"""Before a name they tell of a place."""
WHERE_OF = wordset(
    """north south east west northeast northwest southeast southwest outskirts town city village suburb
    capital state province region island port north-east coast streets republic kingdom"""
)
"""Before "of" they tell that a place follows."""
WHERE_AFTER = wordset("area region province district town village suburb airport coast border settlement")
"""After a name they tell of a place."""
LANDS = wordset(
    """parliament congress capital prime coast east west north south border borders economy currency
    ambassador population airspace territory soil neighbours neighbors northern southern eastern western"""
)
"""What only a country, or a part of one, has: "Norland's coast"."""
QUARTERS = wordset("north south east west northern southern eastern western st saint san los las upper lower")
"""First words of the names of places."""
SPEAKS = wordset(
    "said says has had is was will would and told reported announced confirmed denied warned added argued"
)
"""After a word that opens a sentence they tell that it is a name."""

DEMONYM = re.compile(
    r"[a-z]{2,}(?:ian|ean|ish|ese|stani)s?|[a-z]{3,}landers?|israelis?|iraqis?|yemenis?|kuwaitis?|qataris?|"
    r"saudis?|omanis?|emiratis?|azerbaijanis?|bahrainis?|greeks?|french|dutch|germans?|swiss|turks?|turkic|arabs?|"
    r"afghan(?:i?s?)|thais?|czechs?|americans?|africans?|koreans?|mexicans?|moroccans?|cubans?|lankans?|chechens?|"
    r"kashmiris?|serbs?|croats?|jews?|muslims?|christians?|catholics?|anglicans?|protestants?|hindus?|sikhs?|sunnis?|"
    r"shiites?|islamic|islamists?|arabic|hispanics?|aboriginals?|aborigines|soviets?|republicans?|kurds?|welsh|"
    r"bengalis?|somalis?|nepalis?|azeris?|pashtuns?|tamils?|(?:english|french|irish|dutch)m[ae]n|antarctic|arctic|"
    r"western|eastern|northern|southern|central"
)

GIVEN = frozenset(
    fold(name)
    for name in wordset(
        """Aaron Abdul Abdullah Abigail Adam Adolfo Adrian Ahmad Ahmed Aisha Alan Albert Alejandro Alex
        Alexander Alexandra Alfred Ali Alice Alicia Alison Amanda Amy Ana Anders Andre Andrea Andreas
        Andrei Andrew Andy Angela Anita Ann Anna Anne Annette Anthony Antonio Arnaud Arthur Barbara Barry
        Beatrice Ben Benjamin Bernard Bert Beth Bill Bob Boris Boyd Boyd Brad Brandon Brenda Brendan Brett
        Brian Bruce Bruno Carl Carla Carlos Carmen Carol Caroline Catherine Cathy Charles Charlie Chris
        Christina Christine Christopher Claire Claude Clive Colin Craig Cynthia Damien Dan Daniel Daniela
        Darren Dave David Deborah Denis Dennis Derek Dick Diana Diane Diego Dmitry Dominic Don Donald Donna
        Dorothy Doug Douglas Duncan Ed Eduardo Edward Elena Elizabeth Ellen Emil Emily Emma Eric Erik
        Ernest Esther Eva Evelyn Fatima Felix Fernando Fiona Francesco Francis Francois Frank Fred
        Frederick Gary Gavin Geoff Geoffrey Georg George Gerald Gerard Gerhard Giovanni Giuseppe Glen Glenn
        Gordon Graeme Graham Greg Gregory Guillermo Gunther Gustav Guy Hamid Hannah Hans Harold Harry
        Hassan Heather Helen Helena Henri Henrik Henry Herbert Howard Hugh Hussein Ian Ibrahim Igor Ingrid
        Irene Isabel Ivan Jack Jacob Jacques James Jamie Jan Jane Janet Janice Jason Javier Jean Jeff
        Jeffrey Jennifer Jeremy Jerry Jessica Jill Jim Joan Joanna Joe Joel Johan Johann John Johnny Jon
        Jonathan Jorge Jose Josef Joseph Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen
        Karin Karl Kate Katherine Kathleen Kathy Katie Keith Kelly Kelvin Ken Kenneth Kerry Kevin Khaled
        Khalid Kim Klaus Kristin Larry Lars Laura Lauren Laurence Lee Leo Leon Leonard Leslie Lewis Liam
        Linda Lindsay Lionel Lisa Lorraine Louis Louise Lucia Lucy Luis Luke Lynn Magnus Malcolm Manuel
        Marc Marcel Marco Marcus Margaret Maria Marie Marina Mario Marion Mark Marta Martha Martin Martina
        Mary Matt Matthew Maurice Max Megan Mehmet Melissa Michael Michel Michelle Miguel Mike Mikhail
        Milan Mohamed Mohammad Mohammed Monica Muhammad Mustafa Nabil Nancy Natalie Nathan Neil Neville
        Nicholas Nick Nicola Nicolas Nicole Nigel Nikolai Nina Noel Norman Olga Oliver Olivia Omar Oscar
        Oskar Otto Pablo Pamela Pat Patricia Patrick Paul Paula Pavel Pedro Peggy Penny Per Peter Petra
        Phil Philip Philippe Phillip Pierre Pieter Rachel Rafael Ralph Ramon Raul Ray Raymond Rebecca
        Ricardo Richard Rob Robert Roberto Robin Roger Roland Ron Ronald Rosa Rosemary Ross Roy Rudolf
        Russell Ruth Ryan Sally Salma Sam Samantha Samuel Sandra Sara Sarah Scott Sean Sebastian Serge
        Sergei Sergio Shane Sharon Sheila Shirley Silvia Simon Sofia Solomon Sonia Sophie Stan Stanley
        Stefan Stephan Stephanie Stephen Steve Steven Stuart Sue Susan Suzanne Sven Sylvia Tanya Tara Ted
        Terence Teresa Terrence Terry Theresa Thomas Tim Timothy Tina Todd Tom Tommy Tony Tracey Trevor
        Ursula Valerie Vanessa Vera Veronica Victor Victoria Vincent Virginie Viktor Vladimir Walter Warren
        Wayne Wendy Wilhelm William Yasmin Yuri Yusuf Yvonne Zoe"""
    )
)
"""Common given names of several languages, folded: what follows one is a surname."""


@lru_cache(maxsize=1 << 14)
def is_demonym(key: str) -> bool:
    """Tell whether a folded word is a nationality or another people's name: "peruvian", but not "brian"."""
    return key not in GIVEN and DEMONYM.fullmatch(key) is not None


PLAIN = STOP | (TITLES - {"st"}) | {f"{title}s" for title in TITLES}
"""Words that alone name nobody, even with a capital."""
