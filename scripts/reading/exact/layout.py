"""The header: the faults of its labels, and the columns that the rows are then read with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.reading.exact import findings
from scripts.reading.exact.findings import At
from scripts.reading.exact.judges import judge_of
from scripts.reading.exact.table import Column
from scripts.reading.issues import issue
from scripts.reading.model.package import Field, Schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue
    from scripts.reading.rows.reading import Reading


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


def layout_of(table: Table, reading: Reading) -> Layout:
    """The layout of a table, by its header."""
    header = reading.header
    labels = list(header.labels)
    if not labels and header.empty:
        path = next(iter(table.resource.paths), "")
        empty = issue("source-error", "empty", resource=table.resource.name, path=path)
        return Layout((empty,), table.columns)
    if not labels:
        return Layout((), table.columns)
    path, line = reading.path_line(header.place)
    at = At(table.resource.name, path, line, header.rows[0])
    if table.match == "exact":
        return Layout(tuple(_by_order(table, labels, at)), _columns(table, labels))
    return Layout(tuple(_by_name(table, labels, at)), _named(table, labels))


def _by_order(table: Table, labels: list[str], at: At) -> Iterator[Issue]:
    """extra-label, missing-label, blank-label, duplicate-label, incorrect-label."""
    fields = table.schema.fields
    for position, label in enumerate(labels[len(fields) :], start=len(fields) + 1):
        yield findings.label(at, "extra-label", position, "", label)
    for position, field in enumerate(fields[len(labels) :], start=len(labels) + 1):
        yield findings.label(at, "missing-label", position, field.name, "")
    for position, (field, label) in enumerate(zip(fields, labels, strict=False), start=1):
        if not label:
            yield findings.label(at, "blank-label", position, field.name, "")
        elif label in labels[: position - 1] and label != field.name:
            yield findings.label(at, "duplicate-label", position, field.name, label)
        elif label != field.name:
            yield findings.label(at, "incorrect-label", position, field.name, label)


def _by_name(table: Table, labels: list[str], at: At) -> Iterator[Issue]:
    """The same where fields are found by their names, and some may be more or fewer."""
    names = table.schema.field_names
    for position, label in enumerate(labels, start=1):
        if label in labels[: position - 1]:
            yield findings.label(at, "duplicate-label", position, label, label)
        elif label not in names and table.match in ("equal", "superset"):
            yield findings.label(at, "extra-label", position, "", label)
    lost = [name for name in names if name not in labels]
    if table.match in ("equal", "subset") or len(lost) == len(names):
        for name in lost:
            yield findings.label(at, "missing-label", names.index(name) + 1, name, "")


def _columns(table: Table, labels: list[str]) -> tuple[Column, ...]:
    """The columns in the order of the fields, and those of further labels."""
    columns = list(table.columns[: len(labels)])
    return (*columns, *_others(labels[len(columns) :], {column.field.name for column in columns}))


def _named(table: Table, labels: list[str]) -> tuple[Column, ...]:
    """The columns in the order of the labels."""
    known = {column.field.name: column for column in table.columns}
    names, found = set(known), list[Column]()
    for index, label in enumerate(labels):
        column = known.pop(label, None)
        found += [replace(column, index=index)] if column else _others([label], names)
    return tuple(found)


def _others(labels: list[str], names: set[str]) -> list[Column]:
    """Columns of no field, each of a name of its own."""
    fields = [Field(name) for name in distinct(labels, names)]
    return [Column(-1, field, judge_of(field, Schema((field,)))) for field in fields]


def distinct(labels: Iterable[str], names: Collection[str] = ()) -> list[str]:
    """Labels as names of which no two are the same, nor one of `names`: numbered, as frictionless does.

    >>> distinct(["a", "b", "a", ""], ["b"])
    ['a', 'b2', 'a2', '']
    """
    taken, found = set(names), []
    for label in labels:
        name, suffix = label, 2
        while name in taken:
            name, suffix = f"{label}{suffix}", suffix + 1
        taken.add(name)
        found.append(name)
    return found
