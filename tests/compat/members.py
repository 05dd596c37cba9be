"""The tools: their recipes, whether they are here, their versions, and the kinds that they have not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from scripts.write.pages.howto import RECIPES
from tests.compat import office, run
from tests.compat.compare import NO_BOOLEAN, NO_DATE, ONE_NUMBER

if TYPE_CHECKING:
    from scripts.write.pages.howto import Recipe

# Every recipe that runs: those with code, and what one does by hand in LibreOffice.
ALL: tuple[Recipe, ...] = (*(recipe for recipe in RECIPES if recipe.language), *office.RECIPES)
# Those that need nothing but the project's own environment; they run in `make test` too.
FAST = tuple(recipe for recipe in ALL if run.place(recipe) == "project")

_OWN = str(run.OWN / "bin" / "python")
_DISTRIBUTIONS = {"sqlite3 (Python)": "", "python-calamine": "python-calamine", "PyArrow": "pyarrow"}
_R = {"R, readr": "readr", "R, readxl": "readxl", "R, RSQLite": "RSQLite"}


def lax(recipe: Recipe) -> frozenset[tuple[str, str]]:
    """What is no misreading there.

    A workbook and JavaScript have one kind of number; neither SQLite nor LibreOffice has
    booleans, nor SQLite dates.
    """
    if recipe.tool == "LibreOffice":
        return ONE_NUMBER | NO_BOOLEAN
    if recipe.format == "XLSX" or recipe.language == "javascript":
        return ONE_NUMBER
    return NO_BOOLEAN | NO_DATE if recipe.format == "SQLite" else frozenset()


def missing(recipe: Recipe) -> str:
    """Why a recipe cannot run here; nothing where it can."""
    where = run.place(recipe)
    if where == "project":
        return ""
    program = {
        "own": _OWN,
        "r": "Rscript",
        "node": "node",
        "shell": "sqlite3" if recipe.tool == "SQLite" else str(run.OWN / "bin" / "datasette"),
        "office": "soffice",
    }[where]
    if not shutil.which(program):
        return f"{program.rsplit('/', 1)[-1]} is not installed"
    if where == "node" and not (run.NODE / "node_modules").is_dir():
        return "npm is not installed"
    return "" if version(recipe) else f"{recipe.tool} is not installed"


def version(recipe: Recipe) -> str:
    """The version of the tool of a recipe; nothing where it does not tell."""
    where = run.place(recipe)
    if recipe.tool == "sqlite3 (Python)":
        return _told([sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version)"])
    if where in ("project", "own"):
        name = _DISTRIBUTIONS.get(recipe.tool, recipe.tool.lower())
        code = f"from importlib.metadata import version; print(version({name!r}))"
        return _told([sys.executable if where == "project" else _OWN, "-c", code])
    if where == "r":
        code = f"packageVersion({_R[recipe.tool]!r})" if recipe.tool in _R else "getRversion()"
        return _told(["Rscript", "-e", f"invisible(jsonlite::toJSON(1)); cat(as.character({code}))"])
    if where == "node":
        name = recipe.tool.removesuffix(" (npm)")
        path = run.NODE / "node_modules" / name / "package.json"
        found = (
            re.search(r'"version": *"([\d.]+)"', path.read_text(encoding="utf-8")) if path.is_file() else None
        )
        return found[1] if found else ""
    if where == "office":
        return _told(["soffice", "--version"])
    return _told(["sqlite3" if recipe.tool == "SQLite" else str(run.OWN / "bin" / "datasette"), "--version"])


def _told(command: list[str]) -> str:
    """The version that a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"\d+(?:\.\d+)+", done.stdout)
    return found[0] if found and not done.returncode else ""
