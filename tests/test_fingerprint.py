"""A table's content hash, by a second reading of its recipe: one from CSV, Parquet, XLSX and SQLite."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import math
import re
import sqlite3
import subprocess
import warnings
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.derive import fingerprint
from scripts.derive.fingerprint import canonical, content_hash

ROOT = Path(__file__).parent.parent
NAME = "observatoire-des-partenariats"
Rows = list[list[Any]]
KINDS = {"number": "number", "integer": "integer", "year": "integer", "boolean": "boolean", "date": "date"}


# --- the recipe of scripts/derive/fingerprint.py, written a second time from its words alone ---------------


def ecma(value: float) -> str:
    """Number::toString of ECMAScript, from the shortest digits that give the double back."""
    if value == 0:
        return "0"
    if value < 0:
        return "-" + ecma(-value)
    _, given, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)
    digits = "".join(map(str, given))
    k, n = len(digits), len(digits) + exponent
    if k <= n <= 21:
        return digits + "0" * (n - k)
    if 0 < n <= 21:
        return f"{digits[:n]}.{digits[n:]}"
    if -6 < n <= 0:
        return "0." + "0" * -n + digits
    return f"{digits[0]}{'.' if k > 1 else ''}{digits[1:]}e{'+' if n > 0 else '-'}{abs(n - 1)}"


def line(values: list[Any]) -> str:
    cells = []
    for value in values:
        if isinstance(value, float):
            special = '"NaN"' if math.isnan(value) else '"INF"' if value > 0 else '"-INF"'
            cells.append(ecma(value) if math.isfinite(value) else special)
        elif isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
            cells.append(f'"{value}"')
        elif isinstance(value, list):
            cells.append(line(value))
        else:
            cells.append(json.dumps(value, ensure_ascii=False))
    return f"[{','.join(cells)}]"


def recomputed(header: Rows, rows: Rows) -> str:
    lines = [line(header), *sorted((line(row) for row in rows), key=str.encode)]
    return "sha256:" + hashlib.sha256("".join(f"{one}\n" for one in lines).encode()).hexdigest()


# --- each format, read by a tool that did not write it -----------------------------------------------------


def from_csv(published: Path, resource: dict[str, Any]) -> Rows:
    convert = {
        "number": float,
        "integer": int,
        "boolean": lambda cell: {"true": True, "false": False}[cell],
    }
    with (published / resource["path"]).open(encoding="utf-8", newline="") as stream:
        _, *rows = csv.reader(stream)
    kinds = [kind for _, kind in header_of(resource)]
    return [
        [convert.get(kind, str)(cell) if cell else None for kind, cell in zip(kinds, row, strict=True)]
        for row in rows
    ]


def from_parquet(published: Path, resource: dict[str, Any]) -> Rows:
    file = published / "parquet" / f"{resource['name']}.parquet"
    rows = duckdb.sql(f"SELECT * FROM read_parquet('{file}')").fetchall()
    return [[v.isoformat() if isinstance(v, dt.date) else v for v in row] for row in rows]


def from_sqlite(published: Path, resource: dict[str, Any]) -> Rows:
    kinds = [kind for _, kind in header_of(resource)]
    with closing(sqlite3.connect(f"file:{published / NAME}.sqlite?mode=ro", uri=True)) as base:
        rows = base.execute(f'SELECT * FROM "{resource["name"].replace("-", "_")}"').fetchall()
    return [
        [bool(v) if kind == "boolean" and v is not None else v for v, kind in zip(row, kinds, strict=True)]
        for row in rows
    ]


@pytest.fixture(scope="module")
def workbook(published: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(published / f"{NAME}.xlsx", read_only=True)


def from_xlsx(workbook: openpyxl.Workbook, resource: dict[str, Any]) -> Rows:
    """The rows of a sheet; the last sheet, the dictionary, says which field each header stands for."""
    header, *entries = workbook.worksheets[-1].iter_rows(min_row=5, values_only=True)
    at = [header.index(name) for name in ("Feuille · Sheet", "En-tête · Header", "Table", "Champ · Field")]
    told = [[entry[place] for place in at] for entry in entries]
    fields = {field: (sheet, shown) for sheet, shown, table, field in told if table == resource["name"]}
    shown, *rows = workbook[fields[header_of(resource)[0][0]][0]].iter_rows(min_row=5, values_only=True)
    order = [(shown.index(fields[name][1]), kind) for name, kind in header_of(resource)]
    return [[from_cell(row[place], kind) for place, kind in order] for row in rows]


def from_cell(value: Any, kind: str) -> Any:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if value is None or isinstance(value, str):
        return value
    return float(value) if kind == "number" else value


def header_of(resource: dict[str, Any]) -> Rows:
    return [[field["name"], KINDS.get(field["type"], "string")] for field in resource["schema"]["fields"]]


def test_every_table_has_its_hash_and_each_format_gives_it(
    published: Path, workbook: openpyxl.Workbook
) -> None:
    """`build.json` can be checked from any of the four formats, with nothing of ours."""
    descriptor = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    told = json.loads((published / "build.json").read_text(encoding="utf-8"))["tables"]
    assert list(told) == [resource["name"] for resource in descriptor["resources"] if "schema" in resource]
    labelled = {
        resource.get("of") for resource in descriptor["resources"]
    }  # a sheet has their rows with labels
    for resource in descriptor["resources"]:
        if "schema" not in resource:
            continue
        header, expected = header_of(resource), told[resource["name"]]
        assert expected["rows"] == resource["rowCount"]
        for rows in (
            from_csv(published, resource),
            from_parquet(published, resource),
            from_sqlite(published, resource),
            *([from_xlsx(workbook, resource)] if resource["name"] not in labelled else []),
        ):
            assert recomputed(header, rows) == expected["content_hash"], resource["name"]


# --- what the hash holds, and what it does not -------------------------------------------------------------

_VALUES = (
    st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=5),
    st.none() | st.floats() | st.sampled_from([-0.0, 1e21, 1e-7, 123456789012345680000.0, 5e-324]),
    st.none() | st.integers(-(2**63), 2**63 - 1) | st.sampled_from([2**53, 2**53 - 1, -(2**53)]),
    st.none() | st.booleans(),
    st.none() | st.dates(),
)
_TYPES = (pa.string(), pa.float64(), pa.int64(), pa.bool_(), pa.date32())
_HEADER = [["t", "string"], ["n", "number"], ["i", "integer"], ["b", "boolean"], ["d", "date"]]


def table(rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(_TYPES)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, _TYPES, strict=True)]
    return pa.table(arrays, names=[name for name, _ in _HEADER])


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(*_VALUES), max_size=5), st.randoms(use_true_random=False))
def test_any_values_give_what_the_recipe_says_in_any_order(rows: list[tuple[Any, ...]], rng: Any) -> None:
    """Numbers of any size, texts of any characters, no value, rows in any order."""
    plain = [[v.isoformat() if isinstance(v, dt.date) else v for v in row] for row in rows]
    shuffled = rng.sample(rows, len(rows))
    assert content_hash(table(rows)) == content_hash(table(shuffled)) == recomputed(_HEADER, plain)


def test_many_rows_have_the_hash_of_few_and_are_never_all_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their lines, sorted on disk, come as a stream: DuckDB warns of an answer that it holds whole."""
    rows = table([(f"é {n % 7}", n / 8, n, n % 2 == 0, dt.date(2026, 1, 1 + n % 31)) for n in range(1_000)])
    few = content_hash(rows)
    monkeypatch.setattr(fingerprint, "_MANY", 999)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert content_hash(rows) == few


