"""The rows of a table that pass a sieve, a page at a time: DuckDB is asked, in Parquet files or cells held.

DuckDB reads the files that it is given and no other, writes nothing, and has little memory and little time.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore, Event, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from explorer.large import Stored
from explorer.published import HELD, Table
from explorer.sieve import Asked, Test
from explorer.stores import ReleaseError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection  # imported where it serves: the first page does without

ROWS = 25  # of a page
SORTED = HELD  # rows of a sort that pages show: all of a table that is held
MEMORY, THREADS, PATIENCE = "192MB", 2, 20  # of one question, the last in seconds
OFTEN = 0.1  # seconds between two stops of one that takes longer
AT_ONCE = BoundedSemaphore(2)  # questions
# How DuckDB calls the types in which a field may be stored; any other field is a text.
STORED = {
    "number": {"DOUBLE", "FLOAT", "BIGINT", "INTEGER"},
    "integer": {"BIGINT", "INTEGER"},
    "year": {"BIGINT", "INTEGER"},
    "boolean": {"BOOLEAN"},
    "date": {"DATE", "VARCHAR"},
}
TEXT = {"VARCHAR"}
OWN = {"filename", "file_index", "file_row_number", "place of the row"}  # columns that are beside the table's


class Answer(NamedTuple):
    """The rows of a page, each its place in the table and its values; how many pass; how many pages show."""

    rows: list[tuple[Any, ...]]
    total: int
    reach: int


def ask(table: Table, asked: Asked) -> Answer:
    """The rows that are asked for. ReleaseError where a file is not right, or the question takes too much."""
    first, whole = (asked.page - 1) * ROWS, table.count or 0
    if isinstance(table.held, Stored) and not asked.tests and not asked.by:
        if first >= whole > 0:
            return Answer([], whole, whole)
        with _files(table, table.held, first, min(first + ROWS, whole)) as question:
            return Answer(question.page(asked, first - question.start), whole, whole)
    with _files(table, table.held, 0, whole) if isinstance(table.held, Stored) else _cells(table) as question:
        total = question.count(asked.tests) if asked.tests else whole
        reach = min(total, SORTED) if asked.by else total
        return Answer(question.page(asked, first) if first < reach else [], total, reach)


class Question:
    """A connection in which a table is `source`; `start`: the place of the first row of it that is there."""

    def __init__(
        self, connection: DuckDBPyConnection, table: Table, source: str, place: str, start: int
    ) -> None:
        self.start = start
        self._connection, self._source, self._place = connection, source, place
        self._types = {str(one["name"]): str(one.get("type", "any")) for one in table.fields}
        found = {str(row[0]): str(row[1]) for row in self._all(f"DESCRIBE SELECT * FROM {source}", [])}
        wrong = [name for name, kind in self._types.items() if found.get(name) not in STORED.get(kind, TEXT)]
        wrong += [name for name in self._types if name.lower() in OWN]
        if wrong or list(found)[: len(self._types)] != list(self._types):
            raise ReleaseError("not_a_table", path=table.name, reason=", ".join(wrong or found)[:120])

    def count(self, tests: tuple[Test, ...]) -> int:
        """How many rows pass."""
        where, values = _where(tests)
        return int(self._all(f"SELECT count(*) FROM {self._source}{where}", values)[0][0])

    def page(self, asked: Asked, first: int) -> list[tuple[Any, ...]]:
        """ROWS rows from the place `first` of those that pass, in the order that is asked for."""
        where, values = _where(asked.tests)
        fields = ", ".join(map(_quoted, self._types))
        order = f" ORDER BY {self._key(asked)} NULLS LAST, {self._place}" if asked.by else ""
        rows = min(ROWS, SORTED - first) if asked.by else ROWS
        return self._all(
            f"SELECT {self._place}, {fields} FROM {self._source}{where}{order} LIMIT {rows} OFFSET {first}",
            values,
        )

    def _key(self, asked: Asked) -> str:
        """What rows are sorted by: of texts, capitals and accents aside."""
        name = _quoted(asked.by)
        key = name if self._types[asked.by] in STORED else f"lower(strip_accents({name}))"
        return f"{key} {'DESC' if asked.falling else 'ASC'}"

    def _all(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()


@contextmanager
def _files(table: Table, stored: Stored, first: int, last: int) -> Iterator[Question]:
    """The table in its files of the rows from `first` to before `last`."""
    paths, start = stored.between(first, last), first // stored.each * stored.each
    source = f"read_parquet([{', '.join(_literal(glob.escape(str(path))) for path in paths)}])"
    with _connected(table, paths) as connection:
        place = f"{start} + file_index * {stored.each} + file_row_number"
        yield Question(connection, table, source, place, start)


@contextmanager
def _cells(table: Table) -> Iterator[Question]:
    """The table as it is held."""
    import pyarrow as pa

    cells = pa.Table.from_pandas(table.cells, preserve_index=False)
    places = pa.array(range(len(cells)), pa.int64())
    with _connected(table, ()) as connection:
        connection.register("held", cells.append_column("place of the row", places))
        yield Question(connection, table, "held", '"place of the row"', 0)


@contextmanager
def _connected(table: Table, paths: Iterable[Path]) -> Iterator[DuckDBPyConnection]:
    """A connection that opens these files only, and is stopped where it takes too long."""
    import duckdb

    allowed = ", ".join(_literal(str(path)) for path in paths)
    bounds: dict[str, Any] = {"threads": THREADS, "memory_limit": MEMORY, "temp_directory": ""}
    with AT_ONCE, duckdb.connect(config=bounds) as connection, _stopped(connection.interrupt):
        try:
            connection.execute(f"SET allowed_paths = [{allowed}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        except (duckdb.InterruptException, duckdb.OutOfMemoryException):
            raise ReleaseError("too_heavy", table=table.name) from None
        except duckdb.Error as error:
            reason = " ".join(str(error).split())[:120]
            raise ReleaseError("not_a_table", path=table.name, reason=reason) from None


@contextmanager
def _stopped(stop: Callable[[], None]) -> Iterator[None]:
    """Stops what takes longer than PATIENCE, again and again: between two questions nothing is stopped."""
    done = Event()

    def watch() -> None:
        if not done.wait(PATIENCE):
            while not done.wait(OFTEN):
                stop()

    watching = Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()


def _where(tests: tuple[Test, ...]) -> tuple[str, list[Any]]:
    """What rows must pass, in SQL, and the values in it."""
    said: list[str] = []
    values: list[Any] = []
    for test in tests:
        field = _quoted(test.field)
        if test.like:
            said.append(f"regexp_matches(CAST({field} AS VARCHAR), ?)")
            values.append(test.like)
        for sign, value in ((">=", test.low), ("<=", test.high)):
            if value is not None:
                kind = "VARCHAR" if isinstance(value, str) else "DATE" if isinstance(value, date) else ""
                said.append(f"{f'TRY_CAST({field} AS {kind})' if kind else field} {sign} ?")
                values.append(value)
    return (f" WHERE {' AND '.join(said)}" if said else ""), values


def _quoted(name: str) -> str:
    """The name of a column."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"
