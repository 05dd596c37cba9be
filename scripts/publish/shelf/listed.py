"""The lists of all releases beside them: for programs, for readers of news, for harvesters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from scripts.catalogs.places import LATEST
from scripts.publish.shelf.latest import stable
from scripts.reading import identity
from scripts.write import citation
from scripts.write.words import LANGUAGES, date, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.publish.shelf.editions import Edition

VERSIONS = "versions.json"
FEEDS = {"fr": "feed.atom", "en": "feed.en.atom"}
HARVESTED = {"catalog.jsonld": "meta/harvest.jsonld", "catalog.ttl": "meta/harvest.ttl"}


def files(editions: Sequence[Edition]) -> Iterator[tuple[str, bytes]]:
    """The paths and the bytes of the lists of these releases, of which there is one at least."""
    yield VERSIONS, _versions(editions).encode()
    for lang, path in FEEDS.items():
        yield path, _feed(editions, lang).encode()
    for path, within in HARVESTED.items():
        if (made := editions[0].folder / within).is_file():
            yield path, made.read_bytes()


def _versions(editions: Sequence[Edition]) -> str:
    """versions.json: what is where, its day, size and hash, newest first; addresses relative to the file."""
    newest = editions[0]
    said = identity.of(newest.package)
    told: dict[str, Any] = {
        "name": newest.package.name,
        "id": said.id or None,
        "title": {lang: citation.title(newest.package, lang) for lang in LANGUAGES},
        "base": said.base or None,
        "latest": {
            "version": newest.version,
            "path": f"{LATEST}/",
            "files": _zips(newest, f"{LATEST}/", named=False),
        },
        "versions": [
            {
                "version": edition.version,
                "issued": edition.issued.isoformat(),
                "path": f"{edition.version}/",
                "descriptor": f"{edition.version}/datapackage.json",
                "signed": edition.signed,
                "changes": edition.told,
                "files": _zips(edition, f"{edition.version}/"),
            }
            for edition in editions
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _zips(edition: Edition, place: str, *, named: bool = True) -> list[dict[str, Any]]:
    """The zips of a release, with their names of that version or those that stay."""
    return [
        {
            "path": place + (file.path if named else stable(file.path, edition.version)),
            "bytes": file.bytes,
            "sha256": file.sha256,
        }
        for file in edition.zips
    ]


def _feed(editions: Sequence[Edition], lang: str) -> str:
    """An Atom feed (RFC 4287), an entry a release."""
    newest, said, told = editions[0].package, identity.of(editions[0].package), words(lang, "feed")
    author = said.publisher.title if said.publisher else ", ".join(citation.creators(newest)) or newest.name
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}"'
        + (f" xml:base={quoteattr(said.base)}>" if said.base else ">"),
        f"  <id>{escape(identity.named(newest))}</id>",
        f"  <title>{escape(citation.title(newest, lang))}</title>",
        f"  <updated>{_day(editions[0])}</updated>",
        f"  <author><name>{escape(author)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(said.base + FEEDS[lang])}/>',
        *(
            f'  <link rel="alternate" hreflang="{other}" type="application/atom+xml" href="{path}"/>'
            for other, path in FEEDS.items()
            if other != lang
        ),
    ]
    for edition in editions:
        title = told["entry"].format(version=edition.version, date=date(edition.issued, lang))
        lines += [
            "  <entry>",
            f"    <id>{escape(identity.of_part(identity.named(newest), edition.version))}</id>",
            f"    <title>{escape(title)}</title>",
            f"    <updated>{_day(edition)}</updated>",
            f'    <link rel="alternate" type="text/html" href="{edition.version}/index.html"/>',
            *(
                f'    <link rel="enclosure" type="application/zip" length="{file.bytes}" '
                f"href={quoteattr(f'{edition.version}/{file.path}')}/>"
                for file in edition.zips[:1]
            ),
            f"    <summary>{escape(edition.told[lang] or title)}</summary>",
            "  </entry>",
        ]
    return "\n".join((*lines, "</feed>", ""))


def _day(edition: Edition) -> str:
    """Its day as Atom has it."""
    return f"{edition.issued.isoformat()}T00:00:00Z"
