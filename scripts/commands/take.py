"""`python -m scripts take FILE [DESCRIPTOR]`: a workbook, or a CSV that a spreadsheet saved, read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scripts.commands.console import Console
    from scripts.commands.taking import Asked
    from scripts.reading.descriptor import Source

HELP = "take a workbook back, or a CSV that a spreadsheet saved: what changes is said, then written"
STATUS = "exit status: 0 written, or nothing to write; 1 nothing was written (what is in the way is said)"
WRITTEN, LEFT = 0, 1


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("take", help=HELP, description=f"{HELP.capitalize()}.", epilog=STATUS)
    parser.add_argument("file", metavar="FILE", help="the workbook that `edit` made, or the CSV of a table")
    parser.add_argument(
        "package",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="a descriptor, or a folder with a datapackage.json (default: datapackage.json)",
    )
    parser.add_argument("--agree", action="store_true", help="write without asking, unless rows are removed")
    parser.add_argument(
        "--remove",
        type=int,
        default=0,
        metavar="N",
        help="agree that N rows, no more and no fewer, are removed",
    )
    parser.add_argument("--report", metavar="FILE", help="write every change there; the first are shown")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of remarks (default: $LANG, else fr)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Say what changes, ask, write. WRITTEN or LEFT."""
    from scripts.commands.taking import asked_by
    from scripts.reading.descriptor import to_package
    from scripts.reading.issues.refusals import in_words
    from scripts.reading.sources import open_source
    from scripts.studies.workbook import tables

    with in_words(), open_source(args.package) as source:
        tables.lies_in(source, args.package)
        package = to_package(source.descriptor)
        asked = asked_by(Path(args.file), source, package, console, ask=not args.agree)
        return _settled(args, console, source, asked)


def _settled(args: argparse.Namespace, console: Console, source: Source, asked: Asked) -> int:
    """What was asked for, written where all of it is understood, right and agreed to."""
    from scripts.commands.taking import contents, faults_after
    from scripts.studies.faults import say
    from scripts.studies.workbook import storing, told

    lang = console.language
    if args.report:
        _report(Path(args.report), [*asked.whole, *told.faults(asked.faults, lang, whole=True)])
    console.lines(asked.told)
    if asked.faults:
        console.lines(told.faults(asked.faults, lang))
        console.remark(say("take", "not_understood", lang, count=len(asked.faults)))
        return LEFT
    written = contents(source, asked.tables)
    if not written:
        console.remark(say("take", "nothing", lang))
        return WRITTEN
    if report := faults_after(source, asked.tables, console):
        console.write(report)
        if args.agree or not _agreed(console, say("take", "ask_wrong", lang)):
            console.remark(say("take", "wrong", lang))
            return LEFT
    if not _may(args, console, asked):
        console.remark(say("take", "not_agreed", lang))
        return LEFT
    storing.store(written)
    console.remark(say("take", "done", lang, paths=", ".join(map(str, written))))
    return WRITTEN


def _may(args: argparse.Namespace, console: Console, asked: Asked) -> bool:
    """True where people agree; rows are removed only where their number is typed, or given."""
    from scripts.studies.faults import say
    from scripts.studies.workbook.changes import REMOVED

    lang = console.language
    gone = sum(change.kind == REMOVED for change in asked.changes)
    if gone and args.remove != gone:
        console.write(f"{say('take', 'removal', lang, count=gone)}\n")
        if args.agree or console.ask(say("take", "ask_removal", lang, count=gone)) != str(gone):
            return False
    return args.agree or _agreed(console, say("take", "ask", lang, count=len(asked.tables)))


def _agreed(console: Console, question: str) -> bool:
    return console.agrees(question)


def _report(path: Path, lines: Sequence[str]) -> None:
    """The whole of what changes, in a file. StudyError."""
    from scripts.studies.faults import fault

    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise fault("unwritten", path=path, note=error.strerror or error) from None
