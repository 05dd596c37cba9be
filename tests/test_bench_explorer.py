"""The table of the explorer's speed: its command writes it between two marks; every target was met."""

from __future__ import annotations

import re
from pathlib import Path

from tests.benchmarks.explorer import MARKS, written

ROOT = Path(__file__).resolve().parents[1]


def test_only_what_stands_between_the_marks_is_written() -> None:
    text = f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n"
    assert written(text, r"| new \1 |") == f"before\n{MARKS[0]}\n\n| new \\1 |\n\n{MARKS[1]}\nafter\n"
    assert written(written(text, "x"), "x") == written(text, "x")


def test_the_readme_has_the_table_and_each_ratio_meets_its_target() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    made = text.split(MARKS[0])[1].split(MARKS[1])[0]
    ratios = re.findall(r"\| (\d+\.\d\d) \| ≤ (\d+\.\d) \|", made)
    assert len(ratios) == 2
    assert all(float(ratio) <= float(target) for ratio, target in ratios)
    assert re.search(r"100 visitors \| 0\.\d\d MB", made)
    assert re.search(r"kB; 0 \|", made)
