"""What is said of the study areas: the sentence, the national figure, the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from explorer.address import identify
from explorer.figures import bases, claims
from explorer.figures.absences import absent
from explorer.figures.figure import Listed
from explorer.figures.lookup import labels, plain, rows_by_code
from explorer.figures.marks import NORMAL, printed, qualified, spoken
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader

NATIONAL, REGIONAL = "national-rates", "regional-rates"
TESTED = ("above", "below", "not_different")


def national(release: Release, rows: pd.DataFrame, asked: dict[str, str]) -> pd.DataFrame:
    """The national figures asked for (indicator, population): of the same studies, else of the same years."""
    if NATIONAL not in release.tables or rows.empty:
        return pd.DataFrame()
    cells = release.table(NATIONAL)
    same = cells[cells["value"].notna()]
    for column, code in asked.items():
        same = same[same[column] == code]
    alike = same[same["study"].isin(rows["study"])]
    return alike if len(alike) else same[same["year"].isin(_years(release, rows))]


def _years(release: Release, rows: pd.DataFrame) -> list[int]:
    """The years of the studies of the rows."""
    studies = rows_by_code(release, "studies")
    years = {studies.get(str(study), {}).get("year") for study in rows["study"].unique()}
    return sorted(int(year) for year in years if year is not None)


def sentence(
    release: Release, reader: Reader, rows: pd.DataFrame, whole: pd.DataFrame, asked: dict[str, str]
) -> claims.Said:
    """Which areas have a figure, a doubtful one, none and why; the national figures. No ranking.

    `asked`: the indicator and the population, which select `rows` in the table of regional rates.
    """
    read = rows[rows["value"].notna()]
    groups = ("known", read[read["status"] == NORMAL]), ("doubtful", read[read["status"] != NORMAL])
    parts = [_areas(release, reader, key, group) for key, group in groups if len(group)]
    selected = claims.where(**asked, territory=tuple(rows["territory"]))
    parts.append(absent(release, reader, REGIONAL, rows, selected, of="areas"))
    parts += [_whole(release, reader, mean) for _, mean in whole.iterrows()]
    if whole.empty:
        selections = ({"study": tuple(rows["study"])}, {"year": tuple(_years(release, rows))})
        none = (claims.none(NATIONAL, claims.where(**asked, **some)) for some in selections)
        parts.append(claims.Said(reader.say("territories.mean.none"), tuple(none)))
    return claims.together(parts)


def _whole(release: Release, reader: Reader, mean: pd.Series) -> claims.Said:
    """A figure of the country, with its study and its year."""
    study = rows_by_code(release, "studies").get(str(mean["study"]), {})
    value = qualified(spoken(mean["value"], mean["status"], release, reader), mean, release, reader)
    words = reader.say("territories.mean", value=value, study=reader.words(study, "label"), year=mean["year"])
    key = claims.only(mean, "study", "population", "indicator", "source")
    stated = claims.value(NATIONAL, key, mean["value"], mean["status"])
    return claims.Said(words, (stated, claims.cell(NATIONAL, key, "year", mean["year"])))


def _areas(release: Release, reader: Reader, key: str, rows: pd.DataFrame) -> claims.Said:
    """The areas with their values, and what was tested of each."""
    names = labels(release, "territories", reader)
    said, stated = [], []
    for _, row in rows.iterrows():
        value = qualified(spoken(row["value"], row["status"], release, reader), row, release, reader)
        said.append(f"{names[row['territory']]} {value}{_against(row, reader)}")
        one = claims.only(row, "study", "population", "territory", "indicator", "source")
        stated.append(claims.value(REGIONAL, one, row["value"], row["status"]))
        if row.get("significance") in TESTED:
            stated.append(claims.tested(REGIONAL, one, str(row["significance"])))
    return claims.Said(reader.say(f"territories.{key}", areas=reader.listing(said)), tuple(stated))


def shown(release: Release, reader: Reader, row: Mapping[str, Any] | pd.Series) -> str:
    """The value as it is printed on a map or in a list: its qualifier, its mark, or why there is none."""
    return qualified(printed(row["value"], row["status"], reader), row, release, reader)


def _against(row: pd.Series, reader: Reader) -> str:
    """A comparison with the whole, only where the source marks a tested difference."""
    significance = row.get("significance")
    return reader.say(f"significance.{significance}") if significance in TESTED else ""


def area_values(
    release: Release, reader: Reader, rows: pd.DataFrame, whole: pd.DataFrame
) -> tuple[Listed, ...]:
    """The country, then every area in alphabetical order: a list to find a name in, not a ranking."""
    names = labels(release, "territories", reader)
    areas = [
        Listed(names[row["territory"]], shown(release, reader, row), identifier)
        for (_, row), identifier in zip(rows.iterrows(), identify(release, REGIONAL, rows), strict=True)
    ]
    country = reader.say("territories.country")
    addresses = identify(release, NATIONAL, whole) if len(whole) else []
    means = [
        Listed(country, shown(release, reader, mean), identifier)
        for (_, mean), identifier in zip(whole.iterrows(), addresses, strict=True)
    ]
    return (*means, *sorted(areas, key=lambda area: folded(area.name)))


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
                reader.say("column.value"): shown(release, reader, row),
                **{
                    name: said[0]
                    for name, said in bases.columns(release, REGIONAL, pd.DataFrame([row]), reader).items()
                },
                reader.say("column.test"): tests.get(row["significance"], ""),
                reader.say("column.note"): reader.words(row, "note"),
            }
        )
    table.sort(key=lambda row: folded(row[reader.say("column.territory")]))
    return pd.DataFrame(table)
