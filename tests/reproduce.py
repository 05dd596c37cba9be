"""`make reproduce`: the release of this checkout, built again in other places, is the same to the last byte.

Three builds, each by the command that people use: here; in another folder under another time zone, locale,
hash seed, umask and home; and from a `git archive`, where there is no .git: that of the tag of this version
where there is one, else that of HEAD. Where the tag's program is not today's, its tables must be the same,
by the content hashes of build.json, and its CSV files byte by byte; else every file must.

Prints a table and writes its figures to tests/quality/reproduce.json. Exit code 1 where anything differs.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.dist import newest

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "tests" / "quality" / "reproduce.json"
SHOWN = 10

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"}
MADE_FROM = ("datapackage.json", "datapackage", "scripts")


@dataclass(frozen=True)
class Build:
    """A release somewhere: what was built, and the bytes, mode and time of each of its files."""

    name: str
    folder: Path
    files: dict[str, tuple[str, int, int]]

    @property
    def tables(self) -> dict[str, str]:
        """The content hash of each table."""
        told = json.loads((self.folder / "build.json").read_text(encoding="utf-8"))["tables"]
        return {name: table["content_hash"] for name, table in told.items()}


def build(name: str, checkout: Path, place: Path, environment: dict[str, str], umask: int) -> Build:
    """The release that the command makes of a checkout, run in `place`."""
    place.mkdir(parents=True)
    command = [sys.executable, "-m", "scripts", "publish", str(checkout), "--dist", "dist"]
    done = subprocess.run(
        command,
        cwd=place,
        umask=umask,
        env={**os.environ, "PYTHONPATH": str(checkout), "HOME": str(place), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{name}: not published\n{done.stderr}")
    folder = newest(place / "dist")
    return Build(name, folder, files(folder))


def files(folder: Path) -> dict[str, tuple[str, int, int]]:
    """SHA-256, mode and time of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mode,
            int(path.stat().st_mtime),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(one: Build, other: Build, *, data_only: bool = False) -> list[str]:
    """The files that are not the same in both, or the tables whose content is not."""
    paths = {path for path in {*one.files, *other.files} if not data_only or path.startswith("data/")}
    found = sorted(path for path in paths if one.files.get(path) != other.files.get(path))
    names = {*one.tables, *other.tables}
    return found + sorted(f"table {n}" for n in names if one.tables.get(n) != other.tables.get(n))


def archive(ref: str, place: Path) -> Path:
    """The tree of a tag or commit in a folder, without any .git."""
    place.mkdir(parents=True)
    packed = place.parent / f"{place.name}.tar"
    subprocess.run(["git", "archive", "--output", str(packed), ref], cwd=ROOT, check=True)
    with tarfile.open(packed) as tar:
        tar.extractall(place, filter="data")
    return place


def git(*arguments: str) -> tuple[bool, str]:
    """Whether git agrees, and what it says."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout.strip()


def source_of_archive() -> tuple[str, bool]:
    """The tag of this version, else HEAD; and whether all that a release is made from is the same there."""
    version = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
    tag = f"v{version}"
    ref = tag if git("rev-parse", "--verify", "--quiet", f"refs/tags/{tag}")[0] else "HEAD"
    same, _ = git("diff", "--quiet", ref, "--", *MADE_FROM)
    return ref, same


def main() -> int:
    """Build, compare, print, write."""
    if not git("rev-parse", "HEAD")[0]:
        sys.exit("make reproduce rebuilds from a git archive: run it in a git checkout")
    ref, same = source_of_archive()
    with tempfile.TemporaryDirectory(prefix="reproduce-") as folder:
        place = Path(folder)
        here = build("here", ROOT, place / "here", HERE, 0o022)
        elsewhere = build("elsewhere", ROOT, place / "other place" / "é", ELSEWHERE, 0o077)
        unpacked = archive(ref, place / "archive")
        archived = build(f"archive of {ref}", unpacked, place / "from archive", HERE, 0o027)
        data_only = ref != "HEAD" and not same
        results = [
            ("another folder, time zone, locale, hash seed, umask", differing(here, elsewhere)),
            (f"git archive of {ref}, without .git", differing(here, archived, data_only=data_only)),
        ]
        count, tables = len(here.files), len(here.tables)
        size = sum(path.stat().st_size for path in here.folder.rglob("*") if path.is_file())
        version = here.folder.name
    print(f"Release {version}: {count} files, {tables} tables, {size / 1e6:.1f} MB")
    for what, found in results:
        print(f"  {what:<55} {'same' if not found else f'{len(found)} differ'}")
        for path in found[:SHOWN]:
            print(f"    {path}")
    if data_only:
        print(f"  (the program is not that of {ref}: its tables are compared, not its pages)")
    RESULT.parent.mkdir(exist_ok=True)
    figures = {
        "version": version,
        "files": count,
        "tables": tables,
        "builds": 1 + len(results),
        "archive": "tag" if ref != "HEAD" else "HEAD",
        "differences": {"elsewhere": len(results[0][1]), "archive": len(results[1][1])},
    }
    RESULT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return int(any(found for _, found in results))


if __name__ == "__main__":
    sys.exit(main())
