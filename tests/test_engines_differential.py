"""Every engine says what frictionless says, issue by issue: the same code, row, line, field and value."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.check import rows
from scripts.check.engines import ENGINES
from scripts.check.engines.choice import SMALL
from scripts.check.engines.kernel import kernel
from scripts.check.subject import Subject
from scripts.reading.descriptor import load, to_package
from tests.benchmarks import generator
from tests.differential.compare import differences, outcome, write
from tests.differential.packages import made

OTHERS = ("stdlib", "polars", "native", "auto")
ROOT = Path(__file__).parent.parent
QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _same(folder: Path, engines: tuple[str, ...] = OTHERS) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateutil and re warn of the cells and patterns that are made here
        reference = outcome(folder, "frictionless")
        found = {engine: differences(folder, engine, reference) for engine in engines}
    assert found == {engine: [] for engine in engines}


@given(seed=st.integers(0, 2**32))
@QUIET
def test_random_packages(seed: int, tmp_path: Path) -> None:
    """Descriptors and tables made at random: every type, constraint, key, dialect and fault."""
    _same(write(tmp_path / str(seed), *made(seed)), ("stdlib", "polars", "native"))


@given(seed=st.integers(0, 2**32))
@QUIET
def test_random_packages_that_polars_reads(seed: int, tmp_path: Path) -> None:
    """The same, written so that few of them are left to another engine, and longer."""
    _same(write(tmp_path / str(seed), *made(seed, rows=60, plain=True)), ("stdlib", "polars", "native"))


@given(seed=st.integers(0, 2**32))
@QUIET
def test_what_frictionless_passes_over(seed: int, tmp_path: Path) -> None:
    """Categories, unique keys, keys partly empty, quotes that never close: alike under every engine."""
    source = load(write(tmp_path / str(seed), *made(seed, rows=60, plain=True)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engines = ("stdlib", "polars", "native")
        first, *others = (sorted(rows.check(Subject(source, engine))) for engine in engines)
    assert others == [first, first]


@pytest.mark.parametrize("faults", [0.0, 0.05, 0.5])
def test_benchmark(faults: float, tmp_path: Path) -> None:
    """The package of the benchmarks, with every fault in turn."""
    _same(generator.write(tmp_path, 3000, faults=faults))


@pytest.mark.parametrize("name", ["*", "^a$", "^b.*$", "\0row", "a,b", "é"])
def test_names_of_fields(name: str, tmp_path: Path) -> None:
    """Names that would mean something to Polars are names."""
    fields = [{"name": name, "type": "integer"}, {"name": "b", "type": "integer"}]
    schema = {"fields": fields, "primaryKey": [name]}
    table = f'"{name}",b\n1,2\n1,x\ny,3\n,4\n'.encode()
    _same(write(tmp_path, [{"name": "t", "path": "t.csv", "schema": schema}], {"t.csv": table}))


def test_a_key_to_a_column_of_another_type(tmp_path: Path) -> None:
    """A text is no number: the key leads nowhere, unless the text stands for no value."""
    key = {"fields": ["a", "b"], "reference": {"resource": "codes", "fields": ["n", "t"]}}
    pairs = [("codes", "n", "integer", "t"), ("facts", "a", "any", "b")]
    tables = [
        {
            "name": name,
            "path": f"{name}.csv",
            "schema": {"fields": [{"name": first, "type": kind}, {"name": other, "type": "any"}]},
        }
        for name, first, kind, other in pairs
    ]
    tables[1]["schema"]["foreignKeys"] = [key]
    files = {"codes.csv": b"n,t\n1,x\n2,y\n,z\n", "facts.csv": b"a,b\n1,x\n,\n,z\n3,y\n"}
    _same(write(tmp_path, tables, files))


def test_own_package() -> None:
    """The project's own package."""
    _same(ROOT)


# Where the fault is the descriptor's, each reads the rows as well as it can.
DESCRIBED = ("dialect-error", "encoding-error", "field-error", "schema-error")
# What frictionless does not read as we do: a key that leads to another package, a workbook.
BEYOND = ("check-skipped", "merged-cells")
MUSEUM = [p for p in sorted((ROOT / "tests/broken").glob("*/")) if p.name not in (*DESCRIBED, *BEYOND)]


@pytest.mark.parametrize("folder", MUSEUM, ids=lambda path: path.name)
def test_broken_packages(folder: Path) -> None:
    """The museum of broken packages, as far as they can be loaded."""
    try:
        source = load(folder)
        package = to_package(source.descriptor)
    except Exception as error:  # noqa: BLE001 -- its fault lies before the rows
        pytest.skip(f"not loaded: {error}")
    if not all((source.base / path).is_file() for table in package.tables for path in table.paths):
        pytest.skip("a file is not there")
    _same(folder)


def test_which_engine_ran_is_told(tmp_path: Path) -> None:
    """`auto` says for each table which engine read it, and why not another."""
    folder = generator.write(tmp_path, 20_000)
    source = load(folder)
    told: list[tuple[str, str, str]] = []
    assert not list(
        ENGINES["auto"](
            source, to_package(source.descriptor), lambda _: None, lambda *words: told.append(words)
        )
    )
    assert (folder / "facts.csv").stat().st_size > SMALL
    large = (
        [("communes", "native"), ("facts", "native")]
        if kernel()
        else [("communes", "stdlib"), ("facts", "polars")]
    )
    assert [(name, engine) for name, engine, _ in told] == [("regions", "stdlib"), *large]
