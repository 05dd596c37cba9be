"""What is compared by its digest alone: files that are no tables, tables that cannot be read as such.

What changed in them nobody has looked at: such a change is at least a patch, and a person must judge it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.derive.canonical import is_dressed
from scripts.publish.diff.shapes import SchemaChange, described
from scripts.publish.diff.sheets import compared, is_compared
from scripts.reading.columnar.texts import is_plain
from scripts.reading.digests import digest
from scripts.reading.exact.table import match_of
from scripts.reading.model.versions import Level
from scripts.reading.rows.form import DELIMITED, UnsupportedError, form_of
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package, Resource

CHANGED, UNREAD, UNKNOWN = "file-changed", "table-unread", "file-unknown"
ADDED, REMOVED = "file-added", "file-removed"
KINDS = (REMOVED, ADDED, CHANGED, UNREAD, UNKNOWN)
JUDGED = (CHANGED, UNREAD, UNKNOWN)  # what changed in them, if anything, only a person can tell


def digests(source: Source, package: Package) -> dict[str, str]:
    """The digest of each resource that is not derived, by name; "" for what is not at hand."""
    return {r.name: digest(source, r) for r in package.resources if is_compared(r)}


def alike(old: Package, old_files: Mapping[str, str], new: Package, new_files: Mapping[str, str]) -> set[str]:
    """The tables of which both packages have the same rows, since the same bytes are read in the same way."""
    was = {resource.name: resource for resource in compared(old)}
    both = {r.name for r in compared(new) if r.name in was and (way := _way(r)) and way == _way(was[r.name])}
    return {name for name in both if old_files.get(name) and old_files[name] == new_files.get(name)}


def _way(resource: Resource) -> tuple[object, ...]:
    """How a table is read from its bytes; empty where that is not plain."""
    schema = schema_of(resource)
    try:
        form = form_of(resource)
    except UnsupportedError:
        return ()
    plain = form.kind == DELIMITED and is_plain(form.dialect) and match_of(schema) == "exact"
    if not plain or any(map(is_dressed, schema.fields)):
        return ()
    marks = form.dialect.delimiter, form.dialect.quote_char
    return (schema.field_names, *marks, form.encoding, form.compression, form.inner)


def compare(
    old: Package,
    old_files: Mapping[str, str],
    new: Package,
    new_files: Mapping[str, str],
    unread: AbstractSet[str],
) -> Iterator[SchemaChange]:
    """Every such change. `files` have the digests by resource name, "" for what is not at hand.

    `unread` are the resources of both packages that are no sheets on one side or on both.
    """
    was, now = ({r.name: r for r in p.resources if is_compared(r)} for p in (old, new))
    for name, resource in was.items():
        if name not in now and resource.schema is None:
            yield SchemaChange(REMOVED, name, "", "hash", old_files.get(name), None, Level.MAJOR)
    for name, resource in now.items():
        if name not in was:
            if resource.schema is None:
                yield SchemaChange(ADDED, name, "", "hash", None, new_files.get(name), Level.MINOR)
            continue
        before = was[name]
        if resource.schema is None and before.schema is None:
            yield from described(before, resource)
        if name in unread and (name in old_files or name in new_files):
            tables = resource.schema is not None and before.schema is not None
            yield from _digests(name, old_files.get(name, ""), new_files.get(name, ""), tables=tables)


def _digests(name: str, old: str, new: str, *, tables: bool) -> Iterator[SchemaChange]:
    """What two digests say of a resource."""
    if not old or not new:
        yield SchemaChange(UNKNOWN, name, "", "hash", old or None, new or None, Level.NONE)
    elif old != new:
        yield SchemaChange(UNREAD if tables else CHANGED, name, "", "hash", old, new, Level.PATCH)
