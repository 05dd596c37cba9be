"""Of some figures, the question to lead with, chosen from the data: no code here knows a figure by its name.

A question is a study's, of one indicator: all the dimensions of its values are the same but one, along which
they are compared. Chosen is one with three values or more that are not in doubt, if there is one; of those
the newest; then that of most such values; then the first by the positions of its codes. Where two sources
differ about a value, or a value is below zero, a question is not chosen: two bars would say what is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import compute

from scripts.derive.figures import INDICATOR, UNIT, VALUE
from scripts.derive.source import IDENTIFIER
from scripts.reading import identifiers
from scripts.reading.columnar.values import batches
from scripts.reading.tables import schema_of
from scripts.write import data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

STUDY, YEAR, SOURCE, STATUS = "study", "year", "source", "status"
DOUBT = "U"

_BESIDE = (VALUE, UNIT, STATUS, "qualifier", "year_end", "base_n", "base_status", SOURCE, "page")
_ONE = (STUDY, INDICATOR, YEAR)  # what no question compares
_ENOUGH = 3
_SURE, _WHEN = "~sure", "~when"  # in the name of no field


@dataclass(frozen=True, slots=True)
class Question:
    """The dimension along which values are compared, those that are the same, the rows, the highest first."""

    along: str
    same: Sequence[str]
    rows: pa.Table


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question before its rows are sought: what its values share, and its rank among others.

    The rank is whether there are enough values, how new they are, how many they are.
    """

    along: str
    same: dict[str, Any]
    rank: tuple[int, ...]


def best(release: Release, facts: Resource, names: pa.ChunkedArray) -> Question | None:
    """The one of the figures of these names; None where none of them has a value that can be compared."""
    schema = schema_of(facts)
    rows = _ranked(_known(release, facts, names))
    keyed = {key.fields[0] for key in schema.foreign_keys}
    dimensions = [name for name in identifiers.dimensions(schema) if name != SOURCE]
    lines = [name for name in dimensions if name in keyed and name not in _ONE]
    found = [asked for name in lines if (asked := _asked(release, facts, rows, name, dimensions))]
    if not found:
        return None
    chosen = max(found, key=lambda one: one.rank)
    kept = rows.filter(compute.is_valid(rows.column(chosen.along)))
    for name, value in chosen.same.items():
        column = kept.column(name)
        kept = kept.filter(compute.is_null(column) if value is None else compute.equal(column, value))
    order = [(VALUE, "descending"), (chosen.along, "ascending")]
    return Question(chosen.along, list(chosen.same), kept.sort_by(order).drop_columns([_SURE, _WHEN]))


def _known(release: Release, facts: Resource, names: pa.ChunkedArray) -> pa.Table:
    """The figures of these names that have a value."""
    schema = schema_of(facts)
    wanted = [IDENTIFIER, *identifiers.dimensions(schema), *(n for n in _BESIDE if n in schema.field_names)]
    values, asked = release.tables[facts.name], names.combine_chunks()
    kept = pa.Table.from_batches([], pa.schema([values.schema.field(n) for n in dict.fromkeys(wanted)]))
    for batch in batches(values, kept.column_names):
        mine = compute.is_in(batch.column(IDENTIFIER), value_set=asked)
        found = batch.filter(compute.and_(mine, compute.is_valid(batch.column(VALUE))))
        kept = pa.concat_tables([kept, pa.Table.from_batches([found])])
    return kept


def _ranked(rows: pa.Table) -> pa.Table:
    """The same figures; whether each is not in doubt, as 1 or 0, and its year, 0 where there is none."""
    names = rows.column_names
    sure = compute.not_equal(compute.fill_null(rows.column(STATUS), ""), DOUBT) if STATUS in names else None
    year = compute.fill_null(rows.column(YEAR), 0) if YEAR in names else pa.repeat(0, rows.num_rows)
    ones = pa.repeat(1, rows.num_rows) if sure is None else compute.cast(sure, pa.int64())
    return rows.append_column(_SURE, ones).append_column(_WHEN, year)


def _asked(
    release: Release, facts: Resource, rows: pa.Table, along: str, dimensions: Sequence[str]
) -> _Asked | None:
    """Of the questions along a dimension, the one to lead with."""
    same = [name for name in dimensions if name != along]
    counts = [(VALUE, "count"), (VALUE, "min"), (along, "count_distinct"), (_SURE, "sum"), (_WHEN, "max")]
    found = (
        rows.filter(compute.is_valid(rows.column(along))).group_by(same, use_threads=False).aggregate(counts)
    )
    single = compute.equal(found.column(f"{VALUE}_count"), found.column(f"{along}_count_distinct"))
    found = found.filter(compute.and_(single, compute.greater_equal(found.column(f"{VALUE}_min"), 0)))
    asked = [
        _Asked(along, {name: one[name] for name in same}, (min(sure, _ENOUGH), one[f"{_WHEN}_max"], sure))
        for one in found.to_pylist()
        if (sure := one[f"{_SURE}_sum"])
    ]
    first = max((one.rank for one in asked), default=())
    equals = [one for one in asked if one.rank == first]
    codes = {name: {one.same[name] for one in equals} for name in same}
    places = {name: _places(release, facts, name, told) for name, told in codes.items() if len(told) > 1}
    return min(
        equals, key=lambda one: [told.get(one.same[name], 0) for name, told in places.items()], default=None
    )


def _places(release: Release, facts: Resource, name: str, codes: Iterable[Any]) -> dict[Any, int]:
    """The position that the table of a code gives to each of these, where it gives one."""
    rows = of_codes(release, facts, name, codes, "position")
    return {code: row["position"] or 0 for code, row in rows.items()}


def of_codes(
    release: Release, table: Resource, name: str, codes: Iterable[Any], *wanted: str
) -> dict[Any, dict[str, Any]]:
    """What the rows that these codes of a column lead to have in the wanted columns, those that are there."""
    for key in schema_of(table).foreign_keys:
        if key.fields == (name,):
            target = release.package.resource(key.resource)
            there = [column for column in wanted if column in schema_of(target).field_names]
            code = key.reference_fields[0]
            rows = data.of_keys(release.tables[target.name], code, set(codes), [code, *there])
            return {row[code]: row for row in rows if there}
    return {}
