"""data/<table>.csv: the canonical form. UTF-8 without BOM, comma, LF, quotes only where they are needed.

Cells are copied from the source as texts: « 37.50 » stays « 37.50 », whatever a float would make of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.columnar.plain import line
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.write.content import Content


def write(content: Content, folder: Path) -> list[str]:
    """One file a table; the paths written."""
    written: list[str] = []
    for resource in content.package.tables:
        path = folder / resource.paths[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = (schema_of(resource).field_names, *content.cells[resource.name])
        path.write_bytes("".join(map(line, rows)).encode())
        written.append(resource.paths[0])
    return written
