"""What the page of a package of others says in tables: its fields, its faults, its first rows, its CSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import pandas as pd

from explorer.figures.packages.quick import label_of
from explorer.figures.packages.quick_scales import counted, spoken
from explorer.guests.descriptor import words
from explorer.guests.opening import Guest
from explorer.guests.rules import plain
from explorer.guests.tables import Fault, Table
from explorer.reader import Reader
from explorer.texts import WORDS
from scripts.reading.issues import Issue
from scripts.reading.model.package import Field

ROWS, COLUMNS = 20, 12  # of the first rows that are shown
CELL = 120  # characters of a cell that is shown
MEANING = 600
LISTED = 200  # kinds of fault that are told
SAID = 240  # characters of one
NUMBER = re.compile(r"[+-]?[\d\s.,\u00a0\u202f]*\d\s*%?", re.ASCII)
POINTED = re.compile(r"[+-]?\d*\.\d+", re.ASCII)  # a number with a decimal point, and nothing else
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs")
# Letters and marks by their category that are drawn as nothing (Unicode's default-ignorable characters).
_FILLERS = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u3164", "\uffa0"} | {
    chr(code)
    for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for code in range(first, last + 1)
}
FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n"
SIGNS = {"exclusiveMinimum": ">", "exclusiveMaximum": "<"}
BOUNDS = {
    "minimum": "data.minimum",
    "maximum": "data.maximum",
    "minLength": "open.shortest",
    "maxLength": "open.longest",
}


def fields(table: Table, reader: Reader) -> pd.DataFrame:
    """One row a field: name, type, meaning, constraints."""
    return pd.DataFrame(
        [
            {
                reader.say("data.column.field"): plain(column.name, 80),
                reader.say("data.column.type"): kind(column, reader),
                reader.say("data.column.meaning"): _meaning(column, reader),
                reader.say("data.column.constraints"): reader.say("semicolon").join(_rules(column, reader)),
            }
            for column in table.schema.fields
        ]
    )


def kind(column: Field, reader: Reader) -> str:
    """The type of a field in words; that of no standard as it is written."""
    key = f"data.type.{column.type}"
    return reader.say(key) if key in WORDS else plain(column.type, 40)


def faults(found: Sequence[Fault], reader: Reader) -> pd.DataFrame:
    """One row a kind of fault: where, what, how often, a few samples, in the words of `validate`."""
    return pd.DataFrame(
        [
            {
                reader.say("open.fault.column"): plain(fault.column, 80) or "—",
                reader.say("open.fault.what"): plain(fault.samples[0].title(reader.lang)),
                reader.say("open.fault.count"): spoken(fault.count, reader),
                reader.say("open.fault.samples"): " ".join(_sample(one, reader) for one in fault.samples),
            }
            for fault in found[:LISTED]
        ]
    )


def unchecked(table: Table, reader: Reader) -> list[str]:
    """What was not checked, in words."""
    said = []
    for fault in table.unchecked:
        field = f"{plain(fault.column, 80)}{reader.say('colon')}" if fault.column else ""
        said.append(field + plain(fault.samples[0].message(reader.lang), SAID))
    return said


def _sample(found: Issue, reader: Reader) -> str:
    """One fault: its line and what is wrong there."""
    said = plain(found.message(reader.lang), SAID)
    return reader.say("open.fault.sample", line=found.line, said=said) if found.line else said


def fault_count(count: int, reader: Reader) -> str:
    """« 3 departures from the schema »."""
    key = {0: "open.faults.zero", 1: "open.faults.one"}.get(count, "open.faults.count")
    return reader.say(key, count=spoken(count, reader))


def keys(table: Table, reader: Reader) -> list[str]:
    """The keys in words."""
    said = []
    if table.schema.primary_key:
        said.append(reader.say("open.key.primary", columns=_listed(table.schema.primary_key)))
    said += [reader.say("open.key.unique", columns=_listed(names)) for names in table.schema.unique_keys]
    said += [
        reader.say(
            "open.key.foreign" if key.resource else "open.key.own",
            columns=_listed(key.fields), there=_listed(key.reference_fields), table=plain(key.resource, 80),
        )
        for key in table.schema.foreign_keys
    ]  # fmt: skip
    return said


def first_rows(table: Table, reader: Reader) -> pd.DataFrame:
    """The first rows and fields, as they are written, cut to what can be read."""
    part = table.texts.iloc[:ROWS, :COLUMNS]
    shown = part.map(lambda text: text if len(text) <= CELL else text[: CELL - 1] + "…")
    by_name = {column.name: label_of(column, reader.lang) for column in table.schema.fields}
    return shown.set_axis([by_name[str(name)] for name in part.columns], axis=1)


def numeric(table: Table, reader: Reader) -> set[str]:
    """The labels of the fields that hold numbers, as `first_rows` writes them."""
    columns = table.schema.fields
    return {label_of(column, reader.lang) for column in columns if column.type in ("number", "integer")}


def facts(guest: Guest, reader: Reader) -> dict[str, str]:
    """Term → what is said of the package (plain text)."""
    properties = guest.descriptor.properties
    rows = sum(len(table.texts) for table in guest.tables)
    contents = (
        counted(len(guest.tables), reader, "tables"),
        counted(rows, reader),
        fault_count(guest.faults, reader),
        *([reader.say("open.incomplete")] if guest.incomplete else []),
    )
    said = {
        reader.say("open.source"): plain(guest.source),
        reader.say("data.content"): plain(words(properties.get("description"), reader.lang), 1_000),
        reader.say("open.version"): plain(words(properties.get("version")), 40),
        reader.say("open.licences"): licences(properties) or reader.say("open.licences.none"),
        reader.say("open.standard"): _standard(guest, reader),
        reader.say("open.contents"): ", ".join(contents),
    }
    return {term: text for term, text in said.items() if text}


def _standard(guest: Guest, reader: Reader) -> str:
    """The version of the standard; nothing of a table that came alone."""
    version = guest.descriptor.version
    return reader.say("open.standard.value", version=version) if version else ""


def licences(properties: Any) -> str:
    """The licences by title, else by name: v1 also has one as a text."""
    listed = properties.get("licenses", properties.get("license", []))
    found = listed if isinstance(listed, list) else [listed]
    named = [
        one.get("title") or one.get("name") or one.get("type") if isinstance(one, dict) else one
        for one in found
    ]
    return ", ".join(plain(words(one), 80) for one in named if words(one))


def spreadsheet(table: Table, lang: str) -> bytes:
    """The table as CSV that no spreadsheet runs, with a byte order mark, which Excel wants.

    In French with semicolons and decimal commas, as a French Excel reads them.
    """
    french = lang == "fr"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\n")
    writer.writerow([neutral(str(name)) for name in table.texts.columns])
    types = [table.schema.field(str(name)).type for name in table.texts.columns]
    comma = [french and kind == "number" for kind in types]
    writer.writerows(
        [
            neutral(text.replace(".", ",") if asked and POINTED.fullmatch(text) else text)
            for text, asked in zip(row, comma, strict=True)
        ]
        for row in table.texts.itertuples(index=False, name=None)
    )
    return out.getvalue().encode("utf-8-sig", "replace")


def is_stripped(character: str) -> bool:
    r"""True for what a spreadsheet may leave out before it looks: spaces, controls, what is not seen.

    Which ones differs by program and version (LibreOffice 7.4 leaves out none of all 510 that Unicode has):
    all are taken for such, since a cell that begins so and goes on as a formula is no loss to anybody.

    >>> [is_stripped(one) for one in ("\ufeff", "\u200b", "\x0b", "\u3164", "a", "é")]
    [True, True, True, True, False, False]
    """
    return unicodedata.category(character) in _UNSEEN or character in _FILLERS


def neutral(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would compute it; a negative number is a number.

    >>> neutral("=1+1"), neutral("-12,5"), neutral("-cmd"), neutral("a=b")
    ("'=1+1", '-12,5', "'-cmd", 'a=b')
    """
    head = next((one for one in text if one in FORMULA or not is_stripped(one)), "")
    return f"'{text}" if head and head in FORMULA and not NUMBER.fullmatch(text) else text


