"""Item: one thing that a portal gives points for; Scored: what it gives in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

# Who can give what is missing: whoever publishes, the maker of the release, whoever asks the network, the
# tests of this project.
PUBLISHER, EDITION, ONLINE, TESTS = "publisher", "edition", "online", "tests"


class Item(NamedTuple):
    """So many points of those that are possible; None where nobody knows here.

    `key` names its words; `why` is the wording of what to do, `who` can do it, and `note` is quoted there.
    """

    key: str
    possible: int
    got: int | None
    why: str = "lost"
    who: str = EDITION
    note: str = ""
    group: str = ""

    @property
    def whole(self) -> bool:
        """True where every point is got."""
        return self.got == self.possible


@dataclass(frozen=True, slots=True)
class Scored:
    """The items of a portal, for one data set."""

    portal: str
    items: tuple[Item, ...]

    @property
    def got(self) -> int:
        """The points that are got."""
        return sum(item.got or 0 for item in self.items)

    @property
    def possible(self) -> int:
        """The points that there are."""
        return sum(item.possible for item in self.items)

    @property
    def unknown(self) -> int:
        """The points of which nobody knows here."""
        return sum(item.possible for item in self.items if item.got is None)


class Score(NamedTuple):
    """What is scored of a release: the data set that it is, then those that are its parts.

    Titles are by language. `parts` have each a title and its score by data.gouv.fr; `unsaid` is what its
    descriptor says is not known.
    """

    title: Mapping[str, str]
    version: str
    day: dt.date
    scored: tuple[Scored, ...]
    parts: tuple[tuple[Mapping[str, str], Scored], ...]
    unsaid: tuple[str, ...]
