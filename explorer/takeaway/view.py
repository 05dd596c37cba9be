"""A view as it is taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from explorer.figures.figure import Figure
from explorer.figures.survey.bases import base, interval
from explorer.figures.survey.lookup import plain
from explorer.locales import FIXED, NARROW, day
from explorer.published import Release
from explorer.reader import Reader

ADDED = ("base_fr", "base_en", "interval_fr", "interval_en")


@dataclass(frozen=True, eq=False)
class View:
    """`make` gives the figure for a reader; `address` is the page's with its choices, empty if unknown."""

    release: Release
    make: Callable[[Reader], Figure]
    lang: str
    address: str = ""

    @cached_property
    def figure(self) -> Figure:
        """The figure in the view's language, in light colours."""
        return self.make(self.reader)

    @property
    def reader(self) -> Reader:
        """Who reads what is taken away: on paper, so in light colours."""
        return Reader(self.lang, "light")

    @cached_property
    def name(self) -> str:
        """A name for files and for the package: small letters, digits, hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.figure.name.lower()).strip("-") or "view"

    @cached_property
    def resource(self) -> str:
        """The table of the release that the cells are of, empty where they are of several."""
        return self.figure.cut

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The release's own cells, then the base of each rate in words where they are of a survey."""
        rows = self.figure.rows.reset_index(drop=True)
        if not self.resource or "study" not in rows.columns or "value" not in rows.columns:
            return rows
        said = plain(rows)
        readers = {"fr": Reader("fr"), "en": Reader("en")}
        more = {
            f"{stem}_{lang}": [_spaced(tell(self.release, self.resource, row, reader)) for row in said]
            for stem, tell in (("base", base), ("interval", interval))
            for lang, reader in readers.items()
        }
        return rows.assign(**more)

    @property
    def updated(self) -> str:
        """The day of the release in words."""
        return day(self.release.issued, self.lang) if self.release.issued else ""

    def about(self, stem: str) -> str:
        """A text of the descriptor in the language: `title`, `description`."""
        return self.reader.words(self.release.descriptor, stem)

    @property
    def licence(self) -> dict[str, Any]:
        """The first licence of the descriptor; empty where it has none."""
        licences = self.release.descriptor.get("licenses") or [{}]
        return dict(licences[0])


def _spaced(text: str) -> str:
    """The text with plain spaces, as cells have them."""
    return text.replace(FIXED, " ").replace(NARROW, " ")
