"""The one table of figures, `observations`, as a release has it: each row with its identifier and its unit.

The table that people edit is keyed by its dimensions, some of them empty: that is a unique key, whose rows
the standard does not compare where a part is empty. The identifier joins them into one text, and is the
primary key of the published table; the dimensions stay its unique key, and so are known of a release too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.derive.faults import DerivingError
from scripts.derive.paths import Paths, key_of
from scripts.derive.source import IDENTIFIER, TABLE
from scripts.reading import identifiers
from scripts.reading.model.package import Field, ForeignKey
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.model.package import Package, Resource, Schema
    from scripts.reading.tables import Row, Texts

INDICATOR = "indicator"
VALUE = "value"
UNIT = "unit"  # of the indicator; beside the value, so that a column that is appended stays the last

_IDENTIFIER = Field(
    name=IDENTIFIER,
    type="string",
    title="Identifiant",
    description="Table et dimensions de la ligne\u202f; stable d'une version à l'autre.",
    constraints={"required": True, "unique": True},
    extra={
        "title_en": "Identifier",
        "description_en": "Table and dimensions of the row; stable from one version to the next.",
    },
)


def build(package: Package, cells: Mapping[str, Texts]) -> tuple[Resource, list[Row]]:
    """The published table and its rows, by identifier; the package has one that lacks them (`source_of`).

    DerivingError where the table has no key or no unit, or where two rows have one identifier.
    """
    resource = package.resource(TABLE)
    schema, rows = schema_of(resource), cells[TABLE]
    if not schema.row_key:
        raise DerivingError("figures-error", "default")
    indicator = key_of(resource, INDICATOR)
    if indicator is None or UNIT not in schema_of(package.resource(indicator.resource)).field_names:
        raise DerivingError("figures-error", "unit")
    unit = Paths(package, cells).find(resource, f"{INDICATOR}.{UNIT}")
    names = identifiers.of_rows(resource, rows)
    if twice := next((name for name, times in Counter(names).items() if times > 1), ""):
        raise DerivingError("figures-error", "same", value=twice)
    keys = schema.foreign_keys
    if unit.target:
        keys = (*keys, ForeignKey((UNIT,), unit.target.resource, unit.target.reference_fields))
    fields, at = schema.fields, _after(schema, VALUE)
    fields = (_IDENTIFIER, *fields[:at], replace(unit.field, name=UNIT), *fields[at:])
    made = [(name, *row[:at], unit.read(row), *row[at:]) for name, row in zip(names, rows, strict=True)]
    return (
        replace(
            resource,
            schema=replace(
                schema,
                fields=fields,
                primary_key=(IDENTIFIER,),
                unique_keys=tuple(dict.fromkeys((schema.row_key, *schema.unique_keys))),
                foreign_keys=keys,
            ),
        ),
        sorted(made),
    )


def _after(schema: Schema, name: str) -> int:
    """The place after a field, that after all of them where there is none of that name."""
    names = schema.field_names
    return names.index(name) + 1 if name in names else len(names)
