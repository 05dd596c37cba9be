"""`python -m tests.differential.agree [PACKAGES] [SEED]`: packages written from values that are known.

Two thousand unless told otherwise. The reader, `validate` by three engines, publish, the explorer and, where
it reads such, frictionless must give these values, their lines and the faults that were put in; so must a
release that is made of them. Exits with 1 where one does not.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

from tests.conformance.case import Case
from tests.conformance.compare import (
    by_explorer,
    by_frictionless,
    by_publish,
    by_reader,
    by_release,
    by_validate,
)
from tests.conformance.consumers import SIZES
from tests.differential.known import made


def differences(case: Case, folder: Path) -> dict[str, list[str]]:
    """What each reader gives otherwise than was written."""
    folder = case.write(folder)
    found = {
        "reader": by_reader(case, folder),
        "validate": by_validate(case, folder),
        **{f"publish {size}": by_publish(case, folder, size) for size in SIZES},
        **{f"release {size}": by_release(case, folder, size) for size in SIZES},
        "explorer": by_explorer(case),
        "frictionless": by_frictionless(case, folder) if case.frictionless == "same" else [],
    }
    return {who: lines for who, lines in found.items() if lines}


def main(count: int = 2000, seed: int = 0) -> int:
    """Try so many, and say what was found."""
    warnings.simplefilter("ignore")
    wrong: Counter[str] = Counter()
    known = 0
    for number in range(seed, seed + count):
        case = made(number)
        known += case.frictionless == "same"
        with tempfile.TemporaryDirectory() as folder:
            found = differences(case, Path(folder))
        for who, lines in found.items():
            wrong[who] += 1
            for line in lines[:5]:
                print(f"package {number}, {who}: {line}")
    told = ", ".join(f"{who} {number}" for who, number in sorted(wrong.items())) or "no difference"
    print(f"{count} packages, {known} of them read by frictionless too: {told}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
