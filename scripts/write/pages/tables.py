"""tables.html: every file of a release, then every table with its fields and its codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of
from scripts.write import carried, data, describe, dictionary
from scripts.write.pages import twice
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release
    from scripts.write.dictionary import Entry

_KINDS = ("fact", "labelled", "cut", "context", "content", "link", "erratum", "reference", "derived", "other")
_MOST_CODES = 40


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the page shows it: its rows counted, its files (label, path), its fields, its codes if few.

    `page` is the address of its page of figures, and `leads` the word for it; "" where it has none.
    """

    resource: Resource
    rows: int
    files: Sequence[tuple[str, str]]
    entries: Sequence[Entry]
    codes: Sequence[Mapping[str, Any]]
    page: str
    leads: str


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The page in each language."""
    package = release.package
    there = {
        "files": bool(package.tables or release.whole),
        "themes": bool(release.parts),
        "others": bool(carried.of(package)),
        "tables": bool(package.tables),
    }
    return twice.render(
        "tables.html",
        "tables.html",
        release,
        {lang: words(lang, "page")["title_tables"] for lang in LANGUAGES},
        sections=[key for key, found in there.items() if found],
        others=[(r, r.paths or (describe.DESCRIPTOR,)) for r in carried.of(package)],
        groups=_groups(release),
    )


def _groups(release: Release) -> list[tuple[str, list[Table]]]:
    """Every table, by kind."""
    groups: dict[str, list[Table]] = {kind: [] for kind in _KINDS}
    for resource in release.package.tables:
        kind = str(resource.extra.get("kind"))
        groups[kind if kind in groups else "other"].append(_table(release, resource))
    return [(kind, tables) for kind, tables in groups.items() if tables]


def _table(release: Release, resource: Resource) -> Table:
    """One table."""
    rows = rows_of(release.tables[resource.name])
    paths = (("CSV", f"data/{resource.name}.csv"), ("Parquet", f"parquet/{resource.name}.parquet"))
    has_page = resource.extra.get("kind") in addresses.KINDS
    listed = "figure_by_figure" if addresses.is_listed(resource, rows) else "find_figure"
    return Table(
        resource=resource,
        rows=rows,
        files=[(label, file.path) for label, path in paths for file in release.within(path)],
        entries=list(dictionary.of(resource)),
        codes=_codes(release, resource, rows),
        page=addresses.page_of(resource.name, 0) if has_page else "",
        leads=listed if has_page else "",
    )


def _codes(release: Release, resource: Resource, rows: int) -> list[dict[str, Any]]:
    """The rows of a short table of labels."""
    labelled = {"code", "label_fr", "label_en"} <= set(schema_of(resource).field_names)
    return data.every(release.tables[resource.name]) if labelled and rows <= _MOST_CODES else []
