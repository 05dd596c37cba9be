"""pandas, Polars, Arrow and DuckDB, from Parquet and from CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.sql import table_name
from scripts.reading.tables import schema_of
from scripts.write.pages.howto.recipe import Recipe, each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.reading.model.package import Package, Resource
    from scripts.write.pages.howto.recipe import Code

# What each tool calls a type of Table Schema; a type that is not here stays a text.
_PANDAS = {"integer": '"Int64"', "year": '"Int64"', "number": '"Float64"', "boolean": '"boolean"'}
_POLARS = {
    "integer": "pl.Int64",
    "year": "pl.Int64",
    "number": "pl.Float64",
    "boolean": "pl.Boolean",
    "date": "pl.Date",
}
_ARROW = {
    "integer": "pa.int64()",
    "year": "pa.int64()",
    "number": "pa.float64()",
    "boolean": "pa.bool_()",
    "date": "pa.date32()",
}


def _typed(head: str, kinds: Mapping[str, str], text: str, read: Iterable[str]) -> Code:
    """Code of a head, a function that reads any table with its declared types, and one call a table."""

    def code(package: Package, tables: Sequence[Resource]) -> str:
        used = {column.type for table in package.tables for column in schema_of(table).fields}
        named = ", ".join(f'"{kind}": {name}' for kind, name in kinds.items() if kind in used)
        return "\n".join(
            [
                "import json",
                "",
                head,
                "",
                'package = json.load(open("datapackage.json", encoding="utf-8"))',
                f"kinds = {{{named}}}",
                "",
                "",
                "def read(name):",
                '    table = next(r for r in package["resources"] if r["name"] == name)',
                '    fields = table["schema"]["fields"]',
                f'    types = {{f["name"]: kinds.get(f["type"], {text}) for f in fields}}',
                *(f"    {line}" for line in read),
                "",
                "",
                *(f'{table_name(table)} = read("{table.name}")' for table in tables),
            ]
        )

    return code


RECIPES = (
    Recipe(
        "pandas-parquet",
        "pandas",
        "Parquet",
        "python",
        each(
            "import pandas as pd",
            '{variable} = pd.read_parquet("parquet/{name}.parquet", dtype_backend="numpy_nullable")',
        ),
        shown=True,
    ),
    Recipe(
        "pandas-parquet-plain",
        "pandas",
        "Parquet",
        "python",
        each("import pandas as pd", '{variable} = pd.read_parquet("parquet/{name}.parquet")'),
        remedy="pandas-parquet",
    ),
    Recipe(
        "pandas-csv",
        "pandas",
        "CSV",
        "python",
        _typed(
            "import pandas as pd",
            _PANDAS,
            '"string"',
            [
                'dates = [f["name"] for f in fields if f["type"] == "date"]',
                'empty = {"keep_default_na": False, "na_values": [""]}',
                'return pd.read_csv(table["path"], dtype=types, parse_dates=dates, **empty)',
            ],
        ),
        shown=True,
        codes=True,
    ),
    Recipe(
        "pandas-csv-plain",
        "pandas",
        "CSV",
        "python",
        each("import pandas as pd", '{variable} = pd.read_csv("data/{name}.csv")'),
        remedy="pandas-csv",
        codes=True,
    ),
    Recipe(
        "polars-parquet",
        "Polars",
        "Parquet",
        "python",
        each("import polars as pl", '{variable} = pl.read_parquet("parquet/{name}.parquet")'),
        shown=True,
    ),
    Recipe(
        "polars-csv",
        "Polars",
        "CSV",
        "python",
        _typed(
            "import polars as pl", _POLARS, "pl.String", ['return pl.read_csv(table["path"], schema=types)']
        ),
        codes=True,
    ),
    Recipe(
        "polars-csv-plain",
        "Polars",
        "CSV",
        "python",
        each("import polars as pl", '{variable} = pl.read_csv("data/{name}.csv")'),
        remedy="polars-csv",
        codes=True,
    ),
    Recipe(
        "pyarrow-parquet",
        "PyArrow",
        "Parquet",
        "python",
        each("import pyarrow.parquet as pq", '{variable} = pq.read_table("parquet/{name}.parquet")'),
    ),
    Recipe(
        "pyarrow-csv",
        "PyArrow",
        "CSV",
        "python",
        _typed(
            "import pyarrow as pa\nfrom pyarrow import csv",
            _ARROW,
            "pa.string()",
            [
                'empty = {"null_values": [""], "strings_can_be_null": True}',
                "options = csv.ConvertOptions(column_types=types, **empty)",
                'return csv.read_csv(table["path"], convert_options=options)',
            ],
        ),
        codes=True,
    ),
    Recipe(
        "pyarrow-csv-plain",
        "PyArrow",
        "CSV",
        "python",
        each("from pyarrow import csv", '{variable} = csv.read_csv("data/{name}.csv")'),
        remedy="pyarrow-csv",
        codes=True,
    ),
    Recipe(
        "duckdb-load",
        "DuckDB",
        "Parquet",
        "python",
        each(
            'import duckdb\n\ndb = duckdb.connect()\ndb.execute(open("load.sql", encoding="utf-8").read())',
            '{variable} = db.sql("SELECT * FROM {variable}")',
        ),
        shown=True,
    ),
    Recipe(
        "duckdb-csv-plain",
        "DuckDB",
        "CSV",
        "python",
        each("import duckdb", "{variable} = duckdb.sql(\"SELECT * FROM 'data/{name}.csv'\")"),
        remedy="duckdb-load",
        codes=True,
    ),
)
