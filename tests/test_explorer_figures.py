"""What the pages show is what the release holds: no figure is made up, lost, or said more than it is."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from explorer.figures.figure import Figure
from explorer.figures.highlights import HIGHLIGHTS, highlights
from explorer.figures.marks import MARKS, OTHER
from explorer.figures.matrix import matrix
from explorer.figures.priorities import SORTS, priorities
from explorer.figures.roles import answers, roles
from explorer.figures.territories import territories
from explorer.published import open_release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import EVERY, READERS, values_in


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
    shown = numbers(" ".join(map(str, figure.table.to_numpy().ravel())))
    drawn = figure.rows[figure.rows["answer"] != "any_yes"] if "answer" in figure.rows else figure.rows
    assert {float(value) for value in drawn["value"].dropna()} <= shown


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
    figure = matrix(made.opened(), reader, answer="very_important_or_important")
    drawn = [row for row in values_in(figure.panels[0].spec) if "unreadable" in row]
    cells = list({(row["row"], row["column"]): row for row in drawn}.values())
    assert len(cells) == 16 * 3
    assert sum(row["unreadable"] for row in cells) == 1
    assert sum(row["value"] is not None for row in cells) == 1
    assert not any(row["value"] == 0 for row in cells)
    assert (figure.table == reader.say("value.none")).to_numpy().sum() == 46


def test_the_two_answers_are_never_on_one_chart() -> None:
    for answer in answers(made.opened()):
        assert set(roles(made.opened(), READERS[0], answer=answer).rows["answer"]) == {answer}


def test_priorities_are_sorted_as_asked_and_nothing_else_changes() -> None:
    release, reader = made.opened(), READERS[0]
    tables = {sort: priorities(release, reader, sort=sort).table for sort in SORTS}
    first = tables["priority"].columns[0]
    assert tables["priority"].iloc[:, 1].tolist() == [f"{v}\u00a0%" + s for v, s in
        ((74, ""), (71, ""), (68, ""), (64, "\u00a0*"), (56, "\u00a0*"), (54, "\u00a0*"))]  # fmt: skip
    assert tables["asked"][first].iloc[0].startswith("Impulser")
    for table in tables.values():
        pd.testing.assert_frame_equal(
            table.sort_values(first, ignore_index=True), tables["asked"].sort_values(first, ignore_index=True)
        )


def test_the_map_shows_two_figures_ten_illegible_ones_and_the_country() -> None:
    figure = territories(
        made.opened(), READERS[0], indicator="practice_rate", population="companies_10_plus", view="map"
    )
    listed = {name: value for name, value, _ in figure.listed}
    assert listed["Ensemble de la France"] == "37\u00a0%"
    assert listed["Pays de la Loire"] == "43\u00a0%"
    assert listed["Bretagne"] == "23\u00a0%\u00a0†"
    assert list(listed.values()).count("illisible") == 10
    assert any("une seule estimation" in caveat for caveat in figure.caveats)


def test_one_study_area_is_one_estimate_on_both_its_regions() -> None:
    figure = territories(
        made.opened(), READERS[0], indicator="practice_rate", population="companies_10_plus", view="tiles"
    )
    tiles = {row["region"]: row for row in values_in(figure.panels[0].spec) if "region" in row}
    assert tiles["93"]["area"] == tiles["94"]["area"] == "area_93_94"


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


def test_the_landmarks_are_those_of_the_slides_with_their_page() -> None:
    cards = highlights(made.opened(), READERS[0])
    assert [card.name for card in cards] == [name for name, *_ in HIGHLIGHTS]
    assert [card.value for card in cards] == ["37\u00a0%", "38\u00a0%", "1,2\u00a0million"]
    assert all(card.provenance.citations[0].page == "8" for card in cards)


def test_a_landmark_that_the_release_lacks_is_left_out(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    made.drop_table(folder, "key-figures")
    assert [card.name for card in highlights(open_release(str(folder)), READERS[0])] == [
        "companies",
        "associations",
    ]


def test_a_value_that_is_computed_says_its_formula() -> None:
    figure = priorities(made.opened(), READERS[0], sort="priority")
    described = {
        row["description"]
        for row in values_in(figure.panels[0].spec)
        if "start" in row and "*" in row["text"]
    }
    assert len(described) == 9
    assert all("Calculé" in text and ("\u2212" in text or "-" in text) for text in described)
