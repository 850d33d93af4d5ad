"""Find words in a text that look as if they kept it, or a part of it, back, and do not."""

from collections.abc import Callable, Iterator, Sequence
from posixpath import splitext

from markdown_it.token import Token

from dossier.editorial.bodies.blocks import Block
from dossier.editorial.bodies.token_places import TokenPlaces
from dossier.editorial.markdown import words_by_child
from dossier.model import Place, Problem, Tlp
from dossier.text import late as re
from dossier.text.handling import (
    ends_kept_back,
    keeps_back,
    marks_edge,
    may_keep_back,
    names_kept_back,
    tags_kept_back,
    title_keeps_back,
)
from dossier.text.lines import is_prose_line
from dossier.text.stamped_marks import StampedMark, marked_portions, marks_in_path, stamped_mark, unread_mark

_TAG = re.compile(r"(?<!\S)#([\w/-]+)")
"""What people write for themselves, and may read as hidden: `#draft`."""
_MARK_TAG = re.compile(r"tlp\W.*", re.IGNORECASE)
_UNFINISHED = re.compile(r"draft|wip|private|unpublished", re.IGNORECASE)
"""Tags that keep a text from everybody, whatever mark it has."""
_PORTION = re.compile(r"\((?:TS|S|C|U)//[A-Z][A-Z ,/-]{1,38}\)(?=\s)")
"""A mark of the United States before what it marks: `(S//NF) The price`."""
_BOXES = ("bullet_list_open", "ordered_list_open", "blockquote_open", "callout_open")
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
        if named := unread_mark([_prose(block.token)], None) or _whole_note(block, blocks):
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
    said = _box_kept_back(blocks)
    found = [said] if said else []
    text = [block for block in blocks if block.top.type != "footnote_block_open"]
    opens = True
    for block in text:
        is_last = block is text[-1] and "\n" not in block.words
        if len(block.around) != 1 and block.opening != "callout_title_open":
            continue  # in a list, a table or a quotation it is a word of the text
        for line in _prose(block.token).splitlines():
            found += ((block, words) for words in _keeping_back(block, line, opens=opens, is_last=is_last))
            opens = opens and not is_prose_line(line.strip())
    for block, words in found:
        yield _unread(words, places.inside(block.token, None, words), _OF_FILE)


def _keeping_back(block: Block, line: str, *, opens: bool, is_last: bool) -> Iterator[str]:
    """Yield what in a line of a block says so: a mark before it, or all of it."""
    if portion := _PORTION.match(line):
        yield portion[0]
    is_title = opens and block.opening == "heading_open" and title_keeps_back(line)
    is_edge = (opens or is_last) and not block.is_label and marks_edge(line)
    is_open = opens and (not block.is_label or line.isupper())
    if is_title or is_edge or keeps_back(line, opens=is_open):
        yield line.strip()


def _box_kept_back(blocks: Sequence[Block]) -> tuple[Block, str] | None:
    """Return the words that say so in what opens a text: the first entry of a list, all that a box says."""
    lines = _opening_box(blocks)
    says_so = all(keeps_back(line, opens=False) and not block.cites for block, line in lines)
    return lines[0] if lines and says_so else None


def _opening_box(blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    """Return the lines of a box that opens a text, of a list the first one.

    A box is a callout, or a block quote under a bold label; another may quote what a paper says of itself.
    """
    box = [block for block in blocks if block.top is blocks[0].top and block.opening == "paragraph_open"]
    if not box or box[0].top.type not in _BOXES or box[0].top.meta.get("kind") == "quote":
        return []
    lines = [(block, line.strip()) for block in box for line in _prose(block.token).splitlines()]
    if box[0].top.type.endswith("list_open"):
        return lines[:1]
    if box[0].top.type == "blockquote_open":
        return lines[1:] if box[0].token.content.startswith(("**", "__")) else []
    return lines


def _whole_note(block: Block, blocks: Sequence[Block]) -> str:
    """Return the words of a footnote that has nothing but words that keep a text back, and no source."""
    note, words = block.within("footnote_open"), _prose(block.token).strip()
    if note is None or block.cites or not keeps_back(words, opens=False):
        return ""
    is_whole = all(each is block for each in blocks if each.within("footnote_open") is note)
    return words if is_whole else ""


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
    if is_shown:
        yield from _plain_in_path(path, mark)


def _plain_in_path(path: str, mark: Tlp | None) -> Iterator[Problem]:
    """Yield an error for each name of a path that says in plain words that it is not for readers."""
    *folders, file = path.split("/")[1:]
    note = "" if folders[:1] in (["topics"], ["entities"]) else splitext(file)[0]
    says_so = ends_kept_back(note)
    for name in (*folders, note):
        if names_kept_back(name) or (says_so and name == note):
            hint = "Give the file `status: draft` or a mark, or the file or folder another name."
            yield _unread(name, Place(path), hint)
    if says_so or mark or any(marks_in_path(path)):
        return
    unread = unread_mark(re.sub("[_-]", " ", path).split("/"), None) or (may_keep_back(note) and note)
    if unread:
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
