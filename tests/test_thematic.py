"""A thematic package stands alone: its table, what explains it, and what puts its territories on a map."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.check.package import check
from scripts.reading import descriptor
from scripts.reading.sources import open_source
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.reading.model.package import Package

# What a reader writes who has this package and nothing else: a value for each region that has one.
MAP = """
import csv, json
table = {r["name"]: r["path"] for r in json.load(open("datapackage.json", encoding="utf-8"))["resources"]}
read = lambda name: list(csv.DictReader(open(table[name], encoding="utf-8", newline="")))
names = {region["code"]: region["label_fr"] for region in read("regions")}
shown = [r for r in read("regional-rates") if r["value"] and r["indicator"] == "practice_rate"]
for rate in shown:
    for code in rate["territory_regions"].split():
        print(code, names[code], rate["value"], rate["population_label_fr"], sep=" | ")
"""
JOIN = MAP.replace(
    'rate["territory_regions"].split()',
    '[m["region"] for m in read("territory-members") if m["territory"] == rate["territory"]]',
)


@pytest.fixture(scope="module")
def parts(published: Path) -> dict[str, Path]:
    """The folder of each thematic package by name."""
    return {path.name: path for path in (published / "packages").iterdir() if path.is_dir()}


def package(folder: Path) -> Package:
    """The model of a package."""
    return descriptor.to_package(descriptor.load(folder).descriptor)


def test_every_part_is_a_valid_package_with_all_that_its_keys_lead_to(parts: dict[str, Path]) -> None:
    """No key leads out of it; it says no more of cuts nor of packages."""
    assert parts
    for folder in parts.values():
        with open_source(str(folder)) as source:
            assert list(check(source)) == []
        found = package(folder)
        names = {resource.name for resource in found.resources}
        for resource in found.tables:
            assert {key.resource or resource.name for key in schema_of(resource).foreign_keys} <= names
            assert "thematic" not in resource.extra
        assert "cuts" not in found.extra


def test_a_part_of_figures_has_its_cut_its_questions_and_its_regions(parts: dict[str, Path]) -> None:
    """And not the figures of others."""
    for folder in parts.values():
        tables = {resource.name: resource.extra.get("kind") for resource in package(folder).tables}
        if "cut" in tables.values():
            assert list(tables.values()).count("cut") == 1
            assert {"territories", "territory-members", "regions", "studies", "questions"} <= tables.keys()
            assert not {"observations", "corroborations", "errata", "moved"} & tables.keys()


@pytest.mark.parametrize("script", [MAP, JOIN], ids=["the cut alone", "the link table"])
def test_a_map_can_be_drawn_from_a_part_alone(script: str, parts: dict[str, Path]) -> None:
    """In ten lines: the value of each region, with its INSEE code and its name; an area of two is two."""
    assert len(script.strip().splitlines()) <= 10
    folder = parts["regional-rates"]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], cwd=folder, capture_output=True, text=True, check=True
    )
    found = {tuple(line.split(" | ")) for line in done.stdout.splitlines()}
    with (folder / "data" / "regions.csv").open(encoding="utf-8", newline="") as file:
        regions = {row["code"]: row["label_fr"] for row in csv.DictReader(file)}
    with (folder / "data" / "regional-rates.csv").open(encoding="utf-8", newline="") as file:
        rates = [row for row in csv.DictReader(file) if row["value"] and row["indicator"] == "practice_rate"]
    assert len(found) >= len(rates) > 0
    assert {(code, name) for code, name, _, _ in found} <= set(regions.items())
    assert {value for _, _, value, _ in found} == {row["value"] for row in rates}
