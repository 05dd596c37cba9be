"""Subject: what the checks are given. What the earlier ones found tells the later ones what is impossible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from scripts.check.aside import without
from scripts.check.beside import Beside, here
from scripts.check.engines.choice import Told
from scripts.check.engines.choice import quiet as unheard
from scripts.reading.descriptor import Source, to_package
from scripts.reading.issues import Issue

if TYPE_CHECKING:
    from scripts.derive.whole import Tables
    from scripts.reading.model.package import Package

# Told what was checked, and how many of it: "files", "tables", "rows"; "present" are files that are no table,
# "found" are issues that are not yielded yet.
Counted = Callable[[str, int], None]

# Faults that keep a table from being read at all, or from becoming a typed table.
UNREADABLE = frozenset(
    {
        "blank-label",
        "compression-error",
        "delimiter",
        "duplicate-label",
        "encoding-error",
        "excel-save",
        "extra-cell",
        "extra-label",
        "file-kind",
        "header-row",
        "incorrect-label",
        "line-too-long",
        "missing-cell",
        "missing-label",
        "nul-byte",
        "scheme-error",
        "source-error",
        "type-error",
        "unclosed-quote",
        "unsafe-path",
    }
)


# Why the rows of a table were not read at all: wordings of `check-skipped`.
UNREAD = frozenset(
    {"beyond", "compression", "default", "file", "format", "not-a-table", "remote", "separator"}
)


class Progress(Protocol):
    """Told what is being worked on, how much is done, and how much there is in all (in the same unit)."""

    def __call__(self, doing: str, done: int, total: int, rows: int = 0, /) -> None:
        """`rows` is about how many are read, where the work is that."""


def quiet(_doing: str, _done: int, _total: int, _rows: int = 0, /) -> None:
    """A Progress that nobody watches."""


def idle() -> None:
    """Nothing is done meanwhile."""


def uncounted(_what: str, _number: int) -> None:
    """A Counted that nobody reads."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A package under check.

    `house` asks whether it may be published here, beyond being a right Data Package; `unreadable` names the
    resources whose rows cannot be read, `absent` those of which it was said what is not checked. `tables` are
    the tables that whoever asks for the check needs after it too; `beside` takes work that can go on beside,
    and `meanwhile` is called once, of a descriptor in which we find no error, while frictionless is asked.
    """

    source: Source
    engine: str
    progress: Progress = quiet
    told: Told = unheard
    counted: Counted = uncounted
    house: bool = False
    unreadable: frozenset[str] = field(default_factory=frozenset)
    absent: frozenset[str] = field(default_factory=frozenset)
    tables: Tables | None = None
    beside: Beside = here
    meanwhile: Callable[[], None] = idle
    _made: list[Package] = field(default_factory=list)  # by the first check that asks

    @contextmanager
    def opened(self) -> Iterator[Tables]:
        """The tables of the package: those that whoever asks has opened, else some that go at the end."""
        if self.tables is not None:
            yield self.tables
            return
        from scripts.derive.whole import Tables

        with Tables(self.source.files) as tables:
            yield tables

    def package(self) -> Package:
        """The model of the package as far as it can be checked; the descriptor check tells the rest."""
        if not self._made:
            self._made.append(to_package(without(self.source.descriptor)))
        return self._made[0]

    def after(self, found: Iterable[Issue]) -> Subject:
        """The subject as a check leaves it."""
        left = {
            name: [i.resource for i in found if i.variant == name]
            for name in ("beyond", "remote", "no-schema")
        }
        names = {item.resource for item in found if _keeps(item)}.union(left["beyond"], left["remote"])
        absent = self.absent.union(*left.values())
        return replace(self, unreadable=self.unreadable | names, absent=absent)


def _keeps(item: Issue) -> bool:
    """True for what keeps a table from being read; our own rules on where and how it lies do not."""
    kind = (item.code, item.variant)
    if kind in (("encoding-error", "other"), ("encoding-error", "utf-8"), ("unsafe-path", "address")):
        return False
    return item.code in UNREADABLE or kind in (("dialect-error", "character"), ("dialect-error", "sequence"))
