"""An address → the bytes that it gives. Only public machines are asked, unless the operator names others.

A name is resolved once and every address it has is looked at; the connection goes to an address that was
looked at, so that a second answer of the resolver changes nothing. Each redirection starts from the top.
"""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit

from explorer.guests.rules import MEGABYTE, Budget, Refused
from scripts.reading.hosts import is_public

Resolver = Callable[[str, int], list[str]]
LONGEST = 2_000  # characters of an address
BLOCK = 65_536
GZIP = 31  # the window of zlib that wants a gzip header
MOVED = {301, 302, 303, 307, 308}
AGENT = "observatoire-des-partenariats-explorer"


@dataclass(frozen=True)
class Target:
    """An address that may be asked: parsed, and not yet resolved."""

    scheme: str
    host: str
    port: int
    path: str
    allowed: bool  # by the operator, whatever the machine

    @property
    def address(self) -> str:
        """The address again, in one spelling."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        standard = {"https": 443, "http": 80}[self.scheme]
        return f"{self.scheme}://{host}{'' if self.port == standard else f':{self.port}'}{self.path}"


def resolve(host: str, port: int) -> list[str]:
    """Every address of the host, as the system gives them (so are 2130706433 and 0x7f.1 read)."""
    return list({str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def parse(address: str, hosts: frozenset[str]) -> Target:
    """The address, if it may be asked as it is written. Refused `not_an_address` or `insecure_address`."""
    shown = address[:LONGEST]
    odd = any(c.isspace() or not c.isprintable() or c in "\\<>\"'`{}|^" for c in address)
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise Refused("not_an_address", target=shown) from None
    allowed = f"{host}:{port}" in hosts
    if parts.scheme != "https" and not (parts.scheme == "http" and allowed):
        raise Refused("insecure_address", target=shown)
    if odd or len(address) > LONGEST or not host or parts.username is not None:
        raise Refused("not_an_address", target=shown)
    if port != 443 and not allowed:  # noqa: PLR2004 (the port of https)
        raise Refused("other_port", target=shown, port=port)
    path = quote(parts.path or "/", safe="/%:@!$&()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, allowed)


def fetch(
    address: str, budget: Budget, *, limit: int, resolver: Resolver = resolve, cut: bool = False
) -> tuple[bytes, str]:
    """The bytes and the address that gave them in the end, after a few redirections at most."""
    for _ in range(budget.rules.redirects + 1):
        target = parse(address, budget.rules.hosts)
        given, content = _ask(target, budget, limit, resolver, cut=cut)
        if content is not None:
            return content, target.address
        address = urljoin(target.address, given)
    raise Refused("too_many_redirects", target=address, limit=budget.rules.redirects)


def _ask(
    target: Target, budget: Budget, limit: int, resolver: Resolver, *, cut: bool
) -> tuple[str, bytes | None]:
    """One request: (where to go next, None) or (address, content)."""
    machine = _machine(target, budget, resolver)
    connection = _Pinned(target, machine, budget.seconds)
    watch = threading.Timer(budget.seconds, connection.cut)  # a server that drips is cut at the end of time
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", target.path, headers={"Accept-Encoding": "identity", "User-Agent": AGENT})
        with connection.getresponse() as answer:
            if answer.status in MOVED and answer.headers.get("Location"):
                return str(answer.headers["Location"])[: LONGEST + 1], None
            if answer.status != HTTPStatus.OK:
                code = "missing_file" if answer.status in (404, 410) else "no_answer"
                raise Refused(code, path=target.address)
            content = _body(answer, target, budget, limit, cut=cut)
    except (http.client.HTTPException, OSError, ValueError):
        _ = budget.seconds  # the end of time is said as such
        raise Refused("no_answer", path=target.address) from None
    finally:
        watch.cancel()
        connection.cut()
        connection.close()
    _ = budget.seconds
    return target.address, content


def _body(
    answer: http.client.HTTPResponse, target: Target, budget: Budget, limit: int, *, cut: bool
) -> bytes:
    """The content as it comes, counted; unpacked where the server packed it all the same."""
    chunks: Iterable[bytes] = iter(lambda: answer.read1(BLOCK), b"")
    packing = str(answer.headers.get("Content-Encoding", "identity")).lower()
    if packing in ("gzip", "x-gzip"):
        chunks = unpacked(chunks, target.address, budget)
    elif packing not in ("", "identity"):
        raise Refused("no_answer", path=target.address)
    content = gather(chunks, target.address, budget, limit, cut=cut)
    if packing == "identity" and len(content) < limit and answer.length not in (None, 0):
        raise Refused("no_answer", path=target.address)
    return content


def gather(chunks: Iterable[bytes], path: str, budget: Budget, limit: int, *, cut: bool = False) -> bytes:
    """The chunks in one, no more than `limit` bytes of them; where it may be `cut`, so many and no more."""
    content = bytearray()
    for chunk in chunks:
        _ = budget.seconds
        budget.spend_bytes(len(chunk), path)
        content += chunk
        if len(content) > limit:
            if cut:
                return bytes(content[:limit])
            raise Refused("too_large", path=path, limit=max(1, limit // MEGABYTE))
    return bytes(content)


def unpacked(chunks: Iterable[bytes], path: str, budget: Budget) -> Iterator[bytes]:
    """What a gzip stream holds, in small pieces. Refused `damaged` or, past the ratio, `bomb`."""
    unpacker, taken, given = zlib.decompressobj(GZIP), 0, 0
    for chunk in chunks:
        taken += len(chunk)
        left = chunk
        while left and not unpacker.eof:
            try:
                piece = unpacker.decompress(left, BLOCK)
            except zlib.error:
                raise Refused("damaged", path=path) from None
            left, given = unpacker.unconsumed_tail, given + len(piece)
            if given > MEGABYTE and given > budget.rules.ratio * taken:
                raise Refused("bomb", path=path)
            yield piece
    if not unpacker.eof:
        raise Refused("damaged", path=path)


def _machine(target: Target, budget: Budget, resolver: Resolver) -> str:
    """The address to connect to; Refused `private_address` where one of the host's is not public."""
    answers: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def look() -> None:
        try:
            answers.put(resolver(target.host, target.port))
        except (OSError, UnicodeError, ValueError):
            answers.put([])

    threading.Thread(target=look, daemon=True).start()  # a resolver has no time limit of its own
    try:
        found = answers.get(timeout=budget.seconds)
    except queue.Empty:
        raise Refused("too_slow", seconds=int(budget.rules.seconds)) from None
    if not found:
        raise Refused("unknown_host", host=target.host)
    if not target.allowed and not all(map(is_public, found)):
        raise Refused("private_address", target=target.address)
    return min(found, key=lambda address: ":" in address)  # IPv4 first: few small servers have IPv6


class _Pinned(http.client.HTTPConnection):
    """A connection to the machine that was looked at; the certificate is checked for the name."""

    def __init__(self, target: Target, machine: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._machine, self._secure = machine, target.scheme == "https"
        self.default_port = 443 if self._secure else 80  # said in the Host header where it is another
        self._socket: socket.socket | None = None

    def connect(self) -> None:
        """The socket, with TLS where the address asks for it."""
        self._socket = socket.create_connection((self._machine, self.port), timeout=self.timeout)
        if self._secure:
            secured = ssl.create_default_context().wrap_socket(
                self._socket, server_hostname=self.host, do_handshake_on_connect=False
            )
            self._socket = secured
            secured.do_handshake()
        self.sock = self._socket

    def cut(self) -> None:
        """Ends whatever is under way, from any thread."""
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
