"""The bytes of a table → its first row and the others, as texts: CSV, or JSON rows. Bounded in every way."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.guests.descriptor import Schema
from explorer.guests.rules import Budget, Refused, plain

# What a descriptor may call an encoding, and the codec: those that a table is found in, and no others.
ENCODINGS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "utf-8-sig": "utf-8-sig", "ascii": "utf-8-sig",
    "us-ascii": "utf-8-sig", "iso-8859-1": "latin-1", "latin-1": "latin-1", "latin1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252", "cp1252": "cp1252",
    "utf-16": "utf-16", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
PACE = 5_000  # rows between two looks at the clock
MARKS = ("\ufeff",)


@dataclass(frozen=True)
class Rows:
    """`labels` are the first row (empty where the file has none); `numbers` the line of each row in the file.

    `cut`: there are more rows, which were not read. `broken`: bytes that the encoding does not have.
    """

    labels: list[str]
    rows: list[list[str]]
    numbers: list[int]
    cut: bool = False
    broken: int = 0


def read_csv(
    content: bytes, properties: Mapping[str, Any], dialect: Mapping[str, Any], path: str, budget: Budget
) -> Rows:
    """The rows of a CSV file, in the dialect of v1 or v2. Line ends may be mixed."""
    text, broken = _decoded(content, str(properties.get("encoding", "utf-8")), path)
    options = _options(dialect, path)
    reader = csv.reader(io.StringIO(text, newline=""), **options)
    lines = _lines(reader, str(dialect.get("commentChar", "")))
    try:
        headed = dialect.get("header", True) is not False
        labels = next(lines, (0, []))[1] if headed else []
        return _gather(lines, labels, path, budget, broken)
    except csv.Error as error:
        raise Refused("not_a_table", path=path, reason=str(error)) from None


def read_json(value: Any, schema: Schema, path: str, budget: Budget) -> Rows:
    """The rows of JSON data: a list of lists under a first one of labels, or a list of objects."""
    if not isinstance(value, list):
        raise Refused("not_a_table", path=path, reason="JSON")
    keyed = bool(value) and isinstance(value[0], dict)
    labels = [column.name for column in schema.columns] or list(value[0]) if keyed else []
    rows: list[list[str]] = []
    for one in value:
        if isinstance(one, dict) == keyed and isinstance(one, dict | list):
            cells = [one.get(label) for label in labels] if isinstance(one, dict) else one
            rows.append([_text(cell) for cell in cells])
        else:
            raise Refused("not_a_table", path=path, reason="JSON")
    if not keyed and rows:
        labels, rows = rows[0], rows[1:]
    return _gather(((number, row) for number, row in enumerate(rows, 1)), labels, path, budget, 0)


def _gather(
    lines: Iterable[tuple[int, list[str]]], labels: list[str], path: str, budget: Budget, broken: int
) -> Rows:
    rules = budget.rules
    if len(labels) > rules.fields:
        raise Refused("too_many_fields", path=path, limit=rules.fields, found=len(labels))
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, row in lines:
        if len(rows) == rules.rows:
            return Rows([plain(label) for label in labels], rows, numbers, cut=True, broken=broken)
        if len(row) > rules.fields:
            raise Refused("too_many_fields", path=path, limit=rules.fields, found=len(row))
        budget.spend_cells(len(row), path)
        if sum(map(len, row)) > rules.cell:
            raise Refused("not_a_table", path=path, reason=f"> {rules.cell}")
        if len(rows) % PACE == 0:
            _ = budget.seconds
        rows.append(
            [cell if cell.isascii() and cell.isprintable() else plain(cell, rules.cell) for cell in row]
        )
        numbers.append(number)
    return Rows([plain(label) for label in labels], rows, numbers, broken=broken)


def _lines(reader: Any, comment: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line that each ends at; blank lines and comments left out."""
    for row in reader:
        if row and not (comment and row[0].startswith(comment)):
            yield reader.line_num, row


def _decoded(content: bytes, encoding: str, path: str) -> tuple[str, int]:
    """The text, and how many bytes were not of the encoding (a sign stands in their place)."""
    codec = ENCODINGS.get(encoding.strip().lower())
    if codec is None:
        raise Refused("odd_encoding", path=path, encoding=encoding)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and not codec.startswith("utf-16"):
        raise Refused("odd_encoding", path=path, encoding="UTF-16")
    text = content.decode(codec, "replace")
    broken = (
        text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
        if codec == "utf-8-sig"
        else text.count("\ufffd")
    )
    return text.removeprefix(MARKS[0]), max(broken, 0)


def _options(dialect: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The dialect for Python's reader; each character is one character."""
    nested = dialect.get("csv")
    said = {**dialect, **nested} if isinstance(nested, dict) else dialect
    options: dict[str, Any] = {
        "delimiter": said.get("delimiter", ","),
        "quotechar": said.get("quoteChar", '"'),
        "escapechar": said.get("escapeChar"),
        "doublequote": said.get("doubleQuote", True) is not False,
        "skipinitialspace": said.get("skipInitialSpace", False) is True,
        "strict": False,
    }
    for name in ("delimiter", "quotechar", "escapechar"):
        value = options[name]
        fits = (
            isinstance(value, str)
            and len(value) == 1
            and value not in "\r\n\0 "[: 3 if name == "delimiter" else 4]
        )
        if not fits and not (name == "escapechar" and value is None):
            raise Refused("odd_dialect", path=path, name=name)
    return options


def _text(cell: Any) -> str:
    """A JSON value as a CSV would write it."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
