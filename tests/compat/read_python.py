"""Run recipes written in Python, and tell what each table became. Its own program, standard library only.

    python read_python.py REQUEST ANSWER    (from the folder of the release)

REQUEST is JSON: `[{"key": ..., "code": ..., "tables": {name: variable}}]`. ANSWER is, by key, either
`{"error": text}` or `{"tables": {name: Reading}}`: see compare.py.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

Columns = list[list[Any]]


def reading(table: Any) -> dict[str, Any]:
    """What a variable holds: names, kinds, one list of cells a column."""
    for shape, read in SHAPES.items():
        if f"{type(table).__module__}.{type(table).__qualname__}".startswith(shape):
            names, kinds, values = read(table)
            break
    else:
        names, kinds, values = _listed(list(table))
    found = [kind or kind_of(column) for kind, column in zip(kinds, values, strict=True)]
    cells = [[cell(value) for value in column] for column in values]
    return {"columns": names, "kinds": found, "values": cells}


def kind_of(column: list[Any]) -> str:
    """The kind of cells that have no declared one."""
    kinds = {_kind(value) for value in column if value is not None}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "empty"


_KINDS = {
    str: "text",
    bool: "boolean",
    int: "integer",
    float: "number",
    Decimal: "number",
    date: "date",
    datetime: "date",
}


def _kind(value: Any) -> str:
    """The kind of one value; an address that a tool has taken apart is a text still."""
    return "text" if hasattr(value, "unsplit") else _KINDS.get(type(value), "other")


def cell(value: Any) -> Any:
    """A cell as JSON has it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat().removesuffix("T00:00:00")
    if hasattr(value, "unsplit"):
        return value.unsplit()
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def _named(kind: str) -> str:
    """The kind of a column by the name of its type in whatever tool; "" where the cells must tell."""
    lowered = kind.lower()
    for start, found in (
        ("null", "empty"),
        ("bool", "boolean"),
        (("int", "uint", "bigint", "hugeint"), "integer"),
        (("float", "double", "decimal"), "number"),
        (("date", "timestamp"), "date"),
        (("string", "varchar", "utf8", "large_string", "str"), "text"),
    ):
        if lowered.startswith(start):
            return found
    return ""


def _pandas(table: Any) -> tuple[list[str], list[str], Columns]:
    import pandas as pd

    values = [[_plain(value, pd) for value in table[name]] for name in table.columns]
    return list(table.columns), [_named(str(kind)) for kind in table.dtypes], values


def _plain(value: Any, pd: Any) -> Any:
    """A value of pandas as Python has it."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def _polars(table: Any) -> tuple[list[str], list[str], Columns]:
    return table.columns, [_named(str(k)) for k in table.dtypes], [c.to_list() for c in table.get_columns()]


def _arrow(table: Any) -> tuple[list[str], list[str], Columns]:
    kinds = [_named(str(kind)) for kind in table.schema.types]
    return table.column_names, kinds, [column.to_pylist() for column in table.columns]


def _relation(table: Any) -> tuple[list[str], list[str], Columns]:
    kinds = [_named(str(kind)) for kind in table.types]
    return table.columns, kinds, _turned(table.fetchall(), len(table.columns))


def _cursor(table: Any) -> tuple[list[str], list[str], Columns]:
    names = [column[0] for column in table.description]
    return names, [""] * len(names), _turned(table.fetchall(), len(names))


def _listed(rows: list[Any]) -> tuple[list[str], list[str], Columns]:
    """Dicts, or rows of which the first has the names; in a sheet, empty rows at the end are no rows."""
    if rows and isinstance(rows[0], dict):
        names = list(rows[0])
        return names, [""] * len(names), [[row[name] for row in rows] for name in names]
    while rows and all(value is None for value in rows[-1]):
        rows = rows[:-1]
    names = [str(name) for name in rows[0]] if rows else []
    return names, [""] * len(names), _turned(rows[1:], len(names))


def _turned(rows: list[Any], width: int) -> Columns:
    """Rows as columns."""
    return [[row[position] for row in rows] for position in range(width)]


SHAPES = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _arrow,
    "duckdb": _relation,
    "_duckdb": _relation,
    "sqlite3": _cursor,
}


def run(code: str, tables: dict[str, str]) -> dict[str, Any]:
    """What a recipe reads."""
    space: dict[str, Any] = {"__name__": "recipe"}
    try:
        exec(compile(code, "recipe", "exec"), space)  # noqa: S102 -- the recipe is the project's own
        return {"tables": {name: reading(space[variable]) for name, variable in tables.items()}}
    except Exception as error:  # noqa: BLE001 -- whatever a tool does wrong is what is looked for
        first = str(error).strip().partition("\n")[0]
        return {"error": f"{type(error).__name__}: {first[:200]}"}


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    told = {item["key"]: run(item["code"], item["tables"]) for item in asked}
    Path(sys.argv[2]).write_text(json.dumps(told), encoding="utf-8")
