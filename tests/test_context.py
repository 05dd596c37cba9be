"""What is measured: every value is there as it was read, and is never a survey's answer."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.derive.expand import expand
from scripts.publish import thematic
from scripts.reading import descriptor, tables
from tests import ruled
from tests.ruled import Row, Tables, put, without, wrong

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SOURCE = descriptor.load(ROOT)
PACKAGE = descriptor.to_package(SOURCE.descriptor)

WHOLE, _ = expand(PACKAGE, {r.name: tables.read_cells(SOURCE.files, r) for r in PACKAGE.tables})
CONTEXT = (
    "context-values",
    "context-series",
    "context-indicators",
    "context-families",
    "context-sources",
    "absence-reasons",
)
OFFICIAL, FABRIC = "official_measures", "associative_fabric"  # the two families of context-families
RULES = sorted(p.stem for p in (SOURCE.base / "datapackage" / "rules").glob("context-*.sql"))
OVERSEAS = {"01", "02", "03", "04", "06"}
UNCERTAIN = {"allocataires_aah_pour_1000", "part_75_plus"}


def texts(name: str) -> list[dict[str, str]]:
    """The rows of a table as the texts of its file."""
    with (SOURCE.base / "datapackage" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_family(family: str, name: str) -> list[dict[str, str]]:
    """The rows of `context-values`, or of another table of indicators, that are of a family."""
    codes = {i["code"] for i in texts("context-indicators") if i["family"] == family}
    return [row for row in texts(name) if row.get("indicator", row.get("code")) in codes]


def period(row: Row) -> str:
    """The year of a row, or its first and last years, as the reading writes them."""
    return "-".join(filter(None, (row["year"], row["year_end"])))


@pytest.fixture(scope="module")
def read(shared: Path) -> list[dict[str, str]]:
    """The values as they were read, before they were set in tables."""
    return reading(shared, "context-values.csv")


def reading(shared: Path, name: str) -> list[dict[str, str]]:
    """A table of the reading; the test is skipped where it is not here."""
    path = shared / "source" / name
    if not path.is_file():
        pytest.skip(f"../shared/source/{name} is not here: what is compared with it cannot be")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def typed() -> Tables:
    """Every table of the package, with what is derived."""
    return ruled.whole()


# --- what was read ------------------------------------------------------------------------------------------


def test_every_value_that_was_read_is_there_digit_for_digit(read: list[dict[str, str]]) -> None:
    """1,566 values: same indicator, period, region, text of the value, name of the source; and no other."""
    names = {s["code"]: s["named_as"] for s in texts("context-sources")}
    held = {
        (v["indicator"], period(v), v["region"]): (v["value"], names[v["source"]])
        for v in of_family(OFFICIAL, "context-values")
        if v["value"]
    }
    wanted = {(r["indicator_id"], r["year"], r["region_code"]): (r["value"], r["source_name"]) for r in read}
    assert len(wanted) == len(read) == 1566
    assert held == wanted


def test_every_status_follows_from_what_was_read(read: list[dict[str, str]]) -> None:
    """U where the reading warns of the source, P for provisional accounts, E where computed, else A."""

    def expected(row: dict[str, str]) -> str:
        if row["indicator_id"] in UNCERTAIN:
            return "U"
        if row["note"].startswith(("semi-définitif", "provisoire")):
            return "P"
        return "E" if "CALCULÉ" in row["note"] else "A"

    held = {(v["indicator"], period(v), v["region"]): v["status"] for v in texts("context-values")}
    wrong = [
        (r, held[r["indicator_id"], r["year"], r["region_code"]])
        for r in read
        if held[r["indicator_id"], r["year"], r["region_code"]] != expected(r)
    ]
    assert wrong == []


def test_every_indicator_that_was_read_has_its_domain(shared: Path) -> None:
    """34 indicators, in the domains that the reading gives; the population in none; no domain is empty."""
    labels = {d["code"]: d["label_fr"].replace(" ", "") for d in texts("domains")} | {
        "": "(référence)Population"
    }
    given = reading(shared, "context-indicators.csv")
    wanted = {r["indicator_id"]: r["domain"].replace(" ", "") for r in given}
    official = of_family(OFFICIAL, "context-indicators")
    assert {i["code"]: labels[i["domain"]] for i in official} == wanted
    assert {i["domain"] for i in official} == set(labels)


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("taux_pauvrete_60", "2013"),
        ("part_locaux_fibre", "Normandie et Grand Est"),
        ("part_jeunes_non_inseres", "chaîner"),
        ("part_jeunes_non_inseres_barometre", "chaîner"),
        ("part_jeunes_non_inseres", "NEET"),
        ("cambriolages_pour_1000_logements", "logements"),
        ("taux_mortalite_brut", "âge"),
        ("part_locaux_fibre", "réestimé"),
        ("pib_par_habitant", "millésime"),
        ("coups_blessures_pour_1000_hab", "population de 2021"),
        ("taux_couverture_elec_renouvelable", "pluie"),
        ("allocataires_aah_pour_1000", "association"),
        ("part_75_plus", "association"),
        ("niveau_vie_median", "Guyane"),
        ("part_rp_dpe_f_g", "Hexagone"),
        ("production_electricite_renouvelable", "Hexagone"),
        ("tues_route_par_million", "Petits effectifs"),
        ("maisons_sante_pour_100000", "médecins"),
        ("dechets_menagers_hab", "touristique"),
        ("part_actifs_velo", "voiture"),
        ("part_sau_bio", "21,6"),
        ("creations_entreprises_pour_1000_hab", "Micro-entrepreneurs"),
        ("part_locaux_thd_30m", "théorique"),
        ("taux_chomage_localise", "révisions"),
    ],
)
def test_a_caveat_of_the_reading_is_told(indicator: str, said: str) -> None:
    """Each break or caveat of the reading stands in its indicator, and in English too."""
    row = next(i for i in texts("context-indicators") if i["code"] == indicator)
    where = [n for n in ("definition", "breaks", "caveats") if said in row[f"{n}_fr"]]
    assert where
    assert all(row[f"{n}_en"] for n in where)


# --- the voluntary sector and partnerships, apart -----------------------------------------------------------

GIFTS = {
    "Part des entreprises mécènes": "mecenat_entreprises_part",
    "Nombre d'entreprises mécènes": "mecenat_entreprises_nombre",
    "Montant des dons déclarés": "mecenat_montant",
}
FILES = {
    "indicateur 5.1": "benevoles_actifs_pour_100_hab",
    "nb-jeunes-engages": "service_civique_volontaires",
    "nb-beneficiaires-siae": "insertion_beneficiaires",
}
YEARS = ("2018", "2020", "2023")  # of the gifts that more than one region has


def region_of(territory: str) -> str | None:
    """The code of one of the 18 regions; None for France, a former region, overseas as a whole."""
    known = {r["label_fr"]: r["code"] for r in texts("regions")}
    code = re.search(r"\((\d\d)\)$", territory)
    return code[1] if code and code[1] in known.values() else known.get(territory)


def test_every_value_of_the_second_family_is_one_that_was_read(shared: Path) -> None:
    """Digit for digit (a count has no « .0 »), with its year and its region; and no other value."""
    wanted: dict[tuple[str, str, str], set[str]] = {}
    for row in reading(shared, "found-figures.csv"):
        region = region_of(row["territory"])
        indicator = FILES.get(row["study"])
        if row["producer"].startswith("Admical") and row["year"] in YEARS:
            indicator = GIFTS.get(row["indicator"])
        if indicator and region and row["confidence"] != "low":
            value = row["value"].removesuffix(".0") if row["unit"] == "count" else row["value"]
            wanted.setdefault((indicator, row["year"], region), set()).add(value)
    held = {
        (v["indicator"], v["year"], v["region"]): {v["value"]}
        for v in of_family(FABRIC, "context-values")
        if v["value"]
    }
    assert held == wanted
    assert Counter(indicator for indicator, *_ in held) == {
        "benevoles_actifs_pour_100_hab": 17,
        "service_civique_volontaires": 90,
        "insertion_beneficiaires": 90,
        "mecenat_entreprises_part": 8 + 3 + 6,
        "mecenat_entreprises_nombre": 4 + 3 + 3,
        "mecenat_montant": 3 + 3 + 3,
    }


def test_a_word_printed_with_a_number_is_told(shared: Path) -> None:
    """« Un peu plus de », « plus de », « près de »: the note has them, in both languages."""
    values = {(v["indicator"], v["year"], v["region"]): v for v in of_family(FABRIC, "context-values")}
    for row in reading(shared, "found-figures.csv"):
        at = (GIFTS.get(row["indicator"], ""), row["year"], region_of(row["territory"]) or "")
        if row["qualifier"] and at in values:
            assert row["qualifier"] in values[at]["note"]
            assert re.search("more than|nearly", values[at]["note_en"])


def test_no_fragment_of_a_page_is_copied(shared: Path) -> None:
    """What was quoted so that a figure may be named rightly is in no cell of the package."""
    cells = [cell for name in CONTEXT for row in texts(name) for cell in row.values()]
    for row in reading(shared, "found-figures.csv"):
        if "RAMEAU" not in row["producer"] and not re.fullmatch(r"[\w',.\- ]*,\d{4}\S*", row["fragment"]):
            assert not [cell for cell in cells if row["fragment"] in cell]


def test_the_second_family_is_uncertain_throughout_and_its_scopes_are_not_chained() -> None:
    """All `U`, since no primary producer was read; 2023 breaks the gifts; who is not named is not zero."""
    values = of_family(FABRIC, "context-values")
    assert {v["status"] for v in values if v["value"]} == {"U"}
    assert {v["absence"] for v in values if v["indicator"] in GIFTS.values()} == {"", "not_found"}
    assert {v["absence"] for v in values if v["indicator"] in FILES.values()} == {"", "unstated"}
    breaks = {
        (s["indicator"], s["year"])
        for s in of_family(FABRIC, "context-series")
        if s["break_before"] == "true"
    }
    assert breaks == {(indicator, "2023") for indicator in GIFTS.values()}
    zeros = {
        (v["indicator"], v["year"], v["region"]) for v in values if v["value"] and float(v["value"]) == 0
    }
    assert zeros == {("insertion_beneficiaires", "2017", "06")}


# --- complete, or it says what is missing -------------------------------------------------------------------


def test_every_period_names_every_region() -> None:
    """Each period of 18 regions: a value and no reason, or a reason and no value."""
    regions = [r["code"] for r in texts("regions")]
    named = Counter((v["indicator"], v["year"]) for v in texts("context-values"))
    periods = [(s["indicator"], s["year"]) for s in texts("context-series")]
    assert named == dict.fromkeys(periods, len(regions))
    assert len(of_family(OFFICIAL, "context-series")) == 97
    assert all(bool(v["value"]) != bool(v["absence"]) for v in texts("context-values"))


def test_what_is_missing_has_the_reason_of_the_reading() -> None:
    """Out of scope, cut copies and removed figures are exactly those that the reading tells of."""
    found: dict[str, set[tuple[str, str]]] = {}
    cells: dict[tuple[str, str, str], set[str]] = {}
    for v in of_family(OFFICIAL, "context-values"):
        if v["absence"]:
            found.setdefault(v["absence"], set()).add((v["indicator"], v["year"]))
            cells.setdefault((v["absence"], v["indicator"], v["year"]), set()).add(v["region"])
    assert cells["removed_by_reader", "part_locaux_fibre", "2018"] == {"28", "44"}
    assert found["removed_by_reader"] == {("part_locaux_fibre", "2018")}
    assert cells["partial_copy", "taux_pauvrete_60", "2018"] == {"28", "32", "75", "76", "94"}
    assert found["partial_copy"] == {("taux_pauvrete_60", "2018"), ("taux_pauvrete_60", "2021")}
    outside = {i for i, _ in found["outside_scope"]}
    mainland = {"part_rp_dpe_f_g", "production_electricite_renouvelable", "taux_couverture_elec_renouvelable"}
    assert {i for i in outside if i not in mainland} == {
        "niveau_vie_median",
        "niveau_vie_d1",
        "part_minima_sociaux_revenu",
        "rapport_interdecile",
        "taux_pauvrete_60",
    }
    for (reason, indicator, _), missing in cells.items():
        if reason == "outside_scope":
            assert missing == (OVERSEAS if indicator in mainland else {"01", "03", "06"})
        elif reason in ("not_measured", "part_missing"):
            assert missing == {"06"}


def test_only_overseas_regions_are_missing_elsewhere() -> None:
    """But for the poverty rate and fibre in 2018, the 13 regions of metropolitan France are always there."""
    missing = {
        (v["indicator"], v["year"])
        for v in of_family(OFFICIAL, "context-values")
        if v["absence"] and v["region"] not in OVERSEAS
    }
    assert missing == {
        ("taux_pauvrete_60", "2018"),
        ("taux_pauvrete_60", "2021"),
        ("part_locaux_fibre", "2018"),
    }


# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CONTEXT)
def test_what_is_told_in_french_is_told_in_english(name: str) -> None:
    """Each text has its twin, and French keeps its spaces."""
    pairs = [(f, f[:-3] + "_en") for f in texts(name)[0] if f.endswith("_fr")] + [("note", "note_en")]
    for row in texts(name):
        for french, english in pairs:
            assert bool(row.get(french)) == bool(row.get(english)), (row, french)
            assert not re.search(r" [:;?!%»]|« |\d \d{3}", row.get(french, "")), row[french]


def test_a_direction_has_its_reason_and_is_cautious() -> None:
    """What the age, the size or the structure of a region explains first has no direction."""
    directions = {i["code"]: i["direction"] for i in texts("context-indicators")}
    assert all(i["direction_reason_fr"] for i in texts("context-indicators"))
    neutral = (
        "population_municipale",
        "part_65_plus",
        "part_75_plus",
        "taux_mortalite_brut",
        "allocataires_aah_pour_1000",
        "part_sau_bio",
        "production_electricite_renouvelable",
        "taux_couverture_elec_renouvelable",
        "part_tertiaire_marchand_va",
        "creations_entreprises_pour_1000_hab",
        "part_actifs_velo",
        "dechets_menagers_hab",
    )
    assert {directions[code] for code in neutral} == {"neither"}
    assert directions["taux_pauvrete_60"] == "higher_more_fragile"
    assert directions["niveau_vie_median"] == "lower_more_fragile"


def test_no_address_is_published() -> None:
    """The addresses of the copies could not be checked: data sets are cited by name."""
    assert not [n for n in CONTEXT for row in texts(n) for cell in row.values() if "http" in cell]
    assert all(s["producer"] and s["title"] for s in texts("context-sources"))


# --- apart from the surveys ---------------------------------------------------------------------------------


def test_context_is_no_observation(typed: Tables) -> None:
    """No row, no indicator and no source of the context is among the observations of the surveys."""
    seen = typed["observations"]
    assert {r.name: r.extra["kind"] for r in WHOLE.tables if r.name in CONTEXT}["context-values"] == "context"
    for name, column in (("context-indicators", "indicator"), ("context-sources", "source")):
        assert not {r["code"] for r in texts(name)} & set(seen[column].to_pylist())


def test_regions_and_study_areas_meet_in_one_table_only() -> None:
    """Neither side points at the other: only `territory-members` knows both."""
    both = [
        r.name
        for r in WHOLE.tables
        if {"regions", "territories"} <= {k.resource for k in tables.schema_of(r).foreign_keys}
    ]
    assert both == ["territory-members"]
    reached = thematic.reached(WHOLE, "context-values")
    assert set(CONTEXT) <= reached
    assert not reached & {
        "territories",
        "territory-members",
        "indicators",
        "sources",
        "studies",
        "populations",
    }


def test_the_thematic_package_has_the_name_that_its_metadata_give() -> None:
    """`regional-context`, and the others that of their table."""
    names = [thematic.name_of(r) for r in WHOLE.tables if r.extra.get("thematic")]
    assert names == ["actor-roles", "collectivity-priorities", "regional-rates", "regional-context"]


def test_the_thematic_package_is_published_and_stands_alone(published: Path) -> None:
    """A folder and a zip; its examples read the measured values."""
    folder = published / "packages" / "regional-context"
    part = descriptor.to_package(descriptor.load(folder).descriptor)
    assert part.name.endswith("-regional-context")
    assert "rightsHolder" not in str(part.extra["contributors"])
    assert ["context-sources" in s["title"] for s in part.extra["sources"]] == [True]
    assert {r.name for r in part.tables} == thematic.reached(WHOLE, "context-values")
    assert "data/context-values.csv" in (folder / "README.md").read_text(encoding="utf-8")
    assert (published / "packages" / f"regional-context-{part.version}.zip").is_file()


# --- rules, each with a broken twin -------------------------------------------------------------------------


BREAKS: dict[str, Callable[[Tables], Tables]] = {
    "context-absence-missing": lambda t: put(t, "absence-reasons", {"code": "unstated"}, status="A"),
    "context-apart": lambda t: put(t, "observations", {}, indicator="taux_pauvrete_60"),
    "context-breaks-told": lambda t: put(
        t, "context-series", {"indicator": "taux_pauvrete_60", "year": 2018}, break_before=True
    ),
    "context-complete": lambda t: without(
        t, "context-values", indicator="part_locaux_fibre", year=2018, region="28"
    ),
    "context-families-used": lambda t: put(
        t, "context-families", {"code": "associative_fabric"}, code="nobody_s"
    ),
    "context-family-apart": lambda t: put(
        t, "context-indicators", {"code": "insertion_beneficiaires"}, domain="employment"
    ),
    "context-indicators-used": lambda t: without(t, "context-series", indicator="part_actifs_velo"),
    "context-land-per-inhabitant": lambda t: put(
        t, "context-values", {"indicator": "consommation_espaces_naf_m2_hab", "region": "11"}, value=0.91
    ),
    "context-one-status": lambda t: put(
        t, "context-values", {"indicator": "part_sau_bio", "region": "11"}, status="U"
    ),
    "context-part-of-whole": lambda t: put(
        t, "context-values", {"indicator": "part_75_plus", "region": "11"}, value=30.0
    ),
    "context-partial-told": lambda t: put(
        t, "context-series", {"indicator": "mecenat_entreprises_part", "year": 2018}, note="8 régions."
    ),
    "context-period": lambda t: put(t, "context-values", {"indicator": "taux_mortalite_brut"}, year_end=2016),
    "context-range": lambda t: put(t, "context-values", {"indicator": "part_sau_bio"}, value=100.1),
    "context-sources-used": lambda t: without(t, "context-series", source="pass_culture"),
    "context-status-told": lambda t: put(t, "context-values", {"status": "E"}, note="Calculé."),
    "context-value-or-reason": lambda t: put(t, "context-values", {"absence": "unstated"}, absence=None),
    "context-whole-counts": lambda t: put(
        t, "context-values", {"indicator": "maisons_sante_pour_100000", "region": "94"}, value=1.3
    ),
    "context-words-in-both-languages": lambda t: put(
        t, "context-indicators", {"code": "part_sau_bio"}, caveats_en=None
    ),
}


def test_every_rule_has_a_broken_twin() -> None:
    """No rule of the context without the fault that it is there for."""
    assert sorted(BREAKS) == RULES


@pytest.mark.parametrize(
    "cells", [{"direction": "lower_more_fragile"}, {"code": "practice_rate"}, {"domain": "employment"}]
)
def test_an_indicator_apart_that_takes_a_place_is_seen(cells: Row, typed: Tables) -> None:
    """In a domain, with a direction, or under the code of an indicator of the surveys."""
    broken = put(typed, "context-indicators", {"family": FABRIC}, **cells)
    assert wrong("context-family-apart", broken) != []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_and_sees_its_fault(name: str, typed: Tables) -> None:
    """Silent on the package, not on its broken twin."""
    assert wrong(name, typed) == []
    assert wrong(name, BREAKS[name](typed)) != []
