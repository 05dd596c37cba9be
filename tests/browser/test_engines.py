"""`make browsers`: what may be asked of it, and that it finds what is wrong with a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import engines
from tests.browser.looks import OPENED, every
from tests.browser.watching import Watched

Watch = Callable[[str], Watched]


class Played:
    """A tab of Chromium, asked as the other engines are."""

    version = "Chromium"

    def __init__(self, page: Page) -> None:
        self._page = page
        self.complaints: list[str] = []
        self.outside: list[str] = []

    def size(self, width: int, height: int) -> None:
        """The page at that size, in pixels."""
        self._page.set_viewport_size({"width": width, "height": height})

    def open(self, address: str) -> None:
        """The page of that address, loaded."""
        self._page.goto(address)

    def ask(self, expression: str) -> Any:
        """What an expression is worth in the page."""
        return self._page.evaluate(expression)


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every engine is installed."""
    there = {name: (start, str) for name, (start, _) in engines.ENGINES.items()}
    monkeypatch.setattr(engines, "ENGINES", there)


@pytest.mark.browser
def test_a_page_that_is_whole_is_said_to_be_and_its_choices_go_back_and_forward(
    watch: Watch, server: str
) -> None:
    tab = Played(watch("desktop").page)
    assert list(engines.faults(tab, server, "priorities")) == []
    assert list(engines.journey(tab, server)) == []


@pytest.mark.browser
def test_what_a_page_lacks_or_says_is_told(
    watch: Watch, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chart that is not there, a complaint, a question to another machine, a page wider than the screen."""
    monkeypatch.setattr(engines, "CHARTED", ("accessibility",))
    monkeypatch.setattr(engines, "BUSY", 2_000)
    monkeypatch.setattr(engines, "WIDE", "5")
    tab = Played(watch("desktop").page)
    tab.complaints, tab.outside = ["SyntaxError"], ["https://elsewhere.example"]
    narrow = [said for said in engines.faults(tab, server, "accessibility") if said.startswith("390 en: ")]
    assert [said.removeprefix("390 en: ") for said in narrow] == [
        "5 pixels wider than the screen",
        "no chart",
        "SyntaxError",
        "https://elsewhere.example",
    ]


@pytest.mark.usefixtures("ready")
def test_every_page_is_opened_but_that_to_which_one_sends_a_file(published: Path) -> None:
    addresses = engines.asked(["--release", str(published)]).addresses
    assert {*addresses} == {*every(published)} - {OPENED}
    only = engines.asked(["territories?view=tiles", "--in", "webkit", "--release", str(published)])
    assert (only.addresses, only.engines) == (["territories?view=tiles"], ["webkit"])


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["bof"], "bof: no such page; expected one of home, cross"),
        (["--in", "lynx"], "invalid choice: 'lynx'"),
        (["--release", "nowhere"], "--release nowhere: no release there"),
    ],
)
def test_a_bad_argument_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], published: Path, asked: list[str], said: str
) -> None:
    _refused(capsys, ["--release", str(published), *asked], said)


def test_an_engine_that_is_not_installed_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, _ = engines.ENGINES["webkit"]
    monkeypatch.setitem(engines.ENGINES, "webkit", (start, lambda: "webkit2gtk-driver xvfb"))
    said = "no webkit on this machine; on Debian: apt-get install webkit2gtk-driver xvfb"
    _refused(capsys, ["--in", "webkit", "--release", str(published)], said)


def _refused(capsys: pytest.CaptureFixture[str], asked: list[str], said: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        engines.asked(asked)
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert told.count("\n") == 1
