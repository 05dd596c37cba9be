"""index.html: the page of a release, in French and in English, in one file that asks nothing of anyone.

Both languages are in the page; a style rule shows English when the address points into it (`#en…`), French
otherwise. A browser that does not know `:has()` shows both. No script, no font, no image from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of
from scripts.write import carried, citation, data, describe, dictionary, statuses
from scripts.write.pages import compat, howto, rendering
from scripts.write.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release
    from scripts.write.dictionary import Entry

_SECTIONS = ("download", "dictionary", "load", "check", "cite", "licence")  # one file each in landing/
_OF_TABLES = ("dictionary", "load")
_KINDS = ("fact", "labelled", "cut", "context", "content", "link", "erratum", "reference", "derived", "other")
_COUNTED = ("study", "source", "territory")  # what the figures come from
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
    """The page."""
    package = release.package
    tools: dict[str, list[howto.Example]] = {}
    for example in howto.examples(release):
        tools.setdefault(example.recipe.tool, []).append(example)
    yield (
        "index.html",
        rendering.render(
            "landing.html",
            release=release,
            package=package,
            titles=[citation.title(package, lang) for lang in LANGUAGES],
            licence=citation.licence(package),
            sections=[key for key in _SECTIONS if package.tables or key not in _OF_TABLES],
            counts=list(_counts(release)),
            groups=_groups(release),
            statuses=list(statuses.used(package, release.tables)),
            others=[(r, r.paths or (describe.DESCRIPTOR,)) for r in carried.of(package)],
            tools=tools,
            tried=compat.tried(release) if package.tables else None,
        ),
    )


def _counts(release: Release) -> Iterator[tuple[str, Resource | None, int]]:
    """How much there is of a thing, which a word names or the title of a table.

    Figures, the studies and sources that they come from, tables, other files.
    """
    package = release.package
    for resource in package.tables:
        if resource.extra.get("kind") != "fact":
            continue
        yield "figures", None, rows_of(release.tables[resource.name])
        for key in schema_of(resource).foreign_keys:
            if key.fields[0] in _COUNTED:
                target = package.resource(key.resource)
                yield "", target, rows_of(release.tables[target.name])
    for word, count in (("tables", len(package.tables)), ("others", len(carried.of(package)))):
        if count:
            yield word, None, count


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
    listed = "one_by_one_figure" if addresses.is_listed(resource, rows) else "find_figure"
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
