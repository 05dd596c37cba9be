"""Lists of figures: what all have in common is said once, and nothing of a figure is lost by it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from explorer.figures.figure import Figure
from explorer.figures.sheets.crossing import Group, crossing
from explorer.figures.sheets.part import SHEETS, sheet_part, undrawn, unfolded
from explorer.figures.survey.enumerated import FEW
from explorer.figures.survey.fact_words import in_words
from explorer.figures.survey.facts import by_identifier, facts
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.prisms import ALL, actors, domains, places
from explorer.reader import Reader
from explorer.views import fact_list
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in

EACH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
CODES = {"domain": domains, "territory": places, "actor": actors}


def text(html: str) -> str:
    """What is read of a piece of HTML."""
    return unescape(re.sub(r"<[^>]+>", " ", html))


def lines(group: Group, reader: Reader) -> tuple[str, list[str]]:
    """What heads a group, and its rows, as texts."""
    html = fact_list.groups([group], reader, "caption", ("subject",))
    head, *rows = re.findall(r"<tr role=\"row\".*?</tr>", html.partition("<tbody")[2])
    return text(head), [text(row) for row in rows]


@EACH
def test_what_is_said_once_above_the_figures_is_lost_for_none(reader: Reader) -> None:
    """Each figure keeps its value, study, base, source, status, note, dimensions: above it or on its row."""
    said_above = 0
    for group in crossing(made.opened(), reader):
        head, rows = lines(group, reader)
        assert len(rows) == len(group.figures)
        for one, row in zip(group.figures, rows, strict=True):
            wanted = [one.value, one.domain, *one.about, one.whom, one.where, one.study, one.base, one.note]
            wanted += [one.citation.title, one.citation.publisher, "" if one.normal else one.status]
            assert all(part in row or part in head for part in wanted if part), one.identifier
            assert one.value in row
        said_above += any(one.study and one.study in head for one in group.figures)
    assert said_above > 3


@EACH
def test_only_what_all_figures_of_a_group_share_stands_above_them(reader: Reader) -> None:
    """Figures of two studies have each its own; what is of no study says so."""
    told = {group.key: lines(group, reader) for group in crossing(made.opened(), reader)}
    for group in crossing(made.opened(), reader):
        head, rows = told[group.key]
        if len({one.study for one in group.figures}) > 1:
            assert not any(one.study and one.study in head for one in group.figures), group.key
            assert not any(one.base and one.base in head for one in group.figures), group.key
        if not any(one.study for one in group.figures):
            assert all(reader.say("base.outside") in head + row for row in rows)


@EACH
def test_what_no_chart_of_a_part_shows_is_named(reader: Reader) -> None:
    """A phone shows it unasked, with what has a note: the values that are not named are in a chart."""
    release, some, few = made.opened(), 0, 0
    for prism, code in (("actor", "companies"), ("actor", "associations"), ("domain", "employment")):
        for part in (p for p in SHEETS[prism](release, reader, **{prism: code}).sections if p.identifiers):
            figure = sheet_part(release, reader, prism=prism, code=code, part=part.name)
            if not figure.panels:
                continue
            lost = undrawn(release, reader, prism=prism, code=code, part=part.name)
            assert lost <= set(part.identifiers)
            kept = unfolded(release, reader, prism=prism, code=code, part=part.name)
            doubtful = {key for key in part.identifiers if by_identifier(release)[key].status == UNCERTAIN}
            valued = {key for key in doubtful if by_identifier(release)[key].value is not None}
            assert valued <= kept <= set(part.identifiers)
            assert lost <= kept or len(part.identifiers) <= FEW
            few += bool(valued)
            drawn = [value for panel in figure.panels for value in values_in(panel.spec)]
            shown = [row["value"] for row in drawn if row.get("value") is not None]
            for one in part.identifiers:
                fact = by_identifier(release)[one]
                if one not in lost and fact.value is not None and shown:
                    assert fact.value in shown, one
            some += bool(lost)
    assert some
    assert few


@cache
def figures(reader: Reader) -> tuple[Figure, ...]:
    """The parts of every sheet that have charts."""
    release, found = made.opened(), []
    for prism, known in CODES.items():
        for code in known(release):
            parts = [
                part for part in SHEETS[prism](release, reader, **{prism: code}).sections if part.identifiers
            ]
            found += [sheet_part(release, reader, prism=prism, code=code, part=part.name) for part in parts]
    return tuple(figure for figure in found if figure.panels)


@EACH
def test_the_legend_of_a_part_names_the_looks_that_its_charts_have_and_no_other(reader: Reader) -> None:
    """A dashed bar is a value in doubt; a word without a bar is a figure that cannot be read."""
    looks = {"open": 0, "word": 0}
    for figure in figures(reader):
        bars = [
            row
            for panel in figure.panels
            for row in values_in(panel.spec)
            if "lines" in row and "value" in row
        ]
        drawn = {
            "open": any(not row["certain"] and row["value"] is not None for row in bars),
            "word": any(row["value"] is None for row in bars),
        }
        named = {key.swatch for key in figure.legend}
        for look, is_drawn in drawn.items():
            assert (look in named) == is_drawn, (figure.name, look)
            looks[look] += is_drawn
    assert all(looks.values())


@EACH
def test_an_interval_that_is_drawn_has_its_line_in_the_legend(reader: Reader) -> None:
    """On the sheets of places too, where a figure stands beside the country's."""
    release, drawn = made.opened_next(), 0
    for prism, code in (("territory", place) for place in list(places(release))[:6]):
        for part in SHEETS[prism](release, reader, **{prism: code}).sections:
            if part.identifiers:
                figure = sheet_part(release, reader, prism=prism, code=code, part=part.name)
                rows = [row for panel in figure.panels for row in values_in(panel.spec)]
                has = any(row.get("lower") is not None for row in rows)
                assert ("span" in {key.swatch for key in figure.legend}) == has, figure.name
                drawn += has
    assert drawn


@EACH
def test_a_dashed_bar_has_the_colour_of_the_others_of_its_chart(reader: Reader) -> None:
    for panel in (panel for figure in figures(reader) for panel in figure.panels if panel.colour):
        marks = [layer["mark"] for layer in panel.spec["layer"]]
        dashed = {mark["stroke"] for mark in marks if mark.get("strokeDash") and "stroke" in mark}
        assert dashed <= {panel.colour}


@EACH
def test_a_share_of_a_programme_has_a_base_too(reader: Reader) -> None:
    """« effectif non publié » or « non lu » stands beside every percentage of a survey, beside no count."""
    release = made.opened()
    known = [fact for fact in facts(release) if fact.unit == "percent" and fact.study and fact.population]
    assert all(in_words(release, reader, fact).base for fact in known)
    counts = [fact for fact in facts(release) if fact.study == "phare" and fact.unit == "count"]
    assert counts
    assert not any(in_words(release, reader, fact).base for fact in counts)


@EACH
def test_a_crossing_of_a_domain_does_not_repeat_it(reader: Reader) -> None:
    for group in crossing(made.opened(), reader, domain="employment", territory=ALL, actor=ALL):
        html = fact_list.groups([group], reader, "caption", ("subject", "domain"))
        assert group.figures[0].domain not in text(html)
