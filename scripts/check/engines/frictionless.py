"""The reference engine: frictionless, with no limit on errors, its answers as our Issues.

It is given only what the model says, made explicit: frictionless guesses a delimiter, a header row or a
compression that the descriptor does not state, and a guess is not a rule.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scripts.check.engines.choice import quiet
from scripts.reading.descriptor import from_schema
from scripts.reading.exact import findings
from scripts.reading.exact.findings import At
from scripts.reading.exact.patience import SECONDS, Alarm, SlowPatternError, is_risky
from scripts.reading.exact.records import LOST, Record, UnreadableError, records
from scripts.reading.issues import issue, one_line
from scripts.reading.rows.form import DELIMITED, UnsupportedError, form_of
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from frictionless import Error

    from scripts.check.engines.choice import Told
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import ForeignKey, Package, Resource, Schema
    from scripts.reading.rows.files import Folder

_OTHER = re.compile(r"the same as in the row at position (\d+)")
_CONSTRAINT = re.compile(r'constraint "(\w+)" is ')
_LABELS = ("extra-label", "missing-label", "blank-label", "duplicate-label", "incorrect-label")
EMPTY = "the source is empty"
_STEP = 500  # rows between two signs of life


def rows(
    source: Source,
    package: Package,
    progress: Callable[[int], None],
    told: Told = quiet,
    done: Collection[str] = (),
) -> Iterator[Issue]:
    """What frictionless finds in the rows and keys of the tables that are not done yet, one by one."""
    from frictionless import system

    with system.use_context(trusted=bool(source.places)):
        yield from _rows(source, package, progress, told, done)


def packaged(files: Folder, tables: Sequence[Resource]) -> Any:
    """Tables as a package of frictionless'."""
    from frictionless import Package as Checked

    version = "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = [described(files, resource) for resource in tables]
    return Checked.from_descriptor({"$schema": version, "resources": resources}, basepath=str(files.base))


def is_for_frictionless(resource: Resource) -> bool:
    """True for delimited text in files: what frictionless reads as it is described here."""
    try:
        return bool(resource.paths) and form_of(resource).kind == DELIMITED
    except UnsupportedError:
        return False


def _rows(
    source: Source, package: Package, progress: Callable[[int], None], told: Told, done: Collection[str]
) -> Iterator[Issue]:
    checked = packaged(source.files, package.tables)
    read = 0
    for resource in package.tables:
        if resource.name in done:
            continue
        target = checked.get_resource(resource.name)

        def on_row(row: Any, target: Any = target, read: int = read) -> None:
            alarm.wind()
            if row.row_number % _STEP == 0:
                progress(read + (target.stats.bytes or 0))

        try:
            with Alarm() as alarm:
                report = target.validate(limit_errors=0, on_row=on_row)
        except SlowPatternError:
            about = {"resource": resource.name, "path": resource.paths[0]}
            yield issue("source-error", "slow", **about, pattern=_patterns(resource), seconds=f"{SECONDS:g}")
        except Exception as error:  # noqa: BLE001 -- it compares a signalling NaN, and stops
            note = one_line(f"{type(error).__name__}: {error}")
            yield issue("source-error", "engine", resource=resource.name, path=resource.paths[0], note=note)
        else:
            errors = [error for task in report.tasks for error in task.errors] + report.errors
            yield from _issues(source.files, resource, errors)
        told(resource.name, "frictionless", "")
        read += source.files.sizes(resource.paths)
        progress(read)


def _patterns(resource: Resource) -> str:
    """The patterns of a table that may explode."""
    columns = resource.schema.fields if resource.schema else ()
    patterns = [column.constraints["pattern"] for column in columns if "pattern" in column.constraints]
    return ", ".join(pattern for pattern in patterns if is_risky(pattern))


def described(files: Folder, resource: Resource) -> dict[str, Any]:
    """A table as frictionless must read it: nothing left for it to guess."""
    form = form_of(resource)
    dialect = form.dialect
    path = [str(files.file(one)) if one in files.fetched else one for one in resource.paths]
    schema = from_schema(resource.schema) if resource.schema else {}
    columns = resource.schema.fields if resource.schema else ()
    for raw, column in zip(schema.get("fields", []), columns, strict=True):
        if column.missing_values is not None:  # an empty list too: then no text means « no value »
            raw["missingValues"] = list(column.missing_values)
    return {
        "name": resource.name,
        "type": "table",
        "path": path[0],
        **({"extrapaths": path[1:]} if path[1:] else {}),
        "scheme": "file",
        "format": "csv",
        "encoding": resource.encoding,
        **({"compression": form.compression} if form.compression else {}),
        **({"innerpath": form.inner} if form.inner else {}),
        "dialect": {
            "header": dialect.header,
            "headerRows": list(dialect.header_rows),
            "headerJoin": dialect.header_join,
            "commentRows": list(dialect.comment_rows),
            **({"commentChar": dialect.comment_char} if dialect.comment_char else {}),
            "csv": {
                "delimiter": dialect.delimiter,
                "lineTerminator": dialect.line_terminator,
                "quoteChar": dialect.quote_char,
                "doubleQuote": dialect.double_quote,
                "skipInitialSpace": dialect.skip_initial_space,
                **({"escapeChar": dialect.escape_char} if dialect.escape_char else {}),
            },
        },
        "schema": {**schema, "missingValues": list(resource.schema.missing_values)}
        if resource.schema
        else {},
    }


