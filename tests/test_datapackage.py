"""The real source package: every figure of the two readings is in it, once, with its value and its status."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts import descriptor, observations, tables
from scripts.model import Package, Resource

ROOT = Path(__file__).parent.parent
READINGS = ROOT.parent / "shared" / "source"
FACTS, FOUND = READINGS / "public-facts.csv", READINGS / "found-figures.csv"
OWN = "RAMEAU"  # the producer of the observatory's own figures
FOLLOWS = re.compile(r"[?&]pk_\w+=[^&#]*")  # what an address says of who follows it
SOURCE = descriptor.load(ROOT)
PACKAGE = descriptor.to_package(SOURCE.descriptor)

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The rows of a table of the source package, typed."""
    found: list[Row] = tables.read_table(SOURCE.base, PACKAGE.resource(name)).to_pylist()
    return found


@pytest.fixture(scope="module")
def observed() -> dict[str, Row]:
    """Every observation by its identifier."""
    typed = {r.name: tables.read_table(SOURCE.base, r) for r in PACKAGE.tables}
    _, table = observations.build(PACKAGE, typed)
    return {row["identifier"]: row for row in table.to_pylist()}


# --- the slides of 2018, as their reading page gives them ---------------------------------------------------

PAGE_2 = {
    "rameau_created": 2006,
    "applied_research_years": 12,
    "organisations_supported": 500,
    "field_experiments": 850,
    "reference_studies": 50,
    "foresight_groups": 30,
    "funds_raised": 50_000_000,
    "budget": 1_500_000,
    "permanent_staff": 8,
    "regular_contributors": 8,
}
PAGE_7 = {"yes_rooted": 17, "yes_growing": 13, "emerging": 46, "not_at_all": 24}
PAGE_9 = {
    ("agir_ensemble", "actors_at_launch"): (140, None),
    ("agir_ensemble", "active_contributors"): (50, None),
    ("agir_ensemble", "pupils_a_year"): (200, None),
    ("emergence", "territories_supported"): (6, None),
    ("emergence", "projects_under_way"): (15, None),
    ("emergence", "partners_mobilised"): (60, "more_than"),
    ("emergence", "collective_sessions"): (20, "more_than"),
    ("labo_alsace", "participants"): (5500, None),
    ("labo_alsace", "events"): (82, None),
    ("labo_alsace", "partnerships"): (107, None),
    ("labo_alsace", "companies"): (56, None),
    ("labo_alsace", "associations"): (83, None),
    ("labo_alsace", "local_authorities"): (25, None),
    ("rse_nantes", "ambassadors"): (120, None),
    ("rse_nantes", "visits_since_launch"): (125_000, None),
    ("rse_nantes", "visitors_a_month"): (5000, "on_average"),
}
PAGE_11 = {
    ("citizens", "environment", "very_important"): (61, "A"),
    ("citizens", "education", "very_important"): (52, "A"),
    ("citizens", "isolation_social_link", "very_important"): (50, "A"),
    ("associations", "isolation_social_link", "very_important"): (54, "A"),
    ("associations", "culture_leisure", "very_important"): (52, "A"),
    ("associations", "environment", "very_important"): (47, "A"),
    ("associations", "poverty_exclusion", "very_important"): (40, "A"),
    ("companies", "economic_development", "very_important"): (69, "U"),
    ("companies", "employment", "very_important"): (69, "U"),
    ("companies", "environment", "very_important"): (56, "A"),
    ("companies", "energy_transition", "very_important"): (50, "A"),
    ("associations", "poverty_exclusion", "very_important_or_important"): (84, "U"),
    ("companies", "energy_transition", "very_important_or_important"): (None, "O"),
}
ANSWERS = ("priority", "secondary", "not_needed", "priority_or_secondary")
PAGE_13 = {
    "initiate_meetings": ((74, 24, 2, 98), "AAEA"),
    "lead_dialogue": ((71, 25, 4, 96), "AAEA"),
    "support_organisations": ((68, 29, 3, 97), "AAEA"),
    "promote_alliances": ((64, 33, 3, 97), "EAEA"),
    "join_experiments": ((56, 39, 5, 95), "EAEA"),
    "public_private_partnerships": ((54, 34, 12, 88), "EAEA"),
}


