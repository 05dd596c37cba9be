"""A batch of texts → the batch of its values.

Arrow converts a column where it reads every text of it as the standard does; where it does not (` 7`, 1_000,
2020-1-1, a boolean), the exact readers convert each text that occurs, once. They agree wherever Arrow has an
answer: a text that is right by the standard has one value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from scripts.reading.exact.judges import options_of
from scripts.reading.issues.refusals import unread
from scripts.reading.tables import DRESSED, arrow_schema, arrow_type, schema_of, typed_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.reading.model.package import Field, Resource

    Column = Callable[[pa.Array], pa.Array]

_ARROWS = ("number", "integer", "year", "date")  # what Arrow reads in the default form


def typer(resource: Resource) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
    """The function from the texts of some rows to their values, typed as `tables.arrow_schema` says.

    SourceError for a text that is no value of its type, and for a value beyond what Arrow holds.
    """
    schema = arrow_schema(resource)
    columns = [_column(resource, field) for field in schema_of(resource).fields]

    def typed(texts: pa.RecordBatch) -> pa.RecordBatch:
        made = [read(column) for read, column in zip(columns, texts.columns, strict=True)]
        return pa.RecordBatch.from_arrays(made, schema=schema)

    return typed


def _column(resource: Resource, field: Field) -> Column:
    """How the texts of one column become values."""
    missing = pa.array([str(text) for text in schema_of(resource).missing_values_of(field)], pa.string())
    kind = arrow_type(field)
    options = options_of(field)
    arrows = field.type in _ARROWS and options["format"] == "default" and not DRESSED & options.keys()

    def read(texts: pa.Array) -> pa.Array:
        valued = pc.if_else(pc.is_in(texts, missing), None, texts) if len(missing) else texts
        if pa.types.is_string(kind):
            return valued
        if arrows:
            try:
                return pc.cast(valued, kind)
            except pa.ArrowInvalid:  # right in another form
                pass
        return _exactly(resource, field, texts)

    return read


def _exactly(resource: Resource, field: Field, texts: pa.Array) -> pa.Array:
    """The values of a column, each text that occurs read once."""
    coded = texts.dictionary_encode()
    values = typed_column(resource, field, coded.dictionary.to_pylist())
    try:
        return pa.array(values, arrow_type(field)).take(coded.indices)
    except (OverflowError, pa.ArrowInvalid):
        raise unread("beyond", "type-error", name=resource.name, field=field.name) from None
