"""Turn what a format read into one text with its paragraphs, and what the text states of itself."""

from dossier.model import Basis, Paragraph, ParagraphKind, Span
from dossier.sources.file_text import FileText
from dossier.sources.paragraphs.head import Head, read_head, split_leading_date
from dossier.sources.paragraphs.head_days import mark_days_of_entries
from dossier.sources.paragraphs.headlines import BELOW, HEAD, is_furniture, taken_up
from dossier.sources.paragraphs.kinds import (
    mark_boilerplate,
    mark_embeds,
    mark_headings,
    split_captions,
    split_notices,
)
from dossier.sources.paragraphs.units import Unit, find_units
from dossier.text import late as re
from dossier.text.characters import cut
from dossier.text.datelines import read_dateline
from dossier.text.lines import SIGNS
from dossier.text.sentences import split_sentences
from dossier.text.transcripts import is_courtesy

__all__ = ["Head", "lay_out", "short_title"]

K = ParagraphKind
_LETTER = re.compile(r"[^\W\d_]")
_LONG = 8  # words of a sentence that is hardly a button
TITLE_LENGTH = 110  # characters of a title that is made of the first sentence


def lay_out(file_text: FileText, file: str) -> tuple[str, tuple[Paragraph, ...], Head]:
    """Join the blocks to a text; return it, its paragraphs and what its head states.

    The paragraphs hold every character of the text but white space, in order.
    """
    text = "\n\n".join(block.text for block in file_text.blocks)
    units = split_notices(split_leading_date(_units(file_text)))
    mark_boilerplate(units)
    units = split_captions(units)
    mark_embeds(units)
    mark_days_of_entries(units)
    guess = next((hint.value for hint in file_text.date_hints if hint.basis is Basis.INFERRED), None)
    is_dated = len(file_text.date_hints) > (guess is not None)
    head = read_head(units, file, titled=file_text.title, is_dated=is_dated, guess=guess)
    mark_headings(units)
    paragraphs = tuple(
        Paragraph(number, unit.kind or K.BODY, Span(unit.start, unit.end))
        for number, unit in enumerate(units, start=1)
    )
    return text, paragraphs, head


def _units(file_text: FileText) -> list[Unit]:
    units: list[Unit] = []
    offset = 0
    for block in file_text.blocks:
        group = units[-1].group + 1 if units else 0
        for unit in find_units(block.text, joined=file_text.is_prose):
            unit.start, unit.group, unit.kind = unit.start + offset, unit.group + group, block.kind
            units.append(unit)
        offset += len(block.text) + 2
    return units


def short_title(text: str, paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the first telling sentence of the prose, cut at a word and ended with `…` when it is long.

    A paragraph is passed over when the text does not take up what its first sentence says, as that of a
    button or a notice, or when it announces the next; if none is left, the first is taken.
    """
    prose = [paragraph for paragraph in paragraphs if paragraph.kind.is_prose][:HEAD] or [paragraphs[0]]
    titles = [(_first_sentence(text, paragraph), paragraph) for paragraph in prose]
    titles = [each for each in titles if _may_be_title(each[0])] or titles[:1]
    telling = (
        title
        for title, paragraph in titles
        if _is_telling(title, text[paragraph.span.end : paragraph.span.end + BELOW])
    )
    title = next(telling, titles[0][0])
    return title.removesuffix(".") if len(title) <= TITLE_LENGTH else cut(title, TITLE_LENGTH)


def _may_be_title(sentence: str) -> bool:
    return _LETTER.search(sentence) is not None and not (is_courtesy(sentence) or is_furniture(sentence))


def _is_telling(title: str, below: str) -> bool:
    is_whole = not title[0].islower() and title[-1] not in ",:"
    return is_whole and taken_up(title, below) >= (1 if len(title.split()) >= _LONG else 2)


def _first_sentence(text: str, paragraph: Paragraph) -> str:
    words = text[paragraph.span.start : min(paragraph.span.end, paragraph.span.start + 2000)]
    start, end = split_sentences(words)[0]
    line = read_dateline(words, small=False)
    if line and line.end < end:
        start = line.end
    sentence = " ".join(words[start:end].split())
    return sentence.lstrip(SIGNS) or sentence
