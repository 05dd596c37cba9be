"""Keys as 64-bit hashes: the rows that may repeat another's, to be compared exactly.

Equal values have equal hashes because what is hashed is the one canonical text of a value. A cell written
otherwise (`007`, `2024-1-1`) does not pass `canonical`, so that its row is under suspicion, and the hash of
its value is looked for among all rows. A hash that two values share costs a look, never an error.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from scripts.engines.cells import options_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.engines.rules import Column


_WHOLE = "[1-9][0-9]{0,30}"
_FORMS = {
    "integer": rf"\A(?:0|-?{_WHOLE})\z",
    "number": rf"\A(?:0|-?{_WHOLE}|-?(?:0|{_WHOLE})\.[0-9]{{0,30}}[1-9])\z",
    "year": r"\A[0-9]{4}\z",
    "date": r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z",
    "yearmonth": r"\A[0-9]{4}-[0-9]{2}\z",
    "datetime": r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\z",
    "time": r"\A[0-9]{2}:[0-9]{2}:[0-9]{2}\z",
}
_WRITTEN = {"groupChar", "decimalChar", "bareNumber", "floatNumber"}  # numbers in another way
_LONG = 100
_ODD = "\0odd"  # what no canonical text is: only its like can be equal to it, and all are looked at


def canonical(column: Column) -> pl.Expr | None:
    """True of the cells that are the canonical text of their value; None where the type has none known."""
    kind, options = column.field.type, options_of(column.field)
    if kind in ("string", "any"):
        return pl.lit(value=True)
    if kind not in _FORMS or options["format"] != "default" or (kind == "number" and _WRITTEN & set(options)):
        return None
    return pl.col(column.field.name).str.contains(_FORMS[kind])


def text_of(kind: str, value: Any) -> str:  # noqa: PLR0911 -- one line a type
    """The canonical text of a value of a type, as `canonical` knows it; _ODD where there is none."""
    if kind == "year":
        return f"{value:04d}"
    if isinstance(value, bool):
        return _ODD
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value) if abs(value) < 10**_LONG else _ODD
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, dt.datetime | dt.time):
        plain = value.tzinfo is None and value.microsecond == 0
        return value.isoformat() if plain else _ODD
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value.year:04d}-{value.month:02d}" if hasattr(value, "month") else _ODD


def _decimal(value: Decimal) -> str:
    if not value.is_finite() or abs(value.adjusted()) > _LONG or len(value.as_tuple().digits) > _LONG:
        return _ODD
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def hashed(columns: Sequence[Column], missing: Sequence[Sequence[str]], *, whole: bool) -> pl.Expr:
    """The hash of a key of some columns; none where `whole` is asked for and a cell is missing."""
    total = _sum(
        [
            _present(column.field.name, texts).hash(seed=place)
            for place, (column, texts) in enumerate(zip(columns, missing, strict=True), start=1)
        ]
    )
    absent = [pl.col(c.field.name).is_in(list(m)) for c, m in zip(columns, missing, strict=True) if m]
    return pl.when(~pl.any_horizontal(absent)).then(total) if whole and absent else total


def _sum(parts: Sequence[pl.Expr]) -> pl.Expr:
    """The parts added up, beyond 64 bits too."""
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _present(name: str, missing: Sequence[str]) -> pl.Expr:
    """The cell, null where it is missing."""
    cell = pl.col(name)
    return pl.when(~cell.is_in(list(missing))).then(cell) if missing else cell


def hashes(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> pl.Series:
    """The hashes of some values of a key, by their canonical texts."""
    names = [column.field.name for column in columns]
    texts = {
        name: pl.Series(name, _texts(column.field.type, [row[i] for row in rows]), pl.String)
        for i, (name, column) in enumerate(zip(names, columns, strict=True))
    }
    total = _sum([pl.col(name).hash(seed=place) for place, name in enumerate(names, start=1)])
    return pl.DataFrame(texts).select(total.alias("hash"))["hash"]


def _texts(kind: str, values: list[Any]) -> list[str | None]:
    """The canonical texts of the values of one column; a text is its own."""
    if kind in ("string", "any"):
        return values
    return [None if value is None else text_of(kind, value) for value in values]
