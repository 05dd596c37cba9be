"""The cells of a view as CSV: exact, and as a French Excel opens them right; the codes in them."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pandas as pd

from explorer.figures.packages.tables import neutral
from explorer.figures.survey.lookup import rows_by_code
from explorer.takeaway.view import View

# What Excel would turn into a number or a date: « 01 », « 2015-10 », « 1/2 », « 3E5 ».
GUESSED = re.compile(r"[\s\d.,:/+-]*\d[\s\d.,:/+-]*|\d+[eE]\d+")


def canonical(cells: pd.DataFrame) -> bytes:
    """UTF-8 without a mark, commas, LF, points in decimals, absent cells empty: the cells as they are."""
    return _write(cells, [[_exact(cell) for cell in row] for row in _rows(cells)], ",", "\n").encode("utf-8")


def excel(cells: pd.DataFrame) -> bytes:
    """UTF-8 with its mark, semicolons, CRLF, decimal commas; codes stay texts, no cell is a formula."""
    numbers = [str(kind) in ("Int64", "Float64") for kind in cells.dtypes]
    rows = [
        [_exact(cell).replace(".", ",") if number else safe(_exact(cell))
         for cell, number in zip(row, numbers, strict=True)]
        for row in _rows(cells)
    ]  # fmt: skip
    return _write(cells, rows, ";", "\r\n").encode("utf-8-sig")


def safe(text: str) -> str:
    """A text that a spreadsheet shows as it is: no formula comes of it, no number, no date.

    >>> safe("=1+1"), safe("01"), safe("2015-10"), safe("Bretagne")
    ("'=1+1", '="01"', '="2015-10"', 'Bretagne')
    """
    if (made := neutral(text)) != text or not GUESSED.fullmatch(text) or text[0] in "+-":
        return made
    return f'="{text}"'


def codes(view: View) -> pd.DataFrame:
    """The codes in use and their labels: columns `field`, `code`, `label_fr`, `label_en`."""
    table = view.release.tables.get(view.resource)
    found: list[dict[str, Any]] = []
    for key in table.schema.get("foreignKeys", ()) if table else ():
        fields = [key["fields"]] if isinstance(key["fields"], str) else key["fields"]
        reference = key["reference"].get("resource")
        if len(fields) != 1 or not view.release.holds(reference):
            continue
        known = rows_by_code(view.release, reference) if _labelled(view, reference) else {}
        for code in dict.fromkeys(str(code) for code in view.rows[fields[0]].dropna()):
            if code in known:
                french = known[code].get("label_fr") or known[code].get("title")
                row = {"field": fields[0], "code": code, "label_fr": french}
                found.append(row | {"label_en": known[code].get("label_en")})
    return pd.DataFrame(found, columns=["field", "code", "label_fr", "label_en"], dtype="string")


def _labelled(view: View, reference: str) -> bool:
    columns = set(view.release.tables[reference].columns)
    return "code" in columns and bool({"label_fr", "title"} & columns)


def _rows(cells: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(cells.astype(object).where(cells.notna(), None).itertuples(index=False, name=None))


def _exact(cell: Any) -> str:
    """A cell as the release writes it: « 37 », « 5.5 », « true », nothing where it is absent."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


def _write(cells: pd.DataFrame, rows: list[list[str]], delimiter: str, end: str) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    writer.writerow(cells.columns)
    writer.writerows(rows)
    return file.getvalue()
