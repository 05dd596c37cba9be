"""Rates as R's `survey` gives them: remembered numbers here, R itself in `make oracle`."""

from __future__ import annotations

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


def test_r_was_asked_more_than_two_thousand_numbers() -> None:
    """Of seven designs, none of them empty."""
    texts = [(samples.EXPECTED / f"{one.name}.tsv").read_text(encoding="utf-8") for one in samples.MADE]
    numbers = [cell for text in texts for row in compare.theirs(text).values() for cell in row.values()]
    assert sum(cell.lstrip("-").replace(".", "").replace("e-", "").isdigit() for cell in numbers) > 2000
