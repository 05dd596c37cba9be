"""Official statistics, apart from survey figures: of a domain, or of the regions of a territory."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from explorer.figures.official.context import held, indicators
from explorer.figures.official.measured_view import measured_view
from explorer.figures.official.perceived import beside
from explorer.figures.official.region_card import Card, region_card, used_keys
from explorer.figures.survey.lookup import labels
from explorer.figures.survey.prisms import ALL, outline
from explorer.views import markup, measured_markup
from explorer.views.take import take
from explorer.views.visit import Visit


def measured(visit: Visit, domain: str = ALL, territory: str = ALL) -> None:
    """The indicators of the domain, or the card of each region of the territory; else why there is none."""
    reader, release = visit.reader, visit.release
    if not held(release):
        st.html(markup.paragraph(reader.say("measured.absent"), "none"))
        return
    regions = sorted(outline(release, territory)) if territory != ALL else []
    for region in regions:
        _card(visit, region, domain)
    if regions:
        return
    if domain == ALL:
        st.html(markup.paragraph(reader.say("cross.measured.choose"), "none"))
        return
    view = visit.figure(measured_view, region=ALL, domain=domain)
    column = visit.figure(beside, domain=domain).measured
    st.html(measured_markup.column(column, "measured", reader))
    if column.lines:
        take(view, reader, (reader.say("beside.download.measured"), "measured", column.rows))


def _card(visit: Visit, region: str, domain: str) -> None:
    """The measured part of the card of a region, of one domain where one is chosen."""
    reader, release = visit.reader, visit.release
    card: Card = visit.figure(region_card, region=region)
    if domain != ALL:
        name = labels(release, "domains", reader).get(domain, domain)
        used = card.cells["indicator"].isin(indicators(release, domain))
        rows = tuple(row for row in card.rows if row.domain == name)
        card = replace(card, rows=rows, cells=card.cells[used], legend=used_keys(card.legend, rows))
    if not card.rows:
        st.html(markup.paragraph(reader.say("measured.none"), "none"))
        return
    st.html(measured_markup.card(card, reader))
    cells = (reader.say("beside.download.measured"), f"card-measured-{region}", card.cells)
    take(visit.figure(measured_view, region=region, domain=domain), reader, cells)
