"""The style sheet of the pages, made from a palette, and their script.

Streamlit's own parts are set in `.streamlit/config.toml`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from explorer.theme import Palette

SHEET = Path(__file__).with_name("style.css")
PLACE = "scripts/"  # where the file of the scripts is
SCRIPTS = tuple(Path(__file__).with_name(f"{name}.js") for name in ("words", "marks", "places", "page"))


def style(palette: Palette) -> str:
    """The sheet with the colours of the palette as custom properties."""
    names = ("paper", "surface", "ink", "muted", "line", "accent", "hatch")
    colours = " ".join(f"--{name}: {getattr(palette, name)};" for name in names)
    colours += f" --measured: {palette.measured[3]};"
    return f"<style>:root {{ {colours} }}\n{_text(SHEET)}</style>"


def script(told: Mapping[str, Any]) -> str:
    """The element that runs the scripts with what they are told: no script stands in the page itself.

    Its address changes with its content, and is that of no page: below the folder of the pages.
    """
    facts = escape(json.dumps(dict(told), ensure_ascii=False), quote=True)
    return f'<script src="./{PLACE}{name()}" data-told="{facts}"></script>'


def name() -> str:
    """What the file of the scripts is called by now."""
    return f"{hashlib.sha256(scripts()).hexdigest()[:16]}.js"


def scripts() -> bytes:
    """The file of the scripts: each is told the same, from the element that runs it."""
    parts = "".join(f"{_text(file).rstrip()}(told);\n" for file in SCRIPTS)
    return f"{{ const told = JSON.parse(document.currentScript.dataset.told);\n{parts}}}\n".encode()


def _text(file: Path) -> str:
    """What the file says, read once and again when it was changed."""
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> str:
    del changed
    return file.read_text(encoding="utf-8")
