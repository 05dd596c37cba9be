"""The picture of a view: title, sentence, charts, legend, then source, licence and date, as SVG, PNG or PDF.

Charts are drawn by vl-convert, without a browser, on white, in one font whose letters it carries with it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from html import escape

import vl_convert

from explorer.charts.frame import Spec
from explorer.figures.figure import Figure, Key, Panel
from explorer.takeaway.drawing import FONT, SWATCH, fold, placed, swatch, text, width
from explorer.takeaway.papers import cited
from explorer.takeaway.steady import steady
from explorer.takeaway.view import View
from explorer.theme import Palette

WIDTH, WIDE, MARGIN, GAP = 960, 1240, 36, 26
LISTED = 330  # pixels of the list beside a chart
SCALE = 2  # pixels of the PNG in one of the drawing
TURNS = threading.BoundedSemaphore(2)  # pictures at once: a render holds a core and some 100 MB


def drawn(figure: Figure) -> bool:
    """Whether the figure has a chart."""
    return any(panel.spec for panel in figure.panels)


def svg(view: View) -> str:
    """The picture as SVG."""
    with TURNS:
        return _compose(view)


def png(picture: str) -> bytes:
    """The SVG as PNG."""
    with TURNS:
        return bytes(vl_convert.svg_to_png(picture, scale=SCALE))


def pdf(picture: str) -> bytes:
    """The SVG as PDF, its font inside."""
    with TURNS:
        return steady(bytes(vl_convert.svg_to_pdf(picture)))


@dataclass
class Sheet:
    """A drawing that grows downwards: its parts so far, the height that they take."""

    wide: int
    palette: Palette
    parts: list[str] = field(default_factory=list)
    y: float = MARGIN

    @property
    def room(self) -> float:
        """Pixels between the margins."""
        return self.wide - 2 * MARGIN

    def write(self, words: str, size: float, colour: str, *, weight: str = "") -> None:
        """A paragraph."""
        for line in fold(words, size, self.room, bold=bool(weight)):
            self.y += size * 1.3
            self.parts.append(text(MARGIN, self.y, line, size, colour, weight=weight))


def _compose(view: View) -> str:
    figure, palette = view.figure, view.reader.palette
    panels = [panel for panel in figure.panels if panel.spec]
    sheet = Sheet(WIDE if len(panels) > 1 else WIDTH, palette)
    sheet.write(figure.title, 25, palette.ink, weight="700")
    sheet.y += 6
    sheet.write(figure.sentence, 15, palette.ink)
    sheet.y += 18
    if len(panels) == 1 and figure.listed:
        _beside(sheet, view, panels[0])
    else:
        abreast = 2 if len(panels) == 4 else 3  # noqa: PLR2004 (four stand in a square)
        for start in range(0, len(panels), abreast):
            _row(sheet, panels, start, abreast)
    _legend(sheet, figure.legend)
    _foot(sheet, view)
    high = sheet.y + MARGIN - 8
    alt = escape(" ".join(panel.alt for panel in panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'lang="{view.lang}" width="{sheet.wide}" height="{high:g}" viewBox="0 0 {sheet.wide} {high:g}">'
        f"<title>{escape(figure.title)}</title><desc>{alt}</desc>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(sheet.parts)}</svg>'
    )


def _chart(panel: Panel, room: float) -> str:
    """A chart alone, as wide as `room`, its letters in the font of the picture."""
    spec: Spec = panel.spec | {"width": int(room)}
    spec["config"] = spec.get("config", {}) | {"font": FONT, "background": "white"}
    return str(vl_convert.vegalite_to_svg(spec))


def _row(sheet: Sheet, panels: list[Panel], start: int, abreast: int) -> None:
    """The charts from `start` side by side, each under its title; those of every row are as wide."""
    columns = min(abreast, len(panels))
    room = (sheet.room - GAP * (columns - 1)) / columns
    top, low = sheet.y, sheet.y
    for place, panel in list(enumerate(panels))[start : start + abreast]:
        x, y = MARGIN + (place - start) * (room + GAP), top
        if panel.title:
            colours = sheet.palette.actors
            colour = panel.colour or colours[place % len(colours)] if len(panels) > 1 else sheet.palette.ink
            sheet.parts.append(text(x, y + 17, panel.title, 17, colour, weight="700"))
            y += 26
        part, _, high = placed(_chart(panel, room), x, y, f"c{place}-")
        sheet.parts.append(part)
        low = max(low, y + high)
    sheet.y = low + 10


def _beside(sheet: Sheet, view: View, panel: Panel) -> None:
    """The chart, and the list of names and values to its right."""
    room = sheet.room - LISTED - GAP
    part, _, high = placed(_chart(panel, room), MARGIN, sheet.y, "c0-")
    sheet.parts.append(part)
    x, end, y = MARGIN + room + GAP, sheet.wide - MARGIN, sheet.y + 4
    size = 13
    for name, value, _ in view.figure.listed:
        quiet = not any(map(str.isdigit, value))
        value_room = min(width(value, size, bold=True), LISTED * 0.62)
        names = fold(name, size, LISTED - value_room - 14)
        values = fold(value, size, LISTED * 0.62, bold=True)
        colour = sheet.palette.muted if quiet else sheet.palette.ink
        for line in range(max(len(names), len(values))):
            y += size * 1.4
            if line < len(names):
                sheet.parts.append(text(x, y, names[line], size, sheet.palette.ink))
            if line < len(values):
                looks = {"anchor": "end", **({"style": "italic"} if quiet else {"weight": "700"})}
                sheet.parts.append(text(end, y, values[line], size, colour, **looks))
        y += 3
    sheet.y = max(sheet.y + high, y) + 10


def _legend(sheet: Sheet, keys: tuple[Key, ...]) -> None:
    """The lines of legend, as many in a row as fit."""
    x = float(MARGIN)
    size, high = 13, 22
    if keys:
        sheet.y += high - 6
    for key in keys:
        lines = fold(key.words, size, sheet.room - SWATCH - 8)
        wide = max(width(line, size) for line in lines) + SWATCH + 26
        if x > MARGIN and (x + wide > sheet.wide - MARGIN + 18 or len(lines) > 1):
            x, sheet.y = MARGIN, sheet.y + high
        head = 0 if key.swatch == "none" and not key.mark else SWATCH + 8
        if head:
            sheet.parts.append(swatch(key, x, sheet.y - 11, sheet.palette))
        for place, line in enumerate(lines):
            sheet.y += 17 if place else 0
            sheet.parts.append(text(x + head, sheet.y, line, size, sheet.palette.ink))
        x += wide
        if head == 0 or len(lines) > 1:
            x, sheet.y = MARGIN, sheet.y + high
    sheet.y += 14 if keys else 0


def _foot(sheet: Sheet, view: View) -> None:
    """What the charts leave out; study, base, source; whose data, which version, day and terms, where."""
    say, provenance = view.reader.say, view.figure.provenance
    sheet.parts.append(
        f'<path d="M{MARGIN},{sheet.y + 6:g}H{sheet.wide - MARGIN}" stroke="{sheet.palette.line}"/>'
    )
    sheet.y += 12
    colon = say("colon")
    lines = [
        *(f"{term}{colon}{said}" for term, said in view.figure.facts),
        say("figure.study") + colon + " · ".join(provenance.studies) if provenance.studies else "",
        say("figure.base") + colon + " · ".join(provenance.bases) if provenance.bases else "",
        say("figure.source") + colon + " · ".join(cited(source, view) for source in provenance.citations),
        " ".join(
            [
                view.about("title") + ",",
                say("take.version", version=view.release.version, date=view.updated) + ".",
                str(view.licence.get("title") or view.licence.get("name") or say("take.licence.none")) + ".",
            ]
        ),
        view.address,
    ]
    for line in lines:
        if line:
            sheet.write(line, 12, sheet.palette.muted)
