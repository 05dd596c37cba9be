"""Prefilters: for a column, a Polars expression true only of cells that are surely right (forms.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from scripts.check.engines.forms import right_of
from scripts.check.engines.patterns import rust

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.check.engines.forms import Right
    from scripts.reading.exact.table import Column


def accept(column: Column) -> pl.Expr | None:
    """The prefilter of a column, of cells with a value; None where only the exact stage knows."""
    right = right_of(column)
    return None if right is None else _accept(pl.col(column.field.name), right)


def _accept(cell: pl.Expr, right: Right) -> pl.Expr | None:
    found = [cell.str.contains(whole(right.form))] if right.form else []
    if right.among is not None:
        found.append(cell.is_in(list(right.among)))
    if right.pattern is not None:
        expression = rust(right.pattern)
        if expression is None or not _compiles(expression):
            return None
        found.append(cell.str.contains(expression))
    if right.numbers:
        kind = pl.Float64() if right.point else pl.Int64()
        bounds = {name: float(b) if right.point else int(b) for name, b in right.numbers.items()}
        plain = cell.str.replace(right.point, ".", literal=True) if right.point not in ("", ".") else cell
        found += _comparisons(plain.cast(kind, strict=False), bounds)
    found += _comparisons(cell, right.texts)
    if right.shortest:
        found.append(cell.str.len_chars() >= right.shortest)
    if right.longest is not None:
        found.append(cell.str.len_chars() <= right.longest)
    if not found:
        return pl.lit(value=True)
    test = pl.all_horizontal(found)
    return test.fill_null(value=False) if right.numbers else test


def whole(form: str) -> str:
    r"""The expression for Rust of cells that are of a form from end to end."""
    return rf"\A(?:{form})\z"


def _compiles(expression: str) -> bool:
    try:
        pl.Series(["", "a"]).str.contains(expression)
    except pl.exceptions.PolarsError:
        return False
    return True


def _comparisons(value: pl.Expr, bounds: Mapping[str, Any]) -> list[pl.Expr]:
    compare = {
        "minimum": value.ge,
        "maximum": value.le,
        "exclusiveMinimum": value.gt,
        "exclusiveMaximum": value.lt,
    }
    return [compare[name](pl.lit(bound)) for name, bound in bounds.items()]
