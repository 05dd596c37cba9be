"""What a process of `make mutants` does: its mutants by number, and the verdict on each."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.mutation import judge, suite
from tests.mutation.bench import Bench

if TYPE_CHECKING:
    from tests.mutation.mutant import Mutant

ROOT = Path(__file__).resolve().parent.parent.parent


@cache
def bench() -> Bench:
    """The package, once a process."""
    return Bench(ROOT)


@cache
def quick() -> list[Mutant]:
    """The mutants of a table or two, once a process, always in the same order."""
    return list(suite.quick(bench()))


def verdict(mutant: Mutant) -> tuple[bool, bool]:
    """Whether `validate` refuses a mutant as it must; whether frictionless does at all."""
    with tempfile.TemporaryDirectory() as folder:
        written = judge.written(bench(), mutant, Path(folder) / "mutant")
        return judge.killed(written, mutant), judge.frictionless_refuses(written)


def numbered(number: int) -> tuple[bool, bool]:
    """The verdict of the mutant of that number."""
    return verdict(quick()[number])
