"""Every cell of every table as one row: for rules that speak of any cell, whatever its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from scripts.reading import identifiers
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Package
    from scripts.reading.tables import Row

_SCHEMA = pa.schema(
    [*((name, pa.string()) for name in ("identifier", "table", "field", "value")), ("key", pa.int64())]
)


def build(package: Package, cells: Mapping[str, Sequence[Row]]) -> pa.Table:
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
