"""Waivers: issues that are known and accepted, in `waivers.toml` beside the tables.

    [[waiver]]
    resource = "observations"
    code = "coherence"
    rule = "rules/unit-range.sql"         # of a coherence issue: the rule that finds it
    row = "observations:phare_2016/…"     # and the row, by its identifier (`addresses`, `show`)
    field = "value"                       # optional: that field only
    value = "88.3"                        # optional: that value only
    reason = "why this is accepted, and until when"

A waiver of what a rule finds names the rule and the row, so that it never covers another row's fault. Where a
rule finds something of a table as a whole, the row is the name of the table. A waiver without a reason is an
error and covers nothing; one that covers nothing any more is an error too. What is covered is told in every
report, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.check.files import paths_of
from scripts.check.places import objects
from scripts.reading.descriptor import is_inside, read_text
from scripts.reading.issues import Issue, Waived, codes, issue
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.descriptor import Source

NAME = "waivers.toml"
_KNOWN = ("resource", "code", "field", "rule", "row", "value", "reason")
COHERENCE = "coherence"


@dataclass(slots=True)
class Waiver:
    """One waiver, where it stands, and how many issues it has covered so far."""

    path: str
    line: int
    resource: str
    code: str
    field: str
    rule: str
    row: str
    value: str
    reason: str
    covered: int = 0

    def covers(self, item: Issue) -> bool:
        """True where the issue is of that resource and code, and of all else that is given."""
        if (item.resource, item.code) != (self.resource, self.code):
            return False
        if item.times > 1 and (self.rule or self.row or self.value):
            return False  # it stands for others too
        if self.rule and PurePosixPath(item.argument("rule")).parts[-len(self._rule) :] != self._rule:
            return False
        if self.row not in ("", item.argument("identifier") or item.resource):
            return False
        return self.field in ("", item.field) and self.value in ("", item.value)

    @property
    def _rule(self) -> tuple[str, ...]:
        """The way to the rule, as far as it is given."""
        return PurePosixPath(self.rule).parts

    @property
    def name(self) -> str:
        """The waiver in short."""
        parts = (self.resource, self.code, self.field, self.rule, self.row, self.value)
        return " ".join(part for part in parts if part)


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

    def cover(self, item: Issue) -> Waived | None:
        """What says that a waiver covers the issue, which is then accepted; None where none does."""
        for waiver in self._waivers:
            if waiver.covers(item):
                waiver.covered += 1
                return Waived(item, waiver.reason, waiver.path, waiver.line)
        return None

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
        waiver = Waiver(path=path, line=line, **texts)
        place: dict[str, Any] = {"resource": waiver.resource, "path": path, "line": line}
        place["value"] = waiver.name
        if waiver.code not in codes():
            self._faults.append(issue("waiver-error", "code", **place))
        elif not waiver.reason:
            self._faults.append(issue("waiver-error", "reason", **place))
        elif waiver.code == COHERENCE and not (waiver.rule and waiver.row):
            self._faults.append(issue("waiver-error", "row", **place))
        else:
            self._waivers.append(waiver)


def table_folders(source: Source) -> list[str]:
    """The folders that the resources' files lie in, relative to the package, sorted."""
    resources = objects(source.descriptor.get("resources"))
    return sorted({str(PurePosixPath(path).parent) for _, item in resources for path in paths_of(item)})
