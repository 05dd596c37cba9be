"""The checkers of `make compat`, in environments of their own: `python tests/compat/install.py FOLDER`.

Never in the project's: one of them would change the version of a package that publishes. Python's go into a
virtual environment from pins with hashes, npm's beside it from their lock file; R, LibreOffice and SQLite's
shell come from Debian where this is Debian and apt-get may be used. What cannot be had is said, and the
table says it too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from chromium import _as_root, _is_debian  # noqa: E402 -- a script beside this folder, not a package

# By program, the packages of Debian that bring it and what the recipes need with it.
DEBIAN = {
    "Rscript": ["r-base-core", "r-cran-jsonlite", "r-cran-readr", "r-cran-readxl", "r-cran-rsqlite"],
    "soffice": ["libreoffice-calc"],
    "sqlite3": ["sqlite3"],
    "npm": ["npm"],
}


def python(folder: Path) -> None:
    """The virtual environment, from nothing. CalledProcessError where a package cannot be had."""
    venv.create(folder, clear=True, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = str(HERE / "requirements.txt")
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", pins], check=True)


def debian() -> None:
    """What Debian has and this machine has not, one after the other."""
    wanted = [program for program in DEBIAN if not shutil.which(program)]
    as_root = _as_root()
    if not wanted:
        return
    if not (_is_debian() and shutil.which("apt-get") and as_root is not None):
        print(f"Not here, and not to be had from Debian: {', '.join(wanted)}")
        return
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _tried([*apt, "update"])
    for program in wanted:
        _tried([*apt, "install", "--yes", "--no-install-recommends", *DEBIAN[program]])


def npm(folder: Path) -> None:
    """The packages of the lock file, where there is npm."""
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    if shutil.which("npm"):
        _tried(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], folder)


def _tried(command: list[str], folder: Path | None = None) -> None:
    """Run a command; where it fails, say so and go on: the table will name what is not there."""
    done = subprocess.run(command, cwd=folder, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        print(f"Failed: {' '.join(command)}")


if __name__ == "__main__":
    home = Path(sys.argv[1])
    python(home)
    debian()
    npm(home / "node")
