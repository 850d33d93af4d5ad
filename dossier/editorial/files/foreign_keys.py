"""Set aside the keys that other programs write into front matter, so that a vault can be brought along."""

from collections.abc import Collection

from dossier.forms.checked import Form
from dossier.model import Problem, Tlp
from dossier.text.handling import KEEPS_BACK, NO, YES, is_stage_of_draft, names_kept_back, says_who
from dossier.text.nearest import CLOSE, did_you_mean, nearest

_IGNORED = frozenset((
    "cssclass", "cssclasses", "created", "updated", "modified", "permalink", "description", "image", "cover",
    "banner", "icon", "position", "tags", "tag", "alias", "author", *KEEPS_BACK,
    "access", "audience", "classification", "confidential", "confidentiality", "embargo", "sensitivity",
    "visibility",
))  # fmt: skip
"""Keys of Obsidian, its Publish and its plugins, of Jekyll and Hugo: accepted, and not shown."""
_OTHER_NAMES = {"alias": "aliases", "author": "authors", "tag": "tags"}
_MARKS = (*Tlp, "white", "draft", "hidden", "private", "published")
"""What a mistyped `tlp` or `status` would say."""


def set_aside(form: Form, known: Collection[str], *, can_be_draft: bool) -> None:
    """Take the keys that no model knows out of `form.values`; warn of those that no other program writes.

    What says that a file is not to be shown (`draft: true`, `publish: no`) becomes `status: draft`;
    where no file of the kind can be one, it is an error, and so is what might say it. A key that is
    nearly one of ours stays, an error when the values are checked; so is what looks like a handling mark.
    """
    for key in [key for key in form.values if key not in known]:
        name, value, at = key.casefold(), form.values[key], form.key_place(key)
        if _keeps_back(name, value, can_be_draft=can_be_draft):
            _keep_back(form, key, can_be_draft=can_be_draft)
        elif _may_keep_back(name, value):
            hint = "Write true or false, or give a note `status: draft`."
            form.report("bad-value", f'"{key}" says neither yes nor no', form.place(key), hint)
        elif inner := _kept_back_inside(value):
            message = f'"{inner}" inside "{key}" keeps nothing back: it is read only where a line begins'
            form.report("bad-value", message, at, f"Write `{inner}:` without a blank before it.")
        elif says_who(name, value):
            hint = "Write `tlp:` with a mark such as amber, or give a note `status: draft`."
            form.report("bad-value", f'"{key}" keeps nothing back: nothing here reads it', at, hint)
        elif name in _IGNORED:
            _take_as_ours(form, key, _OTHER_NAMES.get(name, name), known)  # `Tags` too
        elif name == "status" and str(value).casefold() == "published":
            pass  # what other files are anyway
        elif _may_be_ours(name, value, known):
            continue
        elif name != "status" and is_stage_of_draft(key, value):
            hint = "Write `status: draft` in a note; leave another file out of content/ for now."
            form.report("bad-value", f'"{key}" keeps nothing back: nothing here reads it', at, hint)
        else:
            hint = did_you_mean(key, known) or "Its value is shown nowhere."
            message = f'unknown key "{key}", ignored'
            form.problems.append(Problem.warning("foreign-key", message, at, hint))
        form.values.pop(key, None)


def _take_as_ours(form: Form, key: str, ours: str, known: Collection[str]) -> None:
    """Take the value of a key of another program under our name for it, beside what stands there."""
    value = form.values[key]
    if ours in known and ours not in form.values:
        form.values[key] = _named(value) if ours == "authors" else value
        form.rename(key, ours)
    elif ours in known:
        form.values[ours] = [*_entries(form.values[ours], ours), *_words(value, ours)]


def _entries(value: object, key: str) -> list[object]:
    """Return the entries of a list, or of what stands for one: of tags, words in a row."""
    if key == "tags" and isinstance(value, str):
        return [*value.replace(",", " ").split()]
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: object) -> object:
    """Return people as their names: some programs write `author:` with `name:` and more below it."""
    if isinstance(value, list):
        return [_named(each) for each in value]
    return value.get("name") if isinstance(value, dict) else value


def _words(value: object, key: str) -> list[object]:
    """Return the entries without those that hold others, which no key of ours means."""
    return [each for each in _entries(value, key) if not isinstance(each, dict | list)]


def _keeps_back(name: str, value: object, *, can_be_draft: bool = False) -> bool:
    words = str(value).casefold()
    is_stage = can_be_draft and name == "status"
    return words in KEEPS_BACK.get(name, ()) or (is_stage and names_kept_back(words))


def _may_keep_back(name: str, value: object) -> bool:
    """Tell whether a value is neither yes nor no, nor the day on which a file was published."""
    words = "" if value is None else str(value).casefold()
    is_day = name == "published" and any(sign.isdigit() for sign in words)
    return name in KEEPS_BACK and words not in {"", *YES, *NO} and not is_day


def _kept_back_inside(value: object) -> str:
    """Return the key inside a value that would keep the file back by itself; empty where none does."""
    pairs = {str(key): words for key, words in value.items()} if isinstance(value, dict) else {}
    for key, words in pairs.items():
        if key.casefold() in ("status", "tlp") or _keeps_back(key.casefold(), words):
            return key
    return ""


def _keep_back(form: Form, key: str, *, can_be_draft: bool) -> None:
    """Read `draft: true` or `publish: false` as `status: draft`."""
    if not can_be_draft:
        message = f'"{key}" keeps no file of this folder back: only notes can be drafts'
        form.report("bad-value", message, form.key_place(key), "Move the file out of content/ for now.")
    elif form.values.get("status", "draft") != "draft":
        message = f'"{key}" and "status" contradict each other'
        form.report("bad-value", message, form.key_place(key), "Keep one of the two.")
    else:
        form.values["status"] = "draft"


def _may_be_ours(name: str, value: object, known: Collection[str]) -> bool:
    """Tell whether a key is one of ours mistyped, or one that keeps a file back."""
    words = str(value).casefold()
    if name.startswith("tlp") or words.startswith("tlp"):
        return True
    if words.startswith(_MARKS) and nearest(name, {*known, "tlp", "status"}) in ("tlp", "status"):
        return True
    return nearest(name, known, CLOSE) is not None
