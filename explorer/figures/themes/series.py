"""The national rates as series: one a population, its points in order, and what each point continues.

Two values continue each other where the table `series` joins their studies, and neither is marked as a break
(SDMX « B », « D »). All else is a break, and its reasons are said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from explorer.address import OWN
from explorer.figures.survey.facts import by_identifier
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.provenance import PERCENT
from explorer.figures.survey.questions import why_apart
from explorer.published import Release
from explorer.reader import Reader

TABLE = "national-rates"
BREAKS = ("B", "D")  # CL_OBS_STATUS


@dataclass(frozen=True)
class Line:
    """The rows of one population, from the first year to the last; then those without a year.

    `part`: of a part of a population whose own rows are in the same studies.
    """

    population: str
    dated: tuple[dict[str, Any], ...]
    undated: tuple[dict[str, Any], ...]
    part: bool = False


@lru_cache(maxsize=8)
def indicators(release: Release) -> list[str]:
    """The indicators in percent that have a value, those of most years first, then as in their table."""
    years: dict[str, set[Any]] = {}
    for row in plain(release.table(TABLE)):
        if row["unit"] == PERCENT and row["value"] is not None:
            years.setdefault(str(row["indicator"]), set()).add(row["year"])
    known = [code for code in rows_by_code(release, "indicators") if code in years]
    return sorted(known, key=lambda code: -len(years[code]))


def lines(release: Release, indicator: str) -> list[Line]:
    """One line a population, in the order of the actors; parts of populations last.

    A value that cannot be read in one source and known from another of the same study is left to the other.
    """
    rows = [row for row in plain(release.table(TABLE)) if row["indicator"] == indicator]
    read = {(row["study"], row["population"]) for row in rows if row["value"] is not None}
    kept = [row for row in rows if row["value"] is not None or (row["study"], row["population"]) not in read]
    populations = rows_by_code(release, "populations")
    actors = list(rows_by_code(release, "actors"))

    def place(code: str) -> tuple[int, int]:
        actor = populations.get(code, {}).get("actor")
        named = list(populations)
        return (
            actors.index(actor) if actor in actors else len(actors),
            named.index(code) if code in named else len(named),
        )

    found, known = [], by_identifier(release)
    for code in sorted({str(row["population"]) for row in kept}, key=place):
        mine = [row for row in kept if row["population"] == code]
        dated = [row for row in mine if row["year"] is not None]
        dated.sort(key=lambda row: (int(row["year"]), int(row["year_end"] or row["year"])))
        part = all(known[row[OWN]].part for row in mine if row.get(OWN) in known)
        found.append(Line(code, tuple(dated), tuple(row for row in mine if row["year"] is None), part))
    return sorted(found, key=lambda line: line.part)


def steps(
    release: Release, reader: Reader, line: Line
) -> list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]]:
    """Each point of the line with the next, and why it does not continue it (empty: it does)."""
    return [(one, other, reasons(release, reader, one, other)) for one, other in pairwise(line.dated)]


def reasons(release: Release, reader: Reader, one: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    """Why the second value does not continue the first, in words: none where the series joins them."""
    apart = why_apart(release, reader, other["indicator"], other["population"], other["study"])
    found = [apart] if apart else []
    if other["status"] in BREAKS or one["status"] in BREAKS:
        found.append(reader.say("series.break.status"))
    if one["value"] is None or other["value"] is None:
        found.append(reader.say("series.break.missing"))
    return tuple(found)


def when(row: dict[str, Any], reader: Reader) -> str:
    """« 2015 », « 2018–2022 », « sans date »."""
    if row["year"] is None:
        return reader.say("series.undated")
    return f"{row['year']}\u2013{row['year_end']}" if row["year_end"] else str(row["year"])


def name(release: Release, reader: Reader, line: Line) -> str:
    """The population in words."""
    return labels(release, "populations", reader).get(line.population, line.population)
