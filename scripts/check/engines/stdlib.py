"""The `stdlib` engine: exact, record by record, nothing imported but Python's own modules.

At once on small tables: it starts in a fraction of the time that any library takes to be imported. A table
whose rules are not known to the letter is left to frictionless.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from scripts.check.engines.choice import quiet
from scripts.check.engines.exact import Keys, Rows
from scripts.check.engines.findings import At
from scripts.check.engines.foreign import UnsupportedError
from scripts.check.engines.header import Layout, layout_of
from scripts.check.engines.patience import SECONDS, SlowPatternError
from scripts.check.engines.references import is_plain
from scripts.check.engines.rules import Table, table_of
from scripts.check.engines.tokens import Tokens
from scripts.issues import issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.check.engines.choice import Told
    from scripts.check.engines.exact import Targets
    from scripts.issues import Issue
    from scripts.model.package import ForeignKey, Package, Resource
    from scripts.read.descriptor import Source

_STEP = 500  # rows between two signs of life
# What makes a table one for frictionless: a rule not known here, a file that cannot be read, and values that
# cannot be compared (a signalling NaN, times with and without a zone).
LEFT = (
    UnsupportedError,
    OSError,
    EOFError,
    UnicodeError,
    csv.Error,
    re.error,
    ArithmeticError,
    TypeError,
    ValueError,
    RecursionError,
)


def checked(
    source: Source,
    resource: Resource,
    package: Package,
    told: Told = quiet,
    reason: str = "",
    progress: Callable[[int], None] = lambda _: None,
) -> list[Issue]:
    """The issues of one table, from frictionless where its rules are not known here; `told` which and why."""
    try:
        found = check(source.base, resource, package, progress)
    except SlowPatternError as error:
        about = {"resource": resource.name, "path": resource.paths[0], "value": error.cell}
        found = [issue("source-error", "slow", **about, pattern=error.pattern, seconds=f"{SECONDS:g}")]
        told(resource.name, "stdlib", reason)
    except LEFT as error:
        found = list(by_frictionless(source, resource, package))
        told(resource.name, "frictionless", str(error) or type(error).__name__)
    else:
        told(resource.name, "stdlib", reason)
    return found


def by_frictionless(source: Source, resource: Resource, package: Package) -> Iterator[Issue]:
    """The same, from frictionless, for one table."""
    from scripts.check.engines import frictionless

    return frictionless.rows(
        source, package, lambda _: None, done={r.name for r in package.tables} - {resource.name}
    )


def check(base: Path, resource: Resource, package: Package, progress: Callable[[int], None]) -> list[Issue]:
    """The issues of one table. One of LEFT where it is left to frictionless."""
    table = table_of(resource, package)
    targets = [target(base, table, key, package) for key in table.schema.foreign_keys]
    tokens, layout = opened(base, table)
    return list(_check(table, tokens, layout, targets, progress))


def opened(base: Path, table: Table) -> tuple[Tokens, Layout]:
    """The records of a table, and what its header says of them."""
    tokens = Tokens(base, table)
    return tokens, layout_of(table, tokens.records())


def target(base: Path, table: Table, key: ForeignKey, package: Package) -> set[tuple[Any, ...]]:
    """The keys that a foreign key may lead to: those of its table with a value in some field."""
    if key.resource and key.resource != table.resource.name:
        table = table_of(package.resource(key.resource), package)
    tokens, layout = opened(base, table)
    index = {column.field.name: column.index for column in layout.columns if column.index >= 0}
    places = [index.get(name) for name in key.reference_fields]
    judges = [table.columns[table.schema.field_names.index(name)].judge for name in key.reference_fields]
    found: set[tuple[Any, ...]] = set()
    if len(places) == 1 and (place := places[0]) is not None and is_plain(column := table.columns[place]):
        missing = table.schema.missing_values_of(column.field)
        texts = {cells[place] for _, _, cells in tokens.data() if place < len(cells)}
        return set(zip(texts.difference(missing), strict=True))
    for _, _, cells in tokens.data():
        found.add(
            tuple(
                [
                    judge(cells[place])[0] if place is not None and place < len(cells) else None
                    for place, judge in zip(places, judges, strict=True)
                ]
            )
        )
    found.discard((None,) * len(places))
    return found


def _check(
    table: Table, tokens: Tokens, layout: Layout, targets: Targets, progress: Callable[[int], None]
) -> Iterator[Issue]:
    yield from layout.issues
    judge, keys = Rows(table, layout).judge, Keys(table, layout, targets, tokens.line)
    name, path_line = table.resource.name, tokens.path_line
    for row, place, cells in tokens.data():

        def locate(row: int = row, place: int = place) -> At:
            path, line = path_line(place)
            return At(name, path, line, row)

        values, issues = judge(cells, locate)
        yield from issues
        if keys.present:
            yield from keys.judge(values, cells, place, locate)
        if row % _STEP == 0:
            progress(tokens.read())
