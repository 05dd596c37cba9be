"""README.md of a release or of a thematic package: what it is, what is in it, how to load and cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.derive import addresses
from scripts.reading.columnar.values import rows as rows_of
from scripts.write import carried, citation, describe
from scripts.write.pages import howto, rendering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release

# A file, or a folder, and the word for what it holds: those whose size is known when this page is made …
_KNOWN = (
    ("datapackage.json", "datapackage"),
    ("data/", "data"),
    ("parquet/", "parquet"),
    ("{name}.xlsx", "xlsx"),
    ("{name}.sqlite", "sqlite"),
    ("files/", "others_note"),
    ("packages/", "packages"),
    ("diff/", "diff"),
)
# … and those that are made with it, or after it.
_BESIDE = (
    ("load.sql", "loadsql"),
    ("index.html", "index"),
    ("tables.html", "pages"),
    ("tools.html", "tools"),
    ("method.html", "method"),
    ("en/", "english"),
    ("figures/", "figures"),
    ("meta/", "meta"),
    ("sdmx/", "sdmx"),
    ("schemas/", "schemas"),
    ("csv-metadata.json", "csvw"),
    ("croissant.json", "croissant"),
    ("ro-crate-metadata.json", "crate"),
    ("CHANGELOG.md", "changelog"),
    ("CITATION.cff", "citation"),
    ("LICENSE.txt", "license"),
    ("build.json", "build"),
    ("SHA256SUMS", "sums"),
    ("verify.sh", "verify"),
)
_PART = ("LICENSE.txt",)


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file, in French then in English."""
    package = release.package
    yield (
        "README.md",
        rendering.render(
            "readme.md",
            release=release,
            package=package,
            licence=citation.licence(package),
            files=[*_known(release), *_beside(release)],
            tables=[(r, rows_of(release.tables[r.name])) for r in package.tables],
            others=[(r, path) for r in carried.of(package) for path in r.paths or (describe.DESCRIPTOR,)],
            examples=howto.examples(release),
            maps={} if release.whole else howto.maps.scripts(release),
        ),
    )


def _known(release: Release) -> Iterator[tuple[str, str, int | None]]:
    """Each file and folder, the word for what it holds, its size in bytes."""
    for pattern, word in _KNOWN:
        path = pattern.format(name=release.package.name)
        if release.within(path):
            yield path, word, release.size(path)


def _beside(release: Release) -> Iterator[tuple[str, str, int | None]]:
    """The same of what has no size yet."""
    package = release.package
    figures = addresses.of_figures(package)
    some = not all(addresses.is_listed(r, rows_of(release.tables[r.name])) for r in figures)
    absent = [*([] if package.tables else ["load.sql", "tools.html"]), *([] if figures else ["figures/"])]
    absent += [] if package.tables else ["csv-metadata.json", "croissant.json"]
    absent += [] if figures else ["sdmx/", "schemas/"]
    absent += [] if citation.licence(package).name else ["ro-crate-metadata.json"]
    for path, word in _BESIDE:
        if (release.whole or path in _PART) and path not in absent:
            yield path, f"{word}_some" if some and path == "figures/" else word, None
