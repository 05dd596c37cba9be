"""The rows of any table, a page at a time: fields under their names, codes with what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from explorer.asking import ROWS, Answer, ask
from explorer.figures.survey.lookup import labels, references
from explorer.locales import exact
from explorer.published import Release, Table
from explorer.reader import Reader
from explorer.sieve import PAGE, Asked, Field, Odd, read

CODES = 200  # that a list has, at most
NUMBERS = ("number", "integer")
CODED = ("string", "boolean", "integer", "year")  # types whose values may be codes


class Head(NamedTuple):
    """A column: its field and the type of it, its name in words, code → what it means."""

    field: Field
    type: str
    title: str
    meanings: dict[str, str]

    @property
    def number(self) -> bool:
        """Whether its values are numbers, which stand right."""
        return self.type in NUMBERS

    def said(self, code: str) -> str:
        """A code with what it means; « oui » where it stands for that."""
        meaning = self.meanings.get(code, "")
        return meaning if self.type == "boolean" else f"{code} ({meaning})" if meaning else code


class Cell(NamedTuple):
    """A value as it is printed, and what the code means."""

    text: str
    meaning: str = ""


@dataclass(frozen=True)
class Page:
    """The rows of a page by their place in the table, from 1; what was asked, and what of it could not be."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    asked: Asked
    odd: tuple[Odd, ...]
    total: int  # rows that pass
    pages: int  # that there are of them
    cut: bool  # whether more rows pass than a sort shows

    @property
    def first(self) -> int:
        """Which of the rows that pass comes first here, from 1."""
        return (self.asked.page - 1) * ROWS + 1


def page(release: Release, reader: Reader, *, table: str, address: str) -> Page:
    """The page that the query string of an address asks for; the first where there is none such."""
    shown, columns = release.tables[table], heads(release, reader, table=table)
    asked, odd = read(dict(parse_qsl(address, keep_blank_values=True)), [head.field for head in columns])
    found = ask(shown, asked)
    if asked.page > _pages(found):
        odd.append(Odd(PAGE, str(asked.page)))
        asked = replace(asked, page=1)
        found = ask(shown, asked)
    rows = tuple(
        (place + 1, tuple(_cell(value, head, reader) for value, head in zip(row, columns, strict=True)))
        for place, *row in found.rows
    )
    return Page(columns, rows, asked, tuple(odd), found.total, _pages(found), found.reach < found.total)


def heads(release: Release, reader: Reader, *, table: str) -> tuple[Head, ...]:
    """The columns of a table."""
    return tuple(
        _head(release, reader, release.tables[table], field) for field in release.tables[table].fields
    )


def _pages(found: Answer) -> int:
    return max(1, -(-found.reach // ROWS))


def _head(release: Release, reader: Reader, table: Table, field: Mapping[str, Any]) -> Head:
    name, kind = str(field["name"]), str(field.get("type", "any"))
    codes = _codes(release, reader, table, field) if kind in CODED else {}
    sifted = Field(name, "code" if codes else _kind(field), tuple(codes))
    return Head(sifted, kind, reader.words(field, "title") or name, codes)


def _kind(field: Mapping[str, Any]) -> str:
    """How a field that has no list of codes is sifted."""
    kind = str(field.get("type", "any"))
    if kind in (*NUMBERS, "year"):
        return "number"
    return "date" if kind == "date" and field.get("format", "default") == "default" else "text"


def _codes(release: Release, reader: Reader, table: Table, field: Mapping[str, Any]) -> dict[str, str]:
    """Code → what it means, where the field has few codes; as its table of codes says, where there is one."""
    if field.get("type") == "boolean":
        return {code: reader.say(f"rows.{code}") for code in ("true", "false")}
    name = references(release, table.name).get(str(field["name"]), "")
    target = release.tables[name] if release.holds(name) else None
    if target and "code" in target.columns and len(target.cells) <= CODES:
        return {code: said if said != code else "" for code, said in labels(release, name, reader).items()}
    enum = field.get("constraints", {}).get("enum", [])
    return {str(code): "" for code in enum} if len(enum) <= CODES else {}


def _cell(value: Any, head: Head, reader: Reader) -> Cell:
    """The value as the reader's language writes it; none of it is rounded, an absent one is empty."""
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell(head.said(str(value).lower()))
    text = exact(value, reader.lang) if head.number else str(value)
    return Cell(text, head.meanings.get(str(value), ""))
