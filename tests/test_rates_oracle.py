"""Rates as R's `survey` gives them: remembered numbers here, R itself in `make oracle`."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.oracle import compare, samples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("sample", samples.MADE, ids=lambda sample: sample.name)
def test_rates_are_those_of_r(sample: samples.Sample, tmp_path: Path) -> None:
    """Estimates, errors, sizes, intervals, comparisons with the whole: each to a billionth."""
    samples.make(sample, tmp_path)
    expected = compare.theirs((samples.EXPECTED / f"{sample.name}.tsv").read_text(encoding="utf-8"))
    said = list(compare.compared(compare.ours(sample.study(tmp_path, compare.LOGIT)), expected))
    assert [one for one in said if not one.agrees] == []
    assert len(said) > 500


@pytest.mark.parametrize("method", ["korn-graubard", "wilson"])
@pytest.mark.parametrize("name", ["weighted", "stratified", "clustered"])
def test_other_intervals_are_those_of_svy(name: str, method: str, tmp_path: Path) -> None:
    """Estimates, errors, sizes, degrees of freedom and bounds as svy 0.35 gives them, to a billionth.

    Of a share of 0 or 1 svy keeps its n* below n, and for Wilson's lets it be above n; NCHS does neither, nor
    do we: there the bounds are not compared.
    """
    sample = next(one for one in samples.MADE if one.name == name)
    samples.make(sample, tmp_path)
    mine = compare.ours(sample.study(tmp_path, f'[interval]\nmethod = "{method}"'))
    with (samples.EXPECTED / "svy.tsv").open(encoding="utf-8", newline="") as file:
        said = [row for row in csv.DictReader(file, delimiter="\t") if row["sample"] == name]
    said = [row for row in said if row["method"] == method]
    assert len(said) == 30
    for row in said:
        held = mine[row["question"], row["answer"], row["break"], row["group"]]
        edge = float(row["estimate"]) in {0.0, 1.0}
        cut = method == "wilson" and held.n_adjusted == held.n
        for column in (
            "n",
            "df",
            "estimate",
            "se",
            *(() if edge else ("deff",)),
            *(() if edge or cut else ("lower", "upper")),
        ):
            assert getattr(held, column) == pytest.approx(float(row[column]), rel=1e-9, abs=1e-12), (
                row,
                column,
            )


def test_r_was_asked_more_than_two_thousand_numbers() -> None:
    """Of seven designs, none of them empty."""
    texts = [(samples.EXPECTED / f"{one.name}.tsv").read_text(encoding="utf-8") for one in samples.MADE]
    numbers = [cell for text in texts for row in compare.theirs(text).values() for cell in row.values()]
    assert sum(cell.lstrip("-").replace(".", "").replace("e-", "").isdigit() for cell in numbers) > 2000
