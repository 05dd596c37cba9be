"""Base: the tables of a package as texts, for queries: what is derived of them is an answer, not a loop.

A DuckDB database in memory, which a table enters when it is asked for first; a large one stays in its file.
The columns of a table are `c0`, `c1` … in the order of its fields, whatever these are called (SQL takes
`Code` and `code` for one name), and `place` numbers its rows. Texts are compared by their bytes.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pyarrow as pa

from scripts.reading.columnar import plain
from scripts.reading.columnar.plain import PlainCsv
from scripts.reading.columnar.texts import ROWS
from scripts.reading.sql import literal, quoted
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Texts

_MEMORY = "512MB"
_MANY = 2 * ROWS  # rows of an answer, beyond which it is a file


class Base:
    """The tables of a package by their resource; a context that leaves nothing behind but what it wrote.

    `cells` has the texts of each by name; answers of many rows are written in a `folder`.
    """

    def __init__(
        self, package: Package, cells: Mapping[str, Texts], folder: Callable[[], Path] | None = None
    ) -> None:
        self.package, self._cells, self._folder = package, cells, folder
        self._stack = ExitStack()
        self._known: dict[str, str] = {}

    def __enter__(self) -> Self:
        """The base itself, open."""
        spilled = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="derive-"))
        opened = duckdb.connect(":memory:", config={"memory_limit": _MEMORY, "temp_directory": spilled})
        self._connection = self._stack.enter_context(opened)
        return self

    def __exit__(self, *_: object) -> None:
        """Closed."""
        self._stack.close()

    def table(self, resource: Resource) -> str:
        """The name of a table in SQL."""
        if resource.name not in self._known:
            self.enter(resource, self._cells[resource.name])
        return self._known[resource.name]

    def enter(self, resource: Resource, texts: Texts) -> None:
        """A table enters, or is another from now on."""
        self._cells = {**self._cells, resource.name: texts}
        name = f"t{len(self._known)}" if resource.name not in self._known else self._known[resource.name]
        columns = [f"c{place}" for place, _ in enumerate(schema_of(resource).fields)]
        if isinstance(texts, PlainCsv):
            found = f"SELECT *, row_number() OVER () AS place FROM {plain.scanned(texts, columns)}"
            self._connection.execute(f"CREATE OR REPLACE VIEW {name} AS {found}")
        else:
            arrays = [pa.array(column, pa.string()) for column in zip(*texts, strict=True)] or [
                pa.array([], pa.string()) for _ in columns
            ]
            whole = pa.table([*arrays, pa.array(range(len(texts)), pa.int64())], names=[*columns, "place"])
            self._connection.register(f"{name} in memory", whole)
            found = f"SELECT * FROM {quoted(f'{name} in memory')}"
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {found}")
            self._connection.unregister(f"{name} in memory")
        self._known[resource.name] = name

    def single(self, resource: Resource, field: str) -> str:
        """A table with one row at most for each text of a field: the last one; in brackets, as a subquery."""
        schema, name = schema_of(resource), self.table(resource)
        column = f"c{schema.field_names.index(field)}"
        if self._is_unique(resource, field):
            return f"(SELECT * FROM {name})"
        last = f"row_number() OVER (PARTITION BY {column} ORDER BY place DESC) = 1"
        return f"(SELECT * FROM {name} QUALIFY {last})"

    def _is_unique(self, resource: Resource, field: str) -> bool:
        """True where no text stands twice: in memory as it is, of a large table as it is declared."""
        texts, schema = self._cells[resource.name], schema_of(resource)
        if isinstance(texts, PlainCsv):
            declared = schema.field(field).constraints.get("unique") is True
            return declared or (field,) in (schema.primary_key, *schema.unique_keys)
        place = schema.field_names.index(field)
        return len({row[place] for row in texts}) == len(texts)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a short answer."""
        return self._connection.execute(sql).fetchall()

    def texts(self, sql: str, resource: Resource) -> Texts:
        """The rows of an answer, the texts of a table: in memory, or in a file where they are many."""
        names = schema_of(resource).field_names
        reader = self._connection.sql(sql).to_arrow_reader(ROWS)
        held: list[pa.RecordBatch] = []
        for batch in reader:
            held.append(batch)
            if sum(part.num_rows for part in held) > _MANY and self._folder is not None:
                path = self._folder() / f"{resource.name}.csv"
                count = sum(part.num_rows for part in plain.written(_all(held, reader), names, path))
                return PlainCsv(path, names, count)
        return [row for part in held for row in zip(*(c.to_pylist() for c in part.columns), strict=True)]


def _all(held: list[pa.RecordBatch], rest: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What was read, and what follows; nothing is held longer than it takes."""
    while held:
        yield held.pop(0)
    yield from rest


def among(expression: str, texts: tuple[str, ...]) -> str:
    """That an expression is one of some texts."""
    return f"{expression} IN ({', '.join(map(literal, texts))})"
