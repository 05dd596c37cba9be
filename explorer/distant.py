"""A release at an https address: its files are downloaded when they are asked for, a piece at a time."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from explorer.stores import DESCRIPTOR, SPACE, ReleaseError, Store, open_zip, pieces_of, safe

TIMEOUT = 30  # seconds


@dataclass(frozen=True)
class Web(Store):
    """A release at an https address that ends with `/`."""

    address: str
    opener: OpenerDirector

    def pieces(self, path: str) -> Iterator[bytes]:
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


def open_address(address: str, *, allow_loopback: bool) -> Store:
    """The store at an https address; a zip is downloaded to a file that leaves with the store."""
    parts = urlsplit(address)
    loopback = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (loopback and allow_loopback):
        raise ReleaseError("insecure_address", target=address)
    opener = build_opener(_SameScheme())
    if not parts.path.endswith(".zip"):
        return Web(address.removesuffix(DESCRIPTOR).rstrip("/") + "/", opener)
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile())  # it has no name: nothing of it is left
        for piece in _download(opener, address, address):
            if file.tell() + len(piece) > SPACE:
                raise ReleaseError("too_large", path=address)
            file.write(piece)
        store = open_zip(address, file)
        weakref.finalize(store, stack.pop_all().close)
    return store


def _download(opener: OpenerDirector, address: str, shown: str) -> Iterator[bytes]:
    try:
        with opener.open(address, timeout=TIMEOUT) as answer:
            yield from pieces_of(answer)
    except HTTPError as error:
        error.close()
        raise ReleaseError(
            "missing_file" if error.code == HTTPStatus.NOT_FOUND else "no_answer", path=shown
        ) from None
    except (URLError, HTTPException, OSError, ValueError):
        raise ReleaseError("no_answer", path=shown) from None
