"""sdmx/observations.csv: the figures that are dated; sdmx/observations-undated.csv: those that are not."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from scripts.catalogs.sdmx import structure
from scripts.catalogs.sdmx.cube import TIME, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.catalogs.sdmx.cube import Component, Cube
    from scripts.write.describe import Release

MISSING = "NaN"  # a number that is missing on purpose
INFORMATION = "I"  # the action of who only tells


def files(release: Release, cube: Cube) -> Iterator[tuple[str, str]]:
    """The files, those that have rows; none of a table whose rows are too many."""
    if not cube.held:
        return
    for timed, rows in split(cube, release):
        if rows or timed:
            dated = timed or cube.time is None
            path = f"sdmx/{cube.resource.name}{'' if dated else '-undated'}.csv"
            yield path, _text(release, cube, rows, timed=timed)


def _text(release: Release, cube: Cube, rows: list[dict[str, str]], *, timed: bool) -> str:
    """Rows in SDMX-CSV 2.0."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    names = [one.id for one in cube.dimensions] + ([TIME] if timed else [])
    kept = [cube.measure, *cube.attributes]
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *names, *(one.id for one in kept)])
    head = ["dataflow", structure.flow(release.package, cube, timed=timed), INFORMATION]
    for row in rows:
        period = [_period(cube, row)] if timed else []
        key = [_code(one, row) for one in cube.dimensions]
        value = row[cube.measure.field.name] or MISSING
        writer.writerow([*head, *key, *period, value, *(_attribute(one, row) for one in cube.attributes)])
    return made.getvalue()


def _code(one: Component, row: Mapping[str, str]) -> str:
    """The code of a dimension."""
    text = row[one.field.name]
    return one.codelist.ids[text] if one.codelist else text


def _attribute(one: Component, row: Mapping[str, str]) -> str:
    """An attribute; an empty cell where the figure has none."""
    return _code(one, row) if row[one.field.name] else ""


def _period(cube: Cube, row: Mapping[str, str]) -> str:
    """The time of a figure; of a period of years its first day and how many they are (ISO 8601)."""
    start = row[cube.time.field.name] if cube.time else ""
    end = row[cube.end] if cube.end else ""
    return f"{start}-01-01/P{int(end) - int(start) + 1}Y" if end else start
