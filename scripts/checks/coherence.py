"""The coherence check: the package's own SQL rules over all its tables, in DuckDB.

Each table is a view under its name with `_` for `-`; the derived `observations` is one more. The database
is in memory and shut in: no file, no network, no extension, no setting can be reached from a rule.
"""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any, Self

from scripts.checks.metadata import one_line
from scripts.checks.rows import readable
from scripts.checks.rules import Rule, read_rules
from scripts.engines.findings import pairs
from scripts.errors import ProjectError
from scripts.issues import Issue, issue
from scripts.records import Record, UnreadableError, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.checks.subject import Subject
    from scripts.model import Package, Resource

OBSERVATIONS = "observations"
SECONDS = 60.0  # what a rule may take
ROW_LIMIT = 100_000  # how many wrong rows of one rule are told
_CLOSED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",
}


def check(subject: Subject) -> Iterator[Issue]:
    """What the rules of the package find, and what is wrong with the rules."""
    if subject.broken:
        return
    whole = subject.package()
    names = {table.name for table in whole.tables}
    rules, faults = read_rules(subject.source, {*names, OBSERVATIONS})
    yield from faults
    if not rules:
        return
    package, _ = readable(subject)
    closed = {name: name for name in names - {table.name for table in package.tables}}
    with _Database(subject, package) as database:
        if database.refusal or closed:
            closed[OBSERVATIONS] = next(iter(sorted(closed)), OBSERVATIONS)
        if database.refusal:
            yield issue("rule-error", "observations", path=subject.source.path.name, note=database.refusal)
        for done, rule in enumerate(rules):
            subject.progress("rules", done, len(rules))
            yield from database.apply(rule, closed)


class _Database:
    """The tables of a package as views of a DuckDB database that is shut in."""

    def __init__(self, subject: Subject, package: Package) -> None:
        import duckdb

        from scripts import observations, tables

        self._base = subject.source.base
        self._package = package
        self._connection = duckdb.connect(":memory:", config=dict(_CLOSED))
        self._error = duckdb.Error
        self.refusal = ""
        typed = {table.name: tables.read_table(self._base, table) for table in package.tables}
        try:
            _, typed[OBSERVATIONS] = observations.build(package, typed)
        except ProjectError as error:
            self.refusal = str(error)
        for name, table in typed.items():
            self._connection.register(view(name), table)
        self._connection.execute("SET errors_as_json = true")
        self._connection.execute("SET python_enable_replacements = false")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def apply(self, rule: Rule, closed: dict[str, str]) -> Iterator[Issue]:
        """The issues of one rule; `closed` are the tables that cannot be read, each with the one to blame."""
        timer = threading.Timer(SECONDS, self._connection.interrupt)
        timer.start()
        try:
            note = self._refusal(rule)
            if note:
                yield issue("rule-error", "statement", path=rule.path, line=1, note=note)
                return
            used = self._used(rule)
            lost = sorted(name for name in closed if view(name) in used)
            if lost:
                yield issue(
                    "check-skipped", "rule", path=rule.path, rule=rule.path, reference=closed[lost[0]]
                )
                return
            found = self._connection.execute(rule.sql)
            columns = [column[0] for column in found.description or []]
            rows = found.fetchmany(ROW_LIMIT)
        except self._error as error:
            note, line = _told(str(error), rule.sql)
            yield issue("rule-error", path=rule.path, line=line, note=note)
            return
        finally:
            timer.cancel()
        yield from self._issues(rule, columns, rows)

    def _refusal(self, rule: Rule) -> str:
        """Why the text is not one query, "" where it is."""
        statements = self._connection.extract_statements(rule.sql)
        kinds = [str(statement.type).rpartition(".")[2] for statement in statements]
        return "" if kinds == ["SELECT"] else ", ".join(kinds) or "0"

    def _used(self, rule: Rule) -> set[str]:
        """The names of tables that a query reads from."""
        tree = self._connection.execute("SELECT json_serialize_sql(?)", [rule.sql]).fetchone()
        return set(_tables(json.loads(tree[0]))) if tree else set()

    def _issues(self, rule: Rule, columns: list[str], rows: list[tuple[Any, ...]]) -> Iterator[Issue]:
        """One issue for each row, at its line in the table where its primary key is told."""
        table = next((t for t in self._package.tables if t.name == rule.table), None)
        key = table.schema.primary_key if table and table.schema else ()
        placed = _placed(self._base, table) if table and rows and key and set(key) <= set(columns) else {}
        for row in rows:
            texts = {name: _text(value) for name, value in zip(columns, row, strict=True)}
            record = placed.get(tuple(texts.get(name, "") for name in key))
            place: dict[str, Any] = {"path": table.paths[0] if table else rule.path}
            if record is not None:
                place = {"path": record.path, "line": record.line, "row": record.row}
            yield issue(
                "coherence",
                severity=rule.severity,
                resource=rule.table,
                field=rule.field,
                value=texts.get(rule.field, ""),
                rule=rule.path,
                title_fr=rule.title_fr,
                title_en=rule.title_en,
                found=pairs({name: text for name, text in texts.items() if name != "line"}),
                **place,
            )


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


def _placed(base: Path, table: Resource) -> dict[tuple[str, ...], Record]:
    """The records of a table by their primary key."""
    if table.schema is None:
        return {}
    positions = [table.schema.field_names.index(name) for name in table.schema.primary_key]
    try:
        return {tuple(r.cells[i] for i in positions): r for r in records(base, table) if r.cells}
    except UnreadableError:
        return {}


def _text(value: Any) -> str:
    """A value of a result as the tables write it."""
    from scripts import tables

    return tables.to_text(value)


def _told(message: str, sql: str) -> tuple[str, int]:
    """What DuckDB says of a query, in one line, and the line of the query that it means (0: none)."""
    try:
        told = json.loads(message.partition(": ")[2])
    except ValueError:
        return one_line(message), 0
    position = str(told.get("position", ""))
    line = sql.encode()[: int(position)].count(b"\n") + 1 if position.isdigit() else 0
    return one_line(str(told.get("exception_message", ""))), line
