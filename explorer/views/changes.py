"""The page of a preview: every page that shows a figure added, changed or removed, old beside new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.numbers.changes import Changes, changes
from explorer.figures.survey.counted import amount
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import changes_markup, markup
from explorer.views.frame import heading
from explorer.views.visit import Visit

FEW = 24  # added figures that are shown without a click


def choices(release: Release) -> list[Choice]:
    """Nothing to choose here."""
    del release
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader = visit.reader
    shown: Changes = visit.figure(changes, file=visit.changes)
    heading(
        reader.say("page.changes"),
        reader.say("changes.lead", version=shown.version, previous=shown.previous),
    )
    st.html(summary(shown, reader))
    for name, published in (("published", True), ("added", False)):
        if mine := [page for page in shown.pages if page.published is published]:
            st.html(markup.section(reader.say(f"changes.{name}"), reader.say(f"changes.{name}.lead")))
            versions = (shown.previous, shown.version)
            opened = published or sum(len(page.lines) for page in mine) <= FEW
            st.html(changes_markup.pages(mine, reader, versions, opened=opened))
    if shown.also:
        st.html(markup.section(reader.say("changes.also")) + changes_markup.also(shown.also, reader))
    if shown.tables:
        head = markup.section(reader.say("changes.tables"), reader.say("changes.tables.lead"))
        st.html(head + changes_markup.tables(shown.tables, reader))


def summary(shown: Changes, reader: Reader) -> str:
    """How many figures of each kind; that the number has yet to be written, where it has."""
    counts = [amount(reader, f"changes.count.{kind}", count) for kind, count in shown.counts]
    told = reader.listing(counts) + "." if counts else reader.say("changes.none")
    notice = "" if shown.prepared or not (counts or shown.tables) else reader.say("changes.unprepared")
    return markup.paragraph(told, "message") + (markup.notice(notice) if notice else "")
