"""What the data page says of the release, from its descriptor: fields, codes, statuses, files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from explorer.figures.survey.absences import reason
from explorer.figures.survey.lookup import references, rows_by_code
from explorer.figures.survey.marks import mark, status_label
from explorer.locales import number, size
from explorer.published import File, Release
from explorer.reader import Reader
from explorer.texts import WORDS

SHOWN_ENUM = 12
# Kind of a table of figures → the heading of how many bear a status.
KINDS = {"cut": "data.count", "context": "data.count.measured"}


def fields(release: Release, reader: Reader, *, table: str) -> pd.DataFrame:
    """One row a field: name, type, meaning, constraints and the table that its codes are in."""
    properties = release.tables[table]
    known = references(release, table)
    rows = []
    for field in properties.fields:
        kind = str(field.get("type", "any"))
        title, meaning = reader.words(field, "title"), reader.words(field, "description")
        rows.append(
            {
                reader.say("data.column.field"): str(field["name"]),
                reader.say("data.column.type"): reader.say(f"data.type.{kind}")
                if f"data.type.{kind}" in WORDS
                else kind,
                reader.say("data.column.meaning"): meaning
                if meaning.startswith(title)
                else f"{title}. {meaning}"
                if meaning
                else title,
                reader.say("data.column.constraints"): reader.say("semicolon").join(
                    _rules(field, known, release, reader)
                ),
            }
        )
    return pd.DataFrame(rows)


def key_of(release: Release, table: str) -> str:
    """The primary key as the names of its fields."""
    key = release.tables[table].schema.get("primaryKey", [])
    return ", ".join([key] if isinstance(key, str) else key)


def statuses(release: Release, reader: Reader) -> pd.DataFrame:
    """The statuses in use, how pages show them, how many figures bear each: surveys, then measures."""
    counts = {kind: _borne(release, kind) for kind in KINDS}
    rows = []
    for code, row in rows_by_code(release, "statuses").items():
        if not any(code in borne for borne in counts.values()):
            continue
        told = {
            reader.say("data.code"): code,
            reader.say("data.label"): reader.words(row, "label"),
            reader.say("data.mark"): _shown(code, row, counts, release, reader),
            reader.say("data.meaning"): reader.words(row, "definition"),
        }
        for kind, borne in counts.items():
            if borne:
                told[reader.say(KINDS[kind])] = number(borne.get(code, 0), reader.lang)
        rows.append(told)
    return pd.DataFrame(rows)


def _borne(release: Release, kind: str) -> dict[str, int]:
    """Status → how many rows of the tables of a kind bear it; large ones are left out (`uncounted`)."""
    counts: dict[str, int] = {}
    for table in release.tables.values():
        if table.properties.get("kind") == kind and "status" in table.columns and not table.large:
            for status, count in table.cells["status"].value_counts().items():
                counts[str(status)] = counts.get(str(status), 0) + int(count)
    return counts


def uncounted(release: Release, reader: Reader) -> list[str]:
    """The tables whose figures bear a status and are too many to be counted on a page, by their titles."""
    return [
        reader.words(table.properties, "title") or table.name
        for table in release.large
        if table.properties.get("kind") in KINDS and "status" in table.columns
    ]


def _shown(
    code: str,
    row: Mapping[str, Any],
    counts: Mapping[str, Mapping[str, int]],
    release: Release,
    reader: Reader,
) -> str:
    """The sign beside a value, with the name that legends give it; the words in place of an absent one."""
    if row.get("value_expected"):
        sign = mark(code)
        return f"{sign} {status_label(release, code, reader)}" if sign else reader.say("data.mark.none")
    words = {"cut": reader.say(f"value.{reason(code)}"), "context": reader.say("measured.absence")}
    return reader.listing(
        [reader.say(f"data.mark.{kind}", word=words[kind]) for kind, borne in counts.items() if code in borne]
    )


def files(release: Release, reader: Reader) -> pd.DataFrame:
    """Every file with its size and hash."""
    return pd.DataFrame(
        [
            {
                reader.say("data.file.column"): file.path,
                reader.say("data.size"): "" if file.size is None else size(file.size, reader.lang),
                reader.say("data.hash"): file.sha256 or reader.say("data.hash.none"),
            }
            for file in release.files
        ]
    )


def main_files(release: Release) -> list[File]:
    """What most people want: the whole in one file (zip, workbook, database), then the thematic archives."""
    wanted = (".zip", ".xlsx", ".sqlite")
    found = [file for file in release.files if file.path.endswith(wanted)]
    return sorted(
        found,
        key=lambda file: (file.path.count("/"), wanted.index("." + file.path.rsplit(".", 1)[1]), file.path),
    )


def file_label(release: Release, reader: Reader, file: File) -> str:
    """What one of the main files is, in words, with its size."""
    weight = size(file.size or 0, reader.lang)
    folder, _, name = file.path.rpartition("/")
    kind = name.rsplit(".", 1)[-1]
    if kind != "zip" or not folder:
        return reader.say("data.file.whole" if kind == "zip" else f"data.file.{kind}", size=weight)
    thematic = _thematic(release, name.removesuffix(f"-{release.version}.zip"))
    return reader.say("data.file.thematic", title=reader.words(thematic, "title") or name, size=weight)


def _thematic(release: Release, name: str) -> Mapping[str, Any]:
    """What the thematic package of that name says of itself; it has its own name or that of its table."""
    for table in release.tables.values():
        words: Mapping[str, Any] = table.properties.get("thematic") or {}
        if name == words.get("name", table.name):
            return words or table.properties
    return {}


def _rules(field: Mapping[str, Any], known: Mapping[str, str], release: Release, reader: Reader) -> list[str]:
    """The constraints in words. A pattern is left out where the codes are in a table."""
    constraints = field.get("constraints", {})
    name = str(field["name"])
    rules = [reader.say(f"data.{key}") for key in ("required", "unique") if constraints.get(key)]
    rules += [
        reader.say(f"data.{k}", value=constraints[k]) for k in ("minimum", "maximum") if k in constraints
    ]
    if "enum" in constraints and name not in known and len(constraints["enum"]) <= SHOWN_ENUM:
        rules.append(reader.say("data.enum", value=", ".join(map(str, constraints["enum"]))))
    if name in known:
        table = release.tables.get(known[name])
        title = reader.words(table.properties, "title") if table else known[name]
        rules.append(
            reader.say(
                "data.reference", table=f"«\u00a0{title}\u00a0»" if reader.lang == "fr" else f"“{title}”"
            )
        )
    return rules
