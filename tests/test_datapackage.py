"""The source package: every figure of the readings and of earlier versions is in it, once, as it was read."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts.derive import rekeyed
from scripts.derive.expand import expand
from scripts.publish import history
from scripts.reading import descriptor, identifiers, tables
from scripts.reading.model.package import Package, Resource
from scripts.reading.sources import open_source
from tests import ruled

ROOT = Path(__file__).parent.parent
READINGS = ROOT.parent / "shared" / "source"
FACTS, FOUND = READINGS / "public-facts.csv", READINGS / "found-figures.csv"
OWN = "RAMEAU"  # the producer of the observatory's own figures
FOLLOWS = re.compile(r"[?&]pk_\w+=[^&#]*")  # what an address says of who follows it
SOURCE = descriptor.load(ROOT)
PACKAGE = descriptor.to_package(SOURCE.descriptor)
WHOLE, TEXTS = expand(PACKAGE, {r.name: tables.read_cells(SOURCE.files, r) for r in PACKAGE.tables})
DECK = "deck_2018"  # the slides whose figures are all pinned

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of a table of the source package, typed."""
    found: list[Row] = tables.read_table(SOURCE.files, PACKAGE.resource(name)).to_pylist()
    return found


def as_written(name: str) -> list[dict[str, str]]:
    """The rows of a table as a release has it, as texts."""
    names = tables.schema_of(WHOLE.resource(name)).field_names
    return [dict(zip(names, row, strict=True)) for row in TEXTS[name]]


@pytest.fixture(scope="module")
def observed() -> dict[str, Row]:
    """Every figure by its identifier."""
    return {row["identifier"]: row for row in ruled.whole()["observations"].to_pylist()}


# --- the slides of 2018 and other pages, as they were read --------------------------------------------------
#
# tests/pins.csv has figures, by their dimensions, as the reading page of the slides and the pages quoted give
# them; tests/pins_texts.csv cells of other tables. A new study adds its own; none of these may change.


