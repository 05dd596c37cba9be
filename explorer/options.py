"""What whoever runs the explorer decides: the release that it shows, what visitors may open besides."""

from __future__ import annotations

import argparse
from functools import lru_cache
from pathlib import Path

from explorer.guests.rules import Rules
from explorer.published import HELD
from explorer.stores import DESCRIPTOR


@lru_cache(maxsize=8)  # every run of a page asks
def arguments(argv: tuple[str, ...]) -> argparse.Namespace:
    """The options after `--`; what is not ours (a test runner's) is left alone. Not to be changed."""
    parser = argparse.ArgumentParser(prog="explorer", exit_on_error=False)
    parser.add_argument("--release", default="dist/latest", help="folder, zip or https address of a release")
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also take http addresses of this machine"
    )
    parser.add_argument(
        "--hold", metavar="ROWS", type=int, default=HELD,
        help="rows of a table that is held in memory, at most; a larger one is asked in its Parquet files",
    )  # fmt: skip
    parser.add_argument(
        "--changes", metavar="FILE", default="",
        help="the release is a preview, and this its list of changes (make preview): a page shows them",
    )  # fmt: skip
    parser.add_argument("--open", metavar="ADDRESS", default="", help="open a browser there once it answers")
    parser.add_argument(
        "--trust", metavar="FILE", default="",
        help="show the release only where a key of this file signed it: a public key, or allowed_signers",
    )  # fmt: skip
    parser.add_argument(
        "--embed", metavar="ORIGIN", action="append", default=[],
        help="a site that may show the explorer in a frame, as https://example.org (may be given again)",
    )  # fmt: skip
    parser.add_argument(
        "--origin", metavar="ORIGIN", action="append", default=[],
        help="the address that visitors see, where a proxy does not pass it on (may be given again)",
    )  # fmt: skip
    guests = parser.add_argument_group("packages of others, on the page that opens them")
    guests.add_argument("--no-addresses", action="store_true", help="open none by address")
    guests.add_argument(
        "--allow-host", metavar="HOST:PORT", action="append", default=[],
        help="a machine that may be asked though it is private or has no https (may be given again)",
    )  # fmt: skip
    guests.add_argument(
        "--allow-folder", metavar="FOLDER", action="append", default=[],
        help="a folder of this server that visitors may open packages from (may be given again)",
    )  # fmt: skip
    return parser.parse_known_args(argv)[0]


def rules(options: argparse.Namespace) -> Rules:
    """What the operator lets visitors open."""
    folders = tuple(Path(folder).expanduser().resolve() for folder in options.allow_folder)
    return Rules(not options.no_addresses, frozenset(options.allow_host), folders)


def stamp(target: str) -> str:
    """What changes when the release on disk does: place and time of its descriptor. "" for an address."""
    if "://" in target:
        return ""
    path = Path(target).expanduser()
    file = path / DESCRIPTOR if path.is_dir() else path
    if not file.exists():
        return ""
    said = file.stat()
    return f"{file.resolve()} {said.st_mtime_ns} {said.st_ino}"
