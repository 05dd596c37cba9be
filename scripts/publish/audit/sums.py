"""SHA256SUMS holds both ways: every file that it names is there, with that checksum, and no other."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from scripts.publish.shelf import latest
from scripts.reading.descriptor import is_safe_path, read_text
from scripts.reading.digests import sha256_of
from scripts.reading.issues import Issue, from_error, issue
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64}) [ *](?P<path>.+)")
# What is added to a release when it is signed, or cannot be in the list: the list itself, and the whole zip.
UNLISTED = frozenset({SUMS, f"{SUMS}.sig", "allowed_signers"})


def check(release: Audited) -> Iterator[Issue]:
    """What is wrong with the checksums of a release."""
    listed: dict[str, str] = {}
    if (release.base / SUMS).is_file():
        yield from _list(release.base, SUMS, listed)
        yield from _files(release, listed)
    else:
        yield issue("missing-file", "sums", path=SUMS)
    there, links = walk(release.base)
    for path in sorted(links):
        yield issue("extra-file", "link", path=path)
    beside: dict[str, str] = {}
    yield from _archives(release, there, listed, beside)
    if listed:
        for path in sorted(there - {*listed, *beside, *UNLISTED}):
            yield issue("extra-file", path=path)
    yield from _files(release, {path: sha256 for path, sha256 in beside.items() if sha256})


def _archives(
    release: Audited, there: set[str], listed: dict[str, str], beside: dict[str, str]
) -> Iterator[Issue]:
    """Fill `beside` from the lists of the zips; what is wrong with them. A list itself has no checksum ("").

    The zip of everything cannot be in SHA256SUMS: its list lies beside it. `latest` has one more, of all zips
    under the names that stay: they are of the same bytes.
    """
    whole, version = whole_name(release), str(release.source.descriptor.get("version", ""))
    own, staying = f"{whole}.sha256", f"{latest.stable(whole, version)}.sha256"
    named: dict[str, str] = {}
    if own in there:
        yield from _list(release.base, own, named)
    if (own in there or whole in there) and whole not in named:
        yield issue("missing-file", "archive", path=own)
    beside |= {own: "", whole: named.get(whole, "")}
    if staying not in there:
        return
    known = {latest.stable(path, version): sha256 for path, sha256 in {**listed, **named}.items()}
    again: dict[str, str] = {}
    yield from _list(release.base, staying, again)
    for path, sha256 in again.items():
        if known.get(path, sha256) != sha256:
            yield issue("checksum-error", path=path, value=sha256, expected=known[path])
    beside |= {path: sha256 for path, sha256 in again.items() if path in known} | {staying: ""}


def whole_name(release: Audited) -> str:
    """The name of the zip of everything."""
    descriptor = release.source.descriptor
    return f"{descriptor.get('name', '')}-{descriptor.get('version', '')}.zip"


def listed_in(base: Path) -> dict[str, str]:
    """SHA-256 by path, of the lines of SHA256SUMS that are as they should be."""
    listed: dict[str, str] = {}
    for _ in _list(base, SUMS, listed):
        pass
    return listed


def walk(base: Path) -> tuple[set[str], set[str]]:
    """The paths of the files below a folder, and those of the links in it, which are not followed."""
    files: set[str] = set()
    links: set[str] = set()
    for folder, folders, names in os.walk(base):
        for name in (*folders, *names):
            path = Path(folder) / name
            shown = path.relative_to(base).as_posix()
            if path.is_symlink():
                links.add(shown)
            elif name in names:
                files.add(shown)
    return files, links


def _list(base: Path, name: str, listed: dict[str, str]) -> Iterator[Issue]:
    """Fill `listed` from the lines of a list of checksums; what is wrong with them."""
    try:
        lines = read_text(base / name, shown=name).splitlines()
    except SourceError as error:
        yield from_error(error)
        return
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield issue("checksum-error", "line", path=name, line=number, value=line)
        elif not is_safe_path(match["path"]) or str(PurePosixPath(match["path"])) != match["path"]:
            yield issue("unsafe-path", path=name, line=number, value=match["path"])
        elif match["path"] in listed:
            yield issue("checksum-error", "duplicate", path=name, line=number, value=match["path"])
        else:
            listed[match["path"]] = match["sha256"]


def _files(release: Audited, listed: dict[str, str]) -> Iterator[Issue]:
    """The files named are there, and have that checksum."""
    for path, expected in listed.items():
        if not release.has([path]):
            if not os.path.lexists(release.base / path):
                left = path in release.apart
                yield issue("check-skipped", "apart", path=path) if left else issue("missing-file", path=path)
            elif not (release.base / path).is_symlink():
                yield issue("missing-file", "not-a-file", path=path)
            continue
        try:
            found = sha256_of(release.base / path)
        except OSError as error:
            yield issue("scheme-error", path=path, note=error.strerror or error)
            continue
        release.counted("files", 1)
        if found != expected:
            yield issue("checksum-error", path=path, value=found, expected=expected)
