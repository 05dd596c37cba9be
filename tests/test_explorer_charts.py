"""Every chart can be heard, speaks its reader's language, hides nothing: read from its specification."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from explorer.charts import outlines
from explorer.charts.ranked import ROOM, STEP, ranked
from explorer.charts.regions import STATES, colours, regions
from explorer.figures.figure import Figure, Panel
from explorer.reader import Reader
from explorer.theme import PALETTES, contrast
from tests.explorer_figures import EVERY, values_in
from tests.vega_lite import faults


def charts(figure: Figure) -> list[Panel]:
    """Its parts that are drawn."""
    return [panel for panel in figure.panels if panel.spec]


def units(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The layers that have a mark."""
    if "mark" in spec:
        yield spec
    for layer in spec.get("layer", ()):
        yield from units(layer)


def mark(layer: dict[str, Any]) -> dict[str, Any]:
    return layer["mark"] if isinstance(layer["mark"], dict) else {"type": layer["mark"]}


@EVERY
def test_a_chart_has_words_that_stand_for_it(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        assert len(panel.alt) > 40
        assert "description" not in panel.spec  # Streamlit's alt= carries it: both at once is an error


@EVERY
def test_a_chart_is_what_vega_lite_takes(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        assert faults(panel.spec) == ()


@EVERY
def test_numbers_are_printed_in_the_reader_s_language(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        decimal = panel.spec["config"]["locale"]["number"]["decimal"]
        assert decimal == ("," if reader.lang == "fr" else ".")


@EVERY
def test_every_mark_says_itself_or_is_decoration(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        for layer in units(panel.spec):
            hidden = mark(layer).get("aria") is False
            assert hidden or "description" in layer["encoding"], layer["mark"]


@EVERY
def test_no_axis_legend_or_tooltip_shows_a_field_s_name(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        for layer in units(panel.spec):
            for channel, encoding in layer.get("encoding", {}).items():
                if not isinstance(encoding, dict) or "field" not in encoding:
                    continue
                if channel == "tooltip":
                    assert encoding["title"] == " "
                if channel in ("x", "y") and encoding.get("axis", {}) is not None:
                    assert (
                        encoding.get("title", "") is None or encoding.get("axis", {}).get("title", "") is None
                    )
                if channel in ("color", "fill", "stroke"):
                    assert encoding["scale"] is None


@EVERY
def test_a_chart_is_as_wide_as_its_place_and_drops_no_label(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        assert panel.spec["width"] == "container"
        assert panel.spec["config"]["axis"]["labelOverlap"] is False


@EVERY
def test_a_missing_value_is_null_and_never_zero(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        zeros = int((figure.rows["value"] == 0).sum())
        drawn = [row for row in values_in(panel.spec) if "value" in row]
        assert sum(row["value"] == 0 for row in drawn) <= zeros
        json.dumps(panel.spec, allow_nan=False)


@EVERY
def test_every_drawn_row_has_its_sentence(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        for row in values_in(panel.spec):
            if "description" in row:
                assert row["description"].strip()


@EVERY
def test_no_mark_is_a_layer_of_its_own(reader: Reader, figure: Figure) -> None:
    """Half seen by its stroke or fill, never as a whole: hundreds of layers make a picture slow and large."""
    thin = [mark(layer).get("opacity", 1) for panel in charts(figure) for layer in units(panel.spec)]
    assert all(opacity in (0, 1) for opacity in thin)


@EVERY
def test_a_chart_is_light_to_send(reader: Reader, figure: Figure) -> None:
    for panel in charts(figure):
        assert len(json.dumps(panel.spec)) < 120_000


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_chart_text_is_read(palette: Any) -> None:
    for state, fill in colours(palette).items():
        assert state in STATES
        assert max(contrast(fill, palette.ink), contrast(fill, palette.paper)) >= 4.5


def test_all_thirteen_regions_have_a_shape_a_tile_and_a_place_for_a_label() -> None:
    codes = {shape["id"] for shape in outlines.topology()["objects"]["regions"]["geometries"]}
    assert len(codes) == 13
    assert set(outlines.tiles()) == codes
    assert len(set(outlines.tiles().values())) == 13
    for code in codes:
        longitude, latitude = outlines.middle(code)
        assert -6 < longitude < 10
        assert 41 < latitude < 52


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_value_wider_than_its_region_is_read_on_the_colour_of_the_region(palette: Any) -> None:
    """« 12,03 » on Corsica: white on white beside the island, it would be read as « 2,03 »."""
    fills = {"known": palette.measured[4]}
    row = {"region": "94", "area": "94", "state": "known", "text": "12,03", "description": "Corse : 12,03"}
    spec = regions(pd.DataFrame([row]), lang="fr", palette=palette, fills=fills)
    around, printed = (layer for layer in units(spec) if mark(layer)["type"] == "text")
    assert around["encoding"]["stroke"]["field"] == "ground"
    assert mark(around)["strokeWidth"] >= 3
    assert printed["encoding"]["color"]["field"] == "ink"
    drawn = [row for row in values_in(spec) if "ground" in row]
    assert drawn
    assert all(contrast(row["ink"], row["ground"]) >= 4.5 for row in drawn)


@pytest.mark.parametrize("code", sorted(outlines.tiles()))
def test_hatching_stays_inside_its_region(code: str) -> None:
    """The middle of every hatching line lies inside the outline (ray casting, even-odd)."""
    lines = outlines.hatching(code)
    assert len(lines) > 5
    edges = [edge for ring in outlines.rings(code) for edge in zip(ring, ring[1:] + ring[:1], strict=True)]
    for (ax, ay), (bx, by) in lines:
        x, y = (ax + bx) / 2, (ay + by) / 2
        crossed = sum(
            (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in edges
        )
        assert crossed % 2 == 1


@EVERY
def test_a_scale_without_order_is_first_drawn_whole(reader: Reader, figure: Figure) -> None:
    """An unsorted scale takes its order from the first layer: one that filters rows must say the order."""
    for panel in charts(figure):
        first = next(units(panel.spec))
        for channel in ("x", "y"):
            encoding = first.get("encoding", {}).get(channel, {})
            if "transform" in first and encoding.get("sort", "") is None:
                assert "domain" in encoding.get("scale", {}), (figure.name, channel)


def test_a_name_too_long_for_a_phone_is_folded_whole_and_its_row_is_as_much_higher() -> None:
    """No line of a name and its value are longer than a phone has room for; nothing of the name is lost."""
    names = ["Pauvreté / lutte contre l’exclusion, Associations, Très important", "Éducation"]
    table = pd.DataFrame(
        {"label": names, "text": "40\u00a0%", "value": [40.0, 52.0], "certain": True, "description": names}
    )
    spec = ranked(table, colour="#000000", lang="fr", palette=PALETTES["light"])
    lines = [row["lines"].split("\n") for row in spec["layer"][0]["data"]["values"]]
    assert [len(parts) for parts in lines] == [2, 1]
    assert all(len(line) + 4 <= ROOM for parts in lines for line in parts)
    assert [" ".join(parts).replace("\u00a0/", " /") for parts in lines] == names
    assert spec["height"] == {"step": STEP + 17}
