"""What is wrong with the catalogues of tables of a release: one line each, none where all is right.

CSVW, Croissant and SDMX are read by .venv-readers (readers/judge.py), DDI-Codebook here.
"""

from __future__ import annotations

import csv
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import xmlschema

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
READERS = HERE.parents[1] / ".venv-readers" / "bin" / "python"
SCHEMA = HERE / "ddi-codebook-2.5" / "codebook.xsd"

_DDI = "{ddi:codebook:2_5}"


def read(release: Path, *kinds: str) -> list[str]:
    """What readers find wrong with some kinds of catalogue."""
    program = [READERS, HERE / "readers" / "judge.py", release, *kinds]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [fault for kind in kinds for fault in json.loads(done.stdout)[kind]]


@cache
def _schema() -> xmlschema.XMLSchema:
    """The schema of DDI-Codebook 2.5, which imports files beside it alone."""
    return xmlschema.XMLSchema(SCHEMA, allow="local")


def ddi(release: Path) -> Iterator[str]:
    """Each file by its schema; a file a study; a variable an indicator of its figures; no frequency."""
    studies, figures = _rows(release, "studies"), _rows(release, "observations")
    files = {path.stem: path for path in (release / "meta" / "ddi").glob("*.xml")}
    if set(files) != {row["code"] for row in studies}:
        yield "ddi: not a file a study"
    for study, path in sorted(files.items()):
        found = _schema().iter_errors(path)
        yield from (f"ddi: {study}: {one.path}: {one.reason}" for one in found)
        root = ET.parse(path).getroot()  # noqa: S314 -- our own file
        names = {str(one.get("name")) for one in root.iter(f"{_DDI}var")}
        if lost := {row["indicator"] for row in figures if row["study"] == study} - names:
            yield f"ddi: {study}: no variable {min(lost)}"
        if any(True for _ in root.iter(f"{_DDI}catStat")):
            yield f"ddi: {study}: a frequency of answers that nobody holds"
        told = " ".join(one.text or "" for one in root.iterfind(f"{_DDI}docDscr/{_DDI}notes"))
        if "published aggregate figures" not in told or "chiffres agrégés publiés" not in told:
            yield f"ddi: {study}: not said that it describes published figures"


def _rows(release: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table, none where there is no such table."""
    path = release / "data" / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
