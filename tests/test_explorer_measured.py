"""Measured values are the release's own, are named as measured, and are compared only where they can be."""

from __future__ import annotations

import colorsys
import csv
import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import permutations
from statistics import median as middle_of
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.charts.dots import STEP
from explorer.charts.outlines import tiles
from explorer.figures.figure import Figure
from explorer.figures.official import context
from explorer.figures.official.context import (
    LANDMARK,
    default_period,
    domains,
    families,
    groups,
    indicators,
    is_cut,
    places,
    series,
)
from explorer.figures.official.measured import VIEWS, measured
from explorer.figures.official.measured_words import periods
from explorer.figures.official.perceived import beside
from explorer.figures.official.region_card import region_card, region_codes
from explorer.figures.survey.ranks import CLASSES, classes, standing
from explorer.locales import folded
from explorer.reader import Reader
from explorer.theme import PALETTES, contrast, text_on
from explorer.views import measured_markup
from tests import explorer_release as made
from tests.explorer_figures import READERS, every, values_in

SAYS = re.compile(r"\b(mesur[ée]e?s?|measured)\b", re.IGNORECASE)
JUDGES = re.compile(r"\b(meilleure?s?|pires?|best|worst|better|worse)\b", re.IGNORECASE)
RELATES = re.compile(r"corr[ée]l|parce que|because|expliqu|explain|confirme bien|cause", re.IGNORECASE)
VALUES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4), st.integers(0, 9).map(float), min_size=1, max_size=18
)


@cache
def raw(table: str) -> list[dict[str, str]]:
    """The rows as texts, read without the explorer."""
    with (made.release_folder() / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SERIES = [
    (row["indicator"], "-".join(filter(None, (row["year"], row["year_end"]))))
    for row in raw("context-series")
]


def drawn() -> Iterator[tuple[Reader, Figure]]:
    """Every series as a table, some as dots; every view of two of them, one whole and one partial."""
    for reader in READERS:
        for place, (indicator, period) in enumerate(SERIES):
            view = "dots" if place % 9 == 0 else "table"
            yield reader, measured(made.opened(), reader, indicator=indicator, period=period, view=view)
        for indicator, period in (("taux_pauvrete_60", "2018"), ("population_municipale", "2017")):
            for view in VIEWS:
                yield reader, measured(made.opened(), reader, indicator=indicator, period=period, view=view)


@cache
def figures() -> list[tuple[Reader, Figure]]:
    """All of these, drawn once, when they are first asked for."""
    return list(drawn())


@cache
def cells(indicator: str, period: str) -> dict[str, dict[str, str]]:
    """Region → the row of the CSV."""
    year = period.partition("-")[0]
    return {r["region"]: r for r in raw("context-values") if (r["indicator"], r["year"]) == (indicator, year)}


def rounded_middle(indicator: str, period: str) -> Decimal:
    """The median of the CSV's own texts, to as many decimals as the longest of them has."""
    texts = [row["value"] for row in cells(indicator, period).values() if row["value"]]
    places = max(len(text.partition(".")[2]) for text in texts)
    return middle_of(map(Decimal, texts)).quantize(Decimal(10) ** -places, ROUND_HALF_UP)


def producer(figure: Figure) -> str:
    """The producer of the figure's indicator, as the CSV has it."""
    code = figure.rows["indicator"].iloc[0]
    return next(r["producer"] for r in raw("context-indicators") if r["code"] == code)


def year(figure: Figure) -> str:
    return str(figure.rows["year"].iloc[0])


def said(figure: Figure) -> list[str]:
    """What stands for the figure by itself: title, alt texts, the head of its legend, texts of its marks."""
    texts = [figure.title, *(panel.alt for panel in figure.panels), figure.legend[0].words]
    for panel in figure.panels:
        texts += [row["description"] for row in values_in(panel.spec) if row.get("description")]
    return texts


def test_a_measured_value_cannot_be_taken_for_a_survey_answer() -> None:
    """Title, alt, legend and every mark of a measured figure: the word, the producer, the year."""
    for reader, figure in figures():
        for text in said(figure):
            assert SAYS.search(text), text
            assert reader.typeset(producer(figure)) in text, text
            assert year(figure) in text, text
        sources = [str(source) for source in figure.table.iloc[:, 2]]
        assert all(
            reader.typeset(producer(figure)) in source and year(figure) in source for source in sources
        )
        assert SAYS.search(str(figure.table.columns[1]))


def test_a_survey_answer_is_never_called_measured() -> None:
    for _, figure in every():
        texts = [
            figure.title,
            figure.sentence,
            *(p.alt for p in figure.panels),
            *(k.words for k in figure.legend),
        ]
        texts += [str(column) for column in figure.table.columns]
        for panel in figure.panels:
            texts += [row["description"] for row in values_in(panel.spec) if row.get("description")]
        assert not [text for text in texts if SAYS.search(text)]
    for reader in READERS:
        for domain in domains(made.opened()):
            column = beside(made.opened(), reader, domain=domain).perceived
            lines = [f"{line.value} {line.words} {line.detail}" for line in column.lines]
            assert not [text for text in (column.heading, *lines) if SAYS.search(text)]


def test_measured_colours_are_of_another_hue_and_are_read() -> None:
    def hue(colour: str) -> float:
        return colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))[0] * 360

    for palette in PALETTES.values():
        for mine in palette.measured:
            assert contrast(mine, text_on(mine, palette)) >= 4.5
            for other in (*palette.steps, *palette.answers, *palette.dynamics):
                apart = abs(hue(mine) - hue(other))
                assert min(apart, 360 - apart) >= 40, (mine, other)


