"""What is taken to be plainly right, every check accepts; to take it so, little is imported."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from scripts.check import checks
from scripts.check.accepted import UnsureError, accepts
from scripts.check.beside import here
from scripts.check.checks import proven
from scripts.check.conventions import RULES
from scripts.check.metadata import refusals
from scripts.check.places import Places
from scripts.check.plain.descriptor import PROFILE, is_plain
from scripts.check.profile import FILE
from scripts.check.schemas import FIELD_RULES, SCHEMA_RULES
from scripts.commands import cli
from scripts.reading.descriptor import Source, load
from scripts.reading.issues import FORMATS, LANGUAGES, issue
from scripts.reading.model.errors import SourceError
from tests.benchmarks import generator
from tests.differential import plainly

FIELDS = [
    {
        "name": "code",
        "type": "string",
        "title": "Code",
        "title_en": "Code",
        "constraints": {"required": True},
    },
    {
        "name": "n",
        "type": "integer",
        "constraints": {"minimum": 0, "maximum": 9, "unique": True, "enum": [1]},
    },
    {"name": "x", "type": "number", "format": "default", "constraints": {"minimum": 0.5}, "unit": "%"},
    {"name": "year", "type": "year", "constraints": {"minimum": 1990}},
    {"name": "day", "type": "date", "constraints": {"maximum": "2030-01-01"}},
    {"name": "label", "type": "string", "constraints": {"pattern": "a|b", "minLength": 1, "enum": ["a"]}},
    *({"name": kind, "type": kind} for kind in ("boolean", "datetime", "time", "yearmonth", "any")),
]
PLAIN: dict[str, Any] = {
    "$schema": PROFILE,
    "name": "plain",
    "title": "Plain",
    "version": "1.0.0",
    "licenses": [{"name": "etalab-2.0", "path": "https://example.org/licence", "title": "Licence"}],
    "keywords": ["a"],
    "resources": [
        {
            "name": "codes",
            "type": "table",
            "path": "data/codes.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ";", "header": True, "quoteChar": "'", "lineTerminator": "\n"},
            "schema": {
                "fields": FIELDS,
                "primaryKey": ["code", "n"],
                "missingValues": ["", "NA"],
                "foreignKeys": [
                    {"fields": ["label"], "reference": {"resource": "others", "fields": ["code"]}}
                ],
            },
        },
        {"name": "others", "path": "others.csv", "schema": {"fields": FIELDS[:1]}},
    ],
}
VALUES = st.sampled_from(
    [
        *(None, True, 0, -1, 1.5, float("nan"), 10**30, "", "a", "A b", "é", "../x", "x.csv", "utf-16", "("),
        *("csv", "string", "integer", "list", "fmt:x", "2024-02-30", "\n", [], ["a"], ["a", "a"], [1], [[]]),
        *({}, {"a": 1}, {"resource": "x", "fields": ["y"]}, ["code"]),
        "https://datapackage.org/profiles/1.0/datapackage.json",
    ]
)
KEYS = [
    *[
        "name",
        "type",
        "path",
        "format",
        "fields",
        "resource",
        "constraints",
        "enum",
        "minimum",
        "pattern",
        "scheme",
        "compression",
        "profile",
    ],
    *["missingValues", "uniqueKeys", "data", "primaryKey", "header", "a", "bytes", "title_en"],
]
ROOT = Path(__file__).parent.parent
BROKEN = sorted((ROOT / "tests/broken").glob("*/"))
SCHEMA = json.loads(FILE.read_text(encoding="utf-8"))
JSONSCHEMA = Draft7Validator(SCHEMA)


def _ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    return [way, *(found for key, part in inner for found in _ways(part, (*way, key)))]


WAYS = _ways(PLAIN)[1:]


def _accepted(descriptor: dict[str, Any]) -> list[Any]:
    """What the profile and frictionless say of it."""
    places = Places(Source(Path("datapackage.json"), descriptor, {}))
    return [*JSONSCHEMA.iter_errors(descriptor), *refusals(descriptor, places, set(), here)()]


def test_a_plain_descriptor() -> None:
    """Everything that is plain, in one descriptor."""
    assert is_plain(PLAIN)
    assert _accepted(PLAIN) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way)))
def test_each_part_taken_out(way: tuple[Any, ...]) -> None:
    """What is plain without some part is accepted without it."""
    descriptor: Any = copy.deepcopy(PLAIN)
    place = descriptor
    for step in way[:-1]:
        place = place[step]
    del place[way[-1]]
    if is_plain(descriptor):
        assert _accepted(descriptor) == []


def _changed(changes: list[tuple[tuple[Any, ...], str, Any]]) -> dict[str, Any] | None:
    """The plain descriptor after some changes; None where they cannot be made."""
    descriptor = copy.deepcopy(PLAIN)
    for way, key, value in changes:
        place: Any = descriptor
        try:
            for step in way[:-1]:
                place = place[step]
            if key and isinstance(place[way[-1]], dict):
                place[way[-1]][key] = value
            elif key and isinstance(way[-1], str):
                place[key] = place.pop(way[-1])
            elif value is None:
                del place[way[-1]]
            else:
                place[way[-1]] = value
        except (KeyError, IndexError, TypeError):
            return None
    return descriptor


CHANGES = st.lists(
    st.tuples(st.sampled_from(WAYS), st.sampled_from(["", *KEYS]), VALUES), min_size=1, max_size=2
)


@given(changes=CHANGES)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_what_passes_is_accepted(changes: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    """A value exchanged, a property added, taken out or renamed: what is still plain is still accepted."""
    descriptor = _changed(changes)
    if descriptor is not None and is_plain(descriptor):
        assert _accepted(json.loads(json.dumps(descriptor))) == [], changes


@given(changes=CHANGES)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_quick_answer_is_jsonschema_s(changes: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    """What the profile accepts and refuses, of any descriptor; where it is not sure, it says so."""
    descriptor = _changed(changes)
    try:
        quick = descriptor is None or accepts(SCHEMA, descriptor)
    except UnsureError:
        return
    assert descriptor is None or quick == JSONSCHEMA.is_valid(descriptor), changes


@pytest.mark.parametrize("folder", [*BROKEN, ROOT], ids=lambda path: path.name)
def test_a_quick_answer_of_whole_packages(folder: Path) -> None:
    """The museum's, and our own: of all that can be read it is sure."""
    try:
        descriptor = load(folder).descriptor
    except SourceError:
        return
    assert accepts(SCHEMA, descriptor) == JSONSCHEMA.is_valid(descriptor)


