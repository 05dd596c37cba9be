"""A package within a release, with a descriptor of its own: what the checks of any package say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check import descriptor, files
from scripts.check.engines import DEFAULT
from scripts.check.subject import Subject
from scripts.reading.descriptor import load, to_package
from scripts.reading.issues import Issue, from_error, judged
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Generator

    from scripts.publish.audit.subject import Audited
    from scripts.reading.model.package import Package


def package_issues(release: Audited, folder: str) -> Generator[Issue, None, Package | None]:
    """What is wrong with the descriptor in that folder and with the files that it names; then its model.

    None in place of the model where there is no descriptor. Rows are not read: whoever asks compares them
    with those of the whole.
    """
    try:
        source = load(release.base / folder, shown=folder)
    except SourceError as error:
        yield from_error(error)
        return None
    subject = Subject(source, DEFAULT, house=True)
    for run in (descriptor.check, files.check):
        for item in judged(run(subject), house=True):
            path = f"{folder}/{item.path or source.path.name}"
            if path not in release.apart or release.has([path]):
                yield item._replace(path=path)
    return to_package(source.descriptor)