@pytest.mark.parametrize("indicator", sorted({code for code, _ in SERIES}))
def test_every_value_is_the_csv_s_and_what_is_missing_has_its_reason(indicator: str) -> None:
    reasons = {row["code"]: row["label_fr"] for row in raw("absence-reasons")}
    for code, period in SERIES:
        if code != indicator:
            continue
        source = cells(indicator, period)
        for place in places(made.opened(), READERS[0], indicator, period):
            row = source[place.region]
            assert place.value == (float(row["value"]) if row["value"] else None)
            assert place.reason == (READERS[0].typeset(reasons[row["absence"]]) if row["absence"] else "")
            assert bool(place.printed) != bool(place.reason)
            marks = {"A": "", "E": "*", "U": "†", "P": "‡"}
            if place.printed:
                sign = marks[row["status"]]
                assert place.printed.endswith(f"\u00a0{sign}") if sign else place.printed[-1] not in "*†‡"


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_family_apart_is_named_wherever_it_stands_and_is_beside_no_survey(reader: Reader) -> None:
    """Not among the domains, never called official, under its own heading on the card of a region."""
    release = made.opened()
    official = reader.say("measured.kind")
    assert families(release)
    for code, row in families(release).items():
        name, mine = reader.words(row, "label"), indicators(release, code)
        assert mine
        assert code in groups(release)
        assert code not in domains(release)
        assert not set(mine) & {one for domain in domains(release) for one in indicators(release, domain)}
        for indicator in mine:
            assert context.kind(release, reader, indicator).lower() == name.lower()
        for each, figure in figures():
            if each.lang == reader.lang and figure.rows["indicator"].iloc[0] in mine:
                assert all(official not in text for text in said(figure))
                assert all(name.lower() in text.lower() for text in said(figure)[1:2])
                assert (reader.say("measured.fact.family"), name) in figure.facts
        card = region_card(release, reader, region="53")
        assert len([one for one in card.rows if one.domain == name]) == len(mine)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_values_of_a_few_regions_are_not_ranked_and_the_others_are_not_zero(reader: Reader) -> None:
    """Gifts of companies: the regions that pages name; no region is said to lead, the others say why."""
    (reason,) = (r for r in raw("absence-reasons") if r["code"] == "not_found")
    words = reader.words(reason, "label")
    for indicator, period in SERIES:
        held = cells(indicator, period)
        if not any(row["absence"] == "not_found" for row in held.values()):
            continue
        figure = measured(made.opened(), reader, indicator=indicator, period=period, view="dots")
        named = {place.name for place in places(made.opened(), reader, indicator, period) if place.printed}
        assert not [name for name in named if name in figure.sentence]
        assert words[:1].lower() + words[1:] in figure.sentence
        assert is_cut(made.opened(), indicator, period)
        assert int((figure.rows["value"] == 0).sum()) == 0


