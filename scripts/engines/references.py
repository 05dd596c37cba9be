"""Foreign keys: a Polars expression that is true of the rows whose key is surely in the table referred to."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import polars as pl

from scripts.engines.hashes import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from scripts.engines.rules import Column


def known(
    columns: Sequence[Column], missing: Sequence[Sequence[str]], wanted: Collection[tuple[Any, ...]]
) -> pl.Expr:
    """The expression. A key is looked up by its text, in each form that the exact stage reads as that key."""
    if len(columns) == 1:
        texts = [text for (text,) in _right(columns, missing, wanted)]
        return pl.col(columns[0].field.name).is_in(pl.Series(texts, dtype=pl.String).implode())
    joined = [_joined(texts) for texts in _right(columns, missing, wanted)]
    parts: list[pl.Expr] = []
    for column in columns:
        cell = pl.col(column.field.name)
        parts += [cell.str.len_bytes().cast(pl.String), pl.lit(":"), cell]
    return pl.concat_str(parts).is_in(pl.Series(joined, dtype=pl.String).implode())


def _joined(texts: Sequence[str]) -> str:
    """Texts as one, each after its length in bytes, so that no two keys give the same."""
    return "".join(f"{len(text.encode())}:{text}" for text in texts)


def _right(
    columns: Sequence[Column], missing: Sequence[Sequence[str]], wanted: Collection[tuple[Any, ...]]
) -> Iterator[tuple[str, ...]]:
    """The texts of the keys wanted, as far as the columns' own rules read them as one of these keys."""
    for key in wanted:
        options = [_forms(c, m, value) for c, m, value in zip(columns, missing, key, strict=True)]
        for texts in product(*options):
            if tuple(c.judge(text)[0] for c, text in zip(columns, texts, strict=True)) in wanted:
                yield texts


def _forms(column: Column, missing: Sequence[str], value: Any) -> Collection[str]:
    """The usual texts of a value in a column, or those that mean that there is none."""
    if value is None:
        return missing
    try:
        text = text_of(column.field.type, value)
    except (TypeError, ValueError):
        text = str(value)
    return dict.fromkeys((text, str(value), str(value).lower())) if text != str(value) else (text,)
