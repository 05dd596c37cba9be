"""The documents and the project say the same: these tests go red when one falls behind the other."""

from __future__ import annotations

import csv
import io
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

from scripts.reading.issues import messages
from scripts.write.formats import FORMATS
from scripts.write.pages import PAGES
from tests.next_study import enter

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
    names = set(re.findall(r"^ {4}([a-z-]+)(?: {2,}|$)", helped(), re.MULTILINE))
    assert names, helped()
    return names


def options(command: str) -> set[str]:
    """The long options of a command."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", helped(command))) - {"--help"}


def test_every_make_target_is_documented_and_every_documented_one_exists() -> None:
    """CONTRIBUTING's table is `make help`; README names no other."""
    table = re.findall(r"^\| `make ([a-z-]+)`", text("CONTRIBUTING.md"), re.MULTILINE)
    assert set(table) == targets() - {"help"}
    named = {a or b for a, b in re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", documents(), re.MULTILINE)}
    assert named <= targets()


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    """README names each command of `python -m scripts`, and no other."""
    assert set(re.findall(r"python -m scripts ([a-z][a-z-]*)", text("README.md"))) == commands()


@pytest.mark.parametrize(
    "command", ["validate", "publish", "diff", "show", "score", "preview", "next-version", "guide"]
)
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


@pytest.mark.parametrize(
    ("registry", "part"),
    [
        ("FORMATS", "scripts/write"),
        ("PAGES", "scripts/write"),
        ("CATALOGS", "scripts/catalogs"),
        ("CHECKS", "scripts/check"),
        ("PAGES", "explorer/views"),
    ],
)
def test_the_registries_are_where_contributing_says(registry: str, part: str) -> None:
    """The table « one change, one place » names tuples that exist, each below how to add to it."""
    lines = text("CONTRIBUTING.md").splitlines()
    assert [line for line in lines if f"`{registry}`" in line and f"`{part}/" in line]
    folder = ROOT / part
    places = [*folder.parent.glob("*.py"), *folder.rglob("*.py")]
    found = [p for p in places if re.search(rf"^{registry}\b.*= \(", p.read_text("utf-8"), re.MULTILINE)]
    assert len(found) == 1, found
    above = re.split(rf"^{registry}\b", found[0].read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    assert "To add" in above


def test_every_format_and_every_page_is_named(published: Path) -> None:
    """README names what a release holds: each file at its top, each kind of file below."""
    assert FORMATS
    assert PAGES
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
    """datapackage/README.md tells of every resource and of every cut, each in its table."""
    package = json.loads(text("datapackage.json"))
    resources = [*package["resources"], *package["cuts"]]
    rows = text("datapackage/README.md").partition("## The tables")[2]
    assert [r["name"] for r in resources if f"| `{r['name']}` |" not in rows] == []
    kinds = dict(re.findall(r"^\| `([\w-]+)` \| (\w+) \|", rows, re.MULTILINE))
    assert {r["name"]: kinds.get(r["name"]) for r in package["resources"]} == {
        r["name"]: r["kind"] for r in package["resources"]
    }
    assert [r["name"] for r in resources if f"`{r['name']}`" not in text("datapackage/README.md")] == []


def test_the_readme_counts_the_tables() -> None:
    """The number that README gives is the number of resources with a schema."""
    tables = [r for r in json.loads(text("datapackage.json"))["resources"] if "schema" in r]
    assert f" {len(tables)} tables" in text("README.md")


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


def example(name: str) -> str:
    """The block of CONTRIBUTING that has that name, without its indentation."""
    pattern = rf"<!-- example: {name} -->\n( *)```(?:json|csv)\n(.*?)^ *```$"
    ((indent, body),) = re.findall(pattern, text("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    return re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the source package, without its history, to paste examples into."""
    shutil.copytree(ROOT / "datapackage", tmp_path / "datapackage", ignore=shutil.ignore_patterns("history"))
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def paste(package: Path, into: str, name: str) -> None:
    """Adds an example to a list of the descriptor."""
    raw = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    raw[into].append(json.loads(example(name)))
    write(package / "datapackage.json", json.dumps(raw, ensure_ascii=False))


def test_the_study_and_the_cut_of_contributing_are_valid_as_pasted(package: Path) -> None:
    """What is forgotten is told; a figure that no cut keeps is a warning until the cut is declared.

    A later year than the period has is one until the version is numbered.
    """
    path = package / "datapackage/schemas/indicators.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    theme = next(field for field in schema["fields"] if field["name"] == "theme")
    theme["constraints"]["enum"].append("example")
    theme["categories"].append({"value": "example", "label": "Exemple"})
    write(path, json.dumps(schema, ensure_ascii=False))
    tables = ("sources", "studies", "indicators", "questions", "observations")
    assert re.findall(r"<!-- example: (\w+) -->\n *```csv", text("CONTRIBUTING.md"))[:-1] == list(tables)
    for table in reversed(tables):
        assert table == tables[-1] or told(package)[0] == 1
        enter(package, table, csv.DictReader(io.StringIO(example(table))))
    assert told(package) == (0, {"cut-error": 1, "period-error": 1})
    paste(package, "cuts", "cut")
    assert told(package) == (0, {"period-error": 1})


def test_the_table_of_contributing_is_valid_as_pasted(package: Path) -> None:
    """Whoever pastes the three stanzas has a package that `validate` accepts; without one, it does not."""
    paste(package, "resources", "resource")
    resource = json.loads(example("resource"))
    assert told(package)[0] == 1
    write(package / resource["schema"], example("schema"))
    write(package / resource["path"], example("csv"))
    assert told(package) == (0, {})


def test_the_identity_of_contributing_is_valid_as_pasted(package: Path) -> None:
    """It has every key, and nothing is said against it; what is missing from it is told."""
    raw = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert json.loads(example("identity")).keys() == raw["identity"].keys()
    raw["identity"] = json.loads(example("identity"))
    write(package / "datapackage.json", json.dumps(raw, ensure_ascii=False))
    assert told(package) == (0, {})
    del raw["identity"]["contact"]
    write(package / "datapackage.json", json.dumps(raw, ensure_ascii=False))
    assert told(package) == (1, {"identity-error": 1})


def write(path: Path, content: str) -> None:
    """Write a text as the project does."""
    path.write_text(content, encoding="utf-8", newline="\n")


def told(package: Path) -> tuple[int, dict[str, int]]:
    """The exit code of `python -m scripts validate`, and how many issues of each code it tells."""
    command = [sys.executable, "-m", "scripts", "validate", str(package), "--house", "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)["counts"]


def test_the_function_is_called_as_the_readme_says() -> None:
    """The lines stand there to be copied: they run, and tell the fault."""
    (code,) = re.findall(r"```python\n(from scripts\.check.*?)```", text("README.md"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("type-error ")
    assert len(done.stdout.splitlines()) == 1
