"""The rows of one question by what they are about, so that two rows of one cell never hide each other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from explorer.figures.survey.lookup import plain
from explorer.figures.survey.marks import said, shown
from explorer.published import Release
from explorer.reader import Reader

Row = dict[str, Any]


class Grid:
    """Key (the codes of some fields) → the rows that have it."""

    def __init__(self, rows: pd.DataFrame, *fields: str) -> None:
        """Places each row."""
        self.cells: dict[tuple[str, ...], list[Row]] = {}
        for row in plain(rows):
            self.cells.setdefault(tuple(str(row[field] or "") for field in fields), []).append(row)

    def rows(self, *key: str) -> list[Row]:
        """The rows of a cell: those with a value where any has one."""
        found = self.cells.get(key, [])
        return [row for row in found if row["value"] is not None] or found

    def one(self, *key: str) -> Row | None:
        """The row to draw; None where there is none, or where sources give different values."""
        found = self.rows(*key)
        return found[0] if len({row["value"] for row in found}) == 1 else None

    def first(self, names: list[str]) -> list[Row]:
        """Of each name that a key starts with, one row: the answers of a question have one base."""
        known = {key[0]: rows[0] for key, rows in reversed(self.cells.items())}
        return [known[name] for name in names]

    def value(self, *key: str) -> float | None:
        """The one value of a cell."""
        row = self.one(*key)
        return None if row is None or row["value"] is None else float(row["value"])

    def text(self, release: Release, reader: Reader, *key: str) -> str:
        """The values as printed, all of them: « 63 % ou 65 % »; not published where there is no row."""
        found = self.rows(*key)
        if not found:
            return reader.say("value.none")
        values = [shown(row, release, reader) for row in found]
        return reader.say("conflicts.or").join(dict.fromkeys(values))

    def words(self, release: Release, reader: Reader, *key: str) -> str:
        """The same for those who hear it."""
        found = self.rows(*key)
        if not found:
            return reader.say("value.none")
        values = [said(row, release, reader) for row in found]
        return reader.say("conflicts.or").join(dict.fromkeys(values))
