"""Nothing that frictionless refuses is proven by an engine, and judges see each cell as frictionless does."""

from __future__ import annotations

import random
import warnings

import pytest

from scripts.check.engines.patterns import rust
from scripts.reading.model.package import Schema
from tests.differential.cells import columns, disagreements, texts
from tests.differential.pools import POOLS

COLUMNS = list(columns())


def _name(schema: Schema) -> str:
    field = schema.fields[0]
    return f"{field.type}-{field.format}-{dict(field.extra)}-{dict(field.constraints)}"


@pytest.mark.parametrize("schema", COLUMNS, ids=_name)
def test_cells(schema: Schema) -> None:
    """The cells of the pool, and others made from them (`make fuzz` makes a million)."""
    rng = random.Random(1)  # noqa: S311 -- data, not secrets
    kind = schema.fields[0].type
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert disagreements(schema, [*POOLS[kind], *texts(rng, kind, 150)]) == ([], [])


@pytest.mark.parametrize(
    "pattern", ["(?i)a", "(?i:a)", r"(a)\1", "(?=a)", r"[^\W]", r"\bx", "(?>a)", "a++", "x{2000}", "("]
)
def test_patterns_that_are_not_translated(pattern: str) -> None:
    """What Rust may read otherwise is left to Python."""
    assert rust(pattern) is None
