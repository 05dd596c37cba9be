"""Foreign keys: the keys that they may lead to, read from the tables that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.reading.exact.keyed import UNHASHABLE, key_of
from scripts.reading.exact.records import LOST, UnreadableError, closed
from scripts.reading.exact.references import is_plain
from scripts.reading.exact.table import table_of
from scripts.reading.exact.whole import opened, recognised
from scripts.reading.rows.form import DELIMITED

if TYPE_CHECKING:
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.model.package import ForeignKey, Package
    from scripts.reading.rows.files import Files


class LostTargetError(Exception):
    """A table that others refer to cannot be read to its end; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def targets_of(files: Files, table: Table, package: Package, *, beyond: bool = True) -> Targets:
    """For each foreign key of a table, the keys that it may lead to.

    `beyond`: where another table cannot be read as it should be, LostTargetError, and no guess.
    """
    found: list[set[tuple[Any, ...]]] = []
    for key in table.schema.foreign_keys:
        own = key.resource in ("", table.resource.name)
        try:
            found.append(target(files, table, key, package, beyond=beyond and not own))
        except (UnreadableError, *LOST):
            if own:
                raise
            raise LostTargetError(key.resource) from None
    return found


def target(
    files: Files, table: Table, key: ForeignKey, package: Package, *, beyond: bool = False
) -> set[tuple[Any, ...]]:
    """The keys that a foreign key may lead to: those of its table with a value in some field."""
    if key.resource and key.resource != table.resource.name:
        table = table_of(package.resource(key.resource), package)
    table, reading, layout = recognised(opened(files, table)) if beyond else opened(files, table)
    index = {column.field.name: column.index for column in layout.columns if column.index >= 0}
    places = [index.get(name) for name in key.reference_fields]
    columns = [table.columns[table.schema.field_names.index(name)] for name in key.reference_fields]
    if (
        len(places) == 1
        and (place := places[0]) is not None
        and is_plain(columns[0])
        and reading.form.kind == DELIMITED
    ):
        missing = table.schema.missing_values_of(columns[0].field)
        texts = {cells[place] for _, _, cells in reading.data() if place < len(cells)}
        if beyond:
            closed(reading)
        return {(text,) for text in texts.difference(missing)}
    if beyond and None in places:
        raise LostTargetError(table.resource.name)
    odd = any(column.field.type in UNHASHABLE for column in columns)
    judges = [column.judge for column in columns]
    found: set[tuple[Any, ...]] = set()
    for _, _, cells in reading.data():
        values = [
            judge(cells[place])[0] if place is not None and place < len(cells) else None
            for place, judge in zip(places, judges, strict=True)
        ]
        found.add(tuple([key_of(value) for value in values] if odd else values))
    if beyond:
        closed(reading)
    found.discard((None,) * len(places))
    return found
