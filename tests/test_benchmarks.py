"""The README's figures of speed are those that were measured, of the commands that people type."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.reading.descriptor import load, to_package
from tests.benchmarks import bench, cases, floors, generator, growth, programs, table, targets
from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.places import Place, UnreleasedError
from tests.benchmarks.programs import Limits, Program
from tests.benchmarks.targets import Target

ROOT = Path(__file__).parents[1]
RESULTS = json.loads(table.RESULTS.read_text(encoding="utf-8"))["cases"]
QUIET, BUSY = (0.1, 0.1, 0.1), (3.0, 3.0, 3.0)
PASS = Program("ours", ("python", "-c", "pass"))
# A figure of speed, of memory or of a ratio.
FIGURE = re.compile(r"\d[\d,.]*\s*(?:s|ms|µs|seconds|minutes|B|kB|MB|GB|MiB|GiB|×|%|times)(?!\w)")


class Desk:
    """`make bench` at a desk of its own: its README, its results, and cases that are given."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, patch
        self.readme, self.results = folder / "README.md", folder / "results.json"
        self.readme.write_text(f"before\n{table.BEGIN}\n{table.END}\nafter\n", encoding="utf-8")
        patch.setattr(bench, "README", self.readme)
        patch.setattr(bench, "RESULTS", self.results)
        patch.setattr(bench, "SHORT", 0.0)  # one run is enough here
        patch.setattr(os, "getloadavg", lambda: QUIET)

    def run(self, *measured: Case, words: tuple[str, ...] = ()) -> int:
        """The exit status."""
        self.patch.setattr(bench, "CASES", measured)
        data = str(self.folder / "data")
        return bench.main(["--repeats", "1", "--folder", data, "--engines", *words])

    @property
    def found(self) -> dict[str, Any]:
        return dict(json.loads(self.results.read_text(encoding="utf-8"))["cases"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def one(*made: Program, least: Target = cases.NOTHING, aim: Target = cases.NOTHING) -> Case:
    """A case of some programs."""
    return Case("one", "one command", 0, lambda _: list(made), least=least, aim=aim)


def costs(rows: int, seconds: float, memory: float = 10, **more: Any) -> dict[str, Any]:
    """A case of a series, as it was measured."""
    ours = {"typed": "x", "seconds": seconds, "each": [seconds], "cpu": seconds, "memory": memory}
    asked: dict[str, Any] = {"least": {}, "aim": {}, "label": f"{rows} rows", "rows": rows, "series": "x"}
    machine = {"processors": 2, "python": "3.11.7", "load": 0.1}
    return {**asked, "programs": {"ours": ours}, "machine": machine, **more}


def test_the_readme_has_what_was_measured() -> None:
    """`make bench` writes both; nobody types a figure."""
    _, inside, _ = table.between((ROOT / "README.md").read_text(encoding="utf-8"))
    assert inside == table.markdown(RESULTS)


def test_prose_around_the_table_has_no_figure_of_its_own() -> None:
    """What is claimed of speed stands in the table, or nowhere."""
    before, _, after = table.between((ROOT / "README.md").read_text(encoding="utf-8"))
    prose = before.split("## How fast it checks")[1] + after.split("\n## ")[0].split("\n### ")[0]
    assert not FIGURE.findall(prose)
    assert FIGURE.findall("in 0.71 s, 121 × sooner, of 59 MiB") == ["0.71 s", "121 ×", "59 MiB"]


def test_results_name_the_commands_that_were_typed() -> None:
    """Each is one that a shell takes, and no folder of the machine that ran it is told."""
    usual = re.compile(
        r"python -m scripts (validate|publish|diff|show|rates) |python -m streamlit run explorer/server.py "
    )
    for case in RESULTS.values():
        ours = case["programs"]["ours"]
        assert "typed" not in ours or usual.match(ours["typed"]), ours
    assert not re.search(r'[\s"]/\w', json.dumps(RESULTS))


def test_a_command_is_measured_as_it_is_typed(desk: Desk) -> None:
    """`validate` and `frictionless validate`, whole, beside one another; they report the same faults."""
    [faulty] = [case for case in CASES if case.name == "validate-10k-faulty"]
    validating = cases._validating(lambda place: place.facts(1500, 0.2), faulty=True)
    assert desk.run(replace(faulty, make=validating)) == 0
    [found] = desk.found.values()
    typed = {name: told["typed"] for name, told in found["programs"].items()}
    package = typed["ours"].split()[-1]
    assert typed == {
        "ours": f"python -m scripts validate {package}",
        "frictionless": f"frictionless validate --limit-errors 0 --json {package}/datapackage.json",
        "reading": f"python -m tests.benchmarks.floors reading {package}",
        "--format frictionless": f"python -m scripts validate {package} --format frictionless",
    }
    assert found["reports"] == "alike"
    for told in found["programs"].values():
        assert len(told["each"]) == 1
        assert told["seconds"] > 0
        assert told["cpu"] > 0
        assert told["memory"] > 10


def test_an_engine_is_asked_for_as_anybody_would() -> None:
    """By its name; Spark by the command that starts it."""
    ours = programs.validate(Path("/data/package"), faulty=True)
    typed = [
        programs.with_option(ours, "--engine", name).typed(Path("/data")) for name in ("polars", "spark")
    ]
    assert typed == [
        "python -m scripts validate package --engine polars",
        "spark-submit --master 'local[2]' scripts/__main__.py validate package --engine spark",
    ]


def test_reports_that_differ_are_missed(desk: Desk) -> None:
    """A fast answer that is another answer counts for nothing."""
    ours, theirs = (ROOT / "tests/broken" / code for code in ("type-error", "foreign-key"))
    made = programs.validate(ours, faulty=True), programs.frictionless(theirs, faulty=True)
    assert desk.run(one(*made)) == 1
    assert "**the reports differ**" in desk.readme.read_text(encoding="utf-8")


def test_two_packages_are_compared_row_by_row(desk: Desk) -> None:
    """`diff` of the generated packages finds the changes that were made: cells, rows removed, rows added."""
    place = Place(desk.folder, Limits())
    old, new = place.facts(1200), place.changed(1200)
    words = (*programs.diff(old, new).words[1:], "--format", "json")
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=False)
    counts = json.loads(done.stdout)["counts"]["facts"]
    assert (counts["changed"], counts["removed"], counts["added"]) == (500, 250, 250)
    clean = subprocess.run([sys.executable, "-m", "scripts", "validate", new], cwd=ROOT, check=False)
    assert clean.returncode == 0


@pytest.mark.parametrize(("least", "status"), [(Target(60), 0), (Target(1e-6), 1), (Target(memory=1), 1)])
def test_a_missed_target_is_the_exit_status(desk: Desk, least: Target, status: int) -> None:
    """Of what is asked at least; the table says which."""
    assert desk.run(one(PASS, least=least)) == status
    assert ("✗**" in desk.readme.read_text(encoding="utf-8")) == bool(status)


def test_a_missed_aim_is_told_and_no_more(desk: Desk) -> None:
    """It is hoped for, not asked."""
    assert desk.run(one(PASS, aim=Target(1e-6))) == 0
    assert "✗**" in desk.readme.read_text(encoding="utf-8")


def test_a_command_that_fails_has_no_time(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    """However soon it failed: nothing that is asked of it is met, and the others are measured."""
    wrong = Program("ours", ("python", "-c", "import sys; sys.exit('out of luck')"))
    other = Case("other", "another", 0, lambda _: [PASS])
    assert desk.run(one(wrong, least=Target(60)), other) == 1
    assert "seconds" not in desk.found["one"]["programs"]["ours"]
    assert desk.found["other"]["programs"]["ours"]["seconds"] > 0
    assert "| one command | **exit status 1** |" in desk.readme.read_text(encoding="utf-8")
    assert "out of luck" in capfd.readouterr().err


def test_a_command_that_must_fail_has_its_time(desk: Desk) -> None:
    """A refusal is the right answer."""
    refusing = Program("ours", ("python", "-c", "import sys; sys.exit(1)"), status=1)
    assert desk.run(one(refusing, least=Target(60))) == 0


def test_a_command_that_takes_too_long_is_ended(desk: Desk) -> None:
    """And the table says so."""
    sleeping = Program("ours", ("python", "-c", "import time; time.sleep(60)"))
    begun = time.monotonic()
    assert desk.run(one(sleeping), words=("--seconds", "0.5")) == 1
    assert time.monotonic() - begun < 20
    assert "**over 0 s**" in desk.readme.read_text(encoding="utf-8")


def test_a_busy_machine_measures_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """One line says why, exit status 2; with --busy it does, and the table says so."""
    desk.patch.setattr(os, "getloadavg", lambda: BUSY)
    before = desk.readme.read_text(encoding="utf-8")
    assert desk.run(one(PASS)) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert desk.readme.read_text(encoding="utf-8") == before
    assert not desk.results.exists()
    assert desk.run(one(PASS), words=("--busy",)) == 0
    assert "**Measured on a busy machine** (load 3.0 at the start)" in desk.readme.read_text(encoding="utf-8")
    desk.patch.setattr(os, "getloadavg", lambda: QUIET)
    assert desk.run(one(PASS)) == 0
    assert "busy" not in desk.readme.read_text(encoding="utf-8")


def test_printing_writes_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """On a busy machine too, of which the table tells."""
    desk.patch.setattr(os, "getloadavg", lambda: BUSY)
    before = desk.readme.read_text(encoding="utf-8")
    assert desk.run(one(PASS), words=("--print",)) == 0
    assert "busy machine" in capsys.readouterr().out
    assert desk.readme.read_text(encoding="utf-8") == before
    assert not desk.results.exists()


def test_cases_that_are_not_measured_stay(desk: Desk) -> None:
    """--only and --rows choose by the beginning of a name and by rows; a name of no case is an error."""
    large = Case("large", "a large one", 100, lambda _: [PASS])
    assert desk.run(one(PASS), large) == 0
    before = desk.found
    assert desk.run(one(PASS), large, words=("--only", "la")) == 0
    assert list(desk.found) == ["one", "large"]
    assert desk.found["one"] == before["one"]
    assert desk.run(one(PASS), large, words=("--rows", "99")) == 0
    assert desk.found["large"]["programs"]["ours"]["typed"] == "python -c pass"
    with pytest.raises(SystemExit, match="2"):
        desk.run(one(PASS), large, words=("--only", "tiny"))


def test_ten_million_rows_are_ten_times_a_million_for_frictionless(desk: Desk) -> None:
    """Unless asked otherwise, and never for ours; the table says that it is scaled, and counts no run."""
    theirs = replace(PASS, name="frictionless")
    tenth = Case("tenth", "a tenth", 10, lambda _: [PASS, theirs])
    whole = replace(tenth, name="whole", label="the whole", rows=100, tenth="tenth", series="x")
    desk.run(tenth, whole)
    scaled = desk.found["whole"]["programs"]["frictionless"]
    assert scaled["seconds"] == desk.found["tenth"]["programs"]["frictionless"]["seconds"] * 10
    assert "(scaled)" in table.line(desk.found["whole"])
    assert "(scaled)" not in table.line(desk.found["tenth"])
    desk.run(tenth, whole, words=("--whole",))
    assert "each" in desk.found["whole"]["programs"]["frictionless"]


def test_programs_take_turns() -> None:
    """A quick one has more runs than were asked, a slow one fewer, a failed one none."""
    quick, slow = (programs.Run(seconds, 0, 0, "", Path()) for seconds in (0.1, 100))
    assert bench.wanted([], 3)
    assert bench.wanted([quick] * 14, 3)
    assert not bench.wanted([quick] * 15, 3)
    assert not bench.wanted([slow], 3)
    assert not bench.wanted([replace(quick, failed="exit status 1")], 3)


def test_memory_is_that_of_a_process_and_its_children(desk: Desk) -> None:
    """What they hold together, not the greatest of them alone."""
    half = "hold = bytearray(60 << 20); import time; time.sleep(0.4)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {half!r}]); {half}; p.wait()"
    found = programs.run(Program("ours", ("python", "-c", both)), Limits(), desk.folder / "out")
    assert 130 < found.memory < 200
    ended = programs.run(Program("ours", ("python", "-c", both)), Limits(mebibytes=100), desk.folder / "out")
    assert ended.failed == "over 100 MiB"


def test_a_server_is_measured_until_it_answers(desk: Desk) -> None:
    """And is ended then."""
    port = programs.free_port()
    words = ("python", "-m", "http.server", str(port), "--bind", "127.0.0.1")
    server = Program("ours", words, until=f"http://127.0.0.1:{port}/")
    found = programs.run(server, Limits(seconds=30), desk.folder / "out")
    assert not found.failed
    assert 0 < found.seconds < 10


def test_growth_is_what_a_row_costs_at_last_by_what_it_cost_first() -> None:
    """From each size to the next: the difference in time and in memory, by the rows between them."""
    sizes = [costs(10, 1), costs(110, 2, 20), costs(1110, 32, 20)]
    found = growth.steps([(case["rows"], case["programs"]["ours"]) for case in sizes])
    assert [(step.time, step.memory) for step in found if step] == [(10_000, 10 * 1024**2 / 100), (30_000, 0)]
    assert growth.growth(found) == 3
    made = growth.markdown(sizes)
    assert "| x | 1.00 s | 2.00 s | 32.0 s | 10,000 µs, 104,858 B | 30,000 µs, 0.00 B | 3.00 |" in made


def test_growth_is_of_what_was_run() -> None:
    """A time that is scaled, or was never taken, says nothing of growth."""
    sizes = [costs(10, 1), costs(110, 2), costs(1110, 3)]
    sizes[1]["programs"]["ours"] = {"typed": "x", "seconds": 2, "scaled": "other"}
    assert growth.markdown(sizes).count("µs") == 0
    assert growth.markdown(sizes[:1]) == ""


def test_what_is_asked_is_judged_by_what_was_measured() -> None:
    """Each bound by itself; what was not measured is neither met nor missed."""
    case = costs(10, 2, 300)
    case["programs"] |= {
        "frictionless": {"seconds": 20, "scaled": "x"},
        "floor": {"seconds": 1, "scaled": "x"},
    }
    case |= {"weight": {"release": 30, "csv": 10}}
    met = {"seconds": 2, "memory": 300, "frictionless": 10, "floor": 2, "weight": 3}
    assert all(verdict.met for verdict in targets.verdicts(case | {"least": met}, "least"))
    for name, bound in met.items():
        closer = bound + 0.1 if name == "frictionless" else bound - 0.1
        assert len(targets.missed(case | {"least": met | {name: closer}})) == 1
    del case["programs"]["frictionless"]
    assert [told.met for told in targets.verdicts(case | {"least": {"frictionless": 10}}, "least")] == [None]
    assert "(not measured)" in table.markdown({"x": case | {"least": {"frictionless": 10}}})


def test_the_table_is_made_of_what_was_measured_be_it_little() -> None:
    """A program or a case left out leaves its cells empty; none is guessed, none stops the others."""
    for left_out in ("frictionless", "reading", "floor", "python", "--engine polars"):
        found = {
            key: case
            | {"programs": {name: told for name, told in case["programs"].items() if name != left_out}}
            for key, case in RESULTS.items()
        }
        made = table.markdown(found)
        assert all(case["label"] in made for case in found.values())
        assert "0 ms" not in re.findall(r"\b0 ms", made)
    assert table.markdown({}) == ""


def test_the_targets_are_those_of_the_issues() -> None:
    """Both columns, of every case that they name."""
    asked = {case.name: (case.least, case.aim) for case in CASES if case.least != cases.NOTHING}
    large = (Target(7, 600, frictionless=60), Target(5))
    assert asked == {
        "validate-tiny": (Target(0.06), Target(0.05)),
        "validate-1m": (Target(1.2, 300, frictionless=30), Target(0.8)),
        "validate-10m": large,
        "validate-10m-faulty": large,
        "rates-100k": (Target(10), cases.NOTHING),
        "publish-ours": (Target(3), Target(2)),
        "publish-1m": (Target(40, 900, weight=3), Target(floor=3)),
        "publish-10m": (Target(360, 1536), Target(180)),
        "diff-1m": (Target(8, 1024), Target(4)),
    }
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_tiny_package(tmp_path: Path) -> None:
    """Twelve tables of twenty rows, without a fault."""
    folder = generator.write_tiny(tmp_path)
    assert len(to_package(load(folder).descriptor).tables) == 12


def test_what_is_published_is_ours_and_more(tmp_path: Path) -> None:
    """The next minor version, or one that may not have a table more."""
    place = Place(tmp_path, Limits())
    own = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    more = load(place.ours(50)).descriptor
    assert len(more["resources"]) == len(own["resources"]) + 3
    assert more["version"].split(".")[:2] == [
        own["version"].split(".")[0],
        str(int(own["version"].split(".")[1]) + 1),
    ]
    assert load(place.ours(50, place.newest)).descriptor["version"] == place.newest
    assert (ROOT / f"datapackage/history/{place.newest}.zip").exists()
    assert not (ROOT / f"datapackage/history/{place.after_newest}.zip").exists()
    assert place.ours(50).stat().st_mtime_ns == place.ours(50).stat().st_mtime_ns


def test_a_release_that_failed_is_shown_to_nobody(desk: Desk) -> None:
    """Cases that need it are told not run."""
    place = Place(desk.folder / "data", Limits())
    place.dist(10).mkdir(parents=True)
    with pytest.raises(UnreleasedError):
        place.released(10)
    assert desk.run(Case("one", "one", 10, lambda place: [programs.explorer(place.released(10), 1)])) == 1
    assert "no release: publishing it failed" in desk.readme.read_text(encoding="utf-8")


def test_the_floor_writes_every_row_three_times(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As Parquet, as CSV and in SQLite, with types."""
    package, to = generator.write(tmp_path / "package", 700), tmp_path / "to"
    to.mkdir()
    floors.reading(str(package))
    floors.publishing(str(package), str(to))
    assert json.loads(capsys.readouterr().out).keys() == {"parquet", "csv", "sqlite"}
    with (to / "facts.csv").open(encoding="utf-8", newline="") as stream:
        written = list(csv.reader(stream))[1:]
    with closing(sqlite3.connect(to / "all.sqlite")) as base:
        held = base.execute("SELECT id, year, share FROM facts").fetchall()
    assert [row[0] for row in written] == [row[0] for row in held] == [f"R{n:08d}" for n in range(700)]
    assert {type(row[1]) for row in held} == {int}
    assert {type(row[2]) for row in held} == {float, type(None)}
