"""The `polars` engine: one streaming scan proves most rows right, plain Python judges the others.

    scan.py         from the rules of a table to the rows under suspicion, and to their issues
    shape.py        which records are ragged, and where each begins (a scan of the lines)
    prefilter.py    cells that are surely right; patterns.py: regular expressions that accept no more
    references.py   keys that are surely in the table that they refer to
    hashes.py       rows that may repeat another's key

The verdict is always the exact stage's (exact.py): the scan only says which rows need none. A table that
Polars may not read as Python does is left to `stdlib`, and one that `stdlib` does not know to frictionless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.engines import stdlib
from scripts.engines.choice import quiet, reason_for_stdlib
from scripts.engines.rules import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from scripts.descriptor import Source
    from scripts.engines.choice import Told
    from scripts.engines.scan import Scanned
    from scripts.issues import Issue
    from scripts.model import Package, Resource


def rows(
    source: Source,
    package: Package,
    progress: Callable[[int], None],
    told: Told = quiet,
    done: Collection[str] = (),
) -> Iterator[Issue]:
    """What is wrong in the rows and keys of the package's tables, table by table."""
    read = 0
    for resource in package.tables:
        if resource.name not in done:
            yield from checked(source, resource, package, told)
        read += sum((source.base / path).stat().st_size for path in resource.paths)
        progress(read)


def checked(source: Source, resource: Resource, package: Package, told: Told = quiet) -> list[Issue]:
    """The issues of one table; `told` which engine found them and, where it is another one, why."""
    reasons: list[str] = []
    found = scanned(source, resource, package, reasons.append, beyond=False)
    if found is None:
        return stdlib.checked(source, resource, package, told, reasons[0])
    told(resource.name, "polars", "")
    return found.issues


def scanned(
    source: Source,
    resource: Resource,
    package: Package,
    unsure: Callable[[str], None] = lambda _: None,
    *,
    beyond: bool = True,
) -> Scanned | None:
    """What the scan finds, with what frictionless passes over; None where it is unsure, told why."""
    from scripts.engines.scan import check
    from scripts.engines.shape import UnsureError

    try:
        table = table_of(resource, package)
        reason = reason_for_stdlib(table)
        if not reason:
            return check(source.base, table, package, beyond=beyond)
    except (UnsureError, *stdlib.LEFT) as error:
        reason = str(error) or type(error).__name__
    unsure(reason)
    return None