def test_a_figure_shows_all_eighteen_regions_and_zero_only_where_it_was_measured() -> None:
    for _, figure in figures():
        assert len(figure.table) == 18
        zeros = int((figure.rows["value"] == 0).sum())
        for panel in figure.panels:
            found = [row for row in values_in(panel.spec) if "value" in row]
            assert len({row["region"] for row in found if "region" in row}) in (13, 18)
            regions = {row["region"] for row in found if row.get("value") == 0 and "region" in row}
            assert len(regions) <= zeros
            json.dumps(panel.spec, allow_nan=False)


def test_the_map_names_and_hatches_what_is_missing() -> None:
    partial = measured(made.opened(), READERS[0], indicator="taux_pauvrete_60", period="2018", view="map")
    states = {row["region"]: row["state"] for row in values_in(partial.panels[0].spec) if "state" in row}
    empty = {code for code, row in cells("taux_pauvrete_60", "2018").items() if not row["value"]}
    assert {code for code, state in states.items() if state == "missing"} <= empty
    for name in ("Corse", "Normandie", "Occitanie", "Guadeloupe", "Mayotte"):
        assert name in partial.sentence
        assert not any(map(str.isdigit, next(value for one, value, _ in partial.listed if one == name)))
    assert "copie incomplète" in partial.sentence
    assert "hatch" in {key.swatch for key in partial.legend}


def test_the_default_period_has_the_whole_map_where_any_has() -> None:
    for indicator in {code for code, _ in SERIES}:
        whole = [p for code, p in SERIES if code == indicator
                 and all(cells(code, p)[region]["value"] for region in tiles())]  # fmt: skip
        period = default_period(made.opened(), indicator)
        assert period in whole if whole else period == list(series(made.opened(), indicator))[-1]
        assert whole or indicator in {code for code, span in SERIES if is_cut(made.opened(), code, span)}


def test_dots_are_in_the_order_of_values_and_the_missing_come_last() -> None:
    for _, figure in figures():
        for panel in figure.panels:
            rows = [r for r in values_in(panel.spec) if "order" in r]
            if rows and "U" not in set(figure.rows["status"]):
                ordered = [
                    r["value"]
                    for r in sorted({r["order"]: r for r in rows}.values(), key=lambda r: r["order"])
                ]
                known = [value for value in ordered if value is not None]
                assert known == sorted(known, reverse=True)
                assert ordered == known + [None] * (len(ordered) - len(known))


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_values_of_low_reliability_are_in_the_order_of_names_and_no_region_is_said_to_lead(
    reader: Reader,
) -> None:
    asked = {"indicator": "part_75_plus", "period": "2014"}
    figure = measured(made.opened(), reader, **asked, view="dots")
    rows = {r["order"]: r for r in values_in(figure.panels[0].spec) if "order" in r}
    names = [rows[place]["label"] for place in sorted(rows)]
    assert names == sorted(names, key=folded)
    assert not [name for name in names if name in figure.sentence]
    assert reader.say("measured.caveat.names") in figure.caveats


def test_median_and_span_are_those_of_the_csv() -> None:
    for (indicator, period), (reader, figure) in zip(SERIES, figures(), strict=False):
        known = [float(row["value"]) for row in cells(indicator, period).values() if row["value"]]
        for value in (min(known), max(known), float(rounded_middle(indicator, period))):
            assert any(c.isdigit() for c in figure.sentence)
            text = f"{value:,.6f}".rstrip("0").rstrip(".").replace(",", "\u202f").replace(".", ",")
            assert text in figure.sentence, (indicator, period, text)
        assert f" {len(known)} " in figure.sentence.replace("\u00a0", " ")
        del reader


