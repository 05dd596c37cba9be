"""Every figure of every page, drawn once, when asked for: what the tests of figures and of charts look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import pytest

from explorer.checking.surveys import figures
from explorer.figures.figure import Figure
from explorer.figures.themes.dynamics import dynamics
from explorer.figures.themes.territories import territories
from explorer.published import Release
from explorer.reader import Reader
from tests import explorer_release as made

READERS = [Reader("fr", "light"), Reader("en", "dark")]


MANY = {dynamics: 3, territories: 7}  # figures of a kind that tests look at where they are many, and alike


def makers(release: Release, reader: Reader) -> Iterator[partial[Figure | None]]:
    """What draws every figure of survey answers, as `explorer check` makes them; of the many, a few."""
    drawn = Counter[object]()
    for view in figures(release, reader):
        kind = view.make.func
        drawn[kind] += 1
        if drawn[kind] <= MANY.get(kind, drawn[kind]):
            yield view.make


MAKERS = [(reader, maker) for reader in READERS for maker in makers(made.opened(), reader)]
NAMES = [f"{reader.lang}-{maker.func.__name__}-{place}" for place, (reader, maker) in enumerate(MAKERS)]


@cache
def drawn(place: int) -> Figure:
    """The figure at that place of MAKERS."""
    figure = MAKERS[place][1]()
    assert figure is not None, NAMES[place]
    return figure


# One test a figure, which is drawn when the first of them asks for it (the fixture `figure`).
EVERY = pytest.mark.parametrize(
    ("reader", "figure"),
    [(reader, partial(drawn, place)) for place, (reader, _) in enumerate(MAKERS)],
    ids=NAMES,
    indirect=["figure"],
)


def every() -> Iterator[tuple[Reader, Figure]]:
    """Every figure with its reader."""
    return ((reader, drawn(place)) for place, (reader, _) in enumerate(MAKERS))


def values_in(spec: Any) -> Iterator[dict[str, Any]]:
    """The data rows of a specification, wherever they are."""
    if isinstance(spec, dict):
        if isinstance(spec.get("values"), list):
            yield from (row for row in spec["values"] if isinstance(row, dict))
        for value in spec.values():
            yield from values_in(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from values_in(value)
