"""`python -m scripts preview --to FOLDER`: a release of the working package that nobody publishes."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES, Severity, explain
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scripts.commands.console import Console
    from scripts.reading.issues import Issue, Waived

HELP = "make a release of the working package in a folder of its own, and list the figures that change"
RELEASE, CHANGES, BEFORE = "release", "changes.json", "before.zip"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("preview", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument(
        "descriptor",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="a descriptor, or a folder with a datapackage.json (default: datapackage.json)",
    )
    parser.add_argument(
        "--to",
        required=True,
        metavar="FOLDER",
        help=f"an empty folder: {RELEASE}/latest and {CHANGES} are made there, for the explorer's "
        "--release and --changes",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print where the release is. 0; whatever prevents it is raised."""
    from scripts.publish import release
    from scripts.publish.coming import copied, listed, step
    from scripts.reading.issues.refusals import in_words
    from scripts.reading.sources import open_source
    from scripts.write.words import number, words

    def report(issues: Sequence[Issue], waived: Sequence[Waived]) -> None:
        told = explain(issues, lang=console.language, target=args.descriptor, waived=waived)
        console.remark(told.rstrip("\n"))
        if errors := sum(
            issue.severity is Severity.ERROR for issue in issues
        ):  # not of the copy: of the package
            raise refused("errors", path=args.descriptor, count=errors)

    folder, said = Path(args.to), words(console.language, "coming")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refused("preview_place", UsageError, path=folder)
    with in_words(), TemporaryDirectory(prefix="preview-") as home:
        coming = step.coming(args.descriptor)
        target = copied.copied(coming, Path(home), console.today())
        with open_source(str(target)) as source:
            made = release.publish(source, folder / RELEASE, report=report, progress=console.progress)
    shutil.copyfile(coming.archives[coming.before], folder / BEFORE)
    (folder / CHANGES).write_text(listed.text(coming, BEFORE), encoding="utf-8", newline="\n")
    count = number(len(listed.figures(coming)), console.language)
    console.remark(said["preview"].format(version=made.name, before=coming.before, count=count))
    if copied.needed(coming):
        console.remark(said["unprepared"])
    if unsaid := sum(not one.reasons for one in coming.corrections):
        console.remark(said["unsaid_count"].format(count=number(unsaid, console.language)))
    console.remark(said["open"])
    console.write(f"{made}\n")
    return 0
