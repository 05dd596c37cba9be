"""tools.html: code to paste to load the data, tool by tool, and what each tool was found to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.write.pages import compat, howto, twice
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The page in each language, of a release with tables."""
    if not release.package.tables:
        return
    tools: dict[str, list[howto.Example]] = {}
    for example in howto.examples(release):
        tools.setdefault(example.recipe.tool, []).append(example)
    yield from twice.render(
        "tools.html",
        "tools.html",
        release,
        {lang: words(lang, "page")["page_tools"] for lang in LANGUAGES},
        tools=tools,
        tried=compat.tried(release),
    )
