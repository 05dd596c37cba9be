"""Which territory or part of a population a column is, by its label: one, or none; and what it could be."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path

from scripts.studies.crosstab.labels import plain
from scripts.studies.crosstab.measures import Measures, Proposals, ranked

_CODED = re.compile(r"^(?:\W*(\d\d|2[AB])\s*[-–:.)]\s*|)(.*?)(?:\s*\((\d\d|2[AB])\)|)$")


@cache
def _aliases() -> dict[str, str]:
    """The region (INSEE code) that a shortened label names."""
    held = tomllib.loads(Path(__file__).with_name("aliases.toml").read_text(encoding="utf-8"))
    return {name: code for code, names in held["regions"].items() for name in names}


class Matches(Measures):
    """The labels of columns against the tables too."""

    @cached_property
    def regions(self) -> dict[str, str]:
        """The INSEE code of a region by its label."""
        found = {plain(row["label_fr"]): row["code"] for row in self.tables.rows("regions")}
        known = set(found.values())
        return {name: code for name, code in _aliases().items() if code in known} | found

    def territory(self, label: str) -> tuple[str, str]:
        """The territory of the study's geography that a label names, and its region where it is one region.

        The code may not be in the table yet; it is then the one that a region would have.
        """
        geography = self.study.get("geography", "")
        rows = [row for row in self.tables.rows("territories") if geography and row["geography"] == geography]
        named = [
            row["code"]
            for row in rows
            if plain(label) in {plain(row["label_fr"]), plain(row["label_as_published"])}
        ]
        if len(named) == 1:
            return named[0], ""
        coded = _CODED.match(label.strip())
        before, name, after = coded.groups() if coded else ("", label, "")
        region = self.regions.get(plain(name), "")
        if (code := before or after) and code in self.regions.values() and region in {"", code}:
            region = code
        if not region:
            return "", ""
        whole = [row["code"] for row in rows if self.tables.members.get(row["code"], frozenset()) == {region}]
        if whole:
            return whole[0], region
        in_regions = not rows or any(row["kind"] == "region" for row in rows)
        return (f"region_{region}", region) if geography and in_regions else ("", "")

    def territories(self, label: str) -> Proposals:
        """What territories a label could be."""
        geography = self.study.get("geography", "")
        return ranked(
            label, (row for row in self.tables.rows("territories") if row["geography"] in {geography, ""})
        )

    def parts(self, label: str, whole: str) -> Proposals:
        """What parts of a population a label could be."""
        rows = [row for row in self.tables.rows("populations") if row["parent"] == whole]
        return ranked(label, rows)
