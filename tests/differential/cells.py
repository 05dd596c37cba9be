"""Cells at random against every kind of column: what prefilters and judges accept, frictionless accepts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import polars as pl
from frictionless import Schema as Reference

from scripts.descriptor import from_schema, to_schema
from scripts.engines.cells import TYPE, judge_of
from scripts.engines.foreign import UnsupportedError
from scripts.engines.prefilter import accept
from scripts.engines.rules import Column
from scripts.model import Schema
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
    """The cells that the prefilter wrongly accepts, and those that the judge sees otherwise."""
    try:
        judge = judge_of(schema.fields[0], schema)
        read = _reference(schema)
    except Exception:  # noqa: BLE001 -- a column that frictionless refuses is compared nowhere
        return [], []
    expected = [_verdict(read, cell) for cell in cells]
    test = accept(Column(0, schema.fields[0], judge))
    passed = [False] * len(cells)
    if test is not None:
        frame = pl.DataFrame({_COLUMN: pl.Series(cells, dtype=pl.String)})
        passed = frame.with_columns(test.alias("passed"))["passed"].to_list()
    unsound = [c for c, p, e in zip(cells, passed, expected, strict=True) if p and e]
    other = [c for c, e in zip(cells, expected, strict=True) if _judged(judge, c) != e]
    return unsound, other


def _reference(schema: Schema) -> Any:
    found = Reference.from_descriptor({**from_schema(schema), "missingValues": []})
    return found.fields[0].create_cell_reader()


def _verdict(read: Any, cell: str) -> tuple[str, ...] | str:
    try:
        _, notes = read(cell)
    except Exception as error:  # noqa: BLE001 -- frictionless stops
        return type(error).__name__
    return ("type",) if notes and TYPE in notes else tuple(notes or ())


def _judged(judge: Any, cell: str) -> tuple[str, ...] | str:
    try:
        return tuple(judge(cell)[1])
    except UnsupportedError:
        raise
    except Exception as error:  # noqa: BLE001 -- where frictionless stops, so does the exact stage
        return type(error).__name__
