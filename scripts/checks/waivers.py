"""Waivers: issues that are known and accepted, in `waivers.toml` beside the tables.

    [[waiver]]
    resource = "regional-rates"
    code = "coherence"
    field = "value"                  # optional: that field only
    rule = "rules/unit-range.sql"    # optional: what that coherence rule finds only
    reason = "why this is accepted, and until when"

A waiver without a reason is an error and covers nothing; one that covers nothing any more is an error too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.checks.files import paths_of
from scripts.checks.places import objects
from scripts.descriptor import is_inside, read_text
from scripts.errors import SourceError
from scripts.issues import Issue, codes, issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.descriptor import Source

NAME = "waivers.toml"
_KNOWN = ("resource", "code", "field", "rule", "reason")


@dataclass(slots=True)
class Waiver:
    """One waiver, where it stands, and how many issues it has covered so far."""

    path: str
    line: int
    resource: str
    code: str
    field: str
    rule: str
    covered: int = 0

    def covers(self, item: Issue) -> bool:
        """True where the issue is of that resource and code (and field, and rule, where they are given)."""
        if (item.resource, item.code) != (self.resource, self.code):
            return False
        rule = item.argument("rule")
        return self.field in ("", item.field) and (not self.rule or PurePosixPath(rule).match(self.rule))

    @property
    def name(self) -> str:
        """The waiver in short."""
        return " ".join(part for part in (self.resource, self.code, self.field, self.rule) if part)


class Waivers:
    """The waivers of a package, read once; it counts what each has covered."""

    def __init__(self, source: Source) -> None:
        self._waivers: list[Waiver] = []
        self._faults: list[Issue] = []
        for folder in table_folders(source):
            path = str(PurePosixPath(folder) / NAME)
            if is_inside(source.base, path) and (source.base / path).is_file():
                self._read(source.base / path, path)

    def faults(self) -> Iterator[Issue]:
        """What is wrong with the waivers themselves."""
        yield from self._faults

    def cover(self, item: Issue) -> bool:
        """True where a waiver covers the issue, which is then accepted."""
        for waiver in self._waivers:
            if waiver.covers(item):
                waiver.covered += 1
                return True
        return False

    def stale(self) -> Iterator[Issue]:
        """The waivers that have covered nothing."""
        for waiver in self._waivers:
            if not waiver.covered:
                place = {"resource": waiver.resource, "path": waiver.path, "value": waiver.name}
                yield issue("stale-waiver", line=waiver.line, **place)

    def _read(self, file: Path, path: str) -> None:
        try:
            text = read_text(file, shown=path)
            import tomllib

            found = tomllib.loads(text).get("waiver", [])
        except (SourceError, ValueError, RecursionError) as error:
            self._faults.append(issue("waiver-error", path=path, note=error))
            return
        lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[waiver]]")]
        for index, raw in enumerate(found if isinstance(found, list) else [found]):
            line = lines[index] if index < len(lines) else 0
            self._add(raw, path, line)

    def _add(self, raw: Any, path: str, line: int) -> None:
        if not isinstance(raw, dict) or not all(
            key in _KNOWN and isinstance(value, str) for key, value in raw.items()
        ):
            self._faults.append(issue("waiver-error", "shape", path=path, line=line, value=raw))
            return
        texts = {key: raw.get(key, "").strip() for key in _KNOWN}
        reason = texts.pop("reason")
        waiver = Waiver(path=path, line=line, **texts)
        place: dict[str, Any] = {"resource": waiver.resource, "path": path, "line": line}
        place["value"] = waiver.name
        if waiver.code not in codes():
            self._faults.append(issue("waiver-error", "code", **place))
        elif not reason:
            self._faults.append(issue("waiver-error", "reason", **place))
        else:
            self._waivers.append(waiver)


def table_folders(source: Source) -> list[str]:
    """The folders that the resources' files lie in, relative to the package, sorted."""
    resources = objects(source.descriptor.get("resources"))
    return sorted({str(PurePosixPath(path).parent) for _, item in resources for path in paths_of(item)})
