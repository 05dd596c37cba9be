"""build.json says of each table how many rows it has and the hash of its content: both are computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.derive.fingerprint import content_hash
from scripts.reading.columnar.values import rows
from scripts.reading.descriptor import read_json
from scripts.reading.issues import Issue, from_error, issue
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import BUILD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited


def check(release: Audited) -> Iterator[Issue]:
    """What is wrong with build.json; nothing where there is none: SHA256SUMS knows if there should be."""
    if not release.has([BUILD]):
        return
    try:
        build = read_json(release.base / BUILD, shown=BUILD)
    except SourceError as error:
        yield from_error(error)
        return
    told = build.get("tables") if isinstance(build, dict) else None
    if not isinstance(told, dict) or not all(isinstance(value, dict) for value in told.values()):
        yield issue("build-error", "shape", path=BUILD)
        return
    package = release.package
    if not package.tables:
        return  # the descriptor has errors, and they are told
    yield from _same("package", build.get("package"), package.name)
    yield from _same("version", build.get("version"), package.version)
    yield from _same("tables", sorted(told), sorted(resource.name for resource in package.tables))
    for name, table in release.tables.items():
        if name not in told:
            continue
        yield from _same(f"tables/{name}/rows", told[name].get("rows"), rows(table.typed), name)
        expected = told[name].get("content_hash")
        if (found := content_hash(table.typed)) != expected:
            path = package.resource(name).paths[0]
            yield issue("content-hash", resource=name, path=path, value=found, expected=str(expected))


def _same(name: str, found: Any, expected: Any, resource: str = "") -> Iterator[Issue]:
    """An issue where a property says otherwise than the descriptor and the tables."""
    if found != expected:
        yield issue(
            "build-error", path=BUILD, resource=resource, value=found, property=name, expected=expected
        )
