"""No rate without its base: how many answered, or that it is not published or was not read; its interval."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.checking import raw as cells
from explorer.checking import reading
from explorer.figures.figure import Figure
from explorer.figures.official.context import domains
from explorer.figures.official.perceived import beside
from explorer.figures.official.region_card import region_card, region_codes
from explorer.figures.survey.absences import reason
from explorer.figures.survey.bases import absences, base, brief, distinct, interval
from explorer.figures.survey.fact_words import in_words
from explorer.figures.survey.facts import facts
from explorer.figures.survey.intervals import SMALL, Span, overlap, small, span_of, wilson
from explorer.figures.survey.lookup import rows_by_code
from explorer.figures.survey.provenance import base_words, citations, provenance, questions, together
from explorer.figures.themes.highlights import highlights
from explorer.figures.themes.territories import territories
from explorer.locales import number
from explorer.published import open_release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import EVERY, READERS, values_in

BASE = re.compile(r"base non publiée|base not published|base non lue au-delà|base not read beyond|n = \d")
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
    if column not in figure.table:  # no row has one: why is said once, under the figure
        assert "base_n" not in figure.rows or figure.rows["base_n"].isna().all()
        assert figure.provenance.bases
        return
    for _, row in figure.table.iterrows():
        rest = [str(cell) for name, cell in row.items() if name not in (column, reader.say("column.note"))]
        if any(RATE.search(cell) for cell in rest):
            assert BASE.search(row[column]) or re.fullmatch(r"[\d\u202f,]+", row[column])


@EVERY
def test_a_second_reading_finds_no_base_that_is_said_more_of_than_is_known(
    reader: Reader, figure: Figure
) -> None:
    """Of the raw cells: in what stands for a chart, the list beside it, the table and the notes under it."""
    if not survey(figure):
        return
    raw = cells.read(made.release_folder())
    rows = [
        {k: "" if pd.isna(v) else str(v) for k, v in row.items()} for row in figure.rows.to_dict("records")
    ]
    texts = [
        *(panel.alt for panel in figure.panels),
        *(value for _, value, _ in figure.listed),
        *figure.caveats,
    ]
    texts += list(figure.table.get(reader.say("column.base"), ()))
    for words in filter(None, texts):
        assert reading.overclaimed(words, rows, raw, reader.lang) == []
    whole = [row for row in rows if row["source"] == "deck_2018"]
    partly = [row for row in rows if row["source"] == "youmatter_pdl"]
    for key, false in (
        ("base.short.none", partly),
        ("base.short.unread", whole),
        ("base.short.either", whole),
    ):
        assert not false or reading.overclaimed(reader.say(key), false, raw, reader.lang)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_no_survey_figure_in_large_goes_without_its_base(reader: Reader) -> None:
    release = made.opened()
    columns = [beside(release, reader, domain=domain).perceived for domain in domains(release)]
    for region in region_codes(release)[:4]:
        columns += region_card(release, reader, region=region).surveys
    for line in (line for column in columns for line in column.lines):
        assert BASE.search(line.detail), line
    for card in highlights(release, reader):
        assert card.provenance.bases


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


WHOLE = {"source": "deck_2018", "base_status": "O"}
PUBLISHED = {"base_n": "400", "base_status": "A"}
DRAWN = {"method_status": "A", "method_fr": "Quotas", "method_en": "Quota sample", "sampling": "quota"}
GIVEN = {"lower": "40", "upper": "50.5", "interval_method": "bootstrap 90 %"}


@pytest.mark.parametrize(
    ("row", "study", "words"),
    [
        ({}, {}, "Pas d’intervalle de confiance : le nombre de réponses à la question n’a pas été lu"),
        (WHOLE, {}, "Pas d’intervalle de confiance : le nombre de réponses à la question n’est pas publié"),
        (
            WHOLE,
            {"n": "1000", "n_status": "A", **DRAWN},
            "Pas d’intervalle de confiance : le nombre de réponses à la question n’est pas publié",
        ),
        (PUBLISHED, {}, "Pas d’intervalle de confiance : la façon de tirer l’échantillon n’a pas été lue"),
        (
            WHOLE | PUBLISHED,
            {},
            "Pas d’intervalle de confiance : la façon de tirer l’échantillon n’est pas publiée",
        ),
        (
            WHOLE | PUBLISHED,
            {"method_status": "L"},
            "Pas d’intervalle de confiance : la façon de tirer l’échantillon n’a pas été lue",
        ),
        (
            PUBLISHED,
            DRAWN | {"sampling": "purposive"},
            "Pas d’intervalle de confiance : l’échantillon est raisonné",
        ),
        (
            PUBLISHED,
            DRAWN | {"sampling": "self_selected"},
            "Pas d’intervalle de confiance : l’échantillon est raisonné ou volontaire",
        ),
        (
            PUBLISHED,
            DRAWN | {"sampling": "census"},
            "Pas d’intervalle de confiance : tous ont été interrogés",
        ),
        (
            PUBLISHED,
            DRAWN | {"sampling": ""},
            "Pas d’intervalle de confiance : la façon de tirer l’échantillon",
        ),
        (PUBLISHED | {"base_status": "U"}, DRAWN, "Pas d’intervalle de confiance : le nombre de réponses"),
        (PUBLISHED, DRAWN, "de 38,2 % à 47,9 % (Wilson 95 %, indicatif)"),
        (PUBLISHED | GIVEN, DRAWN, "de 40 % à 50,5 % (bootstrap 90 %)"),
        (GIVEN, {}, "de 40 % à 50,5 % (bootstrap 90 %)"),
        (GIVEN | {"interval_method": ""}, {}, "de 40 % à 50,5 % (selon la source)"),
    ],
    ids=[
        "base not read",
        "no base",
        "base of the study",
        "method not read here",
        "no method",
        "method not read",
        "purposive",
        "self-selected",
        "census",
        "sampling not known",
        "unsure base",
        "base and method",
        "the source's own before ours",
        "the source's own without a base",
        "the source's own without a method",
    ],
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
    assert "38.2% to 47.9%" in figure.table["Interval"].tolist()
    assert "400" in figure.table["Base (n)"].tolist()
    assert any("simple random sample" in caveat for caveat in figure.caveats)
    assert base(release, "regional-rates", cells, READERS[1]) == "n\u00a0=\u00a0400"


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_an_interval_of_the_source_is_shown_as_it_is(reader: Reader) -> None:
    """Its ends are the cells, its method in the words of the source; it is never worked out again."""
    release, seen = made.opened_next(), 0
    for fact in facts(release):
        span = span_of(release, fact.table, fact.row)
        if fact.row.get("lower") is not None and fact.value is not None:
            seen += 1
            assert span.given
            assert span.ends == (fact.row["lower"], fact.row["upper"])
            assert span.method == fact.row["interval_method"]
            assert reader.typeset(span.method) in interval(release, fact.table, fact.row, reader)
        elif span.ends:
            assert not span.given
            assert fact.row["base_status"] == "A"
    assert seen


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_many_bases_are_said_as_their_least_and_greatest(reader: Reader) -> None:
    release = made.opened_next()
    for table in (fact.table for fact in facts(release) if fact.row.get("base_n")):
        rows = release.table(table)
        rows = rows[rows["base_n"].notna() & rows["value"].notna()]
        said = distinct(release, table, rows, reader)
        ends = {number(float(end), reader.lang) for end in (rows["base_n"].min(), rows["base_n"].max())}
        assert all(end in said for end in ends)
        assert len(said) < 40
        break


def test_a_base_under_the_threshold_of_its_study_is_small() -> None:
    release = made.opened_next()
    for fact in facts(release):
        if (n := fact.row.get("base_n")) is not None:
            threshold = rows_by_code(release, "studies")[fact.study]["small_base"] or SMALL
            assert small(release, fact.row) == (n < threshold)


@settings(max_examples=100, derandomize=True, database=None)
@given(*[st.integers(0, 100)] * 4)
def test_two_intervals_overlap_where_they_have_a_value_in_common(a: int, b: int, c: int, d: int) -> None:
    one, other = Span((min(a, b), max(a, b))), Span((min(c, d), max(c, d)))
    common = set(range(min(a, b), max(a, b) + 1)) & set(range(min(c, d), max(c, d) + 1))
    assert overlap(one, other) == overlap(other, one) == bool(common)
    assert overlap(one, Span())


@settings(max_examples=100, derandomize=True, database=None)
@given(st.floats(0, 100), st.integers(1, 100_000))
def test_an_interval_holds_its_value_and_stays_between_0_and_100(percent: float, n: int) -> None:
    low, high = wilson(percent, n)
    assert 0 <= low <= percent + 1e-6
    assert percent - 1e-6 <= high <= 100


def test_what_is_missing_in_a_survey_is_illegible_as_the_word_says() -> None:
    """The status O covers two reasons; « illegible » may be said because each such row's note says so."""
    for name, table in made.opened().tables.items():
        if table.properties.get("kind") == "cut" and "value" in table.cells and "note" in table.cells:
            for _, row in table.cells[table.cells["value"].isna()].iterrows():
                assert reason(row["status"]) != "unreadable" or "illisible" in row["note"], (name, row)


