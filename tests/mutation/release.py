"""Mutants of a release: every file changed or lost, every table changed in each format that it is in.

Of a release only what reads the changed file is asked again: the checksums for a file; for a format, the
comparison of that format with the CSV files, as if somebody had made its checksum anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from scripts.derive.whole import Tables
from scripts.publish.audit import build, formats, sums
from scripts.publish.audit.subject import Audited
from scripts.reading import descriptor
from scripts.reading.issues import Severity
from scripts.reading.sql import quoted, table_name
from scripts.write.formats import FORMATS
from scripts.write.formats.xlsx_layout import front_names, sheet_names

if TYPE_CHECKING:
    from scripts.reading.issues import Issue

FORM = {form.name: form for form in FORMATS}
Ask = Callable[[Audited], Iterator["Issue"]]


@dataclass(frozen=True, slots=True)
class Broken:
    """One file of a release changed: what is done to it, who is asked, what must be said of it."""

    promise: str
    path: str
    edit: Callable[[Path], None]
    ask: Ask
    code: str
    said_of: str = ""
    resource: str = ""
    field: str = ""

    @property
    def name(self) -> str:
        """It in short."""
        return f"{self.promise} {self.path} {self.resource} {self.field}".rstrip()


class Copy:
    """A release of which each file can be changed and put back; it costs no more than its names."""

    def __init__(self, release: Path, folder: Path) -> None:
        self._release = release
        self.folder = shutil.copytree(release, folder, copy_function=os.link)
        source = descriptor.load(self.folder)
        self.audited = Audited(source, Tables(source.files))

    def killed(self, broken: Broken) -> bool:
        """True where the change is told, with its code, its file, its table and its field."""
        path = self.folder / broken.path
        if path.exists():  # a copy of its own: the others are links to the release
            path.unlink()
            shutil.copyfile(self._release / broken.path, path)
        try:
            broken.edit(path)
            return any(_is(issue, broken) for issue in broken.ask(self.audited))
        finally:
            path.unlink(missing_ok=True)
            if (self._release / broken.path).exists():
                os.link(self._release / broken.path, path)


def _is(issue: Issue, broken: Broken) -> bool:
    """True for the very issue."""
    return (
        issue.severity is Severity.ERROR
        and issue.code == broken.code
        and issue.path == (broken.said_of or broken.path)
        and broken.resource in ("", issue.resource)
        and broken.field in ("", issue.field)
    )


def sample(copy: Copy) -> list[Broken]:
    """One a promise."""
    return list({broken.promise: broken for broken in mutants(copy)}.values())


def mutants(copy: Copy) -> Iterator[Broken]:
    """Every file, then every table in each format."""
    for path in sorted(sums.listed_in(copy.folder)):
        yield Broken("checksum", path, _flip, sums.check, "checksum-error")
        yield Broken("file-there", path, lambda file: file.unlink(), sums.check, "missing-file")
    yield Broken("file-listed", "data/more.bin", lambda file: file.touch(), sums.check, "extra-file")
    package = copy.audited.package
    for resource in package.tables:
        name, table = resource.name, copy.audited.tables[resource.name].typed
        yield _built(name, "rows", "build-error", build.BUILD)
        yield _built(name, "content_hash", "content-hash", resource.paths[0])
        if table.num_rows:
            yield from _parquet(copy, name, table)
            yield from _database(f"{package.name}.sqlite", name, table)
            if name in (names := sheet_names(package)):
                yield _workbook(f"{package.name}.xlsx", name, names)


def _asking(form: str, name: str) -> Ask:
    """The comparison of one table in one format."""
    return lambda release: formats.compared(release, FORM[form], [name])


def _flip(file: Path) -> None:
    """One bit of the byte in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _built(name: str, key: str, code: str, said_of: str) -> Broken:
    """What build.json says of a table."""

    def edit(file: Path) -> None:
        told = json.loads(file.read_text(encoding="utf-8"))
        value = told["tables"][name][key]
        told["tables"][name][key] = value + 1 if isinstance(value, int) else value[::-1]
        file.write_text(json.dumps(told), encoding="utf-8")

    return Broken(f"build-{key}", build.BUILD, edit, build.check, code, said_of, name)


