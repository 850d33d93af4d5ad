"""Turn what a person typed into one command, and every way in which it can end into an exit code."""

import argparse
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.parser.argument import Argument

from dossier import __version__, console
from dossier.commands.commands import COMMANDS, EXAMPLES, FOLDERS
from dossier.errors import UsageError
from dossier.text.nearest import did_you_mean

INTERRUPTED = 130  # the exit code that shells expect after Ctrl-C
_SOON = 0.02  # seconds
FOR_GOOD = ("serve",)
"""Commands that run until they are interrupted: that is no fault."""
Task = Any  # invoke ships no types


class _Parser(argparse.ArgumentParser):
    """A parser whose faults are raised as ours."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. To see what it takes: {self.prog} --help")


def run(
    arguments: Sequence[str],
    commands: Sequence[Task],
    *,
    program: str,
    others: Sequence[Task] = (),
    checkout: Path | None = None,
) -> int:
    """Run one command; return 0 done, 1 problems in the input, 2 wrong use, 130 interrupted.

    `others` are the commands that the help lists last; `checkout` is the folder of the `tasks.py` that
    was started. The `tasks.py` of a desk of one's own says in the environment that it was.
    """
    desk = os.environ.get("DOSSIER_DESK")
    program = os.environ.get("DOSSIER_PROGRAM", program)
    console.started = console.Start(program, Path(desk) if desk else checkout, checkout)
    name = ""
    try:
        with _ends_tidily():
            name, task, values = _read(arguments, commands, others)
            if task is not None:
                task.body(Context(), **values)
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except Exit as ended:
        if ended.message:
            print(ended.message, file=sys.stderr)
        return int(ended.code)
    except KeyboardInterrupt:
        return 0 if name in FOR_GOOD else INTERRUPTED
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


@contextlib.contextmanager
def _ends_tidily() -> Iterator[None]:
    """Let a polite request to end run what tidies up, and write what is waiting before the end is reached."""

    def end(_number: int, frame: FrameType | None) -> None:
        if frame and frame.f_code.co_filename.startswith("<frozen importlib"):
            signal.setitimer(signal.ITIMER_REAL, _SOON)  # what an import's callbacks raise is lost: ask again
        else:
            raise SystemExit(128 + signal.SIGTERM)

    with contextlib.suppress(ValueError):  # not in the main thread
        for name in ("SIGTERM", "SIGALRM"):
            if hasattr(signal, name):  # Windows has no alarm
                signal.signal(getattr(signal, name), end)
    yield
    sys.stdout.flush()


def _read(
    arguments: Sequence[str], commands: Sequence[Task], others: Sequence[Task]
) -> tuple[str, Task | None, dict[str, Any]]:
    """Return the command that was typed, with its values; None when its help or the version was shown."""
    words, asks = _without_help(arguments)
    if not words:
        print(_help(commands, others))
        return "", None, {}
    if words[0] in ("--version", "-V", "version"):
        print(f"dossier {__version__}")
        return "", None, {}
    task = _named(words[0], {task.name: task for task in (*commands, *others)})
    parser = _parser(task)
    if asks:
        print(parser.format_help(), end="")
        return task.name, None, {}
    values, left = parser.parse_known_args(list(arguments[1:]))
    if left:
        options = [word for action in parser._actions for word in action.option_strings]
        hint = did_you_mean(left[0].partition("=")[0], options)
        hint = hint or f"To see what it takes: {parser.prog} --help"
        raise UsageError(f'{task.name} does not take "{left[0]}". {hint}')
    return task.name, task, vars(values)


def _without_help(arguments: Sequence[str]) -> tuple[list[str], bool]:
    """Return the words without the options that ask for help, and whether there was one."""
    before = list(arguments)
    if "--" in before:
        before = before[: before.index("--")]
    words = [word for word in before if word not in ("-h", "--help")]
    asks = len(words) < len(before)
    if words[:1] == ["help"]:
        return words[1:], True
    return words, asks


def _named(name: str, known: Mapping[str, Task]) -> Task:
    if name in known:
        return known[name]
    kind = "option" if name.startswith("-") else "command"
    hint = did_you_mean(name, known) or f"To see all commands: {console.started.program} --help"
    raise UsageError(f'no {kind} "{name}". {hint}')


def _parser(task: Task) -> _Parser:
    """Return the parser of one command, made of its parameters."""
    examples = "\n".join(f"  {console.started.program} {words}" for words in EXAMPLES.get(task.name, ()))
    parser = _Parser(
        prog=f"{console.started.program} {task.name}",
        description=(task.__doc__ or "").strip(),
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    for argument in task.get_arguments():
        _add(parser, argument)
    return parser


def _add(parser: _Parser, argument: Argument) -> None:
    """Add one parameter of a command, as `invoke` reads it, to a parser."""
    words = argument.help or ""
    typed = str(argument.name)
    name = argument.attr_name or typed
    flags = [f"-{flag}" if len(flag) == 1 else f"--{flag}" for flag in argument.names]
    if argument.positional:
        parser.add_argument(name, help=words)
    elif argument.kind is bool and argument.default:
        flag, off = f"--{typed}", argparse.BooleanOptionalAction
        parser.add_argument(flag, dest=name, help=words, default=True, action=off)
    elif argument.kind is bool:
        parser.add_argument(*flags, dest=name, help=words, action="store_true")
    else:
        if argument.default not in ("", None) and "default:" not in words:
            words = f"{words} (default: {argument.default})".lstrip()
        kind, default = argument.kind, argument.default
        metavar = "DIR" if typed in (*FOLDERS, "site") else typed.upper()
        parser.add_argument(*flags, dest=name, help=words, default=default, type=kind, metavar=metavar)


def _help(commands: Sequence[Task], others: Sequence[Task]) -> str:
    """Return the first page of help: the commands, then examples."""

    def listed(tasks: Sequence[Task]) -> str:
        return "\n".join(f"  {task.name:<9} {(task.__doc__ or '').strip().splitlines()[0]}" for task in tasks)

    program = console.started.program
    examples = "\n".join(f"  {program} {EXAMPLES[task.name][0]}" for task in commands[:-1])
    parts = [
        f"Dossier {__version__} turns a folder of sources into a briefing that can be checked.",
        f"usage: {program} COMMAND [options]",
        f"commands:\n{listed(commands)}",
        f"for work on Dossier itself:\n{listed(others)}" if others else "",
        f"examples:\n{examples}",
        f"options of a command: {program} COMMAND --help\nversion: {program} --version",
    ]
    return "\n\n".join(part for part in parts if part)


def main() -> None:
    """Run the command `dossier`."""
    code = run(sys.argv[1:], COMMANDS, program="dossier")
    gc.freeze()  # else Python looks through all that is there before it ends
    sys.exit(code)
