"""The `auto` engine: table by table, the one that answers first.

Small tables are read by plain Python before Polars is imported; the others go to Polars. Both leave to
frictionless what they do not know to the letter.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from scripts.engines import polars, stdlib
from scripts.engines.choice import SMALL, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.descriptor import Source
    from scripts.engines.choice import Told
    from scripts.issues import Issue
    from scripts.model import Package


def rows(
    source: Source, package: Package, progress: Callable[[int], None], told: Told = quiet
) -> Iterator[Issue]:
    """What is wrong in the rows and keys of the package's tables, table by table."""
    done = 0
    for resource in package.tables:
        size = sum((source.base / path).stat().st_size for path in resource.paths)
        if size < SMALL:
            yield from stdlib.checked(
                source,
                resource,
                package,
                told,
                f"{size} bytes",
                lambda part, done=done: progress(done + part),  # type: ignore[misc]
            )
        elif find_spec("polars") is None:
            yield from stdlib.checked(source, resource, package, told, "polars is not installed")
        else:
            yield from polars.checked(source, resource, package, told)
        done += size
        progress(done)
