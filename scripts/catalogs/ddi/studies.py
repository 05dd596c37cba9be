"""Which tables of a package tell of studies: found by the keys of its table of figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from scripts.derive.figures import INDICATOR
from scripts.derive.source import KIND, TABLE
from scripts.reading.columnar.values import batches, is_large
from scripts.reading.tables import schema_of, to_text
from scripts.write import data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

STUDY = "study"
_SEEN = ("population", "territory", "answer")  # what figures of a study tell of it

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Studies:
    """Studies, and what is around them: `figures` is the table of figures, `table` that of studies.

    `rows` are those of the tables that keys lead to, by table and key; `led` has, by table and column, the
    table that it leads to; `seen` the values that figures have, by study and indicator, then by column;
    `questions` the row of a study and an indicator, of the table `asked`.
    """

    figures: str
    table: Resource
    codes: tuple[str, ...]
    rows: Mapping[str, Mapping[str, Row]]
    led: Mapping[tuple[str, str], str]
    seen: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]
    questions: Mapping[tuple[str, str], Row]
    asked: Resource | None

    def row(self, code: str) -> Row:
        """The row of a study."""
        return self.rows[self.table.name][code]

    def led_to(self, table: str, name: str, value: Any) -> Row:
        """The row that the column of a table leads to with that value; empty where there is none."""
        return dict(self.rows.get(self.led.get((table, name), ""), {}).get(to_text(value), {}))

    def values(self, study: str, name: str) -> tuple[str, ...]:
        """The values that the figures of a study have in a column, each once."""
        found = (seen.get(name, ()) for (code, _), seen in self.seen.items() if code == study)
        return tuple(dict.fromkeys(value for values in found for value in values))

    def indicators(self, study: str) -> tuple[str, ...]:
        """The indicators of which a study has figures or a question."""
        return tuple(dict.fromkeys(i for code, i in (*self.seen, *self.questions) if code == study))


def of(release: Release) -> Studies | None:
    """The studies of a release; None of one whose figures lead to none."""
    package = release.package
    figures = next((r for r in package.tables if r.name == TABLE and r.extra.get("kind") == KIND), None)
    if figures is None:
        return None
    led = {
        (resource.name, key.fields[0]): key.resource
        for resource in package.tables
        for key in schema_of(resource).foreign_keys
        if len(key.fields) == 1 and key.resource and not key.package
    }
    studies, indicators = (led.get((figures.name, name)) for name in (STUDY, INDICATOR))
    if not (studies and indicators) or is_large(release.tables[studies]):
        return None
    table = package.resource(studies)
    asked = next((r for r in package.tables if _is_asked(r, led, studies, indicators)), None)
    rows = {name: _by_key(release, package.resource(name)) for name in {studies, *led.values()}}
    return Studies(
        figures=figures.name,
        table=table,
        codes=tuple(rows[studies]),
        rows=rows,
        led=led,
        seen=_seen(release, figures),
        questions=_questions(release, asked) if asked else {},
        asked=asked,
    )


def _is_asked(resource: Resource, led: Mapping[tuple[str, str], str], studies: str, indicators: str) -> bool:
    """True for a table that has one row for a study and an indicator."""
    key = [led.get((resource.name, name)) for name in schema_of(resource).primary_key]
    return key == [studies, indicators]


def _by_key(release: Release, resource: Resource) -> dict[str, Row]:
    """The rows of a small table by its key of one column; none of another."""
    values, key = release.tables[resource.name], schema_of(resource).primary_key
    if is_large(values) or len(key) != 1:
        return {}
    return {to_text(row[key[0]]): row for row in data.every(values)}


def _questions(release: Release, asked: Resource) -> dict[tuple[str, str], Row]:
    study, indicator = schema_of(asked).primary_key
    rows = data.every(release.tables[asked.name])
    return {(to_text(row[study]), to_text(row[indicator])): row for row in rows}


def _seen(release: Release, figures: Resource) -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    """The values of figures by study and indicator; memory follows how many differ, not the rows."""
    names = [STUDY, INDICATOR, *(name for name in _SEEN if name in schema_of(figures).field_names)]
    told: dict[tuple[Any, ...], None] = {}
    for batch in batches(release.tables[figures.name], names):
        each = pa.Table.from_batches([batch]).group_by(names, use_threads=False).aggregate([])
        told |= dict.fromkeys(tuple(row[name] for name in names) for row in each.to_pylist())
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for study, indicator, *values in sorted(told, key=lambda row: [to_text(value) for value in row]):
        seen = found.setdefault((to_text(study), to_text(indicator)), {})
        for name, value in zip(names[2:], values, strict=True):
            if value is not None:
                seen[name] = tuple(dict.fromkeys((*seen.get(name, ()), to_text(value))))
    return found
