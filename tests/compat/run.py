"""Run recipes over a release, each group in a program of its own, and collect what they read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.reading.sql import table_name
from scripts.write.formats import xlsx_layout as layout
from tests.compat import office

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.reading.model.package import Package, Resource
    from scripts.write.pages.howto import Recipe

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OWN = ROOT / ".venv-compat"
NODE = OWN / "node"
LIMIT = 600  # seconds that a program may take

# By recipe: `{"error": text}` or `{"tables": {name: Reading}}`.
Answers = dict[str, dict[str, Any]]


def read(recipes: Sequence[Recipe], package: Package, release: Path) -> Answers:
    """What each recipe reads of every table of a release."""
    answers: Answers = {}
    for where in dict.fromkeys(map(place, recipes)):
        here = [recipe for recipe in recipes if place(recipe) == where]
        with tempfile.TemporaryDirectory() as folder:
            answers |= _PLACES[where](here, package, release, Path(folder))
    for recipe in recipes:
        for name, reading in answers.get(recipe.key, {}).get("tables", {}).items():
            if recipe.format == "XLSX":
                answers[recipe.key]["tables"][name] = _as_fields(package.resource(name), reading)
    return answers


def held(recipe: Recipe, package: Package) -> list[Resource]:
    """The tables that a recipe can read: of a workbook, those that have a sheet."""
    return layout.tables(package) if recipe.format == "XLSX" else package.tables


def _as_fields(table: Resource, reading: dict[str, Any]) -> dict[str, Any]:
    """What was read of a sheet, its columns in the order and by the names of the table's fields."""
    columns = layout.columns(table)
    if list(reading["columns"]) != [column.header for column in columns]:
        return reading
    order = sorted(range(len(columns)), key=lambda at: columns[at].place)
    return {
        "columns": [columns[at].entry.field for at in order],
        **{part: [reading[part][at] for at in order] for part in ("kinds", "values")},
    }


def place(recipe: Recipe) -> str:
    """Where a recipe runs: the project's Python, the checkers' own, R, Node, a shell or LibreOffice."""
    if recipe.language == "python":
        return "own" if recipe.tool in ("csvw", "python-calamine") else "project"
    return {"r": "r", "javascript": "node", "sh": "shell", "": "office"}[recipe.language]


def _listed(python: str) -> Any:
    """Runs recipes that a program reads from a request and answers by key."""

    def run(recipes: Iterable[Recipe], package: Package, release: Path, folder: Path) -> Answers:
        request = [
            {
                "key": recipe.key,
                "code": recipe.code(package, held(recipe, package)),
                "tables": {table.name: table_name(table) for table in held(recipe, package)},
            }
            for recipe in recipes
        ]
        asked, told = folder / "request.json", folder / "answer.json"
        asked.write_text(json.dumps(request), encoding="utf-8")
        program = "read_r.R" if python == "Rscript" else "read_python.py"
        failed = _program([python, str(HERE / program), str(asked), str(told)], release)
        if failed:
            return {recipe.key: {"error": failed} for recipe in recipes}
        answers: Answers = json.loads(told.read_text(encoding="utf-8"))
        return answers

    return run


def _node(recipes: Iterable[Recipe], package: Package, release: Path, folder: Path) -> Answers:
    """Each recipe as a module beside the packages that it imports, with an end that tells."""
    answers: Answers = {}
    for recipe in recipes:
        named = ", ".join(f'"{table.name}": {table_name(table)}' for table in package.tables)
        told = folder / "answer.json"
        end = f"tell({json.dumps(str(told))}, {{{named}}});"
        code = recipe.code(package, package.tables)
        module = NODE / f"{recipe.key}.mjs"
        module.write_text(
            f"import {{ tell }} from {json.dumps((HERE / 'read_node.mjs').as_uri())};\n{code}\n{end}\n",
            encoding="utf-8",
        )
        failed = _program(["node", str(module)], release)
        answers[recipe.key] = {"error": failed} if failed else json.loads(told.read_text(encoding="utf-8"))
    return answers


def _shell(recipes: Iterable[Recipe], package: Package, release: Path, folder: Path) -> Answers:
    """Each recipe table by table: what it prints is JSON, one object a row."""
    from tests.compat.read_python import reading

    answers: Answers = {}
    for recipe in recipes:
        found: dict[str, Any] = {}
        for table in package.tables:
            told = folder / "rows.json"
            failed = _program(["bash", "-c", f"{recipe.code(package, [table])} > {told}"], release)
            if failed:
                answers[recipe.key] = {"error": failed}
                break
            rows = json.loads(told.read_text(encoding="utf-8") or "[]")
            found[table.name] = reading(rows["rows"] if isinstance(rows, dict) else rows)
        else:
            answers[recipe.key] = {"tables": found}
    return answers


def _office(recipes: Iterable[Recipe], package: Package, release: Path, folder: Path) -> Answers:
    """LibreOffice opens the file, and what it then holds is read from the document that it saves."""
    return {recipe.key: office.read(recipe, package, release, folder) for recipe in recipes}


def _program(command: list[str], release: Path) -> str:
    """Run a program in the folder of the release; what it says where it fails."""
    path = f"{OWN / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": path}
    done = subprocess.run(
        command, cwd=release, env=environment, capture_output=True, text=True, check=False, timeout=LIMIT
    )
    return " ".join(done.stderr.split())[-300:] or "failed" if done.returncode else ""


_PLACES = {
    "project": _listed(sys.executable),
    "own": _listed(str(OWN / "bin" / "python")),
    "r": _listed("Rscript"),
    "node": _node,
    "shell": _shell,
    "office": _office,
}
