"""Packages of every kind, each made a release, whose catalogues are judged.

Nothing is checked before: it is catalogues that are tried, on what a package may be.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.publish import history, release
from scripts.reading import changelog, descriptor
from tests import tiny
from tests.whole import content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scripts.write.describe import Release

DAY = dt.date(2026, 12, 1)
ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "packages" / "small"

# All that an identity can say.
WHO: dict[str, Any] = {
    "base": "https://data.example.org/essai/",
    "explorer": "https://example.org/explorateur/",
    "contact": {"title": "L'équipe", "email": "equipe@example.org", "path": "https://example.org/contact"},
    "period": {"start": "2009", "end": "2024-06"},
    "territory": {
        "title": "Corse",
        "title_en": "Corsica",
        "uri": "http://publications.europa.eu/resource/authority/country/FRA",
        "boxes": [[8.5, 41.3, 9.6, 43.1]],
    },
    "frequency": "ANNUAL",
    "nextUpdate": "2027-12-01",
    "themes": ["SOCI", "GOVE"],
}
PEOPLE = [
    {
        "title": "Le laboratoire",
        "roles": ["publisher", "rightsHolder"],
        "identifier": "https://ror.org/02feahw73",
    },
    {"title": "Ada Lovelace", "roles": ["creator"], "identifier": "https://orcid.org/0000-0002-1825-0097"},
    {"title": "L'institut", "roles": ["dataCollector"], "path": "https://example.org/institut"},
]


def ours(folder: Path) -> Release:
    """The project's own package."""
    return made(ROOT, folder)


def known(folder: Path) -> Release:
    """The project's package, of which all is known."""
    return made(ROOT, folder, lambda raw: raw.update(identity=WHO, contributors=PEOPLE))


def small(folder: Path) -> Release:
    """A package that says nothing of its identity."""
    return made(SMALL, folder)


def small_known(folder: Path) -> Release:
    """The same, all known, with a DOI."""
    said = {"identity": WHO, "contributors": PEOPLE, "id": "https://doi.org/10.5281/zenodo.1234567"}
    return made(SMALL, folder, lambda raw: raw.update(said))


def nobody(folder: Path) -> Release:
    """A package that nobody made or publishes, under no licence, that says nothing in words."""
    return tiny_of(folder)


def contact_only(folder: Path) -> Release:
    """A package without publisher, with somebody to write to."""
    return tiny_of(folder, lambda raw: raw.update(identity={**WHO, "base": None}))


def files_only(folder: Path) -> Release:
    """A package without any table."""
    sheet = {"name": "notes", "path": "notes é.pdf", "title": "Des notes", "description": "Ce qui a été dit."}
    said = {"resources": [sheet], "description": "Un texte.", "licenses": [{"name": "CC-BY-4.0"}]}
    return tiny_of(folder, lambda raw: raw.update(said), {"notes é.pdf": b"%PDF-1.7\n"})


def odd(folder: Path) -> Release:
    """A package that says strange things: what is no address, no day, no code; quotes, angles, lines."""
    said = {
        "title": 'Un "titre" \\ étrange </script><!-- ☃ 𝄞',
        "description": 'Deux\nlignes,\tun « guillemet », \x7f et \'deux\' """ autres.',
        "languages": ["fr", 3, "pas une langue"],
        "keywords": ["un mot", "un mot", "", "<b>"],
        "id": "ceci n'est pas une adresse",
        "licenses": [{"name": "Ma licence", "path": "nulle part"}],
        "contributors": [
            {"title": 'A <b> "c"', "roles": ["creator", "publisher"], "path": "n'importe où"},
            {"title": "Ω", "roles": ["creator"], "identifier": "orcid 0000"},
        ],
        "identity": {
            "base": "dossier/local",
            "explorer": "pas d'adresse",
            "contact": {"title": "Qui ?", "email": "à l'accueil", "path": "bureau 3"},
            "period": {"start": "hier", "end": "2024-02-31"},
            "territory": {"title": "Partout", "uri": "ici et là", "boxes": [[1, 2, 3], "boîte"]},
            "frequency": "de temps en temps",
            "themes": ["n'importe quoi", ""],
        },
    }
    return tiny_of(folder, lambda raw: raw.update(said))


ALL: Mapping[str, Callable[[Path], Release]] = {
    one.__name__: one for one in (ours, known, small, small_known, nobody, contact_only, files_only, odd)
}


def made(source: Path, folder: Path, edit: Callable[[tiny.Json], object] = lambda _raw: None) -> Release:
    """The release, in `folder/release`, of a package whose descriptor was edited."""
    copy = folder / "source"
    copy.mkdir(parents=True)
    raw = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    edit(raw)
    (copy / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
    if (source / "datapackage").is_dir():
        shutil.copytree(source / "datapackage", copy / "datapackage")
    return _build(copy, folder / "release")


def tiny_of(
    folder: Path,
    edit: Callable[[tiny.Json], object] = lambda _raw: None,
    files: Mapping[str, str | bytes] | None = None,
) -> Release:
    """The release of the tiny package, edited, with other files or rows."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {changelog.PATH: f"# Journal\n\n## 1.0.0 - {DAY}\n"}
    others = {**told, "data/things.csv": tiny.CSV, **(files or {})}
    return _build(tiny.write(folder / "source", edit, csv=None, files=others), folder / "release")


def _build(source: Path, folder: Path) -> Release:
    """The release of a package, with what is told of the version before it where that was kept."""
    folder.mkdir()
    found = descriptor.load(source)
    story = changelog.read(source)
    content = content_of(found, DAY)
    return release.build(content, folder, story, told=history.told(source, content))
