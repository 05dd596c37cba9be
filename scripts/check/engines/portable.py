"""The rules of a row as Narwhals expressions: written once, for every frame that Narwhals knows.

Spark runs them (spark.py), and the tests run them on Polars. As in proof.py, an expression is true only of
what is surely right by forms.py: sound, not complete. Only what has the form of a number is ever cast, since
a cast of Spark's stops at the first text that is none. Columns have names of our own (`c0`, `c1` …): Spark
does not tell `A` from `a`, and reads a point in a name as a path.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import narwhals as nw

from scripts.check.engines.forms import canonical_form, right_of
from scripts.check.engines.scanned import UnsureError
from scripts.check.engines.tame import tame
from scripts.reading.exact.beyond import categories_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.check.engines.forms import Right
    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.table import Column, Table

_ONE_TEXT = ("date", "year", "yearmonth")  # whose form is that of the one text of each value


def name_of(column: Column) -> str:
    """The name of a column in a frame."""
    return f"c{column.index}"


def cell_of(column: Column) -> nw.Expr:
    """The cells of a column, as they are written."""
    return nw.col(name_of(column))


def accept(column: Column) -> nw.Expr | None:
    """True of the cells with a value that are surely right; None where only the exact stage knows."""
    right = right_of(column)
    return None if right is None else _accept(cell_of(column), right)


def _accept(cell: nw.Expr, right: Right) -> nw.Expr | None:
    tests = []
    if right.among is not None:
        tests.append(cell.is_in(list(right.among)))
    formed = cell.str.contains(whole(right.form))
    if right.form:
        tests.append(formed)
    tests += _comparisons(cell, right.texts)
    if right.numbers:
        kind = nw.Float64() if right.point else nw.Int64()
        bounds = {name: float(b) if right.point else int(b) for name, b in right.numbers.items()}
        plain = cell.str.replace_all(right.point, ".", literal=True) if right.point not in ("", ".") else cell
        number = nw.when(formed).then(plain).cast(kind)
        tests += [test.fill_null(value=False) for test in _comparisons(number, bounds)]
    if right.shortest:
        tests.append(cell.str.len_chars() >= right.shortest)
    if right.longest is not None:
        tests.append(cell.str.len_chars() <= right.longest)
    if right.pattern is not None:
        expression = tame(right.pattern)
        if expression is None:
            return None
        tests.append(_guarded(cell, expression.longest, cell.str.contains(expression.expression)))
    return _all(tests)


def _guarded(cell: nw.Expr, longest: int | None, test: nw.Expr) -> nw.Expr:
    """The test, of short cells only: the branch that is not taken is not looked at."""
    if longest is None:
        return test
    return nw.when(cell.str.len_chars() <= longest).then(test).otherwise(nw.lit(value=False))


def _comparisons(value: nw.Expr, bounds: Mapping[str, Any]) -> list[nw.Expr]:
    compare = {
        "minimum": value.__ge__,
        "maximum": value.__le__,
        "exclusiveMinimum": value.__gt__,
        "exclusiveMaximum": value.__lt__,
    }
    return [compare[name](nw.lit(bound)) for name, bound in bounds.items()]


def whole(form: str) -> str:
    r"""The expression of texts that are of a form from end to end."""
    return rf"\A(?:{form})\z"


def absent(column: Column, missing: Sequence[str]) -> nw.Expr:
    """True of the cells without a value."""
    cell = cell_of(column)
    if len(missing) == 1:
        return cell == nw.lit(missing[0])
    return cell.is_in(list(missing)) if missing else nw.lit(value=False)


def proven(
    table: Table, keys: Sequence[Key], known: Mapping[int, nw.Expr], referred: Iterable[nw.Expr]
) -> nw.Expr:
    """True of the rows whose cells are surely right; rows that are alike are another matter.

    `known` is the test of the columns that only the exact stage knows, by their place; `referred` is true,
    for each foreign key, of the rows whose values surely are in the table referred to. UnsureError for a key
    of values that no canonical text is known of.
    """
    keyed = {column.index for key in keys for column in key.columns}
    tests, filled = [], False
    for column in table.columns:
        missing = table.schema.missing_values_of(column.field)
        test = accept(column)
        test = known[column.index] if test is None else test
        if column.index in keyed:
            test = test & _canonical(column)
        if (texts := categories_of(column.field)) is not None:
            test = test & cell_of(column).is_in(texts)
        needed = column.field.required or column.field.name in table.schema.primary_key
        filled = filled or needed
        if missing:
            gone = absent(column, missing)
            test = ~gone & test if needed else gone | test
        tests.append(test)
    if not filled:  # nothing else tells a blank row
        tests.append(
            reduce(or_, [~absent(c, table.schema.missing_values_of(c.field)) for c in table.columns])
        )
    return _all([*tests, *referred])


def _canonical(column: Column) -> nw.Expr:
    """True of the cells that are the one text of their value."""
    form = canonical_form(column)
    if form is None:
        raise UnsureError(f"a key on {column.field.name}, of which no canonical form is known")
    right = right_of(column)
    if not form or (right and right.form and column.field.type in _ONE_TEXT):
        return nw.lit(value=True)
    return cell_of(column).str.contains(whole(form))


def _all(tests: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(and_, tests) if tests else nw.lit(value=True)
