"""What catalogues ask of a release, each in its own standard: one small module each.

Each takes a release and gives paths and texts, as the pages do (`scripts.write.pages`), and reads no disk and
no clock. Who the release is comes from `scripts.reading.identity`, said once in the descriptor: what is not
known there is left out here, never invented.

schema_org.py    meta/schema-org.jsonld, and the same within a page
datacite.py      meta/datacite.json, for whoever registers a DOI
ro_crate.py      ro-crate-metadata.json, at the top of the release
signposting.py   meta/linkset.json, and the typed links of a page
dcat.py          meta/dcat.*, this version for portals; meta/harvest.*, what is at latest/, for harvesters
csvw.py          csv-metadata.json, the CSV tables for tools of CSV on the Web
croissant.py     croissant.json, the tables for loaders of data
ddi/             meta/ddi/<study>.xml, a study for survey archives
sdmx/            sdmx/, the figures for tools of statistical offices
schemas.py       schemas/<cut>/, a Table Schema v1 a cut, for schema.data.gouv.fr

What they share: about.py (texts, dates), places.py (addresses), downloads.py (files), variables.py; and for
RDF graph.py, which is written as JSON-LD and as Turtle, authority.py (codes of others' tables), agents.py,
coverage.py, distribution.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scripts.catalogs import (
    croissant,
    csvw,
    datacite,
    dcat,
    ddi,
    ro_crate,
    schema_org,
    schemas,
    sdmx,
    signposting,
)
from scripts.write.describe import Release

Catalog = Callable[[Release], Iterator[tuple[str, str]]]

# To add one: a module here with a `render` of this type, a line below, and in tests/catalogs/ what judges it:
# the standard's own validator.
CATALOGS: tuple[Catalog, ...] = (
    schema_org.render,
    dcat.render,
    datacite.render,
    ro_crate.render,
    signposting.render,
    csvw.render,
    croissant.render,
    schemas.render,
    sdmx.render,
    ddi.render,
)
