"""What the codes of some rows stand for, in each language, from the tables that their keys lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.reading.tables import schema_of, to_text
from scripts.write import data
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

Label = dict[str, str]  # by language; "" where there is none
Labels = dict[str, dict[Any, Label]]

_COLUMNS = {"fr": ("label_fr", "title"), "en": ("label_en",)}
_STATUS_OF, _ABSENT = "_status", ("O", "L")  # of what stands beside a value, such as its base


def of(release: Release, resource: Resource, rows: pa.Table) -> Labels:
    """For each column that is a code: the codes in these rows, and what each stands for by language."""
    found: Labels = {}
    for key in schema_of(resource).foreign_keys:
        if len(key.fields) != 1 or key.fields[0] not in rows.column_names:
            continue
        (name,), (code,) = key.fields, key.reference_fields
        target = release.package.resource(key.resource or resource.name)
        names = set(schema_of(target).field_names)
        shown = {lang: next((n for n in wanted if n in names), "") for lang, wanted in _COLUMNS.items()}
        if not shown["fr"]:
            continue
        codes = rows.column(name).unique().to_pylist()
        labelled = data.of_keys(release.tables[target.name], code, codes, list(filter(None, shown.values())))
        found[name] = {
            to_text(row[code]): {lang: to_text(row[label]) if label else "" for lang, label in shown.items()}
            for row in labelled
        }
        if name.endswith(_STATUS_OF):
            told = {lang: words(lang, "figures") for lang in LANGUAGES}
            found[name] |= {status: {lang: told[lang][status] for lang in LANGUAGES} for status in _ABSENT}
    return found


def said(label: Mapping[str, str], lang: str) -> str:
    """A label in that language; in French for want of it."""
    return label.get(lang) or label.get("fr", "")
