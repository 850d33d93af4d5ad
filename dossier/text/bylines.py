"""Turn the words of a byline into the names in it."""

from dossier.text import late as re

_BETWEEN = re.compile(r",\s?(?:and\s)?|\sand\s|\s&\s|;")
_BAR = re.compile(r"\s[|–—-]\s")  # before the name of the paper


def split_names(words: str) -> tuple[str, ...]:
    """Return the names of a byline: parts between commas, `and`, `&`, without what follows a bar.

    >>> split_names("Ann Roe, Bo Li and Cy Doe | The Paper")
    ('Ann Roe', 'Bo Li', 'Cy Doe')
    """
    names = _BETWEEN.split(_BAR.split(words, maxsplit=1)[0])
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


_OFFICE = re.compile(
    r"\b(?:office|bureau|press|presse(?:stelle)?|media|news(?:letter|room|desk)?|desk|team|staff|service|support"
    r"|department|ministry|embassy|council|committee|commission|agency|centre|center|institute|foundation|university"
    r"|group|company|police|government|secretariat|communications?|relations|alerts?|updates?|bulletin|digest|info"
    r"|redaktion|rédaction|redacción|redazione|prensa|stampa|ministerium|ministère|ministerio|ministero)\b",
    re.IGNORECASE,
)
_OFFICE_ADDRESS = re.compile(
    r"(?:no-?reply|do-?not-?reply|press|presse|prensa|stampa|media|news(?:letter|room|desk)?|info|contact|office"
    r"|hello|mail|admin|support|service|team|desk|editors?|editorial|redaktion|redaction|redazione|communications?"
    r"|comms|pr|secretariat|alerts?|updates?|notifications?|webmaster|list|bounces?)\d{0,3}(?:[.+_-].*)?",
    re.IGNORECASE,
)


def is_of_office(name: str, address: str) -> bool:
    """Tell whether who sends a mail is an office, and no person: by its name, else by its address.

    >>> is_of_office("Press Office", "ann@orle.example"), is_of_office("Ann Roe", "press@orle.example")
    (True, False)
    >>> is_of_office("", "noreply@orle.example"), is_of_office("Orle Post", "news@orlepost.example")
    (True, True)
    """
    local, _, host = address.partition("@")
    if _OFFICE.search(name):
        return True
    if not _OFFICE_ADDRESS.fullmatch(local):
        return False
    letters = re.sub(r"[\W_]", "", name).casefold()
    return not letters or letters in re.sub(r"[\W_]", "", host).casefold()
