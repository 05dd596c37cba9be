"""What a release is made of, before it is written: the package, its tables, and the words beside them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scripts.derive import addresses
from scripts.derive.expand import expand
from scripts.model.package import Dialect
from scripts.read import changelog, descriptor
from scripts.read.tables import read_cells, to_table, to_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from scripts.model.package import Package, Resource
    from scripts.read.tables import Row


@dataclass(frozen=True, slots=True)
class Content:
    """A package ready to be written: its resources have the paths, the encoding and the dialect of a release.

    `tables` (typed) and `cells` (the same rows as texts, "" and the like for no value) are by resource name;
    `sources` are the SHA-256 of the files that all this was read from, by their path in the source package.
    """

    package: Package
    issued: dt.date
    tables: Mapping[str, pa.Table]
    cells: Mapping[str, Sequence[Row]]
    sources: Mapping[str, str] = field(default_factory=dict)


def of(source: descriptor.Source, issued: dt.date) -> Content:
    """The content of a source package that was found valid, with the derived tables last."""
    package = descriptor.to_package(source.descriptor)
    package, cells = expand(package, {r.name: read_cells(source.base, r) for r in package.tables})
    typed = {r.name: to_table(r, cells[r.name]) for r in package.tables}
    resources = [released(r) for r in package.tables]
    if any(r.extra.get("kind") in addresses.KINDS for r in package.tables):
        derived, table = addresses.build(package, cells)
        typed[derived.name] = table
        cells[derived.name] = [tuple(map(to_text, row.values())) for row in table.to_pylist()]
        resources.append(released(derived))
    package = replace(
        package,
        resources=tuple(resources),
        extra={"$schema": descriptor.PROFILE, **package.extra, "created": f"{issued.isoformat()}T00:00:00Z"},
    )
    return Content(package, issued, typed, cells, _sources(source))


def released(resource: Resource) -> Resource:
    """The resource as every release has it: `data/<name>.csv`, UTF-8, comma, LF."""
    return replace(
        resource,
        paths=(f"data/{resource.name}.csv",),
        format="csv",
        mediatype="text/csv",
        encoding="utf-8",
        dialect=Dialect(line_terminator="\n"),
    )


def _sources(source: descriptor.Source) -> dict[str, str]:
    """The SHA-256 of the descriptor, of the files that it names, and of the changelog."""
    tables = (path for resource in descriptor.to_package(source.descriptor).tables for path in resource.paths)
    paths = {source.path.name, changelog.PATH, *source.references.values(), *tables}
    there = sorted(path for path in paths if (source.base / path).is_file())
    return {path: hashlib.sha256((source.base / path).read_bytes()).hexdigest() for path in there}
