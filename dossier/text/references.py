"""Tell whether a sentence refers to the text before it."""

from dossier.text import late as re
from dossier.text.date_words import MONTHS

_PRONOUNS = "he|she|they|it|his|her|their|its|this|that|these|those"
_CONNECTIVES = "but|and|yet|also|however|meanwhile|instead|moreover|so"
_AGREED = (
    r"(?:framework|deal|agreement|accord|pact|treaty|plan|proposal|arrangement|memorandum|contract"
    r"|project|offer|statement)s?"
)
_OPENING = re.compile(rf"[“\"‘']|(?:{_PRONOUNS}|but|and)\b", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"[“\"]?(?:(?:{_CONNECTIVES}),? )?"
    r"(?:(?:all|both|many|most|neither|one|several|some|others)"
    r" (?:are|could|had|has|have|is|of them|was|were|will)|"
    rf"{_PRONOUNS}|the (?:[\w’'-]+ ){{1,3}}also|such|both(?! sides)|there|then|"
    r"the (?:\w+ )?sources? (?:also )?(?:said|says|added|told)"
    r"|the (?:meeting|talks|statement|sources?|officials?|agency|group|move|decision|reports?|two|latter|"
    r"firm|company|couple|suspects?|victims?|gunm[ae]n|attackers?|blaze|inferno|blast|explosion|accident|"
    r"former|same|remarks|letter|visit|attack|incident|contacts|discussions?|framework|deal|agreement"
    r"|announcement|pair|(?:(?-i:[A-Z])\w+ )?(?:leader|executive)(?! of\b))|"
    r"the (?:\d+|\w+)-year-old(?! \w+ (?-i:[A-Z])))\b",
    re.IGNORECASE,
)
_TIME = "(?:time\\b|day|week|month|year|morning|evening|afternoon|century|season|summer|winter|spring|autumn)"
_EXPLETIVE = re.compile(
    r"(?:[Tt]here (?:is|are|was|were|has|have|had|will|would)\b"
    r"|[Ii]t (?:is|was|has been|had been) (?:now |also |widely |generally )?(?:accepted|acknowledged|alleged"
    r"|announced|argued|assumed|believed|claimed|confirmed|considered|decided|disclosed|established|estimated"
    r"|expected|feared|hoped|known|predicted|reported|revealed|rumou?red|said|stated|suggested|suspected|thought"
    r"|understood)\b|[Ii]t (?:has )?emerged\b|[Ii]t (?:is|was|remains) (?:(?:not |still )?(?:yet )?)?"
    r"(?:to be seen|clear|known|unclear|unknown)\b)"
)
"""An opening that points at nothing: "It has been confirmed that", "There are fears"."""
_PRONOUN = re.compile(
    rf"(?:(?:{_CONNECTIVES}),? )?"
    rf"(?:{_PRONOUNS}|such|both(?! sides)|there|then|the (?:two|latter|former|same))\b",
    re.IGNORECASE,
)
_ON_THEM = re.compile(
    r"(?:because of|despite|among|between|with|without|for|of|from|after|before|against|under|unlike|besides"
    r"|behind|apart from|instead of) (?:(?:him|her|it|them)\b|(?:this|that|these|those)(?=[ ,])"
    rf"(?! {_TIME}))",
    re.IGNORECASE,
)
"""A preposition and a pronoun: "Because of them the crew left"."""
_CONNECTED = re.compile(
    rf"(?:{_CONNECTIVES}|amid the|since then|likewise|similarly|nonetheless|nevertheless|therefore"
    r"|as a result|in turn|in other words|by contrast|for (?:example|instance)"
    r"|if (?:so|not|true|correct|proven|confirmed|approved|passed|adopted|convicted|found guilty)(?=,)"
    r"|in (?:addition|response|contrast)(?! to))\b"
    r"|[^,.;:]{1,80}, (?:however|meanwhile|too|for (?:example|instance)),",
    re.IGNORECASE,
)
"""What joins a sentence to the one before it, at its opening or behind its subject: "Roe, however, left"."""
_INNER = re.compile(
    rf"\b(?:about|after|at|by|for|from|in|of|on|to|with) (?:that|this|those|these) (?!{_TIME})\w+",
    re.IGNORECASE,
)
_OTHER_OPENINGS = (
    r"(?:Er|Dies|Diese[rsmn]?|Außerdem|Zudem|Allerdings|Deshalb|Ihm zufolge)"
    r"(?! (?:Tage?|Woche|Monat|Jahr|Morgen|Abend|Nacht)\w{0,2}\b)",
    r"(?:Il(?= (?:a|avait|était|sera|aura|va|doit|est(?! (?:prévu|question|temps)\b))\b)"
    r"|Ils|Elles?(?= [a-zà-ÿ]))|Cel(?:ui|le)-ci|Ceux-ci|Cela"
    r"|Ce dernier|Cette dernière|Ces derni(?:ers|ères)|Par ailleurs|Toutefois|En outre|Cependant"
    r"|Selon (?:lui|elle)",
    r"(?:Él|Ellos|Ellas|Esto|Eso|Ello|Además|Asimismo|Por (?:ello|eso|otr[ao] (?:parte|lado)))"
    r"|Sin embargo|Est[aeo]s? últim[ao]s?",
    r"(?:Lo|La|Li|Le) (?:ha(?:nno)? \w+[ts][oaie]|annuncia|afferma|comunica|dice|dicono|spiega|rende noto)"
    r"|(?:Egli|Inoltre|Tuttavia|Quest[oaie] ultim[oaie]|Per questo|Ciò)",
    r"(?:Eles?|Elas|Isso|Isto|Além disso|No entanto|Porém|Por isso|Est[ea]s? últim[oa]s?|Segundo el[ea])",
    r"(?:Hij|Dit|Daarnaast|Bovendien|Daarom|Volgens (?:hem|haar))(?! (?:jaar|weekend|voorjaar|najaar)\b)",
    r"(?:Jednak|Ponadto|Dlatego|W związku z tym|Jak dodała?|Według (?:niego|niej))",
    r"(?:Его|Её|Ее|Ему|Ей|Им|Их|Он|Она|Они|Это|При этом|Кроме того|Об этом|Таким образом|Однако|Поэтому"
    r"|По (?:его|её|ее|их) словам|Тем временем)",
    r"(?:Його|Її|Йому|Їй|Їх|Їм|Він|Вона|Вони|Це|Про це|При цьому|Крім того|Таким чином|Однак|Проте|Тому"
    r"|За (?:його|її|їхніми) словами)",
    r"(?:Bunun|Ayrıca|Ancak|Öte yandan|Buna göre)",
    r"(?:وأضاف|وتابع|وأردف|من (?:جهته|جانبه|جهتها|جانبها)|في المقابل|كما أن)",
    r"(?:הוא|היא|הם|הן|כמו כן|עם זאת|לדבריו|לדבריה|בנוסף)",
)
_IN_OTHER_LANGUAGES = re.compile(rf"[“\"«„]?(?:{'|'.join(_OTHER_OPENINGS)})(?!\w|[’'-])")
"""Openings that refer to the sentence before, in languages other than English; with their capitals."""
_WHEN_THEY = re.compile(
    r"(?:In|On|At|By|During|Since|Until|Last|Earlier|Later|Yesterday|Today)(?: (?:the|that|this|an?|same|next"
    r"|last|following|previous|early|late|mid|end|of|night|morning|evening|day|week|weekend|month|year|years|later"
    rf"|on|in|\d+|\w+day|{'|'.join(MONTHS)})){{0,5}},? (?:he|she|they|it)(?! (?:is|was) \w+ed that)\b"
)
"""A time and then a pronoun: "In the same year it sank"."""
_OF_SOMEBODY = re.compile(
    r"[“\"„«][^“”\"„«»]*[”\"“»],? (?:he|she|they)\b"
    r"|(?:Asked|Questioned|Pressed|Told|[A-Z][a-z]{2,}ing)\b[^.;:“”\"]{1,120}, (?:he|she|they)\b"
)
"""Words of one who is not named in their sentence, and who is asked: "“We left,” she said"."""
_POINTS_BACK = re.compile(
    r"\b[a-z]+(?:ed|id|de) this(?=[.,;]| (?:on|in|at|to|by|as|after|during|late|earlier|yesterday|today)\b)"
)
"""What was told before as the object: "The mayor announced this on Sunday"."""
_SAME_MATTER = re.compile(
    r"[“\"(]"
    r"|(?:[\w’'-]+ ){0,6}(?:the|this|that|these|those) (?:(?:new|proposed|tentative|draft|same|reported) )?"
    rf"{_AGREED}\b"
    r"|(?:it|this|that) (?:\w+s|is|was|will|would|has|had|may|could|can|also)\b",
    re.IGNORECASE,
)


