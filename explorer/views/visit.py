"""What every page is given, and how figures are kept between two looks at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from explorer.figures.addressed import addressed
from explorer.figures.corrections import corrected
from explorer.figures.figure import Figure, Origin
from explorer.guests.rules import Rules
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.views.navigation import Menu


@dataclass(frozen=True)
class Visit:
    """The release that is shown, who reads it, what visitors may open besides, and the menu of this page."""

    release: Release
    reader: Reader
    rules: Rules = field(default_factory=Rules)
    menu: Menu = field(default_factory=lambda: Menu({}, ""))

    def figure(self, make: Callable[..., Any], **selection: str) -> Any:
        """`make(release, reader, **selection)`, made once for each release, reader and selection.

        Specifications are kept as dicts: a page that is looked at again costs a few milliseconds.
        """
        made = self._kept(make, self.reader, selection)
        if not isinstance(made, Figure):
            return made
        return replace(made, origin=Origin(self.release, lambda reader: self._kept(make, reader, selection)))

    def _kept(self, make: Callable[..., Any], reader: Reader, selection: dict[str, str]) -> Any:
        name = make.__module__ + make.__name__
        return _kept(self.release.digest, name, reader, selection, make, self.release)


@st.cache_resource(max_entries=400, show_spinner=False)
def _kept(
    digest: str,
    name: str,
    reader: Reader,
    selection: dict[str, str],
    _make: Callable[..., Any],
    _release: Release,
) -> Any:
    """The figure of that release, name, reader and selection."""
    del digest, name
    made = _make(_release, reader, **selection)
    if not isinstance(made, Figure):
        return made
    made = replace(made, caveats=(*made.caveats, *corrected(_release, reader, made.rows)))
    return addressed(_release, reader, made)


@st.cache_resource(max_entries=4, show_spinner=False)
def opened(target: str, changed: str, *, allow_loopback: bool) -> Release:
    """The release, opened and checked once, and again when it `changed`."""
    del changed
    return open_release(target, allow_loopback=allow_loopback)
