"""The engine of a cluster says what frictionless says, issue by issue (`make spark`, where Java is).

Tables of any size are given to it here. In this process it runs on two cores; as a program that spark-submit
starts, on two workers that are processes of their own.
"""

from __future__ import annotations

import json
import os
import re
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="PySpark is in .venv-spark alone: `make spark` runs these tests")

from scripts.check import rows
from scripts.check.engines import ENGINES, ways
from scripts.check.engines.scanned import UnsureError
from scripts.check.engines.spark import check
from scripts.check.subject import Subject
from scripts.reading.descriptor import load, to_package
from scripts.reading.exact.table import table_of
from tests.benchmarks import generator
from tests.differential.compare import Outcome, between, outcome, write
from tests.differential.packages import made
from tests.spark.running import ACTIVE, commands, run, two_cores, words
from tests.test_engines_tokens import BODIES, DIALECTS, SCHEMA

PACKAGES = int(os.environ.get("PACKAGES", "40"))


_two_cores = pytest.fixture(autouse=True, scope="module")(two_cores)


@pytest.fixture(autouse=True)
def _any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "is_tiny", lambda *_: False)
    monkeypatch.setattr(ways, "is_large", lambda *_: True)


def _told(folder: Path, engine: str = "spark") -> tuple[Outcome, list[str]]:
    """The sorted issues, and which engine read each table."""
    source, told = load(folder), list[str]()
    try:
        package = to_package(source.descriptor)
        found = list(
            ways.rows_of(engine)(source, package, lambda _: None, lambda *words: told.append(words[1]))
        )
    except Exception as error:  # noqa: BLE001 -- frictionless stops with exceptions of all kinds
        return type(error).__name__, told
    return sorted(found), told


def _same(folder: Path, engine: str = "spark") -> int:
    """The same issues; how many tables Spark read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = outcome(folder, "frictionless")
        found, told = _told(folder, engine)
    assert between(expected, found) == []
    return told.count("spark")


def test_random_packages(tmp_path: Path) -> None:
    """Every type, constraint, key, dialect and fault; most tables are Spark's own to read."""
    read = tables = 0
    for seed in range(PACKAGES):
        many = 12 + seed % 2 * 48
        folder = write(tmp_path / str(seed), *made(1000 + seed, rows=many, plain=bool(seed % 2)))
        read += _same(folder)
        tables += len(json.loads((folder / "datapackage.json").read_text())["resources"])
    assert read > tables / 2


@pytest.mark.parametrize("faults", [0.0, 0.05, 0.5])
def test_benchmark(faults: float, tmp_path: Path) -> None:
    """The package of the benchmarks, with every fault in turn: clean, some, half of the rows."""
    assert _same(generator.write(tmp_path, 3000, faults=faults)) == 3


def test_the_order_is_that_of_the_rows(tmp_path: Path) -> None:
    """Issue after issue as `stdlib` gives them, and not only the same in all; keys name the row before."""
    folder = generator.write(tmp_path, 10_000, faults=0.005)
    source = load(folder)
    package = to_package(source.descriptor)
    found = [list(ENGINES[engine](source, package, lambda _: None)) for engine in ("stdlib", "spark")]
    assert found[0] == found[1]
    assert {"foreign-key", "unique-error", "primary-key", "missing-cell"} <= {item.code for item in found[0]}


def test_records_of_every_kind(tmp_path: Path) -> None:
    """Ragged and blank rows, quotes, endings: what stands in the CSV survives the way through Parquet."""
    for number, body in enumerate(BODIES[::4]):
        dialect = DIALECTS[number % len(DIALECTS)]
        table = {"name": "t", "path": "t.csv", "format": "csv", "schema": SCHEMA, "dialect": dialect}
        _same(write(tmp_path / str(number), [table], {"t.csv": f"a,b,c\n{body}".encode()}))


@pytest.mark.parametrize("header", ["a,x,\n", "a,b\n", "a,b,c,d\n", "\n"])
def test_faults_of_the_header_survive(header: str, tmp_path: Path) -> None:
    """Labels that are wrong, missing, extra or blank."""
    table = {"name": "t", "path": "t.csv", "format": "csv", "schema": SCHEMA}
    _same(write(tmp_path, [table], {"t.csv": f"{header}x,1,y\nx,x,\n".encode()}))


@pytest.mark.parametrize("name", ["a.b", "A", "`", "row", "é,"])
def test_names_of_fields(name: str, tmp_path: Path) -> None:
    """Names that would mean something to Spark, or that it does not tell apart, are names."""
    fields = [{"name": name, "type": "integer"}, {"name": "a", "type": "integer"}]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields, "primaryKey": [name]}}
    content = f'"{name}",a\n1,2\n1,x\ny,3\n,4\n'.encode()
    assert _same(write(tmp_path, [table], {"t.csv": content})) == 1


