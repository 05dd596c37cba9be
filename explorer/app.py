"""A run of a page: the release (folder, zip, https address) is opened, the page of the address is shown.

All pages: routes.py. The server that runs this, and gives the files of the release: server.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Streamlit puts this folder on the import path; modules are imported as explorer.*, from the folder above.
OURS = (HERE, HERE.parent)
sys.path[:] = [str(HERE.parent), *(place for place in sys.path if Path(place or ".").resolve() not in OURS)]

import streamlit as st  # noqa: E402 (after the path)
from streamlit.navigation.page import StreamlitPage  # noqa: E402

from explorer.options import arguments, rules  # noqa: E402
from explorer.preview import preview  # noqa: E402
from explorer.published import MissingTableError, Release  # noqa: E402
from explorer.reader import Reader  # noqa: E402
from explorer.routes import PAGES, PREVIEW, Entry, grouped, offered  # noqa: E402
from explorer.state import encode  # noqa: E402
from explorer.stores import ReleaseError  # noqa: E402
from explorer.theme import MODES  # noqa: E402
from explorer.views import controls, frame  # noqa: E402
from explorer.views.navigation import Menu  # noqa: E402
from explorer.views.visit import Visit, opened, settle  # noqa: E402


def main() -> None:
    """One run of the page that the address names."""
    options = arguments(tuple(sys.argv[1:]))
    controls.begin()
    lang = controls.language()
    mode = st.context.theme.type or MODES[0]
    reader = Reader(lang, mode if mode in MODES else MODES[0])
    entries = (*PAGES, PREVIEW) if options.changes else PAGES
    pages = {
        entry.name: st.Page(
            _named(entry.name),
            title=reader.say(f"page.{entry.name}"),
            url_path=entry.address,
            default=not entry.address,
        )
        for entry in entries
    }
    current = st.navigation(list(pages.values()), position="hidden")
    shown = next(entry for entry in entries if pages[entry.name] == current)
    titles: dict[str, str] = st.session_state.setdefault("titles", {})
    name = f"{reader.say(f'page.{shown.name}')} · {reader.say('site.name')}"
    before = titles.get(shown.name, name)
    st.set_page_config(before, str(HERE / "icon.png"), layout="wide", initial_sidebar_state="collapsed")
    try:
        release = opened(options)
        if options.changes:
            preview(options.changes)
    except ReleaseError as error:
        st.set_page_config(page_title=reader.say("problem.title"))
        frame.dress(reader)
        frame.masthead(reader)
        frame.problem(error, options.release, reader)
        return
    show(Visit(release, reader, rules(options), changes=options.changes), shown, pages)
    titles[shown.name] = " · ".join([*controls.named(), name])
    if titles[shown.name] != before:
        st.set_page_config(page_title=titles[shown.name])


def show(visit: Visit, shown: Entry, pages: dict[str, StreamlitPage]) -> None:
    """The masthead, the page, the foot. The address is read first: links carry what it says."""
    for choice in offered(shown, visit.release):
        controls.read(choice)
    kept = controls.remembered()
    links = {entry.name: (pages[entry.name], _address(entry, visit.release, kept)) for entry in PAGES}
    menu = Menu(grouped(links), shown.group)
    frame.dress(visit.reader, menu)
    frame.masthead(visit.reader, menu)
    frame.preview(visit, shown.name)
    try:
        shown.show(replace(visit, menu=menu), links)
    except MissingTableError as error:
        frame.missing_table(error, visit.reader)
    frame.foot(visit, links)
    settle(visit.release.digest, shown.name)


def _named(name: str) -> Callable[[], Any]:
    """What st.Page wants: a function with a name. Pages are shown by `show`."""

    def page() -> None:
        """Nothing: see show."""

    page.__name__ = name
    return page


def _address(entry: Entry, release: Release, kept: Mapping[str, str]) -> dict[str, str]:
    """The choices that a link to the page carries, of those that were made."""
    chosen = offered(entry, release) if kept.keys() - {controls.LANGUAGE.name} else ()
    return encode(kept, [controls.LANGUAGE, *chosen])


main()
