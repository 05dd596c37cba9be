"""A limit to the time that a pattern may take on one cell: what explodes is stopped and told, not waited for.

Python's `re` goes back and forth: `(a+)+b` on thirty letters takes minutes. It looks for signals while it
does, so that an alarm can stop it. The alarm is the process's own, and only the main thread may set it; in
another thread, and where the system has none, a pattern takes the time that it takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from scripts.reading.exact.expressions import Choice, Other, Repeat, tree_of
from scripts.reading.issues.budget import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from scripts.reading.issues.budget import DEFAULT
from scripts.reading.exact.expressions import Tree

SECONDS = 2.0  # for one cell, or for one row of frictionless'; of all cells, what the budget says


class SlowPatternError(Exception):
    """A pattern needs more than SECONDS for one cell, or more than `seconds` for all; which, where known."""

    def __init__(self, pattern: str = "", cell: str = "", seconds: float = 0) -> None:
        super().__init__(f"the pattern {pattern!r} takes more than {seconds or SECONDS:g} s")
        self.pattern, self.cell, self.seconds = pattern, cell, seconds


def matcher(pattern: str, most: float = DEFAULT.pattern) -> Callable[[str], Any]:
    """What says whether a cell matches, as in frictionless; SlowPatternError after SECONDS of one match.

    So after `most` seconds of all matches: it may be slow everywhere, and nowhere enough to be stopped.

    >>> bool(matcher("[a-z]+")("abc"))
    True
    """
    match = re.compile(f"^{pattern}$").match
    if not is_risky(pattern):
        return match

    left = most

    def bounded(text: str) -> Any:
        nonlocal left
        alarm = Alarm()
        try:
            with alarm:
                alarm.wind()
                found = match(text)
        except SlowPatternError:
            raise SlowPatternError(pattern, text) from None
        left -= alarm.spent
        if left < 0:
            raise SlowPatternError(pattern, text, most)
        return found

    return bounded


def is_risky(pattern: str) -> bool:
    """Whether matching may go back and forth: there are several choices to make again, or a back-reference.

    >>> [is_risky(pattern) for pattern in ("[0-9]{2}[a-z]*", "a|b", "(a+)+", "a*b*", "(a|aa){9}")]
    [False, False, True, True, True]
    """
    return _choices(tree_of(pattern)) > 1


def _choices(tree: Tree) -> int:
    """The choices in a tree: how often, which way. One repeated, or not known, counts as two."""
    found = 0
    for node in tree:
        if isinstance(node, Repeat):
            several = node.high is None or node.high > 1
            found += (node.low != node.high) + _choices(node.inner) * (2 if several else 1)
        elif isinstance(node, Choice):
            found += (len(node.ways) > 1) + sum(map(_choices, node.ways))
        elif isinstance(node, Other):
            found += 2
    return found


class Alarm:
    """The process's alarm, ours within the context: SlowPatternError SECONDS after it was last wound.

    `spent` is how many seconds went by from there to the end of the context.
    """

    spent = 0.0

    def __enter__(self) -> Self:
        """Taken over, where that is possible; not wound yet."""
        import signal  # most tables have no pattern that asks for it
        import threading

        self._signal = signal
        self._ours = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        if self._ours:
            self._before = signal.signal(signal.SIGALRM, _ring)
        return self

    def __exit__(self, *_: object) -> None:
        """Stopped, and given back."""
        if self._ours:
            self.spent = SECONDS - self._signal.setitimer(self._signal.ITIMER_REAL, 0)[0]
            self._signal.signal(self._signal.SIGALRM, self._before)

    def wind(self) -> None:
        """From now on SECONDS more."""
        if self._ours:
            self._signal.setitimer(self._signal.ITIMER_REAL, SECONDS)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise SlowPatternError
