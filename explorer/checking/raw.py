"""The raw cells of a release, read with no code of the explorer: rows are texts as the CSV files have them.

Nothing here knows pandas, nor how the pages read a release: what the pages say is read again from these.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = Mapping[str, str]
DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, eq=False)
class Raw:
    """The tables of a release as texts; which table the codes of a column are in; the key of each table.

    `kinds`: what a table is (fact, reference); `constants`: what the descriptor says of all rows of one.
    """

    tables: Mapping[str, Sequence[Row]]
    references: Mapping[tuple[str, str], str]
    keys: Mapping[str, Sequence[str]]
    kinds: Mapping[str, str]
    constants: Mapping[str, Mapping[str, Any]]
    figures: dict[str, Any] = field(default_factory=dict)
    _found: dict[tuple[str, Any], list[Row]] = field(default_factory=dict)

    def with_tables(self, **changed: Sequence[Row]) -> Raw:
        """The same with other rows in some tables (`_` for `-`)."""
        tables = {**self.tables, **{name.replace("_", "-"): rows for name, rows in changed.items()}}
        return Raw(tables, self.references, self.keys, self.kinds, self.constants)

    def rows(self, table: str, where: Iterable[tuple[str, Sequence[str]]]) -> list[Row]:
        """The rows that a selection takes."""
        key = (table, tuple(where))
        if key not in self._found:
            rows: Iterable[Row] = self.tables[table]
            for name, codes in key[1]:
                rows = [row for row in rows if row.get(name) in codes]
            self._found[key] = list(rows)
        return self._found[key]

    def row(self, table: str, code: str) -> Row:
        """The row of a code; empty where there is none."""
        return next(iter(self.rows(table, (("code", (code,)),))), {})

    def labels(self, table: str, column: str, code: str, lang: str) -> list[str]:
        """The words for a code: its label in the language, or the code where there is no reference."""
        reference = self.references.get((table, column))
        if reference is None:
            return [code]
        row = next(r for r in self.tables[reference] if r["code"] == code)
        return [plain(row.get(f"label_{lang}") or row["label_fr"])]


def read(folder: Path) -> Raw:
    """The raw cells of a release in a folder."""
    return of(lambda path: (folder / path).read_bytes())


def of(content: Callable[[str], bytes], left: Container[str] = ()) -> Raw:
    """The raw cells of a release, less tables that are `left`; `content` gives a file of it by its path."""
    descriptor = json.loads(content(DESCRIPTOR).decode("utf-8"))
    tables, references, keys, kinds, constants = {}, {}, {}, {}, {}
    for resource in descriptor["resources"]:
        if not isinstance(resource.get("schema"), dict) or resource["name"] in left:
            continue
        name, key = resource["name"], resource["schema"].get("primaryKey", [])
        keys[name] = [key] if isinstance(key, str) else key
        kinds[name], constants[name] = resource.get("kind", ""), resource.get("observation") or {}
        text = content(resource["path"]).decode("utf-8")
        tables[name] = list(csv.DictReader(io.StringIO(text, newline="")))
        for key in resource["schema"].get("foreignKeys", ()):
            if isinstance(key["fields"], list) and len(key["fields"]) == 1:
                references[name, key["fields"][0]] = key["reference"].get("resource") or name
    return Raw(tables, references, keys, kinds, constants)


def plain(text: str) -> str:
    """One spelling of spaces, apostrophes and capitals, so that texts can be looked for in one another."""
    text = text.replace("\u2019", "'").replace("\u2011", "-").replace("\u2212", "-").replace("\u2060", "")
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "\u202f", text)
    text = re.sub(r"[ \u00a0]|\u202f(?!\d{3}\b)", " ", text)
    return re.sub(r" (?=[;:])", "", text).casefold()  # French has a space there, English none


def same(one: Any, other: Any) -> bool:
    """Equal to the sixth decimal, the last that a page prints."""
    return abs(Decimal(str(one)) - Decimal(str(other))) < Decimal("0.0000005")
