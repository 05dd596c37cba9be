"""The tables of a package, each compiled and read once; and the keys that foreign keys may lead to.

A small table is kept as it was read until its own rows are judged; then the keys that lead to it are kept.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from scripts.reading.exact.keyed import UNHASHABLE, key_of
from scripts.reading.exact.patience import matcher
from scripts.reading.exact.records import LOST, UnreadableError, closed
from scripts.reading.exact.references import is_plain
from scripts.reading.exact.table import table_of
from scripts.reading.exact.whole import opened, recognised
from scripts.reading.rows.form import DELIMITED
from scripts.reading.rows.reading import is_small

if TYPE_CHECKING:
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.exact.whole import Opened
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Folder

    Names = tuple[str, ...]
    Keys = set[tuple[Any, ...]]


class LostTargetError(Exception):
    """A table that others refer to cannot be read to its end; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Readings:
    """The tables of a package.

    `beyond`: they are read as what is recognised in their headers says; and where one that others refer to
    cannot be read as it should be, LostTargetError, and no guess.
    """

    def __init__(self, files: Folder, package: Package, *, beyond: bool = True) -> None:
        self.files, self.package, self.beyond = files, package, beyond
        self._tables: dict[str, Table] = {}
        self._opened: dict[tuple[str, bool], Opened] = {}
        self._judged: set[str] = set()
        self._keys: dict[tuple[str, Names, bool], Keys] = {}
        self._wanted: dict[str, set[Names]] = defaultdict(set)
        for resource in package.tables:
            for key in resource.schema.foreign_keys if resource.schema else ():
                self._wanted[key.resource].add(key.reference_fields)

    def table(self, resource: Resource) -> Table:
        """The rules of a table. UnsupportedError."""
        if resource.name not in self._tables:
            match = partial(matcher, most=self.files.budget.pattern)
            self._tables[resource.name] = table_of(resource, self.package, match)
        return self._tables[resource.name]

    def opened(self, resource: Resource, *, beyond: bool) -> Opened:
        """A table as its header is to be read; whatever reading ends with."""
        at = (resource.name, beyond)
        if at not in self._opened:
            self._opened[at] = (
                recognised(self.opened(resource, beyond=False))
                if beyond
                else opened(self.files, self.table(resource), keep=True)
            )
        return self._opened[at]

    def targets(self, table: Table) -> Targets:
        """For each foreign key of a table, the keys that it may lead to: those with a value in some field."""
        found = []
        for key in table.schema.foreign_keys:
            own = key.resource in ("", table.resource.name)
            name = table.resource.name if own else key.resource
            try:
                found.append(self._leading(name, key.reference_fields, beyond=self.beyond and not own))
            except (UnreadableError, *LOST):
                if own:
                    raise
                raise LostTargetError(name) from None
        return found

    def done(self, resource: Resource) -> None:
        """The rows of a table are judged: it is kept no longer, but the keys that lead to it are."""
        if (resource.name, self.beyond) in self._opened:
            for names in self._wanted[resource.name] if is_small(self.files, resource) else ():
                with suppress(LostTargetError, UnreadableError, *LOST):
                    self._leading(resource.name, names, beyond=self.beyond)
        self._judged.add(resource.name)
        self._close(resource.name)

    def _close(self, name: str) -> None:
        for beyond in (True, False):
            self._opened.pop((name, beyond), None)

    def _leading(self, name: str, names: Names, *, beyond: bool) -> Keys:
        at, resource = (name, names, beyond), self.package.resource(name)
        if at in self._keys:
            return self._keys[at]
        found = _keys(self.opened(resource, beyond=beyond), names, beyond=beyond)
        if is_small(self.files, resource):
            self._keys[at] = found
        if name in self._judged:
            self._close(name)
        return found


def _keys(found: Opened, names: Names, *, beyond: bool) -> Keys:
    """The values that a table has in some fields, row by row."""
    table, reading, layout = found
    index = {column.field.name: column.index for column in layout.columns if column.index >= 0}
    places = [index.get(name) for name in names]
    columns = [table.columns[table.schema.field_names.index(name)] for name in names]
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
    keys: Keys = set()
    for _, _, cells in reading.data():
        values = [
            judge(cells[place])[0] if place is not None and place < len(cells) else None
            for place, judge in zip(places, judges, strict=True)
        ]
        keys.add(tuple([key_of(value) for value in values] if odd else values))
    if beyond:
        closed(reading)
    keys.discard((None,) * len(places))
    return keys
