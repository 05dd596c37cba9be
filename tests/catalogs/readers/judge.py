"""What is wrong with catalogues of tables, by those who read them: `python judge.py RELEASE KIND...`.

Run by .venv-readers, whose packages ask for other versions than the project's; nothing of the project is
imported. Prints a list of faults by kind, as JSON: empty where all is right. Every reader reads the data too,
and each cell is compared with the CSV of the release.
"""

from __future__ import annotations

import csv
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pysdmx.model import Components

_PERIOD = re.compile(r"(\d+)-01-01/P(\d+)Y")


def csv_on_the_web(release: Path) -> Iterator[str]:
    """csvw: types, keys and references of every row; and that it has read every row of every table."""
    from csvw import TableGroup

    path = release / "csv-metadata.json"
    program = Path(sys.executable).with_name("csvwvalidate")
    done = subprocess.run([program, "-v", path], capture_output=True, text=True, check=False)
    if done.returncode or "OK" not in done.stdout:
        yield f"csvwvalidate: {' '.join((done.stdout + done.stderr).split())[:300]}"
        return
    found = {str(table.url): sum(1 for _ in table.iterdicts()) for table in TableGroup.from_file(path).tables}
    wanted = {f"data/{name}.csv": len(rows) for name, rows in _tables(release)}
    yield from (
        f"rows of {name}: {found.get(name)}, not {rows}"
        for name, rows in wanted.items()
        if found.get(name) != rows
    )


def croissant(release: Path) -> Iterator[str]:
    """mlcroissant: what it says of the file, and what it reads of each record set, twice over."""
    import mlcroissant

    path = release / "croissant.json"
    unknown = not json.loads((release / "datapackage.json").read_text(encoding="utf-8")).get("licenses")
    try:
        found = mlcroissant.Dataset(path)
    except mlcroissant.ValidationError as error:
        yield f"croissant: {error}"
        return
    for issue in found.metadata.issues.errors | found.metadata.issues.warnings:
        if not (unknown and "license" in issue and "recommended" in issue):
            yield f"croissant: {issue}"
    for file in json.loads(path.read_text(encoding="utf-8"))["distribution"]:
        if file["@type"] == "cr:FileObject":
            content = (release / unquote(file["contentUrl"])).read_bytes()
            if (hashlib.sha256(content).hexdigest(), f"{len(content)} B") != (
                file["sha256"],
                file["contentSize"],
            ):
                yield f"croissant: not the file {file['@id']}"
    for name, rows in [*_tables(release), *_tables(release)]:
        try:
            read = list(found.records(name))
        except Exception as error:  # noqa: BLE001 -- whatever stops the reader is a fault
            yield f"croissant: {name}: {error.__cause__ or error}"
            continue
        texts = [{unquote(key.partition("/")[2]): _text(value) for key, value in row.items()} for row in read]
        yield from _differences(f"croissant: {name}", texts, rows)


def sdmx(release: Path) -> Iterator[str]:
    """pysdmx: the structure by its JSON Schema; each figure with its codes, its attributes, its value."""
    from pysdmx.errors import Invalid
    from pysdmx.io import get_datasets

    structure = release / "sdmx" / "structure.json"
    figures = dict(_tables(release))["observations"]
    ids: dict[tuple[str, str], str] = {}
    read: list[dict[str, str]] = []
    for path in sorted(structure.parent.glob("*.csv")):
        try:
            (found,) = get_datasets(path, structure)
        except (Invalid, ValueError) as error:
            yield f"sdmx: {path.name}: {error}"
            return
        components: Components = found.structure.components
        rows = found.data.astype(object).to_dict("records")
        yield from _codes(path.name, components, rows)
        read += [{name: _text(value) for name, value in row.items()} for row in rows]
    by_name = {row["IDENTIFIER"]: row for row in read}
    if len(read) != len(figures) or len(by_name) != len(figures):
        yield f"sdmx: {len(read)} figures, not {len(figures)}"
        return
    for row in figures:
        told = by_name.get(row["identifier"], {})
        yield from (f"sdmx: {row['identifier']}: {fault}" for fault in _figure(told, row, ids))
    if len({(column, code) for (column, _), code in ids.items()}) < len(ids):
        yield "sdmx: two codes have one identifier"


