"""method.html: what the data are, where they come from, how sure they are, who made them, how to verify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive import rekeyed, source
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of, to_text
from scripts.write import data, statuses
from scripts.write.pages import twice
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.model.package import ForeignKey, Resource
    from scripts.write.describe import Release

_MOST = 100  # studies, or sources, that the page names; the table has all
_SHOWN = ("year", "year_end", "institute", "n", "publisher", "published", "address")


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows that a column of the figures leads to, and how many more there are than the page names.

    A row has its `label` by language, how many `figures` name it, and whatever of `_SHOWN` its table has.
    """

    table: Resource
    rows: Sequence[Mapping[str, Any]]
    more: int


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The page in each language."""
    facts = next((r for r in release.package.tables if r.extra.get("kind") == source.KIND), None)
    told = list(statuses.used(release.package, release.tables))
    studies, sources = _listed(release, facts, "study"), _listed(release, facts, "source")
    there = {"read": facts, "statuses": told, "studies": studies}
    kept = [key for key, found in there.items() if found]
    return twice.render(
        "method.html",
        "method.html",
        release,
        {lang: words(lang, "page")["page_method"] for lang in LANGUAGES},
        sections=["what", *kept, "sources", "corrections", "check", "made", "people"],
        facts=facts,
        statuses=told,
        studies=studies,
        sources=sources,
        errata=[
            (table, count)
            for table in release.package.tables
            if table.extra.get("kind") == rekeyed.KIND and (count := rows_of(release.tables[table.name]))
        ],
    )


def _listed(release: Release, facts: Resource | None, column: str) -> Listed | None:
    """The rows that a column of the table of figures leads to; None where there is none that has labels."""
    key = _key(facts, column)
    if facts is None or key is None:
        return None
    target = release.package.resource(key.resource)
    names = schema_of(target).field_names
    label = {
        lang: next((n for n in (f"label_{lang}", "title", "label_fr") if n in names), "")
        for lang in LANGUAGES
    }
    if not all(label.values()):
        return None
    used = data.counted(release.tables[facts.name], column)
    every = release.tables[target.name]
    rows = [
        dict.fromkeys(_SHOWN)
        | {name: row[name] for name in _SHOWN if name in names}
        | {"label": {lang: to_text(row[label[lang]]) or to_text(row[label["fr"]]) for lang in LANGUAGES}}
        | {"figures": used[row[key.reference_fields[0]]]}
        for row in data.head(every, _MOST).to_pylist()
    ]
    return Listed(target, rows, rows_of(every) - len(rows))


def _key(table: Resource | None, column: str) -> ForeignKey | None:
    """The key of one column, where the table has it."""
    keys = schema_of(table).foreign_keys if table else ()
    return next((key for key in keys if key.fields == (column,) and key.resource), None)
