"""The mutants of a package but those of its rules, and a sample of them that is checked in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mutation import descriptors, files, keys, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutation.bench import Bench
    from tests.mutation.mutant import Mutant

# Those that need no more than a table or two. To add a kind: a module with `mutants(bench)`, its name here.
QUICK = (values, keys, files, descriptors)


def quick(bench: Bench) -> Iterator[Mutant]:
    """Every mutant but those of the rules, in an order that is always the same."""
    for kind in QUICK:
        yield from kind.mutants(bench)


def sample(bench: Bench) -> list[Mutant]:
    """One mutant a promise, of the smallest table that makes it."""
    sizes = {table.name: len(bench.records(table.name)) for table in bench.tables}
    found: dict[str, Mutant] = {}
    for mutant in quick(bench):
        assert mutant.tables is not None
        best = found.get(mutant.promise)
        if best is None or sizes[mutant.tables[0]] < sizes[(best.tables or ("",))[0]]:
            found[mutant.promise] = mutant
    return list(found.values())
