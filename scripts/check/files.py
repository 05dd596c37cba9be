"""The files check: the files named are there and as they should be, and no CSV file goes unnamed.

It reads the JSON and not the model, so that it runs even when the descriptor has errors.
"""

from __future__ import annotations

import codecs
import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.check.contents import faults, other_kind
from scripts.check.places import Places, objects
from scripts.reading import recognise
from scripts.reading.descriptor import is_inside, is_safe_path, to_resource
from scripts.reading.issues import LANGUAGES, Issue, from_error, issue
from scripts.reading.rows.form import DELIMITED, KINDS, packing, word_of, words_of
from scripts.reading.rows.packed import BROKEN, COMPRESSIONS, unpacked
from scripts.reading.saves import HEAD, is_plain, recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.check.positions import Pointer
    from scripts.check.subject import Subject
    from scripts.reading.descriptor import Source

# What is told of a file that can be looked at.
_READ = ("bom", "read-as")
_DIGESTS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong with the files of a package."""
    source = subject.source
    yield from map(from_error, source.told)
    places = Places(source)
    resources = list(objects(source.descriptor.get("resources"), ("resources",)))
    listed: set[str] = set()
    total = sum(_size(source.file(path)) for _, resource in resources for path in _there(source, resource))
    read = 0
    for pointer, resource in resources:
        name = places.resource(pointer)
        paths = list(_there(source, resource))
        listed.update(str(PurePosixPath(path)) for path in paths_of(resource))
        encoding, wrong = _encoding(resource, pointer, places)
        yield from wrong
        for path in paths:
            size = _size(source.file(path))
            tell = partial(_tell, subject, read, size, total)
            tell(0)
            saved = _saved(source, path, resource) if subject.house else None
            for item in [saved] if saved else _file(source, path, resource, tell, encoding):
                yield item._replace(resource=name, path=path)
            subject.counted("files", 1)
            read += size
        if len(paths) == 1:
            yield from _integrity(source, paths[0], resource, pointer, places)
    yield from _unlisted(source.base, listed)
    yield from _words(source)


def _words(source: Source) -> Iterator[Issue]:
    """The descriptor and the files that it is made of are NFC too: their titles are published."""
    for path in sorted({source.path.name, *source.references.values()}):
        try:
            found = list(faults(source.file(path), None, form="json"))
        except OSError:
            continue
        yield from (item._replace(path=path) for item in found if item.code == "unicode-form")


def paths_of(resource: dict[str, Any]) -> Iterator[str]:
    """The paths of a resource that lead into the package; the others are the descriptor check's."""
    path = resource.get("path")
    for part in path if isinstance(path, list) else [path]:
        if isinstance(part, str) and is_safe_path(part):
            yield part


def _there(source: Source, resource: dict[str, Any]) -> Iterator[str]:
    """The paths of a resource whose files can be looked at, those that were fetched among them."""
    absent = (error for error in source.told if error.code not in _READ)
    told = {error.path or error.arguments.get("value") for error in absent}
    inside = set(paths_of(resource))
    path = resource.get("path")
    for part in path if isinstance(path, list) else [path]:
        if isinstance(part, str) and part not in told and (part in inside or part in source.places):
            yield part


def _format(resource: dict[str, Any], path: str) -> str:
    """The word that says how a file is written, "" for none that is known; csv for a table that says none."""
    said, media, inner = (str(resource.get(name) or "") for name in ("format", "mediatype", "innerpath"))
    words = words_of(said, media, inner or path)
    table = bool(resource.get("schema")) or resource.get("type") == "table"
    return word_of(words, table=table) or ("csv" if not words and (table or "://" in path) else "")


def _encoding(resource: dict[str, Any], pointer: Pointer, places: Places) -> tuple[str, list[Issue]]:
    """The encoding declared, "" for one that nobody knows, and what is to be said of it."""
    value, at = resource.get("encoding", "utf-8"), (*pointer, "encoding")
    if not isinstance(value, str):
        return "utf-8", []
    try:
        codecs.getincrementaldecoder(value)
        "".encode(value)  # a LookupError for what is no encoding of texts
    except (LookupError, ValueError):
        return "", [places.issue("encoding-error", "unknown", at, value=value)]
    if codecs.lookup(value).name == "utf-8":
        return value, []
    return value, [places.issue("encoding-error", "other", at, value=value)]


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
    source: Source, path: str, resource: dict[str, Any], tell: Callable[[int], None], encoding: str
) -> Iterator[Issue]:
    """What is wrong with one file of a resource, without their names."""
    file, form, packed = source.file(path), _format(resource, path), packing(resource, path)
    if path not in source.places and not is_inside(source.base, path):
        yield issue("unsafe-path", "link", value=path)
        return
    try:
        if not file.exists():
            yield issue("scheme-error", "no-file")
        elif not file.is_file():
            yield issue("scheme-error", "not-a-file")
        elif packed[0] not in ("", *COMPRESSIONS):
            return  # the rows check says that it is not read
        elif KINDS.get(form) != DELIMITED:
            yield from _kind(file, form, packed)
        elif encoding:
            end = _terminator(resource)
            yield from faults(file, end, packed, tell, encoding=encoding, form=form, budget=source.budget)
    except OSError as error:
        yield issue("scheme-error", note=error.strerror or error)


def _saved(source: Source, path: str, resource: dict[str, Any]) -> Issue | None:
    """The issue of a table of plain CSV that a spreadsheet set to French saved: one, for all of it."""
    table = to_resource(resource)
    if table.schema is None or not is_plain(table) or not source.has(path):
        return None
    try:
        with source.file(path).open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return None
    if (found := recognised(head, table.schema, whole=len(head) < HEAD)) is None:
        return None
    how = {f"how_{lang}": found.told(lang) for lang in LANGUAGES}
    place = {"file": f"{source.where}{path}", "package": source.where.rstrip("/")}
    return issue("excel-save", "elsewhere" if source.where else "default", line=1, **place, **how)


def _kind(file: Path, form: str, packed: tuple[str, str]) -> Iterator[Issue]:
    """The file is what it is said to be, as far as its beginning tells."""
    try:
        with unpacked(file.open("rb"), *packed) as stream:
            found = other_kind(stream.read(recognise.HEAD), form)
    except BROKEN as error:
        found = issue("compression-error", "packed", note=str(error) or type(error).__name__)
    if found is not None:
        yield found


def _terminator(resource: dict[str, Any]) -> str | None:
    """The line terminator that the dialect declares; None where it does not."""
    dialect = resource.get("dialect")
    value = dialect.get("lineTerminator") if isinstance(dialect, dict) else None
    return value if value in ("\n", "\r\n", "\r") else None


def _integrity(
    source: Source, path: str, resource: dict[str, Any], pointer: Pointer, places: Places
) -> Iterator[Issue]:
    """Size and hash are those declared."""
    size, declared, file = resource.get("bytes"), resource.get("hash"), source.file(path)
    try:
        if not file.is_file() or (path not in source.places and not is_inside(source.base, path)):
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
