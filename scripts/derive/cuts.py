"""Cuts of the table of figures: ready-to-read tables that the descriptor declares, and nobody edits.

After the columns that a cut declares (`derive.declared`) follow the identifier of the figure, its primary
key, and what stands beside the codes (`derive.beside`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive.beside import Column, labels, members
from scripts.derive.declared import Cut, declared
from scripts.derive.faults import DerivingError, Pointer
from scripts.derive.figures import UNIT, VALUE
from scripts.derive.paths import Paths, key_of
from scripts.derive.source import IDENTIFIER, TABLE
from scripts.reading.model.package import ForeignKey, Schema
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Field, Package, Resource
    from scripts.reading.tables import Row, Texts

KIND = "cut"
SYMBOL = "symbol_fr"


@dataclass(frozen=True, slots=True)
class _Figures:
    """The published table of figures, with all that a cut of it may need; `key` are its dimensions."""

    package: Package
    cells: Mapping[str, Texts]
    table: Resource
    key: tuple[str, ...]
    paths: Paths


def build(
    package: Package, cells: Mapping[str, Texts], key: tuple[str, ...]
) -> list[tuple[Resource, list[Row]]]:
    """Each cut that the package declares, and its rows.

    `package` has the published table of figures, `key` are the dimensions that name its rows. DerivingError
    where a declaration is wrong or names what is not there, where a cut keeps no figure, hides a dimension in
    which its figures differ, or takes a figure that another has.
    """
    entries = declared(package)
    if not entries:
        return []
    all_figures = _Figures(package, cells, package.resource(TABLE), key, Paths(package, cells))
    taken: dict[str, str] = {}
    made = []
    for cut in entries:
        rows = _chosen(all_figures, cut)
        for name, *_ in rows:
            if name in taken:
                raise _fault("overlap", cut, cut.at, value=name, other=taken[name])
            taken[name] = cut.name
        made.append(_made(all_figures, cut, rows))
    return made


def _chosen(of: _Figures, cut: Cut) -> list[Row]:
    """The figures that a cut keeps."""
    tests = []
    for name, texts in cut.where.items():
        at = (*cut.at, "where", name)
        path = of.paths.find(of.table, name, at)
        if lost := sorted(set(texts) - of.paths.texts(path)):
            raise _fault("unread", cut, at, value=lost[0], name=name)
        tests.append((path.read, frozenset(texts)))
    found = [row for row in of.cells[of.table.name] if all(read(row) in texts for read, texts in tests)]
    if not found:
        raise _fault("empty", cut, (*cut.at, "where"))
    return found


def _made(of: _Figures, cut: Cut, rows: Sequence[Row]) -> tuple[Resource, list[Row]]:
    """A cut of these figures."""
    own = [_column(of, cut, place) for place in range(len(cut.columns))]
    name = of.paths.find(of.table, IDENTIFIER)
    columns = [*own, Column(name.field, name)]
    for column in own:
        columns += labels(of.package, of.paths, column)
        columns += members(of.package, of.cells, column)
    fields = [column.field.name for column in columns]
    if twice := [field for field in fields if fields.count(field) > 1]:
        raise _fault("twice", cut, (*cut.at, "columns"), value=twice[0])
    shared = _shared(of, cut, rows, own)
    places = [fields.index(column) for column in cut.order]
    made = [tuple(column.path.read(row) for column in columns) for row in rows]
    made.sort(key=lambda row: ([row[place] for place in places], row[len(own)]))
    keys = [(column.field.name, column.path.target) for column in own]
    schema = Schema(
        fields=tuple(_measured(of, column, shared) for column in columns),
        primary_key=(IDENTIFIER,),
        foreign_keys=tuple(ForeignKey((n,), key.resource, key.reference_fields) for n, key in keys if key),
        extra=schema_of(of.table).extra,
    )
    extra = {"type": "table", **cut.words, "kind": KIND, "observation": shared}
    return replace(
        of.table, name=cut.name, title=cut.title, description=cut.description, schema=schema, extra=extra
    ), made


def _column(of: _Figures, cut: Cut, place: int) -> Column:
    """A column by its declaration; what another table requires of its own rows, a figure may lack."""
    name, path = cut.columns[place]
    found = of.paths.find(of.table, path, (*cut.at, "columns", place))
    dropped = ("unique",) if found.table == of.table.name else ("unique", "required")
    loose = {key: value for key, value in found.field.constraints.items() if key not in dropped}
    return Column(replace(found.field, name=name, constraints=loose), found)


def _shared(of: _Figures, cut: Cut, rows: Sequence[Row], columns: Sequence[Column]) -> dict[str, str]:
    """The dimensions, and the unit, that all figures of a cut have in common and none of its columns says.

    DerivingError for one that no column says and that is not the same throughout.
    """
    said = {column.path.field.name for column in columns if column.path.table == of.table.name}
    found = {}
    for place, name in enumerate(schema_of(of.table).field_names):
        if name in said or name not in (*of.key, UNIT):
            continue
        texts = {row[place] for row in rows}
        if len(texts) > 1:
            raise _fault("hidden", cut, (*cut.at, "columns"), value=name)
        if text := texts.pop():
            found[name] = text
    return found


def _measured(of: _Figures, column: Column, shared: Mapping[str, str]) -> Field:
    """The field of a column; that of the value says the unit that all its values share, as it is printed."""
    key = key_of(of.table, UNIT)
    if column.path.field.name != VALUE or column.path.table != of.table.name or not key or UNIT not in shared:
        return column.field
    units = of.package.resource(key.resource)
    if SYMBOL not in schema_of(units).field_names:
        return column.field
    row = of.paths.index(units, key.reference_fields[0]).get(shared[UNIT])
    symbol = of.paths.find(units, SYMBOL).read(row) if row else ""
    return replace(column.field, extra={**column.field.extra, **({"unit": symbol} if symbol else {})})


def _fault(variant: str, cut: Cut, at: Pointer, **words: object) -> DerivingError:
    """What is wrong with a cut."""
    return DerivingError("cut-error", variant, at=at, cut=cut.name, **words)
