"""The bytes of a file, unpacked where its name says so: `.gz`, `.bz2`, `.xz`, `.zip` (its first file)."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENERS: dict[str, Callable[[Path], Any]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
COMPRESSIONS = (*_OPENERS, "zip")
# What reading a packed file ends with where it is no such file, cut off, encrypted, or empty.
BROKEN = (
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    IndexError,
    NotImplementedError,
    RuntimeError,
)


def plain_name(path: str) -> str:
    """The name of a file without what says that it is packed.

    >>> plain_name("data/a.csv.gz"), plain_name("a.csv")
    ('data/a.csv', 'a.csv')
    """
    compression = compression_of(path)
    return path[: -len(compression) - 1] if compression else path


def compression_of(path: str) -> str:
    """How a file is packed, by its name; "" for not at all.

    >>> compression_of("data/a.csv.gz"), compression_of("a.csv")
    ('gz', '')
    """
    extension = path.rpartition(".")[2].lower()
    return extension if extension in COMPRESSIONS else ""


@contextmanager
def unpacked(file: Path, compression: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, read as they are asked for; nothing is written to disk."""
    if compression == "zip":
        with zipfile.ZipFile(file) as archive, archive.open(archive.namelist()[0]) as member:
            yield member
    elif compression:
        with _OPENERS[compression](file) as stream:
            yield stream
    else:
        with file.open("rb") as stream:
            yield stream
