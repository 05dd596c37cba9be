"""Small tables of which every cell is written so plainly that it can be turned into a value of its type.

To know it spares the import of Arrow. Anything else, and any table that is not small, is turned into values.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.check.engines.choice import is_tiny
from scripts.read.records import UnreadableError, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.model.package import Field, Resource

_FORMS: dict[str, Callable[[str], object]] = {
    "integer": re.compile("-?[0-9]{1,18}").fullmatch,
    "number": re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?").fullmatch,
    "year": re.compile("[0-9]{4}").fullmatch,
    "boolean": re.compile("true|false").fullmatch,
    "date": re.compile("[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])").fullmatch,
}
_WRITTEN = {"trueValues", "falseValues", "groupChar", "decimalChar", "bareNumber", "floatNumber"}


def is_typable(base: Path, table: Resource) -> bool:
    """True where a table can surely be typed."""
    schema = table.schema
    if schema is None or not is_tiny(base, table):
        return False
    tests = [
        (place, _FORMS[column.type], frozenset(schema.missing_values_of(column)))
        for place, column in enumerate(schema.fields)
        if column.type in _FORMS
    ]
    if any(_is_special(column) for column in schema.fields):
        return False
    width = len(schema.fields)
    try:
        return all(
            len(record.cells) == width
            and all(
                record.cells[place] in missing or test(record.cells[place]) for place, test, missing in tests
            )
            for record in records(base, table)
        )
    except UnreadableError:
        return False


def _is_special(column: Field) -> bool:
    """True for a field of which values are written in a way of their own."""
    return column.format != "default" or bool(
        {"trueValues", "falseValues", "groupChar", "decimalChar", "bareNumber", "floatNumber"}
        & set(column.extra)
    )
