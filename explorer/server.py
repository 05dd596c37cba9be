"""The explorer's entry: `python -m streamlit run explorer/server.py -- --release dist/latest`.

The pages are those of app.py. Libraries are loaded while the browser fetches its files, those files are sent
packed, each packed once, and what a page says leaves at once. Files of the release have their addresses.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
import webbrowser
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.published import Release

HERE = Path(__file__).resolve().parent
# Streamlit puts this folder on the import path; modules are imported as explorer.*, from the folder above.
OURS = (HERE, HERE.parent)
sys.path[:] = [str(HERE.parent), *(place for place in sys.path if Path(place or ".").resolve() not in OURS)]

import streamlit as st  # noqa: E402 (after the path)
from starlette.middleware import Middleware  # noqa: E402

from explorer.giving import Giving  # noqa: E402
from explorer.guarding import Guarding, policy  # noqa: E402
from explorer.packing import Packing  # noqa: E402
from explorer.proving import remove_copies  # noqa: E402
from explorer.sockets import at_once  # noqa: E402

SETTLED = 1.0  # seconds after which the server answers
SOON = 0.0005  # seconds after which loading gives way to the files that the browser asks for


def prepare() -> None:
    """What the first page will need: libraries, the release, the figures of the home page.

    A release that cannot be opened is told by the page.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SOON)
    try:
        for library in ("explorer.routes", "streamlit.emojis", "PIL.Image"):
            importlib.import_module(library)
        from explorer.published import MissingTableError
        from explorer.reader import Reader
        from explorer.stores import ReleaseError
        from explorer.views import home
        from explorer.views.visit import Visit

        with suppress(ReleaseError, MissingTableError):
            home.figures(Visit(shown(), Reader()))
    finally:
        sys.setswitchinterval(usual)


def shown() -> Release:
    """The release that is shown."""
    from explorer.views.visit import opened

    return opened(asked())


def asked() -> Namespace:
    """The options of whoever runs it."""
    from explorer.options import arguments

    return arguments(tuple(sys.argv[1:]))


@asynccontextmanager
async def warm(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Loads it beside the server's own start."""
    at_once()
    if address := asked().open:
        asyncio.get_running_loop().call_later(SETTLED, webbrowser.open, address)
    loading = asyncio.get_running_loop().run_in_executor(None, prepare)
    yield {}
    await loading
    remove_copies()


def guard() -> Middleware:
    """What stands before all: the headers, and who may connect."""
    page = Path(st.__file__).with_name("static") / "index.html"
    options = asked()
    headers = policy(page.read_text(encoding="utf-8"), options.embed)
    return Middleware(Guarding, headers=headers, origins=(*options.origin, *options.embed))


app = st.App(
    HERE / "app.py",
    lifespan=warm,
    middleware=[guard(), Middleware(Giving, release=shown), Middleware(Packing)],
)
