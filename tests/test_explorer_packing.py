"""Files of the interface are sent packed, each packed once; everything else passes as it is."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.staticfiles import StaticFiles

from explorer.packing import Message, Packing, Receive, Send

SCRIPT = b"export const a = 1;\n" * 500
FILES = {"/static/a.js": (b"text/javascript", SCRIPT), "/static/f.woff2": (b"font/woff2", SCRIPT),
         "/static/small.js": (b"text/javascript", b"1"), "/media/t.csv": (b"text/csv", SCRIPT)}  # fmt: skip


class Files:
    """An application that gives these files, in two parts, and counts how often."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        del receive
        self.asked.append(scope["path"])
        kind, body = FILES.get(scope["path"], (b"text/html", b"not found" * 500))
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"etag", b'"x"')]
        status = 200 if scope["path"] in FILES else 404
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": body[10:]})


def get(
    app: Any, path: str, *, leaves: bool = False, **headers: str
) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and content of an answer, to a visitor who waits for it or `leaves` at once."""
    sent: list[Message] = []

    async def receive() -> Message:
        if leaves:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = {
        "accept-encoding": "gzip, br",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    pairs = [(name.encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": pairs}
    # In a thread: the browser tests leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(one["body"] for one in sent[1:])


def test_a_script_is_packed_once_and_is_the_same_script() -> None:
    files = Files()
    app = Packing(files)
    for _ in range(3):
        status, headers, body = get(app, "/static/a.js")
        assert status == 200
        assert gzip.decompress(body) == SCRIPT
        assert len(body) == int(headers[b"content-length"]) < len(SCRIPT) / 5
        assert (headers[b"content-encoding"], headers[b"vary"]) == (b"gzip", b"Accept-Encoding")
        assert b"etag" not in headers
    assert files.asked == ["/static/a.js"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/static/f.woff2", {}), ("/static/small.js", {}), ("/media/t.csv", {}), ("/static/none.js", {}),
     ("/static/a.js", {"accept_encoding": "br"}), ("/static/a.js", {"range": "bytes=0-9"}),
     ("/static/a.js", {"if_none_match": '"x"'})],
)  # fmt: skip
def test_what_is_not_worth_it_or_asked_in_another_way_passes_as_it_is(
    path: str, headers: dict[str, str]
) -> None:
    direct, through = get(Files(), path, **headers), get(Packing(Files()), path, **headers)
    assert through == direct
    assert b"content-encoding" not in through[1]


def test_a_file_comes_whole_though_the_first_who_asks_for_it_leaves(tmp_path: Path) -> None:
    """A page that is opened again while it loads: the browser drops what it had asked for."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.js").write_bytes(SCRIPT)
    app = Packing(StaticFiles(directory=tmp_path))
    for leaves in (True, False):
        status, headers, body = get(app, "/static/a.js", leaves=leaves)
        assert status == 200
        assert headers[b"content-encoding"] == b"gzip"
        assert gzip.decompress(body) == SCRIPT


def test_a_file_that_comes_cut_is_not_kept() -> None:
    class Cut(Files):
        """Stops after the first part of the first answer."""

        async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
            async def first(message: Message) -> None:
                if len(self.asked) > 1 or message["type"].endswith("start") or message.get("more_body"):
                    await send(message)

            await super().__call__(scope, receive, first)

    app = Packing(Cut())
    assert get(app, "/static/a.js")[2] == SCRIPT
    status, headers, body = get(app, "/static/a.js")
    assert status == 200
    assert headers[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == SCRIPT
