"""The files check: the files named are there and as they should be, and no CSV file goes unnamed.

It reads the JSON and not the model, so that it runs even when the descriptor has errors.
"""

from __future__ import annotations

import codecs
import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.check.contents import faults
from scripts.check.places import Places, objects
from scripts.issues import Issue, issue
from scripts.read.descriptor import is_inside, is_safe_path
from scripts.read.rows.packed import compression_of, plain_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.check.positions import Pointer
    from scripts.check.subject import Subject
    from scripts.read.descriptor import Source

_TEXT_FORMATS = ("csv", "tsv")
_DIGESTS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong with the files of a package."""
    source = subject.source
    places = Places(source)
    resources = list(objects(source.descriptor.get("resources"), ("resources",)))
    listed: set[str] = set()
    total = sum(_size(source.base / path) for _, resource in resources for path in paths_of(resource))
    read = 0
    for pointer, resource in resources:
        name = places.resource(pointer)
        paths = list(paths_of(resource))
        listed.update(str(PurePosixPath(path)) for path in paths)
        encoding = list(_encoding(resource, pointer, places))
        yield from encoding
        for path in paths:
            size = _size(source.base / path)
            tell = partial(_tell, subject, read, size, total)
            tell(0)
            for item in _file(source.base, path, resource, tell, readable=not encoding):
                yield item._replace(resource=name, path=path)
            subject.counted("files", 1)
            read += size
        if len(paths) == 1:
            yield from _integrity(source.base / paths[0], resource, pointer, places)
    yield from _unlisted(source.base, listed)
    yield from _words(source)


def _words(source: Source) -> Iterator[Issue]:
    """The descriptor and the files that it is made of are NFC too: their titles are published."""
    for path in sorted({source.path.name, *source.references.values()}):
        try:
            found = list(faults(source.base / path, None))
        except OSError:
            continue
        yield from (item._replace(path=path) for item in found if item.code == "unicode-form")


def paths_of(resource: dict[str, Any]) -> Iterator[str]:
    """The paths of a resource that lead into the package; the others are the descriptor check's."""
    path = resource.get("path")
    for part in path if isinstance(path, list) else [path]:
        if isinstance(part, str) and is_safe_path(part):
            yield part


def is_csv(resource: dict[str, Any], path: str) -> bool:
    """True for delimited text, by its format or else by its name."""
    written = resource.get("format") or PurePosixPath(plain_name(path)).suffix.lstrip(".")
    return str(written).lower() in _TEXT_FORMATS


def _encoding(resource: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Issue]:
    """The encoding declared is UTF-8."""
    value, at = resource.get("encoding", "utf-8"), (*pointer, "encoding")
    if not isinstance(value, str):
        return
    try:
        if codecs.lookup(value).name != "utf-8":
            yield places.issue("encoding-error", "other", at, value=value)
    except (LookupError, ValueError):
        yield places.issue("encoding-error", "unknown", at, value=value)


def _tell(subject: Subject, before: int, size: int, total: int, part: int) -> None:
    """Tell that a part of a file was looked at, so many bytes before it; a packed file is none the larger."""
    subject.progress("files", before + min(part, size), total)


def _size(file: Path) -> int:
    """The bytes of a file, 0 where there is none."""
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def _file(
    base: Path, path: str, resource: dict[str, Any], tell: Callable[[int], None], *, readable: bool
) -> Iterator[Issue]:
    """What is wrong with one file of a resource, without their names."""
    file = base / path
    if not is_inside(base, path):
        yield issue("unsafe-path", "link", value=path)
        return
    try:
        if not file.exists():
            yield issue("scheme-error", "no-file")
        elif not file.is_file():
            yield issue("scheme-error", "not-a-file")
        elif readable and is_csv(resource, path):
            yield from faults(file, _terminator(resource), compression_of(path), tell)
    except OSError as error:
        yield issue("scheme-error", note=error.strerror or error)


def _terminator(resource: dict[str, Any]) -> str | None:
    """The line terminator that the dialect declares; None where it does not."""
    dialect = resource.get("dialect")
    value = dialect.get("lineTerminator") if isinstance(dialect, dict) else None
    return value if value in ("\n", "\r\n", "\r") else None


def _integrity(file: Path, resource: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Issue]:
    """Size and hash are those declared."""
    size, declared = resource.get("bytes"), resource.get("hash")
    path = resource["path"] if isinstance(resource["path"], str) else resource["path"][0]
    try:
        if not file.is_file() or not is_inside(places.base, path):
            return
        found = file.stat().st_size
        if isinstance(size, int) and found != size:
            at = (*pointer, "bytes")
            yield _about(path, places.issue("byte-count", "default", at, value=found, expected=size))
        if isinstance(declared, str) and declared:
            yield from _hash(file, path, declared, pointer, places)
    except OSError:
        return


def _hash(file: Path, path: str, declared: str, pointer: Pointer, places: Places) -> Iterator[Issue]:
    """The hash is the one declared (`sha256:…`, or a bare MD5 as in version 1)."""
    import hashlib

    at = (*pointer, "hash")
    algorithm, _, expected = declared.rpartition(":")
    if not re.fullmatch("[0-9a-fA-F]+", expected):
        return  # the profile has said so
    algorithm = algorithm or _DIGESTS.get(len(expected), "")
    if algorithm not in _DIGESTS.values():
        yield places.issue("hash-count", "algorithm", at, value=declared)
        return
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, algorithm).hexdigest()
    if found != expected.lower():
        yield _about(path, places.issue("hash-count", "default", at, value=found, expected=expected))


def _about(path: str, item: Issue) -> Issue:
    """The issue with the data file's name in place of the descriptor's."""
    return item._replace(path=path, line=0)


def _unlisted(base: Path, listed: set[str]) -> Iterator[Issue]:
    """The CSV files that no resource names, in the folders that the resources use and below them.

    In the descriptor's own folder only its files count, not what lies below: a release, a test, a copy.
    """
    folders = {PurePosixPath(path).parent for path in listed}
    found: set[str] = set()
    for folder in folders:
        pattern = "*" if folder == PurePosixPath() else "**/*"
        if not is_inside(base, str(folder)):
            continue
        found.update(
            file.relative_to(base).as_posix()
            for file in (base / folder).glob(pattern)
            if file.suffix.lower() == ".csv" and file.is_file()
        )
    for path in sorted(found - listed):
        yield issue("unlisted-file", path=path)
