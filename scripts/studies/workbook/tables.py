"""The tables of a package as people edit them: which, in which order, their columns, what rows are called."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.descriptor import NAME
from scripts.reading.saves import is_plain
from scripts.reading.tables import read_cells, schema_of
from scripts.studies.faults import fault
from scripts.studies.workbook.cells import KEY, WORD, YES, Column, kind_of, words_of
from scripts.studies.workbook.labels import Choices, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Field, Package, Resource, Schema
    from scripts.reading.tables import Row

FACT, LINK, CONTEXT = "fact", "link", "context"
# The fields that say what a row is called, the first that a table has.
_LABELS = ("label_fr", "title_fr", "title", "name_fr", "name", "label")
_ORDER = (FACT, "reference", LINK, "", "content", "erratum", CONTEXT)
SHEET_CELLS = 250_000  # beyond, a workbook is slow to open, and nobody edits it by hand


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its rows, as the texts of its CSV in the order of its fields."""

    resource: Resource
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name of the resource."""
        return self.resource.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.resource.title or self.resource.name

    @property
    def schema(self) -> Schema:
        """Its Table Schema."""
        return schema_of(self.resource)

    @property
    def key(self) -> tuple[int, ...]:
        """The places of the fields that name a row; all of them where the table has no key."""
        names = self.schema.row_key or self.schema.field_names
        return tuple(self.schema.field_names.index(name) for name in names)

    @property
    def code(self) -> int | None:
        """The place of the code of its rows, where each has one, and a label."""
        alone = len(self.schema.primary_key) == 1 and self.label is not None
        return self.key[0] if alone and self.key[0] != self.label else None

    @property
    def label(self) -> int | None:
        """The place of the field that says what a row is called."""
        names = self.schema.field_names
        return next((names.index(name) for name in _LABELS if name in names), None)

    def with_rows(self, rows: Iterable[Row]) -> Table:
        """The table with other rows."""
        return Table(self.resource, tuple(rows))


def lies_in(source: Source, target: str) -> None:
    """Nothing, or StudyError where a package was not opened where it lies: a zip, an address."""
    path = Path(target)
    if "://" in target or source.path.resolve() not in (path.resolve(), (path / NAME).resolve()):
        raise fault("folder", path=target)


def read(source: Source, package: Package) -> dict[str, Table]:
    """The tables of a package that are plain CSV, by name. SourceError for one that cannot be read."""
    return {r.name: Table(r, tuple(read_cells(source.files, r))) for r in package.tables if is_plain(r)}


def canonical(table: Table) -> bytes:
    """The CSV of a table: UTF-8, LF, commas, quotes where need be, rows sorted by their key."""
    text, key = io.StringIO(newline=""), table.key
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.schema.field_names)
    rows = sorted(table.rows, key=lambda row: tuple(row[place] for place in key))
    writer.writerows(rows)
    return text.getvalue().encode()


def digest(table: Table) -> str:
    """The hash of a table's content: `sha256:` and that of its canonical CSV."""
    return f"sha256:{hashlib.sha256(canonical(table)).hexdigest()}"


# --- which, in which order ---------------------------------------------------------------------------------


def edited(tables: Mapping[str, Table]) -> list[str]:
    """The names of the tables that people edit, in the order of the sheets.

    The figures first, the tables that they name in the order of their fields, after each of these what links
    lead from it; then the rest, by kind. Left out are what is measured elsewhere (context), with the tables
    that nothing else names, and links that lead nowhere.
    """
    kinds = {name: str(table.resource.extra.get("kind", "")) for name, table in tables.items()}
    named = {name: _named(table) for name, table in tables.items()}
    behind = _reached([name for name, kind in kinds.items() if kind == CONTEXT], named)
    ahead = _reached([name for name, kind in kinds.items() if kind not in (CONTEXT, "reference")], named)
    lonely = {name for name, kind in kinds.items() if kind == LINK and not named[name]}
    left = [n for n in tables if n not in lonely and (n in ahead or n not in behind)]
    found: list[str] = []

    def add(name: str) -> None:
        if name in left and name not in found:
            found.append(name)
            for link in left:
                if kinds[link] == LINK and named[link][:1] == [name]:
                    add(link)

    for name in sorted(left, key=lambda n: _ORDER.index(kinds[n]) if kinds[n] in _ORDER else len(_ORDER)):
        add(name)
        for target in named[name] if kinds[name] == FACT else ():
            add(target)
    return found


def is_small(table: Table) -> bool:
    """True for a table that a sheet holds."""
    return len(table.rows) * len(table.schema.fields) <= SHEET_CELLS


def _named(table: Table) -> list[str]:
    """The tables that the keys of a table name, in the order of its fields."""
    places = {key.fields[0]: key.resource for key in reversed(table.schema.foreign_keys) if key.resource}
    return list(dict.fromkeys(places[name] for name in table.schema.field_names if name in places))


def _reached(names: Iterable[str], named: Mapping[str, Sequence[str]]) -> set[str]:
    """These tables and all that their keys lead to."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += named.get(name, ())
    return found


# --- columns and labels ------------------------------------------------------------------------------------


def columns(table: Table, choices: Mapping[str, Choices]) -> tuple[Column, ...]:
    """The columns of a table, in the order of its fields; `choices` are those of each table with codes."""
    targets = {
        key.fields[0]: key.resource or table.name
        for key in table.schema.foreign_keys
        if len(key.fields) == 1 and not key.package and (key.resource or table.name) in choices
    }
    return tuple(
        _column(field, targets.get(field.name, ""), choices, hidden=place == table.code)
        for place, field in enumerate(table.schema.fields)
    )


def _column(field: Field, target: str, choices: Mapping[str, Choices], *, hidden: bool) -> Column:
    if target:
        return Column(field, KEY, choices[target], target, hidden=hidden)
    kind = kind_of(field)
    words = Choices(words_of(field)) if kind in (WORD, YES) else None
    return Column(field, kind, words, hidden=hidden)


def labels(table: Table) -> dict[str, str]:
    """What each row of a table with codes is called, no two of them alike; in the order of the table."""
    code, label = table.code, table.label
    if code is None or label is None:
        return {}
    beside = [
        [words_of(field).get(row[place], row[place]) for row in table.rows]
        for place, field in enumerate(table.schema.fields)
        if place not in (code, label) and (kind_of(field) == WORD or field.type == "year")
    ]
    return told_apart([(row[code], row[label]) for row in table.rows], beside)


def choices_of(tables: Mapping[str, Table], before: Mapping[str, Table] | None = None) -> dict[str, Choices]:
    """What may be chosen of each table with codes; its labels in `before` mean the same rows still."""
    made: dict[str, Choices] = {}
    for name, table in tables.items():
        code, label = table.code, table.label
        if code is None or label is None:
            continue
        more = [(row[code], row[label]) for row in table.rows]
        known = {row[code] for row in table.rows}
        earlier = labels(before[name]) if before and name in before else {}
        more += [(one, told) for one, told in earlier.items() if one in known]
        made[name] = Choices(labels(table), more)
    return made