def test_no_word_of_praise_blame_or_cause() -> None:
    for _, figure in figures():
        for text in (figure.title, figure.sentence, figure.reading, *figure.caveats):
            assert not JUDGES.search(text)
            assert not RELATES.search(figure.sentence)


def test_no_figure_for_france_is_made_up() -> None:
    for reader, figure in figures():
        words = {"fr": "Aucune valeur pour la France", "en": "No figure for France"}[reader.lang]
        assert any(words in caveat for caveat in figure.caveats)
        assert not any(name == "France" for name, *_ in figure.listed)


@given(VALUES, st.data())
def test_a_rank_is_one_more_than_those_above_and_ties_share_it(values: dict[str, float], data: Any) -> None:
    one = data.draw(st.sampled_from(sorted(values)))
    stand = standing(values, one)
    ordered = sorted(values.values(), reverse=True)
    assert stand.rank == ordered.index(values[one]) + 1
    assert len(stand.tied) == ordered.count(values[one]) - 1
    for other in stand.tied:
        assert standing(values, other).rank == stand.rank
    half = len(ordered) // 2
    expected = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    assert stand.median == int(expected + 0.5)  # the values have no decimals
    assert stand.distance == values[one] - stand.median
    assert stand.side == (values[one] > expected) - (values[one] < expected)
    assert stand.central == (0 < abs(values[one] - expected) < 1)


@given(VALUES)
def test_classes_follow_the_values_and_never_part_equal_ones(values: dict[str, float]) -> None:
    found = classes(values)
    assert set(found.values()) <= set(range(CLASSES))
    for (one, low), (other, high) in permutations(values.items(), 2):
        if low == high:
            assert found[one] == found[other]
        if low < high:
            assert found[one] <= found[other]


def bare(words: str) -> str:
    """The words without spaces, which each language sets in its way."""
    return re.sub(r"\s", "", words).replace("'", "’")


@pytest.mark.parametrize("region", ["11", "93", "94", "06"])
def test_the_card_tells_the_rank_and_the_side_that_the_csv_gives(region: str) -> None:
    card = region_card(made.opened(), READERS[1], region=region)
    known = {READERS[1].words(row, "label"): row for row in raw("context-indicators")}
    assert len(card.rows) == len(known)
    for row in card.rows:
        indicator = known[row.indicator]
        way, code = indicator["direction"], indicator["code"]
        own = [
            r
            for r in raw("context-values")
            if r["indicator"] == code and r["region"] == region and r["value"]
        ]
        if not own:
            assert row.value == "missing"
            assert "No value for" in row.words
            continue
        latest = max(own, key=lambda r: r["year"])
        others = [float(r["value"]) for r in cells(code, latest["year"]).values() if r["value"]]
        mine = float(latest["value"])
        rank = 1 + sum(value > mine for value in others)
        assert latest["year"] in row.source
        assert bare(indicator["producer"]) in bare(row.source)
        if {"partial_copy", "not_found"} & {r["absence"] for r in cells(code, latest["year"]).values()}:
            assert row.words.startswith("Not ranked: only ")
            assert not re.search("highest|lowest|fragile", row.words)
            continue
        if "U" in {r["status"] for r in cells(code, latest["year"]).values()}:
            assert row.words.startswith("Not ranked: ")
        else:
            assert f"of {len(others)}\u00a0regions collected" in row.words
            if 1 < rank < len(others) and "The " not in row.words:
                assert re.match(rf"{rank}(?:st|nd|rd|th) highest ", row.words)
        distance = mine - middle_of(others)
        if way == "neither":
            assert "on the" not in row.words
        elif abs(distance) > 1e-9:
            more = (distance > 0) == (way == "higher_more_fragile")
            assert ("more fragile side" in row.words) == more
            assert ("less fragile side" in row.words) == (not more)


