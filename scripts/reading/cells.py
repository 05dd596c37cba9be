"""Every cell of every table as one row: for rules that speak of any cell, whatever its table.

Of small tables as an Arrow table; of a large one as a query of DuckDB over its CSV, of which nothing is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from scripts.reading import identifiers
from scripts.reading.columnar.plain import scanned
from scripts.reading.sql import literal
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.columnar.plain import PlainCsv
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Texts

_SCHEMA = pa.schema(
    [*((name, pa.string()) for name in ("identifier", "table", "field", "value")), ("key", pa.int64())]
)


def build(package: Package, cells: Mapping[str, Texts]) -> pa.Table:
    """The columns identifier, table, field, value and key.

    `value` is the text of the file, null for a missing value; `key` is the place of the field in the row's
    key, from 1, null for another field. `cells` has the rows of each table as texts, by resource name. A
    table without a key, or that `cells` lacks, is left out.
    """
    columns: dict[str, list[str | int | None]] = {name: [] for name in _SCHEMA.names}
    for resource in package.tables:
        rows = cells.get(resource.name, ())
        names = identifiers.of_rows(resource, rows)
        if not names:
            continue
        key = schema_of(resource).row_key
        for place, field in enumerate(schema_of(resource).fields):
            in_key = key.index(field.name) + 1 if field.name in key else None
            missing = frozenset(schema_of(resource).missing_values_of(field))
            columns["identifier"] += names
            columns["table"] += [resource.name] * len(names)
            columns["field"] += [field.name] * len(names)
            columns["value"] += [None if row[place] in missing else row[place] for row in rows]
            columns["key"] += [in_key] * len(names)
    return pa.table(columns, schema=_SCHEMA)


def query(resource: Resource, texts: PlainCsv) -> str:
    """The same of one large table, as a query over its file. "" for a table without a key."""
    schema = schema_of(resource)
    key, columns = schema.row_key, [f"c{place}" for place, _ in enumerate(schema.fields)]
    if not key:
        return ""
    at = dict(zip(schema.field_names, columns, strict=True))
    values = []
    for field, column in zip(schema.fields, columns, strict=True):
        missing = ", ".join(literal(str(text)) for text in schema.missing_values_of(field))
        values.append(f"CASE WHEN {column} NOT IN ({missing}) THEN {column} END" if missing else column)
    told = ", ".join(f"{value} AS {column}" for value, column in zip(values, columns, strict=True))
    names = " ".join(f"WHEN '{column}' THEN {literal(name)}" for name, column in at.items())
    places = " ".join(f"WHEN '{at[name]}' THEN {place}" for place, name in enumerate(key, start=1))
    own = identifiers.expression(resource, [at[name] for name in key])
    rows = f"SELECT {own} AS identifier, {told} FROM {scanned(texts, columns)}"
    return (
        f'SELECT identifier, {literal(resource.name)} AS "table", CASE place {names} END AS field, "value", '
        f'CASE place {places} END AS "key" '
        f'FROM ({rows}) UNPIVOT INCLUDE NULLS ("value" FOR place IN ({", ".join(columns)}))'
    )
