"""Parts of a picture as SVG: lines of text that fit a width, swatches of a legend, a chart in its place."""

from __future__ import annotations

import re
from html import escape

from explorer.figures.figure import Key
from explorer.theme import Palette

FONT = (
    "Liberation Sans, Arimo, Arial, Helvetica, sans-serif"  # one width of letters, whatever the machine has
)
NARROW_LETTERS, WIDE_LETTERS = "ijltfr.,:;'’|!()[] \u00a0\u202f/-I", "mwMW%@Œœ—"
SWATCH = 14
ROUND = {
    "dot": 'fill="{colour}"',
    "ring": 'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="3 2"',
}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About the width of a line of text in pixels, never less than it is drawn."""
    units = sum(
        0.3
        if letter in NARROW_LETTERS
        else 0.9
        if letter in WIDE_LETTERS
        else 0.69
        if letter.isupper()
        else 0.545
        for letter in text
    )
    return units * size * (1.08 if bold else 1.0)


def fold(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit `room` pixels; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def text(x: float, y: float, words: str, size: float, colour: str, **looks: str) -> str:
    """A line of text; `looks` are attributes (`weight`, `anchor`, `style`)."""
    names = {"weight": "font-weight", "anchor": "text-anchor", "style": "font-style"}
    more = "".join(f' {names[name]}="{value}"' for name, value in looks.items() if value)
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{FONT}" font-size="{size:g}" fill="{colour}"{more}>'
        f"{escape(words)}</text>"
    )


def swatch(key: Key, x: float, y: float, palette: Palette) -> str:
    """The patch of a line of legend, its top left corner at x, y; the mark itself where there is one."""
    if key.mark:
        return text(x + 4, y + SWATCH - 2, key.mark, 15, palette.ink, weight="700")
    if key.swatch in ROUND:
        looks = ROUND[key.swatch].format(colour=key.colour)
        return f'<circle cx="{x + SWATCH / 2:g}" cy="{y + SWATCH / 2:g}" r="5.5" {looks}/>'
    if key.swatch == "upright":
        looks = f'stroke="{key.colour}" stroke-width="1.5" stroke-dasharray="2 3"'
        return f'<path d="M{x + SWATCH / 2:g},{y:g}v{SWATCH}" {looks}/>'
    box = f'<rect x="{x:g}" y="{y:g}" width="{SWATCH}" height="{SWATCH}" rx="3" '
    if key.swatch in ("hatch", "wide-hatch", "dotted"):
        gap = {"hatch": 4, "wide-hatch": 7}.get(key.swatch, 4)
        dash = ' stroke-dasharray="1.2 2.4"' if key.swatch == "dotted" else ""
        lines = "".join(
            f'<path d="M{x + max(0, k - SWATCH):g},{y + min(k, SWATCH):g}L{x + min(k, SWATCH):g},'
            f'{y + max(0, k - SWATCH):g}" stroke="{key.colour}"{dash}/>'
            for k in range(gap, 2 * SWATCH, gap)
        )
        return box + f'fill="none" stroke="{key.colour}"/>{lines}'
    shown = {
        "dashed": f'fill="{key.colour}" stroke="{palette.ink}" stroke-width="1.5" stroke-dasharray="4 2"',
        "open": f'fill="none" stroke="{key.colour}" stroke-width="2" stroke-dasharray="4 2"',
        "track": f'fill="{palette.surface}" stroke="{key.colour}" stroke-width="1.5"',
    }
    return box + shown.get(key.swatch, f'fill="{key.colour}"') + "/>"


def placed(svg: str, x: float, y: float, prefix: str) -> tuple[str, float, float]:
    """A chart's SVG as a part of another, its width and height.

    Its ids become its own by `prefix`, numbered from 0: vega's counter runs on from one chart to the next.
    """
    head = svg[: svg.index(">") + 1]
    wide, high = (float(_attribute(head, name)) for name in ("width", "height"))
    names = {
        old: f"{prefix}{place}" for place, old in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg)))
    }
    svg = re.sub(r'\bid="([^"]+)"', lambda found: f'id="{names[found[1]]}"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{names.get(found[1], found[1])})", svg)
    svg = re.sub(r'href="#([^"]+)"', lambda found: f'href="#{names.get(found[1], found[1])}"', svg)
    return svg.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1), wide, high


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([\d.]+)"', tag)
    return found[1] if found else "0"
