"""The bytes of a file, unpacked where its name says so: `.gz`, `.bz2`, `.xz`, `.zip` (its first file)."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The modules that unpack, imported where they serve.
_MODULES = {"gz": "gzip", "bz2": "bz2", "xz": "lzma"}
COMPRESSIONS = (*_MODULES, "zip")


class PackedError(OSError):
    """A packed file that cannot be unpacked."""


# What reading a packed file ends with where it is no such file, cut off, encrypted, or empty.
BROKEN = (PackedError, EOFError, IndexError, NotImplementedError, RuntimeError)


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
    """The bytes of a file, read as they are asked for; nothing is written to disk. PackedError."""
    if not compression:
        with file.open("rb") as stream:
            yield stream
        return
    import zipfile
    import zlib
    from gzip import BadGzipFile
    from lzma import LZMAError

    try:
        if compression == "zip":
            with zipfile.ZipFile(file) as archive, archive.open(archive.namelist()[0]) as member:
                yield member
        else:
            with import_module(_MODULES[compression]).open(file) as packed:
                yield packed
    except (BadGzipFile, zipfile.BadZipFile, zlib.error, LZMAError) as error:
        raise PackedError(str(error)) from None
