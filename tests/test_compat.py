"""Every tool reads the same values, by the code that the pages show; what compares them can be trusted."""

from __future__ import annotations

import copy
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.write import words
from scripts.write.pages import howto
from tests import generated
from tests.compat import __main__ as command
from tests.compat import members, report, run, source
from tests.compat.compare import CHECKS, compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.write.pages.howto import Recipe

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = json.loads(generated.COMPAT.read_text(encoding="utf-8"))
OF_KEY = {item["key"]: item for item in COMMITTED["tools"]}


@pytest.fixture(scope="module")
def found(published: Path) -> dict[str, Any]:
    """What the recipes that need only the project's environment read of a release, by key.

    Of all tables but the three largest, which `make compat` reads too.
    """
    return {item["key"]: item for item in command.results(members.FAST, published, most=300)["tools"]}


def red(item: dict[str, Any]) -> list[str]:
    """The checks that a tool fails; that it reads nothing at all, where it stumbles."""
    return list(item.get("wrong", ["stumbles"]))


# --- the tools ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipe", [r for r in members.FAST if not r.remedy], ids=lambda r: r.key)
def test_the_code_that_the_pages_show_reads_each_cell_as_the_source_has_it(
    recipe: Recipe, found: dict[str, Any]
) -> None:
    """Rows, types, zeros, accents, decimals, empty cells."""
    assert found[recipe.key].get("wrong", found[recipe.key]) == {}


@pytest.mark.parametrize("recipe", members.FAST, ids=lambda r: r.key)
def test_the_results_that_are_shown_are_still_so(recipe: Recipe, found: dict[str, Any]) -> None:
    """What is red in the committed table is red today, and nothing else is; `make compat` renews it.

    A way in haste may read nothing at all: then it says so on both sides.
    """
    now, told = found[recipe.key], OF_KEY[recipe.key]
    assert ("said" in now) == ("said" in told)
    assert list(now.get("wrong", ())) == list(told.get("wrong", ()))


@pytest.mark.parametrize("recipe", [r for r in members.ALL if r.remedy], ids=lambda r: r.key)
def test_what_misreads_is_shown_with_a_remedy_that_was_run(recipe: Recipe) -> None:
    """A row in red says what went wrong first, and names a row that is all green."""
    item, remedy = OF_KEY[recipe.key], OF_KEY[recipe.remedy]
    assert item.get("wrong") or item.get("said")
    assert "said" in item or report.telling(item)
    assert remedy["remedy"] == ""
    assert remedy["wrong"] == {}


def test_every_recipe_has_its_row() -> None:
    """And nothing else has one; each key is used once."""
    keys = [recipe.key for recipe in members.ALL]
    assert len(keys) == len(set(keys))
    assert sorted(OF_KEY) == sorted(keys)


def test_every_recipe_that_is_shown_has_its_words() -> None:
    """In both languages."""
    for language in words.LANGUAGES:
        assert {r.key for r in howto.RECIPES if r.shown} <= set(words.words(language, "page"))


# --- what compares them ------------------------------------------------------------------------------------

TABLE = source.Table(
    ("code", "name", "value", "count", "flag"),
    ("text", "text", "number", "integer", "boolean"),
    (("01", "Hauts-de-Seine", "12.5", "3", "true"), ("2A", "Corse-du-Sud, l’île", "", "", "false")),
)
READ = {
    "columns": list(TABLE.columns),
    "kinds": list(TABLE.kinds),
    "values": [
        ["01", "2A"],
        ["Hauts-de-Seine", "Corse-du-Sud, l’île"],
        [12.5, None],
        [3, None],
        [True, False],
    ],
}