def _meaning(column: Field, reader: Reader) -> str:
    """Title and description; the title alone where that is all there is."""
    title = label_of(column, reader.lang)
    title = "" if title == column.name else title
    meaning = plain(words(column.description, reader.lang), MEANING)
    return ". ".join(part for part in (title, meaning) if part)


def _rules(column: Field, reader: Reader) -> list[str]:
    """The constraints in words."""
    said = [
        reader.say(f"data.{name}") for name in ("required", "unique") if column.constraints.get(name) is True
    ]
    asked = {name: plain(str(value), 40) for name, value in column.constraints.items()}
    said += [reader.say(key, value=asked[name]) for name, key in BOUNDS.items() if name in asked]
    said += [f"{sign} {asked[name]}" for name, sign in SIGNS.items() if name in asked]
    enum = column.constraints.get("enum")
    if isinstance(enum, list):
        shown = ", ".join(plain(str(one), 40) for one in enum[:12]) + ("…" if len(enum) > 12 else "")  # noqa: PLR2004 (a line)
        said.append(reader.say("data.enum", value=shown))
    if isinstance(column.constraints.get("pattern"), str):
        said.append(
            reader.say("open.pattern", value="\0").replace("\0", plain(column.constraints["pattern"], 80))
        )
    return said


def _listed(names: tuple[str, ...]) -> str:
    return plain(", ".join(names))
