"""LibreOffice, without its window: it opens a file, saves it as flat OpenDocument, and that is read.

Excel is not run: it runs on no machine of ours. A French LibreOffice stands for a French spreadsheet.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.write.formats.xlsx_layout import HEAD, sheet_names
from scripts.write.pages.howto import Recipe
from tests.compat.read_python import cell, kind_of

if TYPE_CHECKING:
    from scripts.reading.model.package import Package

# A spreadsheet has no code: its recipes are what one does by hand.
RECIPES = (
    Recipe("libreoffice", "LibreOffice", "XLSX", "", lambda _package, _tables: ""),
    Recipe(
        "libreoffice-csv-plain",
        "LibreOffice",
        "CSV",
        "",
        lambda _package, _tables: "",
        remedy="libreoffice",
        codes=True,
    ),
)
LIMIT = 300  # seconds

_FRENCH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>
"""
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WIDTH, _LENGTH = 200, 100_000  # past which a repeated empty cell or row is the sheet's end


def read(recipe: Recipe, package: Package, release: Path, folder: Path) -> dict[str, Any]:
    """What LibreOffice holds of each table once it has opened the workbook, or the CSV files one by one."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_FRENCH, encoding="utf-8")
    sheets: dict[str, list[list[Any]]] = {}
    if recipe.format == "XLSX":
        found = _saved([release / f"{package.name}.xlsx"], folder, profile)
        if found:
            sheets = _sheets(found[0])
        names, above = sheet_names(package), HEAD
    else:
        names, above = {table.name: table.name for table in package.tables}, 0
        files = [release / "data" / f"{table.name}.csv" for table in package.tables]
        for saved in _saved(files, folder, profile):
            sheets[saved.stem] = next(iter(_sheets(saved).values()))
    shutil.rmtree(profile, ignore_errors=True)
    return {
        "tables": {name: _reading(sheets[sheet][above:]) for name, sheet in names.items() if sheet in sheets}
    }


def _saved(files: list[Path], folder: Path, profile: Path) -> list[Path]:
    """The files, opened and saved as flat OpenDocument."""
    out = folder / "saved"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "fods"]
    command += ["--outdir", str(out), *map(str, files)]
    subprocess.run(command, capture_output=True, check=False, timeout=LIMIT)
    paths = [out / f"{file.stem}.fods" for file in files]
    return [path for path in paths if path.is_file()]


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The cells of each sheet of a flat OpenDocument file."""
    sheets = {}
    for table in ET.parse(path).iter(f"{_TABLE}table"):  # noqa: S314 -- LibreOffice wrote it just now
        rows: list[list[Any]] = []
        for row in table.iter(f"{_TABLE}table-row"):
            times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
            cells = _cells(row)
            if times < _LENGTH:
                rows += [cells] * times
        while rows and not any(value is not None for value in rows[-1]):
            rows.pop()
        sheets[str(table.get(f"{_TABLE}name"))] = rows
    return sheets


def _cells(row: ET.Element) -> list[Any]:
    """The values of a row."""
    cells: list[Any] = []
    for item in row:
        times = int(item.get(f"{_TABLE}number-columns-repeated", "1"))
        if times < _WIDTH:
            cells += [_value(item)] * times
    return cells


def _value(cell: ET.Element) -> Any:
    """What a cell holds."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        value = float(cell.get(f"{_OFFICE}value", "nan"))
        return int(value) if value.is_integer() else value
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return dt.date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
    if kind is None:
        return None
    return "\n".join(_text(paragraph) for paragraph in cell.iterfind(f"{_TEXT}p"))


def _text(element: ET.Element) -> str:
    """The text of a paragraph, its repeated spaces, tabs and line breaks included."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag.endswith("tab") else "\n")
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _reading(rows: list[list[Any]]) -> dict[str, Any]:
    """The rows of a sheet as a Reading, the first of them its header."""
    header = rows[0] if rows else []
    while header and header[-1] is None:
        header = header[:-1]
    values = [[row[i] if i < len(row) else None for row in rows[1:]] for i in range(len(header))]
    kinds = [kind_of(column) for column in values]
    return {"columns": header, "kinds": kinds, "values": [[cell(v) for v in column] for column in values]}