def pinned(name: str) -> list[dict[str, str]]:
    """The rows of a file of pins."""
    with (ROOT / "tests" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pinned_figure_is_there_as_it_was_read() -> None:
    """Value digit for digit, status, qualifier and page; an illegible figure is empty, never a guess."""
    found = {row["identifier"]: row for row in as_written("observations")}
    key = identifiers.dimensions(tables.schema_of(WHOLE.resource("observations")))
    pins = pinned("pins.csv")
    names = {identifiers.identifier("observations", (pin[name] for name in key)): pin for pin in pins}
    assert len(names) == len(pins)
    assert {name: {field: found[name][field] for field in pin} for name, pin in names.items()} == names
    assert {name for name, row in found.items() if row["source"] == DECK} <= names.keys()


def test_every_pinned_cell_says_what_was_read() -> None:
    """Domains and their families, profiles, impacts, needs, initiatives: names and kinds of the slides."""
    found = {
        (cell["identifier"], cell["field"]): cell["value"] or ""
        for cell in ruled.whole()["cells"].to_pylist()
    }
    pins = {(pin["identifier"], pin["field"]): pin["text"] for pin in pinned("pins_texts.csv")}
    assert {place: found[place] for place in pins} == pins


# --- earlier versions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", history.archives(ROOT))
def test_every_figure_of_an_earlier_version_is_there(version: str) -> None:
    """Its identifier leads to a figure of the same value, digit for digit, unless an erratum corrected it."""
    found = {row["identifier"]: row for row in as_written("observations")}
    corrected = {row["identifier"] for row in as_written("errata") if row["field"] == "value"}
    became = rekeyed.became(PACKAGE, as_written)
    wrong, seen = [], 0
    with open_source(str(history.archives(ROOT)[version])) as source:
        package = descriptor.to_package(source.descriptor)
        for resource in package.tables:
            if resource.extra["kind"] != "fact":
                continue
            texts = tables.read_cells(source.files, resource)
            value = tables.schema_of(resource).field_names.index("value")
            for name, row in zip(identifiers.of_rows(resource, texts), texts, strict=True):
                now = became[name].now if name in became else name
                seen += 1
                if now not in found or (found[now]["value"] != row[value] and now not in corrected):
                    wrong.append((name, now, row[value]))
    assert wrong == []
    assert seen > 200


# --- the public pages ---------------------------------------------------------------------------------------


def test_every_public_statement_ends_in_one_place(observed: dict[str, Row]) -> None:
    """Each of the 187 lines is one row or one corroboration, with the same value and the same address."""
    if not FACTS.is_file():
        pytest.skip("skipped: ../shared/source/public-facts.csv is not here")
    facts, places = (
        numbered(FACTS),
        {p["line"]: p for p in numbered(ROOT / "tests/public_facts.csv").values()},
    )
    assert places.keys() == facts.keys()
    assert misplaced(facts, places, observed) == []


def test_every_further_figure_of_the_observatory_ends_in_one_place(observed: dict[str, Row]) -> None:
    """Each number of the second reading is a row or a corroboration; what is none has its reason."""
    if not FOUND.is_file():
        pytest.skip("skipped: ../shared/source/found-figures.csv is not here")
    facts = {line: fact for line, fact in numbered(FOUND).items() if OWN in fact["producer"]}
    places = {p["line"]: p for p in numbered(ROOT / "tests/found_figures.csv").values()}
    assert places.keys() == facts.keys()
    own = {line: fact for line, fact in facts.items() if re.fullmatch(r"\d+(?:\.\d+)?", fact["value"])}
    assert misplaced({k: v for k, v in own.items() if places[k]["kind"] != "count"}, places, observed) == []
    aside = [place for line, place in places.items() if line not in own or place["kind"] == "count"]
    assert all(place["reason"] and place["kind"] in ("text", "count") for place in aside)
    known = {*observed, *(f"{t}:{r['code']}" for t in ("studies", "indicators") for r in rows(t)), ""}
    known |= {row["old"] for row in rows("moved")}
    assert {place["identifier"] for place in places.values()} <= known


def numbered(path: Path) -> dict[str, dict[str, str]]:
    """The lines of a CSV file by their number there, the first of them 2."""
    with path.open(encoding="utf-8", newline="") as file:
        return {str(line): row for line, row in enumerate(csv.DictReader(file), start=2)}


def misplaced(
    facts: dict[str, dict[str, str]], places: dict[str, dict[str, str]], observed: dict[str, Row]
) -> list[tuple[Any, ...]]:
    """The statements that are not at their place, with the same value and the same page.

    A page is the same whatever its address says of who follows it; one without an address has none in both.
    """
    pages = {r["code"]: FOLLOWS.sub("", r["address"] or "") for r in rows("sources")}
    studies = {f"studies:{r['code']}": r for r in rows("studies")}
    became = {r["old"]: r["new"] for r in rows("moved")}
    corroborated = {(r["observation"], pages[r["source"]]) for r in rows("corroborations")}
    wrong = []
    for line, fact in facts.items():
        kind, name = places[line]["kind"], places[line]["identifier"]
        name = became.get(name, name)  # the places are told as the versions had them that took the figures in
        row = studies.get(name) or observed[name]
        value = row["n"] if name in studies else row["value"]
        page = FOLLOWS.sub("", fact["page_url"]) if fact["page_url"].startswith("http") else ""
        held = pages[row["source"]] == page if kind == "row" else (name, page) in corroborated
        if value != float(fact["value"]) or not held:
            wrong.append((line, name, value, fact["value"]))
    return wrong


def test_no_place_is_taken_twice() -> None:
    """Two statements are never the same row, nor the same corroboration of one observation by one page."""
    places = {
        name: [(p["kind"], p["identifier"]) for p in numbered(ROOT / "tests" / f"{name}.csv").values()]
        for name in ("public_facts", "found_figures")
    }
    taken = [name for listed in places.values() for kind, name in listed if kind == "row"]
    assert len(taken) == len(set(taken))
    assert sum(kind == "row" for kind, _ in places["public_facts"]) == 140


# --- what every table owes its readers ----------------------------------------------------------------------


@pytest.mark.parametrize("resource", WHOLE.tables, ids=lambda r: r.name)
def test_a_resource_is_described_in_both_languages(resource: Resource) -> None:
    """Title and description in French and English, of the table and of each of its fields; a key; a kind."""
    schema = tables.schema_of(resource)
    for thing in (resource, *schema.fields):
        english = [thing.extra.get(name) for name in ("title_en", "description_en")]
        assert all([thing.title, thing.description, *english]), (resource.name, thing.name)
    assert schema.primary_key
    kinds = ("fact", "cut", "labelled", "context", "reference", "content", "link", "erratum")
    assert resource.extra["kind"] in kinds


def test_one_table_holds_the_figures() -> None:
    """Any other of its kind would be in no cut, at no address and on no page."""
    assert [r.name for r in PACKAGE.resources if r.extra["kind"] == "fact"] == ["observations"]


@pytest.mark.parametrize("resource", PACKAGE.tables, ids=lambda r: r.name)
def test_a_table_is_sorted_by_its_key(resource: Resource) -> None:
    """Small diffs: rows stand in the order of the key that names them, as texts."""
    with (SOURCE.base / resource.paths[0]).open(encoding="utf-8", newline="") as file:
        key = tables.schema_of(resource).row_key
        found = [tuple(row[name] for name in key) for row in csv.DictReader(file)]
    assert found == sorted(found)


def test_the_source_holds_no_hash_no_size_no_build_date() -> None:
    """What a build computes has no place in what people edit."""
    text = json.dumps(SOURCE.descriptor)
    assert not any(f'"{name}"' in text for name in ("hash", "bytes", "created", "rowCount"))


def test_codes_that_are_columns_are_foreign_keys() -> None:
    """A column named like a reference table points at it, in every table; the context has its own three."""
    singular = {
        "study": ("studies",),
        "domain": ("domains",),
        "actor": ("actors",),
        "subject": ("actors",),
        "item": ("items",),
        "answer": ("answers",),
        "geography": ("geographies",),
        "qualifier": ("qualifiers",),
        "population": ("populations",),
        "territory": ("territories",),
        "indicator": ("indicators", "context-indicators"),
        "unit": ("units",),
        "status": ("statuses",),
        "source": ("sources", "context-sources"),
        "region": ("regions",),
        "family": ("families", "context-families"),
    }
    assert missing_keys(WHOLE, singular) == []


def missing_keys(package: Package, singular: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The (table, column) pairs that lack the foreign key that their name promises."""
    missing = []
    for resource in package.tables:
        schema = tables.schema_of(resource)
        keyed = {(key.fields, key.resource) for key in schema.foreign_keys}
        missing += [
            (resource.name, name)
            for name in schema.field_names
            if name in singular and not any(((name,), table) in keyed for table in singular[name])
        ]
    return missing
