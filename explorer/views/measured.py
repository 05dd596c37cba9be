"""Measured: an indicator over the regions, the surveys beside its domain, the card of a region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from explorer.figures.official.context import (
    INDICATORS,
    LANDMARK,
    default_period,
    families,
    groups,
    held,
    indicators,
    series,
    spans,
    spoken_period,
)
from explorer.figures.official.measured import VIEWS, measured
from explorer.figures.official.measured_view import measured_view
from explorer.figures.official.measured_words import periods
from explorer.figures.official.perceived import Beside, beside
from explorer.figures.official.region_card import Card, region_card, region_codes
from explorer.figures.survey.lookup import labels
from explorer.figures.survey.prisms import ALL
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls, markup, measured_markup
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading
from explorer.views.take import download, take
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Domain or family, indicator and period (any that one of them has), view, region of the card."""
    if not held(release):
        return []
    known = groups(release)
    codes = tuple(code for group in known for code in indicators(release, group))
    return [
        Choice("domain", tuple(known)),
        Choice("measure", codes),
        Choice("period", spans(release)),
        Choice("view", VIEWS),
        Choice("region", tuple(region_codes(release))),
    ]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader, release = visit.reader, visit.release
    heading(reader.say("measured.page.title"), reader.say("measured.page.lead"))
    if not held(release):
        st.html(markup.paragraph(reader.say("measured.absent")))
        return
    domain_choice, _, _, view, region = choices(release)
    told: list[controls.Unknown] = []
    apart = families(release)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        words = {**labels(release, "domains", reader), LANDMARK: reader.say("measured.domain.landmark")}
        for code, row in apart.items():
            words[code] = reader.say("measured.group.apart", family=reader.words(row, "label"))
        domain = controls.select(
            domain_choice,
            _words(words),
            told=told,
            label=reader.say("measured.group" if apart else "measured.domain"),
            resets=("measure", "period"),
        )
    if domain in apart:
        st.html(markup.paragraph(reader.words(apart[domain], "definition")))
    offered = Choice("measure", tuple(indicators(release, domain)))
    if offered.options:
        _measured(visit, offered, view, right, told)
    else:
        controls.tell(reader, told)
        st.html(markup.paragraph(reader.say("measured.none"), "none"))
    if domain not in (LANDMARK, *apart):
        _beside(visit.figure(beside, domain=domain), reader)
    _card(visit, region)


def _measured(visit: Visit, offered: Choice, view: Choice, place: Any, told: list[controls.Unknown]) -> None:
    """The choices of an indicator, a period and a view, then the figure."""
    reader, release = visit.reader, visit.release
    with place:
        indicator = controls.select(
            offered,
            _words(labels(release, INDICATORS, reader)),
            told=told,
            label=reader.say("measured.indicator"),
            resets=("period",),
        )
    left, right = st.columns(2, vertical_alignment="top")
    with left:
        period = _period(release, reader, indicator, told)
    with right:
        shown = controls.segmented(
            view,
            lambda code: reader.say(f"measured.view.{code}"),
            told=told,
            label=reader.say("territories.view"),
        )
    controls.tell(reader, told)
    exhibit(visit.figure(measured, indicator=indicator, period=period, view=shown), reader)


def _period(release: Release, reader: Reader, indicator: str, told: list[controls.Unknown]) -> str:
    """A slider over the periods that were read; under it, the holes between them and the breaks."""
    known = series(release, indicator)
    first = default_period(release, indicator)
    if len(known) == 1:
        st.html(markup.paragraph(reader.say("measured.period.only", period=spoken_period(first, reader))))
        return first

    def words(code: str) -> str:
        spoken = spoken_period(code, reader)
        return reader.say("measured.period.break", period=spoken) if known[code]["break_before"] else spoken

    choice = Choice("period", tuple(dict.fromkeys([first, *known])))
    picked = controls.slider(choice, words, told=told, label=reader.say("measured.period"))
    st.html(markup.paragraph(periods(release, reader, indicator), "way"))
    return picked


def _beside(shown: Beside, reader: Reader) -> None:
    """Two columns that cannot be taken for one another."""
    st.html(markup.figure_head(shown.title, shown.sentence))
    sides = (("perceived", shown.perceived), ("measured", shown.measured))
    with st.container(key="beside"):
        for (kind, column), place in zip(sides, st.columns(2, gap="large"), strict=True):
            with place:
                st.html(measured_markup.column(column, kind, reader))
                if column.lines:
                    download(reader.say(f"beside.download.{kind}"), kind, column.rows)


def _card(visit: Visit, region: Choice) -> None:
    """The region that is chosen: measured first, then the surveys, under headings of their own."""
    reader = visit.reader
    st.html(markup.section(reader.say("card.title"), reader.say("card.lead")))
    words = _words(labels(visit.release, "regions", reader))
    told: list[controls.Unknown] = []
    code = controls.select(region, words, told=told, label=reader.say("card.region"))
    controls.tell(reader, told)
    card: Card = visit.figure(region_card, region=code)
    st.html(measured_markup.card(card, reader))
    cells = (reader.say("beside.download.measured"), f"card-measured-{code}", card.cells)
    take(visit.figure(measured_view, region=code, domain=ALL), reader, cells)
    st.html(measured_markup.survey_head(card))
    if card.surveys:
        with st.container(key="surveys"):
            for place, column in zip(st.columns(2, gap="large"), card.surveys, strict=False):
                with place:
                    st.html(measured_markup.column(column, "perceived", reader, level=4))
                    download(
                        reader.say("beside.download.perceived"),
                        f"card-perceived-{code}-{card.surveys.index(column)}",
                        column.rows,
                    )


def _words(known: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: known.get(code, code)
