"""Packages made at random from a seed: descriptors of every rule, and tables with every fault."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

from tests.differential.pools import CONSTRAINTS, MISSING, OPTIONS, POOLS

Made = tuple[list[dict[str, Any]], dict[str, bytes]]
ENCODINGS = ["utf-8"] * 6 + ["utf-16", "cp1252", "utf-8-sig", "latin-1", "utf-16-le", "iso8859-15"]
_UNHASHABLE = ("array", "object", "geojson", "list")


def made(seed: int, *, rows: int = 12, plain: bool = False, whole: bool = False) -> Made:
    """The resources of a package and its files; `plain` ones are written so that Polars reads them.

    `whole` tables are files as they are: neither packed nor in parts, in the usual encodings.
    """
    rng = random.Random(seed)  # noqa: S311 -- data, not secrets
    fields = [_field(rng, f"c{i}", plain=plain) for i in range(rng.randint(2 if plain else 1, 6))]
    schema: dict[str, Any] = {"fields": fields}
    if rng.random() < 0.5:
        schema["missingValues"] = rng.choice(MISSING)
    keyed = [f["name"] for f in fields if f["type"] not in _UNHASHABLE]
    if keyed and rng.random() < 0.6:
        schema["primaryKey"] = rng.sample(keyed, rng.randint(1, min(3, len(keyed))))
    if plain and keyed and rng.random() < 0.4:
        schema["uniqueKeys"] = [rng.sample(keyed, rng.randint(1, min(2, len(keyed)))) for _ in range(2)]
    resources, files = [], {}
    if keyed and rng.random() < 0.6:
        resources, files = _reference(rng, schema, keyed)
    if keyed and rng.random() < 0.3:
        names = rng.sample(keyed, rng.randint(1, min(2, len(keyed))))
        schema.setdefault("foreignKeys", []).append(
            {"fields": names, "reference": {"resource": "", "fields": rng.sample(names, len(names))}}
        )
    dialect = {} if plain else _dialect(rng)
    encoding = "utf-8" if plain else rng.choice(ENCODINGS[:9] if whole else ENCODINGS)
    text = table(rng, schema, dialect, rng.randint(0, rows))
    text = text.replace("\r", "") if plain else text
    path, parts = _parts(rng, text, encoding, dialect, whole=plain or whole)
    _spell(rng, schema)
    resources.append(
        {"name": "facts", "path": path, "encoding": encoding, "dialect": dialect, "schema": schema}
    )
    return resources, files | parts


def _parts(
    rng: random.Random, text: str, encoding: str, dialect: dict[str, Any], *, whole: bool
) -> tuple[Any, dict[str, bytes]]:
    """The path of a table and its files: one, most often; else packed, or in parts, each with the header.

    No lone carriage return ends a line of a part: frictionless then takes a whole file for its header, and
    passes over its rows without a word, which we read. Nor is a header left out, of another row than the
    first, or below a comment, nor has a later part a mark, which the standard reads otherwise
    (tests/conformance/).
    """
    content = text.encode(encoding, "replace")
    chance = rng.random()
    below = max(dialect.get("headerRows", [1])) - 1 if dialect.get("header", True) else 0
    if whole or chance < 0.8 or (chance >= 0.9 and (below or encoding.startswith(("utf-16", "utf-8-sig")))):
        return "facts.csv", {"facts.csv": content}
    if chance < 0.9:
        packing = rng.choice(list(PACKERS))
        packed = PACKERS[packing](content)
        packed = packed[: rng.randint(0, len(packed))] if rng.random() < 0.1 else packed
        return f"facts.csv.{packing}", {f"facts.csv.{packing}": packed}
    text = re.sub(r"\r(?!\n)", "\n", text)
    header, *lines = list(io.StringIO(text, newline="")) or [""]
    # Cut where a record ends: a quote that is open at the end of a file is told, and the table is not read.
    reader = csv.reader(
        lines, delimiter=dialect.get("delimiter", ","), quotechar=dialect.get("quoteChar", '"'),
        doublequote=dialect.get("doubleQuote", True), escapechar=dialect.get("escapeChar"),
        skipinitialspace=dialect.get("skipInitialSpace", False),
    )  # fmt: skip
    ends = [0, *(reader.line_num for _ in reader)]
    cuts = sorted(rng.choice(ends) for _ in range(rng.randint(1, 2)))
    pieces = [lines[a:b] for a, b in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    names = [f"facts-{number}.csv" for number in range(len(pieces))]
    texts = ["".join([header, *piece]) for number, piece in enumerate(pieces)]
    return names, {n: t.encode(encoding, "replace") for n, t in zip(names, texts, strict=True)}


def _zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("facts.csv", content)
    return buffer.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zip": _zipped,
}


def _spell(rng: random.Random, schema: dict[str, Any]) -> None:
    """Other ways to write the same: keys of one field as a text, a key to the table itself, labels."""
    for described in [schema, *schema["fields"]]:
        if rng.random() < 0.2 and "missingValues" in described:
            described["missingValues"] = [
                {"value": value, "label": "none"} for value in described["missingValues"]
            ]
    for field in schema["fields"]:
        if rng.random() < 0.3 and "categories" in field:
            field["categories"] = [{"value": value, "label": "x"} for value in field["categories"]]
        field.update(rng.choice([{}] * 8 + [{"categoriesOrdered": True}, {"rdfType": "x"}, {"title": "x"}]))
    if len(schema.get("primaryKey", ())) == 1 and rng.random() < 0.3:
        schema["primaryKey"] = schema["primaryKey"][0]
    for key in schema.get("foreignKeys", ()):
        reference = key["reference"]
        if reference["resource"] == "" and rng.random() < 0.5:
            del reference["resource"]
        if len(key["fields"]) == 1 and rng.random() < 0.3:
            key["fields"], reference["fields"] = key["fields"][0], reference["fields"][0]


def _field(rng: random.Random, name: str, *, plain: bool) -> dict[str, Any]:
    kind = rng.choice([*POOLS, *["string", "integer", "number", "date"] * 2])
    options = {} if plain and rng.random() < 0.7 else rng.choice(OPTIONS.get(kind, [{}]))
    field = {"name": name, "type": kind, **options}
    constraints: dict[str, Any] = {}
    if rng.random() < 0.3:
        constraints["required"] = rng.random() < 0.9
    if rng.random() < 0.5:
        constraints |= rng.choice(CONSTRAINTS.get(kind, [{}]))
    if kind not in _UNHASHABLE and rng.random() < 0.2:
        constraints["unique"] = True
    if field.get("format", "").startswith("%") and set(constraints) - {"required", "unique"}:
        constraints = {}
    if constraints:
        field["constraints"] = constraints
    if plain and kind in ("string", "integer") and rng.random() < 0.2:
        field["categories"] = rng.sample(POOLS[kind][:8], 5)
    if rng.random() < 0.15:
        field["missingValues"] = rng.choice(MISSING)
    return field


def _reference(rng: random.Random, schema: dict[str, Any], keyed: list[str]) -> Made:
    """A table that a foreign key of the schema refers to: some of its columns, often of the same types."""
    names = rng.sample(keyed, rng.randint(1, min(2, len(keyed))))
    theirs = [dict(f) for f in schema["fields"] if f["name"] in names]
    theirs.sort(key=lambda f: names.index(f["name"]))
    for field in theirs:
        if rng.random() < 0.2:
            field.clear()
            field |= {"name": names[theirs.index(field)], "type": rng.choice(["string", "number", "integer"])}
        field["name"] = f"r{field['name']}"
    target = {"fields": theirs}
    if rng.random() < 0.3:
        target["missingValues"] = rng.choice(MISSING)
    schema["foreignKeys"] = [
        {"fields": names, "reference": {"resource": "codes", "fields": [f"r{name}" for name in names]}}
    ]
    text = table(rng, target, {}, rng.randint(0, 30))
    return [{"name": "codes", "path": "codes.csv", "schema": target}], {"codes.csv": text.encode()}


def _dialect(rng: random.Random) -> dict[str, Any]:
    dialect: dict[str, Any] = {}
    if rng.random() < 0.2:
        dialect["delimiter"] = rng.choice(";\t|")
    if rng.random() < 0.1:
        dialect["quoteChar"] = "'"
    if rng.random() < 0.1:
        dialect["skipInitialSpace"] = True
    if rng.random() < 0.1:
        dialect["commentChar"] = "#"
    if rng.random() < 0.1:
        dialect["header"] = False
    elif rng.random() < 0.1:
        dialect["headerRows"] = rng.choice([[2], [1, 2], [3]])
        dialect |= rng.choice([{}, {"headerJoin": "_"}])
    if rng.random() < 0.1:
        dialect["commentRows"] = [rng.randint(4, 9)]
    if rng.random() < 0.1:
        dialect["lineTerminator"] = "\n"
    if rng.random() < 0.05:
        dialect |= {"escapeChar": "\\", "doubleQuote": False}
    return dialect


def table(rng: random.Random, schema: dict[str, Any], dialect: dict[str, Any], rows: int) -> str:
    """The text of a table: cells right and wrong, rows ragged, blank and repeated, labels wrong."""
    out = io.StringIO()
    ending = rng.choice(["\n"] * 5 + ["\r\n"] * 2 + ["\r"])
    writer = csv.writer(
        out,
        delimiter=dialect.get("delimiter", ","),
        quotechar=dialect.get("quoteChar", '"'),
        doublequote=dialect.get("doubleQuote", True),
        escapechar=dialect.get("escapeChar"),
        lineterminator=ending,
        quoting=rng.choice([csv.QUOTE_MINIMAL] * 4 + [csv.QUOTE_ALL]),
    )
    labels = [field["name"] for field in schema["fields"]]
    if dialect.get("header", True):
        for number in range(max(dialect.get("headerRows", [1]))):
            writer.writerow(
                _labels(rng, labels) if number + 1 in dialect.get("headerRows", [1]) else ["title"]
            )
    clean = rng.random() < 0.4
    width = rng.choice((1, 2, 4)) if not clean else 1
    pools = [_pool(rng, field, width=width) for field in schema["fields"]]
    written: list[list[str]] = []
    for _ in range(rows):
        cells = [rng.choice(pool) for pool in pools]
        if written and rng.random() < 0.1:
            cells = list(rng.choice(written))
        written.append(cells)
        chance = 1.0 if clean else rng.random()
        if chance < 0.03:
            cells = cells[: rng.randint(0, len(cells))]
        elif chance < 0.05:
            cells = [*cells, *rng.choice([["x"], ["", ""]])]
        elif chance < 0.07:
            out.write(rng.choice(["", "", " ", "#x", '"', 'a"b', '"a"b', ",,"]) + ending)
            continue
        elif chance < 0.09:
            cells = ["" for _ in cells]
        writer.writerow(cells)
    text = out.getvalue()
    if rng.random() < 0.1:
        text = text.rstrip("\r\n")
    return "\ufeff" + text if rng.random() < 0.04 else text


def _labels(rng: random.Random, labels: list[str]) -> list[str]:
    chance = rng.random()
    if chance < 0.85:
        return labels
    if chance < 0.88:
        return [*labels, rng.choice(["extra", "", labels[0]])]
    if chance < 0.91:
        return labels[:-1]
    if chance < 0.94:
        return ["", *labels[1:]]
    if chance < 0.97:
        return [f" {labels[0]} ", *labels[1:]]
    return rng.sample(labels, len(labels))


def _pool(rng: random.Random, field: dict[str, Any], *, width: int) -> list[str]:
    """Some cells for a column: a few, so that keys repeat."""
    pool = POOLS[field["type"]]
    values = [str(v) for v in field.get("constraints", {}).get("enum", [])]
    few = rng.sample(pool, min(len(pool), width * rng.randint(1, 5))) + values
    usual = pool[: rng.randint(1, 8)]
    return few + usual * rng.randint(0, 3) + [""] * rng.randint(0, 1)
