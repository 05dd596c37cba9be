"""One table of the release at a time: what it is, its file, then its rows or its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import streamlit as st

from explorer.address import href
from explorer.figures.studies import dictionary
from explorer.figures.studies.rows import Page, page
from explorer.locales import number, size
from explorer.published import Release
from explorer.reader import Reader
from explorer.sieve import says
from explorer.state import Choice
from explorer.stores import ReleaseError
from explorer.views import controls, frame, markup, rows_markup
from explorer.views.visit import Visit

LOOK = Choice("look", ("rows", "fields"))


def choices(release: Release) -> list[Choice]:
    """Which table, and what of it."""
    return [Choice("table", tuple(release.tables)), LOOK]


def show(visit: Visit) -> None:
    """The part of the page."""
    reader, release = visit.reader, visit.release
    st.html(markup.section(reader.say("data.tables"), reader.say("data.tables.lead")))

    def title(name: str) -> str:
        return reader.words(release.tables[name].properties, "title") or name

    table, _ = choices(release)
    told: list[controls.Unknown] = []
    name = controls.select(table, title, told=told, label=reader.say("data.table"), resets=tuple(_said()))
    _about(release, name, reader)
    look = controls.segmented(
        LOOK,
        lambda code: reader.say(f"data.look.{code}"),
        told=told,
        label=reader.say("data.look"),
        hidden=True,
    )
    controls.tell(reader, told)
    if look == "fields":
        st.html(markup.table(visit.figure(dictionary.fields, table=name), title(name)))
    else:
        _rows(visit, name, title(name))


def _said() -> dict[str, str]:
    """What the address says of the rows of a table: it goes when another table is chosen."""
    address = st.query_params.to_dict()
    return {name: text for name, text in address.items() if says(name)}


def _about(release: Release, name: str, reader: Reader) -> None:
    """What the table is, how many rows it has, its key, its file."""
    table = release.tables[name]
    facts = [str(table.properties.get("path", ""))]
    if table.count is not None:
        facts.append(reader.say("data.rows", count=number(table.count, reader.lang)))
    if key := dictionary.key_of(release, name):
        facts.append(reader.say("data.key", fields=key))
    file = next(file for file in release.files if file.path == table.properties["path"])
    words = reader.say(
        "data.download.table", file=file.path.rsplit("/", 1)[-1], size=size(file.size or 0, reader.lang)
    )
    st.html(
        markup.paragraph(reader.words(table.properties, "description"))
        + markup.paragraph(" · ".join(facts), "way")
        + markup.downloads([(file.path, words)])
    )


def _page(visit: Visit, name: str) -> Page:
    return page(visit.release, visit.reader, table=name, address=urlencode(_said()))


@st.cache_resource(max_entries=64, show_spinner=False)  # apart from figures: who turns pages drives none out
def _kept(key: str, _make: Callable[[], Page]) -> Page:
    """The rows of a page, asked for once."""
    del key
    return _make()


def _rows(visit: Visit, name: str, title: str) -> None:
    """The rows that the address asks for; why there are none to show where a file is not right."""
    reader, asked = visit.reader, _said()
    try:
        shown = _kept(
            repr((visit.release.digest, reader, name, sorted(asked.items()))), lambda: _page(visit, name)
        )
    except ReleaseError as error:
        frame.damage(error, reader)
        return

    def place(said: Mapping[str, str]) -> str:
        return href("data", reader.lang, table=name, **said)

    count = visit.release.tables[name].count or 0
    if shown.asked.address():
        controls.named().append(rows_markup.span(shown, count, reader))
    st.html(rows_markup.rows(shown, title, count, reader, place))
