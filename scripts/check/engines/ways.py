"""From the name of an engine to the ways in which it reads a table: the one loop over the tables.

A way proves most rows, or says why it cannot; the table then goes to the next way, in the end to `stdlib`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scripts.check.engines import stdlib
from scripts.check.engines.choice import SPARK, Told, is_large, is_tiny, quiet, reason_against
from scripts.check.engines.scanned import TOO_MANY, Scanned, UnsureError
from scripts.reading.exact.patience import SlowPatternError
from scripts.reading.exact.records import LOST, UnreadableError
from scripts.reading.exact.targets import Readings
from scripts.reading.rows.form import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scripts.reading.descriptor import Source
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Folder

Progress = Callable[[int], None]
# What proves most rows, and who tries first.
WAYS = ("native", "polars")


class Tried(NamedTuple):
    """Which way read a table, and what it found; `why` not the way asked for."""

    way: str
    why: str
    found: Scanned


class Way(Protocol):
    """What is wrong in one table. UnsureError, or what reading ends with, where it cannot be told."""

    def __call__(
        self, files: Folder, table: Table, targets: Callable[[], Targets], progress: Progress, *, beyond: bool
    ) -> Scanned:
        """`beyond`: what frictionless passes over, too."""


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


def ways_of(engine: str, files: Folder, resource: Resource) -> tuple[str, ...]:
    """The ways in which an engine tries a table before it is read record by record."""
    if engine not in ("auto", SPARK):
        return (engine,) if engine in WAYS else ()
    if is_tiny(files, resource):
        return ()
    if not is_large(files, resource):
        return ("native",)
    return (SPARK, *WAYS) if engine == SPARK else WAYS


def scanned(readings: Readings, resource: Resource, engine: str, progress: Progress) -> Tried:
    """The way that read a table, and what it found; `why` not the one asked for.

    UnreadableError where the table cannot be read to its end; LostTargetError where one that it refers
    to cannot be.
    """
    name, _, folder = engine.partition(":")
    files = readings.files
    ways = ways_of(name, files, resource) if resource.paths else ()
    reasons = ["too small for a cluster"] if name == SPARK and SPARK not in ways else []
    table = _table(readings, resource) if ways else None
    for way in ways:
        if table is None:
            break
        reason = reason_against(way, table)
        if not reason:
            targets = partial(readings.targets, table)
            try:
                found = _by(way, folder)(files, table, targets, progress, beyond=readings.beyond)
            except (
                UnsureError,
                SlowPatternError,
                ArithmeticError,
                TypeError,
                ValueError,
                RecursionError,
                *LOST,
            ) as error:
                reason = str(error) or type(error).__name__
            else:
                return Tried(way, reasons[0] if name == SPARK and reasons else "", found)
        reasons.append(reason)
        if reason == TOO_MANY:
            break  # whoever else scans it would only find as many
    why = reasons[0 if name == SPARK else -1] if reasons else ""
    return Tried("stdlib", why, stdlib.checked(readings, resource, progress))


def _table(readings: Readings, resource: Resource) -> Table | None:
    """The rules of a table; None where its form is none that is read."""
    try:
        return readings.table(resource)
    except UnsupportedError:
        return None


def rows_of(engine: str) -> Callable[..., Iterator[Issue]]:
    """The engine: what is wrong in the rows and keys of a package's tables, table by table."""

    def rows(
        source: Source,
        package: Package,
        progress: Progress,
        told: Told = quiet,
        done: Collection[str] = (),
    ) -> Iterator[Issue]:
        read, readings = 0, Readings(source.files, package, beyond=False)
        for resource in package.tables:
            if resource.name not in done:
                tell = lambda part, read=read: progress(read + part)  # noqa: E731 -- typed by scanned
                yield from _told(readings, resource, engine, told, tell)
                readings.done(resource)
            read += source.files.sizes(resource.paths)
            progress(read)

    return rows


def _told(readings: Readings, resource: Resource, engine: str, told: Told, progress: Progress) -> list[Issue]:
    """The issues of one table that frictionless finds too; `told` which way found them, and why."""
    try:
        way, why, found = scanned(readings, resource, engine, progress)
    except UnreadableError as error:
        told(resource.name, "stdlib", "")
        return [error.issue(resource.name)]
    told(resource.name, way, why)
    return found.issues
