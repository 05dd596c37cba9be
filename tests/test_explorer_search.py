"""The search finds what people call things: synonyms, both languages, no accents, one wrong letter."""

from __future__ import annotations

from html import escape

import pytest

from explorer.figures.numbers.search import Result, close, search, words
from explorer.figures.survey.lookup import labels
from explorer.figures.survey.prisms import whole
from explorer.reader import Reader
from explorer.routes import PAGES
from explorer.views.search import browse
from tests import explorer_release as made

FR, EN = Reader("fr", "light"), Reader("en", "dark")


def found(query: str, reader: Reader = FR) -> tuple[Result, ...]:
    return search(made.opened(), reader, query=query)


@pytest.mark.parametrize(
    ("query", "page", "codes"),
    [
        ("chômage", "domain", {"domain": "employment"}),
        ("CHOMAGE", "domain", {"domain": "employment"}),
        ("chomge", "domain", {"domain": "employment"}),
        ("unemployment", "domain", {"domain": "employment"}),
        ("solitude", "domain", {"domain": "isolation_social_link"}),
        ("bretagne", "territory", {"territory": "area_53"}),
        ("Brittany", "territory", {"territory": "area_53"}),
        ("guadeloupe", "territory", {"territory": "01"}),
        ("nouvelle aquitaine", "territory", {"territory": "area_75"}),
        ("entreprises", "actor", {"actor": "companies"}),
        ("maires", "actor", {"actor": "mayors"}),
        ("taux de pratique", "dynamics", {"indicator": "practice_rate"}),
        ("rôle des collectivités", "priorities", {}),
        ("devoir d'alliances", "method", {"part": "words"}),
        ("IMPACT-Citoyens", "method", {}),
        ("taux de pauvreté", "measured", {"domain": "poverty_exclusion", "measure": "taux_pauvrete_60"}),
        (
            "service civique",
            "measured",
            {"domain": "associative_fabric", "measure": "service_civique_volontaires"},
        ),
    ],
)
def test_words_lead_to_what_they_name(query: str, page: str, codes: dict[str, str]) -> None:
    best = [(one.page, dict(one.codes)) for one in found(query)[:6]]
    assert (page, codes) in [(name, {key: at[key] for key in codes if key in at}) for name, at in best], best


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzzzz", "<qqqq>", "a" * 500])
def test_what_nothing_answers_finds_nothing(query: str) -> None:
    assert found(query) == ()


def test_both_languages_find_the_same_and_answer_in_the_reader_s() -> None:
    for query in ("Brittany", "Bretagne"):
        assert [one.codes for one in found(query, FR)] == [one.codes for one in found(query, EN)]
    assert found("Bretagne", EN)[0].title == "Brittany (study area)"


def test_every_result_leads_to_a_page_that_there_is() -> None:
    pages = {entry.name for entry in PAGES}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert {one.page for one in found(letter * 2)} <= pages
    assert {one.page for one in found("e")} <= pages


def test_every_domain_is_found_by_each_of_its_synonyms() -> None:
    for row in made.opened().table("domains").itertuples():
        for synonym in str(row.synonyms).split(";"):
            assert ("domain", str(row.code)) in {pair for one in found(synonym) for pair in one.codes}, (
                synonym
            )


def test_only_one_letter_may_be_wrong() -> None:
    assert close("mecenat", "mecenats")
    assert close("macenat", "mecenat")
    assert not close("macenot", "mecenat")
    assert words("Éducation") == ["education"]


@pytest.mark.parametrize(
    ("query", "page", "codes"),
    [
        ("chômage bretagne", "cross", {"domain": "employment", "territory": "area_53"}),
        ("que font les entreprises pour l'emploi", "cross", {"domain": "employment", "actor": "companies"}),
        ("entreprises bretagne", "cross", {"territory": "area_53", "actor": "companies"}),
        ("insécurité corse", "cross", {"domain": "safety", "territory": "94"}),
        ("rôles associations", "actor", {"actor": "associations"}),
        ("taux de pratique pays de la loire", "territory", {"territory": "area_52"}),
    ],
)
def test_a_question_that_names_prisms_leads_first_to_where_they_cross(
    query: str, page: str, codes: dict[str, str]
) -> None:
    """The sheet where it names one alone; the other words of the question do not stand in the way."""
    first = search(made.opened(), Reader("fr"), query=query)[0]
    assert first.page == page
    assert dict(first.codes) == (
        whole(**codes) if page == "cross" else codes
    )  # nothing chosen before is kept


@pytest.mark.parametrize("reader", [FR, EN], ids=["fr", "en"])
def test_whom_no_word_leads_further_is_offered_every_domain(reader: Reader) -> None:
    release = made.opened()
    html = browse(release, reader, {"domain": None})
    for code, label in labels(release, "domains", reader).items():
        assert f"domain={code}" in html
        assert escape(label) in html
    assert not browse(release, reader, {})
