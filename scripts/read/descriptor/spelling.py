"""How Data Package spells its properties: the names that the model has words for, kind by kind."""

from __future__ import annotations

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