@pytest.mark.parametrize("region", ["93", "94"])
def test_one_estimate_of_two_regions_is_said_to_be_one_and_is_not_averaged(region: str) -> None:
    card = region_card(made.opened(), READERS[0], region=region)
    assert any("Une seule estimation pour Provence-Alpes-Côte d’Azur et Corse" in text for text in card.areas)
    for column in card.surveys:
        assert set(column.rows["territory"]) == {"area_93_94"}
        assert SAYS.search(column.heading) is None
        area = "effectif de la zone non lu au-delà de l’extrait"
        assert all(area in base or "n\u00a0:" not in base for base in column.provenance.bases)
        told = {line.value.rstrip(" \u00a0†*%") for line in column.lines}
        assert told <= {f"{v:g}" for v in column.rows["value"].dropna()} | {"illisible"}


def test_an_overseas_region_has_no_survey_figure_and_is_told_so() -> None:
    card = region_card(made.opened(), READERS[0], region="04")
    assert card.surveys == ()
    assert "Aucune zone d’étude" in card.areas[0]


def test_every_region_has_a_card() -> None:
    assert len(region_codes(made.opened())) == 18


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_the_two_kinds_are_side_by_side_and_never_related(reader: Reader) -> None:
    told = raw("fragility-perceptions")
    for domain in domains(made.opened()):
        if domain == LANDMARK:
            continue
        shown = beside(made.opened(), reader, domain=domain)
        national = [row for row in told if row["domain"] == domain and row["territory"] == "FR"]
        assert len(shown.perceived.lines) == len(national)
        assert set(shown.perceived.rows["territory"]) <= {"FR"} if national else True
        assert len(shown.measured.lines) == len(indicators(made.opened(), domain))
        assert shown.perceived.heading != shown.measured.heading
        assert not RELATES.search(shown.sentence)
        if national and shown.measured.lines:
            years = {row["year"] for row in national}
            assert all(year in shown.sentence for year in years)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_beside_surveys_and_on_cards_a_measured_line_names_its_producer_and_year(reader: Reader) -> None:
    producers = [reader.typeset(row["producer"]) for row in raw("context-indicators")]
    for domain in domains(made.opened()):
        column = beside(made.opened(), reader, domain=domain).measured
        assert SAYS.search(column.heading)
        for line in column.lines:
            assert line.detail.startswith(tuple(producers))
            assert re.search(r", (19|20)\d\d", line.detail)
    card = region_card(made.opened(), reader, region="75")
    assert SAYS.search(card.title)
    assert not SAYS.search(card.survey_title)
    for row in card.rows:
        assert row.source.startswith(tuple(producers))
        assert re.search(r", (19|20)\d\d", row.source)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_two_years_without_a_value_are_two_years_and_not_a_span(reader: Reader) -> None:
    """« 2019 et 2020 », and « 2014 à 2017 » of four."""
    named = [
        periods(made.opened(), reader, indicator)
        for group in groups(made.opened())
        for indicator in indicators(made.opened(), group)
    ]
    lost = [
        words.partition(reader.say("measured.periods.gap", years="").strip(" .\u00a0"))[2] for words in named
    ]
    spans = [span for words in lost for span in re.findall(r"(\d{4}) (?:à|to) (\d{4})", words)]
    assert any(re.search(r"\d{4} (?:et|and) \d{4}", words) for words in lost)
    assert spans
    assert all(int(last) - int(first) > 1 for first, last in spans)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_what_is_computed_has_no_more_decimals_than_the_values_and_bears_its_sign(reader: Reader) -> None:
    """A median, and the way to it, are printed as finely as what they are made of; the way has a + or a −."""
    point = "," if reader.lang == "fr" else "."
    told = {"fr": "Écart à la médiane", "en": "Difference from the median"}[reader.lang]
    known = {reader.words(row, "label"): row["code"] for row in raw("context-indicators")}
    signs = set()
    for region in ("84", "93", "28"):
        for row in region_card(made.opened(), reader, region=region).rows:
            period = max(r["year"] for r in raw("context-series") if r["indicator"] == known[row.indicator])
            values = [r["value"] for r in cells(known[row.indicator], period).values() if r["value"]]
            finest = max(len(value.partition(".")[2]) for value in values)
            decimals = re.findall(rf"\d{re.escape(point)}(\d+)(?!\d*{re.escape(point)})", row.words)
            assert period not in row.source or all(len(one) <= finest for one in decimals), row.words
            if told in row.words:
                (sign,) = re.findall(
                    r": ([+−])\u2060€?\d", row.words.replace("\u00a0", " ").replace(" :", ":")
                )
                signs.add(sign)
    assert signs == {"+", "−"}


