"""The descriptor: JSON → model → JSON loses nothing, and v1 and v2 spellings give the same model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading import descriptor
from scripts.reading.descriptor import from_package, load, to_package, to_schema
from scripts.reading.descriptor.jsonfile import read_json
from scripts.reading.issues.budget import DEFAULT
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect
from tests.tiny import package, things, write

ROOT = Path(__file__).resolve().parent.parent
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
WORDS = st.text(min_size=1, max_size=8)
VALUES = st.integers() | st.booleans() | WORDS
EXTRA = st.dictionaries(st.sampled_from(["title_en", "unit", "kind", "rdfType"]), WORDS, max_size=3)
FIELDS = st.builds(
    lambda name, type_, constraints, categories, missing, extra: {
        "name": name,
        "type": type_,
        **({"constraints": constraints} if constraints else {}),
        **({"categories": categories} if categories else {}),
        **({"missingValues": missing} if missing else {}),
        **extra,
    },
    NAMES,
    st.sampled_from(["string", "number", "integer", "date", "any"]),
    st.fixed_dictionaries(
        {}, optional={"required": st.booleans(), "minimum": st.integers() | WORDS, "pattern": WORDS}
    ),
    st.lists(st.builds(lambda v, w: {"value": v, "label": w}, VALUES, WORDS) | VALUES, max_size=3),
    st.lists(WORDS, max_size=2),
    EXTRA,
)


def without_defaults(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without what the standard says anyway."""
    return {k: v for k, v in schema.items() if v not in ([], None)}


@given(
    st.lists(FIELDS, min_size=1, max_size=4),
    st.lists(NAMES, max_size=2),
    st.lists(st.lists(NAMES, min_size=1, max_size=2), max_size=2),
    EXTRA,
)
def test_a_schema_that_is_read_and_written_is_the_same(
    fields: list[dict[str, Any]], primary: list[str], unique: list[list[str]], extra: dict[str, str]
) -> None:
    """Known properties, and any that a publisher adds."""
    raw = without_defaults({"fields": fields, "primaryKey": primary, "uniqueKeys": unique, **extra})
    assert descriptor.from_schema(to_schema(raw)) == raw


def test_the_real_descriptor_loses_nothing() -> None:
    """The whole source package, schemas in place."""
    raw = load(ROOT).descriptor
    assert from_package(to_package(raw)) == raw


def test_keys_may_be_written_as_in_version_1() -> None:
    """A text alone, and the name of a resource left out."""
    old = {
        "fields": [{"name": "a"}],
        "primaryKey": "a",
        "foreignKeys": [{"fields": "a", "reference": {"fields": "a"}}],
    }
    new = {
        "fields": [{"name": "a"}],
        "primaryKey": ["a"],
        "foreignKeys": [{"fields": ["a"], "reference": {"resource": "", "fields": ["a"]}}],
    }
    assert to_schema(old) == to_schema(new)


def test_a_dialect_may_be_written_as_in_version_1() -> None:
    """Under `csv`, as frictionless still does; what is the default is not written again."""
    old = descriptor.to_dialect({"csv": {"delimiter": ";"}})
    assert old == descriptor.to_dialect({"delimiter": ";"}) == Dialect(delimiter=";")
    assert descriptor.from_dialect(old) == {"delimiter": ";"}


def test_missing_values_may_have_labels() -> None:
    """The model keeps the texts that mean « no value »."""
    raw = {
        "fields": [{"name": "a", "missingValues": ["-"]}, {"name": "b"}],
        "missingValues": [{"value": "", "label": "—"}],
    }
    schema = to_schema(raw)
    assert schema.missing_values_of(schema.field("a")) == ("-",)
    assert schema.missing_values_of(schema.field("b")) == ("",)


def test_schemas_are_put_in_place_and_remembered(tmp_path: Path) -> None:
    """By path, from the descriptor or from its folder."""
    schema = '{"fields": [{"name": "code", "type": "string"}]}'
    write(tmp_path, lambda d: things(d).update(schema="s/a.json"), files={"s/a.json": schema})
    for target in (tmp_path, tmp_path / "datapackage.json"):
        source = load(target)
        assert source.references == {"resources/0/schema": "s/a.json"}
        assert to_package(source.descriptor).resource("things").schema == to_schema(
            {"fields": [{"name": "code", "type": "string"}]}
        )
        assert source.base == tmp_path


def test_the_tables_are_the_resources_with_a_schema() -> None:
    """Another file is a resource and no table."""
    raw = package()
    raw["resources"].append({"name": "picture", "path": "a.png"})
    model = to_package(raw)
    assert [table.name for table in model.tables] == ["things"]
    with pytest.raises(KeyError):
        model.resource("nothing")


@pytest.mark.parametrize("depth", [DEFAULT.depth - 1, DEFAULT.depth, DEFAULT.depth + 1])
def test_depth_is_counted_exactly(tmp_path: Path, depth: int) -> None:
    """DEFAULT.depth levels pass, one more does not."""
    (tmp_path / "a.json").write_text("[" * depth + "]" * depth)
    if depth <= DEFAULT.depth:
        assert isinstance(read_json(tmp_path / "a.json", shown="a.json"), list)
    else:
        with pytest.raises(SourceError, match="levels"):
            read_json(tmp_path / "a.json", shown="a.json")
