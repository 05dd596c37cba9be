"""The explorer's entry: `python -m streamlit run explorer/app.py -- --release dist/latest`.

Opens the release (folder, zip, https address), then shows the page of the address (all pages: routes.py).
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Streamlit puts this folder on the import path; modules are imported as explorer.*, from the folder above.
sys.path[:] = [str(HERE.parent), *(entry for entry in sys.path if Path(entry or ".").resolve() != HERE)]

import streamlit as st  # noqa: E402 (after the path)
from streamlit.navigation.page import StreamlitPage  # noqa: E402

from explorer.guests.rules import Rules  # noqa: E402
from explorer.published import MissingTableError, Release, open_release  # noqa: E402
from explorer.reader import Reader  # noqa: E402
from explorer.routes import PAGES, Entry, grouped, offered  # noqa: E402
from explorer.state import encode  # noqa: E402
from explorer.stores import DESCRIPTOR, ReleaseError  # noqa: E402
from explorer.theme import MODES  # noqa: E402
from explorer.views import controls, frame  # noqa: E402
from explorer.views.navigation import Menu  # noqa: E402
from explorer.views.visit import Visit  # noqa: E402


def main() -> None:
    """One run of the page that the address names."""
    options = arguments(sys.argv[1:])
    st.set_page_config(page_icon=str(HERE / "icon.png"), layout="wide", initial_sidebar_state="collapsed")
    controls.begin()
    lang = controls.language()
    mode = st.context.theme.type or MODES[0]
    reader = Reader(lang, mode if mode in MODES else MODES[0])
    pages = {
        entry.name: st.Page(
            _named(entry.name),
            title=reader.say(f"page.{entry.name}"),
            url_path=entry.address,
            default=not entry.address,
        )
        for entry in PAGES
    }
    current = st.navigation(list(pages.values()), position="hidden")
    shown = next(entry for entry in PAGES if pages[entry.name] == current)
    try:
        release = opened(options.release, stamp(options.release), allow_loopback=options.allow_loopback)
    except ReleaseError as error:
        st.set_page_config(page_title=reader.say("problem.title"))
        frame.dress(reader)
        frame.masthead(reader)
        frame.problem(error, options.release, reader)
        return
    titles: dict[str, str] = st.session_state.setdefault("titles", {})
    name = f"{reader.say(f'page.{shown.name}')} · {reader.say('site.name')}"
    st.set_page_config(page_title=titles.get(shown.name, name))
    show(Visit(release, reader, rules(options)), shown, pages)
    titles[shown.name] = " · ".join([*controls.named(), name])
    st.set_page_config(page_title=titles[shown.name])
    controls.end()


def show(visit: Visit, shown: Entry, pages: dict[str, StreamlitPage]) -> None:
    """The masthead, the page, the foot."""
    links = {entry.name: (pages[entry.name], _address(entry, visit.release)) for entry in PAGES}
    menu = Menu(grouped(links), shown.group)
    frame.dress(visit.reader, menu)
    frame.masthead(visit.reader, menu)
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


def _address(entry: Entry, release: Release) -> dict[str, str]:
    """The choices that a link to the page carries."""
    return encode(controls.remembered(), [controls.LANGUAGE, *offered(entry, release)])


def arguments(argv: list[str]) -> argparse.Namespace:
    """The options after `--`; what is not ours (a test runner's) is left alone."""
    parser = argparse.ArgumentParser(prog="explorer", exit_on_error=False)
    parser.add_argument("--release", default="dist/latest", help="folder, zip or https address of a release")
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also take http addresses of this machine"
    )
    guests = parser.add_argument_group("packages of others, on the page that opens them")
    guests.add_argument("--no-addresses", action="store_true", help="open none by address")
    guests.add_argument(
        "--allow-host", metavar="HOST:PORT", action="append", default=[],
        help="a machine that may be asked though it is private or has no https (may be given again)",
    )  # fmt: skip
    guests.add_argument(
        "--allow-folder", metavar="FOLDER", action="append", default=[],
        help="a folder of this server that visitors may open packages from (may be given again)",
    )  # fmt: skip
    return parser.parse_known_args(argv)[0]


def rules(options: argparse.Namespace) -> Rules:
    """What the operator lets visitors open."""
    folders = tuple(Path(folder).expanduser().resolve() for folder in options.allow_folder)
    return Rules(not options.no_addresses, frozenset(options.allow_host), folders)


def stamp(target: str) -> str:
    """What changes when the release on disk does: place and time of its descriptor. "" for an address."""
    if "://" in target:
        return ""
    path = Path(target).expanduser()
    file = path / DESCRIPTOR if path.is_dir() else path
    return f"{file.resolve()} {file.stat().st_mtime_ns}" if file.exists() else ""


@st.cache_resource(max_entries=4, show_spinner=False)
def opened(target: str, changed: str, *, allow_loopback: bool) -> Release:
    """The release, opened and checked once, and again when it `changed`."""
    del changed
    return open_release(target, allow_loopback=allow_loopback)


@st.cache_resource(max_entries=400, show_spinner=False)
def settle(digest: str, page: str) -> bool:
    """Takes what the first look at a page leaves (libraries, tables, charts) out of the collector's rounds.

    Streamlit collects after every run, and would walk through all of it each time: more than the run itself.
    """
    del digest, page
    gc.freeze()
    return True


main()
