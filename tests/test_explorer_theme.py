"""Every text can be read, light and dark; numbers and spaces are the language's; no word is forgotten."""

from __future__ import annotations

import doctest
import re
import string
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import locales, state, theme
from explorer.locales import FIXED, NARROW, number, percent, quantity, typeset
from explorer.texts import WORDS
from explorer.theme import PALETTES, Palette, contrast, step, text_on

ROOT = Path(__file__).resolve().parents[1]
AA_TEXT, AA_GRAPHICS = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


@pytest.mark.parametrize("module", [locales, state, theme])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("ground", ["paper", "surface"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent"])
def test_text_is_read_on_every_ground(mode: str, ground: str, text: str) -> None:
    palette = PALETTES[mode]
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= AA_TEXT


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_value_is_read_on_the_colour_it_is_printed_on(palette: Palette) -> None:
    for colour in (*palette.answers, *palette.dynamics, *palette.steps):
        assert contrast(colour, text_on(colour, palette)) >= AA_TEXT, colour


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_bars_stand_out_from_the_page(palette: Palette) -> None:
    for colour in palette.actors:
        assert contrast(colour, palette.paper) >= AA_GRAPHICS, colour


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_neighbouring_colours_differ_in_lightness_too(palette: Palette) -> None:
    """So that segments that touch are told apart without colour vision (they are parted by a gap as well)."""
    for colours in (palette.answers, palette.dynamics[1:]):
        for one, other in pairwise(colours):
            assert one != other
            assert contrast(one, other) >= 1.3, (one, other)


def test_classes_of_ten_points_cover_the_scale() -> None:
    palette = PALETTES["light"]
    assert step(0, palette) == palette.steps[0]
    assert step(39.9, palette) == palette.steps[3]
    assert step(40, palette) == palette.steps[4]
    assert step(100, palette) == palette.steps[-1]


@pytest.mark.parametrize("mode", PALETTES)
def test_streamlit_has_the_same_colours(mode: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    palette = PALETTES[mode]
    assert config["theme"][mode] == {
        "primaryColor": palette.accent,
        "backgroundColor": palette.paper,
        "secondaryBackgroundColor": palette.surface,
        "textColor": palette.ink,
        "linkColor": palette.accent,
        "borderColor": palette.line,
    }


def test_streamlit_tells_nobody_and_looks_nothing_up() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "localhost"


def test_every_word_is_said_in_both_languages_with_the_same_facts() -> None:
    for key, (french, english) in WORDS.items():
        assert french.strip() if key not in ("colon", "semicolon") else french, key
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (french, english)
        ]
        assert fields[0] == fields[1], key


def test_french_words_are_set_with_unbreakable_spaces() -> None:
    for key, (french, _) in WORDS.items():
        text = typeset(french, "fr")
        assert not re.search(r"[ ][;:!?%»]|«[ ]", text), key
        assert not re.search(r"\w[;!?»]", text.replace("{", "").replace("}", "")), key
        assert "'" not in text, key


@given(st.text(max_size=80))
def test_setting_twice_is_setting_once(text: str) -> None:
    for lang in ("fr", "en"):
        once = typeset(text, lang)
        assert typeset(once, lang) == once


@given(st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda value: round(value, 3)))
def test_a_printed_number_is_the_number(value: float) -> None:
    french, english = number(value, "fr"), number(value, "en")
    assert float(french.replace(NARROW, "").replace(",", ".")) == pytest.approx(value)
    assert float(english.replace(",", "")) == pytest.approx(value)


def test_percentages_and_quantities_as_each_language_prints_them() -> None:
    assert percent(37, "fr") == f"37{FIXED}%"
    assert percent(37, "en") == "37%"
    assert quantity(5.5, "sur 10", "fr") == f"5,5{FIXED}sur 10"
    assert quantity(1_200_000, "", "fr") == f"1,2{FIXED}million"
    assert quantity(2_000_000, "", "fr") == f"2{FIXED}millions"
    assert quantity(1_200_000, "", "en") == f"1.2{FIXED}million"
    assert quantity(89_000, "", "fr") == f"89{NARROW}000"
