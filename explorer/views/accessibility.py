"""Accessibility: how far these pages can be read by all, criterion by criterion, and whom to tell."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from explorer.figures.studies.criteria import counts, criteria
from explorer.published import Release
from explorer.state import Choice
from explorer.views import markup
from explorer.views.frame import heading
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Nothing to choose here."""
    del release
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader = visit.reader
    heading(reader.say("access.title"), reader.say("access.lead"))
    st.html(markup.section(reader.say("access.state"), reader.say("access.state.text")))
    st.html(markup.section(reader.say("access.criteria"), reader.say("access.counts", **counts())))
    st.html(markup.table(criteria(reader), reader.say("access.criteria"), kind="criteria"))
    for part in ("tools", "limits"):
        st.html(markup.section(reader.say(f"access.{part}"), reader.say(f"access.{part}.text")))
    route = contact(visit.release)
    said = markup.paragraph(reader.say("access.contact.none"))
    if route:
        before, _, after = reader.say("access.contact.text", contact="\0").partition("\0")
        said = f'<p class="text">{escape(before)}{route}{escape(after)}</p>'
    remedy = markup.paragraph(reader.say("access.remedy"))
    st.html(markup.section(reader.say("access.contact")) + said + remedy)


def contact(release: Release) -> str:
    """Where those who publish the release can be written to, as HTML; empty where it does not say."""
    for one in release.descriptor.get("contributors", []):
        if "publisher" in one.get("roles", []) and (route := one.get("email") or one.get("path")):
            name = str(one.get("title", route))
            if "@" in str(route):
                mail = escape(str(route), quote=True)
                return f'{escape(name)}, <a href="mailto:{mail}">{mail}</a>'
            return markup.link(str(route), name)
    return ""
