"""The pages and the metadata of a release, one small file each.

To add one: a module here with `render(release) -> {path: text}`, then a line in CATALOGS (and in
PART_CATALOGS if the thematic packages need it too), and the standard's own validator in
tests/test_catalogs.py. A catalog gets a frozen Release and gives texts: it reads no clock, and of the disk
only the words and the style that lie beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scripts.write.catalogs import (
    build,
    changelog,
    citation,
    figures,
    landing,
    licence,
    load_sql,
    readme,
    verify,
)
from scripts.write.describe import Release

Catalog = Callable[[Release], Mapping[str, str]]

CATALOGS: tuple[Catalog, ...] = (
    landing.render,
    figures.render,
    readme.render,
    changelog.render,
    citation.render,
    licence.render,
    load_sql.render,
    build.render,
    verify.render,
)
PART_CATALOGS: tuple[Catalog, ...] = (readme.render, licence.render)
