"""frictionless' own readers, for the types whose rules are another library's: imported where they serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# A reader takes a cell, or a JSON value of the descriptor, and returns its value: None where it has none.
Reader = Callable[[Any], Any]
# A field's descriptor.
Options = Mapping[str, Any]


class UnsupportedError(Exception):
    """A rule whose verdict is not known to be frictionless': the message is the reason."""


def by_frictionless(options: Options) -> Reader:
    """Frictionless' own reader."""
    from frictionless import Field

    plain = {key: value for key, value in options.items() if key not in ("constraints", "missingValues")}
    try:
        return Field.from_descriptor({"name": "field", **plain}).create_value_reader()
    except Exception as error:  # noqa: BLE001 -- what its reader lacks, a table must be left to it
        raise UnsupportedError(f"field {options.get('name')}: {error}") from None


def late(options: Options) -> Reader:
    """Frictionless' own reader, imported at the first cell that needs it."""
    made: list[Reader] = []

    def read(cell: Any) -> Any:
        if not made:
            made.append(by_frictionless(options))
        return made[0](cell)

    return read
