"""How a release is loaded in the usual tools: code that runs as it stands, from the release's folder.

    recipe.py           Recipe: the code for some tables, in one tool, from one format
    frames.py           pandas, Polars, Arrow, DuckDB
    books.py            spreadsheets and databases
    packages.py         tools that read datapackage.json
    r.py                R
    maps.py             a map of a part, in ten lines

These are the recipes of the pages and of `make compat`, which runs each over every table and compares what
it reads with the source: there is no other copy of this code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.write.pages.howto import books, frames, maps, packages, r
from scripts.write.pages.howto.recipe import Example, Recipe, code_for

if TYPE_CHECKING:
    from scripts.write.describe import Release

# What the pages show and `make compat` runs. To add one: a Recipe in RECIPES of the module of its kind, and
# its words in words.toml where it is shown; what runs it is in tests/compat/run.py.
RECIPES: tuple[Recipe, ...] = (*books.RECIPES, *frames.RECIPES, *r.RECIPES, *packages.RECIPES)

__all__ = ["RECIPES", "Example", "Recipe", "code_for", "examples", "maps", "recipe"]


def recipe(key: str) -> Recipe:
    """The recipe of that key. KeyError where there is none."""
    for candidate in RECIPES:
        if candidate.key == key:
            return candidate
    raise KeyError(key)


def examples(release: Release) -> list[Example]:
    """What a page shows, in order: the recipes that are meant to be shown and whose files the release has."""
    if not release.package.tables:
        return []
    return [
        Example(found, code_for(found, release))
        for found in RECIPES
        if found.shown and found.applies(release)
    ]
