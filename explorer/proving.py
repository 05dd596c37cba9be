"""Files that are read where they lie, each proven by its hash when it is first used, and remembered.

What has no place of its own (a member of a zip, a file at an address) is copied once to a temporary folder,
which goes when the release does. Nothing passes through memory whole.

Of a file at an address, ranges could be asked for instead: the first page of a million rows is an eighth of
its file. But a part has no hash, and what is shown would not be proven: the file comes whole, once.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from explorer.stores import SPACE, ReleaseError, Store

Stamp = tuple[int, int, int]
_FOLDERS: list[weakref.finalize[..., Proving]] = []  # what removes each, once


class Proving:
    """The files of a release that are read where they lie; `space`: bytes that copies may take in all."""

    def __init__(self, store: Store, space: int = SPACE) -> None:
        self._store, self._space = store, space
        self._known: dict[str, Stamp] = {}
        self._copies: dict[str, Path] = {}
        self._folder: Path | None = None
        self._lock = Lock()

    def file(self, path: str, sha256: str | None) -> Path:
        """Where the file is, right by its hash where it has one; ReleaseError where it is not."""
        with self._lock:
            place = self._store.place(path)
            if place is None:
                return self._copies.get(path) or self._copied(path, sha256)
            stamp = _stamp(place, path)
            if sha256 and self._known.get(path) != stamp:
                for _ in self._store.proven(path, sha256):
                    pass
                self._known[path] = stamp
            return place

    def _copied(self, path: str, sha256: str | None) -> Path:
        """A copy of the file; no file stays where it is not right, or does not fit."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="explorer-"))
            _FOLDERS.append(weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True))
        copy = self._folder / f"{len(self._copies)}{Path(path).suffix}"
        try:
            with copy.open("wb") as file:
                for piece in self._fitting(path, sha256):
                    file.write(piece)
        except (ReleaseError, OSError) as error:
            copy.unlink(missing_ok=True)
            if isinstance(error, ReleaseError):
                raise
            raise ReleaseError("no_space", path=path) from None
        self._space -= copy.stat().st_size
        self._copies[path] = copy
        return copy

    def _fitting(self, path: str, sha256: str | None) -> Iterator[bytes]:
        """The pieces of the file, as long as there is room for them."""
        taken = 0
        for piece in self._store.proven(path, sha256):
            taken += len(piece)
            if taken > self._space:
                raise ReleaseError("no_space", path=path)
            yield piece


def remove_copies() -> None:
    """Removes every copy: a server that is told to stop ends without what Python does at its end."""
    while _FOLDERS:
        _FOLDERS.pop()()


def _stamp(place: Path, path: str) -> Stamp:
    """What changes when the file does."""
    try:
        said = place.stat()
    except OSError:
        raise ReleaseError("missing_file", path=path) from None
    return said.st_mtime_ns, said.st_size, said.st_ino
