"""Zip archives that are the same whenever and wherever they are made.

Names sorted, one date, one mode, no owner; deflate, which gives the same bytes with every zlib that we met:
at level 9, of large files at zlib's own, which takes a third of the time for one byte more in fifty. Large
files that are compressed already are stored as they are.
"""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

_UNIX = 3
_MODE = 0o100644 << 16
_LARGE = 2**24  # bytes
_CHUNK = 2**20
_PACKED = (".zip", ".parquet")


def pack(folder: Path, paths: Iterable[str], target: Path, issued: dt.date) -> None:
    """The files of `folder` named by `paths`, under those names, in the archive `target`."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(paths):
            size = (folder / path).stat().st_size
            entry = zipfile.ZipInfo(path, date_time=(issued.year, issued.month, issued.day, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            entry.file_size = size
            entry.compress_type = zipfile.ZIP_DEFLATED
            if size <= _LARGE:
                archive.writestr(entry, (folder / path).read_bytes(), compresslevel=9)
                continue
            if path.endswith(_PACKED):
                entry.compress_type = zipfile.ZIP_STORED
            with (folder / path).open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, _CHUNK)
