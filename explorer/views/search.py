"""The search: `?q=` in the address, results by kind, each leading to a sheet, a page or a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from explorer.address import href
from explorer.figures.numbers.search import Result, search
from explorer.figures.survey.prisms import domains, words
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls, fact_markup, markup
from explorer.views.frame import heading
from explorer.views.visit import Visit

ASKED, LIMIT, SHOWN = "q", 80, 60  # the parameter, its longest text, the most results


def choices(release: Release) -> list[Choice]:
    """Nothing that other pages should carry along."""
    del release
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader = visit.reader
    heading(reader.say("page.search"), reader.say("search.lead"))
    query = str(st.query_params.get(ASKED, "")).strip()[:LIMIT]
    if not query:
        st.html(markup.paragraph(reader.say("search.empty")) + browse(visit.release, reader, links))
        return
    controls.named().append(query)
    found = [one for one in search(visit.release, reader, query=query) if one.page in links]
    if not found:
        nothing = markup.notice(reader.say("search.none", query=query))
        st.html(nothing + browse(visit.release, reader, links))
        return
    count = reader.say(
        "search.found.one" if len(found) == 1 else "search.found", query=query, count=len(found)
    )
    more = f" {reader.say('search.more', count=SHOWN)}" if len(found) > SHOWN else ""
    st.html(f'<p class="message" role="status">{escape(count + more)}</p>{listing(found[:SHOWN], reader)}')


def browse(release: Release, reader: Reader, links: Mapping[str, Any]) -> str:
    """The domains, for those whose word leads nowhere: each with its sheet."""
    if "domain" not in links:
        return ""
    named = words(release, reader, "domain")
    sheets = [(href("domain", reader.lang, domain=code), named(code)) for code in domains(release)]
    title = reader.say("search.kind.domain")
    return f'<section class="found">{markup.section(title)}{fact_markup.ways(sheets, title)}</section>'


def listing(found: Iterable[Result], reader: Reader) -> str:
    """The results by kind, the kind of the best result first."""
    kinds: dict[str, list[Result]] = {}
    for one in found:
        kinds.setdefault(one.kind, []).append(one)
    return "".join(
        _kind(reader.say(f"search.kind.{kind}"), results, reader) for kind, results in kinds.items()
    )


def _kind(title: str, results: Iterable[Result], reader: Reader) -> str:
    items = ""
    for one in results:
        place = href("" if one.page == "home" else one.page, reader.lang, **dict(one.codes))
        detail = f"<small>{escape(one.detail)}</small>" if one.detail else ""
        items += f'<li><a href="{escape(place, quote=True)}">{escape(one.title)}</a>{detail}</li>'
    head = f'<h2 class="section">{escape(title)}</h2>'
    return f'<section class="found">{head}<ul class="results">{items}</ul></section>'
