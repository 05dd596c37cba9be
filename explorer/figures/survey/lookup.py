"""Labels, order and rows of the reference tables, by code. Kept for each release; not to be changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.cells import rows_of
from explorer.published import Release
from explorer.reader import Reader


@lru_cache(maxsize=512)
def labels(release: Release, table: str, reader: Reader) -> dict[str, str]:
    """Code → label in the reader's language."""
    return {code: reader.words(row, "label") or code for code, row in rows_by_code(release, table).items()}


@lru_cache(maxsize=128)
def rows_by_code(release: Release, table: str) -> dict[str, dict[str, Any]]:
    """Code → the whole row, in the order of `position` where the table has one; absent cells are None."""
    cells = release.table(table)
    if "position" in cells.columns:
        cells = cells.sort_values("position", kind="stable")
    return {str(row["code"]): row for row in plain(cells)}


def plain(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts; absent cells are None."""
    return rows_of(cells)


def order(release: Release, table: str, used: pd.Series) -> list[str]:
    """The codes in use, in the order of their table (codes that it lacks come last)."""
    known = list(rows_by_code(release, table))
    wanted = {str(code) for code in used.dropna()}
    return [code for code in known if code in wanted] + sorted(wanted - set(known))


def constant(release: Release, table: str, column: str) -> str:
    """What the descriptor says once for all rows of a table (`observation`), empty where it says nothing."""
    observation: Mapping[str, Any] = release.tables[table].properties.get("observation") or {}
    return str(observation.get(column, ""))


@lru_cache(maxsize=256)
def references(release: Release, table: str) -> dict[str, str]:
    """Field → the table that its codes are in (keys of one field to another table)."""
    found = {}
    for key in release.tables[table].schema.get("foreignKeys", ()):
        names = [key["fields"]] if isinstance(key["fields"], str) else key["fields"]
        if len(names) == 1 and key["reference"].get("resource"):
            found[str(names[0])] = str(key["reference"]["resource"])
    return found
