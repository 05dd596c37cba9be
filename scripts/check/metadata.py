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
    from collections.abc import Collection, Iterator

    from scripts.check.positions import Pointer
    from scripts.reading.issues import Issue

_CODES = ("package-error", "resource-error", "dialect-error", "schema-error", "field-error")


def refusals(descriptor: dict[str, Any], places: Places, faulty: Collection[Pointer]) -> Iterator[Issue]:
    """What frictionless refuses in the parts (`()` or `("resources", i)`) that are not yet `faulty`."""
    resources = descriptor.get("resources")
    if () not in faulty:
        yield from _refused({**descriptor, "resources": []}, (), places)
    for pointer, resource in objects(resources, ("resources",)):
        if pointer not in faulty:
            yield from _refused({**_version(descriptor), "resources": [resource]}, pointer, places)


def _version(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The package's `$schema`: frictionless reads a resource by the version of its package."""
    return {key: descriptor[key] for key in ("$schema",) if key in descriptor}


def _refused(part: dict[str, Any], pointer: Pointer, places: Places) -> Iterator[Issue]:
    """The errors of one part. `profile` is taken out: frictionless would fetch an address found there."""
    from frictionless import FrictionlessException, Package

    part = copy.deepcopy(part)
    part.pop("profile", None)
    for resource in part["resources"]:
        resource.pop("profile", None)
    try:
        Package.from_descriptor(part, basepath=str(places.base))
    except FrictionlessException as exception:
        errors = exception.reasons or [exception.error]
        for error in errors:
            code = error.type if error.type in _CODES else "package-error"
            yield places.issue(code, "frictionless", pointer, note=one_line(error.note))
    except Exception as exception:  # noqa: BLE001 -- whatever a foreign library trips over is a finding
        note = one_line(f"{type(exception).__name__}: {exception}")
        code = "resource-error" if pointer else "package-error"
        yield places.issue(code, "frictionless", pointer, note=note)
