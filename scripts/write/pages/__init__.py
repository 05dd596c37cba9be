"""The pages of a release, and the files about it that programs read: one small module each.

rendering.py     a page from its template, which is a file in templates/; twice.py: in each language
landing.py       index.html; leading.py: the figures that it leads with, of which questions.py chooses each
tables.py        tables.html: every file, every table, every field
tools.py         tools.html; howto/: code to paste; compat.py: which tools read the data whole
method.py        method.html: sources, statuses, how to verify
figures.py       figures/<table>.html, a row a figure; labels.py: what its codes stand for
measures.py      the same of a long table of measures: how to find a row
readme.py        README.md
changelog.py licence.py      CHANGELOG.md, LICENSE.txt
cff.py           CITATION.cff
load_sql.py      load.sql, views for DuckDB
build.py         build.json, what the release was made from and with
verify.py        verify.sh, which checks a release
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scripts.write.describe import Release
from scripts.write.pages import (
    build,
    cff,
    changelog,
    figures,
    landing,
    licence,
    load_sql,
    measures,
    method,
    readme,
    tables,
    tools,
    verify,
)

Page = Callable[[Release], Iterator[tuple[str, str]]]

# Each gives paths and texts. To add one: a module here with a `render` of this type, its template if people
# read it, and a line in PAGES (in PART_PAGES if thematic packages need it too); in tests/test_pages.py, what
# judges it: the standard's own validator where there is one. A page sees the release before any page is
# written: it tells no size of a page, nor of what holds pages. It reads no clock, and of the disk only what
# lies beside it.
PAGES: tuple[Page, ...] = (
    landing.render,
    tables.render,
    tools.render,
    method.render,
    measures.render,
    readme.render,
    changelog.render,
    cff.render,
    licence.render,
    load_sql.render,
    build.render,
    verify.render,
)
EARLY: tuple[Page, ...] = (figures.render,)  # these see a release before any file of it is written
PART_PAGES: tuple[Page, ...] = (readme.render, licence.render)
