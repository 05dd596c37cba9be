"""The formats that a release has, one small file each.

To add one: a module here with `write(content, folder) -> list[str]`, which writes below `folder` and gives
back the paths of its files, relative to it; a module that reads what it wrote (`opened`), by a library that
did not write it where there is one; then its Format in FORMATS. The audit of a release and the tests hold
every format against the CSV files, cell by cell, null by null; pages and README name what is in FORMATS.

A writer gets everything as arguments and reads no clock: the same content gives the same bytes.
`zip` is not in the tuple, since it packs what the others, the pages and the checksums have made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.write.content import Content
from scripts.write.formats import (
    csv,
    files,
    parquet,
    parquet_read,
    sqlite,
    sqlite_read,
    xlsx,
    xlsx_layout,
    xlsx_read,
)
from scripts.write.formats.format import Format, in_arrow, in_sheet, in_sqlite

Writer = Callable[[Content, Path], list[str]]

# Held against the CSV files, which are the reference.
FORMATS: tuple[Format, ...] = (
    Format(
        name="Parquet",
        mediatype="application/vnd.apache.parquet",
        path="parquet/{table}.parquet",
        write=parquet.write,
        opened=parquet_read.opened,
        same=in_arrow,
        alike=parquet_read.alike,
        expected=parquet_read.expected,
    ),
    Format(
        name="XLSX",
        mediatype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        path="{package}.xlsx",
        write=xlsx.write,
        opened=xlsx_read.opened,
        same=in_sheet,
        alike=xlsx_read.alike,
        expected=xlsx_layout.headers,
        holds=xlsx.fits,
        made=xlsx.made,
        tables=xlsx_layout.tables,
    ),
    Format(
        name="SQLite",
        mediatype="application/vnd.sqlite3",
        path="{package}.sqlite",
        write=sqlite.write,
        opened=sqlite_read.opened,
        same=in_sqlite,
        alike=sqlite_read.alike,
    ),
)
WRITERS: tuple[Writer, ...] = (csv.write, *(form.write for form in FORMATS), files.write)
