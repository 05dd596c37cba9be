"""index.html: what a release is, three of its figures, the way to the explorer, a download for each reader.

Two screens, whatever the release: what is long (every file, every field, every source) has a page behind.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from scripts.catalogs import schema_org
from scripts.reading import changelog
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of
from scripts.write import carried, citation
from scripts.write.pages import leading, twice
from scripts.write.words import LANGUAGES, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

_COUNTED = ("study", "source", "territory")  # what the figures come from
_SENTENCES = 2
_LONGEST = 440  # characters of the lede: more would push the figures off the first screen
_THEMES = 6  # thematic packages that are named; the page of tables has all

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ÿ]|[«“\"(])")


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The page in each language."""
    package = release.package
    return twice.render(
        "landing.html",
        "index.html",
        release,
        {lang: citation.title(package, lang) for lang in LANGUAGES},
        lede={lang: lede(said(package, "description", lang)) for lang in LANGUAGES},
        counts=list(_counts(release)),
        leads=leading.leads(release),
        others=carried.of(package),
        most=_THEMES,
        changed=_changed(release),
        dataset=partial(schema_org.embedded, release),
    )


def lede(text: str) -> str:
    """The first two sentences of a description, cut between two words where they are long.

    >>> lede("Des taux, etc. par région. Lus en 2018. Le reste.")
    'Des taux, etc. par région. Lus en 2018.'
    """
    first = " ".join(_SENTENCE.split(text.strip())[:_SENTENCES])
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST].rpartition(' ')[0]}…"


def _counts(release: Release) -> Iterator[tuple[str, Resource | None, int]]:
    """How much there is of a thing, which a word names or the title of a table.

    Figures, the studies and sources that they come from, tables, other files.
    """
    package = release.package
    for resource in package.tables:
        if resource.extra.get("kind") != "fact":
            continue
        yield "figure", None, rows_of(release.tables[resource.name])
        for key in schema_of(resource).foreign_keys:
            if key.fields[0] in _COUNTED:
                target = package.resource(key.resource)
                yield "", target, rows_of(release.tables[target.name])
    for word, count in (("one_table", len(package.tables)), ("one_other", len(carried.of(package)))):
        if count:
            yield word, None, count


def _changed(release: Release) -> dict[str, str]:
    """What the changelog says of this version, by language; "" in English where it is in French alone."""
    french, english = changelog.introduction(release.changelog, release.package.version)
    return {"fr": lede(french), "en": lede(english) if english != french else ""}
