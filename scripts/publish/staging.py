"""The folder of releases, and how a release enters it whole or not at all.

A release is built in `dist/.staging-<version>`, under a lock that dies with its process; its files are
forced to disk, and one rename makes it `dist/<version>`. Whoever is killed before the rename leaves a staging
folder that the next publish sweeps away; after it, a release that is whole. What lies beside the releases
(`latest/`, the lists of them) follows from them: scripts.publish.shelf.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from scripts.derive.faults import DerivingError
from scripts.publish import signature
from scripts.publish.diff import blobs, sheets
from scripts.publish.diff.stored import is_released
from scripts.publish.shelf.editions import is_release
from scripts.publish.shelf.latest import STAGING
from scripts.reading import descriptor
from scripts.reading.issues import LANGUAGES
from scripts.reading.issues.messages import say
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import ReleaseExists, SourceError
from scripts.write import content
from scripts.write.describe import DESCRIPTOR
from scripts.write.pages import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package

_LOCK = ".lock"
_SHOWN = 5
_AT_ONCE = 8  # files that are forced to disk, which waits more than it works
_ADDED = {signature.SIGNATURE, signature.SIGNERS}
# The derived files, and those that tell their size or their hash.
_FOLLOWS_TOOLS = re.compile(
    r".*\.(parquet|xlsx|sqlite|zip|zip\.sha256)|parquet/datapackage\.json|build\.json|SHA256SUMS"
    r"|index\.html|README\.md|figures/.*\.html|meta/.*|ro-crate-metadata\.json"
)


@contextmanager
def locked(dist: Path) -> Iterator[None]:
    """The folder of releases, made if need be, for one publish at a time; ReleaseError for the second."""
    try:
        dist.mkdir(parents=True, exist_ok=True)
        handle = os.open(dist / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise refused("place", path=dist, note=error.strerror) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise refused("busy", path=dist) from None
    finally:
        os.close(handle)


@contextmanager
def staged(dist: Path, version: str) -> Iterator[Path]:
    """An empty folder to build in, gone at the end unless it was moved; leftovers of the dead go first."""
    for leftover in dist.glob(f"{STAGING}*"):
        is_folder = leftover.is_dir() and not leftover.is_symlink()
        shutil.rmtree(leftover) if is_folder else leftover.unlink()
    folder = dist / f"{STAGING}{version}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def enter(folder: Path, dist: Path, version: str, issued: dt.date) -> Path:
    """The release that a staging folder becomes.

    ReleaseExists where that version is there with other content. Where it is the same, or was made from the
    same source and all that differs follows from other tools: the one that is there, untouched.
    """
    target = dist / version
    if os.path.lexists(target):
        if not is_release(target):
            raise refused("no_release", path=target)
        differing = differences(folder, target)
        if differing and not _other_tools(folder, target, differing):
            found = {"path": target, "version": version, "count": len(differing)}
            raise refused("differs", ReleaseExists, **found, shown=_few(differing))
    else:
        _settle(folder, issued)
        folder.rename(target)
        _sync(dist)
    return target


def alike(dist: Path, source: Source) -> None:
    """Nothing, or ReleaseExists where the version is there already and was made from other source files.

    Known from its `build.json` and its descriptor, and from the bytes of the source; nothing is typed.
    """
    version = str(source.descriptor.get("version", ""))
    target = dist / version
    try:
        known = dict(json.loads((target / build.PATH).read_text(encoding="utf-8")))
        described = json.loads((target / DESCRIPTOR).read_text(encoding="utf-8"))
        there = descriptor.to_package(described)
    except (OSError, ValueError, TypeError, KeyError):
        return
    files = content.sources(source)
    if not version or known.get("source") == {"files": len(files), "sha256": build.digest(files)}:
        return
    differing = _differing(source, there)
    shown = {f"shown_{lang}": _few(differing) or say("refused_words", lang) for lang in LANGUAGES}
    raise refused("otherwise", ReleaseExists, path=target, version=version, **shown)


def _differing(source: Source, there: Package) -> list[str]:
    """The names of what a release does not have as its source says it, cuts left out."""
    package = descriptor.to_package(source.descriptor)
    has = {r.name: r.extra.get("hash") for r in there.resources if sheets.is_compared(r)}
    now = blobs.digests(source, package)
    told = {r.name for r in package.tables if is_released(source.files, r)}  # by the digest of its file
    try:
        with TemporaryDirectory(prefix="alike-") as place:
            _, tables = sheets.read(
                source.files, package, lambda: Path(mkdtemp(dir=place)), plain=True, leave=told
            )
            now |= {name: sheets.digest(sheet) for name, sheet in tables.items()}
    except (SourceError, DerivingError):  # of a table that cannot be read, its bytes must do
        pass
    differing = [name for name, digest in now.items() if name not in has or has[name] not in (digest, None)]
    return differing + [name for name in has if name not in now]


def _few(names: list[str]) -> str:
    """The first of the names; empty where there is none."""
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _other_tools(one: Path, other: Path, differing: list[str]) -> bool:
    """True where two releases hold the same, made by other versions of the tools that `build.json` names."""
    made = []
    for folder in (one, other):
        try:
            made.append(dict(json.loads((folder / "build.json").read_text(encoding="utf-8"))))
        except (OSError, ValueError, TypeError):
            return False
    tools = [build.pop("tools", None) for build in made]
    return tools[0] != tools[1] and made[0] == made[1] and all(map(_FOLLOWS_TOOLS.fullmatch, differing))


def differences(one: Path, other: Path) -> list[str]:
    """The paths of the files that differ between two folders, sorted; a signature may have been added."""
    paths = {*paths_in(one), *paths_in(other)} - _ADDED
    return sorted(path for path in paths if _content(one / path) != _content(other / path))


def paths_in(folder: Path) -> list[str]:
    """The paths of all files below a folder, relative to it, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _content(path: Path) -> bytes | None:
    """A file's bytes, None where there is none."""
    return path.read_bytes() if path.is_file() else None


def _settle(folder: Path, issued: dt.date) -> None:
    """Modes and times that do not depend on who publishes or when; then everything is on the disk."""
    midnight = (issued - dt.date(1970, 1, 1)).days * 86_400
    paths = [*sorted(folder.rglob("*"), reverse=True), folder]
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (midnight, midnight))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(_sync, paths))


def _sync(path: Path) -> None:
    """A file or a folder, forced to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
