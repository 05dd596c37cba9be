"""Every coherence rule is silent on the package and sees the faults that it is there for.

Those of what is measured are in tests/test_context.py, those of errata in tests/test_errata.py; the warnings
are put through `validate` in tests/test_next_mistakes.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import ruled
from tests.ruled import RULES, Row, Tables, more, put, without, wrong

if TYPE_CHECKING:
    from collections.abc import Callable

Twin = Callable[[Tables], Tables] if TYPE_CHECKING else object

PARTLY, DECK = {"code": "youmatter_pdl"}, {"code": "deck_2018"}
MAP = {"indicator": "practice_rate", "population": "companies_10_plus"}
BRETAGNE, PAYS_DE_LA_LOIRE = MAP | {"territory": "area_53"}, MAP | {"territory": "area_52"}
EMPTY = MAP | {"territory": "area_11"}
COMPANIES, MAYORS = {"study": "phare_entreprises_2015"}, {"study": "phare_institutions_2016"}
OF_COMPANIES, ASKED = {"code": COMPANIES["study"]}, COMPANIES | {"indicator": "practice_rate"}
DYNAMICS = MAYORS | {"indicator": "coconstruction_dynamics"}
ROLE = MAYORS | {"indicator": "role_priority", "item": "join_experiments"}
COUNTED = COMPANIES | {"indicator": "company_partnerships_number"}
ADDED = {"identifier": "observations:added"}


def figure(where: Row, **cells: object) -> Twin:
    """A twin in which a figure has other cells."""
    return lambda t: put(t, "observations", where, **cells)


def added(where: Row, **cells: object) -> Twin:
    """A twin with a figure more, like another."""
    return lambda t: more(t, "observations", where, **(ADDED | cells))


def row(table: str, where: Row, **cells: object) -> Twin:
    """A twin in which a row has other cells."""
    return lambda t: put(t, table, where, **cells)


def unused(table: str, **cells: object) -> Twin:
    """A twin with a code that nothing uses."""
    return lambda t: more(t, table, {}, code="nobody_s", **cells)


def totals(value: float) -> Twin:
    """A twin with that number of partnerships of companies on both pages, without a word about it."""

    def twin(typed: Tables) -> Tables:
        for source in ("lerameau_phare_entreprises", "youmatter_pme"):
            typed = put(typed, "observations", COUNTED | {"source": source}, value=value, note=None)
        return typed

    return twin


def wave(**values: float) -> Twin:
    """A twin with a study of 2013 of the map's areas, of those values, and other values in 2015."""

    def twin(typed: Tables) -> Tables:
        for area, value in values.items():
            typed = put(typed, "observations", MAP | {"territory": area}, value=100 - value)
            early = {"identifier": f"observations:{area}", "study": "early", "year": 2013, "value": value}
            typed = more(typed, "observations", MAP | {"territory": area}, **early)
        return typed

    return twin


def everywhere(value: float) -> Twin:
    """A twin in which the map has that rate in all its areas."""

    def twin(typed: Tables) -> Tables:
        areas = [r["code"] for r in typed["territories"].to_pylist() if r["geography"] == "areas_2015"]
        for area in areas:
            typed = put(typed, "observations", MAP | COMPANIES | {"territory": area}, value=value)
        return typed

    return twin


