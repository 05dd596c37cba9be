"""How names and values are spelled in SQL: the same in SQLite, in DuckDB and in the coherence rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.reading.model.package import Resource


def table_name(resource: Resource | str) -> str:
    """The name of a resource's table: its own, with « _ » for what SQL would have to quote.

    >>> table_name("regional-rates")
    'regional_rates'
    """
    name = resource if isinstance(resource, str) else resource.name
    return name.replace("-", "_").replace(".", "_")


def quoted(name: str) -> str:
    """A name between double quotes.

    >>> print(quoted('a"b'))
    "a""b"
    """
    return '"' + name.replace('"', '""') + '"'


def columns(names: Iterable[str]) -> str:
    """Quoted names in brackets, as a key lists them."""
    return "(" + ", ".join(map(quoted, names)) + ")"


def literal(value: Any) -> str:
    """A value as SQL writes it.

    >>> [literal(value) for value in ("l'Île", 0.5, True)]
    ["'l''Île'", '0.5', '1']
    """
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def comment(text: str) -> str:
    """A text as one line after « -- »."""
    return "-- " + " ".join(text.split())
