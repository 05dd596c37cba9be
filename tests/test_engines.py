"""Engines: frictionless' own report, seen through our Issues, loses and adds nothing."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.check.engines import DEFAULT, ENGINES
from scripts.reading.descriptor import load, to_package
from tests.tiny import Json, column, things, write

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.reading.issues import Issue


def strict(descriptor: Json) -> None:
    """Every constraint that a text and a number may have, and a key to the table itself."""
    things(descriptor)["schema"]["foreignKeys"] = [
        {"fields": ["kind"], "reference": {"resource": "", "fields": ["code"]}}
    ]
    column(descriptor, "size")["constraints"] = {"minimum": 1, "maximum": 9, "unique": True}
    column(descriptor, "kind")["constraints"] = {
        "minLength": 1,
        "maxLength": 2,
        "pattern": "[a-c]+",
        "enum": ["a", "b", "cc", "ddd"],
    }
    # frictionless guesses a header row where none is declared; the engine declares it
    things(descriptor)["dialect"] = {
        "delimiter": ",",
        "header": True,
        "headerRows": [1],
        "lineTerminator": "\n",
    }


def ours(folder: Path, engine: str = DEFAULT) -> list[Issue]:
    """The engine's issues."""
    source = load(folder)
    return list(ENGINES[engine](source, to_package(source.descriptor), lambda _: None))


def theirs(folder: Path) -> Counter[tuple[Any, ...]]:
    """Type, row and field of what frictionless says of the same package."""
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate(limit_errors=0)
    found = [error for task in report.tasks for error in task.errors]
    return Counter(
        (
            error.type,
            getattr(error, "row_number", None) or getattr(error, "row_numbers", [0])[0],
            getattr(error, "field_name", "") or ", ".join(getattr(error, "field_names", [])),
        )
        for error in found
    )


def seen(found: list[Issue]) -> Counter[tuple[Any, ...]]:
    """The same of our issues; frictionless names no field for a key, and none for a cell too many."""
    return Counter((i.code, i.row, "" if i.code == "primary-key" else i.field) for i in found)


CELL = st.sampled_from(["", "a", "b", "c", "cc", "ddd", "e", "1", "5", "5.0", "10", "x y", '"a\nb"'])
ROW = st.lists(CELL, min_size=1, max_size=4).map(",".join)


@pytest.mark.parametrize("engine", sorted(ENGINES))
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(
    rows=st.lists(ROW | st.just(""), max_size=6),
    header=st.sampled_from(["code,size,kind", "code,size", "size,code,kind,x"]),
)
def test_an_engine_says_what_frictionless_says(
    tmp_path: Path, engine: str, rows: list[str], header: str
) -> None:
    """Same types, rows and fields, same totals, whatever the rows are."""
    write(tmp_path, strict, csv="\n".join([header, *rows]) + "\n")
    found = ours(tmp_path, engine)
    assert seen(found) == theirs(tmp_path)
    lines = (tmp_path / "data/things.csv").read_text().split("\n")
    for item in found:
        assert 0 < item.line <= len(lines)
        assert item.row <= item.line


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_values_and_expectations_are_told(tmp_path: Path, engine: str) -> None:
    """What was found stands as it is in the file; what was expected as it is in the schema."""
    write(tmp_path, strict, csv="code,size,kind\na,0.50,a\nb,9.5,zz\nc,0.5,b\n")
    found = {
        (i.code, i.variant, i.line): (i.value, i.argument("expected"), i.argument("other"))
        for i in ours(tmp_path, engine)
    }
    assert found == {
        ("constraint-error", "minimum", 2): ("0.50", "1", ""),
        ("constraint-error", "maximum", 3): ("9.5", "9", ""),
        ("constraint-error", "pattern", 3): ("zz", "[a-c]+", ""),
        ("constraint-error", "enum", 3): ("zz", "a, b, cc, ddd", ""),
        ("foreign-key", "default", 3): ("zz", "", ""),
        ("constraint-error", "minimum", 4): ("0.5", "1", ""),
        ("unique-error", "default", 4): ("0.5", "", "2"),
    }


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_nothing_in_a_descriptor_makes_an_engine_read_elsewhere(tmp_path: Path, engine: str) -> None:
    """Properties that frictionless knows and the standard does not are not passed on."""
    extra = {
        "scheme": "https",
        "profile": "https://example.org/p.json",
    }
    write(tmp_path, lambda d: things(d).update(extra))
    assert ours(tmp_path, engine) == []


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    """Up to the size of the tables."""
    write(tmp_path, csv="code,size,kind\n" + "".join(f"{n},1,x\n" for n in range(2000)))
    source, told = load(tmp_path), []
    list(ENGINES[DEFAULT](source, to_package(source.descriptor), told.append))
    assert told[-1] == (tmp_path / "data/things.csv").stat().st_size
    assert told == sorted(told)
    assert len(told) == 5


def test_the_descriptor_is_left_as_it_was(tmp_path: Path) -> None:
    """Frictionless completes what it is given; it is given a copy."""
    source = load(write(tmp_path, strict))
    before = json.dumps(source.descriptor)
    list(ENGINES[DEFAULT](source, to_package(source.descriptor), lambda _: None))
    assert json.dumps(source.descriptor) == before
