"""The explorer is deployed as a server would: its folder, the reader, its requirements, a release.

`python tests/deploy_check.py [RELEASE]` makes a virtual environment from explorer/requirements.txt in a
temporary folder, copies explorer/, the reader of scripts/ and the release (default dist/latest) there, starts
the server, waits for its health page, runs the first page in both languages, asks for rows in Parquet and
takes a view away. Exit 1, and why, where one of these fails.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds for the server to answer

FIRST_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
for language in ("fr", "en"):
    sys.argv = ["explorer/app.py", "--release", "release"]
    app = AppTest.from_file("explorer/app.py", default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception, app.exception
    assert not app.error, app.error
    bars = sum(block.proto.body.count('class="track') for block in app.get("html"))
    assert bars, "no chart on the first page"
    print(f"first page, {language}: {bars} bars")

from explorer.figures.themes.roles import answers, roles
from explorer.published import open_release
from explorer.takeaway.bundle import files
from explorer.takeaway.view import View
release = open_release("release")
from explorer.asking import ask
from explorer.sieve import Asked
large = next(iter(open_release("release", held=10).large))
print(f"{large.name}, in Parquet: {len(ask(large, Asked()).rows)} rows of a page")
view = View(release, lambda reader: roles(release, reader, answer=answers(release)[0]), "fr")
taken = files(view)
assert taken["chart.pdf"].startswith(b"%PDF"), "no picture to take away"
print(f"taken away: {len(taken)} files")
"""


def main(release: Path) -> int:
    """Deploy, start, look. 0 where all went well."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for part in ("explorer", "scripts/reading"):
            shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "scripts/__init__.py", place / "scripts")
        if (ROOT / ".streamlit").exists():
            shutil.copytree(ROOT / ".streamlit", place / ".streamlit")
        shutil.copytree(release, place / "release")
        python = _environment(place)
        subprocess.run([python, "-c", FIRST_PAGE], check=True, cwd=place, env=_clean(place))
        return _serve(python, place)


def _environment(place: Path) -> Path:
    """The Python of a new environment that holds explorer/requirements.txt."""
    subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)
    python = place / "venv" / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = ["--require-hashes", "--only-binary", ":all:", "-r", "explorer/requirements.txt"]
    subprocess.run([*pip, *pins], check=True, cwd=place)
    return python


def _clean(place: Path) -> dict[str, str]:
    """The environment variables, without what would lead back to this checkout."""
    return {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"} | {"PYTHONPATH": str(place)}


def _serve(python: Path, place: Path) -> int:
    """Start the server and wait for its health page; 1 where it does not come."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [python, "-m", "streamlit", "run", "explorer/server.py", "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", port, "--", "--release", "release"]
    environment = {k: v for k, v in _clean(place).items() if k != "PYTHONPATH"}
    server = subprocess.Popen(command, cwd=place, env=environment)
    try:
        deadline = time.monotonic() + PATIENCE
        while server.poll() is None and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                    print(f"server: {answer.read().decode()}")
                    return 0
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        print(f"The server did not answer within {PATIENCE} seconds", file=sys.stderr)
        return 1
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist" / "latest").resolve()))
