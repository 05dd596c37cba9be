"""The figures that are added, changed or removed since the last version kept: what a preview shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scripts.publish.coming import errata
from scripts.publish.diff.rows import ADDED, CHANGED, REKEYED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.coming.step import Coming
    from scripts.publish.diff.rows import Change


def figures(coming: Coming) -> list[dict[str, Any]]:
    """Each such figure once, in the order of its table.

    `identifier` is its name now (before, of a removed one), `kind` what happened to it; `was` its name
    before, where that changed; `fields` those of its cells that say something else.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    tables = _tables(coming)
    for change in coming.found.told:
        if change.table in tables and change.kind in (ADDED, CHANGED, REKEYED, REMOVED):
            name = _name(change)
            known = found.setdefault(
                ("old" if change.kind == REMOVED else "new", name), {"identifier": name, "kind": change.kind}
            )
            if change.kind == REKEYED:
                known |= {"kind": CHANGED, "was": f"{change.table}:{change.old}"}
            if change.kind == CHANGED:
                known.setdefault("fields", []).append(change.field)
    return list(found.values())


def text(coming: Coming, before: str) -> str:
    """The list as the explorer reads it (`--changes`); `before` names the version kept, beside it."""
    told = {
        "version": coming.version,
        "previous": coming.before,
        "prepared": coming.prepared and coming.version == coming.written,
        "before": before,
        "figures": figures(coming),
        "tables": dict(_others(coming)),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _others(coming: Coming) -> Iterator[tuple[str, dict[str, int]]]:
    """By table, what else changed: how many rows or cells of each kind."""
    for table, counts in coming.found.counts().items():
        if table not in _tables(coming):
            yield table, {kind: count for kind, count in counts.items() if count}


def _tables(coming: Coming) -> set[str]:
    """The names of the tables whose rows are figures."""
    return {table.name for table in errata.figures(coming.package)}


def _name(change: Change) -> str:
    """The identifier of the row that a change is about, as it is now."""
    if change.kind == REKEYED and ":" in change.new:
        return change.new
    return f"{change.table}:{change.new if change.kind == REKEYED else change.key}"
