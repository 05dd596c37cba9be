"""Who refuses a mutant: `validate`, with the right code at the right place; and frictionless, in any way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.check import coherence
from scripts.check.engines import DEFAULT
from scripts.check.package import check
from scripts.check.subject import Subject
from scripts.reading.issues import from_error, judged
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source

if TYPE_CHECKING:
    from scripts.reading.issues import Issue
    from tests.mutation.bench import Bench
    from tests.mutation.mutant import Expected, Mutant


def written(bench: Bench, mutant: Mutant, folder: Path) -> Path:
    """The mutant, alone in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    draft = bench.draft(mutant.tables, mutant.keys)
    mutant.edit(draft)
    draft.write(folder)
    return folder


def issues(folder: Path) -> list[Issue]:
    """What `validate` says of the package in a folder."""
    try:
        with open_source(str(folder)) as source:
            return list(check(source, house=True))
    except SourceError as error:
        return [from_error(error)]


def killed(folder: Path, mutant: Mutant) -> bool:
    """True where `validate` refuses a mutant as it must.

    A mutant of a rule is given to the check of coherence alone: its tables keep every other promise.
    """
    if mutant.tables is not None:
        return refused(issues(folder), mutant.expected)
    with open_source(str(folder)) as source:
        found = judged(coherence.check(Subject(source, DEFAULT)), house=True)
        return refused(list(found), mutant.expected)


def whole(mutant: Mutant) -> Mutant:
    """The same fault in the whole package."""
    return replace(mutant, tables=None, keys=())


def refused(found: list[Issue], expected: Expected) -> bool:
    """True where what must be said was said, with its severity, at its place."""
    return any(_is(issue, expected) for issue in found)


def _is(issue: Issue, expected: Expected) -> bool:
    """True for the very issue; what is not known of the place is not asked for."""
    return (
        issue.code == expected.code
        and issue.severity is expected.severity
        and issue.path == expected.path
        and expected.line in (0, issue.line)
        and expected.field in ("", issue.field)
        and expected.variant in ("", issue.variant, issue.argument("rule"))
    )


def frictionless_refuses(folder: Path) -> bool:
    """True where plain `frictionless validate datapackage.json` finds an error of any kind, or fails."""
    import frictionless

    try:
        return not frictionless.validate(str(folder / "datapackage.json")).valid
    except Exception:  # noqa: BLE001 -- a faulty pattern stops it with a traceback: it lets nothing pass
        return True
