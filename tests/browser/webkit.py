"""A WebKit (the engine of Safari; its GTK port) that one drives by WebDriver (W3C)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.browser.watching import PATIENCE, free_port, wait_for

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
BROWSERS = "webkit*gtk-*/MiniBrowser"  # below /usr/lib/<machine>
QUIET = {
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # root has none, and the page is our own
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
}


class WebKit:
    """A window. WebDriver tells neither what a page complained of nor what it asked: both stay empty."""

    def __init__(self, server: str, browser: Path) -> None:
        self._session = server
        options = {"binary": str(browser), "args": ["--automation"]}
        told = self._call(
            "POST", "/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        )
        self._session = f"{server}/session/{told['sessionId']}"
        self.version = f"WebKitGTK {told['capabilities']['browserVersion']}"
        self.complaints: list[str] = []
        self.outside: list[str] = []

    def size(self, width: int, height: int) -> None:
        """The window at that size, in pixels, or as near as it goes."""
        self._call("POST", "/window/rect", {"width": width, "height": height})

    def open(self, address: str) -> None:
        """The page of that address, loaded."""
        self._call("POST", "/url", {"url": address})

    def ask(self, expression: str) -> Any:
        """What an expression is worth in the page. RuntimeError where it raises."""
        return self._call("POST", "/execute/sync", {"script": f"return {expression}", "args": []})

    def close(self) -> None:
        """The window closed."""
        self._call("DELETE", "")

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._session + path, data, method=method)  # noqa: S310 (its own)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 (as above)
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None


def missing() -> str:
    """What would have to be installed, or nothing."""
    wanted = {"webkit2gtk-driver": shutil.which(DRIVER) and _browser(), "xvfb": _has_screen()}
    return " ".join(name for name, there in wanted.items() if not there)


@contextmanager
def webkit() -> Iterator[WebKit]:
    """One on a screen that nobody sees where there is no screen. RuntimeError where it does not answer."""
    browser = _browser()
    assert browser is not None
    port, env = free_port(), os.environ | QUIET
    with ExitStack() as running:
        if "DISPLAY" not in os.environ:
            env["DISPLAY"] = _screen(running)
        driver = _start([DRIVER, f"--port={port}"], env, running)
        server = f"http://127.0.0.1:{port}"
        wait_for(f"{server}/status", driver)
        window = WebKit(server, browser)
        try:
            yield window
        finally:
            window.close()


def _browser() -> Path | None:
    return next((path for path in sorted(Path("/usr/lib").glob(f"*/{BROWSERS}"), reverse=True)), None)


def _has_screen() -> bool:
    return "DISPLAY" in os.environ or shutil.which(SCREEN) is not None


def _screen(running: ExitStack) -> str:
    """The name of a screen of its own, which the server chooses."""
    reading, writing = os.pipe()
    command = [SCREEN, "-displayfd", str(writing), "-screen", "0", "1600x1400x24", "-nolisten", "tcp"]
    _start(command, os.environ, running, keep=(writing,))
    os.close(writing)
    with os.fdopen(reading) as told:
        return f":{told.readline().strip()}"


def _start(
    command: list[str], env: Any, running: ExitStack, keep: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=keep
    )
    running.callback(process.wait, timeout=PATIENCE)
    running.callback(process.terminate)
    return process
