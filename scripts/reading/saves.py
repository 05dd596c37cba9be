"""What a spreadsheet set to French makes of a CSV that it saves, recognised and read as records again.

Excel parts cells by semicolons (or by tabs, in the UTF-16 of « Texte Unicode »), writes Windows-1252 or UTF-8
with a byte order mark, ends lines with CRLF, and writes values as it shows them: 46,5 and 31/12/2025, VRAI,
1,2E+05, 1 for 01. A CSV of commas that it opens by a double click it takes for one column: saved again, each
line is one cell, and the quotes in it are doubled (`wrapped`).

Pure: whoever reads a file may ask. Nothing is read otherwise than declared behind anybody's back.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.reading import recognise
from scripts.reading.issues.messages import say
from scripts.reading.rows.form import DELIMITED, UnsupportedError, form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.reading.model.package import Field, Resource, Schema

    Record = tuple[int, list[str]]  # its first line, from 1, and its cells

HEAD = 65_536  # bytes that are enough to recognise a save by
# What a save may show, in the order in which it is told.
TRAITS = (
    "wrapped",
    "semicolon",
    "tab",
    "utf16",
    "windows",
    "bom",
    "crlf",
    "decimal",
    "date",
    "boolean",
    "scientific",
    "trailing",
)
_ENDS = {"semicolon", "tab", "wrapped", "utf16"}  # what no CSV of commas has
_VALUES = {"decimal", "date", "boolean", "scientific"}
_BYTES = {"windows", "bom", "crlf"}
_SAMPLE = 500  # records
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
TRUTHS = {"VRAI": "true", "FAUX": "false"}
_LIMIT = 2**31 - 2
_DRESS = {"decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues"}


@dataclass(frozen=True, slots=True)
class Save:
    """How a file was saved: its encoding, what parts its cells, whether each line is one cell, its traits."""

    encoding: str
    delimiter: str
    wrapped: bool
    traits: tuple[str, ...]

    def told(self, language: str) -> str:
        """The traits in words."""
        return ", ".join(say(f"save_{trait}", language) for trait in self.traits)


def is_plain(resource: Resource) -> bool:
    """True for a table that is declared to be plain CSV: one file in UTF-8, commas, quotes, a header.

    Its values are in the default form of their types, and an empty cell alone means none.
    """
    schema = resource.schema
    if schema is None or len(resource.paths) != 1 or "data" in resource.extra:
        return False
    if schema.missing_values != ("",) or any(map(_is_dressed, schema.fields)):
        return False
    try:
        form = form_of(resource)
    except UnsupportedError:
        return False
    dialect = form.dialect
    return (
        (form.kind, form.encoding, form.compression) == (DELIMITED, "utf-8-sig", "")
        and (dialect.delimiter, dialect.quote_char, dialect.escape_char) == (",", '"', None)
        and (dialect.header, dialect.header_rows, dialect.double_quote) == (True, (1,), True)
        and not (dialect.comment_char or dialect.comment_rows or dialect.null_sequence)
    )


def _is_dressed(field: Field) -> bool:
    """True for a field whose values are written in another form than the default, or with other nulls."""
    formed = field.type != "string" and field.format != "default"
    return formed or field.missing_values is not None or not _DRESS.isdisjoint(field.extra)


def recognised(head: bytes, schema: Schema, *, whole: bool = False) -> Save | None:
    """How a file that begins so was saved, where a spreadsheet saved it; None for any other.

    `whole` says that `head` is all of it.
    """
    found = _read(head, schema, whole=whole)
    if found is None:
        return None
    seen, values, its_bytes = set(found.traits), _VALUES, _BYTES
    saved = seen & _ENDS or (seen & values and seen & its_bytes) or {"windows", "crlf"} <= seen
    return found if saved else None


def read(content: bytes, schema: Schema) -> Save | None:
    """How a whole file is written, be it a save or not; None for one that has not the fields."""
    return _read(content, schema, whole=True)


def records(content: bytes, save: Save) -> Iterator[Record]:
    """The records of a whole file; of a line that was one cell, the cells that it was made of."""
    text = content.decode(save.encoding)
    if not save.wrapped:
        yield from _records(text, save.delimiter)
        return
    lines = (";".join(_trimmed(cells)) for _, cells in _records(text, ";"))
    yield from _records("".join(f"{line}\n" for line in lines), ",")


def _read(head: bytes, schema: Schema, *, whole: bool) -> Save | None:
    """The same, from the beginning of a file."""
    encoding = recognise.encoding(head)
    if not encoding:
        return None
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
    except UnicodeDecodeError:
        return None
    if not whole:  # the last line may be cut
        text = text[: text.rfind("\n") + 1] or text
    first = next(iter(text.splitlines()), "")
    marks = (";", "\t", ",") if len(schema.fields) > 1 else (",",)
    fits = next((mark for mark in marks if _fits(first.rstrip(";\t" + mark), mark, schema)), "")
    if not fits:
        return None
    sample = [cells for (_, cells), _ in zip(_records(text, fits), range(_SAMPLE), strict=False)]
    width = len(schema.fields)
    wrapped = fits == "," and (
        first.endswith(";") or any(len(_trimmed(one)) == 1 and "," in one[0] for one in sample[1:])
    )
    if wrapped:
        lines = (";".join(_trimmed(cells)) for _, cells in _records(text, ";"))
        sample = [cells for _, cells in _records("".join(f"{line}\n" for line in lines), ",")][:_SAMPLE]
    seen = {
        "wrapped": wrapped,
        "semicolon": fits == ";",
        "tab": fits == "\t",
        "utf16": encoding.startswith("utf-16"),
        "windows": encoding == "windows-1252",
        "bom": encoding == "utf-8-sig",
        "crlf": "\r\n" in text,
        "trailing": any(len(one) > width or (len(one) > 1 and not any(one)) for one in sample),
        **_values(sample, schema),
    }
    delimiter = ";" if wrapped else fits
    return Save(encoding, delimiter, wrapped, tuple(trait for trait in TRAITS if seen[trait]))


def _values(sample: Sequence[Sequence[str]], schema: Schema) -> dict[str, bool]:
    """Which values are written as a French spreadsheet shows them."""
    types = {field.name: field.type for field in schema.fields}
    labels = [label.strip() for label in sample[0]] if sample else []
    cells: dict[str, set[str]] = {}
    for one in sample[1:]:
        for label, cell in zip(labels, one, strict=False):
            if cell:
                cells.setdefault(types.get(label, ""), set()).add(cell.strip())
    numbers = cells.get("number", set()) | cells.get("integer", set())
    return {
        "decimal": any(map(recognise.is_decimal_comma, numbers)),
        "date": any(map(DATE.fullmatch, cells.get("date", ()))),
        "boolean": not TRUTHS.keys().isdisjoint(cells.get("boolean", ())),
        "scientific": any(SCIENTIFIC.fullmatch(one) for one in numbers if "," in one),
    }


def _fits(line: str, delimiter: str, schema: Schema) -> bool:
    """True where the first line, parted so, has most of the fields."""
    labels = recognise.split(line.removeprefix("\ufeff"), delimiter)
    names = schema.field_names
    return 2 * len(set(names).intersection(labels)) > len(names) and (len(labels) > 1 or len(names) == 1)


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Each record of a text with the line that it begins on; a blank line is no record."""
    csv.field_size_limit(_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at their end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept
