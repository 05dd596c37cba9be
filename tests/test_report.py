"""The Report of frictionless, made of our issues: what it says itself, to the letter."""

from __future__ import annotations

import json
import warnings
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Report

from scripts.check.engines import ENGINES
from scripts.check.engines.frictionless import packaged
from scripts.check.package import check
from scripts.commands.cli import main
from scripts.commands.report import report
from scripts.reading.descriptor import load, to_package
from scripts.reading.issues import Issue
from scripts.reading.sources import open_table
from tests.differential.compare import write
from tests.differential.packages import made
from tests.tiny import CSV, package, things
from tests.tiny import write as tiny

MUSEUM = sorted((Path(__file__).parent / "broken").glob("*/"))


def reference(folder: Path) -> list[dict[str, Any]]:
    """The tasks that frictionless reports itself, table by table, without the time that it took."""
    source = load(folder)
    package = to_package(source.descriptor)
    checked = packaged(source.files, package.tables)
    tasks = []
    for table in package.tables:
        found = checked.get_resource(table.name).validate(limit_errors=0)
        tasks += [task.to_descriptor() for task in found.tasks]
    for task in tasks:
        del task["stats"]["seconds"]
    return tasks


def issues_of(folder: Path) -> list[Issue]:
    """What the engine in plain Python finds."""
    source = load(folder)
    package = to_package(source.descriptor)
    return list(ENGINES["stdlib"](source, package, lambda _: None, lambda *_: None, ()))


GIVEN_UP = {35}  # a table that frictionless stops at: there is nothing to compare


@pytest.mark.parametrize("seed", [seed for seed in range(40) if seed not in GIVEN_UP])
def test_it_is_what_frictionless_reports_to_the_letter(seed: int, tmp_path: Path) -> None:
    """Types, rows, fields, cells, notes, messages, labels, hashes and counts, in the same order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateutil and re warn of the cells and patterns that are made here
        folder = write(tmp_path, *made(seed, rows=20, whole=True))
        issues = issues_of(folder)
        found = report(issues, load(folder))
        assert found["tasks"] == reference(folder)
        assert Report.from_descriptor(found).stats["errors"] == len(issues)


def test_a_table_in_parts_is_placed_and_measured_as_frictionless_does(tmp_path: Path) -> None:
    """Its parts joined, the header of the later ones left out; a key is like one of another part."""
    fields = [{"name": "a", "type": "string", "constraints": {"unique": True}}, {"name": "b", "type": "any"}]
    paths = [f"{number}.csv" for number in range(3)]
    table = {"name": "t", "path": paths, "schema": {"fields": fields, "primaryKey": ["a"]}}
    files = {path: f"a,b\nx{path},1\ny,2\nz,3\n".encode() for path in paths}
    folder = write(tmp_path, [table], files)
    assert report(issues_of(folder), load(folder))["tasks"] == reference(folder)


@pytest.mark.parametrize("alone", [True, False])
def test_frictionless_reads_what_lies_elsewhere_than_below_the_descriptor(
    tmp_path: Path, *, alone: bool
) -> None:
    """A table given alone, or brought from an address: the engine and the report have the fault, its row."""
    table = tmp_path / "t.csv"
    table.write_text(CSV.replace("2.5", "many"))
    schema, address = tmp_path / "schema.json", "https://example.org/t.csv"
    schema.write_text(json.dumps(things(package())["schema"]))
    folder = tiny(tmp_path / "package", lambda d: things(d).update(path=address), csv=None)
    there = nullcontext(replace(load(folder), places={address: table}))
    with open_table(str(table), str(schema)) if alone else there as source:
        found = list(check(source, engine="frictionless"))
        (task,) = report(found, source)["tasks"]
    assert [(item.code, item.line) for item in found if item.severity == "error"] == [("type-error", 3)]
    assert [(error["type"], error["rowNumber"]) for error in task["errors"]] == [("type-error", 3)]


def test_a_table_that_is_no_csv_has_its_report_too(tmp_path: Path) -> None:
    """Its labels and its cells are those that are read; frictionless says of them what it says of a CSV."""
    rows = [{"code": "a", "size": 1, "kind": "x"}, {"code": "b", "size": "many", "kind": "x"}]
    form = {"path": "t.json", "format": "json", "mediatype": "application/json"}
    folder = tiny(tmp_path, lambda d: things(d).update(form), csv=None, files={"t.json": json.dumps(rows)})
    for engine in ("auto", "frictionless"):
        found = list(check(folder, engine=engine))
        (task,) = report(found, load(folder))["tasks"]
        assert task["labels"] == ["code", "size", "kind"]
        assert [(e["type"], e["cell"]) for e in task["errors"]] == [("type-error", "many")]


def test_the_limit_keeps_the_first_errors_of_a_table_and_tells_the_true_total(tmp_path: Path) -> None:
    """In the order of the rows."""
    folder = write(tmp_path, *made(5, rows=20, whole=True))
    whole, cut = (report(issues_of(folder), load(folder), limit=limit) for limit in (0, 3))
    for every, some in zip(whole["tasks"], cut["tasks"], strict=True):
        total = len(every["errors"])
        assert total > 3
        assert some["errors"] == every["errors"][:3]
        assert some["stats"]["errors"] == total
        assert some["warnings"] == [f"3 errors of {total} are shown: the limit is 3"]


@pytest.mark.parametrize("folder", MUSEUM, ids=lambda path: path.name)
def test_every_fault_has_its_place_in_a_report_that_frictionless_reads(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is wrong, with a table or before one is read; warnings are warnings."""
    code = main(["validate", str(folder), "--house", "--engine", "stdlib", "--format", "frictionless"])
    found = Report.from_descriptor(json.loads(capsys.readouterr().out))
    assert code in ((0, 3) if found.valid else (1,))
    said = json.dumps(found.to_descriptor())
    assert folder.name in said or f"{folder.name}.csv" in said


def test_json_lists_the_first_issues_of_each_table_and_counts_them_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--limit-errors` in the JSON of ours."""
    folder = write(tmp_path, *made(5, rows=20, whole=True))
    found = []
    for more in ([], ["--limit-errors", "4"]):
        main(["validate", str(folder), "--engine", "stdlib", "--format", "json", *more])
        found.append(json.loads(capsys.readouterr().out))
    every, some = found
    assert some["counts"] == every["counts"]
    for table in ("codes", "facts"):
        rows, first = (
            sorted(i["row"] for i in one["issues"] if (i["severity"], i["resource"]) == ("error", table))
            for one in found
        )
        assert len(rows) > 4
        assert first == rows[:4]
