"""The command line: the only module to touch argv, the clock, other programs, the environment, exit codes.

Exit codes: 0 nothing is wrong, 1 something is, 2 the command line asks for what does not exist, 130 stopped
by Ctrl-C. Whatever stops the program is told in one line, never in a traceback.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from importlib import import_module

from scripts.commands.console import Console
from scripts.reading.issues import LANGUAGES
from scripts.reading.issues.messages import inert, say
from scripts.reading.model.errors import Interrupted, ProjectError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from typing import Any

    from scripts.check.beside import Beside


# The subcommands. To add one: a module in commands/ with `register(subparsers)` and `run(args, console)`,
# and its name here (`next-version` is in next_version.py).
COMMANDS = (
    "validate",
    "publish",
    "diff",
    "show",
    "score",
    "rates",
    "study",
    "next-version",
    "preview",
    "guide",
    "edit",
    "take",
)


_SHOWN = 60  # characters of each end of a path that cannot be used


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    argv = sys.argv[1:] if argv is None else argv
    args = _parser(argv[:1]).parse_args(argv)
    console = Console(
        out=sys.stdout,
        err=sys.stderr,
        language=args.lang or _language(),
        now=time.monotonic,
        run=_run,
        every=_every,
        width=_width,
        ask=_ask,
        today=_today,
        beside=_beside,
    )
    try:
        code = int(args.run(args, console))
        sys.stdout.flush()
    except ProjectError as error:
        told = error.said(console.language)
        console.remark(say("refused_word", console.language if error.told else "en", told=told))
        return error.exit_code
    except Interrupted as stop:
        console.remark(str(stop))
        return stop.exit_code
    except KeyboardInterrupt:
        console.remark(say("interrupted", console.language))
        return Interrupted.exit_code
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        # A name that the system takes nowhere: too long, a loop of links, below a file.
        note = error.strerror or str(error)
        told = say("refused_path", console.language, path=_clipped(str(error.filename or "")), note=note)
        console.remark(say("refused_word", console.language, told=told))
        return 1
    return code


def _clipped(path: str) -> str:
    """A path in one line, its middle left out where it is long."""
    return path if len(path) <= 2 * _SHOWN else f"{path[:_SHOWN]}…{path[-_SHOWN:]}"


class _Parser(argparse.ArgumentParser):
    """A parser, and those of its commands, that knows how wide the terminal is.

    Left alone, argparse asks shutil at every option, which imports all that packs and unpacks files.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_help, **options)

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(inert(message), file)


def _help(prog: str) -> argparse.HelpFormatter:
    """What lays help out, on lines as long as argparse's own."""
    return argparse.HelpFormatter(prog, width=_width() - 2)


def _width() -> int:
    """How many columns the terminal has."""
    for stream in (1, 2):
        try:
            return int(os.environ.get("COLUMNS") or os.get_terminal_size(stream).columns) or 80
        except (OSError, ValueError):
            continue
    return 80


def _today() -> dt.date:
    """The day, where the user is."""
    import datetime as dt

    return dt.datetime.now().astimezone().date()


def _every(seconds: float, call: Callable[[], None]) -> Callable[[], None]:
    """Call something at such intervals from a thread of its own; what stops it is returned, and waits."""
    import threading

    stopped = threading.Event()

    def work() -> None:
        while not stopped.wait(seconds):
            call()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        thread.join()

    return stop


def _beside() -> AbstractContextManager[Beside]:
    """A process for work beside our own, gone at the end; this one, where there can be no other."""
    import subprocess

    from scripts.commands import helper

    def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        # Ctrl-C is for us: it has a group of its own.
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=quiet, process_group=0)  # noqa: S603

    return helper.opened(start)


def _parser(named: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command named, so that no other is imported; of all of them where none is."""
    parser = _Parser(
        prog="python -m scripts",
        description="Validate the observatory's Data Package and publish releases of it.",
    )
    parser.set_defaults(lang=None)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        if command in named or not set(named) & set(COMMANDS):
            import_module(f"scripts.commands.{command.replace('-', '_')}").register(subparsers)
    return parser


def _language() -> str:
    """The language of the environment where we speak it, French otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2] if value[:2] in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def _ask(question: str) -> str | None:
    """The line typed after a question, None where there is no terminal or it ends."""
    if not sys.stdin.isatty():
        return None
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline() or None


def _run(command: Sequence[str], given: bytes) -> tuple[int, bytes, str]:
    """The exit status of a program on that input, its output, what it says. ProjectError where it is none."""
    import subprocess

    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 -- ours
    except OSError as error:
        raise ProjectError(f"{command[0]}: cannot be run ({error.strerror})") from None
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
