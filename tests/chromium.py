"""A Chromium for the browser tests: where it is, and how to get one.

`find()` names it; `python tests/chromium.py --install` installs one where there is none: Debian's package
where this is Debian and apt-get may be used, else the build that Playwright brings for itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """The path of a Chromium, or None: the one that CHROMIUM names, else the system's, else Playwright's."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return named
    return str(MAC) if MAC.exists() else _of_playwright()


def _of_playwright() -> str | None:
    """The path of the browser that Playwright installed for itself, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install one. CalledProcessError where neither way works."""
    as_root = _as_root()
    if _is_debian() and shutil.which("apt-get") and as_root is not None:
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        subprocess.run([*apt, "update"], check=True, stdin=subprocess.DEVNULL)
        packages = ["chromium", "fonts-dejavu-core"]
        subprocess.run(
            [*apt, "install", "--yes", "--no-install-recommends", *packages],
            check=True,
            stdin=subprocess.DEVNULL,
        )
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _is_debian() -> bool:
    """True on Debian itself: elsewhere the package of that name may be an empty shell."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _as_root() -> list[str] | None:
    """What to put before a command that root must run: nothing for root, sudo without a password, or None."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    return ["sudo", "-n"] if allowed else None


def main() -> int:
    """Say where Chromium is; with --install, get one first where there is none.

    1 where that failed under continuous integration; elsewhere the browser tests are skipped, and say so.
    """
    path = find()
    if path is None and "--install" in sys.argv[1:]:
        print("No Chromium here: installing one for the browser tests", flush=True)
        try:
            install()
        except subprocess.CalledProcessError as error:
            print(f"It could not be installed: {error}", file=sys.stderr)
        path = find()
    print(f"Chromium: {path or 'none; the browser tests will be skipped (CHROMIUM=path names one)'}")
    return int(path is None and "CI" in os.environ)


if __name__ == "__main__":
    sys.exit(main())
