"""The `auto` engine: table by table, the one that answers first.

Small tables are read by plain Python before Polars is imported; the others go to Polars. Both leave to
frictionless what they do not know to the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.engines import polars, stdlib
from scripts.engines.choice import is_large, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from scripts.descriptor import Source
    from scripts.engines.choice import Told
    from scripts.issues import Issue
    from scripts.model import Package


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
        if resource.name in done:
            pass
        elif is_large(source.base, resource):
            yield from polars.checked(source, resource, package, told)
        else:
            tell = lambda part, read=read: progress(read + part)  # noqa: E731 -- typed by stdlib.checked
            yield from stdlib.checked(source, resource, package, told, "small", tell)
        read += sum((source.base / path).stat().st_size for path in resource.paths)
        progress(read)
