"""The address of a number: `table:key/key`, made of the table's name and the row's primary key.

Two releases that both hold the row give it the same identifier; it is also the `identifier` of the table
`observations`. Where an erratum corrected a cell of the key, the identifier the row had still leads to it.
A page's address is made here too: `figure?id=…`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlencode

import pandas as pd

from explorer.cells import rows_of
from explorer.published import Release

KINDS = ("fact", "context")  # the kinds of tables whose rows are figures
VALUE = "value"
ERRATA = "errata"  # the table of what was corrected: a row a cell, named as its row is now
NEAR = 6  # identifiers that are offered instead of one that is unknown
LIKE = 0.6  # likeness (0 to 1) below which one identifier is not offered for another


class Place(NamedTuple):
    """Where a number stands: a row of a table."""

    table: str
    row: int


class Former(NamedTuple):
    """What became of an identifier: that of its number now, and the version that corrected it."""

    now: str
    version: str


def identifier(table: str, key: list[str]) -> str:
    """The identifier of a row; anything outside `A-Za-z0-9_.-` is percent-encoded.

    >>> identifier("rates", ["phare_2016", "area 93/94"])
    'rates:phare_2016/area%2093%2F94'
    """
    return f"{table}:" + "/".join(quote(part, safe="").replace("~", "%7E") for part in key)


@lru_cache(maxsize=8192)  # a page has hundreds, the same each time that it runs
def href(page: str, lang: str, **codes: str) -> str:
    """The address of a page with what is chosen there, relative to any other page; French is not said.

    >>> href("figure", "en", id="rates:phare_2016/FR")
    'figure?lang=en&id=rates:phare_2016/FR'
    """
    said = {"lang": lang} if lang != "fr" else {}
    query = urlencode({**said, **codes}, safe=":/", quote_via=quote)
    return f"{page or './'}?{query}" if query else (page or "./")


def key_fields(release: Release, table: str) -> list[str]:
    """The fields of a table's primary key; none where it has no key."""
    key = release.tables[table].schema.get("primaryKey", [])
    return [key] if isinstance(key, str) else list(key)


def numbered(release: Release) -> list[str]:
    """The tables whose rows are figures: of facts or of context, with a value and a key."""
    return [
        name
        for name, table in release.tables.items()
        if table.properties.get("kind") in KINDS
        and VALUE in table.cells.columns
        and key_fields(release, name)
    ]


def identify(release: Release, table: str, rows: pd.DataFrame) -> list[str]:
    """The identifier of each of the rows, which are rows of `table`; empty where they have no address."""
    if table not in numbered(release):
        return [""] * len(rows)
    fields = key_fields(release, table)
    cells = rows[fields].astype("string").fillna("")
    return [identifier(table, list(key)) for key in cells.itertuples(index=False, name=None)]


def identify_row(release: Release, table: str, row: Mapping[str, Any]) -> str:
    """The identifier of one row; empty where it has no address."""
    if table not in numbered(release):
        return ""
    fields = key_fields(release, table)
    return identifier(table, ["" if row.get(field) is None else str(row[field]) for field in fields])


@lru_cache(maxsize=4)
def places(release: Release) -> dict[str, Place]:
    """Identifier → where it stands, for every figure of the release."""
    found: dict[str, Place] = {}
    for table in numbered(release):
        names = identify(release, table, release.table(table))
        found |= {name: Place(table, row) for row, name in enumerate(names)}
    return found


@lru_cache(maxsize=4)
def former(release: Release) -> dict[str, Former]:
    """What became of each identifier that a number had; those that two claim, or one has now, left out."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(release.table(ERRATA)) if ERRATA in release.tables else ():
        if row["identifier"] in places(release):
            rows.setdefault(row["identifier"], []).append(row)
    found: dict[str, Former] = {}
    shared = set(places(release))
    for now, mine in rows.items():
        names = dict(reversed([*_before(release, now, mine)]))  # of one that it had twice, the latest
        shared |= names.keys() & found.keys()
        found |= {name: Former(now, version) for name, version in names.items()}
    return {name: became for name, became in found.items() if name not in shared}


def _before(release: Release, now: str, errata: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The earlier identifiers of a number and the version that corrected each, back in time."""
    table, _, key = now.partition(":")
    cells = dict(zip(key_fields(release, table), map(unquote, key.split("/")), strict=True))
    for version in sorted({str(row["version"]) for row in errata}, key=version_order, reverse=True):
        mine = [row for row in errata if str(row["version"]) == version and row["field"] in cells]
        cells |= {row["field"]: str(row["old"] or "") for row in mine}
        if mine and (name := identifier(table, list(cells.values()))) != now:
            yield name, version


def version_order(version: str | None) -> tuple[int, ...]:
    """The numbers of a version, to be compared.

    >>> version_order("1.10.0") > version_order("1.9.0")
    True
    """
    return tuple(int(part) for part in str(version).split(".") if part.isdigit())


def near(release: Release, asked: str) -> list[str]:
    """The identifiers most like one that is unknown, the likeliest first; of its table if known."""
    known = places(release)
    table, _, rest = asked.partition(":")
    mine = [name for name in known if name.startswith(f"{table}:")] if table in numbered(release) else []
    scored = sorted(
        _scored(rest if mine else asked, mine or list(known), table if mine else ""), reverse=True
    )
    return [name for _, _, name in scored[:NEAR]]


def _scored(asked: str, names: list[str], table: str) -> Iterator[tuple[float, int, str]]:
    """Likeness of the names that are like enough, in letters or in parts; equals keep their order."""
    start = len(table) + 1 if table else 0
    parts = set(asked.split("/"))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    for place, name in enumerate(names):
        key = name[start:]
        shared = len(parts & set(key.split("/"))) / len(parts)
        matcher.set_seq1(key)
        letters = matcher.quick_ratio()
        if max(letters, shared) >= LIKE:
            yield letters + shared, -place, name
