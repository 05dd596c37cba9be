"""What of a release asks for its tables alone, and for no file of it: made ahead, beside the checks.

Workbook and pages of figures are a third of the work on a small package. Of a large table they look at how
many rows it has, and no more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scripts.derive.fingerprint import content_hash
from scripts.write.describe import Release
from scripts.write.formats import FORMATS
from scripts.write.pages import EARLY, rendering

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scripts.check.beside import Beside
    from scripts.write.content import Content

FORMS = {form.write: form for form in FORMATS if form.made}


class Ahead(NamedTuple):
    """Whole files by their paths, pages by theirs, and the code of all templates."""

    files: Mapping[str, bytes]
    pages: Mapping[str, str]
    code: Mapping[str, bytes]


def ready() -> None:
    """All is imported, and templates are compiled: another process can take its time for that beforehand."""
    rendering.compiled()


def begun(content: Content, beside: Beside) -> Callable[[], Ahead]:
    """What gives all of it."""
    return beside(made, sent(content))


def sent(content: Content) -> Content:
    """As much of a content as is needed for it, and can be sent to another process."""
    return replace(content, cells={}, content_hash=content_hash)


def made(content: Content) -> Ahead:
    """All of it. ReleaseError for what a format cannot hold."""
    package = content.package
    release = Release(package=package, issued=content.issued, files=(), tables=content.tables)
    return Ahead(
        {form.where(package): form.made(content) for form in FORMS.values() if form.made and package.tables},
        {path: text for page in EARLY for path, text in page(release)},
        rendering.compiled(),
    )
