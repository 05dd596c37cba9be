"""A package at an https address, brought into a folder: a zip as it is, else its descriptor and its files.

Of a release, the files are those that its SHA256SUMS names, with the zip of everything; of another package,
those that its descriptor names. A file that the server does not have is left out: the checks will miss it.
Every path is looked at before it is asked for, and the sizes of zips bound those of downloads.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from scripts.model.errors import SourceError
from scripts.read.descriptor import is_safe_path, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "datapackage.json"
SUMS = "SHA256SUMS"
TIMEOUT = 30  # seconds without an answer
_CHUNK = 2**20
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_LISTED = re.compile(r"[0-9a-f]{64} [ *](.+)")


class _Faithful(HTTPRedirectHandler):
    """Refuses a redirection that leaves https (or, on loopback, the host)."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The next request, or None (then urllib raises HTTPError)."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        same = after.scheme == "https" or (after.scheme, after.netloc) == (before.scheme, before.netloc)
        return super().redirect_request(req, fp, code, msg, headers, newurl) if same else None


class _Server:
    """Brings files into a folder, as many and as large as there is room for."""

    def __init__(self, base: str, folder: Path, members: int, room: int) -> None:
        self._base, self._folder = base, folder
        self._members, self._room = members, room
        self._opener: OpenerDirector = build_opener(_Faithful())

    def bring(self, path: str, address: str = "") -> bool:
        """The file of that path, below the folder; False where the server has none. SourceError otherwise."""
        address = address or self._base + quote(path)
        self._members -= 1
        if self._members < 0:
            raise _refused(address, "too many files")
        target = self._folder / path
        try:
            with self._opener.open(address, timeout=TIMEOUT) as answer:
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as written:
                    while chunk := answer.read(_CHUNK):
                        self._room -= len(chunk)
                        if self._room < 0:
                            raise _refused(address, "larger than what may be downloaded")
                        written.write(chunk)
        except HTTPError as error:
            error.close()
            if error.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
                return False
            raise _refused(address, f"HTTP {error.code}") from None
        except (URLError, OSError, ValueError) as error:
            raise _refused(address, str(getattr(error, "reason", error))) from None
        return True


def fetch(address: str, folder: Path, *, members: int, room: int, allow_loopback: bool = False) -> Path:
    """The zip or the descriptor that was brought into `folder`, with its files beside it.

    At most that many files and bytes. SourceError for an address that is not https (nor, where they are
    allowed, http of this very machine), for a server that does not answer, and where there is no package.
    """
    parts = urlsplit(address)
    loopback = allow_loopback and parts.scheme == "http" and parts.hostname in _LOOPBACK
    if parts.scheme != "https" and not loopback:
        raise SourceError(
            f"{address}: only https addresses are read", code="scheme-error", path=address, variant="remote"
        )
    before, _, last = parts.path.rpartition("/")
    if "." not in last:  # a folder
        before, last = parts.path.rstrip("/"), NAME
    base = urlunsplit((parts.scheme, parts.netloc, f"{before}/", "", ""))
    server = _Server(base, folder, members, room)
    direct = urlunsplit((parts.scheme, parts.netloc, f"{before}/{last}", parts.query, ""))
    if not is_safe_path(last) or not server.bring(last, direct):
        raise SourceError(f"{direct}: no such file", code="scheme-error", path=direct, variant="no-file")
    if not last.lower().endswith(".zip"):
        raw = read_json(folder / last, shown=address)
        for path in dict.fromkeys(_paths(raw, folder, released=server.bring(SUMS))):
            if path not in (last, SUMS) and is_safe_path(path):
                server.bring(path)
    return folder / last


def _paths(raw: Any, folder: Path, *, released: bool) -> Iterator[str]:
    """The paths of the files of a package, as they are written; they may be anything."""
    if not isinstance(raw, dict):
        return
    if released:
        for line in (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines():
            if match := _LISTED.fullmatch(line):
                yield match[1]
        whole = f"{raw.get('name')}-{raw.get('version')}.zip"
        yield from (name for name in (whole, f"{whole}.sha256") if PurePosixPath(name).name == name)
    resources = raw.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        if isinstance(resource, dict):
            path = resource.get("path")
            found = [
                *(path if isinstance(path, list) else [path]),
                resource.get("schema"),
                resource.get("dialect"),
            ]
            yield from (name for name in found if isinstance(name, str))


def _refused(address: str, note: str) -> SourceError:
    return SourceError(f"{address}: {note}", code="scheme-error", path=address, note=note)
