"""A package within a release, with a descriptor of its own: what the checks of any package say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check import descriptor, files
from scripts.check.engines import DEFAULT
from scripts.check.subject import Subject
from scripts.issues import Issue, Severity, from_error
from scripts.model.errors import SourceError
from scripts.read.descriptor import load, to_package

if TYPE_CHECKING:
    from collections.abc import Generator

    from scripts.model.package import Package
    from scripts.publish.audit.subject import Audited


def package_issues(release: Audited, folder: str) -> Generator[Issue, None, Package | None]:
    """What is wrong with the descriptor in that folder and with the files that it names; then its model.

    None in place of the model where the descriptor has errors. Rows are not read: whoever asks compares them
    with those of the whole.
    """
    try:
        source = load(release.base / folder, shown=folder)
    except SourceError as error:
        yield from_error(error)
        return None
    subject = Subject(source, DEFAULT)
    broken = False
    for run in (descriptor.check, files.check):
        for item in run(subject):
            broken = broken or (run is descriptor.check and item.severity is Severity.ERROR)
            yield item._replace(path=f"{folder}/{item.path or source.path.name}")
    return None if broken else to_package(source.descriptor)
