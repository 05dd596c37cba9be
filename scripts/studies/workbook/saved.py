"""A CSV that a spreadsheet saved, mended: how it is written, and each value that it shows otherwise.

A zero that was lost comes back only where the key, the list or the pattern leaves no other choice; what is
not certain is told and stays as it is, or keeps the file from being taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.reading import saves
from scripts.reading.model.package import Field
from scripts.reading.saves import DATE, SCIENTIFIC, TRUTHS
from scripts.reading.tables import to_text
from scripts.studies.faults import fault
from scripts.studies.workbook.changes import Change, Fault
from scripts.studies.workbook.labels import UnreadError
from scripts.studies.workbook.tables import Table
from scripts.studies.workbook.values import by_pattern, day, matches, number, padded, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scripts.reading.model.package import Package, Resource, Schema
    from scripts.reading.saves import Save

_FORMS = {
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "integer": re.compile(r"-?\d+"),
    "year": re.compile(r"-?\d{4,}"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "boolean": re.compile("true|false"),
}
# What Windows-1252 has no character for is saved as a question mark.
_LOST = re.compile(r"(?<=[\w»])\?(?=[;:!?%»\w])|\?(?= ?»)|(?<=«)\?")


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that is written otherwise than it was: its line in the file, its field, both texts."""

    line: int
    field: str
    old: str
    new: str


@dataclass(slots=True)
class Saved:
    """A file, read: of which table, how it was saved, what was mended, what is doubtful or wrong."""

    table: Table
    save: Save | None
    lines: list[int] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def resource_of(path: Path, content: bytes, package: Package, files: Mapping[str, Path]) -> Resource:
    """The table that a file is of: the one that it is, else of its name, else of its columns. StudyError."""
    known = [table for table in package.tables if saves.is_plain(table)]
    for table in known:
        if files[table.name].exists() and path.exists() and files[table.name].samefile(path):
            return table
    fits = [t for t in known if t.schema and saves.read(content, t.schema) is not None]
    for table in fits:
        if table.name == path.stem:
            return table
    if len(fits) != 1:
        told = ", ".join(t.name for t in fits or known[:6])
        raise fault("several" if fits else "none_fits", path=path, known=told)
    return fits[0]


def mended(resource: Resource, content: bytes, codes: Callable[[str], set[str]]) -> Saved:
    """The rows of a file, each cell as a CSV has it. StudyError.

    `codes` gives those of a table that keys lead to.
    """
    schema = resource.schema
    save = saves.read(content, schema) if schema else None
    if schema is None or save is None:
        raise fault("no_fields", path=resource.paths[0])
    found = Saved(Table(resource, ()), saves.recognised(content, schema, whole=True))
    where = resource.title or resource.name
    known = {f.name: _known(f, schema, codes, resource.name) for f in schema.fields}
    rows = []
    for line, cells in _rows(content, save, schema, where, found):
        made = []
        for one, raw in zip(schema.fields, cells, strict=True):
            cell = raw.replace("\r\n", "\n").replace("\r", "\n")
            title = one.title or one.name
            try:
                text = _value(one, cell, known[one.name])
            except UnreadError as error:
                text = cell
                found.faults.append(Fault(where, line, title, error.name, error.words))
            if text != cell:
                found.mended.append(Mended(line, title, cell, text))
            if save.encoding == "windows-1252" and _LOST.search(text):
                found.doubts.append(Fault(where, line, title, "question", {"value": text}))
            made.append(text)
        rows.append(tuple(made))
        found.lines.append(line)
    found.table = found.table.with_rows(rows)
    return found


def restored(found: Saved, earlier: Table) -> None:
    """Put back what a save loses of a cell that was there before: characters, digits that say nothing.

    A doubt about a cell that is what it was goes too.
    """
    key, fields = earlier.key, earlier.schema.fields
    known = {tuple(row[place] for place in key): row for row in earlier.rows}
    sure: set[tuple[int, str]] = set()
    rows = []
    for line, row in zip(found.lines, found.table.rows, strict=True):
        if (old := known.get(tuple(row[place] for place in key))) is not None:
            cells = zip(old, row, fields, strict=True)
            row = tuple(was if _became(was, now, one) else now for was, now, one in cells)  # noqa: PLW2901 -- the row mended
            triples = zip(old, row, fields, strict=True)
            sure |= {(line, one.title or one.name) for was, now, one in triples if was == now}
        rows.append(row)
    found.table = found.table.with_rows(rows)
    found.doubts = [one for one in found.doubts if (one.line, one.column) not in sure]


