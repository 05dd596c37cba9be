"""Seen: what a run of `validate` has found so far."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.issues import Issue, Waived


class Seen:
    """What a run has found so far.

    `told` is which engine read each table, and why; `counts` how many tables, rows and files were checked;
    `held` how many issues a check has found and not yielded yet; `report` that of frictionless, where it is
    asked for; `waived` the issues that waivers cover; `prefix` what leads to the package.
    """

    def __init__(self, issues: Sequence[Issue] = ()) -> None:
        self.issues, self.prefix = list(issues), ""
        self.told: list[tuple[str, str, str]] = []
        self.counts: dict[str, int] = {}
        self.held = 0
        self.report = ""
        self.waived: list[Waived] = []

    def count(self, what: str, number: int) -> None:
        """Take in that so many of something were checked, or found."""
        if what == "found":
            self.held += number
        else:
            self.counts[what] = self.counts.get(what, 0) + number
