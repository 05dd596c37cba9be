"""Two descriptors → what changed in them, each change with the version step that it demands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive import cuts
from scripts.publish.diff import restricts, sheets
from scripts.reading import descriptor, identity
from scripts.reading.model.package import Missing
from scripts.reading.model.versions import Level
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scripts.reading.model.package import Field, Package, Resource, Schema

# What a build measures or stamps, and what moves between the source package and a release.
_MEASURES = frozenset(
    ("$schema", "version", "created", "bytes", "hash", "rowCount", "content_hash", "contentHash")
)
# How the bytes of a resource are packed: its rows or its digest say what changed.
_PACKED = ("type", "data", "compression", "innerpath", "scheme")
# What makes a field read otherwise, beside its type and format.
_READING = (
    "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "delimiter", "itemType",
)  # fmt: skip
_MEANING_OF_TABLE = ("kind", "observation")


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One change of a descriptor; `table` and `field` are empty above them; `old` and `new` are JSON values.

    `what` is one of table-added, table-removed, field-added, field-appended, field-removed, fields-moved,
    retyped, meaning, tightened, loosened, key, key-appended, reading, package-added, package-removed, name,
    words.
    """

    what: str
    table: str
    field: str
    property: str
    old: Any
    new: Any
    level: Level


def compare(old: Package, new: Package) -> Iterator[SchemaChange]:
    """Every change, of the package, then table by table in the new order."""
    yield from _package(old, new)
    was, now = ({r.name: r for r in sheets.shown(package)} for package in (old, new))
    led_to = {
        (key.resource or resource.name, field)
        for resource in now.values()
        for key in schema_of(resource).foreign_keys
        for field in key.reference_fields
    }
    for table in was:
        if table not in now:
            yield SchemaChange("table-removed", table, "", "", None, None, Level.MAJOR)
    for table, resource in now.items():
        if table in was:
            yield from _resource(was[table], resource, {field for one, field in led_to if one == table})
        else:
            yield SchemaChange("table-added", table, "", "", None, None, Level.MINOR)


def _package(old: Package, new: Package) -> Iterator[SchemaChange]:
    """The package's own properties: its name and `id` identify it; all others are words, and a first `id`."""
    one, other = (descriptor.from_package(p) for p in (old, new))
    dated = [identity.without_years(raw) for raw in (one, other)]
    for name in _differing(dated[0], dated[1], leave=("resources",)):
        named = name == "name" or (name == "id" and name in one)
        what, level = ("name", Level.MAJOR) if named else ("words", Level.PATCH)
        yield SchemaChange(what, "", "", name, one.get(name), other.get(name), level)


def _resource(old: Resource, new: Resource, led_to: set[str]) -> Iterator[SchemaChange]:
    """One table: what it means, how it is read, its packages, its words, its schema.

    `led_to` are its fields that foreign keys of the new package lead to.
    """
    one, other = old.extra, new.extra
    for name in _MEANING_OF_TABLE:
        if one.get(name) != other.get(name) and (name, other.get("kind")) != ("observation", cuts.KIND):
            yield _about(new, "meaning", name, one.get(name), other.get(name), Level.MAJOR)
    yield from _thematic(old, new)
    for name, before, after in (
        ("encoding", old.encoding.lower(), new.encoding.lower()),
        ("dialect", _dialect(old), _dialect(new)),
    ):
        if before != after:
            yield _about(new, "reading", name, before, after, Level.MAJOR)
    yield from described(old, new)
    yield from _schema(old, new, _appended(schema_of(old), schema_of(new), led_to))


def described(old: Resource, new: Resource) -> Iterator[SchemaChange]:
    """What a resource says of itself, in words."""
    before, after = _words(old), _words(new)
    for name in _differing(before, after, (*_MEANING_OF_TABLE, "thematic", *_PACKED)):
        yield _about(new, "words", name, before.get(name), after.get(name), Level.PATCH)


def _thematic(old: Resource, new: Resource) -> Iterator[SchemaChange]:
    """The package cut from a table: added, removed or renamed; its words."""
    given = (resource.extra.get("thematic") for resource in (old, new))
    one, other = (words if isinstance(words, dict) else None for words in given)
    names = [words.get("name", new.name) if words else None for words in (one, other)]
    if names[0] != names[1]:
        if names[0]:
            yield _about(new, "package-removed", "thematic", names[0], None, Level.MAJOR)
        if names[1]:
            yield _about(new, "package-added", "thematic", None, names[1], Level.MINOR)
    elif one != other:
        yield _about(new, "words", "thematic", one, other, Level.PATCH)


def _appended(old: Schema, new: Schema, led_to: set[str]) -> frozenset[str]:
    """The new fields that stand after all that were there, as they were, and of which no row is named."""
    if new.field_names[: len(old.fields)] != old.field_names:
        return frozenset()
    naming = {*led_to, *new.primary_key, *(name for key in new.unique_keys for name in key)}
    naming |= {field.name for field in new.fields if field.constraints.get("unique")}
    return frozenset(new.field_names[len(old.fields) :]) - naming


