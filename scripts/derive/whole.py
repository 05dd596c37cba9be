"""Tables as a release has them, their texts and their values: one way for all that reads more than a cell.

What publishes, shows or rules reads what would be published, whatever the source is written in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scripts.derive import canonical
from scripts.derive.expand import expand
from scripts.reading.tables import read_cells, to_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Files
    from scripts.reading.tables import Row


class Table(NamedTuple):
    """A resource whose schema is that of a release, its rows as texts, and typed."""

    resource: Resource
    cells: Sequence[Row]
    typed: pa.Table


class Whole(NamedTuple):
    """A package with all that is derived of it but addresses; texts and typed tables by resource name."""

    package: Package
    cells: dict[str, Sequence[Row]]
    typed: dict[str, pa.Table]


def table(files: Files, resource: Resource) -> Table:
    """One table of a package. SourceError where it cannot be read, or typed."""
    plain, cells = canonical.table(resource, read_cells(files, resource))
    return Table(plain, cells, to_table(plain, cells))


def of(package: Package, tables: Mapping[str, Table]) -> Whole:
    """The package whose tables these are, with its figures named and its cuts. DerivingError."""
    own = {name: found.resource for name, found in tables.items()}
    resources = tuple(own.get(resource.name, resource) for resource in package.resources)
    made, cells = expand(
        replace(package, resources=resources), {name: found.cells for name, found in tables.items()}
    )
    typed = {
        r.name: tables[r.name].typed if own.get(r.name) is r else to_table(r, cells[r.name])
        for r in made.tables
    }
    return Whole(made, cells, typed)
