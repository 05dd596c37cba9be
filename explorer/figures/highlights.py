"""The key figures of the home page: a value, what it counts, of whom, when, printed where."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from explorer.address import identify
from explorer.figures import claims
from explorer.figures.figure import Provenance
from explorer.figures.lookup import labels, rows_by_code
from explorer.figures.marks import mark
from explorer.figures.provenance import provenance
from explorer.published import Release
from explorer.reader import Reader

# name (its words are `highlight.<name>`), table, what the row must be. To add one: a line here, its words in
# texts/home.py.
HIGHLIGHTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("companies", "national-rates",
     {"indicator": "practice_rate", "study": "phare_entreprises_2015", "population": "companies_10_plus"}),
    ("associations", "national-rates",
     {"indicator": "practice_rate", "study": "phare_associations_2015", "population": "associations"}),
    ("partnerships", "key-figures",
     {"indicator": "partnerships_number", "study": "phare", "status": "A"}),
)  # fmt: skip


@dataclass(frozen=True)
class Highlight:
    """A figure in large, and what must be known to read it."""

    name: str
    value: str
    words: str
    provenance: Provenance
    identifier: str
    claims: tuple[claims.Claim, ...] = ()


def highlights(release: Release, reader: Reader) -> list[Highlight]:
    """Those that the release has, in order; a table or a row that is absent leaves one out."""
    found = []
    for name, table, wanted in HIGHLIGHTS:
        if table not in release.tables:
            continue
        cells = release.table(table)
        keep = pd.Series(data=True, index=cells.index)
        for column, code in wanted.items():
            keep &= cells[column] == code
        rows = cells[keep & cells["value"].notna()]
        if len(rows) == 1:
            row = rows.iloc[0]
            found.append(
                Highlight(
                    name,
                    _printed(release, rows, reader),
                    reader.say(f"highlight.{name}"),
                    provenance(release, table, rows, reader),
                    identify(release, table, rows)[0],
                    (claims.value(table, _key(row, wanted), row["value"], row["status"]),),
                )
            )
    return found


def _key(row: pd.Series, wanted: dict[str, str]) -> claims.Where:
    """What selects the one row that has a value."""
    return claims.only(row, *wanted, "source")


def _printed(release: Release, rows: pd.DataFrame, reader: Reader) -> str:
    """The value with its qualifier (« plus de »), unit and mark."""
    row = rows.iloc[0]
    unit = rows_by_code(release, "units").get(str(row["unit"]), {})
    qualifier = (
        labels(release, "qualifiers", reader).get(str(row["qualifier"]), "")
        if pd.notna(row["qualifier"])
        else ""
    )
    value = reader.quantity(row["value"], unit)
    return " ".join(part for part in (qualifier, value + mark(row["status"])) if part)
