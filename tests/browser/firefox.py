"""A Firefox that one drives by WebDriver BiDi (W3C), without a driver beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from tests.browser.watching import PATIENCE, free_port

NAMES = ("firefox", "firefox-esr")
# Names are looked up nowhere: nothing leaves the machine, and what would have is in `outside`.
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.dns.disabled": True,
    "ui.prefersReducedMotion": 1,
}


class Firefox:
    """A tab; `complaints` and `outside` are what its page said and asked since it was opened."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._sent = socket, 0
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self._host = ""
        told = self._call("session.new", capabilities={})["capabilities"]
        self.version = f"Firefox {told['browserVersion']}"
        self._call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._tab = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def size(self, width: int, height: int) -> None:
        """The page at that size, in pixels."""
        self._call(
            "browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height}
        )

    def open(self, address: str) -> None:
        """The page of that address, loaded; what was said before is forgotten."""
        self.complaints, self.outside, self._host = [], [], urlsplit(address).netloc
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def ask(self, expression: str) -> Any:
        """What an expression is worth in the page. RuntimeError where it raises."""
        target = {"context": self._tab}
        said = self._call(
            "script.evaluate", expression=f"JSON.stringify({expression})", target=target, awaitPromise=True
        )
        if said["type"] != "success":
            raise RuntimeError(said["exceptionDetails"]["text"])
        return json.loads(said["result"].get("value", "null"))

    def _call(self, method: str, **parameters: Any) -> Any:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv(timeout=PATIENCE))
            if told.get("id") == self._sent:
                if told["type"] == "error":
                    raise RuntimeError(f"{method}: {told['message']}")
                return told["result"]
            self._hear(told.get("method"), told.get("params", {}))

    def _hear(self, event: str | None, told: dict[str, Any]) -> None:
        if event == "log.entryAdded" and told["level"] == "error":
            self.complaints.append(str(told["text"]))
        if event == "network.beforeRequestSent":
            parts = urlsplit(told["request"]["url"])
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
                self.outside.append(told["request"]["url"])


def missing() -> str:
    """What would have to be installed, or nothing."""
    return "" if any(map(shutil.which, NAMES)) else "firefox-esr"


@contextmanager
def firefox() -> Iterator[Firefox]:
    """One that has never been used. RuntimeError where it does not answer."""
    port, program = free_port(), next(filter(None, map(shutil.which, NAMES)))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in PREFERENCES.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            f"--remote-debugging-port={port}",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with _connected(f"ws://127.0.0.1:{port}/session") as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _connected(address: str) -> ClientConnection:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return connect(address, max_size=None, proxy=None)
        except (OSError, WebSocketException):
            time.sleep(0.2)
    raise RuntimeError(f"Firefox did not answer at {address}")
