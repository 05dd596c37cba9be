"""The option `--budget` of the commands that open packages of others: how much of them is taken in."""

from __future__ import annotations

from argparse import ArgumentTypeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from scripts.reading.issues.budget import Budget

# The budget is loaded where it is asked for: a small package is checked without it (scripts.check.plain).


def register(parser: argparse.ArgumentParser) -> None:
    """Add the option to a command."""
    parser.add_argument(
        "--budget",
        action="append",
        type=_option,
        default=[],
        metavar="NAME=VALUE",
        help="raise, or lower, one bound of what is taken in of a package; may be given several times; sizes "
        "may end in KiB, MiB, GiB. Names: README, « Bounds »",
    )


def budget_of(args: argparse.Namespace) -> Budget:
    """The budget that the options give."""
    from scripts.reading.issues.budget import DEFAULT, parsed

    return parsed(args.budget) if args.budget else DEFAULT


def _option(text: str) -> str:
    """An option that names a bound and a number."""
    from scripts.reading.issues.budget import names, parsed

    try:
        parsed([text])
    except ValueError:
        raise ArgumentTypeError(f"{text!r}: NAME=VALUE, with a name among {', '.join(names())}") from None
    return text
