"""What a sentence says, said again for a machine, so that another can check it against the release.

How a new figure states its claims:

1. Make the words and the claims of a part of the sentence together, from the same rows, as a `Said`:
   `Said(reader.say("x.lead", value=…), (value(TABLE, where(study=s, answer=a), row),))`.
2. Join the parts (`together`) and hand both on: `Figure(sentence=said.words, claims=said.claims, …)`.
3. `where(field="code", other=("a", "b"))` selects rows of a table of the release by its columns.
4. Every number that the sentence prints must be the number of a claim (or stand in a label of the release),
   and every number of a claim must be printed. A status that is not normal must be said.
5. A word that compares (« le plus », « highest », « above ») needs a claim that allows it: `highest`,
   `lowest` (one study, question, population, unit; ties all named; with rows that have no value, a `missing`
   beside it), `tested` (the source's own significance), `rank` and `distance` (official statistics only).
   There is no claim for « more than in another study » or « rises »: the data do not support it.

tests/claims_check.py reads the claims again, with no code of ours, from the raw cells of every view, in both
languages; tests/test_claims.py tries them on random tables. Add a figure to tests/explorer_figures.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Claim:
    """One thing that is said of the rows of `table` that `where` selects. What is not said is empty.

    `kind`: value, highest, lowest, median, known, missing, lacking, size, grid, cell, all, none, tested,
    within, rank, distance, apart, figures, legible, studies, crossed, cells, filled, differing (see the
    functions below). `codes` are codes of the column `field`; `other` selects the rows that the first are set
    against. Claims without a table are of figures of any table: `codes` are then their identifiers.
    """

    kind: str
    table: str
    where: Where = ()
    value: float | None = None
    status: str = ""
    field: str = ""
    codes: tuple[str, ...] = ()
    count: int | None = None
    other: Where = ()


@dataclass(frozen=True)
class Said:
    """Words, and what they claim."""

    words: str
    claims: tuple[Claim, ...] = ()


def together(parts: Iterable[Said], joint: str = " ") -> Said:
    """The parts one after the other, those without words left out."""
    kept = [part for part in parts if part.words]
    return Said(joint.join(part.words for part in kept), tuple(c for part in kept for c in part.claims))


def where(**codes: Any) -> Where:
    """The selection of rows whose columns have one of those codes.

    >>> where(year=2015, actor=("citizens", "companies"))
    (('year', ('2015',)), ('actor', ('citizens', 'companies')))
    """
    return tuple(
        (field, tuple(map(str, code)) if isinstance(code, (tuple, list)) else (str(code),))
        for field, code in codes.items()
    )


def only(row: Mapping[str, Any] | pd.Series, *fields: str) -> Where:
    """The selection of the rows with the row's own codes in `fields`; an absent cell is an empty text."""
    return tuple((field, (_text(row[field]),)) for field in fields)


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def value(table: str, rows: Where, number: Any, status: Any) -> Claim:
    """The one row selected has this value, with this status."""
    return Claim("value", table, rows, value=float(number), status=str(status))


def highest(table: str, rows: Where, field: str, codes: Iterable[str], number: Any) -> Claim:
    """Of the selected rows with a value, those with `codes` in `field`, and only they, have the highest."""
    return Claim("highest", table, rows, value=float(number), field=field, codes=tuple(codes))


def lowest(table: str, rows: Where, field: str, codes: Iterable[str], number: Any) -> Claim:
    """The same of the lowest value. Without codes, only the value is claimed (« from 12 % »)."""
    return Claim("lowest", table, rows, value=float(number), field=field, codes=tuple(codes))


def middle(table: str, rows: Where, number: float) -> Claim:
    """The median of the selected rows that have a value."""
    return Claim("median", table, rows, value=float(number))


def known(table: str, rows: Where, count: int) -> Claim:
    """So many of the selected rows have a value."""
    return Claim("known", table, rows, count=count)


def missing(table: str, rows: Where, count: int, status: str = "") -> Claim:
    """So many of the selected rows have no value (of this status, where one is named)."""
    return Claim("missing", table, rows, count=count, status=status)


def lacking(table: str, rows: Where, field: str, codes: Iterable[str], among: str) -> Claim:
    """Of the codes of the table `among`, these and only these have no selected row with a value."""
    return Claim("lacking", table, rows, field=field, codes=tuple(codes), other=((among, ()),))


def size(table: str, rows: Where, count: int) -> Claim:
    """So many rows are selected."""
    return Claim("size", table, rows, count=count)


def grid(table: str, field: str, domains: str, count: int) -> Claim:
    """The rows of the table `domains`, times the different codes of `field`, make so many cells."""
    return Claim("grid", table, field=field, codes=(domains,), count=count)


def cell(table: str, rows: Where, field: str, text: Any) -> Claim:
    """All the selected rows (one at least) have this text in `field`."""
    return Claim("cell", table, rows, field=field, codes=(str(text),))


def figures(identifiers: Iterable[str]) -> Claim:
    """There are so many figures: those of these identifiers, each once."""
    codes = tuple(identifiers)
    return Claim("figures", "", codes=codes, count=len(codes))


def legible(identifiers: Iterable[str], count: int) -> Claim:
    """So many of the figures of these identifiers have a value."""
    return Claim("legible", "", codes=tuple(identifiers), count=count)


def studies(identifiers: Iterable[str], count: int) -> Claim:
    """The figures of these identifiers are of so many studies."""
    return Claim("studies", "", codes=tuple(identifiers), count=count)


def crossed(identifiers: Iterable[str], **prisms: str) -> Claim:
    """These and no others are the figures at the crossing of a `domain`, a `territory`, an `actor`."""
    return Claim("crossed", "", where(**prisms), codes=tuple(identifiers))


def cells(crossings: Iterable[str], count: int, *, filled: bool = False) -> Claim:
    """A table has so many cells; so many of them hold a legible figure where `filled`.

    A cell is what selects its figures: « domain=health&voice=citizens ».
    """
    return Claim("filled" if filled else "cells", "", codes=tuple(crossings), count=count)


def differing(count: int) -> Claim:
    """For so many measures, rows that differ by their source alone have different values."""
    return Claim("differing", "", count=count)


def every(table: str, rows: Where, field: str, codes: Iterable[Any]) -> Claim:
    """The different texts of `field` in the selected rows are these."""
    return Claim("all", table, rows, field=field, codes=tuple(str(code) for code in codes))


def none(table: str, rows: Where) -> Claim:
    """No selected row has a value."""
    return Claim("none", table, rows)


def tested(table: str, rows: Where, significance: str) -> Claim:
    """The source marks the one row selected with this significance."""
    return Claim("tested", table, rows, field="significance", codes=(significance,))


def within(table: str, part: Where, total: Where) -> Claim:
    """The values of the rows `part` add up to the value of the one row `total`."""
    return Claim("within", table, part, other=total)


def apart(table: str, one: Iterable[str], other: Iterable[str]) -> Claim:
    """No year of `one` lies in a period of `other` (« 2018 », « 2013-2018 »)."""
    return Claim("apart", table, codes=tuple(one), other=(("", tuple(other)),))


def rank(table: str, rows: Where, one: tuple[str, str], place: int, tied: Iterable[str]) -> Claim:
    """`one` (field, code) has the `place`-th highest value of the selected rows, level with `tied`."""
    return Claim("rank", table, rows, field=one[0], codes=(one[1], *tied), count=place)


def distance(table: str, rows: Where, one: tuple[str, str], number: float) -> Claim:
    """The value of `one` (field, code) less the median of the selected rows."""
    return Claim("distance", table, rows, value=float(number), field=one[0], codes=(one[1],))
