"""Files at addresses below the pages: those of the release (`release/data/x.csv`), and the pages' scripts.

However large a file is, one piece of it is in memory. The last piece leaves once the hash is right: of a file
that is not, a browser says that it did not come whole. Pure ASGI, no Streamlit.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from explorer.packing import App, Message, Receive, Send
from explorer.stores import ReleaseError
from explorer.style import PLACE as SCRIPTS
from explorer.style import name, scripts

if TYPE_CHECKING:
    from explorer.published import File, Release  # what it needs is loaded once the server has started

PLACE = "/release/"
KEPT = {  # a file that is called by its content
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
}


class Giving:
    """The middleware. `release` gives what is shown; every other address passes to the pages."""

    def __init__(self, app: App, release: Callable[[], Release]) -> None:
        self._app, self._release = app, release

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and str(scope["path"]).endswith(f"/{SCRIPTS}{name()}"):
            await Response(scripts(), headers=KEPT)(scope, receive, send)
            return
        _, asked, path = str(scope.get("path", "")).partition(PLACE)
        if scope["type"] != "http" or not asked or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        answer = await asyncio.to_thread(self._answer, path, scope["method"])
        await answer(scope, receive, send)

    def _answer(self, path: str, method: str) -> Response:
        """The file, or why it is not given."""
        try:
            release = self._release()
            file = next((file for file in release.files if file.path == path), None)
            if file is None:
                return PlainTextResponse("no such file in the release", 404)
            if method == "HEAD":
                return Response(headers=_headers(file))
            pieces = release.pieces(file)
            first = next(
                pieces
            )  # what is not there, or is small and not right, is said before anything is sent
        except ReleaseError as error:
            return PlainTextResponse(str(error), 502)
        return StreamingResponse(chain((first,), pieces), headers=_headers(file))


def _headers(file: File) -> dict[str, str]:
    kind = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
    name = quote(file.path.rsplit("/", 1)[-1])
    told = {
        "content-type": kind,
        "content-disposition": f"attachment; filename*=utf-8''{name}",
        "x-content-type-options": "nosniff",
    }
    return told if file.size is None else {**told, "content-length": str(file.size)}
