"""figures/<table>.html: every figure of a table at an address of its own, in a page that asks nothing.

The fragment is the identifier of the row, as in the table `addresses`: a link to a figure needs no server. An
identifier that the row had in an earlier version leads to it too. A long table has several pages; one of more
measures than a page lists has a page about it (measures.py).
Both languages stand side by side, since the fragment that chooses the language elsewhere is the figure's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses, rekeyed
from scripts.reading import identifiers
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of, to_text
from scripts.write import data
from scripts.write.pages import labels, rendering
from scripts.write.words import LANGUAGES, said, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from scripts.derive.rekeyed import Rekeyed
    from scripts.reading.model.package import Field, Resource
    from scripts.write.describe import Release

_SHORT = 60  # characters of a text that a narrow column holds


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text, in which language and which kind of cell; `labels` (language, label) of a code."""

    text: str
    lang: str = ""
    kind: str = ""
    labels: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its identifier, those that it had, the fields corrected by version, its cells."""

    name: str
    former: Sequence[str]
    corrected: Mapping[str, Sequence[str]]
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier versions had: what became of identifiers, and the fields of a row corrected by version."""

    became: Mapping[str, Rekeyed]
    corrected: Mapping[str, Mapping[str, Sequence[str]]]


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The pages of each table whose rows are listed."""
    past = _past(release)
    for resource in addresses.of_figures(release.package):
        if addresses.is_listed(resource, rows_of(release.tables[resource.name])):
            yield from _pages(release, resource, past)


def _pages(release: Release, resource: Resource, past: Past) -> Iterator[tuple[str, str]]:
    """The pages of one table, each with the rows of its place."""
    fields = schema_of(resource).fields
    parts = list(data.parts(release.tables[resource.name], addresses.CITED_ROWS))
    names = [_names(resource, part) for part in parts]
    former = _former(past, frozenset(chain.from_iterable(names)))
    starts = range(0, len(parts) * addresses.CITED_ROWS, addresses.CITED_ROWS)
    pages = [
        (addresses.page_of(resource.name, start), start + 1, start + part.num_rows)
        for start, part in zip(starts, parts, strict=True)
    ]
    titles = {lang: said(resource, "title", lang) for lang in LANGUAGES}
    for place, (path, *_) in enumerate(pages):
        lines = _lines(release, resource, parts[place])
        yield (
            path,
            rendering.render(
                "figures.html",
                release=release,
                package=release.package,
                resource=resource,
                fields=fields,
                columns=[_column(field) for field in fields],
                lang="",
                title=" · ".join(
                    dict.fromkeys(
                        [*titles.values(), *([f"{place + 1}/{len(pages)}"] if len(pages) > 1 else [])]
                    )
                ),
                caption=" · ".join(words(x, "figures")["table"].format(title=t) for x, t in titles.items()),
                pages=pages,
                path=path,
                lines=(
                    Line(name, former.get(name, ()), past.corrected.get(name, {}), cells)
                    for name, cells in zip(names[place], lines, strict=True)
                ),
            ),
        )


def _names(resource: Resource, rows: pa.Table) -> list[str]:
    """The identifier of each row."""
    schema = schema_of(resource)
    key = replace(resource, schema=replace(schema, fields=tuple(map(schema.field, schema.row_key))))
    columns = ([*map(to_text, rows.column(name).to_pylist())] for name in schema.row_key)
    return identifiers.of_rows(key, list(zip(*columns, strict=True)))


def _column(field: Field) -> str:
    """« value · Valeur · Value », no word twice."""
    return " · ".join(dict.fromkeys((field.name, *(said(field, "title", lang) for lang in LANGUAGES))))


def _lines(release: Release, resource: Resource, rows: pa.Table) -> Iterator[Sequence[Cell]]:
    """The cells of each row; codes with their labels."""
    fields, told = schema_of(resource).fields, labels.of(release, resource, rows)
    columns = []
    for field in fields:
        values = rows.column(field.name).to_pylist()
        made = {value: _cell(field, to_text(value), told.get(field.name, {})) for value in set(values)}
        columns.append([made[value] for value in values])
    yield from zip(*columns, strict=True)


def _cell(field: Field, text: str, known: Mapping[str, Mapping[str, str]]) -> Cell:
    """A value; with what it stands for where it is a code, once where both languages say the same."""
    if found := known.get(text):
        told = dict.fromkeys(found[lang] for lang in LANGUAGES if found[lang])
        return Cell(text, labels=[("" if label == found["fr"] else "en", label) for label in told])
    if field.type in ("number", "integer"):
        return Cell(text, kind="number")
    return Cell(text, "en" if field.name.endswith("_en") else "", "long" if len(text) > _SHORT else "")


def _past(release: Release) -> Past:
    """What the tables of errata and of what moved tell."""

    def rows(name: str) -> list[dict[str, Any]]:
        return data.every(release.tables[name])

    corrected: dict[str, dict[str, list[str]]] = {}
    for erratum in rekeyed.told(release.package, rows):
        versions = corrected.setdefault(str(erratum["identifier"]), {})
        versions.setdefault(str(erratum["version"]), []).append(str(erratum["field"]))
    return Past(rekeyed.became(release.package, rows), corrected)


def _former(past: Past, here: frozenset[str]) -> dict[str, list[str]]:
    """The identifiers that each row had in earlier versions, and that are none of those here now."""
    found: dict[str, list[str]] = {}
    for name, became in past.became.items():
        if became.now in here and name not in here:
            found.setdefault(became.now, []).append(name)
    return found
