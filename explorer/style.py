"""The style sheet of the pages, made from a palette, and their script.

Streamlit's own parts are set in `.streamlit/config.toml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.theme import Palette

SHEET = Path(__file__).with_name("style.css")
SCRIPTS = tuple(Path(__file__).with_name(f"{name}.js") for name in ("words", "marks", "page"))


def style(palette: Palette) -> str:
    """The sheet with the colours of the palette as custom properties."""
    names = ("paper", "surface", "ink", "muted", "line", "accent", "hatch")
    colours = " ".join(f"--{name}: {getattr(palette, name)};" for name in names)
    colours += f" --measured: {palette.measured[3]};"
    return f"<style>:root {{ {colours} }}\n{_text(SHEET)}</style>"


def script(told: Mapping[str, Any]) -> str:
    """The scripts with what they are told, as one element of HTML."""
    facts = json.dumps(dict(told), ensure_ascii=False).replace("<", "\\u003c")
    parts = "".join(f"{_text(file).rstrip()}(told);\n" for file in SCRIPTS)
    return f"<script>{{ const told = {facts};\n{parts}}}</script>"


def _text(file: Path) -> str:
    """What the file says, read once and again when it was changed."""
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> str:
    del changed
    return file.read_text(encoding="utf-8")
