"""The address of one number: everything that is known of it; for an unknown address, those that are near.

An address with an identifier that was corrected since opens the number, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import streamlit as st

from explorer.address import former, href, near, of_large, places
from explorer.figures.numbers.observation import Observation, brief, observation
from explorer.figures.studies.rows import heads
from explorer.figures.survey import prisms
from explorer.locales import day
from explorer.published import Release
from explorer.sieve import very
from explorer.state import Choice
from explorer.views import controls, fact_markup, markup
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit

ASKED = "id"
LIMIT = 200  # characters of an unknown address that are shown back


def choices(release: Release) -> list[Choice]:
    """Nothing that other pages should carry along: a number is asked for by its own link."""
    del release
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    heading(reader.say("page.figure"), reader.say("observation.lead"))
    asked = str(st.query_params.get(ASKED, ""))
    if asked in places(release):
        _number(visit, asked, links)
        return
    if large := of_large(release, asked):
        _row(visit, asked, *large)
        return
    if became := former(release).get(asked):
        st.html(markup.notice(reader.say("observation.rekeyed", asked=asked[:LIMIT], version=became.version)))
        _number(visit, became.now, links)
        return
    if not asked:
        st.html(markup.paragraph(reader.say("observation.none")))
        ways(reader, _elsewhere(links))
        return
    st.html(markup.notice(reader.say("observation.unknown", asked=asked[:LIMIT])))
    found = near(release, asked[:LIMIT])
    if not found:
        st.html(markup.paragraph(reader.say("observation.near.none")))
        ways(reader, _elsewhere(links))
        return
    st.html(markup.section(reader.say("observation.near")))
    offered = [(href("figure", reader.lang, id=one), brief(release, reader, identifier=one)) for one in found]
    st.html(fact_markup.ways(offered, reader.say("observation.near")))


def _row(visit: Visit, asked: str, table: str, key: Mapping[str, str]) -> None:
    """Where the row of a large table is seen, if it is there."""
    reader = visit.reader
    title = reader.words(visit.release.tables[table].properties, "title") or table
    st.html(markup.paragraph(reader.say("observation.large", asked=asked[:LIMIT], table=title)))
    said = {"table": table}
    for head in heads(visit.release, reader, table=table):
        if code := key.get(head.field.name):
            said |= very(head.field, code)
    offered = [(href("data", reader.lang, **said), reader.say("observation.large.row"))]
    st.html(fact_markup.ways(offered, reader.say("observation.large.row")))


def _elsewhere(links: Mapping[str, Any]) -> dict[str, Any]:
    """The pages from which every number can be reached."""
    return {name: links[name] for name in ("cross", "measured") if name in links}


def _number(visit: Visit, identifier: str, links: Mapping[str, Any]) -> None:
    """The number that was asked for, then the pages that show it."""
    reader, release = visit.reader, visit.release
    shown: Observation = visit.figure(observation, identifier=identifier)
    controls.named().append(f"{shown.value} · {shown.title}")
    base = urljoin(str(st.context.url or ""), ".")
    st.html(fact_markup.observation(shown, reader, base, (release.version, day(release.issued, reader.lang))))
    st.html(markup.section(reader.say("observation.ways")))
    pages = [(name, codes) for name, codes in shown.ways if name in links]
    offered = [
        (href("" if name == "home" else name, reader.lang, **codes), _words(visit, name, codes))
        for name, codes in pages
    ]
    st.html(fact_markup.ways(offered, reader.say("observation.ways")))


def _words(visit: Visit, page: str, codes: Mapping[str, str]) -> str:
    """What a link to a page says: its title, and which sheet it is."""
    reader = visit.reader
    if page in ("domain", "territory", "actor"):
        return prisms.sheet_title(visit.release, reader, page, codes[page])
    return reader.say(f"page.{page}")