# Rule → its broken twins, each with what is wrong in it.
BREAKS: dict[str, dict[str, Twin]] = {
    "answers-add-up": {"four answers make 106": figure(DYNAMICS | {"answer": "not_at_all"}, value=30.0)},
    "areas-partition-regions": {
        "an area without a region": lambda t: without(t, "territory-members", territory="area_53"),
        "a region made of another": row("territory-members", {"territory": "region_76"}, region="11"),
        "the whole has a member": lambda t: more(t, "territory-members", {}, territory="FR"),
    },
    "base-or-status": {
        "a base that is said to be missing": figure({"base_status": "O"}, base_n=100),
        "a base that is said to be there": figure({"base_status": "O"}, base_status="A"),
    },
    "computed-with-formula": {
        "no formula": figure({"status": "E"}, note="Calculé."),
        "another result": figure({"status": "E"}, value=1.0),
    },
    "conflict-told": {
        "two sources, two values, no word": added(
            MAYORS | {"indicator": "role_importance"}, source="lerameau_bfc", value=1.0, note=None
        ),
    },
    "corroborated-observation": {
        "of a figure that is not there": row("corroborations", {}, observation="observations:nowhere"),
        "of a figure without a value": lambda t: put(
            t, "corroborations", {}, observation=_identifier(t, EMPTY)
        ),
    },
    "doubt-explained": {
        "uncertain, and no word why": figure({"status": "U"}, note=None),
        "missing, and no word why": figure({"status": "O"}, note=None),
    },
    "geography-partition": {
        "a region in two areas of one geography": lambda t: more(
            t, "territory-members", {"territory": "area_11"}, territory="area_24"
        ),
        "a study in another geography": row("studies", OF_COMPANIES, geography="regions_2016"),
        "a study that has none": row("studies", OF_COMPANIES, geography=None),
    },
    "indicators-used": {"a code that no figure has": unused("indicators")},
    "interval-around-value": {
        "one bound": figure(BRETAGNE, lower=20.0),
        "no method": figure(BRETAGNE, lower=20.0, upper=26.0),
        "above the value": figure(BRETAGNE, lower=24.0, upper=26.0, interval_method="Wilson"),
        "below the value": figure(BRETAGNE, lower=20.0, upper=22.0, interval_method="Wilson"),
    },
    "mean-times-number": {
        "the total is silent": figure(COUNTED, note="Arrondi."),
        "the number is silent": figure({"indicator": "companies_engaged"}, note=None),
        "the mean is silent": figure(COMPANIES | {"indicator": "mean_partnerships"}, note=None),
        "more than the mean was rounded by": totals(89_000 * 5.1 + 89_000 * 0.06),
    },
    "motion-adds-up": {"less than its parts": figure({"indicator": "territory_in_motion"}, value=1.0)},
    "moved-resolve": {
        "to no figure": row("moved", {}, new="observations:nowhere"),
        "from a figure that is there": lambda t: put(t, "moved", {}, old=_identifier(t, EMPTY)),
    },
    "notes-in-both-languages": {
        "in French alone": lambda t: put(
            t, "cells", {"identifier": _identifier(t, BRETAGNE), "field": "note_en"}, value=None
        ),
    },
    "notion-told": {
        "a figure is silent on its like": figure(
            {"study": "pionniers_2016", "answer": "engaged"}, note="Sans rapport."
        ),
        "an indicator of the same notion": figure({"indicator": "work_more_together"}, note=None),
    },
    "page-of-slides": {
        "slides without a page": figure({"source": DECK["code"]}, page=None),
        "a page of a page": figure({"source": PARTLY["code"]}, page="3"),
    },
    "pages-have-addresses": {"neither address nor note": row("sources", PARTLY, address=None, note=None)},
    "plausible-base": {"above the study's number": figure({"study": "rameau_cff_2017"}, base_n=119)},
    "plausible-mark": {
        "above, and lower than the whole": figure(BRETAGNE, significance="above"),
        "below, and higher than the whole": figure(PAYS_DE_LA_LOIRE, significance="below"),
    },
    "plausible-order": {"two areas the other way round": wave(area_53=20.0, area_52=80.0)},
    "plausible-parts": {
        "two answers of four make 105": lambda t: without(
            put(t, "observations", DYNAMICS | {"answer": "emerging"}, value=88.0),
            "observations",
            **DYNAMICS,
            answer="not_at_all",
        ),
    },
    "plausible-percent": {"a share written from 0 to 1": figure(BRETAGNE, value=0.23)},
    "plausible-small-base": {
        "twelve answers, and no flag": figure(PAYS_DE_LA_LOIRE, base_n=12, base_status="A", status="A"),
    },
    "plausible-whole": {"all areas above the whole": everywhere(60.0)},
    "populations-used": {"a code that no figure has": unused("populations")},
    "question-or-status": {
        "no question, and said to be there": row("questions", {"question_status": "A"}, question_fr=None),
        "a question that is said to be missing": row(
            "questions", {"question_status": "A"}, question_status="O"
        ),
    },
    "questions-complete": {
        "a figure without its question": lambda t: without(t, "questions", **ASKED),
        "a question without a figure": lambda t: more(t, "questions", {}, **ASKED | MAYORS),
    },
    "same-actor": {"companies in a study of mayors": figure(MAYORS, population="companies")},
    "series-told": {
        "a study without such a figure": row("series", {}, study="pionniers_2016"),
        "a break without its reason": row("series", {"joined": False}, reason_fr=None),
        "a reason in French alone": row("series", {"joined": False}, reason_en=None),
    },
    "significance-needs-value": {
        "a mark": figure(EMPTY, significance="above"),
        "a bound": figure(EMPTY, lower=1.0),
        "a p-value": figure(EMPTY, p_value=0.01),
    },
    "sixteen-domains": {"fifteen": lambda t: without(t, "domains", code="employment")},
    "sources-used": {"a code that nothing uses": unused("sources")},
    "statistical-unit": {
        "a share of partnerships of companies": figure(
            {"indicator": COUNTED["indicator"]}, population="companies"
        ),
        "an indicator of people of organisations": row(
            "indicators", {"code": "innovation_source"}, statistical_unit="partnership"
        ),
    },
    "studies-used": {"a code that nothing uses": unused("studies", n=None)},
    "study-facts-or-status": {
        "a number that is said to be missing": row("studies", {"code": "arpea_2009"}, n=12),
        "an institute that is said to be there": row("studies", {"code": "arpea_2009"}, institute=None),
        "a method that is said to be missing": row("studies", {"code": "arpea_2009"}, method_fr="Téléphone"),
    },
    "totals-add-up": {
        "below one of its parts": figure(ROLE | {"answer": "priority_or_secondary"}, value=50.0),
        "above their sum": figure(ROLE | {"answer": "priority_or_secondary"}, value=98.0),
    },
    "unit-of-indicator": {"another unit": figure(BRETAGNE, unit="count")},
    "unit-range": {
        "more than all": figure({"unit": "percent"}, value=100.1),
        "a score above 10": figure({"unit": "score_10"}, value=10.5),
        "fewer than none": figure({"unit": "count"}, value=-1.0),
    },
    "unpublished-base": {
        "a page of which the opening was read": figure({"source": PARTLY["code"]}, base_status="O"),
        "a source that was not read whole": row("sources", DECK, read="opening"),
    },
    "unpublished-question": {
        "the opening alone was read": row(
            "questions", {"indicator": "wish_partnership"}, question_status="O"
        ),
        "a source that was not read whole": lambda t: put(
            put(t, "questions", MAYORS | {"indicator": "role_priority"}, question_status="O"),
            "sources", DECK, read="excerpt",
        ),
    },
    "unpublished-study-facts": {
        "an institute": row("studies", {"code": "arpea_associations_2009"}, institute_status="O"),
        "a method": row("studies", {"code": "arpea_associations_2009"}, method_status="O"),
        "a number of respondents": row("studies", {"code": "arpea_associations_2009"}, n_status="O"),
        "a source that was not read whole": row("sources", DECK, read="opening"),
    },
    "value-or-status": {
        "no value, and said to be there": figure({"status": "A"}, value=None),
        "a value that is said to be missing": figure({"status": "A"}, status="O"),
    },
    "wishes-add-up": {"three shares make 130": figure({"indicator": "wish_partnership"}, value=63.0)},
    "year-of-study": {
        "another year": figure(COMPANIES, year=2011),
        "no year": figure(COMPANIES, year=None),
    },
}  # fmt: skip
TWINS = [(rule, fault) for rule, faults in BREAKS.items() for fault in faults]


