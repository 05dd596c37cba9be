"""The descriptor compiled once to rules, with the standard library only, for every engine but frictionless.

`table_of` compiles a resource or says why it cannot (UnsupportedError): such a table goes to frictionless.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.check.engines.cells import judge_of
from scripts.check.engines.foreign import UnsupportedError
from scripts.model.package import Dialect
from scripts.read.packed import compression_of

if TYPE_CHECKING:
    from scripts.check.engines.cells import Judge
    from scripts.model.package import Field, ForeignKey, Package, Resource, Schema

# Types whose values frictionless cannot remember (a list has no hash), so that keys of them make it stop.
UNHASHABLE = frozenset({"array", "object", "geojson", "list"})
SAMPLE = 100  # rows in which frictionless looks for the header


@dataclass(frozen=True, slots=True)
class Column:
    """A field with its judge; `index` is its place in the schema."""

    index: int
    field: Field
    judge: Judge


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of one resource: how to read it, its columns and its keys."""

    resource: Resource
    schema: Schema
    dialect: Dialect
    encoding: str
    compression: str
    columns: tuple[Column, ...]

    @property
    def first_row(self) -> int:
        """The row number of the first record of data."""
        return self.dialect.header_rows[-1] + 1 if self.dialect.header and self.dialect.header_rows else 1

    @property
    def reader_options(self) -> dict[str, Any]:
        """The dialect in the words of Python's csv module, as frictionless translates it."""
        return {
            "delimiter": self.dialect.delimiter,
            "quotechar": self.dialect.quote_char,
            "doublequote": self.dialect.double_quote or not self.dialect.escape_char,
            "escapechar": self.dialect.escape_char or None,
            "skipinitialspace": self.dialect.skip_initial_space,
            "strict": False,
        }

    def is_comment(self, row: int, cells: list[str]) -> bool:
        """True for a record that the dialect leaves out."""
        mark = self.dialect.comment_char
        return row in self.dialect.comment_rows or bool(mark and cells and cells[0].startswith(mark))


def table_of(resource: Resource, package: Package) -> Table:
    """The rules of a resource that has a schema. UnsupportedError says why where they are not known."""
    schema, dialect = resource.schema, resource.dialect or Dialect()
    if schema is None or not schema.fields:
        raise UnsupportedError("no fields")
    if len(set(schema.field_names)) != len(schema.fields):
        raise UnsupportedError("two fields of the same name")
    if schema.extra.get("fieldsMatch", "exact") not in ("exact", ["exact"]):
        raise UnsupportedError("fieldsMatch")
    _check_dialect(dialect)
    _check_keys(schema, package)
    columns = tuple(Column(i, field, judge_of(field, schema)) for i, field in enumerate(schema.fields))
    encoding = _encoding(resource.encoding)
    return Table(resource, schema, dialect, encoding, _compression(resource), columns)


def _check_dialect(dialect: Dialect) -> None:
    marks = (dialect.delimiter, dialect.quote_char, dialect.escape_char or "\\")
    if any(len(mark) != 1 or mark in "\r\n\0" for mark in marks):
        raise UnsupportedError("a separator that is not one character")
    if dialect.header and list(dialect.header_rows) != sorted({*dialect.header_rows}):
        raise UnsupportedError("header rows out of order")
    if dialect.header and (not dialect.header_rows or not 0 < dialect.header_rows[-1] < SAMPLE):
        raise UnsupportedError("header rows")
    if set(dialect.extra) & {"headerCase", "skipBlankRows"} or dialect.null_sequence is not None:
        raise UnsupportedError("a dialect that only frictionless knows")


def _check_keys(schema: Schema, package: Package) -> None:
    """Keys name fields that exist and whose values can be compared."""
    keyed = {*schema.primary_key, *(f.name for f in schema.fields if f.constraints.get("unique"))}
    for key in schema.foreign_keys:
        keyed.update(key.fields)
        target = schema if not key.resource else target_of(key, package)
        if len(key.fields) != len(key.reference_fields):
            raise UnsupportedError("a foreign key of two lengths")
        _check_types(target, key.reference_fields)
    _check_types(schema, tuple(keyed))


def target_of(key: ForeignKey, package: Package) -> Schema:
    """The schema that a foreign key of another table refers to."""
    found = next((r.schema for r in package.resources if r.name == key.resource), None)
    if found is None:
        raise UnsupportedError(f"a foreign key to {key.resource}")
    return found


def _check_types(schema: Schema, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in schema.field_names or schema.field(name).type in UNHASHABLE:
            raise UnsupportedError(f"a key on {name}")


def _encoding(written: str) -> str:
    """The codec, BOM put aside as frictionless does it."""
    try:
        name = codecs.lookup(written).name
    except (LookupError, ValueError):
        raise UnsupportedError(f"encoding {written}") from None
    return "utf-8-sig" if name == "utf-8" else name


def _compression(resource: Resource) -> str:
    """How the file is packed, by its name; "" for not at all."""
    if set(resource.extra) & {"compression", "innerpath", "extrapaths"}:
        raise UnsupportedError("a path that only frictionless knows")
    if len(resource.paths) > 1:
        if codecs.lookup(resource.encoding).name.startswith(("utf-16", "utf-32")):
            raise UnsupportedError("several files of two-byte characters")
        return ""
    return compression_of(resource.paths[0])