def survey_row(source: str) -> dict[str, Any]:
    """A national rate of 2015 as that source prints it."""
    return {
        "study": "phare_entreprises_2015", "population": "companies_10_plus", "indicator": "practice_rate",
        "unit": "percent", "value": 37.0, "status": "A", "year": 2015, "source": source, "page": None,
    }  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
@pytest.mark.parametrize(
    ("source", "status", "lost"),
    [
        ("deck_2018", None, False),  # read whole: the study's own status, O
        ("deck_2018", "O", False),
        ("deck_2018", "L", True),
        ("youmatter_pdl", None, True),  # the study's status is of another source
        ("youmatter_pdl", "O", True),
        ("youmatter_pdl", "L", True),
    ],
)
def test_a_base_is_not_published_only_where_its_source_was_read_whole(
    reader: Reader, source: str, status: str | None, *, lost: bool
) -> None:
    """By the status of the row, else of its study; never more than the row's own source allows."""
    release = made.opened()
    row = survey_row(source) | ({"base_n": None, "base_status": status} if status else {})
    study = rows_by_code(release, "studies")[row["study"]]
    assert base(release, "national-rates", row, reader) == reader.say(
        "base.short.unread" if lost else "base.short.none"
    )
    said = reader.say("base.unread" if lost else "base.unpublished")
    assert base_words(release, "national-rates", row, study, reader).endswith(f", {said}")


