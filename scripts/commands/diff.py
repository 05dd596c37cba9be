"""`python -m scripts diff OLD NEW`: what changed between two packages, and the step that it demands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.commands import spending
from scripts.reading.issues import LANGUAGES
from scripts.reading.model.errors import ReleaseError, SourceError

if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console
    from scripts.publish.diff.compare import Difference

FORMATS = ("text", "markdown", "json")
DIFFERENT, TROUBLE = 1, 2
HELP = "what changed between two packages, row by row, and the version step that it demands"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("diff", help=HELP, description=f"{HELP.capitalize()}.")
    where = "a descriptor, a folder with a datapackage.json, a zip or an https address of one"
    parser.add_argument("old", metavar="OLD", help=f"the package before: {where}")
    parser.add_argument("new", metavar="NEW", help="the package after")
    parser.add_argument(
        "--to", metavar="FOLDER", help="also write changes.csv, schema.json and the summaries there"
    )
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also take http addresses of this machine"
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    spending.register(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the report. As diff(1): 0 nothing differs, 1 something does, 2 one of the two cannot be read."""
    from scripts.derive.faults import DerivingError
    from scripts.publish.diff import report
    from scripts.publish.diff.opened import between
    from scripts.reading.issues.messages import say
    from scripts.reading.issues.refusals import in_words

    try:
        with in_words():
            known = spending.budget_of(args)
            found = between(args.old, args.new, allow_loopback=args.allow_loopback, budget=known)
    except (SourceError, DerivingError) as error:
        lang = console.language if error.told else "en"
        console.remark(say("refused_word", lang, told=error.said(lang)))
        return TROUBLE
    if args.to:
        _write(Path(args.to), found)
    console.write(report.FORMATS[args.format](found, console.language))
    return DIFFERENT if found else 0


def _write(folder: Path, difference: Difference) -> None:
    """The files of a difference in a folder. ReleaseError where they cannot be written."""
    from scripts.publish.diff import report

    for name, text in report.folder(difference).items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode())
        except OSError as error:
            raise ReleaseError(f"{folder}: the changes cannot be written there ({error.strerror})") from None
