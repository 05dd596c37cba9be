"""Database: the tables of a package as views of a DuckDB database that is shut in.

No file but those of the tables, no network, no extension and no setting can be reached from a query, which is
stopped after the seconds of the budget; what does not fit its memory is on disk as long as it runs. The rules
of a package that somebody sent are as safe to run as its tables to read.
"""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from scripts.reading.issues import one_line
from scripts.reading.issues.budget import DEFAULT, Budget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.reading.columnar.values import Values

_A_SECOND = 50_000  # rows of files, for each of which a query may take a second more
ROW_LIMIT = 100_000
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "max_temp_directory_size": "4GB",
    "memory_limit": "512MB",
    "threads": "2",
}

# A file is read in buffers that hold the longest record there may be, several each time that it is read.
_OF_FILES = {"memory_limit": "768MB"}
_NONE: Mapping[str, str] = MappingProxyType({})

Answer = tuple[list[str], list[tuple[Any, ...]]]


class QueryError(Exception):
    """What DuckDB says of a query, and the line of the query that it means (0: none)."""

    def __init__(self, note: str, line: int = 0) -> None:
        super().__init__(note)
        self.note, self.line = note, line


class NotAQueryError(QueryError):
    """The text is not one SELECT."""


class Database:
    """The tables, each under its name with `_` for `-`; a context that closes the database at its end."""

    def __init__(
        self,
        tables: Mapping[str, Values],
        queries: Mapping[str, str] = _NONE,
        files: Iterable[Path] = (),
        rows: int = 0,
        budget: Budget = DEFAULT,
    ) -> None:
        """`queries` are views over the tables and `files`, of so many rows: no other file can be read."""
        import duckdb

        self._error = duckdb.Error
        self._folder = tempfile.TemporaryDirectory(prefix="rules-")
        self._seconds = budget.rule + rows / _A_SECOND
        named = [str(file) for file in files]
        config: dict[str, Any] = {
            **_CLOSED,
            **(_OF_FILES if named else {}),
            "temp_directory": self._folder.name,
        }
        self._connection = duckdb.connect(":memory:", config=config)
        self._connection.execute("SET allowed_paths = ?", [named])
        self._connection.execute("SET enable_external_access = false")
        for name, table in tables.items():
            self._connection.register(view(name), table)
        for name, query in queries.items():
            self._connection.execute(f'CREATE VIEW "{view(name)}" AS {query}')
        for setting in ("errors_as_json = true", "python_enable_replacements = false"):
            self._connection.execute(f"SET {setting}")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        """The database itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """The database and what it put on disk go."""
        self._connection.close()
        self._folder.cleanup()

    def used(self, sql: str) -> set[str]:
        """The names of views that a query reads from. QueryError; NotAQueryError where it is no query."""
        try:
            self._query(sql)
            tree = self._connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
        except self._error as error:
            raise _query_error(str(error), sql) from None
        return set(_tables(json.loads(tree[0]))) if tree else set()

    def run(self, sql: str) -> Answer:
        """The columns and the first ROW_LIMIT rows of a query's answer. QueryError; NotAQueryError."""
        timer = threading.Timer(self._seconds, self._connection.interrupt)
        timer.start()
        try:
            self._query(sql)
            found = self._connection.execute(sql)
            return [column[0] for column in found.description or []], found.fetchmany(ROW_LIMIT)
        except self._error as error:
            raise _query_error(str(error), sql) from None
        finally:
            timer.cancel()

    def _query(self, sql: str) -> None:
        """A text that is not one query is none. NotAQueryError."""
        kinds = [str(one.type).rpartition(".")[2] for one in self._connection.extract_statements(sql)]
        if kinds != ["SELECT"]:
            raise NotAQueryError(", ".join(kinds) or "∅")


def view(name: str) -> str:
    """The name that a table has in SQL."""
    return name.replace("-", "_")


def _tables(tree: Any) -> Iterator[str]:
    """The tables named in a query that DuckDB has serialised to JSON."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE":
                yield str(node.get("table_name", ""))
            stack += node.values()
        elif isinstance(node, list):
            stack += node


def _query_error(message: str, sql: str) -> QueryError:
    """DuckDB's message in one line, with the line of the query that it means."""
    try:
        told = json.loads(message.partition(": ")[2])
    except ValueError:
        return QueryError(one_line(message))
    position = str(told.get("position", ""))
    line = sql.encode()[: int(position)].count(b"\n") + 1 if position.isdigit() else 0
    return QueryError(one_line(str(told.get("exception_message", ""))), line)
