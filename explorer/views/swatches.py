"""The patch of a line of legend, as HTML: it looks like what it stands for."""

from __future__ import annotations

from html import escape

from explorer.figures.figure import Key
from explorer.theme import Palette, contrast

SEEN = 3  # contrast under which a patch of colour needs an edge (WCAG 2.1, 1.4.11)


def swatch(key: Key, palette: Palette) -> str:
    """A patch that looks like what it stands for, or the mark itself."""
    if key.swatch == "none":  # a line that heads the others
        return ""
    if key.swatch == "word":  # what the chart says in a word
        return '<span class="mark"></span>'
    if key.mark:
        return f'<span class="mark">{escape(key.mark)}</span>'
    gap, paper = {"hatch": 5, "wide-hatch": 8}.get(key.swatch, 0), palette.paper
    stripes = f"repeating-linear-gradient(135deg, {key.colour} 0 1px, transparent 1px {gap}px)" if gap else ""
    edge = f"; border-color: {palette.hatch}" if contrast(key.colour, palette.paper) < SEEN else ""
    looks = {
        "solid": f"background: {key.colour}{edge}",
        "dashed": f"background: {key.colour}; border: 1.5px dashed {palette.ink}",
        "open": f"border: 2px dashed {key.colour}",
        "dot": f"background: {key.colour}; width: .85rem; height: .85rem; border-radius: 50%",
        "dotted": f"background-image: radial-gradient({key.colour} 1.2px, transparent 1.4px); "
        f"background-size: 5px 5px; border-color: {key.colour}",
        "dashes": f"background: repeating-linear-gradient(45deg, {paper} 0 2px, transparent 2px 5px), "
        f"repeating-linear-gradient(135deg, {key.colour} 0 1.5px, {paper} 1.5px 6px)",
        "ring": f"border: 2px dashed {key.colour}; width: .85rem; height: .85rem; border-radius: 50%",
        "upright": f"border: 0; border-left: 2px dotted {key.colour}; width: .4rem; border-radius: 0",
        "tick": f"border: 0; border-left: 2px solid {key.colour}; width: .4rem; border-radius: 0",
        "span": f"border: 0 solid {key.colour}; border-width: 0 2px; border-radius: 0; height: .5rem; "
        f"background: linear-gradient({key.colour}, {key.colour}) center / 100% 1.5px no-repeat",
        "track": f"border: 1.5px solid {key.colour}; background: {palette.surface}",
    }
    look = looks.get(key.swatch, f"background: {stripes}; border-color: {key.colour}")
    return f'<span class="swatch" style="{look}"></span>'
