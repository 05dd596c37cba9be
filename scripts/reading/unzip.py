"""A zip of a package, written into a folder, and where in it the package is.

Every member is looked at first: a name that leads outside, a link, a password, too many members or too many
bytes are refused before anything is written.
"""

from __future__ import annotations

import stat
import struct
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.reading.descriptor import NAME, is_safe_path
from scripts.reading.issues.budget import DEFAULT, Budget, beyond, room
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    import zipfile

_CHUNK = 2**20
_END, _TAIL = b"PK\x05\x06", 22 + 65_535  # the record at the end of a zip, and how far from there it may be
_ENTRY = 46 + 4_096  # bytes of a file in the directory of a zip, its name among them
_BESIDE = "__MACOSX"  # the folder where Finder keeps what is no file of anybody's


def unpack(path: Path, shown: str, folder: Path, budget: Budget = DEFAULT) -> None:
    """The members of a zip as files below `folder`. SourceError where any of them is refused.

    How much may come of it is asked of the size of the zip itself, whatever its members claim.
    """
    import zipfile
    import zlib

    try:
        left, bound = room(budget, path.stat().st_size)
        _entries(path, shown, budget)
        with zipfile.ZipFile(path) as archive:
            members = _checked(archive, shown)
            if sum(member.file_size for member in members) > left:
                raise beyond(budget, bound, shown)
            for member in members:
                left = _extract(archive, member, folder, left)
                if left < 0:
                    raise beyond(budget, bound, shown)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _refused(shown, "default", str(error), note=str(error)) from None


def _entries(path: Path, shown: str, budget: Budget) -> None:
    """Nothing, or SourceError for a directory of too many files, before it is read: each takes 46 bytes."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read()
    at = tail.rfind(_END)
    count, length = struct.unpack_from("<HI", tail, at + 10) if 0 <= at <= len(tail) - 22 else (0, 0)
    if count > budget.files or length > budget.files * _ENTRY:
        raise beyond(budget, "files", shown)


def _checked(archive: zipfile.ZipFile, shown: str) -> list[zipfile.ZipInfo]:
    """The files of an archive, every one of them safe to write."""
    found = archive.infolist()
    names: set[str] = set()
    for member in found:
        name = member.filename
        if not is_safe_path(name) or ":" in name:
            raise _unsafe(shown, "member", name)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise _unsafe(shown, "member-link", name)
        if member.flag_bits & 1:
            raise _refused(shown, "encrypted", f"« {name} » is encrypted", member=name)
        if name.lower() in names:
            raise _refused(shown, "duplicate", f"« {name} » is there twice", member=name)
        names.add(name.lower())
    return [member for member in found if not member.is_dir()]


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, left: int) -> int:
    """Write one member below `folder`; what is `left` then, below 0 where there was no room for it."""
    target = folder / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as written:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                break
            written.write(chunk)
    return left


def _refused(shown: str, variant: str, why: str, **arguments: Any) -> SourceError:
    return SourceError(f"{shown}: {why}", code="compression-error", path=shown, variant=variant, **arguments)


def _unsafe(shown: str, variant: str, member: str) -> SourceError:
    why = "a symbolic link" if variant == "member-link" else "would be written outside the package's folder"
    return SourceError(
        f"{shown}: « {member} »: {why}; nothing was extracted",
        code="unsafe-path",
        path=shown,
        variant=variant,
        value=member,
    )


def top(folder: Path, shown: str) -> Path:
    """The folder of the package in what a zip has left: its top, else the highest one with a descriptor.

    GitHub, Finder and Windows put the folder itself into the zip. SourceError where two are as high.
    """
    found = [
        path.parent
        for path in folder.rglob(NAME)
        if path.is_file() and _BESIDE not in path.relative_to(folder).parts
    ]
    if not found:
        return folder
    depth = min(len(path.parts) for path in found)
    highest = sorted(str(path.relative_to(folder)) for path in found if len(path.parts) == depth)
    if len(highest) > 1:
        raise SourceError(
            f"{shown}: several packages: {', '.join(highest)}",
            code="scheme-error",
            path=shown,
            variant="several",
            found=len(highest),
            value=", ".join(f"{PurePosixPath(path)}/{NAME}" for path in highest),
        )
    return folder / highest[0]
