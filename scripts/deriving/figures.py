"""The one table of figures, `observations`, as a release has it: each row with its identifier and its unit.

The table that people edit is keyed by its dimensions, some of them empty: that is a unique key, whose rows
the standard does not compare where a part is empty. The identifier joins them into one text, and is the
primary key of the published table.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts import identifiers
from scripts.deriving.paths import Paths
from scripts.errors import ReleaseError
from scripts.model import Field, ForeignKey
from scripts.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.model import Package, Resource
    from scripts.tables import Row

TABLE = "observations"
KIND = "fact"
IDENTIFIER = "identifier"
UNIT = "unit"

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


def source_of(package: Package) -> Resource | None:
    """The table of figures that has yet to be given its identifiers; None where there is none."""
    for resource in package.tables:
        if resource.name == TABLE and resource.extra.get("kind") == KIND:
            return None if IDENTIFIER in schema_of(resource).field_names else resource
    return None


def build(package: Package, cells: Mapping[str, Sequence[Row]]) -> tuple[Resource, list[Row]]:
    """The published table and its rows, by identifier. ReleaseError where two rows have one identifier."""
    resource = source_of(package)
    if resource is None:
        raise ReleaseError(f"{package.name}: no table « {TABLE} » of kind « {KIND} »")
    schema = schema_of(resource)
    if not schema.row_key:
        raise ReleaseError(f"{resource.name}: the table of figures needs a key, to name its rows")
    unit = Paths(package, cells).find(resource, "indicator.unit")
    rows = cells[resource.name]
    names = identifiers.of_rows(resource, rows)
    if len(set(names)) < len(names):
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise ReleaseError(f"{resource.name}: two rows have the same dimensions: {twice}")
    made = sorted((name, *row, unit.read(row)) for name, row in zip(names, rows, strict=True))
    keys = (*schema.foreign_keys, *([ForeignKey((UNIT,), *_end(unit.target))] if unit.target else []))
    return (
        replace(
            resource,
            schema=replace(
                schema,
                fields=(_IDENTIFIER, *schema.fields, replace(unit.field, name=UNIT)),
                primary_key=(IDENTIFIER,),
                unique_keys=(),
                foreign_keys=keys,
            ),
        ),
        [tuple(row) for row in made],
    )


def _end(key: ForeignKey) -> tuple[str, tuple[str, ...]]:
    """The table and the fields that a key points at."""
    return key.resource, key.reference_fields