def test_a_release_that_does_not_say_how_much_was_read_keeps_its_word(tmp_path: Path) -> None:
    """One from before: what it said not to be published is said so."""
    folder = made.make_release(tmp_path / "release")
    descriptor = made.read_descriptor(folder)
    sources = next(one for one in descriptor["resources"] if one["name"] == "sources")
    sources["schema"]["fields"] = [one for one in sources["schema"]["fields"] if one["name"] != "read"]
    made.write_descriptor(folder, descriptor)
    made.write_rows(
        folder,
        "sources",
        [{k: v for k, v in row.items() if k != "read"} for row in made.read_rows(folder, "sources")],
    )
    release, reader = open_release(str(folder)), READERS[0]
    row = survey_row("youmatter_pdl")
    assert base(release, "national-rates", row, reader) == reader.say("base.short.none")
    assert not citations(release, pd.DataFrame([row]), reader)[0].read


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_of_figures_with_both_the_weaker_is_said(reader: Reader) -> None:
    """Joined in one line, neither is claimed of all: it depends on the figure."""
    release = made.opened()
    rows = [survey_row("deck_2018"), survey_row("youmatter_pdl")]
    cells = pd.DataFrame(rows)
    assert distinct(release, "national-rates", cells, reader) == reader.say("base.short.either")
    assert brief(release, rows, reader) == reader.say("base.short.either")
    assert absences(release, "national-rates", cells, reader) == (reader.say("interval.none.either") + ".",)
    (one,) = provenance(release, "national-rates", cells, reader).bases
    assert one.endswith(reader.say("base.unread"))
    parts = [
        provenance(release, "national-rates", cells[cells["source"] == row["source"]], reader) for row in rows
    ]
    assert together(parts, reader).bases == (one,)
    shown = territories(
        release, reader, indicator="practice_rate", population="companies_10_plus", view="table"
    ).provenance
    assert [reader.say("base.unpublished") in base for base in shown.bases] == [False]
    for source, key in (("deck_2018", "base.short.none"), ("youmatter_pdl", "base.short.unread")):
        assert distinct(release, "national-rates", cells[cells["source"] == source], reader) == reader.say(
            key
        )


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_question_is_not_published_or_was_not_read_by_its_status(reader: Reader) -> None:
    release = made.opened()
    asked = release.table("questions")
    keys = {"O": "question.none", "L": "question.unread"}
    both = []
    for status, key in keys.items():
        one = asked[asked["question_fr"].isna() & (asked["question_status"] == status)].head(1)
        assert questions(release, "national-rates", one[["study", "indicator"]], reader) == (reader.say(key),)
        both.append(one)
    rows = pd.concat(both)[["study", "indicator"]]
    assert questions(release, "national-rates", rows, reader) == (reader.say("question.either"),)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_no_page_says_not_published_of_what_was_read_in_part(reader: Reader) -> None:
    """Of every figure of every study: its base in a list agrees with the part of its source that was read."""
    release, seen = made.opened(), set()
    none, lost = (reader.say(key) for key in ("base.unpublished", "base.unread"))
    for fact in facts(release):
        said = in_words(release, reader, fact).base
        whole = rows_by_code(release, "sources")[str(fact.row["source"])]["read"] == "whole"
        assert whole or none not in said, fact.identifier
        seen |= {none in said, lost in said}
    assert seen == {True, False}