_NAMES = {
    "value": "OBS_VALUE",
    "status": "OBS_STATUS",
    "unit": "UNIT_MEASURE",
    "confidentiality": "CONF_STATUS",
}


def _codes(file: str, components: Components, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Each code is in the list of its column, with a name; each dimension has one, but the time."""
    for one in components:
        codes = {code.id: code.name for code in one.local_codes or ()}
        values = {_text(row[one.id]) for row in rows if one.id in row} - {""}
        if codes and (missing := values - codes.keys()):
            yield f"sdmx: {file}: {one.id} has no code {min(missing)}"
        yield from (f"sdmx: {file}: {one.id}: {code} has no name" for code, name in codes.items() if not name)
        if one.role.name == "DIMENSION" and not codes and one.id != "TIME_PERIOD":
            yield f"sdmx: {file}: {one.id} has no codes"


def _figure(told: dict[str, str], row: dict[str, str], ids: dict[tuple[str, str], str]) -> Iterator[str]:
    """What is not the same of a figure: what it lacks is `_Z`, a code may be spelled otherwise."""
    period = told.get("TIME_PERIOD", "")
    if found := _PERIOD.fullmatch(period):
        period = found[1]
        if row["year_end"] != str(int(found[1]) + int(found[2]) - 1):
            yield "year_end"
    for name, text in row.items():
        read = period if name == "year" else told.get(_NAMES.get(name, name.upper()), "")
        if read == ("" if name == "year" else "_Z") or _same(read, text):
            if read == "_Z" and text:
                yield f"{name}: none, not {text}"
            continue
        spelled = re.sub(r"[^A-Za-z0-9_@$-]", "_", text)
        if (
            spelled == text
            or not text
            or ids.setdefault((name, text), read) != read
            or not read.startswith(spelled)
        ):
            yield f"{name}: {read!r}, not {text!r}"


def _tables(release: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The rows of each table, as its CSV has them."""
    for resource in json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if "schema" in resource:
            missing = resource["schema"].get("missingValues", [""])
            lists = {one["name"]: one.get("missingValues", missing) for one in resource["schema"]["fields"]}
            with (release / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                yield (
                    resource["name"],
                    [{n: "" if t in lists[n] else t for n, t in row.items()} for row in rows],
                )


def _text(value: Any) -> str:
    """A value as text: an empty one for none."""
    if isinstance(value, bytes):
        return value.decode()
    if value is None or isinstance(value, str):
        return value or ""
    if hasattr(value, "isoformat"):
        return "" if str(value) == "NaT" else value.isoformat()[:10]
    text = str(value)
    return "" if text in ("nan", "<NA>", "NaT") else text.lower() if text in ("True", "False") else text


def _same(read: str, text: str) -> bool:
    """True where two texts are one value: « 37.50 » is 37.5, « 01 » is not 1."""
    if read == text:
        return True
    try:
        return bool(read and text) and float(read) == float(text) and not re.match(r"0\d", text)
    except ValueError:
        return False


def _differences(place: str, read: list[dict[str, str]], rows: list[dict[str, str]]) -> Iterator[str]:
    """Where rows are not the same."""
    if len(read) != len(rows):
        yield f"{place}: {len(read)} rows, not {len(rows)}"
        return
    for number, (one, other) in enumerate(zip(read, rows, strict=True), start=1):
        for name, text in other.items():
            if not _same(one.get(name, ""), text):
                yield f"{place}, row {number}, {name}: {one.get(name)!r}, not {text!r}"


JUDGES: dict[str, Callable[[Path], Iterable[str]]] = {
    "csvw": csv_on_the_web,
    "croissant": croissant,
    "sdmx": sdmx,
}

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print(json.dumps({kind: list(JUDGES[kind](Path(sys.argv[1]))) for kind in sys.argv[2:]}), flush=True)
    os._exit(0)  # a reader that was stopped leaves threads of Arrow, and Python may die of them at its end