def is_poor_headline(sentence: str) -> bool:
    """Tell whether a sentence begins with a quotation, a pronoun, "and" or "but": "It opened on Monday"."""
    return bool(_OPENING.match(sentence))


def opens_with_pronoun(sentence: str) -> bool:
    """Tell whether only the sentence before says who or what a sentence opens with: "The two met again".

    >>> [opens_with_pronoun(s) for s in ("But they left.", "The two met again.", "The talks went on.")]
    [True, True, False]
    """
    return bool(_PRONOUN.match(sentence)) and not _EXPLETIVE.match(sentence)


def needs_context(sentence: str) -> bool:
    """Tell whether a sentence refers to something that only the sentence before explains.

    >>> [needs_context(s) for s in ("However, the talks failed.", "He had no comment on that letter.")]
    [True, True]
    >>> needs_context("The port of Varna opened in that year.")
    False
    """
    opening = _REFERENCE.match(sentence) and not _EXPLETIVE.match(sentence)
    inner = _INNER.search(sentence) or _POINTS_BACK.search(sentence)
    on_them = _ON_THEM.match(sentence) or _WHEN_THEY.match(sentence) or _IN_OTHER_LANGUAGES.match(sentence)
    of_somebody = _OF_SOMEBODY.match(sentence)
    return bool(opening or inner or on_them or of_somebody or _CONNECTED.match(sentence))


def continues_matter(sentence: str) -> bool:
    """Tell whether a sentence may go on with the matter of the one before it.

    It may when it opens with a quotation or with "it would", or comes soon to "the deal", as in "He praised
    the deal".
    """
    return bool(_SAME_MATTER.match(sentence))
