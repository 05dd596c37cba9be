"""A page in each language: French where its path says, English at the same path below `en/`.

Each leads to its twin. Addresses are relative, so that a page works from a disk, from any folder of a server
and from `latest/`; where the releases have an address on the web, the page says its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.reading import identity
from scripts.write.pages import rendering
from scripts.write.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.write.describe import Release

FOLDERS = {"fr": "", "en": "en/"}


def up(path: str) -> str:
    """The way from a file of a release to its folder.

    >>> up("en/figures/x.html")
    '../../'
    """
    return "../" * path.count("/")


def render(
    template: str, path: str, release: Release, titles: Mapping[str, str], **shown: Any
) -> Iterator[tuple[str, str]]:
    """The pages.

    A template has `lang`; `root` and `home`, the ways to the folder of the release and to that of the pages
    of the language; `versions`, the way to the page of all versions; `twins`, the ways to the page in each
    language, and `places`, its addresses on the web by language, "" where they are not known.
    """
    who = identity.of(release.package)
    for lang in LANGUAGES:
        at = FOLDERS[lang] + path
        root = up(at)
        yield (
            at,
            rendering.render(
                template,
                release=release,
                package=release.package,
                who=who,
                lang=lang,
                title=titles[lang],
                root=root,
                home=up(path),
                versions=f"{who.base or f'{root}../'}{FOLDERS[lang]}index.html",
                twins={other: f"{root}{folder}{path}" for other, folder in FOLDERS.items()},
                places={
                    other: who.address(release.package.version, folder + path)
                    for other, folder in FOLDERS.items()
                },
                **shown,
            ),
        )
