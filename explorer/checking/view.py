"""A view of a release: an address, what makes what it shows, the sentences that are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from explorer.address import href
from explorer.figures.claims import Claim
from explorer.figures.figure import Figure
from explorer.published import Release
from explorer.reader import Reader


class Told(NamedTuple):
    """A sentence of a view with its claims. `marked`: a mark may stand for a status; `dated`: with years."""

    words: str
    claims: tuple[Claim, ...]
    marked: bool = False
    dated: bool = False


class View(NamedTuple):
    """A page with its choices as an address says them; `make` gives the figure or what else is shown.

    `says` are the sentences of what was made that have claims; of a figure, its sentence.
    """

    address: str
    make: partial[Any]
    says: Callable[[Any], Iterable[Told]]


def sentence(shown: Any) -> Iterator[Told]:
    """The sentence of a figure."""
    if isinstance(shown, Figure):
        yield Told(shown.sentence, shown.claims)


def nothing(shown: Any) -> Iterator[Told]:
    """No sentence with claims: what is shown is of the release's own words."""
    del shown
    yield from ()


def at(page: str, reader: Reader, /, **codes: str) -> str:
    """The address of a page with those of its choices that are made."""
    return href(page, reader.lang, **{name: code for name, code in codes.items() if code})


def draw(release: Release, reader: Reader, make: Callable[..., Any], /, **asked: Any) -> partial[Any]:
    """What makes a view of this release for this reader."""
    return partial(make, release, reader, **asked)
