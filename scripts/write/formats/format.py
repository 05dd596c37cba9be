"""Format: a form in which a release has its tables, written and read again; and whether two values are one.

What a format has beyond the CSV files is held against them, batch by batch, cell by cell, null by null
(`publish.audit.formats`): a format that nothing could read back has no place in FORMATS.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    import pyarrow as pa

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource
    from scripts.write.content import Content

FIRST_DAY = dt.date(1900, 3, 1)  # that every reader of a workbook counts alike; what is before it is a text

# Whether the value of a CSV cell (a text, float, int, bool, date or None) and what a format gives are one.
Same = Callable[[Any, Any], bool]


class UnreadableError(Exception):
    """A file, or a table in it, that cannot be read: the message says why."""


class NoTableError(Exception):
    """A file that has no table where one should be: the message is the name that it should have."""


class Found(NamedTuple):
    """A table as a file holds it: its columns in words, how many rows, and these by columns, in parts."""

    columns: str
    rows: int
    parts: Iterator[Sequence[Any]]


class Opened(Protocol):
    """The files of a format, open to be read by a library that did not write them where there is one."""

    def faults(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What is wrong with them as a whole: wordings of `format-difference`, with their words."""

    def table(self, resource: Resource, rows: int) -> Found:
        """One table, which should have so many rows. NoTableError, UnreadableError."""


def names_of(resource: Resource) -> str:
    """The columns of a table by their names."""
    return ", ".join(schema_of(resource).field_names)


@dataclass(frozen=True, slots=True)
class Format:
    """A form of the tables: how they are written, read again and held against the values of the CSV files.

    `name` is what people call it, `path` where it is: of each `{table}`, or of all in one file of the
    `{package}`. Where `made` makes that one file in memory, it may be made before any is written. `expected`
    tells the columns of a table as `Found` does; `tables` which it has, `holds` of which of these it has the
    rows; `alike` whether a column of it is surely that of the CSV, sooner than cell by cell.
    """

    name: str
    mediatype: str
    path: str
    write: Callable[[Content, Path], list[str]]
    opened: Callable[[Path, Package], AbstractContextManager[Opened]]
    same: Same
    alike: Callable[[pa.Array, Any], bool]
    expected: Callable[[Resource], str] = names_of
    holds: Callable[[Values], bool] = lambda _: True
    made: Callable[[Content], bytes] | None = None
    tables: Callable[[Package], Sequence[Resource]] = lambda package: package.tables

    @property
    def key(self) -> str:
        """Its name in words.toml."""
        return self.name.lower()

    @property
    def is_whole(self) -> bool:
        """True for a format that has all tables in one file."""
        return "{table}" not in self.path

    def where(self, package: Package, table: str = "") -> str:
        """The path of its file in a release."""
        return self.path.format(package=package.name, table=table)


def in_arrow(expected: Any, found: Any) -> bool:
    """As Arrow has it: the same type, the same value; a NaN is as good as another.

    >>> in_arrow(1.0, 1.0), in_arrow(float("nan"), float("nan")), in_arrow(None, "")
    (True, True, False)
    """
    if isinstance(expected, float) and math.isnan(expected):
        return isinstance(found, float) and math.isnan(found)
    return type(expected) is type(found) and bool(expected == found)


def in_sqlite(expected: Any, found: Any) -> bool:
    """As SQLite has it: a boolean is 0 or 1, a date its text.

    >>> in_sqlite(True, 1), in_sqlite(dt.date(2026, 11, 23), "2026-11-23"), in_sqlite("01", 1)
    (True, True, False)
    """
    if isinstance(expected, bool):
        return type(found) is int and found == int(expected)
    return in_arrow(expected.isoformat() if isinstance(expected, dt.date) else expected, found)


def in_sheet(expected: Any, found: Any) -> bool:
    """As a workbook has it: numbers are doubles of 16 digits, and an empty text is an empty cell.

    >>> in_sheet(3, 3.0), in_sheet(None, ""), in_sheet("01", 1.0), in_sheet(0.1 + 0.2, 0.3)
    (True, True, False, True)
    """
    if expected is None or expected == "":
        return bool(found == "" and isinstance(found, str))
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return type(found) is float and float(f"{expected:.16G}") == found
    if isinstance(expected, dt.date) and expected < FIRST_DAY:
        return bool(found == expected.isoformat())
    return type(expected) is type(found) and bool(expected == found)
