"""Sheets: what the release knows of one domain, one territory, one actor, in sections."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.claims import Claim, Said, together
from explorer.figures.figure import Key
from explorer.figures.sheets.crossing import Group, grouped
from explorer.figures.survey.enumerated import enumerated
from explorer.figures.survey.facts import Fact
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Section:
    """A part of a sheet: heading, what must be known, the figures, the sentences that say them.

    `none` is said where there are no figures.
    """

    name: str
    title: str
    lead: str
    groups: tuple[Group, ...]
    none: str
    lines: tuple[Said, ...]

    @property
    def said(self) -> Said:
        """The sentences as one text."""
        return together(self.lines)

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers of its figures."""
        return tuple(one for group in self.groups for one in group.identifiers)


@dataclass(frozen=True)
class Sheet:
    """One domain, territory or actor: what it is, then its sections. `legend` explains the marks in them."""

    title: str
    sentence: str
    claims: tuple[Claim, ...]
    terms: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    legend: tuple[Key, ...]


def section(
    release: Release,
    reader: Reader,
    name: str,
    found: list[Fact],
    none: str = "",
    omit: tuple[str, ...] = (),
) -> Section:
    """A section of figures; its words are `sheet.<name>` and `sheet.<name>.lead`.

    `omit`: what the sheet has said already, and its sentences need not repeat.
    """
    return Section(
        name=name,
        title=reader.say(f"sheet.{name}"),
        lead=reader.say(f"sheet.{name}.lead"),
        groups=grouped(release, reader, found),
        none=none or reader.say("facts.none"),
        lines=enumerated(release, reader, found, omit) if found else (),
    )
