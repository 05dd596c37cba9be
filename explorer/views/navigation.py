"""The menu: groups of pages on a first line, the pages of the current group on a second; links of the foot.

Two lines of plain links rather than lists that drop down: all is reached by Tab, seen on a phone, none hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from explorer.reader import Reader

Way = tuple[StreamlitPage, dict[str, str]]  # a page, and what its address says of the choices made
FOOT = ("method", "accessibility", "data")


class Menu(NamedTuple):
    """Group → its pages by name, in order; the group where one is (empty where the page has none)."""

    groups: Mapping[str, Mapping[str, Way]]
    group: str


def menu(reader: Reader, offered: Menu) -> None:
    """Both lines. A group leads to its first page."""
    with st.container(key="nav", gap=None):
        with st.container(key="groups", horizontal=True, gap=None):
            for name, pages in offered.groups.items():
                _link(next(iter(pages.values())), reader.say(f"group.{name}"))
        pages = offered.groups.get(offered.group, {})
        if len(pages) > 1:
            with st.container(key="pages", horizontal=True, gap=None):
                for name, way in pages.items():
                    _link(way, reader.say(f"nav.{name}"))


def foot(reader: Reader, links: Mapping[str, Way]) -> None:
    """What every page must lead to, where there is such a page."""
    with st.container(key="footlinks", horizontal=True, gap=None):
        for name in FOOT:
            if name in links:
                _link(links[name], reader.say(f"page.{name}"))


def _link(way: Way, label: str) -> None:
    page, address = way
    st.page_link(page, label=label, query_params=address)
