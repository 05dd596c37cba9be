"""What the pages show is what the release holds: no figure is made up, lost, or said more than it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from explorer.figures.figure import Figure
from explorer.figures.survey.marks import MARKS, OTHER
from explorer.figures.survey.waves import waves
from explorer.figures.themes.highlights import highlights
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.priorities import priorities, sorts
from explorer.figures.themes.roles import actors, answers, offered
from explorer.locales import number
from explorer.published import Release, open_release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import EVERY, READERS, values_in

EVERY_RELEASE = pytest.mark.parametrize("release", [made.opened, made.opened_next], ids=["ours", "next"])


def numbers(text: str) -> set[float]:
    """The percentages that a text says."""
    return {
        float(found.replace(",", ".")) for found in re.findall(r"(\d+(?:[.,]\d+)?)[\u00a0\u202f ]?%", text)
    }


def known(figure: Figure) -> set[float]:
    """The values of the figure's own rows, and of the country."""
    release = made.opened()
    national = release.table("national-rates")["value"].dropna()
    return {float(value) for value in figure.rows["value"].dropna()} | {float(value) for value in national}


@EVERY
def test_every_percentage_that_is_said_is_in_the_release(reader: Reader, figure: Figure) -> None:
    scale = {0.0, 100.0}
    said = [figure.sentence, figure.reading, *(panel.alt for panel in figure.panels)]
    said += [value for _, value, _ in figure.listed]
    assert numbers(" ".join(said)) <= known(figure) | scale


@EVERY
def test_every_percentage_in_the_table_is_in_the_release(reader: Reader, figure: Figure) -> None:
    note = reader.say("column.note")
    cells = figure.table.drop(columns=[c for c in figure.table.columns if c == note]).to_numpy().ravel()
    assert numbers(" ".join(map(str, cells))) <= known(figure)


@EVERY
def test_every_value_that_is_drawn_is_in_the_release(reader: Reader, figure: Figure) -> None:
    values = known(figure)
    notes = figure.rows[[column for column in ("note", "note_en") if column in figure.rows]]
    said = values | numbers(" ".join(str(note) for note in notes.to_numpy().ravel()))
    for row in (row for panel in figure.panels for row in values_in(panel.spec)):
        if row.get("value") is not None:
            assert row["value"] in values
        if "start" in row:
            assert round(row["end"] - row["start"], 6) in values
        assert numbers(f"{row.get('text', '')} {row.get('description', '')}") <= said


@EVERY
def test_every_row_that_can_be_read_is_in_the_table(reader: Reader, figure: Figure) -> None:
    cells = " ".join(map(str, figure.table.to_numpy().ravel()))
    drawn = figure.rows[figure.rows["answer"] != "any_yes"] if "answer" in figure.rows else figure.rows
    assert all(number(float(value), reader.lang) in cells for value in drawn["value"].dropna())


@EVERY
def test_a_figure_says_its_study_its_base_and_its_source(reader: Reader, figure: Figure) -> None:
    assert figure.title
    assert figure.sentence
    assert figure.provenance.studies
    assert figure.provenance.bases
    assert figure.provenance.questions
    assert all(source.title and (source.address or source.page) for source in figure.provenance.citations)
    assert figure.provenance.citations


@EVERY
def test_no_code_is_shown_to_the_reader(reader: Reader, figure: Figure) -> None:
    provenance = figure.provenance
    said = [
        figure.title,
        figure.sentence,
        figure.reading,
        *figure.caveats,
        *(key.words for key in figure.legend),
    ]
    said += [*provenance.studies, *provenance.bases, *(panel.alt for panel in figure.panels)]
    said += [str(cell) for cell in (*figure.table.columns, *figure.table.to_numpy().ravel())]
    for text in said:
        assert not re.search(r"\b[a-z0-9]+_[a-z0-9_]+\b", text), text
        assert "nan" not in text.lower().split()
        assert "<NA>" not in text


@EVERY
def test_uncertain_and_computed_values_bear_their_marks(reader: Reader, figure: Figure) -> None:
    used = set(figure.rows.loc[figure.rows["value"].notna(), "status"]) & {"E", "U"}
    marks = {key.mark for key in figure.legend} & {*MARKS.values(), OTHER}  # other marks are of the drawing
    assert marks == {{"E": "*", "U": "†"}[status] for status in used}
    text = " ".join(map(str, figure.table.to_numpy().ravel()))
    assert all(f"%\u00a0{mark}" in text for mark in marks)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_the_matrix_tells_not_published_from_illegible_and_neither_is_zero(reader: Reader) -> None:
    release = made.opened()
    answer = next(code for code in answers(release) if code not in offered(release))
    figure = matrix(release, reader, answer=answer)
    drawn = [row for row in values_in(figure.panels[0].spec) if "unreadable" in row]
    cells = list({(row["row"], row["column"]): row for row in drawn}.values())
    assert len(cells) == len(release.table("domains")) * len(actors(release))
    assert sum(row["unreadable"] for row in cells) == figure.rows["value"].isna().sum() > 0
    assert sum(row["value"] is not None for row in cells) == figure.rows["value"].notna().sum() > 0
    assert not any(row["value"] == 0 for row in cells)
    none = (figure.table == reader.say("value.none")).to_numpy().sum()
    assert none == len(cells) - len(figure.rows)


@EVERY_RELEASE
def test_priorities_are_sorted_as_asked_and_nothing_else_changes(release: Callable[[], Release]) -> None:
    for wave in waves(release(), "collectivity-priorities"):
        found = {
            sort: priorities(release(), READERS[0], sort=sort, wave=wave.code).table
            for sort in sorts(release(), wave.code)
        }
        name, first = found["first"].columns[:2]
        shares = [max(numbers(text), default=-1) for text in found["first"][first]]
        assert shares == sorted(shares, reverse=True)
        for table in found.values():
            pd.testing.assert_frame_equal(
                table.sort_values(name, ignore_index=True),
                found["asked"].sort_values(name, ignore_index=True),
            )


@EVERY_RELEASE
@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_what_the_home_page_leads_with_is_in_the_release_and_says_its_source(
    release: Callable[[], Release], reader: Reader
) -> None:
    tables = [table.cells for table in release().tables.values() if "value" in table.cells]
    values = {float(value) for cells in tables for value in cells["value"].dropna()}
    cards = highlights(release(), reader)
    assert cards
    for card in cards:
        assert numbers(card.title) <= values
        assert card.provenance.bases
        assert all(source.title for source in card.provenance.citations)


def test_what_the_release_lacks_the_home_page_leaves_out(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    whole = [card.name for card in highlights(made.opened(), READERS[0])]
    made.drop_table(folder, "collectivity-priorities")
    assert [card.name for card in highlights(open_release(str(folder)), READERS[0])] == [
        name for name in whole if name != "priorities"
    ]


def test_a_value_that_is_computed_says_its_formula() -> None:
    figure = priorities(made.opened(), READERS[0], sort="first")
    described = {
        row["description"]
        for row in values_in(figure.panels[0].spec)
        if "start" in row and "*" in row["text"]
    }
    assert len(described) == (figure.rows["status"] == "E").sum() > 0
    assert all("Calculé" in text and ("\u2212" in text or "-" in text) for text in described)
