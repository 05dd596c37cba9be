"""What two descriptions alone tell of a difference, before any table is read.

Whatever is told here the whole comparison tells too, and it demands no smaller a step. What follows from rows
is left to it: the fields of cuts, and that an empty cell means « no value » where a file has no such cell.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.derive import canonical, cuts, figures
from scripts.derive.base import Base
from scripts.derive.declared import PROPERTY, declared
from scripts.derive.source import source_of
from scripts.publish.diff import blobs, shapes
from scripts.publish.diff.compare import Difference, Edition
from scripts.publish.diff.shapes import SchemaChange
from scripts.reading.model.versions import Level
from scripts.write.content import released

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Package, Resource


def foretold(old: Package, new: Package) -> Difference:
    """What of the changes from a release to what a source package will be is known of their descriptions.

    DerivingError where the new one declares what cannot be derived.
    """
    return Difference(
        old=Edition(old.name, old.version),
        new=Edition(new.name, new.version),
        schema=tuple(_changes(old, new)),
        changes=(),
        shapes={},
        rekeyed={},
    )


def _changes(old: Package, new: Package) -> Iterator[SchemaChange]:
    """The changes that are certain."""
    made = replace(new, resources=tuple(map(_made, new.resources)))
    source = source_of(made)
    was: set[str] = set()
    now: set[str] = set()
    if source is not None:
        now = {cut.name for cut in declared(new)}
        was = {r.name for r in old.tables if r.extra.get("kind") == cuts.KIND}
        old = replace(old, resources=tuple(r for r in old.resources if r.name not in was))
        with Base(made, dict.fromkeys((r.name for r in made.tables), ())) as base:
            published, _ = figures.build(base)
        resources = tuple(published if r is source else r for r in made.resources)
        extra = {name: value for name, value in made.extra.items() if name != PROPERTY}
        made = replace(made, resources=resources, extra=extra)
    for name in sorted(was - now - {r.name for r in made.tables}):
        yield SchemaChange("table-removed", name, "", "", None, None, Level.MAJOR)
    for name in sorted(now - was - {r.name for r in old.tables}):
        yield SchemaChange("table-added", name, "", "", None, None, Level.MINOR)
    for change in (*shapes.compare(old, made), *blobs.compare(old, {}, made, {}, frozenset())):
        of_rows = (change.what, change.property) == ("retyped", "missingValues")
        if change.table not in was | now and not of_rows:
            yield change


def _made(resource: Resource) -> Resource:
    """The resource as a release has it, whatever its rows."""
    return resource if resource.schema is None else released(canonical.table(resource, (), strict=False)[0])
