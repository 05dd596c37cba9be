"""Keys as 64-bit hashes: the rows that may repeat another's, to be compared exactly.

Equal values have equal hashes because what is hashed is the one canonical text of a value. A cell written
otherwise (`007`, `2024-1-1`) does not pass `canonical`, so that its row is under suspicion, and the hash of
its value is looked for among all rows. A hash that two values share costs a look, never an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from scripts.check.engines.forms import canonical_form
from scripts.check.engines.prefilter import whole
from scripts.reading.exact.keyed import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.exact.table import Column


def canonical(column: Column) -> pl.Expr | None:
    """True of the cells that are the canonical text of their value; None where the type has none known."""
    form = canonical_form(column)
    if not form:
        return None if form is None else pl.lit(value=True)
    return pl.col(column.field.name).str.contains(whole(form))


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
