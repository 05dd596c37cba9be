"""`python -m scripts validate [PACKAGE]`: every check of a package, or of a release, and a report."""

from __future__ import annotations

from argparse import ArgumentTypeError, BooleanOptionalAction

from scripts.check import checks
from scripts.check.engines.choice import DEFAULT, NAMES, SPARK, described
from scripts.commands import spending
from scripts.reading.issues import FORMATS, LANGUAGES, explain
from scripts.reading.issues.messages import many, say
from scripts.reading.issues.summary import ERROR, UNCHECKED
from scripts.reading.model.errors import Interrupted, SourceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console
    from scripts.commands.finding import Seen
    from scripts.reading.issues import Issue

REPORT = "frictionless"  # a format too: the Report that its tools read
HELP = "check a package: descriptor, files, rows and keys, coherence; a release, to its last file"
STATUS = (
    "exit status: 0 right, and all of it was checked; 1 errors; 2 the command line asks for what does not "
    "exist; 3 no error, but something was not checked (the report says what, and why)"
)
RIGHT, WRONG, INCOMPLETE = 0, 1, 3


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("validate", help=HELP, description=HELP.capitalize() + ".", epilog=STATUS)
    parser.add_argument(
        "package",
        nargs="?",
        default="datapackage.json",
        metavar="PACKAGE",
        help="a descriptor, a folder with a datapackage.json, a zip of one, or the https address of any of "
        "them (default: datapackage.json); of a release, every file is checked",
    )
    parser.add_argument(
        "--schema",
        default="",
        metavar="SCHEMA",
        help="PACKAGE is one table (.csv, .tsv, .txt, .xlsx, .json, .jsonl, .parquet), checked against this "
        "Table Schema: a file, an https address, or a name of schema.data.gouv.fr",
    )
    parser.add_argument("--sheet", default="", metavar="NAME", help="the sheet of the workbook PACKAGE")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.add_argument(
        "--format",
        choices=(*FORMATS, REPORT),
        default="text",
        help="default: text; frictionless is the JSON of its Report, for tools that read one",
    )
    parser.add_argument(
        "--limit-errors",
        type=_limit,
        default=0,
        metavar="N",
        help="in json and frictionless, list no more than N issues of each table, in the order of its rows; "
        "the totals stay true (default: all)",
    )
    parser.add_argument(
        "--engine",
        default=DEFAULT,
        help=f"what checks rows and keys: {', '.join(NAMES)}, {SPARK}:FOLDER (default: {DEFAULT})",
    )
    parser.add_argument(
        "--house",
        action=BooleanOptionalAction,
        help="also ask whether the package may be published here, by the rules of this house; without it, "
        "whether it is a right Data Package (default: asked of this house's own package and of releases)",
    )
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also take http addresses of this machine"
    )
    spending.register(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the report; what its exit status says is told in STATUS."""
    alone = bool(args.schema or args.sheet)
    quick = args.engine == DEFAULT and args.format in FORMATS and not (alone or args.budget)
    if quick and (proven := checks.proven(args.package)):
        ran = described(args.engine, [("", "stdlib", "")])
        console.write(
            explain(
                (), lang=console.language, format=args.format, engine=ran, target=args.package, counts=proven
            )
        )
        return RIGHT
    from scripts.commands.finding import Seen, find, frictionless_report

    seen = Seen(reported=args.format == REPORT)
    try:
        find(args, console, seen)
    except SourceError as error:
        from scripts.reading.issues import from_error

        seen = Seen([from_error(error)], reported=seen.reported)
        seen.report = frictionless_report(args, seen, None, 0)
    except KeyboardInterrupt:
        raise Interrupted(_so_far(console, seen)) from None
    if seen.reported:
        console.write(seen.report)
        return _code(seen.issues)
    report = explain(
        seen.issues,
        lang=console.language,
        format=args.format,
        engine=described(args.engine, seen.told),
        target=args.package,
        prefix=seen.prefix,
        counts=seen.counts,
        limit=args.limit_errors,
        waived=seen.waived,
        **({"width": console.width()} if console.out.isatty() else {}),
    )
    console.write(report)
    return _code(seen.issues)


def _so_far(console: Console, seen: Seen) -> str:
    """How far a run has come that is stopped."""
    if not (far := console.far()):
        return say("interrupted", console.language)
    told = {kind: many(kind, number, console.language) for kind, number in seen.counts.items()}
    found = many("found", len(seen.issues) + seen.held, console.language)
    return say("interrupted_at", console.language, far=far, found=found, **told)


def _code(issues: list[Issue]) -> int:
    """What the issues make of the exit status."""
    found = {str(item.severity) for item in issues}
    return WRONG if ERROR in found else INCOMPLETE if UNCHECKED in found else RIGHT


def _limit(text: str) -> int:
    """A number of errors, from the command line; ArgumentTypeError for what is none."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text}: a whole number is expected, such as 1000")
    return int(text)
