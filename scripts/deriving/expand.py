"""A source package → the same with its figures named and its cuts, for whatever reads more than one table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.deriving import cuts, figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.model import Package
    from scripts.tables import Row


def expand(package: Package, cells: Mapping[str, Sequence[Row]]) -> tuple[Package, dict[str, Sequence[Row]]]:
    """The package with the published table of figures and its cuts, and the texts of all its tables.

    A package without a table of figures, or whose figures have their identifiers already (a release), is
    given back as it is. ReleaseError where something cannot be derived.
    """
    texts = dict(cells)
    if figures.source_of(package) is None:
        return package, texts
    table, rows = figures.build(package, texts)
    texts[table.name] = rows
    named = tuple(table if r.name == table.name else r for r in package.resources)
    package = replace(package, resources=named)
    made = cuts.build(package, texts)
    texts |= {resource.name: rows for resource, rows in made}
    extra = {key: value for key, value in package.extra.items() if key != cuts.PROPERTY}
    return replace(package, resources=(*(r for r, _ in made), *named), extra=extra), texts
