"""One server and one Chromium for all browser tests; every page is watched for requests and complaints."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.chromium import find

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
# Streamlit looks for its server below the page's own address first.
HARMLESS = ("/_stcore/health", "/_stcore/host-config")
LOOKS = {
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
    """A page, what it asked of other machines, what it complained of."""

    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """The page of that address, drawn to the end."""
        self.page.goto(address)
        return self.settled()

    def settled(self) -> Page:
        """The page once the server has nothing more to say."""
        expect(
            self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        ).to_be_visible()
        expect(self.page.locator("h1")).to_be_visible()
        return self.page


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[str]:
    """The address of the explorer, showing the release that scripts/ made of the real package."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "explorer/server.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--", "--release", str(published)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address + "_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the address answers; fails when the process ends or patience does."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (its own address)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the explorer did not answer at {address}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = find()
    if path is None:
        assert "CI" not in os.environ, "no Chromium on this machine: python tests/chromium.py --install"
        pytest.skip("no Chromium on this machine: python tests/chromium.py --install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """A context for each look, kept so that what was fetched once is not fetched again."""
    made: dict[str, BrowserContext] = {}

    def context(look: str) -> BrowserContext:
        if look not in made:
            made[look] = chromium.new_context(**LOOKS[look])  # type: ignore[arg-type]
            made[look].set_default_timeout(BUSY)
        return made[look]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def watch(contexts: Callable[[str], BrowserContext], server: str) -> Iterator[Callable[[str], Watched]]:
    """A new page in a look, watched; closed after the test."""
    host = urlsplit(server).netloc
    pages: list[Page] = []

    def new(look: str) -> Watched:
        watched = Watched(contexts(look).new_page())
        pages.append(watched.page)

        def note(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
                watched.outside.append(request.url)

        def listen(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.location.get("url", "").endswith(HARMLESS):
                watched.complaints.append(f"{message.text} ({message.location.get('url')})")

        watched.page.on("request", note)
        watched.page.on("console", listen)
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        return watched

    yield new
    for page in pages:
        page.close()
