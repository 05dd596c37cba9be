"""Two Reports of frictionless, compared: ours and its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# A fault that frictionless has no word for is a row-error in ours, and its note begins with the code.
BEYOND = "row-error"


def alike(ours: Path, theirs: Path) -> bool:
    """Whether ours has each error of theirs, and none that frictionless knows besides."""
    return Counter(_errors(ours)) == Counter(_errors(theirs))


def _errors(path: Path) -> Iterator[tuple[str, ...]]:
    """Table, type, row, field and note of every error."""
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for task in report["tasks"]:
        for error in task["errors"]:
            if error["type"] != BEYOND:
                row = error.get("rowNumber") or error.get("rowNumbers", "")
                named = (task["name"], error["type"], row, error.get("fieldName", ""), error["note"])
                yield tuple(map(str, named))
