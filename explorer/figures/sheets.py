"""Sheets: what the release knows of one domain, one territory, one actor, in sections."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.crossing import Group, grouped
from explorer.figures.facts import Fact
from explorer.figures.figure import Key
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Section:
    """A part of a sheet: heading, what must be known, the figures; `none` is said where there are none."""

    name: str
    title: str
    lead: str
    groups: tuple[Group, ...]
    none: str


@dataclass(frozen=True)
class Sheet:
    """One domain, territory or actor: what it is, then its sections. `legend` explains the marks in them."""

    title: str
    sentence: str
    terms: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    legend: tuple[Key, ...]


def section(release: Release, reader: Reader, name: str, found: list[Fact], none: str = "") -> Section:
    """A section of figures; its words are `sheet.<name>` and `sheet.<name>.lead`."""
    return Section(
        name=name,
        title=reader.say(f"sheet.{name}"),
        lead=reader.say(f"sheet.{name}.lead"),
        groups=grouped(release, reader, found),
        none=none or reader.say("facts.none"),
    )