def test_what_looks_alike_is_not_the_same() -> None:
    """No value, an empty text, a zero, the text « 1 », the number 1, a row twice, another name."""
    tables = [
        pa.table({"a": pa.array([value], kind)})
        for value, kind in (
            (None, pa.string()),
            ("", pa.string()),
            ("null", pa.string()),
            ("1", pa.string()),
            (1, pa.int64()),
            (1.0, pa.float64()),
            (None, pa.float64()),
            (0.0, pa.float64()),
        )
    ]
    tables += [
        pa.table({"b": ["1"]}),
        pa.table({"a": ["1", "1"]}),
        pa.table({"a": pa.array([], pa.string())}),
    ]
    assert len({content_hash(one) for one in tables}) == len(tables)
    assert canonical(tables[0]) == b'[["a","string"]]\n[null]\n'


# --- the rest of build.json --------------------------------------------------------------------------------


def test_any_checkout_can_be_asked_whether_it_is_the_source(published: Path) -> None:
    """The command in the docstring of `pages/build.py`, run here, gives the digest of the release."""
    text = (ROOT / "scripts" / "write" / "pages" / "build.py").read_text(encoding="utf-8")
    found = re.search(r"^ {6}(LC_ALL=C ls .*?\n.*?sha256sum)$", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    done = subprocess.run(["sh", "-c", found[1]], cwd=ROOT, capture_output=True, text=True, check=True)
    source = json.loads((published / "build.json").read_text(encoding="utf-8"))["source"]
    assert done.stdout.split()[0] == source["sha256"]


def test_the_tools_are_named_by_the_versions_that_are_pinned(published: Path) -> None:
    """Those of the libraries stand in the pins; SQLite and zlib are the machine's."""
    tools = json.loads((published / "build.json").read_text(encoding="utf-8"))["tools"]
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert set(tools) == {"python", "pyarrow", "xlsxwriter", "sqlite", "zlib"}
    for name in ("pyarrow", "xlsxwriter"):
        assert f"{name}=={tools[name]} " in pins
    assert tools["sqlite"] == sqlite3.sqlite_version
