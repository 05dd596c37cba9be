"""Who reads a package here, each asked for the values, the lines and the faults of the table `t`."""

from __future__ import annotations

import datetime as dt
import json
import math
import warnings
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from explorer.guests.opening import open_guest
from explorer.guests.rules import Budget, Refused, Rules
from explorer.guests.sources import from_uploads
from scripts.check.package import check
from scripts.derive.large import SMALL
from scripts.derive.whole import Tables
from scripts.reading.columnar import values
from scripts.reading.descriptor import from_package, load, to_package
from scripts.reading.exact.records import LOST, UnreadableError, closed, lost
from scripts.reading.exact.targets import Readings
from scripts.reading.exact.whole import rows, seen
from scripts.reading.issues import Issue, Severity
from scripts.reading.model.errors import SourceError
from scripts.write.content import of
from scripts.write.formats import csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Row = dict[str, Any]
Place = tuple[str, int]

SIZES = (SMALL, -1)  # in memory, and every table as if it were large
ENGINES = ("stdlib", "native", "polars")
# The faults that are found in the rows of a table; others are those of its bytes or of its descriptor.
OF_ROWS = frozenset(
    """blank-label blank-row category-error constraint-error delimiter duplicate-label extra-cell extra-label
    foreign-key header-row incorrect-label line-too-long merged-cells missing-cell missing-label primary-key
    quoted-lines source-error type-error unclosed-quote unique-error unique-key""".split()  # noqa: SIM905 -- shorter
)


class Seen(NamedTuple):
    """What a reader gives: rows by field (None where it gives none), their places, its faults in words.

    What it does not tell is None.
    """

    rows: list[Row] | None
    places: list[Place] | None = None
    faults: Counter[str] | None = None
    warned: Counter[str] | None = None


def words(found: Iterable[Issue], *, of_rows: bool = False) -> Counter[str]:
    """Issues as `code file:line field`; a row of the descriptor has its number for a line."""
    told = (item for item in found if item.code in OF_ROWS or not of_rows)
    return Counter(said(item.code, (item.path, item.line or item.row), item.field) for item in told)


def said(code: str, place: Place, field: str) -> str:
    """A fault in words."""
    return " ".join(part for part in (code, f"{place[0]}:{place[1]}" if place[1] else "", field) if part)


def reader(folder: Path) -> Seen:
    """The reader itself (scripts.reading)."""
    source = load(folder)
    package = to_package(source.descriptor)
    resource = package.resource("t")
    issues: list[Issue] = []
    try:
        readings = Readings(source.files, package)
        found = readings.opened(resource, beyond=True)
        read = list(rows(found, readings.targets(found.table)))
        closed(found.reading)
    except LOST as error:
        return Seen(None, None, words([lost(resource, error).issue("t")]))
    except UnreadableError as error:
        return Seen(None, None, words([error.issue("t")]))
    issues += found.layout.issues
    for row in read:
        issues += [*row.issues, *row.beyond]
    issues += seen(found)
    places = {c.field.name: place for place, c in enumerate(found.layout.columns) if c.index >= 0}
    values = [{name: row.values[place] for name, place in places.items()} for row in read]
    at = [(row.at.path, row.at.line or row.at.row) for row in read]
    return Seen(values, at, words(i for i in issues if i.severity is Severity.ERROR))


def validate(folder: Path, engine: str) -> Seen:
    """The verdict of `validate` by the standard."""
    found = list(check(folder, engine=engine))
    errors = [item for item in found if item.severity is Severity.ERROR]
    return Seen(None, None, words(errors), words(item for item in found if item not in errors))


def publish(folder: Path, small: int) -> Seen:
    """The values of which every format of a release is made; tables of more bytes than `small` are large."""
    source = load(folder)
    with Tables(source.files, small=small) as tables:
        try:
            found = tables.table(to_package(source.descriptor).resource("t"))
        except SourceError:
            return Seen(None)
        return Seen(values.table(found.typed).to_pylist())


