"""What a cluster publishes is what one machine publishes (`make spark`, where Java is).

In this process on two cores; by the commands of the README, also on two workers that are processes of their
own.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark", reason="PySpark is in .venv-spark alone: `make spark` runs these tests")

from scripts.check.engines import parquet
from scripts.commands import cli
from scripts.derive.whole import ALONE, Tables
from scripts.publish.cluster import driver, keeper
from scripts.publish.staging import differences
from scripts.reading.columnar import values
from scripts.reading.columnar.plain import PlainCsv
from scripts.reading.columnar.values import is_large
from scripts.reading.descriptor import load, to_package
from scripts.reading.model.errors import ReleaseError, SourceError, UsageError
from tests import released
from tests.differential import known, packages
from tests.differential.compare import write
from tests.spark.running import ACTIVE, commands, run, two_cores, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.derive.whole import Keeper
    from scripts.reading.columnar.values import Table

PACKAGES = int(os.environ.get("PACKAGES", "40"))
_two_cores = pytest.fixture(autouse=True, scope="module")(two_cores)


@pytest.fixture(scope="module")
def spark() -> Iterator[Keeper]:
    """Who keeps tables with Spark."""
    with keeper.keeping("spark") as (engine, found):
        assert engine.startswith("spark:")
        yield found


def kept(folder: Path, by: Keeper) -> dict[str, Any]:
    """What is kept of each table, whatever its size: texts, files, content hash; or why none is."""
    found: dict[str, Any] = {}
    source = load(folder)
    with Tables(source.files, {"version": "1"}, small=-1, keeper=by) as tables:
        for resource in to_package(source.descriptor).tables:
            try:
                table = tables.table(resource)
            except SourceError as error:
                found[resource.name] = str(error)
                continue
            files = table.typed.files if is_large(table.typed) else []
            found[resource.name] = (
                list(table.cells),
                table.cells.path.read_bytes() if isinstance(table.cells, PlainCsv) else b"",
                [Path(file).read_bytes() for file in files] or values.table(table.typed),
                by.content_hash(table.typed),
            )
    return found


@pytest.mark.parametrize("faulty", [False, True])
def test_random_packages(
    spark: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, faulty: bool
) -> None:
    """Every type, dress, dialect, encoding and fault: the same texts, the same Parquet, the same hash.

    What one machine cannot keep, the other cannot either; what is right, workers write.
    """
    by_workers = list[bool]()
    write_so = driver._written

    def written(*work: Any) -> Table | None:
        by_workers.append((made := write_so(*work)) is not None)
        return made

    monkeypatch.setattr(driver, "_written", written)
    cases = (case for seed in count() if "t.csv" in (case := known.made(2000 + seed)).files)
    for seed in range(PACKAGES):
        folder = tmp_path / str(seed)
        if faulty:
            write(folder, *packages.made(2000 + seed, rows=30))
        else:
            next(cases).write(folder)
        assert kept(folder, spark) == kept(folder, ALONE), seed
    assert sum(by_workers) > (2 if faulty else PACKAGES / 4)


def test_several_files_in_the_order_of_the_rows(spark: Keeper, tmp_path: Path) -> None:
    """More rows than a file holds, and than a row group of the texts; not in the order of the lines."""
    fields = [{"name": "code"}, {"name": "size", "type": "number"}, {"name": "n", "type": "integer"}]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields, "primaryKey": ["n"]}}
    lines = (f"k{n * 7919 % 1_000_003},{n / 8 if n % 5 else ''},{n}\n" for n in range(1_150_000))
    content = "code,size,n\n" + "".join(lines)
    folder = write(tmp_path, [table], {"t.csv": content.encode()})
    assert kept(folder, spark) == (alone := kept(folder, ALONE))
    assert [len(file) > 0 for file in alone["t"][2]] == [True, True]


def test_workers_make_it(spark: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not this machine, which would make the same."""
    nobody = "scripts.derive.large.written", "scripts.derive.fingerprint.lines"
    for name in nobody:
        monkeypatch.setattr(name, lambda *_: pytest.fail("made here"))
    source = load(released.write(tmp_path))
    with Tables(source.files, small=-1, keeper=spark) as tables:
        table = tables.table(to_package(source.descriptor).resource("things"))
        assert values.rows(table.typed) == 3
        assert spark.content_hash(table.typed).startswith("sha256:")


