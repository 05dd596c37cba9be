"""How Data Package spells its properties: the names that the model has words for, kind by kind."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

FIELD = ("name", "type", "format", "title", "description", "constraints", "categories", "missingValues")
SCHEMA = ("fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues")
RESOURCE = ("name", "path", "title", "description", "format", "mediatype", "encoding", "dialect", "schema")
PACKAGE = ("name", "version", "title", "description", "resources")
DIALECT = {
    "delimiter": "delimiter",
    "lineTerminator": "line_terminator",
    "quoteChar": "quote_char",
    "doubleQuote": "double_quote",
    "escapeChar": "escape_char",
    "skipInitialSpace": "skip_initial_space",
    "header": "header",
    "headerRows": "header_rows",
    "headerJoin": "header_join",
    "commentChar": "comment_char",
    "commentRows": "comment_rows",
    "nullSequence": "null_sequence",
}
TUPLES = ("header_rows", "comment_rows")

# The types of fields, those of the text and those of the profile.
TYPES = (
    *("string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time"),
    *("year", "yearmonth", "duration", "geopoint", "geojson", "any"),
)


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _length(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _bound(value: Any) -> bool:
    return value is not None and not isinstance(value, bool | dict)


# What the constraints of a field may be, as far as JSON types tell.
CONSTRAINTS: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("required", "unique"), _truth),
    **dict.fromkeys(("minLength", "maxLength"), _length),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _bound),
    "pattern": lambda value: isinstance(value, str),
    "enum": lambda value: isinstance(value, list) and bool(value),
    "jsonSchema": lambda value: isinstance(value, dict),
}
