"""The rows that a scan did not prove, each with its verdict: their issues, whoever has scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.check.engines.scanned import Scanned
from scripts.reading.exact.beyond import Beyond
from scripts.reading.exact.rows import Keys
from scripts.reading.issues import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def reported(
    rows: Iterable[Row],
    table: Table,
    layout: Layout,
    targets: Targets,
    count: int,
    *,
    beyond: bool,
    most: int,
) -> Scanned:
    """What a scan of `count` rows comes back with: keys are compared in the order of the file.

    `most` issues of a kind are kept, the last standing for the others.
    """
    in_order = sorted(rows, key=lambda row: row.at.row)
    exact = _exact(in_order, Keys(table, layout, targets, lambda line: line))
    issues = [*layout.issues, *folded(exact, most)]
    more = folded(_beyond(in_order, Beyond(table, layout)), most) if beyond else ()
    return Scanned(issues, list(more), count)


def _exact(rows: Iterable[Row], keys: Keys) -> Iterator[Issue]:
    """The issues that frictionless finds too."""
    for at, cells, judged in rows:
        yield from judged.issues
        if keys.present:
            yield from keys.judge(judged.values, cells, at.line, at.itself)


def _beyond(rows: Iterable[Row], rules: Beyond) -> Iterator[Issue]:
    """What frictionless passes over."""
    for at, cells, judged in rows if not rules.idle else ():
        yield from rules.apply(judged.values, cells, at)
