"""JSON → model → JSON: the only place that knows how Data Package v1 and v2 spell their properties.

    jsonfile.py     a JSON file as a value, or one clear refusal
    source.py       Source: a descriptor on disk, with the schemas and dialects that it names put in place
    spelling.py     the names of the properties
    reading.py      to_package and its parts: JSON → model
    writing.py      from_package and its parts: model → JSON

`to_package` takes any JSON and makes the best of it; `check.descriptor` says what is wrong with it.
"""

from scripts.reading.descriptor.jsonfile import read_json, read_text
from scripts.reading.descriptor.reading import (
    names_of,
    resources_of,
    says,
    to_dialect,
    to_field,
    to_package,
    to_resource,
    to_schema,
)
from scripts.reading.descriptor.source import NAME, Source, fields_of, is_inside, is_safe_path, load
from scripts.reading.descriptor.spelling import PROFILE
from scripts.reading.descriptor.writing import (
    from_dialect,
    from_field,
    from_package,
    from_resource,
    from_schema,
)

__all__ = [
    "NAME",
    "PROFILE",
    "Source",
    "fields_of",
    "from_dialect",
    "from_field",
    "from_package",
    "from_resource",
    "from_schema",
    "is_inside",
    "is_safe_path",
    "load",
    "names_of",
    "read_json",
    "read_text",
    "resources_of",
    "says",
    "to_dialect",
    "to_field",
    "to_package",
    "to_resource",
    "to_schema",
]
