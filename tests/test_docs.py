"""The documents and the project say the same: these tests go red when one falls behind the other."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from scripts.catalogs import CATALOGS
from scripts.issues import messages
from scripts.writers import WRITERS

ROOT = Path(__file__).resolve().parent.parent


@cache
def text(name: str) -> str:
    """A document of the top level."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def documents() -> str:
    """What people read first."""
    return text("README.md") + text("CONTRIBUTING.md")


def targets() -> set[str]:
    """The targets of the Makefile that are meant for people."""
    return set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))


@cache
def helped(*command: str) -> str:
    """What `python -m scripts … --help` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts", *command, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"COLUMNS": "300"},
    )
    return done.stdout


def commands() -> set[str]:
    """The commands of `python -m scripts`."""
    names = set(re.findall(r"^ {4}([a-z]+) {2,}", helped(), re.MULTILINE))
    assert names, helped()
    return names


def options(command: str) -> set[str]:
    """The long options of a command."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", helped(command))) - {"--help"}


def blocks(document: str, language: str) -> list[str]:
    """The code blocks of one language, without their indentation."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", document, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


def test_every_make_target_is_documented_and_every_documented_one_exists() -> None:
    """CONTRIBUTING's table is `make help`; README names no other."""
    table = re.findall(r"^\| `make ([a-z-]+)`", text("CONTRIBUTING.md"), re.MULTILINE)
    assert set(table) == targets() - {"help"}
    named = {a or b for a, b in re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", documents(), re.MULTILINE)}
    assert named <= targets()


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    """README names each command of `python -m scripts`, and no other."""
    assert set(re.findall(r"python -m scripts ([a-z]+)", text("README.md"))) == commands()


@pytest.mark.parametrize("command", ["validate", "publish", "diff", "show"])
def test_every_option_is_documented(command: str) -> None:
    """README or CONTRIBUTING names each option of each command."""
    assert [option for option in sorted(options(command)) if option not in documents()] == []


def test_every_option_has_its_help() -> None:
    """`--help` says what each option does, not only that it is there."""
    for command in commands():
        entries = re.split(r"\n  (?=-)", helped(command).partition("options:")[2])[1:]
        assert [entry for entry in entries if not re.search(r" {2,}\S", entry)] == []


def test_the_documented_exit_codes_are_told_by_the_command() -> None:
    """0, 1 and 2 are said in README as the contract has them."""
    assert re.search(r"[Ee]xit.*0.*1.*2", text("README.md"))


@pytest.mark.parametrize("registry", ["WRITERS", "CATALOGS", "CHECKS", "PAGES"])
def test_the_registries_are_where_contributing_says(registry: str) -> None:
    """The table « one change, one place » names tuples that exist, each below how to add to it."""
    row = next(line for line in text("CONTRIBUTING.md").splitlines() if f"`{registry}`" in line)
    part = re.search(r"`((?:scripts|explorer)/\w+)/", row)
    assert part, row
    folder = ROOT / part[1]
    places = [*folder.parent.glob("*.py"), *folder.rglob("*.py")]
    found = [p for p in places if re.search(rf"^{registry}\b.*= \(", p.read_text("utf-8"), re.MULTILINE)]
    assert len(found) == 1, found
    above = re.split(rf"^{registry}\b", found[0].read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    assert "To add" in above


def test_every_format_and_every_catalogue_is_named(published: Path) -> None:
    """README names what a release holds: each file at its top, each kind of file below."""
    assert WRITERS
    assert CATALOGS
    version = published.name
    for path in published.iterdir():
        name = f"{path.name}/" if path.is_dir() else path.name.replace(version, "<version>")
        assert name.removesuffix(".sha256") in text("README.md"), name


def test_every_issue_code_is_listed() -> None:
    """CONTRIBUTING's table of issue codes is the catalogue, in its order, with its words."""
    table = text("CONTRIBUTING.md").split("## Issue codes", 1)[1]
    listed = re.findall(r"^\| `([\w/-]+)` \| (.*) \|$", table, re.MULTILINE)
    assert listed == [(code, messages.title(code, "en")) for code in messages.codes()]


def test_every_dependency_group_is_named() -> None:
    """CONTRIBUTING says what each group is for."""
    groups = tomllib.loads(text("pyproject.toml"))["dependency-groups"]
    assert [group for group in groups if f"`{group}`" not in text("CONTRIBUTING.md")] == []


def test_every_table_is_described_in_the_package_s_own_readme() -> None:
    """datapackage/README.md tells of every resource."""
    resources = json.loads(text("datapackage.json"))["resources"]
    assert [r["name"] for r in resources if f"`{r['name']}`" not in text("datapackage/README.md")] == []


def test_the_readme_counts_the_tables() -> None:
    """The number that README gives is the number of resources."""
    assert f" {len(json.loads(text('datapackage.json'))['resources'])} tables" in text("README.md")


def test_links_lead_somewhere() -> None:
    """A link to a file of the repository leads to one, and to a heading that is there."""
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "datapackage/README.md"):
        for link in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", text(name)):
            path, _, anchor = link.partition("#")
            target = (ROOT / name).parent / path if path else ROOT / name
            assert target.exists(), f"{name}: {link}"
            if anchor:
                assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name}: {link}"


def anchors(document: str) -> set[str]:
    """The anchors of a document's headings."""
    titles = re.findall(r"^#+ (.*)$", document, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_versions_are_those_of_the_changelogs() -> None:
    """The first numbered heading of each changelog is the version of what it tells of."""
    software = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    data = json.loads(text("datapackage.json"))["version"]
    for name, version in (("CHANGELOG.md", software), ("datapackage/CHANGELOG.md", data)):
        found = re.search(r"^## (\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$", text(name), re.MULTILINE)
        assert found, name
        assert found[1] == version, name


def test_the_dataset_of_contributing_is_valid_as_pasted(tmp_path: Path) -> None:
    """Whoever pastes the three stanzas has a package that `validate` accepts; without one, it does not."""
    resource, schema = (json.loads(block) for block in blocks(text("CONTRIBUTING.md"), "json"))
    (csv,) = blocks(text("CONTRIBUTING.md"), "csv")
    shutil.copytree(ROOT / "datapackage", tmp_path / "datapackage")
    package = json.loads(text("datapackage.json"))
    package["resources"].append(resource)
    write(tmp_path / "datapackage.json", json.dumps(package, ensure_ascii=False))
    assert validate(tmp_path) == 1
    write(tmp_path / resource["schema"], json.dumps(schema, ensure_ascii=False))
    write(tmp_path / resource["path"], csv)
    assert validate(tmp_path) == 0


def write(path: Path, content: str) -> None:
    """Write a text as the project does."""
    path.write_text(content, encoding="utf-8", newline="\n")


def validate(package: Path) -> int:
    """The exit code of `python -m scripts validate`."""
    command = [sys.executable, "-m", "scripts", "validate", str(package)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def test_the_function_is_called_as_the_readme_says() -> None:
    """The lines stand there to be copied: they run, and tell the fault."""
    (code,) = re.findall(r"```python\n(from scripts\.checks.*?)```", text("README.md"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("type-error ")
    assert len(done.stdout.splitlines()) == 1
