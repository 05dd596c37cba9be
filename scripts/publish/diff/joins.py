"""The pairs of two tables of which one is large, joined by their key in DuckDB.

They enter it in batches, and what its memory does not hold it lays down in a folder that goes at the end. It
finds the rows that differ, and where each row was: what a change is, and what has moved, is told elsewhere.
"""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa

from scripts.publish.diff.moves import moved
from scripts.publish.diff.pairs import BY_KEY, LISTED, SAME, Pairs
from scripts.publish.diff.sheets import namer
from scripts.reading.issues import one_line
from scripts.reading.issues.refusals import unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import duckdb

    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.tables import Row

    Namer = Callable[[Row, int], str]

MEMORY = "400MB"
_THREADS = 2  # more would share the same memory
_FETCHED = 50_000  # rows that differ, at a time
_CLOSED = ("enable_external_access = false", "python_enable_replacements = false")


@contextmanager
def pairs(table: str, old: Sheet, new: Sheet, key: Sequence[str]) -> Iterator[Pairs]:
    """The rows that differ. SourceError where they cannot be read, or have no room."""
    import duckdb

    name = namer(key, table)
    try:
        with _opened() as base:
            was, now = (_Side(base, *side, key) for side in (("was", old), ("now", new)))
            was.load()
            now.load()
            base.execute(_join(was, now))
            by_key = now.is_sorted()
            moves = [] if by_key else now.moves(name)
            apart = bool(moves) or base.execute("SELECT 1 FROM pairs WHERE apart LIMIT 1").fetchall()
            if old.fields == new.fields and not apart and (not by_key or was.is_sorted()):
                yield Pairs((), SAME)
            else:
                yield Pairs(_apart(was, now, name), BY_KEY if by_key else LISTED, moves)
    except duckdb.Error as error:
        raise unread("table", "source-error", table, note=one_line(str(error))) from None


@contextmanager
def _opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that reaches nothing but a folder of its own."""
    import duckdb

    with TemporaryDirectory(prefix="diff-") as folder:
        bounds = {"memory_limit": MEMORY, "temp_directory": folder}
        with duckdb.connect(":memory:", config={**bounds, "threads": _THREADS}) as base:
            for setting in _CLOSED:
                base.execute(f"SET {setting}")
            yield base


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two tables, in the database under its name, `was` or `now`.

    It has `place`, from 1, and a column of texts each field: `c0`, `c1` … The table `pairs` has of every row
    its places on both sides (`was_at`, `now_at`), which of the rows of its key it is (`nth`), and whether it
    is not the same on both (`apart`).
    """

    base: duckdb.DuckDBPyConnection
    name: str
    sheet: Sheet
    fields: Sequence[str]  # of the key

    @property
    def key(self) -> list[str]:
        """The columns of the key."""
        return [self.column(field) for field in self.fields]

    def column(self, field: str) -> str:
        """The column of a field."""
        return f"c{self.sheet.fields.index(field)}"

    def load(self) -> None:
        """Makes the table."""
        columns = [(f"c{at}", pa.string()) for at in range(len(self.sheet.fields))]
        schema = pa.schema([("place", pa.int64()), *columns])

        def batches() -> Iterator[pa.RecordBatch]:
            start = 1
            for batch in self.sheet.batches():
                places = pa.array(range(start, start + batch.num_rows), pa.int64())
                yield pa.RecordBatch.from_arrays([places, *batch.columns], schema=schema)
                start += batch.num_rows

        self.base.register("rows", pa.RecordBatchReader.from_batches(schema, batches()))
        self.base.execute(f"CREATE TABLE {self.name} AS FROM rows")
        self.base.unregister("rows")

    def numbered(self) -> str:
        """The query of all its rows, with `nth`."""
        key = ", ".join(self.key)
        twice = f"SELECT 1 FROM {self.name} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
        if key and not self.base.execute(twice).fetchall():
            return f"SELECT *, 1 AS nth FROM {self.name}"
        by = f"PARTITION BY {key}" if key else ""
        return f"SELECT *, row_number() OVER ({by} ORDER BY place) AS nth FROM {self.name}"

    def is_sorted(self) -> bool:
        """True where the rows stand in the order of their key."""
        later = "FALSE"
        for column in reversed(self.key):
            later = f"one.{column} > other.{column} OR (one.{column} = other.{column} AND ({later}))"
        unsorted = (
            f"SELECT 1 FROM {self.name} AS one JOIN {self.name} AS other ON other.place = one.place + 1"
            f" WHERE {later} LIMIT 1"
        )
        return not self.base.execute(unsorted).fetchall()

    def moves(self, name: Namer) -> list[tuple[str, int, int]]:
        """The rows that have moved, as `Pairs` has them."""
        before = array("q")
        order = "SELECT coalesce(was_at, 0) FROM pairs WHERE now_at IS NOT NULL ORDER BY now_at"
        for batch in self.base.sql(order).to_arrow_reader():
            before.extend(batch.column(0).to_pylist())
        self.base.register("moved", pa.table({"place": [index + 1 for index in moved(before)]}))
        columns = "".join(f", {column}" for column in self.key)
        found = self.base.execute(
            f"SELECT place, nth{columns} FROM moved JOIN {self.name} USING (place)"
            " JOIN pairs ON now_at = place ORDER BY place"
        )
        return [(name(row[2:], row[1]), before[row[0] - 1], row[0]) for row in found.fetchall()]


