"""Tables as a release has them, their texts and their values: one way for all that reads more than a cell.

What publishes, shows or rules reads what would be published, whatever the source is written in. Each table
is read once: a small one into memory, a large one (`derive.large`, or whoever else keeps it) to a folder that
goes at the end.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from scripts.derive import canonical
from scripts.derive.expand import expand
from scripts.derive.fingerprint import content_hash
from scripts.derive.large import SMALL, is_large, kept
from scripts.reading.columnar.plain import PlainCsv
from scripts.reading.columnar.texts import is_arrows
from scripts.reading.columnar.values import Table
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect
from scripts.reading.rows.files import Folder
from scripts.reading.tables import read_cells, to_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Texts


class Whole(NamedTuple):
    """A package with all that is derived of it but addresses; texts and values by resource name."""

    package: Package
    cells: dict[str, Texts]
    typed: dict[str, Values]


class Keeper(NamedTuple):
    """Who keeps large tables, and tells the content hash of any: this machine, where nobody else does.

    `place` is where the folders for them are made.
    """

    kept: Callable[[Folder, Resource, Path, Mapping[str, str]], Table] = kept
    content_hash: Callable[[Values], str] = content_hash
    place: Path | None = None


ALONE = Keeper()


@dataclass
class Tables:
    """The tables of a package, each read when it is asked for first; a context that leaves nothing behind.

    `about` are words that the Parquet files of large tables carry; `small` is how many bytes a table may have
    that is read into memory whole.
    """

    files: Folder
    about: Mapping[str, str] = field(default_factory=dict)
    small: int = SMALL
    keeper: Keeper = ALONE
    _read: dict[str, Table] = field(default_factory=dict)
    _derived: tuple[tuple[Package, Package], Whole] | None = None
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        """The tables themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """What was kept on disk goes."""
        self._stack.close()

    def of(self, package: Package) -> dict[str, Table]:
        """All tables of a package, by name."""
        return {resource.name: self.table(resource) for resource in package.tables}

    def table(self, resource: Resource) -> Table:
        """One table of a package. SourceError where it cannot be read, or typed."""
        if resource.name not in self._read:
            self._read[resource.name] = self._made(resource)
        return self._read[resource.name]

    def whole(self, package: Package, names: Collection[str] | None = None) -> Whole:
        """The package with its figures named, its cuts and labels. SourceError, DerivingError.

        Without those that are not in `names`, where what its figures reach is all that is asked for.
        """
        whole, package = package, replace(package, resources=package.tables)  # nothing is derived of files
        asked = replace(
            package, resources=tuple(r for r in package.tables if names is None or r.name in names)
        )
        if self._derived is None or self._derived[0] != (package, asked):
            self._derived = (package, asked), self._expanded(package, self.of(asked))
        made = self._derived[1]
        return made._replace(package=_with_files(made.package, whole.resources))

    def _expanded(self, package: Package, tables: Mapping[str, Table]) -> Whole:
        own = {name: found.resource for name, found in tables.items()}
        resources = tuple(own.get(resource.name, resource) for resource in package.resources)
        cells = {name: found.cells for name, found in tables.items()}
        made, texts = expand(replace(package, resources=resources), cells, self._folder)
        typed = {
            r.name: tables[r.name].typed if own.get(r.name) is r else self._typed(r, texts[r.name])
            for r in made.tables
            if r.name in texts
        }
        return Whole(made, texts, typed)

    def _typed(self, resource: Resource, cells: Texts) -> Values:
        """The values of a table that was derived."""
        if not isinstance(cells, PlainCsv):
            return to_table(resource, cells)
        file = replace(resource, paths=(cells.path.name,), encoding="utf-8", dialect=Dialect(), format="csv")
        return self.keeper.kept(Folder(cells.path.parent), file, self._folder(), self.about).typed

    def _made(self, resource: Resource) -> Table:
        if is_large(self.files, resource, self.small):
            try:
                return self.keeper.kept(self.files, resource, self._folder(), self.about)
            except SourceError:
                if not is_arrows(self.files, resource):
                    raise
                # Python's reader takes blank rows, or says what is wrong and where
        plain, cells = canonical.table(resource, read_cells(self.files, resource))
        return Table(plain, cells, to_table(plain, cells))

    def _folder(self) -> Path:
        """An empty folder, until the end."""
        made = tempfile.TemporaryDirectory(prefix="table-", dir=self.keeper.place)
        return Path(self._stack.enter_context(made))


def _with_files(package: Package, resources: Sequence[Resource]) -> Package:
    """The package with those of some resources that are no tables, each before the table that it preceded."""
    found = list(package.resources)
    for place, file in enumerate(resources):
        if file.schema is None:
            after = next((r.name for r in resources[place:] if r.schema is not None), "")
            names = [one.name for one in found]
            found.insert(names.index(after) if after in names else len(found), file)
    return replace(package, resources=tuple(found))


def about(package: Package) -> dict[str, str]:
    """What a file says of the package that it belongs to."""
    licences = " ".join(str(licence.get("name", "")) for licence in package.extra.get("licenses", ()))
    return {"package": package.name, "version": package.version, "license": licences}