def test_page_2_the_laboratory_in_figures() -> None:
    """The ten figures of the laboratory, all as printed."""
    found = {r["indicator"]: (r["value"], r["status"]) for r in rows("key-figures") if r["page"] == "2"}
    assert found == {code: (value, "A") for code, value in PAGE_2.items()}


def test_page_5_sixteen_domains_in_three_families() -> None:
    """The names are sure, the grouping is not: its status is U."""
    found = rows("domains")
    families = [r["family"] for r in found]
    assert {f: families.count(f) for f in families} == {"economic": 3, "societal": 10, "environmental": 3}
    assert {r["family_status"] for r in found} == {"U"}


def test_page_6_the_charts_are_not_legible() -> None:
    """The slide's own figures are missing; the public pages give them in other rows."""
    slide = [r for r in rows("national-rates") if r["page"] == "6"]
    assert {r["indicator"] for r in slide} == {"innovation_source"}
    assert {(r["value"], r["status"]) for r in slide} == {(None, "O")}
    known = {
        r["population"]: r["value"]
        for r in rows("national-rates")
        if r["indicator"] == "innovation_source" and r["status"] == "A" and r["year"] in (2015, 2016)
    }
    assert known == {"citizens": 69, "company_leaders": 81, "association_leaders": 86, "mayors": 87}


def test_page_7_four_answers_to_question_4() -> None:
    """17, 13, 46 and 24, as printed."""
    slide = [r for r in rows("coconstruction-dynamics") if r["page"] == "7"]
    found = {r["answer"]: (r["value"], r["status"]) for r in slide}
    assert found == {answer: (value, "A") for answer, value in PAGE_7.items()}


def test_page_8_national_practice_rates_and_partnerships() -> None:
    """37 % of companies, 38 % of associations, 1.2 million partnerships."""
    rates = {r["population"]: (r["value"], r["status"]) for r in rows("national-rates") if r["page"] == "8"}
    assert rates == {"companies_10_plus": (37, "A"), "associations": (38, "A")}
    number = [r for r in rows("key-figures") if r["indicator"] == "partnerships_number" and r["page"] == "8"]
    assert [(r["value"], r["status"]) for r in number] == [(1_200_000, "A")]
    assert [r["code"] for r in rows("practices") if r["kind"] == "type"] == [
        "economic_cooperation",
        "responsible_practices",
        "social_innovation",
        "sponsorship",
    ]


def test_page_8_twelve_territories_one_uncertain_one_from_elsewhere() -> None:
    """Ten illegible, 23 beside Bretagne uncertain, 43 for Pays de la Loire from a public page."""
    found = {
        r["territory"]: r
        for r in rows("regional-rates")
        if (r["indicator"], r["population"]) == ("practice_rate", "companies_10_plus")
    }
    areas = {r["code"] for r in rows("territories") if r["kind"] == "study_area"}
    assert set(found) == areas
    assert len(areas) == 12
    read = {code: (r["value"], r["status"]) for code, r in found.items() if r["value"] is not None}
    assert read == {"area_53": (23, "U"), "area_52": (43, "A")}
    assert {r["status"] for code, r in found.items() if code not in read} == {"O"}
    assert {r["significance"] for r in found.values()} == {"not_published"}
    assert {r["source"] for code, r in found.items() if code != "area_52"} == {"deck_2018"}


def test_page_9_four_pioneers_with_their_qualifiers() -> None:
    """« more than » is kept as a qualifier, not lost."""
    found = {(r["pioneer"], r["figure"]): (r["value"], r["qualifier"]) for r in rows("pioneer-figures")}
    assert found == PAGE_9
    assert {r["code"]: r["since"] for r in rows("pioneers")} == {
        "agir_ensemble": 2012,
        "emergence": 2012,
        "labo_alsace": 2012,
        "rse_nantes": 2013,
    }


