"""A field that says anything whatsoever of how its texts are written is read all the same; nothing raises."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.check.engines import forms
from scripts.derive import canonical
from scripts.reading.descriptor import to_field, to_schema
from scripts.reading.descriptor.spelling import TYPES
from scripts.reading.exact.judges import judge_of
from scripts.reading.exact.table import Column
from scripts.reading.model.errors import ProjectError
from scripts.reading.model.package import Resource, Schema
from scripts.reading.tables import typed_column
from scripts.reading.values.base import NONE, Native, Plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
RIGHT = st.sampled_from(
    ["oui", "non", " ", ",", ".", ";", "1", "true", "", "%d/%m/%Y", "any", "integer", ["oui"]]
)
SAID = ("groupChar", "decimalChar", "bareNumber", "trueValues", "falseValues", "delimiter", "itemType")
MORE = (
    "format",
    "missingValues",
    "categories",
    "categoriesOrdered",
    "title",
    "description",
    "example",
    "unit",
)
LIMITS = (
    *("required", "unique", "enum", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "jsonSchema"),
)
FIELD = st.fixed_dictionaries(
    {"name": st.just("f"), "type": st.sampled_from(sorted(TYPES)) | JSON},
    optional=dict.fromkeys((*SAID, *MORE), JSON | RIGHT)
    | {"constraints": JSON | st.dictionaries(st.sampled_from(LIMITS), JSON | RIGHT, max_size=3)},
)
CELL = st.sampled_from(
    [
        "",
        "1",
        "1.5",
        "1,5",
        "1 234,50 €",
        "oui",
        "true",
        "2025-02-03",
        "03/02/2025",
        "a,b",
        "2,48",
        "P1D",
        "{}",
    ]
) | st.text(max_size=6)
CELLS = CELL | st.none() | st.builds(Native, JSON, CELL, loose=st.booleans())


@settings(max_examples=300, deadline=None)
@given(FIELD, st.lists(CELLS, max_size=4))
def test_any_field_is_judged(raw: dict[str, Any], cells: list[Any]) -> None:
    column = to_field(raw)
    schema = Schema((column,))
    judge = judge_of(column, schema)
    for cell in cells:
        judge(cell)
    forms.right_of(Column(0, column, judge))
    forms.canonical_form(Column(0, column, judge))


@settings(max_examples=300, deadline=None)
@given(FIELD, JSON, st.lists(CELL | st.just(NONE) | st.builds(Plain, CELL), max_size=4))
def test_any_field_is_typed_or_refused(raw: dict[str, Any], missing: Any, cells: list[str]) -> None:
    """So is its default form made, of its bounds too."""
    schema = to_schema({"fields": [raw], "missingValues": missing})
    resource = Resource("t", schema=schema)
    with suppress(ProjectError):
        typed_column(resource, schema.fields[0], cells)
    with suppress(ProjectError):
        canonical.table(resource, [(cell,) for cell in cells])
    plain, rows = canonical.table(resource, [(cell,) for cell in cells], strict=False)
    assert len(rows) == len(cells)
    assert plain.schema is not None
    assert not canonical.is_dressed(plain.schema.fields[0])
