"""sdmx/: the table of figures for tools of statistical offices, in SDMX-CSV 2.0, and its structure.

    codes.py       identifiers that SDMX takes, and code lists with their names
    cube.py        the table of figures as dimensions, measure and attributes
    structure.py   sdmx/structure.json
    rows.py        sdmx/observations.csv, and beside it the figures that no page dates

Sources: SDMX 3.0 (<https://sdmx.org/>), its structure message in JSON 2.0 and its data message in CSV 2.0.
A dimension that a figure lacks is `_Z`, « not applicable » in every code list of SDMX; a missing value
is `NaN`, which SDMX-CSV has for what is missing on purpose, and its status says why; an attribute that a
figure lacks is an empty cell. Codes of statuses are those of SDMX's own lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs.sdmx import cube, rows, structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The structure and the rows, of a release with a table of figures."""
    if found := cube.of(release):
        yield structure.PATH, structure.text(release, found)
        yield from rows.files(release, found)
