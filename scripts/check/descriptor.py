"""The descriptor check: our own rules and the official profile; for the house, what frictionless refuses too.

A fault is told once, by whoever says it best: what our rules have found at a place silences the profile
there, and frictionless is asked only about the parts in which neither found an error. What is wrong keeps
nothing from being read; a part that cannot be checked for it is told too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check.aside import left
from scripts.check.conventions import conventions
from scripts.check.identity import identity
from scripts.check.metadata import refusals
from scripts.check.places import Places
from scripts.check.profile import violations
from scripts.check.schemas import schemas
from scripts.reading.issues import Severity, judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.check.positions import Pointer
    from scripts.check.subject import Subject
    from scripts.reading.issues import Issue


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong with the descriptor, its schemas and dialects."""
    source = subject.source
    places = Places(source)
    own = (conventions, identity, schemas)
    found = [finding for rules in own for finding in rules(source.descriptor, places)]
    told = {pointer for pointer, _ in found}
    found += violations(source.descriptor, places, told)
    for _, item in found:
        yield item
    for part in left(source.descriptor):
        yield places.issue("check-skipped", part.reason, part.pointer, **part.words)
    if subject.house:
        faulty = set(_faulty(found))
        answer = refusals(source.descriptor, places, faulty, subject.beside)
        if not faulty:
            subject.meanwhile()
        yield from answer()


def _faulty(found: Iterable[tuple[Pointer, Issue]]) -> Iterator[Pointer]:
    """The parts of a descriptor that have errors, for the house."""
    for pointer, item in found:
        if any(one.severity is Severity.ERROR for one in judged([item], house=True)):
            yield _part(pointer)


def _part(pointer: Pointer) -> Pointer:
    """The part of the descriptor that a place is in: a resource, or `()` for the package itself."""
    return pointer[:2] if len(pointer) > 1 and pointer[0] == "resources" else ()
