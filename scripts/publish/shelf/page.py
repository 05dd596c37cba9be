"""index.html and en/index.html of the folder of releases: every version, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs.places import LATEST
from scripts.publish.shelf import listed
from scripts.publish.shelf.latest import stable
from scripts.reading import identity
from scripts.write.pages import rendering, twice
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.publish.shelf.editions import Edition

PATH = "index.html"


def pages(editions: Sequence[Edition], lists: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The page in each language; `lists` are the paths of what lies beside it for programs."""
    newest = editions[0]
    who = identity.of(newest.package)
    for lang in LANGUAGES:
        at = twice.FOLDERS[lang] + PATH
        up = "../" * at.count("/")
        text = rendering.render(
            "versions.html",
            package=newest.package,
            who=who,
            lang=lang,
            title=words(lang, "versions")["title"],
            up=up,
            root=f"{up}{LATEST}/",
            home=f"{up}{LATEST}/{twice.FOLDERS[lang]}",
            versions=PATH,
            twins={other: f"{up}{folder}{PATH}" for other, folder in twice.FOLDERS.items()},
            places={
                other: who.base and f"{who.base}{folder}{PATH}" for other, folder in twice.FOLDERS.items()
            },
            newest=newest,
            whole=f"{LATEST}/{stable(newest.whole, newest.version)}",
            editions=[(edition, _since(edition, lang)) for edition in editions],
            feed=listed.FEEDS[lang],
            lists=[path for path in lists if path not in listed.FEEDS.values()],
        )
        yield at, text.encode()


def _since(edition: Edition, lang: str) -> tuple[str, str]:
    """The version that a release says its changes since, and their page; empty texts for none."""
    found = sorted(edition.folder.glob(f"diff/from-*/summary.{lang}.md"))
    if not found:
        return "", ""
    path = found[-1].relative_to(edition.folder.parent).as_posix()
    return found[-1].parent.name.removeprefix("from-"), path
