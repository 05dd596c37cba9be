"""What is said of the study areas: the sentence, the national figure, the table."""

from __future__ import annotations

import pandas as pd

from explorer.figures.lookup import labels, plain, rows_by_code
from explorer.figures.marks import UNCERTAIN, printed, spoken
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader

NATIONAL = "national-rates"


def national(release: Release, rows: pd.DataFrame, indicator: str, population: str) -> pd.Series | None:
    """The national figure for the same indicator and population: of the same study, else of the same year."""
    if NATIONAL not in release.tables or rows.empty:
        return None
    cells = release.table(NATIONAL)
    same = cells[
        (cells["indicator"] == indicator) & (cells["population"] == population) & cells["value"].notna()
    ]
    studies = rows_by_code(release, "studies")
    years = {studies.get(str(study), {}).get("year") for study in rows["study"].unique()} - {None}
    for found in (same[same["study"].isin(rows["study"])], same[same["year"].isin(years)]):
        if len(found) == 1:
            row: pd.Series = found.iloc[0]
            return row
    return None


def sentence(release: Release, reader: Reader, rows: pd.DataFrame, mean: pd.Series | None) -> str:
    """Which areas have a figure, an uncertain one, an illegible one; the national figure. No ranking."""
    names = labels(release, "territories", reader)
    read = rows[rows["value"].notna()]
    groups = ("known", read[read["status"] != UNCERTAIN]), ("uncertain", read[read["status"] == UNCERTAIN])
    parts = []
    for key, group in groups:
        if group.empty:
            continue
        said = [
            f"{names[row['territory']]} {reader.percent(row['value'])}{_against(row, reader)}"
            for _, row in group.iterrows()
        ]
        parts.append(reader.say(f"territories.{key}", count=len(group), areas=reader.listing(said)))
    lost = len(rows) - len(read)
    if lost:
        parts.append(reader.say("territories.lost", count=lost, all=len(rows)))
    if mean is None:
        parts.append(reader.say("territories.mean.none"))
    else:
        study = rows_by_code(release, "studies").get(str(mean["study"]), {})
        value = spoken(mean["value"], mean["status"], release, reader)
        parts.append(
            reader.say("territories.mean", value=value, study=reader.words(study, "label"), year=mean["year"])
        )
    return " ".join(parts)


def _against(row: pd.Series, reader: Reader) -> str:
    """A comparison with the whole, only where the source marks a tested difference."""
    significance = row.get("significance")
    return (
        reader.say(f"significance.{significance}")
        if significance in ("above", "below", "not_different")
        else ""
    )


def area_values(
    release: Release, reader: Reader, rows: pd.DataFrame, mean: pd.Series | None
) -> tuple[tuple[str, str], ...]:
    """The country, then every area in alphabetical order: a list to find a name in, not a ranking."""
    names = labels(release, "territories", reader)
    areas = [(names[r["territory"]], printed(r["value"], r["status"], reader)) for _, r in rows.iterrows()]
    areas.sort(key=lambda area: folded(area[0]))
    if mean is None:
        return tuple(areas)
    return ((reader.say("territories.country"), printed(mean["value"], mean["status"], reader)), *areas)


def area_table(release: Release, reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    """The areas in alphabetical order: their regions, the value, what was tested."""
    names = labels(release, "territories", reader)
    region_names = labels(release, "regions", reader)
    members = release.table("territory-members")
    tests = labels(release, "significances", reader)
    table = []
    for row in plain(rows):
        regions = [
            region_names.get(str(c), str(c))
            for c in members.loc[members["territory"] == row["territory"], "region"]
        ]
        table.append(
            {
                reader.say("column.territory"): names[row["territory"]],
                reader.say("column.regions"): ", ".join(regions),
                reader.say("column.value"): printed(row["value"], row["status"], reader),
                reader.say("column.test"): tests.get(row["significance"], ""),
                reader.say("column.note"): reader.words(row, "note"),
            }
        )
    table.sort(key=lambda row: folded(row[reader.say("column.territory")]))
    return pd.DataFrame(table)
