"""`python -m scripts guide CODE`: from an institute's file to a right package, one command after the other.

What each does is its own; here is said, before and after, where one is, what is next, what to do when it
stops. `make study` opens the preview after it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from scripts.commands.console import Console

    Step = tuple[str, list[str]]  # the command, and what it is given

HELP = "lead a study from the institute's file to a checked package: rates, study, validate"
PASSED = {"validate": (0, 3)}  # the exit codes that let the way go on, where they are not 0 alone
_FILES = {
    "crosstab": ("FILE.xlsx", "the table that the institute sent"),
    "map": ("MAP.toml", "what its columns and rows are; it keeps the answers that are given"),
    "microdata": ("STUDY.toml", "where the microdata are: rates are computed from them, and compared"),
    "differences": ("DIFF.csv", "where to write what the table and the microdata say otherwise"),
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("guide", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument("code", metavar="CODE", help="the code of the study")
    for name, (shown, words) in _FILES.items():
        parser.add_argument(f"--{name}", default="", metavar=shown, help=words)
    parser.add_argument("--agree", action="store_true", help="agree to what is understood without asking")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """0 where all steps went well; the exit code of the one that stopped."""
    from scripts.commands.cli import main

    def do(command: Sequence[str]) -> int:
        try:
            return main(command)
        except SystemExit as stop:  # a command line that argparse refuses
            return int(stop.code or 0)

    return lead(args, console, do)


def lead(args: argparse.Namespace, console: Console, do: Callable[[Sequence[str]], int]) -> int:
    """The same, where `do` runs a command and gives its exit code."""
    from scripts.write.words import words

    said, steps = words(console.language, "guide"), list(_steps(args))
    facts = {"microdata": args.microdata, "rates": rates(args.microdata) if args.microdata else ""}
    if not args.microdata:
        console.remark(said["skipped"])
    for number, (name, given) in enumerate(steps, start=1):
        console.remark(f"\n{said['step'].format(number=number, total=len(steps), doing=said[name])}")
        code = do([name, *given])
        if code not in PASSED.get(name, (0,)):
            console.remark(said[f"stopped_{name}"].format(**facts))
            return code
        console.remark(said[f"done_{name}"].format(**facts))
    console.remark(said["next"])
    return 0


def rates(microdata: str) -> Path:
    """Where the rates of a study's file of microdata are written: beside it."""
    return Path(microdata).with_suffix(".rates.csv")


def _steps(args: argparse.Namespace) -> Iterator[Step]:
    """The commands in their order; what reads the microdata first, since it writes nothing in the package."""
    if args.microdata:
        yield "rates", [args.microdata, "--to", str(rates(args.microdata))]
    named = [part for name in _FILES if getattr(args, name) for part in (f"--{name}", getattr(args, name))]
    yield "study", [args.code, *named, *(["--agree"] if args.agree else [])]
    yield "validate", []
