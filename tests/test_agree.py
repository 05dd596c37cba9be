"""Tables written from values that are known, and every reader gives these (`make fuzz` tries many more)."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.differential.agree import differences
from tests.differential.known import made

EACH = 35


@pytest.mark.parametrize("start", range(0, 4 * EACH, EACH))
def test_every_reader_gives_what_was_written(start: int, tmp_path: Path) -> None:
    """In any dialect, encoding, packing, format and dress, and the faults that were put in."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateutil warns of texts that are made here
        wrong = {seed: differences(made(seed), tmp_path / str(seed)) for seed in range(start, start + EACH)}
    assert {seed: found for seed, found in wrong.items() if found} == {}


def test_a_seed_makes_the_same_table_anywhere() -> None:
    """What is found once can be looked at again."""
    assert made(7) == made(7)
