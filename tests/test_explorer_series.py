"""Rates over time: what cannot be chained is not joined, and why is said; conflicts are shown as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.figures import series
from explorer.figures.conflicts import conflicts, groups
from explorer.figures.dynamics import dynamics
from explorer.published import Release, open_release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in

RATE = "practice_rate"


def joined(release: Release, indicator: str) -> int:
    """How many lines the chart draws between points."""
    (panel,) = dynamics(release, Reader(), indicator=indicator).panels
    return sum("to_value" in row for row in values_in(panel.spec))


def chained(tmp_path: Path, **study: str) -> Release:
    """A release where the question of the practice rate is published, and its study of 2009 is changed."""
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, "indicators")
    for row in rows:
        if row["code"] == RATE:
            row.update(question_fr="Avez-vous un partenariat ?", question_status="A")
    made.write_rows(folder, "indicators", rows)
    rows = made.read_rows(folder, "studies")
    for row in rows:
        if row["code"] == "arpea_associations_2009":
            row.update(study)
    made.write_rows(folder, "studies", rows)
    return open_release(str(folder))


@pytest.mark.parametrize("indicator", series.indicators(made.opened()))
def test_no_two_values_of_the_release_are_joined(indicator: str) -> None:
    """No rate has a published wording asked twice of one population by one programme."""
    assert joined(made.opened(), indicator) == 0


def test_one_population_one_question_one_programme_is_joined(tmp_path: Path) -> None:
    release = chained(tmp_path, programme="phare")
    assert joined(release, RATE) == 1
    figure = dynamics(release, Reader("en"), indicator=RATE)
    assert "Breaks" not in dict(figure.facts)
    assert "joined by a line continue each other" in figure.sentence


def test_another_programme_is_a_break_though_the_question_is_the_same(tmp_path: Path) -> None:
    release = chained(tmp_path)
    assert joined(release, RATE) == 0
    assert "ARPEA, PHARE" in dict(dynamics(release, Reader("en"), indicator=RATE).facts)["Breaks"]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.lang)
def test_every_break_says_why_and_is_in_the_words_for_those_who_hear(reader: Reader) -> None:
    release = made.opened()
    for indicator in series.indicators(release):
        figure = dynamics(release, reader, indicator=indicator)
        pairs = [step for line in series.lines(release, indicator) for step in series.steps(release, line)]
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
    for column in ("Population", "Year", "Value", "Study", "Base", "Source"):
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
    known = figure.table[reader.say("conflicts.values")]
    assert any(reader.percent(65) in cell and reader.percent(63) in cell for cell in known)
    assert len(figure.table) == len(groups(made.opened()))


def test_a_release_without_conflicts_shows_no_such_figure(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    for table in ("coconstruction-dynamics", "partnership-practices", "key-figures", "fragility-perceptions"):
        made.drop_table(folder, table)
    rows = [row for row in made.read_rows(folder, "national-rates") if row["source"] != "agori_partenariats"]
    made.write_rows(folder, "national-rates", rows)
    assert conflicts(open_release(str(folder)), Reader()) is None
