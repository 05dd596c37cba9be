"""JSON → model: `to_package` and its parts. They take any JSON whatsoever and make the best of it.

What is not of the shape that the standard gives it is left out, or has its default; what has no name, or
another's, is named by its place (`resources[1]`). `check.descriptor` says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.reading.descriptor.spelling import CONSTRAINTS, DIALECT, FIELD, PACKAGE, RESOURCE, SCHEMA, TYPES
from scripts.reading.model.package import (
    Category,
    Dialect,
    Field,
    ForeignKey,
    Missing,
    Package,
    Resource,
    Schema,
)


def to_package(raw: Any) -> Package:
    """The model of a descriptor whose schemas and dialects are in place."""
    raw = _object(raw)
    resources = resources_of(raw)
    return Package(
        name=_text(raw.get("name")),
        version=_scalar(raw.get("version")),
        title=_text(raw.get("title")),
        description=_text(raw.get("description")),
        resources=tuple(to_resource(resource, name) for name, resource in resources.values()),
        extra=_rest(raw, PACKAGE),
    )


def resources_of(raw: Any) -> dict[int, tuple[str, Mapping[str, Any]]]:
    """The resources of a descriptor by their place in it, each with the name that it goes by here."""
    found: dict[int, tuple[str, Mapping[str, Any]]] = {}
    known: set[str] = set()
    for index, resource in enumerate(_list(_object(raw).get("resources"))):
        if isinstance(resource, Mapping):
            name, place = _text(resource.get("name")), f"resources[{index}]"
            found[index] = (place if name in known else name or place), resource
            known.add(name)
    return found


def to_resource(raw: Any, name: str = "") -> Resource:
    """The model of one resource."""
    raw = _object(raw)
    path = raw.get("path")
    return Resource(
        name=name or _text(raw.get("name")),
        paths=tuple(part for part in (path if isinstance(path, list) else [path]) if _text(part)),
        title=_text(raw.get("title")),
        description=_text(raw.get("description")),
        format=_text(raw.get("format")),
        mediatype=_text(raw.get("mediatype")),
        encoding=_text(raw.get("encoding")) or "utf-8",
        dialect=to_dialect(raw["dialect"]) if isinstance(raw.get("dialect"), Mapping) else None,
        schema=to_schema(raw["schema"]) if _has_fields(raw.get("schema")) else None,
        extra=_rest(raw, RESOURCE),
    )


def _has_fields(schema: Any) -> bool:
    """True for a schema that describes anything; one without fields is none."""
    return any(isinstance(field, Mapping) for field in _list(_object(schema).get("fields")))


def to_dialect(raw: Any) -> Dialect:
    """The model of a Table Dialect; v1 wrote the CSV options under `csv` (and frictionless still does)."""
    raw = _object(raw)
    flat, default = {**raw, **_object(raw.get("csv"))}, Dialect()
    values = {
        name: _option(flat[spelled], getattr(default, name))
        for spelled, name in DIALECT.items()
        if spelled in flat
    }
    values = {name: value for name, value in values.items() if value is not None}
    return Dialect(**values, extra=_rest(raw, (*DIALECT, "csv")), declared=frozenset(values))


def _option(value: Any, default: Any) -> Any:
    """What an option of a dialect says, in the type that it has there; None where it says nothing."""
    if isinstance(default, bool):
        return value if isinstance(value, bool) else None
    if isinstance(default, tuple):
        whole = isinstance(value, list) and all(isinstance(n, int) and not isinstance(n, bool) for n in value)
        return tuple(value) if whole else None
    return value if isinstance(value, str) else None


def to_schema(raw: Any) -> Schema:
    """The model of a Table Schema; keys may be a text or a list (v1) or a list (v2)."""
    raw = _object(raw)
    fields = [item for item in enumerate(_list(raw.get("fields"))) if isinstance(item[1], Mapping)]
    unique = (names_of(key) for key in _list(raw.get("uniqueKeys")))
    return Schema(
        fields=tuple(to_field(field, f"fields[{index}]") for index, field in fields),
        primary_key=names_of(raw.get("primaryKey")),
        unique_keys=tuple(key for key in unique if key),
        foreign_keys=tuple(_foreign_keys(raw)),
        missing_values=("",) if (missing := _missing(raw.get("missingValues"))) is None else missing,
        extra=_rest(raw, SCHEMA),
    )


def _foreign_keys(raw: Mapping[str, Any]) -> Iterator[ForeignKey]:
    """The foreign keys that say which fields refer to which."""
    for key in map(_object, _list(raw.get("foreignKeys"))):
        reference = _object(key.get("reference"))
        own, theirs = names_of(key.get("fields")), names_of(reference.get("fields"))
        if own and theirs:
            yield ForeignKey(own, _text(reference.get("resource")), theirs, _text(reference.get("package")))


def to_field(raw: Any, place: str = "") -> Field:
    """The model of one field; `string` is v1's default type, `any` is v2's: what is written wins.

    A type that nobody knows is `any`; `place` names a field that has no name.
    """
    raw = _object(raw)
    kind = _text(raw.get("type"))
    categories = (_category(item) for item in _list(raw.get("categories")))
    constraints = _object(raw.get("constraints"))
    return Field(
        name=_text(raw.get("name")) or place,
        type=kind if kind in TYPES else "any",
        format=_text(raw.get("format")) or "default",
        title=_text(raw.get("title")),
        description=_text(raw.get("description")),
        constraints={name: value for name, value in constraints.items() if says(name, value)},
        categories=tuple(category for category in categories if category is not None),
        missing_values=_missing(raw.get("missingValues")),
        extra=_rest(raw, FIELD),
    )


def says(constraint: str, value: Any) -> bool:
    """True for a value that such a constraint may have, as far as its JSON type tells."""
    return CONSTRAINTS.get(constraint, _anything)(value)


def _anything(_value: Any) -> bool:
    return True


def _category(item: Any) -> Category | None:
    """A category: a value alone, or with a label."""
    value, label = (item.get("value"), item.get("label")) if isinstance(item, Mapping) else (item, "")
    return None if value is None or isinstance(value, list | Mapping) else Category(value, _text(label))


def _missing(raw: Any) -> tuple[str, ...] | None:
    """The texts of `missingValues`: plain ones (v1) or with a label (v2); None where it is no list."""
    if not isinstance(raw, list):
        return None
    texts = map(_labelled, raw)
    return tuple(text for text in texts if text is not None)


def _labelled(item: Any) -> str | None:
    """A text that means « no value », with its label where it has one; None for what is no text."""
    text, said = (item.get("value"), item.get("label")) if isinstance(item, Mapping) else (item, "")
    if not isinstance(text, str):
        return None
    return Missing(text, label) if (label := _text(said)) else text


def names_of(key: Any) -> tuple[str, ...]:
    """A key's field names: a text alone is a key of one field."""
    return tuple(name for name in (key if isinstance(key, list) else [key]) if isinstance(name, str))


def _rest(raw: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    """The properties that the model does not name."""
    return {key: value for key, value in raw.items() if key not in known}


def _object(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {}


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""


def _scalar(raw: Any) -> str:
    """A text, or a number as its text: a version may be `2026`."""
    return str(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
