"""The rules of a row as Narwhals expressions: the one account of them for every frame, Polars' and Spark's.

An expression is true only of what is surely right by forms.py: sound, not complete. Only what has the form of
a number is ever cast, since a cast of Spark's stops at the first text that is none. Columns have names of our
own (`c0`, `c1` …): Spark does not tell `A` from `a` and reads a point in a name as a path, Polars reads `*`
and `^…$` as patterns of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw

from scripts.check.engines.forms import canonical_form, is_right, right_of
from scripts.check.engines.scanned import UnsureError
from scripts.reading.exact.beyond import categories_of
from scripts.reading.exact.references import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scripts.check.engines.forms import Right
    from scripts.check.engines.patterns import Expression
    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Column, Table

    Translate = Callable[[str], Expression | None]

_ONE_TEXT = ("date", "year", "yearmonth")  # whose form is that of the one text of each value


class Cells(Protocol):
    """The cells of a table in a frame, and what each kind of frame does in its own way."""

    def translate(self, pattern: str) -> Expression | None:
        """A pattern as the frame's engine takes it."""

    def distinct(self, column: Column) -> Iterable[str]:
        """The texts of a column that only the exact stage knows."""

    def among(self, columns: Sequence[Column], texts: Iterable[tuple[str, ...]]) -> nw.Expr:
        """True of the rows whose cells in some columns are texts that are listed."""


def name_of(column: Column) -> str:
    """The name of a column in a frame."""
    return f"c{column.index}"


def cell_of(column: Column) -> nw.Expr:
    """The cells of a column, as they are written."""
    return nw.col(name_of(column))


def proven(cells: Cells, table: Table, keys: Sequence[Key], targets: Targets) -> nw.Expr:
    """True of the rows whose cells are surely right; rows that are alike are another matter.

    UnsureError for a key of values that no canonical text is known of.
    """
    keyed = {column.index for key in keys for column in key.columns}
    tests, filled = [], False
    for column in table.columns:
        missing = table.schema.missing_values_of(column.field)
        test = accept(column, cells.translate)
        if test is None:
            texts = (text for text in cells.distinct(column) if is_right(column, text))
            test = cells.among([column], ((text,) for text in texts))
        if column.index in keyed:
            test = test & _canonical(column)
        if (categories := categories_of(column.field)) is not None:
            test = test & cell_of(column).is_in(categories)
        needed = column.field.required or column.field.name in table.schema.primary_key
        filled = filled or needed
        if missing:
            gone = _absent(column, missing)
            test = ~gone & test if needed else gone | test
        tests.append(test)
    if not filled:  # nothing else tells a blank row
        missing_values = table.schema.missing_values_of
        there = [~_absent(c, missing_values(c.field)) for c in table.columns]
        tests.append(nw.any_horizontal(there, ignore_nulls=False))
    return _all([*tests, *_referred(cells, table, targets)])


def _referred(cells: Cells, table: Table, targets: Targets) -> Iterable[nw.Expr]:
    """For each foreign key, true of the rows whose values are surely in the table that it refers to."""
    schema = table.schema
    for key, wanted in zip(schema.foreign_keys, targets, strict=True):
        columns = [table.columns[schema.field_names.index(name)] for name in key.fields]
        missing = [schema.missing_values_of(column.field) for column in columns]
        test = cells.among(columns, texts_of(columns, missing, wanted))
        yield test | _all(list(map(_absent, columns, missing)))


def accept(column: Column, translate: Translate) -> nw.Expr | None:
    """True of the cells with a value that are surely right; None where only the exact stage knows."""
    right = right_of(column)
    return None if right is None else _accept(cell_of(column), right, translate)


def _accept(cell: nw.Expr, right: Right, translate: Translate) -> nw.Expr | None:
    tests = []
    if right.among is not None:
        tests.append(cell.is_in(list(right.among)))
    formed = cell.str.contains(_whole(right.form))
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
        expression = translate(right.pattern)
        if expression is None:
            return None
        tests.append(_guarded(cell, expression))
    return _all(tests)


def _guarded(cell: nw.Expr, expression: Expression) -> nw.Expr:
    """The test of a pattern, of short cells only: the branch that is not taken is not looked at."""
    test = cell.str.contains(expression.text)
    if expression.longest is None:
        return test
    return nw.when(cell.str.len_chars() <= expression.longest).then(test).otherwise(nw.lit(value=False))


def _comparisons(value: nw.Expr, bounds: Mapping[str, Any]) -> list[nw.Expr]:
    compare = {
        "minimum": value.__ge__,
        "maximum": value.__le__,
        "exclusiveMinimum": value.__gt__,
        "exclusiveMaximum": value.__lt__,
    }
    return [compare[name](nw.lit(bound)) for name, bound in bounds.items()]


def _whole(form: str) -> str:
    r"""The expression of texts that are of a form from end to end."""
    return rf"\A(?:{form})\z"


def _absent(column: Column, missing: Sequence[str]) -> nw.Expr:
    """True of the cells without a value."""
    cell = cell_of(column)
    if len(missing) == 1:
        return cell == nw.lit(missing[0])
    return cell.is_in(list(missing)) if missing else nw.lit(value=False)


def _canonical(column: Column) -> nw.Expr:
    """True of the cells that are the one text of their value."""
    form = canonical_form(column)
    if form is None:
        raise UnsureError(f"a key on {column.field.name}, of which no canonical form is known")
    right = right_of(column)
    if not form or (right and right.form and column.field.type in _ONE_TEXT):
        return nw.lit(value=True)
    return cell_of(column).str.contains(_whole(form))


def _all(tests: Sequence[nw.Expr]) -> nw.Expr:
    """True where all are; side by side, since an engine goes as deep as an expression is nested."""
    return nw.all_horizontal(tests, ignore_nulls=False) if tests else nw.lit(value=True)
