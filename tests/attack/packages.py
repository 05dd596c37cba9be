"""Packages that are made to take time, memory or disk, a row each: the bound that each meets.

The tests hold that each is told in one line, by that bound (test_attack.py); `make attack` starts
`validate`, `diff`, `show` and `publish` on each and measures them.
"""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_VERSION = "https://datapackage.org/profiles/2.0/datapackage.json"
_TWO = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Attack(NamedTuple):
    """A kind of attack, the bound of the budget that it meets, and what writes it: the target to open."""

    kind: str
    bound: str
    write: Callable[[Path], Path]


def package(folder: Path, files: Mapping[str, bytes], *, path: str = "t.csv", **more: Any) -> Path:
    """A package of one table with these files; `more` of its resource, or of its schema's fields."""
    fields = more.pop("fields", _TWO)
    resource = {"name": "t", "path": path, "schema": {"fields": fields}, **more}
    descriptor = {"$schema": _VERSION, "name": "p", "version": "1.0.0", "resources": [resource]}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _zip_of_rows(folder: Path) -> Path:
    """A zip of some hundred kilobytes, of 150 million rows."""
    made = package(folder / "p", {})
    target = folder / "rows.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.write(made / "datapackage.json", "datapackage.json")
        with archive.open("t.csv", "w") as stream:
            stream.write(b"a,b\n")
            for _ in range(150):
                stream.write(b"\n" * 1_000_000)
    return target


def _zip_of_files(folder: Path) -> Path:
    """A zip of more empty files than are taken out."""
    target = folder / "files.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for number in range(12_000):
            archive.writestr(f"{number}.csv", b"")
    return target


def _fields(folder: Path) -> Path:
    """A schema of 200,000 fields."""
    fields = [{"name": f"f{number}", "type": "integer"} for number in range(200_000)]
    return package(folder, {"t.csv": b"a,b\n1,2\n"}, fields=fields)


def _values(folder: Path) -> Path:
    """A descriptor of millions of empty lists."""
    package(folder, {})
    text = '{"name": "p", "resources": [], "x": [' + "[]," * 4_000_000 + "[]]}"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def _deep(folder: Path) -> Path:
    """A descriptor of lists within lists."""
    package(folder, {})
    (folder / "datapackage.json").write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    return folder


def _blank(folder: Path) -> Path:
    """A table of more faulty rows than are looked at."""
    return package(folder, {"t.csv": b"a,b\n" + b"\n" * 3_000_000})


def _edges(folder: Path) -> Path:
    """A workbook of two cells, as far from each other as cells can be."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0"?>{text}')
    return package(folder, {"t.xlsx": buffer.getvalue()}, path="t.xlsx", format="xlsx")


def _json(folder: Path) -> Path:
    """A table in JSON of more values than the memory holds."""
    return package(folder, {"t.json": b"[" + b"[1,2]," * 8_000_000 + b"[1,2]]"}, path="t.json", format="json")


# To add one: what writes it, and a line here.
ATTACKS = (
    Attack("zip of 150 M rows", "ratio", _zip_of_rows),
    Attack("zip of 12,000 files", "files", _zip_of_files),
    Attack("schema of 200,000 fields", "fields", _fields),
    Attack("descriptor of 4 M lists", "values", _values),
    Attack("descriptor 100,000 deep", "depth", _deep),
    Attack("3 M faulty rows", "faults", _blank),
    Attack("workbook of far edges", "cells", _edges),
    Attack("JSON of 24 M values", "cells", _json),
)
