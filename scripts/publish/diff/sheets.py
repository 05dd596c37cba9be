"""A table as texts: its fields, the fields of its key, its rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from scripts.derive import canonical, cuts, labelled, rekeyed
from scripts.derive.expand import expand
from scripts.derive.reached import reached
from scripts.derive.source import source_of
from scripts.publish.diff.stored import stored
from scripts.reading import identifiers
from scripts.reading.columnar.plain import PlainCsv, line
from scripts.reading.columnar.texts import ROWS, of_file
from scripts.reading.digests import of_files
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect
from scripts.reading.tables import read_cells, schema_of
from scripts.write.content import released

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Folder
    from scripts.reading.tables import Row, Texts

# The kinds that are told nothing of: each row of them follows from tables whose changes are told.
DERIVED = ("derived", labelled.KIND)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table as the texts of its file, in order; `key` is empty where it has no primary key.

    The rows of a large table are on disk, and are read in batches.
    """

    fields: tuple[str, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...] | PlainCsv

    def cells(self) -> Iterator[dict[str, str]]:
        """The rows by field."""
        return (dict(zip(self.fields, row, strict=True)) for row in self.rows)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows in batches of whatever length, a column of texts each field."""
        if isinstance(self.rows, PlainCsv):
            yield from of_file(self.rows.path, self.fields, Dialect())
            return
        for start in range(0, len(self.rows), ROWS):
            columns = zip(*self.rows[start : start + ROWS], strict=True)
            yield pa.RecordBatch.from_arrays(
                [pa.array(column, pa.string()) for column in columns], names=list(self.fields)
            )

    def having(self, fields: Collection[str], texts: Collection[str]) -> Sheet:
        """The same with those rows only of which one of these fields is one of these texts."""
        places = [self.fields.index(name) for name in fields]
        if not isinstance(self.rows, PlainCsv):
            return replace(self, rows=tuple(row for row in self.rows if any(row[p] in texts for p in places)))
        rows: list[Row] = []
        wanted = pa.array(list(texts), pa.string())
        for batch in self.batches() if places else ():
            one_is = reduce(pc.or_, (pc.is_in(batch.column(p), wanted) for p in places))
            rows += zip(*(column.to_pylist() for column in batch.filter(one_is).columns), strict=True)
        return replace(self, rows=tuple(rows))


def shown(package: Package) -> list[Resource]:
    """The tables whose shape is compared: what people edit, and the cuts that they declare."""
    return [r for r in package.tables if r.extra.get("kind") not in DERIVED]


def compared(package: Package) -> list[Resource]:
    """The tables whose rows are compared: those that are not derived from others."""
    return [r for r in package.tables if is_compared(r)]


def is_compared(resource: Resource) -> bool:
    """True for what is not derived from others."""
    return resource.extra.get("kind") not in (*DERIVED, cuts.KIND)


def of(package: Package, cells: Mapping[str, Texts]) -> dict[str, Sheet]:
    """The sheets of a package whose texts are known, by name."""
    return {
        r.name: Sheet(schema_of(r).field_names, schema_of(r).primary_key, _held(cells[r.name]))
        for r in compared(package)
        if r.name in cells
    }


def _held(rows: Texts) -> tuple[Row, ...] | PlainCsv:
    """The rows of a sheet."""
    return rows if isinstance(rows, PlainCsv) else tuple(rows)


def read(
    files: Folder,
    package: Package,
    folder: Callable[[], Path] | None = None,
    *,
    plain: bool = False,
    leave: AbstractSet[str] = frozenset(),
) -> tuple[Package, dict[str, Sheet]]:
    """The package on disk as a release has it, and its sheets by name.

    Its fields and dialects are those of the source, unless `plain`: then they are those of a release too.
    A large table stays where it lies, or is written to a `folder`, where it gives an empty one. A table that
    cannot be read has no sheet; nor has one whose name is in `leave`: it has no dress, and is left unless
    figures need it or it tells what became of rows. SourceError for one that cannot be read of a package
    whose figures are derived.
    """
    cells: dict[str, Texts] = {}
    made: dict[str, Resource] = {}
    source = source_of(package)
    needed = reached(package, source.name) if source else set()
    for resource in compared(package):
        if resource.name in leave - needed and not _tells_keys(resource):
            made[resource.name] = released(resource)
            continue
        try:
            found, cells[resource.name] = _read(files, resource, folder)
            made[resource.name] = released(found)
        except SourceError:
            if source:
                raise
    if plain:
        package = replace(package, resources=tuple(made.get(r.name, r) for r in package.resources))
    whole, cells = expand(package, cells, folder)
    return whole, of(whole, cells)


def _tells_keys(resource: Resource) -> bool:
    """True for errata, and for what tells which rows moved."""
    return resource.extra.get("kind") == rekeyed.KIND or schema_of(resource).field_names == rekeyed.MOVED


def digest(sheet: Sheet) -> str:
    """The digest of the CSV that a release has of these rows."""
    if isinstance(sheet.rows, PlainCsv):
        return of_files([sheet.rows.path])
    told = hashlib.sha256()
    for row in (sheet.fields, *sheet.rows):
        told.update(line(row).encode())
    return f"sha256:{told.hexdigest()}"


def _read(files: Folder, resource: Resource, folder: Callable[[], Path] | None) -> tuple[Resource, Texts]:
    """A table, undressed, and its rows. SourceError."""
    if (found := stored(files, resource, folder)) is not None:
        return canonical.plain(resource), found
    return canonical.table(resource, read_cells(files, resource), strict=False)


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
    name = namer(key, table)
    seen: dict[Row, int] = {}
    for row in sheet.rows:
        texts = tuple(row[place] for place in places)
        seen[texts] = count = seen.get(texts, 0) + 1
        yield name(texts, count), (texts, count), row


def namer(key: Sequence[str], table: str) -> Callable[[Row, int], str]:
    """What names a row of a table by the texts of its key, and which of the rows of that key it is."""
    own = tuple(key) == (identifiers.OWN,) and bool(table)

    def name(texts: Row, count: int) -> str:
        told = _after(table, texts[0]) if own else identifiers.identifier("", texts)[1:]
        return f"{told}~{count}" if count > 1 else told

    return name


def _after(table: str, text: str) -> str:
    """What stands after the colon of an identifier of that table; of another text, what no such key is."""
    name, key = identifiers.parts(text)
    if name == table and identifiers.identifier(name, key) == text:
        return text.partition(":")[2]
    return identifiers.identifier("", (text,))
