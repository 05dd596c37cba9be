"""A package of others, opened: its tables as texts and as values, their faults, what was not opened."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from explorer.guests.checks import Checked, Fault, check_column, check_foreign, check_keys
from explorer.guests.descriptor import Descriptor, Schema, parse, read_descriptor, read_schema, words
from explorer.guests.rows import Rows, read_csv, read_json
from explorer.guests.rules import Budget, Refused, plain
from explorer.guests.sources import Source, inside, read
from explorer.stores import DESCRIPTOR

TABULAR = ("csv", "tsv", "json", "gz", "txt", "")
NAME = 80  # characters of a name


@dataclass(frozen=True)
class Table:
    """A table that was opened. `texts` has a column of texts for each field, `typed` the same as values."""

    name: str
    title: str
    description: str
    path: str
    schema: Schema
    texts: pd.DataFrame = field(repr=False)
    lines: list[int] = field(repr=False)
    typed: Mapping[str, pd.Series] = field(repr=False)
    faults: tuple[Fault, ...] = ()
    cut: bool = False

    @property
    def missing(self) -> dict[str, frozenset[str]]:
        """Field → the texts that mean « no value »."""
        return {column.name: column.missing for column in self.schema.columns}


@dataclass(frozen=True)
class Guest:
    """An opened package. `closed` are the resources that were not opened, each with its reason."""

    source: str
    digest: str
    descriptor: Descriptor
    tables: tuple[Table, ...]
    closed: tuple[tuple[str, Refused], ...]

    @property
    def faults(self) -> int:
        """How many faults the tables have, each counted as often as it occurs."""
        return sum(fault.count for table in self.tables for fault in table.faults)


def open_guest(source: Source, budget: Budget) -> Guest:
    """The package. Refused where nothing of it can be shown; a table that cannot be is in `closed`."""
    content = source.read(DESCRIPTOR, budget, budget.rules.descriptor_bytes)
    descriptor = read_descriptor(content, source.name, budget)
    tables: list[Table] = []
    closed: list[tuple[str, Refused]] = []
    for place, properties in enumerate(descriptor.resources, 1):
        name = plain(words(properties.get("name")) or f"#{place}", NAME)
        try:
            tables.append(_open_table(name, properties, source, budget, {table.name for table in tables}))
        except Refused as refused:
            if refused.code in ("too_slow", "bomb"):
                raise
            closed.append((name, refused))
    if not tables:
        raise closed[0][1] if closed else Refused("no_tables", target=source.name)
    linked = tuple(_linked(table, tables) for table in tables)
    return Guest(source.name, hashlib.sha256(content).hexdigest(), descriptor, linked, tuple(closed))


def _open_table(
    name: str, properties: Mapping[str, Any], source: Source, budget: Budget, taken: set[str]
) -> Table:
    if name in taken:
        raise Refused("duplicate_table", name=name)
    described = _referred(properties.get("schema"), source, budget)
    schema = Schema(()) if described is None else read_schema(described, name, budget)
    said = properties.get("path", properties.get("url"))
    paths = said if isinstance(said, list) else [said]
    rows = _rows(properties, paths, schema, source, budget)
    if described is None:  # nothing is guessed: every column is text
        schema = read_schema({"fields": list(rows.labels)}, name, budget)
    texts, faults = _laid_out(rows, schema)
    checked: dict[str, Checked] = {
        column.name: check_column(column, texts[column.name], rows.numbers, budget)
        for column in schema.columns
        if column.name in texts.columns
    }
    missing = {column.name: column.missing for column in schema.columns}
    faults += [fault for column in checked.values() for fault in column.faults]
    faults += [Fault("no_schema")] if described is None else []
    faults += check_keys(schema, texts, rows.numbers, missing)
    return Table(
        name,
        words(properties.get("title")),
        words(properties.get("description")),
        plain(str(paths[0]) if paths[0] else ""),
        schema,
        texts.astype("string"),  # kept for a visit: one block of bytes a column, no object a cell
        rows.numbers,
        {label: column.typed for label, column in checked.items()},
        tuple(faults),
        rows.cut,
    )


def _referred(value: Any, source: Source, budget: Budget) -> Any:
    """The value, or the one in the file that it names; what that names in its turn is not followed."""
    if not isinstance(value, str):
        return value
    content = read(source, value, budget, budget.rules.descriptor_bytes)
    return parse(content, plain(value), budget)


def _rows(
    properties: Mapping[str, Any], paths: list[Any], schema: Schema, source: Source, budget: Budget
) -> Rows:
    """The rows of a table: inline data, or the files of its path one after the other."""
    dialect = _referred(properties.get("dialect"), source, budget)
    dialect = dialect if isinstance(dialect, dict) else {}
    if properties.get("data") is not None:
        return read_json(properties["data"], schema, "data", budget)
    if len(paths) > budget.rules.tables or not paths:
        raise Refused("missing_file", path="path")
    parts = [_part(path, properties, dialect, schema, source, budget) for path in paths]
    if any(part.labels != parts[0].labels for part in parts):
        raise Refused("not_a_table", path=plain(str(paths[0])), reason="path")
    return Rows(
        parts[0].labels,
        [row for part in parts for row in part.rows][: budget.rules.rows],
        [number for part in parts for number in part.numbers],
        any(part.cut for part in parts) or sum(len(part.rows) for part in parts) > budget.rules.rows,
        sum(part.broken for part in parts),
    )


def _part(
    path: Any,
    properties: Mapping[str, Any],
    dialect: Mapping[str, Any],
    schema: Schema,
    source: Source,
    budget: Budget,
) -> Rows:
    """The rows of one file."""
    shown = plain(str(path))
    text = inside(source, path)
    kind = str(
        properties.get("format") or text.partition("?")[0].rpartition("/")[2].rpartition(".")[2]
    ).lower()
    if kind not in TABULAR and "delimiter" not in dialect:
        raise Refused("odd_format", path=shown, format=kind)
    content = read(source, path, budget, budget.rules.file_bytes)
    if kind == "json":
        value = parse(content, shown, budget)
        key = dialect.get("property")
        return read_json(value.get(key) if isinstance(value, dict) and key else value, schema, shown, budget)
    tabs = {"delimiter": "\t"} if kind == "tsv" and "delimiter" not in dialect else {}
    return read_csv(content, properties, {**dialect, **tabs}, shown, budget)


def _laid_out(rows: Rows, schema: Schema) -> tuple[pd.DataFrame, list[Fault]]:
    """The rows under the names of the fields; what does not fit is told, and left out of the columns."""
    names = [column.name for column in schema.columns]
    labels = rows.labels or names
    faults = [Fault("broken_text", count=rows.broken)] if rows.broken else []
    if lost := [name for name in names if name not in labels]:
        if len(lost) == len(names):
            raise Refused("other_columns", path=names[0], found=", ".join(labels[:8]))
        if schema.match not in ("subset", "partial"):
            faults += [Fault("missing_column", name) for name in lost]
    more = [label for label in labels if label not in names]
    if more and schema.match not in ("superset", "partial"):
        faults += [Fault("extra_column", plain(label, NAME)) for label in dict.fromkeys(more)]
    if not lost and not more and labels != names and schema.match == "exact":
        faults.append(Fault("column_order", ", ".join(labels)[:NAME]))
    width, ragged = len(labels), [place for place, row in enumerate(rows.rows) if len(row) != len(labels)]
    if ragged:
        samples = tuple((rows.numbers[place], str(len(rows.rows[place]))) for place in ragged[:3])
        faults.append(Fault("ragged_row", "", len(ragged), samples, str(width)))
        for place in ragged:
            rows.rows[place] = (rows.rows[place] + [""] * width)[:width]
    columns = {label: [row[labels.index(label)] for row in rows.rows] for label in labels if label in names}
    index = pd.RangeIndex(len(rows.rows))
    return pd.DataFrame(
        {name: pd.Series(cells, index, dtype="object") for name, cells in columns.items()}, index
    ), faults


def _linked(table: Table, tables: list[Table]) -> Table:
    """The table with what is wrong in its foreign keys."""
    by_name = {other.name: other for other in tables}
    found: list[Fault] = []
    for key in table.schema.foreign:
        other = by_name.get(key.table) if key.table else table
        whole = other.texts if other is not None and not other.cut else None
        found += check_foreign(key, table.texts, whole, table.lines, table.missing)
    return replace(table, faults=(*table.faults, *found))
