"""The header: the faults of its labels, and the columns that the rows are then read with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.check.engines import findings
from scripts.check.engines.cells import judge_of
from scripts.check.engines.findings import At
from scripts.check.engines.rules import SAMPLE, Column
from scripts.issues import issue
from scripts.model.package import Field, Schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.check.engines.rules import Table
    from scripts.check.engines.tokens import Numbered
    from scripts.issues import Issue


@dataclass(frozen=True, slots=True)
class Layout:
    """What the header says: its faults, and the columns that cells are read as.

    A label beyond the fields is a column of its own, of any type (its index is -1); a field beyond the labels
    is no column at all: the header's fault is said once, not at every row.
    """

    issues: tuple[Issue, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(column.field.name for column in self.columns if column.index >= 0)


def layout_of(table: Table, records: Iterable[Numbered]) -> Layout:
    """The layout of a table, from its first SAMPLE records (as many as frictionless looks at)."""
    labels: list[str] = []
    before: dict[int, str] = {}
    filled = False
    dialect = table.dialect
    for row, _, cells in records:
        if row > SAMPLE:
            break
        if table.is_comment(row, cells):
            continue
        if dialect.header and row in dialect.header_rows:
            _join(labels, before, [cell.strip() for cell in cells], dialect.header_join)
        if row >= table.first_row:
            filled = True
            break
    found = list(_faults(table, labels)) if labels else []
    if not labels and not filled:
        path = table.resource.paths[0]
        found.append(
            issue("source-error", resource=table.resource.name, path=path, note="the source is empty")
        )
    return Layout(tuple(found), _columns(table, labels) if labels else table.columns)


def _join(labels: list[str], before: dict[int, str], cells: list[str], joint: str) -> None:
    """Put one header row under the others."""
    for index, cell in enumerate(cells):
        if before.get(index) == cell:
            continue
        before[index] = cell
        if len(labels) <= index:
            labels.append(cell)
        else:
            labels[index] = joint.join([labels[index], cell])


def _faults(table: Table, labels: list[str]) -> Iterator[Issue]:
    """extra-label, missing-label, blank-label, duplicate-label, incorrect-label."""
    row = table.dialect.header_rows[0]
    at = At(table.resource.name, table.resource.paths[0], row if row == 1 else 0, row)
    fields = table.schema.fields
    for position, label in enumerate(labels[len(fields) :], start=len(fields) + 1):
        yield findings.label(at, "extra-label", position, "", label)
    for position, field in enumerate(fields[len(labels) :], start=len(labels) + 1):
        yield findings.label(at, "missing-label", position, field.name, "")
    for position, (field, label) in enumerate(zip(fields, labels, strict=False), start=1):
        if not label:
            yield findings.label(at, "blank-label", position, field.name, "")
        elif label in labels[: position - 1]:
            yield findings.label(at, "duplicate-label", position, field.name, label)
        elif label != field.name:
            yield findings.label(at, "incorrect-label", position, field.name, label)


def _columns(table: Table, labels: list[str]) -> tuple[Column, ...]:
    columns = list(table.columns[: len(labels)])
    names = {column.field.name for column in columns}
    for label in labels[len(columns) :]:
        name, suffix = label, 2
        while name in names:
            name, suffix = f"{label}{suffix}", suffix + 1
        names.add(name)
        field = Field(name)
        columns.append(Column(-1, field, judge_of(field, Schema((field,)))))
    return tuple(columns)
