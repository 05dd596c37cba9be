"""Characters that a terminal acts upon, one of each kind, and a package whose figure holds them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CONTROLS = {
    "ESC: clear the screen": "\x1b[2J",
    "ESC: set the title": "\x1b]0;forged\x07",
    "CR: write over the line": "\rforged",
    "BS: write over what is before": "\b\b\b",
    "NUL": "\0",
    "DEL": "\x7f",
    "C1: CSI in one character": "\x9b2J",
    "C1: next line": "\x85",
    "bidi: override": "\u202e",
    "bidi: isolate": "\u2067",
    "bidi: mark": "\u200f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "no width": "\u200b",
    "tag, beyond the basic plane": "\U000e0041",
    "half of a pair": "\ud83d",
}


def shown_package(folder: Path) -> str:
    """The identifier of a figure with such characters, in a package that is written there."""
    fields = [{"name": name, "type": "string"} for name in ("code", "value", "note")]
    table = {
        "name": "context-values",
        "path": "t.csv",
        "kind": "context",
        "schema": {"fields": fields, "primaryKey": ["code"]},
    }
    descriptor = {"name": "p", "version": "1.0.0", "resources": [table]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    note = "".join(c for c in CONTROLS.values() if not "\ud800" <= c <= "\udfff").replace("\0", "")
    (folder / "t.csv").write_text(f'code,value,note\na,1,"{note}"\n', encoding="utf-8", newline="")
    return "context-values:a"
