"""An opened package of others, laid out: what it says of itself, then one table at a time."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from explorer.figures.packages import tables
from explorer.figures.packages.quick import Quick, quick
from explorer.figures.packages.quick_scales import counted, spoken
from explorer.guests.descriptor import words
from explorer.guests.opening import Guest
from explorer.guests.rules import plain
from explorer.guests.tables import Table
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls, markup

DRAWN = "guest-drawn"  # the charts of this visit, by table, language and mode
TABLE = "resource"


def show(guest: Guest, reader: Reader) -> None:
    """The package."""
    title = plain(words(guest.descriptor.properties.get("title"), reader.lang), 160)
    name = plain(words(guest.descriptor.properties.get("name")), 160)
    controls.named().append(title or name or reader.say("open.untitled"))
    st.html(markup.section(controls.named()[-1]))
    st.html(markup.notice(reader.say("open.stranger")))
    terms = tables.facts(guest, reader).items()
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in terms)
    st.html(f'<div class="under about"><dl>{rows}</dl></div>')
    if guest.closed:
        with st.expander(reader.say("open.closed", count=len(guest.closed))):
            said = (
                f"<li><strong>{escape(name)}</strong>{escape(reader.say('colon'))}"
                f"{escape(reader.say(f'refused.{refused.code}', **refused.words(reader.lang)))}</li>"
                for name, refused in guest.closed
            )
            st.html(f'<ul class="plain-list">{"".join(said)}</ul>')
    _table(_chosen(guest, reader), guest, reader)


def _chosen(guest: Guest, reader: Reader) -> Table:
    """The table to show: the only one, or the one that is chosen."""
    by_name = {table.name: table for table in guest.tables}
    if len(by_name) == 1:
        return guest.tables[0]
    told: list[controls.Unknown] = []

    def title(name: str) -> str:
        shown = plain(words(by_name[name].resource.title), 80) if name in by_name else ""
        return f"{shown} ({name})" if shown else name

    choice = Choice(TABLE, tuple(by_name))
    name = controls.select(choice, title, told=told, label=reader.say("open.table"))
    controls.tell(reader, told)
    return by_name[name]


def _table(table: Table, guest: Guest, reader: Reader) -> None:
    """One table: charts, rows, checks, dictionary, keys, download."""
    title = plain(words(table.resource.title, reader.lang), 160) or table.name
    st.html(markup.section(title, plain(words(table.resource.description, reader.lang), 1_000)))
    width = len(table.schema.fields)
    shape = [
        table.path,
        counted(len(table.texts), reader),
        counted(width, reader, "fields"),
    ]
    st.html(markup.paragraph(" · ".join(part for part in shape if part), "way"))
    if table.cut:
        st.html(markup.notice(reader.say("open.cut", rows=spoken(len(table.texts), reader))))
    else:
        _charts(table, guest, reader)
    st.html(_subtitle(reader.say("open.faults")))
    times = reader.say("open.fault.count")
    if table.faults:
        st.html(
            markup.table(tables.faults(table.faults, reader), reader.say("open.faults"), numbers=(times,))
        )
    elif table.cut or table.unchecked:
        st.html(markup.paragraph(reader.say("open.faults.none.part")))
    else:
        st.html(markup.paragraph(reader.say("open.faults.none")))
    if table.unchecked:
        st.html(_subtitle(reader.say("open.unchecked")))
        items = "".join(f"<li>{escape(one)}</li>" for one in tables.unchecked(table, reader))
        st.html(f'<ul class="plain-list">{items}</ul>')
    st.html(_subtitle(reader.say("open.rows")))
    shown = tables.first_rows(table, reader)
    said = reader.say("open.rows.some", shown=len(shown), rows=spoken(len(table.texts), reader))
    if width > shown.shape[1]:
        said += " " + reader.say("open.columns.some", shown=shown.shape[1], columns=spoken(width, reader))
    numbers = tables.numeric(table, reader)
    rows = markup.table(shown, reader.say("open.rows"), head=False, numbers=numbers, kind="rows")
    st.html(markup.paragraph(said, "way") + rows)
    st.html(_subtitle(reader.say("open.dictionary")))
    st.html(markup.table(tables.fields(table, reader), reader.say("open.dictionary")))
    st.html(_subtitle(reader.say("open.keys")))
    keys = tables.keys(table, reader)
    items = "".join(f"<li>{escape(key)}</li>" for key in keys)
    none = markup.paragraph(reader.say("open.keys.none"))
    st.html(f'<ul class="plain-list">{items}</ul>' if keys else none)
    st.download_button(
        reader.say(
            "open.download.part" if table.cut else "open.download", rows=spoken(len(table.texts), reader)
        ),
        data=lambda: tables.spreadsheet(table, reader.lang),
        file_name=f"{file_name(table.name)}.csv",
        mime="text/csv",
        on_click="ignore",
        key="guest-csv",
    )
    st.html(markup.paragraph(reader.say("open.download.safe"), "way"))


def _charts(table: Table, guest: Guest, reader: Reader) -> None:
    """The charts, two by two; made once in a visit for a table, language and mode."""
    drawn: dict[tuple[str, ...], list[Quick]] = st.session_state.setdefault(DRAWN, {})
    key = (guest.digest, table.name, reader.lang, reader.mode)
    if key not in drawn:
        drawn[key] = quick(table, reader)
    st.html(_subtitle(reader.say("open.charts")))
    lead = "open.charts.lead" if drawn[key] else "open.charts.none"
    st.html(markup.paragraph(reader.say(lead)))
    for start in range(0, len(drawn[key]), 2):
        pair = drawn[key][start : start + 2]
        with st.container(key=f"panels-guest-{start}"):
            for column, chart in zip(st.columns(2, gap="large"), pair, strict=False):
                with column:
                    _chart(chart, reader)


def _chart(chart: Quick, reader: Reader) -> None:
    notes = "".join(markup.paragraph(note, "way") for note in chart.notes)
    st.html(
        markup.panel_title(chart.title, reader.palette.line) + markup.paragraph(chart.sentence, "way") + notes
    )
    st.vega_lite_chart(
        spec=chart.panel.spec, width="stretch", theme=None, alt=chart.panel.alt, key=f"chart-{chart.name}"
    )
    with st.expander(reader.say("open.chart.table")):
        counts = [str(column) for column in chart.table.columns][1:]
        st.html(markup.table(chart.table, chart.title, numbers=counts))


def _subtitle(text: str) -> str:
    return f'<h3 class="part">{escape(text)}</h3>'


def file_name(name: str) -> str:
    """A name that any system takes for a file: letters, digits, hyphens.

    >>> file_name("../a b.exe")
    'a-b-exe'
    """
    return re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-")[:60] or "table"
