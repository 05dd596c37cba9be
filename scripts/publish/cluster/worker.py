"""What runs on the workers: some rows of text → a Parquet file of a release, and a row group → its lines.

What is heavy is imported where it serves, so that a worker whose Python lacks it can say so.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from scripts.reading.model.package import Resource


class Work(NamedTuple):
    """A table to write: its rows as texts, in a file and in some columns of it, and how many they are.

    `made` is the resource without its dress, `folder` is where the files go, `about` what they say of their
    package.
    """

    resource: Resource
    made: Resource
    texts: Path
    columns: tuple[str, ...]
    rows: int
    folder: Path
    about: Mapping[str, str]


def ready(folder: Path, number: int) -> tuple[str, str]:
    """Its version of PyArrow, and why this worker can do nothing, "" where it can.

    It leaves a file of that number in a folder, for the driver to find.
    """
    try:
        import pyarrow as pa

        import scripts.derive.fingerprint
        import scripts.derive.large  # noqa: F401 -- all that the work needs
    except ImportError as error:
        return "", str(error)
    with suppress(OSError):  # the driver sees that it is not there
        (folder / str(number)).touch()
    return str(pa.__version__), ""


def write(work: Work, number: int) -> bool:
    """True once the file of that number, from 1 on, is written; False where its rows cannot be typed."""
    import pyarrow as pa

    from scripts.derive import large
    from scripts.reading.columnar.typed import typer
    from scripts.reading.model.errors import SourceError

    first, made = (number - 1) * large.FILE_ROWS, work.made
    last = min(first + large.FILE_ROWS, work.rows)
    found, part = large.undressed(work.resource, texts(work, first, last)), _part(work.folder)
    try:
        rows = large.written(map(typer(made), found), large.described(made, work.about), part)
    except (SourceError, pa.ArrowInvalid):  # which is an empty cell where there may be none
        return False
    if rows != last - first:
        raise ValueError(f"{rows} rows of {last - first}")
    part.replace(work.folder / large.named(number))
    return True


def texts(work: Work, first: int, last: int) -> Iterator[pa.RecordBatch]:
    """The texts of the rows from the first on, before the last, in batches as `columnar.texts` has them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from scripts.reading.columnar.texts import ROWS, evened
    from scripts.reading.tables import schema_of

    names = list(schema_of(work.resource).field_names)

    def parts() -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(work.texts) as file:
            counts = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
            spans = list(enumerate(zip(accumulate(counts, initial=0), accumulate(counts), strict=False)))
            held = [(group, start) for group, (start, end) in spans if start < last and end > first]
            at = held[0][1] if held else 0
            for batch in file.iter_batches(ROWS, [group for group, _ in held], list(work.columns)):
                part = batch.slice(max(first - at, 0), max(last - max(first, at), 0))
                at += batch.num_rows
                if part.num_rows:
                    columns = [column.cast(pa.string()) for column in part.columns]
                    yield pa.RecordBatch.from_arrays(columns, names=names)

    return evened(parts())


def lines(files: Sequence[str], folder: Path, number: int) -> None:
    """Puts the lines of a row group (`fingerprint.lines`, without their ends) in a folder, as Parquet.

    The row groups of a table are counted from 0 on, through its files.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from scripts.derive import fingerprint, large
    from scripts.reading.columnar.texts import ROWS

    place, group = divmod(number, large.FILE_ROWS // ROWS)
    with pq.ParquetFile(files[place]) as file:
        rows = file.read_row_group(group).combine_chunks().to_batches()
    told = [pc.utf8_slice_codeunits(fingerprint.lines(batch), 0, -1) for batch in rows]
    part = _part(folder)
    pq.write_table(pa.table({"line": pa.chunked_array(told, pa.string())}), part, use_dictionary=False)
    part.replace(folder / f"{number}.parquet")


def _part(folder: Path) -> Path:
    """Where a file is written until it is whole: a task may be tried again, or by two workers at once."""
    from pyspark import TaskContext

    return folder / f".part-{TaskContext.get().taskAttemptId()}"
