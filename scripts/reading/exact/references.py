"""Foreign keys: the texts that surely are, in the columns of a table, a key of the table referred to."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, Any

from scripts.reading.exact.keyed import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scripts.reading.exact.table import Column


def texts_of(
    columns: Sequence[Column], missing: Sequence[Sequence[str]], wanted: Collection[tuple[Any, ...]]
) -> Iterable[tuple[str, ...]]:
    """The texts, as far as the columns' own rules read them as one of the keys wanted."""
    if not all(is_plain(column) for column in columns):
        return _right(columns, missing, wanted, wanted)
    gone = [frozenset(texts) for texts in missing]
    texts = [
        key
        for key in wanted
        if not any(not isinstance(t, str) or t in g for t, g in zip(key, gone, strict=True))
    ]
    return chain(texts, _right(columns, missing, [key for key in wanted if None in key], wanted))


def is_plain(column: Column) -> bool:
    """True where a text that is not missing is its own value."""
    return column.field.type == "any" or (
        column.field.type == "string" and column.field.format in ("", "default")
    )


def _right(
    columns: Sequence[Column],
    missing: Sequence[Sequence[str]],
    keys: Collection[tuple[Any, ...]],
    wanted: Collection[tuple[Any, ...]],
) -> Iterator[tuple[str, ...]]:
    for key in keys:
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
