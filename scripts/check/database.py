"""Database: the tables of a package as views of a DuckDB database that is shut in.

It is in memory; no file, no network, no extension and no setting can be reached from a query, which is
stopped after SECONDS. The rules of a package that somebody sent are as safe to run as its tables to read.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any, Self

from scripts.reading.issues import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECONDS = 60.0
ROW_LIMIT = 100_000
_CLOSED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",
}

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

    def __init__(self, tables: Mapping[str, Any]) -> None:
        import duckdb

        self._error = duckdb.Error
        self._connection = duckdb.connect(":memory:", config=dict(_CLOSED))
        for name, table in tables.items():
            self._connection.register(view(name), table)
        for setting in ("errors_as_json = true", "python_enable_replacements = false"):
            self._connection.execute(f"SET {setting}")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        """The database itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left of it."""
        self._connection.close()

    def used(self, sql: str) -> set[str]:
        """The names of views that a query reads from. QueryError; NotAQueryError where it is no query."""
        try:
            statements = self._connection.extract_statements(sql)
            kinds = [str(statement.type).rpartition(".")[2] for statement in statements]
            if kinds != ["SELECT"]:
                raise NotAQueryError(", ".join(kinds) or "∅")
            tree = self._connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
        except self._error as error:
            raise _query_error(str(error), sql) from None
        return set(_tables(json.loads(tree[0]))) if tree else set()

    def run(self, sql: str) -> Answer:
        """The columns and the first ROW_LIMIT rows of a query's answer. QueryError."""
        timer = threading.Timer(SECONDS, self._connection.interrupt)
        timer.start()
        try:
            found = self._connection.execute(sql)
            return [column[0] for column in found.description or []], found.fetchmany(ROW_LIMIT)
        except self._error as error:
            raise _query_error(str(error), sql) from None
        finally:
            timer.cancel()


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
