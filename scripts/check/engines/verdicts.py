"""The issues of the rows that a scan did not prove, once each has its verdict; keys are compared in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.check.engines.beyond import Beyond
from scripts.check.engines.exact import Keys
from scripts.read.records import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.check.engines.exact import Judged, Targets
    from scripts.check.engines.findings import At
    from scripts.check.engines.header import Layout
    from scripts.check.engines.rules import Table
    from scripts.issues import Issue


class Row(NamedTuple):
    """A record with its verdict."""

    at: At
    cells: list[str]
    judged: Judged


def issues_of(rows: Sequence[Row], table: Table, layout: Layout, targets: Targets) -> list[Issue]:
    """The issues of some rows, in the order of the file."""
    keys = Keys(table, layout, targets, lambda line: line)
    issues: list[Issue] = []
    for at, cells, judged in rows:
        issues += judged.issues
        if keys.present:
            issues += keys.judge(judged.values, cells, at.line, at.itself)
    return issues


def beyond_of(rows: Sequence[Row], table: Table) -> list[Issue]:
    """What frictionless passes over in these rows."""
    rules = Beyond(table.resource.name, table.schema)
    issues: list[Issue] = []
    for at, cells, _ in rows:
        if len(cells) == len(table.columns):
            issues += rules.apply(Record(at.path, at.line, at.row, tuple(cells)))
    return issues
