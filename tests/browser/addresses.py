"""The addresses at which pages are looked at in a browser, taken from a release: no code stands here.

`pages` are the addresses at which pages open; `views` are those of their choices (explorer/checking/views.py
has them all): each set of choices once, and each value of a choice that takes few. Where that module knows no
view of a page, it is looked at in each of its own choices.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from explorer import routes
from explorer.address import href
from explorer.checking.views import every
from explorer.figures.survey.lookup import labels
from explorer.locales import LANGUAGES
from explorer.published import Release
from explorer.reader import Reader

# Pages that open with a chart.
DRAWN = ("roles", "priorities", "territories", "measured", "dynamics", "impacts")
NOTHING = "zzz"  # no code, and no word
FEW = 4  # values of a choice that are each looked at


def pages(release: Release) -> dict[str, str]:
    """Name of a page → the address at which it opens; the two that show what was asked are asked for it."""
    first = {entry.name: entry.address for entry in routes.PAGES}
    word = next(iter(labels(release, "domains", Reader(LANGUAGES[0])).values()))
    number = next(address for address in _every(release) if name(address) == "figure")
    return {**first, "figure": number, "search": href("search", LANGUAGES[0], q=word)}


def views(release: Release, *, few: int = FEW) -> dict[str, list[str]]:
    """Name of a page → the addresses of other views; `few`: how many values of a choice are few."""
    opened = pages(release)
    found: dict[str, list[str]] = {page: [] for page in opened}
    for address in _picked([*_every(release), *_choices(release)], few):
        if address not in opened.values():
            found[name(address)].append(address)
    found["figure"].append(href("figure", LANGUAGES[0], id=NOTHING))
    return found


def name(address: str) -> str:
    """The name of the page, as in the keys of its words."""
    return address.partition("?")[0] or "home"


def spoken(address: str, lang: str) -> str:
    """The address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


def _every(release: Release) -> list[str]:
    """The address of every view, in the language that an address need not say."""
    return [view.address.removeprefix("./") for view in every(release, Reader(LANGUAGES[0]))]


def _choices(release: Release) -> Iterator[str]:
    """Each choice of the pages that show the release's own words only."""
    known = {name(address) for address in _every(release)}
    for entry in routes.PAGES:
        for choice in () if entry.name in known else routes.offered(entry, release):
            yield from (href(entry.name, LANGUAGES[0], **{choice.name: code}) for code in choice.options)


def _picked(addresses: list[str], few: int) -> Iterator[str]:
    """Of a page: each set of choices, and each value of a choice that takes few, where it is met last.

    What comes first is how a page opens.
    """
    asked = {address: dict(parse_qsl(urlsplit(address).query)) for address in reversed(addresses)}
    values: dict[tuple[str, str], set[str]] = {}
    for address, codes in asked.items():
        for choice, code in codes.items():
            values.setdefault((name(address), choice), set()).add(code)
    seen: set[tuple[str, ...]] = set()
    for address, codes in asked.items():
        page = name(address)
        marks = {(page, *codes)}
        marks |= {(page, "=", *pair) for pair in codes.items() if len(values[page, pair[0]]) <= few}
        if marks - seen:
            yield address
        seen |= marks
