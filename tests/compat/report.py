"""The results of `make compat`: as a file that the landing page reads too, and as the table of README."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.compat.compare import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.write.pages.howto import Recipe
    from tests.compat.compare import Verdict

_HEADS = ("rows", "types", "`01`", "accents", "decimals", "empty", "every cell")


def result(recipe: Recipe, version: str, verdict: Verdict | None, said: str) -> dict[str, Any]:
    """What is kept of one recipe; `said` is why it was not run, or what it stumbled on."""
    kept: dict[str, Any] = {
        "key": recipe.key,
        "tool": recipe.tool,
        "version": version,
        "format": recipe.format,
        "remedy": recipe.remedy,
    }
    if verdict is None:
        return kept | {"said": said}
    wrong = {check: verdict.wrong[check] for check in CHECKS if verdict.wrong[check]}
    return kept | {"wrong": wrong, "first": {check: verdict.first[check] for check in wrong}}


def in_order(results: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By tool and format, in the order of the first of each; what is advised before what is not."""
    listed = list(results)
    tools = list(dict.fromkeys(item["tool"].split(",")[0] for item in listed))
    formats = ("XLSX", "Parquet", "CSV", "SQLite")
    return sorted(
        listed,
        key=lambda item: (
            tools.index(item["tool"].split(",")[0]),
            formats.index(item["format"]),
            item["tool"],
            bool(item["remedy"]),
        ),
    )


def markdown(results: Mapping[str, Any]) -> str:
    """The table of README."""
    tried = f"Release {results['version']}: {results['tables']} tables, {results['cells']:,} cells."
    marks = "✓ as the source has it; ✗ how many are not; “as it comes” is what one writes in haste."
    lines = [
        f"{tried} {marks}",
        "",
        f"| tool | file | {' | '.join(_HEADS)} | first misreading, and what to do |",
        f"| --- | --- | {' | '.join('---' for _ in _HEADS)} | --- |",
    ]
    lines += [_row(item, results["tools"]) for item in results["tools"]]
    return "\n".join(lines)


def _row(item: Mapping[str, Any], every: Iterable[Mapping[str, Any]]) -> str:
    """One tool and format."""
    tool = f"{item['tool']} {item['version']}".strip() + (", as it comes" if item["remedy"] else "")
    other = next((o for o in every if o["key"] == item["remedy"]), None)
    instead = f"; use {other['tool']}, {other['format']}, as shown" if other else ""
    if "said" in item:
        return f"| {tool} | {item['format']} |{' – |' * len(CHECKS)} {item['said']}{instead} |"
    cells = " | ".join(f"✗ {item['wrong'][c]:,}" if c in item["wrong"] else "✓" for c in CHECKS)
    misread = telling(item)
    note = f"`{misread}`{instead}" if misread else ""
    return f"| {tool} | {item['format']} | {cells} | {note} |"


def telling(item: Mapping[str, Any]) -> str:
    """The first misreading of the check that says most, or what it stumbled on; nothing where all is well."""
    if "said" in item:
        return str(item["said"])
    first = item["first"]
    order = ("rows", "zeros", "accents", "empty", "decimals", "cells", "types")
    return next((first[check] for check in order if check in first), "")
