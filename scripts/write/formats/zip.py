"""Zip archives that are the same whenever and wherever they are made.

Names sorted, one date, one mode, no owner; deflate at level 9, which gives the same bytes with every zlib
that we met.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

_UNIX = 3
_MODE = 0o100644 << 16


def pack(folder: Path, paths: Iterable[str], target: Path | BinaryIO, issued: dt.date) -> None:
    """The files of `folder` named by `paths`, under those names, in the archive `target`."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(path, date_time=(issued.year, issued.month, issued.day, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / path).read_bytes(), compresslevel=9)
