"""Find words in a text that look as if they kept it, or a part of it, back, and do not."""

from collections.abc import Callable, Iterator, Sequence
from posixpath import splitext

from markdown_it.token import Token

from dossier.editorial.bodies.blocks import Block
from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.editorial.markdown import words_by_child
from dossier.model import Place, Problem, Tlp
from dossier.text import late as re
from dossier.text.handling import keeps_back, names_kept_back, tags_kept_back, title_keeps_back
from dossier.text.lines import is_prose_line
from dossier.text.stamped_marks import StampedMark, marked_portions, marks_in_path, stamped_mark, unread_mark

_TAG = re.compile(r"(?<!\S)#([\w/-]+)")
"""What people write for themselves, and may read as hidden: `#draft`."""
_MARK_TAG = re.compile(r"tlp\W.*", re.IGNORECASE)
_UNFINISHED = re.compile(r"draft|wip|private|unpublished", re.IGNORECASE)
"""Tags that keep a text from everybody, whatever mark it has."""
_OF_FILE = "Give the file `status: draft`, or put the words between %% and %%."


def find_portions(
    tokens: Sequence[Token], blocks: Sequence[Block], places: TokenPlaces, mark: Tlp | None
) -> Iterator[Problem]:
    """Yield an error for each handling mark of a part, each `#draft` and each `[!draft]`, in some Markdown.

    `mark` is that of the file, which is as much as a reader may see; parts may say less. Without one and
    without an error, the first words that name a mark are a warning.
    """
    found = list(_portions(tokens, blocks, places, mark))
    yield from found
    for block in blocks if not (found or mark) else ():
        if named := unread_mark([_prose(block.token)], None):
            yield _named(named, places.inside(block.token, None, named))
            return


def _portions(
    tokens: Sequence[Token], blocks: Sequence[Block], places: TokenPlaces, mark: Tlp | None
) -> Iterator[Problem]:
    for token in tokens:
        if token.type == "callout_open" and _is_unread(token.meta["word"], mark, names_kept_back):
            yield _unread(f"[!{token.meta['word']}]", places.at((token.map or [0])[0]), _OF_FILE)
    for block in blocks:
        words = _prose(block.token)
        whole = stamped_mark([words]) if block.opening == "callout_title_open" else None
        for each in (whole,) if whole else marked_portions(words):
            if _is_stricter(each, mark):
                yield _unmarked(each, places.inside(block.token, None, each.line))
        is_quoted = any(each.type in ("blockquote_open", "table_open") for each in block.around)
        for match in _TAG.finditer(words):
            if _is_unread(match[1], mark, _is_unfinished if is_quoted else tags_kept_back):
                yield _unread(match[0], places.inside(block.token, None, match[0]), _OF_FILE)


def find_handling(blocks: Sequence[Block], places: TokenPlaces) -> Iterator[Problem]:
    """Yield an error for each line of its own that says in plain words that a text is not for its readers."""
    opens = True
    for block in blocks:
        if len(block.around) != 1 and block.opening != "callout_title_open":
            continue  # in a list, a table or a quotation it is a word of the text
        for line in _prose(block.token).splitlines():
            is_title = opens and block.opening == "heading_open" and title_keeps_back(line)
            if is_title or keeps_back(line, opens=opens and (not block.is_label or line.isupper())):
                yield _unread(line.strip(), places.inside(block.token, None, line.strip()), _OF_FILE)
            opens = opens and not is_prose_line(line.strip())


def find_in_title(title: str, at: Place) -> Iterator[Problem]:
    """Yield an error where a title says that the text is not for its readers."""
    if title_keeps_back(title):
        yield _unread(
            title, at, "Give the file `status: draft` or a mark, or take the words out of the title."
        )


def portion_of(words: str, at: Place, mark: Tlp | None) -> Iterator[Problem]:
    """Yield an error for each handling mark in a title or another value that is shown as typed.

    Without a mark and an error, the first words that name one are a warning.
    """
    found = [_unmarked(each, at) for each in marked_portions(words) if _is_stricter(each, mark)]
    yield from found
    if not (found or mark) and (named := unread_mark([words], None)):
        yield _named(named, at)


def find_tags(tags: Sequence[str], at: Place, mark: Tlp | None, *, can_be_draft: bool) -> Iterator[Problem]:
    """Yield an error for each tag that looks as if it kept a file back, and more than its mark does.

    Where no file of the kind can be a draft, only tags that name a mark do.
    """
    hint = "Write `status: draft`, or a mark such as `tlp: amber`, on a line of its own."
    if not can_be_draft:
        tags, hint = (
            [*filter(_MARK_TAG.fullmatch, tags)],
            "Take the tag away; only `tlp:` gives a file a mark.",
        )
    yield from (_unread(tag, at, hint) for tag in tags if _is_unread(tag, mark))


def _is_unread(tag: str, mark: Tlp | None, keeps_all_back: Callable[[str], bool] = tags_kept_back) -> bool:
    """Tell whether a tag asks for more than the mark of its file gives."""
    if _MARK_TAG.fullmatch(tag):
        named = stamped_mark([tag.replace("/", ":", 1).replace("/", " ")])
        return named is None or _is_stricter(named, mark)
    is_for_all = mark in (None, Tlp.CLEAR)
    return _is_unfinished(tag) or (is_for_all and keeps_all_back(tag))


def _is_unfinished(tag: str) -> bool:
    return bool(_UNFINISHED.fullmatch(tag))


def find_in_path(path: str, mark: Tlp | None, *, is_shown: bool) -> Iterator[Problem]:
    """Yield an error for each handling mark in a path, and for each name that says so where `is_shown`.

    A topic or a name may be called "Draft", a note of that name is one. A mark that is written in another way
    is a warning.
    """
    for named in marks_in_path(path):
        each = stamped_mark([named])
        if each and _is_stricter(each, mark):
            yield _unread(each.line, Place(path), f"Give the file `tlp: {each.mark}`, or another name.")
    *folders, file = path.split("/")[1:]
    names = folders if folders[:1] in (["topics"], ["entities"]) else [*folders, splitext(file)[0]]
    for name in names if is_shown else ():
        if names_kept_back(name):
            hint = "Give the file `status: draft` or a mark, or the file or folder another name."
            yield _unread(name, Place(path), hint)
    is_open = is_shown and not mark and not any(marks_in_path(path))
    if is_open and (unread := unread_mark(re.sub("[_-]", " ", path).split("/"), None)):
        yield _named(unread, Place(path))


def _prose(token: Token) -> str:
    """Return the words of a block, code left out: what is written about a mark is put into code."""
    return "".join(words for child, words in words_by_child(token) if child.type != "code_inline")


def _is_stricter(each: StampedMark, mark: Tlp | None) -> bool:
    return not (mark or Tlp.CLEAR).allows(each.mark)


def _unmarked(each: StampedMark, at: Place) -> Problem:
    hint = (
        f"Give the file `tlp: {each.mark}`, or put the part into a note of its own that has it; "
        "to write about the mark, put it into code."
    )
    return Problem.error("unread-setting", f"“{each.line}” keeps no part of a text back", at, hint)


def _named(words: str, at: Place) -> Problem:
    hint = (
        "Give the file a mark, such as `tlp: amber`; `tlp: clear` says that the words are only about marks."
    )
    return Problem.warning("unread-mark", f"“{words}” keeps nothing back", at, hint)


def _unread(words: str, at: Place, hint: str) -> Problem:
    return Problem.error("unread-setting", f"“{words}” keeps nothing back", at, hint)
