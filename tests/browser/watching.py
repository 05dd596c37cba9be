"""An explorer that answers, a Chromium in a look, and pages watched for what they ask and complain of."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, expect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for the server to answer
BUSY = 30_000  # milliseconds that a page may take on a machine that has much else to do
expect.set_options(timeout=BUSY)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves the machine; `outside` tells
)
UNDRAWN = '[data-testid="stVegaLiteChart"]:not(:has(svg.marks)), [data-testid="stSkeleton"]'
# Streamlit looks for its server below the page's own address first.
HARMLESS = ("/_stcore/health", "/_stcore/host-config")
LOOKS: dict[str, dict[str, Any]] = {
    "tablet": {"viewport": {"width": 820, "height": 1180}, "color_scheme": "light"},
    "desktop": {"viewport": {"width": 1280, "height": 2400}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 2400}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "light",
        "is_mobile": True,
        "has_touch": True,
    },
}


@dataclass
class Watched:
    """A tab, what its page asked of other machines, what it complained of."""

    page: Page
    host: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str) -> Page:
        """The page of that address, loaded anew and drawn to the end; what was said before is forgotten."""
        self.outside.clear()
        self.complaints.clear()
        self.page.goto(address)
        return self.settled()

    def settled(self) -> Page:
        """The page once the server has nothing more to say and every chart is drawn."""
        expect(
            self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        ).to_be_visible()
        expect(self.page.locator("h1")).to_be_visible()
        expect(self.page.locator(UNDRAWN)).to_have_count(0)
        return self.page

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self.outside.append(request.url)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location.get("url", "").endswith(HARMLESS):
            self.complaints.append(f"{message.text} ({message.location.get('url')})")


def free_port() -> int:
    """A port of the loopback at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(release: Path, *options: str) -> Iterator[str]:
    """The address of the explorer showing that release, so. RuntimeError where it does not answer."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "explorer/server.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--", "--release", str(release), *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address + "_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the address answers."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (its own address)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"nothing answered at {address}")
