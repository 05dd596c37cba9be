"""The descriptor check: our own rules, the official profile, then frictionless' metadata checks.

A fault is told once, by whoever says it best: what our rules have found at a place silences the profile
there, and frictionless is asked only about the parts in which neither found an error. Neither is asked about
a descriptor of which it is known that they would accept it (check/plain/descriptor.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.check.conventions import conventions
from scripts.check.metadata import refusals
from scripts.check.places import Places
from scripts.check.plain import is_plain
from scripts.check.profile import violations
from scripts.check.schemas import schemas
from scripts.issues import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.check.positions import Pointer
    from scripts.check.subject import Subject
    from scripts.issues import Issue


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong with the descriptor, its schemas and dialects."""
    source = subject.source
    places = Places(source)
    found = [*conventions(source.descriptor, places), *schemas(source.descriptor, places)]
    told = {pointer for pointer, _ in found}
    plain = is_plain(source.descriptor)
    if not plain:
        found += violations(source.descriptor, places, told)
    for _, item in found:
        yield item
    if plain:
        return
    faulty = {_part(pointer) for pointer, item in found if item.severity == Severity.ERROR}
    yield from refusals(source.descriptor, places, faulty)


def _part(pointer: Pointer) -> Pointer:
    """The part of the descriptor that a place is in: a resource, or `()` for the package itself."""
    return pointer[:2] if len(pointer) > 1 and pointer[0] == "resources" else ()