def test_what_frictionless_passes_over(tmp_path: Path) -> None:
    """Categories, unique keys and keys partly empty, as under every engine."""
    for seed in range(6):
        source = load(write(tmp_path / str(seed), *made(seed, rows=60, plain=True)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            first, second = (sorted(rows.check(Subject(source, engine))) for engine in ("stdlib", "spark"))
        assert first == second


def test_a_folder_keeps_the_parquet(tmp_path: Path) -> None:
    """What another run reads again, and what it finds is the same."""
    folder = generator.write(tmp_path / "package", 500, faults=0.1)
    engine = f"spark:{tmp_path / 'parquet'}"
    assert [_same(folder, engine), _same(folder, engine)] == [3, 3]
    assert len(list((tmp_path / "parquet").iterdir())) == 3


def test_workers_elsewhere_need_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary folder of this machine is nothing to them: the reason is told."""
    monkeypatch.setattr("scripts.check.engines.spark.is_local", lambda _: False)
    source = load(generator.write(tmp_path, 100))
    told: list[tuple[str, str, str]] = []
    list(ENGINES["spark"](source, to_package(source.descriptor), lambda _: None, lambda *w: told.append(w)))
    assert "spark" not in {engine for _, engine, _ in told}
    assert all("--engine spark:FOLDER" in why for _, _, why in told)


def test_more_suspects_than_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left to the exact path, never cut off."""
    for module in ("spark", "verdicts"):
        monkeypatch.setattr(f"scripts.check.engines.{module}.MANY", 10)
    folder = generator.write(tmp_path, 300, faults=0.5)
    source = load(folder)
    table = table_of(to_package(source.descriptor).resource("facts"), to_package(source.descriptor))
    with pytest.raises(UnsureError, match="more faulty rows"):
        check(source.files, table, lambda: [set(), set()], lambda _: None, beyond=False)
    assert _same(folder) == 2


def _report(program: list[str], **environment: str) -> tuple[int, Any, str]:
    """Exit code, report and standard error of a command."""
    found = run([*program, "--format", "json", "--lang", "en"], **environment)
    return found.returncode, json.loads(found.stdout), found.stderr


@pytest.mark.parametrize("name", ["validate", "publish"])
def test_the_readme_has_both_ways(name: str) -> None:
    """On two cores, and on two workers."""
    one, other = commands(name)
    assert ["local[2]" in one, "local-cluster[2,1,1024]" in other] == [True, True]


@pytest.mark.parametrize("command", commands("validate"))
@pytest.mark.parametrize("kept", [False, True])
def test_spark_submit(command: str, tmp_path: Path, *, kept: bool) -> None:
    """The commands of the README, as they stand there: the same report, and the same exit code."""
    folder = generator.write(tmp_path / "package", 30_000, faults=0.001)
    code, expected, _ = _report(
        [sys.executable, "-m", "scripts", "validate", str(folder), "--engine", "stdlib"]
    )
    assert (code, len(expected["issues"]) > 30) == (1, True)
    engine = f"spark:{tmp_path / 'parquet'}" if kept else "spark"
    ours, found, said = _report(words(command, folder, engine), **ACTIVE)
    assert (ours, found["issues"]) == (code, expected["issues"])
    assert re.match(
        rf"{re.escape(engine)} \([a-z, ]*\bspark\b.*; not spark: regions, communes, too small",
        found["engine"],
    )
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("why", "environment"),
    [
        ("Java 17 or newer is needed", {"JAVA_HOME": "nowhere"}),
        ("Could not parse Master URL", {"PYSPARK_SUBMIT_ARGS": "--master local[x] pyspark-shell"}),
    ],
)
def test_where_spark_does_not_start(why: str, environment: dict[str, str], tmp_path: Path) -> None:
    """Another engine runs, and the report says why in one line."""
    folder = generator.write(tmp_path, 20_000)
    command = [sys.executable, "-m", "scripts", "validate", str(folder), "--engine", "spark"]
    code, found, said = _report(command, **environment)
    assert (code, found["issues"]) == (0, [])
    assert why in found["engine"]
    assert "\n" not in found["engine"]
    assert "Traceback" not in said


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Another engine runs, and the reason is told."""
    (tmp_path / "file").write_text("")
    folder = generator.write(tmp_path / "package", 100)
    source = load(folder)
    told: list[tuple[str, str, str]] = []
    run = ways.rows_of(f"spark:{tmp_path / 'file'}")
    assert not list(run(source, to_package(source.descriptor), lambda _: None, lambda *w: told.append(w)))
    assert all("file" in why for _, _, why in told)
