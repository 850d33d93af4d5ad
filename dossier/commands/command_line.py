"""Turn what a person typed into one command, and every way in which it can end into an exit code."""

import argparse
import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from dossier import __version__, console
from dossier.commands.commands import COMMANDS, EXAMPLES, FOLDERS, Command, Option
from dossier.errors import UsageError
from dossier.text.nearest import did_you_mean

INTERRUPTED = 130  # the exit code that shells expect after Ctrl-C
_SOON = 0.02  # seconds
FOR_GOOD = ("serve",)
"""Commands that run until they are interrupted: that is no fault."""


class _Parser(argparse.ArgumentParser):
    """A parser whose faults are raised as ours."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}. To see what it takes: {self.prog} --help")


def run(
    arguments: Sequence[str],
    commands: Sequence[Command],
    *,
    program: str,
    others: Sequence[Command] = (),
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
            name, command, values = _read(arguments, commands, others)
            if command is not None:
                command.body(**values)
    except UsageError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except SystemExit as ended:
        return int(ended.code or 0)
    except KeyboardInterrupt:
        return 0 if name in FOR_GOOD else INTERRUPTED
    except BrokenPipeError:  # whoever reads has read enough
        _write_no_more()
    except OSError as error:
        if (fault := console.fault_of_machine(error)) is None:
            raise
        _write_no_more()
        print(f"error: {fault}", file=sys.stderr)
        return 2
    return 0


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    if isinstance(sys.stdout, io.TextIOWrapper):  # letters that a terminal lacks are shown as on stderr
        sys.stdout.reconfigure(errors="backslashreplace")
    yield
    if sys.stdout is not None:  # it may be closed
        sys.stdout.flush()


def _read(
    arguments: Sequence[str], commands: Sequence[Command], others: Sequence[Command]
) -> tuple[str, Command | None, dict[str, Any]]:
    """Return the command that was typed, with its values; None when its help or the version was shown."""
    words, asks = _without_help(arguments)
    if not words:
        print(_help(commands, others))
        return "", None, {}
    if words[0] in ("--version", "-V", "version"):
        print(f"dossier {__version__}")
        return "", None, {}
    command = _named(words[0], {each.name: each for each in (*commands, *others)})
    parser = _parser(command)
    if asks:
        print(parser.format_help(), end="")
        return command.name, None, {}
    values, left = parser.parse_known_args(list(arguments[1:]))
    if left:
        options = [word for action in parser._actions for word in action.option_strings]
        hint = did_you_mean(left[0].partition("=")[0], options)
        hint = hint or f"To see what it takes: {parser.prog} --help"
        raise UsageError(f'{command.name} does not take "{left[0]}". {hint}')
    return command.name, command, vars(values)


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


def _named(name: str, known: Mapping[str, Command]) -> Command:
    if name in known:
        return known[name]
    kind = "option" if name.startswith("-") else "command"
    hint = (
        did_you_mean(name, [*known, "--version", "--help"])
        or f"To see all commands: {console.started.program} --help"
    )
    raise UsageError(f'no {kind} "{name}". {hint}')


def _parser(command: Command) -> _Parser:
    """Return the parser of one command, made of its parameters."""
    examples = "\n".join(f"  {console.started.program} {words}" for words in EXAMPLES.get(command.name, ()))
    parser = _Parser(
        prog=f"{console.started.program} {command.name}",
        description=command.summary,
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    options = {option.name: option for option in command.options()}
    for name in command.positional:
        parser.add_argument(name, help=options.pop(name).help)
    for option in options.values():
        _add(parser, option)
    return parser


def _add(parser: _Parser, option: Option) -> None:
    """Add one option of a command to a parser."""
    words, typed, default = option.help, option.flags[0], option.default
    flags = [f"-{flag}" if len(flag) == 1 else f"--{flag}" for flag in option.flags]
    if default is True:
        off = argparse.BooleanOptionalAction
        parser.add_argument(f"--{typed}", dest=option.name, help=words, default=True, action=off)
    elif default is False:
        parser.add_argument(*flags, dest=option.name, help=words, action="store_true")
    else:
        if default not in ("", None) and "default:" not in words:
            words = f"{words} (default: {default})".lstrip()
        kind = str if default is None else type(default)
        metavar = "DIR" if typed in (*FOLDERS, "site") else option.name.upper()
        parser.add_argument(*flags, dest=option.name, help=words, default=default, type=kind, metavar=metavar)


def _help(commands: Sequence[Command], others: Sequence[Command]) -> str:
    """Return the first page of help: the commands, then examples."""

    def listed(those: Sequence[Command]) -> str:
        return "\n".join(f"  {each.name:<9} {each.summary.splitlines()[0]}" for each in those)

    program = console.started.program
    examples = "\n".join(f"  {program} {EXAMPLES[each.name][0]}" for each in commands[:-1])
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
