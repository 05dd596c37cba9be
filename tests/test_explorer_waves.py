"""A chart is of one study and of those it asked: whatever comes next, nothing of another stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from explorer.checking import raw as cells
from explorer.checking import reading
from explorer.checking.reading import faults
from explorer.figures.figure import Figure
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.scales import colours, of_total, scale
from explorer.figures.survey.waves import COUNTRY, Wave, waves, whom
from explorer.figures.themes.coconstruction import coconstruction
from explorer.figures.themes.earlier import earlier
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.practices import practices
from explorer.figures.themes.priorities import groups, priorities, sorts
from explorer.figures.themes.roles import LEAST, answers, asked, offered, roles
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.theme import PALETTES, contrast, text_on
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in
from tests.next_study import with_next_study
from tests.test_claims import wrong
from tests.vega_lite import faults as chart_faults

ROLES, PRIORITIES, DYNAMICS = "actor-roles", "collectivity-priorities", "coconstruction-dynamics"
PRACTICES, NOTES = "partnership-practices", ("Note", "Notes", "Base (n)", "Base", "Intervalle", "Interval")
BOTH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
OURS = (made.opened, made.release_folder)
NEXT = (made.opened_next, made.next_release_folder)
EACH = pytest.mark.parametrize(("opened", "folder"), [OURS, NEXT], ids=["ours", "next"])
Opened = Callable[[], Release]


def makers(release: Release) -> Iterator[tuple[str, Wave, partial[Any]]]:
    """What draws each wave of these pages: its cut, the wave, the figure for a reader."""
    for wave in waves(release, ROLES):
        for answer in offered(release, wave.code):
            yield ROLES, wave, partial(roles, answer=answer, wave=wave.code)
            yield ROLES, wave, partial(matrix, answer=answer, wave=wave.code)
    for wave in waves(release, PRIORITIES):
        for sort in sorts(release, wave.code):
            yield PRIORITIES, wave, partial(priorities, sort=sort, wave=wave.code)
    for wave in waves(release, DYNAMICS):
        yield DYNAMICS, wave, partial(coconstruction, wave=wave.code)


@cache
def figures(release: Release, reader: Reader) -> list[tuple[str, Wave, Figure]]:
    """Every figure of these pages, drawn once."""
    return [(table, wave, make(release, reader)) for table, wave, make in makers(release)]


def drawn(figure: Figure) -> list[dict[str, Any]]:
    return [row for panel in figure.panels if panel.spec for row in values_in(panel.spec)]


def compared(release: Release, reader: Reader, table: str, wave: Wave, figure: Figure) -> set[str]:
    """The studies whose figures stand beside those of the wave."""
    return {
        one.wave.study
        for code in set(figure.rows["indicator"])
        for one in earlier(release, reader, table, wave, code)
        if not one.apart
    }


@BOTH
@EACH
def test_a_chart_holds_one_study_of_one_population_of_the_country(
    opened: Opened, folder: Callable[[], Path], reader: Reader
) -> None:
    """Beside it stand only studies that the table of series joins to it."""
    del folder
    release = opened()
    kinds = {code: row["kind"] for code, row in rows_by_code(release, "territories").items()}
    for table, wave, figure in figures(release, reader):
        beside = compared(release, reader, table, wave, figure)
        assert set(figure.rows["study"]) - beside == {wave.study}
        assert set(figure.rows["population"].fillna("")) == {wave.population}
        assert {kinds[code] for code in figure.rows["territory"]} == {COUNTRY}


@BOTH
@EACH
def test_a_title_and_what_is_heard_name_who_answered_and_no_one_else(
    opened: Opened, folder: Callable[[], Path], reader: Reader
) -> None:
    del folder
    release = opened()
    known = {wave.population: whom(release, reader, wave) for _, wave, _ in makers(release)}
    for _, wave, figure in figures(release, reader):
        mine = known[wave.population]
        assert mine in figure.title
        assert wave.year in figure.title
        said = f"{reader.say('colon')}".join((figure.title, figure.sentence, figure.reading))
        for population, other in known.items():
            if population != wave.population and other not in mine:
                assert other not in said
        assert all(
            reader.of(mine) in panel.alt
            for panel in figure.panels
            if panel.title or "matrix" not in figure.name
        )


@BOTH
@EACH
def test_every_sentence_of_every_wave_holds_against_the_raw_cells(
    opened: Opened, folder: Callable[[], Path], reader: Reader
) -> None:
    raw = cells.read(folder())
    for _, _, figure in figures(opened(), reader):
        assert figure.claims
        assert not faults(figure.sentence, figure.claims, raw, reader.lang), figure.sentence
        for place, claim in enumerate(figure.claims):
            for other in wrong(claim):
                changed = [*figure.claims[:place], other, *figure.claims[place + 1 :]]
                assert faults(figure.sentence, changed, raw, reader.lang), other


@BOTH
@EACH
def test_every_chart_of_every_wave_is_what_vega_lite_takes(
    opened: Opened, folder: Callable[[], Path], reader: Reader
) -> None:
    del folder
    for _, _, figure in figures(opened(), reader):
        assert [fault for panel in figure.panels if panel.spec for fault in chart_faults(panel.spec)] == []


@EACH
def test_what_is_said_to_be_highest_is_parted_from_the_next_by_its_interval(
    opened: Opened, folder: Callable[[], Path]
) -> None:
    """Where intervals overlap no row leads: each of those that they do not part is said with its value."""
    raw = cells.read(folder())
    for _, _, figure in figures(opened(), READERS[0]):
        for claim in (claim for claim in figure.claims if claim.kind == "overlap"):
            assert len(set(claim.codes)) > 1
            values = {one for one in figure.claims if one.kind == "value"}
            assert len(values) >= len(claim.codes)
            top = max(raw.rows(claim.table, claim.where), key=lambda row: float(row["value"] or -1))
            led = reading.faults(
                figure.sentence,
                [type(claim)("highest", claim.table, claim.where, float(top["value"]), "", claim.field,
                             (top[claim.field],))],
                raw, "fr",
            )  # fmt: skip
            assert not top["lower"] or any("intervals" in fault for fault in led)


@pytest.mark.parametrize(
    "said",
    [
        {"status": "U", "base_n": "24", "lower": "3", "upper": "99"},
        {"status": "U", "base_n": "", "base_status": "O", "lower": "", "upper": "", "interval_method": ""},
        {"base_n": "", "base_status": "O", "lower": "", "upper": "", "interval_method": ""},
        {"qualifier": "more_than"},
    ],
    ids=["few answered", "uncertain, no interval", "no interval", "more than"],
)
@BOTH
def test_what_leads_is_said_rightly_where_figures_are_uncertain_qualified_or_without_interval(
    said: dict[str, str], reader: Reader, tmp_path: Path
) -> None:
    """Whichever of the list they are: every third, so that the highest and the next are among them."""
    folder = made.make_release(tmp_path / "release", source=with_next_study(tmp_path / "source"))
    for table in (ROLES, PRIORITIES):
        rows = made.read_rows(folder, table)
        for row in [row for row in rows if row["value"] and row["lower"]][::3]:
            row.update(said)
        made.write_rows(folder, table, rows)
    release, raw = open_release(str(folder)), cells.read(folder)
    for _, _, make in makers(release):
        figure = make(release, reader)
        assert not faults(figure.sentence, figure.claims, raw, reader.lang), figure.sentence


@BOTH
def test_what_a_source_prints_with_a_value_stands_with_it_wherever_it_is_shown(
    reader: Reader, tmp_path: Path
) -> None:
    """« More than 50 % » is not 50 %: in charts, in what is read out, in tables and sentences."""
    folder = made.make_release(tmp_path / "release")
    for table in (ROLES, PRIORITIES, DYNAMICS, PRACTICES):
        rows = made.read_rows(folder, table)
        made.write_rows(folder, table, [{**row, "qualifier": "more_than"} for row in rows])
    release, words = open_release(str(folder)), {"fr": "plus de ", "en": "more than "}[reader.lang]
    shown = [make(release, reader) for _, _, make in makers(release)]
    for figure in [*shown, *(practices(release, reader, kind=kind) for kind in ("type", "scale"))]:
        texts = [figure.sentence, figure.reading, *(panel.alt for panel in figure.panels)]
        texts += [str(cell) for name in figure.table for cell in figure.table[name] if name not in NOTES]
        for panel in figure.panels:
            for layer in panel.spec.get("layer", ()):
                texts += [str(row.get("text") or row.get("total") or "") for row in values_in(layer)]
        for text in texts:
            bare = text.replace("0 à 100", "").replace("0 to 100", "")
            for found in re.finditer(r"[\d,.]+\s?%", bare):
                assert bare[: found.start()].lower().endswith(words), text


@pytest.mark.parametrize("values", [("0", "59", "100"), ("9.9", "59.6", "100"), ("0.4", "60", "99.5")])
@BOTH
def test_every_value_of_the_matrix_lies_in_one_class_of_its_legend(
    reader: Reader, values: tuple[str, ...], tmp_path: Path
) -> None:
    """Whatever its decimals, up to 100."""
    folder = made.make_release(tmp_path / "release")
    rows = [row for row in made.read_rows(folder, ROLES) if row["value"]]
    for place, row in enumerate(rows):
        row["value"] = values[place % len(values)]
    made.write_rows(folder, ROLES, rows)
    release = open_release(str(folder))
    for answer in answers(release):
        figure = matrix(release, reader, answer=answer)
        classes = [key.words for key in figure.legend if re.match(r"\d", key.words)]
        ends = [tuple(map(int, re.findall(r"\d+", words))) for words in classes]
        bare = ["moins de" in words or "under" in words for words in classes]
        for value in figure.rows["value"].dropna():
            held = [
                low <= value < high if below else low <= value <= high
                for (low, high), below in zip(ends, bare, strict=True)
            ]
            assert sum(held) == 1, (value, classes)


@EACH
def test_the_switch_offers_only_answers_that_have_several_values(
    opened: Opened, folder: Callable[[], Path]
) -> None:
    """A lone one is a note, with its value."""
    del folder
    for wave in waves(opened(), ROLES):
        rows = asked(opened(), wave.code)
        counts = rows[rows["value"].notna()].groupby("answer").size().to_dict()
        known = offered(opened(), wave.code)
        assert all(counts[code] >= LEAST for code in known)
        figure = roles(opened(), READERS[0], answer=known[0], wave=wave.code)
        names = labels(opened(), "answers", READERS[0])
        for code in set(answers(opened(), wave.code)) - set(known):
            told = [note for note in figure.caveats if READERS[0].small(names[code]) in note]
            lone = rows[(rows["answer"] == code) & rows["value"].notna()]["value"]
            assert all(READERS[0].percent(value) in told[0] for value in lone)


@EACH
def test_a_bar_is_cut_into_the_parts_of_its_scale_in_their_order(
    opened: Opened, folder: Callable[[], Path]
) -> None:
    """Any number of them, each in its own colour; what the total adds up is of one family."""
    del folder
    release = opened()
    for wave in waves(release, PRIORITIES):
        panels = priorities(release, READERS[0], sort="asked", wave=wave.code).panels
        for group, panel in zip(groups(release, wave.code), panels, strict=True):
            parts = scale(release, group.rows).parts
            for place in {row["row"] for row in values_in(panel.spec) if "start" in row}:
                mine = [
                    r
                    for r in values_in(panel.spec)
                    if r.get("row") == place and "start" in r and "colour" in r
                ]
                order = dict.fromkeys(row["answer"] for row in sorted(mine, key=lambda row: row["start"]))
                assert tuple(order) == parts[: len(order)]


@pytest.mark.parametrize("mode", PALETTES)
def test_parts_of_any_scale_have_colours_of_their_own_that_are_read(mode: str) -> None:
    release, reader, palette = made.opened_next(), Reader(mode=mode), PALETTES[mode]
    seen = set()
    for table in (ROLES, PRIORITIES, DYNAMICS):
        cells = release.table(table)
        for wave in waves(release, table):
            answers_of = scale(release, cells[cells["study"] == wave.study])
            found = colours(reader, answers_of)
            assert set(found) == set(answers_of.parts)
            assert len(set(found.values())) == len(found)
            assert all(contrast(text_on(colour, palette), colour) >= 4.5 for colour in found.values())
            assert set(answers_of.inside) == set(
                of_total(release, answers_of.totals[0]) if answers_of.inside else ()
            )
            seen.add(len(found))
    assert max(seen) > 3


@BOTH
def test_an_earlier_study_stands_on_the_bars_where_its_series_goes_on(reader: Reader) -> None:
    """As a thin line and a column of its year; where it does not, the reason is said and nothing is drawn."""
    release = made.opened_next()
    joined = parted = 0
    for table, wave, figure in figures(release, reader):
        code = figure.rows["indicator"].iloc[0]
        for one in earlier(release, reader, table, wave, code):
            if "matrix" in figure.name:
                continue
            told = dict(figure.facts)[reader.say("earlier")]
            assert one.wave.year in told
            columns = [name for name in figure.table.columns if one.wave.year in str(name)]
            ticks = [row for row in drawn(figure) if row.get("before") is not None]
            if one.apart:
                parted += 1
                assert one.apart in told
                assert not columns
                assert not ticks
            else:
                joined += 1
                assert columns
                assert ticks or table == DYNAMICS
                old = {row["value"] for row in plain(release.table(table)) if row["study"] == one.wave.study}
                assert {row["before"] for row in ticks} <= old
    assert joined
    assert parted


def test_a_grid_counts_cells_and_not_rows(tmp_path: Path) -> None:
    """A second source for one cell is a second row, not a second cell; the cell then has both values."""
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, ROLES)
    known = next(row for row in rows if row["value"] and row["status"] == "A")
    twin = known | {
        "value": "1",
        "source": "note_modeles_coconstruction",
        "identifier": known["identifier"] + "x",
    }
    made.write_rows(folder, ROLES, [*rows, twin])
    before, after = made.opened(), open_release(str(folder))
    answer, reader = known["answer"], READERS[0]
    one, two = (matrix(release, reader, answer=answer) for release in (before, after))
    assert one.sentence == two.sentence
    both = [
        row for row in values_in(two.panels[0].spec) if reader.say("conflicts.or") in str(row.get("text", ""))
    ]
    assert both
    assert {row["value"] for row in both} == {None}
    bars = [row for row in drawn(roles(after, reader, answer=answer)) if row.get("value") == 1]
    assert all("," in row["label"] for row in bars)  # each bar says its source
    assert bars
    assert not faults(two.sentence, two.claims, cells.read(folder), "fr")


def test_a_missing_value_is_a_word_and_no_bar() -> None:
    """Neither a bar nor a track: from afar, those are a value of 100 %."""
    release, reader = made.opened(), READERS[0]
    lone = [code for code in answers(release) if code not in offered(release)]
    for answer in lone:
        figure = roles(release, reader, answer=answer)
        assert figure.rows["value"].isna().any()
        for panel in (panel for panel in figure.panels if panel.spec):
            for layer in panel.spec["layer"]:
                rows = list(values_in(layer))
                if layer["mark"]["type"] == "bar":
                    assert all(row["value"] is not None for row in rows)


def test_intervals_are_drawn_where_a_source_has_them_and_nowhere_else() -> None:
    for opened in (made.opened, made.opened_next):
        for wave in waves(opened(), ROLES):
            for answer in offered(opened(), wave.code):
                figure = roles(opened(), READERS[0], answer=answer, wave=wave.code)
                known = figure.rows[(figure.rows["study"] == wave.study) & figure.rows["lower"].notna()]
                rules = [
                    layer for panel in figure.panels for layer in panel.spec.get("layer", ())
                    if layer["mark"]["type"] == "rule"
                ]  # fmt: skip
                ends = {(row["lower"], row["upper"]) for layer in rules for row in values_in(layer)}
                assert ends == set(zip(known["lower"], known["upper"], strict=True))
                assert bool(ends) == any(key.swatch == "span" for key in figure.legend)


@BOTH
def test_the_intervals_of_practices_are_drawn_with_their_legend_where_a_source_has_them(
    reader: Reader, tmp_path: Path
) -> None:
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, PRACTICES)
    for row in rows[::2]:
        row.update(lower="1", upper="99", interval_method="Wilson")
    made.write_rows(folder, PRACTICES, rows)
    for release in (made.opened(), open_release(str(folder))):
        for kind in ("type", "scale"):
            figure = practices(release, reader, kind=kind)
            known = figure.rows[figure.rows["lower"].notna() & figure.rows["value"].notna()]
            drawn = [
                row
                for panel in figure.panels
                for layer in panel.spec["layer"]
                for row in values_in(layer)
                if layer["mark"]["type"] == "rule" and row.get("lower") is not None
            ]
            assert bool(len(known)) == bool(drawn) == any(key.swatch == "span" for key in figure.legend)


def test_what_a_study_has_that_its_page_does_not_draw_is_told() -> None:
    """Parts of its population, territories, other questions: the page of the study has them."""
    release, reader, found = made.opened_next(), READERS[0], 0
    begins = reader.say("earlier.parts", parts="").split(":")[0].strip()
    for table, wave, figure in figures(release, reader):
        cells = release.table(table)
        mine = cells[(cells["study"] == wave.study) & cells["value"].notna()]
        rest = mine[
            (mine["population"] != wave.population)
            | ~mine["territory"].isin(figure.rows["territory"])
            | ~mine["indicator"].isin(figure.rows["indicator"])
        ]
        if "matrix" not in figure.name:
            told = any(note.startswith(begins) for note in figure.caveats)
            assert told == bool(len(rest)), figure.name
            found += told
    assert found


def test_figures_in_another_unit_are_told(tmp_path: Path) -> None:
    """A mean score among percentages has no bar; it is not passed over without a word."""
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, DYNAMICS)
    first = next(row for row in rows if row["value"])
    other = next(row["code"] for row in made.read_rows(folder, "indicators") if row["unit"] == "score_10")
    key = first["identifier"].split("/")
    added = first | {"identifier": "/".join([key[0], other, *key[2:]]), "indicator": other, "value": "7"}
    made.write_rows(folder, DYNAMICS, [*rows, added])
    release = open_release(str(folder))
    (wave,) = (one for one in waves(release, DYNAMICS) if one.study == first["study"])
    for reader in READERS:
        figure = coconstruction(release, reader, wave=wave.code)
        assert figure is not None
        assert any(reader.say("earlier.parts.figures.one", count=1) in note for note in figure.caveats)


def test_the_newest_wave_is_what_a_page_opens_with() -> None:
    for table in (ROLES, PRIORITIES, DYNAMICS):
        years = [wave.year for wave in waves(made.opened_next(), table)]
        assert years == sorted(years, reverse=True)
        assert len(years) > 1


def test_a_cut_without_any_value_still_has_its_wave(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    rows = [row | {"value": "", "status": "O"} for row in made.read_rows(folder, ROLES)]
    made.write_rows(folder, ROLES, rows)
    release = open_release(str(folder))
    (wave,) = waves(release, ROLES)
    figure = roles(release, READERS[0], answer=offered(release, wave.code)[0], wave=wave.code)
    assert whom(release, READERS[0], wave) in figure.title
    assert not figure.rows["value"].notna().any()
