"""Survey figures as lines under a heading: each a value in large, what it is, of whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.address import OWN, identify_row
from explorer.figures import claims
from explorer.figures.figure import Key, Provenance
from explorer.figures.official.context import PERCEIVED
from explorer.figures.survey import bases
from explorer.figures.survey.lookup import labels, order, plain, rows_by_code
from explorer.figures.survey.marks import MARKS, printed, qualified, status_keys
from explorer.figures.survey.provenance import provenance, whole
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Line:
    """A figure in large, what it is and counts, of whom and when, what must be known of it."""

    value: str
    words: str
    detail: str
    note: str = ""
    identifier: str = ""
    claims: tuple[claims.Claim, ...] = ()
    counts: str = ""


@dataclass(frozen=True)
class Column:
    """One kind of figures, under its own heading. `rows` are the release's own cells."""

    heading: str
    lines: tuple[Line, ...]
    none: str
    provenance: Provenance
    rows: pd.DataFrame
    legend: tuple[Key, ...] = ()


def based(column: Column, reader: Reader, key: str) -> Provenance:
    """Where a column comes from; without bases of its own, a number is said to be the study's."""
    own = "base_n" in column.rows and column.rows["base_n"].notna().any()
    return column.provenance if own else whole(column.provenance, reader, key)


def survey_column(release: Release, reader: Reader, table: str, rows: pd.DataFrame, none: str) -> Column:
    """Survey rows as lines, the newest of a population first: value, what was asked, who answered when.

    Where they are of several territories, each says its own.
    """
    heading = reader.say("beside.perceived")
    if rows.empty:
        return Column(heading, (), none, Provenance(), rows)
    asked = rows_by_code(release, "indicators")
    units, studies = rows_by_code(release, "units"), rows_by_code(release, "studies")
    populations, domains = labels(release, "populations", reader), labels(release, "domains", reader)
    ranked = order(release, "populations", rows["population"])
    places = labels(release, "territories", reader) if len(set(rows["territory"])) > 1 else {}

    def rank(row: dict[str, Any]) -> tuple[int, int]:
        return ranked.index(row["population"]), -int(row["year_end"] or row["year"] or 0)

    lines = []
    for row in sorted(plain(rows), key=rank):
        indicator = asked.get(str(row["indicator"]), {})
        study = studies.get(str(row["study"]), {})
        label, year = reader.words(study, "label"), str(row.get("year") or study.get("year") or "")
        unit = units.get(str(row.get("unit") or indicator.get("unit")), {})
        parts = [populations.get(row["population"], ""), places.get(str(row["territory"]), "")]
        parts += [label, "" if year in label else year]
        parts.append(bases.noted(release, table, row, reader))
        topic = domains.get(str(row.get("domain")), "") if table == PERCEIVED and none == "" else ""
        what = reader.words(indicator, "label")
        lines.append(
            Line(
                value=qualified(printed(row["value"], row["status"], reader, unit), row, release, reader),
                words=f"{topic}{reader.say('colon')}{what[:1].lower()}{what[1:]}" if topic else what,
                detail=", ".join(part for part in parts if part),
                note=reader.words(row, "note"),
                identifier=identify_row(release, table, row),
                claims=(_claim(table, row),),
            )
        )
    keys = tuple(
        Key(reader.say("beside.status.U"), mark=key.mark) if key.mark == MARKS["U"] else key
        for key in status_keys(release, rows, reader)
    )
    return Column(heading, tuple(lines), none, provenance(release, table, rows, reader), rows, keys)


def _claim(table: str, row: dict[str, Any]) -> claims.Claim:
    """The value of a row of a survey's table, or that it has none."""
    fields = (OWN,) if OWN in row else ("study", "population", "territory", "domain", "indicator", "source")
    key = claims.only(row, *(field for field in fields if field in row))
    return (
        claims.none(table, key)
        if row["value"] is None
        else claims.value(table, key, row["value"], row["status"])
    )
