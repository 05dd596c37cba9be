"""The proof of a row: a Polars expression that is true only of rows whose cells are surely right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from scripts.check.engines.forms import is_right
from scripts.check.engines.hashes import canonical
from scripts.check.engines.prefilter import accept
from scripts.check.engines.scanned import UnsureError
from scripts.reading.exact.beyond import categories_of
from scripts.reading.exact.references import texts_of

if TYPE_CHECKING:
    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Column, Table


def proven(scan: pl.LazyFrame, table: Table, keys: list[Key], targets: Targets) -> pl.Expr:
    """The proof of every rule on a row for itself; rows that are alike are another matter (hashes.py)."""
    keyed = {column.index for key in keys for column in key.columns}
    tests, filled = [], False
    for column in table.columns:
        test = _right(scan, column, keyed=column.index in keyed)
        needed = column.field.required or column.field.name in table.schema.primary_key
        filled = filled or needed
        tests.append(
            _with_missing(column, list(table.schema.missing_values_of(column.field)), test, needed=needed)
        )
    if not filled:  # nothing else tells a blank row
        tests.append(
            pl.any_horizontal([~_absent(c, table.schema.missing_values_of(c.field)) for c in table.columns])
        )
    return pl.all_horizontal([*tests, *_referred(table, targets)])


def _right(scan: pl.LazyFrame, column: Column, *, keyed: bool) -> pl.Expr:
    """True of the cells with a value that are right, canonical in a key, and of a category."""
    test = accept(column)
    if test is None:
        test = _distinct(scan, column)
    field = column.field
    if keyed:
        form = canonical(column)
        if form is None:
            raise UnsureError(f"a key on {field.name}, of which no canonical form is known")
        test = test & form
    if (texts := categories_of(field)) is not None:
        test = test & pl.col(field.name).is_in(texts)
    return test


def _distinct(scan: pl.LazyFrame, column: Column) -> pl.Expr:
    """The prefilter of a column that only the exact stage knows: its distinct texts, judged."""
    name = column.field.name
    texts = scan.select(pl.col(name).unique()).collect(engine="streaming")[name]
    right = [text for text in texts if is_right(column, text)]
    return pl.col(name).is_in(pl.Series(right, dtype=pl.String).implode())


def _with_missing(column: Column, missing: list[str], test: pl.Expr, *, needed: bool) -> pl.Expr:
    """The test with the texts that stand for no value let through, or kept out where one is needed."""
    if not missing:
        return test
    cells = pl.DataFrame({column.field.name: pl.Series(missing, dtype=pl.String)})
    passes = cells.select(test.alias("passes"))["passes"].to_list()
    passes = passes * len(missing) if len(passes) == 1 else passes  # a test that is the same for every cell
    if needed:
        return test & ~_absent(column, missing) if any(passes) else test
    return test if all(passes) else test | _absent(column, missing)


def _absent(column: Column, missing: list[str] | tuple[str, ...]) -> pl.Expr:
    """True of the cells without a value."""
    cell = pl.col(column.field.name)
    if len(missing) == 1:
        return cell == missing[0]
    return cell.is_in(list(missing)) if missing else pl.lit(value=False)


def _referred(table: Table, targets: Targets) -> list[pl.Expr]:
    """For each foreign key, true of the rows whose values are surely in the table that it refers to."""
    schema, tests = table.schema, []
    for key, wanted in zip(schema.foreign_keys, targets, strict=True):
        columns = [table.columns[schema.field_names.index(name)] for name in key.fields]
        missing = [schema.missing_values_of(column.field) for column in columns]
        absent = pl.all_horizontal([_absent(c, m) for c, m in zip(columns, missing, strict=True)])
        tests.append(_known(columns, list(texts_of(columns, missing, wanted))) | absent)
    return tests


def _known(columns: list[Column], texts: list[tuple[str, ...]]) -> pl.Expr:
    """True of the rows whose cells in some columns are texts that are listed."""
    if len(columns) == 1:
        cell = pl.col(columns[0].field.name)
        return cell.is_in(pl.Series([text for (text,) in texts], dtype=pl.String).implode())
    parts: list[pl.Expr] = []
    for column in columns:
        cell = pl.col(column.field.name)
        parts += [cell.str.len_bytes().cast(pl.String), pl.lit(":"), cell]
    joined = pl.Series([_joined(several) for several in texts], dtype=pl.String)
    return pl.concat_str(parts).is_in(joined.implode())


def _joined(texts: tuple[str, ...]) -> str:
    """Texts as one, each after its length in bytes, so that no two keys give the same."""
    return "".join(f"{len(text.encode())}:{text}" for text in texts)
