"""`python -m scripts score [RELEASE]`: the points that portals give to a release, item by item."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES

if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console

FORMATS = ("text", "json", "markdown")
HELP = "what data.gouv.fr and data.europa.eu will say of a release: points, and what to do for those missing"
ENOUGH, TOO_FEW = 0, 1


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("score", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument(
        "release",
        nargs="?",
        default="dist/latest",
        metavar="RELEASE",
        help="a release: its folder, its descriptor or its zip (default: dist/latest)",
    )
    parser.add_argument(
        "--on",
        type=_day,
        metavar="DATE",
        help="the day on which a frequency is kept or not, as 2027-03-01 (default: today)",
    )
    parser.add_argument(
        "--online", action="store_true", help="ask each address of the catalogue whether it answers"
    )
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also ask http addresses of this machine"
    )
    parser.add_argument(
        "--at-least",
        type=int,
        default=0,
        metavar="N",
        help="exit status 1 for fewer than N of the nine points of data.gouv.fr; those of which nobody knows "
        "do not count",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the words (default: $LANG, else fr)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the score. 0; 1 where there are fewer points than --at-least."""
    from scripts.publish.score import told, whole
    from scripts.reading.descriptor import to_package
    from scripts.reading.issues.refusals import in_words
    from scripts.reading.sources import open_source
    from scripts.reading.web import Web

    web = Web(0, 0, allow_loopback=args.allow_loopback) if args.online else None
    with in_words(), open_source(args.release, lenient=True) as source:
        found = whole.of(
            to_package(source.descriptor),
            source.base,
            args.on or console.today(),
            web.status if web else None,
            console.progress,
        )
    console.write(told.FORMATS[args.format](found, console.language))
    return ENOUGH if found.scored[0].got >= args.at_least else TOO_FEW


def _day(text: str) -> dt.date:
    """A day, from the command line; ArgumentTypeError for what is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text}: a day is expected, such as 2027-03-01") from None
