"""`python -m tests.differential.fuzz [CELLS] [SEED]`: cells (a million, unless told) through every rule.

Exits with 1 where a prefilter accepts what frictionless refuses, or where a judge differs from it.
"""

from __future__ import annotations

import random
import sys
import warnings

from tests.differential.cells import columns, disagreements, texts


def main(cells: int = 1_000_000, seed: int = 0) -> int:
    """Try them, and say what was found."""
    warnings.simplefilter("ignore")
    rng, every, wrong = random.Random(seed), list(columns()), 0  # noqa: S311 -- data, not secrets
    each = -(-cells // len(every))
    for schema in every:
        field = schema.fields[0]
        unsound, other = disagreements(schema, texts(rng, field.type, each))
        for kind, found in (("accepted wrongly", unsound), ("judged otherwise", other)):
            for cell in sorted(set(found))[:5]:
                print(f"{kind}: {cell!r} as {field.type} {field.format} {dict(field.constraints)}")
            wrong += len(found)
    print(f"{each * len(every)} cells in {len(every)} kinds of column: {wrong} differences")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
