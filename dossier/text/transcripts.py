"""Tell the parts of a transcript or a chat: turns with their labels, and what is said out of courtesy."""

from dossier.model import Document
from dossier.text import late as re

_LABEL = (
    r"Q[\s:.]|A:|[A-ZÀ-Þ][A-ZÀ-Þ .,’'()-]{3,}:"
    r"|[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){0,4}(?:: \((?:\d\d:)?\d\d:\d\d\)| \((?:\d\d:)?\d\d:\d\d\):)"
    r"|[A-ZÀ-Þ][\w.’'-]*(?: [\w.’'-]+){1,6} \([A-ZÀ-Þ][^()\n]{1,40}\):(?= [A-ZÀ-Þ“\"])"
)
"""The name of a speaker before a turn, in capitals, with the time or a seat: "Ann Roe (Larne North):"."""
TURN = re.compile(
    rf"(?P<chair>Q[\s:.]|(?:MODERATOR|OPERATOR|THE PRESS|REPORTER|QUESTION|INTERVIEWER):)|{_LABEL}"
)
"""The beginning of a turn; the group `chair` where its speaker only leads or asks."""
_OFFICE = re.compile(
    r"\b(?:MR|MRS|MS|DR|THE|PRESIDENT|VICE|MINISTER|SECRETARY|CHANCELLOR|AMBASSADOR|GOVERNOR|MAYOR|SENATOR|GENERAL"
    r"|COLONEL|OFFICIAL|SPEAKER|SPOKES\w+|CHAIR\w*|PARTICIPANT|INTERVIEWER|ANSWER|JUDGE|WITNESS)\b"
)
"""What only the label of a speaker has."""
_LATER = re.compile(r"\((?!00:)\d\d:")
"""A time with which no record begins: that of a ticker, "Larne (14:05):"."""
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
MESSAGE = re.compile(
    r"^[\u200e\u200f\u202a-\u202e \t]*"
    rf"(?:\[?\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}},?\s{_CLOCK}(?:\]|\s[-–—]\s)"
    rf"|[^\n\[\]]{{1,60}}, \[\d[^\n\[\]]{{5,24}}\s{_CLOCK}\])",
    re.MULTILINE,
)
"""What opens a message of a chat: `[14/07/2025, 09:12]`, `14.07.25, 09:12 -`, `Ann, [14 Jul 2025 09:12]`."""
_COURTESY = (
    r"(?:(?:[Aa]nd |[Ss]o |[Bb]ut |[Aa]gain, |[Oo]nce again, )?"
    r"(?:[Tt]hank(?:s(?! to\b)| you)|(?:I|[Ww]e)(?:[’']d like| want| would like| wish)? (?:just )?"
    r"(?:to )?thank|God bless))\b"
    r"|(?:[Gg]ood (?:morning|afternoon|evening)|[Hh]ello|[Hh]i|[Hh]ey|[Ww]elcome)\b"
    r"|(?:[Gg]uten (?:[Mm]orgen|[Tt]ag|[Aa]bend)|[Bb]onjour|[Bb]uon(?:giorno|asera))\b"
    r"|[Bb]uen[oa]s (?:días|tardes|noches)\b"
    r"|おはようございます|こん(?:にち|ばん)は|(?:明け|あけ)ましておめでとう|(?:各位[^。，,]{1,8}[，,]?)?大家(?:[上下]午|早上)?好"
    r"|(?:(?:Further to|On) (?:that|the|a) point of order|With permission), M(?:r\.?|adam) Speaker\b"
    r"|With permission, I (?:shall|will|would)\b"
)
_CEREMONY = re.compile(
    rf"^[“\"]?(?:{_COURTESY}"
    r"|(?:[Oo]k|[Oo]kay|[Ww]ell|[Yy]es|[Nn]o|[Yy]eah|[Ll]ook|[Rr]ight|[Ss]ure|[Bb]y the way|[Yy]ou know"
    r"|[Ff]olks),"
    rf"|{_LABEL})"
    r"|\((?:[Aa]pplause|[Ll]aughter|[Ll]aughs|[Ii]naudible|[Cc]rosstalk|[Pp]ause)\b"
    r"|\b[Tt]hank(?:s| you)(?: [\w,]+){0,3} for (?:having|inviting|joining|coming|being)\b"
    r"|\bI am (?:very |most |so )?(?:grateful|obliged) (?:to|for) (?:the|my|his|her|you)\b"
)
"""What opens a turn, with its label, and what the writer of a transcript heard."""


