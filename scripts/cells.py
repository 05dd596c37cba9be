"""Every cell of every table as one row: for rules that speak of any cell, whatever its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from scripts import identifiers
from scripts.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.model import Package
    from scripts.tables import Row

_SCHEMA = pa.schema([(name, pa.string()) for name in ("identifier", "table", "field", "value")])


def build(package: Package, cells: Mapping[str, Sequence[Row]]) -> pa.Table:
    """The columns identifier, table, field and value (the text of the file, null for a missing value).

    `cells` has the rows of each table as texts, by resource name. A table without a primary key, or that
    `cells` lacks, is left out.
    """
    columns: dict[str, list[str | None]] = {name: [] for name in _SCHEMA.names}
    for resource in package.tables:
        rows = cells.get(resource.name, ())
        names = identifiers.of_rows(resource, rows)
        if not names:
            continue
        for place, field in enumerate(schema_of(resource).fields):
            missing = frozenset(schema_of(resource).missing_values_of(field))
            columns["identifier"] += names
            columns["table"] += [resource.name] * len(names)
            columns["field"] += [field.name] * len(names)
            columns["value"] += [None if row[place] in missing else row[place] for row in rows]
    return pa.table(columns, schema=_SCHEMA)
