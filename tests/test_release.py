"""What a release of the real package holds, judged by tools that are not ours."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pytest
from jsonschema import Draft7Validator

from scripts.check.package import check
from scripts.publish import thematic
from scripts.reading import descriptor, tables
from scripts.reading.issues import Severity
from scripts.reading.sources import open_source

ROOT = Path(__file__).parent.parent
PROFILE = ROOT / "scripts" / "check" / "standard" / "datapackage.json"
THEMES = {  # the package, and the table that it is cut from
    "actor-roles": "actor-roles",
    "collectivity-priorities": "collectivity-priorities",
    "regional-context": "context-values",
    "regional-rates": "regional-rates",
}
NAME = "observatoire-des-partenariats"
DESCRIPTORS = ("datapackage.json", *(f"packages/{theme}/datapackage.json" for theme in THEMES))


def raw(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def archives(published: Path) -> list[str]:
    version = published.name
    return [f"{NAME}-{version}.zip", *(f"packages/{theme}-{version}.zip" for theme in THEMES)]


@pytest.mark.parametrize("path", [*DESCRIPTORS, "parquet/datapackage.json"])
def test_frictionless_accepts_every_descriptor(published: Path, path: str) -> None:
    report = frictionless.validate(str(published / path))
    assert report.valid, report.flatten(["name", "type", "rowNumber", "fieldName", "note"])


def test_frictionless_accepts_every_zip(published: Path) -> None:
    for path in archives(published):
        report = frictionless.validate(str(published / path))
        assert report.valid, (path, report.flatten(["name", "type", "note"]))
        assert report.tasks, path


@pytest.mark.parametrize("path", DESCRIPTORS)
def test_the_official_profile_accepts_every_descriptor(published: Path, path: str) -> None:
    errors = Draft7Validator(raw(PROFILE)).iter_errors(raw(published / path))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_our_own_checks_accept_what_we_publish(published: Path) -> None:
    for path in ("datapackage.json", *archives(published)):
        with open_source(str(published / path)) as source:
            assert [issue for issue in check(source, house=True) if issue.severity is Severity.ERROR] == []


def test_the_descriptor_measures_every_file(published: Path) -> None:
    for path in DESCRIPTORS:
        for resource in raw(published / path)["resources"]:
            data = (published / path).parent / resource["path"]
            assert resource["bytes"] == data.stat().st_size
            assert resource["hash"] == f"sha256:{hashlib.sha256(data.read_bytes()).hexdigest()}"
            if "schema" not in resource:
                continue
            assert resource["path"] == f"data/{resource['name']}.csv"
            count = duckdb.sql(
                f"SELECT count(*) FROM read_csv('{data}', header=true, all_varchar=true)"
            ).fetchall()
            assert count == [(resource["rowCount"],)]


def test_created_is_the_date_of_the_changelog_and_schemas_are_inline(published: Path) -> None:
    found = raw(published / "datapackage.json")
    text = (ROOT / "datapackage" / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.search(rf"^## {re.escape(found['version'])} - (\S+)$", text, re.MULTILINE)
    assert dated is not None
    assert found["created"] == f"{dated[1]}T00:00:00Z"
    kinds = [r["kind"] for r in found["resources"]]
    cuts = kinds.count("cut")
    assert kinds == ["cut"] * cuts + [kind for kind in kinds if kind not in ("cut", "derived")] + ["derived"]
    assert "cuts" not in found
    assert all(isinstance(resource.get("schema", {}), dict) for resource in found["resources"])


def test_sha256sum_checks_every_file_but_the_zip_of_all(published: Path) -> None:
    zipped = archives(published)[0]
    for sums in ("SHA256SUMS", f"{zipped}.sha256"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", sums], cwd=published, check=True)
    lines = (published / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line.split("  ", 1)[1] for line in lines}
    there = {p.relative_to(published).as_posix() for p in published.rglob("*") if p.is_file()}
    assert there - listed == {"SHA256SUMS", zipped, f"{zipped}.sha256"}


def test_the_zip_of_all_holds_every_other_file(published: Path) -> None:
    zipped = archives(published)[0]
    there = {p.relative_to(published).as_posix() for p in published.rglob("*") if p.is_file()}
    with zipfile.ZipFile(published / zipped) as archive:
        assert set(archive.namelist()) == there - {zipped, f"{zipped}.sha256"}


def test_a_thematic_zip_is_its_folder(published: Path) -> None:
    for theme in THEMES:
        folder = published / "packages" / theme
        with zipfile.ZipFile(published / f"packages/{theme}-{published.name}.zip") as archive:
            for member in archive.namelist():
                assert archive.read(member) == (folder / member).read_bytes()
            there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
            assert set(archive.namelist()) == there
            assert {"README.md", "LICENSE.txt", "datapackage.json"} <= there


def test_a_thematic_package_is_its_table_and_what_its_keys_reach(published: Path) -> None:
    whole = descriptor.to_package(descriptor.load(published).descriptor)
    for theme, table in THEMES.items():
        part = descriptor.to_package(descriptor.load(published / "packages" / theme).descriptor)
        assert part.name == f"{NAME}-{theme}"
        assert {r.name for r in part.tables} == thematic.reached(whole, table)
        for resource in part.tables:
            for key in tables.schema_of(resource).foreign_keys:
                assert not key.resource or part.resource(key.resource)
            same = whole.resource(resource.name)
            assert resource.extra["hash"] == same.extra["hash"]
        assert part.title == whole.resource(table).extra["thematic"]["title"]


def test_load_sql_makes_a_view_of_every_table_in_duckdb(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published)
    base = duckdb.connect()
    base.execute((published / "load.sql").read_text(encoding="utf-8"))
    base.execute((published / "load.sql").read_text(encoding="utf-8"))  # twice does no harm
    package = descriptor.to_package(descriptor.load(published).descriptor)
    for resource in package.tables:
        view = resource.name.replace("-", "_")
        count = base.execute(f'SELECT count(*) FROM "{view}"').fetchone()
        assert count == (resource.extra["rowCount"],)
    found = base.execute("SELECT comment FROM duckdb_views() WHERE view_name = 'actor_roles'").fetchone()
    assert found is not None
    assert package.resource("actor-roles").title in found[0]


def test_every_fact_is_an_observation_and_no_file_has_a_clock_or_a_path_of_ours(published: Path) -> None:
    package = descriptor.to_package(descriptor.load(published).descriptor)
    facts = [r.extra["rowCount"] for r in package.tables if r.extra.get("kind") == "fact"]
    assert package.resource("observations").extra["rowCount"] == sum(facts)
    for path in published.rglob("*"):
        if path.suffix in (".json", ".md", ".html", ".sql", ".cff", ".txt", ".csv"):
            assert str(ROOT) not in path.read_text(encoding="utf-8")
