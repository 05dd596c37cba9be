"""How rows and keys are checked.

An engine takes a source and its model and yields Issues with the exact row, line, field and cell. All engines
give the same issues; frictionless is the reference in the tests, and what a re-user will run.

    frictionless.py     the reference
    stdlib.py           the same rules in plain Python: small tables, at once
    native.py           a scan in C that proves most rows right, the same rules for the others: large tables
    scan.py             the same with Polars (`polars`), where there is no C compiler
    spark.py            the same by a cluster, of the table as Parquet
    stray.py            what native.py and scan.py do not look at: stray quotes, a header elsewhere
    ways.py             from a name to ways of reading; `auto` is the one that answers first, table by table

Each rule is written twice. The exact reading (scripts/reading/exact/) has the rules of a table, the verdict
on a cell, on a record and its keys. forms.py says what is surely right, for all that scan: portable.py in
expressions that Polars and Spark run, plan.py to the kernel. What no scan proves is judged by the exact
reading, and verdicts.py puts its issues in order. choice.py says who can read what, and has the names.

To add one: its name in choice.py, and its way in ways.py.
"""

from __future__ import annotations

from types import MappingProxyType

from scripts.check.engines.choice import DEFAULT, NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import Any

    from scripts.check.engines.choice import Told
    from scripts.check.engines.ways import Progress
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Package

    # (source, package, progress, told, done) → issues. `progress` is told how many bytes of the tables are
    # read. Only the resources of `package` that are not done are checked; it holds every table that their
    # foreign keys reach.
    Rows = Callable[[Source, Package, Progress, Told, Collection[str]], Iterator[Issue]]


def _engine(name: str) -> Rows:
    """The engine of that name, imported when it is first asked for issues: to name engines costs nothing."""

    def rows(*arguments: Any, **named: Any) -> Iterator[Issue]:
        if name == "frictionless":
            from scripts.check.engines import frictionless

            return frictionless.rows(*arguments, **named)
        from scripts.check.engines.ways import rows_of

        return rows_of(name)(*arguments, **named)

    return rows


ENGINES: Mapping[str, Rows] = MappingProxyType({name: _engine(name) for name in NAMES})

__all__ = ["DEFAULT", "ENGINES", "NAMES"]