def _cells(table: pa.Table) -> Iterator[tuple[str, str, int, Any]]:
    """A text changed, a value lost, a value where there was none: what is done, its field, row and value."""
    texts = [field.name for field in table.schema if pa.types.is_string(field.type)]
    last = table.num_rows - 1
    found: dict[str, tuple[str, int, Any]] = {}
    for name in texts:
        for row in (last, 0):
            value = table[name][row].as_py()
            if value is None:
                found.setdefault("empty-filled", (name, row, "x"))
            else:
                found.setdefault("value", (name, row, f"{value}_"))
                if table.schema.field(name).nullable:
                    found.setdefault("value-lost", (name, row, None))
    for what, (name, row, value) in found.items():
        yield what, name, row, value


def _parquet(copy: Copy, name: str, table: pa.Table) -> Iterator[Broken]:
    """One cell of a Parquet file; and its last row gone."""
    path = FORM["Parquet"].where(copy.audited.package, name)
    ask = _asking("Parquet", name)

    for what, field, row, value in _cells(table):

        def edit(file: Path, field: str = field, row: int = row, value: Any = value) -> None:
            read = pq.read_table(file)
            cells = read[field].to_pylist()
            cells[row] = value
            at = read.schema.get_field_index(field)
            pq.write_table(read.set_column(at, read.schema.field(at), pa.array(cells, pa.string())), file)

        yield Broken(f"parquet-{what}", path, edit, ask, "format-difference", "", name, field)

    def shorter(file: Path) -> None:
        read = pq.read_table(file)
        pq.write_table(read.slice(0, read.num_rows - 1), file)

    yield Broken("parquet-rows", path, shorter, ask, "format-difference", "", name)


def _database(path: str, name: str, table: pa.Table) -> Iterator[Broken]:
    """One cell of a table of the database; and its last row gone."""
    known = quoted(table_name(name))
    ask = _asking("SQLite", name)

    def changed(statement: str, *values: Any) -> Callable[[Path], None]:
        def edit(file: Path) -> None:
            with closing(sqlite3.connect(file)) as base:
                base.execute("PRAGMA ignore_check_constraints = ON")
                base.execute(statement, values)
                base.commit()

        return edit

    place = f"SELECT rowid FROM {known} ORDER BY rowid LIMIT 1 OFFSET ?"
    for what, field, row, value in _cells(table):
        edit = changed(f"UPDATE {known} SET {quoted(field)} = ? WHERE rowid = ({place})", value, row)
        yield Broken(f"sqlite-{what}", path, edit, ask, "format-difference", "", name, field)
    lost = changed(f"DELETE FROM {known} WHERE rowid = ({place})", table.num_rows - 1)
    yield Broken("sqlite-rows", path, lost, ask, "format-difference", "", name)


def _workbook(path: str, name: str, names: dict[str, str]) -> Broken:
    """The last text of a sheet is another."""
    number = list(names).index(name) + len(front_names())  # the dictionary is the last of all

    def edit(file: Path) -> None:
        with zipfile.ZipFile(file) as packed:
            members = {member: packed.read(member) for member in packed.namelist()}
        sheet = f"xl/worksheets/sheet{number}.xml"
        head, mark, tail = members[sheet].rpartition(b't="s"><v>')
        members[sheet] = head + mark + re.sub(rb"^\d+", b"0", tail)
        with zipfile.ZipFile(file, "w") as packed:
            for member, content in members.items():
                packed.writestr(member, content)

    return Broken("xlsx-value", path, edit, _asking("XLSX", name), "format-difference", "", name)
