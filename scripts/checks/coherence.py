"""The coherence check: typed tables, what is derived from them, and the package's own SQL rules over all.

Each table is a view under its name with `_` for `-`, and so is each cut; the table of figures has its
identifiers and units. `cells`, which has every cell of every table that people edit as a row (identifier,
table, field, value, place in the key), is made when a rule reads it. What a rule finds in a figure is placed
in the table of figures, at the line to mend.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scripts.checks.rows import readable
from scripts.checks.rules import Rule, read_rules
from scripts.checks.typable import is_typable
from scripts.deriving.cuts import declared
from scripts.deriving.figures import IDENTIFIER, source_of
from scripts.deriving.figures import TABLE as FIGURES
from scripts.engines.findings import pairs
from scripts.errors import ProjectError
from scripts.identifiers import identifier
from scripts.issues import Issue, issue
from scripts.records import Record, UnreadableError, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.checks.database import Database
    from scripts.checks.subject import Subject
    from scripts.descriptor import Source
    from scripts.model import Package, Resource

CELLS = "cells"
_CELLS = re.compile(rf"\b{CELLS}\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Issue]:
    """What keeps the tables from being typed or derived, what the rules find, what is wrong with them."""
    if subject.broken:
        return
    package, _ = readable(subject)
    names = {table.name for table in subject.package().tables}
    named = {entry.get("name") for entry in declared(package) if isinstance(entry, dict)} - names
    rules, wrong = read_rules(subject.source, {*names, *filter(None, named)})
    derives = source_of(package) is not None
    if not rules and not derives and all(is_typable(subject.source.base, t) for t in package.tables):
        yield from wrong  # no rule asks for the tables, nothing is derived from them, and they could be typed
        return
    typed, faults = _typed(subject.source.base, package)
    yield from faults + wrong
    from scripts.checks.database import Database, view

    closed = {view(name): name for name in names - set(typed)}
    derived: dict[str, Any] = {}
    if derives and not closed:
        yield from _derive(subject.source, package, derived)
    if derives and not derived:
        blame = min(closed.values(), default=FIGURES)
        closed |= {view(str(name)): blame for name in (*named, FIGURES)}
    if not rules:
        return
    if CELLS not in names and any(_CELLS.search(rule.sql) for rule in rules):
        derived[CELLS] = _cells(subject.source.base, package, typed)
        if lost := sorted(names - set(typed)):
            closed[CELLS] = lost[0]
    with Database({**typed, **derived}) as database:
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


def _derive(source: Source, package: Package, derived: dict[str, Any]) -> Iterator[Issue]:
    """Add the table of figures with its identifiers, and its cuts, or say why they cannot be derived."""
    from scripts import tables
    from scripts.deriving.expand import expand

    try:
        whole, cells = expand(package, {r.name: tables.read_cells(source.base, r) for r in package.tables})
        known = {resource.name for resource in package.tables} - {FIGURES}
        derived |= {r.name: tables.to_table(r, cells[r.name]) for r in whole.tables if r.name not in known}
    except (ProjectError, ValueError, ArithmeticError) as error:
        derived.clear()
        yield issue("rule-error", "observations", path=source.path.name, note=error)


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
    """One issue for each row of an answer, at the line that its key, identifier or column `line` tells."""
    from scripts.tables import to_text

    table = next((t for t in package.tables if t.name == rule.table), None)
    of_figures = table is None or table.name == FIGURES
    if of_figures:
        table = next((t for t in package.tables if t.name == FIGURES), table)
    key = (IDENTIFIER,) if of_figures else table.schema.row_key if table and table.schema else ()
    placed = _placed(base, table, by_name=of_figures) if table and rows and set(key) <= set(columns) else {}
    for row in rows:
        texts = {name: to_text(value) for name, value in zip(columns, row, strict=True)}
        record = placed.get(tuple(texts.get(name, "") for name in key))
        place: dict[str, Any] = {"path": table.paths[0] if table else rule.path}
        if record is not None:
            place = {"path": record.path, "line": record.line, "row": record.row}
        elif texts.get("line", "").isdigit():
            place["line"] = int(texts["line"])
        yield issue(
            "coherence",
            severity=rule.severity,
            resource=table.name if table else rule.table,
            field=rule.field,
            value=texts.get(rule.field, ""),
            rule=rule.path,
            title_fr=rule.title_fr,
            title_en=rule.title_en,
            found=pairs(texts),
            **place,
        )


def _placed(base: Path, table: Resource, *, by_name: bool) -> dict[tuple[str, ...], Record]:
    """The records of a table by their key, or by their identifier."""
    if table.schema is None or not table.schema.row_key:
        return {}
    positions = [table.schema.field_names.index(name) for name in table.schema.row_key]
    found: dict[tuple[str, ...], Record] = {}
    try:
        for record in records(base, table):
            if len(record.cells) == len(table.schema.fields):
                key = tuple(record.cells[place] for place in positions)
                found[(identifier(table.name, key),) if by_name else key] = record
    except UnreadableError:
        return {}
    return found
