"""Small packages at random, most of them plainly right or nearly so: what is taken to be right, must be."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from pathlib import Path
from typing import Any

from scripts.check.checks import proven
from scripts.check.package import check
from scripts.check.plain.descriptor import PROFILE
from scripts.reading.sources import open_source
from tests.differential.pools import CONSTRAINTS, MISSING, POOLS

_GOOD: dict[str, list[str]] = {
    "string": ["a", "b", "ab", "é", "x y", 'a "b"', "a,b", "a\nb", "12"],
    "any": ["a", "1", "true"],
    "integer": ["0", "1", "42", "7", "07", "-1", "2024", "100"],
    "number": ["0", "1", "1.5", "0.10", "0.1", "100.0", "99.99", "-3", "-0", "0.3"],
    "year": ["1990", "2024", "2030", "1999"],
    "boolean": ["true", "false"],
    "date": ["2024-01-01", "2024-06-30", "2000-12-31", "2024-02-28"],
    "yearmonth": ["2024-01"],
}
_TYPES = [*_GOOD, *["string", "integer", "number", "date"] * 2]
# Constraints that the good cells pass.
_EASY: dict[str, list[dict[str, Any]]] = {
    "string": [
        {"minLength": 1, "maxLength": 5},
        {"pattern": "[^|]+"},
        {"pattern": r".{1,5}|\n"},
        {"pattern": "(.|\\s)+"},
    ],
    "integer": [{"minimum": -1, "maximum": 2024}, {"minimum": -1}],
    "number": [{"minimum": -3, "maximum": 100}, {"minimum": -3.5}, {"maximum": 100.1}],
    "year": [{"minimum": 1990, "maximum": 2030}],
    "date": [{"minimum": "2000-01-01", "maximum": "2024-12-28"}],
}
_DATE_EDGES = [
    f"{year}-{end}" for year in (1900, 2000, 2023, 2024) for end in ("02-29", "04-31", "01-31", "11-30")
]


def write(folder: Path, seed: int) -> Path:
    """A package of one to three tables, made from a seed."""
    rng = random.Random(seed)  # noqa: S311 -- data, not secrets
    shutil.rmtree(folder, ignore_errors=True)
    resources: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    written: dict[str, list[list[str]]] = {}
    below = rng.choice(["", "", "data/", "data/tables/"])
    for number in range(rng.choice((1, 1, 2, 3))):
        resource, content = _table(rng, number, resources, written)
        resource["path"] = below + resource["path"]
        files[resource["path"]] = content
        resources.append(resource)
    descriptor = {
        "$schema": PROFILE,
        "name": "random",
        "version": "1.0.0",
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.3:
        text, changed = _harmed(rng, text, files, below)
        files |= changed
    for name, content in {"datapackage.json": text.encode("utf-8", "surrogatepass"), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def _table(
    rng: random.Random, number: int, before: list[dict[str, Any]], written: dict[str, list[list[str]]]
) -> tuple[dict[str, Any], bytes]:
    fields = [_field(rng, place) for place in range(rng.randint(1, 4))]
    names = [field["name"] for field in fields]
    schema: dict[str, Any] = {"fields": fields}
    if rng.random() < 0.2:
        schema["missingValues"] = rng.choice([known for known in MISSING if known])
    if rng.random() < 0.4:
        schema["primaryKey"] = rng.sample(names, rng.randint(1, min(2, len(names))))
    dialect = rng.choice([{}, {}, {}, {"delimiter": ";"}, {"quoteChar": "'"}, {"lineTerminator": "\n"},
                          {"lineTerminator": "\r\n"}, {"header": False}, {"doubleQuote": False}])  # fmt: skip
    rows = _rows(rng, schema)
    if before and rng.random() < 0.8:
        _refer(rng, schema, rows, rng.choice(before), written)
    name = f"t{number}"
    written[name] = rows
    resource = {"name": name, "path": f"{name}.csv", "schema": schema}
    if dialect:
        resource["dialect"] = dialect
    return resource, _content(rng, names, rows, dialect).encode("utf-8")


def _refer(
    rng: random.Random,
    schema: dict[str, Any],
    rows: list[list[str]],
    target: dict[str, Any],
    written: dict[str, list[list[str]]],
) -> None:
    """A foreign key, most often of the same types and to values that are there."""
    own, theirs = schema["fields"], target["schema"]["fields"]
    count = rng.randint(1, min(2, len(own), len(theirs)))
    ours, places = rng.sample(range(len(own)), count), rng.sample(range(len(theirs)), count)
    held = [row for row in written[target["name"]] if len(row) == len(theirs)]
    if rng.random() < 0.8:
        for mine, place in zip(ours, places, strict=True):
            own[mine]["type"] = theirs[place]["type"]
            own[mine].pop("constraints", None)
        for row in rows if held and rng.random() < 0.9 else []:
            lead = rng.choice(held)
            for mine, place in zip(ours, places, strict=True):
                if mine < len(row):
                    row[mine] = lead[place]
    schema["foreignKeys"] = [
        {
            "fields": [own[mine]["name"] for mine in ours],
            "reference": {"resource": target["name"], "fields": [theirs[place]["name"] for place in places]},
        }
    ]


def _field(rng: random.Random, place: int) -> dict[str, Any]:
    kind = rng.choice(_TYPES)
    name = rng.choice([f"c{place}"] * 9 + [f"c {place}", f"é{place}", f"c{place} ", f"{place}"])
    field: dict[str, Any] = {"name": name, "type": kind}
    pool = CONSTRAINTS if rng.random() < 0.2 else _EASY
    rules = rng.choice(pool.get(kind, [{}])) if rng.random() < 0.4 else {}
    rules = dict(rules, **rng.choice([{}, {}, {}, {"required": True}, {"unique": True}]))
    if rules:
        field["constraints"] = rules
    return field


def _rows(rng: random.Random, schema: dict[str, Any]) -> list[list[str]]:
    nasty = 0.15 if rng.random() < 0.3 else 0.0
    found: list[list[str]] = []
    pools = [
        rng.sample(_GOOD[field["type"]], min(6, len(_GOOD[field["type"]]))) for field in schema["fields"]
    ]
    for number in range(rng.randint(0, 4)):
        cells = [pool[number % len(pool)] if rng.random() < 0.9 else rng.choice(pool) for pool in pools]
        for place, field in enumerate(schema["fields"]):
            if rng.random() < nasty:
                extra = _DATE_EDGES if field["type"] == "date" else ["", "NA"]
                cells[place] = rng.choice([*POOLS[field["type"]], *extra])
        if rng.random() < nasty / 3:
            cells = rng.choice([[], cells[:-1], [*cells, ""], [""] * len(cells)])
        found.append(cells)
    return found


def _content(rng: random.Random, labels: list[str], rows: list[list[str]], dialect: dict[str, Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=dialect.get("delimiter", ","),
        quotechar=dialect.get("quoteChar", '"'),
        lineterminator=dialect.get("lineTerminator") or rng.choice(["\n"] * 4 + ["\r\n"]),
        quoting=rng.choice([csv.QUOTE_MINIMAL] * 3 + [csv.QUOTE_ALL]),
    )
    writer.writerow([label.strip() for label in labels] if rng.random() < 0.5 else labels)
    writer.writerows(rows)
    text = out.getvalue()
    return text.rstrip("\r\n") if rng.random() < 0.1 else text


def _harmed(
    rng: random.Random, text: str, files: dict[str, bytes], below: str
) -> tuple[str, dict[str, bytes]]:
    """The package with one thing that is, or may be, not as it should be."""
    path = rng.choice(sorted(files))
    content = files[path]
    at = rng.randint(0, len(content))
    put = rng.choice([b"\0", b"\xff", "e\u0301".encode(), "é".encode(), b"\r", b"\n", b'"', b"\r\n", b" "])
    version = rng.choice(['"1.0"', '"01.0.0"', '"1.0.0-rc.1"', "1", '"1.0.0\\n"'])
    beside = rng.choice(["x.csv", "X.CSV", "sub/x.csv", "x.txt", "waivers.toml", "rules/x.sql", "rules/x"])
    return rng.choice(
        [
            (text, {path: b"\xef\xbb\xbf" + content}),
            *[(text, {path: content[:at] + put + content[at:]})] * 2,
            *[(text, {below + beside: b"a\n1\n"})] * 2,
            (text, {rng.choice(["SHA256SUMS", "build.json"]): b"{}"}),
            (text.replace('"1.0.0"', version), {}),
            (text.replace('"t0"', rng.choice(['"t9"', '"T0"', '"t0 "']), 1), {}),
            (text.replace('"name": "random"', '"name": "random", "name": "again"'), {}),
            (text.replace('"name": "random"', '"name": "random", "title": "e\u0301"'), {}),
            (text.replace('"c0"', rng.choice(['"c1"', '"c9"', '""', '"C0"']), 1), {}),
        ]
    )


def told(folder: Path) -> tuple[dict[str, int] | None, str]:
    """What is counted of a package without further look, and what the checks say where that is something."""
    counts = proven(str(folder))
    if counts is None:
        return None, ""
    found = {"tables": 0, "rows": 0, "files": 0}

    def counted(what: str, number: int) -> None:
        found[what] = found.get(what, 0) + number

    with open_source(str(folder)) as source:
        issues = list(check(source, house=True, counted=counted))
    if issues:
        return counts, f"{issues[0].code} {issues[0].where} {issues[0].value!r}"
    counted_too = {name: found[name] for name in counts}
    return counts, "" if counted_too == counts else f"{counts} counted, {counted_too} found"
