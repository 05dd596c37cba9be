"""Which table of a package holds its figures, and whether it has yet to be given their identifiers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scripts.reading.model.package import Package, Resource

TABLE = "observations"
KIND = "fact"
IDENTIFIER = "identifier"


def source_of(package: Package) -> Resource | None:
    """The table of figures that has yet to be given its identifiers; None where there is none."""
    for resource in package.tables:
        if resource.name == TABLE and resource.extra.get("kind") == KIND and resource.schema is not None:
            return None if IDENTIFIER in resource.schema.field_names else resource
    return None
