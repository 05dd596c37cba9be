"""The years of the figures: the first and the last that columns of type `year` of some tables hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from scripts.derive.source import KIND
from scripts.reading import identity
from scripts.reading.columnar.values import batches
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource


class Years(NamedTuple):
    """The first year and the last."""

    first: int
    last: int

    def __str__(self) -> str:
        """Both, as a sentence has them in either language.

        >>> str(Years(2009, 2024)), str(Years(2015, 2015))
        ('2009–2024', '2015')
        """
        return f"{self.first:04}" if self.first == self.last else f"{self.first:04}–{self.last:04}"

    def stated(self) -> dict[str, str]:
        """Them as the period of an identity.

        >>> Years(2009, 2024).stated()
        {'start': '2009', 'end': '2024'}
        """
        return {"start": f"{self.first:04}", "end": f"{self.last:04}"}

    def covered(self, start: str, end: str) -> bool:
        """True where a period that begins and ends so is of exactly these years.

        >>> Years(2009, 2024).covered("2009-03", "2024")
        True
        """
        return {"start": start[:4], "end": end[:4]} == self.stated()


def of_figures(package: Package, tables: Mapping[str, Values]) -> Years | None:
    """The years of the tables of figures that a package has; None where they hold none."""
    facts = [resource for resource in package.tables if resource.extra.get("kind") == KIND]
    return of((resource, tables[resource.name]) for resource in facts if resource.name in tables)


def contradicted(package: Package, tables: Mapping[str, Values]) -> tuple[str, Years] | None:
    """The period that a package states and the years of its figures, where these are others."""
    told, years = identity.of(package), of_figures(package, tables)
    if years is None or not told.start or years.covered(told.start, told.end):
        return None
    return f"{told.start}–{told.end}", years


def of(tables: Iterable[tuple[Resource, Values]]) -> Years | None:
    """The years that these tables hold; None where they hold none."""
    found: list[int] = []
    for resource, values in tables:
        names = [field.name for field in schema_of(resource).fields if field.type == "year"]
        for batch in batches(values, names) if names else ():
            for column in batch.columns:
                bounds = pc.min_max(column)
                found += [year for year in (bounds["min"].as_py(), bounds["max"].as_py()) if year is not None]
    return Years(min(found), max(found)) if found else None