def test_page_10_seven_impacts_of_three_kinds() -> None:
    """Performance three times, trust twice, innovation twice."""
    kinds = [r["kind"] for r in rows("impacts")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"performance": 3, "trust": 2, "innovation": 2}


def test_page_11_roles_of_the_actors() -> None:
    """Eleven figures and two totals; what is absent has no row."""
    found = {(r["actor"], r["domain"], r["answer"]): (r["value"], r["status"]) for r in rows("actor-roles")}
    assert found == PAGE_11


def test_page_12_five_profiles_two_names() -> None:
    """Two names are legible, three are not."""
    names = [r["name_fr"] for r in rows("mayor-profiles")]
    assert sorted(name for name in names if name) == ["Les Bâtisseurs", "Les Coordinateurs"]
    assert names.count(None) == 3


@pytest.mark.parametrize("role", PAGE_13)
def test_page_13_priorities(role: str) -> None:
    """Four figures a role, those not legibly printed marked as computed."""
    values, statuses = PAGE_13[role]
    answers = [r for r in rows("collectivity-priorities") if r["role"] == role]
    found = {r["answer"]: (r["value"], r["status"]) for r in answers}
    assert found == dict(zip(ANSWERS, zip(values, statuses, strict=True), strict=True))


def test_page_14_three_approaches_and_three_steps() -> None:
    """Each step has the lever that lifts its obstacle; approaches have none."""
    found = rows("needs")
    assert [r["kind"] for r in found].count("approach") == 3
    assert {bool(r["lever_fr"]) for r in found if r["kind"] == "step"} == {True}


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
    corroborated = {(r["observation"], pages[r["source"]]) for r in rows("corroborations")}
    wrong = []
    for line, fact in facts.items():
        kind, name = places[line]["kind"], places[line]["identifier"]
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


@pytest.mark.parametrize("resource", PACKAGE.resources, ids=lambda r: r.name)
def test_a_resource_is_described_in_both_languages(resource: Resource) -> None:
    """Title and description in French and English, of the table and of each of its fields; a key; a kind."""
    schema = tables.schema_of(resource)
    for thing in (resource, *schema.fields):
        english = [thing.extra.get(name) for name in ("title_en", "description_en")]
        assert all([thing.title, thing.description, *english]), (resource.name, thing.name)
    assert schema.primary_key
    assert resource.extra["kind"] in ("fact", "context", "reference", "content", "link", "erratum")


@pytest.mark.parametrize("resource", PACKAGE.resources, ids=lambda r: r.name)
def test_a_table_is_sorted_by_its_key(resource: Resource) -> None:
    """Small diffs: rows stand in the order of their primary key, as texts."""
    with (SOURCE.base / resource.paths[0]).open(encoding="utf-8", newline="") as file:
        key = tables.schema_of(resource).primary_key
        found = [tuple(row[name] for name in key) for row in csv.DictReader(file)]
    assert found == sorted(found)


def test_the_source_holds_no_hash_no_size_no_build_date() -> None:
    """What a build computes has no place in what people edit."""
    text = json.dumps(SOURCE.descriptor)
    assert not any(f'"{name}"' in text for name in ("hash", "bytes", "created", "rowCount"))


def test_codes_that_are_columns_are_foreign_keys(observed: dict[str, Row]) -> None:
    """A column named like a reference table points at it, in every table; the context has its own three."""
    assert observed
    singular = {
        "study": ("studies",),
        "domain": ("domains",),
        "actor": ("actors",),
        "population": ("populations",),
        "territory": ("territories",),
        "indicator": ("indicators", "context-indicators"),
        "unit": ("units",),
        "status": ("statuses",),
        "source": ("sources", "context-sources"),
        "region": ("regions",),
        "family": ("families", "context-families"),
    }
    assert missing_keys(PACKAGE, singular) == []


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
