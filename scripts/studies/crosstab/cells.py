"""What a cell of figures says: a value, the mark beside it, or a sign that stands for no value."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from scripts.studies.crosstab.workbook import Cell

# What stands where a value would: the map says what each means.
SIGNS = frozenset((
    "-", "–", "—", "−", "*", "**", "***", "ns", "n.s.", "n.s", "nd", "n.d.", "nc", "n.c.", "na", "n.a.", "nr",
    "n.r.", "s", "c", "x", ".", "..", "...", "…", "/", "//", "###", "n/a", "secret",
))  # fmt: skip
ABOVE, BELOW = "+↑▲△⬆↗⇧", "-–−—↓▼▽⬇↘⇩"
_GLYPHS = ABOVE + BELOW + "=*<>≈"
_SPACES = "\u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:[ {_SPACES}]\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_LETTERS = r"[A-Za-z]+(?:[ ,;/][A-Za-z]+)*"
_CELL = re.compile(
    rf"(?P<before>[{re.escape(ABOVE[1:] + BELOW[4:])}]+)?\s*(?P<number>{_NUMBER})\s*(?P<percent>%)?\s*"
    rf"[(\[]?(?P<after>[{re.escape(_GLYPHS)}]+|{_LETTERS})?[)\]]?\s*(?P<note>\(\d+\)|[¹²³⁴⁵⁶⁷⁸⁹]+)?"
)
_BASE = re.compile(rf"\(?\s*(?:n\s*=\s*)?({_NUMBER})\s*\)?\s*\*{{0,3}}", re.IGNORECASE)
_ALONE = re.compile(rf"[{re.escape(_GLYPHS)}]+")


class Figure(NamedTuple):
    """A cell of figures: `value` as printed (None: none), the sign in its place, its mark, its footnote."""

    value: Decimal | None
    sign: str = ""
    mark: str = ""
    note: str = ""


def figure(cell: Cell) -> Figure | None:
    """What a cell says, None where it says no figure; of an empty one the sign is "".

    >>> figure(Cell("33,4 –")), figure(Cell("1 178,7")).value, figure(Cell("ns")).sign, figure(Cell("Oui"))
    (Figure(value=Decimal('33.4'), sign='', mark='–', note=''), Decimal('1178.7'), 'ns', None)
    """
    value = cell.value
    if value is None:
        return Figure(None)
    if isinstance(value, Decimal):
        return None if value < 0 else Figure(_shown(value, cell), mark=cell.look.sign)
    text = value.strip()
    if text.lower() in SIGNS:
        return Figure(None, text.lower())
    found = _CELL.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        return None
    mark = re.sub(r"[ ,;/]", "", found["before"] or found["after"] or "")
    return Figure(
        Decimal(re.sub(rf"[ {_SPACES}]", "", found["number"]).replace(",", ".")),
        "",
        mark,
        found["note"] or "",
    )


def base_figure(cell: Cell) -> Figure | None:
    """What a cell of a base says: « n=250 » and « (250) » too.

    >>> base_figure(Cell("(n=1 250)*"))
    Figure(value=Decimal('1250'), sign='', mark='', note='')
    """
    found = _BASE.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
    if found is None:
        return figure(cell)
    return Figure(Decimal(re.sub(rf"[ {_SPACES}]", "", found[1]).replace(",", ".")))


def mark_alone(cell: Cell) -> str | None:
    """The mark that a cell is, None for another; letters are those of columns, in their order.

    >>> mark_alone(Cell("BC")), mark_alone(Cell("▲")), mark_alone(Cell("NSP")), mark_alone(Cell("Oui"))
    ('BC', '▲', None, None)
    """
    if not isinstance(cell.value, str):
        return None
    text = cell.value.strip()
    plain = re.sub(r"[ ,;/]", "", text)
    if _ALONE.fullmatch(plain) or plain.lower() in {"ns", "n.s."}:
        return plain
    one_case = plain.isupper() or plain.islower()
    ordered = plain.isascii() and plain.isalpha() and one_case and list(plain) == sorted(set(plain))
    return plain if ordered else None


def is_text(cell: Cell) -> bool:
    """True for words: no figure, no sign, no mark."""
    return cell.value is not None and figure(cell) is None and mark_alone(cell) is None


def _shown(value: Decimal, cell: Cell) -> Decimal:
    """A number as its cell prints it: a percentage where the format says so, to the format's decimals."""
    from decimal import ROUND_HALF_UP

    look = cell.look
    shown = value * 100 if look.percent else value
    if look.decimals is not None:
        return shown.quantize(Decimal(1).scaleb(-look.decimals), ROUND_HALF_UP)
    return shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown.normalize()
