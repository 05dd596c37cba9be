"""The records of a Parquet file: its labels, then its values as they are typed there."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

from scripts.reading.rows.form import UnsupportedError
from scripts.reading.rows.packed import unpacked
from scripts.reading.rows.undivided import Undivided
from scripts.reading.values.base import Native

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.rows.delimited import Record
    from scripts.reading.values.base import Cell

BATCH = 10_000  # rows


class Columns(Undivided):
    """The records of one table. It has no lines: a row is numbered as if each were one."""

    def records(self) -> Iterator[Record]:
        """The labels of the first file, then every row of all."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        line = 0
        for path in self._paths:
            with unpacked(self._files.open(path), self._form.packing(path), self._form.inner) as stream:
                try:
                    file = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
                    self._within("rows", line + file.metadata.num_rows)
                    if not line:
                        yield 0, list(file.schema_arrow.names)
                        line = 1
                    for batch in file.iter_batches(BATCH):
                        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                            yield line, [_cell(value) for value in row]
                            line += 1
                except (pa.ArrowException, OSError) as error:
                    raise UnsupportedError("parquet", note=error) from None
            self._read += self._files.size(path)


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | dict | bool):
        return Native(value, json.dumps(value, ensure_ascii=False, default=str))
    return Native(value, value.isoformat() if isinstance(value, dt.date | dt.time) else str(value))
