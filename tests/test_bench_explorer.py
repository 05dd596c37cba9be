"""The table of the explorer's speed: its command writes it between two marks; every target was met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explorer.asking import ask
from explorer.published import open_release
from explorer.sieve import Asked
from tests import explorer_release as made
from tests.benchmarks.explorer import MARKS, Line, written
from tests.benchmarks.large import NAME, with_large

ROOT = Path(__file__).resolve().parents[1]
NUMBER = r"(\d+(?:\.\d+)?)"


def test_only_what_stands_between_the_marks_is_written() -> None:
    text = f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n"
    assert written(text, r"| new \1 |") == f"before\n{MARKS[0]}\n\n| new \\1 |\n\n{MARKS[1]}\nafter\n"
    assert written(written(text, "x"), "x") == written(text, "x")


def test_the_readme_has_the_table_and_each_line_meets_its_target() -> None:
    """What is measured, and what it is beside another, each no more than is asked for."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = text.split(MARKS[0])[1].split(MARKS[1])[0].strip().splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if re.match(r"\| [^-]", line)][1:]
    assert len(rows) == 9
    for measure, value, _, ratio, target in rows:
        times = re.search(rf"{NUMBER} ×", target)
        most = re.search(rf"{NUMBER} (?:s|ms|MiB|MB|kB)", target)
        assert times or most, measure
        assert not times or float(ratio) <= float(times[1]), measure
        assert not most or float(value.split()[0]) <= float(most[1]), measure
    assert "sent twice: 0;" in text


@pytest.mark.parametrize(
    ("line", "met", "text"),
    [
        (Line("a", 1.5, "s", 0, 1.0, 1.5, 2), True, "| a | 1.50 s | 1.00 s | 1.50 | ≤ 2 × |"),
        (Line("a", 1.5, "s", 0, 0.5, 3.0, 2), False, "| a | 1.50 s | 0.50 s | 3.00 | ≤ 2 × |"),
        (Line("a", 71, "ms", 70, 40, 1.7, 2), False, "| a | 71 ms | 40 ms | 1.70 | ≤ 70 ms, 2 × |"),
        (Line("a", 400, "MiB", 500), True, "| a | 400 MiB |  |  | ≤ 500 MiB |"),
    ],
)
def test_a_line_says_both_bounds_and_whether_they_are_kept(line: Line, *, met: bool, text: str) -> None:
    assert line.met == met
    assert str(line) == text


def test_the_release_that_is_made_for_it_has_its_rows_in_the_layout_of_large_tables(tmp_path: Path) -> None:
    """Two files of Parquet, whose rows are those of the CSV."""
    small = made.in_parquet(made.make_release(tmp_path / "small"), "observations", each=1000)
    release = open_release(str(with_large(small, tmp_path / "large", 1_048_600)))
    table = release.tables[NAME]
    assert (table.large, table.count) == (True, 1_048_600)
    places = [row[:2] for row in ask(table, Asked(page=41_944)).rows]
    assert places == [(place, f"R{place:08d}") for place in range(1_048_575, 1_048_600)]
    with (tmp_path / "large" / "data" / f"{NAME}.csv").open(encoding="utf-8") as file:
        assert next(file).split(",")[0] == "id"
        assert next(file).split(",")[0] == "R00000000"
    assert (tmp_path / "small" / "datapackage.json").read_text(encoding="utf-8").find(NAME) == -1
