"""A table of others, read by the reader of `validate`, bounded: its texts, its values, what is wrong with it."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import IO, Any

import pandas as pd

from explorer.guests.patterns import matcher, unchecked
from explorer.guests.rules import Budget, Refused, plain
from explorer.guests.sources import Source, inside
from scripts.issues import Issue, issue
from scripts.model.package import Field, ForeignKey, Package, Resource, Schema
from scripts.read.exact import findings
from scripts.read.exact.findings import At
from scripts.read.exact.keyed import key_of
from scripts.read.exact.records import LOST
from scripts.read.exact.table import table_of
from scripts.read.exact.whole import Opened, opened, recognised, rows, seen
from scripts.read.rows.form import UnsupportedError, form_of
from scripts.read.rows.packed import unpacked
from scripts.read.rows.reading import Reading
from scripts.read.values.base import text_of

PACE = 2_000  # rows between two looks at the clock
SAMPLES = 3
BLOCK = 65_536


@dataclass(frozen=True)
class Fault:
    """What is wrong `count` times in one way: its first Issues, in the words of `validate`."""

    samples: tuple[Issue, ...]
    count: int

    @property
    def code(self) -> str:
        """The code of the issues."""
        return self.samples[0].code

    @property
    def column(self) -> str:
        """The field that they are about."""
        return self.samples[0].field


@dataclass(frozen=True)
class Table:
    """A table that was opened. `texts` has a column of texts for each field, `typed` the same as values.

    `cut`: there are more rows, which were not read. `keys` has the values of keyed fields, row by row.
    """

    resource: Resource
    texts: pd.DataFrame = field(repr=False)
    lines: list[int] = field(repr=False)
    typed: Mapping[str, pd.Series] = field(repr=False)
    keys: Mapping[str, list[Any]] = field(repr=False, default_factory=dict)
    issues: tuple[Issue, ...] = ()
    cut: bool = False

    @property
    def name(self) -> str:
        """Its name in the package."""
        return self.resource.name

    @property
    def path(self) -> str:
        """The file that it is in, the first one of several."""
        return plain(next(iter(self.resource.paths), ""))

    @property
    def schema(self) -> Schema:
        """Its schema; that of its labels where it has none."""
        return self.resource.schema or Schema(())

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, each kind once."""
        return self._grouped(unchecked=False)

    @property
    def unchecked(self) -> tuple[Fault, ...]:
        """What was not checked, and why."""
        return self._grouped(unchecked=True)

    def _grouped(self, *, unchecked: bool) -> tuple[Fault, ...]:
        groups: dict[tuple[str, str, str], list[Issue]] = {}
        for item in self.issues:
            if (item.code == "check-skipped") == unchecked:
                groups.setdefault((item.code, item.variant, item.field), []).append(item)
        return tuple(Fault(tuple(found[:SAMPLES]), len(found)) for found in groups.values())


