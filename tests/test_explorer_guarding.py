"""The explorer is not framed, runs nothing of another origin, and tells nothing of its process."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import streamlit

from explorer import style
from explorer.guarding import CLOSED, Guarding, policy
from explorer.packing import Message, Receive, Send
from explorer.reader import Reader

PAGE = "<html><script>\n  window.ready = false\n</script><script src='./x.js'></script></html>"
HEADERS = policy(PAGE)


async def behind(scope: Message, receive: Receive, send: Send) -> None:
    """What stands behind: it answers everything, and takes every connection."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"x-content-type-options", b"own")]}
    )
    await send({"type": "http.response.body", "body": b"a page"})


def ask(kind: str = "http", path: str = "/", origins: tuple[str, ...] = (), **headers: str) -> list[Message]:
    """What is sent for a request, or for a connection."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    told = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": kind, "method": "GET", "path": path, "headers": told}
    with ThreadPoolExecutor(1) as thread:  # the browser tests leave a loop running in this one
        thread.submit(asyncio.run, Guarding(behind, HEADERS, origins)(scope, receive, send)).result()
    return sent


def rules(headers: dict[str, str]) -> dict[str, str]:
    """The rules of the policy, by name."""
    parts = (part.partition(" ") for part in headers["content-security-policy"].split("; "))
    return {name: values for name, _, values in parts}


def test_every_answer_has_the_headers_and_keeps_its_own() -> None:
    """An error too; what a part of the explorer says itself is not said twice."""
    for path in ("/", "/roles", "/static/x.js", CLOSED[0]):
        told = [(name.decode(), value.decode()) for name, value in ask(path=path)[0]["headers"]]
        assert HEADERS.keys() <= {name for name, _ in told}
        assert len({name for name, _ in told}) == len(told)
    assert (b"x-content-type-options", b"own") in ask()[0]["headers"]


def test_scripts_are_ours_alone_and_none_stands_in_a_page_but_known_by_its_hash() -> None:
    allowed = rules(HEADERS)["script-src"].split()
    assert allowed[0] == "'self'"
    assert [one[:8] for one in allowed[1:]] == ["'sha256-"]
    assert "unsafe" not in rules(HEADERS)["script-src"]
    assert rules(HEADERS)["default-src"] == rules(HEADERS)["connect-src"] == "'self'"


def test_the_page_of_streamlit_has_no_script_that_the_policy_does_not_know() -> None:
    """Whatever its version: each inline script has its hash, and none is set on an element."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    inline = [
        text for text in re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL) if text
    ]
    assert len(rules(policy(page))["script-src"].split()) == 1 + len(inline)
    assert not re.search(r"\son\w+=", page)


def test_our_scripts_stand_in_a_file_called_by_its_content() -> None:
    """What a page tells them is data, in which no quote ends the attribute."""
    element = style.script({"lang": Reader("fr").lang, "words": '"</script><script>alert(1)</script>'})
    assert element.count("<script") == element.count("</script>") == 1
    assert re.fullmatch(r'<script src="\./scripts/[0-9a-f]{16}\.js" data-told="[^"<>]*"></script>', element)
    assert b"currentScript" in style.scripts()


def test_it_is_framed_where_the_operator_says_so_and_nowhere_else() -> None:
    assert rules(HEADERS)["frame-ancestors"] == "'none'"
    assert HEADERS["x-frame-options"] == "DENY"
    framed = policy(PAGE, ["https://example.org"])
    assert rules(framed)["frame-ancestors"] == "https://example.org"
    assert "x-frame-options" not in framed  # which could not name an origin


@pytest.mark.parametrize("path", [*CLOSED, "/behind/a/prefix/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_the_process_does_is_not_told(path: str) -> None:
    assert ask(path=path)[0]["status"] == 404


CONNECTIONS = {
    "the explorer's own page": ({"origin": "http://localhost:8501"}, True),
    "a program": ({}, True),
    "another port of the machine": ({"origin": "http://localhost:8502"}, False),
    "another machine": ({"origin": "https://example.org"}, False),
    "a page of a disk": ({"origin": "null"}, False),
    "a name that begins alike": ({"origin": "http://localhost:8501.example.org"}, False),
    "the address that a proxy stands for": ({"origin": "https://data.example.org"}, True),
}


@pytest.mark.parametrize("case", CONNECTIONS)
def test_who_may_connect(case: str) -> None:
    headers, taken = CONNECTIONS[case]
    sent = ask(
        "websocket", "/_stcore/stream", ("https://data.example.org/",), host="localhost:8501", **headers
    )
    assert [message["type"] for message in sent] == ["websocket.accept" if taken else "websocket.close"]
