"""Cells at random against every kind of column: what engines and judges accept, frictionless accepts."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

import narwhals as nw
import polars as pl
from frictionless import Schema as Reference

from scripts.check.engines import portable
from scripts.check.engines.kernel import kernel
from scripts.check.engines.patterns import rust, tame
from scripts.check.engines.plan import Plan
from scripts.check.engines.scanned import UnsureError
from scripts.check.engines.workers import scanned
from scripts.reading.descriptor import from_schema, to_schema
from scripts.reading.exact.judges import TYPE, judge_of
from scripts.reading.exact.table import Column, table_of
from scripts.reading.model.package import Dialect, Package, Resource, Schema
from scripts.reading.rows.form import UnsupportedError
from tests.differential.pools import CONSTRAINTS, OPTIONS, POOLS

_ALPHABET = "0123456789" * 3 + "+-.,:/eETZ_ xabAB%€\n\t\u00a0٣５²é😀W" + "-" * 4
_COLUMN = "cell"


def columns() -> Iterator[Schema]:
    """Schemas of one column: every type, with every option, and every constraint that goes with it."""
    for kind in POOLS:
        for options in OPTIONS.get(kind, [{}]):
            plain = options.get("format", "default") == "default"
            for constraints in [{}, *(CONSTRAINTS.get(kind, []) if plain else [])]:
                field = {"name": _COLUMN, "type": kind, **options, "constraints": constraints}
                yield to_schema({"fields": [field], "missingValues": []})


def texts(rng: random.Random, kind: str, count: int) -> list[str]:
    """Cells of a type's pool, most of them with a character or two put in, taken out or exchanged."""
    pool, found = POOLS[kind], []
    for _ in range(count):
        text = rng.choice(pool)
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            at = rng.randint(0, len(text))
            text = text[:at] + rng.choice(("", rng.choice(_ALPHABET))) + text[at + rng.randint(0, 1) :]
        found.append(text)
    return found


def disagreements(schema: Schema, cells: list[str]) -> tuple[list[str], list[str]]:
    """The cells that some engine wrongly takes for proven, and those that the judge sees otherwise."""
    try:
        judge = judge_of(schema.fields[0], schema)
        read = _reference(schema)
    except Exception:  # noqa: BLE001 -- a column that frictionless refuses is compared nowhere
        return [], []
    if is_bound_otherwise(schema):
        return [], []
    expected = [_verdict(read, cell) for cell in cells]
    column = Column(0, schema.fields[0], judge)
    ways = [proven_by_kernel(schema, cells), *(proven_portably(column, cells, way) for way in (rust, tame))]
    every = [any(found) for found in zip(*ways, strict=True)]
    known = [not isinstance(e, str) and not departs(schema, c) for c, e in zip(cells, expected, strict=True)]
    unsound = [c for c, p, e, k in zip(cells, every, expected, known, strict=True) if p and e and k]
    other = [c for c, e, k in zip(cells, expected, known, strict=True) if k and tuple(judge(c)[1]) != e]
    return unsound, other


def is_bound_otherwise(schema: Schema) -> bool:
    """Whether a bound is written with a point in a column of decimal commas.

    It is no value there (Table Schema 2.0, « Field Constraints »), and asks nothing; frictionless
    stops at it.
    """
    [field] = schema.fields
    bounds = [value for value in field.constraints.values() if isinstance(value, str)]
    return field.extra.get("decimalChar", ".") != "." and any("." in bound for bound in bounds)


def departs(schema: Schema, cell: str) -> bool:
    """Whether we say otherwise than frictionless of a cell: there is no `sNaN`."""
    return schema.fields[0].type == "number" and "snan" in cell.lower()


def proven_portably(column: Column, cells: list[str], translate: portable.Translate) -> list[bool]:
    """Whether the expression of a column, run by Polars, is true of each cell."""
    test = portable.accept(column, translate)
    if test is None:
        return [False] * len(cells)
    frame = pl.DataFrame({portable.name_of(column): pl.Series(cells, dtype=pl.String)})
    return list(nw.from_native(frame).with_columns(passed=test)["passed"].to_list())


def proven_by_kernel(schema: Schema, cells: list[str]) -> list[bool]:
    """Whether the kernel, given each cell as a row of a file, proves it."""
    library = kernel()
    proven = [False] * len(cells)
    if library is None:
        return proven
    dialect = Dialect(header=False)
    package = Package("cells", resources=(Resource("t", ("t.csv",), dialect=dialect, schema=schema),))
    try:
        plan = Plan(library, table_of(package.resources[0], package), [], [])
    except (UnsureError, UnsupportedError):
        return proven
    # A carriage return alone is no cell's for the kernel, which leaves such files to others.
    written = [number for number, cell in enumerate(cells) if "\r" not in cell]
    content = "".join('"' + cells[number].replace('"', '""') + '"\n' for number in written)
    try:
        with TemporaryFile() as file:
            size = file.write(content.encode())
            file.flush()
            plan.job.file = file.fileno()
            scanned(library, plan, size, lambda _: None)
            places = array("Q", bytes(40 * library.job_number(plan.address)))
            library.job_suspects(plan.address, places.buffer_info()[0])
    finally:
        plan.close()
    doubtful = set(places[0::5])
    for row, number in enumerate(written):
        proven[number] = row not in doubtful
    return proven


def _reference(schema: Schema) -> Any:
    found = Reference.from_descriptor({**from_schema(schema), "missingValues": []})
    return found.fields[0].create_cell_reader()


def _verdict(read: Any, cell: str) -> tuple[str, ...] | str:
    try:
        _, notes = read(cell)
    except Exception as error:  # noqa: BLE001 -- frictionless stops
        return type(error).__name__
    return ("type",) if notes and TYPE in notes else tuple(notes or ())