def _identifier(typed: Tables, where: Row) -> str:
    """The identifier of the first figure that has these cells."""
    rows = typed["observations"].to_pylist()
    return str(next(r["identifier"] for r in rows if all(r[k] == v for k, v in where.items())))


@pytest.fixture(scope="module")
def typed() -> Tables:
    """Every table that a rule may read."""
    return ruled.whole()


def test_every_rule_has_its_broken_twins() -> None:
    """No rule without the faults that it is there for."""
    known = {path.stem for path in RULES.glob("*.sql")}
    assert set(BREAKS) == {name for name in known if not name.startswith(("context-", "errata-"))}


@pytest.mark.parametrize("name", BREAKS)
def test_a_rule_is_silent_on_the_package(name: str, typed: Tables) -> None:
    """Nothing that it is there for is wrong."""
    assert wrong(name, typed) == []


@pytest.mark.parametrize(("name", "fault"), TWINS)
def test_a_rule_sees_its_fault(name: str, fault: str, typed: Tables) -> None:
    """In the broken twin, whichever the fault."""
    assert wrong(name, BREAKS[name][fault](typed)) != []


@pytest.mark.parametrize("name", BREAKS)
def test_what_a_rule_finds_in_a_figure_has_its_identifier(name: str, typed: Tables) -> None:
    """So that it is told at the line to mend."""
    text = (RULES / f"{name}.sql").read_text(encoding="utf-8")
    if "-- table: observations\n" in text:
        twin = next(iter(BREAKS[name].values()))
        assert all(str(found["identifier"]).startswith("observations:") for found in wrong(name, twin(typed)))


def test_a_page_without_an_address_may_say_why_in_its_note(typed: Tables) -> None:
    """As the one whose text was read, and whose address is not known."""
    told = put(typed, "sources", PARTLY, address=None, note="Adresse inconnue.")
    assert wrong("pages-have-addresses", told) == []


def test_a_mean_may_be_rounded(typed: Tables) -> None:
    """Within half of its last digit, the product may differ from the total without a word."""
    assert wrong("mean-times-number", totals(89_000 * 5.1 + 89_000 * 0.04)(typed)) == []


def test_what_is_uncertain_may_rest_on_few_answers(typed: Tables) -> None:
    """Where its status says so; and thirty are enough."""
    for cells in ({"base_n": 12, "status": "U"}, {"base_n": 30, "status": "A"}):
        assert wrong("plausible-small-base", put(typed, "observations", PAYS_DE_LA_LOIRE, **cells)) == []


@pytest.mark.parametrize("kind", ["report", "crosstab", "data"])
def test_what_is_read_in_a_report_may_say_its_page(kind: str, typed: Tables) -> None:
    """And need not: a file of data has none."""
    read = put(typed, "sources", PARTLY, kind=kind)
    for page in ("12", None):
        assert wrong("page-of-slides", put(read, "observations", {"source": PARTLY["code"]}, page=page)) == []
