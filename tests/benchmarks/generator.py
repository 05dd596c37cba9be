"""A package of any size: 12 fields, a unique one, a primary key of three, two foreign keys; clean or faulty.

Deterministic: the same rows and seed give the same bytes. Communes are 35,000 codes, so that the larger
foreign key is of the size that French open data has.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.fields import ACTORS, COMMUNES, DOMAINS, FIELDS, KEY, NAMES, REGIONS, WORDS, YEARS


def _set(name: str, *values: str) -> Callable[[list[str], random.Random], list[list[str]]]:
    def fault(cells: list[str], rng: random.Random) -> list[list[str]]:
        cells[NAMES.index(name)] = rng.choice(values)
        return [cells]

    return fault


def _twice(cells: list[str], _rng: random.Random) -> list[list[str]]:
    return [cells, ["R99999999", *cells[1:]]]


def _same_id(cells: list[str], _rng: random.Random) -> list[list[str]]:
    return [["R00000001", *cells[1:]]]


# What a faulty row becomes, in turn. The last two are no faults, and must not be reported.
FAULTS: tuple[Callable[[list[str], random.Random], list[list[str]]], ...] = (
    _set("id", "", "R1", "r00000001"),
    _same_id,
    _set("region", ""),
    _set("region", "99", "xx"),
    _set("commune", "", "7505", "2C004"),
    _set("commune", "99999"),
    _set("actor", "", "nobody"),
    _set("domain", "", "Mobility"),
    _set("year", "1989", "2031"),
    _set("year", "20", "２０２４0", "20x4", ""),
    _set("date", "2023-02-29", "2024/01/01", "01-02-2024", " 2024-01-01"),
    _set("share", "100.00000000000000001", "-0.1", "100.5"),
    _set("share", "12,5", "x", "n/a", "NaN"),
    _set("base", "-1", "1.5", "1e3", "0x10"),
    _set("active", "yes", "2", " true"),
    _set("label", "x", "x" * 121),
    _set("code", "ab-1234", "AB-12345", "AB1234"),
    _twice,
    lambda cells, _: [cells[:2]],
    lambda cells, _: [cells[:-1]],
    lambda cells, _: [[*cells, "extra"]],
    lambda cells, _: [[*cells, ""]],
    lambda _cells, _: [[]],
    lambda cells, _: [["" for _ in cells]],
    lambda cells, _: [[" " for _ in cells]],
    _set("base", "1_000", "+7"),
    _set("label", 'a ""b"" c', "deux\nlignes"),
)


def key(number: int) -> tuple[str, str, str]:
    """The primary key of a row: commune, domain, year.

    No two of eleven million rows have the same, and none of them a year after 2010.
    """
    commune, rest = number % len(COMMUNES), number // len(COMMUNES)
    return COMMUNES[commune], DOMAINS[rest % len(DOMAINS)], str(YEARS[rest // len(DOMAINS) % len(YEARS)])


def rows(count: int, *, seed: int = 0, faults: float = 0.0) -> Iterator[list[str]]:
    """The rows of the table of facts; `faults` is the share of rows that a fault befalls."""
    rng = random.Random(seed)  # noqa: S311 -- data, not secrets
    pick, fault = rng.random, 0
    for number in range(count):
        commune, domain, year = key(number)
        chance = pick()
        label = f"{WORDS[number % 13]} {WORDS[int(chance * 13)]} {number % 9973}"
        if chance < 0.002:
            label = f"{label}\nsuite"
        elif chance < 0.02:
            label = f'"{label}", dit-on'
        cells = [
            f"R{number:08d}",
            REGIONS[number % len(COMMUNES) % len(REGIONS)],
            commune,
            ACTORS[int(chance * 6)],
            domain,
            year,
            f"{2000 + number % 25}-{1 + number % 12:02d}-{1 + number % 28:02d}",
            ("", "NA")[number % 2] if chance > 0.98 else f"{chance * 100:.1f}",
            "" if chance > 0.99 else str(int(chance * 100_000)),
            "true" if chance < 0.5 else "false",
            label,
            f"{chr(65 + number % 26)}{chr(65 + number % 23)}-{number % 10_000:04d}",
        ]
        if faults and pick() < faults:
            yield from FAULTS[fault % len(FAULTS)](cells, rng)
            fault += 1
        else:
            yield cells


def changed(count: int, changes: int = 1000, *, seed: int = 0) -> Iterator[list[str]]:
    """The same rows, and that many changes all along.

    Half are cells, a quarter rows removed, a quarter rows added, with keys of their own.
    """
    every = count // (changes // 4)
    for number, cells in enumerate(rows(count, seed=seed)):
        place = number % every if number < every * (changes // 4) else -1
        if place == 1:
            continue
        if place in (2, 3):
            cells[NAMES.index("active")] = {"true": "false", "false": "true"}[cells[NAMES.index("active")]]
        yield cells
        if place == 0:
            year = 4020 - int(cells[NAMES.index("year")])  # after 2010
            yield [f"R{90_000_000 + number}", *cells[1:5], str(year), *cells[6:]]


def write(folder: Path, count: int, *, seed: int = 0, faults: float = 0.0, fields: int = 12) -> Path:
    """The package on disk; fields beyond the twelve repeat those that are in no key."""
    return _write(folder, rows(count, seed=seed, faults=faults), fields)


def change(folder: Path, count: int, changes: int = 1000, *, seed: int = 0) -> Path:
    """The clean package on disk, changed."""
    return _write(folder, changed(count, changes, seed=seed), len(FIELDS))


def _write(folder: Path, facts: Iterable[list[str]], fields: int) -> Path:
    others = FIELDS[6:]
    more = [dict(others[i % len(others)]) for i in range(fields - len(FIELDS))]
    for i, field in enumerate(more):
        field["name"] = f"{field['name']}{i}"
    folder.mkdir(parents=True, exist_ok=True)
    for name, codes in (("regions", REGIONS), ("communes", COMMUNES)):
        (folder / f"{name}.csv").write_text("code\n" + "".join(f"{c}\n" for c in codes), encoding="utf-8")
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*NAMES, *(field["name"] for field in more)])
        for cells in facts:
            if cells:
                whole = len(cells) >= len(NAMES)
                writer.writerow(
                    [*cells, *(cells[6 + i % len(others)] for i in range(len(more) if whole else 0))]
                )
            else:
                stream.write("\n")
    (folder / "datapackage.json").write_text(json.dumps(descriptor(more), indent=1), encoding="utf-8")
    return folder


def descriptor(more: list[dict[str, Any]]) -> dict[str, Any]:
    """The package's descriptor, with some more fields."""
    code = {"fields": [{"name": "code", "type": "string", "constraints": {"required": True}}]}
    foreign = [
        {"fields": [name], "reference": {"resource": f"{name}s", "fields": ["code"]}}
        for name in ("region", "commune")
    ]
    facts = {"fields": [*FIELDS, *more], "primaryKey": KEY, "foreignKeys": foreign}
    common = {"type": "table", "format": "csv", "encoding": "utf-8", "dialect": {"lineTerminator": "\n"}}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "benchmark",
        "resources": [
            {"name": name, "path": f"{name}.csv", **common, "schema": {**schema, "missingValues": [""]}}
            for name, schema in (
                ("regions", {**code, "primaryKey": ["code"]}),
                ("communes", {**code, "primaryKey": ["code"]}),
                ("facts", facts),
            )
        ],
    }


