"""The formats that a release has, one small file each.

To add one: a module here with `write(content, folder) -> list[str]`, which writes below `folder` and gives
back the paths of its files, relative to it; then a line in WRITERS, and its readers in tests/test_writers.py,
where what was written is read back by an independent tool and must be equal, cell by cell, null by null.

A writer gets everything as arguments and reads no clock: the same content gives the same bytes.
`zip` is not in the tuple, since it packs what the others, the pages and the checksums have made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.write.content import Content
from scripts.write.formats import csv, files, parquet, sqlite, xlsx

Writer = Callable[[Content, Path], list[str]]

WRITERS: tuple[Writer, ...] = (csv.write, parquet.write, xlsx.write, sqlite.write, files.write)