def _schema(old: Resource, new: Resource, appended: frozenset[str]) -> Iterator[SchemaChange]:
    """The fields and the keys of one table."""
    one, other = schema_of(old), schema_of(new)
    for field in one.fields:
        if field.name not in other.field_names:
            yield SchemaChange("field-removed", new.name, field.name, "", None, None, Level.MAJOR)
    both = [name for name in one.field_names if name in other.field_names]
    for field in other.fields:
        if field.name not in both:
            last = field.name in appended
            what, level = ("field-appended", Level.MINOR) if last else ("field-added", Level.MAJOR)
            yield SchemaChange(what, new.name, field.name, "", None, None, level)
    moved = [name for name in other.field_names if name in both]
    if moved != both:
        yield _about(new, "fields-moved", "fields", both, moved, Level.MAJOR)
    for name in moved:
        missing = (one.missing_values_of(one.field(name)), other.missing_values_of(other.field(name)))
        yield from _field(new.name, one.field(name), other.field(name), missing)
    yield from _keys(old, new, appended)
    words = (
        {k: v for k, v in schema.extra.items() if k != "$schema"} | _labels(schema.missing_values)
        for schema in (one, other)
    )
    before, after = words
    for name in _differing(before, after):
        yield _about(new, "words", name, before.get(name), after.get(name), Level.PATCH)


def _field(
    table: str, old: Field, new: Field, missing: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[SchemaChange]:
    """One field that is on both sides."""

    def change(what: str, name: str, before: Any, after: Any, level: Level) -> SchemaChange:
        return SchemaChange(what, table, new.name, name, before, after, level)

    for name, before, after in (
        ("type", old.type, new.type),
        ("format", old.format, new.format),
        ("missingValues", list(missing[0]), list(missing[1])),
        *((name, old.extra.get(name), new.extra.get(name)) for name in _READING),
    ):
        if before != after:
            yield change("retyped", name, before, after, Level.MAJOR)
    for name, became, before, after in restricts.changes(old.constraints, new.constraints):
        level = Level.MAJOR if became == restricts.TIGHTER else Level.MINOR
        yield change(became, name, before, after, level)
    values = ([c.value for c in old.categories] or None, [c.value for c in new.categories] or None)
    if became := restricts.compare("enum", *values):
        level = Level.MAJOR if became == restricts.TIGHTER else Level.MINOR
        yield change(became, "categories", *values, level)
    units = (old.extra.get("unit"), new.extra.get("unit"))
    if units[0] and units[0] != units[1]:
        yield change("meaning", "unit", *units, Level.MAJOR)
    before, after = _words(old), _words(new)
    if not became:
        before["categories"], after["categories"] = (
            {str(c.value): c.label for c in field.categories} for field in (old, new)
        )
    for name in _differing(before, after, (*(("unit",) if units[0] else ()), *_READING)):
        yield change("words", name, before.get(name), after.get(name), Level.PATCH)


def _keys(old: Resource, new: Resource, appended: frozenset[str]) -> Iterator[SchemaChange]:
    """The primary key, the unique keys, the foreign keys; one of appended fields binds new cells only."""
    one, other = schema_of(old), schema_of(new)
    if one.primary_key != other.primary_key:
        yield _about(new, "key", "primaryKey", list(one.primary_key), list(other.primary_key), Level.MAJOR)
    for key in one.unique_keys:
        if key not in other.unique_keys:
            yield _about(new, restricts.LOOSER, "uniqueKeys", list(key), None, Level.MINOR)
    for key in other.unique_keys:
        if key not in one.unique_keys:
            yield _about(new, restricts.TIGHTER, "uniqueKeys", None, list(key), Level.MAJOR)
    was, now = (
        {key.fields: [key.resource, *key.reference_fields] for key in schema.foreign_keys}
        for schema in (one, other)
    )
    for fields in dict.fromkeys((*was, *now)):
        before, after = was.get(fields), now.get(fields)
        if before == after:
            continue
        what, level = restricts.LOOSER, Level.MINOR
        if appended.issuperset(fields):
            what = "key-appended"
        elif before is None:
            what, level = restricts.TIGHTER, Level.MAJOR
        yield SchemaChange(what, new.name, ", ".join(fields), "foreignKeys", before, after, level)


def _about(resource: Resource, what: str, name: str, old: Any, new: Any, level: Level) -> SchemaChange:
    return SchemaChange(what, resource.name, "", name, old, new, level)


def _dialect(resource: Resource) -> dict[str, Any]:
    """How the file is written, without what the standard's defaults say, or what no reader needs."""
    found = descriptor.from_dialect(resource.dialect) if resource.dialect else {}
    return {name: value for name, value in found.items() if name not in ("$schema", "lineTerminator")}


def _words(thing: Resource | Field) -> dict[str, Any]:
    """What describes a table or a field, and nothing that a reader's program depends on."""
    return {"title": thing.title, "description": thing.description, **thing.extra}


def _labels(texts: Iterable[str]) -> dict[str, Any]:
    """The labels of the texts that mean « no value »."""
    return {"missingValues": {str(text): text.label for text in texts if isinstance(text, Missing)}}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], leave: tuple[str, ...] = ()) -> list[str]:
    """The names of the properties that are not the same, measures left out."""
    names = dict.fromkeys((*old, *new))
    return [n for n in names if n not in leave and n not in _MEASURES and old.get(n) != new.get(n)]
