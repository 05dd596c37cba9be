"""Rates over time: what cannot be chained is not joined, and why is said; conflicts are shown as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.figures.survey.facts import fact_tables
from explorer.figures.themes import series
from explorer.figures.themes.conflicts import conflicts, groups
from explorer.figures.themes.dynamics import dynamics
from explorer.locales import number
from explorer.published import Release, open_release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in

RATE = "practice_rate"


def joined(release: Release, indicator: str) -> int:
    """How many lines the chart draws between points."""
    panels = dynamics(release, Reader(), indicator=indicator).panels
    return sum("to_value" in row for panel in panels for row in values_in(panel.spec))


def chained(tmp_path: Path, **said: str) -> Release:
    """A release where the table of series says something else of every study that comes after another."""
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, "series")
    for row in rows:
        if row["joined"]:
            row.update(said)
    made.write_rows(folder, "series", rows)
    return open_release(str(folder))


@pytest.mark.parametrize("indicator", series.indicators(made.opened()))
def test_values_are_joined_where_the_table_of_series_joins_them(indicator: str) -> None:
    release = made.opened()
    told = {
        (row["population"], row["study"]): row["joined"]
        for row in made.read_rows(made.release_folder(), "series")
        if row["indicator"] == indicator
    }
    pairs = [
        (one, other)
        for line in series.lines(release, indicator)
        for one, other, _ in series.steps(release, Reader(), line)
    ]
    wanted = [told.get((other["population"], other["study"])) == "true" for _, other in pairs]
    assert joined(release, indicator) == sum(wanted)


def test_values_that_continue_each_other_are_joined_and_said_to_be(tmp_path: Path) -> None:
    release = chained(tmp_path, joined="true", reason_fr="", reason_en="")
    assert joined(release, RATE) >= 1
    figure = dynamics(release, Reader("en"), indicator=RATE)
    assert "Breaks" not in dict(figure.facts)
    assert "joined by a line continue each other" in figure.sentence


def test_a_break_says_the_reason_of_the_table(tmp_path: Path) -> None:
    release = chained(tmp_path, reason_en="Asked on the moon.")
    assert joined(release, RATE) == 0
    assert "asked on the moon" in dict(dynamics(release, Reader("en"), indicator=RATE).facts)["Breaks"]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.lang)
def test_every_break_says_why_and_is_in_the_words_for_those_who_hear(reader: Reader) -> None:
    release = made.opened()
    for indicator in series.indicators(release):
        figure = dynamics(release, reader, indicator=indicator)
        steps = [
            step for line in series.lines(release, indicator) for step in series.steps(release, reader, line)
        ]
        pairs = [why for *_, why in steps if why]
        drawn = [
            row for panel in figure.panels for row in values_in(panel.spec) if set(row) >= {"year", "top"}
        ]
        assert len(drawn) == len(pairs)
        assert all(row["description"] in figure.panels[0].alt for row in drawn)


def test_every_value_has_its_year_its_study_and_its_base() -> None:
    """Those without a year are told under the chart, never placed on it."""
    release = made.opened()
    figure = dynamics(release, Reader("en"), indicator=RATE)
    assert "nearly 46%" in dict(figure.facts)["Undated"]
    assert len(figure.table) == len(figure.rows)
    for column in ("Population", "Year", "Value", "Study", "Base (n)", "Source"):
        assert all(figure.table[column])


def test_a_value_read_in_one_source_only_stands_for_the_study() -> None:
    """What the slides print illegibly and another page prints plainly is shown once, with its value."""
    lines = series.lines(made.opened(), "innovation_source")
    assert all(row["value"] is not None for line in lines for row in line.dated)


def test_conflicts_are_the_rows_that_differ_by_their_source_alone() -> None:
    for _, rows in groups(made.opened()):
        assert len({row["value"] for row in rows}) > 1
        assert len({row["source"] for row in rows}) == len(rows)
        assert len({(row["study"], row.get("population")) for row in rows}) == 1


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.lang)
def test_both_figures_of_a_conflict_are_shown_with_who_prints_each(reader: Reader) -> None:
    figure = conflicts(made.opened(), reader)
    assert figure is not None
    differ = groups(made.opened())
    assert len(figure.table) == len(differ) > 0
    publishers = {row["code"]: row["publisher"] for row in made.read_rows(made.release_folder(), "sources")}
    for cell, (_, rows) in zip(figure.table[reader.say("conflicts.values")], differ, strict=True):
        for row in rows:
            assert reader.typeset(publishers[row["source"]]) in cell
            assert number(float(row["value"]), reader.lang) in cell


def test_a_release_without_conflicts_shows_no_such_figure(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    differ = {str(row["identifier"]) for _, rows in groups(made.opened()) for row in rows}
    for table in fact_tables(made.opened()):
        rows = [row for row in made.read_rows(folder, table) if row["identifier"] not in differ]
        made.write_rows(folder, table, rows)
    assert conflicts(open_release(str(folder)), Reader()) is None
