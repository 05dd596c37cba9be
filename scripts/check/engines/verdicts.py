"""The issues of the rows that a scan did not prove, once each has its verdict; keys are compared in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.reading.exact.beyond import Beyond
from scripts.reading.exact.rows import Keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.exact.findings import At
    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.rows import Judged, Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue


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


def beyond_of(rows: Sequence[Row], table: Table, layout: Layout) -> list[Issue]:
    """What frictionless passes over in these rows."""
    rules = Beyond(table, layout)
    issues: list[Issue] = []
    for at, cells, judged in rows:
        issues += rules.apply(judged.values, cells, at)
    return issues
