"""The option `--budget` of the commands that open packages of others: how much of them is taken in."""

from __future__ import annotations

from argparse import ArgumentTypeError

from scripts.reading.issues.budget import DEFAULT, Budget, names, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the option to a command."""
    parser.add_argument(
        "--budget",
        action="append",
        type=_option,
        default=[],
        metavar="NAME=VALUE",
        help="raise, or lower, one bound of what is taken in of a package; may be given several times. "
        f"Names: {', '.join(names())}; sizes may end in KiB, MiB, GiB (README, « Bounds »)",
    )


def budget_of(args: argparse.Namespace) -> Budget:
    """The budget that the options give."""
    return parsed(args.budget) if args.budget else DEFAULT


def _option(text: str) -> str:
    """An option that names a bound and a number."""
    try:
        parsed([text])
    except ValueError:
        raise ArgumentTypeError(f"{text!r}: NAME=VALUE, with a name among {', '.join(names())}") from None
    return text
