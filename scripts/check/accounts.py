"""The accounts check: no resource of a package goes without a word.

Tables are the rows check's, with a schema or without. Of a file that is no table, that it is there, and its
size and hash where they are declared, is all that can be asked: it is counted, and the verdict is whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.descriptor import is_safe_path
from scripts.reading.rows.form import JSON, KINDS, word_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.check.subject import Subject
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Resource


def check(subject: Subject) -> Iterator[Issue]:
    """Nothing; files that are no tables are counted."""
    yield from ()
    for resource in subject.package().resources:
        if (
            resource.schema
            or resource.name in subject.unreadable | subject.absent
            or is_tabular(subject.source, resource)
        ):
            continue
        for path in resource.paths:
            if is_safe_path(path):
                subject.counted("present", 1)


def is_tabular(source: Source, resource: Resource) -> bool:
    """True for a table without schema: it says so, or its format does, or it is a list of rows."""
    extra = resource.extra
    if extra.get("type") == "table" or extra.get("profile") == "tabular-data-resource":
        return True
    if extra.get("data") is not None:
        return isinstance(extra["data"], list)
    first = next(iter(resource.paths), "")
    word = word_of(words_of(resource.format, resource.mediatype, first), table=False)
    return _holds_a_list(source.file(first)) if KINDS.get(word) == JSON else bool(word)


def _holds_a_list(file: Path) -> bool:
    """True for a JSON file that is a list; an object is no table."""
    try:
        with file.open("rb") as stream:
            return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    except (OSError, ValueError):
        return False