# --- the command --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with a table of more than SMALL bytes that has every type, empty cells, quotes, accents."""
    folder = tmp_path_factory.mktemp("source")

    def line(n: int) -> str:
        numbers = f"{'' if n % 7 == 0 else n / 8},{n * 3}"
        words = f"{('red', 'blue')[n % 2]},{1990 + n % 40}-02-{1 + n % 28:02d},{('true', 'false', '')[n % 3]}"
        return f'c{n:06d},{numbers},{words},"«\u00a0{n % 97}\u00a0», ""été""\nœuvre"\n'

    csv = "code,size,count,kind,made,sold,note\n" + "".join(map(line, range(30_000)))
    released.write(folder, csv=csv)
    (folder / "data/kinds.csv").write_text(released.FILES["data/kinds.csv"], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release that one machine makes of it."""
    dist = tmp_path_factory.mktemp("alone")
    done = run([sys.executable, "-m", "scripts", "publish", str(source), "--dist", str(dist)])
    assert done.returncode == 0, done.stderr
    return dist / "1.0.0"


@pytest.mark.parametrize("command", commands("publish"))
@pytest.mark.parametrize("shared", [False, True])
def test_the_release_is_that_of_one_machine(
    command: str, source: Path, alone: Path, tmp_path: Path, *, shared: bool
) -> None:
    """By the commands of the README: rows, content hashes, and, the tools being the same, every byte."""
    place, dist = tmp_path / "shared", tmp_path / "dist"
    engine = f"spark:{place}" if shared else "spark"
    done = run([*words(command, source, engine), "--dist", str(dist), "--lang", "en"], **ACTIVE)
    assert done.returncode == 0, done.stderr
    assert (
        f"{engine} (spark, stdlib; not spark: kinds, too small for a cluster)" in done.stdout
    )  # both, of Spark
    assert "Traceback" not in done.stdout + done.stderr
    builds = [json.loads((path / "build.json").read_text()) for path in (alone, dist / "1.0.0")]
    assert builds[0]["tables"] == builds[1]["tables"]
    assert builds[0]["tables"]["things"]["rows"] == 30_000
    assert differences(alone, dist / "1.0.0") == []
    checked = run([sys.executable, "-m", "scripts", "validate", str(dist / "1.0.0"), "--lang", "en"])
    assert (checked.returncode, checked.stderr) == (0, "")
    left = sorted(path.name.partition("-")[0] for path in place.iterdir()) if shared else ["things"]
    assert left == ["things"]  # the rows of text, for the next run


def publish(folder: Path, dist: Path, engine: str = "spark") -> list[str]:
    """The command without spark-submit."""
    asked = ["publish", str(folder), "--dist", str(dist), "--engine", engine, "--lang", "en"]
    return [sys.executable, "-m", "scripts", *asked]


def test_errors_are_told_as_on_one_machine(source: Path, tmp_path: Path) -> None:
    """The same report, exit code 1, nothing published."""
    folder = shutil.copytree(source, tmp_path / "source")
    csv = folder / "data/things.csv"
    text = csv.read_text(encoding="utf-8").replace("c000007,", "c000008,").replace(",297,", ",x,")
    csv.write_text(text.replace("c000100,12.5,300,red", "c000100,12.5,300,green"), encoding="utf-8")
    told = []
    for engine in ("auto", "spark"):
        done = run(publish(folder, tmp_path / "dist", engine))
        assert done.returncode == 1
        told.append(done.stderr[done.stderr.index("ERROR  ") :])
    assert told[1] == told[0]
    assert [word in told[0] for word in ("code=c000008", "“x”", "“green”")] == [True, True, True]
    assert not (tmp_path / "dist" / "1.0.0").exists()


# --- what cannot be -----------------------------------------------------------------------------------------


def refusal(source: Path, dist: Path, engine: str = "spark", **environment: str) -> tuple[int, str]:
    """The exit code, and what is said last."""
    done = run(publish(source, dist, engine), **environment)
    assert "Traceback" not in done.stderr
    assert not dist.exists()
    return done.returncode, done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("said", "environment"),
    [
        ("Java is missing: install Java 17", {"JAVA_HOME": "nowhere"}),
        ("(Could not parse Master URL", {"PYSPARK_SUBMIT_ARGS": "--master local[x] pyspark-shell"}),
    ],
)
def test_where_spark_does_not_start(
    said: str, environment: dict[str, str], source: Path, tmp_path: Path
) -> None:
    """One line with the remedy, exit code 2, nothing published."""
    code, line = refusal(source, tmp_path / "dist", **environment)
    assert (code, said in line) == (2, True), line


def test_a_folder_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    """A file stands there."""
    (tmp_path / "file").touch()
    code, line = refusal(source, tmp_path / "dist", f"spark:{tmp_path / 'file'}")
    assert (code, "nothing can be written in this folder" in line) == (2, True)


def test_workers_elsewhere_need_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary one of this machine is nothing to them."""
    monkeypatch.setattr(keeper, "is_local", lambda _: False)
    with pytest.raises(UsageError, match="write --engine spark:FOLDER"), keeper.keeping("spark"):
        pass


def answers(monkeypatch: pytest.MonkeyPatch, *told: tuple[str, str]) -> None:
    """Workers answer so, and leave no file."""
    monkeypatch.setattr(driver, "asked", lambda *_: list(told))


def test_a_folder_that_workers_do_not_see(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What they were to leave there is not there."""
    import pyarrow as pa

    answers(monkeypatch, (pa.__version__, ""))
    with (
        pytest.raises(UsageError, match="some workers do not see this folder"),
        keeper.keeping(f"spark:{tmp_path}"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("told", [("", "No module named 'pyarrow'"), ("1.0", "")])
def test_workers_whose_python_is_another(told: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named, or which PyArrow they have."""
    answers(monkeypatch, told)
    with (
        pytest.raises(UsageError, match=f"the workers’ Python.*{told[1] or 'PyArrow 1.0'}"),
        keeper.keeping("spark"),
    ):
        pass


def test_spark_that_stops(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    """What a worker said is told in one line, exit code 1; nothing is published."""
    stored = parquet.Stored(tmp_path / "lost", 30_000, stray=False, ragged={})
    monkeypatch.setattr(driver, "stored", lambda *_, **__: stored)
    asked = ["publish", str(source), "--dist", str(tmp_path / "dist"), "--engine", "spark", "--lang", "en"]
    assert cli.main(asked) == 1
    line = capfd.readouterr().err.splitlines()[-1]
    assert line.startswith("error: --engine spark: Spark stopped (FileNotFoundError: ")
    assert not (tmp_path / "dist").exists()


def test_lines_that_are_lost(spark: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No hash is told of a part of a table."""
    source = load(released.write(tmp_path))
    with Tables(source.files, small=-1, keeper=spark) as tables:
        typed = tables.table(to_package(source.descriptor).resource("things")).typed
        monkeypatch.setattr(driver.values, "rows", lambda _: 4)
        with pytest.raises(ReleaseError, match="3 lines of 4"):
            spark.content_hash(typed)
