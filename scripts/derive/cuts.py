"""Cuts of the table of figures: ready-to-read tables that the descriptor declares, and nobody edits.

After the columns that a cut declares (`derive.declared`) follow the identifier of the figure, its primary
key, and what stands beside the codes (`derive.beside`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive.base import among
from scripts.derive.beside import Column, all_of
from scripts.derive.declared import Cut, declared
from scripts.derive.faults import DerivingError, Pointer
from scripts.derive.figures import UNIT, VALUE
from scripts.derive.paths import ROW, Paths, key_of
from scripts.derive.source import IDENTIFIER, TABLE
from scripts.reading.model.package import ForeignKey, Schema
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.derive.base import Base
    from scripts.reading.model.package import Field, Package, Resource
    from scripts.reading.tables import Texts

KIND = "cut"
SYMBOL = "symbol_fr"
_TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class _Figures:
    """The published table of figures in a base that has all that a cut may need; `key` are its dimensions."""

    base: Base
    table: Resource
    key: tuple[str, ...]

    @property
    def package(self) -> Package:
        """The package."""
        return self.base.package

    @property
    def name(self) -> str:
        """The identifier of a figure, in SQL."""
        return f"{ROW}.c{schema_of(self.table).field_names.index(IDENTIFIER)}"


def build(base: Base, key: tuple[str, ...]) -> list[tuple[Resource, Texts]]:
    """Each cut that the package of a base declares, and its rows.

    The base has the published table of figures, `key` are the dimensions that name its rows. DerivingError
    where a declaration is wrong or names what is not there, where a cut keeps no figure, hides a dimension in
    which its figures differ, or takes a figure that another has.
    """
    entries = declared(base.package)
    if not entries:
        return []
    figures = _Figures(base, base.package.resource(TABLE), key)
    base.ask(f"CREATE TEMP TABLE {_TAKEN} (name VARCHAR, place BIGINT, cut INTEGER)")
    made = []
    for number, cut in enumerate(entries):
        _choose(figures, cut, number)
        twice = base.ask(
            f"SELECT name, other.cut FROM {_TAKEN} JOIN {_TAKEN} AS other USING (name) "
            f"WHERE {_TAKEN}.cut = {number} AND other.cut < {number} ORDER BY {_TAKEN}.place LIMIT 1"
        )
        if twice:
            name, other = twice[0]
            raise _fault("overlap", cut, cut.at, value=name, other=entries[other].name)
        made.append(_made(figures, cut, f"(SELECT name FROM {_TAKEN} WHERE cut = {number})"))
    return made


def _choose(of: _Figures, cut: Cut, number: int) -> None:
    """The figures that a cut keeps enter the table of those taken, under its number."""
    paths, tests = Paths(of.base, of.table), []
    for name, texts in cut.where.items():
        at = (*cut.at, "where", name)
        path = paths.find(name, at)
        if lost := sorted(set(texts) - paths.texts(path)):
            raise _fault("unread", cut, at, value=lost[0], name=name)
        tests.append(among(path.sql, texts))
    found = f"SELECT {of.name}, {ROW}.place, {number} FROM {paths.tables} WHERE {' AND '.join(tests)}"
    if of.base.ask(f"INSERT INTO {_TAKEN} {found}") == [(0,)]:
        raise _fault("empty", cut, (*cut.at, "where"))


def _made(of: _Figures, cut: Cut, kept: str) -> tuple[Resource, Texts]:
    """A cut of the figures whose names are `kept`."""
    paths = Paths(of.base, of.table)
    own = [_column(of, paths, cut, place) for place in range(len(cut.columns))]
    name = paths.find(IDENTIFIER)
    read = [path for _, path in cut.columns]
    columns = [*own, Column(name.field, name), *all_of(paths, own, read)]
    fields = [column.field.name for column in columns]
    if twice := [field for field in fields if fields.count(field) > 1]:
        raise _fault("twice", cut, (*cut.at, "columns"), value=twice[0])
    shared = _shared(of, cut, kept, own)
    keys = [(column.field.name, column.path.target) for column in own]
    schema = Schema(
        fields=tuple(_measured(of, column, shared) for column in columns),
        primary_key=(IDENTIFIER,),
        foreign_keys=tuple(ForeignKey((n,), key.resource, key.reference_fields) for n, key in keys if key),
        extra=schema_of(of.table).extra,
    )
    extra = {"type": "table", **cut.words, "kind": KIND, "observation": shared}
    resource = replace(
        of.table, name=cut.name, title=cut.title, description=cut.description, schema=schema, extra=extra
    )
    shown = ", ".join(f"{column.path.sql} AS c{place}" for place, column in enumerate(columns))
    order = ", ".join(f"c{place}" for place in (*map(fields.index, cut.order), len(own)))
    found = f"SELECT {shown} FROM {paths.tables} WHERE {of.name} IN {kept} ORDER BY {order}"
    return resource, of.base.texts(found, resource)


def _column(of: _Figures, paths: Paths, cut: Cut, place: int) -> Column:
    """A column by its declaration; what another table requires of its own rows, a figure may lack."""
    name, path = cut.columns[place]
    found = paths.find(path, (*cut.at, "columns", place))
    dropped = ("unique",) if found.table == of.table.name else ("unique", "required")
    loose = {key: value for key, value in found.field.constraints.items() if key not in dropped}
    return Column(replace(found.field, name=name, constraints=loose), found)


def _shared(of: _Figures, cut: Cut, kept: str, columns: Sequence[Column]) -> dict[str, str]:
    """The dimensions, and the unit, that all figures of a cut have in common and none of its columns says.

    DerivingError for one that no column says and that is not the same throughout.
    """
    said = {column.path.field.name for column in columns if column.path.table == of.table.name}
    names = schema_of(of.table).field_names
    unsaid = [name for name in names if name not in said and name in (*of.key, UNIT)]
    if not unsaid:
        return {}
    ends = (f"min({ROW}.c{at}), max({ROW}.c{at})" for at in map(names.index, unsaid))
    tables = Paths(of.base, of.table).tables
    (texts,) = of.base.ask(f"SELECT {', '.join(ends)} FROM {tables} WHERE {of.name} IN {kept}")
    found = {}
    for place, name in enumerate(unsaid):
        least, most = texts[2 * place : 2 * place + 2]
        if least != most:
            raise _fault("hidden", cut, (*cut.at, "columns"), value=name)
        if least:
            found[name] = least
    return found


def _measured(of: _Figures, column: Column, shared: Mapping[str, str]) -> Field:
    """The field of a column; that of the value says the unit that all its values share, as it is printed."""
    key = key_of(of.table, UNIT)
    if column.path.field.name != VALUE or column.path.table != of.table.name or not key or UNIT not in shared:
        return column.field
    units = of.package.resource(key.resource)
    if SYMBOL not in schema_of(units).field_names:
        return column.field
    paths = Paths(of.base, units)
    code, symbol = (paths.find(name).sql for name in (key.reference_fields[0], SYMBOL))
    found = of.base.ask(
        f"SELECT {symbol} FROM {paths.tables} WHERE {among(code, (shared[UNIT],))} ORDER BY {ROW}.place DESC"
    )
    unit = {"unit": found[0][0]} if found and found[0][0] else {}
    return replace(column.field, extra={**column.field.extra, **unit})


def _fault(variant: str, cut: Cut, at: Pointer, **words: object) -> DerivingError:
    """What is wrong with a cut."""
    return DerivingError("cut-error", variant, at=at, cut=cut.name, **words)
