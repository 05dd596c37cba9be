"""A Data Package as frozen values, in the words of the specification.

Standard library only; nothing here reads a file or knows how JSON spells a property (that is
`reading.descriptor`). Source: Data Package 2.0, <https://datapackage.org/standard/>, pages Data Package, Data
Resource, Table Dialect and Table Schema.

What the standard does not name, and any property that a publisher adds, is kept as it came in `extra`, so
that a package that is read and written again has lost nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

Extra = Mapping[str, Any]
NOTHING: Extra = MappingProxyType({})


def _nothing() -> Extra:
    """No property at all (a dataclass of Python 3.11 takes no mapping as a plain default)."""
    return NOTHING


class Missing(str):
    """A text that means « no value », with the words that say why (`label`); a text like another else."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """The text, labelled."""
        made = super().__new__(cls, value)
        made.label = label
        return made


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a categorical field, with the words that stand for it (`label`, may be empty)."""

    value: Any
    label: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type and format, what it may hold, and what it means.

    `missing_values` is None where the schema's own list applies. `constraints` keeps the standard's spelling
    (`required`, `unique`, `minLength`, `enum` …).
    """

    name: str
    type: str = "any"
    format: str = "default"
    title: str = ""
    description: str = ""
    constraints: Extra = field(default_factory=_nothing)
    categories: tuple[Category, ...] = ()
    missing_values: tuple[str, ...] | None = None
    extra: Extra = field(default_factory=_nothing)

    @property
    def required(self) -> bool:
        """True where an empty cell is refused by the field's own constraint (a key may refuse it too)."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must be found in `reference_fields` of `resource` ("" is the table itself).

    `package` is the address of another package, where the table is one of its.
    """

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]
    package: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """A Table Schema: the columns in order, and the keys."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[str, ...] = ("",)
    extra: Extra = field(default_factory=_nothing)

    def field(self, name: str) -> Field:
        """The column of that name. KeyError where there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(candidate.name for candidate in self.fields)

    @property
    def row_key(self) -> tuple[str, ...]:
        """The fields that name a row: those of the primary key, else of the first unique key."""
        return self.primary_key or next(iter(self.unique_keys), ())

    def missing_values_of(self, column: Field) -> tuple[str, ...]:
        """The texts that mean « no value » in that column: its own list, else the schema's."""
        return self.missing_values if column.missing_values is None else column.missing_values

    def may_be_null(self, column: Field) -> bool:
        """False where a constraint or the primary key refuses an empty cell."""
        return not (column.required or column.name in self.primary_key)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written. Defaults are the standard's; `declared` are the properties that are said."""

    delimiter: str = ","
    line_terminator: str = "\r\n"
    quote_char: str = '"'
    double_quote: bool = True
    escape_char: str | None = None
    skip_initial_space: bool = False
    header: bool = True
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_char: str | None = None
    comment_rows: tuple[int, ...] = ()
    null_sequence: str | None = None
    extra: Extra = field(default_factory=_nothing)
    declared: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """One table (or file) of a package. `paths` are as written, relative to the descriptor."""

    name: str
    paths: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    format: str = ""
    mediatype: str = ""
    encoding: str = "utf-8"
    dialect: Dialect | None = None
    schema: Schema | None = None
    extra: Extra = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Package:
    """A Data Package: what it is, and its resources in the descriptor's order."""

    name: str
    version: str = ""
    title: str = ""
    description: str = ""
    resources: tuple[Resource, ...] = ()
    extra: Extra = field(default_factory=_nothing)

    def resource(self, name: str) -> Resource:
        """The resource of that name. KeyError where there is none."""
        for candidate in self.resources:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @property
    def tables(self) -> tuple[Resource, ...]:
        """The resources that have a Table Schema, in order."""
        return tuple(r for r in self.resources if r.schema is not None)
