"""Key figures: what the studies and the laboratory counted, each with its study, its source and its note."""

from __future__ import annotations

from typing import Any

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Figure
from explorer.figures.survey.absences import reason
from explorer.figures.survey.enumerated import study_named
from explorer.figures.survey.lookup import labels, order, plain, rows_by_code
from explorer.figures.survey.marks import mark, status_keys
from explorer.figures.survey.provenance import provenance
from explorer.published import Release
from explorer.reader import Reader

TABLE = "key-figures"
YEAR = "year"


def key_figures(release: Release, reader: Reader) -> Figure:
    """All of them, in a table."""
    cells = release.table(TABLE)
    studies = order(release, "studies", cells["study"])
    keys = cells.assign(_place=cells["study"].map(studies.index))
    rows = cells.loc[keys.sort_values(["_place", "indicator", "value"], kind="stable").index]
    rows = rows.reset_index(drop=True)
    count = int(rows["value"].notna().sum())
    return Figure(
        name=TABLE,
        cut=TABLE,
        title=reader.say("keyfigures.title"),
        sentence=reader.say("keyfigures.sentence", count=count),
        claims=(claims.known(TABLE, (), count),),
        reading="",
        panels=(),
        table=_table(release, reader, rows),
        rows=rows,
        provenance=provenance(release, TABLE, rows, reader),
        legend=status_keys(release, rows, reader),
    )


def counted(release: Release, reader: Reader, row: dict[str, Any]) -> str:
    """A value with its qualifier, unit and mark: « plus de 674 000 », « 1,5 million € », « 2006 »."""
    if row["value"] is None:
        return reader.say(f"value.{reason(row['status'])}")
    if row["unit"] == YEAR:  # a year has no thousands
        value = str(int(row["value"]))
    else:
        value = reader.quantity(row["value"], rows_by_code(release, "units").get(str(row["unit"]), {}))
    qualifier = labels(release, "qualifiers", reader).get(str(row["qualifier"]), "")
    sign = mark(row["status"])
    return f"{qualifier} {value}".strip() + (f"\u00a0{sign}" if sign else "")


def _table(release: Release, reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    known, populations = labels(release, "indicators", reader), labels(release, "populations", reader)
    sources = rows_by_code(release, "sources")
    return pd.DataFrame(
        [
            {
                reader.say("conflicts.what"): known[row["indicator"]],
                reader.say("column.value"): counted(release, reader, row),
                reader.say("dynamics.population"): populations.get(str(row["population"]), ""),
                reader.say("figure.study"): study_named(release, reader, str(row["study"])).words,
                reader.say("dynamics.year"): str(row["year"] or reader.say("series.undated")),
                reader.say("figure.source"): reader.typeset(
                    str(sources.get(str(row["source"]), {}).get("publisher") or row["source"])
                ),
                reader.say("column.note"): reader.words(row, "note"),
            }
            for row in plain(rows)
        ]
    )
