"""The identifier of a row: its table and its primary key, whatever its place in the file.

`table:key`, the parts of the key separated by slashes; anything outside `A-Za-z0-9_.-` is percent-encoded, so
that a part may hold a colon, a slash or a space. Stable from one version to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from scripts.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.model import Resource
    from scripts.tables import Row


def identifier(table: str, key: Iterable[str]) -> str:
    """The identifier of a row.

    >>> identifier("rates", ["phare_2016", "area 93/94"])
    'rates:phare_2016/area%2093%2F94'
    """
    return f"{table}:" + "/".join(quote(part, safe="").replace("~", "%7E") for part in key)


def parts(text: str) -> tuple[str, tuple[str, ...]]:
    """The table and the parts of the key of an identifier; an empty table where it is none.

    >>> parts("rates:phare_2016/area%2093%2F94")
    ('rates', ('phare_2016', 'area 93/94'))
    """
    table, colon, key = text.partition(":")
    return (table, tuple(map(unquote, key.split("/")))) if colon else ("", ())


def of_rows(resource: Resource, rows: Sequence[Row]) -> list[str]:
    """The identifier of each row of a table, in order; none where the table has no primary key."""
    schema = schema_of(resource)
    places = [schema.field_names.index(name) for name in schema.primary_key]
    return [identifier(resource.name, (row[place] for place in places)) for row in rows] if places else []
