"""An actor has one colour wherever it is drawn alone; charts side by side have rows of one height."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.figures.figure import Panel
from explorer.figures.sheets.charts import by_question
from explorer.figures.sheets.crossing import matching
from explorer.figures.survey import colours
from explorer.figures.survey.lookup import rows_by_code
from explorer.figures.themes.practices import KINDS, practices
from explorer.figures.themes.roles import actors, answers, roles
from explorer.reader import Reader
from explorer.theme import PALETTES
from explorer.views.markup import panel_title
from tests import explorer_release as made
from tests.explorer_figures import READERS

BOTH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])


def drawn(panel: Panel, reader: Reader) -> set[str]:
    """The colours of actors, and the accent, that a chart has."""
    known = {*reader.palette.actors, reader.palette.accent}
    found: set[str] = set()

    def look(part: Any) -> None:
        if isinstance(part, dict):
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)
        elif isinstance(part, str) and part in known:
            found.add(part)

    look({key: part for key, part in panel.spec.items() if key != "config"})
    return found


@BOTH
def test_the_roles_of_an_actor_have_its_colour_on_its_page_and_on_its_sheet(reader: Reader) -> None:
    release = made.opened()
    for answer in answers(release):
        for actor, panel in zip(actors(release), roles(release, reader, answer=answer).panels, strict=True):
            colour = colours.of_actor(release, reader, actor)
            assert panel.colour == colour
            assert not panel.spec or drawn(panel, reader) <= {colour}
    for actor in actors(release):
        found = [fact for fact in matching(release, actor=actor) if fact.table == "actor-roles"]
        for panel in by_question(release, reader, [one for one in found if one.actor == actor]):
            assert panel.colour == colours.of_actor(release, reader, actor)


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_populations_of_one_actor_have_its_colour(reader: Reader, kind: str) -> None:
    """Partner associations and associations with employees are associations: the year is in the title."""
    release = made.opened()
    figure = practices(release, reader, kind=kind)
    known = rows_by_code(release, "populations")
    titled = {f"{reader.words(row, 'label')}, ": str(row["actor"] or "") for row in known.values()}
    for panel in figure.panels:
        (actor,) = {actor for words, actor in titled.items() if panel.title.startswith(words)}
        assert panel.colour == colours.of_actor(release, reader, actor)
        assert drawn(panel, reader) == {panel.colour}


@BOTH
def test_a_chart_of_several_actors_has_the_colour_of_none(reader: Reader) -> None:
    release = made.opened()
    several = [fact for fact in matching(release, domain="environment") if fact.table == "actor-roles"]
    assert len({fact.actor for fact in several}) > 1
    for panel in by_question(release, reader, several, told=True):
        assert panel.colour == reader.palette.accent
    (mayors,) = {fact.voice for fact in several}
    found = [fact for fact in matching(release, actor="citizens") if fact.voice == "citizens"]
    for panel in by_question(release, reader, found):
        assert panel.colour == colours.of_actor(release, reader, "citizens")
        assert panel.colour != colours.of_actor(release, reader, mayors)


@pytest.mark.parametrize("mode", PALETTES)
def test_no_two_actors_share_a_colour_but_those_that_have_the_accent(mode: str) -> None:
    release, reader = made.opened(), Reader(mode=mode)
    found = [colours.of_actor(release, reader, code) for code in rows_by_code(release, "actors")]
    own = [colour for colour in found if colour != reader.palette.accent]
    assert len(own) == len(set(own)) == len(reader.palette.actors)
    assert colours.of_actor(release, reader, "nobody") == reader.palette.accent
    assert own[0] in panel_title("x", own[0])


@BOTH
def test_rows_of_charts_side_by_side_are_of_one_height(reader: Reader) -> None:
    """Though the longest name is in one of them."""
    for answer in answers(made.opened()):
        panels = roles(made.opened(), reader, answer=answer).panels
        assert len({str(panel.spec["height"]) for panel in panels if panel.spec}) == 1