def test_one_of_two_values_in_the_middle_is_said_to_be_so_where_their_median_is_rounded() -> None:
    """A value that is printed like the rounded median of an even count is not said to be equal to it."""
    year = max(r["year"] for r in raw("context-series") if r["indicator"] == "part_locaux_fibre")
    values = {code: r["value"] for code, r in cells("part_locaux_fibre", year).items() if r["value"]}
    assert middle_of(map(Decimal, values.values())) == Decimal("69.5")
    alike = [code for code, value in values.items() if value in ("69", "70")]
    assert len(alike) > 1
    for code in alike:
        (row,) = (
            r
            for r in region_card(made.opened(), READERS[0], region=code).rows
            if r.indicator.startswith("Locaux raccordables")
        )
        assert "L’une des deux valeurs du milieu : la médiane (70\u00a0%) est leur moyenne, arrondie" in (
            row.words.replace("\u00a0:", " :")
        )
        assert "Égale" not in row.words


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_note_that_another_says_is_not_said_again(reader: Reader) -> None:
    """« 2022 : le dénominateur est … » says what « Le dénominateur est … » says."""
    for each, figure in figures():
        if each.lang == reader.lang:
            for one, other in permutations(figure.caveats, 2):
                assert folded(one) not in folded(other), figure.name


def test_the_median_is_marked_on_the_tracks_and_runs_through_no_name() -> None:
    """On a phone a name ends beyond the median: a line down the chart would strike it out."""
    asked = {"indicator": "cambriolages_pour_1000_logements", "period": "2022"}
    spec = measured(made.opened(), READERS[0], **asked, view="dots").panels[0].spec
    (strokes,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "tick")
    mark = strokes["mark"]
    words = max(layer["mark"]["dy"] for layer in spec["layer"] if layer["mark"]["type"] == "text")
    assert mark["yOffset"] - mark["size"] / 2 > words  # below the words of its row
    assert mark["yOffset"] + mark["size"] / 2 < STEP + words - 14  # above those of the next
    assert strokes["encoding"]["x"]["datum"] == float(rounded_middle(*asked.values()))
    assert not [
        layer for layer in spec["layer"] if layer["mark"]["type"] == "rule" and "y2" in layer["encoding"]
    ]


def test_what_the_source_says_is_no_note_too_and_no_brackets_close_together() -> None:
    """« Lu dans le baromètre » stands with the source; a producer with brackets in its name is in none."""
    for _, figure in figures():
        told = [folded(one.publisher) for one in figure.provenance.citations]
        assert not [note for note in figure.caveats for one in told if folded(note).rstrip(".") in one]
        assert "))" not in f"{figure.title} {figure.reading} {figure.legend[0].words}", figure.name
        for panel in figure.panels:
            rows = [row["description"] for row in values_in(panel.spec) if row.get("description")]
            assert not [text for text in rows if "))" in text]


def test_what_has_no_value_is_not_set_as_a_number() -> None:
    """« illisible » in the size and the colour of a percentage would be read as one."""
    card = region_card(made.opened(), READERS[0], region="84")
    html = "".join(measured_markup.column(shown, "perceived", READERS[0]) for shown in card.surveys)
    for kind, value in re.findall(r'<span class="(value[^"]*)">(?:<a[^>]*>)?([^<]+)', html):
        assert (kind == "value absent") == (value == "illisible")
    assert html.count("value absent") == 1
