"""Why a value is absent: each reason its words and its pattern, a legend of exactly those that are there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.address import identify
from explorer.charts.regions import EMPTY, LINES, colours
from explorer.figures.figure import Key
from explorer.figures.numbers.corrections import corrected
from explorer.figures.official.context import groups, indicators, places, series
from explorer.figures.official.measured import measured
from explorer.figures.survey.absences import REASONS, spoken_reason
from explorer.figures.survey.errata import errata, of_rows, worded
from explorer.figures.survey.lookup import labels
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.roles import roles
from explorer.figures.themes.territories import DRAWERS, territories
from explorer.reader import Reader
from explorer.theme import PALETTES
from explorer.views import errata_markup, markup
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in
from tests.test_claims import AREAS, ROLES, holding, undrawn

FEW = settings(
    max_examples=8, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
SWATCHES = {"missing": "hatch", "unpublished": "wide-hatch", "not_asked": "dotted", "withheld": "dashes"}


def test_no_two_reasons_look_alike() -> None:
    """On the map by their lines, in the legend by their swatch."""
    assert set(LINES) == set(EMPTY) == set(SWATCHES)
    assert len({str(line) for line in LINES.values()}) == len(LINES)
    keys = [Key("words", swatch, "#123456") for swatch in (*SWATCHES.values(), "track", "open", "solid")]
    drawn = {markup.legend([key], PALETTES["light"], "legend") for key in keys}
    assert len(drawn) == len(keys)
    assert set(EMPTY) <= set(colours(PALETTES["dark"]))


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_no_two_reasons_are_said_alike(reader: Reader) -> None:
    said = {spoken_reason(status, made.opened(), reader) for status in (*REASONS, None, "H")}
    assert len(said) == len(REASONS) + 2


@FEW
@given(AREAS, st.sampled_from(READERS))
def test_the_legend_of_the_map_has_exactly_the_patterns_that_are_drawn(
    rows: list[dict[str, str]], reader: Reader
) -> None:
    release, _ = holding(regional_rates=rows)
    drawn: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(DRAWERS, "map", lambda places, **_: drawn.append(places) or {})
        figure = territories(
            release, reader, indicator="practice_rate", population="companies_10_plus", view="map"
        )
    states = set(drawn[0]["state"]) & set(EMPTY)
    assert {key.swatch for key in figure.legend} & set(SWATCHES.values()) == {SWATCHES[s] for s in states}


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_tiles_of_one_study_area_are_joined_and_only_there_does_the_legend_say_so(reader: Reader) -> None:
    """The practice rates have an area of two regions; the other indicator names none."""
    for indicator, population, joined in (
        ("practice_rate", "companies_10_plus", True),
        ("innovation_source", "association_leaders", False),
    ):
        asked = {"indicator": indicator, "population": population, "view": "tiles"}
        words = [key.words for key in territories(made.opened(), reader, **asked).legend]
        assert (reader.say("territories.legend.joined") in words) == joined


@FEW
@given(ROLES, st.sampled_from(READERS))
def test_the_legend_of_the_roles_has_exactly_the_reasons_of_the_table(
    rows: list[dict[str, str]], reader: Reader
) -> None:
    release, _ = holding(actor_roles=rows)
    said = {spoken_reason(row["status"], release, reader) for row in rows if not row["value"]}
    with undrawn("themes.roles.ranked", "themes.matrix.draw"):
        for figure in (
            roles(release, reader, answer="very_important"),
            matrix(release, reader, answer="very_important"),
        ):
            tracks = [key.words for key in figure.legend if key.swatch in ("track", "word")]
            assert len(tracks) == len(said)
            assert all(any(words in track for track in tracks) for words in said)


def test_the_map_of_what_is_measured_has_exactly_the_patterns_that_are_drawn() -> None:
    """A region that the map does not show brings no pattern to its legend."""
    release, reader, seen = made.opened(), READERS[0], 0
    for group in groups(release):
        for indicator in indicators(release, group):
            for period in series(release, indicator):
                lost = {
                    p.state
                    for p in places(release, reader, indicator, period)
                    if p.value is None and p.metropolitan
                }
                if lost or seen < 2:
                    seen += not lost
                    figure = measured(release, reader, indicator=indicator, period=period, view="map")
                    swatches = {key.swatch for key in figure.legend} & set(SWATCHES.values())
                    assert swatches == {SWATCHES[state] for state in lost}
                    drawn = [row for panel in figure.panels for row in values_in(panel.spec)]
                    assert drawn


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_what_was_corrected_is_said_under_the_figure(reader: Reader) -> None:
    """Errata of its rows and of their studies; none of other rows."""
    key = made.identifier(indicator="practice_rate", territory="area_52")
    erratum = {
        "identifier": key, "field": "value", "version": "1.3.0", "date": "2027-01-15",
        "old": "34", "new": "43", "reason_fr": "Chiffres inversés.", "reason_en": "Digits swapped.",
    }  # fmt: skip
    release, _ = holding(errata=[erratum])
    asked = {"indicator": "practice_rate", "population": "companies_10_plus"}
    rows = territories(release, reader, **asked, view="table").rows
    (said,) = corrected(release, reader, "regional-rates", rows)
    assert "34" in said
    assert "43" in said
    assert ("Chiffres inversés." if reader.lang == "fr" else "Digits swapped.") in said
    assert (
        corrected(release, reader, "actor-roles", roles(release, reader, answer="very_important").rows) == ()
    )
    assert any("phare" in str(study) for study in rows["study"])
    studied = corrected(
        made.opened(), reader, "regional-rates", rows
    )  # the package's own errata: the study's fieldwork
    (fieldwork,) = [words for words in studied if "2015-09" in words]
    assert "PHARE-Entreprises, 2015" in fieldwork.partition("2015-09")[0]


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_correction_names_what_it_corrects(reader: Reader) -> None:
    """The study, or what the number counts, of whom and where: never a code."""
    release = made.opened()
    said = corrected(release, reader, "key-figures", release.table("key-figures"))
    heads = [re.split(r" 1\.\d\.\d", words)[0] for words in said]
    assert len(said) == len(set(said)) > 1
    named = {*labels(release, "studies", reader).values(), *labels(release, "indicators", reader).values()}
    many = reader.say("corrected.many", count="").strip()
    assert all(many in head or any(name in head for name in named) for head in heads)
    assert not any("_" in words for words in said)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_beside_a_figure_a_correction_is_one_line_a_reason_and_none_for_a_note(reader: Reader) -> None:
    """However many cells it changed; what bettered a note or a label is told at the number's own address."""
    release, known = made.opened(), made.opened().table("errata")
    for table in ("national-rates", "regional-rates", "key-figures", "partnership-practices"):
        rows = release.table(table)
        said = corrected(release, reader, table, rows)
        studies = [f"studies:{code}" for code in rows["study"].dropna().unique()]
        mine = of_rows(release, [*identify(release, table, rows), *studies])
        assert len(said) == sum(not all(map(worded, reason)) for reason in mine)
        assert 0 < len(said) < 12 < sum(map(len, mine)) <= len(known)
    noted = made.identifier(
        indicator="role_importance", domain="employment", subject="companies", answer="very_important"
    )
    assert errata(release, reader, noted)
    assert corrected(release, reader, "actor-roles", release.table("actor-roles")) == ()


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_row_with_many_errata_has_one_line_a_reason_that_opens_on_them(reader: Reader) -> None:
    """Its cells are there, each once, and what changed a value comes first."""
    name = "indicators:territory_in_motion"
    rows = made.opened().table("errata")
    mine = rows[rows["identifier"] == name]
    (one,) = errata(made.opened(), reader, name)
    assert len(one.cells) == len(mine) > 3
    assert reader.say("erratum.cell.added", field="", new="").split("“")[0].split("«")[0] in one.cells[0]
    base = made.identifier(indicator="practice_rate", territory="area_52")
    status = errata(made.opened(), reader, base)[0].words
    assert status.index(reader.say("method.unpublished")) < status.index(reader.say("method.unread"))
    html = errata_markup.corrections([one], reader)
    assert html.count("<details") == 1
    assert html.count("<li>") == 1 + len(mine)
