"""What the sources tell in words: nothing ranked, nothing guessed, both figures where two pages differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.figures.survey.lookup import plain
from explorer.figures.themes.field import impacts, needs, pioneers, places, profiles, years
from explorer.figures.themes.key_figures import key_figures
from explorer.figures.themes.practices import KINDS, TABLE, practices
from explorer.locales import LANGUAGES, folded
from explorer.published import open_release
from explorer.reader import Reader
from explorer.views import card_markup
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in

EACH = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.lang)


@EACH
def test_pioneers_stand_in_the_order_of_their_names(reader: Reader) -> None:
    names = [card.title for card in pioneers(made.opened(), reader, place="", since="")]
    assert len(names) == len(made.opened().table("pioneers"))
    assert names == sorted(names, key=folded)


def test_a_place_and_a_year_choose_among_them() -> None:
    release = made.opened()
    kept = [
        card.title
        for place in places(release)
        for since in years(release)
        for card in pioneers(release, Reader(), place=place, since=since)
    ]
    everyone = [card.title for card in pioneers(release, Reader(), place="", since="")]
    assert sorted(kept) == sorted(everyone)


@EACH
def test_every_figure_of_a_pioneer_is_on_its_card_with_its_source(reader: Reader) -> None:
    cards = pioneers(made.opened(), reader, place="", since="")
    assert sum(len(card.figures) for card in cards) == len(made.opened().table("pioneer-figures"))
    assert all(card.sources for card in cards)


def test_a_status_that_is_not_normal_is_said_on_the_card(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, "pioneer-figures")
    rows[0]["status"] = "U"
    made.write_rows(folder, "pioneer-figures", rows)
    cards = pioneers(open_release(str(folder)), Reader("en"), place="", since="")
    assert any("low reliability" in one.name and "†" in one.value for card in cards for one in card.figures)


@EACH
def test_a_profile_whose_name_cannot_be_read_is_not_given_one(reader: Reader) -> None:
    rows = plain(made.opened().table("mayor-profiles"))
    cards = profiles(made.opened(), reader)
    assert [card.named for card in cards] == [row["name_fr"] is not None for row in rows]
    assert all(card.text and card.sources for card in cards)
    shown = card_markup.cards(cards, reader)
    assert shown.count('class="unnamed"') == sum(row["name_status"] == "O" for row in rows)


@EACH
def test_every_impact_and_every_need_is_told_and_steps_are_numbered(reader: Reader) -> None:
    for made_of, table in ((impacts, "impacts"), (needs, "needs")):
        groups = made_of(made.opened(), reader)
        assert sum(len(group.cards) for group in groups) == len(made.opened().table(table))
        assert all(group.sources for group in groups)
    assert [group.ordered for group in needs(made.opened(), reader)] == [False, True]


@EACH
@pytest.mark.parametrize("kind", KINDS)
def test_two_pages_that_differ_are_two_points_and_no_lead(reader: Reader, kind: str) -> None:
    figure = practices(made.opened(), reader, kind=kind)
    drawn = [row for panel in figure.panels for row in values_in(panel.spec) if "certain" in row]
    assert len(drawn) == len(figure.rows)
    led = [dict(claim.where) for claim in figure.claims if claim.kind == "highest"]
    claimed = {(*where["study"], *where["population"]) for where in led}
    twice = figure.rows[figure.rows.duplicated(["study", "population", "practice"])]
    assert claimed.isdisjoint(zip(twice["study"], twice["population"], strict=True))
    rows = [{row["row"]: row["text"] for row in values_in(p.spec) if "text" in row} for p in figure.panels]
    said = [text for one in rows for text in one.values()]
    assert sum(text.count(reader.say("conflicts.or")) for text in said) == len(twice)


def test_every_share_is_on_one_of_the_two_figures() -> None:
    shown = sum(len(practices(made.opened(), Reader(), kind=kind).rows) for kind in KINDS)
    assert shown == len(made.opened().table(TABLE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_has_no_thousands_and_a_qualifier_is_kept(lang: str) -> None:
    values = list(key_figures(made.opened(), Reader(lang)).table[Reader(lang).say("column.value")])
    assert "2006" in values
    assert any(value.startswith({"fr": "plus de 674", "en": "more than 674"}[lang]) for value in values)


def test_what_a_release_says_is_shown_and_not_run(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, "pioneers")
    evil = {"name": "<script>x</script>", "website": "javascript:alert(1)"}
    made.write_rows(folder, "pioneers", [row | evil for row in rows[:1]])
    shown = card_markup.cards(pioneers(open_release(str(folder)), Reader(), place="", since=""), Reader())
    assert "<script" not in shown
    assert 'href="javascript' not in shown
