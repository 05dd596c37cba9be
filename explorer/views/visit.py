"""What every page is given, and how figures are kept between two looks at them."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from explorer.figures.figure import Figure, Origin
from explorer.figures.numbers.addressed import addressed
from explorer.figures.numbers.corrections import corrected
from explorer.guests.rules import Rules
from explorer.options import stamp
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.views.navigation import Menu


@dataclass(frozen=True)
class Visit:
    """The release that is shown, who reads it, what visitors may open besides, and the menu of this page.

    `changes` is the file that tells what a preview changes, "" where a release is shown.
    """

    release: Release
    reader: Reader
    rules: Rules = field(default_factory=Rules)
    menu: Menu = field(default_factory=lambda: Menu({}, ""))
    changes: str = ""

    def figure(self, make: Callable[..., Any], **selection: str) -> Any:
        """`make(release, reader, **selection)`, made once for each release, reader and selection.

        Specifications are kept as dicts: a page that is looked at again costs a few milliseconds.
        """
        key = (self.release.digest, make.__module__, make.__name__, self.reader, sorted(selection.items()))
        return _once(repr(key), lambda: _made(self.release, self.reader, make, selection))


def _made(release: Release, reader: Reader, make: Callable[..., Any], selection: dict[str, str]) -> Any:
    """What `make` gives; a figure with its origin, its corrections, the addresses of its numbers."""
    made = make(release, reader, **selection)
    if not isinstance(made, Figure):
        return made
    origin = Origin(release, lambda other: Visit(release, other).figure(make, **selection))
    caveats = (*made.caveats, *corrected(release, reader, made.cut, made.rows))
    return addressed(release, reader, replace(made, origin=origin, caveats=caveats))


@st.cache_resource(max_entries=400, show_spinner=False)
def _once(key: str, _make: Callable[[], Any]) -> Any:
    """What is made for a key. One text, since Streamlit takes its time over each part of a key."""
    del key
    return _make()


def opened(options: Namespace) -> Release:
    """The release that the operator shows, opened and checked once, and again when it changed."""
    return _opened(
        options.release,
        f"{stamp(options.release)} {stamp(options.trust) if options.trust else ''}",
        allow_loopback=options.allow_loopback,
        held=options.hold,
        trust=options.trust,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(target: str, changed: str, *, allow_loopback: bool, held: int, trust: str) -> Release:
    del changed
    return open_release(target, allow_loopback=allow_loopback, held=held, trust=trust)


@st.cache_resource(max_entries=400, show_spinner=False)
def settle(digest: str, page: str) -> bool:
    """Takes what the first look at a page leaves (libraries, tables, charts) out of the collector's rounds.

    Streamlit collects after every run, and would walk through all of it each time: more than the run itself.
    """
    del digest, page
    gc.freeze()
    return True
