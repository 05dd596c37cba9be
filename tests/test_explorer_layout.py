"""What stands where: what a phone folds, lines that are drawn once, room for what is printed on a chart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from explorer.charts import timeline
from explorer.figures.numbers.observation import observation
from explorer.figures.survey.lookup import labels
from explorer.figures.survey.provenance import MANY
from explorer.figures.themes.dynamics import dynamics
from explorer.figures.themes.matrix import matrix
from explorer.locales import FIXED, typeset
from explorer.reader import Reader
from explorer.views import fact_markup
from tests import explorer_release as made
from tests.explorer_figures import READERS

BOTH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
STYLE = (Path(__file__).resolve().parents[1] / "explorer/style.css").read_text(encoding="utf-8")
FOLDED = "label.unfold:not(:has(:checked)) + "
NUMBER = made.identifier(**made.RATE)


@pytest.mark.parametrize(
    "what", ["table:not(:has(.kept))", "table tbody tr:not(.kept)", ".scroll:has(table.stacked)"]
)
def test_what_a_phone_shows_on_request_is_hidden_until_then(what: str) -> None:
    """A list of figures, all but the lines of it that are kept, and a long table."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL))
    said = [
        words for names, words in rules if FOLDED + what in [name.strip() for name in re.split(r",\s", names)]
    ]
    assert ["display: none !important" in words for words in said] == [True]


@BOTH
def test_many_populations_without_a_number_of_respondents_are_said_together(reader: Reader) -> None:
    release, lost = made.opened(), reader.say("base.unread")
    grouped = dynamics(release, reader, indicator="practice_rate")
    whose = list(grouped.table[reader.say("dynamics.population")].unique())
    *few, said = grouped.provenance.bases
    assert said.startswith(lost)
    assert all(base.endswith(reader.say("base.unpublished")) for base in few)
    assert len(whose) - len(few) >= MANY
    assert all((name in said) != any(name in base for base in few) for name in whose)
    first, second, third = dynamics(release, reader, indicator="innovation_source").provenance.bases
    citizens = labels(release, "populations", reader)["citizens"]
    assert first.startswith(f"{citizens} (2015), n")
    assert second.endswith(reader.say("base.unpublished"))
    assert third.startswith(lost)
    assert f"{citizens} (2018\u20132022)" in third


def test_a_value_of_a_hundred_percent_stands_under_the_base_of_its_band() -> None:
    """In pixels: its letters are 14.5 high and 10 above its point; those of the base are 13 high."""
    top, base = timeline.STEP * timeline.TOP, timeline.STEP * timeline.BASE
    assert top - 10 - 14.5 >= base + 13 / 2 - 2


@BOTH
def test_the_name_of_a_row_is_in_lines_as_even_as_can_be(reader: Reader) -> None:
    """« Isolement / lien social » leaves no word alone."""
    figure = matrix(made.opened(), reader, answer="very_important")
    words = "Isolement\u00a0/|lien social" if reader.lang == "fr" else "Isolation\u00a0/|social ties"
    assert words in json.dumps(figure.panels[0].spec, ensure_ascii=False).replace("\\\\n", "|")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_hyphen_between_two_names_starts_no_line(lang: str) -> None:
    assert typeset("Charenton - Saint-Maurice", lang) == f"Charenton{FIXED}- Saint-Maurice"


@BOTH
def test_an_identifier_is_broken_between_its_parts(reader: Reader) -> None:
    """Where it stands alone, in its link, and in the words that cite it."""
    shown = observation(made.opened(), reader, identifier=NUMBER)
    said = fact_markup.observation(shown, reader, "https://example.org/", ("1.2.0", ""))
    assert said.count("observations:<wbr>phare_entreprises_2015/<wbr>practice_rate/<wbr>") == 3
    assert f'id={NUMBER}"' in said


@BOTH
def test_a_cell_whose_figure_cannot_be_read_looks_as_its_legend_says(reader: Reader) -> None:
    """A track with a word in it, not set as a number, and no dashes: those are of a value in doubt."""
    figure = matrix(made.opened(), reader, answer="very_important_or_important")
    assert "track" in [key.swatch for key in figure.legend]
    word = reader.say("value.unreadable")
    marks = [
        layer["mark"]
        for layer in figure.panels[0].spec["layer"]
        if any(row.get("text") == word for row in layer.get("data", {}).get("values", ()))
    ]
    cell, text = marks
    assert "strokeDash" not in cell
    assert cell["fill"] == reader.palette.surface
    assert text["fontStyle"] == "italic"
    assert "fontWeight" not in text
