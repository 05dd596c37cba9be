"""CITATION.cff: how the data are cited, for programs (Citation File Format 1.2.0, <https://citation-file-format.github.io>)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scripts.write import citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file, as YAML whose texts are all quoted."""
    package = release.package
    name, _, address = citation.licence(package)
    lines = [
        ("cff-version", "1.2.0"),
        ("message", "If you use these data, please cite them as below."),
        ("type", "dataset"),
        ("title", package.title),
        ("version", package.version),
        ("date-released", release.issued.isoformat()),
        ("abstract", package.description),
        ("license", name),
        ("license-url", "" if name else address),
        ("url", str(package.extra.get("homepage", ""))),
    ]
    text = "".join(f"{key}: {_quoted(value)}\n" for key, value in lines if value)
    text += _list("authors", [f"name: {_quoted(name)}" for name in citation.creators(package)])
    text += _list("keywords", [_quoted(word) for word in package.extra.get("keywords", ())])
    yield "CITATION.cff", text


def _quoted(value: Any) -> str:
    """A text as YAML writes it between double quotes, which is how JSON does."""
    return json.dumps(str(value), ensure_ascii=False)


def _list(key: str, items: list[str]) -> str:
    """A block list, nothing where it has no item."""
    return f"{key}:\n" + "".join(f"  - {item}\n" for item in items) if items else ""
