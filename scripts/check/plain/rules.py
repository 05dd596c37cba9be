"""Packages without rules of their own, and without figures to be derived: a plain descriptor names none."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scripts.check.plain.small import Small


def holds_tables(package: Small) -> bool:
    """True where every resource is a table."""
    return all("schema" in resource for resource in package.resources)


def passes(package: Small) -> bool:
    """True where no folder of rules lies beside the tables."""
    return not package.has("rules")
