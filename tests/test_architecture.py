"""Who may import whom: arrows point one way, from the command line down to the model."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 250

# From the top to the bottom. A part may import those on lower floors, itself, and those of its own floor
# where they stand on one line here; `errors` and `issues` stand at the bottom with the model.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("console", "bar"),
    ("release", "report", "audit"),
    ("history", "show"),
    ("catalogs", "writers", "thematic", "describe", "staging", "archive", "content", "checksums", "diff"),
    ("checks",),
    ("engines",),
    (
        "sources",
        "observations",
        "cells",
        "reached",
        "changelog",
        "citation",
        "dictionary",
        "sql",
        "fingerprint",
        "addresses",
        "fetch",
    ),
    ("identifiers", "rekeyed"),
    ("records", "tables", "signature", "plain"),
    ("descriptor",),
    ("issues", "words"),
    ("model", "errors", "packed", "versions"),
)
FLOOR = {part: number for number, parts in enumerate(FLOORS) for part in parts}

# What is the command line's alone: printing, the clock, the environment, randomness, other programs.
WORLD = {"time", "random", "secrets", "uuid", "subprocess", "getpass", "locale", "platform"}
CLOCK = {
    ("dt", "now"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("date", "today"),
    ("os", "environ"),
    ("os", "getenv"),
}


def modules(*folders: str) -> list[Path]:
    """The Python files below these folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it; `from scripts import x` is `scripts.x`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            found |= {f"{module}.{a.name}" for a in node.names} if module.count(".") == 0 else {module}
    return found


def part(path: Path) -> str:
    """The part of scripts/ that a file belongs to."""
    return path.relative_to(ROOT / "scripts").with_suffix("").parts[0]


def parts_imported(path: Path) -> set[str]:
    """The parts of scripts/ that a file imports."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("scripts.")}


@pytest.mark.parametrize("path", modules("scripts"), ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_point_down(path: Path) -> None:
    """Every part has its floor, and imports only what lies at its own or below."""
    own = part(path)
    if own == "__init__":
        assert imports(path) == set()
        return
    assert own in FLOOR, f"scripts/{own}: give it a floor in FLOORS"
    for other in parts_imported(path):
        assert FLOOR[other] >= FLOOR[own], f"{own} → {other}"


def test_the_model_knows_the_standard_library_only() -> None:
    """It could be used anywhere."""
    for name in ("model.py", "errors.py"):
        assert parts_imported(ROOT / "scripts" / name) == set()


@pytest.mark.parametrize("path", modules("scripts", "explorer"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_two_halves_share_the_release_and_nothing_else(path: Path) -> None:
    """Neither half imports the other."""
    other = "explorer" if path.is_relative_to(ROOT / "scripts") else "scripts"
    assert {name for name in imports(path) if name.split(".")[0] == other} == set()


@pytest.mark.parametrize("path", modules("scripts"), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_command_line_touches_the_world(path: Path) -> None:
    """No printing, no clock, no environment, no other program anywhere else."""
    if part(path) == "cli":
        return
    assert {name.split(".")[0] for name in imports(path)} & WORLD == set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "breakpoint"), ast.unparse(node)
        if isinstance(node, ast.Attribute):
            owner = (
                node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            )
            assert (owner, node.attr) not in CLOCK, ast.unparse(node)
            assert (owner, node.attr) not in {("sys", "argv"), ("sys", "stdout"), ("sys", "stderr")} or (
                part(path) == "__main__"
            ), ast.unparse(node)


@pytest.mark.parametrize("path", modules("scripts", "explorer"), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_fit_on_a_few_screens(path: Path) -> None:
    """Past LONGEST lines, look for the second subject."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", modules("scripts", "explorer"), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    """A docstring on top."""
    assert ast.get_docstring(tree(path)), path
