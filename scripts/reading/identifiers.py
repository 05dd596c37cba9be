"""The identifier of a row: its table and its key, whatever its place in the file.

`table:key`, the parts of the key separated by slashes; anything outside `A-Za-z0-9_.-` is percent-encoded, so
that a part may hold a colon, a slash or a space. A part that is empty is a hyphen. Stable from one version to
the next.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from scripts.reading.sql import literal
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.reading.model.package import Resource, Schema
    from scripts.reading.tables import Row


OWN = "identifier"  # the field of a table that has its identifiers


def identifier(table: str, key: Iterable[str]) -> str:
    """The identifier of a row.

    >>> identifier("rates", ["phare_2016", "area 93/94"])
    'rates:phare_2016/area%2093%2F94'
    >>> identifier("rates", ["phare_2016", "", "-"])
    'rates:phare_2016/-/%2D'
    """
    return f"{table}:" + "/".join(map(_part, key))


@lru_cache(4096)  # codes stand in many keys
def _part(text: str) -> str:
    """One part of a key."""
    return {"": "-", "-": "%2D"}.get(text) or quote(text, safe="").replace("~", "%7E")


def expression(resource: Resource, columns: Sequence[str]) -> str:
    """The identifier of a row in SQL of DuckDB; `columns` hold the texts of its key."""
    if schema_of(resource).row_key == (OWN,):
        return columns[0]
    told = [
        f"CASE {name} WHEN '' THEN '-' WHEN '-' THEN '%2D' ELSE replace(url_encode({name}), '~', '%7E') END"
        for name in columns
    ]
    return " || ".join([literal(f"{resource.name}:"), " || '/' || ".join(told)])


def parts(text: str) -> tuple[str, tuple[str, ...]]:
    """The table and the parts of the key of an identifier; an empty table where it is none.

    >>> parts("rates:phare_2016/area%2093%2F94")
    ('rates', ('phare_2016', 'area 93/94'))
    """
    table, colon, key = text.partition(":")
    return (table, tuple("" if p == "-" else unquote(p) for p in key.split("/"))) if colon else ("", ())


def dimensions(schema: Schema) -> tuple[str, ...]:
    """The fields whose texts are the key of a row's identifier; of a table that has its identifiers too."""
    return schema.row_key if schema.row_key != (OWN,) else next(iter(schema.unique_keys), ())


def of_rows(resource: Resource, rows: Iterable[Row]) -> list[str]:
    """The identifier of each row of a table, in order; none where the table has no key.

    A table whose key is its identifier has it as it is.
    """
    schema = schema_of(resource)
    places = [schema.field_names.index(name) for name in schema.row_key]
    if schema.row_key == (OWN,):
        return [row[places[0]] for row in rows]
    return [identifier(resource.name, (row[place] for place in places)) for row in rows] if places else []
