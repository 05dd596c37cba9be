"""The coherence check: typed tables, the derived observations, and the package's own SQL rules over both.

Each table is a view under its name with `_` for `-`. Two more are derived: `observations`, and `cells`, which
has every cell of every table as a row (identifier, table, field, value, place in the key) and is made when a
rule reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scripts.checks.rows import readable
from scripts.checks.rules import Rule, read_rules
from scripts.checks.typable import is_typable
from scripts.engines.findings import pairs
from scripts.errors import ProjectError
from scripts.issues import Issue, issue
from scripts.records import Record, UnreadableError, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.checks.database import Database
    from scripts.checks.subject import Subject
    from scripts.model import Package, Resource

OBSERVATIONS = "observations"
CELLS = "cells"
_CELLS = re.compile(rf"\b{CELLS}\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Issue]:
    """What keeps the tables from being typed or derived, what the rules find, what is wrong with them."""
    if subject.broken:
        return
    package, _ = readable(subject)
    names = {table.name for table in subject.package().tables}
    rules, wrong = read_rules(subject.source, {*names, OBSERVATIONS})
    facts = any(table.extra.get("kind") == "fact" for table in package.tables)
    if not rules and not facts and all(is_typable(subject.source.base, table) for table in package.tables):
        yield from wrong  # no rule asks for the tables, nothing is derived from them, and they could be typed
        return
    typed, faults = _typed(subject.source.base, package)
    yield from faults + wrong
    from scripts.checks.database import Database, view

    closed = {view(name): name for name in names - set(typed)}
    if not closed:
        yield from _derive(package, typed, subject.source.path.name)
    if OBSERVATIONS not in typed:
        closed[OBSERVATIONS] = min(closed.values(), default=OBSERVATIONS)
    if not rules:
        return
    if CELLS not in names and any(_CELLS.search(rule.sql) for rule in rules):
        typed[CELLS] = _cells(subject.source.base, package, typed)
        if lost := sorted(names - set(typed)):
            closed[CELLS] = lost[0]
    with Database(typed) as database:
        for done, rule in enumerate(rules):
            subject.progress("rules", done, len(rules))
            yield from _apply(rule, database, closed, package, subject.source.base)


def _typed(base: Path, package: Package) -> tuple[dict[str, Any], list[Issue]]:
    """The typed tables by name, and an issue for each table that has none."""
    from scripts import tables

    typed: dict[str, Any] = {}
    faults: list[Issue] = []
    for table in package.tables:
        try:
            typed[table.name] = tables.read_table(base, table)
        except (ProjectError, ValueError, ArithmeticError) as error:
            place = {"resource": table.name, "path": table.paths[0]}
            faults.append(issue("source-error", "typed", note=error, **place))
    return typed, faults


def _cells(base: Path, package: Package, typed: Mapping[str, Any]) -> Any:
    """Every cell of the tables that could be typed."""
    from scripts import cells, tables

    read = {r.name: tables.read_cells(base, r) for r in package.tables if r.name in typed}
    return cells.build(package, read)


def _derive(package: Package, typed: dict[str, Any], path: str) -> Iterator[Issue]:
    """Add the derived observations to the tables, or say why they cannot be derived."""
    from scripts import observations

    try:
        _, typed[OBSERVATIONS] = observations.build(package, typed)
    except ProjectError as error:
        yield issue("rule-error", "observations", path=path, note=error)


def _apply(
    rule: Rule, database: Database, closed: Mapping[str, str], package: Package, base: Path
) -> Iterator[Issue]:
    """What one rule finds; `closed` are the views that are not there, with the table to blame for each."""
    from scripts.checks.database import NotAQueryError, QueryError

    try:
        lost = sorted(database.used(rule.sql) & set(closed))
        if lost:
            yield issue("check-skipped", "rule", path=rule.path, reference=closed[lost[0]])
            return
        columns, rows = database.run(rule.sql)
    except NotAQueryError as error:
        yield issue("rule-error", "statement", path=rule.path, line=1, note=error.note)
    except QueryError as error:
        yield issue("rule-error", path=rule.path, line=error.line, note=error.note)
    else:
        yield from _contradictions(rule, columns, rows, package, base)


def _contradictions(
    rule: Rule, columns: list[str], rows: list[tuple[Any, ...]], package: Package, base: Path
) -> Iterator[Issue]:
    """One issue for each row of an answer, at the line that its primary key or its column `line` tells."""
    from scripts.identifiers import identifier
    from scripts.tables import to_text

    table = next((t for t in package.tables if t.name == rule.table), None)
    key = table.schema.primary_key if table and table.schema else ()
    told = bool(key) and set(key) <= set(columns)
    placed = _placed(base, table) if table and rows and told else {}
    for row in rows:
        texts = {name: to_text(value) for name, value in zip(columns, row, strict=True)}
        own = tuple(texts[name] for name in key) if told else ()
        record = placed.get(own)
        place: dict[str, Any] = {"path": table.paths[0] if table else rule.path}
        if record is not None:
            place = {"path": record.path, "line": record.line, "row": record.row}
        elif texts.get("line", "").isdigit():
            place["line"] = int(texts["line"])
        yield issue(
            "coherence",
            severity=rule.severity,
            resource=rule.table,
            field=rule.field,
            value=texts.get(rule.field, ""),
            rule=rule.path,
            identifier=identifier(rule.table, own) if own else "",
            title_fr=rule.title_fr,
            title_en=rule.title_en,
            found=pairs(texts),
            **place,
        )


def _placed(base: Path, table: Resource) -> dict[tuple[str, ...], Record]:
    """The records of a table by their primary key."""
    if table.schema is None:
        return {}
    positions = [table.schema.field_names.index(name) for name in table.schema.primary_key]
    try:
        return {tuple(r.cells[i] for i in positions): r for r in records(base, table) if r.cells}
    except UnreadableError:
        return {}
