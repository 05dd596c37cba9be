"""The accounts check: no resource of a package goes without a word.

Tables are the rows check's, with a schema or without. Of a file that is no table, that it is there, and its
size and hash where they are declared, is all that can be asked: it is counted, and the verdict is whole.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scripts.issues import issue
from scripts.read.descriptor import is_safe_path
from scripts.read.rows.form import JSON, KINDS
from scripts.read.rows.packed import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.check.subject import Subject
    from scripts.issues import Issue
    from scripts.model.package import Resource

_TEXTS = ("txt", "text/plain")  # tables where somebody says so, else texts


def check(subject: Subject) -> Iterator[Issue]:
    """What is no table and not here; files that are no tables are counted."""
    for resource in subject.package().resources:
        if (
            resource.schema
            or resource.name in subject.unreadable
            or is_tabular(subject.source.base, resource)
        ):
            continue
        for path in resource.paths:
            if is_safe_path(path):
                subject.counted("present", 1)
            elif "://" in path:
                yield issue("check-skipped", "remote", resource=resource.name, value=path)


def is_tabular(base: Path, resource: Resource) -> bool:
    """True for a table without schema: it says so, or its format does, or it is a list of rows."""
    extra = resource.extra
    if extra.get("type") == "table" or extra.get("profile") == "tabular-data-resource":
        return True
    if extra.get("data") is not None:
        return isinstance(extra["data"], list)
    first = next(iter(resource.paths), "")
    ending = PurePosixPath(plain_name(first.partition("?")[0])).suffix.lstrip(".")
    words = [word.lower() for word in (resource.format, resource.mediatype.partition(";")[0], ending) if word]
    kinds = {KINDS[word] for word in words if word in KINDS and word not in _TEXTS}
    return kinds == {JSON} and _holds_a_list(base / first) if kinds <= {JSON} else True


def _holds_a_list(file: Path) -> bool:
    """True for a JSON file that is a list; an object is no table."""
    try:
        with file.open("rb") as stream:
            return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    except (OSError, ValueError):
        return False