class Fetched:
    """The files of a source for the reader: bounded, unpacked here, each brought once.

    A file that is larger than what is allowed is cut, and its name kept.
    """

    def __init__(self, source: Source, budget: Budget) -> None:
        self._source, self._budget = source, budget
        self._held: dict[str, bytes] = {}
        self.cut: set[str] = set()

    def look(self, resource: Resource) -> None:
        """Bring the files of a table. Refused where one cannot be brought, or is in no format that is read."""
        shown = plain(next(iter(resource.paths), ""))
        try:
            form = form_of(resource)
        except UnsupportedError as error:
            raise Refused(
                "odd_format", path=shown, format=plain(str(error).removeprefix("format "))
            ) from None
        for path in resource.paths:
            self.bring(path, form.compression, form.inner)

    def weight(self, resource: Resource) -> int:
        """How many bytes the files of a table have; what is in the descriptor is light."""
        return sum(map(self.size, resource.paths))

    def bring(self, path: str, compression: str, inner: str) -> None:
        """The file, unpacked. Refused where it cannot be brought."""
        if path in self._held:
            return
        budget, limit = self._budget, self._budget.rules.file_bytes
        content = self._source.read(inside(self._source, path), budget, limit + 1)
        try:
            with unpacked(io.BytesIO(content), compression, inner) as stream:
                self._held[path] = self._gathered(path, stream, len(content) if compression else 0, limit)
        except LOST:
            raise Refused("damaged", path=plain(path)) from None

    def _gathered(self, path: str, stream: IO[bytes], packed: int, limit: int) -> bytes:
        found = bytearray()
        while chunk := stream.read(BLOCK):
            _ = self._budget.seconds
            if packed:
                self._budget.spend_bytes(len(chunk), path)
                if len(found) > max(limit // 16, self._budget.rules.ratio * packed):
                    raise Refused("bomb", path=plain(path))
            found += chunk
            if len(found) > limit:
                self.cut.add(path)
                return bytes(found[:limit])
        return bytes(found)

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a file that was brought."""
        return io.BytesIO(self._held[path])

    def size(self, path: str) -> int:
        """How many they are."""
        return len(self._held[path])


def read_table(resource: Resource, files: Fetched, budget: Budget, cells: int) -> Table:
    """A table, its first rows where it has more than so many cells. Refused where it cannot be read."""
    shown = plain(next(iter(resource.paths), "data"))
    try:
        form = replace(form_of(resource), compression="", inner="")
        bare = resource.schema is None or not resource.schema.fields
        if bare:
            labels = Reading(files, resource, form).header.labels
            resource = replace(resource, schema=Schema(tuple(Field(label, "string") for label in labels)))
        _bounded(resource, shown, budget)
        package = Package("", resources=(resource,))
        table = replace(table_of(_alone(resource), package, matcher(budget.rules)), form=form)
        found = recognised(opened(files, table))
        if not found.layout.names:
            labels = ", ".join(found.reading.header.labels[:8])
            raise Refused("other_columns", path=shown, found=labels)
        return _gathered(
            resource, found, budget, cells, bare=bare, lost=any(p in files.cut for p in resource.paths)
        )
    except UnicodeError:
        raise Refused("odd_encoding", path=shown, encoding=plain(resource.encoding)) from None
    except LOST as error:
        raise Refused("not_a_table", path=shown, reason=plain(str(error), 120)) from None


def _bounded(resource: Resource, shown: str, budget: Budget) -> None:
    width = len(resource.schema.fields) if resource.schema else 0
    if not width:
        raise Refused("no_fields", path=shown)
    if width > budget.rules.fields:
        raise Refused("too_many_fields", path=shown, limit=budget.rules.fields, found=width)


def _alone(resource: Resource) -> Resource:
    """The table without its foreign keys, which `linked` follows once all tables are read."""
    return (
        replace(resource, schema=replace(resource.schema, foreign_keys=())) if resource.schema else resource
    )


def _gathered(
    resource: Resource, found: Opened, budget: Budget, cells: int, *, bare: bool, lost: bool
) -> Table:
    rules, schema = budget.rules, resource.schema or Schema(())
    places = {c.field.name: place for place, c in enumerate(found.layout.columns) if c.index >= 0}
    keyed = {name for key in schema.foreign_keys for name in key.fields} | set(schema.field_names)
    texts: dict[str, list[str]] = {name: [] for name in places}
    values: dict[str, list[Any]] = {name: [] for name in places}
    lines: list[int] = []
    issues: list[Issue] = [*found.layout.issues]
    most = max(1, min(rules.rows, cells // max(1, len(found.layout.columns))))
    cut = False
    for row in rows(found, []):
        if len(lines) == most:
            cut = True
            break
        if sum(len(text_of(cell)) for cell in row.cells) > rules.cell:
            raise Refused("not_a_table", path=plain(row.at.path), reason=f"> {rules.cell}")
        if len(row.cells) > rules.fields:
            raise Refused(
                "too_many_fields", path=plain(row.at.path), limit=rules.fields, found=len(row.cells)
            )
        if len(lines) % PACE == 0:
            _ = budget.seconds
        issues += [*row.issues, *row.beyond]
        lines.append(row.at.line or row.at.row)
        for name, place in places.items():
            texts[name].append(_shown(text_of(row.cells[place])) if place < len(row.cells) else "")
            values[name].append(row.values[place] if place < len(row.values) else None)
    budget.spend_cells(len(lines) * len(places), resource.name)
    issues += [] if cut else list(seen(found))
    issues += [issue("check-skipped", "no-schema", resource=resource.name)] if bare else []
    issues += unchecked(resource, rules)
    index = pd.RangeIndex(len(lines))
    return Table(
        resource,
        pd.DataFrame({n: pd.Series(t, index, dtype="object") for n, t in texts.items()}, index).astype(
            "string"
        ),
        lines,
        {n: pd.Series([_drawn(v) for v in column], index, dtype=object) for n, column in values.items()},
        {name: column for name, column in values.items() if name in keyed},
        tuple(issues),
        cut or lost,
    )


def _shown(text: str) -> str:
    return text if text.isascii() and text.isprintable() else plain(text, len(text))


def _drawn(value: Any) -> Any:
    """A value as charts count it: a finite number, a date without zone, a month as its first day."""
    if isinstance(value, Decimal):
        number = float(value)
        return number if math.isfinite(number) else math.nan
    if isinstance(value, dt.datetime | dt.time):
        return value.replace(tzinfo=None)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if hasattr(value, "month") and not isinstance(value, dt.date):
        return dt.date(value.year, value.month, 1) if 0 < value.year <= 9999 else None  # noqa: PLR2004
    return value if value is None or isinstance(value, str | int | float | dt.date) else str(value)


def linked(table: Table, tables: Mapping[str, Table]) -> Table:
    """The table with what is wrong in its foreign keys; of a table that is not open whole, nothing is said."""
    found: list[Issue] = []
    for key in table.schema.foreign_keys:
        other = tables.get(key.resource) if key.resource else table
        about = {
            "resource": table.name,
            "field": ", ".join(key.fields),
            "reference": key.package or key.resource,
        }
        if other is None or other.cut or key.package or not set(key.reference_fields) <= set(other.keys):
            found.append(issue("check-skipped", "reference", **about))
        elif set(key.fields) <= set(table.keys):
            found += _lost(table, key, other)
    return replace(table, issues=(*table.issues, *found))


def _lost(table: Table, key: ForeignKey, other: Table) -> list[Issue]:
    known = set(_tuples(other.keys, key.reference_fields))
    name, path = table.name, next(iter(table.resource.paths), "")
    return [
        findings.foreign_key(
            At(name, path, table.lines[row], 0), key, [table.texts[n][row] for n in key.fields]
        )
        for row, values in enumerate(_tuples(table.keys, key.fields))
        if values not in known and values.count(None) != len(values)
    ]


def _tuples(keys: Mapping[str, list[Any]], names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(map(key_of, row)) for row in zip(*(keys[name] for name in names), strict=True)]
