"""RATES.csv: the rows as they are, floats in full."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.studies.faults import fault
from scripts.studies.rates.rows import FIELDS, Row

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(rows: Iterable[Row], path: Path) -> None:
    """The file, whole or not at all. StudyError."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=".rates-", delete=False
        ) as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(name.rstrip("_") for name in FIELDS)
            writer.writerows(map(_texts, rows))
        made = Path(file.name)
        made.chmod(0o644)
        made.replace(path)
    except OSError as error:
        raise fault("unwritten", path=path, note=error.strerror or error) from None


def _texts(row: Row) -> list[str]:
    cells = (getattr(row, name) for name in FIELDS)
    return ["" if c is None else repr(c) if isinstance(c, float) else str(c) for c in cells]
