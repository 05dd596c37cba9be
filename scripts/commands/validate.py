"""`python -m scripts validate [DESCRIPTOR]`: every check of a package, and a report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.engines.choice import DEFAULT, NAMES, described
from scripts.errors import SourceError, UsageError
from scripts.issues import FORMATS, LANGUAGES, Issue, Severity, explain, from_error
from scripts.issues.messages import say

if TYPE_CHECKING:
    import argparse

    from scripts.console import Console

HELP = "check a package: descriptor, files, rows and keys, coherence"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("validate", help=HELP, description=HELP.capitalize() + ".")
    parser.add_argument(
        "descriptor",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="a descriptor, a folder with a datapackage.json, or a zip of one (default: datapackage.json)",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="default: text")
    parser.add_argument(
        "--engine",
        default=DEFAULT,
        help=f"what checks rows and keys: {', '.join(NAMES)} (default: {DEFAULT})",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the report. 0 without errors (warnings may be there), 1 with errors."""
    prefix = _prefix(args.descriptor)
    told: list[tuple[str, str, str]] = []
    try:
        issues = find(args.descriptor, args.engine, console, told)
    except SourceError as error:
        issues, prefix = [from_error(error)], ""
    report = explain(
        issues,
        lang=console.language,
        format=args.format,
        engine=described(args.engine, told),
        target=args.descriptor,
        prefix=prefix,
    )
    console.write(report)
    return int(any(item.severity == Severity.ERROR for item in issues))


def find(
    target: str, engine: str, console: Console, told: list[tuple[str, str, str]] | None = None
) -> list[Issue]:
    """Every issue of the package at `target`; `told` takes in which engine read each table, and why.

    SourceError where there is no package to check.
    """
    from scripts.checks import check
    from scripts.sources import open_source

    if engine not in NAMES:
        raise UsageError(f"--engine {engine}: there is no such engine; choose among {', '.join(NAMES)}")

    def progress(doing: str, done: int, total: int) -> None:
        console.progress(say(f"doing_{doing}", console.language), done, total)

    with open_source(target) as source:
        heard = [] if told is None else told
        return list(check(source, engine=engine, progress=progress, told=lambda *words: heard.append(words)))


def _prefix(target: str) -> str:
    """What leads from the working folder to the package, so that a `file:line` can be opened from there."""
    path = Path(target)
    folder = path if path.is_dir() or path.suffix.lower() == ".zip" else path.parent
    shown = os.path.normpath(folder)
    return "" if shown == "." else f"{shown}{os.sep}"
