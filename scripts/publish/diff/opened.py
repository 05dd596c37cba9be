"""Two packages, by where they are → Difference."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.check.descriptor import check
from scripts.check.engines import DEFAULT
from scripts.check.subject import Subject
from scripts.publish.diff import blobs, compare, sheets
from scripts.reading import descriptor
from scripts.reading.issues import LANGUAGES, Severity
from scripts.reading.issues.budget import DEFAULT as DEFAULT_BUDGET
from scripts.reading.issues.budget import Budget
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source
from scripts.write.content import is_released

if TYPE_CHECKING:
    from scripts.publish.diff.compare import Difference
    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package


def between(
    old: str, new: str, *, allow_loopback: bool = False, budget: Budget = DEFAULT_BUDGET
) -> Difference:
    """What makes the package at `new` from the package at `old`. SourceError where one cannot be read."""
    with ExitStack() as stack:
        one, other = (
            stack.enter_context(open_source(target, allow_loopback=allow_loopback, budget=budget))
            for target in (old, new)
        )

        def folder() -> Path:
            return Path(stack.enter_context(TemporaryDirectory(prefix="diff-")))

        packages = _sound(one, old), _sound(other, new)
        plain = any(map(is_released, packages))  # how a source is written is no matter in its release
        files = blobs.digests(one, packages[0]), blobs.digests(other, packages[1])
        same = blobs.alike(packages[0], files[0], packages[1], files[1])
        before = sheets.read(one.files, packages[0], folder, plain=plain, leave=same)
        after = sheets.read(other.files, packages[1], folder, plain=plain, leave=same)
        return compare.compare(*before, *after, *files)


def _sound(source: Source, shown: str) -> Package:
    """The model of a package whose description has no error. SourceError for another."""
    errors = [item for item in check(Subject(source, DEFAULT)) if item.severity == Severity.ERROR]
    if errors:
        first = {f"first_{lang}": errors[0].message(lang) for lang in LANGUAGES}
        raise refused("described", SourceError, path=shown, count=len(errors), **first)
    return descriptor.to_package(source.descriptor)
