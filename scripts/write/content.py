"""What a release is made of, before it is written: the package, its tables, and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scripts.derive import addresses, canonical, fingerprint
from scripts.reading import changelog, descriptor
from scripts.reading.digests import sha256_of
from scripts.reading.exact.records import lost
from scripts.reading.issues.refusals import refused
from scripts.reading.model.package import Dialect
from scripts.reading.rows.form import UnsupportedError, form_of
from scripts.reading.tables import schema_of, to_text, why
from scripts.write import carried

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from scripts.derive.whole import Tables
    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Texts

_ELSEWHERE = ("data", "compression", "innerpath", "scheme")  # how a source is packed, which a release is not


@dataclass(frozen=True, slots=True)
class Content:
    """A package ready to be written: its resources have the paths, the encoding and the dialect of a release.

    `tables` (values) and `cells` (the same rows as texts, "" and the like for no value) are by resource name;
    `files` are those that are carried as they are, by their path in the release; `sources` are the SHA-256 of
    the files that all this was read from, by their path in the source package. `content_hash` is told by who
    keeps the tables.
    """

    package: Package
    issued: dt.date
    tables: Mapping[str, Values]
    cells: Mapping[str, Texts]
    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    content_hash: Callable[[Values], str] = fingerprint.content_hash


def of(source: descriptor.Source, issued: dt.date, tables: Tables) -> Content:
    """The content of a source package that was found valid, with the derived tables last.

    `tables` are its own; those that are large stay where they keep them.

    ReleaseError for what can be published neither as a table nor as a file.
    """
    package = descriptor.to_package(source.descriptor)
    for resource in package.tables:
        _readable(resource)
    package, cells, typed = tables.whole(package)
    files: dict[str, Path] = {}
    resources = [released(r) if r.schema else carried.resource(source, r, files) for r in package.resources]
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
    return Content(package, issued, typed, cells, sources(source), files, tables.keeper.content_hash)


def _readable(resource: Resource) -> None:
    """Nothing, or ReleaseError for what is no table and has a schema, which nobody would hold it to."""
    try:
        form_of(resource)
    except UnsupportedError as error:
        path = next(iter(resource.paths), "data")
        told = why(resource, lost(resource, error))
        raise refused("no_table", name=resource.name, path=path, **told) from None


def released(resource: Resource) -> Resource:
    """The table as every release has it: `data/<name>.csv`, UTF-8, comma, LF, whatever it was read from."""
    return replace(
        resource,
        paths=(f"data/{resource.name}.csv",),
        format="csv",
        mediatype="text/csv",
        encoding="utf-8",
        dialect=Dialect(line_terminator="\n"),
        extra={name: value for name, value in resource.extra.items() if name not in _ELSEWHERE},
    )


def is_released(package: Package) -> bool:
    """True for a package whose tables are as every release has them, with their rows counted."""
    return bool(package.tables) and all(
        resource == released(resource)
        and "rowCount" in resource.extra
        and not any(map(canonical.is_dressed, schema_of(resource).fields))
        for resource in package.tables
    )


def sources(source: descriptor.Source) -> dict[str, str]:
    """The SHA-256 of the descriptor, of the files that it names, and of the changelog."""
    named = (
        path for resource in descriptor.to_package(source.descriptor).resources for path in resource.paths
    )
    paths = {source.path.name, changelog.PATH, *source.references.values(), *named}
    return {path: sha256_of(source.file(path)) for path in sorted(filter(source.has, paths))}
