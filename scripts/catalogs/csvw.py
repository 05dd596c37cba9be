"""csv-metadata.json: every CSV table of a release, for tools that read CSV on the Web (CSVW).

Columns with their types, titles, units and codes; keys and references. Source: Metadata Vocabulary for
Tabular Data, W3C Recommendation of 17 December 2015, <https://www.w3.org/TR/tabular-metadata/>.

A key that leads to another table and may be empty is told by `dc:references` only: validators hold every row
of a foreign key to a row of the other table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.catalogs import about
from scripts.catalogs.spoken import UNKNOWN, filled, language, spoken
from scripts.reading import identity
from scripts.reading.tables import schema_of
from scripts.write.describe import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Field, ForeignKey, Package, Resource
    from scripts.write.describe import Release

PATH = "csv-metadata.json"

# A year is a whole number here: `gYear` is a type that validators let any text pass as.
_TYPES = {"number": "number", "integer": "integer", "year": "integer", "boolean": "boolean", "date": "date"}
_LIMITS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "minExclusive",
    "exclusiveMaximum": "maxExclusive",
    "minLength": "minLength",
    "maxLength": "maxLength",
}
_NUMBERS = {"number": float, "integer": int, "year": int}


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file, of a release with tables."""
    package = release.package
    if not package.tables:
        return
    who, terms, lang = identity.of(package), about.licence(package), language(package)
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": lang}],
        "dc:identifier": who.id,
        "dc:title": _tagged(spoken(package, "title", lang)),
        "dc:description": _tagged(spoken(package, "description", lang)),
        "dc:license": {"@id": terms.address} if terms.address else "",
        "dc:issued": {"@value": release.issued.isoformat(), "@type": "xsd:date"},
        "dc:publisher": who.publisher.title if who.publisher else "",
        "schema:version": package.version,
        "tables": [_table(package, resource) for resource in package.tables],
    }
    yield PATH, to_json(filled(told))


def _table(package: Package, resource: Resource) -> dict[str, Any]:
    """One table, its address from the folder of the release."""
    schema, lang = schema_of(resource), language(package)
    held = [key for key in schema.foreign_keys if _is_held(resource, key)]
    return filled(
        {
            "url": resource.paths[0],
            "dc:title": _tagged(spoken(resource, "title", lang)),
            "dc:description": _tagged(spoken(resource, "description", lang)),
            "tableSchema": filled(
                {
                    "columns": [_column(package, resource, field) for field in schema.fields],
                    "primaryKey": list(map(_name, schema.primary_key)),
                    "foreignKeys": [_key(package, resource, key) for key in held],
                }
            ),
        }
    )


def _column(package: Package, resource: Resource, field: Field) -> dict[str, Any]:
    """One column. Its own name is among its titles, since the header of the file is held to one of them."""
    schema, lang = schema_of(resource), language(package)
    keys = [key for key in schema.foreign_keys if field.name in key.fields and not key.package]
    led = [_target(package, resource, key).paths[0] for key in keys if not _is_held(resource, key)]
    told = filled(
        {
            "name": _name(field.name),
            "titles": {UNKNOWN: field.name, **spoken(field, "title", lang)},
            "dc:description": _tagged(spoken(field, "description", lang)),
            "datatype": _datatype(field),
            "required": not schema.may_be_null(field) or "",
            "schema:unitText": str(field.extra.get("unit") or ""),
            "dc:references": [{"@id": path} for path in dict.fromkeys(led)],
        }
    )
    missing = list(schema.missing_values_of(field))
    return told if missing == [""] else {**told, "null": missing}


def _name(name: str) -> str:
    """The name of a column as a variable of an address (RFC 6570, § 2.3); a title tells it as it stands.

    >>> _name("base_n"), _name("_Code-postal")
    ('base_n', '%5FCode%2Dpostal')
    """
    made = quote(name, safe="").replace("-", "%2D").replace("~", "%7E")
    return f"%5F{made[1:]}" if made.startswith("_") else made


def _datatype(field: Field) -> str | dict[str, Any]:
    """The type of a field with its limits; the codes that it may hold are a pattern."""
    base = _TYPES.get(field.type, "string")
    limits = {
        ours: _NUMBERS.get(field.type, str)(limit) if name.endswith("imum") else limit
        for name, ours in _LIMITS.items()
        if (limit := field.constraints.get(name)) is not None
    }
    pattern = _pattern(field) if base == "string" else ""
    return (
        {"base": base, "format": pattern, **limits}
        if pattern
        else {"base": base, **limits}
        if limits
        else base
    )


def _pattern(field: Field) -> str:
    """The expression that a whole text must match, "" where any may stand."""
    if codes := field.constraints.get("enum"):
        return _whole("|".join(re.escape(str(code)) for code in codes))
    pattern = str(field.constraints.get("pattern", ""))
    return _whole(pattern) if pattern else ""


def _whole(pattern: str) -> str:
    """An expression of Table Schema, which matches whole texts anyhow, where a part would do."""
    return f"^(?:{pattern})$"


def _is_held(resource: Resource, key: ForeignKey) -> bool:
    """True for a key to a table of the package that no row lacks."""
    schema = schema_of(resource)
    return not key.package and not any(schema.may_be_null(schema.field(name)) for name in key.fields)


def _target(package: Package, resource: Resource, key: ForeignKey) -> Resource:
    return package.resource(key.resource) if key.resource else resource


def _key(package: Package, resource: Resource, key: ForeignKey) -> dict[str, Any]:
    target = _target(package, resource, key)
    reference = {"resource": target.paths[0], "columnReference": list(map(_name, key.reference_fields))}
    return {"columnReference": list(map(_name, key.fields)), "reference": reference}


def _tagged(told: dict[str, str]) -> list[dict[str, str]]:
    """Texts with their languages."""
    return [{"@value": text, "@language": lang} for lang, text in told.items()]
