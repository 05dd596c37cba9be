"""The rules of a table compiled once: its form, its columns with their judges, its keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from scripts.reading.exact.judges import judge_of
from scripts.reading.exact.patience import matcher
from scripts.reading.rows.form import UnsupportedError, form_of

if TYPE_CHECKING:
    from scripts.reading.exact.judges import Judge, Matcher
    from scripts.reading.model.package import Dialect, Field, ForeignKey, Package, Resource, Schema
    from scripts.reading.rows.form import Form


@dataclass(frozen=True, slots=True)
class Column:
    """A field with its judge; `index` is its place in the rows (-1 for a column that is no field)."""

    index: int
    field: Field
    judge: Judge


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one resource: how it is written, its columns in the order of its schema, and its keys."""

    resource: Resource
    schema: Schema
    form: Form
    columns: tuple[Column, ...]

    @property
    def dialect(self) -> Dialect:
        """How it is written."""
        return self.form.dialect

    @property
    def reader_options(self) -> dict[str, Any]:
        """The dialect in the words of Python's csv module."""
        return self.form.reader_options

    @property
    def match(self) -> str:
        """How fields are found: `exact` by their order, else by name (Table Schema 2.0, « fieldsMatch »)."""
        return match_of(self.schema)


MATCHES = ("exact", "equal", "subset", "superset", "partial")


def match_of(schema: Schema) -> str:
    """How the fields of a schema are found in a table."""
    said = schema.extra.get("fieldsMatch", "exact")
    said = said[0] if isinstance(said, list) and said else said
    return said if said in MATCHES else "exact"


def table_of(resource: Resource, package: Package, match: Matcher = matcher) -> Table:
    """The rules of a resource that has a schema, without the keys that name what is not there.

    UnsupportedError for a form that is not read.
    """
    schema = resource.schema
    if schema is None or not schema.fields:
        raise UnsupportedError("no-fields")
    names = set(schema.field_names)
    schema = replace(
        schema,
        primary_key=schema.primary_key if names.issuperset(schema.primary_key) else (),
        unique_keys=tuple(key for key in schema.unique_keys if key and names.issuperset(key)),
        foreign_keys=tuple(key for key in schema.foreign_keys if leads(key, schema, package)),
    )
    columns = tuple(Column(i, field, judge_of(field, schema, match)) for i, field in enumerate(schema.fields))
    return Table(resource, schema, form_of(resource), columns)


def leads(key: ForeignKey, schema: Schema, package: Package) -> bool:
    """True for a foreign key that leads from fields of its table to as many of a table that is there."""
    target = (
        schema
        if not key.resource
        else next((r.schema for r in package.resources if r.name == key.resource), None)
    )
    return (
        target is not None
        and not key.package
        and len(key.fields) == len(key.reference_fields) > 0
        and set(schema.field_names).issuperset(key.fields)
        and set(target.field_names).issuperset(key.reference_fields)
    )
