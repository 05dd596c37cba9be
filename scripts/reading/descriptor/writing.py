"""Model → JSON: `from_package` and its parts, in a fixed order of keys."""

from __future__ import annotations

from typing import Any

from scripts.reading.descriptor.spelling import DIALECT, PROFILE, TUPLES
from scripts.reading.model.package import NOTHING, Dialect, Extra, Field, Missing, Package, Resource, Schema


def from_package(package: Package) -> dict[str, Any]:
    """The descriptor of a package: `$schema` and names first, resources last."""
    extra = dict(package.extra)
    return _compact(
        {
            "$schema": extra.pop("$schema", PROFILE),
            "name": package.name,
            "version": package.version,
            "title": package.title,
            "title_en": extra.pop("title_en", ""),
            "description": package.description,
            "description_en": extra.pop("description_en", ""),
            **extra,
            "resources": [from_resource(r) for r in package.resources],
        },
        keep=package.extra,
    )


def from_resource(resource: Resource) -> dict[str, Any]:
    """The descriptor of a resource, schema last."""
    extra = dict(resource.extra)
    return _compact(
        {
            "name": resource.name,
            "type": extra.pop("type", "table" if resource.schema else ""),
            "path": resource.paths[0] if len(resource.paths) == 1 else list(resource.paths),
            "title": resource.title,
            "title_en": extra.pop("title_en", ""),
            "description": resource.description,
            "description_en": extra.pop("description_en", ""),
            "format": resource.format,
            "mediatype": resource.mediatype,
            "encoding": resource.encoding,
            **extra,
            "dialect": from_dialect(resource.dialect) if resource.dialect else None,
            "schema": from_schema(resource.schema) if resource.schema else None,
        },
        keep=resource.extra,
    )


def from_dialect(dialect: Dialect) -> dict[str, Any]:
    """The descriptor of a dialect: what differs from the standard's defaults."""
    default = Dialect()
    return {
        spelled: list(value) if name in TUPLES else value
        for spelled, name in DIALECT.items()
        if (value := getattr(dialect, name)) != getattr(default, name)
    } | dict(dialect.extra)


def from_schema(schema: Schema) -> dict[str, Any]:
    """The descriptor of a Table Schema."""
    return _compact(
        {
            **dict(schema.extra),
            "fields": [from_field(f) for f in schema.fields],
            "primaryKey": list(schema.primary_key),
            "uniqueKeys": [list(key) for key in schema.unique_keys],
            "foreignKeys": [
                {
                    "fields": list(key.fields),
                    "reference": _compact({"resource": key.resource, "fields": list(key.reference_fields)}),
                }
                for key in schema.foreign_keys
            ],
            "missingValues": missing if (missing := _missing(schema.missing_values)) != [""] else None,
        },
        keep=schema.extra,
    )


def from_field(column: Field) -> dict[str, Any]:
    """The descriptor of a field."""
    extra = dict(column.extra)
    return _compact(
        {
            "name": column.name,
            "type": column.type,
            "format": column.format if column.format != "default" else "",
            "title": column.title,
            "title_en": extra.pop("title_en", ""),
            "description": column.description,
            "description_en": extra.pop("description_en", ""),
            **extra,
            "categories": [
                {"value": c.value, "label": c.label} if c.label else c.value for c in column.categories
            ],
            "missingValues": _missing(column.missing_values) if column.missing_values is not None else None,
            "constraints": dict(column.constraints),
        },
        keep=column.extra,
    )


def _missing(texts: tuple[str, ...]) -> list[Any]:
    """The texts that mean « no value »; where one has a label, each is an object (2.0 has no mixture)."""
    if not any(isinstance(text, Missing) for text in texts):
        return list(texts)
    return [{"value": str(t), **({"label": t.label} if isinstance(t, Missing) else {})} for t in texts]


def _compact(raw: dict[str, Any], keep: Extra = NOTHING) -> dict[str, Any]:
    """The same without what is empty (an empty text, list or object, None), but for the properties to keep.

    False and 0 stay, and so does whatever a publisher has added: it stays as it came. So does an empty list
    of missing values, which says that no text is one.
    """
    said = {*keep, *(["missingValues"] if raw.get("missingValues") == [] else [])}
    return {key: value for key, value in raw.items() if key in said or value or value is False or value == 0}