def released(folder: Path, out: Path, small: int) -> Seen:
    """What the reader reads of the tables of a release, written from the package."""
    source = load(folder)
    with Tables(source.files, small=small) as tables:
        try:
            content = of(source, dt.date(2026, 1, 1), tables)
        except SourceError as error:
            return Seen(None, None, Counter([str(error)]))
        out.mkdir()
        csv.write(content, out)
    described = json.dumps(from_package(content.package), ensure_ascii=False)
    (out / "datapackage.json").write_text(described, encoding="utf-8")
    return reader(out)


def explorer(files: Mapping[str, bytes]) -> Seen:
    """What a visitor of the explorer sees who opens the package."""
    budget = Budget(Rules())
    try:
        guest = open_guest(from_uploads(files, budget), budget)
    except Refused:
        return Seen(None)
    issues = [item for table in guest.tables for item in table.issues if item.severity is Severity.ERROR]
    table = next((one for one in guest.tables if one.name == "t"), None)
    if table is None:
        return Seen(None, None, words(issues))
    names = list(table.typed)
    values = [dict(zip(names, row, strict=True)) for row in zip(*table.typed.values(), strict=True)]
    return Seen(values, [("", line) for line in table.lines], words(issues))


def frictionless(folder: Path) -> Seen:
    """Frictionless, as its command line validates the package and its library reads the rows."""
    from frictionless import Package

    path = str(folder / "datapackage.json")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            report = Package(path).validate()
            kinds = Counter(error.type for task in report.tasks for error in task.errors)
            kinds += Counter(error.type for error in report.errors)
            read = [row.to_dict() for row in Package(path).get_resource("t").read_rows()]
        except Exception as error:  # noqa: BLE001 -- it stops with exceptions of all kinds
            return Seen(None, None, Counter([type(error).__name__]))
    return Seen(read, None, kinds)


def alike(expected: Any, found: Any) -> bool:
    """True for the same value of the same kind, as TOML writes values (a month and a duration are texts)."""
    found = _written(found)
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, int | Decimal) and isinstance(found, int | float | Decimal):
        if isinstance(expected, Decimal) and expected.is_nan():
            return math.isnan(found)
        return expected == found or (isinstance(found, float) and float(expected) == found)
    if isinstance(expected, list) and isinstance(found, list | tuple):
        return len(expected) == len(found) and all(map(alike, expected, found))
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(alike(expected[key], found[key]) for key in expected)
    return type(expected) is type(found) and bool(expected == found)


def _written(value: Any) -> Any:
    from isodate import Duration, duration_isoformat

    if isinstance(value, Duration | dt.timedelta):
        return duration_isoformat(value)
    if type(value).__name__.lower() == "yearmonth":
        return f"{value.year:04d}-{value.month:02d}"
    return value


def as_published(kind: str, value: Any, found: Any) -> bool:
    """True for what publish makes of a value: numbers as doubles, days, truth values, else texts."""
    if value is None or found is None:
        return value is found
    if kind in ("number", "integer", "year", "boolean", "date"):
        return alike(value, found)
    return isinstance(found, str) and (not isinstance(value, str) or kind != "string" or value == found)


def as_released(_kind: str, value: Any, found: Any) -> bool:
    """True for the same value; a day of which only the year or the month was said is one of these."""
    if value is None or found is None:
        return value is found
    if isinstance(value, dt.date) and isinstance(found, int):
        return value.year == found
    if isinstance(value, dt.date) and type(found).__name__ == "YearMonth":
        return bool((value.year, value.month) == (found.year, found.month))
    return alike(value, found)


def as_drawn(kind: str, value: Any, found: Any) -> bool:
    """True for what the explorer makes of a value, which is counted and drawn."""
    if value is None or found is None:
        return value is found
    if kind in ("geopoint", "duration"):
        return isinstance(found, str)
    if kind == "list":
        return [str(one).lower() for one in value] == [str(one).lower() for one in json.loads(found)]
    if isinstance(value, Decimal) and not value.is_finite():
        return math.isnan(found)
    return alike(_drawn(kind, value), json.loads(found) if isinstance(value, list | dict) else found)


def _drawn(kind: str, value: Any) -> Any:
    """A value without its zone; of a month, the first day."""
    if isinstance(value, dt.datetime | dt.time):
        return value.replace(tzinfo=None)
    return dt.date.fromisoformat(f"{value}-01") if kind == "yearmonth" else value
