"""What notes and titles say of cells: which sign withholds, which mark compares, with what, how surely."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from scripts.studies.crosstab.cells import ABOVE, BELOW
from scripts.studies.crosstab.labels import plain

_SIGN = re.compile(
    r"(?:^|[\s;.(–])[«\"“'‘(]?\s*(?P<sign>[-–—*./]{1,3}|n\.?s\.?|n\.?d\.?|n\.?c\.?|s|x)\s*[»\"”'’)]?"
    r"\s*(?::|=|signifie|indique)\s*(?P<text>[^;]+)",
    re.IGNORECASE,
)
_FEW = re.compile(
    r"(?:effectifs?|bases?|repondants?|reponses|interviews?|personnes|n)\b"
    r".*(?:inferieur|moins de|<|faible|insuffisant|trop petit)"
    r"|(?:moins de|<)\s*\d+ (?:repond|repons|interview|personne)|secret|non diffus|faible effectif"
)
_ZERO = re.compile(r"\b(?:aucun\w*|zero|nul\w*|0 %|personne)\b")
_NUMBER = re.compile(r"(?:inferieure?s?|moins|<)\D{0,12}(\d+)")
_LEVEL = re.compile(r"(\d{2}(?:[.,]\d+)?)\s*%")
_WHOLE = re.compile(
    r"\b(?:a|au|avec|de) (?:l )?(?:ensemble|total|moyenne)|\bl ensemble\b|\bdu total\b"
    r"|moyenne (?:nationale|generale)"
)
_OTHER = re.compile(r"vague|precedent|annee|\b20\d\d\b|autres? colonnes?|reste (?:de|du)|complement")
_UP, _DOWN = (
    re.compile(r"\b(?:super|sur|plus eleve|plus haut|au dessus|hausse|positi)"),
    re.compile(r"\b(?:infer|sous|moins eleve|plus bas|au dessous|en dessous|baisse|negati)"),
)
_HUES = {
    "rouge": "red",
    "vert": "green",
    "bleu": "blue",
    "orange": "orange",
    "jaune": "yellow",
    "rose": "pink",
    "violet": "violet",
    "gris": "grey",
}
_COLOURS = re.compile(
    r"\b(" + "|".join(_HUES) + r")s?\w*\b([^;.]*?)(?=\b(?:" + "|".join(_HUES) + r")|[;.]|$)"
)
ABOVE_IT, BELOW_IT = "above", "below"


@dataclass(slots=True)
class Legend:
    """What is said: meanings of signs, marks and colours (by hue or RRGGBB), the test, the least base."""

    signs: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    tested: bool = False
    against: str = ""
    level: Decimal | None = None
    small: int | None = None


def legend(texts: Iterable[tuple[str, str]]) -> Legend:
    """What lines of text say, each with the colour of its cell (RRGGBB or "")."""
    made = Legend()
    for text, colour in texts:
        for found in _SIGN.finditer(text):
            _sign(made, found["sign"].lower(), found["text"])
        if "significati" in plain(text):
            _compared(made, text, colour)
    return made


def hue(rgb: str) -> str:
    """The name of a colour; "" for none.

    >>> hue("C6EFCE"), hue("FFC7CE"), hue("9C0006"), hue("D9D9D9")
    ('green', 'red', 'red', 'grey')
    """
    if not rgb:
        return ""
    angle, _, strong = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    if strong < 0.12:  # noqa: PLR2004 -- no colour to speak of
        return "grey"
    bounds = (
        (18, "red"),
        (42, "orange"),
        (68, "yellow"),
        (170, "green"),
        (262, "blue"),
        (300, "violet"),
        (335, "pink"),
        (361, "red"),
    )
    return next(name for bound, name in bounds if angle * 360 < bound)


def _sign(made: Legend, sign: str, text: str) -> None:
    """What is said of one sign."""
    told = plain(text)
    if _FEW.search(told):
        made.signs[sign] = "withheld"
        if number := _NUMBER.search(told):
            made.small = int(number[1])
    elif _ZERO.search(told):
        made.signs[sign] = "zero"


def _compared(made: Legend, text: str, colour: str) -> None:
    """What is said of a test."""
    told = plain(text)
    made.tested = True
    if level := _LEVEL.search(text):
        made.level = Decimal(level[1].replace(",", ".")) / 100
    if _OTHER.search(told):
        made.against = "other"
    elif _WHOLE.search(told):
        made.against = "whole"
    for glyph in re.findall(r"(?<![\w«])[+↑▲△⬆↗⇧↓▼▽⬇↘⇩–−-]{1,2}(?![\w»])", text):
        made.marks[glyph] = ABOVE_IT if glyph[0] in ABOVE else BELOW_IT
    up, down = bool(_UP.search(told)), bool(_DOWN.search(told))
    if colour and up != down:
        made.colours[colour] = ABOVE_IT if up else BELOW_IT
    for name, rest in _COLOURS.findall(told):
        one, other = bool(_UP.search(rest)), bool(_DOWN.search(rest))
        if one != other:
            made.colours[_HUES[name]] = ABOVE_IT if one else BELOW_IT


def direction(mark: str) -> str:
    """The side that a mark points to, "" for letters and stars.

    >>> direction("+"), direction("▼"), direction("B")
    ('above', 'below', '')
    """
    if mark and all(glyph in ABOVE for glyph in mark):
        return ABOVE_IT
    return BELOW_IT if mark and all(glyph in BELOW for glyph in mark) else ""
