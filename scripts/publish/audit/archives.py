"""The zips of a release hold the files of the folder: none more, none less, the same bytes.

A member is read beside the file that it should be, and no further: what a zip says of its sizes is not
believed, and nothing is written.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from scripts.publish.audit import sums
from scripts.reading.issues import Issue, issue
from scripts.reading.sources import SUMS
from scripts.write import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited

MEMBER_LIMIT = 10_000
_CHUNK = 2**20
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


def check(release: Audited) -> Iterator[Issue]:
    """Where a zip differs from the folder: that of everything, those of the thematic packages."""
    if not release.has([SUMS]):
        return  # nothing says what they should hold, and that is told
    listed = sums.listed_in(release.base)
    whole = sums.whole_name(release)
    if release.has([whole]):
        yield from _archive(release, whole, "", {SUMS, *listed} - apart.read(release.base))
    for path in sorted(listed):
        folder = path.removesuffix(f"-{release.source.descriptor.get('version', '')}.zip") + "/"
        if path.endswith(".zip") and path != whole and release.has([path]):
            inside = {other.removeprefix(folder) for other in listed if other.startswith(folder)}
            yield from _archive(release, path, folder, inside)


def _archive(release: Audited, path: str, folder: str, expected: set[str]) -> Iterator[Issue]:
    """Where one zip differs from the files expected below `folder`."""
    try:
        with zipfile.ZipFile(release.base / path) as archive:
            members = archive.infolist()
            if len(members) > MEMBER_LIMIT:
                yield issue("zip-difference", "unreadable", path=path, note=f"{len(members)} files")
                return
            names = [member.filename for member in members]
            for name in sorted({name for name in names if names.count(name) > 1 or name not in expected}):
                yield issue("zip-difference", "extra", path=path, value=name)
            for name in sorted(expected - set(names)):
                yield issue("zip-difference", "missing", path=path, value=name)
            for member in members:
                if member.filename not in expected or not release.has([folder + member.filename]):
                    continue
                if stat.S_ISLNK(member.external_attr >> 16) or not _same(release, archive, member, folder):
                    yield issue("zip-difference", path=path, value=member.filename)
    except _DAMAGE as error:
        yield issue("zip-difference", "unreadable", path=path, note=str(error) or type(error).__name__)


def _same(release: Audited, archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: str) -> bool:
    """True where a member has the bytes of the file, both read side by side."""
    with archive.open(member) as packed, (release.base / folder / member.filename).open("rb") as there:
        while True:
            one, other = packed.read(_CHUNK), there.read(_CHUNK)
            if one != other:
                return False
            if not one:
                return True
