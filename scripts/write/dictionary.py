"""The data dictionary: one entry a field, from the descriptor; every format that shows one shows this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Field, Package, Resource


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to know of one field. `key` is `primary` or empty, `reference` `table.field` or empty."""

    table: str
    position: int
    field: str
    type: str
    title: str
    title_en: str
    description: str
    description_en: str
    unit: str
    required: bool
    key: str
    reference: str
    codes: str
    constraints: str
    pattern: str


def entries(package: Package) -> Iterator[Entry]:
    """Every field of every table, in the package's order."""
    for resource in package.tables:
        yield from of(resource)


def of(resource: Resource) -> Iterator[Entry]:
    """The fields of one table, in order."""
    schema = schema_of(resource)
    for position, column in enumerate(schema.fields, start=1):
        yield Entry(
            table=resource.name,
            position=position,
            field=column.name,
            type=column.type,
            title=column.title,
            title_en=str(column.extra.get("title_en", "")),
            description=column.description,
            description_en=str(column.extra.get("description_en", "")),
            unit=str(column.extra.get("unit", "")),
            required=not schema.may_be_null(column),
            key="primary" if column.name in schema.primary_key else "",
            reference=reference(resource, column.name),
            codes=_codes(column),
            constraints=_constraints(column),
            pattern=str(column.constraints.get("pattern", "")),
        )


def reference(resource: Resource, name: str) -> str:
    """The `table.field` that a field points at, "" where it points at none."""
    for key in schema_of(resource).foreign_keys:
        if name in key.fields:
            return f"{key.resource or resource.name}.{key.reference_fields[key.fields.index(name)]}"
    return ""


def _codes(column: Field) -> str:
    """The codes that a field may hold, each with its label where the descriptor gives one."""
    labels = {category.value: category.label for category in column.categories}
    codes = labels or dict.fromkeys(column.constraints.get("enum", ()), "")
    return "; ".join(f"{code} = {label}" if label else str(code) for code, label in codes.items())


def _constraints(column: Field) -> str:
    """The other limits of a field, in the words of Table Schema."""
    shown = {k: v for k, v in column.constraints.items() if k not in ("required", "enum", "pattern")}
    return "; ".join(
        f"{name}: {str(limit).lower() if limit is True else limit}" for name, limit in shown.items()
    )
