"""The `polars` engine: one streaming scan proves most rows right, plain Python judges the others.

    shape.py        which records are ragged, and where each begins (a scan of the lines)
    prefilter.py    cells that are surely right; patterns.py: regular expressions that accept no more
    hashes.py       rows that may repeat another's key
    suspects.py     the rows that are left, judged by exact.py in their order

The verdict is always the exact stage's: the scan only says which rows need none. A table that the scan is
not sure to read as Python does is left to `stdlib`, and one that `stdlib` does not know to frictionless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.engines import stdlib
from scripts.engines.choice import reason_for_stdlib
from scripts.engines.rules import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.descriptor import Source
    from scripts.issues import Issue
    from scripts.model import Package


def rows(source: Source, package: Package, progress: Callable[[int], None]) -> Iterator[Issue]:
    """What is wrong in the rows and keys of the package's tables, table by table."""
    from scripts.engines.scan import check
    from scripts.engines.shape import UnsureError

    done = 0
    for resource in package.tables:
        try:
            table = table_of(resource, package)
            found = None if reason_for_stdlib(table) else check(source.base, table, package)
        except (UnsureError, *stdlib.LEFT):
            found = None
        if found is None:
            found = stdlib.checked(source, resource, package)
        yield from found
        done += sum((source.base / path).stat().st_size for path in resource.paths)
        progress(done)
