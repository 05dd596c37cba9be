"""What every chart shares: how it becomes a specification, and the marks that only decorate."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

from explorer.cells import rows_of
from explorer.theme import Palette, chart_config

Spec = dict[str, Any]
# Altair would check each part of a chart when it is made, which is most of what a first look at a page costs:
# the tests hold every chart to the schema of Vega-Lite.
schemapi.disable_debug_mode()
NARROW_WIDTH = 460  # pixels of plot under which long labels take a second line
LINE = 17  # pixels: the height of a line of text


def finish(
    chart: alt.LayerChart | alt.FacetChart, *, lang: str, palette: Palette, height: int | alt.Step
) -> Spec:
    """The specification: as wide as its place, in the language's number format and the mode's colours."""
    spec: Spec = chart.to_dict(validate=False)
    spec.pop("$schema", None)
    spec["width"] = "container"
    spec["height"] = height if isinstance(height, int) else height.to_dict()
    spec["config"] = chart_config(lang, palette)
    spec["padding"] = {"left": 0, "right": 1, "top": 8, "bottom": 4}  # Streamlit would set its own
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def records(table: pd.DataFrame) -> alt.Data:
    """The rows as inline values: absent cells are null, never zero."""
    return alt.Data(values=rows_of(table))


def percent_axis(lang: str, values: tuple[int, ...] = (0, 50, 100), **options: Any) -> alt.Axis:
    """An axis of percentages that says a few values only."""
    sign = "\u00a0%" if lang == "fr" else "%"
    return alt.Axis(
        title=None, values=list(values), labelExpr=f"datum.label + '{sign}'", aria=False, **options
    )


def plain_axis(top: int) -> alt.Axis:
    """An axis of a score from zero that says its ends and its middle."""
    return alt.Axis(title=None, values=[0, top / 2, top], format="d", aria=False, labelFlush=True)


def folded(lines: str, line: str, narrow: str = str(NARROW_WIDTH)) -> str:
    """A Vega expression: the text in lines where the plot is narrower than `narrow`, else in one line."""
    return f"width < {narrow} ? datum.{lines} : datum.{line}"


def risen(low: float, narrow: str = str(NARROW_WIDTH)) -> alt.ExprRef:
    """Where a folded label starts: higher by a line for each after its first, so that it ends at `low`."""
    shown = folded("lines", "label", narrow)
    return alt.ExprRef(expr=f"{low} - {LINE} * (length(split({shown}, '\\n')) - 1)")
