"""The arrows inside explorer/: figures, charts and what they rest on know no Streamlit, and point one way."""

from __future__ import annotations

import ast
import fnmatch
import sys
from functools import cache
from pathlib import Path

import pytest

from explorer.texts import WORDS

EXPLORER = Path(__file__).resolve().parents[1] / "explorer"
MODULES = sorted(EXPLORER.rglob("*.py"))
WITH_STREAMLIT = ("app.py", "server.py", "views/")
PURE = "views/markup.py"
FOLDERS = ("survey", "themes", "official", "sheets", "numbers", "studies", "packages")  # of figures/
NOT_BELOW: dict[str, tuple[str, ...]] = {  # part → the parts that it may not look up to
    "checking": ("views", "state", "takeaway", "app", "routes"),
    "charts": ("figures", "checking", "views", "texts", "reader", "published", "state"),
    "figures": ("views", "state", "checking"),
    "figures/survey": tuple(f"figures.{part}" for part in FOLDERS[1:]),
    "figures/themes": tuple(f"figures.{part}" for part in FOLDERS[2:]),
    "figures/official": tuple(f"figures.{part}" for part in FOLDERS[1:] if part != "official"),
    "figures/sheets": tuple(f"figures.{part}" for part in FOLDERS[4:]),
    "figures/numbers": tuple(f"figures.{part}" for part in FOLDERS[5:]),
    "figures/studies": ("figures.packages",),
    "figures/packages": tuple(f"figures.{part}" for part in FOLDERS[:6]),
    "guests": ("figures", "views", "texts", "charts", "reader", "published", "state"),
    "takeaway": ("views", "state"),
    "texts": ("figures", "views", "charts", "published"),
    "views": ("app", "routes"),
    "routes.py": ("app",),
}


@cache
def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def name(path: Path) -> str:
    return path.relative_to(EXPLORER).as_posix()


def test_only_the_views_know_streamlit() -> None:
    """So that the same figures make static pages, exports and tests."""
    for path in MODULES:
        if not name(path).startswith(WITH_STREAMLIT) or name(path) == PURE:
            assert "streamlit" not in {module.split(".")[0] for module in imports(path)}, path


def test_arrows_point_one_way() -> None:
    for path in MODULES:
        parts = (part for part in NOT_BELOW if name(path) == part or name(path).startswith(f"{part}/"))
        above = tuple(f"explorer.{higher}" for part in parts for higher in NOT_BELOW[part])
        assert not {module for module in imports(path) if module.startswith(above or "-")}, path


def test_every_folder_of_figures_has_its_arrows() -> None:
    assert {path.name for path in (EXPLORER / "figures").iterdir() if (path / "__init__.py").exists()} == set(
        FOLDERS
    )


@pytest.mark.parametrize("part", ["raw", "truth", "figures", "words", "reading"])
def test_the_second_reading_knows_nothing_of_the_first(part: str) -> None:
    """What reads sentences again imports no code that made them, and no pandas."""
    mine = imports(EXPLORER / "checking" / f"{part}.py")
    assert all(module.startswith("explorer.checking") for module in mine if module.startswith("explorer"))
    assert "pandas" not in mine


def test_no_module_hides_one_of_python() -> None:
    """Streamlit puts explorer/ on the import path: a module called `types` there would be found first."""
    assert not {path.stem for path in EXPLORER.iterdir()} & set(sys.stdlib_module_names)


def test_every_text_that_is_asked_for_is_there() -> None:
    """A key written out is a key of the texts; one put together begins and ends as one of them does."""
    for path in MODULES:
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        for node in calls:
            if isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    assert key.value in WORDS, f"{path}:{node.lineno}: {key.value}"
                if isinstance(key, ast.JoinedStr):
                    parts = [p.value if isinstance(p, ast.Constant) else "*" for p in key.values]
                    pattern = "".join(map(str, parts))
                    assert fnmatch.filter(WORDS, pattern), f"{path}:{node.lineno}: {pattern}"
