"""Issues as the Report of frictionless, for the tools that read one.

What frictionless itself finds in a table is written by frictionless: it is given the rows at fault, and no
other, and says of them what it says when it reads them all. What only our checks find has the nearest of its
types; what is wrong with the package and not with a table stands in `errors` of the report.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scripts.check.aside import without
from scripts.check.engines.frictionless import EMPTY, is_for_frictionless, packaged
from scripts.check.subject import UNREAD
from scripts.commands.report.rows import errors_of
from scripts.reading.descriptor import from_schema, to_package
from scripts.reading.exact.records import LOST, UnreadableError, records
from scripts.reading.issues import Issue, Severity, Waived
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frictionless import Error

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Folder

_LABELS = frozenset({"extra-label", "missing-label", "blank-label", "duplicate-label", "incorrect-label"})
_BLOCK = 2**20


def report(
    issues: Sequence[Issue],
    source: Source | None,
    *,
    seconds: float = 0.0,
    limit: int = 0,
    waived: Sequence[Waived] = (),
) -> dict[str, Any]:
    """The descriptor of a frictionless Report: a task for each table, errors in the order of its rows.

    Without a source there are no tasks: nothing was read.
    `seconds` is what the validation took; `limit` is the number of errors that a table shows at most (0:
    all); the true total is then told in its warnings and its `stats`. Our warnings, and what was not checked,
    are warnings of its task; issues that are `waived` are warnings of the report, with the reason.
    """
    tables = _tables(source, issues)
    by_table: dict[str, list[Issue]] = defaultdict(list)
    names = {table.name for table in tables}
    for item in issues:
        by_table[item.resource if item.resource in names else ""].append(item)
    tasks = [_task(source.files, table, by_table[table.name], limit) for table in tables] if source else []
    general = [_general(item) for item in by_table[""] if item.severity is Severity.ERROR]
    found = sum(task["stats"]["errors"] for task in tasks) + len(general)
    warnings = [_words(item) for item in by_table[""] if item.severity is not Severity.ERROR]
    warnings += [f"waived at {w.path}:{w.line} ({w.reason}): {_words(w.issue)}" for w in waived]
    stats = {"tasks": len(tasks), "errors": found, "warnings": len(warnings), "seconds": round(seconds, 3)}
    return {
        "valid": not found,
        "stats": stats,
        "warnings": warnings,
        "errors": [error.to_descriptor() for error in general],
        "tasks": tasks,
    }


def _tables(source: Source | None, issues: Sequence[Issue]) -> tuple[Resource, ...]:
    """The tables that were read."""
    unread = {item.resource for item in issues if item.code == "check-skipped" and item.variant in UNREAD}
    if source is None:
        return ()
    package = to_package(without(source.descriptor))
    return tuple(table for table in package.tables if table.name not in unread)


def _task(files: Folder, table: Resource, issues: Sequence[Issue], limit: int) -> dict[str, Any]:
    """What is said of one table."""
    faults = sorted(
        (item for item in issues if item.severity is Severity.ERROR), key=lambda item: (item.row, item.line)
    )
    labels, errors = _errors(files, table, faults)
    shown = errors[:limit] if limit else errors
    warnings = [_words(item) for item in issues if item.severity is not Severity.ERROR]
    if len(shown) < len(errors):
        warnings.append(f"{len(shown)} errors of {len(errors)} are shown: the limit is {limit}")
    return {
        "name": re.sub("[^-a-z0-9._/]+", "-", table.name.lower()),  # a task has no other names
        "type": "table",
        "valid": not errors,
        "place": next(iter(table.paths), "") + (" (multipart)" if len(table.paths) > 1 else ""),
        "labels": labels,
        "stats": {
            "errors": len(errors),
            "warnings": len(warnings),
            **_measured(files, table),
        },
        "warnings": warnings,
        "errors": [error.to_descriptor() for error in shown],
    }


def _errors(files: Folder, table: Resource, faults: Sequence[Issue]) -> tuple[list[str], list[Error]]:
    """The labels of a table and its errors: the file's, the header's, then row by row."""
    from frictionless import FrictionlessException, system

    alone = replace(table, schema=replace(table.schema, foreign_keys=())) if table.schema else table
    try:
        with system.use_context(trusted=bool(files.fetched)), _target(files, alone) as target:
            labels, handlers = list(target.labels), _handlers(target)
            header = list(target.header.errors)
    except FrictionlessException as error:
        return [], [error.error, *map(_general, faults)]
    of_rows = [item for item in faults if item.row and item.code not in _LABELS]
    of_file = [item for item in faults if not item.row and item.code not in _LABELS]
    return labels, [
        *map(_general, of_file),
        *header,
        *errors_of(files, table, handlers, of_rows, _words),
    ]


def _target(files: Folder, table: Resource) -> Any:
    """The resource of frictionless; of what it does not read here, its labels as we read them."""
    if is_for_frictionless(table):
        return packaged(files, [table]).get_resource(table.name)
    from frictionless import Resource as Checked

    schema = from_schema(table.schema) if table.schema else {}
    with suppress(*LOST):
        return Checked.from_descriptor(
            {"name": "table", "data": [list(Reading(files, table).header.labels)], "schema": schema}
        )
    return Checked.from_descriptor({"name": "table", "data": [], "schema": schema})


def _handlers(target: Any) -> Any:
    """What frictionless reads a row with."""
    from frictionless.table.row import create_cell_handlers

    return create_cell_handlers(target.header.get_expected_fields())


def _general(item: Issue) -> Error:
    """An error of the type that frictionless has for the code, else of none in particular."""
    from frictionless import Error, errors

    kinds: dict[str, type[Error]] = {
        kind.type: kind
        for kind in (
            *(errors.SchemeError, errors.EncodingError, errors.CompressionError, errors.SourceError),
            *(errors.PackageError, errors.ResourceError, errors.DialectError),
            *(errors.SchemaError, errors.FieldError, errors.ByteCountError, errors.HashCountError),
        )
    }
    own = (
        {"empty": EMPTY, "default": item.argument("note")}.get(item.variant)
        if item.code == "source-error"
        else ""
    )
    return kinds.get(item.code, Error)(note=own or _words(item))


def _words(item: Issue) -> str:
    """An issue in one line of English, with its code and its place."""
    return (
        f"{item.code}: {item.where}: {item.message('en')}"
        if item.where
        else f"{item.code}: {item.message('en')}"
    )


def _measured(files: Folder, table: Resource) -> dict[str, int | str]:
    """Hashes, size, columns and rows, as frictionless counts them; what cannot be read is left out."""
    size, rows = 0, 0
    digests = [hashlib.new(name, usedforsecurity=False) for name in ("md5", "sha256")]
    try:
        headed = table.dialect is None or table.dialect.header
        for number, path in enumerate(table.paths):
            with files.open(path) as stream:
                if number and headed:  # what frictionless joins has one header
                    stream.readline()
                while block := stream.read(_BLOCK):
                    size += len(block)
                    for digest in digests:
                        digest.update(block)
        with suppress(UnreadableError):
            for _ in records(files, table):
                rows += 1
    except OSError:
        return {}
    md5, sha256 = (digest.hexdigest() for digest in digests)
    fields = len(table.schema.fields) if table.schema else 0
    found: dict[str, int | str] = {
        "md5": md5,
        "sha256": sha256,
        "bytes": size,
        "fields": fields,
        "rows": rows,
    }
    return {name: value for name, value in found.items() if value}  # frictionless says nothing of zero
