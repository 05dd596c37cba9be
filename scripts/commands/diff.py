"""`python -m scripts diff OLD NEW`: what changed between two packages, and the step that it demands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES, Severity
from scripts.reading.model.errors import ReleaseError, SourceError

if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console
    from scripts.publish.diff.compare import Difference
    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package

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
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the report. As diff(1): 0 nothing differs, 1 something does, 2 one of the two cannot be read."""
    from scripts.derive.faults import DerivingError
    from scripts.publish.diff import report
    from scripts.reading.issues.messages import say
    from scripts.reading.issues.refusals import in_words

    try:
        with in_words():
            found = between(args.old, args.new, allow_loopback=args.allow_loopback)
    except (SourceError, DerivingError) as error:
        lang = console.language if error.told else "en"
        console.remark(say("refused_word", lang, told=error.said(lang)))
        return TROUBLE
    if args.to:
        _write(Path(args.to), found)
    console.write(report.FORMATS[args.format](found, console.language))
    return DIFFERENT if found else 0


def between(old: str, new: str, *, allow_loopback: bool = False) -> Difference:
    """What makes the package at `new` from the package at `old`. SourceError where one cannot be read."""
    from contextlib import ExitStack
    from tempfile import TemporaryDirectory

    from scripts.publish.diff import blobs, compare, sheets
    from scripts.reading.sources import open_source
    from scripts.write.content import is_released

    known = {"allow_loopback": allow_loopback}
    with ExitStack() as stack:
        one, other = (stack.enter_context(open_source(target, **known)) for target in (old, new))

        def folder() -> Path:
            return Path(stack.enter_context(TemporaryDirectory(prefix="diff-")))

        packages = _sound(one, old), _sound(other, new)
        plain = any(map(is_released, packages))  # how a source is written is no matter in its release
        files = blobs.digests(one, packages[0]), blobs.digests(other, packages[1])
        same = blobs.alike(packages[0], files[0], packages[1], files[1])
        before = sheets.read(one.files, packages[0], folder, plain=plain, leave=same)
        after = sheets.read(other.files, packages[1], folder, plain=plain, leave=same)
        return compare.compare(*before, *after, *files)


def _sound(source: Source, shown: str) -> Package:
    """The model of a package whose description has no error. SourceError for another."""
    from scripts.check.descriptor import check
    from scripts.check.engines import DEFAULT
    from scripts.check.subject import Subject
    from scripts.reading import descriptor
    from scripts.reading.issues.refusals import refused

    errors = [item for item in check(Subject(source, DEFAULT)) if item.severity == Severity.ERROR]
    if errors:
        first = {f"first_{lang}": errors[0].message(lang) for lang in LANGUAGES}
        raise refused("described", SourceError, path=shown, count=len(errors), **first)
    return descriptor.to_package(source.descriptor)


def _write(folder: Path, difference: Difference) -> None:
    """The files of a difference in a folder. ReleaseError where they cannot be written."""
    from scripts.publish.diff import report

    for name, text in report.folder(difference).items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode())
        except OSError as error:
            raise ReleaseError(f"{folder}: the changes cannot be written there ({error.strerror})") from None
