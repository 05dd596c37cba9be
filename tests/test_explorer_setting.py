"""How words are set: where a line may break, what is said once, how English prints a sum of money."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from explorer.figures.figure import Figure, Key
from explorer.figures.official.measured import measured
from explorer.figures.sheets import charts as sheet_charts
from explorer.figures.sheets.availability import availability
from explorer.figures.sheets.crossing import matching
from explorer.figures.survey.errata import errata
from explorer.figures.survey.fact_words import base, value_words
from explorer.figures.survey.facts import facts, surveyed
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.themes import roles
from explorer.figures.themes.conflicts import conflicts
from explorer.figures.themes.dynamics import dynamics
from explorer.figures.themes.practices import KINDS, practices
from explorer.locales import FIXED, NARROW, quantity, typeset
from explorer.reader import Reader
from explorer.theme import PALETTES, contrast
from explorer.views import fact_markup, markup, swatches
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in

BOTH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
LOOSE = re.compile(r" [/·–] |\.\.(?!\.)")  # a sign that may start a line; two full stops


def said(figure: Figure) -> Iterator[str]:
    """What a figure says in lines that a browser breaks."""
    yield from (figure.title, figure.sentence, figure.reading, *figure.caveats)
    yield from (words for _, words in figure.facts)
    yield from (key.words for key in figure.legend)


@BOTH
def test_no_line_starts_with_a_stroke_a_dot_or_a_dash(reader: Reader) -> None:
    """And an abbreviation that ends a sentence has one full stop; English puts no space before « ; »."""
    release = made.opened()
    population = measured(release, reader, indicator="population_municipale", period="2021", view="table")
    others = (roles.roles(release, reader, answer="very_important"), conflicts(release, reader))
    for figure in (population, *others):
        assert figure is not None
        assert [words for words in said(figure) if LOOSE.search(words)] == []
        if reader.lang == "en":
            assert [words for words in said(figure) if re.search(r" [;:] ", words)] == []


@pytest.mark.parametrize(
    ("text", "fr"),
    [
        ("sur 12 zones", f"sur 12{FIXED}zones"),
        ("1 000 salariés", f"1{NARROW}000{FIXED}salariés"),
        ("12 et 13", "12 et 13"),
        ("en 2015 dans", "en 2015 dans"),
        ("1,2 million", f"1,2{FIXED}million"),
        ("un silence...", "un silence..."),
    ],
)
def test_a_count_stays_with_what_it_counts(text: str, fr: str) -> None:
    """A year and a word that counts nothing are left as they are; setting twice is setting once."""
    assert typeset(text, "fr") == fr
    assert typeset(typeset(text, "fr"), "fr") == fr


def test_english_puts_no_space_before_a_semicolon_but_in_french_quotes() -> None:
    assert typeset(f"Insee{NARROW}; Cnaf", "en") == "Insee; Cnaf"
    assert typeset(f"« un{NARROW}; deux{FIXED}»", "en") == f"« un{NARROW}; deux{FIXED}»"


def test_english_prints_the_euro_before_the_number() -> None:
    assert quantity(-12.5, "€", "en") == "\u2212€12.5"
    assert quantity(21850, "€ a year", "en") == "€21,850 a year"
    assert quantity(21850, "€ par an", "fr") == f"21{NARROW}850{FIXED}€ par an"


@BOTH
def test_what_is_uncertain_leads_nothing(reader: Reader) -> None:
    """It stands after the values that are not, and the sentence says that it is set aside."""
    release = made.opened()
    rows = roles.rows_of(release, "very_important")
    doubtful = 0
    for actor in roles.actors(release):
        mine = list(rows.loc[(rows["actor"] == actor) & rows["value"].notna(), "status"] == UNCERTAIN)
        assert mine == sorted(mine)
        doubtful += any(mine)
    sentence = roles.roles(release, reader, answer="very_important").sentence
    aside = reader.say("roles.leading.sure", actor="", domains="", value="").rsplit(", ", 1)[1]
    assert doubtful
    assert sentence.count(aside) == doubtful


@BOTH
def test_an_answer_that_all_bars_share_is_said_by_their_title(reader: Reader) -> None:
    release = made.opened()
    found = [fact for fact in matching(release, actor="mayors") if fact.table == roles.TABLE]
    shared = reader.words(release.tables["answers"].cells.set_index("code").loc["very_important"], "label")
    panels = sheet_charts.by_question(release, reader, found)
    (panel,) = [one for one in panels if shared.lower() in one.title]
    assert shared not in str(panel.spec.get("datasets", panel.spec))


@BOTH
def test_a_note_is_said_once_for_all_whom_it_is_about(reader: Reader) -> None:
    """Of one year; and so is a break of several series that has one reason."""
    figure = dynamics(made.opened(), reader, indicator="innovation_source")
    ends = [words.partition(reader.say("colon"))[2] for words in figure.caveats[1:]]
    assert len(ends) == len(set(ends))
    breaks = dict(figure.facts)[reader.say("dynamics.breaks")].split(reader.say("semicolon"))
    whys = [words.partition(reader.say("colon"))[0] for words in breaks]
    assert len(set(whys)) == len(breaks)


@BOTH
def test_notes_of_two_pages_that_differ_are_told_apart(reader: Reader) -> None:
    """« This page » is the page of one of them: its publisher comes before."""
    figure = conflicts(made.opened(), reader)
    assert figure is not None
    notes = list(figure.table[reader.say("column.note")])
    assert any(f"\u00a0\u00b7 youmatter{reader.say('colon')}" in note for note in notes)
    assert not any(".\u00a0\u00b7" in note for note in notes)
    assert not any(note.startswith(("Conflit", "Conflict")) and "de forme" not in note for note in notes)


@BOTH
def test_what_is_said_beside_a_value_has_no_brackets_in_brackets(reader: Reader) -> None:
    """The base of a whole study is in brackets of its own."""
    figure = dynamics(made.opened(), reader, indicator="innovation_source")
    described = [
        row["description"] for panel in figure.panels for row in values_in(panel.spec) if "when" in row
    ]
    assert any("(" in words for words in described)
    for words in (figure.reading, *described):
        assert not re.search(r"\([^()]*\(", words)


@BOTH
def test_institutes_are_joined_as_the_language_joins_names_and_no_year_is_said_twice(reader: Reader) -> None:
    studies = dynamics(made.opened(), reader, indicator="innovation_source").provenance.studies
    pair = reader.listing(["Comisis", "OpinionWay"])
    assert any(words.endswith(pair) for words in studies)
    assert [words for words in studies if "2018" in words] == ["IMPACT 2018-2022 (programme)"]


@BOTH
def test_a_change_has_its_sign_and_a_share_has_none(reader: Reader) -> None:
    for fact in facts(made.opened()):
        if fact.value is not None and not fact.row.get("qualifier"):
            signed = value_words(made.opened(), reader, fact).startswith(("+", "\u2212"))
            assert signed == (fact.unit == "percentage_points")


@BOTH
def test_a_figure_of_no_study_says_so_where_others_have_their_base(reader: Reader) -> None:
    release = made.opened()
    loose = [fact for fact in facts(release) if not surveyed(release, fact)]
    assert loose
    assert {base(release, reader, fact) for fact in loose} == {reader.say("base.outside")}


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_shares_of_partnerships_are_said_with_their_year(reader: Reader, kind: str) -> None:
    """And so are the notes, which say whose they are; the sentence is of the first chart, the newest."""
    figure = practices(made.opened(), reader, kind=kind)
    titles = [panel.title for panel in figure.panels]
    assert all(re.search(r", 20\d\d$", title) for title in titles)
    assert [title in figure.sentence for title in titles] == [place == 0 for place in range(len(titles))]
    notes = [words for words in figure.caveats if words.startswith(tuple(titles))]
    assert notes
    assert not any(re.search(r"Confli[ct]t?\s?:", words) for words in figure.caveats)


@BOTH
def test_a_cell_that_was_emptied_is_said_to_be_empty(reader: Reader) -> None:
    told = errata(made.opened(), reader, "studies:phare_entreprises_2015")
    (one,) = (one for one in told if "2015-09" in one.words)
    assert one.words.endswith("est désormais vide." if reader.lang == "fr" else "is now empty.")


@BOTH
def test_where_columns_are_many_the_legend_comes_first_and_words_stay_for_those_who_hear(
    reader: Reader,
) -> None:
    wide = availability(made.opened(), reader, actor="companies", domain="employment")
    few = availability(made.opened(), reader)
    html = fact_markup.availability(wide, reader)
    assert "availability dense" in html
    assert "availability dense" not in fact_markup.availability(few, reader)
    assert html.index('class="legend') < html.index("<table")
    cells = re.findall(r'<td role="cell" class="state.*?</td>', html)
    assert len(cells) == sum(len(line.cells) for line in wide.lines)
    assert all(re.search(r'<span class="words">[^<]+</span>', cell) for cell in cells)


@pytest.mark.parametrize("mode", PALETTES)
def test_a_patch_of_a_key_that_is_like_the_page_has_an_edge(mode: str) -> None:
    palette = PALETTES[mode]
    for colour in palette.measured:
        html = markup.legend((Key("x", "solid", colour),), palette, "x")
        assert ("border-color" in html) == (contrast(colour, palette.paper) < swatches.SEEN)
