"""How a table is written: which kind of file, in which dialect and encoding, packed or not."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.reading.model.package import Dialect
from scripts.reading.rows.packed import COMPRESSIONS, compression_of, plain_name

if TYPE_CHECKING:
    from scripts.reading.model.package import Resource

DELIMITED, JSON, LINES, SHEET, COLUMNS, INLINE = "delimited", "json", "lines", "sheet", "columns", "inline"

# What a `format`, a media type or the end of a file's name says.
KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("csv", "tsv", "tab", "txt", "text/csv", "text/tab-separated-values", "text/plain"), DELIMITED
    ),
    **dict.fromkeys(("json", "application/json"), JSON),
    **dict.fromkeys(("jsonl", "ndjson", "application/x-ndjson", "application/jsonl"), LINES),
    **dict.fromkeys(("xlsx", "xls", "xlsb", "xlsm", "ods"), SHEET),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": SHEET,
    "application/vnd.ms-excel": SHEET,
    "application/vnd.oasis.opendocument.spreadsheet": SHEET,
    **dict.fromkeys(("parquet", "application/vnd.apache.parquet"), COLUMNS),
}
TEXTS = ("txt", "text/plain")  # tables where somebody says so, else texts
_TABBED = ("tsv", "tab", "text/tab-separated-values")


class UnsupportedError(Exception):
    """A table that is not read: `reason` is a wording of `source-error`, with its `words`."""

    def __init__(self, reason: str, **words: object) -> None:
        super().__init__(" ".join([reason.replace("-", " "), *map(str, words.values())]))
        self.reason, self.words = reason, words


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written. `compression` and `inner` say how its files are packed, where they are.

    `by_name`: each file is packed as its name says, since nobody says how all of them are.
    """

    kind: str
    dialect: Dialect
    encoding: str = "utf-8-sig"
    compression: str = ""
    inner: str = ""
    by_name: bool = False

    def packing(self, path: str) -> str:
        """How one of the files is packed; "" for not at all."""
        return packing({}, path)[0] if self.by_name and self.compression else self.compression

    @property
    def reader_options(self) -> dict[str, Any]:
        """The dialect in the words of Python's csv module, as frictionless translates it."""
        dialect = self.dialect
        return {
            "delimiter": dialect.delimiter,
            "quotechar": dialect.quote_char,
            "doublequote": dialect.double_quote or not dialect.escape_char,
            "escapechar": dialect.escape_char or None,
            "skipinitialspace": dialect.skip_initial_space,
            "strict": False,
        }

    def is_comment(self, row: int, cells: Sequence[Any]) -> bool:
        """True for a record that the dialect leaves out."""
        mark = self.dialect.comment_char
        if row in self.dialect.comment_rows:
            return True
        return bool(mark and cells and isinstance(cells[0], str) and cells[0].startswith(mark))


def form_of(resource: Resource) -> Form:
    """The form of a resource. UnsupportedError where it is none that is read."""
    if resource.extra.get("data") is not None:
        if not isinstance(resource.extra["data"], list | str):
            raise UnsupportedError("inline")
        kind = _said(resource) or DELIMITED if isinstance(resource.extra["data"], str) else INLINE
        return Form(kind, _dialect(resource), "utf-8")
    if not resource.paths:
        raise UnsupportedError("no-path")
    kind = kind_of(resource)
    if not kind:
        raise UnsupportedError("format", value=_written(resource)[0])
    found = [packing(resource.extra, path) for path in resource.paths]
    compression, inner = next(filter(any, found), ("", ""))
    if compression and compression not in COMPRESSIONS:
        raise UnsupportedError("compression", value=compression)
    by_name = not resource.extra.get("compression")
    return Form(kind, _dialect(resource), _encoding(resource.encoding), compression, inner, by_name)


def packing(resource: Mapping[str, Any], path: str) -> tuple[str, str]:
    """How a file is packed, by what its resource says or by its name ("" for not at all), and the file in it.

    >>> packing({}, "https://example.org/a.csv.gz?v=2"), packing({"innerpath": "a.csv"}, "a.zip")
    (('gz', ''), ('zip', 'a.csv'))
    """
    said = str(resource.get("compression") or "") or compression_of(_plain(path))
    return "" if said == "no" else said, str(resource.get("innerpath") or "")


def kind_of(resource: Resource) -> str:
    """Which kind of file the table is in; "" for one that is not read."""
    if said := _said(resource):
        return said
    return DELIMITED if not any(_written(resource)) else ""


def _said(resource: Resource) -> str:
    """The kind that the resource says, by its format, its media type or the name of its file."""
    return KINDS.get(word_of(_written(resource)), "")


def _written(resource: Resource) -> tuple[str, ...]:
    """The words of the resource and of its first file."""
    name = str(resource.extra.get("innerpath") or "") or next(iter(resource.paths), "")
    return words_of(resource.format, resource.mediatype, name)


def words_of(said: str, mediatype: str, name: str) -> tuple[str, ...]:
    """What says how a table is written: its format, its media type, the end of its file's name or address.

    >>> words_of("", "text/csv; header=present", "https://example.org/a.CSV.gz?v=2")
    ('text/csv', 'csv')
    """
    ending = PurePosixPath(plain_name(_plain(name))).suffix.lstrip(".")
    return tuple(word.lower() for word in (said, mediatype.partition(";")[0].strip(), ending) if word)


def word_of(words: Sequence[str], *, table: bool = True) -> str:
    """The first of them that is known, "" for none; of what nobody calls a `table`, no mere text."""
    return next((word for word in words if word in KINDS and (table or word not in TEXTS)), "")


def _plain(name: str) -> str:
    """A path; an address without its question."""
    return name.partition("?")[0] if "://" in name else name


def _dialect(resource: Resource) -> Dialect:
    """The dialect; tabs where the file is said to be a TSV and nothing else is said."""
    dialect = resource.dialect or Dialect()
    tabbed = "delimiter" not in dialect.declared and next(iter(_written(resource)), "") in _TABBED
    dialect = replace(dialect, delimiter="\t") if tabbed else dialect
    marks = (dialect.delimiter, dialect.quote_char, dialect.escape_char or "\\")
    if any(len(mark) != 1 or mark in "\r\n\0" for mark in marks):
        raise UnsupportedError("separator")
    return dialect


def _encoding(written: str) -> str:
    """The codec, a byte order mark put aside."""
    try:
        name = codecs.lookup(written).name
        codecs.getincrementaldecoder(name)  # « hex » and « zip » are codecs too, of bytes
        "".encode(name)
    except (LookupError, ValueError, TypeError):
        raise UnsupportedError("encoding", value=written) from None
    return "utf-8-sig" if name == "utf-8" else name
