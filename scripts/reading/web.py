"""What lies at an address, brought into a file: https, of public machines, no more than there is room for.

The machine that the user named is asked whatever it is. What a package names, or a server sends on to, is not
the user's word: there a machine of this network, or this one, is not asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
from functools import partial
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from scripts.reading.hosts import is_public
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TIMEOUT = 30  # seconds without an answer
AGENT = "observatoire-des-partenariats"  # some portals answer nothing to Python's own name
_CHUNK = 2**20
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_NONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_DENIED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)  # a store's word for « not there », too
_REASONS = {
    "insecure": ("seules les adresses en https:// sont lues", "only https:// addresses are read"),
    "private": (
        "l’adresse mène à une machine privée ou à celle-ci",
        "the address leads to a private machine, or to this one",
    ),
    "many": ("trop de fichiers à télécharger", "too many files to download"),
    "large": ("plus gros que ce qui peut être téléchargé", "larger than what may be downloaded"),
}


class NotFetchedError(SourceError):
    """Nobody has seen what lies at that address: nothing says that it is wrong."""

    def __init__(self, address: str, reason: str) -> None:
        french, english = _REASONS.get(reason, (reason, reason))
        notes: dict[str, Any] = {"note_fr": french, "note_en": english}
        # An address that is not of the kind that is read has words of its own.
        variant = "remote" if reason == "insecure" else "default"
        super().__init__(f"{address}: {english}", code="scheme-error", path=address, variant=variant, **notes)


class Web:
    """Brings addresses into files; `named` are the addresses that the user gave."""

    def __init__(
        self, members: int, room: int, *, named: Iterable[str] = (), allow_loopback: bool = False
    ) -> None:
        self._members, self._room = members, room
        self._named = {_netloc(address) for address in named if "://" in address}
        self._loopback = allow_loopback
        self._opener = build_opener(_Faithful(self), _Https(self))
        self._opener.addheaders = [("User-Agent", AGENT), ("Accept-Encoding", "identity")]

    def bring(self, address: str, target: Path) -> str:
        """The address that the content came from in the end. SourceError where there is none.

        NotFetchedError where nobody knows: another scheme, a private machine, no answer, no room.
        """
        self.admit(address)
        self._members -= 1
        if self._members < 0:
            raise NotFetchedError(address, "many")
        try:
            with self._opener.open(_spelled(address), timeout=TIMEOUT) as answer:
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as written:
                    while chunk := answer.read(_CHUNK):
                        self._room -= len(chunk)
                        if self._room < 0:
                            break
                        written.write(chunk)
                final = str(answer.geturl())
        except HTTPError as error:
            error.close()
            raise _answered(address, error.code) from None
        except (URLError, http.client.HTTPException, OSError, ValueError) as error:
            raise _silent(address, error) from None
        if self._room < 0:
            target.unlink()
            raise NotFetchedError(address, "large")
        return final

    def status(self, address: str) -> int:
        """The status that a server answers to an address, nothing of the content read. NotFetchedError."""
        self.admit(address)
        try:
            with self._opener.open(_spelled(address), timeout=TIMEOUT) as answer:
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code
        except (URLError, http.client.HTTPException, OSError, ValueError) as error:
            raise _silent(address, error) from None

    def admit(self, address: str) -> None:
        """Nothing, or NotFetchedError for an address that is not to be asked."""
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
            _ = parts.port
        except ValueError:
            raise NotFetchedError(address, "insecure") from None
        local = self._loopback and host in _LOOPBACK
        if not host or (parts.scheme != "https" and not (parts.scheme == "http" and local)):
            raise NotFetchedError(address, "insecure")
        if not (local or _netloc(address) in self._named or self._is_public(host)):
            raise NotFetchedError(address, "private")

    def admit_peer(self, address: str, peer: str) -> None:
        """Nothing, or OSError where a name has led to another kind of machine than it did a moment ago."""
        if (
            _netloc(address) not in self._named
            and not is_public(peer)
            and not (self._loopback and _is_loopback(peer))
        ):
            raise OSError(_REASONS["private"][1])

    def _is_public(self, host: str) -> bool:
        """False where one of the machines that the host names is none that may be asked."""
        try:
            found = {str(one[4][0]) for one in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError):
            return True  # nobody knows the name here: a proxy may, else there will be no answer
        return all(is_public(one) or (self._loopback and _is_loopback(one)) for one in found)


def _silent(address: str, error: Exception) -> NotFetchedError:
    """What no answer at all comes to."""
    return NotFetchedError(address, str(getattr(error, "reason", error)) or type(error).__name__)


def _netloc(address: str) -> tuple[str, int | None]:
    """The machine and the port of an address; ("", None) of what is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", None
    return parts.hostname or "", port


def _is_loopback(text: str) -> bool:
    return ipaddress.ip_address(text.partition("%")[0]).is_loopback


def _spelled(address: str) -> str:
    """The address in ASCII, without its fragment: what stands in it as it is (« é », a space) is escaped."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    safe = "/%:@!$&'()*+,;=~-._?"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=safe), quote(parts.query, safe=safe), ""))


def _answered(address: str, status: int) -> SourceError:
    """What a server's refusal means."""
    if status in _NONE:
        return SourceError(f"{address}: no such file", code="scheme-error", path=address, variant="no-file")
    if status in _DENIED:
        words: dict[str, Any] = {"variant": "forbidden", "status": status}
        return SourceError(f"{address}: HTTP {status}", code="scheme-error", path=address, **words)
    return NotFetchedError(address, f"HTTP {status}")


class _Faithful(HTTPRedirectHandler):
    """Refuses a redirection that leaves https (or, on loopback, the host), or that leads where none may."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The next request, or None (then urllib raises HTTPError)."""
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.scheme != "https" and (after.scheme, after.netloc) != (before.scheme, before.netloc):
            return None
        self._web.admit(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Https(HTTPSHandler):
    """Opens https with a look at the machine that answers, before anything is asked of it."""

    def __init__(self, web: Web) -> None:
        super().__init__()
        self._web = web

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        """The answer."""
        made: Any = partial(_Watched, web=self._web)
        return self.do_open(made, req)


class _Watched(http.client.HTTPSConnection):
    """A connection that ends where its machine is not to be asked; a proxy is the user's own."""

    def __init__(self, host: str, *, web: Web, **options: Any) -> None:
        super().__init__(host, **options)
        self._web, self._asked, self._proxied = web, f"https://{host}", False

    def set_tunnel(self, *arguments: Any, **options: Any) -> None:
        """The connection goes through a proxy."""
        self._proxied = True
        super().set_tunnel(*arguments, **options)

    def connect(self) -> None:
        """The socket, whose other end was looked at."""
        super().connect()
        if not self._proxied:
            self._web.admit_peer(self._asked, str(self.sock.getpeername()[0]))
