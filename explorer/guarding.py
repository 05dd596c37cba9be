"""What the explorer says to browsers that it may not be used for, and what it does not answer to.

Every answer has headers that keep a page from being framed, from running or asking anything of another
origin, from being taken for another type. A connection is taken from its own origin only: another port of the
same machine is another origin. What Streamlit tells of its process is not told. Pure ASGI, no Streamlit.

Sources: Content Security Policy Level 3 (W3C), RFC 6454 (origins), RFC 9110 § 10.1.3.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse, Response

from explorer.packing import App, Message, Receive, Send

CLOSED = ("/_stcore/metrics", "/_stcore/agent")  # what the process does, and how it can be driven
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(page: str, frames: Iterable[str] = ()) -> dict[str, str]:
    """The headers of every answer. `page` is Streamlit's own page, whose scripts are known by their hashes.

    `frames` are the origins whose pages may show the explorer in a frame.
    """
    inside = [f"'sha256-{_digest(text)}'" for text in SCRIPT.findall(page)]
    ancestors = " ".join(frames) or "'none'"
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", *inside)),
        "style-src": "'self' 'unsafe-inline'",  # Vega and Streamlit set the style of elements
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    told = {
        "content-security-policy": "; ".join(f"{name} {values}" for name, values in rules.items()),
        **FIXED,
    }
    return told if frames else {**told, "x-frame-options": "DENY"}


class Guarding:
    """The middleware. `origins` are those that may connect besides the explorer's own, as `https://…`."""

    def __init__(self, app: App, headers: dict[str, str], origins: Iterable[str] = ()) -> None:
        self._app = app
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]
        self._origins = frozenset(origin.rstrip("/").lower() for origin in origins)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request, or one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if any(closed in str(scope.get("path", "")) for closed in CLOSED):
            await self._refuse(scope, receive, send, PlainTextResponse("not found", 404))
        elif scope["type"] == "websocket" and not self._own(scope):
            await self._refuse(scope, receive, send, PlainTextResponse("another origin", 403))
        else:
            await self._app(scope, receive, self._dressed(send))

    def _own(self, scope: Message) -> bool:
        """Whether it is a page of the explorer's own address that connects; a program has no origin."""
        told = {name.lower(): str(value, "latin-1").lower() for name, value in scope["headers"]}
        origin = told.get(b"origin")
        if origin is None or origin in self._origins:
            return True
        return bool(urlsplit(origin).netloc == told.get(b"host", ""))

    async def _refuse(self, scope: Message, receive: Receive, send: Send, answer: Response) -> None:
        """Another answer than the application's; to a connection, that it is not taken."""
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await answer(scope, receive, self._dressed(send))

    def _dressed(self, send: Send) -> Send:
        """What sends an answer with the headers; one that a part has set itself stays."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                more = [pair for pair in self._headers if pair[0] not in there]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        return dressed


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
