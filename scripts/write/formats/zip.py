"""Zip archives that are the same whenever and wherever they are made.

Names sorted, one date, one mode, no owner; deflate, which gives the same bytes with every zlib that we met:
at level 9, of large files at zlib's own, which takes a third of the time for one byte more in fifty. Large
files that are compressed already are stored as they are.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from scripts.reading import processors

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

_UNIX = 3
_MODE = 0o100644 << 16
_LARGE = 2**24  # bytes
_CHUNK = 2**20
_PACKED = (".zip", ".parquet")
_RAW = -15  # how zlib is told that deflate has no frame
_AHEAD = 4  # files that are deflated before their turn


class _Deflated(NamedTuple):
    """A file that is not large, as an archive has it."""

    size: int
    crc: int
    packed: bytes


def pack(folder: Path, paths: Iterable[str], target: Path, issued: dt.date) -> None:
    """The files of `folder` named by `paths`, under those names, in the archive `target`."""
    with target.open("wb") as stream, zipfile.ZipFile(stream, "w") as archive:
        for path, deflated in _each(folder, sorted(paths)):
            entry = zipfile.ZipInfo(path, date_time=(issued.year, issued.month, issued.day, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            if deflated is not None:
                archive.writestr(entry, deflated.packed)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.file_size, entry.CRC = deflated.size, deflated.crc
                end = stream.tell()
                stream.seek(entry.header_offset)
                stream.write(entry.FileHeader())
                stream.seek(end)
                continue
            entry.file_size = (folder / path).stat().st_size
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            with (folder / path).open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, _CHUNK)


def _each(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, _Deflated | None]]:
    """Each file in its turn, deflated unless it is large: by every processor, a few files ahead."""
    coming: deque[tuple[str, Future[_Deflated | None]]] = deque()
    with ThreadPoolExecutor(processors.count()) as threads:
        for path in paths:
            coming.append((path, threads.submit(_deflated, folder / path)))
            if len(coming) > _AHEAD:
                name, found = coming.popleft()
                yield name, found.result()
        for name, found in coming:
            yield name, found.result()


def _deflated(file: Path) -> _Deflated | None:
    """The same bytes as zipfile's own; None for a large file."""
    if file.stat().st_size > _LARGE:
        return None
    content = file.read_bytes()
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return _Deflated(len(content), zlib.crc32(content), deflate.compress(content) + deflate.flush())