@pytest.mark.parametrize("folder", BROKEN, ids=lambda path: path.name)
def test_no_faulty_descriptor_is_plain(folder: Path) -> None:
    """Of the museum's packages, none at whose descriptor the profile or frictionless finds fault."""
    try:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except ValueError:
        return
    if is_plain(descriptor):
        assert _accepted(descriptor) == []


# What a small package that is plainly right may import, beyond what Python has imported to start a module.
STANDARD = {
    "argparse",
    "collections",
    "copyreg",
    "csv",
    "enum",
    "errno",
    "gettext",
    "json",
    "locale",
    "math",
    "re",
}
OURS = {
    "scripts",
    "scripts.check",
    "scripts.check.checks",
    "scripts.check.engines",
    "scripts.check.engines.choice",
    "scripts.check.plain",
    "scripts.check.plain.descriptor",
    "scripts.check.plain.files",
    "scripts.check.plain.package",
    "scripts.check.plain.small",
    "scripts.check.plain.table",
    "scripts.commands",
    "scripts.commands.cli",
    "scripts.commands.console",
    "scripts.commands.spending",
    "scripts.commands.validate",
    "scripts.reading",
    "scripts.reading.issues",
    "scripts.reading.issues.messages",
    "scripts.reading.issues.reports",
    "scripts.reading.issues.summary",
    "scripts.reading.model",
    "scripts.reading.model.errors",
}


