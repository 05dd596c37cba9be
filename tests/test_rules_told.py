"""The rules of what a figure counts, tells of its like, and says not to be published: each sees its fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import observations, tables
from tests.test_context import PACKAGE, SOURCE, Tables, put, wrong

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTED = {"study": "phare_entreprises_2015", "indicator": "company_partnerships_number"}
PARTLY, WHOLE = {"code": "youmatter_pdl"}, {"code": "deck_2018"}


@pytest.fixture(scope="module")
def typed() -> Tables:
    """Every table of the package, with the observations."""
    found = tables.read_tables(SOURCE.base, PACKAGE)
    _, found["observations"] = observations.build(PACKAGE, found)
    return found


def totals(typed: Tables, value: float) -> Tables:
    """The tables with that number of partnerships of companies on both pages, without a word about it."""
    for source in ("lerameau_phare_entreprises", "youmatter_pme"):
        typed = put(typed, "key-figures", COUNTED | {"source": source}, value=value, note=None)
    return typed


# Rule → its broken twins, each with what is wrong in it.
BREAKS: dict[str, dict[str, Callable[[Tables], Tables]]] = {
    "mean-times-number": {
        "the total is silent": lambda t: put(t, "key-figures", COUNTED, note="Arrondi."),
        "the number is silent": lambda t: put(
            t, "key-figures", {"indicator": "companies_engaged"}, note=None
        ),
        "the mean is silent": lambda t: put(
            t, "key-figures", {"indicator": "mean_partnerships", "study": COUNTED["study"]}, note=None
        ),
        "more than the mean was rounded by": lambda t: totals(t, 89_000 * 5.1 + 89_000 * 0.06),
    },
    "notion-told": {
        "a figure is silent on its like": lambda t: put(
            t, "observations", {"study": "pionniers_2016", "answer": "engaged"}, note="Sans rapport."
        ),
        "an indicator of the same notion": lambda t: put(
            t, "observations", {"indicator": "work_more_together"}, note=None
        ),
    },
    "statistical-unit": {
        "a share of partnerships of companies": lambda t: put(
            t, "observations", {"indicator": COUNTED["indicator"]}, population="companies"
        ),
        "an indicator of people of organisations": lambda t: put(
            t, "indicators", {"code": "innovation_source"}, statistical_unit="partnership"
        ),
    },
    "unpublished-question": {
        "the opening alone was read": lambda t: put(
            t, "indicators", {"code": "wish_partnership"}, question_status="O"
        ),
        "a source that was not read whole": lambda t: put(
            t, "sources", {"code": "lerameau_bfc"}, read="excerpt"
        ),
    },
    "unpublished-study-facts": {
        "an institute": lambda t: put(
            t, "studies", {"code": "arpea_associations_2009"}, institute_status="O"
        ),
        "a method": lambda t: put(t, "studies", {"code": "arpea_associations_2009"}, method_status="O"),
        "a number of respondents": lambda t: put(
            t, "studies", {"code": "arpea_associations_2009"}, n_status="O"
        ),
        "a source that was not read whole": lambda t: put(t, "sources", WHOLE, read="opening"),
    },
    "unpublished-base": {
        "a page of which the opening was read": lambda t: put(
            t, "regional-rates", {"source": PARTLY["code"]}, base_status="O"
        ),
        "a source that was not read whole": lambda t: put(t, "sources", WHOLE, read="opening"),
    },
    "pages-have-addresses": {
        "neither address nor note": lambda t: put(t, "sources", PARTLY, address=None, note=None),
    },
}
TWINS = [(rule, fault) for rule, faults in BREAKS.items() for fault in faults]


@pytest.mark.parametrize("name", BREAKS)
def test_a_rule_is_silent_on_the_package(name: str, typed: Tables) -> None:
    """Nothing that it is there for is wrong."""
    assert wrong(name, typed) == []


@pytest.mark.parametrize(("name", "fault"), TWINS)
def test_a_rule_sees_its_fault(name: str, fault: str, typed: Tables) -> None:
    """In the broken twin, whichever the fault."""
    assert wrong(name, BREAKS[name][fault](typed)) != []


def test_a_page_without_an_address_may_say_why_in_its_note(typed: Tables) -> None:
    """As the one whose text was read, and whose address is not known."""
    told = put(typed, "sources", PARTLY, address=None, note="Adresse inconnue.")
    assert wrong("pages-have-addresses", told) == []


def test_a_mean_may_be_rounded(typed: Tables) -> None:
    """Within half of its last digit, the product may differ from the total without a word."""
    assert wrong("mean-times-number", totals(typed, 89_000 * 5.1 + 89_000 * 0.04)) == []