def put(column: int, row: int, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one cell."""

    def change(read: dict[str, Any]) -> None:
        read["values"][column][row] = value

    return change


def shorten(read: dict[str, Any]) -> None:
    """One row less."""
    for column in read["values"]:
        column.pop()


def retype(read: dict[str, Any]) -> None:
    """Codes as integers."""
    read["kinds"][0] = "integer"


def rename(read: dict[str, Any]) -> None:
    """A column by another name."""
    read["columns"][1] = "nom"


def test_what_is_read_as_it_is_passes_every_check() -> None:
    """Nothing wrong, and each check has looked at something."""
    verdict = compare({"t": TABLE}, {"t": READ}, frozenset())
    assert not any(verdict.wrong.values())
    assert all(verdict.seen[check] for check in CHECKS)


@pytest.mark.parametrize(
    ("change", "red"),
    [
        (shorten, {"rows"}),
        (retype, {"types"}),
        (rename, {"rows", "types", "cells"}),
        (put(0, 0, 1), {"zeros", "cells"}),
        (put(0, 0, "1"), {"zeros", "cells"}),
        (put(1, 1, "Corse-du-Sud, lâ€™Ã®le"), {"accents", "cells"}),
        (put(1, 0, "Hauts de Seine"), {"cells"}),
        (put(2, 0, 12.50001), {"decimals", "cells"}),
        (put(2, 0, "12.5"), {"decimals", "cells"}),
        (put(2, 0, None), {"empty", "cells"}),
        (put(2, 1, ""), {"empty", "cells"}),
        (put(3, 1, 0), {"empty", "cells"}),
        (put(3, 0, 4), {"cells"}),
        (put(4, 1, None), {"empty", "cells"}),
        (put(4, 0, value=False), {"cells"}),
    ],
)
def test_one_misreading_turns_its_checks_red(change: Callable[[dict[str, Any]], None], red: set[str]) -> None:
    """And no other check."""
    read = copy.deepcopy(READ)
    change(read)
    verdict = compare({"t": TABLE}, {"t": read}, frozenset())
    assert {check for check, count in verdict.wrong.items() if count} == red
    assert set(verdict.first) == red


def test_the_same_rows_in_another_order_are_no_misreading_where_a_key_names_them() -> None:
    """A database promises no order; without a key nobody can say which row is which."""
    read = copy.deepcopy(READ)
    for column in read["values"]:
        column.reverse()
    keyed = replace(TABLE, key=TABLE.columns[1])
    assert not any(compare({"t": keyed}, {"t": read}, frozenset()).wrong.values())
    assert compare({"t": TABLE}, {"t": read}, frozenset()).wrong["cells"]
    put(2, 0, 99.5)(read)
    assert compare({"t": keyed}, {"t": read}, frozenset()).wrong["cells"] == 1


def test_a_table_that_is_not_read_is_red() -> None:
    """A tool that passes over a table has not read the release."""
    assert compare({"t": TABLE}, {}, frozenset()).wrong["rows"] == 1


def _edit(path: Path, pattern: str, new: str) -> None:
    """Change a text file; the change must be one."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def test_a_broken_release_turns_cells_red(published: Path, tmp_path: Path) -> None:
    """What is damaged in a release is seen by the tools that read it, and in the right column."""
    broken = tmp_path / "broken"
    shutil.copytree(
        published, broken, ignore=shutil.ignore_patterns("packages", "*.zip", "*.html", "parquet")
    )
    _edit(broken / "data" / "regions.csv", r"^01,", "1,")
    _edit(broken / "data" / "domains.csv", "é", "Ã©")
    _edit(broken / "data" / "units.csv", r"^.*\n\Z", "")
    _edit(broken / "data" / "actors.csv", r"\n(\w+),[^,]+,", r"\n\1,,")
    _edit(broken / "data" / "context-values.csv", r",(\d+)\.(\d+),", r",\1\2,")
    package, expected = source.tables(ROOT)
    with closing(sqlite3.connect(broken / f"{package.name}.sqlite")) as base:
        base.execute("PRAGMA foreign_keys = OFF")
        base.execute("UPDATE regions SET code = '1' WHERE code = '01'")
        base.commit()
    recipes = [howto.recipe(key) for key in ("pyarrow-csv", "sqlite3")]
    answers = run.read(recipes, package, broken)
    wrong = {r.key: compare(expected, answers[r.key]["tables"], members.lax(r)).wrong for r in recipes}
    assert {check for check, count in wrong["pyarrow-csv"].items() if count} == set(CHECKS) - {"types"}
    assert {check for check, count in wrong["sqlite3"].items() if count} == {"zeros", "cells"}


# --- what is generated from it -----------------------------------------------------------------------------


def test_the_generated_parts_of_the_readme_are_those_that_the_commands_write() -> None:
    """`python -m tests.generated` would change nothing."""
    text = generated.README.read_text(encoding="utf-8")
    assert generated.renewed(text) == text


def test_a_tool_that_was_not_run_says_why_in_the_table() -> None:
    """It has its row, without marks."""
    recipe = howto.recipe("readr")
    kept = report.result(recipe, "", None, "Rscript is not installed")
    table = report.markdown({"version": "1.0.0", "tables": 1, "cells": 1, "tools": [kept]})
    assert table.endswith("| R, readr | CSV | – | – | – | – | – | – | – | Rscript is not installed |")


@pytest.mark.parametrize("place", ["tools.html", "en/tools.html"])
def test_the_page_of_tools_shows_each_tool_that_was_run(published: Path, place: str) -> None:
    """With its version."""
    page = (published / place).read_text(encoding="utf-8")
    for item in COMMITTED["tools"]:
        if "said" not in item:
            assert f"{item['tool']} {item['version']}" in page, item["key"]


def test_the_lock_file_says_what_is_installed_and_not_from_where() -> None:
    """Every package has its hash and no address."""
    text = (ROOT / "tests" / "compat" / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)