def test_a_small_package_imports_little(tmp_path: Path) -> None:
    """Of Python and of ours, what is listed: another module is a decision, for it delays every run.

    The first run after a change of the texts parses them and keeps them: the second one counts.
    """
    generator.write_tiny(tmp_path)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    script = (
        "import gc, importlib, importlib.util, json, runpy, sys; before = set(sys.modules)\n"
        "from scripts.commands import cli\n"
        f"assert cli.main(['validate', {str(tmp_path)!r}, '--lang', 'en']) == 0\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=kept, capture_output=True, text=True, check=True
        )
    *_, told, imported = done.stdout.splitlines()
    assert told == "No error: 12 tables, 240 rows and 12 files checked."
    found = json.loads(imported)
    assert {name for name in found if name.startswith("scripts")} == OURS
    others = {name.split(".")[0] for name in found} - {"scripts"}
    assert {name for name in others if not name.startswith("_")} <= STANDARD | {"__future__"}


HEAVY = {"duckdb", "frictionless", "jsonschema", "narwhals", "numpy", "pandas", "polars", "pyarrow"}


def test_a_package_without_rules_is_checked_without_libraries(tmp_path: Path) -> None:
    """Where the checks run, small tables are read by Python alone: each of these takes longer to import."""
    folder = generator.write(tmp_path, 200, faults=0.1)
    script = (
        "import sys\n"
        "from scripts.commands import cli\n"
        f"assert cli.main(['validate', {str(folder)!r}]) == 1\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_report_is_the_one_of_the_checks(
    form: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same text in every format and language, the engine that would have run included."""
    generator.write_tiny(tmp_path)
    options = ["validate", str(tmp_path), "--lang", language, "--format", form]
    assert proven(str(tmp_path)) is not None
    assert cli.main(options) == 0
    told = capsys.readouterr()
    monkeypatch.setattr(checks, "proven", lambda _target: None)
    assert cli.main(options) == 0
    assert capsys.readouterr() == told


@given(seed=st.integers(0, 2**32))
@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_package_that_is_plainly_right_is_right(seed: int, tmp_path: Path) -> None:
    """Whatever is proven, the checks have not a word against, and count alike."""
    assert plainly.told(plainly.write(tmp_path / "package", seed))[1] == ""


def test_plain_packages_are_many(tmp_path: Path) -> None:
    """Of those made at random, enough are proven for the rule above to mean something."""
    found = [proven(str(plainly.write(tmp_path / "package", seed))) for seed in range(60)]
    assert sum(one is not None for one in found) >= 6


@pytest.mark.parametrize("folder", BROKEN, ids=lambda path: path.name)
def test_nothing_of_the_museum_is_plainly_right(folder: Path) -> None:
    """Warnings too keep a package from being told right without a further look."""
    assert proven(str(folder)) is None


@pytest.mark.parametrize(
    "target", ["", "nowhere", "/dev/null", "https://example.org/datapackage.json", "a\0b"]
)
def test_what_is_no_package_is_not_plain(target: str) -> None:
    """Whatever the user names is looked at without harm."""
    assert proven(target) is None


def test_a_link_is_not_plain(tmp_path: Path) -> None:
    """Neither a table that is one, nor one beside it."""
    generator.write_tiny(tmp_path)
    assert proven(str(tmp_path)) is not None
    table = tmp_path / "t3.csv"
    table.rename(tmp_path / "t3.txt")
    table.symlink_to("t3.txt")
    assert proven(str(tmp_path)) is None


def test_a_check_without_a_proof_runs_on_small_packages_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever adds one to CHECKS sees it run: nothing is told before it."""
    generator.write_tiny(tmp_path)
    added = ModuleType("scripts.check.added")
    added.check = lambda _subject: iter([issue("nul-byte", path="t3.csv", line=2)])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "scripts.check.added", added)
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, ("added", None)))
    assert proven(str(tmp_path)) is None
    assert cli.main(["validate", str(tmp_path), "--lang", "en"]) == 1
    assert "t3.csv:2" in capsys.readouterr().out


def test_every_rule_on_descriptors_is_one_that_plain_descriptors_are_known_to_pass() -> None:
    """Whoever adds one looks at check/plain/descriptor.py, and adds it here."""
    known = [rule.__name__ for rule in (*RULES, *SCHEMA_RULES, *FIELD_RULES)]
    assert known == [
        *("_profile", "_names", "_version", "_created", "_roles", "_languages", "_paths", "_misplaced"),
        *("_translations", "_field_names", "_fields_match", "_missing", "_keys", "_foreign_keys"),
        *("_type", "_misplaced", "_constraints", "_categories"),
    ]
