"""The tables that the pages of a release show code on, chosen once from the schemas and samples of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import compute

from scripts.reading.tables import schema_of
from scripts.write import data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource

SAMPLE = (
    1_000  # rows of each table that are looked at: a table of a million costs what one of a thousand does
)

_PADDED = "^0[0-9]+$"  # what a tool that guesses takes for a number, and cuts the zero


@dataclass(frozen=True, slots=True)
class Shown:
    """A table that is ready to read; and one whose codes start with a zero, to show that they keep it."""

    plain: Resource
    coded: Resource


def choose(package: Package, tables: Mapping[str, Values]) -> Shown:
    """Of a package with tables: the first cut, else the first table; and of those with such codes, one.

    That is the same table where it has some, else one whose key they are, else the first. Where no sample
    shows any, it is the same table. `tables` has the rows by name.
    """
    listed = package.tables
    plain = next((r for r in listed if r.extra.get("kind") == "cut"), listed[0])
    padded = {r.name: found for r in listed if (found := _padded(data.head(tables[r.name], SAMPLE)))}
    coded = [r for r in listed if r.name in padded]
    coded.sort(key=lambda r: (r.name != plain.name, schema_of(r).primary_key != padded[r.name]))
    return Shown(plain, next(iter(coded), plain))


def _padded(sample: pa.Table) -> tuple[str, ...]:
    """The columns of texts in which some value is digits that start with a zero."""
    return tuple(
        field.name
        for field, column in zip(sample.schema, sample.columns, strict=True)
        if pa.types.is_string(field.type)
        and compute.any(compute.match_substring_regex(column, _PADDED)).as_py()
    )
