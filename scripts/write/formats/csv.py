"""data/<table>.csv: the canonical form. UTF-8 without BOM, comma, LF, quotes only where they are needed.

Cells are copied from the source as texts: « 37.50 » stays « 37.50 », whatever a float would make of it. A
large table that the source has in this form is copied byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.columnar import plain
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.write.content import Content


def write(content: Content, folder: Path) -> list[str]:
    """One file a table; the paths written."""
    for resource in content.package.tables:
        names = schema_of(resource).field_names
        plain.copied(content.cells[resource.name], names, folder / resource.paths[0])
    return [resource.paths[0] for resource in content.package.tables]
