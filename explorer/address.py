"""The address of a number: its identifier, which the release gives, or its table and key.

Two releases that both hold the number give it the same identifier; one that it had before still leads to it
(table `moved`). A page's address is made here too: `figure?id=…`.
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

KINDS = ("cut", "context")  # the kinds of tables whose rows are figures
OWN = "identifier"  # the column of a table that has its identifiers
MOVED = "moved"  # the table of identifiers of earlier versions
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
    """The identifier of a row; anything outside `A-Za-z0-9_.-` is percent-encoded, an empty part is `-`.

    >>> identifier("rates", ["phare_2016", "area 93/94"])
    'rates:phare_2016/area%2093%2F94'
    """
    return f"{table}:" + "/".join(map(_part, key))


def _part(text: str) -> str:
    return {"": "-", "-": "%2D"}.get(text) or quote(text, safe="").replace("~", "%7E")


@lru_cache(maxsize=8192)  # a page has hundreds, the same each time that it runs
def href(page: str, lang: str, /, **codes: str) -> str:
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
    """The tables whose rows are figures: cuts and context, with a value and a key, large ones too."""
    return [
        name
        for name, table in release.tables.items()
        if table.properties.get("kind") in KINDS and VALUE in table.columns and key_fields(release, name)
    ]


def identify(release: Release, table: str, rows: pd.DataFrame) -> list[str]:
    """The identifier of each of the rows, which are rows of `table`; empty where they have no address."""
    if table not in numbered(release):
        return [""] * len(rows)
    if OWN in rows.columns:
        return [str(name) for name in rows[OWN]]
    fields = key_fields(release, table)
    cells = rows[fields].astype("string").fillna("")
    return [identifier(table, list(key)) for key in cells.itertuples(index=False, name=None)]


def identify_row(release: Release, table: str, row: Mapping[str, Any]) -> str:
    """The identifier of one row; empty where it has no address."""
    if table not in numbered(release):
        return ""
    if OWN in row:
        return str(row[OWN])
    fields = key_fields(release, table)
    return identifier(table, ["" if row.get(field) is None else str(row[field]) for field in fields])


@lru_cache(maxsize=4)
def places(release: Release) -> dict[str, Place]:
    """Identifier → where it stands, for every figure of the release; those of large tables: `of_large`."""
    found: dict[str, Place] = {}
    for table in numbered(release):
        if release.tables[table].large:
            continue
        names = identify(release, table, release.table(table))
        found |= {name: Place(table, row) for row, name in enumerate(names)}
    return found


def of_large(release: Release, asked: str) -> tuple[str, dict[str, str]] | None:
    """The large table whose row has that identifier, and the key of the row; None where it is of none.

    The identifier says the key: no table is looked up, and the row may not be there.
    """
    table, _, rest = asked.partition(":")
    if table not in numbered(release) or not release.tables[table].large:
        return None
    fields, parts = key_fields(release, table), rest.split("/")
    if len(fields) != len(parts):
        return None
    return table, dict(zip(fields, ("" if part == "-" else unquote(part) for part in parts), strict=True))


@lru_cache(maxsize=4)
def former(release: Release) -> dict[str, Former]:
    """What became of each identifier that a figure had in an earlier version (table `moved`)."""
    rows = rows_of(release.table(MOVED)) if MOVED in release.tables else ()
    known, next_ = places(release), {row["old"]: row for row in rows}
    found = {}
    for old, row in next_.items():
        now, seen = row["new"], {old}
        while now not in known and now in next_ and now not in seen:
            seen.add(now)
            now = next_[now]["new"]
        if now in known and old not in known:
            found[old] = Former(now, row["version"])
    return found


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
    mine = [name for name in known if name.startswith(f"{table}:")]
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
