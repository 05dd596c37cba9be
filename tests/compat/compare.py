"""What a tool read against what the source says, check by check."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.compat.source import Table

# The columns of the table, in order.
CHECKS = ("rows", "types", "zeros", "accents", "decimals", "empty", "cells")

# What a format or a language has but one kind for is no misreading there: (declared, read).
ONE_NUMBER = frozenset({("integer", "number")})
NO_BOOLEAN = frozenset({("boolean", "integer")})
NO_DATE = frozenset({("date", "text")})
ALWAYS = frozenset({("number", "integer")})


LONG = 40


@dataclass(slots=True)
class Verdict:
    """How many were looked at and how many were wrong, by check, and the first that was wrong."""

    seen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHECKS, 0))
    wrong: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHECKS, 0))
    first: dict[str, str] = field(default_factory=dict)

    def note(self, check: str, *, good: bool, said: str) -> None:
        """One more looked at; `said` is kept where it is the first wrong one."""
        self.seen[check] += 1
        if not good:
            self.wrong[check] += 1
            self.first.setdefault(check, said)


def compare(
    expected: Mapping[str, Table], reading: Mapping[str, Any], lax: frozenset[tuple[str, str]]
) -> Verdict:
    """The verdict over all tables; a table that was not read is wrong in its rows, types and cells.

    `reading` is, by table, `{"columns": names, "kinds": kinds, "values": one list a column}` with JSON cells.
    The same rows in another order are no misreading: a database promises none.
    """
    verdict = Verdict()
    for name, table in expected.items():
        read = reading.get(name)
        if read is None or list(read["columns"]) != list(table.columns):
            said = f"{name}: {'not read' if read is None else 'other columns'}"
            for check in ("rows", "types", "cells"):
                verdict.note(check, good=False, said=said)
            continue
        counts = {len(column) for column in read["values"]}
        said = f"{name}: {len(table.rows)} → {max(counts, default=0)}"
        verdict.note("rows", good=counts == {len(table.rows)}, said=said)
        ordered = {**read, "values": _in_order(table, read["values"])}
        for position, column in enumerate(table.columns):
            _column(verdict, f"{name}.{column}", table, position, ordered, lax)
    return verdict


def _in_order(table: Table, values: list[list[Any]]) -> list[list[Any]]:
    """The columns that were read, their rows as the source has them where its key names the same rows."""
    if table.key not in table.columns:
        return values
    position = table.columns.index(table.key)
    wanted, read = [row[position] for row in table.rows], values[position]
    if wanted == read or sorted(wanted) != sorted(map(str, read)):
        return values
    places = {str(text): place for place, text in enumerate(read)}
    return [[column[places[text]] for text in wanted] for column in values]


def _column(
    verdict: Verdict,
    place: str,
    table: Table,
    position: int,
    read: Mapping[str, Any],
    lax: frozenset[tuple[str, str]],
) -> None:
    """The type of one column, and its cells."""
    declared, kind = table.kinds[position], read["kinds"][position]
    texts = [row[position] for row in table.rows]
    good = kind == declared or (declared, kind) in ALWAYS | lax or (kind == "empty" and not any(texts))
    verdict.note("types", good=good, said=f"{place}: {declared} → {kind}")
    # Strict both ways: where rows are missing or too many, the check of rows has said so.
    for text, value in zip(texts, read["values"][position], strict=False):
        same = (value is None) if text == "" else value is not None and _same(text, value, declared)
        wanted = None if text == "" else text if declared == "text" else _Bare(text)
        said = f"{place}: {_shown(wanted)} → {_shown(value)}"
        for check in _about(text, value, declared):
            verdict.note(check, good=same, said=said)


def _about(text: str, value: Any, declared: str) -> Iterator[str]:
    """The checks that a cell is an example of."""
    yield "cells"
    if text == "" or value is None or value == "":
        yield "empty"
    elif declared == "text":
        if len(text) > 1 and text.isdigit() and text.startswith("0"):
            yield "zeros"
        if not text.isascii():
            yield "accents"
    elif declared == "number" and "." in text:
        yield "decimals"


def _same(text: str, value: Any, declared: str) -> bool:
    """True where a value is what the text says; the kind of it is another check's business."""
    if declared in ("text", "date"):
        return isinstance(value, str) and value == text
    if not isinstance(value, bool | int | float):
        return False
    if declared == "boolean":
        return value == (text == "true")
    return not isinstance(value, bool) and float(Decimal(text)) == float(value)


class _Bare(str):
    """A number or a boolean as the source spells it."""

    __slots__ = ()


def _shown(value: Any) -> str:
    """A value as the report shows it: a text in quotes, the rest as it is, not too long."""
    if value is None:
        return "∅"
    shown = " ".join(str(value).split())
    shown = shown if len(shown) <= LONG else f"{shown[:LONG]}…"
    return f'"{shown}"' if isinstance(value, str) and not isinstance(value, _Bare) else shown
