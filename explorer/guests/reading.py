"""A table of others, read by the reader of `validate`: as many rows as there is room for."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from explorer.guests.fetched import Fetched, unread, untold
from explorer.guests.patterns import matcher, unchecked
from explorer.guests.rules import Budget, Refused, plain
from explorer.guests.tables import Table
from scripts.reading import recognise
from scripts.reading.exact.layout import layout_of
from scripts.reading.exact.records import LOST
from scripts.reading.exact.table import table_of
from scripts.reading.exact.whole import Opened, Row, opened, recognised, rows, seen
from scripts.reading.issues import Issue, issue
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.reading.rows.form import DELIMITED, Form, form_of
from scripts.reading.rows.reading import Reading
from scripts.reading.values.base import text_of

PACE = 2_000  # rows between two looks at the clock


def read_table(resource: Resource, files: Fetched, budget: Budget, cells: int) -> Table:
    """A table, its first rows where it has more than so many cells. Refused where it cannot be read."""
    try:
        form = replace(form_of(resource), compression="", inner="")
        form, told = _looked_at(resource, form, files)
        bare = resource.schema is None or not resource.schema.fields
        if bare:
            names = Reading(files, resource, form).header.labels
            resource = replace(resource, schema=Schema(tuple(Field(name, "string") for name in names)))
            told.append(issue("check-skipped", "no-schema", resource=resource.name))
        _bounded(resource, budget)
        found = _opened(resource, form, files, budget)
        whole = not files.cut.intersection(resource.paths)
        table = _gathered(resource, found, budget, cells, whole=whole)
    except LOST as error:
        raise unread(resource, error) from None
    return replace(table, issues=(*told, *table.issues, *unchecked(resource, budget.rules)))


def _looked_at(resource: Resource, form: Form, files: Fetched) -> tuple[Form, list[Issue]]:
    """The form that a text is really in: its encoding where it is another than is said, which is told."""
    if form.kind != DELIMITED or not resource.paths:
        return form, []
    about = {"resource": resource.name, "path": resource.paths[0]}
    content = files.open(resource.paths[0]).read()
    kind = recognise.kind(content[: recognise.HEAD])
    if kind not in (recognise.TEXT, "json", "empty") and not form.encoding.startswith("utf-16"):
        raise untold(resource, issue("file-kind", kind, format=resource.format or "csv", kind=kind, **about))
    try:
        codecs.getincrementaldecoder(form.encoding)().decode(content)
    except UnicodeDecodeError as error:
        guess = recognise.encoding(content)
        if not guess:
            raise
        words = {"byte": error.start + 1, "value": f"0x{content[error.start]:02X}", "guess": guess}
        told = issue("encoding-error", "read", named=recognise.named(guess), **words, **about)
        return replace(form, encoding=guess), [told]
    return form, []


def _opened(resource: Resource, form: Form, files: Fetched, budget: Budget) -> Opened:
    """The table with its columns under the names of its labels: no value under another's."""
    package = Package("", resources=(resource,))
    table = replace(table_of(_alone(resource), package, matcher(budget.rules)), form=form)
    found = recognised(opened(files, table))
    labels = found.reading.header.labels
    if labels and found.layout.issues:
        named = replace(table, schema=replace(table.schema, extra={"fieldsMatch": "partial"}))
        columns = layout_of(named, found.reading).columns
        found = found._replace(layout=replace(found.layout, columns=columns))
    if not found.layout.names:
        shown = plain(next(iter(resource.paths), "data"))
        raise Refused("other_columns", path=shown, found=", ".join(labels[:8]))
    return found


def _bounded(resource: Resource, budget: Budget) -> None:
    shown = plain(next(iter(resource.paths), "data"))
    names = resource.schema.field_names if resource.schema else ()
    if not names:
        raise Refused("no_fields", path=shown)
    if len(names) > budget.rules.fields:
        raise Refused("too_many_fields", path=shown, limit=budget.rules.fields, found=len(names))
    if len(set(names)) < len(names):
        raise Refused("duplicate_field", path=shown, name=max(names, key=names.count))


def _alone(resource: Resource) -> Resource:
    """The table without its foreign keys, which `linked` follows once all tables are read."""
    return (
        replace(resource, schema=replace(resource.schema, foreign_keys=())) if resource.schema else resource
    )


def _gathered(resource: Resource, found: Opened, budget: Budget, cells: int, *, whole: bool) -> Table:
    """The first rows of a table, as many as there is room for; all of them where there is."""
    rules = budget.rules
    places = {c.field.name: place for place, c in enumerate(found.layout.columns) if c.index >= 0}
    texts: dict[str, list[str]] = {name: [] for name in places}
    values: dict[str, list[Any]] = {name: [] for name in places}
    lines: list[int] = []
    issues: list[Issue] = [*found.layout.issues]
    most = max(1, min(rules.rows, cells // max(1, len(found.layout.columns))))
    cut = False
    for row in rows(found, []):
        if len(lines) == most:
            cut = True
            break
        _look_at(row, resource, budget, len(lines))
        issues += [*row.issues, *row.beyond]
        lines.append(row.at.line or row.at.row)
        for name, place in places.items():
            held = place < len(row.cells)
            texts[name].append(_shown(text_of(row.cells[place])) if held else "")
            values[name].append(row.values[place] if held else None)  # noqa: PD011 (a row of the reader)
    if not whole and not cut and lines:  # the last row of a file that was cut is half a row
        lines.pop()
        issues = [item for item in issues if item.row != row.at.row]
        for column in (*texts.values(), *values.values()):
            column.pop()
    budget.spend_cells(len(lines) * len(places))
    issues += [] if cut or not whole else list(seen(found))
    index = pd.RangeIndex(len(lines))
    shown = {name: pd.Series(column, index, dtype="object") for name, column in texts.items()}
    return Table(
        resource,
        pd.DataFrame(shown, index).astype("string"),  # one block of bytes a column, no object a cell
        lines,
        {n: pd.Series([_drawn(v) for v in column], index, dtype=object) for n, column in values.items()},
        values,
        tuple(issues),
        cut or not whole,
    )


def _look_at(row: Row, resource: Resource, budget: Budget, count: int) -> None:
    """Refused where a row is beyond measure, or time is over."""
    rules, shown = budget.rules, plain(next(iter(resource.paths), "data"))
    if len(row.cells) > rules.fields:
        raise Refused("too_many_fields", path=shown, limit=rules.fields, found=len(row.cells))
    if sum(len(text_of(cell)) for cell in row.cells) > rules.cell:
        raise Refused("long_row", path=shown, limit=rules.cell)
    if count % PACE == 0:
        _ = budget.seconds


def _shown(text: str) -> str:
    return text if text.isascii() and text.isprintable() else plain(text, len(text))


def _drawn(value: Any) -> Any:
    """A value as charts count it: a finite number, a date without zone, a month as its first day."""
    if isinstance(value, Decimal):
        number = float(value)
        return number if math.isfinite(number) else math.nan
    if isinstance(value, dt.datetime | dt.time):
        return value.replace(tzinfo=None)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if hasattr(value, "month") and not isinstance(value, dt.date):
        return dt.date(value.year, value.month, 1) if 0 < value.year <= 9999 else None  # noqa: PLR2004
    return value if value is None or isinstance(value, str | int | float | dt.date) else str(value)
