"""The coherence check: typed tables, what is derived from them, and the package's own SQL rules over all.

Each table is a view under its name with `_` for `-`, and so is each cut; the table of figures has its
identifiers and units. `cells`, which has every cell of every table that people edit as a row (identifier,
table, field, value, place in the key), is made when a rule reads it. What a rule finds in a figure is placed
in the table of figures, at the line to mend.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scripts.check.rows import readable
from scripts.check.rules import Rule, read_rules
from scripts.derive.declared import PROPERTY
from scripts.derive.declared import names as cuts_of
from scripts.derive.source import IDENTIFIER, source_of
from scripts.derive.source import TABLE as FIGURES
from scripts.reading.exact.findings import pairs
from scripts.reading.issues import LANGUAGES, Issue, issue
from scripts.reading.model.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.check.database import Database
    from scripts.check.subject import Subject
    from scripts.derive.whole import Table
    from scripts.reading.model.package import Package
    from scripts.reading.rows.files import Files

CELLS = "cells"
_CELLS = re.compile(rf"\b{CELLS}\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Issue]:
    """What keeps the tables from being typed or derived, what the rules find, what is wrong with them."""
    (package, _), whole = readable(subject), subject.package()
    names, cuts = {table.name for table in whole.tables}, set(cuts_of(whole))
    rules, wrong = read_rules(subject.source, names | cuts)
    derives = source_of(whole) is not None or PROPERTY in whole.extra
    if not (rules or derives or subject.house):  # nobody asks for the tables
        yield from wrong
        return
    package = replace(package, resources=tuple(t for t in package.tables if t.name in names))
    read, faults = _read(subject.source.files, package)
    yield from faults + wrong
    typed = {name: found.typed for name, found in read.items()}
    from scripts.check.database import Database, view

    lost = sorted(names - set(typed))
    closed = {view(name): name for name in lost}
    if derives:
        from scripts.check.derived import derive

        made, faults = derive(subject.source, package, read) if not lost else ({}, [])
        yield from faults
        typed |= made
        closed |= {view(name): lost[0] if lost else FIGURES for name in {*cuts, FIGURES} - set(made)}
    if not rules:
        return
    if CELLS not in names and any(_CELLS.search(rule.sql) for rule in rules):
        typed[CELLS] = _cells(package, read)
        closed |= {CELLS: lost[0]} if lost else {}
    with Database(typed) as database:
        for done, rule in enumerate(rules):
            subject.progress("rules", done, len(rules))
            yield from _apply(rule, database, closed, package, subject.source.files)


def _read(files: Files, package: Package) -> tuple[dict[str, Table], list[Issue]]:
    """The tables by name, as they would be published, and an issue for each that cannot be typed."""
    from scripts.derive import whole

    found: dict[str, Table] = {}
    faults: list[Issue] = []
    for table in package.tables:
        try:
            found[table.name] = whole.table(files, table)
        except (ProjectError, ValueError, ArithmeticError) as error:
            place = {"resource": table.name, "path": next(iter(table.paths), "")}
            faults.append(issue("source-error", "typed", **_notes(error), **place))
    return found, faults


def _notes(error: Exception) -> dict[str, str]:
    """What an error says, in the language of each reader where it has it."""
    if isinstance(error, ProjectError):
        return {f"note_{lang}": error.said(lang) for lang in LANGUAGES}
    return {"note": str(error)}


def _cells(package: Package, tables: Mapping[str, Table]) -> Any:
    """Every cell of these tables."""
    from scripts.reading import cells

    own = replace(package, resources=tuple(found.resource for found in tables.values()))
    return cells.build(own, {name: found.cells for name, found in tables.items()})


def _apply(
    rule: Rule, database: Database, closed: Mapping[str, str], package: Package, files: Files
) -> Iterator[Issue]:
    """What one rule finds; `closed` are the views that are not there, with the table to blame for each."""
    from scripts.check.database import NotAQueryError, QueryError

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
        yield from _contradictions(rule, columns, rows, package, files)


def _contradictions(
    rule: Rule, columns: list[str], rows: list[tuple[Any, ...]], package: Package, files: Files
) -> Iterator[Issue]:
    """One issue for each row of an answer, at the line that its key, identifier or column `line` tells."""
    from scripts.check.derived import place, placed
    from scripts.reading.identifiers import identifier
    from scripts.reading.tables import to_text

    table = next((t for t in package.tables if t.name == rule.table), None)
    of_figures = table is None or table.name == FIGURES
    if of_figures:
        table = next((t for t in package.tables if t.name == FIGURES), table)
    key = (IDENTIFIER,) if of_figures else table.schema.row_key if table and table.schema else ()
    told = bool(key) and set(key) <= set(columns)
    found = placed(files, table, by_name=of_figures) if table and rows and told else {}
    for row in rows:
        texts = {name: to_text(value) for name, value in zip(columns, row, strict=True)}
        own = tuple(texts[name] for name in key) if told else ()
        where: dict[str, Any] = place(table, found.get(own)) if table else {"path": rule.path}
        if "line" not in where and texts.get("line", "").isdigit():
            where["line"] = int(texts["line"])
        yield issue(
            "coherence",
            severity=rule.severity,
            resource=table.name if table else rule.table,
            field=rule.field,
            value=texts.get(rule.field, ""),
            rule=rule.path,
            identifier=own[0] if of_figures and own else identifier(rule.table, own) if own else "",
            title_fr=rule.title_fr,
            title_en=rule.title_en,
            found=pairs(texts),
            **where,
        )
