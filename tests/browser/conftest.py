"""One server and one Chromium for all browser tests of a worker, and one tab a look: see watching.py."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from explorer.published import Release, open_release
from tests.browser import addresses
from tests.browser.watching import BUSY, FLAGS, LOOKS, Watched, serving
from tests.chromium import find


@pytest.fixture(scope="session")
def release(published: Path) -> Release:
    """The release that the server shows, opened: what the addresses of its views are taken from."""
    return open_release(str(published))


@pytest.fixture(scope="session")
def pages(release: Release) -> dict[str, str]:
    """Name of a page → the address at which it opens."""
    return addresses.pages(release)


@pytest.fixture(scope="session")
def views(release: Release) -> dict[str, list[str]]:
    """Name of a page → the addresses of its other views that are looked at."""
    return addresses.views(release)


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[str]:
    """The address of the explorer, showing the release that scripts/ made of the real package."""
    with serving(published) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = find()
    if path is None:
        assert "CI" not in os.environ, "no Chromium on this machine: python tests/chromium.py --install"
        pytest.skip("no Chromium on this machine: python tests/chromium.py --install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """A context for each look, kept so that what was fetched once is not fetched again."""
    made: dict[str, BrowserContext] = {}

    def context(look: str) -> BrowserContext:
        if look not in made:
            made[look] = chromium.new_context(**LOOKS[look])
            made[look].set_default_timeout(BUSY)
        return made[look]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture(scope="session")
def tabs() -> dict[str, Watched]:
    """The tab of each look, kept: the scripts of Streamlit are read in once, which is most of a visit."""
    return {}


@pytest.fixture
def watch(
    contexts: Callable[[str], BrowserContext], server: str, tabs: dict[str, Watched]
) -> Iterator[Callable[[str], Watched]]:
    """The tab of a look, at its own size. A page is loaded anew by `open`: a session of its own."""
    used: list[Watched] = []

    def tab(look: str) -> Watched:
        if look not in tabs or tabs[look].page.is_closed():
            tabs[look] = Watched(contexts(look).new_page(), urlsplit(server).netloc)
        tabs[look].page.set_viewport_size(LOOKS[look]["viewport"])
        used.append(tabs[look])
        return tabs[look]

    yield tab
    for one in used:
        one.page.mouse.move(0, 0)  # nothing is left hovered
