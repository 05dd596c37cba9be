"""Colours, light and dark, and the chart configuration made of them. Contrasts are held to WCAG AA by test.

Streamlit's own chart theme prints axis text below 4.5:1, so charts are drawn with `theme=None` and this one.
Families of colours were chosen so that they stay apart under simulated protan, deutan and tritan vision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer.locales import vega_locale

FONT = '"Source Sans", "Source Sans 3", "Helvetica Neue", Arial, sans-serif'
MODES = ("light", "dark")


@dataclass(frozen=True)
class Palette:
    """The colours of one mode. `steps` run from 0 to 100 % by tens.

    `actors` are by place in the table of actors (citizens, companies, associations, mayors, local
    authorities), the same on every page: `figures.colours`. `measured`, for official statistics from low to
    high, are yellow greens, never the bluish one of companies.
    """

    paper: str
    surface: str
    ink: str
    muted: str
    line: str
    accent: str
    hatch: str
    answers: tuple[str, str, str]  # priority, secondary, not needed
    dynamics: tuple[str, str, str, str]  # rooted, growing, emerging, not at all
    actors: tuple[str, ...]
    steps: tuple[str, ...]
    measured: tuple[str, str, str, str, str]


PALETTES = {
    "light": Palette(
        paper="#ffffff",
        surface="#f6f4ef",
        ink="#16202a",
        muted="#55606b",
        line="#d8d4ca",
        accent="#0b4f8a",
        hatch="#a9a497",
        answers=("#0b4f8a", "#8fbce0", "#d9822b"),
        dynamics=("#0b4f8a", "#2f74ae", "#a8cbe8", "#d9822b"),
        actors=("#0b63a5", "#00765a", "#b4500c", "#7a4a8c", "#6b5b00"),
        steps=(
            "#f3f8fc", "#e6f0f9", "#d8e8f5", "#c6ddf0", "#aecfea",
            "#8cb9df", "#3073ae", "#1b5e9c", "#0b4f8a", "#073a68",
        ),
        measured=("#edf3e0", "#cfe0ad", "#a3c36d", "#4f7d24", "#2f5414"),
    ),
    "dark": Palette(
        paper="#10171f",
        surface="#1a242f",
        ink="#eef2f5",
        muted="#a9b5c1",
        line="#36434f",
        accent="#8fc3f5",
        hatch="#5f6d7a",
        answers=("#8fc3f5", "#38709f", "#e6a15a"),
        dynamics=("#b5d8fa", "#6aa9e0", "#2f6699", "#e6a15a"),
        actors=("#6bb6f0", "#45c49c", "#f0a35e", "#c79bdb", "#d6c24a"),
        steps=(
            "#15232f", "#182b3c", "#1b344a", "#1f3f5b", "#244b6d",
            "#2d618d", "#72afe2", "#8fc3f5", "#abd3f8", "#c6e1fb",
        ),
        measured=("#32431e", "#445d28", "#577731", "#719c40", "#8cc945"),
    ),
}  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2, definition « relative luminance »)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 (sRGB)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2).

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str, palette: Palette) -> str:
    """The colour of a text printed on `fill`: ink or paper, whichever is read best."""
    return max((palette.ink, palette.paper), key=lambda colour: contrast(fill, colour))


def step(value: float, palette: Palette) -> str:
    """The colour of a percentage: its class of ten points."""
    return palette.steps[min(max(int(value // 10), 0), len(palette.steps) - 1)]


def chart_config(lang: str, palette: Palette) -> dict[str, Any]:
    """The Vega-Lite configuration of every chart: locale, font, colours that can be read."""
    return {
        "locale": vega_locale(lang),
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "text": {"color": palette.ink, "fontSize": 14, "lineBreak": "\n", "lineHeight": 17},
        "rule": {"color": palette.line},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelColor": palette.muted,
            "labelFontSize": 13,
            "labelOverlap": False,
            "gridColor": palette.line,
        },
    }
