"""Prefilters: for a column, a Polars expression that is true only of cells that are surely right.

Sound, not complete: a right cell may fail it and then goes to the exact stage; a wrong cell never passes.
None of them is a cast alone, since casts accept what the standard does not (`1.5` as an integer).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from scripts.engines.cells import options_of
from scripts.engines.patterns import rust
from scripts.engines.rules import Column

_INTEGER = r"\A[+-]?[0-9]{1,18}\z"
_NATURAL = r"\A[0-9]{1,18}\z"
_NUMBER = r"\A[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})\z"
_SHORT = r"\A-?[0-9]{1,9}(?:\.[0-9]{1,6})?\z"  # up to 15 digits, which a double keeps in order
_YEAR = r"\A[0-9]{4}\z"
_MONTH = r"\A[0-9]{4}-(?:0[1-9]|1[0-2])\z"
_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_DAYS = rf"(?:[0-9]{{4}}-{_DAY}|{_LEAP}-02-29)"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_DIGITS = 10**15
_MOST = 10**18
_BEFORE = "0001"  # the year 0 is none, and what is less is no year

Rules = Mapping[str, Any]


def accept(column: Column) -> pl.Expr | None:
    """The prefilter of a column, of cells with a value; None where only the exact stage knows."""
    field = column.field
    constraints = {k: v for k, v in field.constraints.items() if v is not None}
    cell = pl.col(field.name)
    if "enum" in constraints:
        return cell.is_in(allowed(column, constraints["enum"]))
    options = options_of(field)
    make = _MAKERS.get(field.type)
    if make is None or options["format"] != "default":
        return None
    return make(column, cell, constraints, options)


def allowed(column: Column, values: list[Any]) -> list[str]:
    """The texts of some values of the descriptor that are right in the column."""
    texts = {str(value) for value in values} | {str(value).lower() for value in values}
    return sorted(text for text in texts if is_right(column, text))


def is_right(column: Column, text: str) -> bool:
    """True for a text with a value and without fault, by the exact stage."""
    value, faults = column.judge(text)
    return value is not None and not faults


def _boolean(column: Column, cell: pl.Expr, _rules: Rules, options: Rules) -> pl.Expr:
    texts = [*options.get("trueValues", ("true", "True", "TRUE", "1"))]
    return cell.is_in(
        allowed(column, [*texts, *options.get("falseValues", ("false", "False", "FALSE", "0"))])
    )


def _string(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr | None:
    found = []
    if "pattern" in constraints:
        expression = rust(constraints["pattern"])
        if expression is None or not _compiles(expression):
            return None
        found.append(cell.str.contains(expression))
    if "minLength" in constraints:
        found.append(cell.str.len_chars() >= constraints["minLength"])
    if "maxLength" in constraints:
        found.append(cell.str.len_chars() <= constraints["maxLength"])
    return pl.all_horizontal(found) if found else pl.lit(value=True)


def _compiles(expression: str) -> bool:
    try:
        pl.Series(["", "a"]).str.contains(expression)
    except pl.exceptions.PolarsError:
        return False
    return True


def _integer(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr | None:
    bounds = _bounds(constraints)
    if not all(isinstance(bound, int) and abs(bound) < _MOST for bound in bounds.values()):
        return None
    if not bounds:
        return cell.str.contains(_INTEGER)
    if bounds == {"minimum": 0}:
        return cell.str.contains(_NATURAL)
    return _compared(cell, _INTEGER, pl.Int64(), bounds)


def _number(_column: Column, cell: pl.Expr, constraints: Rules, options: Rules) -> pl.Expr | None:
    bounds = _bounds(constraints)
    if {"groupChar", "decimalChar", "bareNumber", "floatNumber"} & set(options):
        return None
    if not bounds:
        return cell.str.contains(_NUMBER)
    exact = {name: Decimal(str(bound)) for name, bound in bounds.items()}
    if not all(abs(b) < _DIGITS and len(b.as_tuple().digits) <= 15 for b in exact.values()):  # noqa: PLR2004
        return None
    if exact == {"minimum": 0}:
        return cell.str.contains(_SHORT) & ~cell.str.starts_with("-")
    return _compared(cell, _SHORT, pl.Float64(), {name: float(bound) for name, bound in exact.items()})


def _compared(cell: pl.Expr, form: str, kind: pl.DataType, bounds: dict[str, Any]) -> pl.Expr:
    """The form, and then a comparison of numbers."""
    number = cell.cast(kind, strict=False)
    return pl.all_horizontal([cell.str.contains(form), *_comparisons(number, bounds)]).fill_null(value=False)


def _ordered(cell: pl.Expr, form: str, bounds: dict[str, Any]) -> pl.Expr:
    """The form, and then a comparison of texts, which are all of one length."""
    return pl.all_horizontal([cell.str.contains(form), *_comparisons(cell, bounds)])


def _comparisons(value: pl.Expr, bounds: dict[str, Any]) -> list[pl.Expr]:
    compare = {
        "minimum": value.ge,
        "maximum": value.le,
        "exclusiveMinimum": value.gt,
        "exclusiveMaximum": value.lt,
    }
    return [compare[name](pl.lit(bound)) for name, bound in bounds.items()]


def _year(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr:
    return _ordered(cell, _YEAR, {name: f"{int(bound):04d}" for name, bound in _bounds(constraints).items()})


def _date(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr:
    bounds = {
        name: dt.datetime.strptime(bound, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 -- a date has no zone
        for name, bound in _bounds(constraints).items()
    }
    return _ordered(cell, rf"\A{_DAYS}\z", bounds) & (cell > _BEFORE)


def _yearmonth(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr | None:
    bounds = _bounds(constraints)
    if not all(isinstance(bound, str) and re.fullmatch(_MONTH[2:-2], bound) for bound in bounds.values()):
        return None
    return _ordered(cell, _MONTH, bounds)


def _datetime(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr | None:
    if _bounds(constraints):
        return None
    return cell.str.contains(rf"\A{_DAYS}T{_CLOCK}(?:Z|\.[0-9]{{1,6}}Z?)?\z") & (cell > _BEFORE)


def _time(_column: Column, cell: pl.Expr, constraints: Rules, _options: Rules) -> pl.Expr | None:
    return None if _bounds(constraints) else cell.str.contains(rf"\A{_CLOCK}Z?\z")


def _bounds(constraints: Rules) -> dict[str, Any]:
    return {name: constraints[name] for name in _BOUNDS if name in constraints}


_MAKERS: Mapping[str, Callable[[Column, pl.Expr, Rules, Rules], pl.Expr | None]] = {
    "any": lambda _column, _cell, _rules, _options: pl.lit(value=True),
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "integer": _integer,
    "number": _number,
    "string": _string,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
}
