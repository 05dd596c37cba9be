"""apart.txt: the files of a release that are not in its zip of everything, one path a line.

A large table is in the zip once, as CSV: the database and the Parquet files that hold it again are downloads
of their own. Like every file they have their checksum in SHA256SUMS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PATH = "apart.txt"
LARGE = 2**24  # bytes of a file that holds again what the CSV files hold


def large(folder: Path, paths: Iterable[str], most: int) -> tuple[str, ...]:
    """Those of some files below a folder that have more bytes than may be packed."""
    return tuple(sorted(path for path in paths if (folder / path).stat().st_size > most))


def text(paths: Iterable[str]) -> str:
    """The file."""
    return "".join(f"{path}\n" for path in paths)


def read(folder: Path) -> frozenset[str]:
    """What is said not to be in the zip of a release; nothing where nothing is said."""
    try:
        return frozenset((folder / PATH).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeError):
        return frozenset()
