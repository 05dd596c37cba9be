"""Every cell of every table as one row: for rules that speak of any cell, whatever its table.

Of small tables as an Arrow table; of a large one as a query of DuckDB over its CSV, of which nothing is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from scripts.reading import identifiers
from scripts.reading.rows.delimited import RECORD_MOST
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.columnar.plain import PlainCsv
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Texts

_ROW = "identifier of the row"
_NOWHERE = "\x01 no text is null \x01"
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
    names, key = schema.field_names, schema.row_key
    if not key:
        return ""
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in names)
    file = (
        f"read_csv({_text(str(texts.path))}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = {_text(_NOWHERE)}, max_line_size = {4 * RECORD_MOST}, "
        f"columns = {{{columns}}})"
    )
    values = []
    for field in schema.fields:
        missing = ", ".join(_text(str(text)) for text in schema.missing_values_of(field))
        name = _name(field.name)
        values.append(f"CASE WHEN {name} NOT IN ({missing}) THEN {name} END AS {name}" if missing else name)
    places = " ".join(f"WHEN {_text(name)} THEN {place}" for place, name in enumerate(key, start=1))
    return (
        f'SELECT {_name(_ROW)} AS identifier, {_text(resource.name)} AS "table", field, "value", '  # noqa: S608 -- names and texts are quoted
        f'CASE field {places} END AS "key" '
        f"FROM (SELECT {_identifier(resource)} AS {_name(_ROW)}, {', '.join(values)} FROM {file}) "
        f'UNPIVOT INCLUDE NULLS ("value" FOR field IN ({", ".join(map(_name, names))}))'
    )


def _identifier(resource: Resource) -> str:
    """The identifier of a row (`identifiers.identifier`) in SQL."""
    key = schema_of(resource).row_key
    if key == (identifiers.OWN,):
        return _name(identifiers.OWN)
    parts = [
        f"CASE {name} WHEN '' THEN '-' WHEN '-' THEN '%2D' ELSE replace(url_encode({name}), '~', '%7E') END"
        for name in map(_name, key)
    ]
    return f"{_text(f'{resource.name}:')} || " + " || '/' || ".join(parts)


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
