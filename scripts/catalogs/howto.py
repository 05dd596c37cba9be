"""How a release is loaded in the usual tools: code that runs as it stands, from the release's folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from scripts.sql import table_name
from scripts.tables import schema_of

if TYPE_CHECKING:
    from scripts.describe import Release
    from scripts.model import Resource


@dataclass(frozen=True, slots=True)
class Example:
    """A tool, its key in words.toml, and the code to paste; no code where the words say it all."""

    tool: str
    key: str
    code: str


def examples(release: Release) -> list[Example]:
    """One example a tool that the release has files for."""
    fact = _fact(release)
    codes = _codes(release, fact)
    found = [Example("Excel", "excel", "")] if f"{release.package.name}.xlsx" in release.paths else []
    found += [
        Example("pandas", "pandas", _pandas(release, fact, codes)),
        Example("R", "r", _r(fact)),
    ]
    if f"parquet/{fact.name}.parquet" in release.paths:
        found.append(Example("DuckDB", "duckdb", _duckdb(fact)))
    if (book := f"{release.package.name}.sqlite") in release.paths:
        found.append(Example("SQLite", "sqlite", _sqlite(book, fact)))
    return found


def _fact(release: Release) -> Resource:
    """The table that the examples read: the first with figures, else the first."""
    facts = [r for r in release.package.tables if r.extra.get("kind") == "fact"]
    return (facts or list(release.package.tables))[0]


def _codes(release: Release, fact: Resource) -> tuple[Resource, list[str]] | None:
    """A table with codes that a careless reader spoils (« 01 »), and those columns.

    That of the figures, else the first which such a code is the key of, else the first.
    """
    found = [
        (resource, spoilt) for resource in release.package.tables if (spoilt := _spoilt(release, resource))
    ]
    found.sort(key=lambda it: (it[0].name != fact.name, schema_of(it[0]).primary_key != tuple(it[1])))
    return found[0] if found else None


def _spoilt(release: Release, resource: Resource) -> list[str]:
    """The columns of texts in which some value is digits that start with a zero."""
    table = release.tables[resource.name]
    return [
        name
        for name, column in zip(table.column_names, table.columns, strict=True)
        if pa.types.is_string(column.type) and any(_padded(value) for value in column.to_pylist())
    ]


def _padded(value: str | None) -> bool:
    """True for digits that start with a zero."""
    return value is not None and len(value) > 1 and value.isdigit() and value.startswith("0")


def _variable(resource: Resource) -> str:
    """A variable's name for a table."""
    return table_name(resource)


def _pandas(release: Release, fact: Resource, codes: tuple[Resource, list[str]] | None) -> str:
    """Parquet where there is some, and a CSV whose codes stay texts."""
    lines = ["import pandas as pd", ""]
    if f"parquet/{fact.name}.parquet" in release.paths:
        lines.append(f'{_variable(fact)} = pd.read_parquet("parquet/{fact.name}.parquet")')
    resource, texts = codes or (fact, list(schema_of(fact).primary_key))
    dtype = ", ".join(f'"{name}": str' for name in texts)
    lines += [
        f"{_variable(resource)} = pd.read_csv(",
        f'    "data/{resource.name}.csv", dtype={{{dtype}}},',
        '    keep_default_na=False, na_values=[""],',
        ")",
    ]
    return "\n".join(lines)


_READR = {"number": "d", "integer": "i", "year": "i", "boolean": "l", "date": "D"}


def _r(fact: Resource) -> str:
    """readr, with every code as a text."""
    types = [f'{c.name} = "{_READR[c.type]}"' for c in schema_of(fact).fields if c.type in _READR]
    shown = ", ".join(['.default = "c"', *types])
    return "\n".join(
        [
            "library(readr)",
            "",
            f"{_variable(fact)} <- read_csv(",
            f'  "data/{fact.name}.csv",',
            f'  col_types = cols({shown}), na = ""',
            ")",
        ]
    )


def _duckdb(fact: Resource) -> str:
    """Python, all tables at once."""
    return "\n".join(
        [
            "import duckdb",
            "",
            "db = duckdb.connect()",
            'db.execute(open("load.sql", encoding="utf-8").read())',
            f'db.sql("SELECT * FROM {table_name(fact)}").show()',
        ]
    )


def _sqlite(book: str, fact: Resource) -> str:
    """The shell, on the view with labels."""
    return f"sqlite3 -header -csv {book} \\\n  'SELECT * FROM {table_name(fact)}_labelled'"
