"""Turn a file of `content/` into its checked front matter and its Markdown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from dossier.editorial.bodies import (
    find_in_path,
    find_in_title,
    find_tags,
    portion_of,
    quoted_in_title,
    read_body,
)
from dossier.editorial.files.foreign_keys import set_aside
from dossier.editorial.files.heads import find_unread, front_matter_lines
from dossier.errors import InputProblems
from dossier.forms.checked import Form, Keys
from dossier.forms.comments import shown_words
from dossier.forms.fields import Date, Language, Line, Lines, Mark, Needed, Tags, Text, listed, tags_in
from dossier.model import EntityKind, Lookalike, MarkdownBody, Place, Placed, Problem, Severity, Tlp
from dossier.text import late as re
from dossier.text.slugs import file_id
from dossier.text.words import ARTICLES, words_of

PLAIN = ("title", "name", "question", "dossier", "authors", "tags")
"""Keys whose words are shown as typed."""
TITLES = ("title", "question", "dossier")
"""Those that are shown as headings of pages."""
_BRACKET = re.compile(r"\[\[|\[@")
_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), "\n")  # as some programs write them


def _term(value: object) -> object:
    return {"phrase": value} if isinstance(value, str | int) else value


def _telling(words: str) -> str:
    """Refuse what is in every text, or in none: "the", "...".

    What is common in one language is telling in another.
    """
    if all(word.key == "the" or word.raw in ARTICLES for word in words_of(words)):
        raise ValueError(f"“{words}” has no word by which a text can be found")
    return words


def _name(words: str) -> str:
    """Refuse a name that is in every text; one without words, such as an emoji, is found in none."""
    return _telling(words) if words_of(words) else words


Telling = Annotated[Needed, AfterValidator(_telling)]
"""Words that are looked for in sources."""


class Fields(Keys):
    """The keys that every kind of file may have."""

    aliases: Lines = ()
    """Other names that links may use."""
    redirect_from: Lines = ()
    """Former names of the file; their addresses lead on to its page, and links may use them."""


class Marked(Fields):
    """A file that may carry a handling mark."""

    tlp: Mark = None
    """`clear`, `green`, `amber`, `amber+strict` or `red` (Traffic Light Protocol 2.0)."""


class TermFields(Keys):
    """A phrase that speaks for a topic."""

    phrase: Telling
    weight: int = Field(1, ge=1, le=2)
    with_any: Lines = Field((), alias="with")
    without: Lines = ()


class TopicFields(Marked):
    """`content/topics/ID.md`."""

    title: Needed
    terms: Annotated[tuple[Annotated[TermFields, BeforeValidator(_term)], ...], BeforeValidator(listed)] = ()
    summary: Text = ""
    order: int | None = None


class EntityFields(Fields):
    """`content/entities/ID.md`."""

    MOVED: ClassVar[Mapping[str, str]] = {
        "tlp": "A name has no mark: one that occurs in what is marked, and nowhere else, is left out with it."
    }

    name: Annotated[Needed, AfterValidator(_name)]
    kind: EntityKind
    aliases: Annotated[tuple[Telling, ...], BeforeValidator(listed)] = ()
    """Its spellings in the sources; links may use them, too."""
    role: Line = ""
    see: Lines = ()


class NoteFields(Marked):
    """`content/notes/ID.md`."""

    title: Line = ""
    date: Date = None
    authors: Lines = ()
    topics: Lines = ()
    tags: Tags = ()
    status: Literal["draft", "published"] = "published"


class ClaimFields(Marked):
    """`content/claims/ID.md`."""

    MOVED: ClassVar[Mapping[str, str]] = {
        "one_origin": "Write it under the heading of the position: One origin: [@source-a; @source-b].",
        "by": "Write it directly under the heading of the position: by: [first-id, second-id].",
    }

    question: Needed
    topics: Lines = ()
    would_change: Text = ""


class PageFields(Marked):
    """`content/pages/ID.md`."""

    title: Line = ""
    dossier: Line | None = None
    language: Language | None = None
    judgement: Text = ""
    watch: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()


class DeskFile(Form):
    """One file of `content/`: its front matter, its Markdown, and the faults found in them."""

    def __init__(self, name: str, text: str) -> None:
        r"""Cut a text whose lines end with `\n`; `name` is the path as shown."""
        super().__init__(name)
        text = self.one_side(text)
        self.holders: dict[str, tuple[Placed[str], ...]] = {}
        """Only in claims: who holds a position, as typed, by its stance."""
        self.stem = PurePosixPath(name).stem
        self.id = file_id(self.stem)
        self.markdown, self.first_line = text, 1
        self._lines = text.split("\n")
        found = front_matter_lines(text)
        if found:
            self._take_front_matter(*found)
        lines = self.markdown.translate(_LINE_ENDS).split("\n")
        self.problems += find_unread(name, self.first_line, lines)

    def _take_front_matter(self, opening: int, closing: int | None) -> None:
        """Read the lines between two, counted from 0; the Markdown begins after them."""
        if closing is None:
            hint = "Put a line of three hyphens under the last key."
            message = "the front matter that begins here has no closing ---"
            self.report("open-front-matter", message, Place(self.at.file, opening + 1), hint)
            self.markdown = ""
            return
        self.read("\n".join(self._lines[opening + 1 : closing]), opening + 2)
        self.markdown, self.first_line = "\n".join(self._lines[closing + 1 :]), closing + 2

    @property
    def _mark(self) -> Tlp | None:
        """The mark that the front matter gives the file."""
        return next((mark for mark in Tlp if mark == self.values.get("tlp")), None)

    @property
    def _is_draft(self) -> bool:
        return self.values.get("status") == "draft"

    @property
    def _is_shown(self) -> bool:
        """Tell whether the front matter lets everybody see the file."""
        return self._mark in (None, Tlp("clear")) and not self._is_draft

    def faults_of_path(self) -> Iterator[Problem]:
        """Yield an error for what looks as if the path kept the file back."""
        return find_in_path(self.at.file, self._mark, is_shown=self._is_shown)

    def body(self) -> MarkdownBody:
        """Return the Markdown, parsed."""
        return self.opening(None)

    def opening(self, end: int | None) -> MarkdownBody:
        """Return the Markdown before a line, parsed, with what the titles in the front matter quote."""
        body = self.part(0, end)
        titles = [(key, value) for key in TITLES if isinstance(value := self.values.get(key), str)]
        quoted = (
            each for key, value in titles for each in quoted_in_title(shown_words(value), self.place(key))
        )
        return replace(
            body, quoted=(*quoted, *body.quoted), lookalikes=(*self._lookalikes(), *body.lookalikes)
        )

    def _lookalikes(self) -> Iterator[Lookalike]:
        """Yield what looks like a citation where words are shown as typed."""
        for key, number, value in self._plain_values():
            at = self.place(key, number)
            yield from read_body(self.at.file, 1, value, self._way_out(at, value))[0].lookalikes

    def _plain_values(self) -> Iterator[tuple[str, int, str]]:
        """Yield each value that is shown as typed, with its key and its number in a list."""
        for key in PLAIN:
            values = self.values.get(key)
            for number, value in enumerate(values if isinstance(values, list) else [values]):
                if value is not None:
                    yield key, number, str(value)

    def part(self, begin: int, end: int | None) -> MarkdownBody:
        """Return some lines of the Markdown, counted from 0, parsed."""
        lines = self.markdown.split("\n")[begin:end]
        body, problems = read_body(
            self.at.file,
            self.first_line + begin,
            "\n".join(lines),
            mark=self._mark,
            is_shown=self._is_shown,
            is_draft=self._is_draft,
        )
        self.problems.extend(problems)
        return body

    def words(self, value: str, *path: str | int) -> MarkdownBody | None:
        """Return the Markdown of a value in the front matter, parsed; None for none. `path` leads to it."""
        if not value.strip():
            return None
        way_out = self._way_out(self.place(*path), value)
        is_shown = self._is_shown and len(value.split()) > 1  # a role may be one word: Private
        body, problems = read_body(self.at.file, 1, value, way_out, self._mark, is_shown=is_shown)
        self.problems.extend(problems)
        return body

    def _way_out(self, at: Place, value: str) -> Callable[[Place], Place]:
        """Return what leads from a place in a value (line and column from 1) to its place in the file.

        YAML folds lines and cuts indents, so all but white space is counted; where that does not lead
        to the same character (an escaped one), the place of the value must do.
        """
        style = self._lines[at.line - 1][at.column - 1 : at.column]
        begin = (at.line + 1, 1) if style in ("|", ">") else (at.line, at.column + (style in ("'", '"')))
        typed = (
            (line, column, sign)
            for line, words in enumerate(self._lines[at.line - 1 :], at.line)
            for column, sign in enumerate(words, 1)
            if not sign.isspace() and (line, column) >= begin
        )
        read = [offset for offset, sign in enumerate(value) if not sign.isspace()]
        found = dict(zip(read, typed, strict=False))
        line_starts = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", value))]

        def where(place: Place) -> Place:
            offset = line_starts[place.line - 1] + place.column - 1
            line, column, sign = found.get(offset, (0, 0, ""))
            return replace(at, line=line, column=column) if sign and sign == value[offset] else at

        return where

    def fields(self, model: type[Fields]) -> dict[str, Any] | None:
        """Return the front matter as values of the model; None, with problems, when it does not fit.

        Keys of other programs are set aside: at most a warning.
        """
        typed = {key.casefold(): value for key, value in self.values.items()}
        tags = tags_in(typed.get("tags") or typed.get("tag"))
        known = [field.alias or key for key, field in model.model_fields.items()]
        set_aside(self, [*known, *model.MOVED], can_be_draft="status" in known)
        found = self.check(model)
        for key, number, value in self._plain_values():
            self._look_for_brackets(value, self.place(key, number))
            if key != "tags" and not self._is_draft:
                self.problems += portion_of(value, self.place(key, number), self._mark)
            if key in TITLES and self._is_shown:
                self.problems += find_in_title(value, self.place(key))
        if found and not self._is_draft:
            can_be_draft = isinstance(found, NoteFields)
            self.problems += find_tags(tags, self.place("tags"), self._mark, can_be_draft=can_be_draft)
        return dict(found) if found else None

    def _look_for_brackets(self, value: str, at: Place) -> None:
        """Report a citation, and warn of a link, where all words are shown as typed."""
        bracket = _BRACKET.search(shown_words(value))
        if bracket:
            severity = Severity.ERROR if bracket[0] == "[@" else Severity.WARNING
            message = f"“{bracket[0]}” is shown as typed here: this key holds plain words"
            hint = "Put the citation or the link into the text."
            self.problems.append(Problem("unread-bracket", severity, message, at, hint))


def split_front_matter(name: str, text: str) -> tuple[dict[str, object], str]:
    """Return the front matter of a file as plain values, and its Markdown; raise InputProblems for faults."""
    file = DeskFile(name, text.replace("\r\n", "\n"))
    if file.problems:
        raise InputProblems(tuple(file.problems))
    return file.values, file.markdown
