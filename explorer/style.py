"""The style sheet of the pages, made from a palette, and their script.

Streamlit's own parts are set in `.streamlit/config.toml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from explorer.theme import Palette

SHEET = Path(__file__).with_name("style.css")
SCRIPT = Path(__file__).with_name("page.js")


def style(palette: Palette) -> str:
    """The sheet with the colours of the palette as custom properties."""
    names = ("paper", "surface", "ink", "muted", "line", "accent", "hatch")
    colours = " ".join(f"--{name}: {getattr(palette, name)};" for name in names)
    colours += f" --measured: {palette.measured[3]};"
    return f"<style>:root {{ {colours} }}\n{SHEET.read_text(encoding='utf-8')}</style>"


def script(told: Mapping[str, str]) -> str:
    """The script with what it is told, as one element of HTML."""
    facts = json.dumps(dict(told), ensure_ascii=False).replace("<", "\\u003c")
    return f"<script>{SCRIPT.read_text(encoding='utf-8').rstrip()}({facts})</script>"
