"""The answers of respondents, by column: read from CSV, .sav or Parquet, and only the columns asked for.

What is told of them never has a content in it, only columns and lines. Microdata are read where they lie, and
refused where they could be published by mistake: in a repository or a package.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.studies.faults import fault
from scripts.studies.rates.design import Codes, Floats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.studies.rates.setup import Setup

_TEXTS = {".csv", ".txt", ".tsv"}
_SPSS = {".sav", ".zsav"}
_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as codes: `texts` are its different contents, `codes` whose each is (-1: none)."""

    texts: tuple[str, ...]
    codes: Codes


@dataclass(frozen=True, slots=True)
class Microdata:
    """The columns asked for, and what the file itself says of them: labels of columns and of their codes.

    `first` is the line of the first respondent, 0 where the file has no lines.
    """

    path: Path
    rows: int
    columns: dict[str, Column]
    titles: dict[str, str]
    labels: dict[str, dict[str, str]]
    first: int

    def numbers(self, name: str, decimal: str, *, required: bool) -> Floats:
        """A column as numbers, NaN where it is empty. StudyError for no number, or empty if required."""
        column = self.columns[name]
        values = np.array([*(_number(text, decimal) for text in column.texts), np.nan])
        wrong = [place for place, value in enumerate(values[:-1]) if np.isnan(value)]
        if (found := np.flatnonzero(np.isin(column.codes, wrong))).size:
            raise fault("number", path=self.path, line=self.line(found[0]), name=name, decimal=decimal)
        if required and (found := np.flatnonzero(column.codes < 0)).size:
            raise fault("empty", path=self.path, line=self.line(found[0]), name=name)
        return np.asarray(values[column.codes], np.float64)

    def whole(self, name: str) -> Codes:
        """A column of codes in which everybody has one. StudyError."""
        codes = self.columns[name].codes
        if (found := np.flatnonzero(codes < 0)).size:
            raise fault("empty", path=self.path, line=self.line(found[0]), name=name)
        return codes

    def line(self, row: int) -> int:
        """The line of a respondent, by the place (from 0)."""
        return int(row) + self.first


def read(setup: Setup, names: Iterable[str]) -> Microdata:
    """These columns of a study's microdata. StudyError: it cannot be read, or is not kept apart."""
    path, wanted = setup.path, list(dict.fromkeys(names))
    kept_apart(path)
    kind = path.suffix.lower()
    try:
        if kind in _SPSS:
            return _spss(path, wanted)
        if kind == ".parquet":
            return _parquet(path, wanted)
        if kind in _TEXTS:
            return _csv(setup, wanted)
    except OSError as error:
        raise fault("unread", path=path, note=error.strerror or error) from None
    except pa.ArrowInvalid as error:
        raise fault("shape", path=path, note=_harmless(error)) from None
    raise fault("kind", path=path)


def kept_apart(path: Path) -> None:
    """Nothing, or StudyError for a file in a repository or a package, ours or another."""
    for folder in path.resolve().parents:
        if folder == _ROOT or (folder / ".git").exists() or (folder / "datapackage.json").exists():
            raise fault("inside", path=path, folder=folder)


def _number(text: str, decimal: str) -> float:
    """A number as the file writes it, NaN for what is none."""
    plain = text.replace("\u202f", "").replace("\u00a0", "")
    if decimal != ".":
        plain = "x" if "." in plain else plain.replace(decimal, ".")
    try:
        value = float(plain)
    except ValueError:
        return float("nan")
    return value if np.isfinite(value) else float("nan")


