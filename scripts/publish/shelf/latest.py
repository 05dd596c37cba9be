"""`latest/`: the newest release in a folder of its own, its zips also under names that stay.

The files are the release's own (hard links, copies where the disk has none), so that they take no room, and
the folder changes by one exchange of names where the system can (Linux), else by two renames.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.catalogs.places import LATEST
from scripts.publish.shelf.editions import is_release
from scripts.reading.digests import sha256_of
from scripts.reading.issues.refusals import refused
from scripts.reading.sources import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.shelf.editions import Edition

STAGING = ".staging-"  # what begins so is swept away by the next publish

_HERE = -100  # AT_FDCWD: a path is relative to the working folder (openat(2))
_EXCHANGE = 2  # RENAME_EXCHANGE (renameat2(2))


def ours(dist: Path) -> None:
    """Nothing; ReleaseError where `latest` is there and no release, no empty folder, no link: not ours."""
    place = dist / LATEST
    if place.is_symlink() or not place.exists():
        return
    if not (place.is_dir() and (is_release(place) or not any(place.iterdir()))):
        raise refused("no_release", path=place)


def stable(path: str, version: str) -> str:
    """The name that a zip of a version has in `latest`, whatever its version.

    >>> stable("packages/regional-rates-2.0.1.zip", "2.0.1")
    'packages/regional-rates.zip'
    """
    return f"{path.removesuffix(f'-{version}.zip')}.zip"


def renew(dist: Path, newest: Edition) -> None:
    """`latest` as the newest release has it; left as it is where it is that already.

    ReleaseError where it is a folder of somebody else's.
    """
    ours(dist)
    place, fresh = dist / LATEST, dist / f"{STAGING}{LATEST}"
    wanted = dict(_wanted(newest))
    if _is(place, wanted):
        return
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for path, source in wanted.items():
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, bytes):
            (fresh / path).write_bytes(source)
            shutil.copystat(newest.folder / SUMS, fresh / path)
        else:
            _same(source, fresh / path)
    for folder in sorted((path for path in newest.folder.rglob("*") if path.is_dir()), reverse=True):
        shutil.copystat(folder, fresh / folder.relative_to(newest.folder))
    shutil.copystat(newest.folder, fresh)
    _swap(fresh, place)


def _wanted(newest: Edition) -> Iterator[tuple[str, Path | bytes]]:
    """Each file of `latest`, and the file or the bytes that it is."""
    for path in newest.folder.rglob("*"):
        if not path.is_dir():
            yield path.relative_to(newest.folder).as_posix(), path
    again = {stable(file.path, newest.version): file for file in newest.zips}
    for name, file in again.items():
        yield name, newest.folder / file.path
    if again:
        lines = [f"{file.sha256}  {name}\n" for name, file in again.items()]
        yield f"{stable(newest.whole, newest.version)}.sha256", "".join(lines).encode()


def _is(place: Path, wanted: dict[str, Path | bytes]) -> bool:
    """True where a folder holds these files and no other."""
    if place.is_symlink() or not place.is_dir():
        return False
    there = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir()}
    return there.keys() == wanted.keys() and all(_alike(there[path], wanted[path]) for path in wanted)


def _alike(there: Path, wanted: Path | bytes) -> bool:
    """True where a file is that one, or has the same bytes."""
    if isinstance(wanted, bytes):
        return there.read_bytes() == wanted
    if there.is_symlink():
        return False
    if there.samefile(wanted):
        return True
    return there.stat().st_size == wanted.stat().st_size and sha256_of(there) == sha256_of(wanted)


def _same(source: Path, target: Path) -> None:
    """The file under another name; a copy where the disk does not give it two."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _swap(fresh: Path, place: Path) -> None:
    """`fresh` in the place of what is there, which is then gone."""
    if place.is_symlink():
        place.unlink()
    if not place.exists():
        fresh.rename(place)
    elif _exchange(fresh, place):
        shutil.rmtree(fresh)
    else:
        was = fresh.with_name(f"{STAGING}was-{LATEST}")
        shutil.rmtree(was, ignore_errors=True)
        place.rename(was)
        fresh.rename(place)
        shutil.rmtree(was)


def _exchange(one: Path, other: Path) -> bool:
    """True where two folders have changed names at one stroke, False where the system cannot do that."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(number, os.strerror(number), str(other))
