"""The `stdlib` engine: the exact reading (reading/exact/), record by record. It reads every table.

At once on small tables: it starts in a fraction of the time that any library takes to be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check.engines.scanned import Scanned
from scripts.reading.exact.patience import SECONDS, SlowPatternError
from scripts.reading.exact.records import LOST, closed, lost
from scripts.reading.exact.whole import rows, seen
from scripts.reading.issues import Fold, issue
from scripts.reading.issues.budget import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.reading.exact.targets import Readings
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Resource


def checked(readings: Readings, resource: Resource, progress: Callable[[int], None]) -> Scanned:
    """What is wrong in one table, and what frictionless passes over where the tables are read so.

    UnreadableError where the table cannot be read to its end; LostTargetError where one that it refers
    to cannot be.
    """
    most = readings.files.budget.issues
    issues: list[Issue] = []
    more: list[Issue] = []
    exact, others, count, faulty = Fold(most), Fold(most), 0, 0
    try:
        found = readings.opened(resource, beyond=readings.beyond)
        issues += found.layout.issues
        for row in rows(found, readings.targets(found.table), progress):
            issues += filter(exact.passes, row.issues)
            more += filter(others.passes, row.beyond)
            count += 1
            faulty += bool(row.issues)
            if faulty > readings.files.budget.faults:
                place = {"resource": resource.name, "path": row.at.path, "line": row.at.line}
                issues.append(
                    issue("check-skipped", "beyond", **told(readings.files.budget, "faults"), **place)
                )
                break
        if readings.beyond:
            closed(found.reading)
    except SlowPatternError as error:
        about = {"resource": resource.name, "path": resource.paths[0], "value": error.cell}
        code, seconds = ("check-skipped", error.seconds) if error.seconds else ("source-error", SECONDS)
        slow = issue(code, "slow", **about, pattern=error.pattern, seconds=f"{seconds:g}")
        return Scanned([slow], [], count)
    except LOST as error:
        raise lost(resource, error) from None
    issues += exact.rest()
    return Scanned(issues, [*more, *others.rest(), *seen(found)] if readings.beyond else [], count)
