"""schemas/<cut>/: each cut as a schema that schema.data.gouv.fr can refer to, in a folder of its own.

That portal reads one git repository a schema: this folder is such a repository, to be copied as it is and
tagged `v<version>`. It knows Table Schema v1 only (<https://specs.frictionlessdata.io/table-schema/>): what
v2 added is told in the words of v1 where that has them. Codes of `categories` are an `enum`; an exclusive
bound of a whole number is the next number, of another one the bound itself; missing values are the table's.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from scripts.catalogs import about, places
from scripts.catalogs.spoken import filled
from scripts.derive.cuts import KIND
from scripts.reading import identity
from scripts.reading.tables import schema_of, to_text
from scripts.write import data
from scripts.write.describe import to_json
from scripts.write.words import LANGUAGES, said, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Field, Resource, Schema
    from scripts.write.describe import Release

PROFILE = "https://frictionlessdata.io/schemas/table-schema.json"
FOLDER = "schemas"
SCHEMA, EXAMPLE, README = "schema.json", "exemple-valide.csv", "README.md"

_ROWS = 10  # of the example
_STEP = {"exclusiveMinimum": ("minimum", 1), "exclusiveMaximum": ("maximum", -1)}
_WHOLE = ("integer", "year")
_V1 = ("required", "unique", "minLength", "maxLength", "minimum", "maximum", "pattern", "enum")


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The three files of each cut."""
    for resource in release.package.tables:
        if resource.extra.get("kind") == KIND:
            home = f"{FOLDER}/{resource.name}"
            example = _example(release, resource)
            yield f"{home}/{SCHEMA}", to_json(_schema(release, resource, example))
            yield f"{home}/{EXAMPLE}", _csv(schema_of(resource), example)
            yield f"{home}/{README}", _readme(release, resource)


def _example(release: Release, resource: Resource) -> list[dict[str, str]]:
    """The first rows of a table, as texts."""
    rows = data.head(release.tables[resource.name], _ROWS).to_pylist()
    return [{name: to_text(value) for name, value in row.items()} for row in rows]


def _schema(release: Release, resource: Resource, example: list[dict[str, str]]) -> dict[str, Any]:
    """The schema, with what the portal asks of whoever publishes it. What is not known is left out."""
    package, schema = release.package, schema_of(resource)
    who, terms = identity.of(package), about.licence(package)
    licence = filled({"name": terms.name, "title": terms.title, "path": terms.address})
    at = places.of_latest(release) if places.web(who.base) else None
    home = f"{FOLDER}/{resource.name}"
    mail = places.mail(who.contact.email) if who.contact else ""
    people = [(one, places.mail(one.email) or mail) for one in who.creators]
    return filled(
        {
            "$schema": PROFILE,
            "name": resource.name,
            "title": resource.title,
            "description": resource.description,
            "homepage": str(package.extra.get("homepage") or ""),
            "path": at.of(f"{home}/{SCHEMA}") if at else "",
            "created": about.first(release).isoformat(),
            "lastModified": release.issued.isoformat(),
            "version": package.version,
            "keywords": list(about.keywords(package)),
            "licenses": list(filter(None, [licence])),
            "contributors": [
                filled({"title": one.title, "path": places.web(one.path), "email": email, "role": "author"})
                for one, email in people
            ],
            "resources": [
                {
                    "name": EXAMPLE.removesuffix(".csv"),
                    "title": words("fr", "schemas")["example"],
                    "path": at.of(f"{home}/{EXAMPLE}") if at else EXAMPLE,
                }
            ],
            "fields": [_field(schema, field, example) for field in schema.fields],
            "primaryKey": list(schema.primary_key),
            "missingValues": missing if (missing := _missing(schema)) != [""] else [],
        }
    )


def _field(schema: Schema, field: Field, example: list[dict[str, str]]) -> dict[str, Any]:
    """A field in the words of v1, with a value of the example."""
    missing = _missing(schema)
    return filled(
        {
            "name": field.name,
            "type": field.type,
            "format": field.format if field.format != "default" else "",
            "title": field.title,
            "description": field.description,
            "example": next((row[field.name] for row in example if row[field.name] not in missing), ""),
            "constraints": _constraints(field),
        }
    )


def _constraints(field: Field) -> dict[str, Any]:
    """The limits of a field that v1 knows, the codes of its categories among them."""
    told = {name: limit for name, limit in field.constraints.items() if name in _V1}
    for name, (bound, step) in _STEP.items():
        limit = field.constraints.get(name)
        if limit is not None:
            told.setdefault(bound, int(limit) + step if field.type in _WHOLE else limit)
    if field.categories:
        told.setdefault("enum", [category.value for category in field.categories])
    return told


def _missing(schema: Schema) -> list[str]:
    """Every text that means « no value » in some column."""
    columns = (schema.missing_values_of(field) for field in schema.fields)
    return list(dict.fromkeys(str(text) for texts in (schema.missing_values, *columns) for text in texts))


def _csv(schema: Schema, rows: list[dict[str, str]]) -> str:
    """Rows as the CSV of a release."""
    made = io.StringIO()
    writer = csv.DictWriter(made, schema.field_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def _readme(release: Release, resource: Resource) -> str:
    """What the schema is, and what is left to do for who publishes it, in French then in English."""
    package = release.package
    told = [
        words(lang, "schemas")["readme"].format(
            title=said(resource, "title", lang),
            description=said(resource, "description", lang),
            table=resource.name,
            package=said(package, "title", lang) or package.name,
            version=package.version,
        )
        for lang in LANGUAGES
    ]
    return "\n".join(told)