def _became(old: str, new: str, one: Field) -> bool:
    r"""True where a text is what a save makes of another: of a number the same value, else in Windows-1252.

    >>> [_became("12\u202f%", new, Field("note", "string")) for new in ("12?%", "12 %", "13?%")]
    [True, True, False]
    """
    if old == new or not (old and new):
        return False
    if one.type == "number":
        return float(old) == float(new)
    if len(old) != len(new):
        return False
    kept = old.encode("cp1252", "replace").decode("cp1252")
    trios = zip(old, kept, new, strict=True)
    return all(now in (was, mark) or (was != mark and now in " \u00a0") for was, mark, now in trios)


def codes_in(resource: Resource, content: bytes) -> set[str]:
    """The codes of a table, whatever its file was saved by; none where it cannot be read."""
    schema = resource.schema
    if schema is None or len(schema.primary_key) != 1 or saves.read(content, schema) is None:
        return set()
    place = schema.field_names.index(schema.primary_key[0])
    return {row[place] for row in mended(resource, content, lambda _name: set()).table.rows}


def changes(found: Saved, now: Table) -> list[Change]:
    """What the file changes in a table, row by row of its key."""
    key = now.key
    left = {tuple(row[place] for place in key): row for row in now.rows}
    made = []
    for line, row in zip(found.lines, found.table.rows, strict=True):
        old = left.pop(tuple(row[place] for place in key), None)
        if old != row:
            made.append(Change(now.name, old, row, line))
    return made + [Change(now.name, row, None) for row in left.values()]


def _rows(
    content: bytes, save: Save, schema: Schema, where: str, found: Saved
) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header, their cells in the order of the fields; empty rows are dropped."""
    labels: list[str] = []
    for line, cells in saves.records(content, save):
        if not labels:
            labels = [cell.strip().removeprefix("\ufeff") for cell in cells]
            while labels and not labels[-1]:
                labels.pop()
            for label in [one for one in labels if one not in schema.field_names]:
                found.faults.append(Fault(where, line, label, "extra", {}))
            for name in [one for one in schema.field_names if one not in labels]:
                found.faults.append(Fault(where, line, name, "lost", {}))
            continue
        if not any(cells):
            continue
        if any(cells[len(labels) :]):
            words = {"value": next(filter(None, cells[len(labels) :]))}
            found.faults.append(Fault(where, line, "", "cells", words))
        row = dict(zip(labels, [*cells, *[""] * len(labels)], strict=False))
        yield line, [row.get(name, "") for name in schema.field_names]


def _known(one: Field, schema: Schema, codes: Callable[[str], set[str]], own: str) -> set[str]:
    """The texts that a field may have, where a key or a list says so; none where nothing does."""
    for key in schema.foreign_keys:
        if key.fields == (one.name,) and not key.package and key.resource not in ("", own):
            return codes(key.resource)
    return set(map(to_text, one.constraints.get("enum", ())))


def _value(one: Field, cell: str, known: set[str]) -> str:
    """A cell as a CSV has it. UnreadError for what is not certain, or no value of the field."""
    form = _FORMS.get(one.type)
    if not cell or (form and form.fullmatch(cell)):
        return cell
    if one.type == "number":
        return number(cell)
    if one.type in ("integer", "year"):
        return whole(cell)
    if one.type == "date":
        return day(cell)
    if one.type == "boolean":
        if cell.strip().upper() not in TRUTHS:
            raise UnreadError("boolean", value=cell)
        return TRUTHS[cell.strip().upper()]
    return _string(one, cell, known)


def _string(one: Field, cell: str, known: set[str]) -> str:
    """A text; a code whose zeros were lost, where there is one only that it can be."""
    pattern = str(one.constraints.get("pattern", ""))
    if cell in known or (not known and (not pattern or matches(pattern, cell))):
        return cell
    if known and (code := padded(cell, known)):
        return code
    if pattern and not matches(pattern, cell):
        if one.type == "string" and not known and (text := by_pattern(cell, pattern)):
            return text
        if DATE.fullmatch(cell) and matches(pattern, text := day(cell)):
            return text
    if SCIENTIFIC.fullmatch(cell):
        raise UnreadError("scientific", value=cell)
    if cell.isdecimal() and (known or pattern):
        raise UnreadError("zeros", value=cell)
    return cell
