"""Where each value of a JSON text stands: its line, by the way that leads to it.

Python's reader keeps no positions; these few lines walk the tokens of a text that it has already accepted.
"""

from __future__ import annotations

import json
import re

Pointer = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def lines(text: str) -> dict[Pointer, int]:
    r"""The line of every property (its key) and of every item of a list, for a valid JSON text.

    >>> lines('{"a": [\n1,\n{"b": 2}]}')
    {(): 1, ('a',): 1, ('a', 0): 2, ('a', 1): 3, ('a', 1, 'b'): 3}
    """
    found: dict[Pointer, int] = {(): 1}
    path: list[str | int] = []
    line, seen, key_next = 1, 0, False
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        symbol = token.group()
        if key_next and symbol[0] == '"':
            path[-1] = json.loads(symbol)
            found[tuple(path)] = line
            key_next = False
        elif symbol == ",":
            last = path[-1]
            key_next = isinstance(last, str)
            if isinstance(last, int):
                path[-1] = last + 1
        elif symbol in ("}", "]"):
            path.pop()
            key_next = False
        elif symbol != ":":
            if path and isinstance(path[-1], int):
                found[tuple(path)] = line
            if symbol in ("{", "["):
                path.append("" if symbol == "{" else 0)
                key_next = symbol == "{"
    return found
