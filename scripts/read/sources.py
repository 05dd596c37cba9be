"""Opening what the user names: a descriptor, a folder with one, a zip with one at its top, or their address.

A zip is unpacked into a temporary folder after a look at every member: a name that leads outside, a link, a
password, too many members or too many bytes are refused before anything is written.
"""

from __future__ import annotations

import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.model.errors import SourceError
from scripts.read.descriptor import is_safe_path, load

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from scripts.read.descriptor import Source

SUMS = "SHA256SUMS"
BUILD = "build.json"
MEMBER_LIMIT = 10_000
SIZE_LIMIT = 2 * 2**30
_CHUNK = 2**20


@contextmanager
def open_source(target: str, *, allow_loopback: bool = False) -> Iterator[Source]:
    """The Source at `target`, for as long as the context lasts. SourceError where there is none.

    An https address is downloaded first; `allow_loopback` takes http addresses of this machine too.
    """
    if "://" in target:
        import tempfile

        from scripts.read.fetch import fetch

        with tempfile.TemporaryDirectory(prefix="datapackage-") as folder:
            limits = {"members": MEMBER_LIMIT, "room": SIZE_LIMIT}
            found = fetch(target, Path(folder), allow_loopback=allow_loopback, **limits)
            with _opened(found, target) as source:
                yield source
        return
    with _opened(Path(target), target) as source:
        yield source


@contextmanager
def _opened(path: Path, target: str) -> Iterator[Source]:
    """The Source at a path of this machine, which the user named `target`."""
    _reached(path, target)
    if not is_zip(path):
        yield load(path, shown=target)
        return
    import tempfile

    with tempfile.TemporaryDirectory(prefix="datapackage-") as folder:
        _unpack(path, target, Path(folder))
        yield load(Path(folder), shown=target)


def _reached(path: Path, shown: str) -> None:
    """Nothing, or SourceError where the system will not even say whether the path is there."""
    try:
        path.exists()
    except (OSError, ValueError) as error:
        note = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{shown}: {note}", code="scheme-error", path=shown, note=note) from None


def is_zip(path: Path) -> bool:
    """True for a file that is called a zip, or that begins like one."""
    if not path.is_file():
        return False
    if path.suffix.lower() == ".zip":
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def _unpack(path: Path, shown: str, folder: Path) -> None:
    """The members of a zip as files below `folder`. SourceError where any of them is refused."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            members = _checked(archive, shown)
            room = SIZE_LIMIT
            for member in members:
                room = _extract(archive, member, folder, room, shown)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _refused(shown, "default", str(error), note=str(error)) from None


def _checked(archive: zipfile.ZipFile, shown: str) -> list[zipfile.ZipInfo]:
    """The files of an archive, every one of them safe to write."""
    found = archive.infolist()
    if len(found) > MEMBER_LIMIT:
        note = f"{len(found)} files, the limit is {MEMBER_LIMIT}"
        raise _refused(shown, "too-many", note, found=len(found), limit=MEMBER_LIMIT)
    if sum(member.file_size for member in found) > SIZE_LIMIT:
        raise _too_large(shown)
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


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, room: int, shown: str) -> int:
    """Write one member below `folder`; what is left of `room`, whatever size the archive claims."""
    target = folder / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as written:
        while chunk := source.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise _too_large(shown)
            written.write(chunk)
    return room


def _refused(shown: str, variant: str, why: str, **arguments: Any) -> SourceError:
    return SourceError(f"{shown}: {why}", code="compression-error", path=shown, variant=variant, **arguments)


def _too_large(shown: str) -> SourceError:
    limit = SIZE_LIMIT // 2**30
    return _refused(
        shown,
        "too-large",
        f"more than {limit} GiB once opened",
        limit_fr=f"{limit} Gio",
        limit_en=f"{limit} GiB",
    )


def _unsafe(shown: str, variant: str, member: str) -> SourceError:
    why = "a symbolic link" if variant == "member-link" else "would be written outside the package's folder"
    return SourceError(
        f"{shown}: « {member} »: {why}; nothing was extracted",
        code="unsafe-path",
        path=shown,
        variant=variant,
        value=member,
    )


def is_release(source: Source) -> bool:
    """True for a package that was published: it has its checksums or says how it was built."""
    there = any((source.base / name).is_file() for name in (SUMS, BUILD))
    return there and source.path.name == "datapackage.json"
