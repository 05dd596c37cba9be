"""The thematic packages: each is the table that it is cut from and all that it needs, unchanged."""

from __future__ import annotations

import filecmp
from typing import TYPE_CHECKING, Any

from scripts.derive.reached import drawn, reached
from scripts.publish import thematic
from scripts.publish.audit.inner import package_issues
from scripts.reading.descriptor import from_resource
from scripts.reading.issues import Issue, issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited
    from scripts.reading.model.package import Package, Resource

FOLDER = "packages"


def check(release: Audited) -> Iterator[Issue]:
    """What is wrong with the thematic packages of a release."""
    for resource in release.package.tables:
        if not thematic.words_of(resource):
            continue
        folder = f"{FOLDER}/{thematic.name_of(resource)}"
        path = f"{folder}/datapackage.json"
        if not release.has([path]):
            if release.complete:
                yield issue("part-difference", "missing", path=path, resource=resource.name)
            continue
        part = yield from package_issues(release, folder)
        if part is not None:
            yield from _tables(release, resource, part, path)
            yield from _bytes(release, part, folder)


def _tables(release: Audited, resource: Resource, part: Package, path: str) -> Iterator[Issue]:
    """The tables are those that the keys reach; their description is that of the whole."""
    expected = reached(release.package, resource.name)
    expected |= {shape.name for shape in drawn(release.package, expected)}
    if (found := {resource.name for resource in part.resources}) != expected:
        names = sorted(found), sorted(expected)
        yield issue("part-difference", "tables", path=path, value=names[0], expected=names[1])
    if part.version != release.package.version:
        version = release.package.version
        yield issue("part-difference", "version", path=path, value=part.version, expected=version)
    for table in part.resources:
        if table.name in expected and (name := _differs(table, release.package.resource(table.name))):
            yield issue("part-difference", "description", path=path, resource=table.name, value=name)


def _differs(one: Resource, whole: Resource) -> str:
    """The first property that is not the same in both; "" where all are."""
    left, right = _properties(one), _properties(whole)
    return next((key for key in sorted({*left, *right}) if left.get(key) != right.get(key)), "")


def _properties(resource: Resource) -> dict[str, Any]:
    """What a resource says of itself, without what only the whole has."""
    return {key: value for key, value in from_resource(resource).items() if key != "thematic"}


def _bytes(release: Audited, part: Package, folder: str) -> Iterator[Issue]:
    """The files are those of the whole, byte by byte."""
    for resource in part.resources:
        for path in (f"{folder}/{path}" for path in resource.paths):
            whole = path.removeprefix(f"{folder}/")
            if not release.has([path, whole]) or (resource.schema and resource.name not in release.tables):
                continue
            if not filecmp.cmp(release.base / path, release.base / whole, shallow=False):
                yield issue("part-difference", resource=resource.name, path=path, expected=whole)
