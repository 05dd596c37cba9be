"""Files of the release have addresses of their own: given piece by piece, the last once the hash is right."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from explorer.giving import Giving
from explorer.packing import Message, Receive, Send
from explorer.published import Release, open_release
from explorer.sockets import at_once
from explorer.stores import PIECE, ReleaseError
from tests import explorer_release as made

LARGE = "data/large.csv"


async def pages(scope: Message, receive: Receive, send: Send) -> None:
    """What stands behind: the pages."""
    del scope, receive
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"a page"})


def get(release: Release, path: str, method: str = "GET") -> tuple[int, dict[bytes, bytes], list[bytes]]:
    """Status, headers and pieces of an answer; what stops it in the middle is raised."""
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": path, "headers": [],
        "asgi": {"version": "3.0", "spec_version": "2.4"},
    }  # fmt: skip
    with ThreadPoolExecutor(1) as thread:  # the browser tests leave a loop running in this one
        try:
            thread.submit(asyncio.run, Giving(pages, lambda: release)(scope, receive, send)).result()
        finally:
            SENT[:] = [message.get("body", b"") for message in sent[1:]]
    return sent[0]["status"], dict(sent[0]["headers"]), [body for body in SENT if body]


SENT: list[bytes] = []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release with a file of several pieces."""
    folder = made.make_release(tmp_path / "release")
    made.add_table(folder, "large", [{"a": "x" * 1000}] * 3000)
    return folder


def opened(folder: Path) -> Release:
    return open_release(str(folder), held=5000)


def test_every_file_is_given_as_it_is_with_its_name_and_size(folder: Path) -> None:
    release = opened(folder)
    for file in release.files:
        status, headers, pieces = get(release, f"/release/{file.path}")
        content = (folder / file.path).read_bytes()
        assert (status, b"".join(pieces)) == (200, content)
        assert headers[b"content-length"] == str(len(content)).encode()
        assert file.path.rsplit("/", 1)[-1].encode() in headers[b"content-disposition"]
        assert max(map(len, pieces)) <= PIECE
    assert len(pieces_of(release)) > 2


def pieces_of(release: Release) -> list[bytes]:
    return get(release, f"/base/of/pages/release/{LARGE}")[2]


def test_only_files_of_the_release_are_given(folder: Path) -> None:
    (folder / "other.txt").write_text("secret", encoding="utf-8")
    release = opened(folder)
    for path in ("other.txt", "../other.txt", "", "data/", "/etc/passwd"):
        assert get(release, f"/release/{path}")[0] == 404
    for path in ("/", "/data", "/released/x", "/release"):
        assert get(release, path)[2] == [b"a page"]
    assert get(release, f"/release/{LARGE}", "POST")[2] == [b"a page"]
    assert get(release, f"/release/{LARGE}", "HEAD")[2] == []


def test_a_file_that_was_changed_never_comes_whole(folder: Path) -> None:
    """A small one is refused; of a large one the last piece is missing."""
    release = opened(folder)
    content = (folder / LARGE).read_bytes()
    (folder / LARGE).write_bytes(b"y" + content[1:])
    with pytest.raises(ReleaseError):
        get(release, f"/release/{LARGE}")
    assert 0 < sum(map(len, SENT)) < len(content)
    (folder / "data/actors.csv").write_bytes(b"z" * (folder / "data/actors.csv").stat().st_size)
    status, _, pieces = get(release, "/release/data/actors.csv")
    assert status == 502
    assert b"zzz" not in b"".join(pieces)


def test_what_a_server_says_leaves_at_once() -> None:
    """A connection does not wait for the message before to be acknowledged, however the socket was made."""
    with socket.socket() as listening, socket.socket() as other:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert at_once() >= 1
        other.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not other.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