def _issues(files: Folder, resource: Resource, errors: list[Error]) -> Iterator[Issue]:
    """The Issues of one table; its records are read again only where there are errors to place."""
    if not errors:
        return
    placed = _placed(files, resource, {number for error in errors for number in _rows_of(error)})
    reading = Reading(files, resource)
    with suppress(*LOST):
        header = reading.header
        path, line = reading.path_line(header.place)
        placed |= {row: Record(path, line, row, header.labels) for row in header.rows}
    for error in errors:
        yield _issue(resource, error, placed)


def _placed(files: Folder, resource: Resource, wanted: set[int]) -> dict[int, Record]:
    """The records of some rows, as far as the file can be read."""
    placed = {}
    with suppress(UnreadableError):
        for record in records(files, resource, keep=False):
            if record.row in wanted:
                placed[record.row] = record
    return placed


def _rows_of(error: Error) -> Iterator[int]:
    """The rows that an error speaks of."""
    if (number := getattr(error, "row_number", None)) is not None:
        yield number
    if found := _OTHER.search(error.note):
        yield int(found[1])


def _issue(resource: Resource, error: Error, placed: dict[int, Record]) -> Issue:
    """Our Issue for one error of frictionless."""
    schema = resource.schema
    row = getattr(error, "row_number", 0) or (getattr(error, "row_numbers", None) or [0])[0]
    record = placed.get(row, Record(resource.paths[0], row if row == 1 else 0, row, ()))
    at = At(resource.name, record.path, record.line, row)
    other = placed.get(int(found[1])) if (found := _OTHER.search(error.note)) else None
    line = other.line if other else 0
    name = getattr(error, "field_name", "") or ""
    cell = getattr(error, "cell", "") or ""
    position = getattr(error, "field_number", 0)
    if schema is None or error.type in ("source-error", "scheme-error", "encoding-error"):
        variant, words = ("empty", {}) if error.note == EMPTY else ("default", {"note": error.note})
        return issue("source-error", variant, resource=resource.name, path=record.path, **words)
    if error.type in _LABELS:
        return findings.label(at, error.type, position, name, getattr(error, "label", ""))
    if error.type == "constraint-error" and (kind := _CONSTRAINT.search(error.note)):
        return findings.constraint_error(at, schema.field(name), kind[1], _cell(record, schema, name, cell))
    if error.type == "primary-key":
        key = _key(record, schema)
        return (
            findings.primary_key(at, key, line)
            if other
            else findings.primary_key_null(at, dict.fromkeys(key, ""))
        )
    if error.type == "foreign-key":
        fields = getattr(error, "field_names", [])
        values = [_cell(record, schema, field, "") for field in fields]
        return findings.foreign_key(at, _foreign_key(schema, error), values)
    makers: dict[str, Callable[[], Issue]] = {
        "type-error": lambda: findings.type_error(at, schema.field(name), cell),
        "unique-error": lambda: findings.unique_error(at, name, _cell(record, schema, name, cell), line),
        "blank-row": lambda: findings.blank_row(at),
        "extra-cell": lambda: findings.extra_cell(at, position, cell, len(schema.fields)),
        "missing-cell": lambda: findings.missing_cell(at, position, name),
    }
    make = makers.get(error.type)
    note = f"{error.type}: {error.note}"
    return make() if make else issue("source-error", resource=resource.name, path=record.path, note=note)


def _cell(record: Record, schema: Schema, name: str, otherwise: str) -> str:
    """The text of a cell as it stands in the file."""
    index = schema.field_names.index(name)
    if index < len(record.cells):
        return record.cells[index]
    return "" if record.line else otherwise


def _key(record: Record, schema: Schema) -> dict[str, str]:
    """The primary key of a record, by field."""
    return {name: _cell(record, schema, name, "") for name in schema.primary_key}


def _foreign_key(schema: Schema, error: Error) -> ForeignKey:
    """The key of the model that an error of frictionless is about."""
    wanted = (
        tuple(getattr(error, "field_names", ())),
        getattr(error, "reference_name", ""),
        tuple(getattr(error, "reference_field_names", ())),
    )
    return next(k for k in schema.foreign_keys if (k.fields, k.resource, k.reference_fields) == wanted)
