"""The README's figures of speed are those that were measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.reading.descriptor import load, to_package
from tests.benchmarks import generator, run, table

ROOT = Path(__file__).parents[1]


def test_the_readme_has_what_was_measured() -> None:
    """`make bench` writes both; nobody types a figure."""
    _, inside, _ = table.between((ROOT / "README.md").read_text(encoding="utf-8"))
    measured = table.RESULTS.read_text(encoding="utf-8") if table.RESULTS.exists() else ""
    assert inside == (table.markdown(json.loads(measured)).strip("\n") if measured else "")


@pytest.mark.parametrize("engine", ["auto", "polars", "stdlib"])
def test_what_is_measured_is_the_same_work(engine: str, tmp_path: Path) -> None:
    """Every engine tells what frictionless by itself tells, of faulty tables and of more fields."""
    folder = generator.write(tmp_path, 1500, faults=0.2, fields=15)
    ours, theirs = run.main(engine, folder), run.main("reference", folder)
    assert ours["issues"] > 100
    assert (ours["issues"], ours["digest"]) == (theirs["issues"], theirs["digest"])


def test_the_tiny_package(tmp_path: Path) -> None:
    """Twelve tables of twenty rows, without a fault."""
    folder = generator.write_tiny(tmp_path)
    assert len(to_package(load(folder).descriptor).tables) == 12
    assert run.main("stdlib", folder)["issues"] == 0


def test_the_table_is_made_of_what_was_measured_be_it_little() -> None:
    """An engine or a case left out leaves its cells empty; none is guessed, none stops the others."""
    found = json.loads(table.RESULTS.read_text(encoding="utf-8"))
    for left_out in ("reference", "floor", "auto", "polars", "spark"):
        cases = {
            key: {name: one for name, one in case.items() if name != left_out}
            for key, case in found["cases"].items()
        }
        made = table.markdown({**found, "cases": cases})
        assert "1 M rows, clean" in made
        assert "0.00 s" not in made
        assert " 0.0 s" not in made
    assert "last issue, measured" in table.markdown({**found, "cases": {}})
