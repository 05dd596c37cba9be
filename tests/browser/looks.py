"""`make looks`: a picture of every page of the explorer in every look, to be looked at one by one.

python -m tests.browser.looks [PAGE ...]    a page (`roles`: all its views), or an address (`roles?lang=en` …)
                              [--width 1280 640 390] [--theme light dark] [--lang fr en]
                              [--release dist/latest] [--to dist/looks]

A file is called `<address>-<width>-<theme>-<language>.png`, and is as long as its page.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import chain, product
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from explorer import routes
from explorer.locales import LANGUAGES
from explorer.published import open_release
from tests.browser.addresses import NOTHING, name, pages, spoken, views
from tests.browser.watching import FLAGS, ROOT, Watched, serving
from tests.chromium import find
from tests.guests.normal import NORMAL

WIDTHS = (1280, 640, 390)  # a screen, that screen at 200 %, a phone
NARROWEST, WIDEST = 320, 2560
PHONE = 480  # pixels up to which a screen is one that is touched
SCREEN, LONGEST = 900, 16_000  # pixels of height
LONG = 70  # characters of an address in the name of a file
THEMES = ("light", "dark")
NOWHERE = "nowhere"  # a page that is not there
OPENED = "open?way=upload"  # where a package of the tests is opened for the picture

FEW = 10  # values of a choice that are each looked at: more than the tests do
# What has no view of its own: a package that is sent, what is not found. To add one: a line here.
MORE = (OPENED, f"search?q={NOTHING}", f"roles?study={NOTHING}", NOWHERE)


def every(release: Path) -> tuple[str, ...]:
    """The addresses that are looked at in a release."""
    opened = open_release(str(release))
    found = (*pages(opened).values(), *chain.from_iterable(views(opened, few=FEW).values()), *MORE)
    return tuple(dict.fromkeys(found))


class Look(NamedTuple):
    """How a page is looked at: width in pixels, theme, language."""

    width: int
    theme: str
    lang: str


class Shot(NamedTuple):
    """A picture to take: of what, in which look."""

    address: str
    look: Look

    @property
    def file(self) -> str:
        """Its name."""
        slug = re.sub(r"[^a-z0-9_]+", "-", self.address.lower()).strip("-") or "home"
        if len(slug) > LONG:  # and two that begin alike have two names
            slug = f"{slug[:LONG]}-{hashlib.sha256(self.address.encode()).hexdigest()[:8]}"
        return f"{slug}-{'-'.join(map(str, self.look))}.png"


class Parser(argparse.ArgumentParser):
    """A parser of pages of a release, that says what is wrong in one line."""

    def __init__(self, prog: str, description: str | None) -> None:
        super().__init__(prog, description=description, formatter_class=argparse.RawTextHelpFormatter)
        self.add_argument("pages", nargs="*", metavar="PAGE")
        self.add_argument("--release", type=Path, default=ROOT / "dist" / "latest")

    def addresses(self, options: argparse.Namespace) -> list[str]:
        """The addresses of the pages that were asked for, of all where none was, each once."""
        if not (options.release / "datapackage.json").is_file():
            self.error(f"--release {options.release}: no release there; make publish makes one")
        known = [entry.name for entry in routes.PAGES]
        for page in options.pages:
            if name(page) not in (*known, NOWHERE):
                self.error(f"{page}: no such page; expected one of {', '.join(known)}")
        offered = every(options.release)
        asked = (address for page in options.pages or offered for address in chosen(page, offered))
        return list(dict.fromkeys(asked))

    def error(self, message: str) -> NoReturn:
        """Say it, and stop."""
        self.exit(2, f"{self.prog}: {message}\n")


def asked(arguments: list[str] | None = None) -> argparse.Namespace:
    """The arguments, with `shots`, what to take, look by look. SystemExit 2 and one line where one errs."""
    parser = Parser("make looks", __doc__)
    parser.add_argument("--width", nargs="+", type=int, default=WIDTHS)
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=THEMES)
    parser.add_argument("--lang", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--to", type=Path, default=ROOT / "dist" / "looks")
    options = parser.parse_args(arguments)
    for width in options.width:
        if not NARROWEST <= width <= WIDEST:
            parser.error(f"--width {width}: expected pixels from {NARROWEST} to {WIDEST}")
    addresses = parser.addresses(options)
    if options.to.exists() and not options.to.is_dir():
        parser.error(f"--to {options.to}: a file; expected a folder, or a name that is free")
    looks = (Look(*look) for look in product(options.width, options.theme, options.lang))
    options.shots = [Shot(address, look) for look in looks for address in addresses]
    return options


def chosen(page: str, offered: Iterable[str]) -> list[str]:
    """The addresses of a page, or the one that is named in full."""
    return [page] if "?" in page else [address for address in offered if name(address) == name(page)]


def taken(browser: Browser, server: str, shots: Iterable[Shot], folder: Path) -> Iterator[tuple[Path, str]]:
    """Each picture once it is written, with what kept it from being taken where something did."""
    folder.mkdir(parents=True, exist_ok=True)
    look, watched = None, None
    for shot in shots:
        if shot.look != look or watched is None:
            if watched:
                watched.page.context.close()
            look = shot.look
            watched = Watched(browser.new_page(**_screen(look)), urlsplit(server).netloc)
        fault = ""
        try:
            _open(watched, server, shot)
            watched.page.screenshot(path=folder / shot.file)
        except (Error, AssertionError) as error:
            fault = str(error).partition("\n")[0]
        yield folder / shot.file, fault


def _screen(look: Look) -> dict[str, Any]:
    """What a context of Playwright is told of the look."""
    touched = look.width <= PHONE
    return {
        "viewport": {"width": look.width, "height": SCREEN},
        "color_scheme": look.theme,
        "reduced_motion": "reduce",
        "is_mobile": touched,
        "has_touch": touched,
    }


def _open(watched: Watched, server: str, shot: Shot) -> None:
    """The page drawn to its foot, on a screen as long as it is."""
    page, width = watched.page, shot.look.width
    page.set_viewport_size({"width": width, "height": SCREEN})
    watched.open(server + spoken(shot.address, shot.look.lang))
    if shot.address == OPENED:
        _send(page)
    expect(page.locator(".foot")).to_be_attached()
    watched.settled()
    page.evaluate("document.fonts.ready")
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(height, SCREEN), LONGEST)})
    watched.settled()


def _send(page: Page) -> None:
    """Opens a package of another observatory."""
    files = NORMAL["markets"]()
    page.locator("input[type=file]").set_input_files(
        [{"name": one, "mimeType": "text/plain", "buffer": content} for one, content in files.items()]
    )
    expect(page.get_by_test_id("stFileChipName")).to_have_count(len(files))
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    expect(page.locator("svg.marks").first).to_be_visible()


def main() -> None:
    """Take them, and say where each is."""
    options = asked()
    path = find()
    if path is None:
        raise SystemExit("make looks: no Chromium on this machine: make chromium installs one")
    failed = 0
    with sync_playwright() as playwright, serving(options.release.resolve()) as server:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for number, (file, fault) in enumerate(taken(browser, server, options.shots, options.to), start=1):
            print(f"{number}/{len(options.shots)} {file}{fault and ': ' + fault}", flush=True)
            failed += bool(fault)
        browser.close()
    if failed:
        raise SystemExit(f"make looks: {failed} pictures could not be taken")


if __name__ == "__main__":
    main()
