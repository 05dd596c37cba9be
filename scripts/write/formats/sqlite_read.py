"""The SQLite database of a release, read again: only real tables, never a view nor a virtual table."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.reading.columnar.texts import ROWS
from scripts.reading.sql import quoted, table_name
from scripts.write.formats.format import Found, NoTableError, UnreadableError, in_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from scripts.reading.model.package import Package, Resource

_BROKEN = (sqlite3.Error, UnicodeDecodeError, OverflowError)


class Base:
    """An open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def faults(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What SQLite itself finds wrong: damage, values that the schema forbids, keys that lead nowhere."""
        for (said,) in self._asked("PRAGMA integrity_check(10)"):
            if said != "ok":
                yield "unreadable", {"note": said}
        for table, row, other, _ in self._asked("PRAGMA foreign_key_check"):
            yield "unreadable", {"note": f"foreign key: {table} {row} → {other}"}

    def table(self, resource: Resource, _rows: int) -> Found:
        """One table, in the order in which its rows came in."""
        there = table_name(resource)
        known = quoted(there)
        kind = self._asked("SELECT type, sql FROM sqlite_schema WHERE name = ?", there).fetchone()
        if kind is None or kind[0] != "table" or not kind[1].upper().startswith("CREATE TABLE"):
            raise NoTableError(there)
        columns = [row[1] for row in self._asked(f"PRAGMA table_info({known})")]
        (number,) = self._asked(f"SELECT count(*) FROM {known}").fetchone()
        return Found(", ".join(columns), number, self._parts(known, columns))

    def _parts(self, known: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
        names = ", ".join(map(quoted, columns))
        found = self._asked(f"SELECT {names} FROM {known} ORDER BY rowid")
        try:
            while rows := found.fetchmany(ROWS):
                yield [list(column) for column in zip(*rows, strict=True)]
        except _BROKEN as error:
            raise UnreadableError(str(error)) from None

    def _asked(self, sql: str, *words: str) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, words)
        except _BROKEN as error:
            raise UnreadableError(str(error)) from None


@contextmanager
def opened(folder: Path, package: Package) -> Iterator[Base]:
    """The database of a release, to be read only. UnreadableError."""
    path = folder / f"{package.name}.sqlite"
    try:
        base = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise UnreadableError(str(error)) from None
    with closing(base):
        try:
            base.execute("PRAGMA trusted_schema = OFF")
        except sqlite3.Error as error:
            raise UnreadableError(str(error)) from None
        yield Base(base)


def alike(column: pa.Array, found: list[Any]) -> bool:
    """True where the same values have the same types."""
    one = column.to_pylist()
    if one == found and list(map(type, one)) == list(map(type, found)):
        return True
    return all(map(in_sqlite, one, found))
