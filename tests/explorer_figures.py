"""Every figure of every page, made once: what the tests of figures and of charts look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.figures import series
from explorer.figures.coconstruction import coconstruction
from explorer.figures.dynamics import dynamics
from explorer.figures.figure import Figure
from explorer.figures.matrix import matrix
from explorer.figures.practices import kinds, practices
from explorer.figures.priorities import SORTS, priorities
from explorer.figures.roles import answers, roles
from explorer.figures.territories import VIEWS, indicators, populations, territories
from explorer.published import Release
from explorer.reader import Reader
from tests import explorer_release as made

READERS = [Reader("fr", "light"), Reader("en", "dark")]


def figures(release: Release, reader: Reader) -> Iterator[Figure]:
    """Every figure of every selection; every view of the first indicator, the map of the others."""
    for answer in answers(release):
        yield roles(release, reader, answer=answer)
        yield matrix(release, reader, answer=answer)
    for sort in SORTS:
        yield priorities(release, reader, sort=sort)
    for place, indicator in enumerate(indicators(release)):
        for population in populations(release, indicator):
            for view in VIEWS if place == 0 else VIEWS[:1]:
                yield territories(release, reader, indicator=indicator, population=population, view=view)
    for indicator in series.indicators(release)[:3]:
        yield dynamics(release, reader, indicator=indicator)
    for kind in kinds(release):
        yield practices(release, reader, kind=kind)
    figure = coconstruction(release, reader)
    assert figure is not None
    yield figure


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


ALL = [(reader, figure) for reader in READERS for figure in figures(made.opened(), reader)]
