"""The scan of one table with Polars: from its rules to the rows under suspicion, and to their issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from scripts.engines.exact import Keys, Rows
from scripts.engines.findings import At
from scripts.engines.hashes import canonical, hashed, hashes
from scripts.engines.header import layout_of
from scripts.engines.prefilter import accept, is_right
from scripts.engines.references import known
from scripts.engines.shape import Shape, UnsureError, shape_of
from scripts.engines.stdlib import target
from scripts.engines.tokens import Tokens

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.engines.exact import Targets
    from scripts.engines.header import Layout
    from scripts.engines.rules import Column, Table
    from scripts.issues import Issue
    from scripts.model import Package

_ROW = "\0row"
_OK = "\0ok"
_MANY = 3_000_000  # rows under suspicion, beyond which the exact path reads them with less memory


@dataclass(frozen=True, slots=True)
class Key:
    """A unique field or the primary key: its columns and the texts that are missing values in each."""

    columns: tuple[Column, ...]
    missing: tuple[tuple[str, ...], ...]


def check(base: Path, table: Table, package: Package) -> list[Issue]:
    """The issues of one table. UnsureError where Polars may not read it as Python does."""
    path = base / table.resource.paths[0]
    layout = layout_of(table, Tokens(base, table).records())
    if layout.columns != table.columns:
        raise UnsureError("labels that are more or fewer than the fields")
    targets = [target(base, table, key, package) for key in table.schema.foreign_keys]
    shape = shape_of(path, table.dialect, len(table.columns))
    heading = 1 if table.dialect.header else 0
    if heading and (0 in shape.ragged or shape.line(1) != 1):
        raise UnsureError("a header of several lines")
    scan = _scan(path, table, layout)
    keys = _keys(table)
    try:
        return [*layout.issues, *_Scan(table, layout, targets, shape, scan, keys, heading).issues()]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise UnsureError(str(error).split("\n", 1)[0]) from None


def _scan(path: Path, table: Table, layout: Layout) -> pl.LazyFrame:
    """Every cell of the data as it is written, row by row."""
    names = table.schema.field_names
    heading = table.dialect.header
    return pl.scan_csv(
        path,
        has_header=heading and not layout.issues,
        skip_lines=1 if heading and layout.issues else 0,
        schema=dict.fromkeys(names, pl.String),
        separator=table.dialect.delimiter,
        quote_char=table.dialect.quote_char,
        empty_string_is_null=False,
        infer_schema=False,
        truncate_ragged_lines=True,
        row_index_name=_ROW,
        glob=False,
    )


def _keys(table: Table) -> list[Key]:
    """The keys whose values are compared between rows."""
    schema = table.schema
    single = [(c,) for c in table.columns if c.field.constraints.get("unique")]
    primary = tuple(table.columns[schema.field_names.index(name)] for name in schema.primary_key)
    return [
        Key(columns, tuple(schema.missing_values_of(column.field) for column in columns))
        for columns in [*single, *([primary] if primary else [])]
    ]


@dataclass(frozen=True, slots=True)
class _Scan:
    table: Table
    layout: Layout
    targets: Targets
    shape: Shape
    scan: pl.LazyFrame
    keys: list[Key]
    heading: int

    def issues(self) -> list[Issue]:
        """The issues of the rows, in their order."""
        proven = self._proven()
        names = [f"\0key{index}" for index in range(len(self.keys))]
        found = self.scan.select(
            proven.alias(_OK),
            *(hashed(k.columns, k.missing).alias(n) for k, n in zip(self.keys, names, strict=True)),
        ).collect(engine="streaming")
        if found.height != self.shape.records - self.heading:
            raise UnsureError("rows are counted in two ways")
        suspects = {*(record - self.heading for record in self.shape.ragged)}
        suspects.update((~found[_OK].fill_null(value=False)).arg_true().to_list())
        for name in names:
            if found[name].drop_nulls().n_unique() != found.height - found[name].null_count():
                doubles = found[name].is_duplicated() & found[name].is_not_null()
                suspects.update(doubles.arg_true().to_list())
        if not suspects:
            return []
        if len(suspects) > _MANY:
            raise UnsureError("more faulty rows than are looked at one by one")
        judged = self._judged(sorted(suspects))
        return self._exact(judged | self._judged(sorted(self._alike(found, names, judged) - suspects)))

    def _proven(self) -> pl.Expr:
        """True of the rows whose cells are surely right, each for itself."""
        schema = self.table.schema
        keyed = {column.index for key in self.keys for column in key.columns}
        primary = set(schema.primary_key)
        tests, filled = [], False
        for column in self.table.columns:
            name, missing = column.field.name, list(schema.missing_values_of(column.field))
            test = accept(column)
            test = self._distinct(column) if test is None else test
            if column.index in keyed:
                form = canonical(column)
                if form is None:
                    raise UnsureError(f"a key on {name}, of which no canonical form is known")
                test = test & form
            absent = pl.col(name).is_in(missing) if missing else pl.lit(value=False)
            needed = column.field.required or name in primary
            filled = filled or needed
            if needed:
                tests.append(test & ~absent if missing else test)
            elif missing:
                tests.append(test | absent)
            else:
                tests.append(test)
        if not filled:
            tests.append(
                pl.any_horizontal(
                    [
                        ~pl.col(c.field.name).is_in(list(schema.missing_values_of(c.field)))
                        for c in self.table.columns
                    ]
                )
            )
        return pl.all_horizontal([*tests, *self._found()])

    def _distinct(self, column: Column) -> pl.Expr:
        """The prefilter of a column that only the exact stage knows: its distinct texts, judged."""
        name = column.field.name
        texts = self.scan.select(pl.col(name).unique()).collect(engine="streaming")[name]
        right = [text for text in texts if is_right(column, text)]
        return pl.col(name).is_in(pl.Series(right, dtype=pl.String).implode())

    def _found(self) -> list[pl.Expr]:
        """For each foreign key, true of the rows whose values are surely in the table that it refers to."""
        schema, tests = self.table.schema, []
        for key, wanted in zip(schema.foreign_keys, self.targets, strict=True):
            columns = [self.table.columns[schema.field_names.index(name)] for name in key.fields]
            missing = [list(schema.missing_values_of(column.field)) for column in columns]
            absent = pl.all_horizontal(
                [pl.col(c.field.name).is_in(m) for c, m in zip(columns, missing, strict=True)]
            )
            tests.append(known(columns, missing, wanted) | absent)
        return tests

    def _judged(self, suspects: list[int]) -> dict[int, tuple[list[Any], list[str], list[Issue]]]:
        """The cells of some rows and the exact verdict on each."""
        if not suspects:
            return {}
        wanted = pl.Series(suspects, dtype=pl.get_index_type()).implode()
        cells = self.scan.filter(pl.col(_ROW).is_in(wanted)).collect(engine="streaming")
        judge, found = Rows(self.table, self.layout).judge, {}
        for number, *written in cells.iter_rows():
            record = self.shape.ragged.get(number + self.heading, written)
            values, issues = judge(record, lambda number=number: self._at(number))  # type: ignore[misc]
            found[number] = (values, record, issues)
        if len(found) != len(suspects):
            raise UnsureError("rows were lost")
        return found

    def _alike(self, found: pl.DataFrame, names: list[str], judged: dict[int, Any]) -> set[int]:
        """The rows whose hash is that of a suspect's values: `7` where a suspect has `007`."""
        alike: set[int] = set()
        for key, name in zip(self.keys, names, strict=True):
            rows = [[values[c.index] for c in key.columns] for values, _, _ in judged.values()]
            rows = [row for row in rows if any(value is not None for value in row)]
            wanted = hashes(key.columns, rows).unique()
            alike.update(found[name].is_in(wanted.implode()).fill_null(value=False).arg_true().to_list())
        return alike

    def _exact(self, judged: dict[int, tuple[list[Any], list[str], list[Issue]]]) -> list[Issue]:
        """The issues of the rows under suspicion, keys compared in the order of the file."""
        keys = Keys(self.table, self.layout, self.targets, lambda number: self._at(number).line)
        issues: list[Issue] = []
        for number in sorted(judged):
            values, cells, found = judged[number]
            issues += found
            if keys.present:
                issues += keys.judge(values, cells, number, lambda number=number: self._at(number))  # type: ignore[misc]
        return issues

    def _at(self, number: int) -> At:
        """Where a row of data is."""
        record = number + self.heading
        resource = self.table.resource
        return At(resource.name, resource.paths[0], self.shape.line(record) + 1, record + 1)
