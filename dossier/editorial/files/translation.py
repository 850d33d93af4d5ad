"""Turn `content/interface.yaml` into the words of the interface in a language of the desk's own."""

import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from dossier.editorial.files.writing import write_fresh
from dossier.forms.checked import Form, Keys
from dossier.forms.fields import Language, Needed
from dossier.model import Problem, Translation
from dossier.text.interface import LISTS, ONE_OR_MANY, WORDS, Text, form_of
from dossier.text.nearest import did_you_mean

NAME = "interface.yaml"
_START = """# The words of the interface in a language of your own. Take the sign # from a line, and
# translate its text; names in braces stay. Pages are in it once all texts are translated.
language: {language}
plural: n != 1  # which form of a counted text belongs to a number: the rule of gettext for the language
words:
"""
TRIED = 200  # numbers from 0; what is counted in a larger one has the form of a smaller one in all languages
MOST_NAMED = 8  # missing texts that a warning names


def _rule(words: str) -> str:
    try:
        rule = form_of(words)
        if min(map(rule, range(TRIED))) < 0:
            raise ValueError
    except (ValueError, ZeroDivisionError, RecursionError, OverflowError) as error:
        raise ValueError("expected a rule for plurals as gettext writes it, such as n != 1") from error
    return words


class TranslationFields(Keys):
    """`content/interface.yaml`."""

    language: Language
    """Of the words."""
    plural: Annotated[Needed, AfterValidator(_rule)] = ONE_OR_MANY
    """Which form of a text belongs to a number: the rule that gettext has for the language."""
    words: Annotated[dict[str, Needed | tuple[Needed, ...]], BeforeValidator(lambda given: given or {})] = (
        Field({})
    )
    """Each text by its name, as in the table of the program; several forms as a list."""


def read_translation(content: Path) -> tuple[Translation | None, tuple[Problem, ...]]:
    """Read the desk's translation with its problems; None where it has none, or none that is whole.

    Pages are in one language: as long as a text is missing, all of them stay in English.
    """
    if not (content / NAME).is_file():
        return None, ()
    form = Form.of(content, NAME)
    fields = form.check(TranslationFields) if not form.problems else None
    if fields is None:
        return None, tuple(form.problems)
    forms = 1 + max(map(form_of(fields.plural), range(TRIED)))
    for key, text in fields.words.items():
        if key not in WORDS:
            hint = did_you_mean(key, WORDS)
            form.report("unknown-key", f'unknown key "{key}"', form.key_place("words", key), hint)
        elif fault := _fault(key, text, forms):
            form.report("bad-value", f'"{key}": {fault}', form.place("words", key), _english(WORDS[key]))
    missing = [key for key in WORDS if key not in fields.words and WORDS[key]]
    if missing and not form.problems:
        form.problems.append(_incomplete(form, missing))
    if form.problems:
        return None, tuple(form.problems)
    return Translation(fields.language, fields.plural, tuple(fields.words.items())), ()


def write_translation(language: str, content: Path) -> Path:
    """Write `content/interface.yaml` with every English text as a comment, and return its path.

    Raises UsageError where the file is there already.
    """
    texts = (f"  # {key}: {json.dumps(text, ensure_ascii=False)}" for key, text in WORDS.items() if text)
    return write_fresh(content / NAME, _START.format(language=language) + "\n".join(texts) + "\n")


def _fault(key: str, text: Text, forms: int) -> str:
    """Say what is wrong with a text; nothing where it fits."""
    english = WORDS[key]
    wanted = len(english) if key in LISTS else 1 if isinstance(english, str) else forms
    given = (text,) if isinstance(text, str) else text
    if len(given) != wanted or isinstance(english, str) != isinstance(text, str):
        return "one text is expected" if wanted == 1 else f"a list of {wanted} is expected"
    names = set(_names(english if isinstance(english, str) else english[-1]))
    for each in given:
        try:
            found = set(_names(each))
        except ValueError:
            return "a brace that opens no name, or does not close"
        if missing := sorted(names - found - {"n", "number"}):
            return f"{{{missing[0]}}} is missing"
        if further := sorted(found - names):
            return f"there is no {{{further[0]}}} here"
    return ""


def _names(text: str) -> Iterator[str]:
    """Yield the names in braces; raise ValueError for a brace that is no part of one."""
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            if form or conversion or not name.isidentifier():
                raise ValueError
            yield name


def _english(text: Text) -> str:
    return f"In English: {text if isinstance(text, str) else ' | '.join(text)}"


def _incomplete(form: Form, missing: list[str]) -> Problem:
    named = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
    message = f"{len(missing)} of {len(WORDS)} texts are missing, so the pages keep the English ones: {named}"
    return Problem.warning("untranslated", message, form.at, f"{NAME} as `new` writes it has all.")
