"""What frictionless itself refuses in a descriptor: the reference tool of those who re-use what we publish.

Each part is shown to it alone, so that its answer names the resource at fault, and only the parts in which
nothing else was found. What it says comes in English, inside a sentence in the reader's language.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from scripts.check.places import Places, objects
from scripts.reading.issues import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from scripts.check.beside import Beside
    from scripts.check.positions import Pointer
    from scripts.reading.issues import Issue

_CODES = ("package-error", "resource-error", "dialect-error", "schema-error", "field-error")


def ready() -> None:
    """What is to be imported is imported: a fifth of a second, that another process can take beforehand."""
    import frictionless  # noqa: F401 -- for later


def refusals(
    descriptor: dict[str, Any], places: Places, faulty: Collection[Pointer], beside: Beside
) -> Callable[[], Iterator[Issue]]:
    """What gives what frictionless refuses in the parts (`()` or `("resources", i)`) not yet `faulty`."""
    parts = list(_parts(descriptor, faulty))
    answer = beside(_refused, [part for _, part in parts], str(places.base))

    def told() -> Iterator[Issue]:
        for (pointer, _), errors in zip(parts, answer(), strict=True):
            for code, note in errors:
                other = "resource-error" if pointer and not code else "package-error"
                yield places.issue(code if code in _CODES else other, "frictionless", pointer, note=note)

    return told


def _parts(
    descriptor: dict[str, Any], faulty: Collection[Pointer]
) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The parts to be shown, each with its place."""
    if () not in faulty:
        yield (), {**descriptor, "resources": []}
    for pointer, resource in objects(descriptor.get("resources"), ("resources",)):
        if pointer not in faulty:
            yield pointer, {**_version(descriptor), "resources": [resource]}


def _version(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The package's `$schema`: frictionless reads a resource by the version of its package."""
    return {key: descriptor[key] for key in ("$schema",) if key in descriptor}


def _refused(parts: Iterable[dict[str, Any]], base: str) -> list[list[tuple[str, str]]]:
    """The errors of each part: their type, "" for what frictionless trips over, and what it says."""
    return [list(_errors(part, base)) for part in parts]


def _errors(part: dict[str, Any], base: str) -> Iterator[tuple[str, str]]:
    """The errors of one part. `profile` is taken out: frictionless would fetch an address found there."""
    from frictionless import FrictionlessException, Package

    part = copy.deepcopy(part)
    part.pop("profile", None)
    for resource in part["resources"]:
        resource.pop("profile", None)
    try:
        Package.from_descriptor(part, basepath=base)
    except FrictionlessException as exception:
        for error in exception.reasons or [exception.error]:
            yield error.type, one_line(error.note)
    except Exception as exception:  # noqa: BLE001 -- whatever a foreign library trips over is a finding
        yield "", one_line(f"{type(exception).__name__}: {exception}")
