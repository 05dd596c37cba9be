"""What was corrected in the rows of a figure, and in the studies that they come from: said under it."""

from __future__ import annotations

import pandas as pd

from explorer.address import identifier, key_fields
from explorer.figures.echoes import ERRATA, errata
from explorer.figures.lookup import table_of
from explorer.published import Release
from explorer.reader import Reader


def corrected(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[str, ...]:
    """A line for each erratum of the rows or of their studies; none where the release has no errata."""
    if ERRATA not in release.tables:
        return ()
    said = [
        f"{reader.say('corrected')}{one.words} {one.reason}"
        for name in _identifiers(release, rows)
        for one in errata(release, reader, name)
    ]
    return tuple(dict.fromkeys(said))


def _identifiers(release: Release, rows: pd.DataFrame) -> list[str]:
    """The identifiers of the rows, then of their studies."""
    found: dict[str, None] = {}
    table = table_of(release, rows)
    fields = key_fields(release, table) if table else []
    if fields:
        cells = rows[fields].astype("string").fillna("")
        keys = cells.itertuples(index=False, name=None)
        found |= dict.fromkeys(identifier(table, list(key)) for key in keys)
    if "study" in rows.columns:
        found |= dict.fromkeys(identifier("studies", [str(code)]) for code in rows["study"].dropna().unique())
    return list(found)