def _csv(setup: Setup, names: Sequence[str]) -> Microdata:
    """From a CSV file: contents without the spaces around them, an empty one is none."""
    import pyarrow.csv as pv

    path, encoding = setup.path, setup.encoding
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise fault("unknown_encoding", path=path, encoding=encoding) from None
    plain = "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding
    try:
        with path.open(encoding=plain, newline="") as file:
            header = [name.strip() for name in next(csv.reader(file, delimiter=setup.delimiter), [])]
        _there(setup, names, header)
        table = pv.read_csv(
            path,
            pv.ReadOptions(encoding=encoding, column_names=header, skip_rows=1, block_size=16 << 20),
            pv.ParseOptions(delimiter=setup.delimiter, newlines_in_values=True, ignore_empty_lines=True),
            pv.ConvertOptions(
                include_columns=list(names),
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
    except UnicodeError:
        raise fault("encoding", path=path, encoding=encoding) from None
    except pa.ArrowInvalid as error:
        if "UTF8" in str(error):
            raise fault("encoding", path=path, encoding=encoding) from None
        raise
    return _of_arrow(path, table, {}, {}, 2)


def _there(setup: Setup, names: Sequence[str], header: Sequence[str]) -> None:
    """Every column asked for is in the header, once."""
    for name in names:
        told = {"path": setup.path, "name": name}
        if name not in header and len(header) == 1:
            raise fault("one_column", **told, delimiter=repr(setup.delimiter))
        if name not in header:
            raise fault("column", **told, known=", ".join(header))
        if list(header).count(name) > 1:
            raise fault("twice_column", **told)


def _parquet(path: Path, names: Sequence[str]) -> Microdata:
    """From a Parquet file: whole numbers, texts and truth as texts; other numbers as the shortest text."""
    import pyarrow.parquet as pq

    header = pq.read_schema(path).names
    for name in names:
        if name not in header:
            raise fault("column", path=path, name=name, known=", ".join(header))
    return _of_arrow(path, pq.read_table(path, columns=list(names)), {}, {}, 0)


def _of_arrow(
    path: Path, table: pa.Table, titles: dict[str, str], labels: dict[str, dict[str, str]], first: int
) -> Microdata:
    """The columns of an Arrow table as codes."""
    if not table.num_rows:
        raise fault("rows", path=path)
    columns = {name: _coded(table.column(name)) for name in table.column_names}
    return Microdata(path, table.num_rows, columns, titles, labels, first)


def _coded(values: pa.ChunkedArray) -> Column:
    """An Arrow column as codes of its trimmed texts."""
    if not pa.types.is_dictionary(values.type):
        values = pc.dictionary_encode(values)
    whole = values.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0)
    texts = [_text(value) for value in whole.dictionary.to_pylist()]
    places = pc.fill_null(whole.indices, -1).to_numpy(zero_copy_only=False).astype(np.intp)
    return _merged(texts, places)


def _merged(texts: Sequence[str], places: Codes) -> Column:
    """Codes by place, one for each text that is not empty; the last place, -1, is none."""
    each = tuple(dict.fromkeys(text for text in texts if text))
    numbers = {text: number for number, text in enumerate(each)}
    found = np.array([*(numbers.get(text, -1) for text in texts), -1], np.intp)
    return Column(each, found[places])


def _text(value: Any) -> str:
    """A content as a code: 1.0 is « 1 »."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return "" if isnan(value) else f"{value:.0f}" if value.is_integer() else repr(value)
    return "" if value is None else str(value).strip()


def _spss(path: Path, names: Sequence[str]) -> Microdata:
    """From a file of SPSS, with its labels; what it declares missing is none."""
    try:
        import pyreadstat
    except ModuleNotFoundError:
        raise fault("installed", path=path) from None
    try:
        _, about = pyreadstat.read_sav(str(path), metadataonly=True, output_format="dict")
        for name in names:
            if name not in about.column_names:
                raise fault("column", path=path, name=name, known=", ".join(about.column_names))
        held, _ = pyreadstat.read_sav(str(path), usecols=list(names), output_format="dict")
    except pyreadstat.ReadstatError as error:
        raise fault("unread", path=path, note=_harmless(error)) from None
    columns = {name: _of_values(held[name]) for name in names}
    rows = len(next(iter(columns.values())).codes)
    if not rows:
        raise fault("rows", path=path)
    titles = dict(zip(about.column_names, (text or "" for text in about.column_labels), strict=True))
    labels = {
        name: {_text(value): str(label) for value, label in codes.items()}
        for name, codes in about.variable_value_labels.items()
    }
    return Microdata(path, rows, columns, titles, labels, 0)


def _of_values(values: Any) -> Column:
    """A column of numbers (NaN: none) or of texts."""
    held = np.asarray(values)
    if held.dtype.kind == "f":
        each, places = np.unique(held, return_inverse=True)
        return _merged([_text(float(value)) for value in each], places.astype(np.intp))
    texts = [_text(value) for value in held.tolist()]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return _merged(list(numbers), np.array([numbers[text] for text in texts], np.intp))


def _harmless(error: Exception) -> str:
    """What a library says, without the contents that it may quote."""
    return str(error).partition(":")[0][:120]
