r"""build.json: what a release was made from and with, and what its tables hold, whatever the format.

- `source`: how many files of the source package the release was made from (the descriptor, the schemas and
  tables that it names, the changelog), and the SHA-256 of what `sha256sum` prints for them, sorted by path.
  In a checkout of the tag of the version:

      LC_ALL=C ls datapackage.json datapackage/*.csv datapackage/schemas/*.json datapackage/CHANGELOG.md \
        datapackage/geometry/* | LC_ALL=C sort | xargs sha256sum | sha256sum

  The version before, which `diff/` starts from, is not counted: it was published, so it never changes.
  No commit is named: the same source must give the same bytes from a branch, from another commit that
  touches something else, or from an archive without .git; any revision can be asked whether it is the one.
- `tools`: the versions of what makes the derived files (Parquet, XLSX, SQLite, zip). Under these versions
  they are the same to the last byte; under others their bytes may differ, their content may not.
- `tables`: the rows and the content hash of each table, by the recipe in `derive.fingerprint`.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from typing import TYPE_CHECKING

import pyarrow as pa
import xlsxwriter

from scripts.reading.columnar.values import rows as rows_of
from scripts.write.describe import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.write.describe import Release

PATH = "build.json"


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file."""
    content = {
        "package": release.package.name,
        "version": release.package.version,
        "issued": release.issued.isoformat(),
        "source": {"files": len(release.sources), "sha256": digest(release.sources)},
        "tools": tools(),
        "tables": {
            resource.name: {
                "rows": rows_of(release.tables[resource.name]),
                "content_hash": release.hashes[resource.name],
            }
            for resource in release.package.tables
        },
    }
    yield PATH, to_json(content)


def digest(sources: Mapping[str, str]) -> str:
    """The SHA-256 of the lines that `sha256sum` prints for these files (path → SHA-256), sorted by path."""
    lines = sorted((path.encode(), sha256.encode()) for path, sha256 in sources.items())
    return hashlib.sha256(b"".join(b"%s  %s\n" % (sha256, path) for path, sha256 in lines)).hexdigest()


def tools() -> dict[str, str]:
    """The versions of what makes the derived files."""
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "pyarrow": pa.__version__,
        "xlsxwriter": xlsxwriter.__version__,
        "sqlite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
