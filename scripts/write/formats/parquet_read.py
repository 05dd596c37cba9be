"""The Parquet files of a release, read again: one file a table, or a folder of several."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from scripts.reading.columnar.texts import evened
from scripts.reading.columnar.values import batches
from scripts.reading.tables import arrow_schema
from scripts.write.formats.format import Found, NoTableError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.reading.model.package import Package, Resource

FOLDER = "parquet"


class Files:
    """The files below a folder."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def faults(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Nothing: of the descriptor beside them the audit asks more (`audit.parquet`)."""
        yield from ()

    def table(self, resource: Resource, _rows: int) -> Found:
        """One table."""
        found = paths(self._home, resource.name)
        if not found:
            raise NoTableError(f"{resource.name}.parquet")
        try:
            values = ds.dataset(found, format="parquet")
            return Found(_columns(values.schema), values.count_rows(), _parts(values))
        except (pa.ArrowException, OSError, ValueError, EOFError) as error:
            raise UnreadableError(_first_line(error)) from None


def paths(home: Path, name: str) -> list[Path]:
    """The files of a table, in the order of its rows."""
    whole = home / f"{name}.parquet"
    return [whole] if whole.is_file() else sorted(whole.glob("*.parquet"))


@contextmanager
def opened(folder: Path, _package: Package) -> Iterator[Files]:
    """The Parquet files of a release."""
    yield Files(folder / FOLDER)


def expected(resource: Resource) -> str:
    """The columns that a table should have."""
    return _columns(arrow_schema(resource))


def alike(column: pa.Array, found: pa.Array) -> bool:
    """True where Arrow finds two columns equal."""
    return bool(found.equals(column))


def _parts(values: ds.Dataset) -> Iterator[Any]:
    try:
        yield from (batch.columns for batch in evened(batches(values)))
    except (pa.ArrowException, OSError, ValueError, EOFError) as error:
        raise UnreadableError(_first_line(error)) from None


def _columns(schema: pa.Schema) -> str:
    """The columns in words."""
    return ", ".join(f"{f.name} {f.type}{'' if f.nullable else ' not null'}" for f in schema)


def _first_line(error: BaseException) -> str:
    """What a library says, on one line."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__
