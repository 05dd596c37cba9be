"""How the cells of an .xlsx look: colours, number formats, what is hidden, formulas that nobody computed.

Read from the parts of the package themselves, since institutes mark differences by colour and print shares by
format. A document type is refused: nothing of a workbook needs one, and entities are declared in it.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # nosec: no document type is parsed

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_PALETTE = (  # the colours that cells number from 8 on
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080"
    "C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF"
    "8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC"
    "99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
)
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)))
_PLAIN_COLOURS = {"000000", "FFFFFF", ""}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PLACE = re.compile(r"([A-Z]+)(\d+)")


class MarkupError(ValueError):
    """A part of a workbook that is not to be parsed."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown: its colours (RRGGBB, "" for the usual), its format, the sign that it adds."""

    fill: str = ""
    font: str = ""
    percent: bool = False
    decimals: int | None = None
    sign: str = ""


@dataclass(slots=True)
class Looks:
    """The looks of a sheet, by row and column from 0."""

    cells: dict[tuple[int, int], Look] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    last_row: int = 0
    last_column: int = 0


def looks(members: Mapping[str, bytes]) -> dict[str, Looks]:
    """The looks of each sheet, by its name, from the parts of a package. MarkupError."""
    if "xl/workbook.xml" not in members:
        return {}
    styled = _styles(members)
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _parsed(members.get("xl/_rels/workbook.xml.rels", b"<none/>")).iter()
    }
    found = {}
    for sheet in _named(_parsed(members["xl/workbook.xml"]), "sheet"):
        target = targets.get(next((v for k, v in sheet.items() if k.endswith("}id")), ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in members:
            found[sheet.get("name", "")] = _sheet(_parsed(members[path]), styled)
    return found


def format_of(code: str) -> tuple[bool, int | None, str]:
    """Of a number format: whether it shows a share as a percentage, its decimals, the sign that it adds.

    >>> format_of("0.0%"), format_of('0.0" ▲"'), format_of("General")
    ((True, 1, ''), (False, 1, '▲'), (False, None, ''))
    """
    first = code.split(";", maxsplit=1)[0]
    added = "".join(one or other for one, other in _LITERAL.findall(first))
    plain = _LITERAL.sub("", first)
    digits = re.search(r"[0#?](?:\.([0#?]+))?(?=[^0#?.]*$)", plain)
    decimals = None if digits is None else len(digits[1] or "")
    return "%" in plain, decimals, added.replace("%", "").strip()


def _sheet(root: ET.Element, styled: list[Look]) -> Looks:
    """The looks of one sheet."""
    made = Looks()
    for column in _named(root, "col"):
        if column.get("hidden") in {"1", "true"}:
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            made.hidden_columns.update(range(first - 1, min(last, 16_384)))
    row, place = -1, -1
    for line in _named(root, "row"):
        row, place = int(line.get("r", row + 2)) - 1, -1
        if line.get("hidden") in {"1", "true"}:
            made.hidden_rows.add(row)
        for cell in _named(line, "c"):
            named = _PLACE.fullmatch(cell.get("r", ""))
            place = _column(named[1]) if named else place + 1
            made.last_row, made.last_column = max(made.last_row, row), max(made.last_column, place)
            style = int(cell.get("s", "0"))
            if style < len(styled):
                made.cells[row, place] = styled[style]
            parts = {_local(part.tag): part for part in cell}
            if "f" in parts and not (parts["v"].text if "v" in parts else None):
                made.uncomputed.append((row, place))
    return made


def _styles(members: Mapping[str, bytes]) -> list[Look]:
    """The look of each style of cells."""
    root = _parsed(members.get("xl/styles.xml", b"<none/>"))
    theme = _theme(members)
    codes = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in _named(root, "numFmt")}
    fonts = [_colour(_only(font, "color"), theme) for font in _children(root, "fonts")]
    fills = []
    for one in _children(root, "fills"):
        pattern = _only(one, "patternFill")
        solid = pattern is not None and pattern.get("patternType") == "solid"
        fills.append(_colour(_only(pattern, "fgColor"), theme) if solid else "")
    made = []
    for style in _children(root, "cellXfs"):
        number = int(style.get("numFmtId", "0"))
        percent, decimals, sign = format_of(codes.get(number, _BUILT_IN.get(number, "General")))
        font, fill = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
        colours = (fills[fill] if fill < len(fills) else "", fonts[font] if font < len(fonts) else "")
        made.append(Look(*colours, percent, decimals, sign))
    return made


def _theme(members: Mapping[str, bytes]) -> list[str]:
    """The colours of the theme, in the order in which cells number them."""
    content = next((data for name, data in members.items() if re.search(r"theme/theme\d*\.xml$", name)), None)
    if content is None:
        return []
    named: dict[str, str] = {}
    for scheme in _named(_parsed(content), "clrScheme"):
        for one in scheme:
            value = next(iter(one), None)
            if value is not None:
                named[_local(one.tag)] = value.get("lastClr") or value.get("val") or ""
    return [named.get(name, "") for name in _THEME]


def _colour(element: ET.Element | None, theme: list[str]) -> str:
    """A colour as RRGGBB, "" for black, white and none."""
    if element is None:
        return ""
    if rgb := element.get("rgb"):
        found = rgb[-6:].upper()
    elif (number := element.get("theme")) is not None and int(number) < len(theme):
        found = _tinted(theme[int(number)].upper(), float(element.get("tint", "0")))
    else:
        place = int(element.get("indexed", "64")) - 8
        found = _PALETTE[6 * place : 6 * place + 6] if place >= 0 else ""
    return "" if found in _PLAIN_COLOURS else found


def _tinted(rgb: str, tint: float) -> str:
    """A colour of the theme made lighter (tint above 0) or darker."""
    if len(rgb) != len("RRGGBB"):
        return ""
    hue, light, strong = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strong))


def _parsed(content: bytes) -> ET.Element:
    """The root of a part. MarkupError for a document type, for what is no XML."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:64]:
        raise MarkupError("document type")
    try:
        return ET.fromstring(content)  # noqa: S314 -- no document type, so no entity
    except ET.ParseError as error:
        raise MarkupError(str(error)) from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (one for one in root.iter() if _local(one.tag) == name)


def _children(root: ET.Element, name: str) -> list[ET.Element]:
    return list(next(_named(root, name), ET.Element("none")))


def _only(root: ET.Element | None, name: str) -> ET.Element | None:
    return None if root is None else next(_named(root, name), None)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
