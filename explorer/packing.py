"""Files of the interface sent packed (gzip), each packed once and kept: 5 MB of scripts are 1.6 on the wire.

Streamlit leaves them as they are, so as not to pack them anew for every visitor. Pure ASGI, no Streamlit.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]
FOLDER = "/static/"
KINDS = (b"javascript", b"css", b"json", b"svg", b"wasm", b"text/")
SMALL = 1_000  # bytes that are not worth it
LARGEST = 64_000_000  # bytes kept in all, far above what the interface has
LEVEL = 3  # a tenth larger than at 6, in half the time: the first visitor waits for it


class Packing:
    """The middleware. A file is known by its path, which changes with its content."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}
        self._size = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request; all but whole files of the interface pass as they are."""
        if not _asks(scope):
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])
        if path not in self._kept:
            answer = await self._ask(scope)
            if answer is None or not await self._pack(path, *answer):
                await self._app(scope, receive, send)
                return
        headers, body = self._kept[path]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _ask(self, scope: Message) -> tuple[list[tuple[bytes, bytes]], bytes] | None:
        """Headers and content of the file, None where the answer is another, or not whole.

        Read to its end whatever the visitor does: Starlette stops at a visitor who leaves (a page that is
        opened again while it loads), and what had come by then would be kept for all who come after.
        """
        start: list[Message] = []
        body = bytearray()

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self._app(scope, _staying(), keep)
        if not start or start[0]["status"] != 200:  # noqa: PLR2004 (the whole file, as asked)
            return None
        headers = list(start[0]["headers"])
        said = {name.lower(): value for name, value in headers}.get(b"content-length")
        if said is not None and int(said) != len(body):
            return None  # not whole: never kept
        return headers, bytes(body)

    async def _pack(self, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> bool:
        """Keeps the file packed; False where it is not worth it."""
        known = {name.lower(): value for name, value in headers}
        worth = any(kind in known.get(b"content-type", b"") for kind in KINDS)
        if b"content-encoding" in known or b"set-cookie" in known or len(body) < SMALL or not worth:
            return False
        packed = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
        if self._size + len(packed) > LARGEST:
            return False
        self._size += len(packed)
        left = [
            pair for pair in headers if pair[0].lower() not in (b"content-length", b"etag", b"accept-ranges")
        ]
        told = [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
        self._kept[path] = ([*left, *told, (b"content-length", str(len(packed)).encode())], packed)
        return True


def _staying() -> Receive:
    """A visitor who asks, and never leaves."""
    asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if not asked:
            await asyncio.Event().wait()  # for ever: whoever listens is stopped at the end of the answer
        return asked.pop()

    return receive


def _asks(scope: Message) -> bool:
    """Whether a whole file of the interface is asked for, by one who takes it packed."""
    if scope["type"] != "http" or scope.get("method") != "GET" or FOLDER not in str(scope.get("path", "")):
        return False
    asked = {name.lower(): value for name, value in scope["headers"]}
    conditional = b"range" in asked or b"if-none-match" in asked or b"if-modified-since" in asked
    return b"gzip" in asked.get(b"accept-encoding", b"") and not conditional
