"""The bytes of a file, unpacked where it is packed: `.gz`, `.bz2`, `.xz`, or a file of a `.zip`."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
def unpacked(packed: IO[bytes], compression: str, inner: str = "") -> Iterator[IO[bytes]]:
    """The bytes that a stream holds, read as they are asked for; nothing is written to disk. PackedError.

    `inner` is the file of a zip, its first one where it is not named. The stream is closed in the end.
    """
    if not compression:
        with packed:
            yield packed
        return
    import zipfile
    import zlib
    from gzip import BadGzipFile
    from lzma import LZMAError

    with packed:
        try:
            if compression == "zip":
                with zipfile.ZipFile(packed) as archive, archive.open(inner or _first(archive)) as member:
                    yield member
            else:
                with import_module(_MODULES[compression]).open(packed) as stream:
                    yield stream
        except KeyError as error:
            raise PackedError(str(error).strip("'\"")) from None
        except (BadGzipFile, zipfile.BadZipFile, zlib.error, LZMAError) as error:
            raise PackedError(str(error)) from None


def _first(archive: object) -> str:
    """The first file of an archive, folders and what a Mac adds left aside."""
    names: list[str] = archive.namelist()  # type: ignore[attr-defined]
    return next(
        (name for name in names if not name.endswith("/") and not name.startswith("__MACOSX/")), names[0]
    )
