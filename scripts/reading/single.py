"""One table and its schema, without a package: a Source that describes them, so that all else is the same.

What the table's file says of itself (delimiter, encoding) is recognised and told.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.reading import recognise
from scripts.reading.descriptor import NAME, PROFILE, Source, fields_of, read_json
from scripts.reading.issues.budget import DEFAULT, Budget, beyond
from scripts.reading.model.errors import SourceError
from scripts.reading.rows.packed import BROKEN, compression_of, plain_name, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable

CATALOGUE = "https://schema.data.gouv.fr"
# The formats of tables by what their files are called, and by what they are.
_SAME = ("csv", "tsv", "json", "jsonl", "xlsx", "xls", "ods", "parquet")
FORMATS = {one: one for one in _SAME} | {"tab": "tsv", "txt": "csv", "ndjson": "jsonl", "xlsm": "xlsx"}
_DECLARED = {"csv": ",", "tsv": "\t"}
_SAMPLE = 2**16
_LINES = 50
_CATALOGUED = re.compile(r"[\w.-]+/[\w.-]+")
_NAMES = {"\t": ("tabulation", "tab")}


class Given(NamedTuple):
    """A schema: what it says, its file, and how to call it beside the table."""

    content: dict[str, Any]
    file: Path
    shown: str


def format_of(name: str) -> str:
    """The format of a table by the name of its file, "" for what is called no table.

    >>> [format_of(name) for name in ("a.csv.gz", "A.XLSX", "a.ndjson", "a.pdf")]
    ['csv', 'xlsx', 'jsonl', '']
    """
    return FORMATS.get(plain_name(name).rpartition(".")[2].lower(), "")


def schema_at(
    named: str, bring: Callable[[str], Path], catalogue: str, beside: Path, budget: Budget = DEFAULT
) -> Given:
    """The Table Schema of a path, an https address, or a name of the catalogue. SourceError for any other."""
    address = named
    if "://" not in named:
        file = Path(named)
        if file.exists() or not _CATALOGUED.fullmatch(named) or named.endswith(".json"):
            content = _schema(read_json(file, shown=named, budget=budget), named)
            return Given(content, file, Path(os.path.relpath(file, beside)).as_posix())
        address, file = _catalogued(named, bring, catalogue)
    else:
        file = bring(address)
    return Given(_schema(read_json(file, shown=address, budget=budget), address), file, address)


def _catalogued(name: str, bring: Callable[[str], Path], catalogue: str) -> tuple[str, Path]:
    """The address and the file of a schema of the catalogue, which lists those of an uncommon address."""
    usual = f"{catalogue}/schemas/{name}/latest/schema.json"
    try:
        return usual, bring(usual)
    except SourceError as error:
        if error.variant not in ("no-file", "forbidden"):
            raise
    listed = f"{catalogue}/schemas/schemas.json"
    raw = read_json(bring(listed), shown=listed)
    for one in raw.get("schemas", []) if isinstance(raw, dict) else []:
        if isinstance(one, dict) and one.get("name") == name and isinstance(one.get("schema_url"), str):
            return one["schema_url"], bring(one["schema_url"])
    about: dict[str, Any] = {"path": name, "variant": "catalogue"}
    raise SourceError(f"{name}: no such schema at {catalogue}", code="scheme-error", **about, value=catalogue)


def _schema(raw: Any, shown: str) -> dict[str, Any]:
    """The JSON, if it is a Table Schema. SourceError for another."""
    if isinstance(raw, dict) and isinstance(raw.get("fields"), list):
        return raw
    package = isinstance(raw, dict) and isinstance(raw.get("resources"), list)
    raise SourceError(
        f"{shown}: not a Table Schema",
        code="schema-error",
        path=shown,
        variant="package" if package else "no-fields",
    )


def table(
    path: Path, folder: Path, *, given: Given | None = None, sheet: str = "", budget: Budget = DEFAULT
) -> Source:
    """The Source of one table, described by a descriptor that is written into `folder`."""
    resource, words = resource_of(path.name, _sample(path), given.content if given else None, sheet=sheet)
    name = resource["name"]
    told = [SourceError(path.name, code="read-as", resource=name, path=path.name, **words)] if words else []
    descriptor = {"$schema": PROFILE, "name": name, "resources": [resource]}
    (folder / NAME).write_text(json.dumps(descriptor, indent=2), encoding="utf-8")
    references = {"resources/0/schema": given.shown} if given else {}
    places = {path.name: path, **({given.shown: given.file} if given else {})}
    if fields_of(resource) > budget.fields:
        raise beyond(budget, "fields", given.shown if given else path.name)
    return Source(folder / NAME, descriptor, references, places, tuple(told), budget=budget)


def resource_of(
    file: str, sample: bytes, schema: dict[str, Any] | None = None, *, sheet: str = ""
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The description of a table by its file's name and how it begins; in words, how it is read.

    `sample` is unpacked where the name says that the file is packed.
    """
    kind = recognise.kind(sample)
    form = format_of(file) or FORMATS.get(kind, "csv")
    name = _slug(plain_name(file).rpartition(".")[0] or file)
    resource: dict[str, Any] = {"name": name, "type": "table", "path": file, "format": form}
    dialect: dict[str, Any] = {"sheetName": sheet} if sheet else {}
    words: dict[str, Any] = {}
    if form in _DECLARED and kind == recognise.TEXT:
        found = recognise.encoding(sample)
        lines = sample[:_SAMPLE].decode(found or "utf-8", "replace").splitlines()[:_LINES]
        labels = _labels(schema) if schema else []
        delimiter = recognise.delimiter(lines, labels, _DECLARED[form]) or _DECLARED[form]
        dialect["delimiter"] = delimiter
        if found not in ("", "utf-8", "utf-8-sig"):
            resource["encoding"] = found
        words = _as(delimiter, resource.get("encoding", ""), _DECLARED[form])
    if schema:
        resource["schema"] = schema
    if dialect:
        resource["dialect"] = dialect
    return resource, words


def _sample(path: Path) -> bytes:
    """How a file begins, unpacked; nothing where it cannot be read."""
    try:
        with unpacked(path.open("rb"), compression_of(path.name)) as stream:
            return stream.read(_SAMPLE)
    except (OSError, *BROKEN):
        return b""


def _labels(schema: dict[str, Any]) -> list[str]:
    """The names of a schema's fields."""
    return [str(one.get("name", "")) for one in schema["fields"] if isinstance(one, dict)]


def _as(delimiter: str, encoding: str, usual: str) -> dict[str, str]:
    """How a table is read, in words, where it is not as the standard has it; nothing else."""
    french, english = _NAMES.get(delimiter, (f"« {delimiter} »", f"“{delimiter}”"))
    parts = [(f"séparateur {french}", f"delimiter {english}")] if delimiter != usual else []
    parts += (
        [(f"codage {recognise.named(encoding)}", f"encoding {recognise.named(encoding)}")] if encoding else []
    )
    fr, en = (", ".join(part[number] for part in parts) for number in (0, 1))
    return {"how_fr": fr, "how_en": en} if parts else {}


def _slug(text: str) -> str:
    """A name that a resource may have.

    >>> _slug("Aides 2025 – Été")
    'aides-2025-ete'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9._-]+", "-", plain.lower()).strip("-.") or "table"
