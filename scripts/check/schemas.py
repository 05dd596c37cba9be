"""What the profile and frictionless both miss in the schemas and dialects of a package: keys and fields."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from scripts.check.aside import TYPED, fault_of_pattern, is_elsewhere, tells
from scripts.check.places import Places, objects
from scripts.check.positions import Pointer
from scripts.reading.descriptor import names_of, resources_of, says, to_field, to_schema
from scripts.reading.descriptor.spelling import CONSTRAINTS, TYPES
from scripts.reading.issues import Issue, Severity

Finding = tuple[Pointer, Issue]
Schemas = dict[str, dict[str, Any]]
SchemaRule = Callable[[dict[str, Any], Pointer, Places, Schemas], Iterator[Finding]]
FieldRule = Callable[[dict[str, Any], Pointer, Places], Iterator[Finding]]

_CATEGORICAL = ("string", "integer")
_SEQUENCES = ("delimiter", "commentChar")  # by the standard these may be several characters
_CHARACTERS = ("delimiter", "quoteChar", "escapeChar", "commentChar")


def schemas(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """What is wrong with keys, fields and dialects, with where it stands in the JSON."""
    known = {name: _object(resource.get("schema")) for name, resource in resources_of(descriptor).values()}
    for pointer, resource in objects(descriptor.get("resources"), ("resources",)):
        yield from _dialect(resource.get("dialect"), (*pointer, "dialect"), places)
        schema, at = resource.get("schema"), (*pointer, "schema")
        if not isinstance(schema, dict):
            continue
        for rule in SCHEMA_RULES:
            yield from rule(schema, at, places, {**known, "": schema})
        for here, field in objects(schema.get("fields"), (*at, "fields")):
            for field_rule in FIELD_RULES:
                yield from field_rule(field, here, places)


def _dialect(dialect: Any, pointer: Pointer, places: Places) -> Iterator[Finding]:
    """What separates cells is one character, as Python's reader (and frictionless with it) wants it."""
    for name in _CHARACTERS if isinstance(dialect, dict) else ():
        value, at = dialect.get(name), (*pointer, name)
        if isinstance(value, str) and (len(value) != 1 or value in "\r\n\0"):
            variant = "sequence" if name in _SEQUENCES and len(value) > 1 else "character"
            yield at, places.issue("dialect-error", variant, at, value=value)


def _field_names(schema: dict[str, Any], pointer: Pointer, places: Places, _: Schemas) -> Iterator[Finding]:
    """No two fields have the same name."""
    known: set[str] = set()
    for at, field in objects(schema.get("fields"), (*pointer, "fields")):
        name = field.get("name")
        if isinstance(name, str):
            if name in known:
                here = (*at, "name")
                yield here, places.issue("schema-error", "duplicate", here, value=name)
            known.add(name)


def _fields_match(schema: dict[str, Any], pointer: Pointer, places: Places, _: Schemas) -> Iterator[Finding]:
    """`fieldsMatch` is one of the five ways; none here: no value satisfies both the text and the profile."""
    if "fieldsMatch" not in schema:
        return
    at, value = (*pointer, "fieldsMatch"), schema["fieldsMatch"]
    way = value[0] if isinstance(value, list) and len(value) == 1 else value
    if way in ("exact", "equal", "subset", "superset", "partial"):
        yield at, places.issue("schema-error", "fields-match", at)
    else:
        yield at, places.issue("schema-error", "fields-match-way", at, value=value)


def _keys(schema: dict[str, Any], pointer: Pointer, places: Places, _: Schemas) -> Iterator[Finding]:
    """Primary and unique keys name fields of the table."""
    own = _types(schema)
    if not own:
        return
    unique = schema.get("uniqueKeys")
    keys: list[tuple[Pointer, Any]] = [(("primaryKey",), schema.get("primaryKey"))]
    keys += [(("uniqueKeys", i), k) for i, k in enumerate(unique if isinstance(unique, list) else [])]
    for way, key in keys:
        for name in names_of(key):
            if name not in own:
                at = (*pointer, *way)
                yield at, places.issue("schema-error", "key-field", at, value=name, key=way[0])


def _foreign_keys(
    schema: dict[str, Any], pointer: Pointer, places: Places, known: Schemas
) -> Iterator[Finding]:
    """A foreign key links fields of the table to as many fields, of the same types, of a known resource."""
    own = _types(schema)
    for at, key in objects(schema.get("foreignKeys"), (*pointer, "foreignKeys")):
        names, reference = names_of(key.get("fields")), key.get("reference")
        for name in names:
            if own and name not in own:
                yield at, places.issue("schema-error", "key-field", at, value=name, key="foreignKeys")
        if not isinstance(reference, dict) or is_elsewhere(reference):
            continue
        target, here = reference.get("resource", ""), (*at, "reference")
        if not isinstance(target, str) or target not in known:
            yield here, places.issue("schema-error", "key-resource", here, value=target)
            continue
        theirs, others = _types(known[target]), names_of(reference.get("fields"))
        named = {"reference": target or places.resource(pointer)}
        if len(names) != len(others):
            counts = {"found": len(names), "expected": len(others)}
            yield here, places.issue("schema-error", "key-length", here, **counts, **named)
        for name, other in zip(names, others, strict=False):
            if theirs and other not in theirs:
                key_name = "foreignKeys.reference"
                yield here, places.issue("schema-error", "key-field", here, value=other, key=key_name)
            elif name in own and other in theirs and own[name] != theirs[other]:
                types = {"found": own[name], "expected": theirs[other]}
                yield (
                    here,
                    places.issue("schema-error", "key-type", here, field=name, value=other, **types, **named),
                )


