"""No rate without its base: the number of answers, or that it is not published; intervals where they hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.figures.absences import reason
from explorer.figures.bases import base, interval, wilson
from explorer.figures.context import domains
from explorer.figures.figure import Figure
from explorer.figures.highlights import highlights
from explorer.figures.perceived import beside
from explorer.figures.region_card import region_card, region_codes
from explorer.figures.territories import territories
from explorer.published import open_release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import EVERY, READERS, values_in

BASE = re.compile(r"base non publiée|base not published|n = \d")
RATE = re.compile(r"\d[\u00a0]?%")


def survey(figure: Figure) -> bool:
    return "study" in figure.rows


@EVERY
def test_no_rate_is_drawn_heard_or_listed_without_its_base(reader: Reader, figure: Figure) -> None:
    """In tooltips, in what stands for a chart, in the list beside it, in the table under it."""
    if not survey(figure) or not figure.rows["value"].notna().any():
        return
    for panel in figure.panels:
        rates = [str(row["text"]) for row in values_in(panel.spec) if RATE.search(str(row.get("text", "")))]
        if rates:
            assert BASE.search(panel.alt), panel.alt
        for row in values_in(panel.spec):
            if RATE.search(str(row.get("description", ""))):
                assert BASE.search(row["description"]), row["description"]
    if figure.listed:
        assert any(BASE.search(value) for _, value, _ in figure.listed)
    column = reader.say("column.base")
    for _, row in figure.table.iterrows():
        rest = [str(cell) for name, cell in row.items() if name not in (column, reader.say("column.note"))]
        if any(RATE.search(cell) for cell in rest):
            assert BASE.search(row[column])


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_no_survey_figure_in_large_goes_without_its_base(reader: Reader) -> None:
    release = made.opened()
    columns = [beside(release, reader, domain=domain).perceived for domain in domains(release)]
    for region in region_codes(release)[:4]:
        columns += region_card(release, reader, region=region).surveys
    for line in (line for column in columns for line in column.lines):
        assert BASE.search(line.detail), line
    for card in highlights(release, reader):
        assert card.provenance.bases or "%" not in card.value


def figure_of(tmp_path: Path, row: dict[str, str], study: dict[str, str]) -> tuple[Any, dict[str, Any]]:
    """A release where one regional rate has another base, and its study another method; that row."""
    folder = made.make_release(tmp_path / "release")
    change = {
        "regional-rates": ("territory", "area_52", row),
        "studies": ("code", "phare_entreprises_2015", study),
    }
    for table, (column, code, changed) in change.items():
        rows = made.read_rows(folder, table)
        rows = [
            r | changed if r[column] == code and r.get("indicator", "practice_rate") == "practice_rate" else r
            for r in rows
        ]
        made.write_rows(folder, table, rows)
    release = open_release(str(folder))
    cells = release.table("regional-rates")
    found = cells[(cells["territory"] == "area_52") & (cells["indicator"] == "practice_rate")].iloc[0]
    return release, dict(found)


PUBLISHED = {"base_n": "400", "base_status": "A"}
DRAWN = {"method_status": "A", "method_fr": "Quotas", "method_en": "Quota sample"}


@pytest.mark.parametrize(
    ("row", "study", "words"),
    [
        ({}, {}, "Pas d’intervalle de confiance : le nombre de réponses"),
        (
            {},
            {"n": "1000", "n_status": "A", **DRAWN},
            "Pas d’intervalle de confiance : le nombre de réponses",
        ),
        (PUBLISHED, {}, "Pas d’intervalle de confiance : la façon de tirer"),
        (
            PUBLISHED,
            DRAWN | {"method_en": "Purposive sample"},
            "Pas d’intervalle de confiance : l’échantillon est raisonné",
        ),
        (PUBLISHED | {"base_status": "U"}, DRAWN, "Pas d’intervalle de confiance : le nombre de réponses"),
        (PUBLISHED, DRAWN, "de 38,2 % à 47,9 % (Wilson 95 %, indicatif)"),
    ],
    ids=["no base", "base of the study", "no method", "purposive", "unsure base", "base and method"],
)
def test_an_interval_needs_the_base_of_that_figure_and_a_method_that_allows_it(
    row: dict[str, str], study: dict[str, str], words: str, tmp_path: Path
) -> None:
    release, cells = figure_of(tmp_path, row, study)
    said = interval(release, "regional-rates", cells, READERS[0])
    assert said.replace("\u00a0", " ").startswith(words)


def test_an_interval_is_in_the_table_and_says_how_it_was_made(tmp_path: Path) -> None:
    release, cells = figure_of(tmp_path, PUBLISHED, DRAWN)
    figure = territories(
        release, READERS[1], indicator="practice_rate", population="companies_10_plus", view="table"
    )
    assert "from 38.2% to 47.9% (Wilson 95%, indicative)" in figure.table["95% interval"].tolist()
    assert any("simple random sample" in caveat for caveat in figure.caveats)
    assert base(release, "regional-rates", cells, READERS[1]) == "n = 400"


@settings(max_examples=100, derandomize=True, database=None)
@given(st.floats(0, 100), st.integers(1, 100_000))
def test_an_interval_holds_its_value_and_stays_between_0_and_100(percent: float, n: int) -> None:
    low, high = wilson(percent, n)
    assert 0 <= low <= percent + 1e-6
    assert percent - 1e-6 <= high <= 100


def test_what_is_missing_in_a_survey_is_illegible_as_the_word_says() -> None:
    """The status O covers two reasons; « illegible » may be said because each such row's note says so."""
    for name, table in made.opened().tables.items():
        if table.properties.get("kind") == "fact" and "value" in table.cells and "note" in table.cells:
            for _, row in table.cells[table.cells["value"].isna()].iterrows():
                assert reason(row["status"]) != "unreadable" or "illisible" in row["note"], (name, row)
