r"""Regular expressions of Python as automata over UTF-8 bytes that accept the same cells, or fewer.

`pattern` is matched by Python's `re` in frictionless, from the start of the cell. What its tree does not tell
(reading/exact/expressions.py) gives None. Thompson's construction, then the subset construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scripts.reading.exact.expressions import (
    SURROGATES,
    Characters,
    Choice,
    Edge,
    Range,
    Repeat,
    UnknownError,
    tree_of,
)

if TYPE_CHECKING:
    from scripts.reading.exact.expressions import Node, Tree

_STATES = 3000
_WORK = 500_000  # states looked at, which take some tenths of a second
_ROOM = 2**16
_REPEATS = 300
_ASCII = 0x7F


class Automaton(NamedTuple):
    """A state is a row of `next`, given by where it begins; `classes` of the bytes are the places in it.

    Rows are `1 << shift` long; `accepts` has a byte for each of them.
    """

    next: list[int]
    classes: bytes
    accepts: bytes
    start: int
    shift: int

    def accept(self, text: str) -> bool:
        """True where the automaton accepts a text: what kernel.c does, for the tests."""
        state = self.start
        for byte in text.encode():
            state = self.next[state + self.classes[byte]]
        return bool(self.accepts[state >> self.shift])


@lru_cache(maxsize=200)
def automaton(pattern: str) -> Automaton | None:
    r"""The automaton that accepts a text only where `^pattern$` matches it; None where unknown.

    >>> [automaton(r"(\d{2}|é)").accept(text) for text in ("12", "123", "é", "1")]
    [True, False, True, False]
    """
    try:
        graph = _Graph()
        final = graph.add(tree_of(f"^{pattern}$"), graph.state())
        graph.moves[final].append((0, 255, final))  # a match is a match, whatever follows
        return _determined(graph, final)
    except (UnknownError, re.error, RecursionError, OverflowError):
        return None


@dataclass(slots=True)
class _Graph:
    """An automaton with choices: the moves of each state on bytes, and those on none.

    A move on none is free, or only at the beginning of the text, or only at its end.
    """

    moves: list[list[tuple[int, int, int]]] = field(default_factory=list)
    free: list[list[int]] = field(default_factory=list)
    begins: list[list[int]] = field(default_factory=list)
    ends: list[list[int]] = field(default_factory=list)

    def state(self) -> int:
        """A new state."""
        if len(self.moves) > _STATES:
            raise UnknownError
        self.moves.append([])
        for moves in (self.free, self.begins, self.ends):
            moves.append([])
        return len(self.moves) - 1

    def add(self, tree: Tree, state: int) -> int:
        """The state that a sequence of items leads to from a state."""
        for node in tree:
            state = self._item(node, state)
        return state

    def _item(self, node: Node, state: int) -> int:
        after = self.state()
        if isinstance(node, Edge) and node.first is not None:
            (self.begins if node.first else self.ends)[state].append(after)
        elif isinstance(node, Choice) and node.sure:
            for way in node.ways:
                self.free[self.add(way, state)].append(after)
        elif isinstance(node, Repeat):
            self._repeat(node, state, after)
        elif isinstance(node, Characters) and node.ranges is not None:
            for low, high in node.ranges:
                for sequence in sequences(low, high):
                    self._bytes(list(sequence), state, after)
        else:
            raise UnknownError
        return after

    def _repeat(self, node: Repeat, state: int, after: int) -> None:
        if max(node.low, node.high or 0) > _REPEATS:
            raise UnknownError
        for _ in range(node.low):
            state = self.add(node.inner, state)
        self.free[state].append(after)
        if node.high is None:
            again = self.state()
            self.free[state].append(again)
            end = self.add(node.inner, again)
            self.free[end] += [again, after]
            return
        for _ in range(node.high - node.low):
            state = self.add(node.inner, state)
            self.free[state].append(after)

    def _bytes(self, sequence: list[Range], state: int, after: int) -> None:
        for low, high in sequence[:-1]:
            between = self.state()
            self.moves[state].append((low, high, between))
            state = between
        self.moves[state].append((*sequence[-1], after))

    def closed(self, states: Iterable[int], *others: list[list[int]]) -> frozenset[int]:
        """The states, and those that moves on nothing lead to."""
        found, stack = set[int](), list(states)
        while stack:
            state = stack.pop()
            if state not in found:
                found.add(state)
                for moves in (self.free, *others):
                    stack += moves[state]
        return frozenset(found)


def _determined(graph: _Graph, final: int) -> Automaton:
    """The same without choices."""
    cuts = sorted({0, *(cut for moves in graph.moves for low, high, _ in moves for cut in (low, high + 1))})
    cuts = [cut for cut in cuts if cut < 256]  # noqa: PLR2004 -- a byte
    classes = bytearray()
    for number, cut in enumerate(cuts):
        classes += bytes([number]) * ((cuts[number + 1] if number + 1 < len(cuts) else 256) - cut)
    shift = max(1, (len(cuts) - 1).bit_length())
    first = graph.closed([0], graph.begins)
    # An empty text begins and ends at once.
    numbers, rows, accepts = dict[frozenset[int], int](), list[int](), bytearray()
    work = 0
    queue = [first]  # no move leads back to it: only there is the beginning
    for states in queue:
        both = (graph.ends,) if accepts else (graph.ends, graph.begins)
        accepts.append(final in graph.closed(states, *both))
        row = [0] * (1 << shift)
        work += len(states) * len(cuts)
        if work > _WORK:
            raise UnknownError
        for number, cut in enumerate(cuts):
            reached = {to for state in states for low, high, to in graph.moves[state] if low <= cut <= high}
            closed = graph.closed(reached)
            if closed not in numbers:
                numbers[closed] = len(queue)
                queue.append(closed)
                if len(queue) << shift > _ROOM:
                    raise UnknownError
            row[number] = numbers[closed] << shift
        rows += row
    return Automaton(rows, bytes(classes), bytes(accepts), 0, shift)


def sequences(low: int, high: int) -> Iterator[Iterator[Range]]:
    """The ranges of bytes, one after the other, that write the characters of a range in UTF-8."""
    for last in (_ASCII, 0x7FF, SURROGATES[0] - 1, SURROGATES[1], 0xFFFF):
        if low <= last < high:
            yield from sequences(low, last)
            yield from sequences(last + 1, high)
            return
    if SURROGATES[0] <= low <= SURROGATES[1]:
        return
    for more in (1, 2, 3) if high > _ASCII else ():
        mask = (1 << 6 * more) - 1
        if low & ~mask != high & ~mask:
            at = (low | mask) + 1 if low & mask else high & ~mask
            if low & mask or high & mask != mask:
                yield from sequences(low, at - 1)
                yield from sequences(at, high)
                return
    yield zip(chr(low).encode(), chr(high).encode(), strict=True)
