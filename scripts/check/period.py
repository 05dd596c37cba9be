"""Is the period that a package states that of its figures? A warning here; `publish` refuses one that is not.

Rows that are entered change it, and `next-version` writes it along with the number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check.places import Places
from scripts.reading import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.columnar.values import Values
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Package


def faults(source: Source, package: Package, tables: Mapping[str, Values]) -> Iterator[Issue]:
    """One issue where it is not; none of a package that says no identity at all, which is told elsewhere."""
    said = source.descriptor.get(identity.PROPERTY)
    if not isinstance(said, dict) or "period" not in said:
        return
    from scripts.derive.period import of_figures  # needs Arrow, which a package without it need not load

    told, years = identity.of(package), of_figures(package, tables)
    if years is None or years.covered(told.start, told.end):
        return
    at, value = (identity.PROPERTY, "period"), f"{told.start}–{told.end}".strip("–")
    variant = "default" if value else "unsaid"
    yield Places(source).issue("period-error", variant, at, value=value, expected=years)
