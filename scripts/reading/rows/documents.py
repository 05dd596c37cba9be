"""Rows as JSON: a list of objects, or of lists under labels; one value a line; within a descriptor."""

from __future__ import annotations

import io
import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from scripts.reading.rows.delimited import codec_at
from scripts.reading.rows.form import JSON, LINES, UnsupportedError
from scripts.reading.rows.packed import unpacked
from scripts.reading.rows.undivided import Undivided
from scripts.reading.values.base import Native

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.reading.rows.delimited import Record
    from scripts.reading.rows.files import Files
    from scripts.reading.rows.form import Form
    from scripts.reading.values.base import Cell

SAMPLE = 100  # objects in which the names of columns are looked for
DEPTH = 100  # levels of a value
_SPACE = re.compile(r"[ \t\r\n]*")


class Documents(Undivided):
    """The records of one table: the labels first, where it has them, then a record an item."""

    def __init__(
        self, files: Files, paths: tuple[str, ...], form: Form, fields: Sequence[str], data: Any
    ) -> None:
        super().__init__(files, paths, form)
        self._fields, self._data = fields, data

    def records(self) -> Iterator[Record]:
        """Every record, the labels of objects among them. UnsupportedError where the JSON is no table."""
        items = iter(self._items())
        sample = list(islice(items, SAMPLE))
        if sample and isinstance(sample[0][1], dict):
            yield from self._keyed(sample, items)
            return
        for line, item in chain(sample, items):
            if not isinstance(item, list):
                raise UnsupportedError("json-rows")
            yield line, [cell_of(value) for value in item]

    def _keyed(self, sample: list[tuple[int, Any]], items: Iterable[tuple[int, Any]]) -> Iterator[Record]:
        """Labels: the keys that the dialect names, else the fields of some object and what is beside."""
        found = dict.fromkeys(name for _, item in sample if isinstance(item, dict) for name in item)
        labels = named = self._keys()
        if not named:
            labels = [name for name in self._fields if name in found]
            labels += [name for name in found if name not in self._fields]
        yield 0, list(labels)
        known = set(labels)
        for line, item in chain(sample, items):
            if not isinstance(item, dict):
                raise UnsupportedError("json-rows")
            late = (
                [name for name in item if name not in known]
                if not named and (len(item) > len(known) or item.keys() - known)
                else []
            )
            yield line, [cell_of(item.get(name)) for name in (*labels, *late)]

    def _keys(self) -> list[str]:
        """The keys of objects that are columns, where the dialect names them."""
        extra = self._form.dialect.extra
        said = extra.get("itemKeys") or _inner(self._form).get("keys")
        return said if isinstance(said, list) and all(isinstance(name, str) for name in said) else []

    def _items(self) -> Iterable[tuple[int, Any]]:
        if isinstance(self._data, str):  # a text within the descriptor
            return ((0, item) for item in self._listed(_parsed(self._data)))
        if self._form.kind not in (JSON, LINES):
            return ((0, item) for item in self._data)
        return self._lines() if self._form.kind == LINES else self._whole()

    def _lines(self) -> Iterator[tuple[int, Any]]:
        for path in self._paths:
            with unpacked(self._files.open(path), self._form.packing(path), self._form.inner) as stream:
                codec = codec_at(stream, self._form.encoding)
                with io.TextIOWrapper(stream, codec, newline="\n") as lines:
                    for number, line in enumerate(lines):
                        self._read += len(line)
                        if line.strip():
                            yield number, _parsed(line)

    def _whole(self) -> Iterator[tuple[int, Any]]:
        """The items of a JSON list, each with the line that it begins at."""
        for path in self._paths:
            with unpacked(self._files.open(path), self._form.packing(path), self._form.inner) as stream:
                content = stream.read(self._files.budget.held + 1)
            self._within("held", len(content))
            self._within("cells", sum(map(content.count, (b",", b"[", b"{"))))
            self._read += len(content)
            text = content.decode(codec_at(io.BytesIO(content), self._form.encoding))
            start = _after(text, 0)
            if self._property or text[start : start + 1] != "[":
                yield from ((0, item) for item in self._listed(_parsed(text)))
                continue
            yield from _list(text, start + 1)

    @property
    def _property(self) -> str:
        """Which property of the JSON the rows are in; none where it is they."""
        return str(self._form.dialect.extra.get("property") or _inner(self._form).get("property") or "")

    def _listed(self, value: Any) -> list[Any]:
        """The rows of a JSON value."""
        value = value.get(self._property) if isinstance(value, dict) and self._property else value
        if not isinstance(value, list):
            raise UnsupportedError("json-rows")
        return value


def _list(text: str, at: int) -> Iterator[tuple[int, Any]]:
    """The items of the list that goes on at that place of a text."""
    decoder = json.JSONDecoder()
    line, counted = 0, 0
    at = _after(text, at)
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            item, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            raise UnsupportedError("json", note=error) from None
        yield line, item
        at = _after(text, at)
        if text[at : at + 1] == ",":
            at = _after(text, at + 1)
        elif text[at : at + 1] != "]":
            raise UnsupportedError("json", note=f"character {at}: a list that does not end")


def _after(text: str, at: int) -> int:
    """The place of the first character from there that is no space."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnsupportedError("json", note=error) from None


def _inner(form: Form) -> dict[str, Any]:
    """What a dialect of frictionless says of JSON."""
    found = form.dialect.extra.get("json")
    return found if isinstance(found, dict) else {}


def cell_of(value: Any) -> Cell:
    """A value of JSON as a cell."""
    if value is None or isinstance(value, str):
        return value
    return Native(value, json.dumps(value, ensure_ascii=False))
