"""Where a release lies: a folder, a zip or an https address (distant.py). `open_store`: the way to read it.

A file comes in pieces: what is large passes through memory a piece at a time. What cannot be read raises
ReleaseError, whose `code` names the sentence of `texts.problems` to show.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

DESCRIPTOR = "datapackage.json"
SUMS = "SHA256SUMS"
WHOLE = 64 * 1024 * 1024  # bytes of a file that is read whole: far above any table that is held in memory
PIECE = 1024 * 1024  # bytes
SPACE = 4 * 1024**3  # bytes of the disk that copies of a release may take
_TRIES = 3  # while one version takes the place of another
DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class ReleaseError(Exception):
    """The release cannot be shown. `code` says why; `facts` fill the sentence that tells it."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


class Store(ABC):
    """Reads the files of a release by their path relative to the descriptor. `address`: as it was named."""

    address: str

    @abstractmethod
    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece. ReleaseError `missing_file` where there is none."""

    @abstractmethod
    def size(self, path: str) -> int | None:
        """The size in bytes, None where it is not known without reading the file."""

    def place(self, path: str) -> Path | None:
        """Where the file lies on this machine by itself, None where it does not."""
        del path
        return None

    def read(self, path: str) -> bytes:
        """The bytes of a file that fits in memory; ReleaseError `too_large` where it does not."""
        content = bytearray()
        for piece in self.pieces(path):
            content += piece
            if len(content) > WHOLE:
                raise ReleaseError("too_large", path=path)
        return bytes(content)

    def proven(self, path: str, sha256: str | None) -> Iterator[bytes]:
        """The pieces of a file; the last of them once its hash is found to be this one, where there is one.

        ReleaseError `tampered` else: whoever gets the pieces never has the whole of a file that is not right.
        """
        digest, held = hashlib.sha256(), b""
        for piece in self.pieces(path):
            digest.update(piece)
            if held:
                yield held
            held = piece
        if sha256 and digest.hexdigest() != sha256:
            raise ReleaseError("tampered", path=path)
        yield held


def open_store(target: str, *, allow_loopback: bool = False) -> Store:
    """The store that `target` names: a folder, a descriptor, a zip, or an https address of one of them.

    `allow_loopback` also takes http addresses of this very machine (for trials).
    """
    if "://" in target:
        from explorer import distant

        return distant.open_address(target, allow_loopback=allow_loopback)
    path = Path(target).expanduser()
    if path.is_dir():
        if not (path / DESCRIPTOR).is_file():
            raise ReleaseError("no_descriptor", target=target)
        return Folder(target, _settled(path.resolve()))
    if not path.exists():
        raise ReleaseError("no_such_target", target=target)
    if path.name == DESCRIPTOR:
        return Folder(target, _settled(path.parent.resolve()))
    if not zipfile.is_zipfile(path):
        raise ReleaseError("not_a_release", target=target)
    return open_zip(target, path)


def _settled(folder: Path) -> Path:
    """The folder of that very version beside `latest/`, which another version may replace; else the folder.

    It is the same release where its list of checksums is.
    """
    for _ in range(_TRIES):
        try:
            version = json.loads((folder / DESCRIPTOR).read_bytes()).get("version")
            beside = folder.with_name(safe(version))
            if version == folder.name or not (beside / SUMS).is_file():
                return folder
            if (beside / SUMS).read_bytes() == (folder / SUMS).read_bytes():
                return beside
        except (OSError, ValueError, AttributeError, ReleaseError):
            return folder
    return folder


def safe(path: object) -> str:
    """`path` if it stays below the descriptor (Data Package 2.0), else ReleaseError `unsafe_path`."""
    if (
        not isinstance(path, str)
        or not path
        or path.startswith(("/", "~"))
        or any(c in path for c in "\\\0:")
    ):
        raise ReleaseError("unsafe_path", path=str(path))
    if ".." in PurePosixPath(path).parts:
        raise ReleaseError("unsafe_path", path=path)
    return path


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, piece by piece."""
    while piece := stream.read(PIECE):
        yield piece


@dataclass(frozen=True)
class Folder(Store):
    """A release in a folder. Links that leave the folder are not followed."""

    address: str
    base: Path

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a file below the folder."""
        try:
            with self.place(path).open("rb") as stream:
                yield from pieces_of(stream)
        except OSError:
            raise ReleaseError("missing_file", path=path) from None

    def size(self, path: str) -> int | None:
        """The size on disk, None where there is no such file."""
        try:
            return self.place(path).stat().st_size
        except (OSError, ReleaseError):
            return None

    def place(self, path: str) -> Path:
        """The file itself."""
        file = (self.base / safe(path)).resolve()
        if not file.is_relative_to(self.base):
            raise ReleaseError("unsafe_path", path=path)
        return file


@dataclass(frozen=True)
class Zip(Store):
    """A release in a zip that stays on disk; `root` is the folder of the zip that the descriptor is in."""

    address: str
    archive: zipfile.ZipFile
    root: str

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a member; a damaged one raises `damaged_zip`."""
        name = self.root + safe(path)
        try:
            with self.archive.open(name) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except KeyError:
            raise ReleaseError("missing_file", path=path) from None
        except DAMAGE:
            raise ReleaseError("damaged_zip", path=path) from None

    def size(self, path: str) -> int | None:
        """The member's size, None where there is no such member."""
        try:
            return self.archive.getinfo(self.root + safe(path)).file_size
        except (KeyError, ReleaseError):
            return None


def open_zip(target: str, file: Any) -> Store:
    """The zip (a path, or what zipfile reads) with its descriptor at the root, or in its one folder."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile:
        raise ReleaseError("damaged_zip", path=target) from None
    found = [name for name in archive.namelist() if PurePosixPath(name).name == DESCRIPTOR]
    if not found:
        raise ReleaseError("no_descriptor", target=target)
    return Zip(target, archive, min(found, key=lambda name: name.count("/")).removesuffix(DESCRIPTOR))
