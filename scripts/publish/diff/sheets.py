"""A table as texts: its fields, the fields of its key, its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive import canonical, cuts
from scripts.derive.expand import expand
from scripts.derive.source import source_of
from scripts.reading import identifiers
from scripts.reading.model.errors import SourceError
from scripts.reading.tables import read_cells, schema_of
from scripts.write.content import released

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Files
    from scripts.reading.tables import Row

DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table as the texts of its file, in order; `key` is empty where it has no primary key."""

    fields: tuple[str, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]

    def cells(self) -> Iterator[dict[str, str]]:
        """The rows by field."""
        return (dict(zip(self.fields, row, strict=True)) for row in self.rows)


def shown(package: Package) -> list[Resource]:
    """The tables whose shape is compared: what people edit, and the cuts that they declare."""
    return [r for r in package.tables if r.extra.get("kind") != DERIVED]


def compared(package: Package) -> list[Resource]:
    """The tables whose rows are compared: those that are not derived from others."""
    return [r for r in package.tables if is_compared(r)]


def is_compared(resource: Resource) -> bool:
    """True for what is not derived from others."""
    return resource.extra.get("kind") not in (DERIVED, cuts.KIND)


def of(package: Package, cells: Mapping[str, Sequence[Row]]) -> dict[str, Sheet]:
    """The sheets of a package whose texts are known, by name."""
    return {
        r.name: Sheet(schema_of(r).field_names, schema_of(r).primary_key, tuple(cells[r.name]))
        for r in compared(package)
        if r.name in cells
    }


def read(files: Files, package: Package, *, plain: bool = False) -> tuple[Package, dict[str, Sheet]]:
    """The package on disk as a release has it, and its sheets by name.

    Its fields and dialects are those of the source, unless `plain`: then they are those of a release too.
    A table that cannot be read has no sheet. SourceError for one of a package whose figures are derived.
    """
    cells: dict[str, Sequence[Row]] = {}
    made: dict[str, Resource] = {}
    for resource in compared(package):
        try:
            found = canonical.table(resource, read_cells(files, resource), strict=False)
            made[resource.name], cells[resource.name] = released(found[0]), found[1]
        except SourceError:
            if source_of(package):
                raise
    if plain:
        package = replace(package, resources=tuple(made.get(r.name, r) for r in package.resources))
    whole, cells = expand(package, cells)
    return whole, of(whole, cells)


def named(sheet: Sheet, key: Sequence[str], table: str = "") -> dict[str, Row]:
    """The rows of a table by the texts of their key, in order, as an identifier has them after its colon.

    Where the key is the rows' own identifier, it is what stands after the colon of that. The second row of
    one key ends in `~2`, which no key does.

    >>> list(named(Sheet(("a", "b"), ("a",), (("x", "1"), ("x", "2"), ("y/z", ""))), ("a",)))
    ['x', 'x~2', 'y%2Fz']
    """
    return {name: row for name, _, row in placed(sheet, key, table)}


def placed(sheet: Sheet, key: Sequence[str], table: str = "") -> Iterator[tuple[str, tuple[Row, int], Row]]:
    """Each row with its name, and what it is sorted by: the texts of its key, then which of them it is."""
    places = [sheet.fields.index(name) for name in key]
    own = tuple(key) == (identifiers.OWN,) and bool(table)
    seen: dict[Row, int] = {}
    for row in sheet.rows:
        texts = tuple(row[place] for place in places)
        seen[texts] = count = seen.get(texts, 0) + 1
        name = _after(table, texts[0]) if own else identifiers.identifier("", texts)[1:]
        yield (f"{name}~{count}" if count > 1 else name), (texts, count), row


def _after(table: str, text: str) -> str:
    """What stands after the colon of an identifier of that table; of another text, what no such key is."""
    name, key = identifiers.parts(text)
    if name == table and identifiers.identifier(name, key) == text:
        return text.partition(":")[2]
    return identifiers.identifier("", (text,))
