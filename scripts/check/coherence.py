"""The coherence check: typed tables, what is derived from them, and the package's own SQL rules over all.

Each table is a view under its name with `_` for `-`, and so is each cut; the table of figures has its
identifiers and units. `cells`, which has every cell of every table that people edit as a row (identifier,
table, field, value, place in the key), is made when a rule reads it. What a rule finds in a figure is placed
in the table of figures, at the line to mend.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.check import period
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
    from collections.abc import Container, Iterator, Mapping

    from scripts.check.database import Database
    from scripts.check.subject import Subject
    from scripts.derive.whole import Tables
    from scripts.reading.columnar.plain import PlainCsv
    from scripts.reading.columnar.values import Table, Values
    from scripts.reading.model.package import Package
    from scripts.reading.rows.files import Files

CELLS = "cells"
_CELLS = re.compile(rf"\b{CELLS}\b", re.IGNORECASE)


class _Wanted(NamedTuple):
    """The tables, those that are asked for, and the cuts to derive; None where nothing is derived."""

    tables: Tables
    names: set[str]
    cuts: set[str] | None


def check(subject: Subject) -> Iterator[Issue]:
    """What keeps the tables from being typed or derived, what the rules find, what is wrong with them."""
    (package, _), whole = readable(subject), subject.package()
    names, cuts = {table.name for table in whole.tables}, set(cuts_of(whole))
    rules, wrong = read_rules(subject.source, names | cuts)
    derives = source_of(whole) is not None or PROPERTY in whole.extra
    yield from wrong
    if not (rules or derives or subject.house):  # nobody asks for the tables
        return
    package = replace(package, resources=tuple(t for t in package.tables if t.name in names))
    asked = names if subject.house else _asked(rules, whole, derives=derives)
    with subject.opened() as tables:
        read, faults = _read(tables, package, asked)
        yield from faults
        if subject.house:
            typed = {name: found.typed for name, found in read.items()}
            yield from period.faults(subject.source, package, typed)
        yield from _ruled(subject, package, read, rules, _Wanted(tables, asked, cuts if derives else None))


def _asked(rules: list[Rule], package: Package, *, derives: bool) -> set[str]:
    """The names of the tables that the rules read, or that what is derived needs."""
    from scripts.check.database import Database, QueryError, view
    from scripts.derive.reached import reached

    names, used = {table.name for table in package.tables}, set[str]()
    with Database({}) as database:
        for rule in rules:
            with suppress(QueryError):  # which is told when the rule is run
                used |= {name.lower() for name in database.used(rule.sql)}
    if CELLS in used and CELLS not in names:
        return names
    derived = reached(package, FIGURES) if derives and FIGURES in names else set()
    return derived | {name for name in names if view(name).lower() in used}


def _ruled(
    subject: Subject, package: Package, read: Mapping[str, Table], rules: list[Rule], wanted: _Wanted
) -> Iterator[Issue]:
    """What these rules find in the tables that were read."""
    from scripts.check.database import Database, view

    tables, names, cuts = wanted
    typed = {name: found.typed for name, found in read.items()}
    lost = sorted(names - set(typed))
    closed = {view(name): name for name in lost}
    if cuts is not None:
        from scripts.check.derived import derive

        made, faults = derive(subject.source, package, tables, set(read)) if not lost else ({}, [])
        yield from faults
        typed |= made
        closed |= {view(name): lost[0] if lost else FIGURES for name in {*cuts, FIGURES} - set(made)}
    if not rules:
        return
    queries: dict[str, str] = {}
    large: list[PlainCsv] = []
    if CELLS not in names and any(_CELLS.search(rule.sql) for rule in rules):
        small, queries, large = _cells(package, read)
        typed |= small
        closed |= {CELLS: lost[0]} if lost else {}
    files, rows = [texts.path for texts in large], sum(map(len, large))
    with Database(typed, queries, files, rows, subject.source.budget) as database:
        for done, rule in enumerate(rules):
            subject.progress("rules", done, len(rules))
            yield from _apply(rule, database, closed, package, subject.source.files)


def _read(tables: Tables, package: Package, asked: Container[str]) -> tuple[dict[str, Table], list[Issue]]:
    """The tables by name, as they would be published, and an issue for each that cannot be typed."""
    found: dict[str, Table] = {}
    faults: list[Issue] = []
    for table in (table for table in package.tables if table.name in asked):
        try:
            found[table.name] = tables.table(table)
        except (ProjectError, ValueError, ArithmeticError) as error:
            place = {"resource": table.name, "path": next(iter(table.paths), "")}
            faults.append(issue("source-error", "typed", **_notes(error), **place))
    return found, faults


def _notes(error: Exception) -> dict[str, str]:
    """What an error says, in the language of each reader where it has it."""
    if isinstance(error, ProjectError):
        return {f"note_{lang}": error.said(lang) for lang in LANGUAGES}
    return {"note": str(error)}


def _cells(
    package: Package, tables: Mapping[str, Table]
) -> tuple[dict[str, Values], dict[str, str], list[PlainCsv]]:
    """Every cell of these tables: those of small ones, the view of all, and the large ones in it."""
    from scripts.reading import cells
    from scripts.reading.columnar.plain import PlainCsv

    own = replace(package, resources=tuple(found.resource for found in tables.values()))
    large = [(found.resource, found.cells) for found in tables.values() if isinstance(found.cells, PlainCsv)]
    apart = {resource.name for resource, _ in large}
    small = cells.build(own, {name: found.cells for name, found in tables.items() if name not in apart})
    if not large:
        return {CELLS: small}, {}, []
    parts = [f'FROM "{CELLS} of small tables"', *(cells.query(*one) for one in large)]
    view = " UNION ALL ".join(filter(None, parts))
    return {f"{CELLS} of small tables": small}, {CELLS: view}, [texts for _, texts in large]


def _apply(
    rule: Rule, database: Database, closed: Mapping[str, str], package: Package, files: Files
) -> Iterator[Issue]:
    """What one rule finds; `closed` are the views that are not there, with the table to blame for each."""
    from scripts.check.database import NotAQueryError, QueryError

    try:
        lost = sorted(database.used(rule.sql) & set(closed)) if closed else []
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
