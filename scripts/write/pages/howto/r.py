"""R: readr, base R, readxl and RSQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.derive.labelled import twins
from scripts.reading.sql import table_name
from scripts.reading.tables import schema_of
from scripts.write.formats.xlsx_layout import HEAD, columns, sheet_of
from scripts.write.pages.howto.recipe import Recipe, each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.model.package import Package, Resource

_READR = {"number": "d", "integer": "i", "year": "i", "boolean": "l", "date": "D"}
_BASE = {"number": "numeric", "integer": "integer", "year": "integer", "boolean": "logical", "date": "Date"}
_READXL = {"number": "numeric", "integer": "numeric", "year": "numeric", "boolean": "logical", "date": "date"}


def _readr(_package: Package, tables: Sequence[Resource]) -> str:
    """Every column a text, save those whose type is given."""
    lines = ["library(readr)"]
    for table in tables:
        types = [f'{c.name} = "{_READR[c.type]}"' for c in schema_of(table).fields if c.type in _READR]
        shown = ", ".join(['.default = "c"', *types])
        lines += [
            "",
            f"{table_name(table)} <- read_csv(",
            f'  "data/{table.name}.csv",',
            f'  col_types = cols({shown}), na = ""',
            ")",
        ]
    return "\n".join(lines)


def _base(_package: Package, tables: Sequence[Resource]) -> str:
    """What R has by itself, the class of each column told."""
    lines: list[str] = []
    for table in tables:
        classes = [_BASE.get(column.type, "character") for column in schema_of(table).fields]
        lines += [
            f"{table_name(table)} <- read.csv(",
            f'  "data/{table.name}.csv", na.strings = "", encoding = "UTF-8",',
            f"  colClasses = c({', '.join(f'{chr(34)}{name}{chr(34)}' for name in classes)})",
            ")",
        ]
    return "\n".join(lines)


def _readxl(package: Package, tables: Sequence[Resource]) -> str:
    """The workbook, the type of each column told: a column that is empty at first is guessed wrongly."""
    lines = ["library(readxl)"]
    for table in tables:
        shown = columns(twins(package).get(table.name, table))
        types = [_READXL.get(column.entry.type, "text") for column in shown]
        lines += [
            "",
            f"{table_name(table)} <- read_excel(",
            f'  "{package.name}.xlsx", sheet = "{sheet_of(package, table)}", skip = {HEAD},',
            f"  col_types = c({', '.join(f'{chr(34)}{name}{chr(34)}' for name in types)})",
            ")",
        ]
    return "\n".join(lines)


RECIPES = (
    Recipe("readr", "R, readr", "CSV", "r", _readr, shown=True, codes=True),
    Recipe(
        "readr-plain",
        "R, readr",
        "CSV",
        "r",
        each("library(readr)", '{variable} <- read_csv("data/{name}.csv")'),
        remedy="readr",
        codes=True,
    ),
    Recipe("r-base", "R, read.csv", "CSV", "r", _base, codes=True),
    Recipe(
        "r-base-plain",
        "R, read.csv",
        "CSV",
        "r",
        each("", '{variable} <- read.csv("data/{name}.csv")'),
        remedy="r-base",
        codes=True,
    ),
    Recipe("readxl", "R, readxl", "XLSX", "r", _readxl),
    Recipe(
        "readxl-plain",
        "R, readxl",
        "XLSX",
        "r",
        each("library(readxl)", '{variable} <- read_excel("{book}.xlsx", sheet = "{sheet}", skip = {above})'),
        remedy="readxl",
    ),
    Recipe(
        "rsqlite",
        "R, RSQLite",
        "SQLite",
        "r",
        each(
            'library(DBI)\n\ndb <- dbConnect(RSQLite::SQLite(), "{book}.sqlite")',
            '{variable} <- dbReadTable(db, "{variable}")',
        ),
        shown=True,
    ),
)