def _types(schema: dict[str, Any]) -> dict[str, str]:
    """The type of each field by name."""
    return {
        field["name"]: str(field.get("type", "any"))
        for _, field in objects(schema.get("fields"))
        if isinstance(field.get("name"), str)
    }


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _type(field: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Finding]:
    """Not the type `list`, which the profile does not know."""
    if field.get("type") == "list":
        at = (*pointer, "type")
        yield at, places.issue("field-error", "list", at, value="list")


def _misplaced(field: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Finding]:
    """Constraints stand among the constraints."""
    for name in CONSTRAINTS.keys() & field.keys():
        at = (*pointer, name)
        yield at, places.issue("field-error", "misplaced", at)


def _constraints(field: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Finding]:
    """Constraints are those of the type: a `pattern` is an expression, a bound and an `enum` hold values."""
    constraints, kind = field.get("constraints"), to_field(field).type
    for name, value in constraints.items() if isinstance(constraints, dict) else ():
        at, words = (*pointer, "constraints", name), {"constraint": name, "type": kind}
        if not says(name, value):
            continue  # the profile has said so
        if name in TYPED and field.get("type") in TYPES and kind not in TYPED[name]:
            yield at, places.issue("field-error", "constraint", at, value=value, **words)
        elif name == "pattern" and (note := fault_of_pattern(value)):
            variant = "escape" if note.startswith("bad escape") else "pattern"
            yield at, places.issue("field-error", variant, at, value=value, note=note)
        elif name in TYPED and name.endswith("imum"):
            if not tells(field)(value):
                yield at, places.issue("field-error", "bound", at, value=value, **words)
        elif name == "enum":
            is_value = tells(field)
            for one in value:
                if not is_value(one):
                    yield at, places.issue("field-error", "bound", at, value=one, **words)


def _categories(field: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Finding]:
    """Categories are the values of a text or an integer, each once, with `enum` among them.

    They are version 2's: in a package of version 1 they are a property like any other.
    """
    for at, item in _of_categories(field, pointer, places):
        yield at, item if places.version > 1 else item._replace(severity=Severity.NONE)


def _of_categories(field: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Finding]:
    """The same, whatever the version."""
    at = (*pointer, "categories")
    if not isinstance(field.get("categoriesOrdered", False), bool):
        here = (*pointer, "categoriesOrdered")
        yield here, places.issue("categories-error", "ordered", here, value=field["categoriesOrdered"])
    if "categories" not in field:
        return
    categories = field["categories"]
    if not isinstance(categories, list):
        yield at, places.issue("categories-error", "default", at, value=_json(categories))
        return
    faulty = field.get("type", "any") not in _CATEGORICAL
    if faulty:
        yield at, places.issue("categories-error", "type", at, value=field.get("type", "any"))
    known: list[Any] = []
    for index, item in enumerate(categories):
        here = (*at, index)
        value = item.get("value") if isinstance(item, dict) else item
        if value is None or isinstance(value, dict | list):
            yield at, places.issue("categories-error", "default", here, value=_json(item))
            faulty = True
        elif value in known:
            yield here, places.issue("categories-error", "duplicate", here, value=value)
        known.append(value)
    if not faulty:
        yield from _enum(field, pointer, places, known)


def _enum(field: dict[str, Any], pointer: Pointer, places: Places, known: list[Any]) -> Iterator[Finding]:
    """`enum` stands beside `categories`, and allows nothing else."""
    constraints = field.get("constraints")
    enum = constraints.get("enum") if isinstance(constraints, dict) else None
    if enum is None:
        at: Pointer = (*pointer, "categories")
        yield at, places.issue("categories-error", "unenforced", at)
        return
    at = (*pointer, "constraints", "enum")
    for index, value in enumerate(enum if isinstance(enum, list) else []):
        if value not in known:
            here = (*at, index)
            yield here, places.issue("categories-error", "enum", here, value=value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _missing(schema: dict[str, Any], pointer: Pointer, places: Places, _: Schemas) -> Iterator[Finding]:
    """No text means « no value » twice."""
    at, values = (*pointer, "missingValues"), to_schema({"missingValues": schema.get("missingValues")})
    for value, times in Counter(values.missing_values).items():
        if times > 1:
            yield at, places.issue("schema-error", "missing-twice", at, value=value)


# Our rules on a schema, and on each of its fields. To add one: a function here and a line below.
SCHEMA_RULES: tuple[SchemaRule, ...] = (_field_names, _fields_match, _missing, _keys, _foreign_keys)
FIELD_RULES: tuple[FieldRule, ...] = (_type, _misplaced, _constraints, _categories)
