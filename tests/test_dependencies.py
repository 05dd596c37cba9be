"""Each part needs its own group of dependencies: the explorer is deployed without the publisher's."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import textwrap
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What a part is made of, and the group of its dependencies: both have the reader.
READER = "scripts/reading"  # what both halves have
# What a part is made of, and the group of its dependencies.
PARTS = {"explorer": (("explorer", READER), "explorer"), "scripts": (("scripts",), "publish")}
ELSEWHERE = {"pyspark"}  # in an environment of its own (`make spark`); without it, another engine is used


def group(name: str) -> set[str]:
    """The distributions that a dependency group asks for directly."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {_normal(pin) for pin in project["dependency-groups"][name]}


def pinned(name: str) -> set[str]:
    """The distributions that a file of pins installs, those they need in turn included."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {_normal(line) for line in lines if "==" in line}


def imported(part: str) -> set[str]:
    """The modules that a part imports, wherever the statement stands, less our own and Python's."""
    names: set[str] = set()
    for path in (path for folder in PARTS[part][0] for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(str(node.module).split(".")[0])
    return names - {"explorer", "scripts"} - ELSEWHERE - sys.stdlib_module_names


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_what_its_group_names_and_all_of_it(part: str) -> None:
    """No import without its dependency (nor of the other part), no dependency without its import."""
    owners = packages_distributions()
    assert {_normal(owner) for module in imported(part) for owner in owners[module]} == group(PARTS[part][1])


def test_the_explorer_opens_without_the_publishing_packages(published: Path) -> None:
    """The page is drawn where of scripts/ only the reader, and no package beyond its own pins, is there."""
    program = """
        from streamlit.testing.v1 import AppTest
        for language in ("fr", "en"):
            sys.argv = ["explorer/app.py", "--release", release]
            app = AppTest.from_file("explorer/app.py", default_timeout=60)
            app.query_params["lang"] = language
            app.run()
            assert not app.exception, app.exception
            assert not app.error, app.error
            print("drawn:", language)
    """
    others = pinned("requirements-dev.txt") - pinned("explorer/requirements.txt")
    assert {"polars", "frictionless", "xlsxwriter"} <= others
    halves = {f"scripts.{path.name}" for path in (ROOT / "scripts").iterdir() if path.is_dir()}
    halves.remove(READER.replace("/", "."))
    done = run_without(modules_of(others) | halves, program, release=str(published))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["drawn: fr", "drawn: en"]


def test_the_publisher_checks_without_the_explorer_s_packages() -> None:
    """Where neither explorer/ nor what only it needs can be imported, the source package is checked."""
    program = """
        import runpy
        sys.argv = ["scripts", "validate"]
        runpy.run_module("scripts", run_name="__main__")
    """
    others = group("explorer") - group("publish")
    assert {"altair", "streamlit"} <= others
    done = run_without(modules_of(others) | {"explorer"}, program)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_blocked_cannot_be_imported() -> None:
    """The two tests above would see an import that should not be there."""
    done = run_without({"altair"}, "import altair")
    assert done.returncode == 1
    assert "altair is not there" in done.stderr


def modules_of(distributions: set[str]) -> set[str]:
    """The top-level modules that only those distributions bring."""
    owners = {m: {_normal(name) for name in names} for m, names in packages_distributions().items()}
    return {module for module, names in owners.items() if names <= distributions}


def run_without(modules: set[str], program: str, **values: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a Python where those modules cannot be imported; `values` are its globals."""
    blocked = f"""
        import sys
        from importlib.abc import MetaPathFinder
        class Blocker(MetaPathFinder):
            def find_spec(self, name, path=None, target=None):
                if {{name, name.split(".")[0]}} & {set(modules)!r}:
                    raise ModuleNotFoundError(name + " is not there", name=name)
        sys.meta_path.insert(0, Blocker())
        globals().update({values!r})
    """
    whole = textwrap.dedent(blocked) + textwrap.dedent(program)
    command = [sys.executable, "-c", whole]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _normal(requirement: str) -> str:
    """The name of a distribution, or of the module of that name, in one spelling."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()
