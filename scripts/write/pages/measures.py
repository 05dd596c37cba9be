"""figures/<table>.html of a table of more measures than a page lists: what it is, and how to find a row.

The address of a row follows from its key, and is said once, as a rule. The English page is below en/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses, rekeyed
from scripts.reading import identifiers
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.sql import literal, quoted, table_name
from scripts.reading.tables import schema_of, to_text
from scripts.write import data, dictionary
from scripts.write.pages import twice
from scripts.write.words import LANGUAGES, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

_SECTIONS = ("find", "address", "fields")


@dataclass(frozen=True, slots=True)
class Example:
    """A row of a table: its identifier, and the query that finds it in the views of load.sql."""

    name: str
    query: str


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The page about each table of measures that is too long to be listed."""
    for resource in addresses.of_figures(release.package):
        rows = rows_of(release.tables[resource.name])
        if not addresses.is_listed(resource, rows):
            yield from _pages(release, resource, rows)


def _pages(release: Release, resource: Resource, rows: int) -> Iterator[tuple[str, str]]:
    """The page about one table, in each language."""
    return twice.render(
        "measures.html",
        addresses.page_of(resource.name, 0),
        release,
        {lang: said(resource, "title", lang) for lang in LANGUAGES},
        resource=resource,
        rows=rows,
        key=schema_of(resource).row_key,
        own=schema_of(resource).row_key == (identifiers.OWN,),
        entries=list(dictionary.of(resource)),
        example=_example(release, resource),
        corrections=_corrections(release, resource),
        sections=_SECTIONS,
        has_status="status" in schema_of(resource).field_names,
    )


def _example(release: Release, resource: Resource) -> Example:
    """The first row."""
    (row,) = data.head(release.tables[resource.name], 1).to_pylist()
    texts = tuple(to_text(row[name]) for name in schema_of(resource).field_names)
    (name,) = identifiers.of_rows(resource, [texts])
    asked = "\n  AND ".join(_is(quoted(column), row[column]) for column in schema_of(resource).row_key)
    return Example(name, f"SELECT *\nFROM {quoted(table_name(resource))}\nWHERE {asked};")


def _is(column: str, value: Any) -> str:
    """The condition that a column has a value, or none."""
    return f"{column} IS NULL" if value is None else f"{column} = {literal(value)}"


def _corrections(release: Release, resource: Resource) -> list[tuple[Resource, int]]:
    """How many corrections of its rows each table of errata tells, where there are any."""
    found = []
    for errata in release.package.tables:
        if errata.extra.get("kind") == rekeyed.KIND and "identifier" in schema_of(errata).field_names:
            names = data.counted(release.tables[errata.name], "identifier")
            told = sum(n for name, n in names.items() if identifiers.parts(str(name))[0] == resource.name)
            found += [(errata, told)] if told else []
    return found
