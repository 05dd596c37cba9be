"""How rows and keys are checked.

An engine takes a source and its model and yields Issues with the exact row, line, field and cell. All engines
give the same issues; frictionless is the reference in the tests, and what a re-user will run.

    findings.py         the issues that engines find, made in one place so that all make the same
    frictionless.py     the reference
    stdlib.py           the same rules in plain Python: small tables, at once
    polars.py           a scan that proves most rows right, and the same rules for the others: large tables
    auto.py             the one that answers first, table by table

What the last three share: rules.py compiles the descriptor; values.py and cells.py judge a cell, header.py
the labels, exact.py a record and its keys; tokens.py reads records; choice.py says who can read what.

To add one: a module with a `rows` of this type, and a line in ENGINES.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

from scripts.descriptor import Source
from scripts.engines import auto, frictionless, polars, stdlib
from scripts.engines.choice import Told
from scripts.issues import Issue
from scripts.model import Package

# Told how many bytes of the tables are read.
Progress = Callable[[int], None]

# (source, package, progress, told, done) → issues. Only the resources of `package` that are not done are
# checked; it holds every table that their foreign keys reach.
Rows = Callable[[Source, Package, Progress, Told, Collection[str]], Iterator[Issue]]

ENGINES: Mapping[str, Rows] = MappingProxyType(
    {"auto": auto.rows, "polars": polars.rows, "stdlib": stdlib.rows, "frictionless": frictionless.rows}
)
# The reference, until the others have been compared with it at length (`make fuzz`) since their last change.
DEFAULT = "frictionless"
