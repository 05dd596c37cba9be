"""The `stdlib` engine: the exact reading (reading/exact/), record by record. It reads every table.

At once on small tables: it starts in a fraction of the time that any library takes to be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check.engines.scanned import Scanned
from scripts.reading.exact.patience import SECONDS, SlowPatternError
from scripts.reading.exact.records import LOST, closed, lost
from scripts.reading.exact.whole import rows, seen
from scripts.reading.issues import issue

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
    issues: list[Issue] = []
    more: list[Issue] = []
    count = 0
    try:
        found = readings.opened(resource, beyond=readings.beyond)
        issues += found.layout.issues
        for row in rows(found, readings.targets(found.table), progress):
            issues += row.issues
            more += row.beyond
            count += 1
        if readings.beyond:
            closed(found.reading)
    except SlowPatternError as error:
        about = {"resource": resource.name, "path": resource.paths[0], "value": error.cell}
        slow = issue("source-error", "slow", **about, pattern=error.pattern, seconds=f"{SECONDS:g}")
        return Scanned([slow], [], count)
    except LOST as error:
        raise lost(resource, error) from None
    return Scanned(issues, [*more, *seen(found)] if readings.beyond else [], count)
