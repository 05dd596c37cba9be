"""The scan of one table with Polars: from its rules to the rows under suspicion, and to their issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from scripts.check.engines.hashes import hashed, hashes
from scripts.check.engines.proof import proven
from scripts.check.engines.scanned import Scanned, UnsureError
from scripts.check.engines.shape import Shape, is_marked, shape_of
from scripts.check.engines.stray import recognisable, swallowed
from scripts.reading.exact.beyond import Beyond
from scripts.reading.exact.findings import At
from scripts.reading.exact.keyed import Key, keys_of
from scripts.reading.exact.layout import layout_of
from scripts.reading.exact.rows import Keys, Rows
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.rows import Judged, Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue
    from scripts.reading.rows.files import Folder

_ROW = "\0row"
_OK = "\0ok"
_MANY = 3_000_000  # rows under suspicion, beyond which the exact path reads them with less memory


def check(
    files: Folder,
    table: Table,
    targets: Callable[[], Targets],
    progress: Callable[[int], None],
    *,
    beyond: bool,
) -> Scanned:
    """What is wrong in one table, `beyond` what frictionless looks at where that is asked for.

    UnsureError where Polars may not read it as Python does.
    """
    path = files.file(table.resource.paths[0])
    layout = layout_of(table, Reading(files, table.resource, table.form))
    if layout.columns != table.columns:
        raise UnsureError("labels that are more or fewer than the fields")
    if beyond:
        recognisable(layout)
    shape = shape_of(path, table.dialect, len(table.columns))
    heading = 1 if table.dialect.header else 0
    if heading and (0 in shape.ragged or shape.line(1) != 1 or is_marked(path)):
        raise UnsureError("a header of several lines")
    try:
        scan = _scan(path, table, layout)
        found = _Scan(table, layout, targets(), shape, scan, keys_of(table, beyond=beyond), heading).found(
            beyond=beyond
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise UnsureError(str(error).split("\n", 1)[0]) from None
    progress(path.stat().st_size)
    stray = swallowed(path, table) if beyond and shape.ends else ()
    return Scanned([*layout.issues, *found.issues], [*found.beyond, *stray], found.rows)


def _scan(path: Path, table: Table, layout: Layout) -> pl.LazyFrame:
    """Every cell of the data as it is written, row by row."""
    heading = table.dialect.header
    return pl.scan_csv(
        path,
        has_header=heading and not layout.issues,
        skip_lines=1 if heading and layout.issues else 0,
        schema=dict.fromkeys(table.schema.field_names, pl.String),
        separator=table.dialect.delimiter,
        quote_char=table.dialect.quote_char,
        empty_string_is_null=False,
        infer_schema=False,
        truncate_ragged_lines=True,
        row_index_name=_ROW,
        glob=False,
    )


@dataclass(frozen=True, slots=True)
class _Scan:
    table: Table
    layout: Layout
    targets: Targets
    shape: Shape
    scan: pl.LazyFrame
    keys: list[Key]
    heading: int

    def found(self, *, beyond: bool) -> Scanned:
        """The issues of the rows, in their order."""
        names = [f"\0key{index}" for index in range(len(self.keys))]
        found = self.scan.select(
            proven(self.scan, self.table, self.keys, self.targets).alias(_OK),
            *(
                hashed(k.columns, k.missing, whole=k.whole).alias(n)
                for k, n in zip(self.keys, names, strict=True)
            ),
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
            return Scanned([], [], found.height)
        if len(suspects) > _MANY:
            raise UnsureError("more faulty rows than are looked at one by one")
        judged = self._judged(sorted(suspects))
        judged |= self._judged(sorted(self._alike(found, names, judged) - suspects))
        return Scanned(self._exact(judged), self._beyond(judged) if beyond else [], found.height)

    def _judged(self, suspects: list[int]) -> dict[int, tuple[list[str], Judged]]:
        """The cells of some rows and the exact verdict on each."""
        if not suspects:
            return {}
        wanted = pl.Series(suspects, dtype=pl.get_index_type()).implode()
        cells = self.scan.filter(pl.col(_ROW).is_in(wanted)).collect(engine="streaming")
        judge, found = Rows(self.table, self.layout).judge, {}
        for number, *written in cells.iter_rows():
            record = self.shape.ragged.get(number + self.heading, written)
            found[number] = record, judge(record, lambda number=number: self._at(number))  # type: ignore[misc]
        if len(found) != len(suspects):
            raise UnsureError("rows were lost")
        return found

    def _alike(
        self, found: pl.DataFrame, names: list[str], judged: dict[int, tuple[list[str], Judged]]
    ) -> set[int]:
        """The rows whose hash is that of a suspect's values: `7` where a suspect has `007`."""
        alike: set[int] = set()
        for key, name in zip(self.keys, names, strict=True):
            rows = [[judgment.values[c.index] for c in key.columns] for _, judgment in judged.values()]
            rows = [row for row in rows if any(value is not None for value in row)]
            wanted = hashes(key.columns, rows).unique()
            alike.update(found[name].is_in(wanted.implode()).fill_null(value=False).arg_true().to_list())
        return alike

    def _exact(self, judged: dict[int, tuple[list[str], Judged]]) -> list[Issue]:
        """The issues of the rows under suspicion, keys compared in the order of the file."""
        keys = Keys(self.table, self.layout, self.targets, lambda number: self._at(number).line)
        issues: list[Issue] = []
        for number in sorted(judged):
            cells, judgment = judged[number]
            issues += judgment.issues
            if keys.present:
                locate = lambda number=number: self._at(number)  # noqa: E731 -- typed by Keys.judge
                issues += keys.judge(judgment.values, cells, number, locate)
        return issues

    def _beyond(self, judged: dict[int, tuple[list[str], Judged]]) -> list[Issue]:
        """What frictionless passes over in these rows."""
        rules = Beyond(self.table, self.layout)
        issues: list[Issue] = []
        for number in sorted(judged):
            cells, judgment = judged[number]
            issues += rules.apply(judgment.values, cells, self._at(number))
        return issues

    def _at(self, number: int) -> At:
        """Where a row of data is."""
        record = number + self.heading
        resource = self.table.resource
        return At(resource.name, resource.paths[0], self.shape.line(record) + 1, record + 1)
