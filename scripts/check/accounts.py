"""The accounts check: no resource of a package goes without a word.

A table with a schema is the rows check's. One without has nothing to check its values against. Of a file that
is no table, that it is there, and its size and hash where they are declared, is all that can be asked: it is
counted, and the verdict is whole.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.check.files import paths_of
from scripts.check.places import Places, objects
from scripts.read.packed import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.check.subject import Subject
    from scripts.issues import Issue

_TABULAR = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "ndjson", "jsonl")


def check(subject: Subject) -> Iterator[Issue]:
    """What was not checked for want of a schema; files that are no tables are counted."""
    places = Places(subject.source)
    for pointer, resource in objects(subject.source.descriptor.get("resources"), ("resources",)):
        name = places.resource(pointer)
        if isinstance(resource.get("schema"), dict) or name in subject.unreadable:
            continue
        if is_tabular(subject.source.base, resource):
            yield places.issue("check-skipped", "no-schema", pointer)
        else:
            for _ in paths_of(resource):
                subject.counted("present", 1)


def is_tabular(base: Path, resource: Mapping[str, Any]) -> bool:
    """True for a resource that is a table: it says so, or its format does, or it is a list of rows."""
    if resource.get("type") == "table" or resource.get("profile") == "tabular-data-resource":
        return True
    if "data" in resource:
        return isinstance(resource["data"], list)
    path = resource.get("path")
    first = path[0] if isinstance(path, list) and path else path
    named = PurePosixPath(plain_name(first)).suffix.lstrip(".") if isinstance(first, str) else ""
    kind = str(resource.get("format") or named).lower()
    return kind in _TABULAR or (kind == "json" and _holds_a_list(base, resource))


def _holds_a_list(base: Path, resource: Mapping[str, Any]) -> bool:
    """True for a JSON file that is a list; an object is no table."""
    try:
        with (base / next(paths_of(dict(resource)))).open("rb") as stream:
            return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    except (OSError, StopIteration):
        return False
