"""Which tools read the data whole: the results of `make compat`, which the landing page shows.

They lie beside this module as `compat.json`, written by that command; a release of another package has none.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.write.pages import howto
from scripts.write.pages.howto import Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.write.describe import Release

CHECKS = ("rows", "types", "zeros", "accents", "decimals", "empty", "cells")

_RESULTS = Path(__file__).with_name("compat.json")
# Of several misreadings, the one that says most.
_TELLING = ("rows", "zeros", "accents", "empty", "decimals", "cells", "types")


@dataclass(frozen=True, slots=True)
class Tried:
    """The results, the tools that were run, and the code of those that the page shows nowhere else.

    A tool has what is told of it in the results; where it misreads, the first misreading (`telling`) and the
    tool to use instead (`instead`), None where there is none.
    """

    results: Mapping[str, Any]
    tools: Sequence[Mapping[str, Any]]
    examples: Sequence[Example]
    checks: tuple[str, ...] = CHECKS


@functools.cache
def results() -> Mapping[str, Any]:
    """What `make compat` found last; nothing where it never ran."""
    found: dict[str, Any] = json.loads(_RESULTS.read_text(encoding="utf-8")) if _RESULTS.is_file() else {}
    return found


def tried(release: Release) -> Tried | None:
    """What was found of the package of a release; None for one that was not tried."""
    found = results()
    if found.get("package") != release.package.name:
        return None
    run = [item for item in found["tools"] if "said" not in item]
    return Tried(found, [_tool(item, found["tools"]) for item in run], list(_examples(run, release)))


def _tool(item: Mapping[str, Any], every: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """One tool and format, with its first misreading and what to use instead."""
    if not item["wrong"]:
        return {**item, "telling": None, "instead": None}
    telling = next(item["first"][check] for check in _TELLING if check in item["first"])
    instead = next((other for other in every if other["key"] == item["remedy"]), None)
    return {**item, "telling": telling, "instead": instead}


def _examples(run: Sequence[Mapping[str, Any]], release: Release) -> Iterator[Example]:
    """The recipes that were run and that no card shows."""
    known = {recipe.key: recipe for recipe in howto.RECIPES}
    for item in run:
        recipe = known.get(item["key"])
        if recipe is None or item["remedy"] or recipe.shown or not recipe.language:
            continue
        if recipe.applies(release):
            yield Example(recipe, howto.code_for(recipe, release))
