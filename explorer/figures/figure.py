"""A figure as a value: what is drawn, what is said, where it comes from, and the same in a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from explorer.charts.frame import Spec
from explorer.figures.claims import Claim
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Panel:
    """A chart, and the words that stand for it where it is not seen. `title` where a figure has several.

    `colour` is that of its title's line; empty: of its place among the others.
    """

    spec: Spec
    alt: str
    title: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Key:
    """A line of the legend: a mark, or a swatch of a colour (its looks: `views.markup`), and the words."""

    words: str
    swatch: str = "solid"
    colour: str = ""
    mark: str = ""


class Listed(NamedTuple):
    """A name and its value as printed, with the identifier of the number where it is one of the release."""

    name: str
    value: str
    identifier: str = ""


@dataclass(frozen=True)
class Citation:
    """A source as a reader finds it again; `read`: how much of it was, in words."""

    title: str
    publisher: str = ""
    address: str = ""
    page: str = ""
    read: str = ""


@dataclass(frozen=True)
class Provenance:
    """Which study, of whom, asked what, printed where."""

    studies: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, eq=False)
class Origin:
    """The release that a figure was made of, and how to make it for another reader."""

    release: Release
    make: Callable[[Reader], Figure]


@dataclass(frozen=True, eq=False)  # compared, and kept in caches, as itself: its tables are large
class Figure:
    """`table` is to be read (words, printed values); `rows` are the release's own cells, to be downloaded.

    `listed` are names and printed values that stand beside the chart, where it names no place by itself;
    `facts` are terms and what is said of them, under the chart. `claims` are what the sentence says, for
    a machine. `origin` is there where the figure can be taken away; `addresses` are the identifiers of its
    numbers, each with what it is (addressed.py).
    """

    name: str
    title: str
    sentence: str
    reading: str
    panels: tuple[Panel, ...]
    table: pd.DataFrame
    rows: pd.DataFrame
    provenance: Provenance
    legend: tuple[Key, ...] = ()
    caveats: tuple[str, ...] = field(default=())
    listed: tuple[Listed, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    origin: Origin | None = field(default=None, repr=False)
    addresses: tuple[tuple[str, str], ...] = ()
