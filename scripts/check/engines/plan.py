"""The rules of a table (forms.py) as the kernel takes them: UnsureError where it does not know one."""

from __future__ import annotations

import ctypes as c
from array import array
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from itertools import accumulate
from typing import TYPE_CHECKING

from scripts.check.engines import kernel
from scripts.check.engines.automata import automaton
from scripts.check.engines.forms import PLACES, canonical_form, right_of
from scripts.check.engines.scanned import UnsureError
from scripts.reading.exact.beyond import categories_of
from scripts.reading.exact.references import texts_of

if TYPE_CHECKING:
    from scripts.check.engines.forms import Right
    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Column, Table

_LEAST, _MOST = -(2**63), 2**63 - 1


class Plan:
    """A Job for the kernel, with all that it points to; a context that frees what the kernel has made."""

    def __init__(self, library: c.CDLL, table: Table, keys: Sequence[Key], targets: Targets) -> None:
        self._library = library
        self._kept: list[object] = []
        self._sets: list[kernel.Set] = []
        self.job = kernel.Job()
        self.address = c.addressof(self.job)
        try:
            self._fill(table, keys, targets)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give back the memory that the kernel holds."""
        self._library.job_free(self.address)
        for one in self._sets:
            self._library.set_free(c.addressof(one))
        self._sets.clear()

    def _fill(self, table: Table, keys: Sequence[Key], targets: Targets) -> None:
        schema, job = table.schema, self.job
        keyed = {column.index for key in keys for column in key.columns}
        columns = (kernel.Column * len(table.columns))()
        for column, made in zip(table.columns, columns, strict=True):
            self._column(column, made, table, keyed=column.index in keyed)
        references = (kernel.Key * len(schema.foreign_keys))()
        for foreign, wanted, made in zip(schema.foreign_keys, targets, references, strict=True):
            own = [table.columns[schema.field_names.index(name)] for name in foreign.fields]
            missing = [schema.missing_values_of(column.field) for column in own]
            made.among = self._set(_joined(texts_of(own, missing, wanted), len(own)))
            made.columns, made.count = self._numbers("I", [column.index for column in own]), len(own)
        unique = (kernel.Key * len(keys))()
        for key, made in zip(keys, unique, strict=True):
            made.columns = self._numbers("I", [column.index for column in key.columns])
            made.count = len(key.columns)
        job.columns, job.width = self._keep(columns), len(columns)
        job.references, job.reference_count = self._keep(references), len(references)
        job.keys, job.key_count = self._keep(unique), len(unique)
        job.delimiter, job.quote = ord(table.dialect.delimiter), ord(table.dialect.quote_char)

    def _column(self, column: Column, made: kernel.Column, table: Table, *, keyed: bool) -> None:
        right, field = right_of(column), column.field
        if right is None:
            raise UnsureError(f"field {field.name}: a rule that is not proven")
        form = canonical_form(column) if keyed else ""
        if form is None:
            raise UnsureError(f"a key on {field.name}, of which no canonical form is known")
        patterns = [f"(?:{right.form})"] if right.form else []
        patterns += [f"(?:{form})"] if form else []
        patterns += [right.pattern] if right.pattern is not None else []
        among = None if right.among is None else set(right.among)
        if (texts := categories_of(field)) is not None:
            among = set(texts) if among is None else among & set(texts)
        missing = table.schema.missing_values_of(field)
        made.automata, made.count = self._automata(patterns), len(patterns)
        made.among = self._set(sorted(among)) if among is not None else None
        made.missing = self._set(list(dict.fromkeys(missing))) if missing else None
        made.needed = field.required or field.name in table.schema.primary_key
        made.sized = bool(right.shortest or right.longest is not None)
        made.shortest = min(max(right.shortest, 0), _MOST)
        made.longest = _MOST if right.longest is None else min(right.longest, _MOST)
        if right.longest is not None and right.longest < 0:
            raise UnsureError(f"field {field.name}: a negative length")
        self._bounded(made, right)

    def _bounded(self, made: kernel.Column, right: Right) -> None:
        """Bounds of numbers, as whole numbers of the last decimal, and of texts."""
        if right.numbers:
            scale = PLACES if right.point else 0
            low, high = _LEAST, _MOST
            for name, bound in right.numbers.items():
                exact = bound.scaleb(scale)
                down, up = (int(exact.to_integral_value(way)) for way in (ROUND_FLOOR, ROUND_CEILING))
                if name in ("minimum", "exclusiveMinimum"):
                    low = max(low, up if name == "minimum" else down + 1)
                else:
                    high = min(high, down if name == "maximum" else up - 1)
            made.numeric, made.scale = True, scale
            made.low, made.high = min(low, _MOST), max(high, _LEAST)
        if right.texts:
            low_text, high_text = _between(right.texts)
            made.least, made.most = self._bytes(low_text), self._bytes(high_text)
            made.width = len(low_text)

    def _automata(self, patterns: list[str]) -> int | None:
        found = (kernel.Automaton * len(patterns))()
        for pattern, made in zip(patterns, found, strict=True):
            compiled = automaton(pattern)
            if compiled is None:
                raise UnsureError("a pattern that is not translated")
            made.next = self._numbers("H", compiled.next)
            made.classes, made.accepts = self._bytes(compiled.classes), self._bytes(compiled.accepts)
            made.start, made.shift = compiled.start, compiled.shift
        return self._keep(found) if patterns else None

    def _set(self, texts: list[str] | list[bytes]) -> int:
        held = [text.encode() if isinstance(text, str) else text for text in texts]
        made = kernel.Set()
        made.bytes = self._bytes(b"".join([*held, bytes(kernel.SLACK)]))
        made.ends = self._numbers("Q", list(accumulate(map(len, held))))
        self._sets.append(made)
        if self._library.set_fill(c.addressof(made), len(held)):
            raise MemoryError
        return c.addressof(made)

    def _bytes(self, content: bytes) -> int | None:
        self._kept.append(content)
        return c.cast(c.c_char_p(content), c.c_void_p).value

    def _numbers(self, kind: str, numbers: Sequence[int]) -> int:
        held = array(kind, numbers)
        self._kept.append(held)
        return held.buffer_info()[0]

    def _keep(self, made: c.Array[kernel.Column] | c.Array[kernel.Key] | c.Array[kernel.Automaton]) -> int:
        self._kept.append(made)
        return c.addressof(made)


def _joined(keys: Iterable[Sequence[str]], width: int) -> list[str] | list[bytes]:
    """Keys as one text each, as the kernel joins cells: every text after its length, but a single one."""
    return [text for (text,) in keys] if width == 1 else [b"".join(map(_sized, key)) for key in keys]


def _sized(text: str) -> bytes:
    content = text.encode()
    return len(content).to_bytes(4, "little") + content


def _between(bounds: Mapping[str, str]) -> tuple[bytes, bytes]:
    r"""The least and the greatest text of one length within some bounds.

    >>> _between({"exclusiveMinimum": "1999"})
    (b'199:', b'\xff\xff\xff\xff')
    """
    width = len(next(iter(bounds.values())))
    least, most = bytes(width), b"\xff" * width
    for name, bound in bounds.items():
        text, step = bound.encode(), 1 if name == "exclusiveMinimum" else -1
        if name.startswith("exclusive"):  # the next text of that length
            text = text[:-1] + bytes([text[-1] + step])
        if name.lower().endswith("minimum"):
            least = max(least, text)
        else:
            most = min(most, text)
    return least, most