_TALK = re.compile(
    r"\b(?:I (?:think|guess|mean|believe|hope|suppose|just|do ?n[o’']t|have to|want|was)|I[’']ll|I[’']d say"
    r"|you(?:r|[’'](?:re|ve|ll|d))?|as I (?:said|mentioned)|let me|let[’']s|some(?:one|body) told me"
    r"|by the way|my (?:own|wife|husband|father|mother|family|friend)"
    r"|(?:kind|sort) of|happy to|look forward to|folks|again,)\b"
    r"|\w- —|\b(\w+) — (?:\w+ )?\1\b|—[^—]*—[^—]*—|\[(?:senior|moderator|inaudible)",
    re.IGNORECASE,
)
"""How people talk, and where they slip."""

_ENOUGH = 5  # terms by which a sentence tells its matter without a name
_GREETING = 8  # terms with which a greeting says more than its courtesy
_SAYS_WHO = re.compile(r"(?<=[a-z,;—–-] )[A-ZÀ-Þ]\w|\d")
"""A name or a number; a turn without either is about what was said before."""


def is_transcript(document: Document) -> bool:
    """Tell whether paragraphs open with the labels of speakers: of two, of a chair, or of one with an office.

    A single other label, `VARNA:`, says where a report comes from.
    """
    matches = [TURN.match(document.text, paragraph.span.start) for paragraph in document.paragraphs]
    turns = [turn for turn in matches if turn]
    if turns and _LATER.search(turns[0].group()):
        return False
    labels = {turn.group() for turn in turns}
    return len(labels) > 1 or any(turn["chair"] or _OFFICE.search(turn.group()) for turn in turns)


def without_place(sentence: str) -> str:
    """Return a sentence of a report without the place that opens it.

    >>> without_place("VARNA: The port is shut.")
    'The port is shut.'
    """
    label = TURN.match(sentence)
    return sentence[label.end() :].lstrip() if label else sentence


def says_what(sentence: str, terms: int, *, named: bool = False) -> bool:
    """Tell whether a sentence without its label says what it is about: by name, number or five terms.

    A greeting or thanks needs a name and more terms than a greeting has.

    >>> [says_what(s, 3) for s in ("Why so long?", "Hello to Larne, folks.", "The quay of Larne is shut.")]
    [False, False, True]
    """
    named = named or _SAYS_WHO.search(sentence) is not None
    return named and terms >= _GREETING if is_courtesy(sentence) else named or terms >= _ENOUGH


def is_talk(sentence: str) -> bool:
    """Tell whether a sentence of a transcript is talk: an aside, a hedge, a slip, or without name and number.

    >>> [is_talk(s) for s in ("Over to you on the drop.", "We dec- — we left.", "The quay of Larne is shut.")]
    [True, True, False]
    """
    return _TALK.search(sentence) is not None or not _SAYS_WHO.search(sentence)


def is_ceremony(sentence: str) -> bool:
    """Tell whether a sentence opens with a speaker's label or a courtesy, or contains a stage direction.

    >>> [is_ceremony(s) for s in ("And thank you for coming.", "MR. ROE: It is shut.", "The quay is shut.")]
    [True, True, False]
    """
    return _CEREMONY.search(sentence) is not None


def is_courtesy(sentence: str) -> bool:
    """Tell whether a sentence opens with a greeting or thanks.

    >>> [is_courtesy(s) for s in ("“Thank you for coming.", "No, the quay is shut.", "MR. ROE: It is shut.")]
    [True, False, False]
    >>> openings = ("With permission, Mr Speaker, I", "Further to that point of order, Madam Speaker, I")
    >>> [is_courtesy(opening) for opening in openings]
    [True, True]
    """
    return re.match(rf"[“\"]?(?:{_COURTESY})", sentence) is not None