def write_tiny(folder: Path) -> Path:
    """Twelve tables of twenty rows, each but the first with a key to the first."""
    folder.mkdir(parents=True, exist_ok=True)
    fields = [
        {"name": "code", "type": "string", "constraints": {"required": True}},
        {"name": "value", "type": "number", "constraints": {"minimum": 0}},
        {"name": "year", "type": "year"},
        {"name": "label", "type": "string"},
    ]
    key = {"fields": ["code"], "reference": {"resource": "t0", "fields": ["code"]}}
    tables = []
    for number in range(12):
        rows = "".join(f"c{row},{row}.5,2020,label {row}\n" for row in range(20))
        (folder / f"t{number}.csv").write_text(f"code,value,year,label\n{rows}", encoding="utf-8")
        schema = {"fields": fields, "primaryKey": ["code"], **({"foreignKeys": [key]} if number else {})}
        tables.append({"name": f"t{number}", "type": "table", "path": f"t{number}.csv", "schema": schema})
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    content = {"$schema": profile, "name": "tiny", "version": "1.0.0", "resources": tables}
    (folder / "datapackage.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    return folder


def enlarge(
    source: Path, folder: Path, count: int, *, version: str = "", seed: int = 0, kind: str = "context"
) -> Path:
    """A copy of our package, with the table `facts` of that many rows more.

    Its version is the next minor one, or the one given. `source` is the folder of our package; regions and
    communes of the table are tables of their own.
    """
    (folder / "datapackage").mkdir(parents=True, exist_ok=True)
    shutil.copytree(source / "datapackage", folder / "datapackage", dirs_exist_ok=True)
    package = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    major, minor, _ = package["version"].split(".")
    package["version"] = version or f"{major}.{int(minor) + 1}.0"
    story = folder / "datapackage/CHANGELOG.md"
    head, sign, rest = story.read_text(encoding="utf-8").partition("\n## ")
    if f"{sign}{package['version']} - " not in sign + rest:
        entry = f"\n## {package['version']} - 2026-12-01\n\nBanc d'essai. · Benchmark.\n"
        story.write_text(f"{head}{entry}{sign}{rest}", encoding="utf-8")
    made = write(folder / "datapackage/large", count, seed=seed)
    (made / "regions.csv").rename(made / "large-regions.csv")
    (made / "communes.csv").rename(made / "large-communes.csv")
    described = json.loads((made / "datapackage.json").read_text(encoding="utf-8"))
    (made / "datapackage.json").unlink()
    for resource in described["resources"]:
        listed = resource["name"] != "facts"
        resource["name"] = f"large-{resource['name']}" if listed else resource["name"]
        resource["path"] = f"datapackage/large/{resource['name']}.csv"
        resource["kind"] = "reference" if listed else kind
        resource["mediatype"] = "text/csv"
        for described_as in (resource, *resource["schema"]["fields"]):
            name = described_as["name"]
            described_as |= {"title": name, "title_en": name, "description": name, "description_en": name}
        for key in resource["schema"].get("foreignKeys", ()):
            key["reference"]["resource"] = f"large-{key['reference']['resource']}"
        package["resources"].append(resource)
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    return folder
