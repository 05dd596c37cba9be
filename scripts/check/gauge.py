"""About how many rows are read, for those who wait: engines tell bytes, people count rows."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from scripts.reading.rows.packed import compression_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Files

_SAMPLE, _PARTS = 2**15, 3  # bytes of each part


def gauge(files: Files, tables: Iterable[Resource]) -> Callable[[int], int]:
    """What tells about how many rows the first so many bytes of some tables are; 0 for packed ones.

    A file's rows are taken to be as long as some at its beginning, in its middle and at its end.
    """
    paths = [path for table in tables for path in table.paths]
    ends = list(accumulate(files.size(path) for path in paths))

    @cache
    def density(place: int) -> float:
        """The rows for each byte of one file."""
        if compression_of(paths[place]):
            return 0.0
        size = ends[place] - (ends[place - 1] if place else 0)
        with files.open(paths[place]) as stream:
            sample = b""
            for part in range(_PARTS):
                stream.seek(part * max(size - _SAMPLE, 0) // (_PARTS - 1))
                sample += stream.read(_SAMPLE)
        outside = sum(part.count(b"\n") for part in sample.split(b'"')[::2])  # of quotes
        return outside / (len(sample) or 1)

    def rows(read: int) -> int:
        place = bisect_left(ends, read)
        before = sum((ends[i] - (ends[i - 1] if i else 0)) * density(i) for i in range(min(place, len(ends))))
        rest = read - (ends[place - 1] if place else 0)
        return round(before + (rest * density(place) if place < len(ends) else 0.0))

    return rows
