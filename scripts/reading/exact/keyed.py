"""The keys whose values no two rows of a table share, and the canonical texts to compare them by."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.exact.table import Column, Table

# Types whose values have no hash; they are compared by their JSON.
UNHASHABLE = frozenset({"array", "object", "geojson", "list"})
_LONG = 100
_ODD = "\0odd"  # what no canonical text is: only its like can be equal to it, and all are looked at


@dataclass(frozen=True, slots=True)
class Key:
    """Columns whose values no two rows share, and the texts that are missing values in each.

    `whole` is true of a unique key: a row with a missing value in it is like no other.
    """

    columns: tuple[Column, ...]
    missing: tuple[tuple[str, ...], ...]
    whole: bool


def keys_of(table: Table, *, beyond: bool) -> list[Key]:
    """The unique fields and the primary key of a table, and its unique keys where these are asked for."""
    schema = table.schema
    named: list[tuple[tuple[str, ...], bool]] = [
        ((c.field.name,), True) for c in table.columns if c.field.constraints.get("unique")
    ]
    named += [(schema.primary_key, False)] if schema.primary_key else []
    named += [(names, True) for names in (schema.unique_keys if beyond else ())]
    found = []
    for names, whole in named:
        columns = tuple(table.columns[schema.field_names.index(name)] for name in names)
        missing = tuple(schema.missing_values_of(column.field) for column in columns)
        found.append(Key(columns, missing, whole))
    return found


def key_of(value: Any) -> Any:
    """What a value is compared by: itself, or the one JSON of a list and of an object."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return value


def canonical_texts(key: Key, values: Sequence[Any]) -> tuple[str | None, ...] | None:
    """The canonical texts of the key of a row of such values; None where it is like no other."""
    own = [(column.field.type, values[column.index]) for column in key.columns]
    gone = [value is None for _, value in own]
    if all(gone) or (key.whole and any(gone)):
        return None
    return tuple(v if v is None or isinstance(v, str) else text_of(kind, v) for kind, v in own)


def text_of(kind: str, value: Any) -> str:  # noqa: PLR0911 -- one line a type
    """The canonical text of a value of a type, as `canonical` knows it; _ODD where there is none."""
    if kind == "year":
        return f"{value:04d}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value) if abs(value) < 10**_LONG else _ODD
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, dt.datetime | dt.time):
        plain = value.tzinfo is None and value.microsecond == 0
        return value.isoformat() if plain else _ODD
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value.year:04d}-{value.month:02d}" if hasattr(value, "month") else _ODD


def _decimal(value: Decimal) -> str:
    if not value.is_finite() or abs(value.adjusted()) > _LONG or len(value.as_tuple().digits) > _LONG:
        return _ODD
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
