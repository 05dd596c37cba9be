"""What is measured in a region, or in a domain, as a view to be taken away: its values in one table."""

from __future__ import annotations

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Figure, Provenance
from explorer.figures.official.context import (
    INDICATORS,
    VALUES,
    indicators,
    period_code,
    printed,
    spoken_period,
)
from explorer.figures.official.measured_words import citations, measured_keys
from explorer.figures.official.perceived import beside
from explorer.figures.survey.counted import amount
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.prisms import ALL
from explorer.published import Release
from explorer.reader import Reader


def measured_view(release: Release, reader: Reader, *, region: str, domain: str) -> Figure:
    """Every value of a region, of one domain or of ALL; of a domain in no region, what its page shows."""
    cells = release.table(VALUES)
    known = list(rows_by_code(release, INDICATORS)) if domain == ALL else indicators(release, domain)
    if region == ALL:
        rows = beside(release, reader, domain=domain).measured.rows.reset_index(drop=True)
    else:
        rows = cells[(cells["region"] == region) & cells["indicator"].isin(known)].reset_index(drop=True)
    used = tuple(str(code) for code in rows["indicator"].unique())
    words = [amount(reader, "measured.indicators", len(used))]
    stated = [claims.size(INDICATORS, claims.where(code=used), len(used))]
    if region != ALL:
        count = int(rows["value"].notna().sum())
        words.append(amount(reader, "measured.values", count))
        stated.append(claims.known(VALUES, claims.where(indicator=used, region=region), count))
    scope = (
        labels(release, "regions", reader).get(region, ""),
        labels(release, "domains", reader).get(domain, ""),
    )
    return Figure(
        name="-".join(part for part in ("measured", region, domain) if part != ALL),
        cut=VALUES,
        title=reader.say("measured.view", scope=", ".join(part for part in scope if part)),
        sentence=f"{', '.join(words)}.",
        claims=tuple(stated),
        reading="",
        panels=(),
        table=_table(release, reader, rows),
        rows=rows,
        provenance=Provenance(citations=citations(release, reader, rows)),
        legend=measured_keys(release, reader, rows),
        caveats=(reader.say("cross.measured.lead"),),
    )


def _table(release: Release, reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    """One row a value, in words."""
    known, regions = labels(release, INDICATORS, reader), labels(release, "regions", reader)
    absent = reader.say("measured.absence")
    return pd.DataFrame(
        [
            {
                reader.say("card.column.indicator"): known.get(row["indicator"], row["indicator"]),
                reader.say("measured.column.region"): regions.get(row["region"], row["region"]),
                reader.say("dynamics.year"): spoken_period(period_code(row), reader),
                reader.say("measured.column.value"): absent
                if row["value"] is None
                else printed(release, reader, row["indicator"], row["value"], row["status"]),
            }
            for row in plain(rows)
        ]
    )
