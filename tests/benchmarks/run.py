"""`python -m tests.benchmarks.run ENGINE FOLDER`: one measured process; says what it found as JSON.

ENGINE is one of ours, or `floor`: Polars reading every cell as text and keeping the greatest of each column.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path


def floor(folder: Path) -> dict[str, object]:
    """The cost of reading alone."""
    import polars as pl

    from tests.benchmarks.generator import NAMES

    scan = pl.scan_csv(
        folder / "facts.csv",
        schema=dict.fromkeys(NAMES, pl.String),
        truncate_ragged_lines=True,
        empty_string_is_null=False,
        infer_schema=False,
    )
    return {"issues": scan.select(pl.all().max()).collect(engine="streaming").height - 1, "digest": ""}


def issues(engine: str, folder: Path) -> dict[str, object]:
    """How many issues an engine finds, and a digest of them all."""
    from scripts.descriptor import load, to_package
    from scripts.engines import ENGINES

    source = load(folder)
    package = to_package(source.descriptor)
    found = sorted(ENGINES[engine](source, package, lambda _: None, lambda *_: None, ()))
    digest = hashlib.sha256("\n".join(map(str, found)).encode()).hexdigest()[:16]
    return {"issues": len(found), "digest": digest}


if __name__ == "__main__":
    name, where = sys.argv[1], Path(sys.argv[2])
    print(json.dumps(floor(where) if name == "floor" else issues(name, where)))
