"""The style sheet of the pages, made from a palette. Streamlit's own parts: `.streamlit/config.toml`."""

from __future__ import annotations

from pathlib import Path

from explorer.theme import Palette

SHEET = Path(__file__).with_name("style.css")


def style(palette: Palette) -> str:
    """The sheet with the colours of the palette as custom properties."""
    names = ("paper", "surface", "ink", "muted", "line", "accent", "hatch")
    colours = " ".join(f"--{name}: {getattr(palette, name)};" for name in names)
    return f"<style>:root {{ {colours} }}\n{SHEET.read_text(encoding='utf-8')}</style>"
