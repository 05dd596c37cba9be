"""What each column is: everybody, a territory, a part of a population; and its group in microdata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.match import Matches
from scripts.studies.crosstab.model import Crosstab
from scripts.studies.crosstab.plan import SKIP, WHOLE, Open, Plan

if TYPE_CHECKING:
    from scripts.studies.crosstab.pairs import Pairs

_NO_PART = (SKIP, "")


def columns(plan: Plan, of: Crosstab, matches: Matches, pairs: Pairs | None) -> list[Open]:
    """What is open about columns, after what is certain was filled in."""
    opens: list[Open] = []
    wholes = sorted(
        {str(entry["population"]) for entry in plan.tables.get("question", []) if entry.get("population")}
    )
    seen: dict[str, tuple[str, ...]] = {}
    for block in of.blocks:
        for column in block.columns:
            seen.setdefault(column.label, column.path)
    for label, path in seen.items():
        entry = plan.entry("column", label)
        opens += _column(plan, entry, path, wholes, matches)
        if pairs is not None and entry.get("is") != SKIP:
            opens += _group(plan, entry, pairs)
    return opens


def is_decided(entry: dict[str, Any], whole: str) -> bool:
    """True where the map says what a column is for questions put to a whole."""
    parts = entry.get("population")
    return bool(entry.get("is") or entry.get("territory") or (isinstance(parts, dict) and parts.get(whole)))


def _column(
    plan: Plan, entry: dict[str, Any], path: tuple[str, ...], wholes: list[str], matches: Matches
) -> Iterator[Open]:
    """One column."""
    _typed(entry)
    if entry.get("is") or entry.get("territory"):
        return
    place, label = ("column", plan.number("column", entry)), path[-1]
    if not isinstance(entry.get("population"), dict):
        code, _ = matches.territory(label)
        if all(map(labels.is_whole, path)) or (labels.is_whole(label) and not code):
            plan.put((*place, "is"), WHOLE)
            return
        if code:
            plan.put((*place, "territory"), code)
            return
    parts = {whole: matches.part(label, whole) for whole in wholes}
    if any(parts.values()) or isinstance(entry.get("population"), dict) or labels.size(label):
        yield from _parts(plan, (*place, "population"), label, parts, matches)
        return
    named = [(f"territory:{code}", name) for code, name in matches.territories(label)[:3]]
    proposals = ((SKIP, ""), (WHOLE, ""), ("population", ""), *named)
    yield Open((*place, "is"), "column", {"label": " > ".join(path)}, proposals)


def _typed(entry: dict[str, Any]) -> None:
    """Makes of « territory:code » and « population », as a person answers, what the map has."""
    kind, colon, code = str(entry.get("is", "")).partition(":")
    if kind == "territory" and colon:
        entry["territory"] = code
        del entry["is"]
    if kind == "population":
        entry["population"] = {}
        del entry["is"]


def _parts(
    plan: Plan, place: tuple[str | int, ...], label: str, parts: dict[str, str], matches: Matches
) -> Iterator[Open]:
    """Which part a column is of each whole."""
    for whole, part in parts.items():
        if plan.get((*place, whole)) is not None:
            continue
        if part:
            plan.put((*place, whole), part)
        else:
            told = {"label": label, "whole": whole}
            yield Open((*place, whole), "part", told, (*matches.parts(label, whole), _NO_PART))


def _group(plan: Plan, entry: dict[str, Any], pairs: Pairs) -> Iterator[Open]:
    """The group of microdata that a column is."""
    if entry.get("group") is not None or entry.get("is") == WHOLE:
        return
    place = ("column", plan.number("column", entry), "group")
    found, proposals = pairs.group(str(entry["label"]), str(entry.get("territory", "")))
    if found:
        plan.put(place, found)
    else:
        yield Open(place, "group", {"label": entry["label"]}, (*((code, "") for code in proposals), _NO_PART))
