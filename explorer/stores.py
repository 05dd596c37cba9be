"""Where a release lies: a folder, a zip or an https address. `open_store` gives the one way to read it.

What cannot be read raises ReleaseError, whose `code` names the sentence of `texts.problems` to show.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

DESCRIPTOR = "datapackage.json"
LIMIT = 256 * 1024 * 1024  # bytes of one file: far above any release, far below the memory of a small server
TIMEOUT = 30  # seconds
DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class ReleaseError(Exception):
    """The release cannot be shown. `code` says why; `facts` fill the sentence that tells it."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


class Store(Protocol):
    """Reads the files of a release by their path relative to the descriptor."""

    @property
    def address(self) -> str:
        """What was opened, as it was named."""

    def read(self, path: str) -> bytes:
        """The bytes of a file. ReleaseError `missing_file` where there is none."""

    def size(self, path: str) -> int | None:
        """The size in bytes, None where it is not known without reading the file."""


def open_store(target: str, *, allow_loopback: bool = False) -> Store:
    """The store that `target` names: a folder, a descriptor, a zip, or an https address of one of them.

    `allow_loopback` also takes http addresses of this very machine (for trials).
    """
    if "://" in target:
        return _open_address(target, allow_loopback=allow_loopback)
    path = Path(target).expanduser()
    if path.is_dir():
        if not (path / DESCRIPTOR).is_file():
            raise ReleaseError("no_descriptor", target=target)
        return Folder(target, path.resolve())
    if not path.exists():
        raise ReleaseError("no_such_target", target=target)
    if path.name == DESCRIPTOR:
        return Folder(target, path.parent.resolve())
    if not zipfile.is_zipfile(path):
        raise ReleaseError("not_a_release", target=target)
    return _open_zip(target, path.read_bytes())


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


@dataclass(frozen=True)
class Folder:
    """A release in a folder. Links that leave the folder are not followed."""

    address: str
    base: Path

    def read(self, path: str) -> bytes:
        """The bytes of a file below the folder."""
        file = self._find(path)
        try:
            if file.stat().st_size > LIMIT:
                raise ReleaseError("too_large", path=path)
            return file.read_bytes()
        except OSError:
            raise ReleaseError("missing_file", path=path) from None

    def size(self, path: str) -> int | None:
        """The size on disk, None where there is no such file."""
        try:
            return self._find(path).stat().st_size
        except (OSError, ReleaseError):
            return None

    def _find(self, path: str) -> Path:
        file = (self.base / safe(path)).resolve()
        if not file.is_relative_to(self.base):
            raise ReleaseError("unsafe_path", path=path)
        return file


@dataclass(frozen=True)
class Zip:
    """A release in a zip, held in memory; `root` is the folder of the zip that the descriptor is in."""

    address: str
    archive: zipfile.ZipFile
    root: str

    def read(self, path: str) -> bytes:
        """The bytes of a member; a damaged one raises `damaged_zip`."""
        try:
            member = self.archive.getinfo(self.root + safe(path))
            if member.file_size > LIMIT:
                raise ReleaseError("too_large", path=path)
            return self.archive.read(member)
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


@dataclass(frozen=True)
class Web:
    """A release at an https address that ends with `/`."""

    address: str
    opener: OpenerDirector

    def read(self, path: str) -> bytes:
        """The bytes that the server gives for the file."""
        return _download(self.opener, self.address + quote(safe(path)), path)

    def size(self, path: str) -> int | None:
        """Not known without a request."""
        del path
        return None


class _SameScheme(HTTPRedirectHandler):
    """Refuses a redirection that leaves https (or, in a trial, the host)."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The next request, or None (then urllib raises HTTPError)."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        same = after.scheme == "https" or (after.scheme, after.netloc) == (before.scheme, before.netloc)
        return super().redirect_request(req, fp, code, msg, headers, newurl) if same else None


def _open_address(address: str, *, allow_loopback: bool) -> Store:
    parts = urlsplit(address)
    loopback = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (loopback and allow_loopback):
        raise ReleaseError("insecure_address", target=address)
    opener = build_opener(_SameScheme())
    if parts.path.endswith(".zip"):
        return _open_zip(address, _download(opener, address, address))
    return Web(address.removesuffix(DESCRIPTOR).rstrip("/") + "/", opener)


def _download(opener: OpenerDirector, address: str, shown: str) -> bytes:
    try:
        with opener.open(address, timeout=TIMEOUT) as answer:
            content: bytes = answer.read(LIMIT + 1)
    except HTTPError as error:
        error.close()
        raise ReleaseError(
            "missing_file" if error.code == HTTPStatus.NOT_FOUND else "no_answer", path=shown
        ) from None
    except (URLError, OSError, ValueError):
        raise ReleaseError("no_answer", path=shown) from None
    if len(content) > LIMIT:
        raise ReleaseError("too_large", path=shown)
    return content


def _open_zip(target: str, content: bytes) -> Store:
    """The zip with its descriptor at the root, or in the one folder that holds everything."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise ReleaseError("damaged_zip", path=target) from None
    found = [name for name in archive.namelist() if PurePosixPath(name).name == DESCRIPTOR]
    if not found:
        raise ReleaseError("no_descriptor", target=target)
    return Zip(target, archive, min(found, key=lambda name: name.count("/")).removesuffix(DESCRIPTOR))
