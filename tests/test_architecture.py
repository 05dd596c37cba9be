"""Who may import whom: arrows point one way, from the command line down to the model."""

from __future__ import annotations

import ast
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 250

# From the top to the bottom: a folder may import itself and those on lower floors. Two on one floor know
# nothing of each other; a folder within another has its own floor where it knows nothing of what is around.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("commands",),
    ("commands/report",),
    ("publish",),
    ("publish/diff",),
    ("write/pages",),
    ("catalogs",),
    ("write", "check", "studies"),
    ("check/engines", "check/plain"),
    ("derive",),
    ("reading",),
    ("reading/exact",),
    ("reading/descriptor",),
    ("reading/rows",),
    ("reading/values",),
    ("reading/recognise",),
    ("reading/issues",),
    ("reading/model",),
)
FLOOR = {folder: number for number, folders in enumerate(FLOORS) for folder in folders}

# What is the command line's alone: printing, the clock, the environment, randomness, other programs.
WORLD = {"time", "random", "secrets", "subprocess", "multiprocessing", "getpass", "locale", "platform"}
CLOCK = {
    ("dt", "now"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("date", "today"),
    ("os", "environ"),
    ("os", "getenv"),
    ("uuid", "uuid1"),
    ("uuid", "uuid4"),
}


def modules(*folders: str) -> list[Path]:
    """The Python files below these folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def file_of(module: str) -> Path | None:
    """The file of a module of the checkout; None of what is no module, or not ours."""
    path = ROOT.joinpath(*module.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file imports, wherever in it; `from scripts import x` is `scripts.x`."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            named = {alias.name: f"{module}.{alias.name}" for alias in node.names}
            found |= {name if file_of(name) else module for name in named.values()}
    return frozenset(found)


def ours(path: Path) -> set[Path]:
    """The files of scripts/ that a file imports."""
    return {file for name in imports(path) if name.split(".")[0] == "scripts" and (file := file_of(name))}


def folder(path: Path) -> str:
    """The folder of scripts/ that a file belongs to: the innermost that has a floor."""
    inside = path.relative_to(ROOT / "scripts").with_suffix("")
    known = [part.as_posix() for part in (inside, *inside.parents) if part.as_posix() in FLOOR]
    assert known, f"scripts/{inside}: give it a floor in FLOORS"
    return known[0]


def test_the_root_holds_folders() -> None:
    """They are the stages of the way; a module belongs to one of them."""
    beside = {path.name for path in (ROOT / "scripts").iterdir() if path.is_file()}
    assert beside == {"__init__.py", "__main__.py"}
    assert imports(ROOT / "scripts" / "__init__.py") == set()


def test_arrows_point_down() -> None:
    """Every folder has its floor, and imports only itself and what lies below."""
    for path in modules("scripts"):
        if path == ROOT / "scripts" / "__init__.py":
            continue
        own = folder(path)
        for other in {folder(file) for file in ours(path)} - {own}:
            assert FLOOR[other] > FLOOR[own], f"{own} → {other}"


def test_no_import_comes_back() -> None:
    """Within a folder too: no file imports another that imports it, however far the way round."""
    graph = {path: ours(path) - {path} for path in modules("scripts")}
    TopologicalSorter(graph).prepare()


def test_the_model_knows_the_standard_library_only() -> None:
    """It could be used anywhere."""
    for path in modules("scripts/reading/model"):
        assert {name.split(".")[0] for name in imports(path)} <= {*sys.stdlib_module_names, "scripts"}


SHARED = "scripts.reading"


def test_the_two_halves_share_the_reader_and_nothing_else() -> None:
    """The explorer imports the model, the reader and its words; what publishes never imports the explorer."""
    for path in modules("scripts"):
        assert not {name for name in imports(path) if name.split(".")[0] == "explorer"}, path
    for path in modules("explorer"):
        others = {name for name in imports(path) if name.split(".")[0] == "scripts"}
        assert all(f"{name}.".startswith(f"{SHARED}.") for name in others), (path, others)


def test_only_the_command_line_touches_the_world() -> None:
    """No printing, no clock, no environment, no other program anywhere else."""
    for path in modules("scripts"):
        if path == ROOT / "scripts" / "commands" / "cli.py":
            continue
        assert {name.split(".")[0] for name in imports(path)} & WORLD == set(), path
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "input", "breakpoint"), f"{path}: {ast.unparse(node)}"
            if isinstance(node, ast.Attribute):
                held = node.value
                owner = held.attr if isinstance(held, ast.Attribute) else getattr(held, "id", "")
                assert (owner, node.attr) not in CLOCK, f"{path}: {ast.unparse(node)}"
                assert (owner, node.attr) not in {("sys", "argv"), ("sys", "stdout"), ("sys", "stderr")} or (
                    path.name == "__main__.py"
                ), f"{path}: {ast.unparse(node)}"


def test_modules_fit_on_a_few_screens() -> None:
    """Past LONGEST lines, look for the second subject."""
    for path in modules("scripts", "explorer"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST, path


def test_every_module_says_what_it_is() -> None:
    """A docstring on top."""
    for path in modules("scripts", "explorer"):
        assert ast.get_docstring(tree(path)), path
