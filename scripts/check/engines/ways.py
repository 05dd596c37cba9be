"""From the name of an engine to the ways in which it reads a table: the one loop over the tables.

A way proves most rows, or says why it cannot; the table then goes to the next way, in the end to `stdlib`,
and one that `stdlib` does not know to frictionless.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scripts.check.engines import stdlib
from scripts.check.engines.choice import SPARK, Told, is_large, is_tiny, quiet, reason_against
from scripts.check.engines.exact import Scanned, UnsureError
from scripts.check.engines.patience import SlowPatternError
from scripts.check.engines.rules import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from scripts.check.engines.exact import Targets
    from scripts.check.engines.rules import Table
    from scripts.issues import Issue
    from scripts.model.package import Package, Resource
    from scripts.read.descriptor import Source

Progress = Callable[[int], None]
# What proves most rows, and who tries first.
WAYS = ("native", "polars")


class Tried(NamedTuple):
    """Which way could read a table and what it found; or no way and nothing. `why` not the way asked for."""

    way: str
    why: str
    found: Scanned | None


class Way(Protocol):
    """What is wrong in one table. UnsureError or one of stdlib.LEFT where it cannot be told."""

    def __call__(
        self, base: Path, table: Table, targets: Callable[[], Targets], progress: Progress, *, beyond: bool
    ) -> Scanned:
        """`beyond`: what frictionless looks at only where that is asked for."""


def _by(way: str, folder: str) -> Way:
    """The way of that name; what it needs is imported now."""
    if way == SPARK:
        from scripts.check.engines import spark

        return partial(spark.check, folder=folder)
    if way == "native":
        from scripts.check.engines.native import check
    else:
        from scripts.check.engines.scan import check
    return check


def ways_of(engine: str, base: Path, resource: Resource) -> tuple[str, ...]:
    """The ways in which an engine tries a table before it is read record by record."""
    if engine not in ("auto", SPARK):
        return (engine,) if engine in WAYS else ()
    if is_tiny(base, resource):
        return ()
    if not is_large(base, resource):
        return ("native",)
    return (SPARK, *WAYS) if engine == SPARK else WAYS


def scanned(
    source: Source, resource: Resource, package: Package, engine: str, progress: Progress, *, beyond: bool
) -> Tried:
    """The way that could read a table, and what it found; or why none could."""
    name, _, folder = engine.partition(":")
    ways = ways_of(name, source.base, resource)
    small = "too small for a cluster" if name == SPARK and SPARK not in ways else ""
    if not ways:
        return Tried("", small, None)
    try:
        table = table_of(resource, package)
    except stdlib.LEFT as error:
        return Tried("", str(error) or type(error).__name__, None)

    @cache
    def targets() -> Targets:
        return [stdlib.target(source.base, table, key, package) for key in table.schema.foreign_keys]

    reasons = [small] if small else []
    for way in ways:
        reason = reason_against(way, table)
        if not reason:
            try:
                found = _by(way, folder)(source.base, table, targets, progress, beyond=beyond)
            except (UnsureError, SlowPatternError, *stdlib.LEFT) as error:
                reason = str(error) or type(error).__name__
            else:
                return Tried(way, reasons[0] if name == SPARK and reasons else "", found)
        reasons.append(reason)
    return Tried("", reasons[0 if name == SPARK else -1], None)


def rows_of(engine: str) -> Callable[..., Iterator[Issue]]:
    """The engine: what is wrong in the rows and keys of a package's tables, table by table."""

    def rows(
        source: Source,
        package: Package,
        progress: Progress,
        told: Told = quiet,
        done: Collection[str] = (),
    ) -> Iterator[Issue]:
        read = 0
        for resource in package.tables:
            if resource.name not in done:
                tell = lambda part, read=read: progress(read + part)  # noqa: E731 -- typed by _checked
                yield from _checked(source, resource, package, engine, told, tell)
            read += sum((source.base / path).stat().st_size for path in resource.paths)
            progress(read)

    return rows


def _checked(
    source: Source, resource: Resource, package: Package, engine: str, told: Told, progress: Progress
) -> list[Issue]:
    """The issues of one table; `told` which engine found them and, where it is another one, why."""
    way, why, found = scanned(source, resource, package, engine, progress, beyond=False)
    if found is None:
        return stdlib.checked(source, resource, package, told, why, progress)
    told(resource.name, way, why)
    return found.issues
