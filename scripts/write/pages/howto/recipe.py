"""Recipe: how some tables are loaded in one tool from one format; and the table that a page shows it on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.reading.model.package import Package, Resource
from scripts.reading.sql import table_name
from scripts.write.formats.xlsx_layout import HEAD, sheet_of

if TYPE_CHECKING:
    from scripts.write.describe import Release
    from scripts.write.shown import Shown

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

    def table(self, shown: Shown) -> Resource:
        """Of the tables that pages show code on, that of this recipe."""
        return shown.coded if self.codes else shown.plain

    def applies(self, release: Release) -> bool:
        """True where the release has the format."""
        table = self.table(release.shown).name
        return _WHERE[self.format].format(table=table, package=release.package.name) in release.paths


@dataclass(frozen=True, slots=True)
class Example:
    """A recipe as a page shows it, with its code for one table."""

    recipe: Recipe
    code: str


def each(head: str, line: str) -> Code:
    """Code of a head, then one line a table.

    `{book}` stands for the package's name, `{above}` for the rows above the headers of a sheet; in the line,
    `{name}` for the table's, `{variable}` for its variable and its name in SQL, `{sheet}` for its sheet.
    """

    def coded(package: Package, tables: Sequence[Resource]) -> str:
        lines = [
            line.replace("{name}", table.name)
            .replace("{variable}", table_name(table))
            .replace("{sheet}", sheet_of(package, table))
            for table in tables
        ]
        code = "\n".join([*([head, ""] if head else []), *lines])
        return code.replace("{book}", package.name).replace("{above}", str(HEAD))

    return coded


def code_for(recipe: Recipe, release: Release) -> str:
    """The code of a recipe for the table that a page shows it on."""
    return recipe.code(release.package, [recipe.table(release.shown)])
