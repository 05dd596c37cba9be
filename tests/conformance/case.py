"""The cases of conformance, read from TOML, and their packages on disk.

A case is a table `t` with what it says. Its keys:

    name, standard  what it shows, and the section that says so
    fields          its fields; `schema` has what else the schema says, `dialect` and `resource` the same
    files           name → text (UTF-8), or {text, encoding}, {hex}, {text, lines, repeated},
                    {parquet: rows, types}, {sheets: name → rows, merged}; each with `pack` ("gz", "bz2",
                    "xz"); or {zip: name → file}
    others          further resources, which keys refer to
    rows            the values of each row, by field; a field that is not named has no value
    lines           where each row begins: a number, or "file:number" (where it is not said: from 2 on)
    faults          errors, as "code line field" ("code file:line field" in a later file) or "code"
    warnings        the same: what is told and is no error, or is not checked
    unread          true where the table cannot be read: no rows are expected of anybody
    published       false where publish refuses the table, and says why, though it can be read
    opened          false where the explorer refuses it, since it would have no column to show
    frictionless    "same" (it gives these values and these errors), or why it does not
"""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
import tomllib
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PACK = {"gz": lambda content: gzip.compress(content, mtime=0), "bz2": bz2.compress, "xz": lzma.compress}


@dataclass(frozen=True)
class Case:
    """One case, as its keys say."""

    theme: str
    name: str
    standard: str
    frictionless: str
    fields: list[dict[str, Any]] = field(default_factory=list)
    schema: dict[str, Any] = field(default_factory=dict)
    dialect: dict[str, Any] = field(default_factory=dict)
    resource: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)
    others: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int | str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: bool = False
    published: bool = True
    opened: bool = True

    @property
    def descriptor(self) -> dict[str, Any]:
        """The package."""
        table = {"name": "t", **({} if "data" in self.resource else {"path": self._path}), **self.resource}
        table |= {"dialect": self.dialect} if self.dialect else {}
        table |= {"schema": {**self.schema, "fields": self.fields}} if self.fields else {}
        return {"$schema": PROFILE, "name": "case", "resources": [*self.others, _json(table)]}

    @property
    def _path(self) -> str | list[str]:
        beside = {path for other in self.others for path in [other.get("path")]}
        names = [name for name in self.files if name not in beside]
        return names[0] if len(names) == 1 else names

    @property
    def content(self) -> dict[str, bytes]:
        """The files of the package, its descriptor among them."""
        described = json.dumps(self.descriptor, ensure_ascii=False).encode()
        return {"datapackage.json": described, **{name: made(what) for name, what in self.files.items()}}

    @property
    def places(self) -> list[tuple[str, int]]:
        """The file and the line where each row begins."""
        paths = [self.descriptor["resources"][-1].get("path", "")]
        first = paths[0][0] if isinstance(paths[0], list) else paths[0]
        return [_place(one, first) for one in self.lines or range(2, 2 + len(self.rows))]

    def write(self, folder: Path) -> Path:
        """The package on disk."""
        for name, content in self.content.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder


def cases() -> list[Case]:
    """All of them, file by file."""
    found = []
    for path in sorted(HERE.glob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        found += [Case(path.stem, **case) for case in read["case"]]
    return found


def made(what: Any) -> bytes:
    """The bytes of a file."""
    if isinstance(what, str):
        return what.encode()
    if "zip" in what:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, inner in what["zip"].items():
                archive.writestr(name, made(inner))
        return packed.getvalue()
    content = _content(what)
    return PACK[what["pack"]](content) if "pack" in what else content


def _content(what: dict[str, Any]) -> bytes:
    if "hex" in what:
        return bytes.fromhex(what["hex"])
    if "sheets" in what:
        return _workbook(what["sheets"], what.get("merged", []))
    if "parquet" in what:
        return _parquet(what["parquet"], what.get("types", {}))
    if "repeated" in what:
        return str(what["text"] + what["lines"] * what["repeated"]).encode()
    return str(what["text"]).encode(what.get("encoding", "utf-8"))


def _workbook(sheets: dict[str, list[list[Any]]], merged: list[str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else _number(cell) for cell in row])
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _parquet(rows: list[dict[str, Any]], types: dict[str, str]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    named = {
        name: pa.array([_number(row.get(name)) for row in rows], pa.type_for_alias(kind))
        for name, kind in types.items()
    }
    written = io.BytesIO()
    pq.write_table(pa.table(named), written)
    return written.getvalue()


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _json(value: Any) -> Any:
    """A value of TOML as JSON has it; `{null = true}` is null, which TOML lacks."""
    if value == {"null": True}:
        return None
    if isinstance(value, dict):
        return {key: _json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_json(one) for one in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return _number(value)


def _place(one: int | str, first: str) -> tuple[str, int]:
    path, _, line = str(one).rpartition(":")
    return path or first, int(line)
