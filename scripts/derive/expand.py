"""A source package → the same with its figures named, its cuts and labels, for whatever reads many tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.derive import cuts, figures, labelled
from scripts.derive.declared import PROPERTY, declared
from scripts.derive.faults import DerivingError
from scripts.derive.source import source_of
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from scripts.reading.model.package import Package
    from scripts.reading.tables import Texts


def expand(
    package: Package, cells: Mapping[str, Texts], folder: Callable[[], Path] | None = None
) -> tuple[Package, dict[str, Texts]]:
    """The package with the published table of figures, its cuts, and labels; the texts of all its tables.

    Derived tables of many rows are files in a `folder`, where it gives one. A package without a table of
    figures, or whose figures have their identifiers already (a release), is given back as it is.
    DerivingError where something cannot be derived.
    """
    texts = dict(cells)
    source = source_of(package)
    if source is None:
        if found := declared(package):
            raise DerivingError("cut-error", "alone", at=found[0].at, cut=found[0].name)
        return package, texts
    from scripts.derive.base import Base

    with Base(package, cells, folder) as base:
        table, texts[source.name] = figures.build(base)
        resources = tuple(table if r.name == table.name else r for r in package.resources)
        extra = {key: value for key, value in package.extra.items() if key != PROPERTY}
        base.package = replace(package, resources=resources)
        base.enter(table, texts[table.name])
        made = cuts.build(base, schema_of(source).row_key)
        twins = labelled.build(base, texts)
    texts |= {resource.name: rows for resource, rows in (*made, *twins)}
    after = {twin.extra[labelled.OF]: twin for twin, _ in twins}
    whole = (one for r in resources for one in (r, after.get(r.name)) if one)
    return replace(package, resources=(*(r for r, _ in made), *whole), extra=extra), texts