def _join(was: _Side, now: _Side) -> str:
    """What makes the table `pairs`."""
    shared = [name for name in now.sheet.fields if name in was.sheet.fields]
    apart = [f"was.{was.column(name)} <> now.{now.column(name)}" for name in shared]
    for side in (was, now):
        own = [name for name in side.sheet.fields if name not in shared]
        apart += [f"{side.name}.{side.column(name)} <> ''" for name in own]
    same = [f"was.{one} = now.{other}" for one, other in zip(was.key, now.key, strict=True)]
    return (
        "CREATE TABLE pairs AS SELECT was.place AS was_at, now.place AS now_at,"
        " coalesce(was.nth, now.nth) AS nth,"
        f" was.place IS NULL OR now.place IS NULL OR {' OR '.join(apart)} AS apart"
        f" FROM ({was.numbered()}) AS was FULL JOIN ({now.numbered()}) AS now"
        f" ON {' AND '.join(['was.nth = now.nth', *same])}"
    )


def _apart(was: _Side, now: _Side, name: Namer) -> Iterator[tuple[str, Row | None, Row | None]]:
    """The rows that are not the same on both sides, as `Pairs` has them: some at a time, however many."""
    base, sides = was.base, (was, now)
    columns = [f"{side.name}.c{at}" for side in sides for at in range(len(side.sheet.fields))]
    key = [f"coalesce(was.{one}, now.{other})" for one, other in zip(was.key, now.key, strict=True)]
    base.execute(
        "CREATE TABLE told AS SELECT *, row_number() OVER (ORDER BY now_at NULLS FIRST, was_at) AS line"
        " FROM pairs WHERE apart"
    )
    query = (
        f"SELECT {', '.join(['was_at IS NULL', 'now_at IS NULL', 'nth', *key, *columns])}"
        " FROM (SELECT * FROM told WHERE line > ? AND line <= ?)"
        " LEFT JOIN was ON was.place = was_at LEFT JOIN now ON now.place = now_at ORDER BY line"
    )
    first = 3 + len(key)
    middle, line = first + len(was.sheet.fields), 0
    while some := base.execute(query, [line, line + _FETCHED]).fetchall():
        line += _FETCHED
        for row in some:
            before, after = (None if row[0] else row[first:middle]), (None if row[1] else row[middle:])
            yield name(row[3:first], row[2]), before, after
