"""`make browsers`: every page in Firefox and in WebKit, the engine of Safari, where they are installed.

python -m tests.browser.engines [PAGE ...]    a page (`roles`: all its views), or an address (`roles?lang=en`)
                                [--in firefox webkit] [--release dist/latest]

Each page wide in French, narrow in English; then a choice, back and forward. What `make test` asks of
Chromium it does not ask again: only what another engine may do otherwise.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol

from tests.browser import firefox, seen, webkit
from tests.browser.addresses import DRAWN as CHARTED
from tests.browser.addresses import spoken
from tests.browser.looks import OPENED, Parser
from tests.browser.watching import BUSY, UNDRAWN, serving

LOOKS = ((1280, "fr"), (390, "en"))  # width in pixels, language
HEIGHT = 1000
RUN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
DRAWN = (
    f"!!document.querySelector('{RUN}') && !!document.querySelector('.foot')"
    f" && !document.querySelector('{UNDRAWN}')"
)
WIDE = "document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
CHARTS_THERE = "document.querySelectorAll('svg.marks').length"
# Other engines round boxes of text otherwise: what counts is words upon words.
CLASHES = f"({seen.CLASHES})().filter(said => said.startsWith('on each other'))"
RADIO = "document.querySelectorAll('.st-key-choice-view [role=radio]')[1]"  # another way to see territories
TOLD = "location.search.includes('view=')"
SHOWN = f"{RADIO}?.ariaChecked === 'true'"


class Tab(Protocol):
    """What is asked of a browser, however it is driven."""

    version: str
    complaints: list[str]
    outside: list[str]

    def size(self, width: int, height: int) -> None:
        """The page at that size, in pixels."""

    def open(self, address: str) -> None:
        """The page of that address, loaded."""

    def ask(self, expression: str) -> Any:
        """What an expression is worth in the page."""


# To add an engine: what starts it, and what would have to be installed for it.
ENGINES: dict[str, tuple[Callable[[], AbstractContextManager[Tab]], Callable[[], str]]] = {
    "firefox": (firefox.firefox, firefox.missing),
    "webkit": (webkit.webkit, webkit.missing),
}


def faults(tab: Tab, server: str, address: str) -> Iterator[str]:
    """What is wrong with a page, at each width."""
    for width, lang in LOOKS:
        tab.size(width, HEIGHT)
        tab.open(server + spoken(address, lang))
        where = f"{width} {lang}"
        if not until(tab, DRAWN):
            yield f"{where}: not drawn after {BUSY // 1000} s"
            continue
        if not until(tab, f"{WIDE} <= 0"):
            yield f"{where}: {tab.ask(WIDE)} pixels wider than the screen"
        if address in CHARTED and not tab.ask(CHARTS_THERE):
            yield f"{where}: no chart"
        if tab.ask("document.querySelectorAll('h1').length") != 1:
            yield f"{where}: not one heading of first rank"
        if tab.ask("document.documentElement.lang") != lang:
            yield f"{where}: the language of the page is {tab.ask('document.documentElement.lang')}"
        if not until(tab, f"{CLASHES}.length === 0"):
            yield f"{where}: {tab.ask(CLASHES)}"
        yield from (f"{where}: {said}" for said in (*tab.complaints, *tab.outside))


def journey(tab: Tab, server: str) -> Iterator[str]:
    """A choice goes to the address; back and forward show what the address says."""
    tab.open(f"{server}territories")
    chosen, left = f"{TOLD} && {SHOWN}", f"!{TOLD} && !({SHOWN})"
    steps = (("a choice", f"{RADIO}.click()", chosen), ("back", "history.back()", left))
    for name, step, then in (*steps, ("forward", "history.forward()", chosen)):
        if not until(tab, f"{DRAWN} && !!{RADIO}"):
            yield f"before {name}: not drawn"
            return
        tab.ask(f"({step}, null)")
        if not until(tab, f"{DRAWN} && {then}"):
            yield f"{name} does not show what the address says: {tab.ask('location.search')}"
            return


def until(tab: Tab, expression: str) -> bool:
    """Whether it becomes true while one may wait."""
    deadline = time.monotonic() + BUSY / 1000
    while not (true := tab.ask(expression)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return bool(true)


def asked(arguments: list[str] | None = None) -> argparse.Namespace:
    """The arguments, with `addresses`. SystemExit 2 and one line where one errs."""
    parser = Parser("make browsers", __doc__)
    parser.add_argument("--in", dest="engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    options = parser.parse_args(arguments)
    for engine in options.engines:
        if packages := ENGINES[engine][1]():
            parser.error(f"no {engine} on this machine; on Debian: apt-get install {packages}")
    # A package that is sent is a file that one chooses: no page asks that of a script.
    options.addresses = [address for address in parser.addresses(options) if address != OPENED]
    return options


def main() -> None:
    """Open them, and say what is wrong with each. SystemExit 1 where something is."""
    options, wrong = asked(), 0
    with serving(options.release.resolve()) as server:
        for engine in options.engines:
            with ENGINES[engine][0]() as tab:
                ways = {address or "home": faults(tab, server, address) for address in options.addresses}
                for address, found in {**ways, "choice, back, forward": journey(tab, server)}.items():
                    said = list(found)
                    wrong += bool(said)
                    print(f"{tab.version} {address}: {'; '.join(said) or 'whole'}", flush=True)
    if wrong:
        raise SystemExit(f"make browsers: {wrong} pages are not whole")


if __name__ == "__main__":
    main()
