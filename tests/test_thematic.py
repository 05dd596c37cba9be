"""A thematic package stands alone: its table, what explains it, and what puts its territories on a map."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.check.package import check
from scripts.reading import descriptor
from scripts.reading.sources import open_source
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from scripts.reading.model.package import Package

ROOT = Path(__file__).parent.parent

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


def scripts_of(folder: Path) -> list[str]:
    """The scripts that a README shows and that draw a map, in French then in English."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    return [code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "map.svg" in code]


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


def drawn(folder: Path, script: str, tmp_path: Path) -> str:
    """The picture that a script draws in a copy of a part, which has nothing else."""
    copy = shutil.copytree(folder, tmp_path / folder.name)
    subprocess.run([sys.executable, "-X", "utf8", "-c", script], cwd=copy, check=True)
    return (copy / "map.svg").read_text(encoding="utf-8")


def regions_of(folder: Path) -> tuple[list[dict[str, str]], set[str]]:
    """The regions of a part, and the codes of those that have an outline in it."""
    with (folder / "data" / "regions.csv").open(encoding="utf-8", newline="") as file:
        regions = list(csv.DictReader(file))
    shapes = json.loads((folder / "files" / "region-outlines.topojson").read_text(encoding="utf-8"))
    return regions, {shape["id"] for shape in shapes["objects"]["regions"]["geometries"]}


def test_every_part_that_has_regions_has_their_outlines_and_says_where_they_come_from(
    parts: dict[str, Path],
) -> None:
    """The file of the package, byte for byte, which is that of the explorer; each shape is a region."""
    source = ROOT / "datapackage/geometry/regions-2016.topojson"
    kept = (ROOT / "explorer/geometry/regions-2016.topojson").read_bytes()
    assert source.read_bytes() == kept
    for folder in parts.values():
        outlines = package(folder).resource("region-outlines")
        assert (folder / outlines.paths[0]).read_bytes() == kept
        assert outlines.extra["sources"]
        assert outlines.extra["licenses"]
        regions, shapes = regions_of(folder)
        assert len(shapes) == 13
        assert shapes < {region["code"] for region in regions}


@pytest.mark.parametrize(("lang", "name"), enumerate(("fr", "en")))
def test_the_ten_lines_of_the_readme_draw_the_regional_rates(
    lang: int, name: str, parts: dict[str, Path], tmp_path: Path
) -> None:
    """Each region that has a rate has its own colour, all others are grey; those off the map are named."""
    folder = parts["regional-rates"]
    script = scripts_of(folder)[lang]
    assert len(script.strip().splitlines()) == 10
    picture = drawn(folder, script, tmp_path)
    regions, shapes = regions_of(folder)
    base, known = (picture.count(part) for part in ('fill="#ddd"', 'aria-label="'))
    assert base == len(shapes)
    asked = dict(re.findall(r"(\w+) == '?(\w+)'?", script))
    with (folder / "data" / "regional-rates.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[key] == value for key, value in asked.items())]
    values = [row["value"] for row in rows if row["value"] for _ in row["territory_regions"].split()]
    assert {code for row in rows for code in row["territory_regions"].split()} == shapes
    colours = re.findall(r'aria-label="[^"]*: (\d+)[^"]*"[^>]* fill="([^"]+)"', picture)
    assert known
    assert sorted(value for value, _ in colours) == sorted(values)
    assert len({colour for _, colour in colours}) == len(set(values))
    for region in regions:
        said = f"{region[f'label_{name}']}{':' if name == 'en' else chr(160) + ':'}"
        assert (said in picture) == (region["code"] not in shapes)


def test_what_is_off_the_map_is_told_with_its_value(parts: dict[str, Path], tmp_path: Path) -> None:
    """The overseas regions have measures: each is beside the map, as the table has it."""
    folder = parts["regional-context"]
    script = scripts_of(folder)[1]
    picture = drawn(folder, script, tmp_path)
    regions, shapes = regions_of(folder)
    asked = dict(re.findall(r"(\w+) == '?(\w+)'?", script))
    with (folder / "data" / "context-values-labelled.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[key] == value for key, value in asked.items())]
    values = {row["region"]: row["value"] for row in rows}
    off = [region for region in regions if region["code"] not in shapes]
    assert len(off) == 5
    assert all(f"{region['label_en']}: {float(values[region['code']]):.10g}" in picture for region in off)
