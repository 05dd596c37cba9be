"""JSON → model: `to_package` and its parts.

They trust their input: run `check.descriptor` on the JSON first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.model.package import Category, Dialect, Field, ForeignKey, Missing, Package, Resource, Schema
from scripts.read.descriptor.spelling import DIALECT, FIELD, PACKAGE, RESOURCE, SCHEMA, TUPLES


def to_package(raw: Mapping[str, Any]) -> Package:
    """The model of a descriptor whose schemas and dialects are in place."""
    return Package(
        name=raw.get("name", ""),
        version=str(raw.get("version", "")),
        title=raw.get("title", ""),
        description=raw.get("description", ""),
        resources=tuple(to_resource(r) for r in raw.get("resources", ())),
        extra=_rest(raw, PACKAGE),
    )


def to_resource(raw: Mapping[str, Any]) -> Resource:
    """The model of one resource."""
    path = raw.get("path", ())
    return Resource(
        name=raw["name"],
        paths=(path,) if isinstance(path, str) else tuple(path),
        title=raw.get("title", ""),
        description=raw.get("description", ""),
        format=raw.get("format", ""),
        mediatype=raw.get("mediatype", ""),
        encoding=raw.get("encoding", "utf-8"),
        dialect=to_dialect(raw["dialect"]) if isinstance(raw.get("dialect"), Mapping) else None,
        schema=to_schema(raw["schema"]) if isinstance(raw.get("schema"), Mapping) else None,
        extra=_rest(raw, RESOURCE),
    )


def to_dialect(raw: Mapping[str, Any]) -> Dialect:
    """The model of a Table Dialect; v1 wrote the CSV options under `csv` (and frictionless still does)."""
    flat = {**raw, **(raw.get("csv") or {})}
    values: dict[str, Any] = {}
    for spelled, name in DIALECT.items():
        if spelled in flat:
            values[name] = tuple(flat[spelled]) if name in TUPLES else flat[spelled]
    return Dialect(**values, extra=_rest(raw, (*DIALECT, "csv")))


def to_schema(raw: Mapping[str, Any]) -> Schema:
    """The model of a Table Schema; keys may be a text or a list (v1) or a list (v2)."""
    return Schema(
        fields=tuple(to_field(f) for f in raw.get("fields", ())),
        primary_key=_names(raw.get("primaryKey", ())),
        unique_keys=tuple(_names(key) for key in raw.get("uniqueKeys", ())),
        foreign_keys=tuple(
            ForeignKey(
                fields=_names(key["fields"]),
                resource=key["reference"].get("resource", ""),
                reference_fields=_names(key["reference"]["fields"]),
            )
            for key in raw.get("foreignKeys", ())
        ),
        missing_values=_missing(raw.get("missingValues", [""])),
        extra=_rest(raw, SCHEMA),
    )


def to_field(raw: Mapping[str, Any]) -> Field:
    """The model of one field; `string` is v1's default type, `any` is v2's: what is written wins."""
    return Field(
        name=raw["name"],
        type=raw.get("type", "any"),
        format=raw.get("format", "default"),
        title=raw.get("title", ""),
        description=raw.get("description", ""),
        constraints=dict(raw.get("constraints", {})),
        categories=tuple(
            Category(c["value"], c.get("label", "")) if isinstance(c, Mapping) else Category(c)
            for c in raw.get("categories", ())
        ),
        missing_values=_missing(raw["missingValues"]) if "missingValues" in raw else None,
        extra=_rest(raw, FIELD),
    )


def _missing(raw: Any) -> tuple[str, ...]:
    """The texts of `missingValues`: plain ones (v1) or with a label (v2)."""
    texts = ((m["value"], m.get("label")) if isinstance(m, Mapping) else (m, "") for m in raw)
    return tuple(Missing(text, str(label)) if label else text for text, label in texts)


def _names(raw: Any) -> tuple[str, ...]:
    """A key's field names: a text alone is a key of one field."""
    return (raw,) if isinstance(raw, str) else tuple(raw)


def _rest(raw: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    """The properties that the model does not name."""
    return {key: value for key, value in raw.items() if key not in known}
