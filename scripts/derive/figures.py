"""The one table of figures, `observations`, as a release has it: each row with its identifier and its unit.

The table that people edit is keyed by its dimensions, some of them empty: that is a unique key, whose rows
the standard does not compare where a part is empty. The identifier joins them into one text, and is the
primary key of the published table; the dimensions stay its unique key, and so are known of a release too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.derive.faults import DerivingError
from scripts.derive.paths import ROW, Paths, key_of
from scripts.derive.source import IDENTIFIER, TABLE
from scripts.reading import identifiers
from scripts.reading.model.package import Field, ForeignKey
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from scripts.derive.base import Base
    from scripts.reading.model.package import Resource, Schema
    from scripts.reading.tables import Texts

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


def build(base: Base) -> tuple[Resource, Texts]:
    """The published table and its rows, by identifier; the package of the base has one that lacks them.

    DerivingError where the table has no key or no unit, or where two rows have one identifier.
    """
    resource = base.package.resource(TABLE)
    schema = schema_of(resource)
    if not schema.row_key:
        raise DerivingError("figures-error", "default")
    indicator = key_of(resource, INDICATOR)
    if indicator is None or UNIT not in schema_of(base.package.resource(indicator.resource)).field_names:
        raise DerivingError("figures-error", "unit")
    paths = Paths(base, resource)
    unit = paths.find(f"{INDICATOR}.{UNIT}")
    columns = [f"{ROW}.c{place}" for place, _ in enumerate(schema.fields)]
    own = [columns[schema.field_names.index(name)] for name in schema.row_key]
    name = identifiers.expression(resource, own)
    if twice := base.ask(
        f"SELECT name FROM (SELECT {name} AS name, place FROM {base.table(resource)} AS {ROW}) "
        "GROUP BY name HAVING count(*) > 1 ORDER BY min(place) LIMIT 1"
    ):
        raise DerivingError("figures-error", "same", value=twice[0][0])
    keys = schema.foreign_keys
    if unit.target:
        keys = (*keys, ForeignKey((UNIT,), unit.target.resource, unit.target.reference_fields))
    fields, at = schema.fields, _after(schema, VALUE)
    made = replace(
        resource,
        schema=replace(
            schema,
            fields=(_IDENTIFIER, *fields[:at], replace(unit.field, name=UNIT), *fields[at:]),
            primary_key=(IDENTIFIER,),
            unique_keys=tuple(dict.fromkeys((schema.row_key, *schema.unique_keys))),
            foreign_keys=keys,
        ),
    )
    shown = ", ".join([f"{name} AS name", *columns[:at], unit.sql, *columns[at:]])
    return made, base.texts(f"SELECT {shown} FROM {paths.tables} ORDER BY name", made)


def _after(schema: Schema, name: str) -> int:
    """The place after a field, that after all of them where there is none of that name."""
    names = schema.field_names
    return names.index(name) + 1 if name in names else len(names)
