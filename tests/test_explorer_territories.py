"""The page of the territories: one question of one study, over any release."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.charts import outlines
from explorer.charts.tiles import joints
from explorer.checking import raw as raw_cells
from explorer.checking.reading import faults
from explorer.figures.figure import Figure
from explorer.figures.numbers import ways
from explorer.figures.survey.facts import by_identifier, facts
from explorer.figures.survey.intervals import overlap
from explorer.figures.survey.lookup import plain, rows_by_code
from explorer.figures.survey.ranks import CLASSES, bands
from explorer.figures.themes.regional import DIMENSIONS, Asked, asked, earlier, joined, options, question_of
from explorer.figures.themes.territories import territories
from explorer.figures.themes.territory_places import CLASSED, areas, covered, drawn, scale
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.views.territories import choices
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in

FOLDERS = {"ours": made.release_folder, "next": made.next_release_folder}
RELEASES = {"ours": made.opened, "next": made.opened_next}
BOTH = pytest.mark.parametrize("release", [RELEASES[name]() for name in RELEASES], ids=RELEASES)
EACH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])


def places_of(release: Release, one: Asked, reader: Reader = READERS[0]) -> list[dict[Any, Any]]:
    found = areas(release, reader, one)
    return drawn(release, reader, one, found, scale(reader, found)).to_dict("records")


@cache
def table(release: Release, reader: Reader, one: Asked) -> Figure:
    """The question as a table: made once for all tests."""
    return territories(release, reader, view="table", **dict(one.codes))


def drawn_once(release: Release) -> list[Asked]:
    """A question of each study, indicator and population: those that differ by domain or answer are alike."""
    return list({tuple(one.codes[:3]): one for one in asked(release)}.values())


def first(release: Release, *, least: int) -> Asked:
    """A question with so many values that may be set against one another."""
    return next(
        one for one in asked(release)
        if sum(area.comparable for area in areas(release, READERS[0], one)) >= least
    )  # fmt: skip


@BOTH
def test_a_chart_is_of_one_question_and_has_all_its_rows(release: Release) -> None:
    """No row of another study, population, answer or territory of another geography, and none left out."""
    seen: list[str] = []
    for one in asked(release):
        rows = table(release, READERS[0], one).rows
        seen += list(rows["identifier"])
        for column in (name for name, _ in one.where):
            assert rows[column].nunique(dropna=False) == 1
        known = rows_by_code(release, "territories")
        assert len({known[code]["geography"] for code in rows["territory"]}) == 1
    regional = [fact.identifier for fact in facts(release) if fact.row.get("territory")
                and rows_by_code(release, "territories")[fact.territory]["kind"] != "country"]  # fmt: skip
    assert sorted(seen) == sorted(regional)


@BOTH
def test_what_is_drawn_is_the_value_of_that_question(release: Release) -> None:
    for one in drawn_once(release):
        figure = territories(release, READERS[0], view="dots", **dict(one.codes))
        rows = {row["territory"]: row for row in plain(figure.rows)}
        for place in places_of(release, one):
            if place["area"] in rows and (value := rows[place["area"]]["value"]) is not None:
                printed = str(value).removesuffix(".0").replace(".", ",")
                assert printed in place["text"]
        for row in (row for panel in figure.panels for row in values_in(panel.spec) if "low" in row):
            if row["low"] is not None:
                assert row["low"] <= row["value"] <= row["high"]


@EACH
@BOTH
def test_the_sentence_holds_against_the_raw_cells(release: Release, reader: Reader) -> None:
    name = next(name for name, opened in RELEASES.items() if opened() is release)
    raw = raw_cells.read(FOLDERS[name]())
    for one in asked(release):
        figure = table(release, reader, one)
        assert figure.claims
        assert not faults(figure.sentence, figure.claims, raw, reader.lang), figure.sentence


@BOTH
def test_the_page_opens_on_what_has_most_values_in_the_newest_study_that_has_any(release: Release) -> None:
    one = question_of(release)
    assert one.legible == max(other.legible for other in asked(release))
    for indicator in options(release, "indicator", {}):
        for population in options(release, "population", {"indicator": indicator}):
            found = question_of(release, indicator=indicator, population=population)
            named = {("indicator", indicator), ("population", population)}
            pool = [other for other in asked(release) if other.legible and named <= set(other.codes)]
            if pool:
                assert found.legible
                assert found.year == max(other.year for other in pool)


@BOTH
def test_every_question_has_an_address_and_what_does_not_exist_gets_another(release: Release) -> None:
    known = {choice.name: choice.options for choice in choices(release)}
    for one in asked(release):
        assert question_of(release, **dict(one.codes)) is one
        for name, code in one.codes:
            assert not code or code in known[name]
    assert question_of(release, indicator="nope", study="nope") is question_of(release)


@BOTH
def test_a_regional_figure_leads_to_its_question(release: Release) -> None:
    known = by_identifier(release)
    for one in asked(release):
        for name in one.rows(release)["identifier"]:
            way = ways.page_of(release, known[name])
            assert way is not None
            assert way[0] == "territories"
            assert question_of(release, **way[1]) is one


@BOTH
def test_a_region_that_the_geography_does_not_cover_is_not_covered(release: Release) -> None:
    for one in asked(release):
        inside = covered(release, one)
        for place in places_of(release, one):
            if place["region"] not in inside:
                assert place["state"] == "not_asked"
                assert place["text"] == READERS[0].say("value.not_asked")


def test_regions_outside_a_geography_are_told_from_those_that_were_not_collected(tmp_path: Path) -> None:
    """A geography that loses a territory no longer covers its regions; the others stay as they were."""
    folder = made.make_release(tmp_path / "release")
    known = rows_by_code(made.opened(), "territories")
    one = max(asked(made.opened()), key=lambda one: len(covered(made.opened(), one) - _used(one)))
    lost = min(covered(made.opened(), one) - _used(one))
    mine = {code for code, row in known.items() if row["geography"] == _geography(one)}
    rows = made.read_rows(folder, "territory-members")
    kept = [row for row in rows if row["region"] != lost or row["territory"] not in mine]
    made.write_rows(folder, "territory-members", kept)
    changed = open_release(str(folder))
    before = {place["region"]: place["state"] for place in places_of(made.opened(), one)}
    after = {
        place["region"]: place["state"]
        for place in places_of(changed, question_of(changed, **dict(one.codes)))
    }
    assert (before.pop(lost), after.pop(lost)) == ("unpublished", "not_asked")
    assert before == after
    figure = territories(changed, READERS[0], view="map", **dict(one.codes))
    assert READERS[0].say("territories.legend.outside") in {key.words for key in figure.legend}


def _used(one: Asked) -> set[str]:
    return {region for area in areas(made.opened(), READERS[0], one) for region in area.regions}


def _geography(one: Asked) -> str:
    return str(rows_by_code(made.opened(), "studies")[one.study]["geography"])


def test_regions_of_one_territory_have_one_value_and_one_outline() -> None:
    release = made.opened_next()
    joint = [(one, area) for one in asked(release) for area in areas(release, READERS[0], one)
             if len(area.regions) > 1]  # fmt: skip
    assert len({one.study for one, _ in joint}) > 1
    for one, area in joint:
        mine = [place for place in places_of(release, one) if place["region"] in area.regions]
        assert len(mine) == len(area.regions)
        assert {(place["area"], place["state"], place["text"]) for place in mine} == {
            (area.code, mine[0]["state"], mine[0]["text"])
        }


def test_the_outline_of_two_neighbours_has_no_line_between_them() -> None:
    alone = [sum(len(line) - 1 for line in outlines.borders((code,))) for code in ("53", "52")]
    together = sum(len(line) - 1 for line in outlines.borders(("53", "52")))
    assert 0 < together < sum(alone)


def test_only_neighbouring_tiles_are_joined_and_nothing_is_left_alone() -> None:
    places = outlines.tiles()
    for codes in (("93", "94"), ("28", "52", "53"), tuple(places)):
        pairs = joints([places[code] for code in codes])
        assert {square for pair in pairs for square in pair} == {places[code] for code in codes}
        assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1 for a, b in pairs)


@EACH
@BOTH
def test_a_map_has_classes_from_enough_values_that_compare_and_a_legend_of_them(
    release: Release, reader: Reader
) -> None:
    for one in drawn_once(release):
        found = areas(release, reader, one)
        scaled = scale(reader, found)
        comparable = [area for area in found if area.comparable]
        assert bool(scaled.ends) == (len(comparable) >= CLASSED)
        for area in comparable:
            if scaled.ends:
                low, high = scaled.ends[scaled.classes[area.code]]
                assert low <= (area.value or 0) <= high
        figure = territories(release, reader, view="map", **dict(one.codes))
        swatches = [key.colour for key in figure.legend if key.swatch == "solid" and key.colour]
        assert len(swatches) == len(scaled.ends) or not scaled.ends


@settings(max_examples=200, derandomize=True, database=None)
@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=20))
def test_a_value_lies_in_its_class_and_classes_are_few_and_of_one_width(values: list[Any]) -> None:
    named = {str(place): float(value) for place, value in enumerate(values)}
    ends, classes = bands(named)
    assert 1 <= len(ends) <= CLASSES
    for name, value in named.items():
        low, high = ends[classes[name]]
        assert low <= value < high or (classes[name] == len(ends) - 1 and value == high)
    assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(ends))


@EACH
def test_withheld_values_have_their_own_word_and_pattern(reader: Reader) -> None:
    release, word = made.opened_next(), reader.say("value.suppressed")
    some = [one for one in asked(release) if "Q" in set(one.rows(release)["status"])]
    assert some
    for one in some[:3]:
        found = areas(release, reader, one)
        lost = [area for area in found if area.state == "withheld"]
        assert lost
        assert all(area.text == word and area.span.ends is None for area in lost)
        legend = territories(release, reader, view="map", **dict(one.codes)).legend
        assert [key.swatch for key in legend if key.words == word] == ["dashes"]


@EACH
def test_bases_and_intervals_stand_in_columns_and_not_beside_each_region(reader: Reader) -> None:
    """A text beside each name would leave it no room: bases are said once, their least and greatest."""
    release = made.opened_next()
    one = first(release, least=CLASSED)
    figure = territories(release, reader, view="map", **dict(one.codes))
    base, interval = reader.say("column.base"), reader.say("column.interval")
    rows = [row for row in plain(figure.rows) if row["base_n"] is not None]
    assert sorted(figure.table[base]) == sorted(str(row["base_n"]) for row in rows)
    assert {base, interval} <= set(figure.numbers)
    assert all(len(item.value) < 32 for item in figure.listed)
    assert sum("n =" in item.value for item in figure.listed) == 1
    spec = territories(release, reader, view="dots", **dict(one.codes)).panels[0].spec
    whiskers = [row for row in values_in(spec) if row.get("low") is not None]
    assert {row["label"] for row in whiskers} == {
        area.name for area in areas(release, reader, one) if area.span.ends
    }


@EACH
@BOTH
def test_points_stand_on_an_axis_with_ticks(release: Release, reader: Reader) -> None:
    spec = territories(release, reader, view="dots").panels[0].spec
    axes = [
        layer["encoding"]["x"].get("axis")
        for layer in spec["layer"]
        if "field" in layer["encoding"].get("x", {})
    ]
    assert axes
    assert all(axis["ticks"] and axis["tickCount"] for axis in axes)


@EACH
@BOTH
def test_overlapping_intervals_are_said_not_to_rank_once(release: Release, reader: Reader) -> None:
    said = reader.say("territories.caveat.overlap")
    for one in asked(release):
        known = sorted((a for a in areas(release, reader, one) if a.span.ends), key=lambda a: a.value or 0)
        overlaps = any(overlap(low.span, high.span) for low, high in pairwise(known))
        figure = table(release, reader, one)
        assert figure.caveats.count(said) == overlaps
        assert not any(claim.codes for claim in figure.claims if claim.kind in ("highest", "lowest"))


@EACH
@BOTH
def test_marks_are_those_of_the_source_with_one_line_of_legend(release: Release, reader: Reader) -> None:
    for one in asked(release):
        figure = table(release, reader, one)
        printed = {row["significance"] for row in plain(figure.rows) if row["value"] is not None}
        keys = [key for key in figure.legend if "▲" in key.mark + key.words or "▼" in key.mark + key.words]
        assert len(keys) == bool(printed & {"above", "below"})
        listed = " ".join(item.value for item in figure.listed)
        assert ("▲" in listed, "▼" in listed) == ("above" in printed, "below" in printed)
        tested = printed & {"above", "below", "not_different"}
        assert (reader.say("column.test") in figure.table) == bool(tested)


def test_earlier_waves_stand_beside_only_where_the_series_joins_them() -> None:
    release, kinds = made.opened_next(), set()
    studies = rows_by_code(release, "studies")
    for one in asked(release):
        figure = table(release, READERS[0], one)
        for before, whole in earlier(release, one):
            kinds.add(whole)
            assert before.year < one.year
            assert (before.year in figure.table) == whole
            apart = [words for words in figure.caveats if "à part" in words and before.year in words]
            assert bool(apart) != whole
            if whole:
                assert studies[before.study]["geography"] == studies[one.study]["geography"]
                assert joined(release, one, before)
    assert kinds == {True, False}


def test_two_sources_that_differ_on_a_territory_are_both_shown() -> None:
    """Never the first row alone, never the last: the area is uncertain and has no class."""
    release = made.opened()
    one = first(release, least=1)
    cells = release.table(one.table)
    rows = one.rows(release)
    row = rows[rows["value"].notna() & (rows["status"] == "A")].iloc[[0]]
    twin = row.assign(value=row["value"] + 9, source="deck_2018", identifier="other")
    table = replace(release.tables[one.table], held=cells.iloc[[*range(len(cells)), 0]].copy())
    table.cells.iloc[-1] = twin.iloc[0]
    changed = replace(release, tables={**release.tables, one.table: table})
    other = question_of(changed, **dict(one.codes))
    area = next(a for a in areas(changed, READERS[0], other) if a.code == row["territory"].iloc[0])
    assert area.state == "uncertain"
    assert not area.comparable
    assert area.text.count("%") == 2
    figure = territories(changed, READERS[0], view="table", **dict(one.codes))
    assert list(figure.table.iloc[:, 0]).count(area.name) == 2


def test_a_title_names_no_more_than_its_question() -> None:
    """Who answered comes from the population: never whom another study asked."""
    release = made.opened_next()
    phrases = {code: row["phrase_fr"] for code, row in rows_by_code(release, "populations").items()}
    for one in asked(release):
        title = table(release, READERS[0], one).title
        assert READERS[0].typeset(phrases[one.code("population")]) in title
        assert one.period in title


@pytest.mark.parametrize("name", DIMENSIONS)
@EACH
def test_every_control_has_its_words(name: str, reader: Reader) -> None:
    assert reader.say(f"territories.{name}")


@pytest.mark.parametrize("significance", ["above", "below", "not_different", "not_published"])
@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_comparison_is_said_only_where_the_source_tested_it(
    reader: Reader, significance: str, tmp_path: Path
) -> None:
    folder = made.make_release(tmp_path / "release")
    rows = [
        row | {"significance": significance} if row["territory"] == "area_52" else row
        for row in made.read_rows(folder, "regional-rates")
    ]
    made.write_rows(folder, "regional-rates", rows)
    figure = territories(
        open_release(str(folder)),
        reader,
        indicator="practice_rate",
        population="companies_10_plus",
        view="map",
    )
    words = ("significativement", "significantly", "non différent", "not different")
    assert any(word in figure.sentence for word in words) == (significance != "not_published")
