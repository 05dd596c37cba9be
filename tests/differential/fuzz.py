"""`python -m tests.differential.fuzz [CELLS] [SEED] [PACKAGES]`: random input, against frictionless.

A million cells and two thousand packages unless told otherwise, and thrice as many small ones. Exits with 1
where a prefilter or the kernel accepts what frictionless refuses, where a judge differs from it, where an
engine does not give its report, or where a package that is not right is told to be plainly so.
"""

from __future__ import annotations

import random
import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

from scripts.check.engines import ENGINES
from scripts.reading.descriptor import load, to_package
from tests.differential import plainly
from tests.differential.cells import columns, disagreements, texts
from tests.differential.compare import differences, outcome, write
from tests.differential.packages import made


def cells(count: int, seed: int) -> int:
    """How many cells of so many are seen otherwise than by frictionless; says which."""
    rng, every, wrong = random.Random(seed), list(columns()), 0  # noqa: S311 -- data, not secrets
    each = -(-count // len(every))
    for schema in every:
        field = schema.fields[0]
        unsound, other = disagreements(schema, texts(rng, field.type, each))
        for kind, found in (("accepted wrongly", unsound), ("judged otherwise", other)):
            for cell in sorted(set(found))[:5]:
                print(f"{kind}: {cell!r} as {field.type} {field.format} {dict(field.constraints)}")
            wrong += len(found)
    print(f"{each * len(every)} cells in {len(every)} kinds of column: {wrong} differences")
    return wrong


def packages(count: int, seed: int) -> int:
    """How many reports of so many packages are another engine's own; says which, and who read the tables."""
    wrong = 0
    read: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        wrong += _plain(Path(folder) / "plain", 3 * count, seed)
        for number in range(count):
            many = (number % 4 == 0) * 400
            package = made(seed + number, rows=12 + number % 2 * 48 + many, plain=bool(number % 2))
            where = write(Path(folder) / "package", *package)
            reference = outcome(where, "frictionless")
            for engine in ("stdlib", "polars", "native"):
                found = differences(where, engine, reference)
                wrong += bool(found)
                for line in found[:5]:
                    print(f"package {seed + number}, {engine}: {line}")
                read[engine] += _read(where, engine)
    told = ", ".join(f"{engine} read {tables} tables" for engine, tables in sorted(read.items()))
    print(f"{count} packages: {wrong} differences ({told} itself)")
    return wrong


def _plain(folder: Path, count: int, seed: int) -> int:
    """How many small packages are taken to be plainly right and are not; says which."""
    proven = wrong = 0
    for number in range(seed, seed + count):
        counts, found = plainly.told(plainly.write(folder, number))
        proven += counts is not None
        wrong += bool(found)
        if found:
            print(f"plain package {number}: {found}")
    print(f"{count} small packages, {proven} of them plainly right: {wrong} differences")
    return wrong


def _read(folder: Path, engine: str) -> int:
    """How many tables an engine reads itself."""
    source, told = load(folder), list[str]()
    try:
        package = to_package(source.descriptor)
        list(ENGINES[engine](source, package, lambda _: None, lambda *words: told.append(words[1]), ()))
    except Exception:  # noqa: BLE001 -- frictionless stops, and so do engines that leave a table to it
        return 0
    return told.count(engine)


def main(count: int = 1_000_000, seed: int = 0, several: int = 2000) -> int:
    """Try them, and say what was found."""
    warnings.simplefilter("ignore")
    return int(cells(count, seed) + packages(several, seed) > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
