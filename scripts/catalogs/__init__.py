"""What catalogues ask of a release, each in its own standard: one small module each.

Each takes a release and gives paths and texts, as the pages do (`scripts.write.pages`), and reads no disk and
no clock. Who the release is comes from `scripts.reading.identity`, said once in the descriptor: what is not
known there is left out here, never invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scripts.catalogs import croissant, csvw
from scripts.write.describe import Release

Catalog = Callable[[Release], Iterator[tuple[str, str]]]

# To add one: a module here with a `render` of this type, a line below, and in tests/catalogs/ what judges it:
# the standard's own validator.
CATALOGS: tuple[Catalog, ...] = (csvw.render, croissant.render)
