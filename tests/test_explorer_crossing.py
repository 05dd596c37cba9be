"""What is known where three prisms cross: whole, once, with the reason of what is not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.figures.sheets.actor import actor_sheet
from explorer.figures.sheets.availability import LEGIBLE, SIGNS, STATES, availability
from explorer.figures.sheets.crossing import crossing
from explorer.figures.sheets.crossing import sentence as crossing_sentence
from explorer.figures.sheets.domain import domain_sheet
from explorer.figures.sheets.sheet import Sheet
from explorer.figures.sheets.territory import territory_sheet
from explorer.figures.survey.facts import country, fact_tables, facts
from explorer.figures.survey.prisms import (
    ALL,
    actors,
    domains,
    matching,
    outline,
    place_label,
    place_of,
    places,
    shares,
)
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.texts import WORDS
from explorer.views import fact_markup
from tests import explorer_release as made

READERS = [Reader("fr", "light"), Reader("en", "dark")]
FR = READERS[0]
COUNTRY = country(made.opened())


def identifiers(sheet: Sheet) -> list[str]:
    return [one for part in sheet.sections for group in part.groups for one in group.identifiers]


def test_every_row_of_every_table_of_facts_is_one_fact() -> None:
    release = made.opened()
    assert len(facts(release)) == sum(len(release.table(table)) for table in fact_tables(release))
    assert len({fact.identifier for fact in facts(release)}) == len(facts(release))


def test_with_nothing_chosen_every_fact_is_listed_once() -> None:
    release = made.opened()
    listed = [one for group in crossing(release, FR) for one in group.identifiers]
    assert sorted(listed) == sorted(fact.identifier for fact in facts(release))


def test_a_crossing_is_what_its_prisms_have_in_common() -> None:
    release = made.opened()
    known = {
        **{
            ("domain", code): {f.identifier for f in matching(release, domain=code)}
            for code in domains(release)
        },
        **{
            ("territory", code): {f.identifier for f in matching(release, territory=code)}
            for code in places(release)
        },
        **{
            ("actor", code): {f.identifier for f in matching(release, actor=code)} for code in actors(release)
        },
    }
    everything = {fact.identifier for fact in facts(release)}
    chosen = itertools.product(("employment", "health"), (COUNTRY, "area_52", "93"), ("companies", "mayors"))
    for domain, territory, actor in chosen:
        found = {f.identifier for f in matching(release, domain=domain, territory=territory, actor=actor)}
        assert (
            found
            == everything & known["domain", domain] & known["territory", territory] & known["actor", actor]
        )


def test_a_figure_of_mayors_about_companies_is_found_under_both() -> None:
    release = made.opened()
    table = [fact for fact in facts(release) if fact.table == "actor-roles" and fact.actor == "companies"]
    assert table
    for fact in table:
        assert fact in matching(release, actor="companies")
        assert fact in matching(release, actor="mayors")


def test_an_area_and_its_parts_share_its_figures_and_the_country_shares_none() -> None:
    release = made.opened()
    assert outline(release, "area_93_94") == {"93", "94"}
    assert shares(release, "93", "area_93_94")
    assert shares(release, "area_76", "region_76")
    assert not shares(release, "area_52", COUNTRY)
    assert not shares(release, COUNTRY, "area_52")
    assert place_of(release, "52") == "area_52"
    assert place_of(release, "94") == "94"


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
@pytest.mark.parametrize("opened", [made.opened, made.opened_next], ids=["ours", "next"])
def test_figures_of_other_boundaries_are_counted_apart_and_their_territories_named(
    opened: Callable[[], Release], reader: Reader
) -> None:
    """A figure of an area of three regions is no figure of one of them, though it is listed there."""
    release, found = opened(), 0
    for place in places(release):
        mine = matching(release, territory=place)
        others = [fact for fact in mine if outline(release, fact.territory) != outline(release, place)]
        for said in (
            crossing_sentence(release, reader, domain=ALL, territory=place, actor=ALL).words,
            territory_sheet(release, reader, territory=place).sentence,
        ):
            first, *apart = re.split(r"(?<=\.) (?=Dont|Of these)", said)
            assert len(apart) == bool(others)
            for words in apart:
                assert int(re.search(r"\d+", words)[0]) == len(others)  # type: ignore[index]
                assert all(place_label(release, reader, fact.territory) in words for fact in others)
                found += 1
            assert not mine or str(len(mine)) in first
    assert found


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_cell_with_figures_counts_them_and_leads_to_them(reader: Reader) -> None:
    """The numbers of the matrix are the figures of the crossing that they lead to."""
    release = made.opened()
    for territory in (COUNTRY, "area_52"):
        table = availability(release, reader, territory=territory)
        for line in table.lines:
            for cell in (cell for cell in line.cells if cell.state in LEGIBLE):
                codes = dict(cell.codes)
                found = [
                    fact
                    for fact in matching(release, **codes)
                    if fact.voice == codes["actor"] and fact.domain == codes.get("domain", "")
                ]
                assert cell.words.split()[0] == str(sum(fact.value is not None for fact in found))


def test_an_empty_cell_has_the_reason_that_the_data_give() -> None:
    release = made.opened()
    states = {
        (territory, line.title, column): cell.state
        for territory in ("area_53", "area_84", "01", COUNTRY)
        for table in (availability(release, FR, territory=territory),)
        for line in table.lines
        for column, cell in zip(table.columns, line.cells, strict=True)
    }
    assert states["area_53", "Santé", "Entreprises"] == "unasked"  # a rate is known there, nothing by domain
    # Asked by domain there, not on this one; but of no page of these figures was more than the opening read.
    assert states["area_84", "Santé", "Citoyens"] == "unread"
    assert states["area_84", "Santé", "Associations"] == "uncovered"
    assert states["01", "Santé", "Citoyens"] == "outside"
    assert states[COUNTRY, "Santé", "Citoyens"] == "unread"
    assert states[COUNTRY, "Santé", "Maires et élus locaux"] == "unpublished"  # the slides were read whole


@pytest.mark.parametrize("domain", [ALL, "energy_transition"])
@pytest.mark.parametrize("territory", [ALL, COUNTRY, "area_24"])
@pytest.mark.parametrize("actor", [ALL, "companies", "local_authorities"])
def test_the_legend_of_the_matrix_has_the_states_that_are_in_it(
    domain: str, territory: str, actor: str
) -> None:
    table = availability(made.opened(), FR, domain=domain, territory=territory, actor=actor)
    counted = [cell.state for line in table.lines for cell in line.cells]
    assert [count for _, _, count in table.legend] == [counted.count(s) for s in STATES if s in counted]
    assert all(len(line.cells) == len(table.columns) for line in table.lines)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_cell_of_which_a_part_is_illegible_has_a_sign_of_its_own_and_the_legend_names_it(
    reader: Reader,
) -> None:
    """Its words tell how many are; what holds no figure at all says so where a phone hides its cells."""
    table = availability(made.opened(), reader)
    parts = [cell for line in table.lines for cell in line.cells if cell.state == "partial"]
    assert parts
    reasons = [re.escape(reader.say(key, count="")) for key in WORDS if key.startswith("availability.lost.")]
    assert all(re.search(rf"\d({'|'.join(reasons)})", cell.words) for cell in parts)
    assert {cell.words for line in table.lines for cell in line.cells if cell.state == "figure"}.isdisjoint(
        {cell.words for cell in parts}
    )
    named = {sign: words for sign, words, _ in table.legend}
    assert reader.say("availability.legend.partial") == named[SIGNS["partial"]]
    html = fact_markup.availability(table, reader)
    assert html.count('class="state figure partial"') == len(parts)
    bare = [line for line in table.lines if not any(cell.codes for cell in line.cells)]
    assert html.count("<small") == len(bare) > 0


def test_who_is_heard_somewhere_is_not_told_to_be_unstudied_there() -> None:
    """Nothing is known of what associations say of companies in an area where they did answer."""
    table = availability(made.opened(), FR, territory="area_52", actor="companies")
    told = table.columns.index("Ce qu’en disent\u00a0: Associations")
    assert {line.cells[told].state for line in table.lines} == {"unasked"}


def test_an_illegible_figure_is_not_compared_with_the_country() -> None:
    sheet = territory_sheet(made.opened(), FR, territory="area_24")
    (figure,) = (one for part in sheet.sections for group in part.groups for one in group.figures)
    assert figure.absent
    assert figure.beside.startswith("Ensemble de la France\u00a0: 37\u00a0%")
    assert "écart" not in figure.beside


def test_an_illegible_figure_is_no_missing_one() -> None:
    table = availability(made.opened(), FR, territory="area_24")
    nothing = table.lines[0]
    assert dict(zip(table.columns, nothing.cells, strict=True))["Entreprises"].state == "unreadable"


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_sheet_has_every_figure_of_its_subject_once(reader: Reader) -> None:
    release = made.opened()
    sheets = [
        (domain_sheet(release, reader, domain=code), matching(release, domain=code))
        for code in domains(release)
    ]
    sheets += [
        (territory_sheet(release, reader, territory=code), matching(release, territory=code))
        for code in places(release)
    ]
    sheets += [
        (actor_sheet(release, reader, actor=code), matching(release, actor=code)) for code in actors(release)
    ]
    for sheet, found in sheets:
        assert sorted(identifiers(sheet)) == sorted(fact.identifier for fact in found), sheet.title


def test_a_territory_is_told_from_a_region_and_names_its_codes_with_their_vintage() -> None:
    release = made.opened()
    said = {code: " ".join(text for _, text in territory_sheet(release, FR, territory=code).terms)
            for code in ("area_93_94", "94", "region_76", "01")}  # fmt: skip
    assert "zone d’étude" in said["area_93_94"]
    assert "millésime 2026" in said["area_93_94"]
    assert "ni partagé, ni moyenné" in said["area_93_94"]
    assert "Provence-Alpes-Côte d’Azur\u00a0/ Corse (zone d’étude)" in said["94"]
    assert "région administrative" in said["region_76"]
    sheet = territory_sheet(release, FR, territory="01")
    assert all("découpage d’aucune étude" in part.none for part in sheet.sections)


@pytest.mark.parametrize("significance", ["above", "not_published"])
def test_a_difference_from_the_country_is_only_said_where_it_was_tested(
    significance: str, tmp_path: Path
) -> None:
    folder = made.make_release(tmp_path / "release")
    rows = [
        row | {"significance": significance} if row["territory"] == "area_52" else row
        for row in made.read_rows(folder, "regional-rates")
    ]
    made.write_rows(folder, "regional-rates", rows)
    sheet = territory_sheet(open_release(str(folder)), FR, territory="area_52")
    (figure,) = (
        one
        for part in sheet.sections
        if part.name == "rates"
        for group in part.groups
        for one in group.figures
        if one.value == "43\u00a0%"
    )
    assert "Ensemble de la France\u00a0: 37\u00a0%" in figure.beside
    assert ("Significativement supérieur" in figure.beside) == (significance == "above")
    assert ("ne se commente pas" in figure.beside) == (significance != "above")


def test_a_domain_without_a_perception_says_why() -> None:
    sheet = domain_sheet(made.opened(), FR, domain="health")
    perceived = sheet.sections[0]
    none = "Aucun chiffre national\u00a0: non lu au-delà de l’extrait."
    assert [group.none for group in perceived.groups] == [none] * 3


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_no_kind_of_respondents_is_named_without_a_figure_or_a_reason(reader: Reader) -> None:
    release = made.opened()
    for code in domains(release):
        for group in domain_sheet(release, reader, domain=code).sections[0].groups:
            assert bool(group.figures) != bool(group.none), (code, group.title)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_two_pages_that_print_two_values_are_named_as_sources_and_not_as_respondents(reader: Reader) -> None:
    said = domain_sheet(made.opened(), reader, domain="safety").sections[0].said.words
    assert reader.say("name.source", source="Carenews").casefold() in said.casefold()
