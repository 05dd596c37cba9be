"""Spark in this process, on two cores; and the commands of the README, which run it on workers too."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.check.engines import session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parent.parent.parent
ACTIVE = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}  # as `activate` leaves it


def two_cores() -> Iterator[SparkSession]:
    """One session for all, started as a program that knows no cluster starts it."""
    with pytest.MonkeyPatch.context() as patch:
        few = "--conf spark.sql.shuffle.partitions=2 --conf spark.sql.codegen.wholeStage=false"
        patch.setenv("PYSPARK_SUBMIT_ARGS", f"--master local[2] {few} pyspark-shell")
        yield session.session()


def commands(name: str) -> list[str]:
    """Those of the README that have spark-submit run a command of ours."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith("spark-submit ") and f" {name} " in line]


def words(command: str, package: Path, engine: str = "spark") -> list[str]:
    """A command of the README for a package of this machine."""
    return shlex.split(
        command.replace("PACKAGE", str(package)).replace("--engine spark", f"--engine {engine}")
    )


def run(program: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """A program, from the checkout, that knows nothing of the session of the tests."""
    known = {name: value for name, value in os.environ.items() if name != "PYSPARK_SUBMIT_ARGS"}
    return subprocess.run(
        program, cwd=ROOT, env={**known, **environment}, capture_output=True, text=True, check=False
    )
