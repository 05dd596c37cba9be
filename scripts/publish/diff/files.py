"""The files of a Difference: `changes.csv` and `schema.json`, written, and read again for `patch.apply`.

`changes.csv` has the changes of rows: table, key, field, old, new, kind (`rows.Change`). A table that came or
went is one line, of the kind `table-added` or `table-removed`, that says how many rows it has: they are those
of `data/<table>.csv` in the release that has the table. `schema.json` has all the rest: the two editions, the
changes of schemas and words with the step that each demands, the keys of rows that errata correct, and the
shape of each new table (`rows.Shape`).
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from scripts.publish.diff.compare import Difference, Edition
from scripts.publish.diff.rows import Change, Shape
from scripts.publish.diff.shapes import SchemaChange
from scripts.reading.columnar.plain import line
from scripts.reading.model.errors import SourceError
from scripts.reading.model.versions import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANGES, SCHEMA = "changes.csv", "schema.json"
_COLUMNS = tuple(field.name for field in fields(Change))


def write(difference: Difference) -> dict[str, str]:
    """The texts of both files by name."""
    return {
        CHANGES: line(_COLUMNS)
        + "".join(line([getattr(change, name) for name in _COLUMNS]) for change in difference.changes),
        SCHEMA: json.dumps(schema(difference), ensure_ascii=False, indent=2) + "\n",
    }


def schema(difference: Difference) -> dict[str, Any]:
    """What `schema.json` says, as a value."""
    return {
        "from": asdict(difference.old),
        "to": asdict(difference.new),
        "level": difference.level.name.lower(),
        "changes": [{**asdict(change), "level": change.level.name.lower()} for change in difference.schema],
        "rekeyed": {table: dict(keys) for table, keys in difference.rekeyed.items()},
        "tables": {
            name: {
                "fields": list(shape.fields),
                "primaryKey": list(shape.primary_key),
                "key": list(shape.key),
                "order": shape.order,
            }
            for name, shape in difference.shapes.items()
        },
    }


def read(texts: Mapping[str, str]) -> Difference:
    """The Difference that both files tell. SourceError for what is none."""
    try:
        told = json.loads(texts[SCHEMA])
        rows = list(csv.reader(io.StringIO(texts[CHANGES], newline=""), strict=True))
        _agreed(tuple(rows[0] if rows else ()))
        return Difference(
            old=Edition(**told["from"]),
            new=Edition(**told["to"]),
            schema=tuple(
                SchemaChange(**{**change, "level": Level[change["level"].upper()]})
                for change in told["changes"]
            ),
            changes=tuple(Change(*row) for row in rows[1:]),
            shapes={
                name: Shape(
                    tuple(shape["fields"]), tuple(shape["primaryKey"]), tuple(shape["key"]), shape["order"]
                )
                for name, shape in told["tables"].items()
            },
            rekeyed={table: dict(keys) for table, keys in told.get("rekeyed", {}).items()},
        )
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise SourceError(f"{CHANGES} and {SCHEMA} tell no difference ({error})") from None


def _agreed(columns: tuple[str, ...]) -> None:
    """Nothing, or ValueError where these are not the columns of `changes.csv`."""
    if columns != _COLUMNS:
        raise ValueError(f"the columns of {CHANGES} are {', '.join(_COLUMNS)}")
