"""Names of months, weekdays and ordinal numbers, once for all rooms."""

from __future__ import annotations

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar|Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
# Short forms, as they are written with or without a full stop; "-" where there is none.
_SHORT = {
    "en": "Jan Feb Mar Apr - Jun Jul Aug Sept|Sep Oct Nov Dec",
    "de": "Jan|Jän Feb Mär Apr - Jun Jul Aug Sept|Sep Okt Nov Dez",
    "fr": "janv févr mars avr - juin juil - sept oct nov déc",
    "es": "ene - - abr - - - ago - oct - dic",
    "it": "gen - - - mag giu lug ago - ott - dic",
    "nl": "- - mrt - - - - - - okt - -",
    "pt": "- fev - abr - - - ago - - - dez",
}
LANGUAGES = tuple(_MONTHS)
"""Languages whose months are known here, as BCP 47 tags."""


def month_names(language: str, *, short: bool = True) -> dict[str, int]:
    """Return each name of a month in a language, as it is spelt there, with its number from 1.

    >>> month_names("fr", short=False)["mai"], month_names("de")["Okt"]
    (5, 10)
    """
    tables = [_MONTHS[language], _SHORT[language]] if short else [_MONTHS[language]]
    rows = [row.split() for row in tables]
    return {
        name: number
        for row in rows
        for number, names in enumerate(row, 1)
        for name in names.split("|")
        if name != "-"
    }


MONTHS = tuple(_MONTHS["en"].split())
"""The English months in full, January first."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The English weekdays in full; their place is their number, 0 Monday."""

_SHORT_WEEKDAYS = ("mon", "tues tue", "wed", "thurs thur thu", "fri", "sat", "sun")
WEEKDAY_NUMBERS = {
    word: number
    for number, (name, short) in enumerate(zip(WEEKDAYS, _SHORT_WEEKDAYS, strict=True))
    for word in (name.lower(), *short.split())
}
"""English weekday in small letters, in full or short, to its number, 0 Monday."""

_ORDINAL_ROW = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third"
    " twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth"
    " thirty-first"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_ROW.split(), 1)}
"""English ordinal in small letters to its number, as far as a month has days."""

PLAIN = str.maketrans("\n\xa0ıİſ", "  iIs")
"""To read dates by pattern: a broken line or a hard space is a space, and letters that a pattern without
regard to case takes for i and s are those letters."""
