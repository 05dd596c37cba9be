"""The scan of one table with Polars: from its rules to the rows under suspicion, and to their issues.

    shape.py        the records of the file: which are ragged, where each begins
    portable.py     the rules of a row, as Narwhals expressions

Keys are compared by 64-bit hashes of their texts. A cell that is not the one text of its value (`007`) is not
proven, and the hash of its value is looked for among all rows: a hash that two values share costs a look,
never an error.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from scripts.check.engines import patterns
from scripts.check.engines.portable import cell_of, name_of, proven
from scripts.check.engines.scanned import Scanned, UnsureError, looked_at
from scripts.check.engines.shape import NUMBER, cells_of, shape_of
from scripts.check.engines.stray import recognisable, swallowed
from scripts.check.engines.verdicts import Row, reported
from scripts.reading.exact.findings import At
from scripts.reading.exact.keyed import Key, canonical_texts, keys_of
from scripts.reading.exact.layout import layout_of
from scripts.reading.exact.rows import Rows
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scripts.check.engines.patterns import Expression
    from scripts.check.engines.shape import Shape
    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Column, Table
    from scripts.reading.rows.files import Folder

_OK = "ok"


def check(
    files: Folder,
    table: Table,
    targets: Callable[[], Targets],
    progress: Callable[[int], None],
    *,
    beyond: bool,
) -> Scanned:
    """What is wrong in one table, and with `beyond` what frictionless passes over.

    UnsureError where Polars may not read it as Python does.
    """
    path = files.file(table.resource.paths[0])
    layout = layout_of(table, Reading(files, table.resource, table.form))
    if layout.columns != table.columns:
        raise UnsureError("labels that are more or fewer than the fields")
    if beyond:
        recognisable(layout)
    shape = shape_of(path, table)
    keys, known = keys_of(table, beyond=beyond), targets()
    try:
        scan = _Scan(table, layout, shape, cells_of(path, table))
        rows, count = scan.suspects(keys, known)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise UnsureError(str(error).split("\n", 1)[0]) from None
    progress(path.stat().st_size)
    most = files.budget.issues
    found = reported(rows, table, layout, known, count, beyond=beyond, most=most)
    stray = swallowed(path, table) if beyond and shape.ends else ()
    return found._replace(beyond=[*found.beyond, *stray])


class Among:
    """A frame of Polars' with what each kind of frame does in its own way (portable.py: Cells)."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self.frame = frame

    def translate(self, pattern: str) -> Expression | None:
        """A pattern as Rust takes it."""
        return patterns.rust(pattern)

    def distinct(self, column: Column) -> Iterable[str]:
        """The texts of a column."""
        name = name_of(column)
        return self.frame.select(pl.col(name).unique()).collect(engine="streaming")[name]

    def among(self, columns: Sequence[Column], texts: Iterable[tuple[str, ...]]) -> nw.Expr:
        """True of the rows whose cells in some columns are texts that are listed."""
        cell = cell_of(columns[0])
        if len(columns) > 1:  # each after its length, so that no two keys give the same
            sized = [
                part
                for column in columns
                for part in (cell_of(column).str.len_chars().cast(nw.String()), nw.lit(":"), cell_of(column))
            ]
            cell = nw.concat_str(sized)
        listed = ["".join(f"{len(t)}:{t}" for t in key) if len(columns) > 1 else key[0] for key in texts]
        held: Any = nw.from_native(pl.Series(listed, dtype=pl.String).implode(), series_only=True)
        return cell.is_in(held)


class _Scan:
    """The scan of one table."""

    def __init__(self, table: Table, layout: Layout, shape: Shape, frame: pl.LazyFrame) -> None:
        self._table, self._layout, self._shape, self._frame = table, layout, shape, frame
        self._heading = 1 if table.dialect.header else 0

    def suspects(self, keys: Sequence[Key], targets: Targets) -> tuple[list[Row], int]:
        """The rows that are not proven or may be alike, with their verdicts, and how many rows there are."""
        names = [f"key{index}" for index in range(len(keys))]
        proof = proven(Among(self._frame), self._table, keys, targets)
        found = (
            nw.from_native(self._frame)
            .with_columns(proof.alias(_OK))
            .to_native()
            .select(_OK, *(_hashed(key).alias(name) for key, name in zip(keys, names, strict=True)))
            .collect(engine="streaming")
        )
        if found.height != self._shape.records - self._heading:
            raise UnsureError("rows are counted in two ways")
        wanted = {*(record - self._heading for record in self._shape.ragged)}
        looked_at(int((~found[_OK].fill_null(value=False)).sum()))
        wanted.update((~found[_OK].fill_null(value=False)).arg_true().to_list())
        for name in names:
            if found[name].drop_nulls().n_unique() != found.height - found[name].null_count():
                doubles = found[name].is_duplicated() & found[name].is_not_null()
                wanted.update(doubles.arg_true().to_list())
        looked_at(len(wanted))
        rows = list(self._judged(wanted))
        alike: set[int] = set()
        for key, name in zip(keys, names, strict=True):
            theirs = _hashes(key, rows)
            alike.update(found[name].is_in(theirs.implode()).fill_null(value=False).arg_true().to_list())
        return [*rows, *self._judged(alike - wanted)], found.height

    def _judged(self, numbers: set[int]) -> Iterator[Row]:
        """Some rows and the exact verdict on each."""
        if not numbers:
            return
        wanted = pl.Series(sorted(numbers), dtype=pl.get_index_type()).implode()
        cells = self._frame.filter(pl.col(NUMBER).is_in(wanted)).collect(engine="streaming")
        if cells.height != len(numbers):
            raise UnsureError("rows were lost")
        judge, resource = Rows(self._table, self._layout).judge, self._table.resource
        for number, *written in cells.iter_rows():
            record = number + self._heading
            at = At(resource.name, resource.paths[0], self._shape.line(record) + 1, record + 1)
            found = self._shape.ragged.get(record, written)
            yield Row(at, found, judge(found, at.itself))


def _hashed(key: Key) -> pl.Expr:
    """The hash of a key; none where it must be whole and a cell is missing."""
    parts: list[pl.Expr] = []
    gone: list[pl.Expr] = []
    for place, (column, missing) in enumerate(zip(key.columns, key.missing, strict=True), start=1):
        cell = pl.col(name_of(column))
        gone += [cell.is_in(list(missing))] if missing else []
        parts.append((pl.when(~gone[-1]).then(cell) if missing else cell).hash(seed=place))
    total = reduce(add, parts)
    return pl.when(~pl.any_horizontal(gone)).then(total) if key.whole and gone else total


def _hashes(key: Key, rows: Sequence[Row]) -> pl.Series:
    """The hashes of the values of a key in some rows, by their canonical texts."""
    texts = [text for row in rows if (text := canonical_texts(key, row.judged.values)) is not None]
    names = [name_of(column) for column in key.columns]
    columns = list(zip(*texts, strict=True)) or [()] * len(names)
    series = [pl.Series(name, column, pl.String) for name, column in zip(names, columns, strict=True)]
    total = reduce(add, [pl.col(name).hash(seed=place) for place, name in enumerate(names, start=1)])
    return pl.DataFrame(series).select(total.alias("hash"))["hash"].unique()
