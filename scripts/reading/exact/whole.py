"""Every record of a table with its verdict: the exact reading, which every other way must equal.

What keeps the fields from being found in the header is recognised, told once, and the rows are read all the
same: another separator than the dialect has, a header below some notes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.reading import recognise
from scripts.reading.exact.beyond import Beyond
from scripts.reading.exact.findings import At
from scripts.reading.exact.layout import layout_of
from scripts.reading.exact.rows import Keys, Rows
from scripts.reading.issues import issue
from scripts.reading.rows.form import DELIMITED
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue
    from scripts.reading.rows.files import Files
    from scripts.reading.values.base import Cell

SEPARATORS = {";": "semicolon", "\t": "tab", "|": "pipe", ",": "comma"}
DEEPEST = 50  # rows in which the header is looked for where it is not where it should be
_STEP = 500  # rows between two signs of life


class Row(NamedTuple):
    """A record of data: where it is, its cells, their values by column, and what is wrong with it."""

    at: At
    cells: Sequence[Cell]
    values: list[Any]
    issues: list[Issue]
    beyond: list[Issue]


class Opened(NamedTuple):
    """A table, its reading and its layout."""

    table: Table
    reading: Reading
    layout: Layout


def opened(files: Files, table: Table, *, keep: bool = False) -> Opened:
    """The table as its header is to be read; `keep` its records where it is small."""
    reading = Reading(files, table.resource, table.form, keep=keep)
    return Opened(table, reading, layout_of(table, reading))


def recognised(found: Opened) -> Opened:
    """The same, or the way of reading it that finds the fields which the header lacks; it is told."""
    table, reading, layout = found
    if not any(item.code in ("incorrect-label", "missing-label") for item in layout.issues):
        return found
    for code, dialect, words in _otherwise(table, reading):
        other = reading.with_dialect(**dialect)
        again = layout_of(table, other)
        if (
            len(again.issues) < len(layout.issues) and set(again.names) > set(layout.names)
        ) or not again.issues:
            path, line = other.path_line(other.header.place)
            told = issue(
                code,
                words.pop("variant", "default"),
                resource=table.resource.name,
                path=path,
                line=line,
                **words,
            )
            return Opened(table, other, replace(again, issues=(told, *again.issues)))
    return found


def _otherwise(table: Table, reading: Reading) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Other dialects that may be meant: the code that tells one, what is another in it, the words of it."""
    names = {*table.schema.field_names}
    if reading.form.kind == DELIMITED:
        declared = reading.form.dialect.delimiter
        heading = [declared.join(row) for row in reading.header.raw]
        if mark := recognise.delimiter(heading, table.schema.field_names, declared):
            yield "delimiter", {"delimiter": mark}, {"value": mark, "variant": SEPARATORS[mark]}
    for row, _, cells in reading.records():
        if row > DEEPEST:
            break
        if row not in reading.header.rows and len(
            names & {str(cell or "").strip() for cell in cells}
        ) * 2 > len(names):
            yield "header-row", {"header_rows": (row,)}, {"value": row}


def rows(found: Opened, targets: Targets, progress: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
    """The records of a table, each with its verdict. Whatever reading ends with, as it comes."""
    table, reading, layout = found
    judge, keys = Rows(table, layout).judge, Keys(table, layout, targets, reading.line)
    beyond, name, path_line = Beyond(table, layout), table.resource.name, reading.path_line
    for row, place, cells in reading.data():
        at = At(name, *path_line(place), row)
        values, issues = judge(cells, at.itself)
        if keys.present:
            issues = issues + keys.judge(values, cells, place, at.itself)
        more = [] if beyond.idle else list(beyond.apply(values, cells, at))
        yield Row(at, cells, values, issues, more)
        if row % _STEP == 0:
            progress(reading.read())


def seen(found: Opened) -> Iterator[Issue]:
    """What is odd in the file, known once it was read: stray quotes, open ones, merged cells of a sheet."""
    name, reading = found.table.resource.name, found.reading
    for place in reading.swallowed:
        path, line = reading.path_line(place)
        yield At(name, path, line, 0).issue("quoted-lines")
    if reading.unclosed is not None:
        yield At(name, *reading.path_line(reading.unclosed), 0).issue("unclosed-quote")
    heading = reading.header.last
    for place, cells in reading.merged:
        if place >= heading:
            yield At(name, *reading.path_line(place), 0).issue("merged-cells", value=cells)
