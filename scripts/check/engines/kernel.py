"""kernel.c from Python: its structures and functions, or None where it was not built (`make` builds it).

Pointers are plain addresses; what they point to is kept alive by whoever fills them in (plan.py).
"""

from __future__ import annotations

import ctypes as c
from functools import cache
from pathlib import Path
from typing import NamedTuple

VERSION = 5
LIBRARY = Path(__file__).with_name("libkernel.so")
SLACK = 16  # bytes that follow texts, for the kernel to read in words
BLOCK = 1 << 21  # bytes that a thread takes at a time


class Set(c.Structure):
    """Some texts: `ends[i]` is where the i-th one ends in `bytes`."""

    _fields_ = (
        ("bytes", c.c_void_p),
        ("ends", c.c_void_p),
        ("slots", c.c_void_p),
        ("mask", c.c_uint64),
        ("longest", c.c_uint64),
    )


class Automaton(c.Structure):
    """An automaton over bytes (automata.py)."""

    _fields_ = (
        ("next", c.c_void_p),
        ("classes", c.c_void_p),
        ("accepts", c.c_void_p),
        ("start", c.c_uint32),
        ("shift", c.c_uint32),
    )


class Column(c.Structure):
    """What the cells of a column must be."""

    _fields_ = (
        ("automata", c.c_void_p),
        ("among", c.c_void_p),
        ("missing", c.c_void_p),
        ("least", c.c_void_p),
        ("most", c.c_void_p),
        ("low", c.c_int64),
        ("high", c.c_int64),
        ("shortest", c.c_uint64),
        ("longest", c.c_uint64),
        ("count", c.c_uint32),
        ("width", c.c_uint32),
        ("scale", c.c_uint32),
        ("needed", c.c_uint8),
        ("numeric", c.c_uint8),
        ("sized", c.c_uint8),
    )


class Key(c.Structure):
    """Columns, and the texts that they may have together."""

    _fields_ = (("columns", c.c_void_p), ("among", c.c_void_p), ("count", c.c_uint32))


class Job(c.Structure):
    """A file to scan, and what was found in it."""

    _fields_ = (
        ("columns", c.c_void_p),
        ("references", c.c_void_p),
        ("keys", c.c_void_p),
        ("next", c.c_uint64),
        ("width", c.c_uint32),
        ("reference_count", c.c_uint32),
        ("key_count", c.c_uint32),
        ("file", c.c_int32),
        ("delimiter", c.c_uint8),
        ("quote", c.c_uint8),
        ("blocks", c.c_void_p),
        ("block_count", c.c_uint64),
        ("block_room", c.c_uint64),
        ("rows", c.c_uint64),
        ("lines", c.c_uint64),
    )


_P, _U32, _U64 = c.c_void_p, c.c_uint32, c.c_uint64
_FUNCTIONS: tuple[tuple[str, type | None, tuple[type, ...]], ...] = (
    ("set_fill", c.c_int32, (_P, _U64)),
    ("set_free", None, (_P,)),
    ("hash_keys", None, (_P, _P, _U64, _U32, _P)),
    ("text_is_plain", c.c_int32, (_P, _U64, _P, _P)),
    ("worker_new", _P, (_P,)),
    ("worker_free", None, (_P,)),
    ("block_next", c.c_int64, (_P, _P)),
    ("block_scan", c.c_int32, (_P, _P)),
    ("job_number", _U64, (_P,)),
    ("job_suspects", None, (_P, _P)),
    ("job_places", None, (_P, _P, _U64, _P)),
    ("job_free", None, (_P,)),
    ("job_repeated", c.c_int64, (_P, _U32, _P)),
    ("job_having", c.c_int64, (_P, _U32, _P, _U64, _P)),
    ("array_free", None, (_P,)),
)


class Lines(NamedTuple):
    """How many lines a text has, and how many quotes."""

    lines: int
    quotes: int


def plain_lines(text: bytes) -> Lines | None:
    """The lines of a text that is plain: UTF-8, composed, no NUL, no carriage return; None where unsure."""
    library = kernel()
    found = c.c_uint64(), c.c_uint64()
    if library is None or not library.text_is_plain(text, len(text), *map(c.byref, found)):
        return None
    return Lines(*(count.value for count in found))


@cache
def kernel() -> c.CDLL | None:
    """The library; None where it was not built, or for another version of this module."""
    try:
        library = c.CDLL(str(LIBRARY))
        if library.version() != VERSION:
            return None
        for name, result, arguments in _FUNCTIONS:
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return library
