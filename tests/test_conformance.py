"""One table of cases (tests/conformance/), and every reader gives what it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conformance.case import Case, cases
from tests.conformance.compare import by_all

if TYPE_CHECKING:
    from pathlib import Path

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.theme}: {case.name}" for case in CASES])
def test_every_reader_gives_the_values_and_the_faults(case: Case, tmp_path: Path) -> None:
    """The values of each row and its line, each fault with its place: from every reader the same."""
    assert by_all(case, case.write(tmp_path)) == {}


def test_each_case_has_a_name_of_its_own_and_says_where_the_standard_says_so() -> None:
    """A case is told by its name."""
    assert [name for name, count in Counter((c.theme, c.name) for c in CASES).items() if count > 1] == []
    assert [case.name for case in CASES if not case.standard or not case.frictionless] == []
    assert len(CASES) >= 120
