"""Recipe: how some tables are loaded in one tool from one format; and which tables a page shows it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from scripts.reading.model.package import Package, Resource
from scripts.reading.sql import table_name
from scripts.reading.tables import schema_of
from scripts.write.formats.xlsx import sheet_names

if TYPE_CHECKING:
    from scripts.write.describe import Release

Code = Callable[[Package, Sequence[Resource]], str]

# Where each format is in a release.
_WHERE = {
    "CSV": "data/{table}.csv",
    "Parquet": "parquet/{table}.parquet",
    "XLSX": "{package}.xlsx",
    "SQLite": "{package}.sqlite",
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """A tool and the code that loads tables in it.

    `key` names it (in words.toml too, where it is shown); `language` is what the code is written in, "" where
    there is none to write. In Python, R and JavaScript the code leaves each table in a variable of its name,
    with « _ » for « - »; in a shell it prints one table. `remedy` is the key of the recipe to prefer where
    this one misreads: it is what one writes in haste, and no page advises it.
    """

    key: str
    tool: str
    format: str
    language: str
    code: Code
    shown: bool = False
    remedy: str = ""
    codes: bool = False  # shown on a table whose codes start with a zero, not on one of figures

    def applies(self, release: Release) -> bool:
        """True where the release has the format."""
        shown = shown_on(self, release.package, release.tables)
        path = _WHERE[self.format].format(table=shown.name, package=release.package.name)
        return path in release.paths


@dataclass(frozen=True, slots=True)
class Example:
    """A recipe as a page shows it, with its code for one table."""

    recipe: Recipe
    code: str


def each(head: str, line: str) -> Code:
    """Code of a head, then one line a table.

    `{book}` stands for the package's name; in the line, `{name}` for the table's, `{variable}` for its
    variable and its name in SQL, `{sheet}` for its sheet.
    """

    def code(package: Package, tables: Sequence[Resource]) -> str:
        sheets = sheet_names(package)
        lines = [
            line.replace("{name}", table.name)
            .replace("{variable}", table_name(table))
            .replace("{sheet}", sheets[table.name])
            for table in tables
        ]
        return "\n".join([*([head, ""] if head else []), *lines]).replace("{book}", package.name)

    return code


def code_for(recipe: Recipe, release: Release) -> str:
    """The code of a recipe for the table that a page shows it on."""
    return recipe.code(release.package, [shown_on(recipe, release.package, release.tables)])


def shown_on(recipe: Recipe, package: Package, typed: Mapping[str, pa.Table]) -> Resource:
    """The table that a page shows a recipe on: the first that is ready to read, else the first of all.

    For a recipe about codes, one that has such codes, if possible as its key. `typed` has the rows by name.
    """
    tables = package.tables
    first = next((r for r in tables if r.extra.get("kind") == "cut"), tables[0])
    if not recipe.codes:
        return first
    found = [(resource, spoilt) for resource in tables if (spoilt := _spoilt(typed[resource.name]))]
    found.sort(key=lambda it: (it[0].name != first.name, schema_of(it[0]).primary_key != tuple(it[1])))
    return found[0][0] if found else first


def _spoilt(table: pa.Table) -> list[str]:
    """The columns of texts in which some value is digits that start with a zero."""
    return [
        name
        for name, column in zip(table.column_names, table.columns, strict=True)
        if pa.types.is_string(column.type) and any(_padded(value) for value in column.to_pylist())
    ]


def _padded(value: str | None) -> bool:
    """True for digits that start with a zero."""
    return value is not None and len(value) > 1 and value.isdigit() and value.startswith("0")
