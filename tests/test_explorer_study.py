"""The home page and the page of a study: any study, any wave, whatever the release holds."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from explorer.checking import raw as cells
from explorer.checking.reading import faults
from explorer.figures.figure import Figure
from explorer.figures.studies.study import codes, study
from explorer.figures.survey.facts import facts
from explorer.figures.survey.lookup import rows_by_code
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.provenance import study_words
from explorer.figures.survey.questions import question
from explorer.figures.themes.highlights import LEADS, PAGES, highlights
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.routes import PAGES as ROUTES
from explorer.views import study_markup
from tests import explorer_release as made
from tests.explorer_figures import READERS, every
from tests.test_explorer_pages import shown, visit

BOTH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
RELEASES = pytest.mark.parametrize(
    "folder", [made.release_folder, made.next_release_folder], ids=["ours", "next"]
)


def of(folder: Any) -> Release:
    return made.opened() if folder is made.release_folder else made.opened_next()


@RELEASES
@BOTH
def test_the_home_page_leads_with_the_newest_study_of_each_theme(folder: Any, reader: Reader) -> None:
    """For roles and priorities no study of the country is newer; for rates none has more territories."""
    release = of(folder)
    studies, indicators = rows_by_code(release, "studies"), rows_by_code(release, "indicators")
    kinds = {code: row["kind"] for code, row in rows_by_code(release, "territories").items()}
    legible = [fact for fact in facts(release) if fact.value is not None and fact.unit == "percent"]
    cards = highlights(release, reader)
    assert [card.name for card in cards] == [theme for theme, _ in LEADS]
    for card in cards:
        assert PAGES[card.name] in {entry.name for entry in ROUTES}
        mine = [fact for fact in legible if indicators[fact.indicator]["theme"] == card.name]
        (used,) = {fact.study for fact in mine if fact.identifier in {bar.identifier for bar in card.bars}}
        if card.name == "rates":
            places: dict[tuple[str, ...], set[str]] = {}
            for fact in mine:
                if kinds[fact.territory] != "country":
                    key = (fact.study, fact.indicator, fact.population)
                    places.setdefault(key, set()).add(fact.territory)
            assert max(len(one) for key, one in places.items() if key[0] == used) == max(
                map(len, places.values())
            )
        else:
            newest = max(studies[fact.study]["year"] for fact in mine if kinds[fact.territory] == "country")
            assert studies[used]["year"] == newest
            assert str(newest) in " ".join(card.provenance.studies)
        assert card.provenance.bases
        assert card.provenance.codes == (used,)


@RELEASES
@BOTH
def test_the_title_of_a_small_chart_is_a_value_that_it_draws(folder: Any, reader: Reader) -> None:
    """It holds against the raw cells; what is in doubt is not what a title is made of."""
    raw = cells.read(folder())
    for card in highlights(of(folder), reader):
        assert card.claims
        assert not faults(card.title, card.claims, raw, reader.lang)
        assert 0 < len(card.bars) <= 3
        assert card.bars[0].share is not None
        assert card.bars[0].value in card.title
        assert card.bars[0].certain


@BOTH
def test_a_theme_that_the_release_has_no_figure_of_is_left_out(reader: Reader, tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    made.write_rows(folder, "actor-roles", [])
    release = open_release(str(folder))
    assert [card.name for card in highlights(release, reader)] == ["priorities", "rates"]


@pytest.mark.parametrize("label", ["Baromètre, 2025-2026", "Baromètre, 2025–2026", "Baromètre"])
@BOTH
def test_the_years_of_a_study_are_said_once_whichever_dash_its_label_has(reader: Reader, label: str) -> None:
    row = {"label_fr": label, "label_en": label, "year": 2025, "year_end": 2026}
    assert re.findall(r"20\d\d", study_words(row, "code", reader)) == ["2025", "2026"]


@BOTH
def test_a_study_leads_with_its_number_whether_it_asked_one_population_or_several(
    reader: Reader, tmp_path: Path
) -> None:
    """And never says of a number that is known that it is not published."""
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, "studies")
    made.write_rows(folder, "studies", [{**row, "population": ""} if row["n"] else row for row in rows])
    for release in (made.opened(), open_release(str(folder))):
        for row in rows:
            lead = study(release, reader, code=row["code"]).lead
            assert bool(re.search(r"\bn\s?[=:]\s", lead)) == bool(row["n"]), lead


@RELEASES
@BOTH
def test_the_page_of_a_study_has_every_figure_of_it_once_and_every_question(
    folder: Any, reader: Reader
) -> None:
    """Whatever its shape: parts of a scale share a bar, shares are bars, counts a list."""
    release = of(folder)
    for code in codes(release):
        told = study(release, reader, code=code)
        mine = {fact.identifier: fact for fact in facts(release) if fact.study == code}
        drawn = [bar for asked in told.asked for panel in asked.panels for bar in panel.bars]
        stacks = [stack for asked in told.asked for panel in asked.panels for stack in panel.stacks]
        drawn += [bar for stack in stacks for bar in stack.others]
        parts = [part for stack in stacks for part in stack.parts]
        found = [one.identifier for one in (*drawn, *parts)]
        assert sorted(found) == sorted(mine), code
        for bar in drawn:
            fact = mine[bar.identifier]
            assert bar.share == (fact.value if fact.unit == "percent" else None)
            assert bar.certain == (fact.status != UNCERTAIN)
        for stack in stacks:
            assert sum(part.share for part in stack.parts) < 103
            assert len({part.answer for part in stack.parts}) == len(stack.parts)
        indicators = {fact.indicator for fact in mine.values()}
        assert indicators <= {asked.code for asked in told.asked}
        for asked in told.asked:
            put = question(release, code, asked.code).get("question_fr")
            assert not put or Reader("fr").typeset(put) in asked.wording


@RELEASES
@BOTH
def test_no_two_lines_of_a_panel_have_the_same_name(folder: Any, reader: Reader) -> None:
    """What differs between figures names them; a stack names its answers."""
    release = of(folder)
    for code in codes(release):
        for asked in study(release, reader, code=code).asked:
            for panel in asked.panels:
                names = [line.label for line in panel.stacks or panel.bars]
                assert len(set(names)) == len(names), (code, asked.code, panel.title)


@RELEASES
@BOTH
def test_no_two_panels_of_a_question_have_the_same_title(folder: Any, reader: Reader) -> None:
    """The whole and its territories, two populations, two units: each says which it is."""
    release = of(folder)
    for code in codes(release):
        for asked in study(release, reader, code=code).asked:
            titles = [panel.title for panel in asked.panels]
            assert len(titles) == len(set(titles)), (code, asked.code)


@RELEASES
def test_the_page_of_the_largest_study_shows_few_lines_at_once(folder: Any) -> None:
    """One question is open, a few charts of it, a few lines of each: the rest on request."""
    release, reader = of(folder), Reader()
    sizes = {code: sum(fact.study == code for fact in facts(release)) for code in codes(release)}
    largest = max(sizes, key=lambda code: sizes[code])
    told = study(release, reader, code=largest)
    html = study_markup.question(told.asked[0], reader, opened=True)
    seen = re.sub(r'<details class="more">.*?</details>', "", html, flags=re.DOTALL)
    seen = seen.partition('<details class="more">')[0] if '<details class="more">' in seen else seen
    assert seen.count("<li>") <= study_markup.SEEN * (study_markup.FEW + 8)
    assert study_markup.question(told.asked[-1], reader, opened=False).startswith(
        '<details class="question">'
    )


@RELEASES
@BOTH
def test_a_study_says_where_it_stands_in_each_series_and_why_apart(folder: Any, reader: Reader) -> None:
    release = of(folder)
    rows = release.table("series").to_dict("records")
    studies = rows_by_code(release, "studies")
    for code in codes(release):
        joints = study(release, reader, code=code).joints
        alone = {(r["indicator"], r["population"]) for r in rows if r["study"] == code}
        assert len(joints) <= 2 * len(alone)
        assert all(joint.other in studies and joint.other != code for joint in joints)
        assert all(joint.joined != bool(joint.reason) for joint in joints)


@RELEASES
def test_every_study_opens_with_its_files_and_no_code_is_read(
    folder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = of(folder)
    populations = set(rows_by_code(release, "populations"))
    for code in codes(release)[:6]:
        app = visit(monkeypatch, "study", folder(), study=code)
        assert not app.exception
        html = shown(app)
        words = unescape(
            re.sub(r"<script>.*?</script>|<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
        )
        assert not {name for name in populations if "_" in name and name in words}
        keys = [button.key for button in app.get("download_button")]
        mine = sum(fact.study == code for fact in facts(release))
        assert (f"csv-observations-{code}" in keys) == (mine > 0)


def test_every_source_line_and_the_method_lead_to_the_page_of_a_study(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = set(codes(made.opened()))
    for _, figure in every():
        if isinstance(figure, Figure) and figure.provenance.studies:
            assert len(figure.provenance.codes) == len(figure.provenance.studies)
            assert set(figure.provenance.codes) <= known
    for page in ("", "roles", "priorities", "method"):
        linked = set(re.findall(r'href="study\?study=([a-z0-9_]+)"', shown(visit(monkeypatch, page))))
        assert linked
        assert linked == known if page == "method" else linked <= known
